//! Reuse: shared platforms that an agency uses, against own systems that do what a shared platform does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::facts;
use super::{Named, Reason, Why};
use crate::condition::Truth;
use crate::graph::{EdgeKind, Graph, ObjectId};
use crate::schema::{Noun, Value};

/// Fields by which an object names what it is provided with or runs on, beside what the graph has edges for.
const USES: [&str; 5] = ["shared-component-reuse", "runs-on", "provided-by", "channels", "lookup"];

/// The reuse of shared platforms in an estate.
#[derive(Debug, Clone, Default)]
pub struct Reuse {
    /// Every ministry, province or central agency that owns something described, by name.
    pub authorities: Vec<ReuseRate>,
    /// Systems and platforms of which it is not known whose they are, by name. They are in no figure.
    pub ownerless: Vec<Named>,
}

/// The reuse of one ministry, province or central agency. The rate is `used` over `used` and `own`.
#[derive(Debug, Clone)]
pub struct ReuseRate {
    /// The authority.
    pub authority: Named,
    /// Nationally shared platforms and systems of others that it uses, by name.
    pub used: Vec<Named>,
    /// Own systems that provide what a nationally shared platform of another provides, by name.
    pub own: Vec<OwnSystem>,
    /// What could add to either figure if it were declared, sorted.
    pub unknown: Vec<Reason>,
}

/// A system of one's own beside a shared one.
#[derive(Debug, Clone)]
pub struct OwnSystem {
    /// The system.
    pub object: Named,
    /// The shared platforms that provide the same capability, by name.
    pub shared: Vec<Named>,
}

/// What is gathered for one authority.
#[derive(Debug, Default)]
struct Account {
    used: BTreeSet<ObjectId>,
    own: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    /// Platforms that are perhaps used, with the missing fact.
    perhaps: BTreeMap<ObjectId, BTreeSet<Reason>>,
    unspoken: BTreeSet<Reason>,
}

struct Books<'g> {
    graph: &'g Graph,
    today: Date,
    accounts: BTreeMap<ObjectId, Account>,
}

/// Goes over the estate once.
pub(super) fn reuse(graph: &Graph, today: Date) -> Reuse {
    let mut books = Books { graph, today, accounts: BTreeMap::new() };
    let mut ownerless = Vec::new();
    for noun in [Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai] {
        for id in graph.subjects(noun) {
            match graph.authority(*id) {
                Some(authority) => drop(books.accounts.entry(authority).or_default()),
                None if matches!(noun, Noun::System | Noun::Platform) => ownerless.push(*id),
                None => {}
            }
        }
    }
    for id in graph.ids().filter(|id| graph.object(*id).subject) {
        match graph.object(id).noun {
            Noun::Flow => books.flow(id),
            Noun::Reference => books.reference(id),
            _ => books.object(id),
        }
    }
    books.close(ownerless)
}

