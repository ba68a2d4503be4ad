//! What the human forms of a difference say, in order, still without a look.
//!
//! Nothing here is escaped: whoever lays it out does that with whole lines.

use super::{Page, captions};
use crate::lang::Words;
use crate::survey::diff::{Blast, Changed, Crossing, Thing, Way};

/// Items of a section unless the user asks for all.
const MOST: usize = 10;

/// A heading with what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    pub heading: &'static Words,
    pub items: Vec<Item>,
    /// A remark at the end.
    pub remark: Option<String>,
}

/// One thing to say.
#[derive(Debug)]
pub(super) struct Item {
    pub sign: Sign,
    pub line: String,
    /// Numbered steps or details.
    pub below: Vec<String>,
    /// Whether what is below are steps in their order.
    pub steps: bool,
}

/// What an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Opened,
    Added,
    Removed,
    Changed,
    Affected,
}

impl Sign {
    /// The character before an item.
    pub fn shown(self) -> &'static str {
        match self {
            Self::Opened => "!",
            Self::Added => "+",
            Self::Removed => "-",
            Self::Changed => "~",
            Self::Affected => "*",
        }
    }
}

/// All sections that have something to say, the gravest first.
pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    let (diff, lang) = (page.diff, page.lang);
    let thing = |sign| move |each: &Thing| Item { sign, line: named(each, page), below: vec![], steps: false };
    let changed = |each: &Changed| Item {
        sign: Sign::Changed,
        line: named(&each.thing, page),
        below: each.fields.iter().map(|field| captions::field(field, lang)).collect(),
        steps: false,
    };
    let mut all = vec![
        section(page, &captions::WAYS, &diff.ways.new, |each| way(each, page)),
        section(page, &captions::CROSSINGS, &diff.crossings, |each| crossing(each, page)),
        section(page, &captions::ADDED, &diff.added, thing(Sign::Added)),
        section(page, &captions::REMOVED, &diff.removed, thing(Sign::Removed)),
        section(page, &captions::CHANGED, &diff.changed, changed),
        section(page, &captions::FLOWS_ADDED, &diff.flows_added, thing(Sign::Added)),
        section(page, &captions::FLOWS_REMOVED, &diff.flows_removed, thing(Sign::Removed)),
        section(page, &captions::FLOWS_CHANGED, &diff.flows_changed, changed),
        section(page, &captions::BLASTS, &diff.blasts, |each| blast(each, page)),
    ];
    if diff.ways.unsearched > 0 {
        let more = all[0].remark.take().map(|more| more + " ").unwrap_or_default();
        all[0].remark = Some(more + &captions::unsearched(diff.ways.unsearched, lang));
    }
    all.retain(|section| !section.items.is_empty() || section.remark.is_some());
    all
}

fn section<T>(page: &Page<'_>, heading: &'static Words, all: &[T], item: impl Fn(&T) -> Item) -> Section {
    let shown = if page.verbose || all.len() == MOST + 1 { all.len() } else { MOST };
    let remark = (all.len() > shown).then(|| captions::more(all.len() - shown, page.lang));
    Section { heading, items: all.iter().take(shown).map(item).collect(), remark }
}

fn named(thing: &Thing, page: &Page<'_>) -> String {
    let title = if thing.title.is_empty() { String::new() } else { format!(" “{}”", thing.title) };
    let kind = thing.ends.as_ref().map(|ends| ends.kind.as_str()).filter(|kind| !kind.is_empty());
    let kind = kind.unwrap_or(thing.label.get(page.lang));
    format!("{}{title} ({kind}, {}:{})", thing.name, thing.path, thing.line)
}

fn way(way: &Way, page: &Page<'_>) -> Item {
    let hop = |hop: &crate::survey::diff::Hop| {
        let new = if hop.new { format!(", {}", captions::NEW.get(page.lang)) } else { String::new() };
        let stops: Vec<&str> = hop.via.iter().map(String::as_str).chain([hop.to.as_str()]).collect();
        let label = hop.label.get(page.lang);
        format!("{} → {} ({label}, {}:{}{new})", hop.from, stops.join(" → "), hop.path, hop.line)
    };
    let below = way.hops.iter().map(hop).collect();
    Item { sign: Sign::Opened, line: captions::way(way, page.lang), below, steps: true }
}

fn crossing(crossing: &Crossing, page: &Page<'_>) -> Item {
    let below = captions::crossing(crossing, page.lang);
    Item { sign: Sign::Opened, line: crossing.flow.clone(), below, steps: false }
}

fn blast(blast: &Blast, page: &Page<'_>) -> Item {
    let lang = page.lang;
    let rings = blast.hops.iter().enumerate();
    let mut below: Vec<String> = rings.map(|(number, names)| captions::ring(number + 1, names, lang)).collect();
    below.extend(blast.more.then(|| captions::beyond(lang)));
    let line = format!("{} ({})", blast.name, captions::fate(blast.gone, lang));
    Item { sign: Sign::Affected, line, below, steps: false }
}
