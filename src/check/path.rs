//! `path`: a walk from a source to a target that passes no waypoint.
//!
//! Two searches answer for all pairs together. The first walks only what is certain: what it reaches
//! fails. The second also walks what may be: what only it reaches is undecided. Without anything open on the
//! way the second would be the first again.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::columns::{Column, Columns};
use super::nodes::undecided;
use super::tell::{ends, hops, object, place_of};
use super::{Ground, Later, Nodes, Telling, Undecided, Verdicts};
use crate::condition::{Condition, Env, Fact, Truth, Val};
use crate::finding::Value;
use crate::graph::{EdgeId, Flows, ObjectId, Walk, avoiding_walks};

/// The parameters.
#[derive(Debug)]
pub struct Path {
    /// Where walks start.
    pub from: Nodes,
    /// Where they end.
    pub to: Nodes,
    /// What makes a walk lawful.
    pub unless_through: Nodes,
    /// Which edges are walked; all, when left out.
    pub edges: Option<Condition>,
    /// How flows are followed.
    pub flows: Flows,
}

/// How many nodes a walk may start from: what the search will take, roughly.
pub(super) fn starts(spec: &Path, columns: &Columns<'_>) -> usize {
    columns.nodes(&spec.from).least(Truth::Unknown).count()
}

pub(super) fn run(spec: &Path, telling: &Later<Telling>, ground: Ground<'_>, columns: &Columns<'_>) -> Verdicts {
    let search = Search {
        ground,
        spec,
        from: columns.nodes(&spec.from),
        to: columns.nodes(&spec.to),
        through: columns.nodes(&spec.unless_through),
        edges: spec.edges.as_ref().map(|condition| columns.edges(condition)),
        open: AtomicBool::new(false),
    };
    let certain = search.walks(Truth::True);
    let possible = if search.is_open() { search.walks(Truth::Unknown) } else { Vec::new() };
    let mut verdicts = Verdicts::default();
    let failed: FxHashSet<ObjectId> = certain.iter().map(|walk| walk.to).collect();
    for walk in &certain {
        verdicts.fail(about(walk, ground), finding(walk, telling, ground));
    }
    // What may be wrong with somebody else's object is for its owner to settle.
    let open = |walk: &&Walk| !failed.contains(&walk.to) && ground.graph.object(walk.to).subject;
    verdicts.undecided = possible.par_iter().filter(open).map(|walk| doubt(walk, &search)).collect();
    let open: FxHashSet<ObjectId> = verdicts.undecided.iter().map(|undecided| undecided.subject).collect();
    let judged = search.to.least(Truth::True).map(ObjectId).filter(|id| ground.graph.object(*id).subject);
    verdicts.passed.extend(judged.filter(|id| !failed.contains(id) && !open.contains(id)));
    verdicts
}

/// The object a walk is held against: its target or, where that belongs to somebody else, its source.
fn about(walk: &Walk, ground: Ground<'_>) -> ObjectId {
    let own = |id: &ObjectId| ground.graph.object(*id).subject;
    [walk.to, walk.from].into_iter().find(own).unwrap_or(walk.to)
}

fn finding(walk: &Walk, telling: &Later<Telling>, ground: Ground<'_>) -> crate::finding::Finding {
    let graph = ground.graph;
    let env = Env::new(graph, ground.today).with(Val::Object(walk.from)).with(Val::Object(walk.to));
    let mut finding = telling.finding(ground, place_of(graph, &walk.edges), &env);
    finding.values.push(("from", object(graph, walk.from)));
    finding.values.push(("to", object(graph, walk.to)));
    finding.values.push(("hops", Value::raw(walk.edges.len())));
    finding.path = hops(graph, walk.from, &walk.edges);
    finding.subjects = vec![graph.full_name(walk.from), graph.full_name(walk.to)];
    finding
}

struct Search<'s> {
    ground: Ground<'s>,
    spec: &'s Path,
    from: &'s Column,
    to: &'s Column,
    through: &'s Column,
    edges: Option<&'s Column>,
    /// Whether something on the way was not known.
    open: AtomicBool,
}

impl Search<'_> {
    /// The walks whose every part is at least so certain. A waypoint that may be one saves a walk from
    /// being certain, and only a certain one saves it from being possible.
    fn walks(&self, least: Truth) -> Vec<Walk> {
        let sources: Vec<_> = self.from.least(least).map(ObjectId).collect();
        if sources.is_empty() || self.to.least(least).next().is_none() {
            return Vec::new();
        }
        avoiding_walks(
            self.ground.graph,
            &sources,
            self.spec.flows,
            |id| self.to.at(id.0) >= least,
            |id| match least {
                Truth::True => self.noted(self.through.at(id.0)) != Truth::False,
                _ => self.through.at(id.0) == Truth::True,
            },
            |edge| self.noted(self.allows(edge)) >= least,
        )
    }

    /// Whether something was not known in the search for what is certain.
    fn is_open(&self) -> bool {
        self.from.is_open() || self.to.is_open() || self.open.load(Relaxed)
    }

    fn noted(&self, answer: Truth) -> Truth {
        if answer == Truth::Unknown && !self.open.load(Relaxed) {
            self.open.store(true, Relaxed);
        }
        answer
    }

    fn allows(&self, id: EdgeId) -> Truth {
        let chosen = self.edges.map_or(Truth::True, |column| column.at(id.0));
        if chosen == Truth::False {
            return chosen;
        }
        // What a flow passes through is not known until `via` says so.
        let direct = if self.ground.graph.edge(id).direct { Truth::True } else { Truth::Unknown };
        chosen.min(direct).min(self.direction(id))
    }

    /// Whether it is known which way an edge is walked.
    fn direction(&self, id: EdgeId) -> Truth {
        match self.spec.flows == Flows::Data && self.ground.graph.edge(id).returns_data.is_none() {
            false => Truth::True,
            true => Truth::Unknown,
        }
    }
}

/// Why a possible walk is not certain.
fn doubt(walk: &Walk, search: &Search<'_>) -> Undecided {
    let (ground, spec) = (search.ground, search.spec);
    let mut facts = Vec::new();
    if search.from.at(walk.from.0) == Truth::Unknown {
        facts.extend(spec.from.missing(ground, walk.from));
    }
    if search.to.at(walk.to.0) == Truth::Unknown {
        facts.extend(spec.to.missing(ground, walk.to));
    }
    for (id, [_, to]) in walk.edges.iter().zip(ends(ground.graph, walk.from, &walk.edges)) {
        let edge = ground.graph.edge(*id);
        if to != walk.to && search.through.at(to.0) == Truth::Unknown {
            facts.extend(spec.unless_through.missing(ground, to));
        }
        if let Some(flow) = edge.flow.filter(|_| !edge.direct) {
            facts.push(Fact { object: flow, path: "via".into() });
        }
        if let Some(flow) = edge.flow.filter(|_| search.direction(*id) == Truth::Unknown) {
            facts.push(Fact { object: flow, path: "kind".into() });
        }
        if let Some(condition) = &spec.edges {
            let env = Env::new(ground.graph, ground.today).with(Val::Edge(*id));
            if condition.test(&env) == Truth::Unknown {
                facts.extend(condition.missing(&env));
            }
        }
    }
    undecided(walk.to, facts)
}
