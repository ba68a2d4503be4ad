//! The matrix as a Markdown table: a row per clause, a column per system.

use std::io;

use super::super::escape::escape;
use super::Page;
use crate::lang::{Words, words};
use crate::survey::coverage::Standpoint;

static CLAUSE: Words = words("Điều khoản", "Clause");
static READING: Words = words("Độ tin cậy của căn cứ", "Standing");
static KEY: Words = words("Ký hiệu", "Key");

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = page.lang;
    writeln!(out, "# {}\n", page.heading())?;
    let key = Standpoint::ALL.map(|each| format!("{} {}", sign(each), each.label().get(lang)));
    writeln!(out, "{}: {}.\n", KEY.get(lang), key.join(", "))?;
    let mut document = "";
    for clause in &page.coverage.clauses {
        if clause.document != document {
            document = &clause.document;
            let number = if clause.number.is_empty() { &clause.document } else { &clause.number };
            writeln!(out, "\n## {}: {}\n", cell(number), cell(clause.title.get(lang)))?;
            write!(out, "| {} | {} |", CLAUSE.get(lang), READING.get(lang))?;
            page.coverage.systems.iter().try_for_each(|system| write!(out, " {} |", cell(&system.name)))?;
            writeln!(out, "\n| --- | --- |{}", " :-: |".repeat(page.coverage.systems.len()))?;
        }
        write!(out, "| {} | {} |", cell(&clause.at), clause.standing.label().get(lang))?;
        (0..page.coverage.systems.len())
            .try_for_each(|system| write!(out, " {} |", sign(clause.standpoint(system))))?;
        writeln!(out)?;
    }
    writeln!(out)?;
    page.totals().iter().try_for_each(|total| writeln!(out, "{total}  "))
}

fn sign(standpoint: Standpoint) -> &'static str {
    match standpoint {
        Standpoint::Met => "✓",
        Standpoint::Violated => "✗",
        Standpoint::Waived => "~",
        Standpoint::Inconclusive => "?",
        Standpoint::NotApplicable => "·",
    }
}

/// A text that stays in its cell and is not read as markup.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in escape(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#') {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}
