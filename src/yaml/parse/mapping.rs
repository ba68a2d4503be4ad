//! The keys of one mapping: unique ones, merged ones.
//!
//! Called once when a mapping ends. Keys come from strangers, so the table for many of them is hashed with a
//! random seed; it is only asked, never walked, so the result does not depend on the seed.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;

use crate::source::Span;
use crate::yaml::{Fault, NodeId, Pair, Tree};

/// Up to so many keys, comparing each with each is faster than hashing.
const FEW: usize = 48;

/// A number that is equal for equal keys and nearly always differs for others.
fn likeness(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let end = bytes.iter().rev().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte));
    end << 16 | (bytes.len() as u64 & 0xFFFF)
}

/// How much of a key a fault repeats; an alias could name a key of a megabyte many times.
const SHOWN: usize = 100;

/// A pair as it was read. The places are those in this mapping; an alias' node was written elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) key: NodeId,
    pub(super) value: NodeId,
    pub(super) key_at: Span,
    pub(super) value_at: Span,
}

/// What `pairs` looks at and adds to.
pub(super) struct Context<'a, 's> {
    pub(super) tree: &'a Tree<'s>,
    /// Nodes that stand for an alias which was read as nothing, and was reported as such.
    pub(super) lost: &'a FxHashSet<NodeId>,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl<'a> Context<'a, '_> {
    fn text(&self, id: NodeId) -> &'a str {
        self.tree.scalar(id).expect("a mapping's key is a scalar")
    }

    /// Whether this key, which is `<<`, merges: without quotes, and not said to be text.
    fn is_merge(&self, id: NodeId) -> bool {
        self.tree.plain(id).is_some() && self.tree.tag(id).is_none_or(|tag| tag == "tag:yaml.org,2002:merge")
    }

    /// Adds the own pairs in their order, then those of the merge key. A key counts where it stands first.
    pub(super) fn pairs(&mut self, entries: &[Entry], own: &mut Vec<Pair>) {
        let mut merge = None;
        let mut table = HashMap::new();
        let mut known = [0; FEW];
        for (index, entry) in entries.iter().enumerate() {
            let text = self.text(entry.key);
            let merges = text == "<<" && self.is_merge(entry.key);
            let first = if entries.len() <= FEW {
                let like = likeness(text);
                let like_this = |other: &Entry| text != "<<" || self.is_merge(other.key) == merges;
                let same = |other: &Entry| self.text(other.key) == text && like_this(other);
                // All are looked at together; nearly always none is like this one.
                let any = known[..index].iter().fold(false, |any, known| any | (*known == like));
                known[index] = like;
                if any { entries[..index].iter().find(|other| same(other)) } else { None }
            } else {
                let first = *table.entry((text, merges)).or_insert(index);
                (first < index).then(|| &entries[first])
            };
            match first {
                Some(first) => {
                    let key = text.chars().take(SHOWN).collect();
                    self.faults.push(Fault::DuplicateKey { at: entry.key_at, first: first.key_at, key });
                }
                None if merges => merge = Some(*entry),
                None => own.push(Pair { key: entry.key, value: entry.value }),
            }
        }
        if let Some(entry) = merge {
            self.merge(own, entry);
        }
    }

    /// Adds the pairs of a merge key's value whose keys are not there yet. An alias in it has been paid for when
    /// it was read, so this cannot take longer than the document may expand to.
    fn merge(&mut self, pairs: &mut Vec<Pair>, entry: Entry) {
        let mut seen: HashSet<&str> = pairs.iter().map(|pair| self.text(pair.key)).collect();
        let tree = self.tree;
        let listed = tree.sequence(entry.value).unwrap_or(std::slice::from_ref(&entry.value));
        for id in listed {
            if let Some(merged) = tree.mapping(*id) {
                pairs.extend(merged.iter().filter(|pair| seen.insert(self.text(pair.key))));
            } else if !self.lost.contains(id) {
                let span = tree.span(*id);
                let inside = entry.value_at.start <= span.start && span.end <= entry.value_at.end;
                self.faults.push(Fault::BadMerge { at: if inside { span } else { entry.value_at } });
            }
        }
    }
}
