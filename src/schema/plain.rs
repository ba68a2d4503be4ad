//! What an unquoted scalar means: YAML 1.2's core schema.

use crate::lang::{Words, words};

/// The types of YAML's core schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer,
    /// Another number.
    Float,
    /// Text.
    Text,
}

impl Plain {
    /// Its name.
    pub fn label(self) -> Words {
        match self {
            Self::Null => words("giá trị rỗng", "nothing"),
            Self::Bool(_) => words("giá trị đúng/sai", "a truth value"),
            Self::Integer => words("số nguyên", "a whole number"),
            Self::Float => words("số thập phân", "a decimal number"),
            Self::Text => words("văn bản", "text"),
        }
    }
}

/// What a plain scalar is.
pub fn plain(text: &str) -> Plain {
    // Most scalars begin with a letter that no other type begins with.
    match text.as_bytes().first() {
        None => return Plain::Null,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => {}
        Some(_) => return Plain::Text,
    }
    match text {
        "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        _ if is_integer(text) => Plain::Integer,
        _ if is_float(text) => Plain::Float,
        _ => Plain::Text,
    }
}

/// The value of a plain whole number; `None` when it does not fit.
pub fn integer(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => match text.strip_prefix("0o") {
            Some(digits) => i64::from_str_radix(digits, 8).ok(),
            None => text.parse().ok(),
        },
    }
}

fn is_integer(text: &str) -> bool {
    let all = |digits: &str, test: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(test);
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, u8::is_ascii_hexdigit);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |byte| matches!(byte, b'0'..=b'7'));
    }
    all(text.strip_prefix(['-', '+']).unwrap_or(text), u8::is_ascii_digit)
}

fn is_float(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (text, kind) in [
            ("", Plain::Null),
            ("~", Plain::Null),
            ("true", Plain::Bool(true)),
            ("FALSE", Plain::Bool(false)),
            ("yes", Plain::Text),
            ("0", Plain::Integer),
            ("-12", Plain::Integer),
            ("0x1F", Plain::Integer),
            ("0o17", Plain::Integer),
            ("2.1", Plain::Float),
            ("1e3", Plain::Float),
            (".inf", Plain::Float),
            ("2026-11-02", Plain::Text),
            ("1.011442.000", Plain::Text),
            ("-", Plain::Text),
            (".", Plain::Text),
            ("null-ish", Plain::Text),
            ("tls-1.0", Plain::Text),
        ] {
            assert_eq!(plain(text), kind, "{text:?}");
        }
    }
}
