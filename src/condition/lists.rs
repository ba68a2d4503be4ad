//! A test of the items of lists, asked of many lists' items together, whatever objects the lists belong to.

use std::ops::Range;
use std::sync::Arc;

use super::compile::{LACKS, Members, Node, Path, Root, Slots, Step, Test};
use super::eval::{Fold, Found, follow};
use super::memo::{Known, Words};
use super::together::{Of, Row, Rows};
use super::value::{Env, List, Truth, Val};
use crate::graph::ObjectId;
use crate::schema::{Noun, Value};

/// A longer list is gone through by itself, piece by piece, because most are left as soon as an item decides. This is
/// the first piece; each one after it is twice as long.
const LONG: usize = 24;

/// Items that are asked together at most.
const TOGETHER: usize = 2048;

/// A field of an item, of which values it may have, and whether it is a list of such.
type Leaf<'v> = (&'v Path, &'v Members, bool);

/// A part of a test whose answers about items are remembered.
#[derive(Clone, Copy)]
struct Remembered {
    words: Words,
    /// The answer after which the rest of the test does not count; any, where there is no rest.
    decides: Option<Truth>,
}

/// A test of the items of lists, asked of many rows' items together.
pub(super) struct Lists<'r, 'a, 'v> {
    test: &'v Test,
    /// The answer after which no other item counts.
    last: Truth,
    env: &'r Env<'v>,
    rows: &'r Rows<'r, 'v>,
    answers: &'a mut [Truth],
    /// The test, where it is but a look at a field of the item.
    leaf: Option<Leaf<'v>>,
    /// The test or its first part, where that depends on the item alone.
    remembered: Option<Remembered>,
    /// What was said of items that are objects.
    known: Option<Arc<Known>>,
    /// The row of each item that waits.
    of: Vec<Row>,
    items: Vec<Val<'v>>,
}

impl<'r, 'a, 'v> Lists<'r, 'a, 'v> {
    pub fn new(test: &'v Test, last: Truth, (env, rows): Of<'r, 'v>, answers: &'a mut [Truth]) -> Self {
        let (leaf, remembered, known, of, items) = (test.leaf(), test.remembered(), None, Vec::new(), Vec::new());
        Self { test, last, env, rows, answers, leaf, remembered, known, of, items }
    }

    /// Asks of all items of a list, which every chosen row has for itself.
    pub fn ask(mut self, list: &'v Node, chosen: &[Row]) {
        let (env, rows) = (self.env, self.rows);
        match list {
            Node::List(items) => {
                chosen.iter().for_each(|row| self.answers[*row as usize] = !self.last);
                for item in items {
                    item.column((env, rows), chosen, |row, item| self.add(row, item));
                }
            }
            Node::AllOf(noun) if let Some(slot) = self.names_the_first(*noun) => {
                self.all_that_name(*noun, slot, chosen)
            }
            Node::Path(path) if !path.steps.is_empty() => {
                path.column((env, rows), chosen, |row, found| match found {
                    Found::Written(Value::List(items)) => self.list(row, &List::Written(items)),
                    Found::Lacks | Found::Written(Value::NotApplicable) => self.answers[row as usize] = !self.last,
                    _ => self.answers[row as usize] = Truth::Unknown,
                })
            }
            list => list.column((env, rows), chosen, |row, value| match value {
                Val::List(items) => self.list(row, &items),
                Val::NotApplicable => self.answers[row as usize] = !self.last,
                _ => self.answers[row as usize] = Truth::Unknown,
            }),
        }
        self.settle();
    }

    /// Where the test of an object wants it to name, in one of its fields, what is asked of: the slot of that field.
    fn names_the_first(&self, noun: Noun) -> Option<u16> {
        let Test::All(parts) = self.test else { return None };
        let slot = parts.iter().find_map(Test::field_with_the_first)?[noun as usize];
        (self.last == Truth::True && slot != LACKS).then_some(slot)
    }

    /// The same for all objects of a noun, which would be very many: of the others it is known that they fail.
    fn all_that_name(&mut self, noun: Noun, slot: u16, chosen: &[Row]) {
        let naming = self.rows.together().kept.memo().naming(self.env.graph, noun, slot);
        for row in chosen {
            self.answers[*row as usize] = Truth::False;
            match self.rows.together().value(self.rows.outermost(*row)) {
                Val::Object(first) => naming.around(first).for_each(|id| self.object(*row, id)),
                _ => self.list(*row, &List::Objects(self.env.graph.all(noun))),
            }
        }
    }

