//! What a whole check came to in an earlier run, so that nothing is judged again where nothing changed.
//!
//! Linting is a pure function, so what it came to may be known by a hash of everything it was given (`key.rs`). What is
//! kept are diagnostics, never rendered bytes: any format, language, width and failing severity is served from it.
//!
//! Bytes in, bytes out: `cli` reads and writes the file. This room must never change a verdict, never crash on what a
//! file holds, and never be trusted: whatever is not whole, or was written by another state of the program, is as if it
//! was not there. What is asked of the graph or of waivers is not kept here, and is found out anew.

mod bytes;
mod kept;
mod key;
mod leak;

use crate::cache::pack::{Key, Kind, Pack};
use crate::diagnostic::{Diagnostic, Inconclusive};
use crate::finding::Finding;
use crate::linter::{Counts, Options};
use crate::rule::RuleSet;
use crate::source::{Sources, Span};
use bytes::{In, Kept, Out};

/// What a check came to, by the whole program: words and rules count as much as code.
const ANSWERS: Kind = Kind::new(*b"khung\0a1", env!("KHUNG_PROGRAM"));

/// So many are kept of an estate, because people go to and fro between two ways to ask, or two branches.
const KEPT: usize = 2;

/// A file has at most so many bytes: a quarter of what all files of the cache may have. The nation of 100,000 systems
/// stays below.
const LARGEST: usize = 64 << 20;

/// What a check came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is wrong, sorted by file, place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What could not be decided, sorted by rule and subject.
    pub inconclusive: Vec<Inconclusive>,
    /// How much was looked at.
    pub counts: Counts,
    /// Where secrets stand; whoever shows the texts masks these first.
    pub secrets: Vec<Span>,
}

/// The answers of earlier runs over one estate.
#[derive(Debug)]
pub struct Answers {
    seed: u64,
    pack: Option<Pack>,
}

impl Answers {
    /// The answers in a file's bytes; `None` where there is no file. `seed` is any number that others cannot guess, for
    /// a file that is new.
    pub fn new(file: Option<Vec<u8>>, seed: u64) -> Self {
        let pack = file.and_then(|bytes| Pack::read(ANSWERS, bytes));
        Self { seed: pack.as_ref().map_or(seed, |pack| pack.seed), pack }
    }

    /// What stands for everything that [`lint`](crate::linter::lint) is given. The rules must be as
    /// [`rule::read`](crate::rule::read) gave them with these sources: of them, what their texts say is not looked at.
    pub fn key(&self, sources: &Sources, rules: &RuleSet, options: &Options, found: &[Finding]) -> Key {
        key::of(self.seed, sources, rules, options, found)
    }

    /// What a check of these sources came to.
    pub fn get(&self, key: Key, sources: &Sources) -> Option<Answer> {
        let mut from = In::new(self.pack.as_ref()?.get(key)?, sources)?;
        Answer::take(&mut from).filter(|_| from.is_over())
    }

    /// What the file must be for the next run to know this answer and the last one before it; `None` when this one is
    /// not to be kept: it is too large, or says what a secret is.
    pub fn with(&self, key: Key, answer: &Answer, sources: &Sources) -> Option<Vec<u8>> {
        let mut out = Out::new(sources);
        answer.put(&mut out)?;
        if leak::says_a_secret(&out, &answer.secrets, sources) {
            return None;
        }
        let entry = out.into_bytes().filter(|entry| entry.len() <= LARGEST)?;
        let mut entries = vec![(key, &entry[..])];
        let mut left = LARGEST - entry.len();
        for (old, pack) in self.pack.iter().flat_map(|pack| pack.in_order().into_iter().map(move |key| (key, pack))) {
            let Some(bytes) = pack.get(old).filter(|bytes| old != key && bytes.len() <= left) else { continue };
            if entries.len() < KEPT {
                left -= bytes.len();
                entries.push((old, bytes));
            }
        }
        Some(Pack::write(ANSWERS, self.seed, &entries))
    }
}
