//! How a place is written: `path:line:column`, one word that terminals and editors can follow, and as numbers for
//! machines.

use super::escape::escape;
use crate::source::{Sources, Span};

/// Where a span begins.
pub(super) fn full(sources: &Sources, at: Span) -> String {
    let position = sources.position(at);
    format!("{}:{}:{}", escape(&sources.get(at.source).path), position.line, position.column)
}

/// The line a span begins on.
pub(super) fn line(sources: &Sources, at: Span) -> String {
    format!("{}:{}", escape(&sources.get(at.source).path), sources.position(at).line)
}

/// A place in numbers: lines and columns count from 1, columns in characters, the end column is one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Region {
    /// The region of a span.
    pub(super) fn of(sources: &Sources, at: Span) -> Self {
        let (start, end) = (sources.position(at), sources.end_position(at));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }

    /// The last line it covers a character of: a region up to a line's first column does not reach into that line.
    pub(super) fn last_line(self) -> usize {
        if self.end_column == 1 && self.end_line > self.line { self.end_line - 1 } else { self.end_line }
    }
}
