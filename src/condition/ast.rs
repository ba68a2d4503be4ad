//! The tree of a condition as written: what the parser makes, and both evaluators start from.
//!
//! Nothing here knows a type, a slot or a value of an object.

use std::ops::Range;

/// A part of a condition.
#[derive(Debug, Clone)]
pub(super) struct Expr {
    /// Its number in the condition, dense from 0; side tables are indexed by it.
    pub id: u32,
    /// How many levels of nesting it has below and with itself.
    pub depth: u16,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// A name and its bytes in the text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The name.
    pub text: Box<str>,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// The kinds of expression.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// `true`, `false`.
    Bool(bool),
    /// `3`, `-3`.
    Integer(i64),
    /// `"text"`.
    Text(Box<str>),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `system`.
    Name(Box<str>),
    /// `of.name`.
    Field(Box<Expr>, Word),
    /// `has(of.name)`; the operand is a [`Kind::Field`].
    Has(Box<Expr>),
    /// `!a`.
    Not(Box<Expr>),
    /// `-a`.
    Negate(Box<Expr>),
    /// `a && b && c`, flat, so that a long chain is not deep.
    And(Vec<Expr>),
    /// `a || b || c`, flat.
    Or(Vec<Expr>),
    /// `a == b` and the like.
    Binary(Op, Box<Expr>, Box<Expr>),
    /// `test ? yes : no`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `name(a, b)`.
    Call(Word, Vec<Expr>),
    /// `of.name(a, b)`, when it is not a [`Kind::Fold`].
    Method(Box<Expr>, Word, Vec<Expr>),
    /// `list.exists(item, body)` and the other macros.
    Fold(Fold, Box<Expr>, Word, Box<Expr>),
}

/// The operators with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
    Add,
    Subtract,
}

/// The macros over the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Some item passes.
    Exists,
    /// Every item passes.
    All,
    /// Exactly one item passes.
    ExistsOne,
    /// The items that pass.
    Filter,
    /// What the items become.
    Map,
}

impl Fold {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("exists", Self::Exists),
        ("all", Self::All),
        ("exists_one", Self::ExistsOne),
        ("filter", Self::Filter),
        ("map", Self::Map),
    ];

    /// The macro of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(key, _)| *key == name).map(|(_, fold)| *fold)
    }

    /// How it is written.
    pub fn signature(self) -> &'static str {
        match self {
            Self::Exists => "list.exists(x, test)",
            Self::All => "list.all(x, test)",
            Self::ExistsOne => "list.exists_one(x, test)",
            Self::Filter => "list.filter(x, test)",
            Self::Map => "list.map(x, value)",
        }
    }
}

impl Expr {
    /// The parts directly below, in the order of the text.
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Bool(_) | Kind::Integer(_) | Kind::Text(_) | Kind::Name(_) => Vec::new(),
            Kind::List(items) | Kind::And(items) | Kind::Or(items) | Kind::Call(_, items) => items.iter().collect(),
            Kind::Field(of, _) | Kind::Has(of) | Kind::Not(of) | Kind::Negate(of) => vec![of],
            Kind::Binary(_, left, right) => vec![left, right],
            Kind::If(test, yes, no) => vec![test, yes, no],
            Kind::Method(of, _, arguments) => std::iter::once(&**of).chain(arguments).collect(),
            Kind::Fold(_, list, _, body) => vec![list, body],
        }
    }
}
