//! Files to texts: the ONLY reader of files.
//!
//! Finds descriptions under the given paths, reads them in parallel, and hands on texts with their names.
//! What the world refuses (a path that is not there, a file that cannot be read) is a [`Trouble`]; what is
//! wrong with a file's bytes is a finding. It follows no symlink out of a root and reads no file twice.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use include_dir::{Dir, DirEntry, include_dir};
use rayon::prelude::*;

use crate::finding::{Finding, Value as Shown, builtin};
use crate::source::{Origin, PackFiles, SourceId, Sources, Span};

/// The largest file that is read, in bytes: a file of the nation's whole estate fits four times.
pub const MAX_FILE: u64 = 64 << 20;

/// What the world refused.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages say it
pub enum Trouble {
    #[error("{path}: no such file or folder; check the spelling, or the folder you are in")]
    Missing { path: String },
    #[error("{path}: cannot be read: {reason}; check its permissions")]
    Unreadable { path: String, reason: String },
    #[error("{pattern}: is not a path pattern: {reason}")]
    Pattern { pattern: String, reason: String },
    #[error("{path}: has no pack.yaml and no folder with one; name a pack's folder or the folder of several packs")]
    NoPack { path: String },
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
    let mut found = Found::default();
    let overrides = match excluding(exclude, root) {
        Ok(overrides) => overrides,
        Err(trouble) => {
            found.troubles.push(trouble);
            return found;
        }
    };
    let mut files: BTreeMap<String, (PathBuf, bool)> = BTreeMap::new();
    for path in paths {
        collect(path, &overrides, &mut files, &mut found.troubles);
    }
    let texts: Vec<_> = files.into_par_iter().map(|(shown, (path, named))| (contents(&path), shown, named)).collect();
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for (contents, shown, named) in texts {
        match contents {
            Err(reason) => found.troubles.push(Trouble::Unreadable { path: shown, reason }),
            Ok(contents) => {
                // Two spellings of one path are one file.
                if contents.identity.is_some_and(|identity| !seen.insert(identity)) {
                    continue;
                }
                let id = sources.add(shown, Origin::Estate, contents.text);
                found.findings.extend(contents.fault.map(|fault| fault.finding(id, sources)));
                if named {
                    found.named.push(id);
                }
            }
        }
    }
    found
}

/// Adds one description from standard input under the name `<stdin>`.
pub fn read_stream(stream: impl Read, sources: &mut Sources, found: &mut Found) {
    let mut bytes = Vec::new();
    match stream.take(MAX_FILE + 1).read_to_end(&mut bytes) {
        Err(error) => {
            found.troubles.push(Trouble::Unreadable { path: "<stdin>".into(), reason: error.to_string() });
        }
        Ok(size) => {
            let (text, fault) = if size as u64 > MAX_FILE {
                (String::new(), Some(ByteFault::TooLarge(size as u64)))
            } else {
                decode(bytes)
            };
            let id = sources.add("<stdin>", Origin::Estate, text);
            found.findings.extend(fault.map(|fault| fault.finding(id, sources)));
            found.named.push(id);
        }
    }
}

fn excluding(exclude: &[String], root: &Path) -> Result<Override, Trouble> {
    let mut builder = OverrideBuilder::new(root);
    for pattern in exclude {
        let refused = |error: ignore::Error| Trouble::Pattern { pattern: pattern.clone(), reason: error.to_string() };
        builder.add(&format!("!{pattern}")).map_err(refused)?;
    }
    builder.build().map_err(|error| Trouble::Pattern { pattern: exclude.join(", "), reason: error.to_string() })
}

fn collect(
    path: &Path,
    overrides: &Override,
    files: &mut BTreeMap<String, (PathBuf, bool)>,
    troubles: &mut Vec<Trouble>,
) {
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            troubles.push(Trouble::Missing { path: shown(path) });
        }
        Err(error) => troubles.push(Trouble::Unreadable { path: shown(path), reason: error.to_string() }),
        Ok(metadata) if !metadata.is_dir() => {
            files.insert(shown(path), (path.to_owned(), true));
        }
        Ok(_) => {
            // Links are not followed: a loop has no end, and a link may lead out of the root.
            let walk =
                WalkBuilder::new(path).follow_links(false).require_git(false).overrides(overrides.clone()).build();
            for entry in walk {
                match entry {
                    Err(error) => {
                        let reason = error.to_string();
                        troubles.push(Trouble::Unreadable { path: shown(path), reason });
                    }
                    Ok(entry) => {
                        let file = entry.file_type().is_some_and(|kind| kind.is_file());
                        if file && is_yaml(entry.path()) {
                            files.entry(shown(entry.path())).or_insert_with(|| (entry.path().to_owned(), false));
                        }
                    }
                }
            }
        }
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// A path as it is shown: `/` between its parts, no `./` in front.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

