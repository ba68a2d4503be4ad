//! Events to nodes: the arena, the open collections, anchors and limits.
//!
//! The builder keeps its own stack, so that no nesting of the text becomes a nesting of calls. It takes events
//! with byte offsets and never looks at the library. Whatever arrives, every collection it began can be closed,
//! so what was read before an error stays.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashSet;
use saphyr_parser::ScalarStyle;

use super::mapping::{Context, Entry};
use super::place::{Before, Placed};
use super::{MAX_DEPTH, MAX_EXPANSION, place};
use crate::source::{SourceId, Span};
use crate::yaml::tree::{Held, Node, Slice};
use crate::yaml::{Fault, NodeId, Pair, Style, Tree};

/// Which of the two collections.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sequence,
    Mapping,
}

/// What may stand before a value.
#[derive(Default)]
pub(super) struct Properties {
    /// The library's number of the anchor; 0 for none.
    pub(super) anchor: usize,
    /// The expanded tag.
    pub(super) tag: Option<Box<str>>,
}

impl Properties {
    fn any(&self) -> bool {
        self.anchor > 0 || self.tag.is_some()
    }
}

/// A collection that has begun and not ended.
struct Frame {
    node: NodeId,
    kind: Kind,
    start: usize,
    /// Whether it began with a bracket.
    bracket: bool,
    /// Where its last element so far ends.
    end: usize,
    anchor: usize,
    /// Where its elements begin on the stack of items or entries.
    base: usize,
    /// The value of `Builder::expanded` before it.
    expanded: usize,
    /// The most collections below it, one inside the other.
    height: usize,
    /// In a mapping: the key that waits for its value.
    key: Key,
}

/// The state of a mapping between two elements.
#[derive(Clone, Copy)]
enum Key {
    Awaited,
    Read(NodeId, Span),
    /// It was reported; its value is read and left out.
    Unusable,
}

/// A collection too deep to be read; it stays empty.
struct Skipped {
    node: NodeId,
    start: usize,
    /// How many collections are open in it, itself included.
    open: usize,
}

/// What an anchor names.
#[derive(Clone, Copy)]
enum Anchored {
    /// Nothing that was read.
    Nothing,
    /// A collection that is still open.
    Open,
    Node {
        node: NodeId,
        weight: usize,
        height: usize,
    },
}

/// How many of each a tree has, between two documents.
pub(super) struct Progress {
    nodes: usize,
    copies: usize,
    items: usize,
    pairs: usize,
    tags: usize,
    documents: usize,
    faults: usize,
}

