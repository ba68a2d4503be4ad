//! Asks a condition of many objects together: part by part, and each part of all objects that the parts before it
//! left open.
//!
//! `eval.rs` asks one object after the other, and what it says is what this says. But there every part is gone to
//! anew for each object, and the processor waits for the fields of one object before it looks for the next one's. Here
//! a part is gone to once for hundreds of them, and their fields are fetched side by side. Items of lists are asked
//! together in the same way, whatever objects they belong to. What has no such form is asked one by one.

use std::cell::OnceCell;
use std::sync::Arc;

use super::compile::{LACKS, Members, Node, Path, Root, Step, Test};
use super::eval::{Around, Fold, Found, follow, written};
use super::functions::Work;
use super::memo::{Answers, Kept, Memo};
use super::value::{Env, Frame, List, Truth, Val};
use crate::graph::{Graph, ObjectId};
use crate::model::record_of;
use crate::schema::{Noun, Value};

/// One of those that are asked together, by its place among them.
pub type Row = u32;

/// So few are asked one by one: nothing is won by asking them together.
const FEW: usize = 4;

/// A longer list is gone through by itself, because most are left as soon as an item decides.
const LONG: usize = 24;

/// Items that are asked together at most.
const TOGETHER: usize = 2048;

/// What conditions are asked of together: values of the scope's first name.
pub struct Together<'v> {
    firsts: Firsts<'v>,
    /// What was said of these.
    kept: Kept<'v>,
}

enum Firsts<'v> {
    /// Objects of one noun.
    Objects {
        graph: &'v Graph,
        noun: Noun,
        objects: Vec<ObjectId>,
        /// By slot what is written in a field of each: looked up once for all conditions that ask for it.
        fields: Box<[OnceCell<Column<'v>>]>,
    },
    Edges(Vec<Val<'v>>),
}

/// What is written in one field of each object.
type Column<'v> = Box<[Option<&'v Value>]>;

impl<'v> Together<'v> {
    /// These objects, all of that noun.
    pub fn objects(graph: &'v Graph, memo: &'v Memo, noun: Noun, objects: Vec<ObjectId>) -> Self {
        debug_assert!(objects.iter().all(|id| graph.noun(*id) == noun), "objects of one noun");
        let fields = record_of(noun).fields().map(|_| OnceCell::new()).collect();
        Self { firsts: Firsts::Objects { graph, noun, objects, fields }, kept: Kept::new(memo) }
    }

    /// These edges, or as much as is known of some.
    pub fn edges(memo: &'v Memo, edges: Vec<Val<'v>>) -> Self {
        Self { firsts: Firsts::Edges(edges), kept: Kept::new(memo) }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        match &self.firsts {
            Firsts::Objects { objects, .. } => objects.len(),
            Firsts::Edges(edges) => edges.len(),
        }
    }

    /// Whether there is nothing to ask about.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is written in a field of each object; nothing where there are only edges.
    pub fn field(&self, slot: u16) -> &[Option<&'v Value>] {
        let Firsts::Objects { graph, objects, fields, .. } = &self.firsts else { return &[] };
        let value = |id: &ObjectId| graph.object(*id).fields.value(slot).map(|written| &written.value);
        fields[usize::from(slot)].get_or_init(|| objects.iter().map(value).collect())
    }

    fn value(&self, row: Row) -> Val<'v> {
        match &self.firsts {
            Firsts::Objects { objects, .. } => Val::Object(objects[row as usize]),
            Firsts::Edges(edges) => edges[row as usize].clone(),
        }
    }

    /// For a field of objects, its slot.
    fn slot(&self, step: Option<&Step>) -> Option<u16> {
        match (&self.firsts, step) {
            (Firsts::Objects { noun, .. }, Some(Step::Object(slots))) => Some(slots[*noun as usize]),
            _ => None,
        }
    }
}

