//! `acyclic`: the shortest cycle of every knot.

use super::nodes::{Answers, undecided};
use super::tell::{hops, object, place_of};
use super::{Ground, Later, Nodes, Telling, Verdicts};
use crate::condition::{Condition, Env, Truth, Val};
use crate::finding::Value;
use crate::graph::{EdgeId, shortest_cycles};

/// The parameters.
#[derive(Debug)]
pub struct Acyclic {
    /// The nodes looked at; all, when left out.
    pub nodes: Option<Nodes>,
    /// The edges followed; all, when left out.
    pub edges: Option<Condition>,
}

pub(super) fn run(spec: &Acyclic, telling: &Later<Telling>, ground: Ground<'_>) -> Verdicts {
    let graph = ground.graph;
    let nodes = spec.nodes.as_ref().map(|nodes| nodes.all(ground));
    let answers = Answers::new(graph.edge_count());
    let truth = |id: EdgeId| match &spec.edges {
        Some(condition) => answers.of(id.0, || condition.test(&Env::new(graph, ground.today).with(Val::Edge(id)))),
        None => Truth::True,
    };
    let cycles = |least: Truth| {
        let includes = |id: crate::graph::ObjectId| nodes.as_ref().is_none_or(|all| all[id.0 as usize] >= least);
        shortest_cycles(graph, includes, |id| truth(id) >= least)
    };
    let certain = cycles(Truth::True);
    let mut verdicts = Verdicts::default();
    for cycle in &certain {
        let first = graph.edge(cycle[0]).from;
        let env = Env::new(graph, ground.today).with(Val::Object(first));
        let mut finding = telling.finding(ground, place_of(graph, cycle), &env);
        let names = cycle.iter().map(|id| object(graph, graph.edge(*id).from)).chain([object(graph, first)]);
        finding.values.push(("cycle", Value::Chain(names.collect())));
        finding.values.push(("first", object(graph, first)));
        finding.path = hops(graph, first, cycle);
        finding.subjects = cycle.iter().map(|id| graph.full_name(graph.edge(*id).from)).collect();
        verdicts.fail(first, finding);
    }
    let nodes_open = nodes.as_ref().is_some_and(|all| all.contains(&Truth::Unknown));
    // With nothing open, what is possible is what is certain.
    let possible = if nodes_open || answers.are_open() { cycles(Truth::Unknown) } else { Vec::new() };
    for cycle in possible {
        let mut facts = Vec::new();
        for id in &cycle {
            let from = graph.edge(*id).from;
            if let (Some(all), Some(conditions)) = (&nodes, &spec.nodes)
                && all[from.0 as usize] == Truth::Unknown
            {
                facts.extend(conditions.missing(ground, from));
            }
            if truth(*id) == Truth::Unknown {
                let env = Env::new(graph, ground.today).with(Val::Edge(*id));
                facts.extend(spec.edges.as_ref().expect("only a condition is unknown").missing(&env));
            }
        }
        // A possible cycle that lacks no fact is one of the certain ones.
        if !facts.is_empty() {
            verdicts.undecided.push(undecided(graph.edge(cycle[0]).from, facts));
        }
    }
    verdicts
}
