//! Findings for spreadsheets: a row each, then a row for each verdict that could not be given.
//!
//! The columns keep their names and order; a new one goes to the end. Texts are in the language of the report.

use std::io;

use super::cell::cell;
use super::place::Region;
use super::{Report, captions, fingerprint, said};
use crate::finding::Safety;
use crate::source::Span;

/// The columns.
const HEAD: [&str; 15] = [
    "severity",
    "rule",
    "title",
    "message",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "subjects",
    "basis",
    "help",
    "fix",
    "accepted",
    "fingerprint",
];

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = report.lang;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEAD)?;
    for (diagnostic, fingerprint) in report.diagnostics.iter().zip(fingerprint::of(report.diagnostics)) {
        let [path, line, column, end_line, end_column] = place(report, diagnostic.at);
        let law: Vec<_> = diagnostic.basis.iter().map(|citation| said::law(citation, lang)).collect();
        let fix = diagnostic.fix.as_ref().map_or("", |fix| match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        });
        table.write_record([
            diagnostic.severity.key().to_owned(),
            cell(&diagnostic.rule),
            cell(diagnostic.title.get(lang).trim()),
            cell(diagnostic.message.get(lang).trim()),
            path,
            line,
            column,
            end_line,
            end_column,
            cell(&diagnostic.subjects.join("; ")),
            cell(&law.join("; ")),
            cell(diagnostic.help.get(lang).trim()),
            fix.to_owned(),
            cell(&diagnostic.accepted.as_ref().map(|why| captions::accepted(why, lang)).unwrap_or_default()),
            fingerprint,
        ])?;
    }
    for (verdict, fingerprint) in report.inconclusive.iter().zip(fingerprint::of_inconclusive(report.inconclusive)) {
        let [path, line, column, end_line, end_column] = place(report, verdict.at);
        let none = String::new;
        table.write_record([
            "inconclusive".to_owned(),
            cell(&verdict.rule),
            none(),
            cell(&said::open(verdict, lang)),
            path,
            line,
            column,
            end_line,
            end_column,
            cell(&verdict.subject),
            none(),
            none(),
            none(),
            none(),
            fingerprint,
        ])?;
    }
    table.flush()
}

/// The cells of a place.
fn place(report: &Report<'_>, at: Span) -> [String; 5] {
    let Region { line, column, end_line, end_column } = Region::of(report.sources, at);
    let numbers = [line, column, end_line, end_column].map(|number| number.to_string());
    let [line, column, end_line, end_column] = numbers;
    [cell(&report.sources.get(at.source).path), line, column, end_line, end_column]
}
