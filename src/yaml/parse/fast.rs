//! The scanner for the YAML that nearly every description is written in: one pass over the bytes, straight to nodes.
//!
//! It reads what it is sure of and refuses a document at the first thing outside its grammar, faults included; then
//! the library reads the document from its beginning. So it may refuse anything and must never guess: whatever it
//! accepts has the very tree, faults and places that the library's events give (`random.rs`, `tests/yaml_fast.rs`
//! and `fuzz/` compare them). Duplicate keys, merge keys and the arena are the builder's, as for the library.
//!
//! ```text
//! document  = blank* ( "---" rest LINE )? block     without tabs, control characters, lone CR, U+F000 to U+FFFF
//! block     = mapping | sequence | leaf                      on lines of their own, deeper than what they belong to
//! mapping   = ( key ":" ( " " value | rest LINE block? ) )+  all at one column
//! sequence  = ( "-" ( " " item | rest LINE block? ) )+       all at one column; under a key it may be the key's
//! item      = sequence | mapping | value                     compact: its column is where it stands
//! value     = ( "&" name " " )? ( leaf | literal ) | "&" name rest LINE block
//! leaf      = ( plain | quoted | flow | "*" name ) rest LINE     what follows is not deeper: nothing goes on
//! key       = plain | quoted                                 at most MAX_KEY bytes up to its colon
//! plain     = text without ": " and " #", not beginning with an indicator other than "-"; ends before blanks
//! quoted    = "'" text "'" | '"' text without "\" '"'        on one line; '' is a quote in the first
//! flow      = "[" ( element "," )* "]" | "{" ( key ":" element "," )* "}"     on one line, the last comma optional in
//!                                                            the first, left out in the second
//! element   = plain without ",[]{}" and not ending in "-" | quoted | flow | "*" name
//! name      = letters, digits, "-", "_"                      of ASCII; an alias' anchor stands before it
//! literal   = ( "|" | ">" ) ( "-" | "+" )? LINE line+        no line of only blanks longer than the indentation
//! rest      = blanks and a comment, or nothing
//! ```

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::build::{Builder, Kind, Properties};
use super::chunks::is_marker;
use super::near;
use crate::yaml::Style;

/// The longest key with the blanks behind it: the library gives up at 1,024 characters.
const MAX_KEY: usize = 1000;

/// The longest line, and the longest block of text: the library keeps all tokens of what may be a key, and counts
/// how far it looks ahead. Far longer than anyone writes, far shorter than where that counts.
const MAX_LINE: usize = 1 << 16;

/// How many anchors a document may have: they are looked for one by one.
const MAX_ANCHORS: usize = 64;

/// How deep collections may lie in each other; well below the limits of the library and of the tree.
const MAX_DEPTH: usize = 48;

/// What no plain scalar begins with.
const INDICATOR: [bool; 256] = among(b",[]{}?:#&*!|>'\"%@`");

/// What may end a plain scalar between brackets.
const MAY_END: [bool; 256] = among(b",[]{}#:");

const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut all = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        all[bytes[at] as usize] = true;
        at += 1;
    }
    all
}

/// Reads a document into the builder if all of it is in the grammar above; otherwise leaves no trace and says `false`.
pub(super) fn document<'s>(builder: &mut Builder<'s>, text: &'s str, bytes: Range<usize>) -> bool {
    if !is_common(&text.as_bytes()[bytes.clone()]) {
        return false;
    }
    builder.document(bytes.start);
    let before = builder.progress();
    let mut scanner = Scanner {
        builder,
        text,
        bytes: &text.as_bytes()[..bytes.end],
        next: bytes.start,
        levels: Vec::with_capacity(16),
        brackets: Vec::new(),
        waiting: None,
        anchors: Vec::new(),
        anchor: 0,
    };
    let read = scanner.run().is_some();
    if !read {
        builder.back_to(&before);
    }
    read
}

/// Whether there are only bytes that mean one thing wherever they stand: no tab or other control character but line
/// breaks, no carriage return on its own, nothing that might be a byte-order mark.
fn is_common(bytes: &[u8]) -> bool {
    // Without a way out in the middle, so that many bytes are looked at together.
    let (mut odd, mut returns) = (false, false);
    for byte in bytes {
        odd |= (*byte < b' ' && *byte != b'\n' && *byte != b'\r') | (*byte == 0xEF);
        returns |= *byte == b'\r';
    }
    let paired = || memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'));
    !odd && (!returns || paired())
}

