//! Documents to one graph: number the objects, resolve names, find owners, draw edges.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{self, FLOW_FROM, FLOW_TO, FLOW_VIA, ZONE_REACHABLE};
use super::resolve::{self, Resolved};
use super::{Graph, Head, Index, Lists, Object, ObjectId, owners, target};
use crate::finding::Finding;
use crate::import::{Document, Imports};
use crate::model::security::ZONE;
use crate::model::system;
use crate::schema::{self, Choice, Entry, Fields, Noun, Value, Written};
use crate::source::{Origin, Sources, Span, Spanned};

/// Builds the graph of everything that was read. What cannot be resolved is a finding, never an error.
pub fn build(imports: Imports, sources: &Sources) -> (Graph, Vec<Finding>) {
    let mut findings = Vec::new();
    let (mut objects, mut heads) = gather(imports, sources);
    let Resolved { tops, nouns } = resolve::resolve(&mut objects, &mut heads, sources, &mut findings);
    let owners = owners::owners(&objects, &nouns, &heads);
    let authorities = owners::authorities(&objects, &nouns, &owners, &mut findings);
    let (edges, lists) = rayon::join(|| edges::build(&objects, &owners), || Lists::of(&objects, nouns, &authorities));
    let scopes = {
        let mut scopes: Vec<_> = heads.iter().filter_map(|head| head.scope.as_deref()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes.len()
    };
    let graph = Graph { objects, heads, edges, lists, tops, owners, authorities, scopes };
    (graph, findings)
}

/// One list of objects, numbered through, with parents before parts: the catalogue first, then the estate by
/// the paths of its files. Equal distances and the first of equals are decided by these numbers, so they must
/// not depend on the order in which the files came.
fn gather(mut imports: Imports, sources: &Sources) -> (Vec<Object>, Vec<Head>) {
    imports.files.sort_by_key(|(source, _)| {
        let source = sources.get(*source);
        (source.origin == Origin::Estate).then_some(source.path.as_str())
    });
    // How many there are is known before the first is moved: a nation's list that grows stands in memory twice.
    let documents: Vec<&Document> = imports.files.iter().flat_map(|(_, import)| &import.documents).collect();
    let implied: Vec<Vec<Implied>> = documents.par_iter().map(|document| implied(&document.objects)).collect();
    let written: usize = documents.iter().map(|document| document.objects.len()).sum();
    let total = written + implied.iter().map(Vec::len).sum::<usize>();
    let mut objects: Vec<Object> = Vec::with_capacity(total);
    let mut heads = Vec::with_capacity(implied.len());
    let mut implied = implied.into_iter();
    for (source, import) in imports.files {
        let subject = sources.get(source).origin == Origin::Estate;
        for document in import.documents {
            let first = objects.len() as u32;
            let number = heads.len() as u32;
            let scope_at = document.agency.as_ref().map(|agency| agency.span);
            let scope = document.agency.map(|agency| agency.value);
            heads.push(Head { scope, scope_at, agency: None, first });
            for object in document.objects {
                let parent = object.parent.map(|parent| ObjectId(parent + first));
                let (noun, id, fields, span) = (object.noun, object.id, object.fields, object.span);
                objects.push(Object { noun, id, parent, fields, span, document: number, subject });
            }
            let implied = implied.next().expect("one list for each document");
            objects.extend(implied.into_iter().map(|zone| zone.object(first, number)));
        }
    }
    debug_assert_eq!(objects.len(), total, "all objects were counted");
    (objects, heads)
}

/// A zone that is named as the origin of a connection exists, even when the system does not list it:
/// the Internet and partner networks lie outside and never are.
struct Implied {
    /// The object that contains it, as a number in the document.
    parent: u32,
    kinds: &'static Choice,
    kind: u16,
    at: Span,
}

/// The zones of a document that are named and not listed, each once.
fn implied(objects: &[schema::Object]) -> Vec<Implied> {
    let mut known: FxHashSet<(u32, u16)> = FxHashSet::default();
    let mut wanted = Vec::new();
    for object in objects.iter().filter(|object| object.noun == Noun::Zone) {
        let (Some(parent), source) = (object.parent, object.fields.source) else { continue };
        known.extend(edges::zone_kind(&object.fields).map(|kind| (parent, kind)));
        if let Some(Value::List(items)) = object.fields.value(ZONE_REACHABLE).map(|written| &written.value) {
            wanted.extend(items.iter().filter_map(|item| match item.value {
                Value::Choice(kinds, kind) => Some(Implied { parent, kinds, kind, at: item.span(source) }),
                _ => None,
            }));
        }
    }
    wanted.retain(|zone| known.insert((zone.parent, zone.kind)));
    wanted
}

impl Implied {
    fn object(self, first: u32, document: u32) -> Object {
        let Self { parent, kinds, kind, at } = self;
        let entry = Entry::new(edges::ZONE_KIND, at, Written::new(Value::Choice(kinds, kind), at));
        Object {
            noun: Noun::Zone,
            id: Spanned::new(kinds.options[usize::from(kind)].key.into(), at),
            parent: Some(ObjectId(first + parent)),
            fields: Fields::of(&ZONE, at.source, vec![entry]),
            span: at,
            document,
            subject: false,
        }
    }
}

impl Lists {
    fn of(objects: &[Object], noun: Vec<Noun>, authorities: &[Option<ObjectId>]) -> Self {
        let mut nouns = vec![Vec::new(); Noun::ALL.len()];
        let mut subjects = vec![Vec::new(); Noun::ALL.len()];
        let mut implied = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            let id = ObjectId(number as u32);
            match object.noun == Noun::Zone && !object.subject {
                true => implied.push(id),
                false => nouns[object.noun as usize].push(id),
            }
            if object.subject {
                subjects[object.noun as usize].push(id);
            }
        }
        let pairs = Pairs::collect(objects, &noun);
        let mut groups: FxHashMap<(ObjectId, ObjectId), Vec<ObjectId>> = FxHashMap::default();
        for (capability, provider) in &pairs.providers {
            if let Some(authority) = authorities[provider.index()] {
                groups.entry((authority, *capability)).or_default().push(*provider);
            }
        }
        let national = pairs.providers.iter().filter(|(_, provider)| is_national(&objects[provider.index()]));
        let national = national.copied().collect();
        let index = |pairs: Vec<_>| Index::new(objects.len(), &pairs);
        Self {
            nouns,
            implied,
            subjects,
            flows_from: index(pairs.flows_from),
            flows_to: index(pairs.flows_to),
            flows_at: index(pairs.flows_at),
            users: index(pairs.users),
            through: Index::packed(objects.iter().zip(&noun).map(|(object, noun)| through(object, *noun))),
            providers: index(pairs.providers),
            national: index(national),
            groups,
            references: index(pairs.references),
            codes: codes(objects, &noun),
            systems: index(systems(objects, &noun, authorities)),
            noun,
        }
    }
}

