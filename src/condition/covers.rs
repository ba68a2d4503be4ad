//! Whether a list has an item for each of several texts, found in one walk through the list.
//!
//! `["a", "b", "c"].all(x, list.exists(i, i.kind == x))` is how a rule says that three things are there. As three
//! questions it goes through the list three times; here the values that occur are gathered, and each question is a look
//! at what was gathered. The answer is the same.

use std::cell::Cell;

use super::compile::{Members, Node, Path, Root, Step, Test};
use super::eval::{Around, Fold, Found, follow};
use super::value::{Env, Truth, Val};
use crate::schema::{Choice, Value};

/// A list, and sets of values of which some item has to have one each.
#[derive(Debug)]
pub(super) struct Covers {
    pub list: Node,
    /// From an item to its value.
    pub item: Box<[Step]>,
    /// The closed lists that the value may be of, each with the bit of its first value.
    lists: Box<[(&'static Choice, u32)]>,
    /// By question the bits of the values that answer it.
    wanted: Box<[u128]>,
}

impl Covers {
    /// The questions as one; `None` when they do not all ask for values of the same field of an item.
    pub fn new(list: Node, bodies: Vec<Test>) -> Option<Self> {
        let mut first: Option<&Path> = None;
        let sets = bodies.iter().map(|body| sets(body, &mut first)).collect::<Option<Vec<Vec<&Members>>>>()?;
        let mut bits = 0;
        let lists = sets.first()?.first()?.0.iter().map(|(list, values)| {
            let start = bits;
            bits += values.len() as u32;
            (*list, start)
        });
        let lists: Box<[_]> = lists.collect();
        // Values of one field are of the same closed lists in the same order.
        let wanted = |sets: &Vec<&Members>| {
            let chosen = sets.iter().flat_map(|members| members.0.iter().zip(&lists));
            chosen.fold(0, |all, ((_, values), (_, start))| all | bits_of(values, *start))
        };
        if bits > u128::BITS {
            return None;
        }
        let wanted = sets.iter().map(wanted).collect();
        let item = bodies.into_iter().find_map(steps)?;
        Some(Self { list, item, lists, wanted })
    }

    /// Whether the list of one object has them all.
    pub fn holds<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Truth {
        let (seen, open) = (Cell::new(0), Cell::new(false));
        let note = |item: &Val<'v>| {
            self.note(Found::of(item), env, &seen, &open);
            Truth::True
        };
        match self.list.each(env, Truth::False, around, note, Fold::Every) {
            Truth::True => self.judged(seen.get(), open.get()),
            other => other,
        }
    }

    /// The same of a list that was found already.
    pub fn among<'v>(&'v self, list: Found<'v>, env: &Env<'v>) -> Truth {
        let (seen, open) = (Cell::new(0), Cell::new(false));
        match list {
            Found::Written(Value::List(items)) => {
                items.iter().for_each(|item| self.note(Found::Written(&item.value), env, &seen, &open));
                self.judged(seen.get(), open.get())
            }
            Found::Lacks | Found::Written(Value::NotApplicable) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    fn note<'v>(&self, item: Found<'v>, env: &Env<'v>, seen: &Cell<u128>, open: &Cell<bool>) {
        let (list, at) = match follow(item, &self.item, env) {
            Found::Written(Value::Choice(list, at)) => (*list, *at),
            Found::Choice(list, at) => (list, at),
            Found::Lacks | Found::Written(Value::NotApplicable) => return,
            _ => return open.set(true),
        };
        let known = self.lists.iter().find(|(known, _)| std::ptr::eq(*known, list));
        seen.set(seen.get() | known.map_or(0, |(_, start)| 1 << (start + u32::from(at))));
    }

    /// The least of the answers.
    fn judged(&self, seen: u128, open: bool) -> Truth {
        // An item of which the value is not known may be any.
        let without = if open { Truth::Unknown } else { Truth::False };
        Fold::Every.over(self.wanted.iter().map(|wanted| if wanted & seen != 0 { Truth::True } else { without }))
    }
}

fn bits_of(values: &[bool], start: u32) -> u128 {
    let set = (start..).zip(values).filter(|(_, chosen)| **chosen);
    set.fold(0, |all, (bit, _)| all | 1_u128.checked_shl(bit).unwrap_or(0))
}

/// The sets of values that a test of an item asks for, all at the end of one path.
fn sets<'t>(body: &'t Test, first: &mut Option<&'t Path>) -> Option<Vec<&'t Members>> {
    match body {
        Test::OneOf(path, members) if matches!(path.root, Root::Local(0)) => {
            same(&first.get_or_insert(path).steps, &path.steps).then(|| vec![members])
        }
        Test::Any(parts) => {
            let parts = parts.iter().map(|part| sets(part, first)).collect::<Option<Vec<_>>>()?;
            Some(parts.concat())
        }
        _ => None,
    }
}

/// Whether two ways lead to the same field.
fn same(some: &[Step], others: &[Step]) -> bool {
    let same = |(one, other): (&Step, &Step)| match (one, other) {
        // One name has one table of slots, wherever it stands.
        (Step::Object(one), Step::Object(other)) => std::ptr::eq(*one, *other),
        (Step::Record(one), Step::Record(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| std::ptr::eq(one.0, other.0) && one.1 == other.1)
        }
        (Step::Edge(one), Step::Edge(other)) => one == other,
        _ => false,
    };
    some.len() == others.len() && some.iter().zip(others).all(same)
}

/// The way from an item to its value in a test of which that is known.
fn steps(body: Test) -> Option<Box<[Step]>> {
    match body {
        Test::OneOf(path, _) => Some(path.steps),
        Test::Any(parts) => parts.into_iter().find_map(steps),
        _ => None,
    }
}
