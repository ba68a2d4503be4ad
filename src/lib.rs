//! khung: a linter for architecture-as-code of government information systems.
//!
//! Descriptions in YAML become one dependency graph; rules that are data run over it; findings become
//! diagnostics with words in Vietnamese and English, the law they rest on, and a hint how to mend them.
//!
//! The whole story is one pure function, [`linter::lint`]. The rooms stand in the order of the data's path, and
//! each imports only what stands below it (`tests/architecture.rs` holds the table):
//!
//! | room | what it does |
//! | --- | --- |
//! | [`source`], [`lang`], [`finding`] | texts and places, the two languages, findings without words |
//! | [`discover`] | files and commits to texts; the only reader of files |
//! | [`yaml`] | text to spanned nodes |
//! | [`schema`] | fields declared once: decoding, JSON Schema, reference |
//! | [`model`] | the nouns and their fields |
//! | [`import`] | texts to objects and flows |
//! | [`cache`] | what texts said in an earlier run |
//! | [`graph`] | one graph with references resolved, and questions to it |
//! | [`condition`] | the condition language of rules, three-valued |
//! | [`check`] | the few kinds of check |
//! | [`waive`] | accepted exceptions, applied to findings |
//! | [`diagnostic`], [`rule`] | findings get words, severity and law |
//! | [`survey`] | what an estate comes to, as plain figures |
//! | [`settings`], [`linter`] | the project's choices, and the pipeline |
//! | [`answer`] | what a whole check came to in an earlier run |
//! | [`fix`], [`report`], [`verify`] | new text, output, proof of rule folders |
//! | [`cli`] | the command line; the only writer |
//!
//! Other programs use [`rule::read`] and [`linter::lint`] with texts they hold themselves; nothing below `cli`
//! looks at a clock, an environment variable or a terminal.

// Streams are written in src/cli/output.rs alone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod cache;
pub mod check;
pub mod cli;
pub mod condition;
pub mod diagnostic;
pub mod discover;
pub mod finding;
pub mod fix;
pub mod graph;
pub mod import;
pub mod lang;
pub mod linter;
pub mod model;
pub mod report;
pub mod rule;
pub mod schema;
pub mod settings;
pub mod source;
pub mod survey;
pub mod verify;
pub mod waive;
pub mod yaml;
