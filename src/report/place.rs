//! How a place is written: `path:line:column`, one word that terminals and editors can follow.

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
