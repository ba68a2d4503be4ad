//! The type checker: every name, field, function and literal of a condition against the model.
//!
//! Goes on after a fault, with the type `Any` in its place, so that one run shows everything and one slip
//! is one fault. What it finds out about each part is kept beside the tree for both evaluators.

mod call;
mod field;
mod operator;

pub(super) use field::find_named;

use std::ops::Range;

use jiff::civil::Date;
use regex::Regex;

use super::ast::{Expr, Fold, Kind, Word};
use super::fault::{Fault, FaultKind, near};
use super::functions::Function;
use super::types::{Scope, Type};
use crate::schema::{Noun, Record};

/// What a condition is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A test: true or false.
    Test,
    /// Any value.
    Any,
    /// Something by which objects can be told apart: text, a number, a date, a value of a closed list, an
    /// object, or a list of these.
    Key,
    /// A place: a name of the scope, or a field below it.
    Place,
}

/// What is known about one part of a condition.
#[derive(Debug, Clone)]
pub(super) struct Info {
    pub ty: Type,
    pub note: Note,
}

/// What the checker found out beside the type.
#[derive(Debug, Clone)]
pub(super) enum Note {
    Nothing,
    /// A name of the scope, by position.
    Global(usize),
    /// The item of a macro, by its position from the outermost.
    Local(usize),
    /// The day.
    Today,
    Function(&'static Function),
    Date(Date),
    Regex(Regex),
    Noun(Noun),
}

/// The outcome for a whole condition.
pub(super) struct Checked {
    /// By the number of the part.
    pub infos: Vec<Info>,
    /// Every declared field that is read, with its slot.
    pub fields: Vec<(&'static Record, u16)>,
}

/// A name that a macro binds.
struct Local {
    name: Box<str>,
    ty: Type,
    /// The texts in quotes that it stands for, when the list is written out.
    words: Vec<Word>,
}

pub(super) struct Checker<'c> {
    text: &'c str,
    scope: &'c Scope,
    locals: Vec<Local>,
    infos: Vec<Info>,
    fields: Vec<(&'static Record, u16)>,
    faults: Vec<Fault>,
    /// Ranges whose fault is told already: `reuse-analysis` is one slip, not a subtraction.
    told: Vec<Range<usize>>,
}

/// Checks a whole condition.
pub(super) fn check(
    text: &str,
    tree: &Expr,
    parts: u32,
    scope: &Scope,
    expected: Expected,
) -> Result<Checked, Vec<Fault>> {
    let nothing = Info { ty: Type::Any, note: Note::Nothing };
    let infos = vec![nothing; parts as usize];
    let mut checker =
        Checker { text, scope, locals: Vec::new(), infos, fields: Vec::new(), faults: Vec::new(), told: Vec::new() };
    let found = checker.check(tree);
    checker.expect(tree, &found, expected);
    let Checker { infos, mut fields, mut faults, told, .. } = checker;
    if faults.is_empty() {
        fields.sort_by_key(|(record, slot)| (record.key, *slot));
        fields.dedup_by(|a, b| std::ptr::eq(a.0, b.0) && a.1 == b.1);
        return Ok(Checked { infos, fields });
    }
    faults.retain(|fault| !told.iter().any(|told| told.start < fault.range.start && fault.range.end <= told.end));
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    Err(faults)
}

impl Checker<'_> {
    fn fault(&mut self, range: &Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { range: range.clone(), kind });
    }

    fn wrong(&mut self, at: &Expr, expected: Vec<Type>, found: &Type) {
        self.fault(&at.range, FaultKind::WrongType { expected, found: found.clone() });
    }

    fn note(&mut self, at: &Expr, note: Note) {
        self.infos[at.id as usize].note = note;
    }

    fn expect(&mut self, tree: &Expr, found: &Type, expected: Expected) {
        match expected {
            Expected::Any => {}
            Expected::Test if matches!(found, Type::Bool | Type::Any) => {}
            Expected::Test => self.wrong(tree, vec![Type::Bool], found),
            Expected::Key => {
                let item = if let Type::List(item) = found { item } else { found };
                if matches!(item, Type::Bool | Type::Edge | Type::List(_) | Type::Record(_)) {
                    let keys = vec![Type::Text, Type::Integer, Type::Date, Type::any_object()];
                    self.wrong(tree, keys, found);
                }
            }
            Expected::Place => {
                let mut at = tree;
                // What is mapped to a field is written where the first of these fields is.
                while let Kind::Field(of, _) | Kind::Fold(Fold::Map, _, _, of) = &at.kind {
                    at = of;
                }
                if !matches!(at.kind, Kind::Name(_)) || matches!(self.infos[at.id as usize].note, Note::Today) {
                    self.fault(&tree.range, FaultKind::NotPlace);
                }
            }
        }
    }

