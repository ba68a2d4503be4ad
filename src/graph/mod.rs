//! One graph of everything described: objects, edges, and the questions asked of them.
//!
//! Built once from what the importers read, with every reference resolved across files and agencies.
//! Edges lie packed by the objects at their ends. Questions that walk the graph are files of
//! their own (`walk.rs`, `cycle.rs`, `layer.rs`); all of them are iterative, because an estate's chains
//! may be longer than a stack is deep. This room knows no rule and no words.

mod build;
mod cycle;
mod edges;
mod layer;
mod names;
mod owners;
mod parts;
mod resolve;
mod walk;

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

pub use build::{STANDING, build};
pub use cycle::shortest_cycles;
pub use edges::{Edge, EdgeId, EdgeKind};
pub use layer::{Upward, upward};
pub use walk::{Flows, Walk, avoiding_walks};

use crate::schema::{Fields, Noun, Value};
use crate::source::{Span, Spanned};

/// An object's number in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

impl ObjectId {
    fn index(self) -> usize {
        self.0 as usize
    }

    fn node(self) -> NodeIndex {
        NodeIndex::new(self.index())
    }
}

/// Something that was described.
#[derive(Debug)]
pub struct Object {
    /// What kind of thing it is.
    pub noun: Noun,
    /// Its id and where it was written; empty for a flow.
    pub id: Spanned<Box<str>>,
    /// The object that directly contains it.
    pub parent: Option<ObjectId>,
    /// What was written about it; references carry their targets.
    pub fields: Fields,
    /// All of it.
    pub span: Span,
    /// The document that declares it.
    pub(crate) document: u32,
    /// Whether somebody asked to check it: catalogue objects and implied zones are not subjects.
    pub subject: bool,
}

/// A document's head, as far as the graph needs it.
#[derive(Debug)]
pub(crate) struct Head {
    /// The agency's key as written, which is also the scope of the document's ids.
    pub scope: Option<Box<str>>,
    /// Where that is written.
    pub scope_at: Option<Span>,
    /// That agency, when it is declared.
    pub agency: Option<ObjectId>,
    /// The number of the document's first object.
    pub first: u32,
}

/// The whole estate with the catalogue.
#[derive(Debug)]
pub struct Graph {
    objects: Vec<Object>,
    heads: Vec<Head>,
    edges: edges::Edges,
    lists: Lists,
    /// The outermost object around each object.
    tops: Vec<ObjectId>,
    owners: Vec<Option<ObjectId>>,
    authorities: Vec<Option<ObjectId>>,
    scopes: usize,
}

/// What is asked for so often that it is listed once.
#[derive(Debug)]
struct Lists {
    /// By object.
    noun: Vec<Noun>,
    /// By noun.
    nouns: Vec<Vec<ObjectId>>,
    /// Zones that are there because they are named, such as the Internet; those of the catalogue with them.
    implied: Vec<ObjectId>,
    /// By noun.
    subjects: Vec<Vec<ObjectId>>,
    flows_from: Index,
    flows_to: Index,
    flows_at: Index,
    users: Index,
    /// By flow; nothing when one of them is not known.
    through: Index,
    providers: Index,
    national: Index,
    /// Providers by authority and capability.
    groups: FxHashMap<(ObjectId, ObjectId), Vec<ObjectId>>,
    references: Index,
    /// Agencies by their present code.
    codes: FxHashMap<Box<str>, Vec<ObjectId>>,
    /// By authority.
    systems: Index,
}

/// Lists of objects by object, packed.
#[derive(Debug, Default)]
struct Index {
    starts: Vec<u32>,
    items: Vec<ObjectId>,
}

