//! Layers: what a lower one may not reach in a higher one.

use std::collections::VecDeque;

use super::{EdgeId, Graph, ObjectId, Walk};

/// A walk from a lower layer up to a higher one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upward {
    /// The number of the layer it starts in; 0 is the highest.
    pub low: usize,
    /// The number of the layer it ends in.
    pub high: usize,
    /// The walk; what lies between belongs to no layer.
    pub walk: Walk,
}

/// Every walk from an object of a layer to an object of a higher layer, directly or through objects of no
/// layer; for each pair of objects the shortest. `layers` gives each object's layer.
pub fn upward(graph: &Graph, layers: &[Option<usize>], allows: impl Fn(EdgeId) -> bool) -> Vec<Upward> {
    let mut found = Vec::new();
    for start in graph.ids() {
        if let Some(low) = layers[start.index()]
            && low > 0
        {
            from(graph, start, low, layers, &allows, &mut found);
        }
    }
    found
}

fn from(
    graph: &Graph,
    start: ObjectId,
    low: usize,
    layers: &[Option<usize>],
    allows: &impl Fn(EdgeId) -> bool,
    found: &mut Vec<Upward>,
) {
    // Few objects belong to no layer, so what one search sees is small; a set per search would be slower.
    let mut seen: Vec<(ObjectId, EdgeId)> = Vec::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for edge in graph.outgoing(at) {
            let to = graph.edge(edge).to;
            if to == start || seen.iter().any(|(id, _)| *id == to) || !allows(edge) {
                continue;
            }
            match layers[to.index()] {
                None => {
                    seen.push((to, edge));
                    queue.push_back(to);
                }
                Some(high) if high < low => {
                    seen.push((to, edge));
                    let walk = Walk { from: start, to, edges: back(graph, start, to, &seen) };
                    found.push(Upward { low, high, walk });
                }
                Some(_) => {}
            }
        }
    }
}

fn back(graph: &Graph, start: ObjectId, to: ObjectId, seen: &[(ObjectId, EdgeId)]) -> Vec<EdgeId> {
    let mut edges = Vec::new();
    let mut at = to;
    while at != start {
        let (_, edge) = seen.iter().find(|(id, _)| *id == at).expect("every object on the way was seen");
        edges.push(*edge);
        at = graph.edge(*edge).from;
    }
    edges.reverse();
    edges
}
