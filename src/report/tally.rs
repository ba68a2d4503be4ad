//! What comes after the findings: the facts that verdicts wait for, and the counts of the run.

use std::collections::BTreeMap;

use super::escape::escape;
use super::ink::{Ink, Tone};
use super::{Report, captions, place, wrap};
use crate::diagnostic::{Inconclusive, Severity};
use crate::finding::Granted;

/// Missing facts listed unless the user asks for all.
const MOST: usize = 5;

/// Appends the findings that somebody accepted: each by waiver or comment with its reason, those of a baseline as a
/// number.
pub(super) fn accepted(out: &mut String, report: &Report<'_>, ink: Ink) {
    let lang = report.lang;
    let (known, told): (Vec<_>, Vec<_>) = report.accepted().partition(|(_, why)| why.by == Granted::Baseline);
    if !told.is_empty() {
        out.push_str(&ink.paint(Tone::Strong, &format!("{}:", captions::ACCEPTED.get(lang))));
        out.push('\n');
    }
    for (diagnostic, why) in &told {
        let at = place::full(report.sources, diagnostic.at);
        let line = format!("{at}: {} {}", escape(&diagnostic.rule), escape(diagnostic.message.get(lang).trim()));
        wrap::paragraph(out, "  ", 4, &line, report.width);
        wrap::paragraph(out, "    ", 6, &escape(&captions::accepted(why, lang)), report.width);
    }
    if !told.is_empty() {
        out.push('\n');
    }
    if !known.is_empty() {
        out.push_str(&captions::in_baseline(known.len(), lang));
        out.push_str("\n\n");
    }
}

/// Appends the facts that verdicts wait for, the most waited-for first.
pub(super) fn waiting(out: &mut String, report: &Report<'_>, ink: Ink) {
    if report.inconclusive.is_empty() {
        return;
    }
    let lang = report.lang;
    out.push_str(&ink.paint(Tone::Strong, &format!("{}:", captions::WAITING.get(lang))));
    out.push('\n');
    let groups = groups(report.inconclusive);
    let shown = if report.list_inconclusive || groups.len() == MOST + 1 { groups.len() } else { MOST };
    for (fact, verdicts) in groups.iter().take(shown) {
        let fact = escape(if fact.is_empty() { captions::UNNAMED.get(lang) } else { fact });
        let line = captions::waiting(verdicts.len(), &fact, lang);
        wrap::paragraph(out, "  ", 4, &line, report.width);
        for verdict in verdicts.iter().filter(|_| report.list_inconclusive) {
            let at = place::full(report.sources, verdict.at);
            let line = format!("{at}: {} ({})", escape(&verdict.subject), escape(&verdict.rule));
            wrap::paragraph(out, "    ", 6, &line, report.width);
        }
    }
    if groups.len() > shown {
        out.push_str(&format!("  {}\n", captions::more_facts(groups.len() - shown, lang)));
    }
    out.push('\n');
}

/// The verdicts by the fact they lack; a verdict that lacks several stands under each, one
/// that names none under the empty name.
pub(super) fn groups(all: &[Inconclusive]) -> Vec<(&str, Vec<&Inconclusive>)> {
    let mut by_fact: BTreeMap<&str, Vec<&Inconclusive>> = BTreeMap::new();
    for verdict in all {
        let mut facts: Vec<_> = verdict.missing.iter().map(|missing| missing.pattern.as_str()).collect();
        facts.sort_unstable();
        facts.dedup();
        if facts.is_empty() {
            facts.push("");
        }
        for fact in facts {
            by_fact.entry(fact).or_default().push(verdict);
        }
    }
    let mut groups: Vec<_> = by_fact.into_iter().collect();
    groups.sort_by_key(|(fact, verdicts)| (std::cmp::Reverse(verdicts.len()), fact.is_empty()));
    groups
}

/// Appends the counts of the run, broken between them where a line is full.
pub(super) fn summary(out: &mut String, report: &Report<'_>, ink: Ink) {
    let lang = report.lang;
    let counts = report.severities();
    let gravest = Severity::ALL.into_iter().zip(counts).find(|(_, count)| *count > 0);
    let tone = gravest.map_or(Tone::Added, |(severity, _)| Tone::Grave(severity));
    let mut parts = vec![ink.paint(tone, &captions::findings(counts, lang))];
    parts.extend(captions::accepted_count(report.accepted().count(), lang));
    if !report.inconclusive.is_empty() {
        parts.push(captions::inconclusive(report.inconclusive.len(), lang));
    }
    parts.push(captions::inputs(report.summary, report.verbose, lang));
    parts.extend(report.summary.elapsed.map(|time| captions::elapsed(time, lang)));
    let mut used = 0;
    for (number, part) in parts.iter().enumerate() {
        let wide = wrap::width(part);
        if number > 0 {
            let fits = used + 3 + wide <= report.width;
            out.push_str(if fits { " · " } else { "\n" });
            used = if fits { used + 3 } else { 0 };
        }
        out.push_str(part);
        used += wide;
    }
    out.push('\n');
}
