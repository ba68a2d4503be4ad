//! What must not stand in a description: passwords, keys, tokens, private addresses.
//!
//! The text is searched as a whole, comments included: what a comment says leaks all the same. The
//! finding names the kind of secret and never repeats its value.

mod rare;

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Finding, Value as Shown, builtin};
use crate::lang::{Words, words};
use crate::source::{SourceId, Span};

struct Secret {
    kind: Words,
    /// Every match contains one of these, in capitals or not; `~` stands for one of `-`, `_` and a blank, or nothing.
    hints: &'static [&'static str],
    /// The secret itself is the first group, or the whole match where there is none.
    pattern: LazyLock<Regex>,
}

macro_rules! secret {
    ($vi:literal, $en:literal, [$($hint:literal),+], $pattern:literal) => {
        Secret {
            kind: words($vi, $en),
            hints: &[$($hint),+],
            pattern: LazyLock::new(|| Regex::new($pattern).expect("a pattern of this table compiles")),
        }
    };
}

static SECRETS: [Secret; 6] = [
    secret!(
        "khóa riêng",
        "a private key",
        ["PRIVATE KEY-----"],
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END|\z)"
    ),
    secret!(
        "mật khẩu hoặc khóa truy cập",
        "a password or access key",
        [
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "client~secret",
            "secret~key",
            "access~token",
            "auth~token",
            "api~key",
            "mật khẩu",
            "mật khẨu",
            "mẬt khẩu",
            "mẬt khẨu",
            "mat~khau"
        ],
        r#"(?:(?i-u:password|passwd|passphrase|pwd|client[-_ ]?secret|secret[-_ ]?key|access[-_ ]?token|auth[-_ ]?token|api[-_ ]?key|mat[-_ ]khau)|[mM][ậẬ][tT] [kK][hH][ẩẨ][uU])["']?[ \t]*[:=][ \t]*["']?([^\s"'#,}\]]{4,})"#
    ),
    secret!(
        "tên và mật khẩu trong địa chỉ",
        "a name and password in an address",
        ["://"],
        r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s/:@]+:([^\s/@]+)@"
    ),
    secret!(
        "mã truy cập của dịch vụ",
        "a service's access token",
        ["AKIA", "ghp_", "glpat-", "eyJ", "xox"],
        r"\b(?:AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{30,}|glpat-[0-9A-Za-z_-]{16,}|eyJ[0-9A-Za-z_-]{16,}\.eyJ[0-9A-Za-z_-]{8,}|xox[abp]-[0-9A-Za-z-]{10,})"
    ),
    secret!(
        "địa chỉ mạng nội bộ",
        "a private network address",
        ["10.", "192.168.", "172."],
        r"\b(?:10\.[0-9]{1,3}|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9]{1,3}\.[0-9]{1,3}\b"
    ),
    secret!(
        "địa chỉ trang quản trị",
        "the address of an administration page",
        ["/admin", "/wp-admin", "/phpmyadmin", "/manager"],
        r"https?://[^\s]+/(?:admin|administrator|wp-admin|phpmyadmin|manager/html)\b"
    ),
];

/// What the kinds of secrets are called.
pub(crate) fn kinds() -> impl Iterator<Item = Words> {
    SECRETS.iter().map(|secret| secret.kind)
}

/// Reports each secret in a text at its place.
pub fn scan(id: SourceId, text: &str, findings: &mut Vec<Finding>) {
    let hinted = hinted(text);
    for (_, secret) in SECRETS.iter().enumerate().filter(|(number, _)| hinted >> number & 1 == 1) {
        for captures in secret.pattern.captures_iter(text) {
            let found = captures.get(0).expect("group 0 is the match");
            if version_like(text, found.start(), found.as_str()) || prose(text, found.as_str(), found.end()) {
                continue;
            }
            let itself = captures.get(1).unwrap_or(found);
            let at = Span::new(id, itself.start(), itself.end());
            findings.push(Finding::builtin(&builtin::SECRET, at, [Shown::Named(secret.kind)]));
        }
    }
}

/// A hint in which a piece stands.
struct Around {
    /// The secret that it hints at, by its number.
    secret: usize,
    hint: &'static str,
    /// How far before the piece the hint may begin in a text.
    before: RangeInclusive<usize>,
}

/// By piece the hints in which it stands.
static AROUND: LazyLock<Vec<Vec<Around>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<Around>> = (0..rare::COUNT).map(|_| Vec::new()).collect();
    for (secret, hint) in
        SECRETS.iter().enumerate().flat_map(|(secret, of)| of.hints.iter().map(move |hint| (secret, *hint)))
    {
        for (piece, at) in rare::pieces_in(hint) {
            // What `~` stands for may take no byte.
            let blanks = hint.as_bytes()[..at].iter().filter(|byte| **byte == b'~').count();
            all[piece].push(Around { secret, hint, before: at - blanks..=at });
        }
    }
    all
});

/// The secrets that a text may hold, as bits, so that expressions are tried (and made) only where it may be worth it.
/// Nearly no description has anything.
fn hinted(text: &str) -> u8 {
    let (bytes, mut found) = (text.as_bytes(), 0);
    rare::places(bytes, |at, piece| {
        for Around { secret, hint, before } in &AROUND[piece] {
            let is_here = |before: usize| at.checked_sub(before).is_some_and(|start| begins(&bytes[start..], hint));
            let known = found >> secret & 1 == 1;
            found |= u8::from(known || before.clone().any(is_here)) << secret;
        }
    });
    found
}

