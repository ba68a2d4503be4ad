//! What a description says, after decoding: values that know their place.

use std::ops::Deref;

use jiff::civil::Date;

use super::fields::{Choice, Record};
use crate::source::{Place, SourceId, Span, Spanned};

/// One decoded value. An estate has millions of them, so how large it is matters; see the test below.
#[derive(Debug, Clone)]
pub enum Value {
    /// The word `unknown` ("Chưa xác định"): nobody knows yet, said on purpose.
    Unknown,
    /// The words `not-applicable` ("Không áp dụng").
    NotApplicable,
    /// Something was written that could not be read; a finding says so. Counts as unknown.
    Invalid,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A calendar date.
    Date(Date),
    /// Free text, in NFC.
    Text(Box<str>),
    /// A value of a closed list: the list and the position in it.
    Choice(&'static Choice, u16),
    /// The name of another object, and once the graph is built, the object.
    Reference(Reference),
    /// A list.
    List(Box<[Written]>),
    /// Fields of their own.
    Record(Inner),
}

/// The fields of a value.
#[derive(Debug, Clone)]
pub enum Inner {
    /// Written here.
    Own(Box<Fields>),
    /// Of an item that says nothing but its kind; see [`bare`](super::bare()).
    Bare(&'static Fields),
}

impl Inner {
    /// The fields, to be changed here and nowhere else.
    pub fn to_mut(&mut self) -> &mut Fields {
        if let Self::Bare(fields) = self {
            *self = Self::Own(Box::new(fields.clone()));
        }
        match self {
            Self::Own(fields) => fields,
            Self::Bare(_) => unreachable!("it was made its own"),
        }
    }
}

impl Deref for Inner {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        match self {
            Self::Own(fields) => fields,
            Self::Bare(fields) => fields,
        }
    }
}

impl From<Fields> for Inner {
    fn from(fields: Fields) -> Self {
        Self::Own(Box::new(fields))
    }
}

/// A value and where it was written. In which source is known to the record around it, so that it stands in memory once
/// and not with each of an estate's millions of values.
#[derive(Debug, Clone)]
pub struct Written {
    /// What was written.
    pub value: Value,
    at: Place,
}

impl Written {
    /// `value`, written at `span`.
    pub fn new(value: Value, span: Span) -> Self {
        Self { value, at: span.into() }
    }

    /// Where it was written; `source` is [`Fields::source`] of the record around it.
    pub fn span(&self, source: SourceId) -> Span {
        self.at.of(source)
    }

    /// The same with its place in full.
    pub fn spanned(&self, source: SourceId) -> Spanned<&Value> {
        Spanned::new(&self.value, self.span(source))
    }
}

/// A name of another object as written.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The name where it is not what stands at its place: mostly it is, and an estate has too many of them to copy each.
    text: Option<Box<str>>,
    /// The number of the object it names, filled in when references are resolved; stays empty when dangling.
    pub target: Option<u32>,
}

impl Reference {
    /// A name, `id`, `id.part`, or `AGENCY/id.part`; `there` is the text at its place.
    pub fn new(name: &str, there: &str) -> Self {
        Self { text: (name != there).then(|| name.into()), target: None }
    }

    /// Names the object that is declared at its place, by its number in the document.
    pub fn declared(target: u32) -> Self {
        Self { text: None, target: Some(target) }
    }

    /// The name; `there` is the text at its place.
    pub fn name<'n>(&'n self, there: &'n str) -> &'n str {
        self.text.as_deref().unwrap_or(there)
    }

    /// It names nothing: who shows it has its name at hand and not the text.
    pub fn dangles(&mut self, name: &str) {
        *self = Self { text: Some(name.into()), target: None };
    }

    /// The name of one that [dangles](Self::dangles).
    pub fn dangling(&self) -> &str {
        self.text.as_deref().unwrap_or("?")
    }
}

/// The fields that were written, sorted by slot.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The declaration that the slots count in.
    pub record: &'static Record,
    /// As many as there are: an estate has millions of records, and most of them are short.
    entries: Box<[Entry]>,
    /// The text in which all of it was written; none for an item that says nothing but its kind.
    pub source: SourceId,
    /// Which slots were written, and where. Conditions read fields more often than anything else is done, and most of
    /// them are absent.
    slots: Slots,
}

/// A bit for every slot: how many lower bits are set is the position of its entry.
#[derive(Debug, Clone, Copy, Default)]
struct Slots(u64);

impl Slots {
    fn of(entries: &[Entry]) -> Self {
        Self(entries.iter().fold(0, |slots, entry| slots | 1 << entry.slot()))
    }

    /// The position of a slot's entry.
    #[inline]
    fn position(self, slot: u16) -> Option<usize> {
        let (written, lower) = (self.0 >> slot & 1 == 1, self.0 & ((1 << slot) - 1));
        written.then(|| lower.count_ones() as usize)
    }
}

