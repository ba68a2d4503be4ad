//! The ground floor: texts, and places in them.
//!
//! Every text of a run (descriptions, catalogue, rule files, settings) lives in one [`Sources`] table,
//! so that a [`Span`] alone says which file and which bytes. Nothing here reads a file, knows YAML,
//! or knows a rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use memchr::memchr2_iter;

/// Which text of the run a place belongs to; an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// No text: where something is that nobody wrote.
    pub const NONE: Self = Self(u32::MAX);

    /// The position of the source in its table, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of bytes in one source: `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text it points into.
    pub source: SourceId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the bytes `start..end`. Offsets beyond 4 GiB cannot occur: discovery refuses larger files.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let narrow = |offset| u32::try_from(offset).expect("a source is smaller than 4 GiB");
        Self { source, start: narrow(start), end: narrow(end) }
    }

    /// The smallest span that holds both; both must point into one source.
    pub fn to(self, other: Self) -> Self {
        debug_assert_eq!(self.source, other.source, "spans of one source");
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at its beginning.
    pub fn head(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing: a place between two bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The bytes `start..end` of a source that whoever keeps them knows: a [`Span`] without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// These bytes of a source.
    pub fn of(self, source: SourceId) -> Span {
        Span { source, start: self.start, end: self.end }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

/// A value and the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// What a text is to the run; decides who may read it, never how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A description the user asked to check.
    Estate,
    /// A description shipped with a rule pack.
    Catalogue,
    /// A file of a rule pack: `pack.yaml`, `rule.yaml`.
    Pack,
    /// The project's `khung.yaml`.
    Settings,
    /// Accepted exceptions of the estate: [`WAIVERS_FILE`].
    Waivers,
}

/// The name of a file of waivers, in whatever folder of the estate.
pub const WAIVERS_FILE: &str = "khung-waivers.yaml";

impl Origin {
    /// What a file that belongs to the estate is, by its path.
    pub fn in_estate(path: &str) -> Self {
        match path.rsplit('/').next() == Some(WAIVERS_FILE) {
            true => Self::Waivers,
            false => Self::Estate,
        }
    }
}

/// A place as people say it: both numbers count from 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// One text with the name it is shown under.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as shown: as given by the user or relative to the root, with `/` between its parts.
    pub path: String,
    /// What the text is to the run.
    pub origin: Origin,
    /// The whole text. A byte-order mark, if any, is still there.
    pub text: Cow<'static, str>,
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`STRIDE`] bytes; made only where a line is very long.
    characters: OnceLock<Vec<u32>>,
}

/// Bytes that are counted at once at most: whoever writes an estate in one line must not wait for each of its places.
const STRIDE: usize = 1024;

impl Source {
    /// Everything that was given of it: two sources that differ in none of these are the same to everybody.
    pub fn given(&self) -> (&str, Origin, &str) {
        // Whoever adds a field decides here whether it is an input of a run.
        let Self { path, origin, text, lines: _, characters: _ } = self;
        (path, *origin, text)
    }

    /// The byte at which each line starts; line breaks are LF, CRLF or a lone CR, as in YAML.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            // The feed of a CRLF breaks the line, and its return does not.
            let breaks = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
            for at in memchr2_iter(b'\n', b'\r', bytes).filter(breaks) {
                starts.push(u32::try_from(at + 1).expect("a source is smaller than 4 GiB"));
            }
            starts
        })
    }

    /// The place of a byte offset. An offset inside a character counts as its beginning.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset);
        let from = starts[line - 1] as usize;
        let mut to = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        let before = &self.text[from..to];
        let marks = before.len() - before.trim_start_matches('\u{feff}').len();
        let characters = match before.len() < 4 * STRIDE {
            true => before.chars().count(),
            false => self.characters_before(to) - self.characters_before(from),
        };
        Position { line, column: characters - marks / '\u{feff}'.len_utf8() + 1 }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        // The other bytes of a character are 10xxxxxx.
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        let bytes = self.text.as_bytes();
        let strides = self.characters.get_or_init(|| {
            let add = |before: &mut u32, stride: &[u8]| {
                let here = *before;
                *before += count(stride) as u32;
                Some(here)
            };
            bytes.chunks(STRIDE).scan(0, add).collect()
        });
        let stride = offset / STRIDE;
        strides
            .get(stride)
            .map_or_else(|| count(bytes), |before| *before as usize + count(&bytes[stride * STRIDE..offset]))
    }

    /// The text of a line (from 1), without its line break; empty beyond the end.
    pub fn line(&self, line: usize) -> &str {
        let starts = self.line_starts();
        let Some(from) = line.checked_sub(1).and_then(|index| starts.get(index)) else { return "" };
        let to = starts.get(line).map_or(self.text.len(), |next| *next as usize);
        self.text[*from as usize..to].trim_end_matches(['\r', '\n'])
    }
}

/// A rule pack's folder as texts.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// What its paths are shown under.
    pub root: String,
    /// Every file by its path in the pack, with `/` between its parts.
    pub files: BTreeMap<String, Cow<'static, str>>,
    /// Whether it ships inside the program: its conditions are then compiled when they are first asked.
    pub embedded: bool,
}

