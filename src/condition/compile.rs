//! The checked tree to the form that is evaluated: names are positions, fields are slots, values of closed
//! lists are numbers.
//!
//! A miscompiled condition would be a wrong verdict, so the naive interpreter of `trace.rs` is kept beside
//! it and a property test compares the two.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::ast::{Expr, Fold, Kind, Op};
use super::check::{Checked, Note, find_named};
use super::functions::Function;
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
    Every(Box<(Node, Test)>),
    One(Box<(Node, Test)>),
    Matches(Box<(Node, Regex)>),
    If(Box<(Test, Test, Test)>),
    /// A field or function that is itself true or false.
    Value(Node),
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
    checked: &'c Checked,
    /// How many macros are around the part that is being compiled.
    depth: usize,
}

impl<'c> Compiler<'c> {
    pub fn new(checked: &'c Checked) -> Self {
        Self { checked, depth: 0 }
    }

    fn ty(&self, part: &Expr) -> &'c Type {
        &self.checked.infos[part.id as usize].ty
    }

    fn note(&self, part: &Expr) -> &'c Note {
        &self.checked.infos[part.id as usize].note
    }

    /// A part of any type.
    pub fn node(&mut self, part: &Expr) -> Node {
        match &part.kind {
            Kind::Integer(number) => Node::Value(Val::Integer(*number)),
            Kind::Text(text) => Node::Text(text.clone()),
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
                Node::Filter((list, self.within(|inner| inner.test(body))).into())
            }
            Kind::Fold(Fold::Map, list, _, body) => {
                let list = self.node(list);
                Node::Map((list, self.within(|inner| inner.node(body))).into())
            }
            _ => Node::Test(self.test(part).into()),
        }
    }

    fn pair(&mut self, left: &Expr, right: &Expr) -> Box<(Node, Node)> {
        Box::new((self.node(left), self.node(right)))
    }

    fn within<T>(&mut self, compile: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let result = compile(self);
        self.depth -= 1;
        result
    }

    fn call<'e>(&mut self, part: &Expr, arguments: impl Iterator<Item = &'e Expr>) -> Node {
        match self.note(part) {
            Note::Date(date) => Node::Value(Val::Date(*date)),
            Note::Noun(noun) => Node::AllOf(*noun),
            Note::Function(function) => Node::Call(function, arguments.map(|argument| self.node(argument)).collect()),
            _ => unreachable!("the checker found the function"),
        }
    }

    /// A part that is true or false.
    pub fn test(&mut self, part: &Expr) -> Test {
        match &part.kind {
            Kind::Bool(known) => Test::Known(*known),
            Kind::And(parts) => Test::All(self.cheapest_first(parts)),
            Kind::Or(parts) => Test::Any(self.cheapest_first(parts)),
            Kind::Not(operand) => Test::Not(self.test(operand).into()),
            Kind::Has(field) => Test::Has(self.path(field)),
            Kind::Binary(op, left, right) => self.binary(*op, left, right),
            Kind::If(test, yes, no) => Test::If((self.test(test), self.test(yes), self.test(no)).into()),
            Kind::Method(of, ..) if let Note::Regex(regex) = self.note(part) => {
                Test::Matches((self.node(of), regex.clone()).into())
            }
            Kind::Fold(fold, list, _, body) => {
                let list = self.node(list);
                let body = self.within(|inner| inner.test(body));
                match fold {
                    Fold::Exists => Test::Exists((list, body).into()),
                    Fold::All => Test::Every((list, body).into()),
                    Fold::ExistsOne => Test::One((list, body).into()),
                    Fold::Filter | Fold::Map => unreachable!("the checker wants a test"),
                }
            }
            _ => Test::Value(self.node(part)),
        }
    }

    /// The parts of an *and* or an *or*. These are the least and the greatest of their parts, in whatever order
    /// they are asked, and mostly one of the cheap ones decides.
    fn cheapest_first(&mut self, parts: &[Expr]) -> Box<[Test]> {
        let mut tests: Vec<Test> = parts.iter().map(|part| self.test(part)).collect();
        tests.sort_by_cached_key(Test::cost);
        tests.into()
    }

    fn binary(&mut self, op: Op, left: &Expr, right: &Expr) -> Test {
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

    fn equal(&mut self, left: &Expr, right: &Expr) -> Test {
        for (value, literal) in [(left, right), (right, left)] {
            if let Some(test) = self.members(value, literal) {
                return test;
            }
        }
        Test::Equal(self.pair(left, right))
    }

    fn within_list(&mut self, left: &Expr, right: &Expr) -> Test {
        if let Some(test) = self.members(left, right) {
            return test;
        }
        match (self.ty(right), literal_text(left)) {
            (Type::List(item), Some(word)) if let Type::Choice(lists) = &**item => {
                Test::AnyOneOf(self.node(right), members(lists, &[word]))
            }
            _ => Test::In(self.pair(left, right)),
        }
    }

    /// A field of a closed list held against texts in quotes becomes a comparison of numbers.
    fn members(&mut self, value: &Expr, literal: &Expr) -> Option<Test> {
        let Type::Choice(lists) = self.ty(value) else { return None };
        let words: Vec<&str> = match &literal.kind {
            Kind::Text(text) => vec![text],
            Kind::List(items) => items.iter().map(literal_text).collect::<Option<_>>()?,
            _ => return None,
        };
        if !matches!(value.kind, Kind::Name(_) | Kind::Field(..)) {
            return None;
        }
        // `[]` is left to the general way, in which nothing is in it even when the value is unknown.
        if words.is_empty() {
            return None;
        }
        Some(Test::OneOf(self.path(value), members(lists, &words)))
    }

    fn path(&mut self, part: &Expr) -> Path {
        let mut steps = Vec::new();
        let mut at = part;
        while let Kind::Field(of, name) = &at.kind {
            steps.push(self.step(of, &name.text));
            at = of;
        }
        steps.reverse();
        let root = match (&at.kind, self.note(at)) {
            (Kind::Name(_), Note::Global(slot)) => Root::Global(*slot),
            (Kind::Name(_), Note::Local(level)) => Root::Local(self.depth - 1 - level),
            (Kind::Name(_), _) => Root::Today,
            _ => Root::Node(self.node(at).into()),
        };
        Path { root, steps: steps.into() }
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

fn members(lists: &[&'static Choice], words: &[&str]) -> Members {
    let among = |list: &'static Choice| list.options.iter().map(|option| words.contains(&option.key)).collect();
    Members(lists.iter().map(|list| (*list, among(list))).collect())
}

fn literal_text(part: &Expr) -> Option<&str> {
    match &part.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}
