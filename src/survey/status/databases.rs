//! The key databases: connected, shared in operation, with declared freshness?

use jiff::civil::Date;

use super::facts::{self, Check};
use super::{Answer, Named, Why};
use crate::condition::Truth;
use crate::graph::{Graph, ObjectId, target};
use crate::schema::{Noun, Value};

/// The key databases of an estate.
#[derive(Debug, Clone)]
pub struct KeyDatabases {
    /// Those that say `key: true`, by name.
    pub key: Vec<KeyDatabase>,
    /// Those that do not say whether they are key, by name. They are in no figure.
    pub unsaid: Vec<Named>,
}

/// A key database and what is known of its sharing.
#[derive(Debug, Clone)]
pub struct KeyDatabase {
    /// The database.
    pub object: Named,
    /// Whether an exchange with it goes through NDOP or NDXP, at least in pilot.
    pub connected: Answer,
    /// Whether it gives data to another ministry or province that way, both being in operation.
    pub shared: Answer,
    /// Whether somebody says how fresh the shared data are.
    pub fresh: Answer,
    /// What is said about it, in the words of the description.
    pub freshness: Option<String>,
}

impl KeyDatabase {
    /// The three conditions in the order in which they are shown.
    pub fn conditions(&self) -> [&Answer; 3] {
        [&self.connected, &self.shared, &self.fresh]
    }

    /// All three together.
    pub fn truth(&self) -> Truth {
        self.conditions().map(|answer| answer.truth).into_iter().min().expect("there are three conditions")
    }
}

impl KeyDatabases {
    /// The key databases for which all three conditions have this truth.
    pub fn with(&self, truth: Truth) -> impl Iterator<Item = &KeyDatabase> {
        self.key.iter().filter(move |database| database.truth() == truth)
    }
}

/// Looks at every database of the estate.
pub(super) fn key_databases(graph: &Graph, today: Date) -> KeyDatabases {
    let (mut key, mut unsaid) = (Vec::new(), Vec::new());
    for id in graph.subjects(Noun::Database) {
        match facts::written(graph, *id, "key") {
            Some(Value::Bool(true)) => key.push(judge(graph, *id, today)),
            Some(Value::Bool(false) | Value::NotApplicable) => {}
            _ => unsaid.push(*id),
        }
    }
    key.sort_by(|a, b| a.object.cmp(&b.object));
    KeyDatabases { key, unsaid: Named::all(graph, unsaid) }
}

fn judge(graph: &Graph, id: ObjectId, today: Date) -> KeyDatabase {
    let mut connected = Vec::new();
    let mut shared = Vec::new();
    // What the database says comes first; a flow that says nothing takes nothing back.
    let mut fresh_by = id;
    for exchange in exchanges(graph, id) {
        let flow = exchange.flow;
        let link = [exchange.about, exchange.kind(graph), platform(graph, flow)];
        let live = [facts::in_use(graph, flow, today, true)];
        connected.push(facts::every(graph, flow, &[&link[..], &live].concat()));
        let clauses = [
            facts::in_use(graph, flow, today, false),
            exchange.outward(graph),
            exchange.authority(graph, id),
            operating(graph, id),
        ];
        let sharing = facts::every(graph, flow, &[&link[..], &clauses].concat());
        if sharing.truth == Truth::True && freshness(graph, fresh_by).is_none() && freshness(graph, flow).is_some() {
            fresh_by = flow;
        }
        shared.push(sharing);
    }
    let none = nothing_described(graph, id, today);
    KeyDatabase {
        object: Named::of(graph, id),
        connected: facts::any(&connected, none.clone()),
        shared: facts::any(&shared, none),
        fresh: fresh(graph, fresh_by),
        freshness: freshness(graph, fresh_by),
    }
}

/// No exchange is described: a *no*, unless the database says that it has been shared for some time.
fn nothing_described(graph: &Graph, id: ObjectId, today: Date) -> Answer {
    let since = graph.object(id).fields.get_date("shared-since");
    let check = match since.is_some_and(|day| day <= today) {
        true => Check::missing("flows"),
        false => Check::no(Why::NoExchange),
    };
    facts::every(graph, id, &[check])
}

fn freshness(graph: &Graph, id: ObjectId) -> Option<String> {
    graph.object(id).fields.get_text("freshness")
}

fn fresh(graph: &Graph, id: ObjectId) -> Answer {
    let check = match facts::written(graph, id, "freshness") {
        Some(Value::Text(_)) => Check::YES,
        Some(Value::NotApplicable) => Check::no(Why::NotApplicable("freshness")),
        _ => Check::missing("freshness"),
    };
    facts::every(graph, id, &[check])
}

fn operating(graph: &Graph, id: ObjectId) -> Check {
    match facts::works(graph, id) {
        Truth::True => Check::YES,
        Truth::Unknown => Check::missing("lifecycle").on(id),
        Truth::False => Check::no(Why::NotOperating).on(id),
    }
}

