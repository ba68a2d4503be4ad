//! Text inside Markdown and the HTML that Markdown allows: it stays text.
//!
//! What has a meaning becomes a character reference, which never does, in a table's cell, a list or an HTML block
//! alike. References hold `@` and `#` too far apart from their names for a service to find mentions and issues there.

use std::fmt::Write;

/// Whether a character may have a meaning.
fn is_meant(c: char) -> bool {
    let marked = matches!(c, '@' | '#' | '!' | '$');
    marked || matches!(c, '&' | '<' | '>' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '\\')
}

/// A harmless text as Markdown; what stands between two backticks is shown as code.
pub(super) fn inline(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return plain(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (number, part) in parts.into_iter().enumerate() {
        match number % 2 {
            1 if part.is_empty() => out.push_str(&plain("``")),
            1 => out.push_str(&code(part)),
            _ => out.push_str(&plain(part)),
        }
    }
    out
}

/// A harmless text as code.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", plain(text))
}

/// A harmless text as Markdown that means itself.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(is_meant) {
        let c = char::from(rest.as_bytes()[at]);
        out.push_str(&rest[..at]);
        match c {
            '@' | '#' | '!' | '$' => write!(out, "<span>{c}</span>"),
            c => write!(out, "&#{};", u32::from(c)),
        }
        .expect("a String takes every text");
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

/// A caption with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(plain("a|b<c>`&"), "a&#124;b&#60;c&#62;&#96;&#38;");
        assert_eq!(
            plain("@ai #12 $x$ !3"),
            "<span>@</span>ai <span>#</span>12 <span>$</span>x<span>$</span> <span>!</span>3"
        );
        assert_eq!(plain("mạng-nội bộ: 10.0"), "mạng-nội bộ: 10.0");
    }

    #[test]
    fn paired_backticks_are_code() {
        assert_eq!(inline("`a|b` dùng `http`"), "<code>a&#124;b</code> dùng <code>http</code>");
        assert_eq!(inline("a`b"), "a&#96;b");
        assert_eq!(inline("``"), "&#96;&#96;");
    }
}