/// A block collection that is open.
#[derive(Clone, Copy)]
struct Level {
    kind: Kind,
    column: usize,
}

/// What is known of a value that may be on the lines to come.
#[derive(Clone, Copy)]
struct Waiting {
    /// Where it is if there is none.
    at: usize,
    /// Its anchor; 0 for none.
    anchor: usize,
}

/// What may stand at the beginning of a line's content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Any node: the root, or what a key or a dash has been waiting for.
    Node,
    /// The next element of the innermost collection.
    Element,
}

struct Scanner<'b, 's> {
    builder: &'b mut Builder<'s>,
    text: &'s str,
    /// The text up to the end of the document.
    bytes: &'s [u8],
    /// Where the next line begins.
    next: usize,
    levels: Vec<Level>,
    /// The brackets that are open on this line.
    brackets: Vec<Kind>,
    /// A key or a dash had nothing behind it on its line.
    waiting: Option<Waiting>,
    /// The names of anchors so far; the number of one is its place here, from 1.
    anchors: Vec<&'s str>,
    /// The anchor of the node that comes next; 0 for none.
    anchor: usize,
}

impl<'s> Scanner<'_, 's> {
    fn run(&mut self) -> Option<()> {
        let mut marked = false;
        let mut begun = false;
        while let Some(Range { start: line, end }) = self.line()? {
            let start = self.skip_blanks(line, end);
            if start == end || self.bytes[start] == b'#' {
                continue;
            }
            if start == line && (is_marker(&self.bytes[line..], b'-') || is_marker(&self.bytes[line..], b'.')) {
                if marked || begun || self.bytes[line] != b'-' || !self.is_rest(line + 3, end) {
                    return None;
                }
                marked = true;
                continue;
            }
            let place = if begun { self.settle(start - line, self.is_dash(start, end))? } else { Place::Node };
            begun = true;
            self.block(line, start, end, place)?;
        }
        self.give_up_waiting()?;
        self.levels.iter().for_each(|_| _ = self.builder.close(None));
        begun.then_some(())
    }

    /// The next line without its break and the blanks before that. `None` inside at the end of the document.
    fn line(&mut self) -> Option<Option<Range<usize>>> {
        let start = self.next;
        if start == self.bytes.len() {
            return Some(None);
        }
        let far = |rest: &[u8]| memchr(b'\n', rest);
        let mut end = near::find(self.bytes, start, self.bytes.len(), [b'\n'], far).unwrap_or(self.bytes.len());
        self.next = (end + 1).min(self.bytes.len());
        if end > start && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        while end > start && self.bytes[end - 1] == b' ' {
            end -= 1;
        }
        (end - start <= MAX_LINE).then_some(Some(start..end))
    }

    /// Ends the collections that do not go on at a column, and says what may stand there.
    fn settle(&mut self, column: usize, dash: bool) -> Option<Place> {
        loop {
            let top = *self.levels.last()?;
            let inside = column > top.column || (column == top.column && dash && top.kind == Kind::Mapping);
            if inside {
                // If nothing waits, it is a further line of the text before, or wrong.
                self.anchor = self.waiting.take()?.anchor;
                return Some(Place::Node);
            }
            self.give_up_waiting()?;
            if column == top.column && dash == (top.kind == Kind::Sequence) {
                return Some(Place::Element);
            }
            self.levels.pop();
            self.builder.close(None);
        }
    }

    /// Reads the content of a line from `at`: dashes, a key, a value.
    fn block(&mut self, line: usize, mut at: usize, end: usize, mut place: Place) -> Option<()> {
        let dashed = self.is_dash(at, end);
        while self.is_dash(at, end) {
            if place == Place::Node {
                self.begin(Kind::Sequence, at - line, at)?;
            }
            let item = self.skip_blanks(at + 1, end);
            if item == end || self.bytes[item] == b'#' {
                self.waiting = Some(Waiting { at: at + 1, anchor: 0 });
                return Some(());
            }
            (at, place) = (item, Place::Node);
        }
        let colon = match self.bytes[at] {
            b'"' | b'\'' => {
                let (text, close) = self.quoted(at, end)?;
                let colon = self.skip_blanks(close, end);
                if !self.is_colon(colon, end) {
                    self.leaf(text, Style::Quoted, at..close);
                    return (place == Place::Node && self.is_rest(close, end)).then_some(());
                }
                self.open_mapping(line, at, colon, place)?;
                self.leaf(text, Style::Quoted, at..close);
                colon
            }
            b'[' | b'{' if place == Place::Node => return self.value(at, end),
            b'|' | b'>' | b'&' | b'*' if dashed => return self.value(at, end),
            _ => {
                let (close, stop) = self.plain(at, end)?;
                if !self.is_colon(stop, end) {
                    self.plain_leaf(at..close);
                    return (place == Place::Node).then_some(());
                }
                self.open_mapping(line, at, stop, place)?;
                self.plain_leaf(at..close);
                stop
            }
        };
        let value = self.skip_blanks(colon + 1, end);
        if value == end || self.bytes[value] == b'#' {
            self.waiting = Some(Waiting { at: colon + 1, anchor: 0 });
            return Some(());
        }
        self.value(value, end)
    }

    /// A key's mapping, if this is its first key.
    fn open_mapping(&mut self, line: usize, key: usize, colon: usize, place: Place) -> Option<()> {
        if colon - key > MAX_KEY {
            return None;
        }
        if place == Place::Node { self.begin(Kind::Mapping, key - line, key) } else { Some(()) }
    }

    fn begin(&mut self, kind: Kind, column: usize, at: usize) -> Option<()> {
        self.open(kind, at, false)?;
        self.levels.push(Level { kind, column });
        Some(())
    }

    /// Reads what stands behind a key or a dash on its line.
    fn value(&mut self, at: usize, end: usize) -> Option<()> {
        match self.bytes[at] {
            b'"' | b'\'' => {
                let (text, close) = self.quoted(at, end)?;
                self.leaf(text, Style::Quoted, at..close);
                self.is_rest(close, end).then_some(())
            }
            b'[' | b'{' => {
                let close = self.flow(at, end)?;
                self.is_rest(close, end).then_some(())
            }
            b'|' | b'>' => self.literal(at, end),
            b'*' => {
                let close = self.alias(at, end)?;
                self.is_rest(close, end).then_some(())
            }
            b'&' if self.anchor == 0 => {
                let close = self.name(at, end)?;
                if self.anchors.len() == MAX_ANCHORS {
                    return None;
                }
                self.anchors.push(&self.text[at + 1..close]);
                self.anchor = self.anchors.len();
                let value = self.skip_blanks(close, end);
                if value < end && self.bytes[value] != b'#' {
                    return if self.bytes[close] == b' ' { self.value(value, end) } else { None };
                }
                self.waiting = Some(Waiting { at: close, anchor: std::mem::take(&mut self.anchor) });
                self.is_rest(close, end).then_some(())
            }
            _ => {
                let (close, stop) = self.plain(at, end)?;
                self.plain_leaf(at..close);
                (!self.is_colon(stop, end)).then_some(())
            }
        }
    }

    /// What a key or dash waited for does not come: it is nothing.
    fn give_up_waiting(&mut self) -> Option<()> {
        if let Some(Waiting { at, anchor }) = self.waiting.take() {
            if anchor > 0 {
                return None;
            }
            self.leaf(Cow::Borrowed(""), Style::Plain, at..at);
        }
        Some(())
    }

    fn leaf(&mut self, text: Cow<'s, str>, style: Style, at: Range<usize>) {
        let anchor = std::mem::take(&mut self.anchor);
        match text {
            Cow::Borrowed(text) => self.builder.leaf(text, style, anchor, at),
            Cow::Owned(text) => self.builder.copied_leaf(text, style, anchor, at),
        }
    }

    fn plain_leaf(&mut self, at: Range<usize>) {
        let anchor = std::mem::take(&mut self.anchor);
        self.builder.leaf(&self.text[at.clone()], Style::Plain, anchor, at);
    }

    /// Begins a collection, unless it is too deep.
    fn open(&mut self, kind: Kind, at: usize, bracket: bool) -> Option<()> {
        if self.levels.len() + self.brackets.len() >= MAX_DEPTH {
            return None;
        }
        let properties = Properties { anchor: std::mem::take(&mut self.anchor), tag: None };
        self.builder.begin(kind, properties, at, bracket);
        Some(())
    }

    /// Reads an alias and says where it ends.
    fn alias(&mut self, at: usize, end: usize) -> Option<usize> {
        let close = self.name(at, end)?;
        // The latest anchor of a name is the one that counts.
        let number = self.anchors.iter().rposition(|name| *name == &self.text[at + 1..close])? + 1;
        if self.anchor > 0 {
            return None;
        }
        self.builder.alias(number, at..close);
        Some(close)
    }

    /// Where the name of the anchor or alias at `at` ends.
    fn name(&self, at: usize, end: usize) -> Option<usize> {
        let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let length = self.bytes[at + 1..end].iter().take_while(is_name).count();
        (length > 0).then_some(at + 1 + length)
    }

    /// Where a plain scalar ends, and what ended it: its colon, its comment or the end of the line.
    fn plain(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        if !self.begins_plain(at, end) {
            return None;
        }
        let mut stop = at + 1;
        loop {
            let far = |rest: &[u8]| memchr2(b':', b'#', rest);
            stop = near::find(self.bytes, stop, end, [b':', b'#'], far).unwrap_or(end);
            if stop == end || self.is_colon(stop, end) || (self.bytes[stop] == b'#' && self.bytes[stop - 1] == b' ') {
                return Some((self.trim(stop), stop));
            }
            stop += 1;
        }
    }

    fn begins_plain(&self, at: usize, end: usize) -> bool {
        match self.bytes[at] {
            b'-' => at + 1 < end && self.bytes[at + 1] != b' ',
            byte => !INDICATOR[usize::from(byte)],
        }
    }

    /// The text of the quoted scalar that begins at `at`, and where it ends.
    fn quoted(&self, at: usize, end: usize) -> Option<(Cow<'s, str>, usize)> {
        let first = at + 1;
        if self.bytes[at] == b'"' {
            let close = first + memchr2(b'"', b'\\', &self.bytes[first..end])?;
            return (self.bytes[close] == b'"').then(|| (Cow::Borrowed(&self.text[first..close]), close + 1));
        }
        let mut close = first;
        loop {
            close += memchr(b'\'', &self.bytes[close..end])?;
            if close + 1 == end || self.bytes[close + 1] != b'\'' {
                break;
            }
            close += 2;
        }
        let text = &self.text[first..close];
        let doubled = memchr(b'\'', text.as_bytes()).is_some();
        let text = if doubled { Cow::Owned(text.replace("''", "'")) } else { Cow::Borrowed(text) };
        Some((text, close + 1))
    }

    /// Reads the list or mapping in brackets that begins at `at`, and says where it ends.
    fn flow(&mut self, mut at: usize, end: usize) -> Option<usize> {
        // Whether a key and its colon came before.
        let (mut keyed, mut comma) = (true, false);
        loop {
            at = self.skip_blanks(at, end);
            let inside = self.brackets.last().copied();
            let bare = keyed || inside == Some(Kind::Sequence);
            match *self.bytes[..end].get(at)? {
                open @ (b'[' | b'{') if bare => {
                    let kind = if open == b'[' { Kind::Sequence } else { Kind::Mapping };
                    self.open(kind, at, true)?;
                    self.brackets.push(kind);
                    (keyed, comma) = (false, false);
                    at += 1;
                    continue;
                }
                // The library ends a mapping that has a comma last before that.
                b'}' if !keyed && comma => return None,
                b']' | b'}' if !keyed => {}
                b'*' if bare => at = self.alias(at, end)?,
                byte => {
                    let quoted = matches!(byte, b'"' | b'\'');
                    let colon = self.flow_scalar(at, end)?;
                    if bare {
                        at = colon;
                    } else {
                        // Behind a quoted key the value may follow at once, as in JSON.
                        at = self.skip_blanks(colon, end);
                        let next = *self.bytes[..end].get(at + 1)?;
                        if self.bytes[at] != b':' || (!quoted && next != b' ') {
                            return None;
                        }
                        at += 1;
                        keyed = true;
                        continue;
                    }
                }
            }
            keyed = false;
            // An element has ended, or there is none.
            loop {
                at = self.skip_blanks(at, end);
                match (*self.bytes[..end].get(at)?, self.brackets.last()?) {
                    (b',', _) => break,
                    (b']', Kind::Sequence) | (b'}', Kind::Mapping) => {
                        self.builder.close(Some(at));
                        self.brackets.pop();
                        if self.brackets.is_empty() {
                            return Some(at + 1);
                        }
                    }
                    _ => return None,
                }
                at += 1;
            }
            comma = true;
            at += 1;
        }
    }

    /// Reads a scalar between brackets, and says where it ends.
    fn flow_scalar(&mut self, at: usize, end: usize) -> Option<usize> {
        if matches!(self.bytes[at], b'"' | b'\'') {
            let (text, close) = self.quoted(at, end)?;
            self.leaf(text, Style::Quoted, at..close);
            return Some(close);
        }
        if !self.begins_plain(at, end) {
            return None;
        }
        let mut stop = at;
        loop {
            stop += self.bytes[stop..end].iter().position(|byte| MAY_END[usize::from(*byte)])?;
            match self.bytes[stop] {
                b',' | b'[' | b']' | b'{' | b'}' if self.bytes[stop - 1] == b'-' => return None,
                b',' | b'[' | b']' | b'{' | b'}' => break,
                b'#' if self.bytes[stop - 1] == b' ' => return None,
                b':' => match *self.bytes[..end].get(stop + 1)? {
                    b' ' => break,
                    b',' | b'[' | b']' | b'{' | b'}' => return None,
                    _ => {}
                },
                _ => {}
            }
            stop += 1;
        }
        let close = self.trim(stop);
        self.plain_leaf(at..close);
        Some(close)
    }

    /// Reads a literal or folded block whose header is `at..end`, and the lines after it.
    fn literal(&mut self, at: usize, end: usize) -> Option<()> {
        let folded = self.bytes[at] == b'>';
        let chomp = match &self.bytes[at + 1..end] {
            b"" => Chomp::Clip,
            b"-" => Chomp::Strip,
            b"+" => Chomp::Keep,
            _ => return None,
        };
        let parent = self.levels.last().map_or(0, |top| top.column + 1);
        let mut value = String::new();
        let mut breaks = 0;
        let (mut longest_blank, mut spaced) = (0, false);
        let (mut indent, mut last) = (None, end);
        while self.next < self.bytes.len() {
            let line = self.next;
            // Without a break at its end the last line would need rules of its own.
            let feed = line + memchr(b'\n', &self.bytes[line..])?;
            let close = if self.bytes[feed - 1] == b'\r' { feed - 1 } else { feed };
            let start = self.skip_blanks(line, close);
            let column = start - line;
            if start == close {
                if indent.is_some_and(|indent| column > indent) {
                    return None;
                }
                longest_blank = longest_blank.max(column);
                breaks += 1;
            } else {
                let first = indent.is_none();
                let indent = *indent.get_or_insert(column);
                if first && (column < parent || column < longest_blank) {
                    return None;
                }
                if column < indent {
                    break;
                }
                let from = line + indent;
                // Folding joins two lines unless one of them is indented further.
                let fold = folded && !first && !spaced && column == indent;
                spaced = column > indent;
                if fold && breaks == 1 {
                    value.push(' ');
                } else {
                    value.extend(std::iter::repeat_n('\n', breaks - usize::from(fold)));
                }
                value.push_str(&self.text[from..close]);
                (last, breaks) = (close, 1);
            }
            if feed - at > MAX_LINE {
                return None;
            }
            self.next = feed + 1;
        }
        indent?;
        match chomp {
            Chomp::Strip => {}
            Chomp::Clip => value.push('\n'),
            Chomp::Keep => value.extend(std::iter::repeat_n('\n', breaks)),
        }
        self.leaf(Cow::Owned(value), Style::Block, at..last);
        Some(())
    }

    /// Whether a list's item begins here.
    fn is_dash(&self, at: usize, end: usize) -> bool {
        self.bytes[at] == b'-' && (at + 1 == end || self.bytes[at + 1] == b' ')
    }

    /// Whether a key ends here, outside of brackets.
    fn is_colon(&self, at: usize, end: usize) -> bool {
        at < end && self.bytes[at] == b':' && (at + 1 == end || self.bytes[at + 1] == b' ')
    }

    /// Whether there is nothing from here but a comment.
    fn is_rest(&self, at: usize, end: usize) -> bool {
        at == end || (self.bytes[at] == b' ' && self.bytes[self.skip_blanks(at, end)] == b'#')
    }

    fn skip_blanks(&self, at: usize, end: usize) -> usize {
        self.bytes[at..end].iter().position(|byte| *byte != b' ').map_or(end, |length| at + length)
    }

    /// The end of what stands before `at` without its blanks. Something stands there.
    fn trim(&self, mut at: usize) -> usize {
        while self.bytes[at - 1] == b' ' {
            at -= 1;
        }
        at
    }
}

/// What becomes of the line breaks at the end of a block of text.
enum Chomp {
    Strip,
    Clip,
    Keep,
}
