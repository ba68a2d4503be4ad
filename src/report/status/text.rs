//! The picture for people at a terminal: figures left, what they count right, exceptions by name below.

use std::io;

use super::sections::{self, Item, List, Section, Table};
use super::{Page, captions};
use crate::diagnostic::Severity;
use crate::report::escape::escape;
use crate::report::ink::{Ink, Tone};
use crate::report::wrap;

/// Objects of a list that are shown unless the user asks for all.
const MOST: usize = 12;
/// Columns a label needs beside its numbers; with less, numbers and label are written as a sentence.
const LABEL_COLUMNS: usize = 20;
/// Columns of a lone column of counts, so that the labels of all such tables stand in one line.
const LEAST_NUMBER: usize = 4;
/// Below this nothing readable can be drawn.
const LEAST_COLUMNS: usize = 40;

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let page = &Page { width: page.width.max(LEAST_COLUMNS), ..*page };
    let ink = Ink { on: page.color };
    let mut text = String::new();
    wrap::paragraph(&mut text, "", 2, &ink.paint(Tone::Strong, &sections::heading(page)), page.width);
    if let Some(errors) = sections::errors(page) {
        wrap::paragraph(&mut text, "", 2, &ink.paint(Tone::Grave(Severity::Error), &errors), page.width);
    }
    out.write_all(text.as_bytes())?;
    for section in sections::sections(page, |text| escape(text).into_owned()) {
        text.clear();
        draw(&mut text, page, ink, &section);
        out.write_all(text.as_bytes())?;
    }
    if !page.verbose {
        text.clear();
        text.push('\n');
        wrap::paragraph(&mut text, "", 0, captions::HINT.get(page.lang), page.width);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn draw(out: &mut String, page: &Page<'_>, ink: Ink, section: &Section) {
    out.push('\n');
    let title = format!("{}: ", ink.paint(Tone::Strong, section.title));
    wrap::paragraph(out, &title, 2, &section.headline, page.width);
    // One column of counts needs no head, unless another table stands beside it.
    let several = section.tables.len() > 1;
    for table in &section.tables {
        draw_table(out, page, ink, table, several || table.heads.len() > 1);
    }
    for list in section.lists.iter().filter(|list| list.exception || page.verbose) {
        draw_list(out, page, ink, list);
    }
    for definition in section.definitions.iter().filter(|_| page.verbose) {
        let definition = ink.paint(Tone::Faint, definition.get(page.lang));
        wrap::paragraph(out, "  * ", 4, &definition, page.width);
    }
}

fn draw_table(out: &mut String, page: &Page<'_>, ink: Ink, table: &Table, headed: bool) {
    let wide = |at: usize| {
        let cells = table.rows.iter().map(|row| wrap::width(&row.cells[at])).max().unwrap_or_default();
        if table.heads.len() > 1 { cells.max(wrap::width(table.heads[at])) } else { cells.max(LEAST_NUMBER) }
    };
    let widths: Vec<_> = (0..table.heads.len()).map(wide).collect();
    let left = 2 + widths.iter().map(|wide| wide + 2).sum::<usize>();
    let longest = table.rows.iter().map(|row| wrap::width(&row.label)).max().unwrap_or_default();
    if left + longest.min(LABEL_COLUMNS) > page.width {
        return sentences(out, page, table);
    }
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = "  ".to_owned();
        for (cell, wide) in cells.zip(&widths) {
            line.push_str(&" ".repeat(wide.saturating_sub(wrap::width(cell))));
            line.push_str(cell);
            line.push_str("  ");
        }
        line
    };
    if headed {
        let numbers = match table.heads.as_slice() {
            [_] => " ".repeat(left),
            heads => line(&mut heads.iter().copied()),
        };
        let head = format!("{numbers}{}", table.label);
        out.push_str(&ink.paint(Tone::Faint, &head));
        out.push('\n');
    }
    for row in &table.rows {
        let numbers = line(&mut row.cells.iter().map(String::as_str));
        wrap::paragraph(out, &numbers, left, &row.label, page.width);
    }
}

/// The rows of a table that is too wide.
fn sentences(out: &mut String, page: &Page<'_>, table: &Table) {
    for row in &table.rows {
        let parts: Vec<_> = table.heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
        wrap::paragraph(out, "  ", 4, &format!("{}: {}", row.label, parts.join(", ")), page.width);
    }
}

fn draw_list(out: &mut String, page: &Page<'_>, ink: Ink, list: &List) {
    wrap::paragraph(out, "  ", 4, &ink.paint(Tone::Caption, &format!("{}:", list.head)), page.width);
    let shown = if page.verbose || list.items.len() == MOST + 1 { list.items.len() } else { MOST };
    list.items.iter().take(shown).for_each(|item| draw_item(out, page, item));
    if list.items.len() > shown {
        wrap::paragraph(out, "    ", 4, &captions::more(list.items.len() - shown, page.lang), page.width);
    }
}

fn draw_item(out: &mut String, page: &Page<'_>, item: &Item) {
    let line = match item.title.is_empty() {
        true => item.name.clone(),
        false => format!("{} · {}", item.name, item.title),
    };
    wrap::paragraph(out, "    ", 6, &line, page.width);
    for note in &item.notes {
        wrap::paragraph(out, "      - ", 8, note, page.width);
    }
}
