//! Items that say nothing but their kind: the word of a closed list where fields of their own could stand.
//!
//! Such an item is the same wherever it stands, and most items of an estate are such. So each is there once in the
//! whole program, for all estates, and an estate's items refer to it. Where one stands its list says. This room
//! never holds anything that somebody wrote: only what is declared, so that it does not grow with what is read.

use std::sync::{PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fields::{Choice, Record};
use super::value::{Entry, Fields, Value, Written};
use crate::source::{SourceId, Span};

/// The items by the addresses of their list and record, which are static.
type Known = FxHashMap<(usize, usize), &'static [Fields]>;

static KNOWN: RwLock<Known> = RwLock::new(Known::with_hasher(FxBuildHasher));

/// The items of a closed list that say nothing but their kind, in the list's order; `record` is what others say of
/// themselves, and its first field the kind.
pub fn bare(choice: &'static Choice, record: &'static Record) -> &'static [Fields] {
    let key = (std::ptr::from_ref(choice).addr(), std::ptr::from_ref(record).addr());
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    known.unwrap_or_else(|| {
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Box::leak(make(choice, record)))
    })
}

fn make(choice: &'static Choice, record: &'static Record) -> Box<[Fields]> {
    let nowhere = Span::new(SourceId::NONE, 0, 0);
    let item = |index| {
        let kind = Written::new(Value::Choice(choice, index), nowhere);
        Fields::of(record, SourceId::NONE, vec![Entry::new(0, nowhere, kind)])
    };
    (0..choice.options.len() as u16).map(item).collect()
}
