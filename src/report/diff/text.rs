//! A difference for people: what it opens first, then what it adds, removes and changes.

use std::io;

use super::super::escape::escape;
use super::super::ink::{Ink, Tone};
use super::super::wrap;
use super::sections::{Item, Sign, sections};
use super::{Page, captions};
use crate::diagnostic::Severity;

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let ink = Ink { on: page.color };
    let mut text = String::new();
    wrap::paragraph(&mut text, "", 2, &ink.paint(Tone::Strong, &escape(&captions::heading(page))), page.width);
    for section in sections(page) {
        text.push_str(&format!("\n{}\n", ink.paint(Tone::Strong, &format!("{}:", section.heading.get(page.lang)))));
        section.items.iter().for_each(|item| draw(&mut text, item, page, ink));
        if let Some(remark) = &section.remark {
            wrap::paragraph(&mut text, "  ", 4, remark, page.width);
        }
    }
    text.push('\n');
    for line in [Some(captions::totals(page.diff, page.lang)), captions::faults(page.faults, page.lang)] {
        line.iter().for_each(|line| wrap::paragraph(&mut text, "", 2, line, page.width));
    }
    out.write_all(text.as_bytes())
}

fn draw(out: &mut String, item: &Item, page: &Page<'_>, ink: Ink) {
    let tone = match item.sign {
        Sign::Opened => Tone::Grave(Severity::Warning),
        Sign::Added => Tone::Added,
        Sign::Removed => Tone::Removed,
        Sign::Changed | Sign::Affected => Tone::Caption,
    };
    let sign = format!("  {} ", ink.paint(tone, item.sign.shown()));
    wrap::paragraph(out, &sign, 6, &escape(&item.line), page.width);
    for (number, line) in item.below.iter().enumerate() {
        let first = if item.steps { format!("      {}. ", number + 1) } else { "      ".to_owned() };
        wrap::paragraph(out, &first, 8, &escape(line), page.width);
    }
}
