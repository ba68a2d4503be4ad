//! What a description says, after decoding: values that know their place.

use jiff::civil::Date;

use super::fields::{Choice, Record};
use crate::source::{Span, Spanned};

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
    List(Box<[Spanned<Value>]>),
    /// Fields of their own.
    Record(Box<Fields>),
}

/// A name of another object as written.
#[derive(Debug, Clone)]
pub struct Reference {
    /// `id`, `id.part`, or `AGENCY/id.part`.
    pub text: Box<str>,
    /// The number of the object it names, filled in when references are resolved; stays empty when dangling.
    pub target: Option<u32>,
}

/// The fields that were written, sorted by slot.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The declaration that the slots count in.
    pub record: &'static Record,
    /// As many as there are: an estate has millions of records, and most of them are short.
    entries: Box<[Entry]>,
    /// Which slots were written, and where. Conditions read fields more often than anything else is done, and most of
    /// them are absent.
    written: Written,
}

/// A bit for every slot: how many lower bits are set is the position of its entry. How many are set before each byte is
/// kept, because counting takes many processors longer than looking up.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    bits: [u8; 16],
    before: [u8; 16],
}

/// How many bits of a byte are set.
static SET: [u8; 256] = {
    let mut set = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        set[byte] = (byte as u8).count_ones() as u8;
        byte += 1;
    }
    set
};

impl Written {
    fn of(entries: &[Entry]) -> Self {
        let mut written = Self::default();
        for entry in entries {
            debug_assert!(entry.slot < 128, "no record has so many fields");
            written.bits[usize::from(entry.slot / 8)] |= 1 << (entry.slot % 8);
        }
        let mut count = 0;
        for (before, bits) in written.before.iter_mut().zip(written.bits) {
            *before = count;
            count += SET[usize::from(bits)];
        }
        written
    }

    /// The position of a slot's entry.
    #[inline]
    fn position(&self, slot: u16) -> Option<usize> {
        let (byte, bit) = (usize::from(slot / 8), slot % 8);
        let bits = self.bits[byte];
        let lower = bits & ((1 << bit) - 1);
        (bits >> bit & 1 == 1).then(|| usize::from(self.before[byte] + SET[usize::from(lower)]))
    }
}

/// One written field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The field's place in its record.
    pub slot: u16,
    /// Where the key was written.
    pub key: Span,
    /// The value and its place.
    pub value: Spanned<Value>,
}

impl Fields {
    /// A record in which nothing was written.
    pub fn new(record: &'static Record) -> Self {
        Self::of(record, Vec::new())
    }

    /// A record with what was written, in any order; no slot twice.
    pub fn of(record: &'static Record, mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by_key(|entry| entry.slot);
        let written = Written::of(&entries);
        Self { record, entries: entries.into(), written }
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
        self.written.position(slot).map(|at| &self.entries[at])
    }

    /// The value in a slot, if anything was written.
    pub fn value(&self, slot: u16) -> Option<&Spanned<Value>> {
        self.entry(slot).map(|entry| &entry.value)
    }

    /// The value of a key, looked up by name. For callers outside hot paths.
    pub fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.value(self.record.find(key)?.0)
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
        let text = |item: &Spanned<Value>| match &item.value {
            Value::Text(text) => Some(Spanned::new(text.clone(), item.span)),
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
        let option = |item: &Spanned<Value>| match &item.value {
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
        assert_eq!((size_of::<Value>(), size_of::<Entry>()), (24, 56), "bytes on a machine of 64 bits");
    }
}
