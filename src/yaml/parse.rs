//! The parser: a text turned into a [`Tree`], document by document.
//!
//! A document in the usual subset of YAML is scanned in one go (`fast.rs`); any other, and any with a syntax error, is
//! read by the library. The library's character counts become bytes, its errors become faults, and each document
//! gets a fresh parser, so that none can spoil the next. Limits are counted as events come. Nothing here recurses,
//! panics or gives up: every text has a tree, and what is wrong with it is in the tree's faults.

mod build;
mod chunks;
mod fast;
mod input;
mod mapping;
mod near;
mod offsets;
mod place;
mod sections;

use std::ops::Range;

use saphyr_parser::{Event, Parser, Tag};

use self::build::{Builder, Kind, Properties};
use self::input::{Lookahead, Text};
use self::offsets::Offsets;
use super::{Fault, Tree};
use crate::source::SourceId;

/// How deep collections may lie in each other, an alias counted with all that it names.
pub const MAX_DEPTH: usize = 128;

/// How many nodes the aliases of one document may add to those that are written in it.
pub const MAX_EXPANSION: usize = 1_000_000;

/// What the library says of an alias without an anchor. It has then read the alias and can go on.
const UNKNOWN_ANCHOR: &str = "while parsing node, found unknown anchor";

/// What the library says of the 256th bracket inside another.
const TOO_MANY_BRACKETS: &str = "recursion limit exceeded";

/// Reads a text as YAML. All that is wrong with it is in the tree's faults, in the order of the text.
pub fn parse<'s>(source: SourceId, text: &'s str) -> Tree<'s> {
    let mut builder = Builder::new(source, text);
    for document in chunks::documents(text) {
        if !fast::document(&mut builder, text, document.clone()) {
            read_document(&mut builder, text, document);
        }
    }
    builder.finish()
}

/// Only the entries with these keys at the top of a text, each a document of its own with one pair. The text must be
/// known to be one mapping in block form without a fault; anchors may not be shared between entries.
pub fn parse_sections<'s>(source: SourceId, text: &'s str, keys: &[&str]) -> Tree<'s> {
    let mut builder = Builder::new(source, text);
    for section in sections::sections(text, keys) {
        if !fast::document(&mut builder, text, section.clone()) {
            read_document(&mut builder, text, section);
        }
    }
    builder.finish()
}

/// The same tree as [`parse`] gives, by the library alone and some ten times slower; what the fast scanner is
/// measured against, in speed and in every node.
pub fn parse_in_full<'s>(source: SourceId, text: &'s str) -> Tree<'s> {
    let mut builder = Builder::new(source, text);
    chunks::documents(text).into_iter().for_each(|document| read_document(&mut builder, text, document));
    builder.finish()
}

/// The same tree by the fast scanner alone; `None` if some document of the text is not for it.
pub fn parse_fast<'s>(source: SourceId, text: &'s str) -> Option<Tree<'s>> {
    let mut builder = Builder::new(source, text);
    let all = chunks::documents(text).into_iter().all(|document| fast::document(&mut builder, text, document));
    all.then(|| builder.finish())
}

fn read_document(builder: &mut Builder<'_>, text: &str, bytes: Range<usize>) {
    builder.document(bytes.start);
    let document = &text[bytes.clone()];
    if let Some(line) = chunks::overlong_directive(document) {
        let at = builder.span(bytes.start + line.start..bytes.start + line.end);
        builder.fault(Fault::Syntax { at, detail: "this directive is too long".to_owned() });
        return;
    }
    let mut offsets = Offsets::new(document);
    let lookahead = Lookahead::new();
    let mut parser = Parser::new(Text::new(document, &lookahead));
    let mut byte = |marker: &saphyr_parser::Marker| bytes.start + offsets.byte(marker.index());
    // Matched in place: an event is large, and moving it out first costs a tenth of the time.
    while let Some(next) = parser.next_event() {
        lookahead.reset();
        match next {
            Ok((Event::Scalar(value, style, anchor, tag), span)) => {
                let at = byte(&span.start)..byte(&span.end);
                builder.scalar(value, style, properties(anchor, tag.as_deref()), at);
            }
            Ok((Event::SequenceStart(anchor, tag), span)) => {
                let at = byte(&span.start)..byte(&span.end);
                builder.open(Kind::Sequence, properties(anchor, tag.as_deref()), at);
            }
            Ok((Event::MappingStart(anchor, tag), span)) => {
                let at = byte(&span.start)..byte(&span.end);
                builder.open(Kind::Mapping, properties(anchor, tag.as_deref()), at);
            }
            // Only a closing bracket has a length. The others lie somewhere behind the end, or before it.
            Ok((Event::SequenceEnd | Event::MappingEnd, span)) => {
                let at = if span.is_empty() { None } else { Some(byte(&span.start)) };
                let at = at.filter(|at| matches!(text.as_bytes().get(*at), Some(b']' | b'}')));
                if !builder.close(at) {
                    report(builder, text, at.unwrap_or(bytes.end), "this bracket closes nothing");
                    break;
                }
            }
            Ok((Event::Alias(anchor), span)) => builder.alias(anchor, byte(&span.start)..byte(&span.end)),
            Ok((Event::DocumentStart(true), span)) => builder.pass(byte(&span.end)),
            Ok((Event::StreamEnd, _)) => break,
            Ok((Event::Nothing | Event::StreamStart | Event::DocumentStart(false) | Event::DocumentEnd, _)) => {}
            Err(error) if error.info() == UNKNOWN_ANCHOR => {
                builder.unknown_alias(byte(error.marker()), error.info());
            }
            Err(error) => {
                let at = byte(error.marker());
                let cut = lookahead.is_used_up();
                report(builder, text, at, if cut { "this collection is too long" } else { error.info() });
                break;
            }
        }
    }
    builder.close_all();
}

/// Records why a document could not be read to its end: at the character where reading stopped.
fn report(builder: &mut Builder<'_>, text: &str, at: usize, detail: &str) {
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    let at = builder.span(at..at + width);
    if detail != TOO_MANY_BRACKETS {
        builder.fault(Fault::Syntax { at, detail: detail.to_owned() });
    } else if !builder.is_too_deep() {
        builder.fault(Fault::TooDeep { at });
    }
}

fn properties(anchor: usize, tag: Option<&Tag>) -> Properties {
    Properties { anchor, tag: tag.map(|tag| format!("{}{}", tag.handle, tag.suffix).into_boxed_str()) }
}

#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;