/// One written field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where the key begins.
    key: u32,
    /// How long it is; the upper bits are the slot.
    long: u32,
    /// The value and its place.
    pub value: Written,
}

impl Entry {
    /// How many bits of `long` are the key's length. A key of 64 MiB is shown by its beginning.
    const BITS: u32 = 32 - Record::MOST_FIELDS.ilog2();

    /// The field in a slot, with its key written at `key`; both lie in one source.
    pub fn new(slot: u16, key: Span, value: Written) -> Self {
        assert!(usize::from(slot) < Record::MOST_FIELDS, "no record has so many fields");
        let long = Some(key.end - key.start).filter(|long| long >> Self::BITS == 0).unwrap_or_default();
        Self { key: key.start, long: u32::from(slot) << Self::BITS | long, value }
    }

    /// The field's place in its record.
    pub fn slot(&self) -> u16 {
        (self.long >> Self::BITS) as u16
    }

    /// Where the key was written; `source` is [`Fields::source`].
    pub fn key(&self, source: SourceId) -> Span {
        Span { source, start: self.key, end: self.key + (self.long & ((1 << Self::BITS) - 1)) }
    }

    /// Where the value was written; `source` is [`Fields::source`].
    pub fn span(&self, source: SourceId) -> Span {
        self.value.span(source)
    }
}

impl Fields {
    /// A record in which nothing was written.
    pub fn new(record: &'static Record, source: SourceId) -> Self {
        Self::of(record, source, Vec::new())
    }

    /// A record with what was written in a source, in any order; no slot twice.
    pub fn of(record: &'static Record, source: SourceId, mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by_key(Entry::slot);
        let slots = Slots::of(&entries);
        Self { record, entries: entries.into(), source, slots }
    }

    /// Whether it is an item that says nothing but its kind: its places mean nothing, the list has the one where it
    /// stands.
    pub fn is_bare(&self) -> bool {
        self.source == SourceId::NONE
    }

    /// What was written, by slot.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The same, for changing values; slots stay as they are.
    pub fn entries_mut(&mut self) -> &mut [Entry] {
        &mut self.entries
    }

    /// What was written in a slot, if anything.
    pub fn entry(&self, slot: u16) -> Option<&Entry> {
        self.slots.position(slot).map(|at| &self.entries[at])
    }

    /// The value in a slot, if anything was written.
    pub fn value(&self, slot: u16) -> Option<&Written> {
        self.entry(slot).map(|entry| &entry.value)
    }

    /// The value of a key, looked up by name. For callers outside hot paths.
    pub fn get(&self, key: &str) -> Option<&Written> {
        self.value(self.record.find(key)?.0)
    }

    /// Where the value of a key was written, if anything was.
    pub fn place(&self, key: &str) -> Option<Span> {
        self.get(key).map(|written| written.span(self.source))
    }

    /// The record under a key, if one was written.
    pub fn get_record(&self, key: &str) -> Option<&Fields> {
        match &self.get(key)?.value {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The text under a key, if text was written.
    pub fn get_text(&self, key: &str) -> Option<String> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// The texts in the list under a key, with their places; none when no list was written.
    pub fn get_texts(&self, key: &str) -> Vec<Spanned<Box<str>>> {
        let Some(Value::List(items)) = self.get(key).map(|written| &written.value) else { return Vec::new() };
        let text = |item: &Written| match &item.value {
            Value::Text(text) => Some(Spanned::new(text.clone(), item.span(self.source))),
            _ => None,
        };
        items.iter().filter_map(text).collect()
    }

    /// The word of a closed list under a key, if one was written.
    pub fn get_key(&self, key: &str) -> Option<&'static str> {
        match &self.get(key)?.value {
            Value::Choice(choice, at) => Some(choice.options[usize::from(*at)].key),
            _ => None,
        }
    }

    /// The words of closed lists in the list under a key.
    pub fn get_keys(&self, key: &str) -> Vec<&'static str> {
        let Some(Value::List(items)) = self.get(key).map(|written| &written.value) else { return Vec::new() };
        let option = |item: &Written| match &item.value {
            Value::Choice(choice, at) => Some(choice.options[usize::from(*at)].key),
            _ => None,
        };
        items.iter().filter_map(option).collect()
    }

    /// The day under a key, if one was written.
    pub fn get_date(&self, key: &str) -> Option<Date> {
        match &self.get(key)?.value {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_small() {
        let sizes = (size_of::<Value>(), size_of::<Written>(), size_of::<Entry>(), size_of::<Fields>());
        assert_eq!(sizes, (24, 32, 40, 40), "bytes on a machine of 64 bits");
    }
}