/// The agencies by their codes.
fn codes(objects: &[Object], nouns: &[Noun]) -> FxHashMap<Box<str>, Vec<ObjectId>> {
    let mut codes: FxHashMap<Box<str>, Vec<ObjectId>> = FxHashMap::default();
    for (number, agency) in objects.iter().enumerate().filter(|(number, _)| nouns[*number] == Noun::Agency) {
        if let Some(Value::Text(code)) = agency.fields.value(AGENCY_CODE).map(|written| &written.value) {
            codes.entry(code.clone()).or_default().push(ObjectId(number as u32));
        }
    }
    codes
}

/// What has an owner of its own and parts.
pub const STANDING: [Noun; 5] = [Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai];

/// What stands alone, by authority.
fn systems(objects: &[Object], nouns: &[Noun], authorities: &[Option<ObjectId>]) -> Vec<(ObjectId, ObjectId)> {
    let alone = |id: &ObjectId| STANDING.contains(&nouns[id.index()]) && objects[id.index()].parent.is_none();
    let ids = (0..objects.len() as u32).map(ObjectId);
    ids.filter(alone).filter_map(|id| Some((authorities[id.index()]?, id))).collect()
}

/// Pairs for the packed indexes.
#[derive(Default)]
struct Pairs {
    flows_from: Vec<(ObjectId, ObjectId)>,
    flows_to: Vec<(ObjectId, ObjectId)>,
    flows_at: Vec<(ObjectId, ObjectId)>,
    users: Vec<(ObjectId, ObjectId)>,
    providers: Vec<(ObjectId, ObjectId)>,
    references: Vec<(ObjectId, ObjectId)>,
}

