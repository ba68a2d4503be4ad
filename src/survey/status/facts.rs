//! What fields say, in three values: the few questions that several figures ask.
//!
//! A field that is missing, unknown or faulty gives `None` or [`Truth::Unknown`], never *no*.

use jiff::civil::Date;

use super::{Answer, Reason, Why};
use crate::condition::Truth;
use crate::graph::{Graph, ObjectId, target};
use crate::schema::{Noun, Value};

/// The word of a closed list that a field says.
pub(super) fn word(graph: &Graph, id: ObjectId, key: &str) -> Option<&'static str> {
    graph.object(id).fields.get_key(key)
}

/// What was written under a key.
pub(super) fn written<'g>(graph: &'g Graph, id: ObjectId, key: &str) -> Option<&'g Value> {
    graph.object(id).fields.get(key).map(|written| &written.value)
}

/// The objects that a reference or a list of references names; `None` when the field is no such list or one of
/// them is not known.
pub(super) fn targets(graph: &Graph, id: ObjectId, key: &str) -> Option<Vec<ObjectId>> {
    match written(graph, id, key)? {
        Value::List(items) => items.iter().map(|item| target(&item.value)).collect(),
        value => target(value).map(|one| vec![one]),
    }
}

/// The objects that a field names, as far as they are known.
pub(super) fn known_targets(graph: &Graph, id: ObjectId, key: &str) -> Vec<ObjectId> {
    match written(graph, id, key) {
        Some(Value::List(items)) => items.iter().filter_map(|item| target(&item.value)).collect(),
        Some(value) => target(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Whether an object is a platform or system that the whole nation shares.
pub(super) fn is_national_platform(graph: &Graph, id: ObjectId) -> bool {
    matches!(graph.object(id).noun, Noun::Platform | Noun::System)
        && word(graph, id, "sharing").is_some_and(|sharing| sharing.starts_with("national-"))
}

/// Whether an object is planned, being built or retired: it is there for nobody.
pub(super) fn is_out_of_use(graph: &Graph, id: ObjectId) -> bool {
    matches!(word(graph, id, "lifecycle"), Some("planned" | "building" | "retired"))
}

/// Whether an object does its work; a pilot does not yet.
pub(super) fn works(graph: &Graph, id: ObjectId) -> Truth {
    match word(graph, id, "lifecycle") {
        Some("operating" | "upgrading" | "merging" | "replacing") => Truth::True,
        Some("other") | None => Truth::Unknown,
        Some(_) => Truth::False,
    }
}

/// Whether a flow is in use on a day, with what stands against it; `pilots` says whether a pilot is use.
pub(super) fn in_use(graph: &Graph, flow: ObjectId, today: Date, pilots: bool) -> Check {
    let started = graph.object(flow).fields.get_date("started");
    if started.is_some_and(|day| day > today) {
        return Check::no(Why::Idle);
    }
    match word(graph, flow, "status") {
        Some("operating" | "upgrading") => Check::YES,
        Some("piloting") if pilots => Check::YES,
        Some("piloting") => Check::no(Why::Pilot),
        Some("other") | None => Check::missing("status"),
        Some(_) => Check::no(Why::Idle),
    }
}

/// One clause of a condition: its truth, and what is the matter when it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Check {
    pub truth: Truth,
    pub why: Why,
    /// What it is about, when that is not what the whole condition is about.
    pub on: Option<ObjectId>,
}

impl Check {
    pub(super) const YES: Self = Self { truth: Truth::True, why: Why::Proof, on: None };

    pub(super) fn no(why: Why) -> Self {
        Self { truth: Truth::False, why, on: None }
    }

    pub(super) fn missing(field: &'static str) -> Self {
        Self { truth: Truth::Unknown, why: Why::Missing(field), on: None }
    }

    pub(super) fn on(self, object: ObjectId) -> Self {
        Self { on: Some(object), ..self }
    }
}

/// All clauses together, about one flow or object. A *no* tells its first reason; what is not known, every one.
pub(super) fn every(graph: &Graph, about: ObjectId, clauses: &[Check]) -> Answer {
    let truth = clauses.iter().map(|clause| clause.truth).min().unwrap_or(Truth::True);
    let kept = clauses.iter().filter(|clause| clause.truth == truth);
    let reason = |clause: &Check| Reason { why: clause.why, on: graph.full_name(clause.on.unwrap_or(about)) };
    let because = kept.take(if truth == Truth::Unknown { usize::MAX } else { 1 }).map(reason).collect();
    Answer { truth, because }
}

/// The best of several answers with its reasons; `none` when there are none.
pub(super) fn any(answers: &[Answer], none: Answer) -> Answer {
    let Some(truth) = answers.iter().map(|answer| answer.truth).max() else { return none };
    let kept = answers.iter().filter(|answer| answer.truth == truth);
    let mut because: Vec<_> = kept.flat_map(|answer| answer.because.iter().cloned()).collect();
    because.sort();
    because.dedup();
    Answer { truth, because }
}
