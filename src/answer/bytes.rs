//! Values as bytes, written and read again: numbers of fixed size, and each text once however often it is said.
//!
//! The reader trusts nothing: whatever is not as it must be is `None`, every place lies in its text, and no more is taken
//! into memory than the writer would have allowed. Which values there are, `kept.rs` says.

use rustc_hash::FxHashMap;

use crate::source::{Sources, Span};

/// All texts of an answer together have at most so many bytes, each counted as often as it is said.
const TOLD: usize = 256 << 20;

/// What can be written and read again.
pub(super) trait Kept: Sized {
    /// Writes it; `None` where the reader could not give it back exactly.
    fn put<'a>(&'a self, out: &mut Out<'a>) -> Option<()>;
    /// Reads it.
    fn take(from: &mut In<'_>) -> Option<Self>;
}

/// What is written.
pub(super) struct Out<'a> {
    sources: &'a Sources,
    bytes: Vec<u8>,
    /// Each text once, in the order in which it was first said.
    words: Vec<&'a str>,
    numbers: FxHashMap<&'a str, u32>,
    told: usize,
}

/// What is read.
pub(super) struct In<'b> {
    sources: &'b Sources,
    words: Vec<&'b str>,
    rest: &'b [u8],
    told: usize,
}

impl<'a> Out<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, bytes: Vec::new(), words: Vec::new(), numbers: FxHashMap::default(), told: 0 }
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn number(&mut self, number: u32) {
        self.raw(&number.to_le_bytes());
    }

    pub fn word(&mut self, word: &'a str) -> Option<()> {
        self.told = told(self.told, word)?;
        let next = u32::try_from(self.words.len()).ok()?;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.words.push(word);
        }
        self.number(number);
        Some(())
    }

    pub fn place(&mut self, at: Span) -> Option<()> {
        let source = u32::try_from(at.source.index()).ok()?;
        self.sources.place(source, at.start, at.end).filter(|known| *known == at)?;
        [source, at.start, at.end].into_iter().for_each(|number| self.number(number));
        Some(())
    }

    /// Every text that was written.
    pub fn words(&self) -> &[&'a str] {
        &self.words
    }

    /// The number of the texts, their lengths, the texts, and what uses them; `None` where that is more than its
    /// numbers can count.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        let texts: usize = self.words.iter().map(|word| word.len()).sum();
        let mut all = Vec::with_capacity(4 + 4 * self.words.len() + texts + self.bytes.len());
        for length in [self.words.len()].into_iter().chain(self.words.iter().map(|word| word.len())) {
            all.extend_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
        }
        self.words.iter().for_each(|word| all.extend_from_slice(word.as_bytes()));
        all.extend_from_slice(&self.bytes);
        Some(all)
    }
}

impl<'b> In<'b> {
    /// What stands in these bytes about these sources; `None` where the texts at their head are not whole.
    pub fn new(bytes: &'b [u8], sources: &'b Sources) -> Option<Self> {
        let (count, rest) = split_number(bytes)?;
        let (lengths, mut rest) = rest.split_at_checked(usize::try_from(count).ok()?.checked_mul(4)?)?;
        let mut words = Vec::with_capacity(lengths.len() / 4);
        for length in lengths.chunks_exact(4) {
            let (length, _) = split_number(length)?;
            let (word, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            words.push(std::str::from_utf8(word).ok()?);
            rest = behind;
        }
        Some(Self { sources, words, rest, told: 0 })
    }

    pub fn raw<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*bytes)
    }

    pub fn number(&mut self) -> Option<u32> {
        let (number, rest) = split_number(self.rest)?;
        self.rest = rest;
        Some(number)
    }

    pub fn word(&mut self) -> Option<&'b str> {
        let number = usize::try_from(self.number()?).ok()?;
        let word = self.words.get(number)?;
        self.told = told(self.told, word)?;
        Some(word)
    }

    pub fn place(&mut self) -> Option<Span> {
        let [source, start, end] = [self.number()?, self.number()?, self.number()?];
        self.sources.place(source, start, end)
    }

    /// As much room as the bytes that are left could fill with values of a size at most, whatever number stands there.
    pub fn room(&self, count: u32, size: usize) -> usize {
        (count as usize).min(self.rest.len() / size.max(1))
    }

    /// Whether everything was read.
    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }
}

fn told(before: usize, word: &str) -> Option<usize> {
    before.checked_add(word.len()).filter(|all| *all <= TOLD)
}

fn split_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}