    /// The type of a part; notes it, and every fault in it.
    fn check(&mut self, part: &Expr) -> Type {
        let ty = match &part.kind {
            Kind::Bool(_) => Type::Bool,
            Kind::Integer(_) => Type::Integer,
            Kind::Text(_) => Type::Text,
            Kind::Name(name) => self.name(part, name),
            Kind::List(items) => self.list(items),
            Kind::Field(of, name) => self.field(of, name),
            Kind::Has(field) => {
                self.check(field);
                Type::Bool
            }
            Kind::Not(operand) => self.test(operand),
            Kind::Negate(operand) => {
                self.want(operand, &Type::Integer);
                Type::Integer
            }
            Kind::And(parts) | Kind::Or(parts) => {
                for part in parts {
                    self.test(part);
                }
                Type::Bool
            }
            Kind::Binary(op, left, right) => self.binary(*op, left, right),
            Kind::If(test, yes, no) => self.choose(test, yes, no),
            Kind::Call(name, arguments) => self.call(part, name, arguments),
            Kind::Method(of, name, arguments) => self.method(part, of, name, arguments),
            Kind::Fold(fold, list, item, body) => self.fold(*fold, list, item, body),
        };
        self.infos[part.id as usize].ty = ty.clone();
        ty
    }

    fn want(&mut self, part: &Expr, wanted: &Type) {
        let found = self.check(part);
        if found != Type::Any && found != *wanted {
            self.wrong(part, vec![wanted.clone()], &found);
        }
    }

    fn test(&mut self, part: &Expr) -> Type {
        self.want(part, &Type::Bool);
        Type::Bool
    }

    fn name(&mut self, part: &Expr, name: &str) -> Type {
        if let Some(at) = self.locals.iter().rposition(|local| &*local.name == name) {
            self.note(part, Note::Local(at));
            return self.locals[at].ty.clone();
        }
        if let Some((at, ty)) = self.scope.find(name) {
            self.note(part, Note::Global(at));
            return ty.clone();
        }
        if name == "today" {
            self.note(part, Note::Today);
            return Type::Date;
        }
        let scope = self.scope;
        let locals = self.locals.iter().rev().map(|local| local.name.to_string());
        let valid: Vec<_> =
            locals.chain(scope.names().map(|(name, _)| name.to_owned())).chain(["today".to_owned()]).collect();
        let nearest = near(name, valid.iter().map(String::as_str));
        self.fault(&part.range, FaultKind::UnknownName { name: name.to_owned(), nearest, valid });
        Type::Any
    }

    fn list(&mut self, items: &[Expr]) -> Type {
        let mut all = Type::Any;
        for item in items {
            let found = self.check(item);
            match all.join(&found) {
                Some(joined) => all = joined,
                None => self.wrong(item, vec![all.clone()], &found),
            }
        }
        all.list()
    }

    fn choose(&mut self, test: &Expr, yes: &Expr, no: &Expr) -> Type {
        self.test(test);
        let (first, second) = (self.check(yes), self.check(no));
        first.join(&second).unwrap_or_else(|| {
            self.wrong(no, vec![first.clone()], &second);
            first
        })
    }

    fn fold(&mut self, fold: Fold, list: &Expr, item: &Word, body: &Expr) -> Type {
        let found = self.check(list);
        let ty = match &found {
            Type::List(item) => (**item).clone(),
            Type::Any => Type::Any,
            _ => {
                self.wrong(list, vec![Type::Any.list()], &found);
                Type::Any
            }
        };
        let words = self.words(list);
        self.locals.push(Local { name: item.text.clone(), ty, words });
        let result = if fold == Fold::Map { self.check(body).list() } else { self.test(body) };
        self.locals.pop();
        if fold == Fold::Filter { found } else { result }
    }

    /// The texts in quotes that a part can be, so that each can be held against a closed list.
    fn words(&self, part: &Expr) -> Vec<Word> {
        match &part.kind {
            Kind::Text(text) => vec![Word { text: text.clone(), range: part.range.clone() }],
            Kind::List(items) => items.iter().flat_map(|item| self.words(item)).collect(),
            Kind::If(_, yes, no) => [yes, no].into_iter().flat_map(|branch| self.words(branch)).collect(),
            Kind::Fold(Fold::Filter, list, _, _) => self.words(list),
            Kind::Name(name) => {
                let local = self.locals.iter().rev().find(|local| local.name == *name);
                local.map(|local| local.words.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }
}
