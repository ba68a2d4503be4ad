//! One line per finding, `path:line:column: severity rule message`, for editors, `grep` and `wc -l`.
//!
//! The severity is the word of the command line in either language, because programs read it. What
//! a compared commit had already is left out unless everything is asked for.

use std::io;

use super::escape::escape;
use super::{Report, place};
use crate::diagnostic::Diagnostic;
use crate::finding::Granted;

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let old = |diagnostic: &&Diagnostic| diagnostic.accepted.as_ref().is_some_and(|why| why.by == Granted::Base);
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| report.verbose || !old(diagnostic)) {
        let at = place::full(report.sources, diagnostic.at);
        let severity = diagnostic.accepted.as_ref().map_or(diagnostic.severity.key(), |_| "accepted");
        let rule = escape(&diagnostic.rule);
        writeln!(out, "{at}: {severity} {rule} {}", escape(diagnostic.message.get(report.lang).trim()))?;
    }
    for verdict in report.inconclusive.iter().filter(|_| report.list_inconclusive) {
        let at = place::full(report.sources, verdict.at);
        let facts: Vec<_> =
            verdict.missing.iter().map(|fact| format!("{}: {}", escape(&fact.object), escape(&fact.field))).collect();
        let facts = if facts.is_empty() { escape(&verdict.subject).into_owned() } else { facts.join(", ") };
        writeln!(out, "{at}: inconclusive {} {facts}", escape(&verdict.rule))?;
    }
    Ok(())
}
