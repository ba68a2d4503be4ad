//! Walks from sources to targets that avoid waypoints: one search for all sources together.

use std::collections::VecDeque;

use super::{EdgeId, Graph, ObjectId};

/// A shortest walk, edge by edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The source it starts at.
    pub from: ObjectId,
    /// The target it ends at.
    pub to: ObjectId,
    /// Its edges in order; never empty.
    pub edges: Vec<EdgeId>,
}

/// For every target that some source reaches, the shortest walk to it from the nearest source, through
/// allowed edges and without entering a waypoint. Sources and targets themselves are never waypoints.
/// Equal lengths are decided by the order of the objects and edges, so that the answer is always the same.
pub fn avoiding_walks(
    graph: &Graph,
    sources: &[ObjectId],
    is_target: impl Fn(ObjectId) -> bool,
    is_waypoint: impl Fn(ObjectId) -> bool,
    allows: impl Fn(EdgeId) -> bool,
) -> Vec<Walk> {
    let mut search = Search { graph, reached: vec![Reached::Not; graph.len()] };
    let mut queue: VecDeque<ObjectId> = VecDeque::new();
    for source in sources {
        search.reached[source.index()] = Reached::Start;
        queue.push_back(*source);
    }
    let mut walks = Vec::new();
    while let Some(at) = queue.pop_front() {
        for edge in graph.outgoing(at) {
            let to = graph.edge(edge).to;
            if search.reached[to.index()] != Reached::Not || !allows(edge) {
                continue;
            }
            search.reached[to.index()] = Reached::By(edge);
            if is_target(to) {
                walks.push(search.walk(to));
                // A target may lie on the way to another one unless it is a waypoint as well.
            }
            if !is_waypoint(to) {
                queue.push_back(to);
            }
        }
    }
    walks
}

#[derive(Clone, Copy, PartialEq)]
enum Reached {
    Not,
    Start,
    By(EdgeId),
}

struct Search<'g> {
    graph: &'g Graph,
    reached: Vec<Reached>,
}

impl Search<'_> {
    fn walk(&self, to: ObjectId) -> Walk {
        let mut edges = Vec::new();
        let mut at = to;
        while let Reached::By(edge) = self.reached[at.index()] {
            edges.push(edge);
            at = self.graph.edge(edge).from;
        }
        edges.reverse();
        Walk { from: at, to, edges }
    }
}
