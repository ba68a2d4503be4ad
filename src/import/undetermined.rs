//! `unknown` wants somebody who settles it: the responsible unit and the day.
//!
//! Where nobody is named, a stub is offered that leaves both open; a follow-up that leaves something open settles
//! nothing yet, and what it leaves open is told by name. This file never guesses a unit or a day.

use crate::finding::{Finding, Mend, Safety, Value as Shown, Way, builtin};
use crate::model::record_of;
use crate::schema::{Entry, Fields, Noun, Object, Value, Written};
use crate::source::{SourceId, Span};
use crate::yaml::Tree;

/// The key of the record that settles unknowns.
const FOLLOW_UP: &str = "follow-up";
/// What it must say.
const WANTED: [&str; 2] = ["responsible", "due"];
/// One that says on purpose that neither is known.
const STUB: &str = "follow-up: { responsible: unknown, due: unknown }";

/// Reports every value that says `unknown` and that no follow-up of its record, its object or an
/// object around it covers.
pub fn find(objects: &[Object], tree: &Tree<'_>, findings: &mut Vec<Finding>) {
    for (number, object) in objects.iter().enumerate() {
        let mut path = Vec::new();
        let mut open = Vec::new();
        unknowns(&object.fields, &mut path, &mut open);
        open.retain(|(field, _)| is_of_follow_up(field) || !covered_around(objects, number, field));
        for (field, at) in open {
            let values = [called(object, tree), Shown::raw(&field)];
            findings.push(match is_of_follow_up(&field) {
                true => Finding::builtin(&builtin::FOLLOW_UP_OPEN, at, values),
                false => {
                    let finding = Finding::builtin(&builtin::UNDETERMINED, at, values);
                    match place_for_stub(objects, number) {
                        Some(at) => finding.mend(stub(at)),
                        None => finding,
                    }
                }
            });
        }
    }
}

/// Whether it is what a follow-up must say, for which no follow-up can stand.
fn is_of_follow_up(field: &str) -> bool {
    let (around, last) = field.rsplit_once('.').unwrap_or(("", field));
    WANTED.contains(&last) && around.rsplit('.').next() == Some(FOLLOW_UP)
}

/// Unsafe, because it says nothing that anybody meant: somebody has to find out who settles it, and by when.
fn stub(at: Span) -> Mend {
    Mend { way: Way::AddAfter, at, with: STUB.to_owned(), safety: Safety::Unsafe }
}

/// The value behind which the follow-up of an object, or of the nearest one around it that can have one, is written:
/// one place for all its unknowns. None where a follow-up is there already and settles something else: to widen it is
/// for people.
fn place_for_stub(objects: &[Object], mut number: usize) -> Option<Span> {
    while objects[number].fields.record.find(FOLLOW_UP).is_none() {
        number = objects[number].parent? as usize;
    }
    let object = &objects[number];
    if object.fields.get(FOLLOW_UP).is_some() {
        return None;
    }
    let fields = &object.fields;
    // What an alias or a merged anchor says is written elsewhere, and for others too.
    let here = |entry: &&Entry| {
        let (key, value) = (entry.key(fields.source), entry.span(fields.source));
        let within = |at: Span| object.span.start <= at.start && at.end <= object.span.end;
        key.source == object.span.source && within(key) && within(value) && key.end <= value.start
    };
    let short = |entry: &&Entry| !matches!(entry.value.value, Value::List(_) | Value::Record(_) | Value::Invalid);
    let text = |entry: &&Entry| matches!(entry.value.value, Value::Text(_));
    let last = |entries: &mut dyn Iterator<Item = &Entry>| entries.map(|entry| entry.span(fields.source)).max();
    let entries = || fields.entries().iter().filter(here).filter(short);
    // Texts may run over several lines; of them the first, mostly the name, does so least.
    last(&mut entries().filter(|entry| !text(entry)))
        .or_else(|| entries().map(|entry| entry.span(fields.source)).min())
}

/// The id of an object; a flow has none and goes by its ends, a mapping by its object.
fn called(object: &Object, tree: &Tree<'_>) -> Shown {
    let fields = &object.fields;
    let reference = |key: &str| match &fields.get(key)?.value {
        Value::Reference(reference) => Some(reference.name(tree.bytes(fields.place(key)?))),
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
        path.push(fields.record.at(entry.slot()).key);
        value(&entry.value, fields.source, path, open);
        path.pop();
    }
}

fn value(written: &Written, source: SourceId, path: &mut Vec<&'static str>, open: &mut Vec<(String, Span)>) {
    match &written.value {
        Value::Unknown => open.push((path.join("."), written.span(source))),
        Value::List(items) => items.iter().for_each(|item| value(item, source, path, open)),
        Value::Record(fields) => {
            let mut inner = Vec::new();
            let depth = path.len();
            unknowns(fields, path, &mut inner);
            // A record's own follow-up names fields relative to the record.
            let own = |name: &str| name.split('.').skip(depth).collect::<Vec<_>>().join(".");
            inner.retain(|(name, _)| is_of_follow_up(name) || !covers(fields, &own(name)));
            open.append(&mut inner);
        }
        _ => {}
    }
}
