//! What several conditions ask alike: the answers to parts with the same words, kept while they are of use.
//!
//! Rules repeat each other: whether a flow has ended is asked by most rules about flows, whether it carries personal
//! data by every system, part and interface at its ends. Such a part depends on one object alone, and its answer is
//! found once. Nothing here changes an answer; what is not kept is asked again.

use std::cell::{Cell, RefCell};
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_128;

use super::value::Truth;
use crate::graph::{Graph, ObjectId, target};
use crate::schema::{Noun, Value};

/// The words of a part, as a number that no other words have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Words(u128);

impl Words {
    pub fn of(text: &str) -> Self {
        Self(xxh3_128(text.as_bytes()))
    }
}

/// Answers by number; none at first.
#[derive(Debug)]
pub(super) struct Answers(Box<[Cell<Option<Truth>>]>);

impl Answers {
    fn new(count: usize) -> Self {
        Self(vec![Cell::new(None); count].into())
    }

    pub fn get(&self, number: u32) -> Option<Truth> {
        self.0[number as usize].get()
    }

    pub fn set(&self, number: u32, answer: Truth) {
        self.0[number as usize].set(Some(answer));
    }
}

/// Answers about objects. Each takes two bits, so that there can be room for all objects whatever their noun.
#[derive(Debug)]
pub(super) struct Known(Box<[AtomicU8]>);

impl Known {
    fn new(objects: usize) -> Self {
        Self(std::iter::repeat_with(AtomicU8::default).take(objects.div_ceil(4)).collect())
    }

    /// The byte in which an answer stands, and where.
    fn of(&self, id: ObjectId) -> (&AtomicU8, u32) {
        (&self.0[id.0 as usize / 4], id.0 % 4 * 2)
    }

    pub fn get(&self, id: ObjectId) -> Option<Truth> {
        let (byte, at) = self.of(id);
        // Nothing is an answer that was not given yet, and one more than its number is one that was.
        let answer = usize::from(byte.load(Relaxed) >> at & 3).checked_sub(1)?;
        Some(Truth::ALL[answer])
    }

    /// Two threads may find the same answer at the same time; it is the same.
    pub fn set(&self, id: ObjectId, answer: Truth) {
        let (byte, at) = self.of(id);
        byte.fetch_or((answer as u8 + 1) << at, Relaxed);
    }
}

/// What is kept during a run, for all who ask.
#[derive(Debug, Default)]
pub struct Memo {
    /// By the words of a part that depends on an item its answers about objects.
    known: Mutex<FxHashMap<Words, Arc<Known>>>,
    /// The words that several conditions have.
    repeated: Mutex<Arc<FxHashSet<Words>>>,
    /// By noun and a field of it, which of its objects name an object there.
    naming: Mutex<FxHashMap<(Noun, u16), Arc<Naming>>>,
}

/// Which objects of a noun name an object in one of their fields.
#[derive(Debug, Default)]
pub(super) struct Naming {
    by_named: FxHashMap<ObjectId, Vec<ObjectId>>,
    /// Those of which it is not known whom they name, or not all of them.
    open: Vec<ObjectId>,
}

impl Naming {
    fn of(graph: &Graph, noun: Noun, slot: u16) -> Self {
        let mut all = Self::default();
        for id in graph.all(noun) {
            let items = match graph.object(*id).fields.value(slot).map(|written| &written.value) {
                Some(Value::List(items)) => items,
                Some(Value::NotApplicable) => continue,
                _ => {
                    all.open.push(*id);
                    continue;
                }
            };
            let named: Vec<ObjectId> = items.iter().filter_map(|item| target(&item.value)).collect();
            all.open.extend((named.len() < items.len()).then_some(*id));
            named.into_iter().for_each(|named| all.by_named.entry(named).or_default().push(*id));
        }
        all
    }

    /// Those that may name an object; some perhaps twice.
    pub fn around(&self, named: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.by_named.get(&named).into_iter().flatten().chain(&self.open).copied()
    }
}

impl Memo {
    /// The answers to a part whose item is an object.
    pub(super) fn known(&self, graph: &Graph, words: Words) -> Arc<Known> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(words).or_insert_with(|| Arc::new(Known::new(graph.len()))))
    }

    /// Which objects of a noun name which in a field.
    pub(super) fn naming(&self, graph: &Graph, noun: Noun, slot: u16) -> Arc<Naming> {
        let mut naming = self.naming.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(naming.entry((noun, slot)).or_insert_with(|| Arc::new(Naming::of(graph, noun, slot))))
    }

    fn repeated(&self) -> Arc<FxHashSet<Words>> {
        Arc::clone(&self.repeated.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, words: Words) {
        Arc::make_mut(&mut self.repeated.lock().unwrap_or_else(PoisonError::into_inner)).insert(words);
    }
}

/// Answers about what is asked of together, by row. Only what is asked again is worth keeping: that is found out once.
#[derive(Debug)]
pub(super) struct Kept<'m> {
    memo: &'m Memo,
    repeated: Arc<FxHashSet<Words>>,
    /// Without answers what was asked once.
    answers: RefCell<FxHashMap<Words, Option<Rc<Answers>>>>,
}

impl<'m> Kept<'m> {
    pub fn new(memo: &'m Memo) -> Self {
        Self { memo, repeated: memo.repeated(), answers: RefCell::default() }
    }

    /// The answers to a part, of so many rows; nothing, where nobody is known to ask it again.
    pub fn answers(&self, words: Words, rows: usize) -> Option<Rc<Answers>> {
        let mut all = self.answers.borrow_mut();
        match all.entry(words) {
            Entry::Vacant(free) if !self.repeated.contains(&words) => {
                free.insert(None);
                None
            }
            Entry::Vacant(free) => free.insert(Some(Rc::new(Answers::new(rows)))).clone(),
            Entry::Occupied(taken) if taken.get().is_some() => taken.get().clone(),
            Entry::Occupied(mut taken) => {
                self.memo.note(words);
                taken.insert(Some(Rc::new(Answers::new(rows))));
                taken.get().clone()
            }
        }
    }

    /// Where answers about items are kept.
    pub fn memo(&self) -> &Memo {
        self.memo
    }
}
