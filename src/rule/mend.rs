//! Mends to edits: where the bytes of an added entry go, and what has to stand around them.

use crate::diagnostic::Edit;
use crate::finding::{Mend, Way};
use crate::source::Span;

/// The edit that a mend comes to in its text; nothing where an entry would not surely be well placed.
pub(super) fn edit(mend: &Mend, with: String, text: &str) -> Option<Edit> {
    match mend.way {
        Way::Replace => Some(Edit { at: mend.at, with }),
        Way::AddAfter => entry(mend.at, &with, text),
    }
}

/// An entry behind a value, as the text around it is written: on a line of its own in a block, behind a comma
/// between braces. Comments stay where they are.
fn entry(at: Span, with: &str, text: &str) -> Option<Edit> {
    let (start, end) = (at.start as usize, at.end as usize);
    // In a block of text the lines decide what belongs to it, and behind its last one may be no place.
    if text[start..].starts_with(['|', '>']) {
        return None;
    }
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |before| before + 1);
    let before = text[line..start].trim_start_matches('\u{feff}');
    let indent = before.len() - before.trim_start_matches([' ', '-']).len();
    let key = &before[indent..];
    match next(&text[end..]) {
        // JSON quotes every key, and an entry without quotes would make it none.
        Some(',' | '}') if has_quoted_key(before) => return None,
        Some(',' | '}') => return Some(Edit { at: Span { start: at.end, ..at }, with: format!(", {with}") }),
        // A mapping of one pair without braces takes no second.
        Some(']') => return None,
        _ => {}
    }
    // A value on another line than its key shows no indentation to keep to.
    if !key.contains(':') {
        return None;
    }
    let eol = text[end..].find(['\n', '\r']).map_or(text.len(), |length| end + length);
    let line_break = if text[eol..].starts_with("\r\n") { "\r\n" } else { "\n" };
    Some(Edit { at: Span::new(at.source, eol, eol), with: format!("{line_break}{}{with}", " ".repeat(indent)) })
}

/// What stands next behind blanks, line ends and comments.
fn next(mut text: &str) -> Option<char> {
    loop {
        let rest = text.trim_start();
        match rest.strip_prefix('#') {
            // Only what is set apart is a comment.
            Some(comment) if rest.len() < text.len() => text = comment.trim_start_matches(|c| c != '\n' && c != '\r'),
            _ => return rest.chars().next(),
        }
    }
}

/// Whether the key in front of a value is in double quotes.
fn has_quoted_key(before: &str) -> bool {
    before.trim_end().strip_suffix(':').is_some_and(|key| key.trim_end().ends_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Safety;
    use crate::source::{Origin, Sources};

    /// The text after an entry `via: []` was added behind the value `b`.
    fn added(text: &str) -> Option<String> {
        let id = Sources::default().add("a.yaml", Origin::Estate, text.to_owned());
        let start = text.find(" b").expect("the value is there") + 1;
        let mend = Mend {
            way: Way::AddAfter,
            at: Span::new(id, start, start + 1),
            with: String::new(),
            safety: Safety::Unsafe,
        };
        let edit = edit(&mend, "via: []".to_owned(), text)?;
        let (start, end) = (edit.at.start as usize, edit.at.end as usize);
        Some(format!("{}{}{}", &text[..start], edit.with, &text[end..]))
    }

    #[test]
    fn an_entry_is_written_as_its_neighbours_are() {
        for (text, wanted) in [
            ("- from: a\n  to: b\n  kind: service\n", "- from: a\n  to: b\n  via: []\n  kind: service\n"),
            ("- to: b # xong\n", "- to: b # xong\n  via: []\n"),
            ("- { from: a, to: b }\n", "- { from: a, to: b, via: [] }\n"),
            ("- { to: b, from: a }\n", "- { to: b, via: [], from: a }\n"),
            ("- {\n    to: b,\n    from: a }\n", "- {\n    to: b, via: [],\n    from: a }\n"),
            ("to: b\r\nkind: c\r\n", "to: b\r\nvia: []\r\nkind: c\r\n"),
            ("  to: b", "  to: b\n  via: []"),
            ("- {\n    from: a,\n    to: b # xong\n  }\n", "- {\n    from: a,\n    to: b, via: [] # xong\n  }\n"),
            ("- to: b\n  # { chú thích }\n", "- to: b\n  via: []\n  # { chú thích }\n"),
            ("- name: \"{a\"\n  to: b\n", "- name: \"{a\"\n  to: b\n  via: []\n"),
        ] {
            assert_eq!(added(text).as_deref(), Some(wanted), "{text:?}");
        }
        for text in ["to:\n   b\n", "{ \"from\": \"a\", \"to\": b }", "[to: b]"] {
            assert_eq!(added(text), None, "{text:?}");
        }
    }
}
