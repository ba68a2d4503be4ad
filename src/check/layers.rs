//! `layers`: a walk from a lower layer up to a higher one.

use super::nodes::undecided;
use super::tell::{hops, object, place_of};
use super::{Ground, Nodes, Telling, Verdicts};
use crate::condition::{Condition, Env, Truth, Val};
use crate::finding::Value;
use crate::graph::upward;
use crate::lang::Localized;

/// The parameters.
#[derive(Debug)]
pub struct Layers {
    /// The layers, the highest first.
    pub order: Vec<Layer>,
    /// The edges followed; all, when left out.
    pub edges: Option<Condition>,
}

/// One layer.
#[derive(Debug)]
pub struct Layer {
    /// Its name.
    pub name: Localized<String>,
    /// What belongs to it; the first layer that a node matches counts.
    pub nodes: Nodes,
}

pub(super) fn run(spec: &Layers, telling: &Telling, ground: Ground<'_>) -> Verdicts {
    let graph = ground.graph;
    let mut layers = vec![None; graph.len()];
    let mut verdicts = Verdicts::default();
    for id in graph.ids() {
        let mut facts = Vec::new();
        for (number, layer) in spec.order.iter().enumerate() {
            match layer.nodes.test(ground, id) {
                Truth::True if facts.is_empty() => layers[id.0 as usize] = Some(number),
                Truth::Unknown => facts.extend(layer.nodes.missing(ground, id)),
                Truth::True | Truth::False => continue,
            }
            if facts.is_empty() {
                break;
            }
        }
        if !facts.is_empty() && graph.object(id).subject {
            verdicts.undecided.push(undecided(id, facts));
        }
    }
    verdicts.decided = layers.iter().flatten().count();
    let allows = |id| match &spec.edges {
        Some(condition) => condition.test(&Env::new(graph, ground.today).with(Val::Edge(id))) == Truth::True,
        None => true,
    };
    for found in upward(graph, &layers, allows) {
        let walk = &found.walk;
        let env = Env::new(graph, ground.today).with(Val::Object(walk.from)).with(Val::Object(walk.to));
        let mut finding = telling.finding(ground, place_of(graph, &walk.edges), &env);
        finding.values.push(("from", object(graph, walk.from)));
        finding.values.push(("to", object(graph, walk.to)));
        finding.values.push(("from-layer", named(&spec.order[found.low])));
        finding.values.push(("to-layer", named(&spec.order[found.high])));
        finding.path = hops(graph, &walk.edges);
        finding.subjects = vec![graph.full_name(walk.from), graph.full_name(walk.to)];
        verdicts.findings.push(finding);
    }
    verdicts
}

fn named(layer: &Layer) -> Value {
    Value::Text(layer.name.clone())
}
