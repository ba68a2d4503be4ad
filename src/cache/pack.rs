//! One file of the cache: a head, a table of keys, and what stands behind them. What that is, its room knows.
//!
//! Bytes to a table and back. A file of another program or another state of this one, a cut or a changed one gives no
//! pack, or one whose changed entries are not there.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

/// What a file holds, and the state of the program that can read it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    magic: [u8; 8],
    state: u64,
}

impl Kind {
    /// Files that begin with a word, and that no other state of the code understands: 16 hexadecimal digits from
    /// `build.rs`.
    pub const fn new(magic: [u8; 8], state: &str) -> Self {
        match u64::from_str_radix(state, 16) {
            Ok(state) => Self { magic, state },
            Err(_) => panic!("the build script writes 16 hexadecimal digits"),
        }
    }
}

/// Magic, state of the program, seed, number of entries, checksum of all that and of the table.
const HEAD: usize = 8 + 8 + 8 + 8 + 8;
/// Key, position, length, checksum of an entry.
const ROW: usize = 16 + 8 + 4 + 8;

/// What identifies a text: the hash of its bytes.
pub type Key = u128;

/// The key of a text. The seed is each cache's own, so that nobody can look for two texts with one key.
pub fn key(text: &str, seed: u64) -> Key {
    xxh3_128_with_seed(text.as_bytes(), seed)
}

/// Entries by key.
#[derive(Debug)]
pub struct Pack {
    bytes: Vec<u8>,
    /// The seed of its keys.
    pub seed: u64,
    rows: FxHashMap<Key, Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    start: usize,
    end: usize,
    sum: u64,
}

impl Pack {
    /// The pack in a file's bytes, if they are one of ours.
    pub fn read(kind: Kind, bytes: Vec<u8>) -> Option<Self> {
        let word = |at: usize| bytes.get(at..at + 8).map(little);
        if bytes.get(..8)? != kind.magic || word(8)? != kind.state {
            return None;
        }
        let (seed, count, sum) = (word(16)?, usize::try_from(word(24)?).ok()?, word(32)?);
        let entries = HEAD.checked_add(count.checked_mul(ROW)?)?;
        let table = bytes.get(HEAD..entries)?;
        if sum != sum_of(bytes.get(..HEAD - 8)?, table, seed) {
            return None;
        }
        let mut rows = FxHashMap::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher);
        for row in table.chunks_exact(ROW) {
            let key = u128::from(little(&row[..8])) | u128::from(little(&row[8..16])) << 64;
            let start = usize::try_from(little(&row[16..24])).ok()?;
            let length = u32::from_le_bytes(row[24..28].try_into().expect("four bytes")) as usize;
            let end = start.checked_add(length)?;
            rows.insert(key, Row { start, end, sum: little(&row[28..36]) });
        }
        Some(Self { bytes, seed, rows })
    }

    /// What stands behind a key, if it is whole.
    pub fn get(&self, key: Key) -> Option<&[u8]> {
        let row = self.rows.get(&key)?;
        let entry = self.bytes.get(row.start..row.end)?;
        (xxh3_64_with_seed(entry, self.seed) == row.sum).then_some(entry)
    }

    /// Its keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.rows.keys().copied()
    }

    /// Its keys in the order in which they were written.
    pub fn in_order(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.keys().collect();
        keys.sort_by_key(|key| self.rows[key].start);
        keys
    }

    /// How many bytes the file has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// A file with these entries; no key twice.
    pub fn write(kind: Kind, seed: u64, entries: &[(Key, &[u8])]) -> Vec<u8> {
        let first = HEAD + entries.len() * ROW;
        let mut bytes = Vec::with_capacity(first + entries.iter().map(|(_, entry)| entry.len()).sum::<usize>());
        bytes.extend_from_slice(&kind.magic);
        for word in [kind.state, seed, entries.len() as u64, 0] {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        let mut start = first;
        for (key, entry) in entries {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&(start as u64).to_le_bytes());
            let length = u32::try_from(entry.len()).expect("an entry is smaller than 4 GiB, as sources are");
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(&xxh3_64_with_seed(entry, seed).to_le_bytes());
            start += entry.len();
        }
        let sum = sum_of(&bytes[..HEAD - 8], &bytes[HEAD..], seed);
        bytes[HEAD - 8..HEAD].copy_from_slice(&sum.to_le_bytes());
        entries.iter().for_each(|(_, entry)| bytes.extend_from_slice(entry));
        bytes
    }
}

/// The checksum of a head and a table: without it, a changed table could lead to somebody else's entry.
fn sum_of(head: &[u8], table: &[u8], seed: u64) -> u64 {
    xxh3_64_with_seed(table, xxh3_64_with_seed(head, seed))
}

fn little(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
}
