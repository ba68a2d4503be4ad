//! Files and commits to texts: the ONLY reader of files.
//!
//! Finds descriptions under the given paths, reads them in parallel, and hands on texts with their names.
//! What the world refuses (a path that is not there, a file that cannot be read) is a [`Trouble`]; what is
//! wrong with a file's bytes is a finding. It follows no symlink out of a root and reads no file twice.

pub mod git;
mod packs;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use rayon::prelude::*;

pub use packs::{embedded_packs, embedded_rules, packs_in};

use crate::finding::{Finding, Value as Shown, builtin};
use crate::source::{Origin, SourceId, Sources, Span};

/// The largest file that is read, in bytes: a file of the nation's whole estate fits four times.
pub const MAX_FILE: u64 = 64 << 20;

/// What the world refused.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages say it
pub enum Trouble {
    #[error("{path}: no such file or folder; check the spelling, or the folder you are in")]
    Missing { path: String },
    #[error("{path}: cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("{pattern}: is not a path pattern: {reason}")]
    Pattern { pattern: String, reason: String },
    #[error("{path}: has no pack.yaml and no folder with one; name a pack's folder or the folder of several packs")]
    NoPack { path: String },
    #[error(transparent)]
    Git(#[from] git::Trouble),
}

/// What was found on disk.
#[derive(Debug, Default)]
pub struct Found {
    /// What the world refused; the rest was read all the same.
    pub troubles: Vec<Trouble>,
    /// What is wrong with the bytes of files that were read.
    pub findings: Vec<Finding>,
    /// The texts that came from paths named by the user themselves, not from a folder.
    pub named: Vec<SourceId>,
}

/// Reads every YAML file under `paths` into `sources`, sorted by path. Folders are walked as `.gitignore`
/// files allow, without hidden entries; `exclude` are further patterns relative to `root`. A path that
/// names a file is read whatever patterns say.
pub fn read(paths: &[PathBuf], exclude: &[String], root: &Path, sources: &mut Sources) -> Found {
    texts(paths, exclude, root).into_sources(sources)
}

/// The first half of [`read`], which needs no sources and may be done beside whatever adds others.
pub fn texts(paths: &[PathBuf], exclude: &[String], root: &Path) -> Texts {
    let mut texts = Texts::default();
    let overrides = match excluding(exclude, root) {
        Ok(overrides) => overrides,
        Err(trouble) => {
            texts.troubles.push(trouble);
            return texts;
        }
    };
    let mut files = Vec::new();
    for path in paths {
        collect(path, &overrides, &mut files, &mut texts.troubles);
    }
    // What is listed twice is named if it is once.
    files.par_sort_unstable();
    files.dedup_by(|next, first| {
        let same = (&next.shown, &next.path) == (&first.shown, &first.path);
        first.named |= same && next.named;
        same
    });
    // One walk lists nothing twice; two given paths may spell one file in two ways.
    let several = paths.len() > 1;
    let read = |file: Listed| Text {
        contents: contents(&file.path),
        identity: if several { fs::canonicalize(&file.path).ok() } else { None },
        file,
    };
    texts.all = files.into_par_iter().with_max_len(TOGETHER).map(read).collect();
    texts
}

/// Files that a thread reads at once: so few that no thread waits long for the last one.
const TOGETHER: usize = 32;

/// A file that was found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    /// The name it is shown under.
    shown: String,
    /// Two names may look alike, so the path itself tells files apart.
    path: PathBuf,
    /// Whether the user named it.
    named: bool,
}

/// A file that was read, or could not be.
struct Text {
    file: Listed,
    contents: Result<Contents, String>,
    /// The one spelling of its path, where there may be others.
    identity: Option<PathBuf>,
}

/// What was read and stands in no sources yet.
#[derive(Default)]
pub struct Texts {
    troubles: Vec<Trouble>,
    all: Vec<Text>,
}

impl Texts {
    /// Adds the texts to sources, sorted by path.
    pub fn into_sources(self, sources: &mut Sources) -> Found {
        let mut found = Found { troubles: self.troubles, ..Found::default() };
        let mut seen: BTreeMap<PathBuf, SourceId> = BTreeMap::new();
        for Text { file: Listed { shown, named, .. }, contents, identity } in self.all {
            let contents = match contents {
                Ok(contents) => contents,
                Err(reason) => {
                    found.troubles.push(Trouble::Unreadable { path: shown, reason });
                    continue;
                }
            };
            // A file with two spellings is named if either of them is.
            let before = identity.as_ref().and_then(|identity| seen.get(identity)).copied();
            let id = before.unwrap_or_else(|| found.add(shown, contents.text, contents.fault, sources));
            seen.extend(identity.map(|identity| (identity, id)));
            if named && !found.named.contains(&id) {
                found.named.push(id);
            }
        }
        found
    }
}

