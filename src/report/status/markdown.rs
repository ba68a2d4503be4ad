//! The picture as Markdown, for a report: every figure, every object behind it, and the definitions.

use std::io;

use super::sections::{self, Item, Section, Table};
use super::{Page, captions};
use crate::report::escape::escape_markdown;

/// Writes the page. It is always complete: what leadership reads must say what it rests on.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# {}", sections::heading(page))?;
    if let Some(errors) = sections::errors(page) {
        writeln!(out, "\n**{errors}**")?;
    }
    let sections = sections::sections(page, escape_markdown);
    sections.iter().try_for_each(|section| draw(out, section))?;
    writeln!(out, "\n## {}\n", captions::DEFINITIONS.get(page.lang))?;
    for definition in sections.iter().flat_map(|section| section.definitions) {
        writeln!(out, "- {}", definition.get(page.lang))?;
    }
    Ok(())
}

fn draw(out: &mut dyn io::Write, section: &Section) -> io::Result<()> {
    writeln!(out, "\n## {}\n\n{}", section.title, sentence(&section.headline))?;
    section.tables.iter().try_for_each(|table| draw_table(out, table))?;
    for list in &section.lists {
        writeln!(out, "\n{}:\n", list.head)?;
        list.items.iter().try_for_each(|item| draw_item(out, item))?;
    }
    Ok(())
}

fn draw_table(out: &mut dyn io::Write, table: &Table) -> io::Result<()> {
    writeln!(out, "\n| {} | {} |", table.label, table.heads.join(" | "))?;
    writeln!(out, "| --- |{}", " ---: |".repeat(table.heads.len()))?;
    for row in &table.rows {
        writeln!(out, "| {} | {} |", row.label, row.cells.join(" | "))?;
    }
    Ok(())
}

fn draw_item(out: &mut dyn io::Write, item: &Item) -> io::Result<()> {
    match item.title.is_empty() {
        true => writeln!(out, "- {}", item.name)?,
        false => writeln!(out, "- {} ({})", item.title, item.name)?,
    }
    item.notes.iter().try_for_each(|note| writeln!(out, "  - {note}"))
}

/// A headline by itself begins with a capital and ends with a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    format!("{}.", first.chain(chars).collect::<String>())
}
