//! Scratch repositories, and the program run in them.

#[path = "../reading/support.rs"]
#[allow(dead_code)] // the support of the reading tests, of which these need a part
mod support;

use std::path::Path;
use std::process::Command;

pub use support::{Folder, Ran};

/// The day of all runs, and their language.
#[allow(dead_code)] // a difference has no day
pub const DAY: [&str; 4] = ["--as-of", "2026-11-23", "--lang", "en"];

/// A repository on branch `main` with one commit of these files; `None`, said aloud, where git is missing.
pub fn repository(files: &[(&str, &str)]) -> Option<Folder> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("git is not installed: this test shows nothing here");
        return None;
    }
    let folder = Folder::with(files);
    git(&folder, folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder, "the beginning");
    Some(folder)
}

/// Runs git somewhere; the scratch folder is its home. What it printed.
pub fn git(home: &Folder, at: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    let output = command
        .args([
            "-c",
            "user.name=Minh Họa",
            "-c",
            "user.email=minh-hoa@example.org",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("HOME", home.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2026-11-02T08:00:00+07:00")
        .env("GIT_COMMITTER_DATE", "2026-11-02T08:00:00+07:00")
        .current_dir(at)
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Commits everything there is.
pub fn commit(folder: &Folder, message: &str) {
    git(folder, folder.path(), &["add", "--all"]);
    git(folder, folder.path(), &["commit", "--quiet", "--allow-empty", "--message", message]);
}

/// Runs the program in a folder of the scratch folder, away from the environment's own repository.
pub fn run(home: &Folder, at: &Path, arguments: &[&str]) -> Ran {
    let mut command = home.command(arguments);
    command.current_dir(at).env("COLUMNS", "80");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    support::finish(command.spawn().expect("the program starts"))
}