const SYSTEM_SHARING: u16 = system::SYSTEM.slot("sharing");
const SYSTEM_CAPABILITIES: u16 = system::SYSTEM.slot("capabilities");
const AGENCY_CODE: u16 = crate::model::governance::AGENCY.slot("code");
const REFERENCE_OBJECT: u16 = crate::model::governance::REFERENCE.slot("object");

/// Whether an object is one of the nationally shared ones.
fn is_national(object: &Object) -> bool {
    match object.fields.value(SYSTEM_SHARING).map(|written| &written.value) {
        Some(Value::Choice(choice, index)) => choice.options[*index as usize].key.starts_with("national-"),
        _ => false,
    }
}

/// The objects of a flow's `from`, `via` and `to` in order; `None` when one of them is not known.
fn through(object: &Object, noun: Noun) -> Option<Vec<ObjectId>> {
    if noun != Noun::Flow {
        return None;
    }
    let end = |slot| target(&object.fields.value(slot)?.value);
    let Value::List(via) = &object.fields.value(FLOW_VIA)?.value else { return None };
    let stops = via.iter().map(|item| target(&item.value));
    std::iter::once(end(FLOW_FROM)).chain(stops).chain([end(FLOW_TO)]).collect()
}

impl Pairs {
    fn collect(objects: &[Object], nouns: &[Noun]) -> Self {
        let mut pairs = Self::default();
        for (number, object) in objects.iter().enumerate() {
            let id = ObjectId(number as u32);
            match nouns[number] {
                Noun::Flow => pairs.flow(objects, id, object),
                Noun::System | Noun::Platform => {
                    let listed = object.fields.value(SYSTEM_CAPABILITIES).map(|written| &written.value);
                    if let Some(Value::List(items)) = listed {
                        let found = items.iter().filter_map(|item| Some((target(&item.value)?, id)));
                        pairs.providers.extend(found);
                    }
                }
                Noun::Reference => {
                    let of = object.fields.value(REFERENCE_OBJECT).and_then(|written| target(&written.value));
                    pairs.references.extend(of.map(|of| (of, id)));
                }
                _ => {}
            }
        }
        pairs
    }

    fn flow(&mut self, objects: &[Object], id: ObjectId, object: &Object) {
        let end = |slot| object.fields.value(slot).and_then(|written| target(&written.value));
        let (from, to) = (end(FLOW_FROM), end(FLOW_TO));
        let around = |id: Option<ObjectId>| std::iter::successors(id, |id| objects[id.index()].parent);
        self.flows_from.extend(around(from).map(|at| (at, id)));
        self.flows_to.extend(around(to).map(|at| (at, id)));
        let via = match object.fields.value(FLOW_VIA).map(|written| &written.value) {
            Some(Value::List(items)) => items.iter().filter_map(|item| target(&item.value)).collect(),
            _ => Vec::new(),
        };
        let all = from.into_iter().chain(via.iter().copied()).chain(to);
        self.flows_at.extend(all.flat_map(|at| around(Some(at))).map(|at| (at, id)));
        if let Some(from) = from {
            let user = around(Some(from)).last().expect("the chain holds its start");
            for used in via.into_iter().chain(to) {
                self.users.extend(around(Some(used)).map(|at| (at, user)));
            }
        }
    }
}
