//! Texts to objects and flows, whatever notation they are written in.
//!
//! Each notation is one row of [`IMPORTERS`] and one file. An importer reads one text on its own: it
//! resolves no name, knows no other file, and reports what is wrong as findings. It never reads a file.
//! What it says depends on the text alone, not even on its name: so it can be remembered ([`Recall`]).

mod native;
pub(crate) use native::fault;
mod secrets;
pub(crate) use secrets::kinds as kinds_of_secrets;
mod syntax;
mod undetermined;

use std::cell::Cell;

use rayon::prelude::*;

use crate::finding::Finding;
use crate::schema::Object;
use crate::source::{Origin, Source, SourceId, Sources, Spanned};

/// One notation.
pub struct Importer {
    /// Its name, as `-v` counts it.
    pub name: &'static str,
    /// Whether a text is in this notation, judged by its first lines.
    pub recognises: fn(&str) -> bool,
    /// Reads the text.
    pub read: fn(SourceId, &str) -> Import,
}

/// All notations, tried in this order.
pub static IMPORTERS: &[Importer] = &[native::IMPORTER];

/// What one text says.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// Its documents, in order.
    pub documents: Vec<Document>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// One document: objects with a common default owner.
#[derive(Debug, Clone)]
pub struct Document {
    /// The agency named at its head.
    pub agency: Option<Spanned<Box<str>>>,
    /// What it declares; parents before their parts, parents as indexes into this list.
    pub objects: Vec<Object>,
}

/// All texts of the run that are descriptions, read.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// What each description says, in the order of the sources.
    pub files: Vec<(SourceId, Import)>,
    /// How many texts of the estate were not descriptions.
    pub skipped: usize,
}

/// A memory of what texts said when they were read before. It never changes an answer, only who gives it.
pub trait Recall: std::fmt::Debug + Send + Sync {
    /// What the text `id` says; `None` when no notation claims it. Either it is known, and then its places are in the
    /// source `id`, or `anew` reads it.
    fn read(&self, id: SourceId, text: &str, anew: &dyn Fn() -> Option<Import>) -> Option<Import>;
}

/// Reads every description among the sources, in parallel; the result does not depend on the threads.
pub fn read(sources: &Sources) -> Imports {
    read_with(sources, None)
}

/// The same with the help of a memory, if there is one.
pub fn read_with(sources: &Sources, memory: Option<&dyn Recall>) -> Imports {
    let candidates: Vec<_> =
        sources.iter().filter(|(_, source)| matches!(source.origin, Origin::Estate | Origin::Catalogue)).collect();
    let read: Vec<_> = candidates
        .into_par_iter()
        .map(|(id, Source { text, .. })| {
            make_room();
            let anew = || claiming(text).map(|importer| (importer.read)(id, text));
            (id, memory.map_or_else(anew, |memory| memory.read(id, text, &anew)))
        })
        .collect();
    let skipped = read.iter().filter(|(_, import)| import.is_none()).count();
    let files = read.into_iter().filter_map(|(id, import)| Some((id, import?))).collect();
    Imports { files, skipped }
}

/// Lets a thread's memory grow by much at once, now and then. Left alone, the GNU allocator asks the system for every
/// few KiB of another thread than the first: 56,000 times for a nation, with this 16,500 times. Elsewhere it costs
/// nothing that can be measured.
fn make_room() {
    thread_local!(static READ: Cell<u32> = const { Cell::new(0) });
    // So many texts, and about as many bytes as what they say takes.
    const EVERY: u32 = 64;
    const ROOM: usize = 1 << 20;
    let read = READ.replace(READ.get().wrapping_add(1));
    if read.is_multiple_of(EVERY) {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
    }
}

fn claiming(text: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| (importer.recognises)(text))
}

/// Whether any notation claims a text.
pub fn recognised(source: &Source) -> bool {
    claiming(&source.text).is_some()
}
