//! What is written about an object, as text that compares: by field, the names of other objects in full.

use super::{Field, Side};
use crate::graph::ObjectId;
use crate::schema::{Fields, Value};
use crate::source::Span;

/// What stands for a value that must not be repeated.
const HIDDEN: &str = "***";

/// A field of an object.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Its name with dots, and its place in the declaration.
    key: (Vec<u16>, String),
    /// What is compared: lists without their order, unless it says something.
    same: String,
    /// What is shown.
    shown: String,
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.same == other.same
    }
}

/// Every field of an object.
pub(super) fn fields(side: Side<'_>, id: ObjectId) -> Vec<Written> {
    let mut all = Vec::new();
    collect(side, &side.graph.object(id).fields, (&[], ""), &mut all);
    all
}

/// Everything that is written about an object, as one text that is the same when nothing differs.
pub(super) fn all(side: Side<'_>, id: ObjectId) -> String {
    // Lengths, so that no text can look like the end of one field and the next one.
    fields(side, id).into_iter().map(|each| format!("{}={}:{} ", each.key.1, each.same.len(), each.same)).collect()
}

/// One field of an object as it is shown.
pub(super) fn field(side: Side<'_>, id: ObjectId, key: &str) -> Option<String> {
    let fields = &side.graph.object(id).fields;
    fields.get(key).map(|written| shown(side, &written.value, written.span(fields.source)))
}

/// The fields that differ, in the order of their declaration.
pub(super) fn difference(old: &[Written], new: &[Written]) -> Vec<Field> {
    let find = |all: &'_ [Written], key| all.iter().find(|each| each.key == key).cloned();
    let mut keys: Vec<_> = old.iter().chain(new).map(|each| each.key.clone()).collect();
    keys.sort();
    keys.dedup();
    let field = |key: (Vec<u16>, String)| {
        let (old, new) = (find(old, key.clone()), find(new, key.clone()));
        let differs = old != new;
        let shown = |written: Option<Written>| written.map(|written| written.shown);
        differs.then(|| Field { field: key.1, old: shown(old), new: shown(new) })
    };
    keys.into_iter().filter_map(field).collect()
}

fn collect(side: Side<'_>, fields: &Fields, around: (&[u16], &str), all: &mut Vec<Written>) {
    for entry in fields.entries() {
        let place = [around.0, &[entry.slot()]].concat();
        let key = fields.record.at(entry.slot()).key;
        let name = if around.1.is_empty() { key.to_owned() } else { format!("{}.{key}", around.1) };
        match &entry.value.value {
            Value::Record(inner) => collect(side, inner, (&place, &name), all),
            // The stops of a flow are passed in their order; other lists are sets.
            _ => all.push(Written {
                same: same(side, &entry.value.value, key != "via"),
                shown: shown(side, &entry.value.value, entry.span(fields.source)),
                key: (place, name),
            }),
        }
    }
}

fn same(side: Side<'_>, value: &Value, is_set: bool) -> String {
    match value {
        Value::List(items) if is_set => {
            let mut items: Vec<_> = items.iter().map(|item| text(side, &item.value)).collect();
            items.sort();
            // Quoted, so that a comma in a text is none between two.
            format!("{items:?}")
        }
        value => text(side, value),
    }
}

fn shown(side: Side<'_>, value: &Value, at: Span) -> String {
    let covers = |secret: &&Span| secret.source == at.source && secret.start < at.end && at.start < secret.end;
    if side.secrets.iter().any(|secret| covers(&secret)) {
        return HIDDEN.to_owned();
    }
    text(side, value)
}

/// A value as one writes it.
fn text(side: Side<'_>, value: &Value) -> String {
    match value {
        Value::Unknown => "unknown".to_owned(),
        Value::NotApplicable => "not-applicable".to_owned(),
        Value::Invalid => "?".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Date(value) => value.to_string(),
        Value::Text(value) => value.to_string(),
        Value::Choice(choice, at) => choice.options[usize::from(*at)].key.to_owned(),
        Value::Reference(reference) => match reference.target {
            Some(target) => side.graph.full_name(ObjectId(target)),
            None => reference.dangling().to_owned(),
        },
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| text(side, &item.value)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Record(fields) => {
            let entry = |entry: &crate::schema::Entry| {
                format!("{}: {}", fields.record.at(entry.slot()).key, text(side, &entry.value.value))
            };
            format!("{{ {} }}", fields.entries().iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}
