//! The picture for machines, with types of its own, so that renaming something inside changes nothing outside.
//!
//! `docs/schema/status-1.json` describes it; a change that an existing reader would notice needs a new version.
//! Both languages are always there: the same input gives the same bytes.

use std::io;

use serde::Serialize;

use super::Page;
use crate::lang::Words;
use crate::report::escape::escape_json;
use crate::survey::status::{
    Answer as Judged, Group as Divided, KeyDatabase as Key, KeyDatabases as Keys, Level as Ranked, Named, Outlook,
    Procedure as Asked, Reason as Because, Reuse as Reused, ReuseRate, Task as Timed, Timing, Truth, Why,
};

/// The version of the format; the schema's file name carries it.
const VERSION: u32 = 1;

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(&Document::of(page)).expect("the page's types have string keys only");
    out.write_all(escape_json(&json).as_bytes())?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    as_of: String,
    estate: Estate,
    key_databases: KeyDatabases<'a>,
    procedures: Procedures<'a>,
    reuse: Reuse<'a>,
    security_levels: Levels<'a>,
    ai: Groups<'a>,
    layers: Groups<'a>,
    lifecycles: Groups<'a>,
    tasks: Tasks<'a>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Estate {
    files: usize,
    objects: usize,
    flows: usize,
    errors: usize,
}

/// A numerator and its denominator.
#[derive(Serialize)]
struct Share {
    count: usize,
    of: usize,
}

/// How a question was answered for all of a group; the three make the denominator.
#[derive(Serialize)]
struct Answers {
    yes: usize,
    no: usize,
    unknown: usize,
    of: usize,
}

#[derive(Serialize)]
struct Object<'a> {
    name: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Text {
    vi: &'static str,
    en: &'static str,
}

#[derive(Serialize)]
struct Reason<'a> {
    why: &'static str,
    on: &'a str,
    field: Option<&'static str>,
    day: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    answer: &'static str,
    because: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct KeyDatabases<'a> {
    all_three: Answers,
    connected: Answers,
    shared: Answers,
    fresh: Answers,
    databases: Vec<KeyDatabase<'a>>,
    unsaid: Vec<Object<'a>>,
}

#[derive(Serialize)]
struct KeyDatabase<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    answer: &'static str,
    connected: Answer<'a>,
    shared: Answer<'a>,
    fresh: Answer<'a>,
    freshness: Option<&'a str>,
}

#[derive(Serialize)]
struct Procedures<'a> {
    no_longer_ask: Share,
    still_ask: Share,
    nothing_held: Share,
    unknown: Share,
    procedures: Vec<Procedure<'a>>,
}

#[derive(Serialize)]
struct Procedure<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    outlook: &'static str,
    because: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct Reuse<'a> {
    used: Share,
    authorities: Vec<Authority<'a>>,
    ownerless: Vec<Object<'a>>,
}

#[derive(Serialize)]
struct Authority<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    rate: Share,
    used: Vec<Object<'a>>,
    own: Vec<OwnSystem<'a>>,
    unknown: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct OwnSystem<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    shared: Vec<Object<'a>>,
}

#[derive(Serialize)]
struct Levels<'a> {
    declared: Share,
    approved: Share,
    levels: Vec<Level<'a>>,
}

#[derive(Serialize)]
struct Level<'a> {
    level: Option<i64>,
    count: usize,
    objects: Vec<Object<'a>>,
    dossiers: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Groups<'a> {
    declared: Share,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    key: Option<&'static str>,
    label: Option<Text>,
    count: usize,
    objects: Vec<Object<'a>>,
}

#[derive(Serialize)]
struct Tasks<'a> {
    late: Share,
    due_soon: Share,
    undated: Share,
    tasks: Vec<Task<'a>>,
}

#[derive(Serialize)]
struct Task<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    timing: &'static str,
    deadline: Option<String>,
    status: Option<&'static str>,
}

impl<'a> Document<'a> {
    fn of(page: &Page<'a>) -> Self {
        let status = page.status;
        Self {
            version: VERSION,
            tool: Tool { name: "khung", version: page.version },
            as_of: status.today.to_string(),
            estate: Estate { files: page.files, objects: page.objects, flows: page.flows, errors: page.errors },
            key_databases: KeyDatabases::of(&status.databases),
            procedures: Procedures::of(&status.procedures),
            reuse: Reuse::of(&status.reuse),
            security_levels: Levels::of(&status.levels),
            ai: Groups::of(&status.risk_classes),
            layers: Groups::of(&status.layers),
            lifecycles: Groups::of(&status.lifecycles),
            tasks: Tasks::of(&status.tasks),
        }
    }
}

fn objects(all: &[Named]) -> Vec<Object<'_>> {
    all.iter().map(object).collect()
}

fn object(named: &Named) -> Object<'_> {
    Object { name: &named.name, title: &named.title }
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

fn reasons(all: &[Because]) -> Vec<Reason<'_>> {
    let reason = |reason: &'_ Because| {
        let (field, day) = match reason.why {
            Why::Missing(field) | Why::NotApplicable(field) => (Some(field), None),
            Why::Later(day) => (None, Some(day.to_string())),
            _ => (None, None),
        };
        (reason.why.key(), field, day)
    };
    all.iter()
        .map(|because| {
            let (why, field, day) = reason(because);
            Reason { why, on: &because.on, field, day }
        })
        .collect()
}

