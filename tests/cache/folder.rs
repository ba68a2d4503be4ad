//! The cache's folder, through the program: where it is, what is in the way, who else writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::estate::description;

/// Enough files for a cache.
const FILES: usize = 60;

/// A folder of one test, with an estate and a place for the cache; it goes away by itself.
pub struct Place(pub PathBuf);

impl Place {
    pub fn new() -> Self {
        Self::with(FILES)
    }

    pub fn with(files: usize) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("khung-cache-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join("estate")).expect("a folder for a test");
        let place = Self(path);
        (0..files).for_each(|number| place.write(number, &description(number)));
        place
    }

    pub fn write(&self, number: usize, text: &str) {
        fs::write(self.0.join(format!("estate/{number}.yaml")), text).expect("a file for a test");
    }

    pub fn cache(&self) -> PathBuf {
        self.0.join("cache")
    }

    pub fn command(&self, cache: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
        command
            .args(arguments)
            .args(if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "en"] })
            .current_dir(&self.0)
            .env("KHUNG_CACHE_DIR", cache)
            .env("HOME", self.0.join("home"))
            .env_remove("XDG_CACHE_HOME")
            .stdin(Stdio::null());
        command
    }

    pub fn check(&self, cache: &Path, more: &[&str]) -> Output {
        let arguments = [&["check", "estate", "--format", "short", "--as-of", "2026-11-23"], more].concat();
        self.command(cache, &arguments).output().expect("the program runs")
    }

    /// A run with the cache, which must end as one without it.
    fn agrees(&self, cache: &Path) -> Output {
        let (with, without) = (self.check(cache, &[]), self.check(cache, &["--no-cache"]));
        assert!(!without.stdout.is_empty(), "the estate has faults");
        assert_eq!(text(&with.stdout), text(&without.stdout));
        assert_eq!((text(&with.stderr), with.status.code()), (text(&without.stderr), without.status.code()));
        with
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("a plain name");
    let mut names: Vec<String> = entries.flatten().map(name).collect();
    names.sort();
    names
}

/// The only file with an ending.
pub fn only(folder: &Path, ending: &str) -> PathBuf {
    let names: Vec<String> = names(folder).into_iter().filter(|name| name.ends_with(ending)).collect();
    assert_eq!(names.len(), 1, "one file *{ending}: {names:?}");
    folder.join(&names[0])
}

#[test]
fn the_first_run_writes_and_the_next_ones_agree() {
    let place = Place::new();
    let cache = place.cache();
    place.agrees(&cache);
    let pack = fs::read(only(&cache, ".pack")).expect("it is there");
    place.agrees(&cache);
    assert_eq!(fs::read(only(&cache, ".pack")).expect("it is there"), pack, "nothing new, nothing written");
    place.write(5, "khung: 1\nsystems:\n  x: { nmae: X }\n");
    let said = place.agrees(&cache);
    assert!(text(&said.stdout).contains("5.yaml:3:8"), "{}", text(&said.stdout));
    assert_eq!(names(&cache).len(), 3, "what is new stands beside the first file, and the answer beside both");
    fs::remove_file(place.0.join("estate/7.yaml")).expect("it is there");
    fs::rename(place.0.join("estate/8.yaml"), place.0.join("estate/moved.yaml")).expect("it is there");
    fs::copy(place.0.join("estate/9.yaml"), place.0.join("estate/again.yaml")).expect("it is there");
    place.agrees(&cache);
    place.agrees(&cache);
}

#[test]
fn without_a_cache_no_trace_is_left() {
    let place = Place::new();
    let cache = place.cache();
    for arguments in [
        &["check", "estate", "--no-cache"][..],
        &["check", "estate", "--since", "HEAD", "--no-cache"],
        &["coverage", "estate", "--no-cache"],
        &["status", "estate", "--no-cache"],
        &["waivers", "estate", "--no-cache"],
        &["fix", "estate", "--diff", "--no-cache"],
        &["baseline", "write", "estate", "--file", "known.tsv", "--no-cache"],
        &["rules"],
        &["schema"],
    ] {
        let ran = place.command(&cache, arguments).output().expect("the program runs");
        assert!(!cache.exists(), "{arguments:?}: {}", text(&ran.stderr));
        assert!(!place.0.join("home").exists(), "{arguments:?}");
    }
}

#[test]
fn every_command_that_checks_remembers() {
    for arguments in [
        &["check", "estate"][..],
        &["coverage", "estate"],
        &["status", "estate"],
        &["waivers", "estate"],
        &["fix", "estate", "--diff"],
        &["baseline", "write", "estate", "--file", "known.tsv"],
    ] {
        let place = Place::new();
        let cache = place.cache();
        let run = || place.command(&cache, arguments).output().expect("the program runs");
        let cold = run();
        only(&cache, ".pack");
        assert_eq!(cold.status.code(), run().status.code(), "{arguments:?}");
    }
}

#[test]
fn a_small_estate_and_standard_input_need_no_cache() {
    let place = Place::with(2);
    let cache = place.cache();
    place.agrees(&cache);
    assert!(!cache.exists());
    let place = Place::new();
    let cache = place.cache();
    let mut child =
        place.command(&cache, &["check", "estate", "-"]).stdout(Stdio::null()).spawn().expect("it starts");
    child.wait().expect("it ends");
    assert!(!cache.exists());
}