impl Index {
    /// Packs pairs of (object, item); the items of one object in order, repeated ones dropped.
    fn new(objects: usize, pairs: &[(ObjectId, ObjectId)]) -> Self {
        // Each pair to its object's place first: most lists are in order then, and none is long to sort.
        let mut ends = vec![0_u32; objects + 1];
        for (object, _) in pairs {
            ends[object.index() + 1] += 1;
        }
        for at in 0..objects {
            ends[at + 1] += ends[at];
        }
        let mut places = vec![ObjectId(0); pairs.len()];
        let mut next = ends.clone();
        for (object, item) in pairs {
            places[next[object.index()] as usize] = *item;
            next[object.index()] += 1;
        }
        let mut packed = Self { starts: Vec::with_capacity(objects + 1), items: Vec::with_capacity(pairs.len()) };
        packed.starts.push(0);
        for ends in ends.windows(2) {
            let list = &mut places[ends[0] as usize..ends[1] as usize];
            if !list.is_sorted() {
                list.sort_unstable();
            }
            let before = packed.items.len();
            for item in list {
                if packed.items[before..].last() != Some(item) {
                    packed.items.push(*item);
                }
            }
            packed.starts.push(packed.items.len() as u32);
        }
        packed
    }

    /// Packs a list for each object, each in its own order.
    fn packed(lists: impl Iterator<Item = Option<Vec<ObjectId>>>) -> Self {
        let mut packed = Self { starts: vec![0], items: Vec::new() };
        for list in lists {
            packed.items.extend(list.into_iter().flatten());
            packed.starts.push(u32::try_from(packed.items.len()).expect("fewer than 2^32 items"));
        }
        packed
    }

    fn of(&self, object: ObjectId) -> &[ObjectId] {
        &self.items[self.starts[object.index()] as usize..self.starts[object.index() + 1] as usize]
    }
}

impl Graph {
    /// What kind of thing an object is; far cheaper than looking at the object.
    pub fn noun(&self, id: ObjectId) -> Noun {
        self.lists.noun[id.index()]
    }

