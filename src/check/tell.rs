//! What a finding carries for the texts: named values, further places, the severity clause, the mend.

use super::Ground;
use crate::condition::{Condition, Env, List, Truth, Val};
use crate::finding::{Finding, Hop, Mend, Safety, Value, Way};
use crate::graph::{EdgeId, Graph, ObjectId};
use crate::lang::words;
use crate::source::Span;

/// A mend that a rule offers.
#[derive(Debug)]
pub struct Offer {
    /// Where it works.
    pub place: Condition,
    /// What it does there.
    pub way: Way,
    /// Whether it keeps the meaning.
    pub safety: Safety,
    /// When it is offered; always, when left out.
    pub when: Option<Condition>,
}

impl Offer {
    fn mend(&self, env: &Env<'_>) -> Option<Mend> {
        let offered = self.when.as_ref().is_none_or(|when| when.test(env) == Truth::True);
        // A field that was not written has no place in the text.
        if !offered || self.place.value(env).is_unknown() {
            return None;
        }
        Some(Mend { way: self.way, at: self.place.whole(env)?, with: String::new(), safety: self.safety })
    }
}

/// A rule's expressions that are evaluated where a finding is.
#[derive(Debug, Default)]
pub struct Telling {
    /// Named values for the texts.
    pub values: Vec<(Box<str>, Condition)>,
    /// Places the texts speak of.
    pub related: Vec<Condition>,
    /// Conditions of the severity clauses, from the top.
    pub grades: Vec<Condition>,
    /// The mend that the rule offers. The new text is the rule's.
    pub mend: Option<Offer>,
}

impl Telling {
    /// A finding with everything that the expressions say in this environment.
    pub(super) fn finding(&self, ground: Ground<'_>, at: Span, env: &Env<'_>) -> Finding {
        let mut finding = Finding::of(ground.rule, at);
        let value = |condition: &Condition| shown(ground.graph, &condition.value(env));
        finding.extra = self.values.iter().map(|(name, condition)| (name.clone(), value(condition))).collect();
        finding.related = self.related.iter().map(|place| place.place(env)).collect();
        finding.grade = self.grades.iter().position(|grade| grade.test(env) == Truth::True);
        finding.fix = self.mend.as_ref().and_then(|offer| offer.mend(env));
        finding
    }
}

/// An object as a value.
pub(super) fn object(graph: &Graph, id: ObjectId) -> Value {
    Value::Object { id: graph.short_name(id), name: graph.given_name(id).map(str::to_owned) }
}

/// A condition's value as a text's value.
pub(super) fn shown(graph: &Graph, value: &Val<'_>) -> Value {
    match value {
        Val::Unknown => Value::Named(words("chưa xác định", "unknown")),
        Val::NotApplicable => Value::Named(words("không áp dụng", "not applicable")),
        Val::Bool(true) => Value::Named(words("có", "yes")),
        Val::Bool(false) => Value::Named(words("không", "no")),
        Val::Integer(number) => Value::raw(number),
        Val::Text(text) => Value::raw(text),
        Val::Date(date) => Value::raw(date),
        Val::Choice(choice, at) => Value::Named(choice.options[usize::from(*at)].label),
        Val::Object(id) => object(graph, *id),
        Val::Edge(id) => Value::Named(graph.edge(*id).kind.label()),
        Val::SomeEdge(some) => Value::Named(some.kind.label()),
        Val::Record(_) => Value::Empty,
        Val::List(items) => Value::List(List::iter(items).map(|item| shown(graph, &item)).collect()),
    }
}

/// A walk as hops.
pub(super) fn hops(graph: &Graph, from: ObjectId, edges: &[EdgeId]) -> Vec<Hop> {
    let steps = edges.iter().zip(ends(graph, from, edges));
    let hop = |(id, [from, to]): (&EdgeId, [ObjectId; 2])| {
        let edge = graph.edge(*id);
        let (back, at) = (from != edge.from, edge.at);
        Hop { from: graph.short_name(from), to: graph.short_name(to), edge: edge.kind.key(), back, at }
    };
    steps.map(hop).collect()
}

/// Where each edge of a walk is entered and left.
pub(super) fn ends(graph: &Graph, from: ObjectId, edges: &[EdgeId]) -> Vec<[ObjectId; 2]> {
    let mut here = from;
    let step = |id: &EdgeId| {
        let edge = graph.edge(*id);
        let next = if edge.from == here { edge.to } else { edge.from };
        [std::mem::replace(&mut here, next), next]
    };
    edges.iter().map(step).collect()
}

/// The place that a walk is reported at: its last hop that somebody asked to check.
pub(super) fn place_of(graph: &Graph, edges: &[EdgeId]) -> Span {
    let checked = |id: &&EdgeId| {
        let edge = graph.edge(**id);
        edge.flow.map_or(graph.object(edge.to).subject || graph.object(edge.from).subject, |flow| {
            graph.object(flow).subject
        })
    };
    let last = edges.iter().rev().find(checked).or(edges.last()).expect("a walk has a hop");
    graph.edge(*last).at
}
