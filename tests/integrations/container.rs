//! The `Containerfile`, as far as it can be read without an engine.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::scratch::{Scratch, root, shipped};

/// The instructions, continued lines joined.
fn instructions() -> Vec<(String, String)> {
    let text = shipped("Containerfile").replace("\\\n", " ");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parts = lines.map(|line| line.split_once(' ').expect("an instruction and its words"));
    parts.map(|(name, rest)| (name.to_owned(), rest.trim().to_owned())).collect()
}

fn all(name: &str) -> Vec<String> {
    instructions().into_iter().filter(|(each, _)| each == name).map(|(_, rest)| rest).collect()
}

/// What is copied from the repository.
fn copied() -> Vec<String> {
    let copies = all("COPY").into_iter().filter(|rest| !rest.starts_with("--from"));
    let sources = copies.flat_map(|rest| {
        let mut words: Vec<_> = rest.split_whitespace().map(str::to_owned).collect();
        words.pop();
        words
    });
    sources.collect()
}

#[test]
fn two_stages_named_by_version_and_a_user_who_is_not_root() {
    let stages = all("FROM");
    assert_eq!(stages.len(), 2);
    let builder = stages[0].strip_prefix("rust:").expect("a builder with Rust");
    let version: String = builder.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let (major, minor) = version.split_once('.').expect("a version");
    let manifest = shipped("Cargo.toml");
    let wanted = manifest.split("rust-version = \"1.").nth(1).expect("it is declared");
    let wanted: u32 = wanted.split('"').next().expect("it ends").parse().expect("a number");
    assert_eq!(major, "1");
    assert!(minor.parse::<u32>().expect("a number") >= wanted, "older than rust-version");
    // One Debian in both, so that the program finds the C library it was linked with.
    let release = |stage: &str| ["bookworm", "trixie"].into_iter().find(|name| stage.contains(name));
    assert!(release(&stages[0]).is_some());
    assert_eq!(release(&stages[0]), release(&stages[1]));

    let user = all("USER").pop().expect("it names a user");
    assert!(user.parse::<u32>().expect("a number, which any engine can check") > 0);
    let last: Vec<_> = instructions().into_iter().rev().take(4).map(|(name, _)| name).collect();
    assert_eq!(last, ["CMD", "ENTRYPOINT", "WORKDIR", "USER"], "nothing is done as root after them");
    assert_eq!(all("ENTRYPOINT"), ["[\"khung\"]"]);
    assert_eq!(all("WORKDIR").last().map(String::as_str), Some("/work"));
    assert!(all("ADD").is_empty());
}

#[test]
fn cargo_can_read_the_package_from_what_is_copied() {
    let scratch = Scratch::new("container");
    for name in copied() {
        for entry in walkdir::WalkDir::new(root().join(&name)).into_iter().flatten() {
            if entry.file_type().is_file() {
                let to = scratch.work.join(entry.path().strip_prefix(root()).expect("below the root"));
                fs::create_dir_all(to.parent().expect("it has a folder")).expect("test folders can be made");
                fs::copy(entry.path(), to).expect("it can be copied");
            }
        }
    }
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(&scratch.work)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(scratch.work.join("Cargo.lock").exists() && !scratch.work.join("build.rs").exists());
}

/// A file that the program includes has to be copied as well.
#[test]
fn what_the_program_includes_is_copied() {
    let copied = copied();
    let mut found = 0;
    for entry in walkdir::WalkDir::new(root().join("src")).into_iter().flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("it can be read");
        for name in ["include_dir!(\"", "include_str!(\"", "include_bytes!(\""] {
            for rest in text.split(name).skip(1) {
                let path = rest.split('"').next().expect("it ends");
                let path = match path.strip_prefix("$CARGO_MANIFEST_DIR/") {
                    Some(path) => root().join(path),
                    None => entry.path().parent().expect("it has a folder").join(path),
                };
                let path = path.canonicalize().expect("it is there");
                let below = path.strip_prefix(root().canonicalize().expect("it is there")).expect("below the root");
                assert!(copied.iter().any(|each| below.starts_with(Path::new(each))), "{} is not", below.display());
                found += 1;
            }
        }
    }
    assert!(found > 0, "the rules are included");
}
