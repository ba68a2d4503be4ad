//! A proving walk as a Mermaid diagram.
//!
//! Names become labels only; ids are numbers of ours, so that no name is syntax.

use std::fmt::Write;

use super::escape::escape;
use crate::diagnostic::PathHop;
use crate::lang::Lang;

/// Hops drawn at most: beyond it a picture says less than the list.
const MOST: usize = 60;

/// The diagram in its fence; nothing where there is no walk or too long a one.
pub(super) fn diagram(path: &[PathHop], lang: Lang) -> Option<String> {
    if path.is_empty() || path.len() > MOST {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut edges = String::new();
    let mut number = |name| {
        names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        })
    };
    for hop in path {
        let (from, to) = (number(&hop.from), number(&hop.to));
        let label = label(hop.label.get(lang));
        writeln!(edges, "  n{from} -->|\"{label}\"| n{to}").expect("a String takes every text");
    }
    let mut out = String::from("```mermaid\nflowchart LR\n");
    for (number, name) in names.iter().enumerate() {
        writeln!(out, "  n{number}[\"{}\"]", label(name)).expect("a String takes every text");
    }
    out.push_str(&edges);
    out.push_str("```\n");
    Some(out)
}

/// A text inside quotes: what is neither letter nor harmless sign becomes one of Mermaid's own character references.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Mermaid refuses a label without text.
    let text = if text.is_empty() { " " } else { text };
    for c in escape(text).chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | '/' | '-' | '→' | '(' | ')') || combining(c) {
            out.push(c);
        } else {
            write!(out, "#{};", u32::from(c)).expect("a String takes every text");
        }
    }
    out
}

/// The marks that Vietnamese letters are composed with.
fn combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
