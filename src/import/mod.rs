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

/// Texts that a thread takes at once: so few that no thread waits long for the last one.
const TOGETHER: usize = 32;

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
        .with_max_len(TOGETHER)
        .map(|(id, Source { text, .. })| {
            let anew = || claiming(text).map(|importer| (importer.read)(id, text));
            (id, memory.map_or_else(anew, |memory| memory.read(id, text, &anew)))
        })
        .collect();
    let skipped = read.iter().filter(|(_, import)| import.is_none()).count();
    let files = read.into_iter().filter_map(|(id, import)| Some((id, import?))).collect();
    Imports { files, skipped }
}

fn claiming(text: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| (importer.recognises)(text))
}

/// Whether any notation claims a text.
pub fn recognised(source: &Source) -> bool {
    claiming(&source.text).is_some()
}