impl Found {
    fn add(&mut self, shown: String, text: String, fault: Option<ByteFault>, sources: &mut Sources) -> SourceId {
        let origin = Origin::in_estate(&shown);
        let id = sources.add(shown, origin, text);
        self.findings.extend(fault.map(|fault| fault.finding(id, sources)));
        id
    }
}

/// Adds one description from standard input under the name `<stdin>`.
pub fn read_stream(stream: impl Read, sources: &mut Sources, found: &mut Found) {
    match bounded(stream, 0) {
        Err(error) => {
            found.troubles.push(Trouble::Unreadable { path: "<stdin>".into(), reason: refusal(&error) });
        }
        Ok((text, fault)) => {
            let id = found.add("<stdin>".into(), text, fault, sources);
            found.named.push(id);
        }
    }
}

fn excluding(exclude: &[String], root: &Path) -> Result<Override, Trouble> {
    let mut builder = OverrideBuilder::new(fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()));
    for pattern in exclude {
        let refused = |error: ignore::Error| Trouble::Pattern { pattern: pattern.clone(), reason: error.to_string() };
        if pattern.trim().is_empty() {
            return Err(Trouble::Pattern { pattern: format!("`{pattern}`"), reason: "it is empty".into() });
        }
        builder.add(&format!("!{pattern}")).map_err(refused)?;
    }
    builder.build().map_err(|error| Trouble::Pattern { pattern: exclude.join(", "), reason: error.to_string() })
}

fn collect(path: &Path, overrides: &Override, files: &mut Vec<Listed>, troubles: &mut Vec<Trouble>) {
    match fs::metadata(path) {
        Err(error) => troubles.push(refused(path, &error)),
        Ok(metadata) if !metadata.is_dir() => {
            files.push(Listed { shown: shown(path), path: path.to_owned(), named: true });
        }
        Ok(_) => walk(path, overrides, files, troubles),
    }
}

fn walk(root: &Path, overrides: &Override, files: &mut Vec<Listed>, troubles: &mut Vec<Trouble>) {
    let mut walk = WalkBuilder::new(root);
    // Links are not followed: a loop has no end, and a link may lead out of the root.
    walk.follow_links(false).require_git(false);
    if !overrides.is_empty() {
        // Patterns count from the settings file, wherever the program was started and whatever it was given.
        let whole = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let around = whole.ancestors().take_while(|folder| *folder != overrides.path());
        if whole.starts_with(overrides.path()) && around.into_iter().any(|folder| excluded(overrides, folder, true)) {
            return;
        }
        let (given, overrides) = (root.to_owned(), overrides.clone());
        walk.filter_entry(move |entry| {
            let below = entry.path().strip_prefix(&given).expect("walked from there");
            !excluded(&overrides, &whole.join(below), entry.file_type().is_some_and(|kind| kind.is_dir()))
        });
    }
    for entry in walk.build() {
        match entry {
            Err(error) => troubles.push(unwalkable(root, &error)),
            Ok(entry) => {
                let file = entry.file_type().is_some_and(|kind| kind.is_file());
                if file && is_yaml(entry.path()) {
                    files.push(Listed { shown: shown(entry.path()), path: entry.into_path(), named: false });
                }
            }
        }
    }
}

/// Whether a pattern leaves out a path.
fn excluded(overrides: &Override, path: &Path, is_folder: bool) -> bool {
    overrides.matched(path, is_folder).is_ignore()
}

/// A folder that could not be looked into: which one, and what to do.
fn unwalkable(root: &Path, error: &ignore::Error) -> Trouble {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    let path = place(error).unwrap_or(root);
    let reason = error.io_error().map_or_else(|| error.to_string(), refusal);
    Trouble::Unreadable { path: shown(path), reason }
}

/// Why a path that was named cannot be read.
fn refused(path: &Path, error: &io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Trouble::Missing { path: shown(path) },
        _ => Trouble::Unreadable { path: shown(path), reason: refusal(error) },
    }
}

