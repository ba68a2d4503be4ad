//! Findings and open verdicts as results.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::escape::escape;
use super::super::{Report, captions, fingerprint, said};
use super::message::{name, said as both};
use super::place::{file, physical, region};
use super::rules::{Catalog, level};
use super::types::{
    ArtifactChange, CodeFlow, Content, Fix, Location, LogicalLocation, Message, Replacement, ResultProperties,
    SarifResult, Suppression, ThreadFlow, ThreadFlowLocation,
};
use crate::diagnostic::{self, Diagnostic, Inconclusive, PathHop};
use crate::finding::{Exception, Granted};
use crate::lang::Lang;
use crate::source::{Sources, Span};

/// The name of our fingerprint with its version: findings that match have the same rule and subjects.
const IDENTITY: &str = "khungIdentity/v1";

/// A result for each finding, then one for each verdict that could not be given.
pub(super) fn of<'a>(report: &Report<'a>, catalog: &Catalog<'a>) -> Vec<SarifResult<'a>> {
    let found = report.diagnostics.par_iter().zip(fingerprint::of(report.diagnostics));
    let open = report.inconclusive.par_iter().zip(fingerprint::of_inconclusive(report.inconclusive));
    let found = found.map(|(diagnostic, fingerprint)| failed(diagnostic, fingerprint, report, catalog));
    found.chain(open.map(|(verdict, fingerprint)| undecided(verdict, fingerprint, report, catalog))).collect()
}

fn failed<'a>(
    diagnostic: &'a Diagnostic,
    fingerprint: String,
    report: &Report<'a>,
    catalog: &Catalog<'a>,
) -> SarifResult<'a> {
    let (lang, sources) = (report.lang, report.sources);
    let (message, translated) = both(|lang| said::with_help(diagnostic, lang), lang);
    let label = |(number, label): (usize, &diagnostic::Label)| {
        let (message, translated) = both(|lang| label.text.get(lang).clone(), lang);
        Location { id: Some(number + 1), ..place(sources, label.at, message, Some(translated)) }
    };
    SarifResult {
        rule_id: name(&diagnostic.rule),
        rule_index: catalog.rule(&diagnostic.rule),
        kind: "fail",
        level: level(diagnostic.severity),
        message,
        locations: [subject(sources, diagnostic.at, &diagnostic.subjects)],
        related_locations: diagnostic.labels.iter().enumerate().map(label).collect(),
        code_flows: flow(&diagnostic.path, report).into_iter().collect(),
        taxa: catalog.law(diagnostic),
        fixes: diagnostic.fix.iter().map(|mend| fix(mend, report)).collect(),
        suppressions: diagnostic.accepted.iter().map(|why| suppression(why, lang)).collect(),
        partial_fingerprints: BTreeMap::from([(IDENTITY, fingerprint)]),
        properties: ResultProperties { message: translated },
    }
}

fn undecided<'a>(
    verdict: &'a Inconclusive,
    fingerprint: String,
    report: &Report<'a>,
    catalog: &Catalog<'a>,
) -> SarifResult<'a> {
    let (message, translated) = both(|lang| said::open(verdict, lang), report.lang);
    SarifResult {
        rule_id: name(&verdict.rule),
        rule_index: catalog.rule(&verdict.rule),
        kind: "open",
        level: "none",
        message,
        locations: [subject(report.sources, verdict.at, std::slice::from_ref(&verdict.subject))],
        related_locations: Vec::new(),
        code_flows: Vec::new(),
        taxa: Vec::new(),
        fixes: Vec::new(),
        suppressions: Vec::new(),
        partial_fingerprints: BTreeMap::from([(IDENTITY, fingerprint)]),
        properties: ResultProperties { message: translated },
    }
}

/// An exception as consumers know it: the result is there, and closed.
fn suppression(why: &Exception, lang: Lang) -> Suppression {
    let kind = match why.by {
        Granted::Comment => "inSource",
        Granted::Waiver | Granted::Baseline | Granted::Base => "external",
    };
    let justification = escape(&captions::accepted(why, lang)).into_owned();
    Suppression { kind, status: "accepted", justification }
}

/// The place of a result with the objects it is about.
fn subject(sources: &Sources, at: Span, subjects: &[String]) -> Location {
    // A cycle may come back to its first object; SARIF wants each once.
    let mut seen = BTreeSet::new();
    let fresh = |subject: &String| Some(name(subject)).filter(|name| seen.insert(name.clone()));
    let names = subjects.iter().filter_map(fresh);
    Location {
        id: None,
        physical_location: physical(sources, at),
        logical_locations: names.map(|name| LogicalLocation { fully_qualified_name: name }).collect(),
        message: None,
        properties: None,
    }
}

/// A further place with what is there.
fn place(sources: &Sources, at: Span, message: Message, translated: Option<super::types::Said>) -> Location {
    Location {
        id: None,
        physical_location: physical(sources, at),
        logical_locations: Vec::new(),
        message: Some(message),
        properties: translated.map(|message| ResultProperties { message }),
    }
}

/// The proving walk; nothing for findings about one place.
fn flow(path: &[PathHop], report: &Report<'_>) -> Option<CodeFlow> {
    let step = |(number, hop): (usize, &PathHop)| {
        let (message, translated) =
            both(|lang| format!("{} → {} ({})", hop.from, hop.to, hop.label.get(lang)), report.lang);
        let location = place(report.sources, hop.at, message, Some(translated));
        ThreadFlowLocation { location, execution_order: number + 1 }
    };
    let locations: Vec<_> = path.iter().enumerate().map(step).collect();
    (!locations.is_empty()).then_some(CodeFlow { thread_flows: [ThreadFlow { locations }] })
}

/// A mend: its edits by file, in the order of the text.
fn fix<'a>(mend: &'a diagnostic::Fix, report: &Report<'a>) -> Fix<'a> {
    let mut edits: Vec<_> = mend.edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    let change = |group: &[&'a diagnostic::Edit]| {
        let replacement = |edit: &&'a diagnostic::Edit| Replacement {
            deleted_region: region(report.sources, edit.at),
            inserted_content: Content { text: &edit.with },
        };
        ArtifactChange {
            artifact_location: file(report.sources, group[0].at),
            replacements: group.iter().map(replacement).collect(),
        }
    };
    Fix {
        description: Message::plain(captions::fix(mend.safety).get(report.lang)),
        artifact_changes: edits.chunk_by(|a, b| a.at.source == b.at.source).map(change).collect(),
    }
}