/// Those that are asked together.
#[derive(Clone, Copy)]
enum Rows<'r, 'v> {
    /// Values of the scope's first name.
    Firsts(&'r Together<'v>),
    /// Items of a macro, and the row outside that each belongs to.
    Items { around: &'r Rows<'r, 'v>, of: &'r [Row], items: &'r [Val<'v>] },
}

/// What is the same for all, and the rows.
type Of<'r, 'v> = (&'r Env<'v>, &'r Rows<'r, 'v>);

impl<'v> Rows<'_, 'v> {
    fn len(&self) -> usize {
        match self {
            Self::Firsts(together) => together.len(),
            Self::Items { items, .. } => items.len(),
        }
    }

    /// The object that stands outside all macros for a row, by its place among the objects.
    fn outermost(&self, row: Row) -> Row {
        match self {
            Self::Firsts(_) => row,
            Self::Items { around, of, .. } => around.outermost(of[row as usize]),
        }
    }

    /// What conditions are asked of.
    fn together(&self) -> &Together<'v> {
        match self {
            Self::Firsts(together) => together,
            Self::Items { around, .. } => around.together(),
        }
    }

    /// The item of a row, so many macros out.
    fn item(&self, row: Row, levels: usize) -> &Val<'v> {
        match self {
            Self::Firsts(_) => unreachable!("the checker counted the macros"),
            Self::Items { items, .. } if levels == 0 => &items[row as usize],
            Self::Items { around, of, .. } => around.item(of[row as usize], levels - 1),
        }
    }

    /// Gives one row to somebody who asks one at a time.
    fn alone(&self, row: Row, env: &mut Env<'v>, ask: &mut dyn FnMut(&Env<'v>, Around<'_, 'v>)) {
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

impl Test {
    /// Whether it holds for the chosen ones of these, which take the place of the scope's first name.
    pub(super) fn of_all<'v>(&'v self, env: &Env<'v>, together: &Together<'v>, chosen: &[Row]) -> Vec<Truth> {
        let mut answers = vec![Truth::Unknown; together.len()];
        self.column((env, &Rows::Firsts(together)), chosen, &mut answers);
        answers
    }

    /// Answers for the chosen rows.
    fn column<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
        if chosen.len() < FEW {
            return self.one_by_one((env, rows), chosen, answers);
        }
        match self {
            Self::All(parts) => decided(parts, Truth::False, (env, rows), chosen, answers),
            Self::Any(parts) => decided(parts, Truth::True, (env, rows), chosen, answers),
            Self::Not(operand) => {
                operand.column((env, rows), chosen, answers);
                chosen.iter().for_each(|row| answers[*row as usize] = !answers[*row as usize]);
            }
            Self::OneOf(path, members) => {
                path.column((env, rows), chosen, |row, found| answers[row as usize] = members.has(found));
            }
            Self::AnyOneOf(Node::Path(path), members) if !path.steps.is_empty() => {
                path.column((env, rows), chosen, |row, found| answers[row as usize] = members.any(found));
            }
            Self::Has(path) => path.has_column((env, rows), chosen, answers),
            Self::Equal(sides) => {
                let left = sides.0.values((env, rows), chosen);
                let mut left = left.iter();
                sides.1.column((env, rows), chosen, |row, right| {
                    let left = left.next().expect("as many on both sides");
                    answers[row as usize] = left.equals(&right);
                });
            }
            Self::Order(sides, passing) => {
                let left = sides.0.values((env, rows), chosen);
                let mut left = left.iter();
                sides.1.column((env, rows), chosen, |row, right| {
                    let order = left.next().expect("as many on both sides").order(&right);
                    answers[row as usize] =
                        order.map_or(Truth::Unknown, |order| passing[(order as i8 + 1) as usize].into());
                });
            }
            Self::Exists(parts) => {
                let lists = Lists::new(&parts.1, Truth::True, (env, rows), answers);
                let long = lists.ask(&parts.0, chosen);
                self.one_by_one((env, rows), &long, answers);
            }
            Self::Every(parts) => {
                let lists = Lists::new(&parts.1, Truth::False, (env, rows), answers);
                let long = lists.ask(&parts.0, chosen);
                self.one_by_one((env, rows), &long, answers);
            }
            Self::If(parts) => {
                let (test, yes, no) = &**parts;
                test.column((env, rows), chosen, answers);
                let of = |truth| chosen.iter().copied().filter(|row| answers[*row as usize] == truth).collect();
                let [of_yes, of_no]: [Vec<Row>; 2] = [Truth::True, Truth::False].map(of);
                yes.column((env, rows), &of_yes, answers);
                no.column((env, rows), &of_no, answers);
            }
            Self::Alike(words, test) => match rows {
                Rows::Firsts(together) => {
                    let kept = together.kept.answers(*words, together.len());
                    test.kept(kept.as_deref(), |row| Some(row), (env, rows), chosen, answers);
                }
                Rows::Items { items, .. } => {
                    let kept = rows.together().kept.memo().answers(*words);
                    let number = |row| match &items[row as usize] {
                        Val::Object(id) => Some(id.0),
                        _ => None,
                    };
                    test.kept(Some(&kept), number, (env, rows), chosen, answers);
                }
            },
            Self::Value(node) => {
                node.column((env, rows), chosen, |row, value| answers[row as usize] = value.truth());
            }
            Self::Known(_) | Self::AnyOneOf(..) | Self::In(_) | Self::One(_) | Self::Matches(_) => {
                self.one_by_one((env, rows), chosen, answers);
            }
        }
    }

    /// Answers of which those that have a number are kept under it.
    fn kept<'v>(
        &'v self,
        kept: Option<&Answers>,
        number: impl Fn(Row) -> Option<u32>,
        of: Of<'_, 'v>,
        chosen: &[Row],
        answers: &mut [Truth],
    ) {
        let Some(kept) = kept else { return self.column(of, chosen, answers) };
        let mut open = Vec::new();
        for row in chosen {
            match number(*row).and_then(|number| kept.get(number)) {
                Some(answer) => answers[*row as usize] = answer,
                None => open.push(*row),
            }
        }
        self.column(of, &open, answers);
        for row in open {
            if let Some(number) = number(row) {
                kept.set(number, answers[row as usize]);
            }
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

    fn one_by_one<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
        let mut env = env.clone();
        for row in chosen {
            rows.alone(*row, &mut env, &mut |env, around| answers[*row as usize] = self.holds(env, around));
        }
    }
}