impl Books<'_> {
    /// The account of whoever an object belongs to, when it is one of the estate's own.
    fn party(&self, id: ObjectId) -> Option<ObjectId> {
        let top = self.graph.system(id);
        let authority = self.graph.authority(top)?;
        (self.graph.object(top).subject && self.accounts.contains_key(&authority)).then_some(authority)
    }

    /// The nationally shared platform that a party would use in an object, if it is one and another's.
    fn shared(&self, id: ObjectId, party: ObjectId) -> Option<ObjectId> {
        let top = self.graph.system(id);
        let is_shared = facts::is_national_platform(self.graph, top) && self.graph.authority(top) != Some(party);
        is_shared.then_some(top)
    }

    fn note(&mut self, party: ObjectId, platform: ObjectId, truth: Truth, reason: Reason) {
        let account = self.accounts.get_mut(&party).expect("parties have accounts");
        match truth {
            Truth::True => drop(account.used.insert(platform)),
            Truth::Unknown => drop(account.perhaps.entry(platform).or_default().insert(reason)),
            Truth::False => {}
        }
    }

    fn flow(&mut self, id: ObjectId) {
        let check = facts::in_use(self.graph, id, self.today, true);
        if check.truth == Truth::False {
            return;
        }
        let end = |key: &str| facts::known_targets(self.graph, id, key);
        let ends = [end("from"), end("to")].concat();
        let points = [ends.clone(), end("via")].concat();
        let parties: BTreeSet<_> = ends.iter().filter_map(|end| self.party(*end)).collect();
        for party in parties {
            for point in &points {
                if let Some(platform) = self.shared(*point, party) {
                    let reason = Reason { why: check.why, on: self.graph.full_name(id) };
                    self.note(party, platform, check.truth, reason);
                }
            }
        }
    }

    /// A reference record says what the agency at the head of its file uses.
    fn reference(&mut self, id: ObjectId) {
        let party = self.graph.author(id).and_then(|agency| self.graph.authority(agency));
        let Some(party) = party.filter(|party| self.accounts.contains_key(party)) else { return };
        let (truth, why) = match facts::word(self.graph, id, "usage") {
            Some("in-use" | "partly-used") => (Truth::True, Why::Proof),
            Some(_) => (Truth::False, Why::Idle),
            None => (Truth::Unknown, Why::Missing("usage")),
        };
        for about in facts::known_targets(self.graph, id, "object") {
            if let Some(platform) = self.shared(about, party) {
                self.note(party, platform, truth, Reason { why, on: self.graph.full_name(id) });
            }
        }
    }

    /// What an object names as its provider or ground, and whether it does what a shared platform does.
    fn object(&mut self, id: ObjectId) {
        let Some(party) = self.party(id) else { return };
        let graph = self.graph;
        if facts::is_out_of_use(graph, graph.system(id)) {
            return;
        }
        let mut named: Vec<ObjectId> = USES.iter().flat_map(|key| facts::known_targets(graph, id, key)).collect();
        let edges = graph.outgoing(id).map(|edge| graph.edge(edge));
        named.extend(edges.filter(|edge| is_ground(edge.kind)).map(|edge| edge.to));
        for platform in named.into_iter().filter_map(|id| self.shared(id, party)).collect::<Vec<_>>() {
            let reason = Reason { why: Why::Proof, on: graph.full_name(id) };
            self.note(party, platform, Truth::True, reason);
        }
        if matches!(graph.object(id).noun, Noun::System | Noun::Platform) && !facts::is_national_platform(graph, id) {
            self.own_system(id, party);
        }
    }

    fn own_system(&mut self, id: ObjectId, party: ObjectId) {
        let graph = self.graph;
        let account = self.accounts.get_mut(&party).expect("parties have accounts");
        if !matches!(facts::written(graph, id, "capabilities"), Some(Value::List(_) | Value::NotApplicable)) {
            account.unspoken.insert(Reason { why: Why::Missing("capabilities"), on: graph.full_name(id) });
        }
        for capability in facts::known_targets(graph, id, "capabilities") {
            let others = graph.national_providers(capability).iter().copied();
            let running = others.filter(|other| {
                graph.authority(*other) != Some(party) && !facts::is_out_of_use(graph, *other) && *other != id
            });
            let running: Vec<_> = running.collect();
            if !running.is_empty() {
                account.own.entry(id).or_default().extend(running);
            }
        }
    }

    fn close(self, ownerless: Vec<ObjectId>) -> Reuse {
        let graph = self.graph;
        let rate = |(authority, account): (ObjectId, Account)| {
            let own = account
                .own
                .into_iter()
                .map(|(id, shared)| OwnSystem { object: Named::of(graph, id), shared: Named::all(graph, shared) });
            let mut own: Vec<_> = own.collect();
            own.sort_by(|a, b| a.object.cmp(&b.object));
            let perhaps = account.perhaps.into_iter().filter(|(platform, _)| !account.used.contains(platform));
            let unknown: BTreeSet<_> = perhaps.flat_map(|(_, reasons)| reasons).chain(account.unspoken).collect();
            ReuseRate {
                authority: Named::of(graph, authority),
                used: Named::all(graph, account.used),
                own,
                unknown: unknown.into_iter().collect(),
            }
        };
        let mut authorities: Vec<_> = self.accounts.into_iter().map(rate).collect();
        authorities.sort_by(|a, b| a.authority.cmp(&b.authority));
        Reuse { authorities, ownerless: Named::all(graph, ownerless) }
    }
}

fn is_ground(kind: EdgeKind) -> bool {
    matches!(kind, EdgeKind::HostedOn | EdgeKind::ProvidedBy)
}
