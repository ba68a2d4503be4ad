//! Scratch folders with an estate, and programs run in them under an environment of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn shipped(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

/// A folder of a test's own: `work` is the checkout, `bin` comes first in PATH, `home` holds all else.
pub struct Scratch {
    pub work: PathBuf,
    pub home: PathBuf,
    bin: PathBuf,
}

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("integrations").join(name);
        // It may be there from an earlier run.
        let _ = fs::remove_dir_all(&folder);
        let scratch = Self { work: folder.join("work"), home: folder.join("home"), bin: folder.join("bin") };
        for folder in [&scratch.work, &scratch.home, &scratch.bin] {
            fs::create_dir_all(folder).expect("test folders can be made");
        }
        symlink(env!("CARGO_BIN_EXE_khung"), scratch.bin.join("khung")).expect("a link");
        scratch
    }

    /// One with a git repository, whose branch is `main`.
    pub fn repository(name: &str) -> Self {
        let scratch = Self::new(name);
        scratch.done("git", &["init", "--quiet", "--initial-branch=main", "."]);
        scratch
    }

    /// Puts a script in the place of a program. It writes its folder and its words to `home/NAME.words`, a NUL after each,
    /// and then goes on with `rest`.
    pub fn record(&self, program: &str, rest: &str) {
        let path = self.bin.join(program);
        let _ = fs::remove_file(&path);
        let words = self.home.join(program).with_extension("words");
        let script = format!("#!/bin/bash\nprintf '%s\\0' \"$PWD\" \"$@\" > '{}'\n{rest}\n", words.display());
        fs::write(&path, script).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be made a program");
    }

    /// The real program, but its words are kept.
    pub fn record_khung(&self) {
        self.record("khung", &format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_khung")));
    }

    /// What a recorded program was called with, its folder first; none when it was not called.
    pub fn words(&self, program: &str) -> Option<Vec<String>> {
        let bytes = fs::read(self.home.join(program).with_extension("words")).ok()?;
        let text = String::from_utf8(bytes).expect("UTF-8");
        Some(text.split_terminator('\0').map(str::to_owned).collect())
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.work.join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("test folders can be made");
        fs::write(path, text).expect("a file");
    }

    /// Copies an example into the checkout.
    pub fn estate(&self) {
        self.write("kien-truc/mot-cua.yaml", &shipped("examples/first-findings/mot-cua.yaml"));
    }

    pub fn command(&self, program: &str, words: &[&str]) -> Command {
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.work).env_clear();
        command.envs([
            ("PATH", format!("{}:{path}", self.bin.display())),
            ("HOME", self.home.display().to_string()),
            ("PRE_COMMIT_HOME", self.home.join("pre-commit").display().to_string()),
        ]);
        command.envs([
            ("LC_ALL", "C.UTF-8"),
            ("COLUMNS", "100"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Test"),
            ("GIT_AUTHOR_EMAIL", "test@example.invalid"),
            ("GIT_COMMITTER_NAME", "Test"),
            ("GIT_COMMITTER_EMAIL", "test@example.invalid"),
        ]);
        command
    }

    pub fn run(&self, program: &str, words: &[&str]) -> Output {
        self.command(program, words).output().unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    /// Runs what has to work.
    pub fn done(&self, program: &str, words: &[&str]) -> String {
        let output = self.run(program, words);
        assert!(output.status.success(), "{program} {words:?}: {}", said(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Every file of the checkout with what it holds.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        walkdir::WalkDir::new(&self.work)
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("it can be read")))
            .collect()
    }
}

/// The keys of a mapping.
pub fn keys(value: &serde_yaml::Value) -> BTreeSet<String> {
    let mapping = value.as_mapping().expect("a mapping");
    mapping.keys().map(|key| key.as_str().expect("a word").to_owned()).collect()
}

pub fn text(value: &serde_yaml::Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value:?}"))
}
