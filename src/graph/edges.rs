//! Edges and how they come out of the objects' fields.

use rustc_hash::FxHashMap;

use super::{Object, ObjectId, target};
use crate::lang::{Words, words};
use crate::model::{data, flow, security, system};
use crate::schema::{Fields, Noun, Value};
use crate::source::Span;

/// An edge's number in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// A directed connection between two objects.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// What it stands for.
    pub kind: EdgeKind,
    /// Where it starts.
    pub from: ObjectId,
    /// Where it ends.
    pub to: ObjectId,
    /// The flow behind an edge of kind `flow`.
    pub flow: Option<ObjectId>,
    /// Where it is written.
    pub at: Span,
    /// Whether it is known that nothing lies between: false for the legs of a flow whose `via` is unknown.
    pub direct: bool,
    /// Whether the data of the flow behind it go against its direction: a service is asked for by the one at its
    /// start, and answers. `None` for a flow whose kind is not known: its data may go either way.
    pub returns_data: Option<bool>,
}

impl Edge {
    fn plain(kind: EdgeKind, from: ObjectId, to: ObjectId, at: Span) -> Self {
        Self { kind, from, to, flow: None, at, direct: true, returns_data: Some(false) }
    }
}

/// What an edge stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// An object to a part of it.
    Contains,
    /// A part to the object around it.
    PartOf,
    /// An agency to what it owns.
    Owns,
    /// A component to its zone.
    InZone,
    /// A zone to a zone it may connect to.
    Reach,
    /// A component to an interface on it.
    Exposes,
    /// A store to the data it keeps.
    Holds,
    /// One leg of a flow: from, through each intermediary, to.
    Flow,
    /// An object to the shared object that provides it.
    ProvidedBy,
    /// A system to what it runs on.
    HostedOn,
    /// An object to what replaces it.
    Succeeds,
}

impl EdgeKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Contains,
        Self::PartOf,
        Self::Owns,
        Self::InZone,
        Self::Reach,
        Self::Exposes,
        Self::Holds,
        Self::Flow,
        Self::ProvidedBy,
        Self::HostedOn,
        Self::Succeeds,
    ];

    /// The word in conditions.
    pub fn key(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::PartOf => "part-of",
            Self::Owns => "owns",
            Self::InZone => "in-zone",
            Self::Reach => "reach",
            Self::Exposes => "exposes",
            Self::Holds => "holds",
            Self::Flow => "flow",
            Self::ProvidedBy => "provided-by",
            Self::HostedOn => "hosted-on",
            Self::Succeeds => "succeeds",
        }
    }

    /// The words for people.
    pub fn label(self) -> Words {
        match self {
            Self::Contains => words("gồm", "contains"),
            Self::PartOf => words("thuộc", "part of"),
            Self::Owns => words("chủ quản", "owns"),
            Self::InZone => words("đặt trong vùng", "in zone"),
            Self::Reach => words("kết nối được tới", "can reach"),
            Self::Exposes => words("cung cấp giao diện", "exposes"),
            Self::Holds => words("lưu giữ", "holds"),
            Self::Flow => words("luồng", "flow"),
            Self::ProvidedBy => words("do … cung cấp", "provided by"),
            Self::HostedOn => words("vận hành trên", "hosted on"),
            Self::Succeeds => words("được thay bằng", "succeeded by"),
        }
    }
}

pub(super) const FLOW_FROM: u16 = flow::FLOW.slot("from");
pub(super) const FLOW_TO: u16 = flow::FLOW.slot("to");
const FLOW_KIND: u16 = flow::FLOW.slot("kind");
pub(super) const FLOW_VIA: u16 = flow::FLOW.slot("via");
pub(super) const ZONE_KIND: u16 = security::ZONE.slot("kind");
pub(super) const ZONE_REACHABLE: u16 = security::ZONE.slot("reachable-from");
const SYSTEM_SECURITY: u16 = system::SYSTEM.slot("security");
const SYSTEM_HOSTING: u16 = system::SYSTEM.slot("hosting");
const SYSTEM_SUCCESSOR: u16 = system::SYSTEM.slot("successor");
const COMPONENT_ZONE: u16 = system::COMPONENT.slot("zone");
const COMPONENT_HOLDS: u16 = system::COMPONENT.slot("holds");
const COMPONENT_PROVIDER: u16 = system::COMPONENT.slot("provided-by");
const INTERFACE_ON: u16 = system::INTERFACE.slot("on");
const DATABASE_HOLDS: u16 = data::DATABASE.slot("holds");
const DATABASE_HOSTING: u16 = data::DATABASE.slot("hosting");
const DATABASE_SUCCESSOR: u16 = data::DATABASE.slot("successor");
const HOSTING_ON: u16 = security::HOSTING.slot("on");
const SECURITY_CONTROLS: u16 = security::SECURITY.slot("controls");

