//! Character counts to byte offsets.
//!
//! The library counts characters. Its places come nearly in the order of the text, so a cursor that walks from
//! the place asked last costs one pass over the text altogether and no memory; ASCII needs no walk at all.

use super::input::is_first;

/// Where character `char` of a text begins: at byte `byte`.
pub(super) struct Offsets<'t> {
    bytes: &'t [u8],
    ascii: bool,
    char: usize,
    byte: usize,
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), ascii: text.is_ascii(), char: 0, byte: 0 }
    }

    /// The byte at which a character begins; the end of the text for one beyond it.
    #[inline]
    pub(super) fn byte(&mut self, char: usize) -> usize {
        if self.ascii { char.min(self.bytes.len()) } else { self.walk(char) }
    }

    /// `self.char` characters begin before `self.byte`, on the way as at the end.
    fn walk(&mut self, char: usize) -> usize {
        while let Some(eight) = self.bytes.get(self.byte..self.byte + 8) {
            let eight = u64::from_le_bytes(eight.try_into().expect("eight bytes were asked for"));
            // The bytes `10xxxxxx` go on with a character, all others begin one.
            let continuing = (eight >> 7) & (!eight >> 6) & 0x0101_0101_0101_0101;
            let begun = 8 - continuing.count_ones() as usize;
            if self.char + begun > char {
                break;
            }
            self.char += begun;
            self.byte += 8;
        }
        while self.byte < self.bytes.len() && (self.char < char || !is_first(self.bytes[self.byte])) {
            self.char += usize::from(is_first(self.bytes[self.byte]));
            self.byte += 1;
        }
        while self.char > char {
            self.byte -= 1;
            self.char -= usize::from(is_first(self.bytes[self.byte]));
        }
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_gives_the_same_bytes() {
        for text in ["", "abc", "tên: Ngữ 😀\u{feff}x", "Hệ thống thông tin giải quyết thủ tục hành chính 😀😀😀"]
        {
            let mut expected: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
            expected.push(text.len());
            let mut offsets = Offsets::new(text);
            for step in 0..200 {
                let char = step * 7 % expected.len();
                assert_eq!(offsets.byte(char), expected[char]);
            }
            assert_eq!(offsets.byte(999), text.len());
        }
    }
}
