//! Values while a condition is evaluated, and the operations on them in three-valued logic.
//!
//! A value borrows from the graph and from the condition; nothing on the hot path allocates. Both
//! evaluators use these operations, so that `==` and `<` have one meaning.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::graph::{EdgeId, EdgeKind, Graph, ObjectId};
use crate::schema::{Choice, Fields, Noun, Value, Written};

/// How many names a scope can have.
pub(super) const MAX_NAMES: usize = 4;

/// The outcome of a test: Kleene's three values, ordered so that *and* is the least and *or* the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// A fact that decides it is missing.
    Unknown,
    /// It holds.
    True,
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl Truth {
    /// All three, by their numbers.
    pub const ALL: [Self; 3] = [Self::False, Self::Unknown, Self::True];

    /// The answer, if there is one.
    pub fn known(self) -> Option<bool> {
        match self {
            Self::False => Some(false),
            Self::Unknown => None,
            Self::True => Some(true),
        }
    }

    /// One more answer beside this one: the least where *false* is the last word, else the greatest.
    pub(super) fn beside(self, next: Self, last: Self) -> Self {
        if last == Self::True { self.max(next) } else { self.min(next) }
    }

    pub(super) fn val<'v>(self) -> Val<'v> {
        self.known().map_or(Val::Unknown, Val::Bool)
    }
}

/// A value of an expression.
#[derive(Debug, Clone)]
pub enum Val<'v> {
    /// Not written, said to be unknown, unreadable, or a reference that leads nowhere.
    Unknown,
    /// Said not to apply, or a field that the noun does not have: known, and equal to nothing.
    NotApplicable,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'v str),
    /// A calendar date.
    Date(Date),
    /// A value of a closed list: the list and the position in it.
    Choice(&'static Choice, u16),
    /// An object.
    Object(ObjectId),
    /// An edge.
    Edge(EdgeId),
    /// Any edge of a kind: nothing else is known of it.
    SomeEdge(SomeEdge),
    /// Fields of their own.
    Record(&'v Fields),
    /// A list.
    List(List<'v>),
}

/// Any edge of a kind, of which no more is known than stands here: what is true or false of it is so for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SomeEdge {
    /// Its kind.
    pub kind: EdgeKind,
    /// The noun of the object it leads to, if that is known.
    pub to: Option<Noun>,
    /// The flow behind it, if it is known that there is one.
    pub flow: Option<ObjectId>,
}

/// A list, wherever it comes from.
#[derive(Debug, Clone)]
pub enum List<'v> {
    /// As written in a description.
    Written(&'v [Written]),
    /// Objects that the graph lists.
    Objects(&'v [ObjectId]),
    /// Made by the condition.
    Made(Vec<Val<'v>>),
}

impl<'v> List<'v> {
    /// A list of objects.
    pub(super) fn of(objects: Vec<ObjectId>) -> Val<'v> {
        Val::List(Self::Made(objects.into_iter().map(Val::Object).collect()))
    }

    /// How many items it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Written(items) => items.len(),
            Self::Objects(items) => items.len(),
            Self::Made(items) => items.len(),
        }
    }

    /// Whether it says "none".
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a position below [`len`](Self::len).
    pub fn at(&self, index: usize) -> Val<'v> {
        match self {
            Self::Written(items) => Val::of(&items[index].value),
            Self::Objects(items) => Val::Object(items[index]),
            Self::Made(items) => items[index].clone(),
        }
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = Val<'v>> + '_ {
        (0..self.len()).map(|index| self.at(index))
    }
}

impl<'v> Val<'v> {
    /// What a decoded value means in a condition.
    pub fn of(value: &'v Value) -> Self {
        match value {
            Value::Unknown | Value::Invalid => Self::Unknown,
            Value::NotApplicable => Self::NotApplicable,
            Value::Bool(known) => Self::Bool(*known),
            Value::Integer(number) => Self::Integer(*number),
            Value::Date(date) => Self::Date(*date),
            Value::Text(text) => Self::Text(text),
            Value::Choice(choice, at) => Self::Choice(choice, *at),
            Value::Reference(reference) => reference.target.map_or(Self::Unknown, |id| Self::Object(ObjectId(id))),
            Value::List(items) => Self::List(List::Written(items)),
            Value::Record(fields) => Self::Record(fields),
        }
    }

