//! A text cut into its documents before it is parsed.
//!
//! In YAML a line that begins with `---` or `...` ends the document before it, whatever was open. Cutting there
//! first keeps every trouble inside its document: an error in one never hides the next, anchors cannot leak, and
//! the scanner can never look further ahead than one document, however broken.

use std::ops::Range;

/// Whether these bytes begin with three times `mark`, followed by white space or the end.
#[inline]
pub(super) fn is_marker(bytes: &[u8], mark: u8) -> bool {
    bytes.len() >= 3
        && bytes[0] == mark
        && bytes[1] == mark
        && bytes[2] == mark
        && matches!(bytes.get(3), None | Some(b' ' | b'\t' | b'\n' | b'\r' | 0))
}

/// Whether `---` or `...` stands anywhere; most files have neither. Without a way out in the middle, so that many
/// bytes are looked at together.
fn may_have_markers(bytes: &[u8]) -> bool {
    let threes = bytes.iter().zip(bytes.iter().skip(1)).zip(bytes.iter().skip(2));
    threes.fold(false, |any, ((a, b), c)| any | ((a == b) & (b == c) & ((*a == b'-') | (*a == b'.'))))
}

/// The bytes of each document, in order and without gaps: its directives, its `---` and its content. A `...`
/// belongs to the document that may follow it.
pub(super) fn documents(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    if !may_have_markers(bytes) {
        found.push(0..bytes.len());
        return found;
    }
    // Nothing but blank lines, comments and directives since `start`: a `---` is still this document's own.
    let mut prologue = true;
    let mut line = 0;
    while line < bytes.len() {
        let rest = bytes[line..].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes[line..]);
        let (opens, closes) = (is_marker(rest, b'-'), is_marker(rest, b'.'));
        if (opens || closes) && !prologue {
            found.push(start..line);
            start = line;
        }
        if opens {
            prologue = false;
        } else if closes {
            prologue = true;
        } else if prologue {
            let content = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
            prologue = matches!(content, None | Some(b'\n' | b'\r' | b'#')) || rest.first() == Some(&b'%');
        }
        let length = bytes[line..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        line += length.map_or(bytes.len() - line, |length| length + 1);
    }
    if start < bytes.len() {
        found.push(start..bytes.len());
    }
    found
}

/// A directive line before a document that is longer than anyone needs. Its text would be copied into every tag
/// that uses it, so a long one multiplies the memory a small file takes.
pub(super) fn overlong_directive(document: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 256;
    let mut line = 0;
    for text in document.split_inclusive(['\n', '\r']) {
        let content = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        let words = content.trim_start();
        if content.starts_with('%') {
            if content.len() > LONGEST {
                return Some(line..line + text.trim_end_matches(['\n', '\r']).len());
            }
        } else if !words.is_empty() && !words.starts_with('#') && !is_marker(content.as_bytes(), b'.') {
            return None;
        }
        line += text.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        documents(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn documents_begin_at_markers() {
        assert_eq!(cut(""), [""]);
        assert_eq!(cut("a: 1\n"), ["a: 1\n"]);
        assert_eq!(cut("a\n---\nb\r\n--- c\r---"), ["a\n", "---\nb\r\n", "--- c\r", "---"]);
        assert_eq!(cut("# x\n\n---\na\n----\n--- b"), ["# x\n\n---\na\n----\n", "--- b"]);
        assert_eq!(cut("a\n...\n%YAML 1.2\n# x\n---\nb"), ["a\n", "...\n%YAML 1.2\n# x\n---\nb"]);
        assert_eq!(cut("a\n...\nb\n...\n...\n"), ["a\n", "...\nb\n", "...\n...\n"]);
        assert_eq!(cut("a\n\u{feff}---\nb"), ["a\n", "\u{feff}---\nb"]);
        assert_eq!(cut("a: |\n  ---\n"), ["a: |\n  ---\n"]);
    }

    #[test]
    fn only_a_long_directive_is_overlong() {
        let long = "x".repeat(300);
        assert_eq!(overlong_directive(&format!("# {long}\n%TAG ! {long}\n---\na")), Some(303..610));
        assert_eq!(overlong_directive(&format!("%YAML 1.2\n---\n%{long}")), None);
    }
}
