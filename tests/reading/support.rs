//! A folder that goes away by itself, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Nothing may take longer, however busy the machine.
const LIMIT: Duration = Duration::from_secs(30);

/// A folder of one test.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// An empty folder, outside any project.
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("khung-reading-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for a test");
        // Where the temporary folder is itself a link, places are shown without it.
        Self { path: fs::canonicalize(path).expect("it is there") }
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// Writes a file and the folders it needs.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder for a file");
        fs::write(path, bytes).expect("a file for a test");
    }

    /// Where something in it lies.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Its own path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The program with arguments, to be started in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
        command
            .args(arguments)
            .current_dir(&self.path)
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "100")
            .env("HOME", &self.path)
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("RAYON_NUM_THREADS")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        finish(self.command(arguments).spawn().expect("the program starts"))
    }

    /// Runs `khung check` with these arguments, one line for each finding, in English.
    pub fn check(&self, arguments: &[&str]) -> Ran {
        let all = [&["check", "--format", "short", "--lang", "en", "--as-of", "2026-11-23"], arguments].concat();
        self.run(&all)
    }

    /// The same with a text on standard input.
    pub fn check_stream(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let all = [&["check", "--format", "short", "--lang", "en", "--as-of", "2026-11-23"], arguments].concat();
        let mut child = self.command(&all).stdin(Stdio::piped()).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that refuses its arguments reads nothing; that is no fault of the test.
        let _ = stdin.write_all(input);
        drop(stdin);
        finish(child)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind is no reason to fail.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// What a run said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Waits for the end, but not for ever.
pub fn finish(child: Child) -> Ran {
    let started = Instant::now();
    let id = child.id();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    let output =
        receiver.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("process {id} hangs: {:?}", started.elapsed()));
    let output = output.expect("it ends");
    let ran = Ran {
        code: output.status.code().expect("it ends by itself, not by a signal"),
        out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("complaints are UTF-8"),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    assert!((0..=2).contains(&ran.code), "{ran:?}");
    ran
}

impl Ran {
    /// The findings as `path:line:column rule`, in the order in which they were printed.
    pub fn findings(&self) -> Vec<String> {
        let line = |line: &str| {
            let (place, rest) = line.split_once(": ")?;
            let mut words = rest.split(' ');
            let _severity = words.next()?;
            Some(format!("{place} {}", words.next()?))
        };
        self.out.lines().filter_map(line).collect()
    }

    /// That there are exactly these findings, and that they fail the run.
    pub fn finds(&self, findings: &[&str]) {
        assert_eq!(self.findings(), findings, "{}{}", self.out, self.err);
        assert_eq!((self.code, self.err.as_str()), (1, ""), "{}", self.out);
    }

    /// That nothing is wrong.
    pub fn is_clean(&self) {
        assert_eq!((self.code, self.out.as_str(), self.err.as_str()), (0, "", ""));
    }

    /// That it could not run, and that the complaint has these words.
    pub fn is_refused(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word} is not in: {}", self.err);
        }
    }
}

/// A description that nothing is wrong with. It says little: only the rules about texts have something to say.
pub const CLEAN: &str = "khung: 1\ndata: { ho-so: { name: Hồ sơ } }\n";

/// A description with one fault, at line 2, column 24.
pub const FAULTY: &str = "khung: 1\ndata: { ho-so: { name: [Hồ sơ] } }\n";
