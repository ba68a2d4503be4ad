//! `layers`: a walk from a lower layer up to a higher one.

use rustc_hash::FxHashSet;

use super::nodes::undecided;
use super::tell::{hops, object, place_of};
use super::{Ground, Later, Nodes, Telling, Undecided, Verdicts};
use crate::condition::{Condition, Env, Truth, Val};
use crate::finding::{Finding, Value};
use crate::graph::{EdgeId, ObjectId, Upward, upward};
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

pub(super) fn run(spec: &Layers, telling: &Later<Telling>, ground: Ground<'_>) -> Verdicts {
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
    let edges = edges(spec, ground);
    let certain = upward(graph, &layers, |id| edges[id.0 as usize] == Truth::True);
    for found in &certain {
        verdicts.fail(found.walk.from, finding(found, spec, telling, ground));
    }
    if edges.contains(&Truth::Unknown) {
        let possible = upward(graph, &layers, |id| edges[id.0 as usize] >= Truth::Unknown);
        verdicts.undecided.extend(possible.iter().filter_map(|found| doubt(found, spec, ground, &edges)));
    }
    let told = verdicts.failed.iter().copied().chain(verdicts.undecided.iter().map(|undecided| undecided.subject));
    let told: FxHashSet<ObjectId> = told.collect();
    let in_order = |id: &ObjectId| graph.object(*id).subject && layers[id.0 as usize].is_some() && !told.contains(id);
    verdicts.passed.extend(graph.ids().filter(in_order));
    verdicts
}

/// Whether each edge counts.
fn edges(spec: &Layers, ground: Ground<'_>) -> Vec<Truth> {
    let Some(condition) = &spec.edges else { return vec![Truth::True; ground.graph.edge_count()] };
    let numbers = 0..ground.graph.edge_count() as u32;
    let env = |number| Env::new(ground.graph, ground.today).with(Val::Edge(EdgeId(number)));
    numbers.map(|number| condition.test(&env(number))).collect()
}

fn finding(found: &Upward, spec: &Layers, telling: &Later<Telling>, ground: Ground<'_>) -> Finding {
    let (graph, walk) = (ground.graph, &found.walk);
    let env = Env::new(graph, ground.today).with(Val::Object(walk.from)).with(Val::Object(walk.to));
    let mut finding = telling.finding(ground, place_of(graph, &walk.edges), &env);
    finding.values.push(("from", object(graph, walk.from)));
    finding.values.push(("to", object(graph, walk.to)));
    finding.values.push(("from-layer", named(&spec.order[found.low])));
    finding.values.push(("to-layer", named(&spec.order[found.high])));
    finding.path = hops(graph, walk.from, &walk.edges);
    finding.subjects = vec![graph.full_name(walk.from), graph.full_name(walk.to)];
    finding
}

/// Why a possible walk is not certain; nothing when every edge of it is.
fn doubt(found: &Upward, spec: &Layers, ground: Ground<'_>, edges: &[Truth]) -> Option<Undecided> {
    let condition = spec.edges.as_ref()?;
    let open = found.walk.edges.iter().filter(|id| edges[id.0 as usize] == Truth::Unknown);
    let facts: Vec<_> =
        open.flat_map(|id| condition.missing(&Env::new(ground.graph, ground.today).with(Val::Edge(*id)))).collect();
    (!facts.is_empty()).then(|| undecided(found.walk.from, facts))
}

fn named(layer: &Layer) -> Value {
    Value::Text(layer.name.clone())
}
