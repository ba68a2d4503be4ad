//! Descriptions as a commit has them, read from git's objects: nothing is checked out, and the index is not touched.
//!
//! It asks the `git` program, by its plumbing and without a shell: git knows every form of a repository (worktrees,
//! shallow and partial clones, alternates, sha256), and these commands run no hook and no filter. What is read follows
//! the rules of a walk through folders: no links, no submodules, no hidden entries, the same limits.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use super::{ByteFault, Found, MAX_FILE, bounded, excluded, excluding, is_yaml, refusal, shown};
use crate::source::Sources;

/// What git refused.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages say it
pub enum Trouble {
    #[error("git is not installed, or not in PATH; comparing with a commit needs it")]
    NoGit,
    #[error("{folder}: git finds no repository with a working tree here: {said}")]
    NoRepository { folder: String, said: String },
    #[error("{path}: not inside the repository {top}; only paths of one repository can be compared with a commit")]
    Outside { path: String, top: String },
    #[error("`{rev}` names no commit here; check the spelling, or fetch it first{}", deeper(*.shallow))]
    Unknown { rev: String, shallow: bool },
    #[error("`{base}` and `{head}` have no common ancestor here{}", deeper(*.shallow))]
    Unrelated { base: String, head: String, shallow: bool },
    #[error("git could not {task}: {said}")]
    Failed { task: &'static str, said: String },
}

/// What to do about a clone without its history.
fn deeper(shallow: bool) -> &'static str {
    match shallow {
        true => {
            ". This clone is shallow: fetch more history with `git fetch --deepen=1000 origin` or `git fetch \
             --unshallow`; in GitHub Actions give actions/checkout `fetch-depth: 0`"
        }
        false => "",
    }
}

/// A repository with a working tree.
#[derive(Debug, Clone)]
pub struct Repository {
    /// The whole path of the working tree's topmost folder.
    top: PathBuf,
}

/// A commit of a [`Repository`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its object's name, hexadecimal.
    id: String,
}

impl Commit {
    /// Enough of its name for people.
    pub fn short(&self) -> &str {
        &self.id[..self.id.len().min(10)]
    }

    /// Its whole name.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// What is read of a commit.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// Files and folders, as [`super::read`] takes them.
    pub paths: &'w [PathBuf],
    /// Patterns that are left out, relative to `root`.
    pub exclude: &'w [String],
    /// What the patterns are relative to.
    pub root: &'w Path,
    /// One more file whose text is wanted as it is, if the commit has it.
    pub beside: Option<&'w Path>,
    /// What a walk through the working tree found, where the commit is compared with that: a file that is there and
    /// was passed over (an ignore file may say so) is passed over in the commit too.
    pub walked: Option<&'w BTreeSet<String>>,
}

/// A file of a commit.
#[derive(Debug)]
struct Entry {
    object: String,
    /// From the top.
    path: PathBuf,
}

/// A file to read, in the order in which it is shown.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pick {
    shown: String,
    path: PathBuf,
    object: String,
    named: bool,
}

