//! Numbers and places as few bytes, written and read again. The reader trusts nothing: whatever is not as it must
//! be is `None`, and no more is ever taken into memory than there are bytes.

use crate::source::{SourceId, Span};

/// What is written about one text.
pub(super) struct Out<'t> {
    pub bytes: Vec<u8>,
    pub text: &'t str,
    pub source: SourceId,
    /// Where the place before begins; places are written as the way from there.
    last: u32,
}

/// What is read about one text.
pub(super) struct In<'b> {
    rest: &'b [u8],
    pub text: &'b str,
    pub source: SourceId,
    last: u32,
    /// How deep the reader is in values inside values.
    pub depth: u32,
}

/// How a word is written: as the bytes of the text at its place, as those between the quotes there, or in full.
pub(super) const AT_PLACE: u8 = 0;
pub(super) const QUOTED: u8 = 1;
pub(super) const IN_FULL: u8 = 2;

/// Deeper than any value that can be declared: a description has at most as many levels as YAML may be deep.
const DEEPEST: u32 = 200;

impl<'t> Out<'t> {
    pub fn new(source: SourceId, text: &'t str) -> Self {
        Self { bytes: Vec::with_capacity(text.len() / 4), text, source, last: 0 }
    }

    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Small numbers on both sides of zero are short.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    /// `None` for a place that the reader would refuse.
    pub fn span(&mut self, span: Span) -> Option<()> {
        if span.source != self.source || !is_place(self.text, span.start, span.end) {
            return None;
        }
        self.signed(i64::from(span.start) - i64::from(self.last));
        self.number(u64::from(span.end - span.start));
        self.last = span.start;
        Some(())
    }

    pub fn full(&mut self, word: &str) {
        self.count(word.len());
        self.bytes.extend_from_slice(word.as_bytes());
    }

    /// How a word that stands at a place is best written.
    pub fn manner(&self, word: &str, at: Span) -> u8 {
        match at_place(self.text, at, AT_PLACE) {
            Some(there) if there == word => AT_PLACE,
            _ if at_place(self.text, at, QUOTED) == Some(word) => QUOTED,
            _ => IN_FULL,
        }
    }
}

impl<'b> In<'b> {
    pub fn new(bytes: &'b [u8], source: SourceId, text: &'b str) -> Self {
        Self { rest: bytes, text, source, last: 0, depth: 0 }
    }

    /// Whether everything was read.
    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub fn number(&mut self) -> Option<u64> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(u64::from(first));
        }
        let mut number = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    /// How many things follow; each takes a byte at least.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len()).then_some(count)
    }

    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub fn span(&mut self) -> Option<Span> {
        let (way, length) = match *self.rest {
            // Most places are near the one before, and short.
            [way, length, ref rest @ ..] if (way | length) < 0x80 => {
                self.rest = rest;
                (i64::from(way >> 1) ^ -i64::from(way & 1), u32::from(length))
            }
            _ => (self.signed()?, self.small()?),
        };
        let start = u32::try_from(i64::from(self.last).checked_add(way)?).ok()?;
        let end = start.checked_add(length)?;
        if !is_place(self.text, start, end) {
            return None;
        }
        self.last = start;
        Some(Span { source: self.source, start, end })
    }

    pub fn full(&mut self) -> Option<&'b str> {
        let count = self.count()?;
        let (word, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        std::str::from_utf8(word).ok()
    }

    /// A word at a place, written in this manner.
    pub fn word(&mut self, manner: u8, at: Span) -> Option<&'b str> {
        match manner {
            IN_FULL => self.full(),
            _ => at_place(self.text, at, manner),
        }
    }

    /// One level deeper; `None` when that is deeper than anything is.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = if self.depth < DEEPEST { read(self) } else { None };
        self.depth -= 1;
        read
    }
}

/// Whether a place lies in a text and cuts no character.
fn is_place(text: &str, start: u32, end: u32) -> bool {
    start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize)
}

fn at_place(text: &str, at: Span, manner: u8) -> Option<&str> {
    let (start, end) = (at.start as usize, at.end as usize);
    match manner {
        AT_PLACE => text.get(start..end),
        QUOTED => text.get(start + 1..end.checked_sub(1)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Origin, Sources};

    #[test]
    fn numbers_are_the_same_again() {
        let id = Sources::default().add("a", Origin::Estate, String::new());
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX - 1, u64::MAX];
        let signed = [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN];
        let mut out = Out::new(id, "");
        numbers.iter().for_each(|number| out.number(*number));
        signed.iter().for_each(|number| out.signed(*number));
        let mut read = In::new(&out.bytes, id, "");
        assert_eq!(numbers.map(|_| read.number().unwrap()), numbers);
        assert_eq!(signed.map(|_| read.signed().unwrap()), signed);
        assert!(read.is_over() && read.number().is_none());
    }

    #[test]
    fn nothing_is_promised_that_the_bytes_do_not_hold() {
        let id = Sources::default().add("a", Origin::Estate, String::new());
        // A count of more things than there are bytes, a number without an end, a place outside of the text.
        assert_eq!(In::new(&[5, 1, 1], id, "").count(), None);
        assert_eq!(In::new(&[0xff; 12], id, "").number(), None);
        assert_eq!(In::new(&[2, 1], id, "ế").span(), None);
        assert_eq!(In::new(&[1, 1], id, "abc").span(), None);
        assert_eq!(In::new(&[4, 1], id, "abc").span(), Some(Span::new(id, 2, 3)));
    }
}
