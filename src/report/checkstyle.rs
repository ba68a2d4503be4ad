//! Checkstyle's XML, which most CI dashboards read: errors by file.

use std::io;

use super::place::Region;
use super::{Report, said, xml};
use crate::diagnostic::{Diagnostic, Severity};

/// Checkstyle's own version whose form this is; readers look only whether there is one.
const FORM: &str = "8.0";

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = xml::Document::begin(out)?;
    document.around("checkstyle", &[("version", FORM)], |document| {
        for (path, found) in xml::by_file(report.sources, report.diagnostics.iter(), |each| each.at) {
            document.around("file", &[("name", path)], |document| {
                found.into_iter().try_for_each(|diagnostic| error(document, diagnostic, report))
            })?;
        }
        Ok(())
    })?;
    document.end()
}

fn error(document: &mut xml::Document<'_>, diagnostic: &Diagnostic, report: &Report<'_>) -> io::Result<()> {
    let region = Region::of(report.sources, diagnostic.at);
    let severity = match diagnostic.severity {
        _ if diagnostic.accepted.is_some() => "ignore",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let attributes = [
        ("line", &*region.line.to_string()),
        ("column", &region.column.to_string()),
        ("severity", severity),
        ("message", &said::with_help(diagnostic, report.lang)),
        // Dashboards group by what stands before the last dot.
        ("source", &format!("khung.{}", diagnostic.rule.replacen('/', ".", 1))),
    ];
    document.empty("error", &attributes)
}