/// All edges, and those at each object. Searches ask for these most often: they lie beside each other.
#[derive(Debug)]
pub(super) struct Edges {
    all: Vec<Edge>,
    /// By object, the first edge that comes out of what is written about it; at the end, how many there are.
    written: Vec<u32>,
    outgoing: Ends,
    incoming: Ends,
}

impl Edges {
    pub fn edge(&self, id: EdgeId) -> &Edge {
        &self.all[id.0 as usize]
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The numbers of the edges that come out of what is written about an object; those of a flow are its legs.
    pub fn written(&self, id: ObjectId) -> std::ops::Range<u32> {
        self.written[id.index()]..self.written[id.index() + 1]
    }

    /// The legs of the flow that an edge is one of; of an edge that is no leg, itself alone.
    pub fn legs(&self, id: EdgeId) -> std::ops::Range<u32> {
        self.edge(id).flow.map_or(id.0..id.0 + 1, |flow| self.written(flow))
    }

    /// The edges that leave an object, in order.
    pub fn outgoing(&self, id: ObjectId) -> &[EdgeId] {
        self.outgoing.of(id)
    }

    /// The edges that arrive at an object, in order.
    pub fn incoming(&self, id: ObjectId) -> &[EdgeId] {
        self.incoming.of(id)
    }
}

/// The edges at one of their ends, by the object there, packed.
#[derive(Debug)]
struct Ends {
    starts: Vec<u32>,
    edges: Vec<EdgeId>,
}

impl Ends {
    fn new(objects: usize, all: &[Edge], end: fn(&Edge) -> ObjectId) -> Self {
        let mut starts = vec![0; objects + 1];
        for edge in all {
            starts[end(edge).index() + 1] += 1;
        }
        for at in 0..objects {
            starts[at + 1] += starts[at];
        }
        let mut free = starts.clone();
        let mut edges = vec![EdgeId(0); all.len()];
        for (number, edge) in all.iter().enumerate() {
            let place = &mut free[end(edge).index()];
            edges[*place as usize] = EdgeId(number as u32);
            *place += 1;
        }
        Self { starts, edges }
    }

    fn of(&self, id: ObjectId) -> &[EdgeId] {
        &self.edges[self.starts[id.index()] as usize..self.starts[id.index() + 1] as usize]
    }
}

/// All edges, in the order of the objects and of their fields.
pub(super) fn build(objects: &[Object], owners: &[Option<ObjectId>]) -> Edges {
    let zones = objects.iter().enumerate().filter(|(_, object)| object.noun == Noun::Zone);
    let zones =
        zones.filter_map(|(number, zone)| Some(((zone.parent?, zone_kind(&zone.fields)?), ObjectId(number as u32))));
    let mut maker = Maker { zones: zones.collect(), edges: Vec::with_capacity(objects.len() * 3) };
    let mut written = Vec::with_capacity(objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        written.push(maker.edges.len() as u32);
        let id = ObjectId(number as u32);
        if let Some(parent) = object.parent {
            maker.add(EdgeKind::Contains, parent, id, object.id.span);
            maker.add(EdgeKind::PartOf, id, parent, object.id.span);
        } else if let Some(owner) = owners[number].filter(|owner| *owner != id && object.noun != Noun::Flow) {
            maker.add(EdgeKind::Owns, owner, id, object.id.span);
        }
        maker.own_edges(id, object);
    }
    let all = maker.edges;
    written.push(all.len() as u32);
    assert!(u32::try_from(all.len()).is_ok(), "fewer than 2^32 edges");
    let ends = |end| Ends::new(objects.len(), &all, end);
    let (outgoing, incoming) = rayon::join(|| ends(|edge| edge.from), || ends(|edge| edge.to));
    Edges { all, written, outgoing, incoming }
}

/// Which kind of zone an object is, as a position in the list of kinds.
pub(super) fn zone_kind(zone: &Fields) -> Option<u16> {
    match zone.value(ZONE_KIND).map(|written| &written.value) {
        Some(Value::Choice(_, index)) => Some(*index),
        _ => None,
    }
}

/// See [`Edge::returns_data`].
fn returns_data(flow: &Fields) -> Option<bool> {
    match &flow.value(FLOW_KIND)?.value {
        Value::Choice(choice, at) => Some(choice.options[usize::from(*at)].key == "service"),
        Value::NotApplicable => Some(false),
        _ => None,
    }
}

struct Maker {
    /// By the object that contains them, and their kind.
    zones: FxHashMap<(ObjectId, u16), ObjectId>,
    edges: Vec<Edge>,
}

impl Maker {
    fn add(&mut self, kind: EdgeKind, from: ObjectId, to: ObjectId, at: Span) {
        self.edges.push(Edge::plain(kind, from, to, at));
    }