/// All texts of one run, in a fixed order.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Adds a text and says where it stands.
    pub fn add(&mut self, path: impl Into<String>, origin: Origin, text: String) -> SourceId {
        self.add_shared(path, origin, text.into())
    }

    /// Adds a text that may be part of the program, which is then not copied.
    pub fn add_shared(&mut self, path: impl Into<String>, origin: Origin, text: Cow<'static, str>) -> SourceId {
        let number = u32::try_from(self.all.len()).ok().filter(|number| *number != SourceId::NONE.0);
        let id = SourceId(number.expect("fewer than 2^32 files"));
        self.all.push(Source {
            path: path.into(),
            origin,
            text,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        });
        id
    }

    /// Puts another text in the place of one; spans into the old one mean nothing in it.
    pub fn replace(&mut self, id: SourceId, text: String) {
        let source = &mut self.all[id.index()];
        source.text = text.into();
        (source.lines, source.characters) = (OnceLock::new(), OnceLock::new());
    }

    /// The source behind an id of this table.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.index()]
    }

    /// All sources with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.all.iter().enumerate().map(|(index, source)| (SourceId(index as u32), source))
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The first so many texts under the same ids: a run's packs without its estate.
    pub fn first(&self, count: usize) -> Self {
        Self { all: self.all[..count].to_vec() }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The bytes `start..end` of the source with a number, if there are such: the way back from numbers that were
    /// written down.
    pub fn place(&self, source: u32, start: u32, end: u32) -> Option<Span> {
        let text = &self.all.get(source as usize)?.text;
        text.get(start as usize..end as usize).map(|_| Span { source: SourceId(source), start, end })
    }

    /// Hides what stands at a span from whoever shows these texts: every character becomes one that says
    /// nothing and takes as many bytes, so that all places stay right.
    pub fn mask(&mut self, span: Span) {
        let source = &mut self.all[span.source.index()];
        let (start, end) = (span.start as usize, span.end as usize);
        let hidden = source.text[start..end].chars().map(|c| match (c, c.len_utf8()) {
            ('\n' | '\r', _) => c,
            (_, 1) => '*',
            (_, 2) => '\u{d7}',
            (_, 3) => '\u{2022}',
            _ => '\u{1f791}',
        });
        let hidden: String = hidden.collect();
        source.text.to_mut().replace_range(start..end, &hidden);
    }

    /// The bytes a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.source).text[span.start as usize..span.end as usize]
    }

    /// Where a span begins, for people.
    pub fn position(&self, span: Span) -> Position {
        self.get(span.source).position(span.start)
    }

    /// Where a span ends (exclusive), for people.
    pub fn end_position(&self, span: Span) -> Position {
        self.get(span.source).position(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_know_every_line_break() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", Origin::Estate, "\u{feff}tên: Ngữ\r\nhai: 2\rba: 3\n".into());
        let source = sources.get(id);
        let at = |needle: &str| source.position(source.text.find(needle).unwrap() as u32);
        assert_eq!(at("tên"), Position { line: 1, column: 1 });
        assert_eq!(at("Ngữ"), Position { line: 1, column: 6 });
        assert_eq!(at("hai"), Position { line: 2, column: 1 });
        assert_eq!(at("3"), Position { line: 3, column: 5 });
        assert_eq!(source.line(1), "\u{feff}tên: Ngữ");
        assert_eq!(source.line(3), "ba: 3");
        assert_eq!(source.line(99), "");
    }

    #[test]
    fn places_in_a_very_long_line_are_counted_too() {
        let mut sources = Sources::default();
        let text = format!("\u{feff}đầu\n{}\nhết", "thủ tục 🔑 ".repeat(1500));
        let id = sources.add("a.yaml", Origin::Estate, text.clone());
        for (at, _) in text.char_indices().skip(5).step_by(7).chain([(text.len(), ' ')]) {
            let line = text[..at].matches('\n').count() + 1;
            let from = text[..at].rfind('\n').map_or(3, |at| at + 1);
            let column = text[from..at].chars().count() + 1;
            assert_eq!(sources.get(id).position(at as u32), Position { line, column }, "byte {at}");
        }
        let one = sources.add("b.yaml", Origin::Estate, format!("\u{feff}{}", "ệ".repeat(5000)));
        assert_eq!(sources.get(one).position(3 + 3 * 4000), Position { line: 1, column: 4001 });
        assert_eq!(sources.get(one).position(3 + 3 * 5000), Position { line: 1, column: 5001 });
    }

    #[test]
    fn masking_hides_every_character_and_moves_none() {
        let mut sources = Sources::default();
        let text = "a: mật\n khẩu 🔑 b";
        let id = sources.add("a.yaml", Origin::Estate, text.into());
        let (start, end) = (3, text.find(" b").unwrap());
        sources.mask(Span::new(id, start, end));
        let masked = &sources.get(id).text;
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.chars().count(), text.chars().count());
        assert!(masked.starts_with("a: ") && masked.ends_with(" b") && masked.contains('\n'), "{masked}");
        assert!(!masked[start..end].contains(char::is_alphabetic), "{masked}");
    }
}
