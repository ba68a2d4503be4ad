//! `unknown` wants somebody who settles it: the responsible unit and the day.

use crate::finding::{Finding, Value as Shown, builtin};
use crate::model::record_of;
use crate::schema::{Fields, Noun, Object, Value};
use crate::source::Span;

/// Reports every value that says `unknown` and that no follow-up of its record, its object or an
/// object around it covers.
pub fn find(objects: &[Object], findings: &mut Vec<Finding>) {
    for (number, object) in objects.iter().enumerate() {
        let mut path = Vec::new();
        let mut open = Vec::new();
        unknowns(&object.fields, &mut path, &mut open);
        open.retain(|(field, _)| !covered_around(objects, number, field));
        for (field, at) in open {
            let values = [called(object), Shown::raw(field)];
            findings.push(Finding::builtin(&builtin::UNDETERMINED, at, values));
        }
    }
}

/// The id of an object; a flow has none and goes by its ends, a mapping by its object.
fn called(object: &Object) -> Shown {
    let reference = |key: &str| match &object.fields.get(key)?.value {
        Value::Reference(reference) => Some(&*reference.text),
        _ => None,
    };
    match (&*object.id.value, object.noun) {
        ("", Noun::Flow) => {
            let end = |key| reference(key).unwrap_or("?");
            Shown::raw(format!("{} → {}", end("from"), end("to")))
        }
        ("", noun) => reference("object").map_or(Shown::Named(record_of(noun).label), Shown::raw),
        (id, _) => Shown::raw(id),
    }
}

fn covered_around(objects: &[Object], number: usize, field: &str) -> bool {
    let mut at = Some(number);
    while let Some(number) = at {
        let object = &objects[number];
        if covers(&object.fields, field) {
            return true;
        }
        at = object.parent.map(|parent| parent as usize);
    }
    false
}

/// Whether the follow-ups written here settle a field: those that name none settle all.
fn covers(fields: &Fields, field: &str) -> bool {
    let Some(Value::List(entries)) = fields.get("follow-up").map(|written| &written.value) else { return false };
    entries.iter().any(|entry| {
        let Value::Record(follow_up) = &entry.value else { return false };
        match follow_up.get("fields").map(|written| &written.value) {
            Some(Value::List(named)) => named.iter().any(|name| match &name.value {
                Value::Text(name) => field == &**name || field.starts_with(&format!("{name}.")),
                _ => false,
            }),
            _ => true,
        }
    })
}

fn unknowns(fields: &Fields, path: &mut Vec<&'static str>, open: &mut Vec<(String, Span)>) {
    for entry in fields.entries() {
        path.push(fields.record.at(entry.slot).key);
        value(&entry.value.value, entry.value.span, path, open);
        path.pop();
    }
}

fn value(value: &Value, at: Span, path: &mut Vec<&'static str>, open: &mut Vec<(String, Span)>) {
    match value {
        Value::Unknown => open.push((path.join("."), at)),
        Value::List(items) => items.iter().for_each(|item| self::value(&item.value, item.span, path, open)),
        Value::Record(fields) => {
            let mut inner = Vec::new();
            let depth = path.len();
            unknowns(fields, path, &mut inner);
            // A record's own follow-up names fields relative to the record.
            let own = |name: &str| name.split('.').skip(depth).collect::<Vec<_>>().join(".");
            inner.retain(|(name, _)| !covers(fields, &own(name)));
            open.append(&mut inner);
        }
        _ => {}
    }
}
