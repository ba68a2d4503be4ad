//! A cell of a table for spreadsheets.

use super::escape::escape;

/// A text that no spreadsheet takes for a formula, in whichever width its first sign is written.
pub(super) fn cell(text: &str) -> String {
    let text = escape(text);
    match text.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\u{3000}＋1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("\t=1"), "\\t=1", "a tab is spelt out");
        assert_eq!(cell("cấp độ = 3"), "cấp độ = 3");
    }
}
