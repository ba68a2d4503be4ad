//! Cycles: the shortest one of every strongly connected component.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use rustc_hash::FxHashMap;

use super::{EdgeId, Graph, ObjectId};

/// The shortest cycle of every component in which objects reach each other, through allowed objects and
/// edges, as the edges in order. Components in the order of their first object; a cycle begins at its first
/// object. A loop at one object is a cycle of one edge.
pub fn shortest_cycles(
    graph: &Graph,
    includes: impl Fn(ObjectId) -> bool,
    allows: impl Fn(EdgeId) -> bool,
) -> Vec<Vec<EdgeId>> {
    let included: Vec<_> = graph.ids().map(|id| includes(id)).collect();
    let mut part: DiGraph<(), EdgeId, u32> = DiGraph::with_capacity(graph.len(), graph.edge_count());
    for _ in graph.ids() {
        part.add_node(());
    }
    for number in 0..graph.edge_count() as u32 {
        let id = EdgeId(number);
        let edge = graph.edge(id);
        if included[edge.from.index()] && included[edge.to.index()] && allows(id) {
            part.add_edge(edge.from.node(), edge.to.node(), id);
        }
    }
    // Kosaraju's search keeps its own stack; Tarjan's in this library recurses and long chains overflow it.
    let mut found: Vec<Vec<EdgeId>> = kosaraju_scc(&part)
        .into_iter()
        .filter_map(|component| {
            let mut members: Vec<_> = component.into_iter().map(|node| ObjectId(node.index() as u32)).collect();
            members.sort_unstable();
            shortest(&part, graph, &members)
        })
        .collect();
    found.sort_unstable_by_key(|cycle| cycle.iter().map(|edge| graph.edge(*edge).from).min());
    found
}

/// How many members of a component are tried as a start. A component of thousands is one tangle: any
/// short cycle shows it, and trying every start would take the square of its size.
const STARTS: usize = 64;

fn shortest(part: &DiGraph<(), EdgeId, u32>, graph: &Graph, members: &[ObjectId]) -> Option<Vec<EdgeId>> {
    if let [only] = members {
        let back = part.find_edge(only.node(), only.node())?;
        return Some(vec![part[back]]);
    }
    let inside: FxHashMap<ObjectId, ()> = members.iter().map(|id| (*id, ())).collect();
    let mut best: Option<Vec<EdgeId>> = None;
    for start in members.iter().take(STARTS) {
        let limit = best.as_ref().map_or(usize::MAX, Vec::len);
        if let Some(cycle) = back_to(part, graph, *start, &inside, limit) {
            best = Some(cycle);
        }
    }
    best.map(|cycle| from_first(cycle, graph))
}

/// The shortest way from an object back to itself, if it is shorter than `limit`.
fn back_to(
    part: &DiGraph<(), EdgeId, u32>,
    graph: &Graph,
    start: ObjectId,
    inside: &FxHashMap<ObjectId, ()>,
    limit: usize,
) -> Option<Vec<EdgeId>> {
    let mut by: FxHashMap<ObjectId, EdgeId> = FxHashMap::default();
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((at, length)) = queue.pop_front() {
        if length + 1 >= limit {
            return None;
        }
        let mut edges: Vec<_> = part.edges(at.node()).map(|edge| *edge.weight()).collect();
        edges.sort_unstable();
        for edge in edges {
            let to = graph.edge(edge).to;
            if to == start {
                let mut cycle = vec![edge];
                let mut here = at;
                while here != start {
                    let edge = by[&here];
                    cycle.push(edge);
                    here = graph.edge(edge).from;
                }
                cycle.reverse();
                return Some(cycle);
            }
            if inside.contains_key(&to) && !by.contains_key(&to) {
                by.insert(to, edge);
                queue.push_back((to, length + 1));
            }
        }
    }
    None
}

/// The same cycle, begun at its first object.
fn from_first(mut cycle: Vec<EdgeId>, graph: &Graph) -> Vec<EdgeId> {
    let first = (0..cycle.len()).min_by_key(|at| graph.edge(cycle[*at]).from).unwrap_or(0);
    cycle.rotate_left(first);
    cycle
}