impl Answers {
    fn count(truths: impl Iterator<Item = Truth>) -> Self {
        let mut all = Self { yes: 0, no: 0, unknown: 0, of: 0 };
        for truth in truths {
            all.of += 1;
            match truth {
                Truth::True => all.yes += 1,
                Truth::False => all.no += 1,
                Truth::Unknown => all.unknown += 1,
            }
        }
        all
    }
}

impl<'a> Answer<'a> {
    fn of(judged: &'a Judged) -> Self {
        Self { answer: word(judged.truth), because: reasons(&judged.because) }
    }
}

impl<'a> KeyDatabases<'a> {
    fn of(keys: &'a Keys) -> Self {
        let database = |key: &'a Key| KeyDatabase {
            object: object(&key.object),
            answer: word(key.truth()),
            connected: Answer::of(&key.connected),
            shared: Answer::of(&key.shared),
            fresh: Answer::of(&key.fresh),
            freshness: key.freshness.as_deref(),
        };
        Self {
            all_three: Answers::count(keys.key.iter().map(Key::truth)),
            connected: Answers::count(keys.key.iter().map(|key| key.connected.truth)),
            shared: Answers::count(keys.key.iter().map(|key| key.shared.truth)),
            fresh: Answers::count(keys.key.iter().map(|key| key.fresh.truth)),
            databases: keys.key.iter().map(database).collect(),
            unsaid: objects(&keys.unsaid),
        }
    }
}

impl<'a> Procedures<'a> {
    fn of(all: &'a [Asked]) -> Self {
        let share = |outlook: Outlook| Share {
            count: all.iter().filter(|procedure| procedure.outlook == outlook).count(),
            of: all.len(),
        };
        let procedure = |asked: &'a Asked| Procedure {
            object: object(&asked.object),
            outlook: asked.outlook.key(),
            because: reasons(&asked.because),
        };
        Self {
            no_longer_ask: share(Outlook::NoLongerAsks),
            still_ask: share(Outlook::StillAsks),
            nothing_held: share(Outlook::NothingHeld),
            unknown: share(Outlook::Unknown),
            procedures: all.iter().map(procedure).collect(),
        }
    }
}

impl<'a> Reuse<'a> {
    fn of(reused: &'a Reused) -> Self {
        let authority = |rate: &'a ReuseRate| Authority {
            object: object(&rate.authority),
            rate: Share { count: rate.used.len(), of: rate.used.len() + rate.own.len() },
            used: objects(&rate.used),
            own: rate
                .own
                .iter()
                .map(|own| OwnSystem { object: object(&own.object), shared: objects(&own.shared) })
                .collect(),
            unknown: reasons(&rate.unknown),
        };
        let authorities: Vec<_> = reused.authorities.iter().map(authority).collect();
        let sum = |each: fn(&Share) -> usize| authorities.iter().map(|authority| each(&authority.rate)).sum();
        let used = Share { count: sum(|rate| rate.count), of: sum(|rate| rate.of) };
        Self { used, authorities, ownerless: objects(&reused.ownerless) }
    }
}

impl<'a> Levels<'a> {
    fn of(levels: &'a [Ranked]) -> Self {
        let of = levels.iter().map(|level| level.objects.len()).sum();
        let declared = levels.iter().filter(|level| level.level.is_some()).map(|level| level.objects.len()).sum();
        let dossiers = levels.iter().flat_map(|level| &level.dossiers);
        let approved = dossiers.filter(|group| group.key == Some("approved")).map(|group| group.objects.len()).sum();
        let level = |ranked: &'a Ranked| Level {
            level: ranked.level,
            count: ranked.objects.len(),
            objects: objects(&ranked.objects),
            dossiers: ranked.dossiers.iter().map(Group::of).collect(),
        };
        Self {
            declared: Share { count: declared, of },
            approved: Share { count: approved, of },
            levels: levels.iter().map(level).collect(),
        }
    }
}

impl<'a> Groups<'a> {
    fn of(groups: &'a [Divided]) -> Self {
        let of = groups.iter().map(|group| group.objects.len()).sum();
        let count = groups.iter().filter(|group| group.key.is_some()).map(|group| group.objects.len()).sum();
        Self { declared: Share { count, of }, groups: groups.iter().map(Group::of).collect() }
    }
}

impl<'a> Group<'a> {
    fn of(group: &'a Divided) -> Self {
        let label = group.label.map(|Words { vi, en }| Text { vi, en });
        Self { key: group.key, label, count: group.objects.len(), objects: objects(&group.objects) }
    }
}

impl<'a> Tasks<'a> {
    fn of(all: &'a [Timed]) -> Self {
        let count = |timing: Timing| all.iter().filter(|task| task.timing == timing).count();
        let of = all.len() - count(Timing::Done) - count(Timing::Stopped);
        let share = |timing: Timing| Share { count: count(timing), of };
        let task = |timed: &'a Timed| Task {
            object: object(&timed.object),
            timing: timed.timing.key(),
            deadline: timed.deadline.map(|day| day.to_string()),
            status: timed.status.map(|(key, _)| key),
        };
        Self {
            late: share(Timing::Late),
            due_soon: share(Timing::Soon),
            undated: share(Timing::Undated),
            tasks: all.iter().map(task).collect(),
        }
    }
}
