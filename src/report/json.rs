//! The format for machines, with types of its own, so that renaming something inside changes nothing outside.
//!
//! `docs/schema/report-1.json` describes it; a change that an existing reader would notice needs a new version. Both
//! languages are always there, the time never is: the same input gives the same bytes.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::escape::escape_json;
use super::{Report, Summary as Counts};
use crate::diagnostic::{Citation, Diagnostic, Inconclusive};
use crate::finding::{Exception, Safety};
use crate::lang::{Localized, Words};
use crate::source::{Sources, Span};

/// The version of the format; the schema's file name carries it.
const VERSION: u32 = 1;

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let document = Document::of(report);
    let json = serde_json::to_string_pretty(&document).expect("the report's types have string keys only");
    out.write_all(escape_json(&json).as_bytes())?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    summary: Summary<'a>,
    findings: Vec<Finding<'a>>,
    inconclusive: Vec<Undecided<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Summary<'a> {
    files: usize,
    skipped: usize,
    objects: usize,
    flows: usize,
    rules: usize,
    findings: BySeverity,
    accepted: usize,
    inconclusive: usize,
    since: Option<Since<'a>>,
}

/// How the run compares with a commit.
#[derive(Serialize)]
struct Since<'a> {
    base: &'a str,
    commit: &'a str,
    introduced: usize,
    remaining: usize,
    fixed: usize,
    introduced_elsewhere: usize,
    inconclusive_remaining: usize,
    fixed_findings: Vec<Fixed<'a>>,
}

#[derive(Serialize)]
struct Fixed<'a> {
    rule: &'a str,
    subject: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct BySeverity {
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    title: Text<'a>,
    message: Text<'a>,
    why: Text<'a>,
    help: Text<'a>,
    location: Location<'a>,
    labels: Vec<Label<'a>>,
    path: Vec<Hop<'a>>,
    basis: Vec<Basis<'a>>,
    subjects: &'a [String],
    values: BTreeMap<&'a str, Text<'a>>,
    fix: Option<Fix<'a>>,
    accepted: Option<Accepted<'a>>,
}

/// Why a finding does not count.
#[derive(Serialize)]
struct Accepted<'a> {
    by: &'static str,
    reason: &'a str,
    approver: Option<&'a str>,
    until: Option<String>,
    location: Option<Location<'a>>,
}

/// Something said in both languages.
#[derive(Serialize)]
struct Text<'a> {
    vi: &'a str,
    en: &'a str,
}

/// Lines and columns count from 1, columns in characters; bytes count from 0; ends are exclusive.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: u32,
    end_byte: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    text: Text<'a>,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Hop<'a> {
    from: &'a str,
    to: &'a str,
    edge: &'static str,
    label: Text<'static>,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Basis<'a> {
    document: &'a str,
    number: &'a str,
    title: Text<'a>,
    at: &'a str,
    standing: &'static str,
    note: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    safety: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    location: Location<'a>,
    with: &'a str,
}

#[derive(Serialize)]
struct Undecided<'a> {
    rule: &'a str,
    subject: &'a str,
    location: Location<'a>,
    missing: Vec<Missing<'a>>,
}

#[derive(Serialize)]
struct Missing<'a> {
    object: &'a str,
    field: &'a str,
    pattern: &'a str,
}

impl<'a> Document<'a> {
    fn of(report: &Report<'a>) -> Self {
        let sources = report.sources;
        let Counts { files, skipped, objects, flows, rules, elapsed: _ } = *report.summary;
        let [error, warning, info] = report.severities();
        let findings = BySeverity { error, warning, info };
        let accepted = report.accepted().count();
        let inconclusive = report.inconclusive.len();
        let since = report.since.map(Since::of);
        Self {
            version: VERSION,
            tool: Tool { name: "khung", version: report.version },
            summary: Summary { files, skipped, objects, flows, rules, findings, accepted, inconclusive, since },
            findings: report.diagnostics.iter().map(|diagnostic| Finding::of(diagnostic, sources)).collect(),
            inconclusive: report.inconclusive.iter().map(|verdict| Undecided::of(verdict, sources)).collect(),
        }
    }
}

