//! Ways from outside to data that a change opens.
//!
//! Whether a way is allowed is the rules' business; here it is new or not. Only starts that can reach something new are
//! searched from, so that a small change to a large estate costs little.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rustc_hash::FxHashSet;

use super::Side;
use crate::graph::{EdgeId, EdgeKind, Graph, ObjectId};
use crate::lang::{Words, words};
use crate::schema::Noun;

/// How many starts are searched from.
pub const MOST_STARTS: usize = 500;

/// The ways that are new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// The shortest way of each new pair of start and data, by length and names.
    pub new: Vec<Way>,
    /// How many starts were not searched from, beyond [`MOST_STARTS`].
    pub unsearched: usize,
}

/// A way from outside to data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The full name of what lies outside.
    pub from: String,
    /// The full name of what keeps the data.
    pub to: String,
    /// Its steps in order; never empty.
    pub hops: Vec<Hop>,
}

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The full name of the object it starts at.
    pub from: String,
    /// The full name of the object it leads to.
    pub to: String,
    /// The intermediaries of a flow, in order.
    pub via: Vec<String>,
    /// What it is, for machines.
    pub edge: &'static str,
    /// The same for people.
    pub label: Words,
    /// Whether this step is one of those that are new.
    pub new: bool,
    /// The file it is written in, at the head.
    pub path: String,
    /// The line there, from 1.
    pub line: usize,
}

/// A step by name: it is the same on both sides.
type Named<'n> = (&'n str, &'n str, &'static str);

/// For a step against an edge of kind `exposes`.
static ANSWERED: Words = words("do thành phần đáp ứng", "answered by");

/// One side, with its steps and its ends by number.
struct Net<'s> {
    graph: &'s Graph,
    /// By object.
    names: Vec<String>,
    /// By object.
    steps: Vec<Vec<Step>>,
    starts: BTreeMap<String, ObjectId>,
    /// By object.
    ends: Vec<bool>,
}

/// What one can do from an object.
#[derive(Debug, Clone, Copy)]
struct Step {
    to: ObjectId,
    edge: EdgeId,
}

/// What the head has and the base has not.
pub(super) fn ways(base: Side<'_>, head: Side<'_>) -> Ways {
    let (old, new) = rayon::join(|| Net::of(base.graph), || Net::of(head.graph));
    let known: FxHashSet<Named<'_>> = old.named().map(|(_, _, named)| named).collect();
    let fresh: BTreeSet<(ObjectId, ObjectId)> =
        new.named().filter(|(.., named)| !known.contains(named)).map(|(from, step, _)| (from, step.to)).collect();
    let touched = new.touched(&old, fresh.iter().map(|(from, _)| *from));
    let starts: Vec<(&String, ObjectId)> =
        new.starts.iter().filter(|(_, id)| touched[id.0 as usize]).map(|(name, id)| (name, *id)).collect();
    let mut found = Vec::new();
    for (name, start) in starts.iter().take(MOST_STARTS) {
        let before: BTreeSet<&str> = match old.starts.get(*name) {
            Some(start) => old.reached(*start).into_iter().map(|way| old.name(way.end)).collect(),
            None => BTreeSet::new(),
        };
        let now = new.reached(*start).into_iter();
        found.extend(now.filter(|way| !before.contains(new.name(way.end))));
    }
    let mut ways: Vec<Way> = outermost(found).iter().map(|way| told(way, head, &fresh)).collect();
    ways.sort_by(|a, b| (a.hops.len(), &a.from, &a.to).cmp(&(b.hops.len(), &b.from, &b.to)));
    Ways { new: ways, unsearched: starts.len().saturating_sub(MOST_STARTS) }
}

/// A way as it was found.
struct Found {
    start: ObjectId,
    end: ObjectId,
    steps: Vec<(ObjectId, Step)>,
}

/// Without those that are only the last part of another one.
fn outermost(found: Vec<Found>) -> Vec<Found> {
    let mut inside: BTreeSet<(ObjectId, ObjectId)> = BTreeSet::new();
    for way in &found {
        inside.extend(way.steps.iter().skip(1).map(|(at, _)| (*at, way.end)));
    }
    found.into_iter().filter(|way| !inside.contains(&(way.start, way.end))).collect()
}

fn told(way: &Found, head: Side<'_>, fresh: &BTreeSet<(ObjectId, ObjectId)>) -> Way {
    let graph = head.graph;
    let hop = |(from, step): &(ObjectId, Step)| {
        let edge = graph.edge(step.edge);
        let through = edge.flow.and_then(|flow| graph.through(flow)).unwrap_or_default();
        let via = through.get(1..through.len().saturating_sub(1)).unwrap_or_default();
        Hop {
            from: graph.full_name(*from),
            to: graph.full_name(step.to),
            via: via.iter().map(|id| graph.full_name(*id)).collect(),
            edge: edge.kind.key(),
            label: if edge.kind == EdgeKind::Exposes { ANSWERED } else { edge.kind.label() },
            new: fresh.contains(&(*from, step.to)),
            path: head.sources.get(edge.at.source).path.clone(),
            line: head.sources.position(edge.at).line,
        }
    };
    Way { from: graph.full_name(way.start), to: graph.full_name(way.end), hops: way.steps.iter().map(hop).collect() }
}

