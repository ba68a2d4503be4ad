//! The parser library's view of a text.
//!
//! The scanner of the library asks its input character by character. This input answers from bytes: nearly
//! everything YAML decides on is ASCII, so a character is decoded only where one is copied. Against the
//! library's own `&str` input it is faster, asks for smaller buffers, and counts characters (not bytes) in the
//! parameters of unknown directives, so that later places do not drift.
//! It only reads, and ends early where the scanner would hoard ([`Lookahead`]); it never changes a character.

use std::cell::Cell;

use saphyr_parser::Input;
use saphyr_parser::input::SkipTabs;

/// How many characters the scanner may believe are buffered. It reserves that many bytes for each plain scalar
/// on top of the first character; with this number the 32 bytes it starts with are enough for a short one.
const BUFFERED: usize = 28;

/// How far the scanner may look ahead of the events it gives.
///
/// A list or mapping in brackets may turn out to be a key, and until its end the scanner keeps all its tokens, each a
/// hundred times as large as its text. So their number is limited: then the text seems to end. What an input gets to
/// see of tokens is that the scanner announces to look at four characters before it begins one.
pub(super) struct Lookahead {
    left: Cell<u32>,
    used_up: Cell<bool>,
}

impl Lookahead {
    /// Enough for some megabytes of JSON; at worst some hundred megabytes of tokens.
    const MOST: u32 = 2_000_000;

    pub(super) fn new() -> Self {
        Self { left: Cell::new(Self::MOST), used_up: Cell::new(false) }
    }

    /// An event came: the scanner holds next to nothing.
    #[inline(always)]
    pub(super) fn reset(&self) {
        self.left.set(Self::MOST);
    }

    /// Whether the text was cut short.
    pub(super) fn is_used_up(&self) -> bool {
        self.used_up.get()
    }

    /// Counts one look ahead; false if it was one too many.
    #[inline(always)]
    fn step(&self) -> bool {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => self.used_up.set(true),
        }
        !self.used_up.get()
    }
}

/// A cursor over a text; `at` is always on a character boundary.
pub(super) struct Text<'t> {
    text: &'t str,
    at: usize,
    lookahead: &'t Lookahead,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str, lookahead: &'t Lookahead) -> Self {
        Self { text, at: 0, lookahead }
    }

    /// The byte `ahead` of the cursor; NUL, which the scanner takes for the end, beyond the text.
    #[inline(always)]
    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    #[inline]
    fn char_at(&self, at: usize) -> char {
        match self.text.as_bytes().get(at) {
            None => '\0',
            Some(byte) if byte.is_ascii() => char::from(*byte),
            Some(_) => self.text[at..].chars().next().unwrap_or('\0'),
        }
    }

    fn at_bom(&self) -> bool {
        self.byte(0) == 0xEF && self.byte(1) == 0xBB && self.byte(2) == 0xBF
    }

    /// Skips to the end of the line (or a NUL, or a byte-order mark) and says how many characters that was.
    fn skip_line(&mut self) -> usize {
        let from = self.at;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if matches!(byte, b'\n' | b'\r' | 0) || (*byte == 0xEF && self.at_bom()) {
                break;
            }
            self.at += 1;
        }
        bytes[from..self.at].iter().filter(|byte| is_first(**byte)).count()
    }
}

