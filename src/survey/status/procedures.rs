//! Procedures: which no longer ask for what a described database holds?

use std::collections::HashSet;

use jiff::civil::Date;

use super::facts;
use super::{Named, Reason, Why};
use crate::graph::{Graph, ObjectId};
use crate::schema::Noun;

/// What a procedure asks of applicants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// At least one input is looked up, and none is asked for although a database holds it.
    NoLongerAsks,
    /// At least one input is still asked for although a database holds it.
    StillAsks,
    /// It looks nothing up, and no described database holds what it asks for.
    NothingHeld,
    /// Facts are missing.
    Unknown,
}

impl Outlook {
    /// Every outlook, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::NoLongerAsks, Self::StillAsks, Self::NothingHeld, Self::Unknown];

    /// The word in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoLongerAsks => "no-longer-asks",
            Self::StillAsks => "still-asks",
            Self::NothingHeld => "nothing-held",
            Self::Unknown => "unknown",
        }
    }
}

/// A procedure and what became of its inputs.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The procedure.
    pub object: Named,
    /// What it asks.
    pub outlook: Outlook,
    /// The inputs that decided it, sorted.
    pub because: Vec<Reason>,
}

/// Looks at every procedure of the estate.
pub(super) fn procedures(graph: &Graph, today: Date) -> Vec<Procedure> {
    let mastered: HashSet<ObjectId> =
        graph.all(Noun::Database).iter().flat_map(|id| facts::known_targets(graph, *id, "masters")).collect();
    let inputs = inputs(graph);
    let of = |id: ObjectId| {
        let at = inputs.partition_point(|(procedure, _)| *procedure < id);
        inputs[at..].iter().take_while(move |(procedure, _)| *procedure == id).map(|(_, input)| *input)
    };
    let judge = |id: &ObjectId| {
        let (outlook, because) = outlook(graph, *id, of(*id), &mastered, today);
        Procedure { object: Named::of(graph, *id), outlook, because }
    };
    let mut all: Vec<_> = graph.subjects(Noun::Procedure).iter().map(judge).collect();
    all.sort_by(|a, b| a.object.cmp(&b.object));
    all
}

/// Procedures with their inputs, in order.
fn inputs(graph: &Graph) -> Vec<(ObjectId, ObjectId)> {
    let with_parent = |id: &ObjectId| Some((graph.parent(*id)?, *id));
    let mut inputs: Vec<_> = graph.subjects(Noun::Input).iter().filter_map(with_parent).collect();
    inputs.sort_unstable();
    inputs
}

fn outlook(
    graph: &Graph,
    procedure: ObjectId,
    inputs: impl Iterator<Item = ObjectId>,
    mastered: &HashSet<ObjectId>,
    today: Date,
) -> (Outlook, Vec<Reason>) {
    let own = |why| vec![Reason { why, on: graph.full_name(procedure) }];
    let since = graph.object(procedure).fields.get_date("reduced-since");
    if let Some(day) = since.filter(|day| *day > today) {
        return (Outlook::StillAsks, own(Why::Later(day)));
    }
    let all: Vec<Reason> =
        inputs.map(|input| Reason { why: input_state(graph, input, mastered), on: graph.full_name(input) }).collect();
    let only = |keep: fn(&Why) -> bool| {
        let mut kept: Vec<_> = all.iter().filter(|reason| keep(&reason.why)).cloned().collect();
        kept.sort();
        kept
    };
    let asked = only(|why| *why == Why::Asked);
    let missing = only(|why| matches!(why, Why::Missing(_)));
    let replaced = only(|why| *why == Why::Proof);
    match (asked.is_empty(), missing.is_empty(), replaced.is_empty()) {
        (false, ..) => (Outlook::StillAsks, asked),
        (true, false, _) => (Outlook::Unknown, missing),
        (true, true, false) => (Outlook::NoLongerAsks, replaced),
        // The day is declared; what was replaced was not described.
        (true, true, true) if since.is_some() => (Outlook::NoLongerAsks, own(Why::Proof)),
        // No inputs are described at all, and an empty mapping cannot be told from none.
        (true, true, true) if all.is_empty() => (Outlook::Unknown, own(Why::Missing("inputs"))),
        (true, true, true) => (Outlook::NothingHeld, only(|why| *why == Why::AskedRightly)),
    }
}

/// Whether an input is replaced ([`Why::Proof`]), asked for needlessly, asked for rightly, or not known. What is
/// both looked up and asked for is replaced: only what the source lacks is asked.
fn input_state(graph: &Graph, input: ObjectId, mastered: &HashSet<ObjectId>) -> Why {
    let looked_up = facts::written(graph, input, "lookup").is_some_and(|value| crate::graph::target(value).is_some());
    match facts::word(graph, input, "source") {
        Some("looked-up" | "both") => Why::Proof,
        Some("asked") if looked_up => Why::Asked,
        Some("asked") => match facts::targets(graph, input, "data").as_deref() {
            None => Why::Missing("data"),
            Some(data) if data.iter().any(|data| is_held(graph, *data, mastered)) => Why::Asked,
            Some(_) => Why::AskedRightly,
        },
        _ => Why::Missing("source"),
    }
}

/// Whether a described database is the trusted source of data.
fn is_held(graph: &Graph, data: ObjectId, mastered: &HashSet<ObjectId>) -> bool {
    let master = facts::known_targets(graph, data, "master");
    mastered.contains(&data) || master.iter().any(|id| graph.object(*id).noun == Noun::Database)
}
