//! The types of conditions, and which names a condition may use.
//!
//! Types come from the model's declarations alone: this file adds no field and no value to them.

use std::sync::LazyLock;

use crate::graph::EdgeKind;
use crate::model::record_of;
use crate::schema::{Choice, Item, Noun, Record, Type as Declared};

/// The type of an expression.
#[derive(Debug, Clone)]
pub enum Type {
    /// True or false; what a condition as a whole is.
    Bool,
    /// A whole number.
    Integer,
    /// Text.
    Text,
    /// A calendar date.
    Date,
    /// A value of one of these closed lists.
    Choice(Vec<&'static Choice>),
    /// An object of one of these nouns.
    Object(Vec<Noun>),
    /// An edge of the graph.
    Edge,
    /// A list.
    List(Box<Type>),
    /// Fields of their own: one of these records.
    Record(Vec<&'static Record>),
    /// Not known: the items of an empty list, or behind a fault that is reported already.
    Any,
}

impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Choice(a), Self::Choice(b)) => same_set(a, b, |a, b| std::ptr::eq(*a, *b)),
            (Self::Record(a), Self::Record(b)) => same_set(a, b, |a, b| std::ptr::eq(*a, *b)),
            (Self::Object(a), Self::Object(b)) => same_set(a, b, |a, b| a == b),
            (Self::List(a), Self::List(b)) => a == b,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

fn same_set<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| same(x, y)))
}

impl Type {
    /// A list of this.
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// Any object, whatever its noun: only as what a fault says was expected.
    pub fn any_object() -> Self {
        Self::Object(Vec::new())
    }

    /// The type of a declared field.
    pub fn of_field(declared: &Declared) -> Self {
        match *declared {
            Declared::Text => Self::Text,
            Declared::Bool => Self::Bool,
            Declared::Integer(..) => Self::Integer,
            Declared::Date => Self::Date,
            Declared::Choice(choice) => Self::Choice(vec![choice]),
            Declared::Ref(nouns) => Self::Object(nouns.to_vec()),
            Declared::List(item) | Declared::Several(item) => Self::of_field(item).list(),
            Declared::Record(record) => Self::Record(vec![record]),
            Declared::Keyed(_, record) => Self::Record(vec![record]).list(),
            Declared::Objects(record) | Declared::Listed(record) | Declared::KeyedObjects(_, record) => {
                Self::Object(vec![record.noun.expect("a record of objects has a noun")]).list()
            }
            Declared::Any => Self::Any,
        }
    }

    /// The one type that covers both, if there is one.
    pub(super) fn join(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Any, one) | (one, Self::Any) => one.clone(),
            (Self::Choice(a), Self::Choice(b)) => Self::Choice(merged(a, b, |a, b| std::ptr::eq(*a, *b))),
            (Self::Record(a), Self::Record(b)) => Self::Record(merged(a, b, |a, b| std::ptr::eq(*a, *b))),
            (Self::Object(a), Self::Object(b)) => Self::Object(merged(a, b, |a, b| a == b)),
            (Self::Choice(_), Self::Text) | (Self::Text, Self::Choice(_)) => Self::Text,
            (Self::List(a), Self::List(b)) => a.join(b)?.list(),
            (a, b) if a == b => a.clone(),
            _ => return None,
        })
    }

    /// Whether two values of these types could ever be equal.
    pub(super) fn comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Record(_), _) | (_, Self::Record(_)) => false,
            (Self::Object(a), Self::Object(b)) => a.iter().any(|noun| b.contains(noun)),
            (Self::List(a), Self::List(b)) => a.comparable(b),
            (a, b) => a.join(b).is_some(),
        }
    }

    /// Whether it is text, or a value that can be read as its text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Choice(_) | Self::Any)
    }
}

fn merged<T: Clone>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut all = a.to_vec();
    for item in b {
        if !all.iter().any(|known| same(known, item)) {
            all.push(item.clone());
        }
    }
    all
}

/// The nouns whose objects can directly contain one of these; empty for those of the top.
pub(super) fn containers(of: &[Noun]) -> Vec<Noun> {
    let holds = |holder: &Noun| CONTAINED[*holder as usize].iter().any(|noun| of.contains(noun));
    Noun::ALL.iter().copied().filter(holds).collect()
}

