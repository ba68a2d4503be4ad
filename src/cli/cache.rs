//! Where the cache lies, and when it is read and written. What it holds is the business of the room `cache`.
//!
//! Nothing here ends or fails a run: a file that cannot be read is no file, and what cannot be written is left.
//! No file is waited for. Each is written whole under another name and renamed, so that whoever reads at the same
//! time has the old one or the new one; of two writers the last one wins.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use etcetera::BaseStrategy;
use xxhash_rust::xxh3::xxh3_64;

use super::load::Loaded;
use crate::answer::{Answer, Answers};
use crate::cache::{Cache, Changed};
use crate::import::{Import, Recall};
use crate::source::{Origin, SourceId};

/// The folder of the cache, before the user's folder for caches.
const FOLDER: &str = "KHUNG_CACHE_DIR";

/// An estate with fewer bytes is read faster than anything about it is found.
const SMALL: usize = 200_000;

/// How many bytes all files of the cache may have together; the ones that were not used for longest go first.
const LIMIT: u64 = 256 << 20;

/// When a file was used is written down once in this time.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a run that was ended may have left behind is certainly no longer written to.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

const MAIN: &str = "pack";
const LATER: &str = "later";
const ANSWER: &str = "answer";

/// The cache of a run, once it is clear where the estate is.
#[derive(Debug, Default, Clone)]
pub struct Shelf(OnceLock<Place>);

#[derive(Debug, Clone)]
struct Place {
    texts: Arc<Texts>,
    /// The file of answers as it must be for the next run, if this one found out something.
    answer: OnceLock<Vec<u8>>,
    folder: PathBuf,
    /// The estate, as a name for files.
    name: String,
}

/// What texts say. The files are not read before the first text is asked for: a remembered answer needs none.
#[derive(Debug)]
struct Texts {
    main: PathBuf,
    later: PathBuf,
    cache: OnceLock<Cache>,
}

impl Recall for Texts {
    fn read(&self, id: SourceId, text: &str, anew: &dyn Fn() -> Option<Import>) -> Option<Import> {
        let open = || Cache::new(bytes_of(&self.main), bytes_of(&self.later), any_number());
        self.cache.get_or_init(open).read(id, text, anew)
    }
}

impl Shelf {
    /// Looks up where an estate is remembered, and lets the run use it.
    pub(super) fn open(&self, loaded: &mut Loaded) {
        let estate = loaded.sources.iter().filter(|(_, source)| source.origin == Origin::Estate);
        if estate.map(|(_, source)| source.text.len()).sum::<usize>() < SMALL {
            return;
        }
        let Some(folder) = folder() else { return };
        let place = self.0.get_or_init(|| {
            let name = name(loaded);
            let file = |kind| folder.join(&name).with_extension(kind);
            let texts = Arc::new(Texts { main: file(MAIN), later: file(LATER), cache: OnceLock::new() });
            Place { texts, answer: OnceLock::new(), folder, name }
        });
        loaded.options.recall = Some(Arc::clone(&place.texts) as Arc<dyn Recall>);
    }

    /// What a check of everything that was loaded comes to: what an earlier run found out, or what `check` finds out.
    pub(super) fn answer(&self, loaded: &Loaded, check: impl FnOnce() -> Answer) -> Answer {
        let Some(place) = self.0.get() else { return check() };
        let answers = Answers::new(bytes_of(&place.file(ANSWER)), any_number());
        let key = answers.key(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
        if let Some(known) = answers.get(key, &loaded.sources) {
            return known;
        }
        let answer = check();
        if let Some(bytes) = answers.with(key, &answer, &loaded.sources) {
            place.answer.get_or_init(|| bytes);
        }
        answer
    }

    /// Writes down what the run had to find out itself. The reason why that was not possible is for those who ask.
    pub(super) fn keep(&self) -> Result<(), String> {
        let Some(place) = self.0.get() else { return Ok(()) };
        place.keep().map_err(|error| format!("the cache in {} is not written: {error}", place.folder.display()))
    }
}

impl Place {
    fn file(&self, kind: &str) -> PathBuf {
        self.folder.join(&self.name).with_extension(kind)
    }

