//! What conditions are asked of together: objects of one noun, or edges, and the items of lists behind them.
//!
//! The fields of the objects are looked up once for all conditions that read them. This file knows no part of a
//! condition; those are asked in `rows.rs`.

use std::cell::OnceCell;

use super::compile::{EdgeField, Step};
use super::eval::Around;
use super::memo::{Kept, Memo};
use super::value::{Env, Frame, Val};
use crate::graph::{Graph, ObjectId};
use crate::model::record_of;
use crate::schema::{Noun, Value};

/// One of those that are asked together, by its place among them.
pub type Row = u32;

/// What conditions are asked of together: values of the scope's first name.
pub struct Together<'v> {
    firsts: Firsts<'v>,
    /// What was said of these.
    pub(super) kept: Kept<'v>,
}

enum Firsts<'v> {
    /// Objects of one noun.
    Objects {
        graph: &'v Graph,
        noun: Noun,
        objects: Vec<ObjectId>,
        /// By slot what is written in a field of each: looked up once for all conditions that ask for it.
        fields: Fetched<'v>,
    },
    Edges {
        edges: Vec<Val<'v>>,
        /// The flow behind each, where all of them have one, and as above the fields of these.
        flows: Option<(&'v Graph, Vec<ObjectId>, Fetched<'v>)>,
    },
}

/// By slot what is written in a field of each object, once somebody asked for it.
type Fetched<'v> = Box<[OnceCell<Column<'v>>]>;

/// What is written in one field of each object.
type Column<'v> = Box<[Option<&'v Value>]>;

impl<'v> Together<'v> {
    /// These objects, all of that noun.
    pub fn objects(graph: &'v Graph, memo: &'v Memo, noun: Noun, objects: Vec<ObjectId>) -> Self {
        debug_assert!(objects.iter().all(|id| graph.noun(*id) == noun), "objects of one noun");
        Self { firsts: Firsts::Objects { graph, noun, objects, fields: fetched(noun) }, kept: Kept::new(memo) }
    }

    /// These edges, or as much as is known of some.
    pub fn edges(graph: &'v Graph, memo: &'v Memo, edges: Vec<Val<'v>>) -> Self {
        let flow = |edge: &Val<'v>| match edge {
            Val::SomeEdge(some) => some.flow,
            Val::Edge(id) => graph.edge(*id).flow,
            _ => None,
        };
        let flows: Option<Vec<ObjectId>> = edges.iter().map(flow).collect();
        let flows = flows.map(|flows| (graph, flows, fetched(Noun::Flow)));
        Self { firsts: Firsts::Edges { edges, flows }, kept: Kept::new(memo) }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        match &self.firsts {
            Firsts::Objects { objects, .. } => objects.len(),
            Firsts::Edges { edges, .. } => edges.len(),
        }
    }

    /// Whether there is nothing to ask about.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is written in a field of each object, or of the flow behind each edge; nothing where some have none.
    pub fn field(&self, slot: u16) -> &[Option<&'v Value>] {
        let (graph, objects, fields) = match &self.firsts {
            Firsts::Objects { graph, objects, fields, .. } => (graph, objects, fields),
            Firsts::Edges { flows: Some((graph, flows, fields)), .. } => (graph, flows, fields),
            Firsts::Edges { flows: None, .. } => return &[],
        };
        let value = |id: &ObjectId| graph.object(*id).fields.value(slot).map(|written| &written.value);
        fields[usize::from(slot)].get_or_init(|| objects.iter().map(value).collect())
    }

    pub(super) fn value(&self, row: Row) -> Val<'v> {
        match &self.firsts {
            Firsts::Objects { objects, .. } => Val::Object(objects[row as usize]),
            Firsts::Edges { edges, .. } => edges[row as usize].clone(),
        }
    }

    /// For steps that begin with a field that is fetched for all together: its slot, and the steps behind it.
    pub(super) fn slot<'p>(&self, steps: &'p [Step]) -> Option<(u16, &'p [Step])> {
        match (&self.firsts, steps) {
            (Firsts::Objects { noun, .. }, [Step::Object(slots), rest @ ..]) => Some((slots[*noun as usize], rest)),
            (Firsts::Edges { flows: Some(_), .. }, [Step::Edge(EdgeField::Flow), Step::Object(slots), rest @ ..]) => {
                Some((slots[Noun::Flow as usize], rest))
            }
            _ => None,
        }
    }
}

fn fetched<'v>(noun: Noun) -> Fetched<'v> {
    record_of(noun).fields().map(|_| OnceCell::new()).collect()
}

/// Those that are asked together.
#[derive(Clone, Copy)]
pub(super) enum Rows<'r, 'v> {
    /// Values of the scope's first name.
    Firsts(&'r Together<'v>),
    /// Items of a macro, and the row outside that each belongs to.
    Items { around: &'r Rows<'r, 'v>, of: &'r [Row], items: &'r [Val<'v>] },
}

/// What is the same for all, and the rows.
pub(super) type Of<'r, 'v> = (&'r Env<'v>, &'r Rows<'r, 'v>);

impl<'v> Rows<'_, 'v> {
    pub fn len(&self) -> usize {
        match self {
            Self::Firsts(together) => together.len(),
            Self::Items { items, .. } => items.len(),
        }
    }

    /// The object that stands outside all macros for a row, by its place among the objects.
    pub fn outermost(&self, row: Row) -> Row {
        match self {
            Self::Firsts(_) => row,
            Self::Items { around, of, .. } => around.outermost(of[row as usize]),
        }
    }

    /// What conditions are asked of.
    pub fn together(&self) -> &Together<'v> {
        match self {
            Self::Firsts(together) => together,
            Self::Items { around, .. } => around.together(),
        }
    }

    /// The item of a row, so many macros out.
    pub fn item(&self, row: Row, levels: usize) -> &Val<'v> {
        match self {
            Self::Firsts(_) => unreachable!("the checker counted the macros"),
            Self::Items { items, .. } if levels == 0 => &items[row as usize],
            Self::Items { around, of, .. } => around.item(of[row as usize], levels - 1),
        }
    }

    /// Gives one row to somebody who asks one at a time.
    pub fn alone(&self, row: Row, env: &mut Env<'v>, ask: &mut dyn FnMut(&Env<'v>, Around<'_, 'v>)) {
        match self {
            Self::Firsts(together) => {
                env.set_first(together.value(row));
                ask(env, None);
            }
            Self::Items { around, of, items } => around.alone(of[row as usize], env, &mut |env, up| {
                ask(env, Some(&Frame { up, item: &items[row as usize] }));
            }),
        }
    }
}