/// The answers about parts as one: the least for an *and*, where *false* is the last word, and the greatest for an *or*.
fn decided<'v>(parts: &'v [Test], last: Truth, of: Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
    let (mut left, mut own) = (chosen.to_vec(), vec![last; of.1.len()]);
    chosen.iter().for_each(|row| answers[*row as usize] = !last);
    for part in parts {
        part.column(of, &left, &mut own);
        left.retain(|row| {
            let answer = &mut answers[*row as usize];
            *answer = with(last, *answer, own[*row as usize]);
            *answer != last
        });
        if left.is_empty() {
            break;
        }
    }
}

/// One more answer beside others.
fn with(last: Truth, all: Truth, next: Truth) -> Truth {
    if last == Truth::True { all.max(next) } else { all.min(next) }
}

/// A field of an item, of which values it may have, and whether it is a list of such.
type Leaf<'v> = (&'v Path, &'v Members, bool);

/// A test of the items of lists, asked of many rows' items together.
struct Lists<'r, 'a, 'v> {
    test: &'v Test,
    /// The answer after which no other item counts.
    last: Truth,
    env: &'r Env<'v>,
    rows: &'r Rows<'r, 'v>,
    answers: &'a mut [Truth],
    /// The test, where it is but a look at a field of the item.
    leaf: Option<Leaf<'v>>,
    /// What was said of items that are objects, where it depends on nothing else.
    known: Option<Arc<Answers>>,
    /// The row of each item that waits.
    of: Vec<Row>,
    items: Vec<Val<'v>>,
    /// Rows whose lists are long.
    long: Vec<Row>,
}