impl Repository {
    /// The repository around a file or folder.
    ///
    /// # Errors
    ///
    /// There is none, it has no working tree, or git is not there.
    pub fn around(path: &Path) -> Result<Self, Trouble> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        let top = top(folder)?;
        // Within a hook git may be told where the repository is, and then takes any folder for its top. Hooks are
        // started at the real one.
        if !top.join(".git").exists()
            && let Ok(here) = self::top(Path::new("."))
            && top.starts_with(&here)
        {
            return Ok(Self { top: here });
        }
        Ok(Self { top })
    }

    /// The commit a user names: a branch, a tag, a hash, `HEAD~2` …
    ///
    /// # Errors
    ///
    /// It names none.
    pub fn commit(&self, rev: &str) -> Result<Commit, Trouble> {
        let unknown = || Trouble::Unknown { rev: rev.to_owned(), shallow: self.is_shallow() };
        // Git forbids such names too; here they could only be taken for options.
        if rev.is_empty() || rev.starts_with('-') {
            return Err(unknown());
        }
        let wanted = format!("{rev}^{{commit}}");
        let output = run(&self.top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let found = output.status.success() && is_object(&id);
        found.then_some(Commit { id }).ok_or_else(unknown)
    }

    /// Where two commits parted; the first one itself when the second comes after it. The names are for messages.
    ///
    /// # Errors
    ///
    /// They have no common ancestor, or a shallow clone does not have it.
    pub fn merge_base(&self, base: (&Commit, &str), head: (&Commit, &str)) -> Result<Commit, Trouble> {
        let output = run(&self.top, &["merge-base", &base.0.id, &head.0.id])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && is_object(&id) {
            return Ok(Commit { id });
        }
        let (base, head) = (base.1.to_owned(), head.1.to_owned());
        Err(Trouble::Unrelated { base, head, shallow: self.is_shallow() })
    }

    fn is_shallow(&self) -> bool {
        run(&self.top, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|output| output.stdout == b"true\n")
    }

    /// Reads descriptions of a commit into `sources`, shown under the names they would have in the working tree, and
    /// gives the text of the file that was wanted beside them.
    ///
    /// # Errors
    ///
    /// A path lies outside the repository, a pattern is none, or git can't read an object.
    pub fn read(
        &self,
        commit: &Commit,
        wanted: &Wanted<'_>,
        sources: &mut Sources,
    ) -> Result<(Found, Option<String>), super::Trouble> {
        let entries = self.entries(commit)?;
        let picks = self.picks(&entries, wanted)?;
        let beside = wanted.beside.map(|path| self.below(path)).transpose().ok().flatten();
        let beside = beside.and_then(|path| entries.iter().find(|entry| entry.path == path));
        let objects: Vec<&str> =
            picks.iter().map(|pick| &*pick.object).chain(beside.map(|entry| &*entry.object)).collect();
        let mut texts = self.texts(&objects)?;
        let beside = beside.and_then(|_| texts.pop()).map(|(text, _)| text);
        let mut found = Found::default();
        for (pick, (text, fault)) in picks.into_iter().zip(texts) {
            let id = found.add(pick.shown, text, fault, sources);
            if pick.named {
                found.named.push(id);
            }
        }
        Ok((found, beside))
    }

    /// The files that belong to what is wanted, each once, sorted as a walk through folders is.
    fn picks(&self, entries: &[Entry], wanted: &Wanted<'_>) -> Result<Vec<Pick>, super::Trouble> {
        let overrides = excluding(wanted.exclude, wanted.root)?;
        let mut picks: Vec<Pick> = Vec::new();
        for path in wanted.paths {
            let root = self.below(path)?;
            let whole_root = self.top.join(&root);
            // Patterns count from the settings file; what lies elsewhere is judged from the given folder on.
            let inside = whole_root.starts_with(overrides.path());
            let outermost = if inside { overrides.path() } else { &*whole_root };
            let left_out = |file: &Path| {
                let whole = self.top.join(file);
                let folders = whole.ancestors().skip(1).take_while(|folder| *folder != outermost);
                excluded(&overrides, &whole, false)
                    || folders.into_iter().any(|each| excluded(&overrides, each, true))
            };
            for entry in entries {
                let Ok(rest) = entry.path.strip_prefix(&root) else { continue };
                let named = rest == Path::new("");
                let hidden = || rest.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
                if !named && (!is_yaml(rest) || hidden() || (!overrides.is_empty() && left_out(&entry.path))) {
                    continue;
                }
                let name = if named { path.clone() } else { path.join(rest) };
                let shown = shown(&name);
                let passed_over = |walked: &BTreeSet<String>| !walked.contains(&shown) && is_file(&name);
                if wanted.walked.is_none_or(|walked| !passed_over(walked)) {
                    picks.push(Pick { shown, path: entry.path.clone(), object: entry.object.clone(), named });
                }
            }
        }
        Ok(ordered(picks))
    }

    /// A path of the user from the repository's top. It need not be there any more.
    fn below(&self, path: &Path) -> Result<PathBuf, Trouble> {
        let whole = fs::canonicalize(path).or_else(|_| {
            let around = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
            Ok::<_, io::Error>(fs::canonicalize(around)?.join(path.file_name().unwrap_or_default()))
        });
        let below = whole.ok().and_then(|whole| whole.strip_prefix(&self.top).map(Path::to_owned).ok());
        below.ok_or_else(|| Trouble::Outside { path: shown(path), top: shown(&self.top) })
    }

    /// Every ordinary file of a commit: no links, no submodules.
    fn entries(&self, commit: &Commit) -> Result<Vec<Entry>, Trouble> {
        let output = run(&self.top, &["ls-tree", "-r", "-z", "--full-tree", &commit.id])?;
        if !output.status.success() {
            return Err(Trouble::Failed { task: "list the files of a commit", said: said(&output) });
        }
        let lines = output.stdout.split(|byte| *byte == 0).filter(|line| !line.is_empty());
        let entry = |line: &[u8]| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            let head = std::str::from_utf8(&line[..tab]).ok()?;
            let [mode, "blob", object] = head.split(' ').collect::<Vec<_>>()[..] else { return None };
            mode.starts_with("100").then(|| Entry { object: object.to_owned(), path: path_of(&line[tab + 1..]) })
        };
        Ok(lines.filter_map(entry).collect())
    }

    /// The texts of objects, in their order, by one process.
    fn texts(&self, objects: &[&str]) -> Result<Vec<(String, Option<ByteFault>)>, Trouble> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = command(&self.top, &["cat-file", "--batch", "--buffer"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| unstarted(&error))?;
        let mut asked = BufWriter::new(child.stdin.take().expect("it was asked for"));
        let answers = BufReader::with_capacity(1 << 16, child.stdout.take().expect("it was asked for"));
        let texts = thread::scope(|scope| {
            // Both ends at once: git stops reading while nobody takes its answers.
            let mut answers = answers;
            scope.spawn(move || objects.iter().try_for_each(|object| writeln!(asked, "{object}")));
            objects.iter().map(|_| text(&mut answers)).collect::<io::Result<Vec<_>>>()
        });
        match texts {
            Ok(texts) => {
                // It has nothing more to say; how it ends changes nothing of what was read.
                let _ = child.wait();
                Ok(texts)
            }
            Err(error) => Err(Trouble::Failed { task: "read the files of a commit", said: ended(child, &error) }),
        }
    }
}

