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

/// The walks from an object of a layer up to an object of a higher one, sorted by their ends: every single
/// step, and through objects of no layer the shortest from each object to each higher layer and from each
/// lower layer to each object. Nothing that reaches up or is reached is missing, and yet an object of no layer
/// that joins thousands does not pair each of them with each. `layers` gives each object's layer.
pub fn upward(graph: &Graph, layers: &[Option<usize>], allows: impl Fn(EdgeId) -> bool) -> Vec<Upward> {
    let count = layers.iter().flatten().max().map_or(0, |last| last + 1);
    let layer = |id: ObjectId| layers[id.index()];
    let matters = |id: EdgeId| match (layer(graph.edge(id).from), layer(graph.edge(id).to)) {
        (Some(low), Some(high)) => high < low,
        (Some(low), None) => low > 0,
        (None, Some(high)) => high + 1 < count,
        (None, None) => true,
    };
    let edges = (0..graph.edge_count() as u32).map(EdgeId);
    let allowed: Vec<bool> = edges.clone().map(|id| matters(id) && allows(id)).collect();
    let mut members = vec![Vec::new(); count];
    for id in graph.ids() {
        if let Some(layer) = layer(id) {
            members[layer].push(id);
        }
    }
    let steps = edges.filter(|id| allowed[id.0 as usize]).filter(|id| {
        let edge = graph.edge(*id);
        layer(edge.from).is_some() && layer(edge.to).is_some()
    });
    let mut walks: Vec<Vec<EdgeId>> = steps.map(|id| vec![id]).collect();
    let mut search = Search { graph, layers, allowed, reached: vec![None; graph.len()] };
    for (number, members) in members.iter().enumerate() {
        for way in [Way::Back, Way::On] {
            search.around(number, members, way, &mut walks);
        }
    }
    let told = |edges: Vec<EdgeId>| {
        let from = graph.edge(edges[0]).from;
        let to = graph.edge(*edges.last().expect("a walk has an edge")).to;
        let (low, high) = (layer(from).expect("it starts in a layer"), layer(to).expect("it ends in a layer"));
        Upward { low, high, walk: Walk { from, to, edges } }
    };
    let mut found: Vec<_> = walks.into_iter().map(told).collect();
    found.sort_by_key(|each| (each.walk.from, each.walk.to));
    // Steps stand before walks between the same two, and the sort has left them there.
    found.dedup_by_key(|each| (each.walk.from, each.walk.to));
    found
}

/// Whether a search goes against the edges, to what reaches a layer, or along them, to what it reaches.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Back,
    On,
}

struct Search<'g> {
    graph: &'g Graph,
    layers: &'g [Option<usize>],
    /// By edge.
    allowed: Vec<bool>,
    /// By object, the edge by which the search in progress came to it.
    reached: Vec<Option<EdgeId>>,
}

impl Search<'_> {
    /// From all objects of a layer at once through objects of no layer: the shortest walk between the layer and
    /// each object of a layer that it is not to be joined with in this direction.
    fn around(&mut self, number: usize, members: &[ObjectId], way: Way, walks: &mut Vec<Vec<EdgeId>>) {
        let graph = self.graph;
        let mut seen = Vec::new();
        let mut queue: VecDeque<ObjectId> = members.iter().copied().collect();
        while let Some(at) = queue.pop_front() {
            let edges: Vec<_> = match way {
                Way::Back => graph.incoming(at).collect(),
                Way::On => graph.outgoing(at).collect(),
            };
            for edge in edges {
                let next = self.far_end(edge, way);
                if !self.allowed[edge.0 as usize] || self.reached[next.index()].is_some() {
                    continue;
                }
                match self.layers[next.index()] {
                    None => queue.push_back(next),
                    // A single step is told already.
                    Some(_) if self.layers[at.index()].is_some() => continue,
                    Some(other) if (way == Way::Back && other > number) || (way == Way::On && other < number) => {
                        walks.push(self.walk(at, edge, way));
                    }
                    Some(_) => continue,
                }
                self.reached[next.index()] = Some(edge);
                seen.push(next);
            }
        }
        for id in seen {
            self.reached[id.index()] = None;
        }
    }

    /// The end of an edge that a search going this way comes to.
    fn far_end(&self, edge: EdgeId, way: Way) -> ObjectId {
        match way {
            Way::Back => self.graph.edge(edge).from,
            Way::On => self.graph.edge(edge).to,
        }
    }

    /// The walk that ends (or, going back, begins) with an edge at an object that was reached.
    fn walk(&self, mut at: ObjectId, last: EdgeId, way: Way) -> Vec<EdgeId> {
        let mut edges = vec![last];
        while let Some(edge) = self.reached[at.index()] {
            edges.push(edge);
            at = match way {
                Way::Back => self.graph.edge(edge).to,
                Way::On => self.graph.edge(edge).from,
            };
        }
        if way == Way::On {
            edges.reverse();
        }
        edges
    }
}