/// What the system said, and what to do about it.
fn refusal(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied; check its permissions".to_owned(),
        ErrorKind::NotFound => "it is gone, or a link that leads nowhere; check where it leads".to_owned(),
        _ => error.to_string(),
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// A path as it is shown: `/` between its parts, no `./` in front.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    // Elsewhere a backslash is a letter like any other.
    let text = if cfg!(windows) { text.replace('\\', "/").into() } else { text };
    match text.trim_start_matches("./") {
        "" => text.into_owned(),
        short => short.to_owned(),
    }
}

struct Contents {
    text: String,
    fault: Option<ByteFault>,
}

enum ByteFault {
    TooLarge(u64),
    NotUtf8(usize),
}

impl ByteFault {
    fn finding(self, id: SourceId, sources: &Sources) -> Finding {
        let mebibytes = |bytes: u64| Shown::raw(format!("{} MiB", bytes >> 20));
        match self {
            Self::TooLarge(size) => {
                let values = [mebibytes(size), mebibytes(MAX_FILE)];
                Finding::builtin(&builtin::FILE_TOO_LARGE, Span::new(id, 0, 0), values)
            }
            Self::NotUtf8(at) => {
                let at = at.min(sources.get(id).text.len());
                Finding::builtin(&builtin::NOT_UTF8, Span::new(id, at, at), [Shown::raw(at)])
            }
        }
    }
}

fn contents(path: &Path) -> Result<Contents, String> {
    let refusal = |error: io::Error| refusal(&error);
    let metadata = fs::metadata(path).map_err(refusal)?;
    // A pipe would be waited for, perhaps for ever.
    if metadata.is_dir() {
        return Err("it is a folder, and a file is wanted here".into());
    } else if !metadata.is_file() {
        return Err("it is neither a file nor a folder; use - to read from a pipe".into());
    }
    let (text, fault) = match metadata.len() {
        size if size > MAX_FILE => (String::new(), Some(ByteFault::TooLarge(size))),
        size => fs::File::open(path).and_then(|file| bounded(file, size)).map_err(refusal)?,
    };
    Ok(Contents { text, fault })
}

/// What a stream of some size holds, as long as it stays within the limit: a file may grow while it is read.
fn bounded(stream: impl Read, size: u64) -> io::Result<(String, Option<ByteFault>)> {
    // One byte more, so that the end is seen without asking for more room.
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let size = stream.take(MAX_FILE + 1).read_to_end(&mut bytes)? as u64;
    Ok(match size > MAX_FILE {
        true => (String::new(), Some(ByteFault::TooLarge(size))),
        false => decode(bytes),
    })
}

/// The text up to the first byte that is not UTF-8: what can be read is read, and places stay right.
fn decode(bytes: Vec<u8>) -> (String, Option<ByteFault>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            let text = String::from_utf8(bytes).expect("cut where it stops being UTF-8");
            (text, Some(ByteFault::NotUtf8(valid)))
        }
    }
}

/// The nearest file of a name in `from` or a folder above it.
pub fn nearest_above(from: &Path, name: &str) -> Option<PathBuf> {
    let start = fs::canonicalize(from).ok()?;
    start.ancestors().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// A whole path as somebody in the current folder writes it: relative, where that is shorter.
pub fn from_here(path: &Path) -> PathBuf {
    let Ok(here) = fs::canonicalize(".") else { return path.to_owned() };
    // The topmost folder is common to all paths and makes none shorter.
    let above = here.ancestors().enumerate().filter(|(_, folder)| folder.parent().is_some());
    let relative = above.into_iter().find_map(|(steps, folder)| {
        let below = path.strip_prefix(folder).ok()?;
        Some(std::iter::repeat_n(Path::new(".."), steps).chain([below]).collect::<PathBuf>())
    });
    match relative {
        Some(relative) if relative == Path::new("") => ".".into(),
        Some(relative) => relative,
        None => path.to_owned(),
    }
}

/// A path as it is shown to somebody in the current folder.
pub fn shown_from_here(path: &Path) -> String {
    shown(&from_here(path))
}

/// The text of one file that must be there and be text.
pub fn text_of(path: &Path) -> Result<String, Trouble> {
    fs::metadata(path).map_err(|error| refused(path, &error))?;
    let unreadable = |reason| Trouble::Unreadable { path: shown(path), reason };
    let contents = contents(path).map_err(unreadable)?;
    match contents.fault {
        None => Ok(contents.text),
        Some(ByteFault::TooLarge(_)) => Err(unreadable(format!("it is larger than {} MiB", MAX_FILE >> 20))),
        Some(ByteFault::NotUtf8(at)) => {
            Err(unreadable(format!("byte {at} (counted from 0) is not UTF-8; save it as UTF-8")))
        }
    }
}
