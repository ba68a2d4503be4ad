//! The transcription of the framework that may lie beside the working copy, as tables.
//!
//! Tests compare with it where it is present and say plainly when they skip; nothing of it is copied here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// The rows of a table beside the working copy, or nothing where it is missing.
pub fn table(name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/framework").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: {name} is not beside this working copy");
        return None;
    };
    let mut rows = records(&text).into_iter();
    let header = rows.next().expect("a table has a header row");
    let named = rows.map(|row| {
        assert_eq!(row.len(), header.len(), "{name}: a row of another width");
        header.iter().cloned().zip(row).collect()
    });
    Some(named.collect())
}

/// RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. Texts come back in NFC, with the
/// non-breaking hyphen of the source made an ordinary one.
pub fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.nfc().map(|c| if c == '\u{2011}' { '-' } else { c }).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            letter => field.push(letter),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}
