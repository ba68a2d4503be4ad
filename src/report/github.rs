//! Workflow commands of GitHub Actions: each finding becomes an annotation at its place in a pull request.
//!
//! GitHub shows the first ten errors, ten warnings and ten notices of a step, so the gravest come first; all are in
//! the log. What could not be decided is one notice, for it must not look like a pass.

use std::io;

use super::escape::escape;
use super::place::Region;
use super::{Report, captions, said};
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Granted;

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for severity in Severity::ALL {
        for diagnostic in report.counted().filter(|diagnostic| diagnostic.severity == severity) {
            writeln!(out, "{}", command(diagnostic, name(severity), report))?;
        }
    }
    // What a baseline knows is no news; what was accepted for a while stays in sight.
    let (known, told): (Vec<_>, Vec<_>) = report.accepted().partition(|(_, why)| why.by.is_known());
    for (diagnostic, _) in told {
        writeln!(out, "{}", command(diagnostic, "notice", report))?;
    }
    let known = known.iter().filter(|(_, why)| why.by == Granted::Baseline).count();
    if known > 0 {
        let count = captions::in_baseline(known, report.lang);
        writeln!(out, "::notice title=khung::{}", data(&count))?;
    }
    if let Some(since) = report.since {
        let compared = captions::since(since, &escape(&since.base), report.lang);
        writeln!(out, "::notice title=khung::{}", data(&compared))?;
    }
    if !report.inconclusive.is_empty() {
        let title = property(captions::WAITING.get(report.lang));
        let count = captions::inconclusive(report.inconclusive.len(), report.lang);
        writeln!(out, "::notice title={title}::{}", data(&count))?;
    }
    Ok(())
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn command(diagnostic: &Diagnostic, name: &str, report: &Report<'_>) -> String {
    let region = Region::of(report.sources, diagnostic.at);
    let file = property(&escape(&report.sources.get(diagnostic.at.source).path));
    let (line, last) = (region.line, region.last_line());
    // Columns are allowed only where the place is on one line.
    let columns = match region.end_line == line {
        true => format!(",col={},endColumn={}", region.column, region.end_column),
        false => String::new(),
    };
    let title = format!("{}: {}", escape(&diagnostic.rule), escape(diagnostic.title.get(report.lang).trim()));
    let message = data(&said::lines(diagnostic, report).join("\n"));
    format!("::{name} file={file},line={line},endLine={last}{columns},title={}::{message}", property(&title))
}

/// A text as the data of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