/// Each file once, the first of its names; named if any of them is. Sorted as a walk through folders is.
fn ordered(mut picks: Vec<Pick>) -> Vec<Pick> {
    picks.sort();
    let mut kept: Vec<Pick> = Vec::new();
    let mut known: HashMap<PathBuf, usize> = HashMap::new();
    for pick in picks {
        let at = *known.entry(pick.path.clone()).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(before) => before.named |= pick.named,
            None => kept.push(pick),
        }
    }
    kept
}

/// The next answer of `git cat-file --batch`.
fn text(answers: &mut impl BufRead) -> io::Result<(String, Option<ByteFault>)> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let broken = || io::Error::new(ErrorKind::InvalidData, format!("unexpected answer `{}`", head.trim_end()));
    let [_, "blob", size] = head.trim_end().split(' ').collect::<Vec<_>>()[..] else { return Err(broken()) };
    let size: u64 = size.parse().map_err(|_| broken())?;
    let mut body = answers.take(size + 1);
    let text = match size > MAX_FILE {
        true => (String::new(), Some(ByteFault::TooLarge(size))),
        false => bounded((&mut body).take(size), size)?,
    };
    // What is too large, and the line break after every object.
    io::copy(&mut body, &mut io::sink())?;
    match body.limit() {
        0 => Ok(text),
        _ => Err(io::Error::new(ErrorKind::UnexpectedEof, "it stopped in the middle of a file")),
    }
}

/// The topmost folder of the working tree around a folder, as git sees it.
fn top(folder: &Path) -> Result<PathBuf, Trouble> {
    let output = run(folder, &["rev-parse", "--show-toplevel"])?;
    let top = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
    if !output.status.success() || top.is_empty() {
        return Err(Trouble::NoRepository { folder: shown(folder), said: said(&output) });
    }
    let top = path_of(top);
    Ok(fs::canonicalize(&top).unwrap_or(top))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Trouble> {
    command(folder, arguments).output().map_err(|error| unstarted(&error))
}

fn unstarted(error: &io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound => Trouble::NoGit,
        _ => Trouble::Failed { task: "be started", said: refusal(error) },
    }
}

/// What git said on its error stream, as one line without anything that steers a terminal.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line: String = lines.join("; ").chars().filter(|c| !c.is_control()).collect();
    if line.is_empty() { output.status.to_string() } else { line }
}

/// Why a process that answered wrongly did so.
fn ended(child: Child, error: &io::Error) -> String {
    match child.wait_with_output() {
        Ok(output) if !output.stderr.is_empty() => said(&output),
        _ => error.to_string(),
    }
}

fn is_object(id: &str) -> bool {
    id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_to_their_end_and_no_further() {
        let mut stream: &[u8] = b"aa blob 5\na: 1\n\nbb blob 0\n\ncc missing\n";
        let next = |stream: &mut &[u8]| text(stream).map(|(text, _)| text);
        assert_eq!(next(&mut stream).unwrap(), "a: 1\n");
        assert_eq!(next(&mut stream).unwrap(), "");
        assert!(next(&mut stream).unwrap_err().to_string().contains("cc missing"));
        assert_eq!(text(&mut &b"aa blob 9\nabc"[..]).map(drop).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn what_is_not_utf8_or_too_large_is_a_fault_and_the_next_answer_is_still_found() {
        let mut stream: &[u8] = b"aa blob 4\na\xff\xfe\n\nbb blob 2\nb\n\n";
        let (first, fault) = text(&mut stream).unwrap();
        assert!(matches!((&*first, fault), ("a", Some(ByteFault::NotUtf8(1)))));
        assert_eq!(text(&mut stream).unwrap().0, "b\n");
        let size = MAX_FILE + 1;
        let head = format!("aa blob {size}\n");
        let huge = head.as_bytes().chain(io::repeat(b'x').take(size)).chain(&b"\nbb blob 2\nb\n\n"[..]);
        let mut huge = BufReader::new(huge);
        assert!(matches!(text(&mut huge).unwrap(), (empty, Some(ByteFault::TooLarge(_))) if empty.is_empty()));
        assert_eq!(text(&mut huge).unwrap().0, "b\n");
    }

    #[test]
    fn only_whole_names_of_objects_are_taken() {
        assert!(is_object(&"a1".repeat(20)) && is_object(&"0f".repeat(32)));
        assert!(!is_object("") && !is_object("^0000") && !is_object(&format!("^{}", "a1".repeat(20))));
    }
}
