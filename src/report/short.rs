//! One line per finding, `path:line:column: severity rule message`, for editors, `grep` and `wc -l`.
//!
//! The severity is the word of the command line in either language, because programs read it.

use std::io;

use super::escape::escape;
use super::{Report, place};

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
        let at = place::full(report.sources, diagnostic.at);
        let (severity, rule) = (diagnostic.severity.key(), escape(&diagnostic.rule));
        writeln!(out, "{at}: {severity} {rule} {}", escape(diagnostic.message.get(report.lang).trim()))?;
    }
    Ok(())
}