pub(super) struct Builder<'s> {
    source: SourceId,
    text: &'s str,
    tree: Tree<'s>,
    frames: Vec<Frame>,
    items: Vec<NodeId>,
    entries: Vec<Entry>,
    /// The pairs of the mapping that ends.
    pairs: Vec<Pair>,
    faults: Vec<Fault>,
    skipped: Option<Skipped>,
    anchors: Vec<Anchored>,
    lost: FxHashSet<NodeId>,
    /// Where the last thing read ends.
    read_to: usize,
    /// Nodes of this document so far, those behind aliases counted at each alias.
    expanded: usize,
    /// The part of `expanded` that aliases added.
    aliased: usize,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: SourceId, text: &'s str) -> Self {
        assert!(u32::try_from(text.len()).is_ok(), "a source is smaller than 4 GiB");
        let mut tree = Tree::new(source, text);
        // A little more than what usual descriptions need.
        tree.nodes.reserve(text.len() / 10);
        tree.pairs.reserve(text.len() / 24);
        tree.items.reserve(text.len() / 64);
        Self {
            source,
            text,
            tree,
            frames: Vec::with_capacity(16),
            items: Vec::with_capacity(64),
            entries: Vec::with_capacity(64),
            pairs: Vec::with_capacity(32),
            faults: Vec::new(),
            skipped: None,
            anchors: Vec::new(),
            lost: FxHashSet::default(),
            read_to: 0,
            expanded: 0,
            aliased: 0,
        }
    }

    /// Begins a document: anchors and limits are per document.
    pub(super) fn document(&mut self, start: usize) {
        self.anchors.clear();
        self.lost.clear();
        (self.expanded, self.aliased) = (0, 0);
        self.read_to = start;
    }

    /// How far the tree has grown.
    pub(super) fn progress(&self) -> Progress {
        let Tree { nodes, copies, items, pairs, tags, documents, .. } = &self.tree;
        Progress {
            nodes: nodes.len(),
            copies: copies.len(),
            items: items.len(),
            pairs: pairs.len(),
            tags: tags.len(),
            documents: documents.len(),
            faults: self.faults.len(),
        }
    }

    /// Forgets a document that was begun after this progress.
    pub(super) fn back_to(&mut self, progress: &Progress) {
        self.tree.nodes.truncate(progress.nodes);
        self.tree.copies.truncate(progress.copies);
        self.tree.items.truncate(progress.items);
        self.tree.pairs.truncate(progress.pairs);
        self.tree.tags.truncate(progress.tags);
        self.tree.documents.truncate(progress.documents);
        self.faults.truncate(progress.faults);
        self.frames.clear();
        self.items.clear();
        self.entries.clear();
    }

    /// Something without a node, such as `---`, ends here.
    pub(super) fn pass(&mut self, end: usize) {
        self.read_to = self.read_to.max(end);
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Whether the place being read is too deep, which was reported.
    pub(super) fn is_too_deep(&self) -> bool {
        self.skipped.is_some()
    }

    pub(super) fn span(&self, at: Range<usize>) -> Span {
        // Narrow enough: no text is longer, which was looked at once.
        Span { source: self.source, start: at.start as u32, end: at.end as u32 }
    }

    /// The finished tree.
    pub(super) fn finish(mut self) -> Tree<'s> {
        self.faults.sort_by_key(|fault| (fault.at().start, fault.at().end));
        self.tree.faults = self.faults;
        self.tree
    }

    pub(super) fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        properties: Properties,
        at: Range<usize>,
    ) {
        let before = Before { read_to: self.read_to, properties: properties.any(), key: self.awaits_key() };
        let Placed { at, content } = place::scalar(self.text, &value, style, before, at);
        let void = at.is_empty() && !properties.any();
        self.read_to = self.read_to.max(at.end);
        if self.skipped.is_some() {
            return;
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let held = match self.text.get(content..content + value.len()) {
            Some(same) if same == value => Held::Source(same, style),
            _ => self.copied(value.into_owned(), style),
        };
        let span = self.span(at);
        let node = self.push(span, held);
        self.set_tag(node, properties.tag);
        self.set_anchor(properties.anchor, Anchored::Node { node, weight: 1, height: 0 });
        self.attach(node, span, 0, void);
    }

    /// A scalar whose exact place is known, without a tag; its text is a piece of the source. Nothing may be too
    /// deep where it stands.
    pub(super) fn leaf(&mut self, text: &'s str, style: Style, anchor: usize, at: Range<usize>) {
        self.put(Held::Source(text, style), anchor, at);
    }

    /// The same for a text that the source does not have as it is.
    pub(super) fn copied_leaf(&mut self, text: String, style: Style, anchor: usize, at: Range<usize>) {
        let held = self.copied(text, style);
        self.put(held, anchor, at);
    }

    #[inline(always)]
    fn put(&mut self, held: Held<'s>, anchor: usize, at: Range<usize>) {
        let void = at.is_empty();
        let span = self.span(at);
        let node = self.push(span, held);
        self.set_anchor(anchor, Anchored::Node { node, weight: 1, height: 0 });
        self.attach(node, span, 0, void);
    }

    fn awaits_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.kind == Kind::Mapping && matches!(frame.key, Key::Awaited))
    }

    /// Keeps a text that the source does not have as it is.
    fn copied(&mut self, mut text: String, style: Style) -> Held<'s> {
        text.shrink_to_fit();
        self.tree.copies.push(text);
        Held::Copy(self.tree.copies.len() as u32 - 1, style)
    }

    fn set_tag(&mut self, node: NodeId, tag: Option<Box<str>>) {
        self.tree.tags.extend(tag.map(|tag| (node, tag)));
    }

    pub(super) fn open(&mut self, kind: Kind, properties: Properties, at: Range<usize>) {
        let bytes = self.text.as_bytes();
        let mut start = if properties.any() { place::after_properties(bytes, at.start, at.end).0 } else { at.start };
        // Only a bracket has a length. Without one the first element may begin with a bracket of its own.
        let bracket = usize::from(!at.is_empty() && matches!(bytes.get(start), Some(b'[' | b'{')));
        if kind == Kind::Sequence && self.frames.last().is_some_and(|frame| frame.kind == Kind::Mapping) {
            start = place::first_dash(bytes, self.read_to.min(start), start).unwrap_or(start);
        }
        self.read_to = self.read_to.max(start + bracket);
        if let Some(skipped) = &mut self.skipped {
            skipped.open += 1;
            return;
        }
        self.begin(kind, properties, start, bracket > 0);
    }

    /// Begins a collection at its exact place. If that is too deep, what is in it must come as `scalar` and `open`.
    pub(super) fn begin(&mut self, kind: Kind, properties: Properties, start: usize, bracket: bool) {
        let end = start + usize::from(bracket);
        let span = self.span(start..end);
        let empty = if kind == Kind::Sequence { Held::Sequence } else { Held::Mapping };
        let expanded = self.expanded;
        let node = self.push(span, empty(Slice::EMPTY));
        self.set_tag(node, properties.tag);
        if self.frames.len() >= MAX_DEPTH {
            let width = self.text[start..].chars().next().map_or(0, char::len_utf8);
            let at = self.span(start..start + width);
            self.fault(Fault::TooDeep { at });
            self.skipped = Some(Skipped { node, start, open: 1 });
            return;
        }
        self.set_anchor(properties.anchor, Anchored::Open);
        let base = if kind == Kind::Sequence { self.items.len() } else { self.entries.len() };
        self.frames.push(Frame {
            node,
            kind,
            start,
            bracket,
            end,
            anchor: properties.anchor,
            base,
            expanded,
            height: 0,
            key: Key::Awaited,
        });
    }

    /// Ends the innermost collection; `closer` is where its closing bracket stands, if it has one. Says whether the
    /// two belong together: the library takes `}` for the end of a pair in `[a: b}`.
    pub(super) fn close(&mut self, closer: Option<usize>) -> bool {
        if let Some(closer) = closer {
            self.read_to = self.read_to.max(closer + 1);
        }
        match &mut self.skipped {
            Some(skipped) if skipped.open > 1 => skipped.open -= 1,
            Some(_) => self.end_skipped(),
            None if closer.is_some() && self.frames.last().is_some_and(|frame| !frame.bracket) => return false,
            None => self.end_frame(closer),
        }
        true
    }

    fn end_skipped(&mut self) {
        let Some(Skipped { node, start, .. }) = self.skipped.take() else { return };
        let at = self.span(start..self.read_to);
        self.tree.nodes[node.0 as usize].place = at.into();
        self.attach(node, at, 1, false);
    }

    fn end_frame(&mut self, closer: Option<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        let at = self.span(frame.start..closer.map_or(frame.end, |closer| closer + 1));
        let held = match frame.kind {
            Kind::Sequence => {
                let first = self.tree.items.len();
                self.tree.items.extend(self.items.drain(frame.base..));
                Held::Sequence(Slice::new(first..self.tree.items.len()))
            }
            Kind::Mapping => {
                self.pairs.clear();
                let mut context = Context { tree: &self.tree, lost: &self.lost, faults: &mut self.faults };
                context.pairs(&self.entries[frame.base..], &mut self.pairs);
                self.entries.truncate(frame.base);
                let first = self.tree.pairs.len();
                self.tree.pairs.extend_from_slice(&self.pairs);
                Held::Mapping(Slice::new(first..self.tree.pairs.len()))
            }
        };
        self.tree.nodes[frame.node.0 as usize] = Node { place: at.into(), held };
        let (node, height) = (frame.node, frame.height + 1);
        let weight = self.expanded - frame.expanded;
        self.set_anchor(frame.anchor, Anchored::Node { node, weight, height });
        self.attach(node, at, height, false);
    }

    /// Closes whatever is open; a key without a value is left out.
    pub(super) fn close_all(&mut self) {
        self.end_skipped();
        while !self.frames.is_empty() {
            self.end_frame(None);
        }
    }

    pub(super) fn alias(&mut self, anchor: usize, at: Range<usize>) {
        self.read_to = self.read_to.max(at.end);
        if self.skipped.is_some() {
            return;
        }
        let at = self.span(at);
        match self.anchors.get(anchor).copied().unwrap_or(Anchored::Nothing) {
            // It names something inside a collection that was too deep, which was reported.
            Anchored::Nothing => self.lose(at),
            Anchored::Open => {
                self.fault(Fault::RecursiveAlias { at });
                self.lose(at);
            }
            Anchored::Node { height, .. } if self.frames.len() + height > MAX_DEPTH => {
                self.fault(Fault::TooDeep { at });
                self.lose(at);
            }
            Anchored::Node { weight, .. } if self.aliased + weight > MAX_EXPANSION => {
                self.fault(Fault::TooManyAliases { at });
                self.lose(at);
            }
            Anchored::Node { node, weight, height } => {
                self.aliased += weight;
                self.expanded += weight;
                self.attach(node, at, height, false);
            }
        }
    }

    /// An alias that names nothing in its document.
    pub(super) fn unknown_alias(&mut self, start: usize, detail: &str) {
        let end = place::name_end(self.text.as_bytes(), start);
        self.read_to = self.read_to.max(end);
        if self.skipped.is_none() {
            let at = self.span(start..end);
            self.fault(Fault::Syntax { at, detail: detail.to_owned() });
            self.lose(at);
        }
    }

    /// Reads a faulty alias as nothing.
    fn lose(&mut self, at: Span) {
        let node = self.push(at, Held::Source("", Style::Plain));
        self.lost.insert(node);
        self.attach(node, at, 0, true);
    }

    #[inline(always)]
    fn push(&mut self, at: Span, held: Held<'s>) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).expect("fewer nodes than bytes, and those fit"));
        self.tree.nodes.push(Node { place: at.into(), held });
        self.expanded += 1;
        id
    }

    #[inline(always)]
    fn set_anchor(&mut self, anchor: usize, to: Anchored) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, Anchored::Nothing);
            }
            self.anchors[anchor] = to;
        }
    }

    /// Gives an element to the collection it stands in. `height` is that of the collections in it; a void one has no
    /// content at all, or stands for an alias that was read as nothing.
    fn attach(&mut self, node: NodeId, at: Span, height: usize, void: bool) {
        let Some(frame) = self.frames.last_mut() else {
            if !void {
                self.tree.documents.push(node);
            }
            return;
        };
        frame.end = frame.end.max(at.end as usize);
        frame.height = frame.height.max(height);
        match (frame.kind, frame.key) {
            (Kind::Sequence, _) => self.items.push(node),
            (Kind::Mapping, Key::Awaited) if self.lost.contains(&node) => frame.key = Key::Unusable,
            (Kind::Mapping, Key::Awaited) => {
                if matches!(self.tree.nodes[node.0 as usize].held, Held::Source(..) | Held::Copy(..)) {
                    frame.key = Key::Read(node, at);
                } else {
                    frame.key = Key::Unusable;
                    self.fault(Fault::ComplexKey { at });
                }
            }
            (Kind::Mapping, Key::Read(key, key_at)) => {
                frame.key = Key::Awaited;
                self.entries.push(Entry { key, value: node, key_at, value_at: at });
            }
            (Kind::Mapping, Key::Unusable) => frame.key = Key::Awaited,
        }
    }
}
