//! Where a value comes from: the object, the path of fields to it, and the place it was written at.

use std::rc::Rc;

use super::super::value::{Env, List, Val};
use super::Fact;
use crate::graph::ObjectId;
use crate::schema::{Entry, Value, Written};
use crate::source::{SourceId, Span};

/// The origin of a value.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub object: ObjectId,
    path: Option<Rc<Segment>>,
    /// Where it was written; of what was not written, where the nearest thing around it was.
    pub place: Span,
    /// All of the value's bytes, of a collection from its first to its last; like `place` where nothing was written.
    pub whole: Span,
}

#[derive(Debug)]
struct Segment {
    up: Option<Rc<Segment>>,
    name: Name,
}

#[derive(Debug)]
enum Name {
    Field(&'static str),
    /// An item that has a name of its own, such as a control.
    Item(&'static str),
    Index(usize),
}

impl Origin {
    /// An object as a whole.
    pub fn of_object(object: ObjectId, env: &Env<'_>) -> Self {
        let place = env.graph.object(object).id.span;
        Self { object, path: None, place, whole: place }
    }

    /// A field of an object that the graph asked for.
    pub fn of_key(object: ObjectId, key: &'static str, env: &Env<'_>) -> Self {
        Self::of_object(object, env).below(Name::Field(key), None)
    }

    fn below(&self, name: Name, written: Option<(Span, Span)>) -> Self {
        let segment = Segment { up: self.path.clone(), name };
        let (place, whole) = written.unwrap_or((self.place, self.place));
        Self { object: self.object, path: Some(Rc::new(segment)), place, whole }
    }

    /// A field below this.
    pub fn field(&self, key: &'static str, written: Option<(&Entry, SourceId)>) -> Self {
        let places = |(entry, source): (&Entry, SourceId)| (place_of_entry(entry, source), entry.span(source));
        self.below(Name::Field(key), written.map(places))
    }

    /// A field of the object that is referred to here. Where nothing is written there, this reference is
    /// the place.
    pub fn through(&self, object: ObjectId) -> Self {
        Self { object, path: None, place: self.place, whole: self.whole }
    }

    /// An item of the list that this is.
    fn item(&self, index: usize, item: &Written) -> Self {
        // A list is written in one text.
        let span = item.span(self.whole.source);
        let (name, place) = match &item.value {
            Value::Record(fields) => {
                let first = fields.entries().first();
                let name = match first.map(|entry| &entry.value.value) {
                    Some(Value::Choice(choice, at)) if first.is_some_and(|entry| entry.slot() == 0) => {
                        Name::Item(choice.options[usize::from(*at)].key)
                    }
                    _ => Name::Index(index),
                };
                let key = first.filter(|_| !fields.is_bare()).map(|entry| entry.key(fields.source));
                (name, key.unwrap_or(span))
            }
            _ => (Name::Index(index), span),
        };
        self.below(name, Some((place, span)))
    }

    /// The fact that is missing when this is unknown; an object as a whole never is.
    pub fn fact(&self) -> Option<Fact> {
        let mut segments = Vec::new();
        let mut at = self.path.as_ref();
        while let Some(segment) = at {
            segments.push(segment);
            at = segment.up.as_ref();
        }
        let mut path = String::new();
        for segment in segments.iter().rev() {
            match &segment.name {
                Name::Field(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
                Name::Item(key) => path.extend(["[", key, "]"]),
                Name::Index(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        if path.is_empty() { None } else { Some(Fact { object: self.object, path }) }
    }
}

/// A block of several lines is shown at its key; anything else at its value.
fn place_of_entry(entry: &Entry, source: SourceId) -> Span {
    match &entry.value.value {
        Value::Record(_) | Value::List(_) => entry.key(source),
        _ => entry.span(source),
    }
}

/// A value with what is known about where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Seen<'v> {
    pub val: Val<'v>,
    pub origin: Option<Origin>,
    /// Why it is unknown.
    pub causes: Vec<Origin>,
    /// The items, where the condition made the list.
    pub made: Option<Rc<[Seen<'v>]>>,
}

impl<'v> Seen<'v> {
    /// A value that comes from nowhere in particular.
    pub fn plain(val: Val<'v>) -> Self {
        Self { val, origin: None, causes: Vec::new(), made: None }
    }

    /// An unknown value, for these reasons.
    pub fn unknown(causes: Vec<Origin>) -> Self {
        Self { causes, ..Self::plain(Val::Unknown) }
    }

    /// A value of the environment or of the graph.
    pub fn of(val: Val<'v>, env: &Env<'_>) -> Self {
        let origin = if let Val::Object(id) = &val { Some(Origin::of_object(*id, env)) } else { None };
        Self { origin, ..Self::plain(val) }
    }

    /// A value with its origin, which is the cause when it is unknown.
    pub fn from(val: Val<'v>, origin: Option<Origin>) -> Self {
        let causes = if val.is_unknown() { origin.iter().cloned().collect() } else { Vec::new() };
        Self { val, origin, causes, made: None }
    }

    /// The items of a list.
    pub fn items(&self, env: &Env<'_>) -> Vec<Self> {
        if let Some(made) = &self.made {
            return made.to_vec();
        }
        match &self.val {
            Val::List(List::Written(items)) => {
                let item = |(index, item): (usize, &'v Written)| {
                    let origin = self.origin.as_ref().map(|origin| origin.item(index, item));
                    Self::from(Val::of(&item.value), origin)
                };
                items.iter().enumerate().map(item).collect()
            }
            Val::List(list) => list.iter().map(|item| Self::of(item, env)).collect(),
            _ => Vec::new(),
        }
    }

    /// Why a comparison with this cannot be decided: itself, or what is unknown in it.
    pub fn open(&self, env: &Env<'_>) -> Vec<Origin> {
        let mut causes = self.causes.clone();
        if !self.val.is_unknown() {
            causes.extend(self.items(env).iter().flat_map(|item| item.open(env)));
        }
        causes
    }

    /// Why an operation that wants a value cannot be done: also a value that does not apply.
    pub fn lacking(&self) -> Vec<Origin> {
        match &self.val {
            Val::NotApplicable => self.origin.iter().cloned().collect(),
            _ => self.causes.clone(),
        }
    }
}