impl<'r, 'a, 'v> Lists<'r, 'a, 'v> {
    fn new(test: &'v Test, last: Truth, (env, rows): Of<'r, 'v>, answers: &'a mut [Truth]) -> Self {
        let (leaf, known, of, items) = (test.leaf(), None, Vec::new(), Vec::new());
        Self { test, last, env, rows, answers, leaf, known, of, items, long: Vec::new() }
    }

    /// Asks of all items of a list, which every chosen row has for itself; gives the rows that are left to others.
    fn ask(mut self, list: &'v Node, chosen: &[Row]) -> Vec<Row> {
        let (env, rows) = (self.env, self.rows);
        match list {
            Node::List(items) => {
                chosen.iter().for_each(|row| self.answers[*row as usize] = !self.last);
                for item in items {
                    item.column((env, rows), chosen, |row, item| self.add(row, item));
                }
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
        self.long
    }

    fn list(&mut self, row: Row, items: &List<'v>) {
        if items.len() > LONG {
            return self.long.push(row);
        }
        self.answers[row as usize] = !self.last;
        if let Some(leaf) = self.leaf {
            return self.at_once(row, items, leaf);
        }
        match items {
            List::Objects(objects) => objects.iter().for_each(|id| self.object(row, *id)),
            List::Written(items) => items.iter().for_each(|item| self.add(row, Val::of(&item.value))),
            List::Made(items) => items.iter().for_each(|item| self.add(row, item.clone())),
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
            List::Written(items) => fold.over(items.iter().map(|item| ask(Found::of(&Val::of(&item.value))))),
            List::Made(items) => fold.over(items.iter().map(|item| ask(Found::of(item)))),
        };
    }

    fn object(&mut self, row: Row, id: ObjectId) {
        if let Test::Alike(words, _) = self.test {
            let known = self.known.get_or_insert_with(|| self.rows.together().kept.memo().answers(*words));
            if let Some(answer) = known.get(id.0) {
                let all = &mut self.answers[row as usize];
                *all = with(self.last, *all, answer);
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
        for ((row, item), answer) in self.of.iter().zip(&self.items).zip(answers) {
            let all = &mut self.answers[*row as usize];
            *all = with(self.last, *all, answer);
            if let (Some(known), Val::Object(id)) = (&self.known, item) {
                known.set(id.0, answer);
            }
        }
        self.of.clear();
        self.items.clear();
    }
}

impl Path {
    /// What stands at its end, for each chosen row in their order.
    fn column<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row], tell: impl FnMut(Row, Found<'v>)) {
        self.along(&self.steps, of, chosen, tell);
    }

    /// What stands at the end of its first steps.
    fn along<'v>(
        &'v self,
        steps: &'v [Step],
        (env, rows): Of<'_, 'v>,
        chosen: &[Row],
        mut tell: impl FnMut(Row, Found<'v>),
    ) {
        let mut go = |row: Row, root| match steps {
            // Most paths are one field.
            [step] => tell(row, step.value(root, env)),
            steps => tell(row, follow(root, steps, env)),
        };
        match &self.root {
            Root::Global(0) => {
                let together = rows.together();
                let Some(slot) = together.slot(steps.first()) else {
                    let value = |row| Found::of(&together.value(rows.outermost(row)));
                    return chosen.iter().for_each(|row| go(*row, value(*row)));
                };
                let rest = &steps[1..];
                if slot == LACKS {
                    return chosen.iter().for_each(|row| tell(*row, follow(Found::Lacks, rest, env)));
                }
                let field = together.field(slot);
                let first = |row| field[rows.outermost(row) as usize].map_or(Found::Unknown, Found::Written);
                match rest {
                    [] => chosen.iter().for_each(|row| tell(*row, first(*row))),
                    [step] => chosen.iter().for_each(|row| tell(*row, step.value(first(*row), env))),
                    rest => chosen.iter().for_each(|row| tell(*row, follow(first(*row), rest, env))),
                }
            }
            Root::Global(name) => chosen.iter().for_each(|row| go(*row, Found::of(env.value(*name)))),
            Root::Local(levels) => chosen.iter().for_each(|row| go(*row, Found::of(rows.item(*row, *levels)))),
            Root::Today => chosen.iter().for_each(|row| go(*row, Found::Unknown)),
            Root::Node(node) => {
                let roots = node.found((env, rows), chosen);
                chosen.iter().zip(roots).for_each(|(row, root)| go(*row, root));
            }
        }
    }

    /// Whether the field at its end was written.
    fn has_column<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
        let (last, before) = self.steps.split_last().expect("`has` asks for a field");
        let (rows, together) = (of.1, of.1.together());
        if let (Root::Global(0), [], Some(slot)) = (&self.root, before, together.slot(Some(last))) {
            let field = if slot == LACKS { None } else { Some(together.field(slot)) };
            let has = |row| field.map_or(Truth::True, |field| written(field[rows.outermost(row) as usize]));
            return chosen.iter().for_each(|row| answers[*row as usize] = has(*row));
        }
        self.along(before, of, chosen, |row, found| answers[row as usize] = last.has(found, of.0));
    }
}

impl Node {
    /// The same as [`Test::of_all`] of a part that is true or false by itself.
    pub(super) fn truth_of_all<'v>(&'v self, env: &Env<'v>, together: &Together<'v>, chosen: &[Row]) -> Vec<Truth> {
        let mut answers = vec![Truth::Unknown; together.len()];
        let tell = |row: Row, value: Val<'v>| answers[row as usize] = value.truth();
        self.column((env, &Rows::Firsts(together)), chosen, tell);
        answers
    }

    /// Its value for each chosen row in their order.
    fn column<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], mut tell: impl FnMut(Row, Val<'v>)) {
        match self {
            Self::Value(value) => chosen.iter().for_each(|row| tell(*row, value.clone())),
            Self::Text(text) => chosen.iter().for_each(|row| tell(*row, Val::Text(text))),
            Self::Path(path) => match (&path.root, path.steps.is_empty()) {
                (Root::Global(0), _) | (_, false) => {
                    path.column((env, rows), chosen, |row, found| tell(row, found.val()))
                }
                (Root::Local(levels), true) => {
                    chosen.iter().for_each(|row| tell(*row, rows.item(*row, *levels).clone()));
                }
                _ => self.one_by_one((env, rows), chosen, tell),
            },
            Self::Call(function, arguments) => match (&function.work, &**arguments) {
                (Work::Graph(ask), [argument]) => {
                    let objects = argument.found((env, rows), chosen).into_iter().map(Found::object);
                    let value = |object: Option<ObjectId>| object.map_or(Val::Unknown, |id| ask(env, id));
                    chosen.iter().zip(objects).for_each(|(row, object)| tell(*row, value(object)));
                }
                _ => self.one_by_one((env, rows), chosen, tell),
            },
            _ => self.one_by_one((env, rows), chosen, tell),
        }
    }

    fn one_by_one<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], mut tell: impl FnMut(Row, Val<'v>)) {
        let mut env = env.clone();
        for row in chosen {
            rows.alone(*row, &mut env, &mut |env, around| tell(*row, self.value(env, around)));
        }
    }

    /// The values in the order of the chosen rows.
    fn values<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row]) -> Vec<Val<'v>> {
        let mut values = Vec::with_capacity(chosen.len());
        self.column(of, chosen, |_, value| values.push(value));
        values
    }

    /// The same, as far as they are objects, records, edges or values of closed lists.
    fn found<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row]) -> Vec<Found<'v>> {
        let mut all = Vec::with_capacity(chosen.len());
        match self {
            Self::Path(path) => path.column(of, chosen, |_, found| all.push(found)),
            node => node.column(of, chosen, |_, value| all.push(Found::of(&value))),
        }
        all
    }
}
