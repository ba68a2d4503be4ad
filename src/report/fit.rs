//! Fits one line of a source into the columns there are.
//!
//! The result is harmless to print: unsafe characters are spelt out, tabs expanded, and what does not fit
//! around the place of interest is replaced by `…`. It remembers where each byte went. The work depends on
//! the columns, never on the length of the line, so that a file of one endless line stays cheap.

use std::ops::Range;

use super::escape;
use super::wrap::{char_width, width};

/// Columns between two tab stops.
const TAB: usize = 4;
/// What stands for the part left out.
const CUT: char = '…';

/// A line as it is shown.
#[derive(Debug)]
pub(super) struct Fitted {
    /// The shown text.
    pub text: String,
    /// Each shown character: its byte in the line, its byte in `text`; the last entry is the end.
    stops: Vec<(usize, usize)>,
    /// Whether something was left out at the end.
    cut: bool,
}

impl Fitted {
    /// Where a byte of the line is in the shown text; `None` when it was cut off.
    pub(super) fn place(&self, byte: usize) -> Option<usize> {
        let after = self.stops.partition_point(|stop| stop.0 < byte);
        let (first, found) = (self.stops.first()?, self.stops.get(after)?);
        let seen = byte >= first.0 && !(self.cut && after + 1 == self.stops.len());
        seen.then_some(found.1)
    }

    /// Where a byte is, or the nearer end of what is shown.
    pub(super) fn nearest(&self, byte: usize) -> usize {
        let after = self.stops.partition_point(|stop| stop.0 < byte);
        self.stops.get(after).or(self.stops.last()).map_or(0, |stop| stop.1)
    }
}

/// One character before it is shown.
struct Cell {
    byte: usize,
    column: usize,
    wide: usize,
    shown: Result<char, String>,
}

/// Shows a line in at most `columns`, so that the bytes of `focus` are seen and `room` columns stay free to
/// the right of where they begin to end.
pub(super) fn fit(line: &str, focus: Range<usize>, room: usize, columns: usize) -> Fitted {
    let reach = columns * 8;
    let from = line.floor_char_boundary(focus.start.saturating_sub(reach));
    let to = line.floor_char_boundary(focus.start.saturating_add(reach));
    let (cells, total) = cells(line, from..to);
    let column =
        |byte: usize| cells.get(cells.partition_point(|cell| cell.byte < byte)).map_or(total, |cell| cell.column);
    let (start, end) = (column(focus.start), column(focus.end.min(to)).max(column(focus.start) + 1));
    let (cut_before, cut_after) = (from > 0, to < line.len());
    let fits = !cut_before && !cut_after && total <= columns && (room == 0 || end + room <= columns);
    let low = if fits { 0 } else { (end + room + 2).saturating_sub(columns).min(start.saturating_sub(2)) };
    show(&cells, low, columns, (cut_before, cut_after), to)
}

/// Draws the cells from a column on, as many as fit.
fn show(cells: &[Cell], low: usize, columns: usize, cut: (bool, bool), end: usize) -> Fitted {
    let mut fitted = Fitted { text: String::new(), stops: Vec::new(), cut: false };
    let mut used = 0;
    if low > 0 || cut.0 {
        fitted.text.push(CUT);
        used = 1;
    }
    let mut first = cells.partition_point(|cell| cell.column < low);
    // A mark that belongs to a letter left out must not sit on the sign for the cut.
    while low > 0 && cells.get(first).is_some_and(|cell| cell.wide == 0) {
        first += 1;
    }
    let rest: usize = cells[first..].iter().map(|cell| cell.wide).sum();
    let whole = !cut.1 && used + rest <= columns;
    let limit = if whole { columns } else { columns.saturating_sub(1) };
    let mut after = end;
    for cell in &cells[first..] {
        used += cell.wide;
        if used > limit {
            after = cell.byte;
            break;
        }
        fitted.stops.push((cell.byte, fitted.text.len()));
        match &cell.shown {
            Ok(c) => fitted.text.push(*c),
            Err(escaped) => fitted.text.push_str(escaped),
        }
    }
    fitted.stops.push((after, fitted.text.len()));
    fitted.cut = !whole;
    if fitted.cut {
        fitted.text.push(CUT);
    }
    fitted
}

/// The characters of a part of a line with the columns they take, and the columns of all of them.
fn cells(line: &str, part: Range<usize>) -> (Vec<Cell>, usize) {
    let mut column = 0;
    let from = part.start;
    let cells = line[part]
        .char_indices()
        // A byte-order mark is how the file is written, not what it says.
        .filter(|(at, c)| !(from + at == 0 && *c == '\u{feff}'))
        .map(|(at, c)| {
            let shown = match c {
                '\t' => Err(" ".repeat(TAB - column % TAB)),
                c if escape::is_unsafe(c) => {
                    let mut escaped = String::new();
                    escape::push(&mut escaped, c);
                    Err(escaped)
                }
                c => Ok(c),
            };
            let wide = shown.as_ref().map_or_else(|escaped| width(escaped), |c| char_width(*c));
            let cell = Cell { byte: from + at, column, wide, shown };
            column += wide;
            cell
        })
        .collect();
    (cells, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_fits_is_whole_and_keeps_its_places() {
        let fitted = fit("tên: \"Ngữ\"\tx", 6..12, 0, 40);
        assert_eq!(fitted.text, "tên: \"Ngữ\"  x");
        assert_eq!(fitted.place(6), Some(6));
        assert_eq!(fitted.place(15), Some(16), "the letter after the tab");
        assert_eq!(fitted.place(99), None);
        assert_eq!(fitted.nearest(99), fitted.text.len());
    }

    #[test]
    fn a_long_line_is_cut_around_the_focus() {
        let line = "0123456789".repeat(10);
        assert_eq!(fit(&line, 0..3, 0, 20).text, "0123456789012345678…");
        assert_eq!(fit(&line, 50..53, 0, 20).text, "…567890123456789012…");
        for columns in [10, 20, 33, 99, 100, 101] {
            for start in 0..100 {
                let fitted = fit(&line, start..start + 1, 3, columns);
                assert!(width(&fitted.text) <= columns, "{columns} {start} {}", fitted.text);
                let at = fitted.place(start).expect("the focus is shown");
                assert_eq!(fitted.text[at..].chars().next(), line[start..].chars().next());
            }
        }
    }

    #[test]
    fn unsafe_characters_are_spelt_out_under_their_place() {
        let fitted = fit("a\u{1b}b\u{202e}c", 6..7, 0, 40);
        assert_eq!(fitted.text, "a\\u{1B}b\\u{202E}c");
        assert_eq!(&fitted.text[fitted.place(6).unwrap()..], "c");
    }
}
