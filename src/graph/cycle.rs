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
    let included: Vec<_> = graph.ids().map(&includes).collect();
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

/// How often each edge of a component is looked at, and how many looks a small component has at least. The
/// shortest cycle of a ring of many thousands would take the square of their number; when the looks are used
/// up, the best one so far or the shortest one around the first object shows the knot.
const LOOKS: usize = 64;
const LEAST_LOOKS: usize = 1 << 16;

/// Tries every member as a start, first for cycles of one edge, then for longer and longer ones: short cycles
/// are the rule, and a search that may not go far costs little even from thousands of starts.
fn shortest(part: &DiGraph<(), EdgeId, u32>, graph: &Graph, members: &[ObjectId]) -> Option<Vec<EdgeId>> {
    if let [only] = members {
        let back = part.find_edge(only.node(), only.node())?;
        return Some(vec![part[back]]);
    }
    let inside: FxHashMap<ObjectId, ()> = members.iter().map(|id| (*id, ())).collect();
    let edges: usize = members.iter().map(|id| part.edges(id.node()).count()).sum();
    let mut search = Search { part, graph, inside, looks: LOOKS * edges + LEAST_LOOKS };
    let mut best: Option<Vec<EdgeId>> = None;
    let mut longest = 1;
    while best.is_none() && search.looks > 0 {
        for start in members {
            let limit = best.as_ref().map_or(longest, |best| best.len() - 1);
            best = search.back_to(*start, limit).or(best);
        }
        longest += longest.div_ceil(2);
    }
    search.looks = usize::MAX;
    let found = best.or_else(|| search.back_to(members[0], usize::MAX));
    found.map(|cycle| from_first(cycle, graph))
}

struct Search<'g> {
    part: &'g DiGraph<(), EdgeId, u32>,
    graph: &'g Graph,
    inside: FxHashMap<ObjectId, ()>,
    /// How many edges may still be looked at.
    looks: usize,
}

impl Search<'_> {
    /// The shortest way from an object back to itself, if it has at most so many edges.
    fn back_to(&mut self, start: ObjectId, longest: usize) -> Option<Vec<EdgeId>> {
        let mut by: FxHashMap<ObjectId, EdgeId> = FxHashMap::default();
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((at, length)) = queue.pop_front() {
            if length >= longest || self.looks == 0 {
                return None;
            }
            let mut edges: Vec<_> = self.part.edges(at.node()).map(|edge| *edge.weight()).collect();
            self.looks = self.looks.saturating_sub(edges.len());
            edges.sort_unstable();
            for edge in edges {
                let to = self.graph.edge(edge).to;
                if to == start {
                    return Some(self.cycle(start, at, edge, &by));
                }
                if self.inside.contains_key(&to) && !by.contains_key(&to) {
                    by.insert(to, edge);
                    queue.push_back((to, length + 1));
                }
            }
        }
        None
    }

    /// The cycle that an edge from `last` closes.
    fn cycle(&self, start: ObjectId, last: ObjectId, edge: EdgeId, by: &FxHashMap<ObjectId, EdgeId>) -> Vec<EdgeId> {
        let mut cycle = vec![edge];
        let mut here = last;
        while here != start {
            let edge = by[&here];
            cycle.push(edge);
            here = self.graph.edge(edge).from;
        }
        cycle.reverse();
        cycle
    }
}

/// The same cycle, begun at its first object.
fn from_first(mut cycle: Vec<EdgeId>, graph: &Graph) -> Vec<EdgeId> {
    let first = (0..cycle.len()).min_by_key(|at| graph.edge(cycle[*at]).from).unwrap_or(0);
    cycle.rotate_left(first);
    cycle
}