impl<'a> Since<'a> {
    fn of(since: &'a super::Since) -> Self {
        let fixed = since.fixed.iter().map(|(rule, subject, count)| Fixed { rule, subject, count: *count });
        Self {
            base: &since.base,
            commit: &since.commit,
            introduced: since.introduced,
            remaining: since.remaining,
            fixed: since.gone(),
            introduced_elsewhere: since.elsewhere,
            inconclusive_remaining: since.undecided,
            fixed_findings: fixed.collect(),
        }
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        let label = |label: &'a crate::diagnostic::Label| Label {
            text: Text::of(&label.text),
            location: Location::of(label.at, sources),
        };
        let hop = |hop: &'a crate::diagnostic::PathHop| Hop {
            from: &hop.from,
            to: &hop.to,
            edge: hop.edge,
            label: Text::fixed(hop.label),
            location: Location::of(hop.at, sources),
        };
        Self {
            rule: &diagnostic.rule,
            severity: diagnostic.severity.key(),
            title: Text::of(&diagnostic.title),
            message: Text::of(&diagnostic.message),
            why: Text::of(&diagnostic.why),
            help: Text::of(&diagnostic.help),
            location: Location::of(diagnostic.at, sources),
            labels: diagnostic.labels.iter().map(label).collect(),
            path: diagnostic.path.iter().map(hop).collect(),
            basis: diagnostic.basis.iter().map(Basis::of).collect(),
            subjects: &diagnostic.subjects,
            values: diagnostic.values.iter().map(|(name, value)| (name.as_str(), Text::of(value))).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| Fix::of(fix, sources)),
            accepted: diagnostic.accepted.as_ref().map(|why| Accepted::of(why, sources)),
        }
    }
}

impl<'a> Accepted<'a> {
    fn of(why: &'a Exception, sources: &'a Sources) -> Self {
        Self {
            by: why.by.key(),
            reason: &why.reason,
            approver: why.approver.as_deref(),
            until: why.until.map(|day| day.to_string()),
            location: why.at.map(|at| Location::of(at, sources)),
        }
    }
}

impl<'a> Text<'a> {
    fn of(text: &'a Localized<String>) -> Self {
        Self { vi: &text.vi, en: &text.en }
    }

    fn fixed(text: Words) -> Text<'static> {
        Text { vi: text.vi, en: text.en }
    }
}

impl<'a> Location<'a> {
    fn of(at: Span, sources: &'a Sources) -> Self {
        let (start, end) = (sources.position(at), sources.end_position(at));
        Self {
            path: &sources.get(at.source).path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start_byte: at.start,
            end_byte: at.end,
        }
    }
}

impl<'a> Basis<'a> {
    fn of(citation: &'a Citation) -> Self {
        Self {
            document: &citation.document,
            number: &citation.number,
            title: Text::of(&citation.title),
            at: &citation.at,
            standing: citation.standing.key(),
            note: citation.note.as_ref().map(Text::of),
        }
    }
}

impl<'a> Fix<'a> {
    fn of(fix: &'a crate::diagnostic::Fix, sources: &'a Sources) -> Self {
        let edit =
            |edit: &'a crate::diagnostic::Edit| Edit { location: Location::of(edit.at, sources), with: &edit.with };
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        };
        Self { safety, edits: fix.edits.iter().map(edit).collect() }
    }
}

impl<'a> Undecided<'a> {
    fn of(verdict: &'a Inconclusive, sources: &'a Sources) -> Self {
        let missing = |missing: &'a crate::diagnostic::MissingFact| Missing {
            object: &missing.object,
            field: &missing.field,
            pattern: &missing.pattern,
        };
        Self {
            rule: &verdict.rule,
            subject: &verdict.subject,
            location: Location::of(verdict.at, sources),
            missing: verdict.missing.iter().map(missing).collect(),
        }
    }
}
