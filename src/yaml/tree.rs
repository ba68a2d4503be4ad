//! The spanned node tree: what a YAML text says, with the bytes that say it.
//!
//! Nodes lie in one arena per file and borrow their text from the source wherever the source already
//! has the wanted characters. Aliases are resolved to the node they name; merge keys are merged.

use std::borrow::Cow;

use super::Fault;
use crate::source::Span;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data<'s> {
    /// A single value as text.
    Scalar {
        /// The text after quotes, escapes and folding are taken away.
        text: Cow<'s, str>,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<NodeId>),
    /// Keys and values in the order of the text, keys unique, merge keys merged after the own ones.
    Mapping(Vec<Pair>),
}

/// A value of the text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'s> {
    /// The bytes of the value: a scalar with its quotes, a collection from its first to its last element.
    pub span: Span,
    /// What it holds.
    pub data: Data<'s>,
    /// The tag as written after the handle was expanded (`tag:yaml.org,2002:str`), if any.
    pub tag: Option<Box<str>>,
}

/// One file's documents.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tree<'s> {
    pub(super) nodes: Vec<Node<'s>>,
    /// The text as a whole.
    pub(super) text: &'s str,
    /// The root of each document, in order. Documents without content have no root.
    pub documents: Vec<NodeId>,
    /// Everything that is wrong with the text as YAML, in the order of the text.
    pub faults: Vec<Fault>,
}

impl<'s> Tree<'s> {
    /// The node behind an id of this tree.
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id.0 as usize]
    }

    /// Every node, in no order that says anything.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'s>> {
        self.nodes.iter()
    }

    /// Where a node was written.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// The bytes at a place of the text.
    pub fn bytes(&self, at: Span) -> &'s str {
        &self.text[at.start as usize..at.end as usize]
    }

    /// The text of a scalar; `None` for a collection.
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The pairs of a mapping; `None` for anything else.
    pub fn mapping(&self, id: NodeId) -> Option<&[Pair]> {
        match &self.node(id).data {
            Data::Mapping(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The items of a list; `None` for anything else.
    pub fn sequence(&self, id: NodeId) -> Option<&[NodeId]> {
        match &self.node(id).data {
            Data::Sequence(items) => Some(items),
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

    /// Whether a scalar is YAML's null: plain and empty, `~` or `null`.
    pub fn is_null(&self, id: NodeId) -> bool {
        match &self.node(id).data {
            Data::Scalar { text, style: Style::Plain } => matches!(&**text, "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// Whether a scalar was written without quotes, so that it may be a number or a truth value.
    pub fn is_plain(&self, id: NodeId) -> bool {
        matches!(&self.node(id).data, Data::Scalar { style: Style::Plain, .. })
    }
}
