//! Objects and keyed items: what has an id or a kind of its own inside a record.
//!
//! Part of the one walk of `decode.rs`; it reads no other form and knows no noun's meaning.

use super::{Decoder, Object, listed};
use crate::finding::{Finding, Value as Shown, builtin};
use crate::schema::bare::bare;
use crate::schema::fields::{Choice, Field, Noun, Record, Type};
use crate::schema::value::{Entry, Fields, Inner, Reference, Value, Written};
use crate::source::{Span, Spanned};
use crate::yaml::{Data, NodeId};

impl Decoder<'_, '_> {
    /// The item's choice and, where it has fields of its own, their node.
    fn keyed_item(
        &mut self,
        id: NodeId,
        choice: &'static Choice,
        ty: &'static Type,
        field: &'static Field,
    ) -> Option<(u16, NodeId, Option<NodeId>)> {
        let (key, detail) = match self.tree.data(id) {
            Data::Scalar { .. } => (id, None),
            Data::Mapping(pairs) if pairs.len() == 1 => (pairs[0].key, Some(pairs[0].value)),
            _ => {
                self.refuse(id, ty, field);
                return None;
            }
        };
        match self.choice(key, choice, ty, field) {
            Value::Choice(_, index) => Some((index, key, detail)),
            _ => None,
        }
    }

    fn keyed_fields(
        &mut self,
        (index, key, detail): (u16, NodeId, Option<NodeId>),
        choice: &'static Choice,
        record: &'static Record,
        within: Option<u32>,
    ) -> Fields {
        let span = self.tree.span(key);
        let kind = Entry::new(0, span, Written::new(Value::Choice(choice, index), span));
        let Some(detail) = detail else { return Fields::of(record, span.source, vec![kind]) };
        let name = choice.options[usize::from(index)].key;
        let mut entries = self.entries(detail, record, within, name, 1).unwrap_or_default();
        let inner = entries.iter().position(|entry| entry.slot() == 0).map(|at| entries.swap_remove(at));
        entries.push(kind);
        if let Some(inner) = inner {
            // `kind` written again inside: the key in front decides, the inner one is no field there.
            let values = [
                Shown::raw(record.at(0).key),
                Shown::Named(record.label),
                Shown::Empty,
                listed(record.fields().skip(1).map(|(_, field)| field.key)),
            ];
            self.report(Finding::builtin(&builtin::UNKNOWN_KEY, inner.key(span.source), values));
        }
        Fields::of(record, span.source, entries)
    }

    pub(super) fn keyed(
        &mut self,
        id: NodeId,
        choice: &'static Choice,
        record: &'static Record,
        ty: &'static Type,
        field: &'static Field,
    ) -> Value {
        let Some(ids) = self.tree.sequence(id) else { return self.refuse(id, ty, field) };
        let bare = bare(choice, record);
        let items = ids.iter().map(|id| {
            let value = match self.keyed_item(*id, choice, ty, field) {
                Some((index, _, None)) => Value::Record(Inner::Bare(&bare[usize::from(index)])),
                Some(item) => Value::Record(self.keyed_fields(item, choice, record, None).into()),
                None => Value::Invalid,
            };
            Written::new(value, self.tree.span(*id))
        });
        Value::List(items.collect())
    }

    pub(super) fn keyed_objects(
        &mut self,
        id: NodeId,
        choice: &'static Choice,
        record: &'static Record,
        (ty, field): (&'static Type, &'static Field),
        within: Option<u32>,
    ) -> Value {
        let Some(ids) = self.tree.sequence(id) else { return self.refuse(id, ty, field) };
        let items = ids.iter().map(|id| {
            let span = self.tree.span(*id);
            let Some(item) = self.keyed_item(*id, choice, ty, field) else {
                return Written::new(Value::Invalid, span);
            };
            let name = Spanned::new(choice.options[item.0 as usize].key.into(), self.tree.span(item.1));
            let number = self.reserve(record, name, within, span);
            let fields = self.keyed_fields(item, choice, record, Some(number));
            self.objects[number as usize].fields = fields;
            Written::new(Value::Reference(Reference::declared(number)), span)
        });
        Value::List(items.collect())
    }

    pub(super) fn map_of_objects(
        &mut self,
        id: NodeId,
        record: &'static Record,
        ty: &'static Type,
        field: &'static Field,
        within: Option<u32>,
    ) -> Value {
        let Some(pairs) = self.tree.mapping(id) else { return self.refuse(id, ty, field) };
        let mut items = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let (key, at) = (self.tree.key(*pair), self.tree.span(pair.key));
            if key.starts_with("x-") {
                continue;
            }
            if !well_formed(key, record.noun == Some(Noun::Agency)) {
                self.report(Finding::builtin(&builtin::MALFORMED_ID, at, [Shown::raw(key)]));
            }
            if self.is_null(pair.value) {
                let span = self.tree.span(pair.value);
                self.nothing(span, key);
            }
            let number = self.reserve(record, Spanned::new(key.into(), at), within, at);
            if !self.is_null(pair.value)
                && let Some(fields) = self.record(pair.value, record, Some(number), key)
            {
                let object = &mut self.objects[number as usize];
                // An anchored body may stand elsewhere in the file; the object is where its id is.
                let body = self.tree.span(pair.value);
                object.span = if body.start >= at.start { at.to(body) } else { at };
                object.fields = fields;
            }
            items.push(Written::new(Value::Reference(Reference::declared(number)), at));
        }
        Value::List(items.into())
    }

    pub(super) fn list_of_objects(
        &mut self,
        id: NodeId,
        record: &'static Record,
        ty: &'static Type,
        field: &'static Field,
        within: Option<u32>,
    ) -> Value {
        let Some(ids) = self.tree.sequence(id) else { return self.refuse(id, ty, field) };
        let mut items = Vec::with_capacity(ids.len());
        for id in ids {
            let span = self.tree.span(*id);
            let number = self.reserve(record, Spanned::new("".into(), self.opening(*id)), within, span);
            if let Some(fields) = self.record(*id, record, Some(number), field.key) {
                self.objects[number as usize].fields = fields;
            }
            items.push(Written::new(Value::Reference(Reference::declared(number)), span));
        }
        Value::List(items.into())
    }

    fn reserve(&mut self, record: &'static Record, id: Spanned<Box<str>>, parent: Option<u32>, span: Span) -> u32 {
        let noun = record.noun.expect("objects have a noun");
        let number = u32::try_from(self.objects.len()).expect("fewer than 2^32 objects in a file");
        self.objects.push(Object { noun, id, parent, fields: Fields::new(record, span.source), span });
        number
    }
}

/// Whether references can write an id: letters, digits, `_` and `-`; agencies also have dots.
fn well_formed(id: &str, agency: bool) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || ('À'..='ỹ').contains(&c);
    let mut chars = id.chars();
    chars.next().is_some_and(letter) && chars.all(|c| letter(c) || c == '-' || (agency && c == '.'))
}
