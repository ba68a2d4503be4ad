//! Spanned nodes to spanned values, by the declarations alone. Every fault is collected.
//!
//! One walk over a document, driven by a [`Record`]: unknown keys, wrong types, values outside a list,
//! missing keys, empty values. It resolves no reference and knows no noun's meaning.

mod objects;

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fields::{Choice, Field, Need, Noun, Record, Type};
use super::nearest::nearest;
use super::plain::{Plain, plain};
use super::value::{Entry, Fields, Reference, Value, Written};
use crate::finding::{Finding, Mend, Safety, Value as Shown, Way, builtin};
use crate::lang::Words;
use crate::source::{Span, Spanned};
use crate::yaml::{Data, NodeId, Pair, Tree};

/// An object as written, before references are resolved.
#[derive(Debug, Clone)]
pub struct Object {
    /// What kind of thing it is.
    pub noun: Noun,
    /// Its id and where it was written; empty for a flow, whose place is its first key.
    pub id: Spanned<Box<str>>,
    /// The object that contains it, as an index into the same list.
    pub parent: Option<u32>,
    /// What was written about it.
    pub fields: Fields,
    /// All of it.
    pub span: Span,
}

/// What a document says.
#[derive(Debug)]
pub struct Decoded {
    /// The fields of the document itself.
    pub fields: Fields,
    /// Every object in it; a parent stands before its parts.
    pub objects: Vec<Object>,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
    /// Whether the word `unknown` stands for some value in it.
    pub says_unknown: bool,
}

/// Where the words `unknown` and `not-applicable` may stand in for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Everywhere below the document's own keys: descriptions.
    Below,
    /// Nowhere: rule files and settings.
    Nowhere,
}

/// Reads one document of a tree.
pub struct Decoder<'t, 's> {
    tree: &'t Tree<'s>,
    special: Special,
    depth: usize,
    objects: Vec<Object>,
    findings: Vec<Finding>,
    says_unknown: bool,
    /// The numbers of the findings at each place.
    found: FxHashMap<Span, Vec<usize>>,
    /// Places that were looked at for the nearest word, and the list of words.
    looked: FxHashSet<(Span, usize)>,
}

/// How many valid words a message may list before it is cut.
const LISTED: usize = 12;

impl<'t, 's> Decoder<'t, 's> {
    /// A reader of `tree`.
    pub fn new(tree: &'t Tree<'s>, special: Special) -> Self {
        Self {
            tree,
            special,
            depth: 0,
            objects: Vec::new(),
            findings: Vec::new(),
            says_unknown: false,
            found: FxHashMap::default(),
            looked: FxHashSet::default(),
        }
    }

    /// Reads the document at `root` as `record`.
    pub fn document(mut self, root: NodeId, record: &'static Record) -> Decoded {
        let source = self.tree.span(root).source;
        let fields = self.record(root, record, None, record.key).unwrap_or_else(|| Fields::new(record, source));
        // What an estate says stays in memory for the whole run: no room is kept for more objects.
        self.objects.shrink_to_fit();
        Decoded { fields, objects: self.objects, findings: self.findings, says_unknown: self.says_unknown }
    }

    /// `name` is what the user calls it: the key or id it stands under.
    fn record(&mut self, id: NodeId, record: &'static Record, within: Option<u32>, name: &str) -> Option<Fields> {
        let source = self.tree.span(id).source;
        self.entries(id, record, within, name, 0).map(|entries| Fields::of(record, source, entries))
    }

    /// The fields of a record, with room for so many more.
    fn entries(
        &mut self,
        id: NodeId,
        record: &'static Record,
        within: Option<u32>,
        name: &str,
        room: usize,
    ) -> Option<Vec<Entry>> {
        let Some(pairs) = self.tree.mapping(id) else {
            self.wrong_type(id, name, Type::Record(record).label());
            return None;
        };
        let mut entries = Vec::with_capacity(pairs.len() + room);
        self.depth += 1;
        let mut slot = 0;
        for pair in pairs {
            if let Some(entry) = self.pair(*pair, pairs, (record, slot), within) {
                slot = entry.slot() + 1;
                entries.push(entry);
            }
        }
        self.depth -= 1;
        let mut first = 0;
        // Group by group: this is asked of every record, and hardly any field is required.
        for group in record.groups {
            for (slot, field) in (first..).zip(*group).filter(|(_, field)| field.need == Need::Required) {
                if entries.iter().any(|entry| entry.slot() == slot) {
                    continue;
                }
                let at = self.opening(id);
                let values = [Shown::raw(field.key), Shown::Named(record.label)];
                self.report(Finding::builtin(&builtin::MISSING_KEY, at, values));
            }
            first += group.len() as u16;
        }
        Some(entries)
    }