    fn own_edges(&mut self, id: ObjectId, object: &Object) {
        let fields = &object.fields;
        match object.noun {
            Noun::System | Noun::Platform => {
                self.hosting(id, fields, SYSTEM_HOSTING);
                self.one(EdgeKind::Succeeds, id, fields, SYSTEM_SUCCESSOR);
                self.controls(id, fields);
            }
            Noun::Database => {
                self.hosting(id, fields, DATABASE_HOSTING);
                self.one(EdgeKind::Succeeds, id, fields, DATABASE_SUCCESSOR);
                self.many(EdgeKind::Holds, id, fields, DATABASE_HOLDS);
            }
            Noun::Component => {
                self.many(EdgeKind::Holds, id, fields, COMPONENT_HOLDS);
                self.one(EdgeKind::ProvidedBy, id, fields, COMPONENT_PROVIDER);
                self.in_zone(id, object);
            }
            Noun::Interface => {
                if let Some(on) = fields.value(INTERFACE_ON)
                    && let Some(component) = target(&on.value)
                {
                    self.add(EdgeKind::Exposes, component, id, on.span(fields.source));
                }
            }
            Noun::Zone => self.reach(id, object),
            Noun::Flow => self.legs(id, fields),
            _ => {}
        }
    }

    fn one(&mut self, kind: EdgeKind, id: ObjectId, fields: &Fields, slot: u16) {
        if let Some(written) = fields.value(slot)
            && let Some(to) = target(&written.value)
        {
            self.add(kind, id, to, written.span(fields.source));
        }
    }

    fn many(&mut self, kind: EdgeKind, id: ObjectId, fields: &Fields, slot: u16) {
        if let Some(Value::List(items)) = fields.value(slot).map(|written| &written.value) {
            for item in items {
                if let Some(to) = target(&item.value) {
                    self.add(kind, id, to, item.span(fields.source));
                }
            }
        }
    }

    fn hosting(&mut self, id: ObjectId, fields: &Fields, slot: u16) {
        if let Some(Value::Record(hosting)) = fields.value(slot).map(|written| &written.value) {
            self.one(EdgeKind::HostedOn, id, hosting, HOSTING_ON);
        }
    }

    fn controls(&mut self, id: ObjectId, fields: &Fields) {
        let Some(Value::Record(security)) = fields.value(SYSTEM_SECURITY).map(|written| &written.value) else {
            return;
        };
        let Some(Value::List(controls)) = security.value(SECURITY_CONTROLS).map(|written| &written.value) else {
            return;
        };
        for control in controls {
            if let Value::Record(detail) = &control.value
                && let Some(provider) = detail.get("provided-by")
                && let Some(to) = target(&provider.value)
            {
                self.add(EdgeKind::ProvidedBy, id, to, provider.span(detail.source));
            }
        }
    }

    /// The zone of the same system that has the kind a component names.
    fn in_zone(&mut self, id: ObjectId, object: &Object) {
        if let Some(written) = object.fields.value(COMPONENT_ZONE)
            && let Value::Choice(_, kind) = &written.value
            && let Some(zone) = self.zone_near(object.parent, *kind)
        {
            self.add(EdgeKind::InZone, id, zone, written.span(object.fields.source));
        }
    }

    fn reach(&mut self, id: ObjectId, object: &Object) {
        let Some(Value::List(items)) = object.fields.value(ZONE_REACHABLE).map(|written| &written.value) else {
            return;
        };
        for item in items {
            if let Value::Choice(_, kind) = &item.value
                && let Some(from) = self.zone_near(object.parent, *kind)
            {
                self.add(EdgeKind::Reach, from, id, item.span(object.fields.source));
            }
        }
    }

    /// The zone of a kind in the object that contains this part.
    fn zone_near(&self, parent: Option<ObjectId>, kind: u16) -> Option<ObjectId> {
        self.zones.get(&(parent?, kind)).copied()
    }

    fn legs(&mut self, id: ObjectId, fields: &Fields) {
        let end = |slot| {
            fields.value(slot).and_then(|written| Some((target(&written.value)?, written.span(fields.source))))
        };
        let (Some((from, _)), Some((to, at))) = (end(FLOW_FROM), end(FLOW_TO)) else { return };
        let mut stops = Vec::new();
        let mut direct = false;
        if let Some(Value::List(via)) = fields.value(FLOW_VIA).map(|written| &written.value) {
            stops.extend(via.iter().filter_map(|item| Some((target(&item.value)?, item.span(fields.source)))));
            direct = stops.len() == via.len();
        }
        let returns_data = returns_data(fields);
        let mut here = from;
        for (stop, place) in stops.into_iter().chain([(to, at)]) {
            let plain = Edge::plain(EdgeKind::Flow, here, stop, place);
            self.edges.push(Edge { flow: Some(id), direct, returns_data, ..plain });
            here = stop;
        }
    }
}