fn begins(mut bytes: &[u8], hint: &str) -> bool {
    for wanted in hint.bytes() {
        match bytes {
            [b'-' | b'_' | b' ', rest @ ..] if wanted == b'~' => bytes = rest,
            _ if wanted == b'~' => {}
            [byte, rest @ ..] if byte.eq_ignore_ascii_case(&wanted) => bytes = rest,
            _ => return false,
        }
    }
    true
}

/// Words after which four groups of digits are a version, a code or a place in a document.
const NUMBERED: [&str; 6] = ["version", "phiên bản", "code", "mã", "điều", "mục"];

/// `10.2.0.1` after `version:` is a version, and a code or a clause may have four groups too.
fn version_like(text: &str, start: usize, found: &str) -> bool {
    if !found.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()) {
        return false;
    }
    let (before, after) = (&text[..start], &text[start + found.len()..]);
    let longer = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let line = before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..].to_lowercase();
    let word = line.trim_end_matches([' ', '\t', '"', '\'', ':', '=', '(']);
    let octets_fit = found.split('.').all(|part| part.parse::<u16>().is_ok_and(|part| part < 256));
    !octets_fit || longer || before.ends_with('.') || NUMBERED.iter().any(|known| word.ends_with(known))
}

/// A sentence about passwords ("mật khẩu: thay đổi định kỳ") or the name of a place that keeps one
/// (`password: ${DB_PASSWORD}`), not a password.
fn prose(text: &str, found: &str, end: usize) -> bool {
    let Some((word, value)) = found.split_once([':', '=']) else { return false };
    if !word.starts_with(char::is_alphabetic) || value.starts_with("//") {
        return false;
    }
    let value = value.trim_start_matches([' ', '\t', '"', '\'']).trim_end_matches(['.', ',', ';']);
    if ["${", "{{", "<", "**"].iter().any(|sign| value.starts_with(sign)) || value == "unknown" {
        return true;
    }
    let goes_on = text[end..].trim_start_matches([' ', '\t']).starts_with(char::is_alphabetic);
    value.chars().all(char::is_alphabetic) && (!value.is_ascii() || goes_on)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::Union;
    use proptest::string::string_regex;

    use super::*;
    use crate::source::{Origin, Sources};

    fn found(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", Origin::Estate, text.into());
        let mut findings = Vec::new();
        scan(id, text, &mut findings);
        findings.iter().map(|finding| sources.text(finding.at).to_owned()).collect()
    }

    #[test]
    fn secrets_are_found_wherever_they_stand() {
        assert_eq!(found("note: mật khẩu: Abc12345").len(), 1);
        assert_eq!(found("# password = hunter2hunter2").len(), 1);
        assert_eq!(found("note: máy chủ 10.1.2.3 và 192.168.0.7").len(), 2);
        assert_eq!(found("note: máy chủ mã hóa 10.1.2.3 và 192.168.0.7.").len(), 2);
        assert_eq!(found("password: changeme\nnext: x").len(), 1);
        assert_eq!(found("url: https://a:b@example.vn/x").len(), 1);
        assert_eq!(found("note: https://mot-cua.example.vn/admin").len(), 1);
        assert_eq!(
            found("note: |\n  -----BEGIN RSA PRIVATE KEY-----\n  abc\n  -----END RSA PRIVATE KEY-----").len(),
            1
        );
    }

    #[test]
    fn a_hint_is_found_in_every_spelling() {
        for text in [
            "PWD=hunter2hunter2",
            "Api-Key: a1b2c3d4e5",
            "apikey: a1b2c3d4e5",
            "Client Secret: a1b2c3d4e5",
            "SECRET_KEY=a1b2c3d4e5",
            "accessToken: a1b2c3d4e5",
            "MẬT KHẨU: Abc12345",
            "Mật Khẩu: Abc12345",
            "mẬt KHẩU: Abc12345",
            "mat-khau: Abc12345",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn every_hint_has_a_rare_piece() {
        for hint in SECRETS.iter().flat_map(|secret| secret.hints) {
            for hint in [hint.to_ascii_uppercase(), (*hint).to_owned()] {
                let mut places = 0;
                rare::places(hint.as_bytes(), |_, _| places += 1);
                assert!(places > 0, "{hint}");
            }
        }
    }

    proptest! {
        /// Texts are made from the expressions themselves, so that whatever these match comes up.
        #[test]
        fn what_an_expression_matches_is_never_ruled_out(
            before in "[a-z\\PC]{0,20}",
            secret in matches(),
            after in "[a-z\\PC]{0,20}",
        ) {
            let text = format!("{before} {secret}{after}");
            let hinted = hinted(&text);
            for (number, secret) in SECRETS.iter().enumerate().filter(|(_, secret)| secret.pattern.is_match(&text)) {
                prop_assert!(hinted >> number & 1 == 1, "{}: {text:?}", secret.kind.en);
            }
        }
    }

    /// Something that one of the expressions matches.
    fn matches() -> impl Strategy<Value = String> {
        let texts = SECRETS.iter().map(|secret| {
            // What is no text of its own cannot be made up.
            let pattern = secret.pattern.as_str().replace(r"\b", "").replace(r"|\z", "");
            string_regex(&pattern).expect("a pattern without boundaries can be made up").boxed()
        });
        Union::new(texts.collect::<Vec<_>>())
    }

    #[test]
    fn ordinary_text_is_no_secret() {
        for text in [
            "version: \"10.2.0.1\"",
            "note: Điều 10.2.3.4000",
            "note: bảo vệ mật khẩu người dùng",
            "auth: oauth2",
            "password-policy: strong",
            "note: Mật khẩu: thay đổi định kỳ 90 ngày",
            "password: strong and long",
            "password: ${DB_PASSWORD}",
            "note: Phiên bản 10.1.2.3, mục 10.2.3.4, OID 1.3.10.20.30.40",
            "note: xem https://example.vn/administration",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
