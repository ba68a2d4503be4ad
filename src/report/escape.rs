//! Makes text from descriptions harmless to show.
//!
//! Every human format passes every text it did not write itself through here. Characters that move the
//! cursor, reverse the reading order or cannot be seen are shown as `\u{202E}`; nothing is ever dropped.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character must not be shown as it is: controls, line separators, direction marks, and what
/// has neither ink nor width, what XML forbids included.
pub(super) fn is_unsafe(c: char) -> bool {
    // Nearly all there is, Vietnamese letters included.
    let letter = matches!(c, ' '..='~' | '\u{ae}'..='\u{34e}' | '\u{1e00}'..='\u{1eff}');
    !letter
        && matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}' | '\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Appends one character, escaped where it has to be.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_unsafe(c) => write!(out, "\\u{{{:X}}}", u32::from(c)).expect("a String takes every text"),
        c => out.push(c),
    }
}

/// Whether some character of a text may be unsafe, by the bytes that such characters begin with. Without a way out in
/// the middle, so that many bytes are looked at together.
fn may_be_unsafe(text: &str) -> bool {
    let single = |byte: u8| (byte < b' ') | (byte == 0x7f);
    let bytes = text.as_bytes();
    let pair = |any: bool, (first, second): (&u8, &u8)| {
        let rare = (*first == 0xc2) | (*first == 0xcd) | (*first == 0xd8) | (*first == 0xe3) | (*first >= 0xef);
        // Vietnamese letters and the signs for quotes, dashes and arrows begin with these two as well.
        let letter = (*first == 0xe1) & (*second < 0xb8);
        let sign = (*first == 0xe2) & (*second < 0x82);
        any | single(*first) | rare | letter | sign
    };
    bytes.last().is_some_and(|last| single(*last)) | bytes.iter().zip(bytes.iter().skip(1)).fold(false, pair)
}

/// The text as one harmless line.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !may_be_unsafe(text) || !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// The same for Markdown: the text stays in its cell or item and is not read as markup.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in escape(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same for JSON that is already well-formed: what JSON lets stand but a terminal would obey becomes
/// `\uXXXX`. Such characters occur only inside strings, so the meaning stays.
pub(super) fn escape_json(json: &str) -> Cow<'_, str> {
    let shown = |c: char| c >= '\u{7f}' && is_unsafe(c);
    if !json.contains(shown) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if shown(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a String takes every text");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_spelt_out_and_vietnamese_is_left_alone() {
        assert_eq!(escape("Ngữ “cảnh” 日本"), "Ngữ “cảnh” 日本");
        assert_eq!(escape("e\u{302}\u{301}"), "e\u{302}\u{301}", "combining marks are letters' parts");
        assert_eq!(escape("a\nb\r\tc"), "a\\nb\\r\\tc");
        assert_eq!(escape("\u{1b}[31m\u{202e}x\u{2066}"), "\\u{1B}[31m\\u{202E}x\\u{2066}");
        assert_eq!(escape("a\u{200b}b\u{feff}\u{85}\u{2028}"), "a\\u{200B}b\\u{FEFF}\\u{85}\\u{2028}");
    }

    #[test]
    fn the_first_look_misses_nothing() {
        for c in ('\0'..=char::MAX).filter(|c| is_unsafe(*c)) {
            assert!(may_be_unsafe(&c.to_string()) && may_be_unsafe(&format!("ệ{c}ệ")), "{c:?}");
        }
        assert!(!may_be_unsafe("Sở Y tế → tỉnh Ngữ"));
    }

    #[test]
    fn markdown_gets_no_markup_from_descriptions() {
        assert_eq!(escape_markdown("Sở Y tế (H99.08)"), "Sở Y tế (H99.08)");
        assert_eq!(escape_markdown("a|b\n<i>&lt;`*"), "a\\|b\\\\n\\<i\\>\\&lt;\\`\\*");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let hostile = "\u{202e}\u{7f}\u{e0041}é\n";
        let plain = serde_json::to_string(hostile).unwrap();
        let shown = escape_json(&plain);
        assert_eq!(shown, "\"\\u202e\\u007f\\udb40\\udc41é\\n\"");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), hostile);
    }
}
