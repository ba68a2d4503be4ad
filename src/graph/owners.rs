//! Who owns what, and which ministry or province that is.

use std::ops::Range;

use rayon::prelude::*;

use super::parts::runs;
use super::{Graph, Head, Object, ObjectId, target};
use crate::finding::{Finding, Value as Shown, builtin};
use crate::model::choices::AGENCY_LEVEL;
use crate::model::governance::{AGENCY, REFERENCE};
use crate::model::record_of;
use crate::schema::{Noun, Value};

const REFERENCE_OBJECT: u16 = REFERENCE.slot("object");
const AGENCY_PARENT: u16 = AGENCY.slot("parent");
const AGENCY_LEVEL_SLOT: u16 = AGENCY.slot("level");

/// The owner of every object: its own `owner`, else that of what contains it, else its document's agency.
pub(super) fn owners(objects: &[Object], nouns: &[Noun], heads: &[Head]) -> Vec<Option<ObjectId>> {
    // Looked up once for each noun and not for each object.
    let slots = Noun::ALL.map(|noun| record_of(noun).find("owner").map(|(slot, _)| slot));
    let own = |object: &Object| -> Option<Option<ObjectId>> {
        Some(target(&object.fields.value(slots[object.noun as usize]?)?.value))
    };
    let of_run = |numbers: Range<usize>| {
        let start = numbers.start;
        let mut owners: Vec<Option<ObjectId>> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let object = &objects[number];
            let owner = match object.noun {
                Noun::Agency => Some(ObjectId(number as u32)),
                _ => match own(object) {
                    Some(owner) => owner,
                    // Parents stand before their parts, so theirs is known.
                    None => match object.parent {
                        Some(parent) => owners[parent.index() - start],
                        None => heads[object.document as usize].agency,
                    },
                },
            };
            owners.push(owner);
        }
        owners
    };
    let mut owners: Vec<Option<ObjectId>> =
        runs(heads, objects.len()).into_par_iter().with_max_len(1).flat_map_iter(of_run).collect();
    // A reference record is about somebody else's object: the file's agency uses it and does not own it.
    for (number, object) in objects.iter().enumerate() {
        if nouns[number] == Noun::Reference && own(object).is_none() {
            let about = object.fields.value(REFERENCE_OBJECT).and_then(|written| target(&written.value));
            owners[number] = about.and_then(|about| owners[about.index()]);
        }
    }
    owners
}

/// The ministry, province or other top agency above each object's owner. Agencies that are each
/// other's parents are reported once and have none.
pub(super) fn authorities(
    objects: &[Object],
    nouns: &[Noun],
    owners: &[Option<ObjectId>],
    findings: &mut Vec<Finding>,
) -> Vec<Option<ObjectId>> {
    let mut tops = vec![Top::Open; objects.len()];
    for (number, noun) in nouns.iter().enumerate() {
        if *noun == Noun::Agency {
            climb(objects, ObjectId(number as u32), &mut tops, findings);
        }
    }
    let top = |owner: Option<ObjectId>| match tops[owner?.index()] {
        Top::Known(top) => Some(top),
        Top::Open | Top::OnWay(_) | Top::Unknown => None,
    };
    owners.iter().map(|owner| top(*owner)).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Top {
    Open,
    /// On the chain in progress, at this place in it.
    OnWay(usize),
    Unknown,
    Known(ObjectId),
}

fn climb(objects: &[Object], start: ObjectId, tops: &mut [Top], findings: &mut Vec<Finding>) {
    let mut chain: Vec<ObjectId> = Vec::new();
    let mut at = start;
    let top = loop {
        match tops[at.index()] {
            Top::Open => {}
            Top::OnWay(first) => {
                let names = chain[first..].iter().chain([&at]).map(|id| &objects[id.index()].id.value);
                let place = objects[at.index()].id.span;
                findings.push(Finding::builtin(
                    &builtin::PARENT_CYCLE,
                    place,
                    [Shown::Chain(names.map(Shown::raw).collect())],
                ));
                break Top::Unknown;
            }
            known => break known,
        }
        tops[at.index()] = Top::OnWay(chain.len());
        chain.push(at);
        match step(&objects[at.index()], at) {
            Step::Top(top) => break Top::Known(top),
            Step::Unknown => break Top::Unknown,
            Step::Up(parent) => at = parent,
        }
    };
    for id in chain {
        tops[id.index()] = top;
    }
}

enum Step {
    Top(ObjectId),
    Up(ObjectId),
    Unknown,
}

/// A ministry, province or central agency is at the top whatever stands above it; an organisation is when
/// nothing does; a commune or unit belongs to what stands above it.
fn step(agency: &Object, id: ObjectId) -> Step {
    let level = match agency.fields.value(AGENCY_LEVEL_SLOT).map(|written| &written.value) {
        Some(Value::Choice(_, index)) => Some(AGENCY_LEVEL.options[*index as usize].key),
        _ => None,
    };
    if matches!(level, Some("ministry" | "province" | "central")) {
        return Step::Top(id);
    }
    match agency.fields.value(AGENCY_PARENT).map(|written| &written.value) {
        Some(parent) => target(parent).map_or(Step::Unknown, Step::Up),
        None if level == Some("organisation") => Step::Top(id),
        None => Step::Unknown,
    }
}

impl Graph {
    /// The agency at the head of the file that describes an object: whose word it is. `None` when the file names
    /// none, or one that nobody declares.
    pub fn author(&self, id: ObjectId) -> Option<ObjectId> {
        self.heads[self.object(id).document as usize].agency
    }

    /// The fact that is missing when [`Graph::owner`] or [`Graph::authority`] knows no answer: the object
    /// that lacks it and its field.
    pub fn owner_fact(&self, id: ObjectId) -> (ObjectId, &'static str) {
        let Some(mut agency) = self.owner(id) else { return (self.system(id), "owner") };
        for _ in 0..self.len() {
            match step(self.object(agency), agency) {
                Step::Up(parent) => agency = parent,
                Step::Top(_) | Step::Unknown => break,
            }
        }
        let known = self.object(agency).fields.value(AGENCY_LEVEL_SLOT).is_some();
        (agency, if known { "parent" } else { "level" })
    }
}
