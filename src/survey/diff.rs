//! What a change does to an architecture: two graphs compared as plain lists.
//!
//! Objects are the same when their noun and full name are, flows when their ends, name and kind are: files, lines and
//! order do not matter. What moves only in text is no change. Nothing is judged here; rules do that.

mod blast;
mod cross;
mod ways;
mod written;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::graph::{Graph, ObjectId};
use crate::lang::Words;
use crate::schema::Noun;
use crate::source::{Sources, Span};

pub use blast::{Blast, MOST_HOPS, MOST_USERS};
pub use cross::Crossing;
pub use ways::{Hop, MOST_STARTS, Way, Ways};

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// What was described.
    pub graph: &'s Graph,
    /// Where it stands.
    pub sources: &'s Sources,
    /// Where secrets stand; their text is never repeated.
    pub secrets: &'s [Span],
}

/// What a change does.
#[derive(Debug, Default)]
pub struct Diff {
    /// Objects that are new, by noun and name.
    pub added: Vec<Thing>,
    /// Objects that are gone.
    pub removed: Vec<Thing>,
    /// Objects of which something else is said.
    pub changed: Vec<Changed>,
    /// Flows that are new, by name.
    pub flows_added: Vec<Thing>,
    /// Flows that are gone.
    pub flows_removed: Vec<Thing>,
    /// Flows of which something else is said.
    pub flows_changed: Vec<Changed>,
    /// Flows that cross between other zones than before, or carry classes of data that they did not.
    pub crossings: Vec<Crossing>,
    /// Ways from outside to data that were not there before.
    pub ways: Ways,
    /// Who depends on what is gone or changed.
    pub blasts: Vec<Blast>,
}

impl Diff {
    /// Whether the change leaves the architecture as it was.
    pub fn is_empty(&self) -> bool {
        let things = [&self.added, &self.removed, &self.flows_added, &self.flows_removed];
        things.into_iter().all(Vec::is_empty) && self.changed.is_empty() && self.flows_changed.is_empty()
    }
}

/// An object or a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The full name.
    pub name: String,
    /// What kind of thing it is, for machines.
    pub noun: &'static str,
    /// The same for people.
    pub label: Words,
    /// The name the agency gave it; may be empty.
    pub title: String,
    /// Of a flow: where it starts and ends, and its kind as written.
    pub ends: Option<Ends>,
    /// The file it stands in: at the head, or at the base for what is gone.
    pub path: String,
    /// Its line there, from 1.
    pub line: usize,
}

/// Where a flow leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// The full name of the object it starts at, or what is written there.
    pub from: String,
    /// The full name of the object it ends at, or what is written there.
    pub to: String,
    /// Its kind, or nothing.
    pub kind: String,
}

/// Something of which something else is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it is, at the head.
    pub thing: Thing,
    /// The fields that differ, in the order of their declaration.
    pub fields: Vec<Field>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name with dots: `security.level`.
    pub field: String,
    /// What was written; nothing when it was absent.
    pub old: Option<String>,
    /// What is written now; nothing when it is absent.
    pub new: Option<String>,
}

/// An object on both sides, base first.
type Pair = (ObjectId, ObjectId);

/// Objects of both sides laid beside each other.
#[derive(Debug, Default)]
struct Matched {
    added: Vec<ObjectId>,
    removed: Vec<ObjectId>,
    /// Something else is said of these.
    changed: Vec<Pair>,
    /// All that are on both sides.
    pairs: Vec<Pair>,
}

/// Compares two states of an estate.
pub fn diff(base: Side<'_>, head: Side<'_>) -> Diff {
    let objects = matched(base, head, |noun| noun != Noun::Flow);
    let flows = matched(base, head, |noun| noun == Noun::Flow);
    let things = |side: Side<'_>, ids: &[ObjectId]| ids.iter().map(|id| thing(side, *id)).collect::<Vec<_>>();
    let changed = |pairs: &[Pair]| {
        let one = |(old, new): &Pair| {
            let (old, now) = (written::fields(base, *old), written::fields(head, *new));
            Changed { thing: thing(head, *new), fields: written::difference(&old, &now) }
        };
        pairs.iter().map(one).collect::<Vec<_>>()
    };
    Diff {
        added: things(head, &objects.added),
        removed: things(base, &objects.removed),
        changed: changed(&objects.changed),
        flows_added: things(head, &flows.added),
        flows_removed: things(base, &flows.removed),
        flows_changed: changed(&flows.changed),
        crossings: cross::crossings(base.graph, head.graph, &flows),
        ways: ways::ways(base, head),
        blasts: blast::blasts(base.graph, head.graph, &objects),
    }
}

/// The subjects of both sides by key. Of several alike those that say the same belong together, then the rest in order.
fn matched(base: Side<'_>, head: Side<'_>, wanted: impl Fn(Noun) -> bool) -> Matched {
    let keyed = |side: Side<'_>| {
        let mut by_key: BTreeMap<(Noun, String, &str), Vec<ObjectId>> = BTreeMap::new();
        for noun in Noun::ALL.into_iter().filter(|noun| wanted(*noun)) {
            for id in side.graph.subjects(noun) {
                let kind = if noun == Noun::Flow { side.graph.object(*id).fields.get_key("kind") } else { None };
                by_key.entry((noun, side.graph.full_name(*id), kind.unwrap_or_default())).or_default().push(*id);
            }
        }
        by_key
    };
    let (mut old, new) = (keyed(base), keyed(head));
    let mut matched = Matched::default();
    for (key, now) in new {
        let before = old.remove(&key).unwrap_or_default();
        let mut alike: HashMap<String, VecDeque<ObjectId>> = HashMap::new();
        for id in &before {
            alike.entry(written::all(base, *id)).or_default().push_back(*id);
        }
        let mut taken: HashSet<ObjectId> = HashSet::new();
        let mut rest = Vec::new();
        for id in now {
            match alike.get_mut(&written::all(head, id)).and_then(VecDeque::pop_front) {
                Some(same) => {
                    taken.insert(same);
                    matched.pairs.push((same, id));
                }
                None => rest.push(id),
            }
        }
        let before: Vec<ObjectId> = before.into_iter().filter(|id| !taken.contains(id)).collect();
        let both = before.len().min(rest.len());
        let pairs: Vec<Pair> = before.iter().copied().zip(rest.iter().copied()).collect();
        matched.changed.extend(&pairs);
        matched.pairs.extend(pairs);
        matched.removed.extend(&before[both..]);
        matched.added.extend(&rest[both..]);
    }
    matched.removed.extend(old.into_values().flatten());
    matched
}

fn thing(side: Side<'_>, id: ObjectId) -> Thing {
    let (graph, object) = (side.graph, side.graph.object(id));
    let ends = (object.noun == Noun::Flow).then(|| {
        let end = |key| written::field(side, id, key).unwrap_or_else(|| "?".to_owned());
        Ends { from: end("from"), to: end("to"), kind: object.fields.get_key("kind").unwrap_or_default().to_owned() }
    });
    Thing {
        name: graph.full_name(id),
        noun: object.noun.key(),
        label: object.fields.record.label,
        title: written::field(side, id, "name").unwrap_or_default(),
        ends,
        path: side.sources.get(object.span.source).path.clone(),
        line: side.sources.position(object.span).line,
    }
}
