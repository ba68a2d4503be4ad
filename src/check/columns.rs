//! What the conditions of walks answer about nodes and edges: asked beforehand, of all of them together.
//!
//! A walk goes all over an estate, and an estate is far larger than the processor's cache. So nothing is asked during
//! a walk: a few objects at a time are asked for all walks, while what is written about them is at hand, and a walk
//! reads a byte. Conditions with the same text are asked once, whichever rule they stand in.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};

use rustc_hash::FxHashMap;

use super::{Check, Ground, Nodes, Spec};
use crate::condition::{Condition, Env, Memo, Row, SomeEdge, Together, Truth, Val};
use crate::graph::{EdgeId, EdgeKind, ObjectId};
use crate::schema::Noun;

/// The answers to the conditions of some walks.
pub(super) struct Columns<'c> {
    ground: Ground<'c>,
    /// What conditions ask alike.
    pub(super) memo: &'c Memo,
    /// By noun: a condition on its objects, and the column of its answers.
    nodes: Vec<Vec<(&'c Condition, usize)>>,
    edges: Vec<(&'c Condition, Kinds, usize)>,
    /// For edges of a kind to a noun that no condition has to look at, the columns in which they are *true*.
    settled: Vec<Option<Vec<usize>>>,
    columns: Vec<Column>,
    /// The column of what is told apart by its texts.
    named: FxHashMap<String, usize>,
}

/// An edge that comes out of what is written about an object.
struct Written {
    number: u32,
    kind: EdgeKind,
    /// What it leads to.
    to: Noun,
    flow: Option<ObjectId>,
    /// The place of that flow among the flows of all these edges.
    row: Row,
}

/// What holds for every edge of a kind to an object of a noun.
type Kinds = [[Truth; Noun::ALL.len()]; EdgeKind::ALL.len()];

/// One answer for each node or each edge; *false* until it is asked.
pub(super) struct Column {
    answers: Vec<AtomicU8>,
    /// Whether one of them is *unknown*.
    open: AtomicBool,
}

impl Column {
    fn new(count: usize) -> Self {
        let answers = std::iter::repeat_with(|| AtomicU8::new(Truth::False as u8)).take(count).collect();
        Self { answers, open: AtomicBool::new(false) }
    }

    /// The answer about a number.
    pub(super) fn at(&self, number: u32) -> Truth {
        match self.answers[number as usize].load(Relaxed) {
            0 => Truth::False,
            1 => Truth::Unknown,
            _ => Truth::True,
        }
    }

    /// Whether one of the answers is *unknown*.
    pub(super) fn is_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    /// The numbers for which the answer is at least so certain.
    pub(super) fn least(&self, least: Truth) -> impl Iterator<Item = u32> + '_ {
        let answers = (0..).zip(&self.answers);
        answers.filter(move |(_, answer)| answer.load(Relaxed) >= least as u8).map(|(number, _)| number)
    }

    fn set(&self, number: u32, answer: Truth) {
        // Most answers are the one that stands there, and what is only read is shared between processors.
        if answer != Truth::False {
            self.answers[number as usize].store(answer as u8, Relaxed);
        }
        if answer == Truth::Unknown && !self.is_open() {
            self.open.store(true, Relaxed);
        }
    }
}

impl<'c> Columns<'c> {
    /// Places for the answers to the conditions of all walks among these checks; [`ask`](Self::ask) fills them.
    pub(super) fn new(checks: impl IntoIterator<Item = &'c Check>, ground: Ground<'c>, memo: &'c Memo) -> Self {
        let (nodes, edges) = (vec![Vec::new(); Noun::ALL.len()], Vec::new());
        let mut all = Self {
            ground,
            memo,
            nodes,
            edges,
            settled: Vec::new(),
            columns: Vec::new(),
            named: FxHashMap::default(),
        };
        for check in checks {
            let Spec::Path(path) = &check.spec else { continue };
            for nodes in [&path.from, &path.to, &path.unless_through] {
                all.want_nodes(nodes);
            }
            if let Some(condition) = &path.edges {
                all.want_edges(condition);
            }
        }
        let pairs = EdgeKind::ALL.into_iter().flat_map(|kind| Noun::ALL.map(|noun| (kind, noun)));
        all.settled = pairs.map(|(kind, noun)| all.settled(kind, noun)).collect();
        all
    }

    fn settled(&self, kind: EdgeKind, noun: Noun) -> Option<Vec<usize>> {
        let answers = || self.edges.iter().map(|(_, kinds, column)| (kinds[kind as usize][noun as usize], *column));
        let is = |wanted| move |(answer, _): &(Truth, usize)| *answer == wanted;
        let holds = || answers().filter(is(Truth::True)).map(|(_, column)| column).collect();
        (!answers().any(|answer| is(Truth::Unknown)(&answer))).then(holds)
    }

    fn want_nodes(&mut self, nodes: &'c Nodes) {
        let (name, column) = (name_of(nodes), self.columns.len());
        if self.named.contains_key(&name) {
            return;
        }
        self.named.insert(name, column);
        self.columns.push(Column::new(self.ground.graph.len()));
        for (noun, condition) in nodes.conditions() {
            self.nodes[noun as usize].push((condition, column));
        }
    }

