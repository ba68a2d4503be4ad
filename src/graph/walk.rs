//! Walks from sources to targets that avoid waypoints: one search for all sources together.

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
    let mut search = Search { ways, reached: vec![0; graph.len() * ways], steps: Vec::with_capacity(sources.len()) };
    for source in sources {
        search.arrive(Step { at: *source, source: *source, by: None, arrives: false, ends: false });
    }
    let mut walks = Vec::new();
    // Places are gone on from in the order in which they were found.
    let mut next: Place = 0;
    while let Some(Step { at, source, arrives: crossed, ends, .. }) = search.steps.get(next as usize).copied() {
        let place = next;
        next += 1;
        if ends {
            continue;
        }
        for leap in leaps(graph, at, flows, &allows) {
            let to = leap.to;
            let between = |edge: EdgeId| edge != leap.last() && is_waypoint(leap.end(graph, edge));
            let others = || leap.edges().skip(1).all(&allows);
            if !search.is_open(to, source) || !others() || leap.edges().any(between) {
                continue;
            }
            // Data that have passed no flow are still where they were.
            let arrives = flows == Flows::Legs || crossed || graph.edge(leap.first).flow.is_some();
            let first = arrives && !search.is_entered(to);
            // A target may lie on the way to another one unless it is a waypoint as well.
            let ends = is_waypoint(to);
            let found = search.arrive(Step { at: to, source, by: Some((leap, place)), arrives, ends });
            if first && is_target(to) {
                walks.extend(found.map(|found| search.walk(found)));
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

/// The steps from an object whose first edge is allowed. That is asked first: the answer is at hand, the edge is not.
fn leaps(graph: &Graph, at: ObjectId, flows: Flows, allows: &impl Fn(EdgeId) -> bool) -> impl Iterator<Item = Leap> {
    let allowed = |number: &EdgeId| allows(*number);
    let forward = graph.outgoing(at).filter(allowed).filter_map(move |number| {
        let edge = graph.edge(number);
        if edge.flow.is_none() || flows == Flows::Legs {
            return Some(Leap { first: number, count: 1, back: false, to: edge.to });
        }
        let legs = graph.legs(number);
        let goes = legs.start == number.0 && !(flows == Flows::Data && edge.returns_data == Some(true));
        let last = EdgeId(legs.end - 1);
        goes.then(|| Leap { first: number, count: legs.end - legs.start, back: false, to: graph.edge(last).to })
    });
    let incoming = (flows == Flows::Data).then(|| graph.incoming(at));
    let backward = incoming.into_iter().flatten().filter(allowed).filter_map(move |number| {
        let edge = graph.edge(number);
        let legs = graph.legs(number);
        let comes = edge.flow.is_some() && legs.end == number.0 + 1 && edge.returns_data != Some(false);
        let (first, count) = (EdgeId(legs.start), legs.end - legs.start);
        comes.then(|| Leap { first, count, back: true, to: graph.edge(first).from })
    });
    forward.chain(backward)
}

/// One of the ways in which an object is reached, as an index.
type Place = u32;

/// How an object is reached: from which source, and by which step from which way of the object before.
#[derive(Debug, Clone, Copy)]
struct Step {
    at: ObjectId,
    source: ObjectId,
    by: Option<(Leap, Place)>,
    /// Whether getting here counts: as data, by a flow at least; else by any step.
    arrives: bool,
    /// Whether no walk goes on from here.
    ends: bool,
}

struct Search {
    /// From how many different sources an object is reached at most.
    ways: usize,
    /// The ways of all objects, the nearest source first: places plus one, or 0. A search mostly sees a small part of
    /// the graph, and what nobody looks at costs nothing so.
    reached: Vec<Place>,
    /// By place, in the order in which they were found.
    steps: Vec<Step>,
}

impl Search {
    fn of(&self, id: ObjectId) -> impl Iterator<Item = &Step> {
        let places = &self.reached[id.index() * self.ways..][..self.ways];
        places.iter().take_while(|place| **place != 0).map(|place| &self.steps[*place as usize - 1])
    }

    /// Whether an object can still be reached from one more source, and this one is new there.
    fn is_open(&self, id: ObjectId, source: ObjectId) -> bool {
        let last = self.reached[(id.index() + 1) * self.ways - 1];
        last == 0 && !self.of(id).any(|step| step.source == source)
    }

    /// Whether something got to an object already.
    fn is_entered(&self, id: ObjectId) -> bool {
        self.of(id).any(|step| step.arrives)
    }

    /// Notes a way to an object, unless it has enough of them or one from this source.
    fn arrive(&mut self, step: Step) -> Option<Place> {
        if !self.is_open(step.at, step.source) {
            return None;
        }
        let place = u32::try_from(self.steps.len()).expect("fewer than 2^31 objects");
        let ways = &mut self.reached[step.at.index() * self.ways..][..self.ways];
        *ways.iter_mut().find(|way| **way == 0).expect("an open object has a free way") = place + 1;
        self.steps.push(step);
        Some(place)
    }

    fn walk(&self, place: Place) -> Walk {
        let mut edges = Vec::new();
        let mut at = &self.steps[place as usize];
        let to = at.at;
        while let Some((leap, before)) = at.by {
            edges.extend(leap.edges().rev());
            at = &self.steps[before as usize];
        }
        edges.reverse();
        Walk { from: at.at, to, edges }
    }
}