/// Whether a byte begins a character.
#[inline(always)]
pub(super) fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// How many bytes the character has that begins with this byte.
#[inline(always)]
fn width(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

#[inline(always)]
fn is_blank_byte(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[inline(always)]
fn is_breakz_byte(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0)
}

#[inline(always)]
fn is_flow_byte(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

impl Input for Text<'_> {
    #[inline(always)]
    fn lookahead(&mut self, count: usize) {
        if count == 4 && !self.lookahead.step() {
            self.at = self.text.len();
        }
    }

    #[inline(always)]
    fn buflen(&self) -> usize {
        BUFFERED
    }

    #[inline(always)]
    fn bufmaxlen(&self) -> usize {
        BUFFERED
    }

    fn raw_read_ch(&mut self) -> char {
        let char = self.peek();
        self.skip();
        char
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        if is_breakz_byte(self.byte(0)) || self.at_bom() { None } else { Some(self.raw_read_ch()) }
    }

    #[inline(always)]
    fn skip(&mut self) {
        if let Some(byte) = self.text.as_bytes().get(self.at) {
            self.at += width(*byte);
        }
    }

    #[inline]
    fn skip_n(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    #[inline(always)]
    fn peek(&self) -> char {
        self.char_at(self.at)
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        for _ in 0..n {
            let Some(byte) = bytes.get(at) else { return '\0' };
            at += width(*byte);
        }
        self.char_at(at)
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        (self.at < self.text.len()).then(|| self.peek())
    }

    #[inline]
    fn next_2_are(&self, first: char, second: char) -> bool {
        self.peek() == first && self.peek_nth(1) == second
    }

    #[inline]
    fn next_3_are(&self, first: char, second: char, third: char) -> bool {
        self.peek() == first && self.peek_nth(1) == second && self.peek_nth(2) == third
    }

    #[inline]
    fn next_is_document_indicator(&self) -> bool {
        self.next_is_document_start() || self.next_is_document_end()
    }

    #[inline]
    fn next_is_document_start(&self) -> bool {
        super::chunks::is_marker(&self.text.as_bytes()[self.at..], b'-')
    }

    #[inline]
    fn next_is_document_end(&self) -> bool {
        super::chunks::is_marker(&self.text.as_bytes()[self.at..], b'.')
    }

    fn skip_ws_to_eol(&mut self, skip_tabs: SkipTabs) -> (usize, Result<SkipTabs, &'static str>) {
        let from = self.at;
        let (mut tabs, mut spaces) = (false, false);
        loop {
            match self.byte(0) {
                b' ' => spaces = true,
                b'\t' if skip_tabs == SkipTabs::Yes => tabs = true,
                _ => break,
            }
            self.at += 1;
        }
        let mut skipped = self.at - from;
        if self.byte(0) == b'#' {
            if !tabs && !spaces {
                return (skipped, Err("comments must be separated from other tokens by whitespace"));
            }
            skipped += self.skip_line();
        }
        (skipped, Ok(SkipTabs::Result(tabs, spaces)))
    }

    #[inline(always)]
    fn next_can_be_plain_scalar(&self, in_flow: bool) -> bool {
        match self.byte(0) {
            b':' => {
                let next = self.byte(1);
                !(is_blank_byte(next) || is_breakz_byte(next) || (in_flow && is_flow_byte(next)))
            }
            0xEF => !self.at_bom(),
            byte => !(in_flow && is_flow_byte(byte)),
        }
    }

    #[inline(always)]
    fn next_is_blank_or_break(&self) -> bool {
        matches!(self.byte(0), b' ' | b'\t' | b'\n' | b'\r')
    }

    #[inline(always)]
    fn next_is_blank_or_breakz(&self) -> bool {
        matches!(self.byte(0), b' ' | b'\t' | b'\n' | b'\r' | 0)
    }

    #[inline(always)]
    fn next_is_blank(&self) -> bool {
        is_blank_byte(self.byte(0))
    }

    #[inline(always)]
    fn next_is_break(&self) -> bool {
        matches!(self.byte(0), b'\n' | b'\r')
    }

    #[inline(always)]
    fn next_is_breakz(&self) -> bool {
        is_breakz_byte(self.byte(0))
    }

    #[inline(always)]
    fn next_is_z(&self) -> bool {
        self.byte(0) == 0
    }

    #[inline(always)]
    fn next_is_flow(&self) -> bool {
        is_flow_byte(self.byte(0))
    }

    fn skip_while_non_breakz(&mut self) -> usize {
        self.skip_line()
    }
}
