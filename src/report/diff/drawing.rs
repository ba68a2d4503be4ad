//! A Mermaid drawing of only the change: what is new, gone or changed, and what it touches.

use std::collections::BTreeMap;
use std::io;

use super::super::escape::escape;
use super::{Page, captions};
use crate::survey::diff::{Changed, Thing};

/// How many lines between objects, and how many objects, stay readable.
const MOST_LINES: usize = 40;
const MOST_OBJECTS: usize = 40;

/// What becomes of something, as a class of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Removed,
    Changed,
    Same,
}

impl Fate {
    fn class(self) -> &'static str {
        match self {
            Self::Added => ":::added",
            Self::Removed => ":::removed",
            Self::Changed => ":::changed",
            Self::Same => "",
        }
    }

    /// The line of a flow, and the sign before its kind.
    fn line(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("==>", "+"),
            Self::Removed => ("-.->", "−"),
            Self::Changed | Self::Same => ("-->", "±"),
        }
    }
}

/// Appends the drawing; nothing when there is nothing to draw.
pub(super) fn draw(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let diff = page.diff;
    let things = |all: &'_ [Changed]| all.iter().map(|each| each.thing.clone()).collect::<Vec<_>>();
    let (changed, flows_changed) = (things(&diff.changed), things(&diff.flows_changed));
    let fates = [(&diff.added, Fate::Added), (&diff.removed, Fate::Removed), (&changed, Fate::Changed)];
    let flows =
        [(&diff.flows_added, Fate::Added), (&diff.flows_removed, Fate::Removed), (&flows_changed, Fate::Changed)];
    let each =
        |(all, fate): &(&'_ Vec<Thing>, Fate)| all.iter().map(|thing| (thing.clone(), *fate)).collect::<Vec<_>>();
    let objects: Vec<(Thing, Fate)> = fates.iter().flat_map(each).collect();
    let lines: Vec<(Thing, Fate)> = flows.iter().flat_map(each).collect();
    if objects.is_empty() && lines.is_empty() {
        return Ok(());
    }
    let mut nodes = Nodes {
        fates: objects.iter().map(|(thing, fate)| (thing.name.as_str(), *fate)).collect(),
        known: BTreeMap::new(),
    };
    writeln!(out, "\n## {}\n\n```mermaid\nflowchart LR", captions::DRAWING.get(page.lang))?;
    for (flow, fate) in lines.iter().take(MOST_LINES) {
        let Some(ends) = &flow.ends else { continue };
        let (from, to) = (nodes.node(&ends.from, out)?, nodes.node(&ends.to, out)?);
        let (line, sign) = fate.line();
        writeln!(out, "  n{from} {line}|\"{}\"| n{to}", label(format!("{sign} {}", ends.kind).trim()))?;
    }
    let alone: Vec<&str> = objects
        .iter()
        .map(|(thing, _)| thing.name.as_str())
        .filter(|name| !nodes.known.contains_key(*name))
        .collect();
    for name in alone.iter().take(MOST_OBJECTS) {
        nodes.node(name, out)?;
    }
    writeln!(
        out,
        "  classDef added fill:#dfd,stroke:#282,color:#000\n  classDef removed fill:#fdd,stroke:#a22,color:#000,stroke-dasharray:4\n  classDef changed fill:#ffd,stroke:#a80,color:#000\n```"
    )?;
    let left = lines.len().saturating_sub(MOST_LINES) + alone.len().saturating_sub(MOST_OBJECTS);
    if left > 0 {
        writeln!(out, "\n{}", captions::undrawn(left, page.lang))?;
    }
    Ok(())
}

/// The objects drawn so far.
struct Nodes<'n> {
    fates: BTreeMap<&'n str, Fate>,
    known: BTreeMap<String, usize>,
}

impl Nodes<'_> {
    /// The number of an object, drawn when it is first asked for.
    fn node(&mut self, name: &str, out: &mut dyn io::Write) -> io::Result<usize> {
        if let Some(number) = self.known.get(name) {
            return Ok(*number);
        }
        let number = self.known.len() + 1;
        self.known.insert(name.to_owned(), number);
        let fate = self.fates.get(name).copied().unwrap_or(Fate::Same);
        writeln!(out, "  n{number}[\"{}\"]{}", label(name), fate.class())?;
        Ok(number)
    }
}

/// A text inside quotes of Mermaid: everything it could read as markup becomes an entity.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in escape(text).chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | ';' | '\\' | '[' | ']' | '{' | '}' | '|' | '%' => {
                out.push_str(&format!("#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
