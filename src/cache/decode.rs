//! Bytes to what a text says. Nothing in them is believed: every position is within its table, every place within
//! the text, every value of its field's type, or the answer is `None`.

use jiff::civil::Date;

use super::bytes::{AT_PLACE, In};
use super::walk::{Walk, name_of};
use super::{BARE, INVALID, NOT_APPLICABLE, OWN, UNKNOWN};
use crate::finding::{Finding, Mend, RuleRef, Safety, Value as Shown, Way, builtin};
use crate::import::{Document, Import};
use crate::lang::Localized;
use crate::model::record_of;
use crate::schema::{Entry, Fields, Inner, Noun, Object, Record, Reference, Type, Value, Written, bare};
use crate::source::{SourceId, Span, Spanned};

/// What [`super::encode::import`] wrote about this text, with its places in `source`.
pub(super) fn import(bytes: &[u8], source: SourceId, text: &str) -> Option<Option<Import>> {
    let read = &mut In::new(bytes, source, text);
    let import = match read.byte()? {
        0 => None,
        1 => {
            let findings = several(read, finding)?;
            Some(Import { findings, documents: several(read, document)? })
        }
        _ => return None,
    };
    read.is_over().then_some(import)
}

fn several<T>(read: &mut In<'_>, one: impl Fn(&mut In<'_>) -> Option<T>) -> Option<Vec<T>> {
    let count = read.count()?;
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        all.push(one(read)?);
    }
    Some(all)
}

fn document(read: &mut In<'_>) -> Option<Document> {
    let agency = match read.byte()? {
        0 => None,
        _ => Some(name(read)?),
    };
    let count = read.count()?;
    let mut objects = Vec::with_capacity(count);
    for number in 0..count {
        objects.push(object(read, number, count)?);
    }
    Some(Document { agency, objects })
}

fn object(read: &mut In<'_>, number: usize, count: usize) -> Option<Object> {
    let noun = *Noun::ALL.get(usize::from(read.byte()?))?;
    let parent = match read.small()? {
        0 => None,
        parent if parent as usize <= number => Some(parent - 1),
        _ => return None,
    };
    let span = read.span()?;
    let id = name(read)?;
    Some(Object { noun, id, parent, fields: fields(read, record_of(noun), count)?, span })
}

fn name(read: &mut In<'_>) -> Option<Spanned<Box<str>>> {
    let at = read.span()?;
    let manner = read.byte()?;
    Some(Spanned::new(read.word(manner, at)?.into(), at))
}

fn fields(read: &mut In<'_>, record: &'static Record, count: usize) -> Option<Fields> {
    let written = read.count()?;
    let mut entries = Vec::with_capacity(written);
    let mut walk = Walk::of(record);
    for _ in 0..written {
        let (slot, field) = walk.after(read.byte()?.into())?;
        let key = read.span()?;
        let at = read.span()?;
        let value = value(read, at, &field.ty, count)?;
        entries.push(Entry::new(slot, key, Written::new(value, at)));
    }
    Some(Fields::of(record, read.source, entries))
}

/// A value of a type; `count` is how many objects the document has.
fn value(read: &mut In<'_>, at: Span, ty: &'static Type, count: usize) -> Option<Value> {
    let sign = read.byte()?;
    let Some(own) = sign.checked_sub(OWN) else { return special(sign) };
    Some(match ty {
        Type::Text => Value::Text(read.word(own, at)?.into()),
        Type::Ref(_) => Value::Reference(Reference::new(read.word(own, at)?, read.word(AT_PLACE, at)?)),
        Type::Bool if own <= 1 => Value::Bool(own == 1),
        _ if own > 0 => return None,
        Type::Integer(low, high) => Value::Integer(read.signed().filter(|number| (*low..=*high).contains(number))?),
        Type::Date => {
            let year = read.signed()?.try_into().ok()?;
            let (month, day) = (read.byte()?.try_into().ok()?, read.byte()?.try_into().ok()?);
            Value::Date(Date::new(year, month, day).ok()?)
        }
        Type::Choice(choice) => {
            let index = u16::try_from(read.small()?).ok()?;
            choice.options.get(usize::from(index))?;
            Value::Choice(choice, index)
        }
        Type::List(item) | Type::Several(item) => list(read, |read, at| value(read, at, item, count))?,
        Type::Record(record) => Value::Record(read.deeper(|read| fields(read, record, count))?.into()),
        Type::Keyed(choice, record) => list(read, |read, _| match read.byte()? {
            OWN => Some(Value::Record(read.deeper(|read| fields(read, record, count))?.into())),
            BARE => Some(Value::Record(Inner::Bare(bare(choice, record).get(read.small()? as usize)?))),
            sign => special(sign),
        })?,
        Type::Objects(_) | Type::Listed(_) | Type::KeyedObjects(..) => list(read, |read, _| match read.byte()? {
            OWN => {
                let target = read.small().filter(|target| (*target as usize) < count)?;
                Some(Value::Reference(Reference::declared(target)))
            }
            sign => special(sign),
        })?,
        Type::Bool | Type::Any => return None,
    })
}

fn special(sign: u8) -> Option<Value> {
    match sign {
        UNKNOWN => Some(Value::Unknown),
        NOT_APPLICABLE => Some(Value::NotApplicable),
        INVALID => Some(Value::Invalid),
        _ => None,
    }
}

fn list(read: &mut In<'_>, item: impl Fn(&mut In<'_>, Span) -> Option<Value>) -> Option<Value> {
    let items = read.deeper(|read| {
        several(read, |read| {
            let at = read.span()?;
            Some(Written::new(item(read, at)?, at))
        })
    });
    items.map(|items: Vec<_>| Value::List(items.into()))
}

fn finding(read: &mut In<'_>) -> Option<Finding> {
    let rule = *builtin::ALL.get(read.small()? as usize)?;
    let at = read.span()?;
    let related = several(read, |read| match read.byte()? {
        0 => Some(None),
        _ => read.span().map(Some),
    })?;
    let mut values = Vec::with_capacity(rule.values.len());
    for name in rule.values {
        values.push((*name, shown(read)?));
    }
    let fix = match read.byte()? {
        0 => None,
        sign @ 1..=4 => Some(Mend {
            way: if (sign - 1) & 1 == 0 { Way::Replace } else { Way::AddAfter },
            safety: if (sign - 1) & 2 == 0 { Safety::Safe } else { Safety::Unsafe },
            at: read.span()?,
            with: read.full()?.to_owned(),
        }),
        _ => return None,
    };
    Some(Finding { related, values, fix, ..Finding::of(RuleRef::Builtin(rule), at) })
}

fn shown(read: &mut In<'_>) -> Option<Shown> {
    Some(match read.byte()? {
        0 => Shown::Empty,
        1 => Shown::Raw(read.full()?.to_owned()),
        2 => Shown::Named(name_of(read.small()? as usize)?),
        3 => Shown::Text(Localized { vi: read.full()?.to_owned(), en: read.full()?.to_owned() }),
        4 => Shown::List(read.deeper(|read| several(read, shown))?),
        5 => Shown::Chain(read.deeper(|read| several(read, shown))?),
        _ => return None,
    })
}