    fn keep(&self) -> io::Result<()> {
        // Without a question to them the files of texts were not even read.
        let changed = self.texts.cache.get().map_or(Changed::Nothing, Cache::changed);
        let (texts, answer) = (changed != Changed::Nothing, self.answer.get());
        if texts || answer.is_some() {
            make(&self.folder)?;
        }
        match changed {
            Changed::Nothing => used(&self.texts.main)?,
            Changed::Later(bytes) => put(&self.texts.later, &bytes)?,
            Changed::Whole(bytes) => {
                put(&self.texts.main, &bytes)?;
                // Beside the new file it means nothing; a run that reads between the two asks for it in vain.
                let _ = fs::remove_file(&self.texts.later);
            }
        }
        match answer {
            None => used(&self.file(ANSWER))?,
            Some(bytes) => put(&self.file(ANSWER), bytes)?,
        }
        if texts || answer.is_some() { bound(&self.folder, &self.name) } else { Ok(()) }
    }
}

/// A number that nobody can guess.
fn any_number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Where the cache is: where the user says, or where caches are; `None` where there is no such place.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    Some(etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("khung"))
}

/// One name for an estate, wherever it is named from: its folders, and the one of its settings.
fn name(loaded: &Loaded) -> String {
    let folders = loaded.paths.iter().filter(|path| path.is_dir());
    let mut folders: Vec<PathBuf> =
        [&loaded.root].into_iter().chain(folders).filter_map(|path| whole(path)).collect();
    folders.sort();
    folders.dedup();
    let all: Vec<u8> =
        folders.iter().flat_map(|folder| [folder.as_os_str().as_encoded_bytes(), b"\0"].concat()).collect();
    format!("{:016x}", xxh3_64(&all))
}

fn whole(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// A file of the cache; what is no file, such as a pipe, is never waited for.
fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    let about = fs::metadata(path).ok()?;
    (about.is_file() && about.len() <= LIMIT).then(|| fs::read(path).ok()).flatten()
}

/// Writes a file of the cache whole, in the place of whatever has its name. Nothing that is there is opened.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // A process with this number may have been ended while it wrote.
    let _ = fs::remove_file(&temporary);
    let written = fs::File::create_new(&temporary).and_then(|mut file| file.write_all(bytes));
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Nobody else needs to know what estates look like.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Notes that a file, where there is one, was of use, so that it stays.
fn used(path: &Path) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|about| about.is_file() && age(&about) > DAY) {
        fs::File::options().append(true).open(path)?.set_modified(jiff::Timestamp::now().into())?;
    }
    Ok(())
}

/// How long ago a file was written; nothing, where its time is later than now.
fn age(about: &fs::Metadata) -> Duration {
    about.modified().ok().and_then(|at| at.elapsed().ok()).unwrap_or_default()
}

/// Takes away what was not used for longest until the rest is within the limit, and what runs left behind.
fn bound(folder: &Path, name: &str) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, about) = (entry.path(), entry.metadata()?);
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let left = kind == "new" && age(&about) > LEFT_BEHIND && ours(&path);
        match kind {
            _ if left => drop(fs::remove_file(&path)),
            MAIN | LATER | ANSWER if ours(&path) => files.push((age(&about), about.len(), path)),
            _ => {}
        }
    }
    let mut size: u64 = files.iter().map(|(_, size, _)| size).sum();
    let other = |path: &Path| path.file_stem().is_none_or(|stem| stem != name);
    files.sort_by_key(|(age, ..)| std::cmp::Reverse(*age));
    for (_, bytes, path) in files.iter().filter(|(.., path)| other(path)) {
        if size <= LIMIT {
            break;
        }
        if fs::remove_file(path).is_ok() {
            size -= bytes;
        }
    }
    Ok(())
}

/// Whether a file's name is one that we give, so that a folder with other things in it loses none of them.
fn ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_prefix('.').unwrap_or(name);
    name.len() > 17 && name.as_bytes()[16] == b'.' && name.bytes().take(16).all(|byte| byte.is_ascii_hexdigit())
}
