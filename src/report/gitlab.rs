//! GitLab's Code Quality report: an array of findings that a merge request compares with those of its target.
//!
//! GitLab matches by fingerprint alone, so each is unique and knows no line.

use std::io;

use serde::Serialize;

use super::escape::{escape, escape_json};
use super::place::Region;
use super::{Report, fingerprint, said};
use crate::diagnostic::{Diagnostic, Severity};

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let fingerprints = fingerprint::of(report.diagnostics);
    let issues = report.diagnostics.iter().zip(&fingerprints);
    let issues: Vec<_> = issues.map(|(diagnostic, fingerprint)| issue(diagnostic, fingerprint, report)).collect();
    let json = serde_json::to_string_pretty(&issues).expect("the report's types have string keys only");
    out.write_all(escape_json(&json).as_bytes())?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue<'a>(diagnostic: &Diagnostic, fingerprint: &'a str, report: &Report<'a>) -> Issue<'a> {
    let region = Region::of(report.sources, diagnostic.at);
    Issue {
        description: said::with_help(diagnostic, report.lang),
        check_name: escape(&diagnostic.rule).into_owned(),
        fingerprint,
        severity: match diagnostic.severity {
            _ if diagnostic.accepted.is_some() => "info",
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: report.sources.get(diagnostic.at.source).path.trim_start_matches("./"),
            lines: Lines { begin: region.line, end: region.last_line() },
        },
    }
}