    /// `slot` is where the key is expected.
    fn pair(
        &mut self,
        pair: Pair,
        all: &[Pair],
        (record, slot): (&'static Record, u16),
        within: Option<u32>,
    ) -> Option<Entry> {
        let key = self.tree.key(pair);
        // Keys of the user's own, mostly anchors for later use.
        if key.starts_with("x-") {
            return None;
        }
        let Some((slot, field)) = record.find_from(slot, key) else {
            self.unknown_key(pair, all, record);
            return None;
        };
        let value = self.field(pair.value, field, within);
        Some(Entry::new(slot, self.tree.span(pair.key), value))
    }

    fn field(&mut self, id: NodeId, field: &'static Field, within: Option<u32>) -> Written {
        let span = self.tree.span(id);
        if self.is_null(id) && !matches!(field.ty, Type::Any) {
            self.nothing(span, field.key);
            return Written::new(Value::Invalid, span);
        }
        let value = match self.special_word(id, &field.ty) {
            Some(special) => special,
            None => self.typed(id, &field.ty, field, within),
        };
        Written::new(value, span)
    }

    fn special_word(&mut self, id: NodeId, ty: &Type) -> Option<Value> {
        if self.special == Special::Nowhere || self.depth < 2 {
            return None;
        }
        let word = match self.tree.scalar(id)? {
            "unknown" => Value::Unknown,
            "not-applicable" => Value::NotApplicable,
            _ => return None,
        };
        // JSON quotes every word, so quotes say nothing, except where the field takes text.
        let special = self.unquoted(id).is_some() || !takes_text(ty);
        self.says_unknown |= special && matches!(word, Value::Unknown);
        special.then_some(word)
    }

    fn typed(&mut self, id: NodeId, ty: &'static Type, field: &'static Field, within: Option<u32>) -> Value {
        match *ty {
            Type::Text => self.text(id, field),
            Type::Bool => match self.plain(id) {
                Some(Plain::Bool(value)) => Value::Bool(value),
                _ => self.refuse(id, ty, field),
            },
            Type::Integer(low, high) => self.integer(id, (low, high), ty, field),
            Type::Date => self.date(id, ty, field),
            Type::Choice(choice) => self.choice(id, choice, ty, field),
            Type::Ref(_) => match self.string(id) {
                Some(text) => Value::Reference(Reference::new(text, self.tree.bytes(self.tree.span(id)))),
                None => self.refuse(id, ty, field),
            },
            Type::List(item) => match self.tree.sequence(id) {
                Some(items) => self.items(items, item, field, within),
                None => self.refuse(id, ty, field),
            },
            Type::Several(item) => match self.tree.sequence(id) {
                Some(items) => self.items(items, item, field, within),
                None => {
                    let value = self.typed(id, item, field, within);
                    Value::List([Written::new(value, self.tree.span(id))].into())
                }
            },
            Type::Record(record) => match self.record(id, record, within, field.key) {
                Some(fields) => Value::Record(fields.into()),
                None => Value::Invalid,
            },
            Type::Keyed(choice, record) => self.keyed(id, choice, record, ty, field),
            Type::Objects(record) => self.map_of_objects(id, record, ty, field, within),
            Type::Listed(record) => self.list_of_objects(id, record, ty, field, within),
            Type::KeyedObjects(choice, record) => self.keyed_objects(id, choice, record, (ty, field), within),
            Type::Any => Value::NotApplicable,
        }
    }

    fn items(&mut self, ids: &[NodeId], item: &'static Type, field: &'static Field, within: Option<u32>) -> Value {
        let items = ids.iter().map(|id| {
            let span = self.tree.span(*id);
            if self.is_null(*id) {
                self.nothing(span, field.key);
                return Written::new(Value::Invalid, span);
            }
            Written::new(self.typed(*id, item, field, within), span)
        });
        Value::List(items.collect())
    }

    fn text(&mut self, id: NodeId, field: &'static Field) -> Value {
        match (self.plain(id), self.tree.scalar(id)) {
            // A number is meant as its text: `version: 2.10` stays 2.10.
            (None | Some(Plain::Integer | Plain::Float | Plain::Text), Some(text)) => Value::Text(nfc(text)),
            _ => self.refuse(id, &Type::Text, field),
        }
    }

    fn integer(&mut self, id: NodeId, bounds: (i64, i64), ty: &'static Type, field: &'static Field) -> Value {
        let (Some(Plain::Integer), Some(text)) = (self.plain(id), self.tree.scalar(id)) else {
            return self.refuse(id, ty, field);
        };
        match super::plain::integer(text) {
            Some(value) if (bounds.0..=bounds.1).contains(&value) => Value::Integer(value),
            value => {
                // The largest number there is says nothing, unless that is what was passed.
                let high = Shown::maybe((bounds.1 < i64::MAX || value.is_none()).then_some(bounds.1));
                let low = Shown::raw(bounds.0);
                let values = [Shown::raw(field.key), Shown::raw(text), low, high];
                let at = self.tree.span(id);
                self.report(Finding::builtin(&builtin::OUT_OF_RANGE, at, values));
                Value::Invalid
            }
        }
    }

    fn date(&mut self, id: NodeId, ty: &'static Type, field: &'static Field) -> Value {
        let Some(text) = self.string(id) else { return self.refuse(id, ty, field) };
        // jiff also reads `20260101` and week dates; a description has one spelling.
        let spelt = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        match text.parse::<Date>() {
            Ok(date) if spelt => Value::Date(date),
            _ => {
                let values = [Shown::raw(field.key), Shown::raw(text)];
                let at = self.tree.span(id);
                self.report(Finding::builtin(&builtin::INVALID_DATE, at, values));
                Value::Invalid
            }
        }
    }

    fn choice(&mut self, id: NodeId, choice: &'static Choice, ty: &'static Type, field: &'static Field) -> Value {
        let Some(text) = self.string(id) else { return self.refuse(id, ty, field) };
        match choice.index(text) {
            Some(index) => Value::Choice(choice, index),
            None => {
                let keys = choice.options.iter().map(|option| option.key);
                self.unknown_value(id, text, field, keys);
                Value::Invalid
            }
        }
    }

    fn unknown_value(
        &mut self,
        id: NodeId,
        text: &str,
        field: &'static Field,
        keys: impl Iterator<Item = &'static str> + Clone,
    ) {
        let at = self.tree.span(id);
        if !self.looked.insert((at, std::ptr::from_ref(field).addr())) {
            return;
        }
        let near = nearest(text, keys.clone());
        let values = [Shown::raw(field.key), Shown::raw(text), Shown::maybe(near.certain_or_likely()), listed(keys)];
        let finding = Finding::builtin(&builtin::UNKNOWN_VALUE, at, values);
        self.report(match near.certain() {
            Some(word) => finding.mend(Mend { way: Way::Replace, at, with: word.to_owned(), safety: Safety::Safe }),
            None => finding,
        });
    }

    fn unknown_key(&mut self, pair: Pair, all: &[Pair], record: &'static Record) {
        let (key, at) = (self.tree.key(pair), self.tree.span(pair.key));
        // Behind aliases the same key is met many times, and looking for a word near it takes long.
        if !self.looked.insert((at, std::ptr::from_ref(record).addr())) {
            return;
        }
        // A suggestion that is already there would only make a duplicate.
        let there = |key: &str| all.iter().any(|pair| self.tree.key(*pair) == key);
        let near = nearest(key, record.fields().map(|(_, field)| field.key).filter(|key| !there(key)));
        let values = [
            Shown::raw(key),
            Shown::Named(record.label),
            Shown::maybe(near.certain_or_likely()),
            listed(record.fields().map(|(_, field)| field.key)),
        ];
        let finding = Finding::builtin(&builtin::UNKNOWN_KEY, at, values);
        self.report(match near.certain() {
            Some(word) => finding.mend(Mend { way: Way::Replace, at, with: word.to_owned(), safety: Safety::Safe }),
            None => finding,
        });
    }

    /// The first key of a mapping, or the head of anything else: a place that is one line, not a page.
    fn opening(&self, id: NodeId) -> Span {
        match self.tree.mapping(id) {
            Some([first, ..]) => self.tree.span(first.key),
            _ => self.tree.span(id),
        }
    }

    /// Keeps a finding, once: a node behind aliases is met again at each of them, and has the same faults there.
    fn report(&mut self, finding: Finding) {
        let here = self.found.entry(finding.at).or_default();
        if !here.iter().any(|number| self.findings[*number] == finding) {
            here.push(self.findings.len());
            self.findings.push(finding);
        }
    }

    /// Reports that nothing was written, unless the text has a fault there and was read as nothing.
    fn nothing(&mut self, at: Span, key: &str) {
        // Faults stand in the order of the text, and a hostile text has many.
        let before = self.tree.faults.partition_point(|fault| fault.at().start < at.start);
        if self.tree.faults.get(before).is_none_or(|fault| fault.at() != at) {
            self.report(Finding::builtin(&builtin::EMPTY_VALUE, at, [Shown::raw(key)]));
        }
    }

    fn refuse(&mut self, id: NodeId, ty: &'static Type, field: &'static Field) -> Value {
        self.wrong_type(id, field.key, ty.label());
        Value::Invalid
    }

    fn wrong_type(&mut self, id: NodeId, name: &str, expected: Words) {
        let found = match self.tree.data(id) {
            Data::Sequence(_) => super::fields::LIST_WORD,
            Data::Mapping(_) => super::fields::MAPPING_WORD,
            Data::Scalar { .. } => self.plain(id).unwrap_or(Plain::Text).label(),
        };
        let at = self.opening(id);
        let values = [Shown::raw(name), Shown::Named(expected), Shown::Named(found)];
        self.report(Finding::builtin(&builtin::WRONG_TYPE, at, values));
    }

    /// Whether nothing was written: plain and empty, `~` or `null`.
    fn is_null(&self, id: NodeId) -> bool {
        self.tree.is_null(id) && !self.is_said_to_be_text(id)
    }

    /// The text of a plain scalar; `None` for one that is text in any case, and for collections.
    fn unquoted(&self, id: NodeId) -> Option<&'t str> {
        self.tree.plain(id).filter(|_| !self.is_said_to_be_text(id))
    }

