//! Columns: how wide a text is on a terminal, and how it is broken into lines.
//!
//! It breaks only at spaces, so that a path or an id stays one clickable word however long it is.

use unicode_width::UnicodeWidthChar;

/// The columns one character fills. Tabs and controls never come here: they are escaped or expanded first.
pub(super) fn char_width(c: char) -> usize {
    match c {
        // Nearly all there is, Vietnamese letters included: a look into the tables takes ten times as long.
        ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 1,
        c => c.width().unwrap_or(0),
    }
}

/// The columns a text fills; our own colour codes fill none.
pub(super) fn width(text: &str) -> usize {
    let mut coloured = false;
    let mut columns = 0;
    for c in text.chars() {
        match c {
            '\u{1b}' => coloured = true,
            'm' if coloured => coloured = false,
            _ if coloured => {}
            c => columns += char_width(c),
        }
    }
    columns
}

/// Breaks a text into lines of at most `columns`, the first of at most `first`, where its words allow. A first
/// line too short for the first word stays empty.
fn broken(text: &str, first: usize, columns: usize) -> Vec<String> {
    let mut done = Vec::new();
    let mut line = String::new();
    let (mut used, mut room) = (0, first);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        let starts = used == 0;
        if used + usize::from(!starts) + wide > room && !(starts && room >= columns) {
            done.push(std::mem::take(&mut line));
            (used, room) = (0, columns);
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += wide;
    }
    done.push(line);
    done
}

/// Breaks a text into lines of at most `columns` where its words allow.
pub fn lines(text: &str, columns: usize) -> Vec<String> {
    broken(text, columns, columns)
}

/// Appends a paragraph: `first` opens its first line, later lines are indented by `indent` columns.
pub(super) fn paragraph(out: &mut String, first: &str, indent: usize, text: &str, columns: usize) {
    let room = columns.saturating_sub(indent).max(1);
    let beside = columns.saturating_sub(width(first)).min(room);
    for (number, line) in broken(text, beside, room).iter().enumerate() {
        match number {
            0 if line.is_empty() => out.push_str(first.trim_end()),
            0 => out.push_str(first),
            _ => out.push_str(&" ".repeat(indent)),
        }
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_known_to_be_narrow_are() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(char_width(c), c.width().unwrap_or(0), "{c:?}");
        }
    }

    #[test]
    fn marks_and_colours_fill_nothing_and_wide_letters_fill_two() {
        assert_eq!(width("Ngữ"), 3);
        assert_eq!(width("Ngu\u{31b}\u{303}"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("\u{1b}[1;31mlỗi\u{1b}[0m"), 3);
    }

    #[test]
    fn a_paragraph_hangs_under_its_opening() {
        let mut out = String::new();
        paragraph(&mut out, "help: ", 6, "một hai ba bốn", 13);
        assert_eq!(out, "help: một hai\n      ba bốn\n");
        out.clear();
        paragraph(&mut out, "error[a/b]: ", 4, "một hai ba bốn", 17);
        assert_eq!(out, "error[a/b]: một\n    hai ba bốn\n");
        out.clear();
        paragraph(&mut out, "error[a/long-one]: ", 4, "một-hai-ba bốn", 17);
        assert_eq!(out, "error[a/long-one]:\n    một-hai-ba\n    bốn\n");
    }
}
