//! The places where people run khung: pre-commit, GitHub Actions, GitLab CI, a container. What is shipped for them has the
//! shape they document, its scripts take hostile words for words, and the pages' commands work.
//!
//! Nothing here uses the network. What needs pre-commit is skipped, and says so, where it is not installed.
#![cfg(unix)]

#[path = "integrations/container.rs"]
mod container;
#[path = "integrations/github.rs"]
mod github;
#[path = "integrations/gitlab.rs"]
mod gitlab;
#[path = "integrations/hostile.rs"]
mod hostile;
#[path = "integrations/pages.rs"]
mod pages;
#[path = "integrations/pre_commit.rs"]
mod pre_commit;
#[path = "integrations/scratch.rs"]
mod scratch;
