//! Text to spanned nodes.
//!
//! The one reader of YAML: descriptions, rule files and settings pass through here and come out as a
//! [`Tree`] in which every key and value knows its bytes. All faults of a file are collected; nothing
//! stops at the first. This room knows no noun, no rule and no words: a fault is data ([`Fault`]).
//! It never reads a file and never panics on any text.

mod parse;
mod tree;

pub use parse::{MAX_DEPTH, MAX_EXPANSION, parse, parse_fast, parse_in_full, parse_sections};
pub use tree::{Data, NodeId, Pair, Style, Tree};

use crate::source::Span;

/// What is wrong with a text as YAML. A place and names, no sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The text is not YAML; the rest of its document was not read.
    Syntax {
        /// Where reading stopped.
        at: Span,
        /// What the parser said, in its own English words.
        detail: String,
    },
    /// One mapping has a key twice. The first one counts.
    DuplicateKey {
        /// The later key.
        at: Span,
        /// The key that was there before.
        first: Span,
        /// The key's text.
        key: String,
    },
    /// Nesting deeper than [`MAX_DEPTH`]; what is deeper was not read.
    TooDeep {
        /// The collection that is one too deep.
        at: Span,
    },
    /// Aliases would expand the document beyond [`MAX_EXPANSION`] nodes.
    TooManyAliases {
        /// The alias that goes too far; it was read as nothing.
        at: Span,
    },
    /// An alias inside the very node that its anchor names.
    RecursiveAlias {
        /// The alias; it was read as nothing.
        at: Span,
    },
    /// A merge key (`<<`) whose value is not a mapping or a list of mappings.
    BadMerge {
        /// The value.
        at: Span,
    },
    /// A mapping's key that is not a scalar.
    ComplexKey {
        /// The key; its pair was left out.
        at: Span,
    },
}

impl Fault {
    /// Where it is.
    pub fn at(&self) -> Span {
        match self {
            Self::Syntax { at, .. }
            | Self::DuplicateKey { at, .. }
            | Self::TooDeep { at }
            | Self::TooManyAliases { at }
            | Self::RecursiveAlias { at }
            | Self::BadMerge { at }
            | Self::ComplexKey { at } => *at,
        }
    }
}
