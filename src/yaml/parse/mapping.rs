//! The keys of one mapping: unique ones, merged ones.
//!
//! Called once when a mapping ends. Keys come from strangers, so the table for many of them is hashed with a
//! random seed; it is only asked, never walked, so the result does not depend on the seed.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;

use crate::source::Span;
use crate::yaml::{Data, Fault, Node, NodeId, Pair, Style};

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
    pub(super) nodes: &'a [Node<'s>],
    /// Nodes that stand for an alias which was read as nothing, and was reported as such.
    pub(super) lost: &'a FxHashSet<NodeId>,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl<'a> Context<'a, '_> {
    fn text(&self, id: NodeId) -> &'a str {
        match &self.nodes[id.0 as usize].data {
            Data::Scalar { text, .. } => text,
            _ => unreachable!("a mapping's key is a scalar"),
        }
    }

    /// Whether this key is `<<`: without quotes, and not said to be text.
    fn is_merge(&self, id: NodeId) -> bool {
        let node = &self.nodes[id.0 as usize];
        matches!(&node.data, Data::Scalar { text, style: Style::Plain } if text == "<<")
            && node.tag.as_deref().is_none_or(|tag| tag == "tag:yaml.org,2002:merge")
    }

    /// The own pairs in their order, then those of the merge key. A key counts where it stands first.
    pub(super) fn pairs(&mut self, entries: &[Entry]) -> Vec<Pair> {
        let mut own = Vec::with_capacity(entries.len());
        let mut merge = None;
        let mut table = HashMap::new();
        let mut known = [0; FEW];
        for (index, entry) in entries.iter().enumerate() {
            let (text, merges) = (self.text(entry.key), self.is_merge(entry.key));
            let first = if entries.len() <= FEW {
                let like = likeness(text);
                let same = |other: &Entry| self.text(other.key) == text && self.is_merge(other.key) == merges;
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
            self.merge(&mut own, entry);
        }
        own
    }

    /// Adds the pairs of a merge key's value whose keys are not there yet. An alias in it has been paid for when
    /// it was read, so this cannot take longer than the document may expand to.
    fn merge(&mut self, pairs: &mut Vec<Pair>, entry: Entry) {
        let mut seen: HashSet<&str> = pairs.iter().map(|pair| self.text(pair.key)).collect();
        let listed = match &self.nodes[entry.value.0 as usize].data {
            Data::Sequence(items) => &items[..],
            _ => std::slice::from_ref(&entry.value),
        };
        for id in listed {
            let node = &self.nodes[id.0 as usize];
            if let Data::Mapping(merged) = &node.data {
                pairs.extend(merged.iter().filter(|pair| seen.insert(self.text(pair.key))));
            } else if !self.lost.contains(id) {
                let inside = entry.value_at.start <= node.span.start && node.span.end <= entry.value_at.end;
                self.faults.push(Fault::BadMerge { at: if inside { node.span } else { entry.value_at } });
            }
        }
    }
}
