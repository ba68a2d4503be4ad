//! A difference for machines, with types of its own.
//!
//! `docs/schema/diff-1.json` describes it; a change that an existing reader would notice needs a new version.

use std::io;

use serde::Serialize;

use super::super::escape::escape_json;
use super::Page;
use crate::lang::Words;
use crate::survey::diff as plain;

/// The version of the format; the schema's file name carries it.
const VERSION: u32 = 1;

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(&Document::of(page)).expect("the page's types have string keys only");
    writeln!(out, "{}", escape_json(&json))
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    base: Base<'a>,
    head: Option<&'a str>,
    faults: Faults,
    objects: Things<'a>,
    flows: Things<'a>,
    crossings: Vec<Crossing<'a>>,
    new_paths: Vec<Way<'a>>,
    starts_not_searched: usize,
    dependents: Vec<Blast<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Base<'a> {
    name: &'a str,
    commit: &'a str,
}

#[derive(Serialize)]
struct Faults {
    base: usize,
    head: usize,
}

#[derive(Serialize)]
struct Things<'a> {
    added: Vec<Thing<'a>>,
    removed: Vec<Thing<'a>>,
    changed: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Thing<'a> {
    name: &'a str,
    noun: &'static str,
    title: &'a str,
    ends: Option<Ends<'a>>,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Ends<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'a str,
}

/// A line counts from 1.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Changed<'a> {
    #[serde(flatten)]
    thing: Thing<'a>,
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    field: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct Crossing<'a> {
    flow: &'a str,
    zones: Option<&'a [String; 2]>,
    zones_before: Option<&'a [String; 2]>,
    classes: &'a [String],
}

#[derive(Serialize)]
struct Way<'a> {
    from: &'a str,
    to: &'a str,
    hops: Vec<Hop<'a>>,
}

#[derive(Serialize)]
struct Hop<'a> {
    from: &'a str,
    to: &'a str,
    via: &'a [String],
    edge: &'static str,
    label: Both,
    new: bool,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Both {
    vi: &'static str,
    en: &'static str,
}

#[derive(Serialize)]
struct Blast<'a> {
    name: &'a str,
    removed: bool,
    hops: &'a [Vec<String>],
    more: bool,
}

impl<'a> Document<'a> {
    fn of(page: &Page<'a>) -> Self {
        let diff = page.diff;
        let things = |all: &'a [plain::Thing]| all.iter().map(Thing::of).collect();
        let changed = |all: &'a [plain::Changed]| all.iter().map(Changed::of).collect();
        let crossing = |each: &'a plain::Crossing| Crossing {
            flow: &each.flow,
            zones: each.zones.as_ref(),
            zones_before: each.zones_before.as_ref(),
            classes: &each.classes,
        };
        let blast = |each: &'a plain::Blast| Blast {
            name: &each.name,
            removed: each.gone,
            hops: &each.hops,
            more: each.more,
        };
        Self {
            version: VERSION,
            tool: Tool { name: "khung", version: page.version },
            base: Base { name: page.base, commit: page.base_commit },
            head: page.head,
            faults: Faults { base: page.faults[0], head: page.faults[1] },
            objects: Things {
                added: things(&diff.added),
                removed: things(&diff.removed),
                changed: changed(&diff.changed),
            },
            flows: Things {
                added: things(&diff.flows_added),
                removed: things(&diff.flows_removed),
                changed: changed(&diff.flows_changed),
            },
            crossings: diff.crossings.iter().map(crossing).collect(),
            new_paths: diff.ways.new.iter().map(Way::of).collect(),
            starts_not_searched: diff.ways.unsearched,
            dependents: diff.blasts.iter().map(blast).collect(),
        }
    }
}

impl<'a> Thing<'a> {
    fn of(thing: &'a plain::Thing) -> Self {
        let ends = |ends: &'a plain::Ends| Ends { from: &ends.from, to: &ends.to, kind: &ends.kind };
        Self {
            name: &thing.name,
            noun: thing.noun,
            title: &thing.title,
            ends: thing.ends.as_ref().map(ends),
            location: Location { path: &thing.path, line: thing.line },
        }
    }
}

impl<'a> Changed<'a> {
    fn of(changed: &'a plain::Changed) -> Self {
        let field = |field: &'a plain::Field| Field {
            field: &field.field,
            old: field.old.as_deref(),
            new: field.new.as_deref(),
        };
        Self { thing: Thing::of(&changed.thing), fields: changed.fields.iter().map(field).collect() }
    }
}

impl<'a> Way<'a> {
    fn of(way: &'a plain::Way) -> Self {
        let both = |words: Words| Both { vi: words.vi, en: words.en };
        let hop = |hop: &'a plain::Hop| Hop {
            from: &hop.from,
            to: &hop.to,
            via: &hop.via,
            edge: hop.edge,
            label: both(hop.label),
            new: hop.new,
            location: Location { path: &hop.path, line: hop.line },
        };
        Self { from: &way.from, to: &way.to, hops: way.hops.iter().map(hop).collect() }
    }
}