    fn is_said_to_be_text(&self, id: NodeId) -> bool {
        self.tree.tag(id) == Some("tag:yaml.org,2002:str")
    }

    /// What a plain scalar means; `None` for quoted text and for collections.
    fn plain(&self, id: NodeId) -> Option<Plain> {
        self.unquoted(id).map(plain)
    }

    /// A scalar that is text: quoted, or plain and nothing else.
    fn string(&self, id: NodeId) -> Option<&'t str> {
        self.tree.scalar(id).filter(|_| matches!(self.plain(id), None | Some(Plain::Text)))
    }
}

/// Whether a quoted word may be meant as text, or as the name of an object called so.
fn takes_text(ty: &Type) -> bool {
    match ty {
        Type::Text | Type::Ref(_) => true,
        Type::Several(item) => takes_text(item),
        _ => false,
    }
}

fn listed(keys: impl Iterator<Item = &'static str>) -> Shown {
    let keys: Vec<_> = keys.collect();
    if keys.len() <= LISTED {
        return Shown::list(keys);
    }
    Shown::list(keys[..LISTED].iter().copied().chain([&*format!("… ({})", keys.len())]))
}

/// Text in Unicode's composed form, so that two spellings of one Vietnamese word are equal.
fn nfc(text: &str) -> Box<str> {
    // Composed Vietnamese lives below U+0300 and in U+1E00..U+1EFF; only other text needs the full check. All
    // pairs of bytes are looked at without a branch, so that many are at once.
    let settles =
        |(first, second): (&u8, &u8)| (*first < 0xCC) | ((*first == 0xE1) & (*second >= 0xB8) & (*second < 0xBC));
    let bytes = text.as_bytes();
    let settled = bytes.iter().zip(bytes.iter().skip(1)).fold(true, |settled, pair| settled & settles(pair));
    let text = Cow::Borrowed(text);
    match settled || unicode_normalization::is_nfc(&text) {
        true => text.into(),
        false => unicode_normalization::UnicodeNormalization::nfc(&*text).collect::<String>().into(),
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_quick_look_at_text_overlooks_no_character() {
        // Beyond are no bytes that the quick look lets pass.
        for c in '\u{1}'..'\u{3100}' {
            for text in [c.to_string(), format!("a{c}"), format!("ạ{c}ế")] {
                assert_eq!(*super::nfc(&text), *text.nfc().collect::<String>(), "U+{:04X}", c as u32);
            }
        }
    }
}
