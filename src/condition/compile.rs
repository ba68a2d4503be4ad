//! The checked tree to the form that is evaluated: names are positions, fields are slots, values of closed
//! lists are numbers.
//!
//! A miscompiled condition would be a wrong verdict, so the naive interpreter of `trace.rs` is kept beside
//! it and a property test compares the two.

mod alike;
mod folds;

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::ast::{Expr, Fold, Kind, Op};
use super::check::{Checked, Note, find_named};
use super::covers::Covers;
use super::functions::Function;
use super::memo::Words;
use super::types::Type;
use super::value::Val;
use crate::model::record_of;
use crate::schema::{Choice, Noun, Record};

/// A part that gives a value.
#[derive(Debug)]
pub(super) enum Node {
    Value(Val<'static>),
    Text(Box<str>),
    Path(Path),
    List(Box<[Node]>),
    Call(&'static Function, Box<[Node]>),
    AllOf(Noun),
    Plus(Box<(Node, Node)>),
    Minus(Box<(Node, Node)>),
    Negate(Box<Node>),
    Filter(Box<(Node, Test)>),
    Map(Box<(Node, Node)>),
    If(Box<(Test, Node, Node)>),
    Test(Box<Test>),
}

/// A part that gives a truth value.
#[derive(Debug)]
pub(super) enum Test {
    Known(bool),
    All(Box<[Test]>),
    Any(Box<[Test]>),
    Not(Box<Test>),
    /// A value of a closed list is among some of its values: `kind == "x"`, `kind in ["x", "y"]`.
    OneOf(Path, Members),
    /// Some item of a list of such values is: `"x" in scope`.
    AnyOneOf(Node, Members),
    Equal(Box<(Node, Node)>),
    /// A number or date compared: whether less, equal and greater pass.
    Order(Box<(Node, Node)>, [bool; 3]),
    In(Box<(Node, Node)>),
    Has(Path),
    Exists(Box<(Node, Test)>),
    /// Several of these of one list: some item has one of these values, some item one of those, and so on.
    Covers(Box<Covers>),
    Every(Box<(Node, Test)>),
    One(Box<(Node, Test)>),
    Matches(Box<(Node, Regex)>),
    If(Box<(Test, Test, Test)>),
    /// A field or function that is itself true or false.
    Value(Node),
    /// A part that depends on one value alone, and that others may ask with the same words: the value of the scope's
    /// first name outside all macros, the item in the body of one.
    Alike(Words, Box<Test>),
}

/// For each closed list that the value may be of, which of its values count.
#[derive(Debug)]
pub(super) struct Members(pub Box<[Chosen]>);

/// A closed list, and for each of its values whether it is a member.
type Chosen = (&'static Choice, Box<[bool]>);

/// A value and fields below it.
#[derive(Debug)]
pub(super) struct Path {
    pub root: Root,
    pub steps: Box<[Step]>,
}

/// Where a path starts.
#[derive(Debug)]
pub(super) enum Root {
    /// A name of the scope.
    Global(usize),
    /// The item of a macro, so many macros out.
    Local(usize),
    /// The day.
    Today,
    /// Any other value.
    Node(Box<Node>),
}

/// A field, as a slot in what it may be asked of.
#[derive(Debug)]
pub(super) enum Step {
    /// By noun; [`LACKS`] where the noun has no such field.
    Object(&'static Slots),
    /// By record.
    Record(Box<[(&'static Record, u16)]>),
    /// A field of an edge.
    Edge(EdgeField),
}

/// The slot of a field in the record of each noun.
pub(super) type Slots = [u16; Noun::ALL.len()];

/// The slots of all fields of all nouns, by the field's name in a condition.
static SLOTS: LazyLock<FxHashMap<String, Slots>> = LazyLock::new(|| {
    let mut all = FxHashMap::default();
    for (number, noun) in Noun::ALL.iter().enumerate() {
        for (slot, field) in record_of(*noun).fields() {
            let slots = all.entry(field.key.replace('-', "_")).or_insert([LACKS; Noun::ALL.len()]);
            // Of two fields with one name the first counts, as in `find_named`.
            slots[number] = slots[number].min(slot);
        }
    }
    all
});

/// The slot of a field that a noun does not have.
pub(super) const LACKS: u16 = u16::MAX;

/// The fields of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgeField {
    Kind,
    From,
    To,
    Flow,
}

impl EdgeField {
    /// The field of a name that the checker let through.
    pub fn named(name: &str) -> Self {
        match name {
            "kind" => Self::Kind,
            "from" => Self::From,
            "to" => Self::To,
            _ => Self::Flow,
        }
    }
}

/// Compiles a checked tree.
pub(super) struct Compiler<'c> {
    text: &'c str,
    checked: &'c Checked,
    /// The items of the macros around the part that is being compiled, the outermost first.
    around: Vec<Item<'c>>,
}

/// What an item of a macro is while its body is compiled.
#[derive(Clone, Copy)]
enum Item<'c> {
    /// Found when the condition is asked.
    Asked,
    /// A text in quotes, known now: the body is compiled for each one of a list that is written out.
    Known(&'c str),
    /// A field of what the condition is asked of, likewise.
    Field(&'c Expr),
}

impl<'c> Compiler<'c> {
    pub fn new(text: &'c str, checked: &'c Checked) -> Self {
        Self { text, checked, around: Vec::new() }
    }

    fn ty(&self, part: &Expr) -> &'c Type {
        &self.checked.infos[part.id as usize].ty
    }

    fn note(&self, part: &Expr) -> &'c Note {
        &self.checked.infos[part.id as usize].note
    }

    /// A part of any type.
    pub fn node(&mut self, part: &'c Expr) -> Node {
        if let Some(text) = self.literal_text(part) {
            return Node::Text(text.into());
        }
        match &part.kind {
            Kind::Integer(number) => Node::Value(Val::Integer(*number)),
            Kind::List(items) => Node::List(items.iter().map(|item| self.node(item)).collect()),
            Kind::Name(_) | Kind::Field(..) => Node::Path(self.path(part)),
            Kind::Negate(operand) => Node::Negate(self.node(operand).into()),
            Kind::Binary(Op::Add, left, right) => Node::Plus(self.pair(left, right)),
            Kind::Binary(Op::Subtract, left, right) => Node::Minus(self.pair(left, right)),
            Kind::If(test, yes, no) => Node::If((self.test(test), self.node(yes), self.node(no)).into()),
            Kind::Call(_, arguments) => self.call(part, arguments.iter()),
            Kind::Method(of, _, arguments) if !matches!(self.note(part), Note::Regex(_)) => {
                self.call(part, std::iter::once(&**of).chain(arguments))
            }
            Kind::Fold(Fold::Filter, list, _, body) => {
                let list = self.node(list);
                Node::Filter((list, self.within(Item::Asked, |inner| inner.test(body))).into())
            }
            Kind::Fold(Fold::Map, list, _, body) => {
                let list = self.node(list);
                Node::Map((list, self.within(Item::Asked, |inner| inner.node(body))).into())
            }
            _ => Node::Test(self.test(part).into()),
        }
    }

    fn pair(&mut self, left: &'c Expr, right: &'c Expr) -> Box<(Node, Node)> {
        Box::new((self.node(left), self.node(right)))
    }

    fn within<T>(&mut self, item: Item<'c>, compile: impl FnOnce(&mut Self) -> T) -> T {
        self.around.push(item);
        let result = compile(self);
        self.around.pop();
        result
    }

    fn call(&mut self, part: &Expr, arguments: impl Iterator<Item = &'c Expr>) -> Node {
        match self.note(part) {
            Note::Date(date) => Node::Value(Val::Date(*date)),
            Note::Noun(noun) => Node::AllOf(*noun),
            Note::Function(function) => Node::Call(function, arguments.map(|argument| self.node(argument)).collect()),
            _ => unreachable!("the checker found the function"),
        }
    }

    /// A part that is true or false.
    pub fn test(&mut self, part: &'c Expr) -> Test {
        match &part.kind {
            Kind::Bool(known) => Test::Known(*known),
            Kind::And(parts) => all(self.parts(parts, all)),
            Kind::Or(parts) => any(self.parts(parts, any)),
            Kind::Not(operand) => Test::Not(self.test(operand).into()),
            Kind::Has(field) => Test::Has(self.path(field)),
            Kind::Binary(op, left, right) => self.binary(*op, left, right),
            Kind::If(test, yes, no) => Test::If((self.test(test), self.test(yes), self.test(no)).into()),
            Kind::Method(of, ..) if let Note::Regex(regex) = self.note(part) => {
                Test::Matches((self.node(of), regex.clone()).into())
            }
            Kind::Fold(fold, list, _, body) => self.fold(*fold, list, body),
            _ => Test::Value(self.node(part)),
        }
    }

    fn binary(&mut self, op: Op, left: &'c Expr, right: &'c Expr) -> Test {
        match op {
            Op::Equal => self.equal(left, right),
            Op::Unequal => Test::Not(self.equal(left, right).into()),
            Op::In => self.within_list(left, right),
            Op::Less => Test::Order(self.pair(left, right), [true, false, false]),
            Op::AtMost => Test::Order(self.pair(left, right), [true, true, false]),
            Op::Greater => Test::Order(self.pair(left, right), [false, false, true]),
            Op::AtLeast => Test::Order(self.pair(left, right), [false, true, true]),
            Op::Add | Op::Subtract => unreachable!("the checker wants a test"),
        }
    }

    fn equal(&mut self, left: &'c Expr, right: &'c Expr) -> Test {
        if let (Some(one), Some(other)) = (self.literal_text(left), self.literal_text(right)) {
            return Test::Known(one == other);
        }
        for (value, literal) in [(left, right), (right, left)] {
            if let Some(test) = self.members(value, literal) {
                return test;
            }
        }
        Test::Equal(self.pair(left, right))
    }

    fn within_list(&mut self, left: &'c Expr, right: &'c Expr) -> Test {
        if let Some(test) = self.members(left, right) {
            return test;
        }
        match (self.ty(right), self.literal_text(left)) {
            (Type::List(item), Some(word)) if let Type::Choice(lists) = &**item => {
                Test::AnyOneOf(self.node(right), members(lists, &[word]))
            }
            _ => Test::In(self.pair(left, right)),
        }
    }

    /// A field of a closed list held against texts in quotes becomes a comparison of numbers.
    fn members(&mut self, value: &'c Expr, literal: &'c Expr) -> Option<Test> {
        let Type::Choice(lists) = self.ty(value) else { return None };
        let words = self.literal_text(literal).map(|text| vec![text]).or_else(|| self.literal_texts(literal))?;
        if !matches!(value.kind, Kind::Name(_) | Kind::Field(..) | Kind::Call(..)) {
            return None;
        }
        // `[]` is left to the general way, in which nothing is in it even when the value is unknown.
        if words.is_empty() {
            return None;
        }
        Some(Test::OneOf(self.path(value), members(lists, &words)))
    }

    fn path(&mut self, part: &'c Expr) -> Path {
        let mut steps = Vec::new();
        let mut at = part;
        loop {
            match (&at.kind, self.note(at)) {
                (Kind::Field(of, name), _) => {
                    steps.push(self.step(of, &name.text));
                    at = of;
                }
                (Kind::Name(_), Note::Local(level)) if let Item::Field(field) = self.around[*level] => at = field,
                _ => break,
            }
        }
        steps.reverse();
        let root = match (&at.kind, self.note(at)) {
            (Kind::Name(_), Note::Global(slot)) => Root::Global(*slot),
            (Kind::Name(_), Note::Local(level)) => {
                let inside = &self.around[level + 1..];
                Root::Local(inside.iter().filter(|item| matches!(item, Item::Asked)).count())
            }
            (Kind::Name(_), _) => Root::Today,
            _ => Root::Node(self.node(at).into()),
        };
        Path { root, steps: steps.into() }
    }

    /// A text in quotes, or the item of a macro that is known to be one.
    fn literal_text(&self, part: &'c Expr) -> Option<&'c str> {
        match (&part.kind, self.note(part)) {
            (Kind::Text(text), _) => Some(text),
            (Kind::Name(_), Note::Local(level)) => match self.around[*level] {
                Item::Known(text) => Some(text),
                Item::Asked | Item::Field(_) => None,
            },
            _ => None,
        }
    }

    /// A list of such texts; not the empty one.
    fn literal_texts(&self, part: &'c Expr) -> Option<Vec<&'c str>> {
        match &part.kind {
            Kind::List(items) if !items.is_empty() => items.iter().map(|item| self.literal_text(item)).collect(),
            _ => None,
        }
    }

    fn step(&self, of: &Expr, name: &str) -> Step {
        match self.ty(of) {
            Type::Edge => Step::Edge(EdgeField::named(name)),
            Type::Record(records) => {
                let slots = records.iter().filter_map(|record| Some((*record, find_named(record, name)?.0)));
                Step::Record(slots.collect())
            }
            _ => {
                static NOWHERE: Slots = [LACKS; Noun::ALL.len()];
                Step::Object(SLOTS.get(name).unwrap_or(&NOWHERE))
            }
        }
    }
}

fn all(tests: Vec<Test>) -> Test {
    parts(tests, true).map_or(Test::Known(false), |mut tests| match tests.len() {
        0 => Test::Known(true),
        1 => tests.remove(0),
        _ => Test::All(tests.into()),
    })
}

fn any(tests: Vec<Test>) -> Test {
    parts(tests, false).map_or(Test::Known(true), |mut tests| match tests.len() {
        0 => Test::Known(false),
        1 => tests.remove(0),
        _ => Test::Any(tests.into()),
    })
}

/// The parts of an *and* or an *or* without those that are known to be `neutral` in it; nothing when one that is known
/// decides the whole. An *and* is the least of its parts and an *or* the greatest, in whatever order they are asked, and
/// mostly one of the cheap ones decides.
fn parts(mut tests: Vec<Test>, neutral: bool) -> Option<Vec<Test>> {
    if tests.iter().any(|test| matches!(test, Test::Known(known) if *known != neutral)) {
        return None;
    }
    tests.retain(|test| !matches!(test, Test::Known(_)));
    tests.sort_by_cached_key(Test::cost);
    Some(tests)
}

fn members(lists: &[&'static Choice], words: &[&str]) -> Members {
    let among = |list: &'static Choice| list.options.iter().map(|option| words.contains(&option.key)).collect();
    Members(lists.iter().map(|list| (*list, among(list))).collect())
}