    fn want_edges(&mut self, condition: &'c Condition) {
        let (name, column) = (condition.text().to_owned(), self.columns.len());
        if self.named.contains_key(&name) {
            return;
        }
        self.named.insert(name, column);
        self.columns.push(Column::new(self.ground.graph.edge_count()));
        // Most conditions are settled by an edge's kind and the noun it leads to. What is asked of an edge of which no
        // more is known is unknown only if more has to be known: what is true or false by then stays so, whatever the
        // rest is.
        let some = |kind, noun| SomeEdge { kind, to: Some(noun), flow: None };
        let of = |kind, noun| condition.test(&self.env().with(Val::SomeEdge(some(kind, noun))));
        self.edges.push((condition, EdgeKind::ALL.map(|kind| Noun::ALL.map(|noun| of(kind, noun))), column));
    }

    fn env(&self) -> Env<'c> {
        Env::new(self.ground.graph, self.ground.today)
    }

    /// Asks everything about some objects of a noun, and about the edges that come out of what is written there.
    pub(super) fn ask(&self, noun: Noun, together: &Together<'c>, objects: &[ObjectId]) {
        let all: Vec<Row> = (0..objects.len() as Row).collect();
        for (condition, column) in &self.nodes[noun as usize] {
            let column = &self.columns[*column];
            for (id, answer) in objects.iter().zip(condition.test_all(&self.env(), together, &all)) {
                column.set(id.0, answer);
            }
        }
        let edges = if self.edges.is_empty() { Vec::new() } else { self.written(objects) };
        if !edges.is_empty() {
            self.ask_edges(&edges);
        }
    }

    /// The edges that come out of what is written about some objects and that have to be looked at.
    fn written(&self, objects: &[ObjectId]) -> Vec<Written> {
        let graph = self.ground.graph;
        let mut flows = 0;
        let mut all: Vec<Written> = Vec::new();
        for number in objects.iter().flat_map(|id| graph.written_edges(*id)) {
            let edge = graph.edge(EdgeId(number));
            let (kind, to, flow) = (edge.kind, graph.noun(edge.to), edge.flow);
            if let Some(holds) = &self.settled[kind as usize * Noun::ALL.len() + to as usize] {
                holds.iter().for_each(|column| self.columns[*column].set(number, Truth::True));
                continue;
            }
            // The legs of a flow stand side by side.
            let same = all.last().is_some_and(|last| flow.is_some() && last.flow == flow);
            flows += Row::from(flow.is_some() && !same);
            all.push(Written { number, kind, to, flow, row: flows.saturating_sub(1) });
        }
        all
    }

    fn ask_edges(&self, edges: &[Written]) {
        let mut flows: Vec<Val<'c>> = Vec::new();
        for edge in edges {
            if let Some(flow) = edge.flow.filter(|_| edge.row as usize == flows.len()) {
                flows.push(Val::SomeEdge(SomeEdge { kind: edge.kind, to: None, flow: Some(flow) }));
            }
        }
        let graph = self.ground.graph;
        let flows = Together::edges(graph, self.memo, flows);
        let each =
            Together::edges(graph, self.memo, edges.iter().map(|edge| Val::Edge(EdgeId(edge.number))).collect());
        for (condition, kinds, column) in &self.edges {
            let column = &self.columns[*column];
            let known = |edge: &Written| kinds[edge.kind as usize][edge.to as usize];
            // What kind and noun leave open is mostly settled by the flow, once for all its legs.
            let mut open: Vec<Row> = edges
                .iter()
                .filter(|edge| known(edge) == Truth::Unknown && edge.flow.is_some())
                .map(|edge| edge.row)
                .collect();
            open.dedup();
            let of_flow = condition.test_all(&self.env(), &flows, &open);
            let answer = |edge: &Written| match known(edge) {
                Truth::Unknown if edge.flow.is_some() => of_flow[edge.row as usize],
                known => known,
            };
            let mut open = Vec::new();
            for (row, edge) in (0..).zip(edges) {
                match answer(edge) {
                    Truth::Unknown => open.push(row),
                    known => column.set(edge.number, known),
                }
            }
            let answers = condition.test_all(&self.env(), &each, &open);
            open.iter().for_each(|row| column.set(edges[*row as usize].number, answers[*row as usize]));
        }
    }

    /// Asks everything about the whole graph.
    pub(super) fn ask_all(&self) {
        for noun in Noun::ALL {
            let graph = self.ground.graph;
            let objects: Vec<ObjectId> = graph.nodes(noun).collect();
            self.ask(noun, &Together::objects(graph, self.memo, noun, objects.clone()), &objects);
        }
    }

    /// The answers about nodes.
    pub(super) fn nodes(&self, nodes: &Nodes) -> &Column {
        &self.columns[self.named[&name_of(nodes)]]
    }

    /// The answers about edges.
    pub(super) fn edges(&self, condition: &Condition) -> &Column {
        &self.columns[self.named[condition.text()]]
    }
}

/// What tells conditions on nodes apart.
fn name_of(nodes: &Nodes) -> String {
    let each = nodes.conditions().map(|(noun, condition)| format!("{noun:?}: {}\n", condition.text()));
    each.collect()
}
