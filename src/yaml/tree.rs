//! The spanned node tree: what a YAML text says, with the bytes that say it.
//!
//! Nodes lie in one arena per file, their items and pairs in two more, and their text is the source's wherever that
//! already has the wanted characters. Aliases are resolved to the node they name; merge keys are merged.

use std::ops::Range;

use super::Fault;
use crate::source::{Place, SourceId, Span};

/// A node's place in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// How a scalar was written; a quoted one is always text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a truth value, null or text.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A literal (`|`) or folded (`>`) block.
    Block,
}

/// One key and its value in a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The key; always a scalar.
    pub key: NodeId,
    /// The value.
    pub value: NodeId,
}

/// What a node holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data<'t> {
    /// A single value as text.
    Scalar {
        /// The text after quotes, escapes and folding are taken away.
        text: &'t str,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(&'t [NodeId]),
    /// Keys and values in the order of the text, keys unique, merge keys merged after the own ones.
    Mapping(&'t [Pair]),
}

/// A value of the text and its place. It owns nothing, so that an arena of them is gone at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'s> {
    /// Where it begins and ends: a scalar with its quotes, a collection from its first to its last element.
    pub place: Place,
    pub held: Held<'s>,
}

/// Where the tree keeps what a node holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'s> {
    /// A piece of the text.
    Source(&'s str, Style),
    /// One of the copies: the text has not the wanted characters side by side.
    Copy(u32, Style),
    /// Some of the items.
    Sequence(Slice),
    /// Some of the pairs.
    Mapping(Slice),
}

/// So many from the first one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice {
    first: u32,
    count: u32,
}

impl Slice {
    pub const EMPTY: Self = Self { first: 0, count: 0 };

    pub fn new(range: Range<usize>) -> Self {
        let narrow = |number| u32::try_from(number).expect("nobody has memory for more");
        Self { first: narrow(range.start), count: narrow(range.len()) }
    }

    fn range(self) -> Range<usize> {
        self.first as usize..self.first as usize + self.count as usize
    }
}

/// One file's documents.
#[derive(Debug)]
pub struct Tree<'s> {
    pub(super) source: SourceId,
    /// The text as a whole.
    pub(super) text: &'s str,
    pub(super) nodes: Vec<Node<'s>>,
    /// The texts of scalars that the source has not as they are.
    pub(super) copies: Vec<String>,
    /// The items of all lists.
    pub(super) items: Vec<NodeId>,
    /// The pairs of all mappings.
    pub(super) pairs: Vec<Pair>,
    /// The nodes with a tag, in order, with the tag as written after the handle was expanded.
    pub(super) tags: Vec<(NodeId, Box<str>)>,
    /// The root of each document, in order. Documents without content have no root.
    pub documents: Vec<NodeId>,
    /// Everything that is wrong with the text as YAML, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Two trees are equal when they say the same at the same places, wherever they keep it.
impl PartialEq for Tree<'_> {
    fn eq(&self, other: &Self) -> bool {
        let node = |id| self.span(id) == other.span(id) && self.data(id) == other.data(id);
        (&self.text, &self.documents, &self.faults, &self.tags)
            == (&other.text, &other.documents, &other.faults, &other.tags)
            && self.nodes.len() == other.nodes.len()
            && self.ids().all(node)
    }
}

impl Eq for Tree<'_> {}

impl<'s> Tree<'s> {
    /// A tree of a text with nothing in it.
    pub(crate) fn new(source: SourceId, text: &'s str) -> Self {
        Self {
            source,
            text,
            nodes: Vec::new(),
            copies: Vec::new(),
            items: Vec::new(),
            pairs: Vec::new(),
            tags: Vec::new(),
            documents: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Every node, in no order that says anything.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id.0 as usize]
    }

    /// What a node holds.
    #[inline]
    pub fn data(&self, id: NodeId) -> Data<'_> {
        match self.node(id).held {
            Held::Source(text, style) => Data::Scalar { text, style },
            Held::Copy(number, style) => Data::Scalar { text: &self.copies[number as usize], style },
            Held::Sequence(slice) => Data::Sequence(&self.items[slice.range()]),
            Held::Mapping(slice) => Data::Mapping(&self.pairs[slice.range()]),
        }
    }

    /// The tag of a node after its handle was expanded (`tag:yaml.org,2002:str`), if it has one.
    pub fn tag(&self, id: NodeId) -> Option<&str> {
        // Hardly any text has one.
        let at = if self.tags.is_empty() { None } else { self.tags.binary_search_by_key(&id, |(id, _)| *id).ok() };
        at.map(|at| &*self.tags[at].1)
    }

    /// Where a node was written.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).place.of(self.source)
    }

    /// The bytes at a place of the text.
    pub fn bytes(&self, at: Span) -> &'s str {
        &self.text[at.start as usize..at.end as usize]
    }

    /// The text of a scalar; `None` for a collection.
    #[inline]
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match self.node(id).held {
            Held::Source(text, _) => Some(text),
            Held::Copy(number, _) => Some(&self.copies[number as usize]),
            Held::Sequence(_) | Held::Mapping(_) => None,
        }
    }

    /// The pairs of a mapping; `None` for anything else.
    pub fn mapping(&self, id: NodeId) -> Option<&[Pair]> {
        match self.node(id).held {
            Held::Mapping(slice) => Some(&self.pairs[slice.range()]),
            _ => None,
        }
    }

    /// The items of a list; `None` for anything else.
    pub fn sequence(&self, id: NodeId) -> Option<&[NodeId]> {
        match self.node(id).held {
            Held::Sequence(slice) => Some(&self.items[slice.range()]),
            _ => None,
        }
    }

    /// The text of a mapping's key.
    pub fn key(&self, pair: Pair) -> &str {
        self.scalar(pair.key).expect("keys are scalars")
    }

    /// The pair of a key in a mapping; `None` when the node is no mapping or lacks the key.
    pub fn get(&self, id: NodeId, key: &str) -> Option<Pair> {
        self.mapping(id)?.iter().copied().find(|pair| self.key(*pair) == key)
    }

    /// The text of a scalar without quotes, which may be a number or a truth value; `None` for anything else.
    #[inline]
    pub fn plain(&self, id: NodeId) -> Option<&str> {
        match self.node(id).held {
            Held::Source(text, Style::Plain) => Some(text),
            Held::Copy(number, Style::Plain) => Some(&self.copies[number as usize]),
            _ => None,
        }
    }

    /// Whether a scalar is YAML's null: plain and empty, `~` or `null`.
    pub fn is_null(&self, id: NodeId) -> bool {
        matches!(self.plain(id), Some("" | "~" | "null" | "Null" | "NULL"))
    }
}
