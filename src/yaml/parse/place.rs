//! Exact places where the library's are rough.
//!
//! The library lets a quoted scalar run on over the blanks and the comment behind it, begins a block scalar at
//! its first line instead of its `|`, counts anchors and tags as part of a value, and puts an empty value at the
//! next token. These functions look at the text again. All offsets are bytes; nothing here allocates or fails:
//! on a text that is not what they expect they stop at the given limit.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

/// What is known of the text before a scalar.
pub(super) struct Before {
    /// Where the last thing read ends.
    pub(super) read_to: usize,
    /// Whether an anchor or a tag comes first; the library's place then begins with that.
    pub(super) properties: bool,
    /// Whether the scalar is a key.
    pub(super) key: bool,
}

/// Where a scalar is.
pub(super) struct Placed {
    /// The bytes that say it; none if it was left out.
    pub(super) at: Range<usize>,
    /// Where its characters stand, if they stand anywhere unchanged.
    pub(super) content: usize,
}

/// The exact place of a scalar for which the library gave `at`.
pub(super) fn scalar(text: &str, value: &str, style: ScalarStyle, before: Before, at: Range<usize>) -> Placed {
    let bytes = text.as_bytes();
    let (start, properties_end) =
        if before.properties { after_properties(bytes, at.start, at.end) } else { (at.start, at.start) };
    let (at, content) = match style {
        ScalarStyle::Literal | ScalarStyle::Folded => {
            // Without properties the library's place begins behind the header.
            let from = if before.properties { start } else { before.read_to.min(at.start) };
            block_scalar(bytes, from, at.end)
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let closing = start + 1 + value.len();
            // Without an escape the characters stand as they are between the quotes.
            let unchanged = text.get(start + 1..closing) == Some(value)
                && bytes.get(closing) == bytes.get(start)
                && !value.contains(['\\', '\'']);
            let end = if unchanged { closing + 1 } else { quoted_end(bytes, start, at.end) };
            (start..end, start + 1)
        }
        ScalarStyle::Plain if !value.is_empty() => (start..at.end, start),
        ScalarStyle::Plain => {
            let place = match before {
                Before { properties: true, .. } => properties_end,
                Before { key: true, .. } => at.start,
                Before { read_to, .. } => empty_value(bytes, read_to.min(at.start), at.start),
            };
            (place..place, place)
        }
    };
    Placed { at, content }
}

/// Skips blanks, line breaks, comments and byte-order marks, but not beyond `limit`.
fn skip_gap(bytes: &[u8], mut at: usize, limit: usize) -> usize {
    while at < limit {
        match bytes[at] {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' => at = line_end(bytes, at, limit),
            0xEF if bytes[at..limit].starts_with(b"\xEF\xBB\xBF") => at += 3,
            _ => break,
        }
    }
    at
}

/// Skips everything that is not a blank or a line break.
fn skip_word(bytes: &[u8], at: usize, limit: usize) -> usize {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    bytes[at..limit].iter().position(is_space).map_or(limit, |length| at + length)
}

fn line_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    bytes[at..limit].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(limit, |length| at + length)
}

/// Where a value begins whose anchor or tag begins at `start`, and where the last of these properties ends.
pub(super) fn after_properties(bytes: &[u8], start: usize, limit: usize) -> (usize, usize) {
    let mut end = start;
    loop {
        let at = skip_gap(bytes, end, limit);
        if at == limit || !matches!(bytes[at], b'&' | b'!') {
            return (at, end);
        }
        let verbatim = bytes[at] == b'!' && bytes.get(at + 1) == Some(&b'<');
        let ends = |byte: &u8| {
            if verbatim {
                *byte == b'>'
            } else {
                matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}')
            }
        };
        let length = bytes[at + 1..limit].iter().position(ends);
        end = length.map_or(limit, |length| at + 1 + length + usize::from(verbatim));
    }
}

/// Where the name of an anchor or alias at `start` ends.
pub(super) fn name_end(bytes: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}' | 0);
    bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length)
}

/// One past the closing quote of the scalar whose opening quote is at `start`.
fn quoted_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let Some(&quote) = bytes.get(start) else { return limit };
    let mut at = start + 1;
    while at < limit {
        if bytes[at] == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                at += 1;
            } else {
                return at + 1;
            }
        } else if bytes[at] == b'\\' && quote == b'"' {
            at += 1;
        }
        at += 1;
    }
    limit
}

/// Where the first `-` stands behind `from`, if it does so before `limit`. A list that is not indented against its
/// key is reported by the library behind its first dash.
pub(super) fn first_dash(bytes: &[u8], from: usize, limit: usize) -> Option<usize> {
    let mut at = skip_gap(bytes, from, limit);
    while at < limit {
        let end = skip_word(bytes, at, limit);
        if &bytes[at..end] == b"-" {
            return Some(at);
        }
        at = skip_gap(bytes, end, limit);
    }
    None
}

/// The bytes of a block scalar from its `|` or `>` to the end of its last line that is not blank, and where its
/// text begins. Between `from` and the indicator only other indicators, properties and comments may stand.
fn block_scalar(bytes: &[u8], from: usize, end: usize) -> (Range<usize>, usize) {
    let mut start = skip_gap(bytes, from, end);
    while start < end && !matches!(bytes[start], b'|' | b'>') {
        start = skip_gap(bytes, skip_word(bytes, start, end), end);
    }
    let is_header = |byte: &&u8| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9');
    let header = start + bytes[start..end].iter().take_while(is_header).count();
    let lines = line_end(bytes, header, end);
    let is_text = |byte: &u8| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    match bytes[lines..end].iter().rposition(is_text) {
        Some(last) => {
            let indent = bytes[lines..].iter().position(is_text).unwrap_or(0);
            (start..line_end(bytes, lines + last, end), lines + indent)
        }
        None => (start..header, header),
    }
}

/// Where a value would stand that was left out: behind the last indicator in `from..limit`, or behind the colon
/// at `limit`.
fn empty_value(bytes: &[u8], from: usize, limit: usize) -> usize {
    if bytes.get(limit) == Some(&b':') {
        return limit + 1;
    }
    let mut end = from;
    let mut at = skip_gap(bytes, from, limit);
    while at < limit {
        end = skip_word(bytes, at, limit);
        at = skip_gap(bytes, end, limit);
    }
    end
}
