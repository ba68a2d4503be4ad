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
    /// Its edges in order; never empty. One whose start is not where the walk is at is walked backwards.
    pub edges: Vec<EdgeId>,
}

/// How a search follows flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flows {
    /// Leg by leg: whoever is at an intermediary may go on with any flow through it.
    #[default]
    Legs,
    /// As one step from end to end: what goes through an intermediary does not change flows there. A walk without any
    /// flow leads nowhere: the system around a component that sends has received nothing by that.
    Whole,
    /// As one step, the way its data go: those of a service come back to the one who asks. A flow of unknown kind is
    /// walked both ways; whoever asks must not take such a step for certain.
    Data,
}

/// For every target that some other source reaches, the shortest walk to it from the nearest such source,
/// through allowed edges and without entering a waypoint. The ends of a walk are never its waypoints.
/// Equal lengths are decided by the order of the objects and edges, so that the answer is always the same.
pub fn avoiding_walks(
    graph: &Graph,
    sources: &[ObjectId],
    flows: Flows,
    is_target: impl Fn(ObjectId) -> bool,
    is_waypoint: impl Fn(ObjectId) -> bool,
    allows: impl Fn(EdgeId) -> bool,
) -> Vec<Walk> {
    // A target that is a source is the nearest one to itself. It takes the second nearest to know who else
    // reaches it, and what is second there is first or second everywhere on the way.
    // The same where flows are followed as a whole: what surrounds a source is reached from it without any flow.
    let ways = if flows != Flows::Legs || sources.iter().any(|source| is_target(*source)) { 2 } else { 1 };
    let mut search = Search { ways, reached: vec![None; graph.len() * ways] };
    let mut queue: VecDeque<Place> = VecDeque::new();
    for source in sources {
        queue.extend(search.arrive(*source, Step { source: *source, by: None, arrives: false }));
    }
    let mut walks = Vec::new();
    while let Some(place) = queue.pop_front() {
        let at = search.object(place);
        let Step { source, arrives: crossed, .. } = search.step(place);
        for leap in leaps(graph, at, flows) {
            let to = leap.to;
            let between = |edge: EdgeId| edge != leap.last() && is_waypoint(leap.end(graph, edge));
            if !search.is_open(to, source) || !leap.edges().all(|edge| allows(edge) && !between(edge)) {
                continue;
            }
            // Data that have passed no flow are still where they were.
            let arrives = flows == Flows::Legs || crossed || graph.edge(leap.first).flow.is_some();
            let first = arrives && !search.is_entered(to);
            let next = search.arrive(to, Step { source, by: Some((leap, place)), arrives });
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

/// A step of a search: one edge, or the legs of a flow.
#[derive(Debug, Clone, Copy)]
struct Leap {
    /// Its first edge and how many there are: the legs of a flow have numbers that follow each other.
    first: EdgeId,
    count: u32,
    /// Whether they are walked from the last one's end to the first one's start.
    back: bool,
    to: ObjectId,
}

impl Leap {
    fn along(graph: &Graph, edge: EdgeId) -> Self {
        Self { first: edge, count: 1, back: false, to: graph.edge(edge).to }
    }

    /// Its edges in the order in which they are walked.
    fn edges(self) -> impl DoubleEndedIterator<Item = EdgeId> {
        let (first, count, back) = (self.first.0, self.count, self.back);
        (0..count).map(move |step| EdgeId(if back { first + count - 1 - step } else { first + step }))
    }

    fn last(self) -> EdgeId {
        EdgeId(if self.back { self.first.0 } else { self.first.0 + self.count - 1 })
    }

    /// The end of one of its edges as it is walked.
    fn end(self, graph: &Graph, edge: EdgeId) -> ObjectId {
        if self.back { graph.edge(edge).from } else { graph.edge(edge).to }
    }
}

/// The steps from an object.
fn leaps(graph: &Graph, at: ObjectId, flows: Flows) -> impl Iterator<Item = Leap> + '_ {
    let forward = graph.outgoing(at).filter_map(move |edge| {
        let Some(flow) = graph.edge(edge).flow.filter(|_| flows != Flows::Legs) else {
            return Some(Leap::along(graph, edge));
        };
        let whole = legs(graph, edge, flow);
        let goes = whole.first == edge && !(flows == Flows::Data && graph.returns_data(flow) == Some(true));
        goes.then_some(whole)
    });
    let incoming = (flows == Flows::Data).then(|| graph.incoming(at));
    let backward = incoming.into_iter().flatten().filter_map(move |edge| {
        let flow = graph.edge(edge).flow?;
        let whole = legs(graph, edge, flow);
        let comes = whole.last() == edge && graph.returns_data(flow) != Some(false);
        comes.then(|| Leap { back: true, to: graph.edge(whole.first).from, ..whole })
    });
    forward.chain(backward)
}

/// All legs of a flow, of which one is known.
fn legs(graph: &Graph, edge: EdgeId, flow: ObjectId) -> Leap {
    let of_flow = |number: &u32| graph.edge(EdgeId(*number)).flow == Some(flow);
    let before = (0..edge.0).rev().take_while(of_flow).count() as u32;
    let after = (edge.0 + 1..graph.edge_count() as u32).take_while(of_flow).count() as u32;
    let (first, last) = (EdgeId(edge.0 - before), EdgeId(edge.0 + after));
    Leap { first, count: before + 1 + after, back: false, to: graph.edge(last).to }
}

/// One of the ways in which an object is reached, as an index.
type Place = u32;

/// How an object is reached: from which source, and by which step from which way of the object before.
#[derive(Debug, Clone, Copy)]
struct Step {
    source: ObjectId,
    by: Option<(Leap, Place)>,
    /// Whether getting here counts: as data, by a flow at least; else by any step.
    arrives: bool,
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

    /// Whether something got to an object already.
    fn is_entered(&self, id: ObjectId) -> bool {
        self.of(id).iter().flatten().any(|step| step.arrives)
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
        while let Some((leap, before)) = self.step(at).by {
            edges.extend(leap.edges().rev());
            at = before;
        }
        edges.reverse();
        Walk { from: self.object(at), to: self.object(place), edges }
    }
}