/// A flow with one end at the database.
struct Exchange {
    flow: ObjectId,
    /// Whether the flow starts at the database.
    starts: bool,
    /// The other end.
    other: Option<ObjectId>,
    /// Whether it is this database's: one at the platform that holds it must name its data.
    about: Check,
}

/// The flows at the database or one of its interfaces, and those at its platform that carry its data.
fn exchanges(graph: &Graph, id: ObjectId) -> Vec<Exchange> {
    let own = [(id, true)];
    let around = facts::known_targets(graph, id, "platform").into_iter().map(|platform| (platform, false));
    let mut found = Vec::new();
    for (at, direct) in own.into_iter().chain(around) {
        for (flows, starts) in [(graph.flows_from(at), true), (graph.flows_to(at), false)] {
            for flow in flows {
                let about = if direct { Check::YES } else { carries(graph, *flow, id) };
                let [from, to] = ["from", "to"].map(|key| facts::written(graph, *flow, key).and_then(target));
                let other = if starts { to } else { from };
                found.push(Exchange { flow: *flow, starts, other, about });
            }
        }
    }
    // What a flow at the platform carries for other databases is not this one's business.
    found.retain(|exchange| exchange.about.truth != Truth::False && exchange.is_exchange(graph));
    found
}

/// Whether a flow carries data that the database holds or masters.
fn carries(graph: &Graph, flow: ObjectId, database: ObjectId) -> Check {
    let mut held = facts::known_targets(graph, database, "holds");
    held.extend(facts::known_targets(graph, database, "masters"));
    match facts::targets(graph, flow, "data") {
        Some(data) if data.iter().any(|data| held.contains(data)) => Check::YES,
        Some(_) => Check::no(Why::NoExchange),
        None => Check::missing("data"),
    }
}

impl Exchange {
    /// Dependence, shared use and inheritance are relations, and carry nothing.
    fn is_exchange(&self, graph: &Graph) -> bool {
        !matches!(facts::word(graph, self.flow, "kind"), Some("dependency" | "reuse" | "inheritance"))
    }

    fn kind(&self, graph: &Graph) -> Check {
        match facts::word(graph, self.flow, "kind") {
            Some("data-exchange" | "service" | "technical") => Check::YES,
            _ => Check::missing("kind"),
        }
    }

    /// Data go out when they are sent from here, or when somebody else uses the service.
    fn outward(&self, graph: &Graph) -> Check {
        match (facts::word(graph, self.flow, "kind"), self.starts) {
            (Some("data-exchange"), true) | (Some("service"), false) => Check::YES,
            (Some("data-exchange" | "service" | "technical"), _) => Check::no(Why::Inward),
            _ => Check::missing("kind"),
        }
    }

    /// Whether the other end belongs to another ministry or province.
    fn authority(&self, graph: &Graph, database: ObjectId) -> Check {
        let Some(other) = self.other else { return Check::missing(if self.starts { "to" } else { "from" }) };
        if graph.object(other).noun == Noun::Actor {
            return Check::no(Why::OwnAuthority);
        }
        match (graph.authority(other), graph.authority(database)) {
            (Some(theirs), Some(ours)) if theirs != ours => Check::YES,
            (Some(_), Some(_)) => Check::no(Why::OwnAuthority),
            (theirs, _) => {
                let (lacking, field) = graph.owner_fact(if theirs.is_none() { other } else { database });
                Check::missing(field).on(lacking)
            }
        }
    }
}

/// Whether a flow passes NDOP or NDXP. What is written under `via` decides; the mechanisms of the official table
/// count where nothing is.
fn platform(graph: &Graph, flow: ObjectId) -> Check {
    let ends = ["from", "to"].map(|key| facts::written(graph, flow, key).and_then(target));
    let stops = facts::known_targets(graph, flow, "via");
    if ends.into_iter().flatten().chain(stops).any(|stop| is_exchange_platform(graph, stop)) {
        return Check::YES;
    }
    match (facts::targets(graph, flow, "via"), facts::written(graph, flow, "mechanisms")) {
        (Some(_), _) => Check::no(Why::NoPlatform),
        (None, Some(Value::List(items))) => {
            let word = |value: &Value| match value {
                Value::Choice(choice, at) => Some(choice.options[usize::from(*at)].key),
                _ => None,
            };
            let words: Vec<_> = items.iter().map(|item| word(&item.value)).collect();
            match words.iter().any(|word| matches!(word, Some("ndop" | "ndxp"))) {
                true => Check::YES,
                false if words.contains(&None) => Check::missing("mechanisms"),
                false => Check::no(Why::NoPlatform),
            }
        }
        _ => Check::missing("via"),
    }
}

fn is_exchange_platform(graph: &Graph, id: ObjectId) -> bool {
    let kind = facts::word(graph, graph.system(id), "kind");
    matches!(kind, Some("national-orchestration" | "national-exchange"))
}
