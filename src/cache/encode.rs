//! What a text says, as bytes. The declarations lead: what a field's type says is not written again.
//!
//! `None` is the answer to everything that the reader could not give back exactly; such a text is read anew in
//! every run. So is a text of which what would be written says what a secret is: a finding may quote its value.

use aho_corasick::AhoCorasick;

use super::bytes::Out;
use super::walk::{Walk, number_of};
use crate::finding::{Finding, Mend, RuleRef, Safety, Value as Shown, Way, builtin};
use crate::import::{Document, Import};
use crate::model::record_of;
use crate::schema::{Choice, Fields, Inner, Noun, Object, Record, Reference, Type, Value, Written, bare};
use crate::source::{SourceId, Span, Spanned};

/// What the text of a source says, as bytes; [`super::decode::import`] reads them.
pub(super) fn import(import: Option<&Import>, source: SourceId, text: &str) -> Option<Vec<u8>> {
    let mut out = Out::new(source, text);
    out.byte(u8::from(import.is_some()));
    if let Some(import) = import {
        out.count(import.findings.len());
        import.findings.iter().try_for_each(|each| finding(&mut out, each))?;
        out.count(import.documents.len());
        import.documents.iter().try_for_each(|each| document(&mut out, each))?;
        if says_a_secret(&out.bytes, import, text) {
            return None;
        }
    }
    Some(out.bytes)
}

/// Whether a secret of a text stands in bytes about it.
fn says_a_secret(bytes: &[u8], import: &Import, text: &str) -> bool {
    let about = import.findings.iter().filter(|finding| finding.rule == RuleRef::Builtin(&builtin::SECRET));
    let secrets: Vec<&str> =
        about.filter_map(|finding| text.get(finding.at.start as usize..finding.at.end as usize)).collect();
    // What cannot be searched for is taken for found.
    !secrets.is_empty() && AhoCorasick::new(&secrets).map_or(true, |search| search.is_match(bytes))
}

fn document(out: &mut Out<'_>, document: &Document) -> Option<()> {
    out.byte(u8::from(document.agency.is_some()));
    if let Some(agency) = &document.agency {
        name(out, agency)?;
    }
    let objects = &document.objects;
    out.count(objects.len());
    for (number, each) in objects.iter().enumerate() {
        object(out, each, number, objects.len())?;
    }
    Some(())
}

fn object(out: &mut Out<'_>, object: &Object, number: usize, count: usize) -> Option<()> {
    let record = record_of(object.noun);
    let parent = object.parent.map_or(0, |parent| parent as usize + 1);
    let noun = Noun::ALL.iter().position(|noun| *noun == object.noun)?;
    if parent > number || !std::ptr::eq(object.fields.record, record) {
        return None;
    }
    out.byte(noun as u8);
    out.count(parent);
    out.span(object.span)?;
    name(out, &object.id)?;
    fields(out, &object.fields, record, count)
}

fn name(out: &mut Out<'_>, name: &Spanned<Box<str>>) -> Option<()> {
    out.span(name.span)?;
    word(out, 0, &name.value, name.span);
    Some(())
}

/// A word that stands at a place; its manner is added to a byte that says more.
fn word(out: &mut Out<'_>, base: u8, word: &str, at: Span) {
    let manner = out.manner(word, at);
    out.byte(base + manner);
    if manner == super::bytes::IN_FULL {
        out.full(word);
    }
}

fn fields(out: &mut Out<'_>, fields: &Fields, record: &'static Record, count: usize) -> Option<()> {
    // Places are told within the text's own source.
    if !std::ptr::eq(fields.record, record) || fields.source != out.source {
        return None;
    }
    out.count(fields.entries().len());
    let mut walk = Walk::of(record);
    for entry in fields.entries() {
        let passed = entry.slot().checked_sub(walk.slot)?;
        let (_, field) = walk.after(passed.into())?;
        out.byte(u8::try_from(passed).ok()?);
        out.span(entry.key(out.source))?;
        written(out, &entry.value, &field.ty, count)?;
    }
    Some(())
}

fn written(out: &mut Out<'_>, written: &Written, ty: &'static Type, count: usize) -> Option<()> {
    let at = written.span(out.source);
    out.span(at)?;
    value(out, &written.value, at, ty, count)
}

