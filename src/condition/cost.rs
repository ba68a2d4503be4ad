//! What asking a part of a condition costs, roughly: loads of a field are counted, lists are guessed.
//!
//! Only the order in which the parts of an *and* or an *or* are asked comes from it, never an answer.

use super::compile::{Node, Path, Root, Step, Test};
use super::functions::Work;

/// Items of a list in a description, and of all objects of a noun.
const LISTED: u32 = 6;
const ALL: u32 = 10_000;

impl Test {
    /// The cost of asking it, in loads of a field.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Self::Known(_) => 0,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::cost).fold(0, u32::saturating_add),
            Self::Not(operand) | Self::Alike(_, operand) => operand.cost(),
            Self::OneOf(path, _) | Self::Has(path) => path.cost(),
            Self::AnyOneOf(list, _) => list.cost().saturating_add(list.length()),
            Self::Equal(sides) | Self::Order(sides, _) => both(&sides.0, &sides.1),
            Self::In(sides) => both(&sides.0, &sides.1).saturating_add(sides.1.length()),
            Self::Exists(parts) | Self::Every(parts) | Self::One(parts) => over(&parts.0, parts.1.cost()),
            Self::Covers(covers) => over(&covers.list, covers.item.len() as u32),
            // Longer than a field is any text that a pattern is looked for in.
            Self::Matches(parts) => parts.0.cost().saturating_add(20),
            Self::If(parts) => parts.0.cost().saturating_add(parts.1.cost().max(parts.2.cost())),
            Self::Value(node) => node.cost(),
        }
    }
}

impl Node {
    fn cost(&self) -> u32 {
        match self {
            Self::Value(_) | Self::Text(_) | Self::AllOf(_) => 0,
            Self::Path(path) => path.cost(),
            Self::List(items) => items.iter().map(Self::cost).fold(0, u32::saturating_add),
            Self::Call(function, arguments) => {
                let arguments = arguments.iter().map(Self::cost).fold(0, u32::saturating_add);
                let own = match (&function.work, function.name) {
                    // The only one that makes its list anew.
                    (Work::Graph(_), "peers") => 100,
                    (Work::Graph(_), _) => 2,
                    _ => 1,
                };
                arguments.saturating_add(own)
            }
            Self::Plus(sides) | Self::Minus(sides) => both(&sides.0, &sides.1),
            Self::Negate(operand) => operand.cost(),
            Self::Filter(parts) => over(&parts.0, parts.1.cost()),
            Self::Map(parts) => over(&parts.0, parts.1.cost()),
            Self::If(parts) => parts.0.cost().saturating_add(parts.1.cost().max(parts.2.cost())),
            Self::Test(test) => test.cost(),
        }
    }

    /// How many items it has, if it is a list.
    fn length(&self) -> u32 {
        match self {
            Self::List(items) => items.len() as u32,
            Self::AllOf(_) => ALL,
            Self::Filter(parts) => parts.0.length(),
            Self::Map(parts) => parts.0.length(),
            _ => LISTED,
        }
    }
}

impl Path {
    fn cost(&self) -> u32 {
        let root = if let Root::Node(node) = &self.root { node.cost() } else { 0 };
        // What lies behind a reference is far away in memory.
        let steps = self.steps.iter().enumerate().map(|(at, step)| match step {
            Step::Object(_) if at > 0 => 4,
            _ => 1,
        });
        steps.fold(root, u32::saturating_add)
    }
}

fn both(left: &Node, right: &Node) -> u32 {
    left.cost().saturating_add(right.cost()).saturating_add(1)
}

/// Something asked of each item of a list.
fn over(list: &Node, each: u32) -> u32 {
    list.cost().saturating_add(list.length().saturating_mul(each.saturating_add(1)))
}