impl<'s> Net<'s> {
    fn of(graph: &'s Graph) -> Self {
        let starts = graph.ids().filter(|id| is_outside(graph, *id)).map(|id| (graph.full_name(id), id)).collect();
        let ends = graph.ids().map(|id| keeps_data(graph, id)).collect();
        let names = graph.ids().map(|id| graph.full_name(id)).collect();
        Self { graph, names, steps: graph.ids().map(|id| steps(graph, id)).collect(), starts, ends }
    }

    fn name(&self, id: ObjectId) -> &str {
        &self.names[id.0 as usize]
    }

    /// Every step with its name.
    fn named(&self) -> impl Iterator<Item = (ObjectId, Step, Named<'_>)> {
        let named = |from: ObjectId, step: &Step| {
            let kind = self.graph.edge(step.edge).kind.key();
            (from, *step, (self.name(from), self.name(step.to), kind))
        };
        self.graph.ids().flat_map(move |from| self.steps[from.0 as usize].iter().map(move |step| named(from, step)))
    }

    /// What leads to a new step, to data that were none before, or is outside only now.
    fn touched(&self, old: &Self, fresh: impl Iterator<Item = ObjectId>) -> Vec<bool> {
        let before: FxHashSet<&str> =
            old.graph.ids().filter(|id| old.ends[id.0 as usize]).map(|id| old.name(id)).collect();
        let is_new = |id: &ObjectId| self.ends[id.0 as usize] && !before.contains(self.name(*id));
        let outside = self.starts.iter().filter(|(name, _)| !old.starts.contains_key(*name)).map(|(_, id)| *id);
        let mut back = vec![Vec::new(); self.steps.len()];
        for from in self.graph.ids() {
            self.steps[from.0 as usize].iter().for_each(|step| back[step.to.0 as usize].push(from));
        }
        let mut touched = vec![false; self.steps.len()];
        let mut open: Vec<ObjectId> = fresh.chain(self.graph.ids().filter(is_new)).chain(outside).collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut touched[at.0 as usize], true) {
                open.extend(&back[at.0 as usize]);
            }
        }
        touched
    }

    /// The shortest way to each of the data that a start reaches; a way ends at the first of them.
    fn reached(&self, start: ObjectId) -> Vec<Found> {
        let mut by: BTreeMap<ObjectId, Option<(ObjectId, Step)>> = BTreeMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        let mut found = Vec::new();
        while let Some(at) = queue.pop_front() {
            if self.ends[at.0 as usize] && at != start {
                found.push(at);
                continue;
            }
            for step in &self.steps[at.0 as usize] {
                if let Entry::Vacant(free) = by.entry(step.to) {
                    free.insert(Some((at, *step)));
                    queue.push_back(step.to);
                }
            }
        }
        let way = |end: ObjectId| {
            let mut steps = Vec::new();
            let mut at = end;
            while let Some((before, step)) = by[&at] {
                steps.push((before, step));
                at = before;
            }
            steps.reverse();
            Found { start, end, steps }
        };
        found.into_iter().map(way).collect()
    }
}

/// Where one can get to from an object: along a whole flow, from a zone to a zone, from a part to its zone and to the
/// whole around it, from an interface to what answers there.
fn steps(graph: &Graph, id: ObjectId) -> Vec<Step> {
    let noun = graph.object(id).noun;
    let along = graph.outgoing(id).filter_map(|number| {
        let edge = graph.edge(number);
        let to = match (edge.kind, edge.flow) {
            (EdgeKind::Flow, Some(flow)) => match graph.flow_ends(flow) {
                [Some(from), to] if from == id && is_open(graph, flow) => to?,
                _ => return None,
            },
            (EdgeKind::Reach | EdgeKind::InZone, _) => edge.to,
            (EdgeKind::PartOf, _) if matches!(noun, Noun::Component | Noun::Interface) => edge.to,
            _ => return None,
        };
        Some(Step { to, edge: number })
    });
    let mut steps: Vec<Step> = along.collect();
    let exposed = graph.incoming(id).filter(|number| graph.edge(*number).kind == EdgeKind::Exposes);
    steps.extend(exposed.map(|number| Step { to: graph.edge(number).from, edge: number }));
    steps
}

/// Whether a flow is not over and was not refused.
fn is_open(graph: &Graph, flow: ObjectId) -> bool {
    !matches!(graph.object(flow).fields.get_key("status"), Some("ended" | "refused"))
}

/// Whether something lies outside or can be reached from there directly.
fn is_outside(graph: &Graph, id: ObjectId) -> bool {
    let object = graph.object(id);
    match object.noun {
        Noun::Actor => {
            let inside = matches!(object.fields.get_key("kind"), Some("staff" | "administrators"));
            !inside || matches!(object.fields.get_key("network"), Some("internet" | "mobile"))
        }
        Noun::Zone => object.fields.get_key("kind") == Some("internet"),
        Noun::Component | Noun::Interface => object.fields.get_key("exposure") == Some("internet"),
        _ => false,
    }
}

/// Whether something is there to keep data: databases, whole or as components.
fn keeps_data(graph: &Graph, id: ObjectId) -> bool {
    let object = graph.object(id);
    match object.noun {
        Noun::Database => true,
        Noun::Component | Noun::Zone => object.fields.get_key("kind") == Some("database"),
        _ => false,
    }
}
