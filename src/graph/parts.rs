//! Parts by the objects around them: found in runs of whole documents, side by side.
//!
//! What is found does not depend on where the runs begin.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Head, Object, ObjectId};
use crate::schema::Noun;

/// Objects in a run of documents, at least: enough that handing out work costs nothing.
const RUN: u32 = 1024;

/// The numbers of the objects, cut where documents begin.
pub(super) fn runs(heads: &[Head], objects: usize) -> Vec<Range<usize>> {
    let mut firsts: Vec<u32> = Vec::new();
    for head in heads {
        if firsts.last().is_none_or(|first| head.first - first >= RUN) {
            firsts.push(head.first);
        }
    }
    let end = |run: usize| firsts.get(run + 1).map_or(objects, |first| *first as usize);
    firsts.iter().enumerate().map(|(run, first)| *first as usize..end(run)).collect()
}

/// The parts of objects, by the object around them and their name. Parts stand in the document of what they are parts
/// of, so each run of documents has a table of its own: they are filled side by side, and each is small.
pub(super) struct Parts<'n> {
    pub tables: Vec<Table<'n>>,
    /// The number of the first object of each run.
    firsts: Vec<u32>,
}

pub(super) type Table<'n> = FxHashMap<(ObjectId, &'n str), ObjectId>;

/// What else is found out in a run of documents.
pub(super) struct Run {
    /// The outermost object around each object.
    pub tops: Vec<ObjectId>,
    /// What has a name and is part of nothing.
    pub alone: Vec<ObjectId>,
    /// Parts that have the name of another one, with that one.
    pub again: Vec<(ObjectId, ObjectId)>,
}

impl<'n> Parts<'n> {
    /// Finds the parts of all objects, whose ids are these.
    pub fn collect(ids: &'n [Box<str>], objects: &[Object], heads: &[Head]) -> (Self, Vec<Run>) {
        let runs = runs(heads, objects.len());
        let firsts = runs.iter().map(|numbers| numbers.start as u32).collect();
        let ranges = runs.into_par_iter().with_max_len(1);
        let (tables, runs) = ranges.map(|numbers| run(ids, objects, numbers)).unzip();
        (Self { tables, firsts }, runs)
    }

    /// Where the parts of an object are, and their parts.
    pub fn table(&self, object: ObjectId) -> &Table<'n> {
        let after = self.firsts.partition_point(|first| *first <= object.0);
        &self.tables[after - 1]
    }
}

fn run<'n>(ids: &'n [Box<str>], objects: &[Object], numbers: Range<usize>) -> (Table<'n>, Run) {
    let mut table = Table::default();
    table.reserve(numbers.len());
    let mut run = Run { tops: Vec::with_capacity(numbers.len()), alone: Vec::new(), again: Vec::new() };
    let start = numbers.start;
    for number in numbers {
        let (id, object, name) = (ObjectId(number as u32), &objects[number], &*ids[number]);
        // Parents stand before their parts.
        run.tops.push(object.parent.map_or(id, |parent| run.tops[parent.index() - start]));
        if name.is_empty() || object.noun == Noun::Zone {
            continue;
        }
        match object.parent {
            None => run.alone.push(id),
            Some(parent) => {
                let first = *table.entry((parent, name)).or_insert(id);
                run.again.extend((first != id).then_some((id, first)));
            }
        }
    }
    (table, run)
}
