//! Shows a mechanical mend: the lines as they are and as they would be.
//!
//! Only what changes is shown. Nothing is written here; applying a mend is another room's work.

use super::captions;
use super::fit::fit;
use super::ink::{Ink, Tone};
use super::place;
use crate::diagnostic::{Edit, Fix};
use crate::lang::Lang;
use crate::source::{Sources, Span};

/// Lines of one mend shown at most, of either kind.
const MOST: usize = 12;
/// Bytes of a line read on either side of a change.
const REACH: isize = 1024;
/// Columns before the text of a line: the indent and the sign.
const INDENT: usize = 6;

/// Edits on neighbouring lines, as lines before and after.
struct Hunk {
    at: Span,
    removed: Vec<String>,
    added: Vec<String>,
}

/// Appends the mend; `at` is the place of its finding, which is not repeated.
pub(super) fn show(out: &mut String, fix: &Fix, at: Span, sources: &Sources, look: (Ink, usize, Lang)) {
    let (ink, columns, lang) = look;
    let caption = format!("{}:", captions::fix(fix.safety).get(lang));
    out.push_str(&format!("  {}\n", ink.paint(Tone::Caption, &caption)));
    let here = place::line(sources, at);
    for hunk in hunks(&fix.edits, sources) {
        if place::line(sources, hunk.at) != here {
            out.push_str(&format!("    {}\n", place::full(sources, hunk.at)));
        }
        let focus = focus(&hunk);
        for (sign, tone, lines) in [('-', Tone::Removed, &hunk.removed), ('+', Tone::Added, &hunk.added)] {
            for line in lines.iter().take(MOST) {
                let fitted = fit(line, focus..focus, 0, columns.saturating_sub(INDENT));
                let shown = ink.paint(tone, &format!("{sign} {}", fitted.text));
                out.push_str(&format!("    {}\n", shown.trim_end()));
            }
            if lines.len() > MOST {
                out.push_str(&format!("      {}\n", captions::more_lines(lines.len() - MOST, lang)));
            }
        }
    }
}

/// The byte of a changed line that should be seen: where one line begins to differ from its successor.
fn focus(hunk: &Hunk) -> usize {
    let ([before], [after]) = (&hunk.removed[..], &hunk.added[..]) else { return 0 };
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    before.floor_char_boundary(same).min(after.floor_char_boundary(same))
}

/// The edits gathered by the lines they touch.
fn hunks(edits: &[Edit], sources: &Sources) -> Vec<Hunk> {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    let mut groups: Vec<Vec<&Edit>> = Vec::new();
    for edit in edits {
        let joins = |last: &&Edit| {
            last.at.source == edit.at.source && sources.end_position(last.at).line >= sources.position(edit.at).line
        };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(joins) => group.push(edit),
            _ => groups.push(vec![edit]),
        }
    }
    groups.iter().map(|group| hunk(group, sources)).collect()
}

/// The lines one group of edits touches, before and after, without those that stay.
fn hunk(group: &[&Edit], sources: &Sources) -> Hunk {
    let first = group[0].at;
    let end = group.iter().map(|edit| edit.at.end).max().unwrap_or(first.end);
    let source = sources.get(first.source);
    let starts = source.line_starts();
    let line = |byte: u32| starts.partition_point(|start| *start <= byte);
    let from = starts[line(first.start) - 1] as usize;
    let to = starts.get(line(end)).map_or(source.text.len(), |next| *next as usize);
    // A line may be the whole file; only its neighbourhood is copied.
    let near =
        |byte: u32, reach: isize| source.text.floor_char_boundary((byte as usize).saturating_add_signed(reach));
    let (whole, from) = (from, from.max(near(first.start, -REACH)));
    let to = to.min(near(end, REACH));
    let before = &source.text[from..to];
    let (mut after, mut done) = (String::with_capacity(before.len()), from);
    // Edits do not overlap; should they, the later one is not shown rather than torn.
    for edit in group {
        if (edit.at.start as usize) < done {
            continue;
        }
        after.push_str(&source.text[done..edit.at.start as usize]);
        after.push_str(&edit.with);
        done = edit.at.end as usize;
    }
    after.push_str(&source.text[done..to]);
    let (mut removed, mut added) = (split(before), split(&after));
    while removed.last().is_some() && removed.last() == added.last() {
        removed.pop();
        added.pop();
    }
    let same = removed.iter().zip(&added).take_while(|(a, b)| a == b).count();
    removed.drain(..same);
    added.drain(..same);
    let indent = removed.iter().chain(&added).filter(|line| !line.trim().is_empty());
    let indent = indent.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let cut = if from > whole { "…" } else { "" };
    let dedent = |lines: Vec<&str>| {
        lines.iter().map(|line| format!("{cut}{}", line.get(indent..).unwrap_or(""))).collect::<Vec<_>>()
    };
    Hunk { at: first, removed: dedent(removed), added: dedent(added) }
}

fn split(text: &str) -> Vec<&str> {
    text.split('\n').map(|line| line.trim_end_matches('\r')).collect()
}
