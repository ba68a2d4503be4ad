//! What texts said in an earlier run, so that only changed ones are read again.
//!
//! Bytes in, bytes out: `cli` reads and writes the files. A text is known by the hash of its bytes; its name, its
//! folder and its age do not matter. What is remembered must be given back exactly, or it is not remembered.
//!
//! This room must never change a verdict, never crash on what a file holds, and never be trusted: whatever is
//! not whole, or was written by another state of the program, is as if it was not there.

mod bytes;
mod decode;
mod encode;
pub mod pack;
mod walk;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

use crate::import::{Import, Recall};
use crate::source::SourceId;
use pack::{Key, Kind, Pack};

// What a value begins with: one of the three that may stand for any, or this and more for a value of its type.
const UNKNOWN: u8 = 0;
const NOT_APPLICABLE: u8 = 1;
const INVALID: u8 = 2;
const OWN: u8 = 3;
/// An item that says nothing but its kind; no value's own beginning goes so far.
const BARE: u8 = 9;

/// What texts say, by the code that reads them.
const TEXTS: Kind = Kind::new(*b"khung\0c1", env!("KHUNG_READER"));

/// New entries are kept in a small second file until it has so large a part of the first one's size: writing
/// everything again after each changed text would cost more than it saves.
const PART: usize = 4;

/// The memory of one estate.
#[derive(Debug)]
pub struct Cache {
    seed: u64,
    /// Most of it.
    main: Option<Pack>,
    /// What came since the main file was written; where both know a text, this counts.
    later: Option<Pack>,
    /// What this run had to read.
    fresh: Mutex<BTreeMap<Key, Vec<u8>>>,
    /// What this run asked for and found in the main file.
    used: Mutex<FxHashSet<Key>>,
}

/// What is to be written after a run.
#[derive(Debug, PartialEq, Eq)]
pub enum Changed {
    /// Nothing was new.
    Nothing,
    /// The second file, anew.
    Later(Vec<u8>),
    /// The first file, anew; there is no second any more.
    Whole(Vec<u8>),
}

impl Cache {
    /// The memory in two files' bytes; `None` for a file that is not there. `seed` is any number that others cannot
    /// guess, for a memory that is empty.
    pub fn new(main: Option<Vec<u8>>, later: Option<Vec<u8>>, seed: u64) -> Self {
        let main = main.and_then(|bytes| Pack::read(TEXTS, bytes));
        let seed = main.as_ref().map_or(seed, |main| main.seed);
        // Without the first file or beside another one its keys mean nothing.
        let later =
            later.and_then(|bytes| Pack::read(TEXTS, bytes)).filter(|later| main.is_some() && later.seed == seed);
        Self { seed, main, later, fresh: Mutex::default(), used: Mutex::default() }
    }

    fn known(&self, key: Key, id: SourceId, text: &str) -> Option<Option<Import>> {
        [&self.later, &self.main].into_iter().flatten().find_map(|pack| decode::import(pack.get(key)?, id, text))
    }

    /// What the files must be for the next run to know what this one read.
    pub fn changed(&self) -> Changed {
        let fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        if fresh.is_empty() {
            return Changed::Nothing;
        }
        let mut entries: BTreeMap<Key, &[u8]> = BTreeMap::new();
        let of =
            |pack: &'_ Option<Pack>| pack.as_ref().map(|pack| pack.keys().collect::<Vec<_>>()).unwrap_or_default();
        for key in of(&self.later) {
            if let Some(entry) = self.later.as_ref().and_then(|later| later.get(key)) {
                entries.insert(key, entry);
            }
        }
        entries.extend(fresh.iter().map(|(key, entry)| (*key, &entry[..])));
        let size: usize = entries.values().map(|entry| entry.len()).sum();
        let packed =
            |entries: BTreeMap<Key, &[u8]>| Pack::write(TEXTS, self.seed, &entries.into_iter().collect::<Vec<_>>());
        if self.main.as_ref().is_some_and(|main| size * PART <= main.size()) {
            return Changed::Later(packed(entries));
        }
        // What nobody asked for any more is left behind.
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|key, _| used.contains(key) || fresh.contains_key(key));
        for key in used.iter() {
            if let Some(entry) = self.main.as_ref().and_then(|main| main.get(*key)) {
                entries.entry(*key).or_insert(entry);
            }
        }
        Changed::Whole(packed(entries))
    }
}

impl Recall for Cache {
    fn read(&self, id: SourceId, text: &str, anew: &dyn Fn() -> Option<Import>) -> Option<Import> {
        let key = pack::key(text, self.seed);
        if let Some(known) = self.known(key, id, text) {
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
            return known;
        }
        let import = anew();
        if let Some(entry) = encode::import(import.as_ref(), id, text) {
            self.fresh.lock().unwrap_or_else(PoisonError::into_inner).insert(key, entry);
        }
        import
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::sample::Index;
    use proptest::{prop_assert, proptest};

    use super::{decode, encode};
    use crate::graph;
    use crate::import::{self, Imports};
    use crate::source::{Origin, Sources};

    const TEXT: &str = "khung: 1\nagency: H99\nagencies:\n  H99: { name: Tỉnh Minh Họa, level: province }\nsystems:\n  \
        a:\n    name: \"Hệ thống một cửa\"\n    kind: procedure-system\n    nmae: x\n    security:\n      level: 3\n      \
        dossier: { status: approved, date: 2026-02-14 }\n      zones: [dmz, internal]\n      controls: [vpn, { waf: { \
        provided-by: b } }]\n    components:\n      cong: { kind: web, zone: dmz }\n  b: { name: unknown }\nflows:\n  - { \
        from: a.cong, to: b, data: [x], note: \"pwd=hunter2hunter2\" }\n";

    proptest! {
        /// Checksums keep changed bytes out; here they come in all the same.
        #[test]
        fn bytes_that_mean_something_else_harm_nobody(
            changes in vec((any::<Index>(), any::<u8>()), 1..4),
            cut in any::<Index>(),
            cuts in any::<bool>(),
        ) {
            let mut sources = Sources::default();
            let id = sources.add("a.yaml", Origin::Estate, TEXT.to_owned());
            let import = import::read(&sources).files.remove(0).1;
            prop_assert!(import.findings.len() > 1);
            let mut bytes = encode::import(Some(&import), id, TEXT).expect("all of it can be remembered");
            prop_assert!(matches!(decode::import(&bytes, id, TEXT), Some(Some(_))));
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cuts {
                bytes.truncate(cut.index(bytes.len()));
            }
            if let Some(Some(import)) = decode::import(&bytes, id, TEXT) {
                // Whatever it says now, it is something that a description can say.
                graph::build(Imports { files: vec![(id, import)], skipped: 0 }, &sources);
            }
        }
    }
}
