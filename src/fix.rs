//! Edits to new text: pure, comments and style untouched.
//!
//! Only the bytes an edit names change. Fixes that touch the same bytes are not mixed: the first one is
//! made, the rest wait for another run.

use crate::diagnostic::{Diagnostic, Edit};
use crate::finding::Safety;
use crate::source::SourceId;

/// The text of one source after every fix that is safe enough and touches no bytes of an earlier one,
/// and how many of them were made. `None` when nothing changes.
pub fn apply(source: SourceId, text: &str, diagnostics: &[Diagnostic], allowed: Safety) -> Option<(String, usize)> {
    let mut made = 0;
    let mut edits: Vec<&Edit> = Vec::new();
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        let fits = fix.safety <= allowed && fix.edits.iter().all(|edit| edit.at.source == source);
        let free = |edit: &Edit| edits.iter().all(|made| !overlap(edit, made));
        if fits && fix.edits.iter().all(free) {
            edits.extend(&fix.edits);
            made += 1;
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        new.push_str(&text[done..edit.at.start as usize]);
        new.push_str(&edit.with);
        done = edit.at.end as usize;
    }
    new.push_str(&text[done..]);
    (new != text).then_some((new, made))
}

/// Whether two edits cannot both be made: they share bytes, or insert at one place.
fn overlap(a: &Edit, b: &Edit) -> bool {
    let empty_together = a.at.is_empty() && b.at.is_empty() && a.at.start == b.at.start;
    empty_together || (a.at.start < b.at.end && b.at.start < a.at.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Severity};
    use crate::lang::Localized;
    use crate::source::{Origin, Sources, Span};

    fn with(edits: &[(usize, usize, &str)], safety: Safety) -> (Sources, SourceId, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", Origin::Estate, "kind: htpp # giữ nguyên\nlevel: 2\n".into());
        let one = |(start, end, with): &(usize, usize, &str)| Diagnostic {
            rule: "a/b".into(),
            severity: Severity::Error,
            title: Localized::default(),
            message: Localized::default(),
            why: Localized::default(),
            help: Localized::default(),
            at: Span::new(id, *start, *end),
            labels: Vec::new(),
            path: Vec::new(),
            basis: Vec::new(),
            subjects: Vec::new(),
            values: Vec::new(),
            fix: Some(Fix {
                safety,
                edits: vec![Edit { at: Span::new(id, *start, *end), with: (*with).to_owned() }],
            }),
            accepted: None,
        };
        let diagnostics = edits.iter().map(one).collect();
        (sources, id, diagnostics)
    }

    fn fixed(edits: &[(usize, usize, &str)], safety: Safety, allowed: Safety) -> Option<String> {
        let (sources, id, diagnostics) = with(edits, safety);
        apply(id, &sources.get(id).text, &diagnostics, allowed).map(|(text, _)| text)
    }

    #[test]
    fn only_the_named_bytes_change() {
        let new = fixed(&[(6, 10, "http")], Safety::Safe, Safety::Safe).expect("a change");
        assert_eq!(new, "kind: http # giữ nguyên\nlevel: 2\n");
    }

    #[test]
    fn of_overlapping_fixes_the_first_is_made() {
        let new = fixed(&[(6, 10, "http"), (8, 10, "XX")], Safety::Safe, Safety::Safe).expect("a change");
        assert!(new.starts_with("kind: http #"), "{new}");
    }

    #[test]
    fn unsafe_fixes_wait_until_they_are_allowed() {
        assert_eq!(fixed(&[(6, 10, "http")], Safety::Unsafe, Safety::Safe), None);
        assert!(fixed(&[(6, 10, "http")], Safety::Unsafe, Safety::Unsafe).is_some());
    }
}