    /// Whether nothing is known about it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// The text, or the key of a value of a closed list.
    pub fn text(&self) -> Option<&'v str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Choice(choice, at) => Some(choice.options[usize::from(*at)].key),
            _ => None,
        }
    }

    /// What it says as a test. *Not applicable* does not hold, as it does not equal `true`.
    pub fn truth(&self) -> Truth {
        match self {
            Self::Bool(known) => Truth::from(*known),
            Self::NotApplicable => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// `==`.
    pub fn equals(&self, other: &Self) -> Truth {
        match (self, other) {
            (Self::Unknown | Self::SomeEdge(..), _) | (_, Self::Unknown | Self::SomeEdge(..)) => Truth::Unknown,
            (Self::NotApplicable, _) | (_, Self::NotApplicable) => Truth::False,
            (Self::Bool(a), Self::Bool(b)) => (a == b).into(),
            (Self::Integer(a), Self::Integer(b)) => (a == b).into(),
            (Self::Date(a), Self::Date(b)) => (a == b).into(),
            (Self::Object(a), Self::Object(b)) => (a == b).into(),
            (Self::Edge(a), Self::Edge(b)) => (a == b).into(),
            (Self::Choice(one, a), Self::Choice(other, b)) if std::ptr::eq(*one, *other) => (a == b).into(),
            (Self::List(a), Self::List(b)) if a.len() != b.len() => Truth::False,
            (Self::List(a), Self::List(b)) => {
                a.iter().zip(b.iter()).map(|(a, b)| a.equals(&b)).min().unwrap_or(Truth::True)
            }
            _ => match (self.text(), other.text()) {
                (Some(a), Some(b)) => (a == b).into(),
                _ => Truth::False,
            },
        }
    }

    /// How two numbers or two dates stand to each other; `None` when that is not known.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// `self in list`, which means the same as `list.exists(x, x == self)`.
    pub(super) fn is_in(&self, list: &Self) -> Truth {
        match list {
            Self::List(items) => items.iter().map(|item| self.equals(&item)).max().unwrap_or(Truth::False),
            Self::NotApplicable => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// `+`: numbers, or a date and a number of days. What leaves the calendar or 64 bits is unknown.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let sum = match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.checked_add(*b).map(Self::Integer),
            (Self::Date(date), Self::Integer(days)) => later(*date, *days),
            _ => None,
        };
        sum.unwrap_or(Self::Unknown)
    }

    /// `-`: numbers, a date and a number of days, or the days between two dates.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let difference = match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.checked_sub(*b).map(Self::Integer),
            (Self::Date(date), Self::Integer(days)) => days.checked_neg().and_then(|days| later(*date, days)),
            (Self::Date(a), Self::Date(b)) => b.until(*a).ok().map(|span| Self::Integer(span.get_days().into())),
            _ => None,
        };
        difference.unwrap_or(Self::Unknown)
    }

    /// The number with the other sign.
    pub(super) fn negated(&self) -> Self {
        Self::Integer(0).minus(self)
    }
}

fn later<'v>(date: Date, days: i64) -> Option<Val<'v>> {
    let span = 0.days().try_days(days).ok()?;
    date.checked_add(span).ok().map(Val::Date)
}

/// What a condition is evaluated against: the graph, the day, and the values of the scope's names.
#[derive(Debug, Clone)]
pub struct Env<'v> {
    pub(super) graph: &'v Graph,
    pub(super) today: Date,
    values: [Val<'v>; MAX_NAMES],
    count: u8,
}

impl<'v> Env<'v> {
    /// An environment in which only the day is known.
    pub fn new(graph: &'v Graph, today: Date) -> Self {
        Self { graph, today, values: [const { Val::Unknown }; MAX_NAMES], count: 0 }
    }

    /// The same with the value of the scope's next name.
    pub fn with(mut self, value: Val<'v>) -> Self {
        self.values[usize::from(self.count)] = value;
        self.count += 1;
        self
    }

    /// The same with an object as the value of the scope's next name.
    pub fn object(self, id: ObjectId) -> Self {
        self.with(Val::Object(id))
    }

    /// Gives the scope's first name another object: for whoever asks about one object after the other.
    pub fn set_object(&mut self, id: ObjectId) {
        self.set_first(Val::Object(id));
    }

    /// The same with any value.
    pub(super) fn set_first(&mut self, value: Val<'v>) {
        self.values[0] = value;
        self.count = self.count.max(1);
    }

    pub(super) fn value(&self, slot: usize) -> &Val<'v> {
        &self.values[slot]
    }
}

/// The item that a macro is at, and those of the macros around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'f, 'v> {
    pub up: Option<&'f Frame<'f, 'v>>,
    pub item: &'f Val<'v>,
}

impl<'f, 'v> Frame<'f, 'v> {
    /// The item so many macros out; 0 is the innermost.
    pub fn out(&self, levels: usize) -> &'f Val<'v> {
        let mut frame = self;
        for _ in 0..levels {
            frame = frame.up.expect("the checker counted the macros");
        }
        frame.item
    }
}

/// Tells the outcome of `exists_one` from what the items gave.
pub(super) fn exactly_one(items: impl Iterator<Item = Truth>) -> Truth {
    let (mut held, mut open) = (0, false);
    for item in items {
        held += usize::from(item == Truth::True);
        open |= item == Truth::Unknown;
    }
    match (held, open) {
        (2.., _) => Truth::False,
        (_, true) => Truth::Unknown,
        (held, false) => (held == 1).into(),
    }
}
