//! What can be wrong with the text of a condition, as data.
//!
//! Every fault has a range of bytes in the text and names; the words belong to the rule that reports it.
//! This file must never hold a sentence.

use std::ops::Range;

use super::types::Type;
use crate::schema::{Choice, nearest};

/// One thing that is wrong with a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The bytes of the condition's text; both ends stand between characters.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FaultKind,
}

/// The kinds of fault.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// Something else was expected here.
    Syntax {
        /// What would have been right.
        expected: Wanted,
        /// What stands there; `None` at the end of the text.
        found: Option<String>,
    },
    /// A quoted text that is not closed before the end of its line.
    OpenText,
    /// A backslash and a letter that mean nothing in a quoted text.
    BadEscape,
    /// A number that is not a whole number or does not fit into 64 bits.
    BadNumber,
    /// Nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
    /// Longer than [`MAX_LENGTH`](super::MAX_LENGTH) bytes.
    TooLong,
    /// A name that is not in scope.
    UnknownName {
        /// The name as written.
        name: String,
        /// The nearest name in scope.
        nearest: Option<String>,
        /// All names in scope.
        valid: Vec<String>,
    },
    /// A field that the thing before the dot does not have.
    UnknownField {
        /// The field as written.
        field: String,
        /// What was asked for it.
        of: Type,
        /// The nearest field it has, in the spelling of conditions.
        nearest: Option<String>,
        /// All fields it has.
        valid: Vec<String>,
    },
    /// A field whose type differs too much between the possible nouns to be used.
    MixedField {
        /// The field.
        field: String,
        /// Its types.
        types: Vec<Type>,
    },
    /// A value of another type than the place wants.
    WrongType {
        /// The types that would do; `Object` without nouns stands for any object.
        expected: Vec<Type>,
        /// The type that it has.
        found: Type,
    },
    /// A function or macro that does not exist.
    UnknownFunction {
        /// The name as written.
        name: String,
        /// The nearest function or macro.
        nearest: Option<String>,
    },
    /// A function that exists, called with or without a dot where it must be the other way.
    WrongCall {
        /// The function.
        name: String,
        /// How it is called.
        signature: &'static str,
    },
    /// Too many or too few arguments.
    WrongArity {
        /// The function or macro.
        name: String,
        /// How it is called.
        signature: &'static str,
        /// How many arguments were written.
        found: usize,
    },
    /// A text that is not in the closed list it is compared with.
    UnknownValue {
        /// The text as written.
        value: String,
        /// The key of the closed list.
        choice: &'static str,
        /// The nearest value.
        nearest: Option<String>,
        /// All values of the list.
        valid: Vec<String>,
    },
    /// A regular expression that cannot be compiled, or is too large.
    BadRegex {
        /// What the regex compiler said, in its own English words.
        detail: String,
    },
    /// A text that is not a day of the calendar, `YYYY-MM-DD`.
    BadDate,
    /// An argument that must be written as a text in quotes.
    NotLiteral {
        /// The function.
        function: &'static str,
    },
    /// Something other than `x.y` asked with `has`.
    NotField,
    /// Something other than a name, or a name with fields, where a place is wanted.
    NotPlace,
}

/// What the parser would have taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A name, a literal, a bracket: the beginning of an expression.
    Expression,
    /// An operator, or the end of the condition.
    Operator,
    /// A name.
    Name,
    /// Exactly this.
    Exactly(&'static str),
}

/// The nearest of some words, as an owned text.
pub(super) fn near<'a>(word: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, valid).certain_or_likely().map(str::to_owned)
}

/// A text that none of the lists has. The lists are never empty.
pub(super) fn unknown_value(value: &str, lists: &[&'static Choice]) -> FaultKind {
    let mut valid: Vec<String> = Vec::new();
    for option in lists.iter().flat_map(|list| list.options) {
        if !valid.iter().any(|key| key == option.key) {
            valid.push(option.key.to_owned());
        }
    }
    let nearest = near(value, valid.iter().map(String::as_str));
    let choice = lists.first().expect("a choice type has a list").key;
    FaultKind::UnknownValue { value: value.to_owned(), choice, nearest, valid }
}
