//! Calls: which function, how many arguments, of which types, and what must be written in quotes.

use regex::{Regex, RegexBuilder};

use super::super::ast::{Expr, Fold, Kind, Word};
use super::super::fault::{FaultKind, Wanted, near, unknown_value};
use super::super::functions::{FUNCTIONS, Function, Style, Takes};
use super::super::types::{NOUN_NAMES, Type};
use super::{Checker, Note};
use crate::schema::Noun;

/// A compiled regular expression may take this many bytes; a rule pack is a stranger's text.
const REGEX_LIMIT: usize = 1 << 18;

impl Checker<'_> {
    pub(super) fn call(&mut self, part: &Expr, name: &Word, arguments: &[Expr]) -> Type {
        if &*name.text == "has" {
            match arguments {
                [argument] => {
                    let before = self.faults.len();
                    self.check(argument);
                    // `has(x.a-b)` is a field spelt wrongly, which is told already.
                    if self.faults.len() == before {
                        self.fault(&argument.range, FaultKind::NotField);
                    }
                }
                _ => self.fault(&name.range, arity(name, "has(x.y)", arguments.len())),
            }
            return Type::Bool;
        }
        if let Some(fold) = Fold::named(&name.text)
            && Function::named(&name.text).is_none()
        {
            let kind = FaultKind::WrongCall { name: name.text.to_string(), signature: fold.signature() };
            self.fault(&name.range, kind);
            return Type::Any;
        }
        self.function(part, name, &arguments.iter().collect::<Vec<_>>(), Style::Plain)
    }

    pub(super) fn method(&mut self, part: &Expr, of: &Expr, name: &Word, arguments: &[Expr]) -> Type {
        let Some(fold) = Fold::named(&name.text) else {
            if Function::named(&name.text).is_none() && nearest(name).is_some_and(|near| Fold::named(&near).is_some())
            {
                // A misspelt macro: the name it binds is no second slip.
                self.check(of);
                return self.unknown(name);
            }
            let all: Vec<_> = std::iter::once(of).chain(arguments).collect();
            return self.function(part, name, &all, Style::Method);
        };
        // The parser makes a macro of everything that can be one; this one binds no name.
        self.check(of);
        match arguments {
            [bound, _] => {
                let found = Some(self.text[bound.range.clone()].to_owned());
                self.fault(&bound.range, FaultKind::Syntax { expected: Wanted::Name, found });
            }
            _ => self.fault(&name.range, arity(name, fold.signature(), arguments.len())),
        }
        if matches!(fold, Fold::Filter | Fold::Map) { Type::Any } else { Type::Bool }
    }

    fn function(&mut self, part: &Expr, name: &Word, arguments: &[&Expr], style: Style) -> Type {
        let types: Vec<_> = arguments.iter().map(|argument| self.check(argument)).collect();
        let Some(function) = Function::named(&name.text) else { return self.unknown(name) };
        let signature = function.signature;
        if function.style != style && function.style != Style::Either {
            self.fault(&name.range, FaultKind::WrongCall { name: name.text.to_string(), signature });
        } else if arguments.len() != function.takes.len() {
            // The receiver of a method is not counted among what is written between the brackets.
            let written = arguments.len() - usize::from(style == Style::Method);
            self.fault(&name.range, arity(name, signature, written));
        } else {
            self.note(part, Note::Function(function));
            for ((argument, ty), takes) in arguments.iter().zip(&types).zip(function.takes) {
                self.argument(part, function, argument, ty, *takes);
            }
            if let Note::Noun(noun) = self.infos[part.id as usize].note {
                return Type::Object(vec![noun]).list();
            }
        }
        types.first().map_or(Type::Any, |first| (function.gives)(first))
    }

    fn unknown(&mut self, name: &Word) -> Type {
        let kind = FaultKind::UnknownFunction { name: name.text.to_string(), nearest: nearest(name) };
        self.fault(&name.range, kind);
        Type::Any
    }

    fn argument(&mut self, part: &Expr, function: &'static Function, argument: &Expr, ty: &Type, takes: Takes) {
        let wanted = match takes {
            Takes::Text if ty.is_text() => return,
            Takes::Text => vec![Type::Text],
            Takes::TextOrList if ty.is_text() || matches!(ty, Type::List(_)) => return,
            Takes::TextOrList => vec![Type::Any.list(), Type::Text],
            Takes::TextOrTexts if ty.is_text() || matches!(ty, Type::List(item) if item.is_text()) => return,
            Takes::TextOrTexts => vec![Type::Text, Type::Text.list()],
            Takes::AnyObject if matches!(ty, Type::Object(_) | Type::Any) => return,
            Takes::AnyObject => vec![Type::any_object()],
            Takes::ObjectOf(noun) => match ty {
                Type::Any => return,
                Type::Object(nouns) if nouns.iter().all(|found| *found == noun) => return,
                _ => vec![Type::Object(vec![noun])],
            },
            Takes::DateText | Takes::RegexText | Takes::NounText => {
                let Kind::Text(text) = &argument.kind else {
                    self.fault(&argument.range, FaultKind::NotLiteral { function: function.name });
                    return;
                };
                match read(takes, text) {
                    Ok(note) => self.note(part, note),
                    Err(kind) => self.fault(&argument.range, kind),
                }
                return;
            }
        };
        self.wrong(argument, wanted, ty);
    }
}

/// The function or macro nearest to a misspelt one.
fn nearest(name: &Word) -> Option<String> {
    let macros = Fold::ALL.iter().map(|(name, _)| *name);
    near(&name.text, FUNCTIONS.iter().map(|function| function.name).chain(macros).chain(["has"]))
}

fn arity(name: &Word, signature: &'static str, found: usize) -> FaultKind {
    FaultKind::WrongArity { name: name.text.to_string(), signature, found }
}

/// Reads an argument in quotes.
fn read(takes: Takes, text: &str) -> Result<Note, FaultKind> {
    match takes {
        Takes::DateText => date(text).map(Note::Date).ok_or(FaultKind::BadDate),
        Takes::NounText => noun(text).map(Note::Noun).ok_or_else(|| unknown_value(text, &[&NOUN_NAMES])),
        _ => regex(text).map(Note::Regex).map_err(|detail| FaultKind::BadRegex { detail }),
    }
}

fn noun(text: &str) -> Option<Noun> {
    NOUN_NAMES.index(text).map(|at| Noun::ALL[usize::from(at)])
}

fn date(text: &str) -> Option<jiff::civil::Date> {
    let shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    if shaped { text.parse().ok() } else { None }
}

fn regex(text: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(text).size_limit(REGEX_LIMIT).dfa_size_limit(REGEX_LIMIT).nest_limit(50).build();
    built.map_err(|error| {
        // The compiler draws the pattern first; its last line says what is wrong.
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default();
        last.trim().trim_start_matches("error: ").to_owned()
    })
}
