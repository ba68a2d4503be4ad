//! Text to tokens.
//!
//! CEL's lexical rules, as far as the subset needs them. Every fault of the text is collected; a token
//! that could not be read right is still a token, so that the parser's ranges stay true.

use std::borrow::Cow;
use std::ops::Range;

use super::fault::{Fault, FaultKind, Wanted};

/// One token and its bytes in the text.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub range: Range<usize>,
    pub kind: Lexeme<'t>,
}

/// The kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lexeme<'t> {
    /// A name or a word of the language (`true`, `in`).
    Word(&'t str),
    Integer(u64),
    Text(Cow<'t, str>),
    /// An operator or bracket.
    Sign(&'static str),
}

/// Longest first, so that `<=` is not `<` and `=`.
const SIGNS: [&str; 24] = [
    "==", "!=", "<=", ">=", "&&", "||", "(", ")", "[", "]", ",", ".", "?", ":", "<", ">", "+", "-", "!", "*", "/",
    "%", "{", "}",
];

/// All tokens of a text, and everything in it that is no token.
pub(super) fn tokens(text: &str) -> (Vec<Token<'_>>, Vec<Fault>) {
    let mut lexer = Lexer { text, at: 0, faults: Vec::new() };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next() {
        tokens.push(token);
    }
    (tokens, lexer.faults)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    faults: Vec<Fault>,
}

impl<'t> Lexer<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            self.skip_blank();
            let start = self.at;
            let first = self.rest().chars().next()?;
            let kind = match first {
                '"' | '\'' => self.quoted(first, false),
                'r' | 'R' if self.rest()[1..].starts_with(['"', '\'']) => {
                    self.at += 1;
                    let quote = if self.rest().starts_with('"') { '"' } else { '\'' };
                    self.quoted(quote, true)
                }
                '_' => self.word(),
                _ if first.is_alphabetic() => self.word(),
                '0'..='9' => self.number(),
                _ => match SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) {
                    Some(sign) => {
                        self.at += sign.len();
                        Lexeme::Sign(sign)
                    }
                    None => {
                        self.stray(first);
                        continue;
                    }
                },
            };
            return Some(Token { range: start..self.at, kind });
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_blank(&mut self) {
        loop {
            self.take(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}'));
            if !self.rest().starts_with("//") {
                return;
            }
            self.take(|c| c != '\n');
        }
    }

    fn fault(&mut self, range: Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { range, kind });
    }

    /// A name, or the fault that it has letters no name can have.
    fn word(&mut self) -> Lexeme<'t> {
        let start = self.at;
        let word = self.take(|c| c.is_alphanumeric() || c == '_');
        if !word.is_ascii() {
            let found = Some(word.to_owned());
            self.fault(start..self.at, FaultKind::Syntax { expected: Wanted::Name, found });
        }
        Lexeme::Word(word)
    }

    /// A character that begins no token; of a text in typographic quotes, all of it.
    fn stray(&mut self, first: char) {
        let start = self.at;
        self.at += first.len_utf8();
        let expected = match first {
            '=' => Wanted::Exactly("=="),
            '&' => Wanted::Exactly("&&"),
            '|' => Wanted::Exactly("||"),
            '“' | '”' | '‘' | '’' => {
                let close = |c| matches!(c, '”' | '’' | '\n');
                let length = self.rest().find(close).filter(|at| !self.rest()[*at..].starts_with('\n'));
                self.at += length.map_or(0, |at| at + '”'.len_utf8());
                Wanted::Exactly("\"")
            }
            _ => Wanted::Expression,
        };
        let found = Some(self.text[start..self.at].to_owned());
        self.fault(start..self.at, FaultKind::Syntax { expected, found });
    }

    fn number(&mut self) -> Lexeme<'t> {
        let start = self.at;
        let digits = self.take(|c| c.is_ascii_digit());
        let fraction =
            self.rest().strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if fraction {
            self.at += 1;
        }
        let tail = self.take(|c| c.is_alphanumeric() || c == '_');
        // `-9223372036854775808` is a number although its digits alone do not fit.
        match digits.parse::<u64>() {
            Ok(number) if !fraction && tail.is_empty() && number <= i64::MIN.unsigned_abs() => {
                Lexeme::Integer(number)
            }
            _ => {
                self.fault(start..self.at, FaultKind::BadNumber);
                Lexeme::Integer(0)
            }
        }
    }

    fn quoted(&mut self, quote: char, raw: bool) -> Lexeme<'t> {
        let start = self.at - usize::from(raw);
        self.at += 1;
        let from = self.at;
        let mut changed: Option<String> = None;
        loop {
            let piece = self.take(|c| c != quote && c != '\n' && (raw || c != '\\'));
            if let Some(text) = &mut changed {
                text.push_str(piece);
            }
            match self.rest().chars().next() {
                Some('\\') => {
                    let before = &self.text[from..self.at];
                    let escaped = self.escape();
                    changed.get_or_insert_with(|| before.to_owned()).extend(escaped);
                }
                Some(c) if c == quote => {
                    let text = changed.map_or(Cow::Borrowed(&self.text[from..self.at]), Cow::Owned);
                    self.at += 1;
                    return Lexeme::Text(text);
                }
                _ => {
                    self.fault(start..self.at, FaultKind::OpenText);
                    return Lexeme::Text(Cow::Borrowed(&self.text[from..self.at]));
                }
            }
        }
    }

    /// The character behind a backslash; stands behind it afterwards.
    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        self.at += 1;
        let letter = self.rest().chars().next()?;
        if letter == '\n' {
            return None; // the text is open; the caller says so
        }
        self.at += letter.len_utf8();
        let found = match letter {
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\u{b}'),
            '\\' | '\'' | '"' | '`' | '?' => Some(letter),
            'x' | 'X' => self.code(2, 16),
            'u' => self.code(4, 16),
            'U' => self.code(8, 16),
            '0'..='3' => {
                self.at -= 1;
                self.code(3, 8)
            }
            _ => None,
        };
        if found.is_none() {
            self.fault(start..self.at, FaultKind::BadEscape);
        }
        found
    }

    /// A character by its number: exactly so many digits.
    fn code(&mut self, digits: usize, radix: u32) -> Option<char> {
        let rest = self.rest();
        let length = rest.chars().take(digits).take_while(|c| c.is_digit(radix)).count();
        self.at += length;
        if length < digits {
            return None;
        }
        char::from_u32(u32::from_str_radix(&rest[..length], radix).ok()?)
    }
}
