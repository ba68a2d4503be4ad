//! The national picture: what leadership asks of an estate, each figure with the objects behind it.
//!
//! Everything is counted from descriptions and only from them. What was not declared is a group of its own and
//! never taken for a *no*. The definitions of the figures stand in `docs/status.md`; whoever changes one here
//! changes them there.

mod databases;
mod facts;
mod groups;
mod procedures;
mod reuse;
mod tasks;

use jiff::civil::Date;

pub use databases::{KeyDatabase, KeyDatabases};
pub use groups::{Group, Level};
pub use procedures::{Outlook, Procedure};
pub use reuse::{OwnSystem, Reuse, ReuseRate};
pub use tasks::{SOON_DAYS, Task, Timing};

pub use crate::condition::Truth;
use crate::graph::{Graph, ObjectId};
use crate::model::choices::{LAYER, LIFECYCLE, RISK_CLASS};
use crate::schema::Noun;

/// The picture of one estate on one day. Catalogue objects are never counted; they can stand behind a figure.
#[derive(Debug, Clone)]
pub struct Status {
    /// The day for which deadlines and starts are judged.
    pub today: Date,
    /// The key databases and whether they are shared.
    pub databases: KeyDatabases,
    /// The administrative procedures, by name.
    pub procedures: Vec<Procedure>,
    /// How far agencies use shared platforms instead of own systems.
    pub reuse: Reuse,
    /// Systems and platforms in use by security level, 1 to 5; last those that declare none.
    pub levels: Vec<Level>,
    /// AI components by risk class, the unclassified last.
    pub risk_classes: Vec<Group>,
    /// Systems, platforms, databases, services and AI components by layer, those without one last.
    pub layers: Vec<Group>,
    /// The same objects by lifecycle, those without one last.
    pub lifecycles: Vec<Group>,
    /// Tasks, by deadline and name; those without a deadline last.
    pub tasks: Vec<Task>,
}

/// An object by its names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The full name, as findings give it.
    pub name: String,
    /// What its description calls it; empty when it does not say.
    pub title: String,
}

impl Named {
    fn of(graph: &Graph, id: ObjectId) -> Self {
        Self { name: graph.full_name(id), title: graph.given_name(id).unwrap_or_default().to_owned() }
    }

    /// Several, sorted by name.
    fn all(graph: &Graph, ids: impl IntoIterator<Item = ObjectId>) -> Vec<Self> {
        let mut all: Vec<_> = ids.into_iter().map(|id| Self::of(graph, id)).collect();
        all.sort();
        all
    }
}

/// An answer in three values, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Yes, no, or a fact is missing.
    pub truth: Truth,
    /// For a yes what proves it, for a no what stands against it, otherwise what is missing; sorted, each once.
    pub because: Vec<Reason>,
}

/// A fact, and the object or flow it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// What is the matter.
    pub why: Why,
    /// The full name of what it is about.
    pub on: String,
}

/// What can be the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// This proves it.
    Proof,
    /// A field is not declared; its key.
    Missing(&'static str),
    /// No exchange with the object is described.
    NoExchange,
    /// The flow passes neither NDOP nor NDXP.
    NoPlatform,
    /// The flow is not in use: planned, ended, refused, or starts later.
    Idle,
    /// The flow is in pilot only.
    Pilot,
    /// The flow gives nothing out: it brings data in, or is a technical connection.
    Inward,
    /// The flow leads to no other ministry or province.
    OwnAuthority,
    /// The object itself is not in operation.
    NotOperating,
    /// The description says that the field does not apply; its key.
    NotApplicable(&'static str),
    /// The input is asked for although a described database or a look-up has it.
    Asked,
    /// The input is asked for, and no described database has it.
    AskedRightly,
    /// The procedure stops asking on a later day only.
    Later(Date),
}

impl Why {
    /// The word in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Missing(_) => "missing",
            Self::NoExchange => "no-exchange",
            Self::NoPlatform => "no-platform",
            Self::Idle => "idle",
            Self::Pilot => "pilot",
            Self::Inward => "inward",
            Self::OwnAuthority => "own-authority",
            Self::NotOperating => "not-operating",
            Self::NotApplicable(_) => "not-applicable",
            Self::Asked => "asked",
            Self::AskedRightly => "asked-rightly",
            Self::Later(_) => "later",
        }
    }
}

/// Counts an estate on a day.
pub fn status(graph: &Graph, today: Date) -> Status {
    let shown = [Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai];
    let objects: Vec<ObjectId> = shown.iter().flat_map(|noun| graph.subjects(*noun)).copied().collect();
    Status {
        today,
        databases: databases::key_databases(graph, today),
        procedures: procedures::procedures(graph, today),
        reuse: reuse::reuse(graph, today),
        levels: groups::levels(graph),
        risk_classes: groups::by_choice(graph, graph.subjects(Noun::Ai), "risk-class", &RISK_CLASS),
        layers: groups::by_choice(graph, &objects, "layer", &LAYER),
        lifecycles: groups::by_choice(graph, &objects, "lifecycle", &LIFECYCLE),
        tasks: tasks::tasks(graph, today),
    }
}
