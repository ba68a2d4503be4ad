//! Who depends on what a change takes away or changes, hop by hop.

use std::collections::BTreeSet;

use super::Matched;
use crate::graph::{EdgeKind, Graph, ObjectId};

/// How many hops are followed.
pub const MOST_HOPS: usize = 4;
/// How many dependent objects are listed for one object.
pub const MOST_USERS: usize = 100;

/// What depends on an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blast {
    /// The full name of what is gone or changed.
    pub name: String,
    /// Whether it is gone.
    pub gone: bool,
    /// The full names of what depends on it, by hops: users first, then the users of those …
    pub hops: Vec<Vec<String>>,
    /// Whether more depends on it, beyond [`MOST_HOPS`] or [`MOST_USERS`].
    pub more: bool,
}

/// For everything that is gone (as the base has it) or changed (as the head has it) and that something depends on.
pub(super) fn blasts(base: &Graph, head: &Graph, objects: &Matched) -> Vec<Blast> {
    let gone = objects.removed.iter().map(|id| blast(base, *id, true));
    let changed = objects.changed.iter().map(|(_, id)| blast(head, *id, false));
    gone.chain(changed).filter(|blast| !blast.hops.is_empty()).collect()
}

fn blast(graph: &Graph, id: ObjectId, gone: bool) -> Blast {
    let mut blast = Blast { name: graph.full_name(id), gone, hops: Vec::new(), more: false };
    // A part is used by others, and the whole around it needs no flow to feel it: it is not listed.
    let mut seen: BTreeSet<ObjectId> = BTreeSet::from([id, graph.system(id)]);
    let mut ring = vec![id];
    let mut listed = 0;
    while !ring.is_empty() {
        let mut next: Vec<ObjectId> = ring.iter().flat_map(|at| dependents(graph, *at)).collect();
        next.sort_unstable();
        next.dedup();
        next.retain(|user| seen.insert(*user));
        let room = MOST_USERS - listed;
        if next.is_empty() {
            break;
        }
        if blast.hops.len() == MOST_HOPS || room == 0 {
            blast.more = true;
            break;
        }
        blast.more |= next.len() > room;
        next.truncate(room);
        listed += next.len();
        let mut names: Vec<String> = next.iter().map(|user| graph.full_name(*user)).collect();
        names.sort();
        blast.hops.push(names);
        ring = next;
    }
    blast
}

/// What has a flow to an object or through it, runs on it, or gets something from it.
fn dependents(graph: &Graph, id: ObjectId) -> Vec<ObjectId> {
    let leans = |kind: EdgeKind| matches!(kind, EdgeKind::HostedOn | EdgeKind::ProvidedBy);
    let edges = graph.incoming(id).map(|edge| graph.edge(edge)).filter(|edge| leans(edge.kind));
    let leaning = edges.map(|edge| graph.system(edge.from));
    graph.users(id).iter().copied().chain(leaning).collect()
}