    fn list(&mut self, row: Row, items: &List<'v>) {
        self.answers[row as usize] = !self.last;
        if let Some(leaf) = self.leaf {
            return self.at_once(row, items, leaf);
        }
        if items.len() <= LONG {
            return self.piece(row, items, 0..items.len());
        }
        // Whatever waits is of other rows.
        self.settle();
        let (mut start, mut length) = (0, LONG);
        while start < items.len() && self.answers[row as usize] != self.last {
            let end = (start + length).min(items.len());
            self.piece(row, items, start..end);
            self.settle();
            (start, length) = (end, (length * 2).min(TOGETHER));
        }
    }

    /// Puts some items of a list aside.
    fn piece(&mut self, row: Row, items: &List<'v>, some: Range<usize>) {
        match items {
            List::Objects(objects) => objects[some].iter().for_each(|id| self.object(row, *id)),
            List::Written(items) => items[some].iter().for_each(|item| self.add(row, Val::of(&item.value))),
            List::Made(items) => items[some].iter().for_each(|item| self.add(row, item.clone())),
        }
    }

    /// Asks of a list's items what takes less than putting them aside.
    fn at_once(&mut self, row: Row, items: &List<'v>, (path, members, any): Leaf<'v>) {
        let ask = |item: Found<'v>| {
            let found = follow(item, &path.steps, self.env);
            if any { members.any(found) } else { members.has(found) }
        };
        let fold = if self.last == Truth::True { Fold::Some } else { Fold::Every };
        self.answers[row as usize] = match items {
            List::Objects(objects) => fold.over(objects.iter().map(|id| ask(Found::Object(*id)))),
            List::Written(items) => fold.over(items.iter().map(|item| ask(Found::Written(&item.value)))),
            List::Made(items) => fold.over(items.iter().map(|item| ask(Found::of(item)))),
        };
    }

    fn object(&mut self, row: Row, id: ObjectId) {
        if let Some(Remembered { words, decides }) = self.remembered {
            let known =
                self.known.get_or_insert_with(|| self.rows.together().kept.memo().known(self.env.graph, words));
            if let Some(answer) = known.get(id)
                && decides.is_none_or(|decides| answer == decides)
            {
                let all = &mut self.answers[row as usize];
                *all = all.beside(answer, self.last);
                return;
            }
        }
        self.add(row, Val::Object(id));
    }

    fn add(&mut self, row: Row, item: Val<'v>) {
        self.of.push(row);
        self.items.push(item);
        if self.items.len() >= TOGETHER {
            self.settle();
        }
    }

    /// Asks of the items that wait.
    fn settle(&mut self) {
        if self.items.is_empty() {
            return;
        }
        let rows = Rows::Items { around: self.rows, of: &self.of, items: &self.items };
        let all: Vec<Row> = (0..self.items.len() as Row).collect();
        let mut answers = vec![self.last; self.items.len()];
        self.test.column((self.env, &rows), &all, &mut answers);
        for (row, answer) in self.of.iter().zip(answers) {
            let all = &mut self.answers[*row as usize];
            *all = all.beside(answer, self.last);
        }
        self.of.clear();
        self.items.clear();
    }
}

impl Test {
    /// For `first in item.field`, the slots of the field.
    fn field_with_the_first(&self) -> Option<&'static Slots> {
        let Self::In(sides) = self else { return None };
        let (Node::Path(named), Node::Path(list)) = &**sides else { return None };
        match (&named.root, &*named.steps, &list.root, &*list.steps) {
            (Root::Global(0), [], Root::Local(0), [Step::Object(slots)]) => Some(slots),
            _ => None,
        }
    }

    fn remembered(&self) -> Option<Remembered> {
        let first = |parts: &[Self], decides| match parts {
            [Self::Alike(words, _), ..] => Some(Remembered { words: *words, decides: Some(decides) }),
            _ => None,
        };
        match self {
            Self::Alike(words, _) => Some(Remembered { words: *words, decides: None }),
            Self::All(parts) => first(parts, Truth::False),
            Self::Any(parts) => first(parts, Truth::True),
            _ => None,
        }
    }

    fn leaf(&self) -> Option<Leaf<'_>> {
        let (path, members, any) = match self {
            Self::OneOf(path, members) => (path, members, false),
            Self::AnyOneOf(Node::Path(path), members) => (path, members, true),
            _ => return None,
        };
        let own = matches!(path.root, Root::Local(0)) && !path.steps.is_empty();
        own.then_some((path, members, any))
    }
}