    /// The object behind a number.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.index()]
    }

    /// How many objects there are, the catalogue's included.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether nothing was described.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Every object, in the order of the sources.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ObjectId> + use<> {
        (0..self.objects.len() as u32).map(ObjectId)
    }

    /// All objects of a noun, the catalogue's included; not the zones that are only named.
    pub fn all(&self, noun: Noun) -> &[ObjectId] {
        &self.lists.nouns[noun as usize]
    }

    /// All objects of a noun, and the zones that are only named.
    pub fn nodes(&self, noun: Noun) -> impl Iterator<Item = ObjectId> + '_ {
        let implied = if noun == Noun::Zone { &*self.lists.implied } else { &[] };
        self.all(noun).iter().chain(implied).copied()
    }

    /// The objects of a noun that somebody asked to check.
    pub fn subjects(&self, noun: Noun) -> &[ObjectId] {
        &self.lists.subjects[noun as usize]
    }

    /// The agency that owns an object; `None` when that is not known.
    pub fn owner(&self, id: ObjectId) -> Option<ObjectId> {
        self.owners[id.index()]
    }

    /// The ministry, province or central agency an object belongs to; `None` when that is not known.
    pub fn authority(&self, id: ObjectId) -> Option<ObjectId> {
        self.authorities[id.index()]
    }

    /// The system, platform, database, service or AI component that contains an object, or the object itself.
    pub fn system(&self, id: ObjectId) -> ObjectId {
        self.tops[id.index()]
    }

    /// The object that directly contains an object.
    pub fn parent(&self, id: ObjectId) -> Option<ObjectId> {
        self.object(id).parent
    }

    /// The flows that start at an object or a part of it.
    pub fn flows_from(&self, id: ObjectId) -> &[ObjectId] {
        self.lists.flows_from.of(id)
    }

    /// The flows that end at an object or a part of it.
    pub fn flows_to(&self, id: ObjectId) -> &[ObjectId] {
        self.lists.flows_to.of(id)
    }

    /// The flows that start or end at an object or a part of it, or go through it, as far as that is known.
    pub fn flows_at(&self, id: ObjectId) -> &[ObjectId] {
        self.lists.flows_at.of(id)
    }

    /// The objects of the nouns in [`STANDING`] that belong to a ministry, a province or a central agency.
    pub fn systems_of(&self, authority: ObjectId) -> &[ObjectId] {
        self.lists.systems.of(authority)
    }

    /// The objects that have a flow to an object or a part of it, or go through it.
    pub fn users(&self, id: ObjectId) -> &[ObjectId] {
        self.lists.users.of(id)
    }

    /// The objects that list a capability.
    pub fn providers(&self, capability: ObjectId) -> &[ObjectId] {
        self.lists.providers.of(capability)
    }

    /// The objects that list a capability and are shared nationally.
    pub fn national_providers(&self, capability: ObjectId) -> &[ObjectId] {
        self.lists.national.of(capability)
    }

    /// The other objects of the same ministry or province that list a capability this one lists, in order.
    /// `None` when it is not known which ministry or province that is, or what it can do.
    pub fn peers(&self, id: ObjectId) -> Option<Vec<ObjectId>> {
        let authority = self.authority(id)?;
        let fields = &self.object(id).fields;
        let Value::List(listed) = &fields.get("capabilities")?.value else { return None };
        let mut peers = Vec::new();
        for capability in listed.iter().filter_map(|item| target(&item.value)) {
            peers.extend(self.lists.groups.get(&(authority, capability)).into_iter().flatten());
        }
        peers.sort_unstable();
        peers.dedup();
        peers.retain(|peer| *peer != id);
        Some(peers)
    }

    /// The agencies whose present code this is, in order.
    pub fn agencies_coded(&self, code: &str) -> &[ObjectId] {
        self.lists.codes.get(code).map_or(&[], |agencies| agencies)
    }

    /// The reference records about an object.
    pub fn references_to(&self, id: ObjectId) -> &[ObjectId] {
        self.lists.references.of(id)
    }

    /// The objects of a flow's `from`, `via` and `to` in order; `None` when one of them is not known.
    pub fn through(&self, flow: ObjectId) -> Option<&[ObjectId]> {
        // A flow of which they are known has at least two ends.
        Some(self.lists.through.of(flow)).filter(|all| !all.is_empty())
    }

    /// The objects at which a flow starts and ends, as far as they are known.
    pub fn flow_ends(&self, flow: ObjectId) -> [Option<ObjectId>; 2] {
        [self.end(flow, edges::FLOW_FROM), self.end(flow, edges::FLOW_TO)]
    }

    /// The component that answers at an interface, if it is known.
    pub fn exposing(&self, interface: ObjectId) -> Option<ObjectId> {
        let mut edges = self.incoming(interface).map(|edge| self.edge(edge));
        edges.find(|edge| edge.kind == EdgeKind::Exposes).map(|edge| edge.from)
    }

    /// The object in a reference field of an object.
    fn end(&self, id: ObjectId, slot: u16) -> Option<ObjectId> {
        target(&self.object(id).fields.value(slot)?.value)
    }

    /// An edge by its number.
    pub fn edge(&self, id: EdgeId) -> &Edge {
        self.edges.edge(id)
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// The numbers of the edges that come out of what is written about an object; those of a flow are its legs.
    pub fn written_edges(&self, id: ObjectId) -> std::ops::Range<u32> {
        self.edges.written(id)
    }

    /// The numbers of the legs of the flow that an edge is one of, which follow each other; of an edge that is no leg,
    /// its own alone.
    pub fn legs(&self, id: EdgeId) -> std::ops::Range<u32> {
        self.edges.legs(id)
    }

    /// The edges that leave an object, in the order in which they are written.
    pub fn outgoing(&self, id: ObjectId) -> impl Iterator<Item = EdgeId> + '_ {
        self.edges.outgoing(id).iter().copied()
    }

    /// The edges that arrive at an object, in the order in which they are written.
    pub fn incoming(&self, id: ObjectId) -> impl Iterator<Item = EdgeId> + '_ {
        self.edges.incoming(id).iter().copied()
    }
}

/// The object a reference names.
pub(crate) fn target(value: &Value) -> Option<ObjectId> {
    match value {
        Value::Reference(reference) => reference.target.map(ObjectId),
        _ => None,
    }
}