struct Contents {
    text: String,
    fault: Option<ByteFault>,
    identity: Option<PathBuf>,
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
    let metadata = fs::metadata(path).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is neither a file nor a folder".into());
    }
    let identity = if metadata.is_file() { fs::canonicalize(path).ok() } else { None };
    if metadata.len() > MAX_FILE {
        let fault = Some(ByteFault::TooLarge(metadata.len()));
        return Ok(Contents { text: String::new(), fault, identity });
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let (text, fault) = decode(bytes);
    Ok(Contents { text, fault, identity })
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

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The packs that ship inside the program.
pub fn embedded_packs() -> Vec<PackFiles> {
    let packs = RULES.dirs().map(|pack| {
        let mut files = BTreeMap::new();
        embedded(pack, pack.path(), &mut files);
        PackFiles { root: format!("rules/{}", shown(pack.path())), files, embedded: true }
    });
    packs.collect()
}

fn embedded(dir: &'static Dir<'static>, root: &Path, files: &mut BTreeMap<String, Cow<'static, str>>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => embedded(dir, root, files),
            DirEntry::File(file) => {
                let relative = file.path().strip_prefix(root).expect("a file of this pack");
                if let Some(text) = file.contents_utf8() {
                    files.insert(shown(relative), Cow::Borrowed(text));
                }
            }
        }
    }
}

/// The packs in a folder: itself when it has a `pack.yaml`, else each folder in it that has one.
pub fn packs_in(folder: &Path) -> Result<Vec<PackFiles>, Vec<Trouble>> {
    if !folder.exists() {
        return Err(vec![Trouble::Missing { path: shown(folder) }]);
    }
    let mut roots = Vec::new();
    if folder.join("pack.yaml").is_file() {
        roots.push(folder.to_owned());
    } else if let Ok(entries) = fs::read_dir(folder) {
        roots.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.join("pack.yaml").is_file()));
        roots.sort();
    }
    if roots.is_empty() {
        return Err(vec![Trouble::NoPack { path: shown(folder) }]);
    }
    let mut troubles = Vec::new();
    let packs = roots.iter().map(|root| pack(root, &mut troubles)).collect();
    if troubles.is_empty() { Ok(packs) } else { Err(troubles) }
}

/// Everything in a pack's folder. No ignore file hides a rule: what is there counts.
fn pack(root: &Path, troubles: &mut Vec<Trouble>) -> PackFiles {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).follow_links(false).sort_by_file_name() {
        match entry {
            Err(error) => {
                troubles.push(Trouble::Unreadable { path: shown(root), reason: error.to_string() });
            }
            Ok(entry) if entry.file_type().is_file() && belongs(entry.path()) => match contents(entry.path()) {
                Ok(contents) => {
                    let relative = entry.path().strip_prefix(root).expect("walked from the root");
                    files.insert(shown(relative), Cow::Owned(contents.text));
                }
                Err(reason) => troubles.push(Trouble::Unreadable { path: shown(entry.path()), reason }),
            },
            Ok(_) => {}
        }
    }
    PackFiles { root: shown(root), files, embedded: false }
}

fn belongs(path: &Path) -> bool {
    is_yaml(path) || path.extension().is_some_and(|extension| extension == "txt" || extension == "md")
}

/// The nearest file of a name in `from` or a folder above it.
pub fn nearest_above(from: &Path, name: &str) -> Option<PathBuf> {
    let start = fs::canonicalize(from).ok()?;
    start.ancestors().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// A path as it is shown to somebody in the current folder.
pub fn shown_from_here(path: &Path) -> String {
    let here = fs::canonicalize(".").ok();
    match here.as_deref().and_then(|here| path.strip_prefix(here).ok()) {
        Some(relative) => shown(relative),
        None => shown(path),
    }
}

/// The text of one file that the user named.
pub fn text_of(path: &Path) -> Result<String, Trouble> {
    let refused = |reason| Trouble::Unreadable { path: shown(path), reason };
    let contents = contents(path).map_err(refused)?;
    match contents.fault {
        None => Ok(contents.text),
        Some(ByteFault::TooLarge(_)) => Err(refused("it is too large".into())),
        Some(ByteFault::NotUtf8(at)) => Err(refused(format!("byte {at} is not UTF-8"))),
    }
}
