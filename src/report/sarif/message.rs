//! Texts as SARIF reads them: no name can become a placeholder or a link.

use super::super::escape::escape;
use super::types::{Message, Said};
use crate::lang::{Lang, Localized};

/// A text that means itself: SARIF would fill `{0}` and follow `[text](target)`.
pub(super) fn literal(text: &str) -> String {
    let text = escape(text.trim());
    let linked = text.contains(']') && text.contains("](");
    if !linked && !text.contains('{') {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        match c {
            '{' if digits > 0 && after[digits..].starts_with('}') => {
                out.extend(["{{", &after[..digits], "}}"]);
                rest = &after[digits + 1..];
                continue;
            }
            '[' | ']' if linked => out.extend(['\\', c]),
            _ => out.push(c),
        }
        rest = after;
    }
    out
}

/// A name: nothing fills or follows it, and no two become one by trimming.
pub(super) fn name(text: &str) -> String {
    escape(text).into_owned()
}

/// A text in the language of the report, with the other language in its properties.
pub(super) fn said(text: impl Fn(Lang) -> String, lang: Lang) -> (Message, Said) {
    let other = super::other(lang);
    let (here, there) = (literal(&text(lang)), literal(&text(other)));
    let translated = Localized::build(|each| (each == other).then(|| there.clone()));
    (Message { text: here }, Said { vi: translated.vi, en: translated.en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_becomes_a_placeholder_or_a_link() {
        assert_eq!(literal("{0} và {12}, {a}, {}"), "{{0}} và {{12}}, {a}, {}");
        assert_eq!(literal("[a] b"), "[a] b");
        assert_eq!(literal("[a](https://x) [b]"), "\\[a\\](https://x) \\[b\\]");
        assert_eq!(literal(" a\nb\u{202e} "), "a\\nb\\u{202E}");
    }
}