#[test]
fn without_a_word_the_cache_is_in_the_users_folder() {
    let place = Place::new();
    let home = place.0.join("caches");
    let run = |command: &mut Command| command.output().expect("the program runs");
    // Only where this is the rule; other systems have folders that no test may write to.
    if cfg!(target_os = "linux") {
        run(place.command(Path::new(""), &["check", "estate"]).env("XDG_CACHE_HOME", &home));
        only(&home.join("khung"), ".pack");
        run(&mut place.command(Path::new(""), &["check", "estate"]));
        only(&place.0.join("home/.cache/khung"), ".pack");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_can_look_into_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.check(&place.cache(), &[]);
    assert_eq!(fs::metadata(place.cache()).expect("it is there").permissions().mode() & 0o777, 0o700);
}

#[test]
fn damaged_files_are_replaced() {
    let place = Place::new();
    let cache = place.cache();
    place.check(&cache, &[]);
    let pack = only(&cache, ".pack");
    let whole = fs::read(&pack).expect("it is there");
    let mut middle = whole.clone();
    let half = middle.len() / 2;
    middle[half..half + 64].fill(0xee);
    for bytes in [Vec::new(), b"not ours".to_vec(), whole[..whole.len() / 2].to_vec(), middle] {
        fs::write(&pack, bytes).expect("it can be written");
        // With a remembered answer nobody would ask what texts say.
        fs::remove_file(only(&cache, ".answer")).expect("it is there");
        place.agrees(&cache);
        let size: u64 = names(&cache)
            .iter()
            .filter(|name| !name.ends_with(".answer"))
            .map(|name| fs::metadata(cache.join(name)).map_or(0, |at| at.len()))
            .sum();
        assert!(size as usize >= whole.len(), "what was lost is written again, there or beside");
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let place = Place::new();
    let file = place.0.join("file");
    fs::write(&file, "in the way").expect("a file for a test");
    // A folder below a file cannot be made, whoever runs the test.
    place.agrees(&file.join("cache"));
    let said = place.check(&file.join("cache"), &["--verbose"]);
    assert!(text(&said.stderr).contains("the cache in"), "{}", text(&said.stderr));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "in the way");
}

#[cfg(unix)]
#[test]
fn a_read_only_cache_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let cache = place.cache();
    place.check(&cache, &[]);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o500)).expect("it is ours");
    place.write(3, &description(99));
    place.agrees(&cache);
    place.agrees(&cache);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).expect("it is ours");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_as_good_and_a_pipe_is_not_waited_for() {
    let place = Place::new();
    let real = place.0.join("real");
    fs::create_dir(&real).expect("a folder for a test");
    std::os::unix::fs::symlink(&real, place.cache()).expect("a link");
    place.agrees(&place.cache());
    for file in [only(&real, ".pack"), only(&real, ".answer")] {
        fs::remove_file(&file).expect("it is there");
        assert!(Command::new("mkfifo").arg(&file).status().expect("mkfifo runs").success());
    }
    let started = Instant::now();
    let mut child =
        place.command(&place.cache(), &["check", "estate"]).stdout(Stdio::null()).spawn().expect("starts");
    while child.try_wait().expect("it can be asked").is_none() {
        if started.elapsed() > Duration::from_secs(30) {
            child.kill().expect("it is ours");
            panic!("it waits for a pipe");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn many_at_once_agree() {
    let place = Place::new();
    let cache = place.cache();
    let expected = place.check(&cache, &["--no-cache"]);
    for round in 0..2 {
        let arguments = ["check", "estate", "--format", "short", "--as-of", "2026-11-23"];
        let start = || place.command(&cache, &arguments).stdout(Stdio::piped()).spawn().expect("it starts");
        let all: Vec<_> = (0..6).map(|_| start()).collect();
        for child in all {
            let output = child.wait_with_output().expect("it ends");
            assert_eq!(text(&output.stdout), text(&expected.stdout), "round {round}");
        }
        assert!(names(&cache).iter().all(|name| !name.starts_with('.')), "{:?}", names(&cache));
        // The next round finds a first file of one run and perhaps a second of another, and half an answer.
        let answer = only(&cache, ".answer");
        let half = fs::read(&answer).expect("it is there");
        fs::write(answer, &half[..half.len() / 2]).expect("it can be written");
        fs::write(only(&cache, ".pack").with_extension("later"), b"half a fi").expect("it can be written");
    }
}

#[test]
fn what_was_not_used_for_longest_goes_first() {
    let place = Place::new();
    let cache = place.cache();
    fs::create_dir(&cache).expect("a folder for a test");
    let file = |name: &str, megabytes: u64, hours: u64| {
        let file = fs::File::create(cache.join(name)).expect("a file for a test");
        file.set_len(megabytes << 20).expect("it has no content");
        let then = std::time::SystemTime::now() - Duration::from_secs(hours * 3600);
        file.set_modified(then).expect("it is ours");
    };
    file("00000000000000aa.pack", 100, 300);
    file("00000000000000bb.pack", 100, 200);
    file("00000000000000aa.answer", 1, 301);
    file("00000000000000cc.pack", 100, 100);
    file(".00000000000000dd.pack.123.new", 1, 2);
    file(".00000000000000ee.pack.123.new", 1, 0);
    // Somebody else's.
    file("notes.pack", 300, 900);
    place.agrees(&cache);
    let names = names(&cache);
    let there = |name: &str| names.iter().any(|known| known == name);
    assert!(!there("00000000000000aa.answer"), "{names:?}");
    assert!(!there("00000000000000aa.pack") && there("00000000000000bb.pack"), "{names:?}");
    assert!(there("00000000000000cc.pack") && there("notes.pack"), "{names:?}");
    assert!(!there(".00000000000000dd.pack.123.new") && there(".00000000000000ee.pack.123.new"), "{names:?}");
}