/// A value of a type; `count` is how many objects the document has.
fn value(out: &mut Out<'_>, value: &Value, at: Span, ty: &'static Type, count: usize) -> Option<()> {
    use super::{BARE, INVALID, NOT_APPLICABLE, OWN, UNKNOWN};
    match (value, ty) {
        (Value::Unknown, _) => out.byte(UNKNOWN),
        (Value::NotApplicable, _) => out.byte(NOT_APPLICABLE),
        (Value::Invalid, _) => out.byte(INVALID),
        (Value::Text(text), Type::Text) => word(out, OWN, text, at),
        (Value::Bool(truth), Type::Bool) => out.byte(OWN + u8::from(*truth)),
        (Value::Integer(number), Type::Integer(..)) => {
            out.byte(OWN);
            out.signed(*number);
        }
        (Value::Date(date), Type::Date) => {
            out.byte(OWN);
            out.signed(date.year().into());
            out.byte(date.month() as u8);
            out.byte(date.day() as u8);
        }
        (Value::Choice(choice, at), Type::Choice(declared)) => return self::choice(out, choice, *at, declared),
        (Value::Reference(named), Type::Ref(_)) if named.target.is_none() => {
            let there = &out.text[at.start as usize..at.end as usize];
            word(out, OWN, named.name(there), at);
        }
        (Value::List(items), Type::List(item) | Type::Several(item)) => {
            return list(out, items, |out, each| self::value(out, &each.value, each.span(out.source), item, count));
        }
        (Value::Record(fields), Type::Record(record)) => {
            out.byte(OWN);
            return self::fields(out, fields, record, count);
        }
        (Value::List(items), Type::Keyed(choice, record)) => {
            return list(out, items, |out, each| match &each.value {
                Value::Record(Inner::Bare(item)) => {
                    let index = bare(choice, record).iter().position(|known| std::ptr::eq(known, *item))?;
                    out.byte(BARE);
                    out.count(index);
                    Some(())
                }
                Value::Record(fields) => {
                    out.byte(OWN);
                    self::fields(out, fields, record, count)
                }
                other => special(out, other),
            });
        }
        (Value::List(items), Type::Objects(_) | Type::Listed(_) | Type::KeyedObjects(..)) => {
            return list(out, items, |out, each| match &each.value {
                Value::Reference(Reference { target: Some(target), .. }) if (*target as usize) < count => {
                    out.byte(OWN);
                    out.number(u64::from(*target));
                    Some(())
                }
                other => special(out, other),
            });
        }
        _ => return None,
    }
    Some(())
}

/// What may stand instead of any value.
fn special(out: &mut Out<'_>, value: &Value) -> Option<()> {
    out.byte(match value {
        Value::Unknown => super::UNKNOWN,
        Value::NotApplicable => super::NOT_APPLICABLE,
        Value::Invalid => super::INVALID,
        _ => return None,
    });
    Some(())
}

fn choice(out: &mut Out<'_>, choice: &'static Choice, at: u16, declared: &'static Choice) -> Option<()> {
    if !std::ptr::eq(choice, declared) {
        return None;
    }
    out.byte(super::OWN);
    out.number(at.into());
    Some(())
}

fn list(out: &mut Out<'_>, items: &[Written], item: impl Fn(&mut Out<'_>, &Written) -> Option<()>) -> Option<()> {
    out.byte(super::OWN);
    out.count(items.len());
    for each in items {
        out.span(each.span(out.source))?;
        item(out, each)?;
    }
    Some(())
}

/// Importers find what code finds, about places of the text, and nothing was accepted yet.
fn finding(out: &mut Out<'_>, finding: &Finding) -> Option<()> {
    let Finding { rule, at, related, values, extra, path, subjects, grade, fix, accepted } = finding;
    let RuleRef::Builtin(rule) = rule else { return None };
    let plain = extra.is_empty() && path.is_empty() && subjects.is_empty() && grade.is_none() && accepted.is_none();
    if !plain || !values.iter().map(|(name, _)| *name).eq(rule.values.iter().copied()) {
        return None;
    }
    out.count(builtin::ALL.iter().position(|known| std::ptr::eq(*known, *rule))?);
    out.span(*at)?;
    out.count(related.len());
    for place in related {
        out.byte(u8::from(place.is_some()));
        place.map_or(Some(()), |place| out.span(place))?;
    }
    values.iter().try_for_each(|(_, value)| shown(out, value))?;
    match fix {
        None => out.byte(0),
        Some(Mend { way, at, with, safety }) => {
            out.byte(1 + u8::from(*way == Way::AddAfter) + 2 * u8::from(*safety == Safety::Unsafe));
            out.span(*at)?;
            out.full(with);
        }
    }
    Some(())
}

fn shown(out: &mut Out<'_>, value: &Shown) -> Option<()> {
    let (sign, items) = match value {
        Shown::Empty => (0, None),
        Shown::Raw(_) => (1, None),
        Shown::Named(_) => (2, None),
        Shown::Text(_) => (3, None),
        Shown::List(items) => (4, Some(items)),
        Shown::Chain(items) => (5, Some(items)),
        Shown::Object { .. } => return None,
    };
    out.byte(sign);
    if let Some(items) = items {
        out.count(items.len());
        return items.iter().try_for_each(|item| shown(out, item));
    }
    match value {
        Shown::Raw(text) => out.full(text),
        Shown::Named(name) => out.count(number_of(*name)?),
        Shown::Text(both) => {
            out.full(&both.vi);
            out.full(&both.en);
        }
        _ => {}
    }
    Some(())
}