/// What objects of each noun can directly contain. Types ask for it again and again, and the answer is a walk
/// through all declarations.
static CONTAINED: LazyLock<[Vec<Noun>; Noun::ALL.len()]> =
    LazyLock::new(|| Noun::ALL.map(|noun| directly_contained(record_of(noun))));

fn directly_contained(record: &'static Record) -> Vec<Noun> {
    let inside = |field: Declared| match field {
        Declared::Objects(inner) | Declared::Listed(inner) | Declared::KeyedObjects(_, inner) => {
            inner.noun.into_iter().collect()
        }
        Declared::Record(inner) => directly_contained(inner),
        _ => Vec::new(),
    };
    record.fields().flat_map(|(_, field)| inside(field.ty)).collect()
}

/// The nouns at the top of what can contain these: what `system(x)` gives.
pub(super) fn tops(of: &[Noun]) -> Vec<Noun> {
    let mut tops = Vec::new();
    let mut open = of.to_vec();
    while let Some(noun) = open.pop() {
        match containers(&[noun]) {
            above if above.is_empty() && !tops.contains(&noun) => tops.push(noun),
            above => open.extend(above),
        }
    }
    tops.sort();
    tops
}

/// The nouns that have a field naming objects of this one.
pub(super) fn referrers(to: Noun) -> Vec<Noun> {
    let names = |declared: Declared| match declared {
        Declared::Ref(nouns) => nouns.contains(&to),
        Declared::List(item) | Declared::Several(item) => {
            matches!(item, Declared::Ref(nouns) if nouns.contains(&to))
        }
        _ => false,
    };
    let refers = |noun: &Noun| record_of(*noun).fields().any(|(_, field)| names(field.ty));
    Noun::ALL.iter().copied().filter(refers).collect()
}

/// The closed list of what `noun(x)` gives; a value's position is the noun's in [`Noun::ALL`].
pub(super) static NOUN_NAMES: LazyLock<Choice> = LazyLock::new(|| {
    let item = |noun: &Noun| Item { key: record_of(*noun).key, label: record_of(*noun).label };
    Choice { key: "noun", options: Noun::ALL.iter().map(item).collect::<Vec<_>>().leak() }
});

/// The closed list of the kinds of edges; a value's position is the kind's in [`EdgeKind::ALL`].
pub(super) static EDGE_KINDS: LazyLock<Choice> = LazyLock::new(|| {
    let item = |kind: &EdgeKind| Item { key: kind.key(), label: kind.label() };
    Choice { key: "edge-kind", options: EdgeKind::ALL.iter().map(item).collect::<Vec<_>>().leak() }
});

/// The names that a condition may use. A name's position is the position of its value in an
/// [`Env`](super::Env).
#[derive(Debug, Clone)]
pub struct Scope {
    names: Vec<(Box<str>, Type)>,
}

impl Scope {
    /// A scope in which only `today` is known.
    pub fn empty() -> Self {
        Self { names: Vec::new() }
    }

    /// The object under test, called by its noun.
    pub fn of_noun(noun: Noun) -> Self {
        Self::empty().add(record_of(noun).key, Type::Object(vec![noun]))
    }

    /// The object under test when it may be of several nouns: `object`.
    pub fn of_nouns(nouns: &[Noun]) -> Self {
        match nouns {
            [noun] => Self::of_noun(*noun),
            _ => Self::empty().add("object", Type::Object(nouns.to_vec())),
        }
    }

    /// An edge of the graph: `edge`.
    pub fn edge() -> Self {
        Self::empty().add("edge", Type::Edge)
    }

    /// The same scope with one more name.
    pub fn add(mut self, name: &str, ty: Type) -> Self {
        self.names.push((name.into(), ty));
        assert!(self.names.len() <= super::value::MAX_NAMES, "a scope has few names");
        self
    }

    /// The names with their types, in order. `today` is not among them.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.names.iter().map(|(name, ty)| (&**name, ty))
    }

    pub(super) fn find(&self, name: &str) -> Option<(usize, &Type)> {
        let at = self.names.iter().position(|(known, _)| &**known == name)?;
        Some((at, &self.names[at].1))
    }
}
