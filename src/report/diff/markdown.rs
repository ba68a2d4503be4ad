//! A difference for a pull request: the sections as lists, with a drawing of only the change.

use std::io;

use super::super::escape::escape_markdown as plain;
use super::sections::sections;
use super::{Page, captions, drawing};

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# {}\n", plain(&captions::heading(page)))?;
    writeln!(out, "{}", captions::totals(page.diff, page.lang))?;
    if let Some(faults) = captions::faults(page.faults, page.lang) {
        writeln!(out, "\n{faults}")?;
    }
    for section in sections(page) {
        writeln!(out, "\n## {}\n", section.heading.get(page.lang))?;
        for item in &section.items {
            writeln!(out, "- {}", plain(&item.line))?;
            for (number, line) in item.below.iter().enumerate() {
                let sign = if item.steps { format!("{}.", number + 1) } else { "-".to_owned() };
                writeln!(out, "  {sign} {}", plain(line))?;
            }
        }
        if let Some(remark) = &section.remark {
            writeln!(out, "\n{remark}")?;
        }
    }
    drawing::draw(page, out)
}
