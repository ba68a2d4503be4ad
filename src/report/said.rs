//! What a finding says, as plain lines for the formats that have one field for it.
//!
//! Every text comes back harmless, each on one line.

use super::escape::escape;
use super::{Report, captions, place};
use crate::diagnostic::{Citation, Diagnostic, Inconclusive};
use crate::lang::Lang;

/// The message as a sentence.
pub(super) fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let message = escape(diagnostic.message.get(lang).trim()).into_owned();
    let whole = message.is_empty() || message.ends_with(['.', '!', '?', '…']);
    let message = if whole { message } else { message + "." };
    match &diagnostic.accepted {
        Some(why) => format!("{message} [{}]", escape(&captions::accepted(why, lang))),
        None => message,
    }
}

/// The message and what to do.
pub(super) fn with_help(diagnostic: &Diagnostic, lang: Lang) -> String {
    let message = message(diagnostic, lang);
    let help = escape(diagnostic.help.get(lang).trim());
    if help.is_empty() { message } else { format!("{message} {help}") }
}

/// A place in the law and how surely it was read: `331/2026/NĐ-CP, Điều 13.2b (text read)`.
pub(super) fn law(citation: &Citation, lang: Lang) -> String {
    let known = [citation.number.as_str(), &citation.at].into_iter().filter(|part| !part.is_empty());
    let place = escape(&known.collect::<Vec<_>>().join(", ")).into_owned();
    let standing = format!("({})", citation.standing.label().get(lang));
    if place.is_empty() { standing } else { format!("{place} {standing}") }
}

/// The steps of the proving walk, a line each, without numbers.
pub(super) fn hops(diagnostic: &Diagnostic, report: &Report<'_>) -> Vec<String> {
    let hop = |hop: &crate::diagnostic::PathHop| {
        let place = place::line(report.sources, hop.at);
        let label = hop.label.get(report.lang);
        format!("{} → {} ({label}, {place})", escape(&hop.from), escape(&hop.to))
    };
    diagnostic.path.iter().map(hop).collect()
}

/// Everything a reader of a log needs after the place: message, path, law, remedy.
pub(super) fn lines(diagnostic: &Diagnostic, report: &Report<'_>) -> Vec<String> {
    let lang = report.lang;
    let mut lines = vec![message(diagnostic, lang)];
    let hops = hops(diagnostic, report);
    if !hops.is_empty() {
        lines.push(format!("{}:", captions::PATH.get(lang)));
        lines.extend(hops.iter().enumerate().map(|(number, hop)| format!("{}. {hop}", number + 1)));
    }
    let law = |citation| format!("{}: {}", captions::BASIS.get(lang), law(citation, lang));
    lines.extend(diagnostic.basis.iter().map(law));
    let help = escape(diagnostic.help.get(lang).trim());
    if !help.is_empty() {
        lines.push(format!("{}: {help}", captions::HELP.get(lang)));
    }
    lines
}

/// Why a verdict could not be given.
pub(super) fn open(verdict: &Inconclusive, lang: Lang) -> String {
    let fact = |fact: &crate::diagnostic::MissingFact| format!("{}: {}", escape(&fact.object), escape(&fact.field));
    let facts: Vec<_> = verdict.missing.iter().map(fact).collect();
    let facts = if facts.is_empty() { (*captions::UNNAMED.get(lang)).to_owned() } else { facts.join(", ") };
    captions::open(&escape(&verdict.subject), &facts, lang)
}
