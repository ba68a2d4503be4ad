//! Borders that flows cross: between zones, and by the classes of data they carry.

use std::collections::BTreeMap;

use super::Matched;
use crate::graph::{Graph, ObjectId};
use crate::schema::Noun;

/// A flow that crosses otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The flow's full name.
    pub flow: String,
    /// The zones it leads from and to now, where these are others than before.
    pub zones: Option<[String; 2]>,
    /// The zones it led from and to before, if it was there and they were known.
    pub zones_before: Option<[String; 2]>,
    /// Classes of data that it did not carry before.
    pub classes: Vec<String>,
}

/// What the flows at the head cross that they did not cross at the base, by name.
pub(super) fn crossings(base: &Graph, head: &Graph, flows: &Matched) -> Vec<Crossing> {
    let before: BTreeMap<ObjectId, ObjectId> = flows.pairs.iter().map(|(old, new)| (*new, *old)).collect();
    let crossing = |flow: &ObjectId| {
        let old = before.get(flow).copied();
        let zones_before = old.and_then(|old| zones(base, old));
        let zones = zones(head, *flow).filter(|zones| zones[0] != zones[1] && zones_before.as_ref() != Some(zones));
        let known = old.map(|old| classes(base, old)).unwrap_or_default();
        let classes: Vec<String> =
            classes(head, *flow).into_iter().filter(|class| !known.contains(class)).map(str::to_owned).collect();
        let is_new = zones.is_some() || !classes.is_empty();
        let zones_before = zones_before.filter(|_| zones.is_some());
        is_new.then(|| Crossing { flow: head.full_name(*flow), zones, zones_before, classes })
    };
    let mut all: Vec<Crossing> = head.subjects(Noun::Flow).iter().filter_map(crossing).collect();
    all.sort_by(|a, b| a.flow.cmp(&b.flow));
    all
}

/// The zones at both ends of a flow, as far as both are known.
fn zones(graph: &Graph, flow: ObjectId) -> Option<[String; 2]> {
    let [from, to] = graph.flow_ends(flow);
    Some([zone(graph, from?)?, zone(graph, to?)?])
}

/// The zone an object stands in; of an actor the network it comes from.
fn zone(graph: &Graph, id: ObjectId) -> Option<String> {
    let fields = &graph.object(id).fields;
    let key = match graph.object(id).noun {
        Noun::Component => fields.get_key("zone")?,
        Noun::Actor => fields.get_key("network").or_else(|| fields.get_key("kind"))?,
        Noun::Interface => return graph.exposing(id).and_then(|component| zone(graph, component)),
        _ => return None,
    };
    Some(key.to_owned())
}

fn classes(graph: &Graph, flow: ObjectId) -> Vec<&'static str> {
    graph.object(flow).fields.get_keys("classification")
}
