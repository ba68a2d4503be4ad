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

/// For every target that some other source reaches, the shortest walk to it from the nearest such source,
/// through allowed edges and without entering a waypoint. The ends of a walk are never its waypoints.
/// Equal lengths are decided by the order of the objects and edges, so that the answer is always the same.
pub fn avoiding_walks(
    graph: &Graph,
    sources: &[ObjectId],
    is_target: impl Fn(ObjectId) -> bool,
    is_waypoint: impl Fn(ObjectId) -> bool,
    allows: impl Fn(EdgeId) -> bool,
) -> Vec<Walk> {
    // A target that is a source is the nearest one to itself. It takes the second nearest to know who else
    // reaches it, and what is second there is first or second everywhere on the way.
    let ways = if sources.iter().any(|source| is_target(*source)) { 2 } else { 1 };
    let mut search = Search { ways, reached: vec![None; graph.len() * ways] };
    let mut queue: VecDeque<Place> = VecDeque::new();
    for source in sources {
        queue.extend(search.arrive(*source, Step { source: *source, by: None }));
    }
    let mut walks = Vec::new();
    while let Some(place) = queue.pop_front() {
        let at = search.object(place);
        let source = search.step(place).source;
        for edge in graph.outgoing(at) {
            let to = graph.edge(edge).to;
            if !search.is_open(to, source) || !allows(edge) {
                continue;
            }
            let first = !search.is_entered(to);
            let next = search.arrive(to, Step { source, by: Some((edge, place)) });
            if first && is_target(to) {
                walks.extend(next.map(|next| search.walk(next)));
            }
            // A target may lie on the way to another one unless it is a waypoint as well.
            if !is_waypoint(to) {
                queue.extend(next);
            }
        }
    }
    walks
}

/// One of the ways in which an object is reached, as an index.
type Place = u32;

/// How an object is reached: from which source, and by which edge from which way of the object before.
#[derive(Debug, Clone, Copy)]
struct Step {
    source: ObjectId,
    by: Option<(EdgeId, Place)>,
}

struct Search {
    /// From how many different sources an object is reached at most.
    ways: usize,
    /// The ways of all objects, the nearest source first.
    reached: Vec<Option<Step>>,
}

impl Search {
    fn of(&self, id: ObjectId) -> &[Option<Step>] {
        &self.reached[id.index() * self.ways..][..self.ways]
    }

    fn object(&self, place: Place) -> ObjectId {
        ObjectId(place / self.ways as u32)
    }

    fn step(&self, place: Place) -> Step {
        self.reached[place as usize].expect("only places that were reached are asked for")
    }

    /// Whether an object can still be reached from one more source, and this one is new there.
    fn is_open(&self, id: ObjectId, source: ObjectId) -> bool {
        let ways = self.of(id);
        ways.iter().any(Option::is_none) && !ways.iter().flatten().any(|step| step.source == source)
    }

    /// Whether some edge led to an object already.
    fn is_entered(&self, id: ObjectId) -> bool {
        self.of(id).iter().flatten().any(|step| step.by.is_some())
    }

    /// Notes a way to an object, unless it has enough of them or one from this source.
    fn arrive(&mut self, id: ObjectId, step: Step) -> Option<Place> {
        if !self.is_open(id, step.source) {
            return None;
        }
        let free = self.of(id).iter().position(Option::is_none).expect("an open object has a free way");
        let place = id.index() * self.ways + free;
        self.reached[place] = Some(step);
        Some(u32::try_from(place).expect("fewer than 2^31 objects"))
    }

    fn walk(&self, place: Place) -> Walk {
        let mut edges = Vec::new();
        let mut at = place;
        while let Some((edge, before)) = self.step(at).by {
            edges.push(edge);
            at = before;
        }
        edges.reverse();
        Walk { from: self.object(at), to: self.object(place), edges }
    }
}
