//! The law for people: a line of counts per clause, and by name the systems that fall short.

use std::io;

use super::super::escape::escape;
use super::super::ink::{Ink, Tone};
use super::super::wrap;
use super::Page;
use crate::diagnostic::Severity;
use crate::lang::{Lang, Words, words};
use crate::survey::coverage::{Clause, Standpoint};

/// Systems named under a clause unless the user asks for all.
const MOST: usize = 5;

/// The heads of the columns of counts, short enough for 80 columns.
static HEADS: [Words; 5] = [
    words("đáp ứng", "met"),
    words("vi phạm", "violated"),
    words("miễn trừ", "waived"),
    words("thiếu cơ sở", "open"),
    words("ngoài diện", "n/a"),
];

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let ink = Ink { on: page.color };
    let mut text = String::new();
    wrap::paragraph(&mut text, "", 0, &ink.paint(Tone::Strong, &page.heading()), page.width);
    let mut document = "";
    for clause in &page.coverage.clauses {
        if clause.document != document {
            document = &clause.document;
            let number = if clause.number.is_empty() { &clause.document } else { &clause.number };
            let title = format!("{} · {}", escape(number), escape(clause.title.get(page.lang)));
            text.push('\n');
            wrap::paragraph(&mut text, "", 2, &ink.paint(Tone::Strong, &title), page.width);
            line(&mut text, page, "", HEADS.map(|head| (*head.get(page.lang)).to_owned()), Tone::Faint);
        }
        draw(&mut text, page, clause);
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    text.push('\n');
    for total in page.totals() {
        wrap::paragraph(&mut text, "", 2, &total, page.width);
    }
    out.write_all(text.as_bytes())
}

/// One line of the table: what it is about on the left, the counts on the right.
fn line(out: &mut String, page: &Page<'_>, left: &str, counts: [String; 5], tone: Tone) {
    let ink = Ink { on: page.color };
    let mut right = String::new();
    for (count, head) in counts.iter().zip(&HEADS) {
        let wide = wrap::width(head.get(page.lang)).max(5) + 2;
        right.push_str(&" ".repeat(wide.saturating_sub(wrap::width(count))));
        right.push_str(count);
    }
    let room = page.width.saturating_sub(wrap::width(&right));
    let lines = wrap::lines(left, room.saturating_sub(2).max(20));
    let (last, above) = lines.split_last().map_or(("", &[][..]), |(last, above)| (last.as_str(), above));
    above.iter().for_each(|part| out.push_str(&format!("  {part}\n")));
    let pad = " ".repeat(room.saturating_sub(2 + wrap::width(last)));
    out.push_str(&format!("  {last}{pad}{}\n", ink.paint(tone, &right)));
}

fn draw(out: &mut String, page: &Page<'_>, clause: &Clause) {
    let counts = page.counts(clause);
    let [_, violated, waived, inconclusive, _] = counts;
    let tone = match (violated, waived + inconclusive) {
        (1.., _) => Tone::Grave(Severity::Error),
        (0, 1..) => Tone::Grave(Severity::Warning),
        (0, 0) => Tone::Faint,
    };
    let place = format!("{} ({})", escape(&clause.at), clause.standing.label().get(page.lang));
    line(out, page, &place, counts.map(|count| count.to_string()), tone);
    for standpoint in [Standpoint::Violated, Standpoint::Waived, Standpoint::Inconclusive] {
        let names: Vec<_> = clause.systems(standpoint, page.coverage.systems.len()).collect();
        if names.is_empty() {
            continue;
        }
        let shown = if page.verbose { names.len() } else { MOST };
        let mut list: Vec<String> = names
            .iter()
            .take(shown)
            .map(|number| escape(&page.coverage.systems[*number].name).into_owned())
            .collect();
        if names.len() > shown {
            list.push(more(names.len() - shown, page.lang));
        }
        let caption = format!("    {}: ", standpoint.label().get(page.lang));
        wrap::paragraph(out, &caption, 6, &list.join(", "), page.width);
    }
}

fn more(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {number} hệ thống khác (thêm -v để xem tất cả)"),
        Lang::En => format!("… and {number} more (-v shows all)"),
    }
}
