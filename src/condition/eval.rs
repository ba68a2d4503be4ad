//! Evaluates the compiled form.
//!
//! The hot path of a run: a test of a field is a few loads and a comparison. Cost is linear in the
//! condition and in the lists it walks through; only `filter`, `map` and some graph functions allocate.

use super::compile::{EdgeField, LACKS, Members, Node, Path, Root, Step, Test};
use super::types::EDGE_KINDS;
use super::value::{Env, Frame, List, Truth, Val, exactly_one};
use crate::graph::EdgeId;
use crate::schema::{Fields, Value};

/// The items of the macros around a part.
type Around<'f, 'v> = Option<&'f Frame<'f, 'v>>;

impl Node {
    /// The value of this part.
    pub fn value<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Val<'v> {
        match self {
            Self::Value(value) => value.clone(),
            Self::Text(text) => Val::Text(text),
            Self::Path(path) => path.value(env, around),
            Self::List(items) => Val::List(List::Made(items.iter().map(|item| item.value(env, around)).collect())),
            Self::Call(function, arguments) => {
                let mut values = [Val::Unknown, Val::Unknown];
                for (value, argument) in values.iter_mut().zip(arguments) {
                    *value = argument.value(env, around);
                    if matches!(value, Val::Unknown | Val::NotApplicable) {
                        return Val::Unknown;
                    }
                }
                function.call(env, &values[..arguments.len()])
            }
            Self::AllOf(noun) => Val::List(List::Objects(env.graph.all(*noun))),
            Self::Plus(sides) => sides.0.value(env, around).plus(&sides.1.value(env, around)),
            Self::Minus(sides) => sides.0.value(env, around).minus(&sides.1.value(env, around)),
            Self::Negate(operand) => operand.value(env, around).negated(),
            Self::Filter(parts) => parts.0.value(env, around).filtered(&parts.1, env, around),
            Self::Map(parts) => match parts.0.value(env, around) {
                Val::List(list) => {
                    let made = |item| parts.1.value(env, Some(&Frame { up: around, item: &item }));
                    Val::List(List::Made(list.iter().map(made).collect()))
                }
                other => other,
            },
            Self::If(parts) => match parts.0.holds(env, around) {
                Truth::True => parts.1.value(env, around),
                Truth::False => parts.2.value(env, around),
                Truth::Unknown => Val::Unknown,
            },
            Self::Test(test) => test.holds(env, around).val(),
        }
    }

    /// What a test says of each item, folded. A list written out in the condition is not made first.
    /// `none` is the answer where a list is not applicable: there is no item then.
    fn each<'v>(
        &'v self,
        env: &Env<'v>,
        none: Truth,
        around: Around<'_, 'v>,
        holds: impl Fn(&Val<'v>) -> Truth,
        fold: fn(&mut dyn Iterator<Item = Truth>) -> Truth,
    ) -> Truth {
        if let Self::List(items) = self {
            return fold(&mut items.iter().map(|item| holds(&item.value(env, around))));
        }
        match self.value(env, around) {
            Val::List(list) => fold(&mut list.iter().map(|item| holds(&item))),
            Val::NotApplicable => none,
            _ => Truth::Unknown,
        }
    }
}

impl<'v> Val<'v> {
    /// The items that pass; when that is open for one of them, the whole list is unknown.
    fn filtered(self, test: &'v Test, env: &Env<'v>, around: Around<'_, 'v>) -> Self {
        let Self::List(list) = self else { return self };
        let mut kept = Vec::new();
        for item in list.iter() {
            match test.holds(env, Some(&Frame { up: around, item: &item })) {
                Truth::True => kept.push(item),
                Truth::False => {}
                Truth::Unknown => return Self::Unknown,
            }
        }
        Self::List(List::Made(kept))
    }
}

/// Kleene's *and*; asks no further once it is false.
fn every(tests: &mut dyn Iterator<Item = Truth>) -> Truth {
    let mut all = Truth::True;
    for test in tests {
        all = all.min(test);
        if all == Truth::False {
            break;
        }
    }
    all
}

/// Kleene's *or*; asks no further once it is true.
fn some(tests: &mut dyn Iterator<Item = Truth>) -> Truth {
    let mut any = Truth::False;
    for test in tests {
        any = any.max(test);
        if any == Truth::True {
            break;
        }
    }
    any
}

impl Test {
    /// Whether it holds.
    pub fn holds<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Truth {
        match self {
            Self::Known(known) => Truth::from(*known),
            Self::All(parts) => every(&mut parts.iter().map(|part| part.holds(env, around))),
            Self::Any(parts) => some(&mut parts.iter().map(|part| part.holds(env, around))),
            Self::Not(operand) => !operand.holds(env, around),
            Self::OneOf(path, members) => members.has(&path.value(env, around)),
            Self::AnyOneOf(list, members) => list.each(env, Truth::False, around, |item| members.has(item), some),
            Self::Equal(sides) => sides.0.value(env, around).equals(&sides.1.value(env, around)),
            Self::Order(sides, passing) => {
                let order = sides.0.value(env, around).order(&sides.1.value(env, around));
                order.map_or(Truth::Unknown, |order| passing[(order as i8 + 1) as usize].into())
            }
            Self::In(sides) => {
                let wanted = sides.0.value(env, around);
                sides.1.each(env, Truth::False, around, |item| wanted.equals(item), some)
            }
            Self::Has(path) => path.has(env, around),
            Self::Exists(parts) => parts.0.each(env, Truth::False, around, item_test(&parts.1, env, around), some),
            Self::Every(parts) => parts.0.each(env, Truth::True, around, item_test(&parts.1, env, around), every),
            Self::One(parts) => {
                parts.0.each(env, Truth::False, around, item_test(&parts.1, env, around), |items| exactly_one(items))
            }
            Self::Matches(parts) => match parts.0.value(env, around).text() {
                Some(text) => parts.1.is_match(text).into(),
                None => Truth::Unknown,
            },
            Self::If(parts) => match parts.0.holds(env, around) {
                Truth::True => parts.1.holds(env, around),
                Truth::False => parts.2.holds(env, around),
                Truth::Unknown => Truth::Unknown,
            },
            Self::Value(node) => node.value(env, around).truth(),
        }
    }
}

fn item_test<'f, 'v>(test: &'v Test, env: &'f Env<'v>, around: Around<'f, 'v>) -> impl Fn(&Val<'v>) -> Truth + 'f
where
    'v: 'f,
{
    move |item| test.holds(env, Some(&Frame { up: around, item }))
}

impl Members {
    fn has(&self, value: &Val<'_>) -> Truth {
        match value {
            Val::Choice(list, at) => {
                let members = self.0.iter().find(|(known, _)| std::ptr::eq(*known, *list));
                members.is_some_and(|(_, members)| members[usize::from(*at)]).into()
            }
            Val::NotApplicable => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

impl Path {
    /// What stands at its end.
    fn value<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Val<'v> {
        self.after(&self.steps, env, around)
    }

    fn after<'v>(&'v self, steps: &[Step], env: &Env<'v>, around: Around<'_, 'v>) -> Val<'v> {
        match &self.root {
            Root::Global(slot) => follow(env.value(*slot), steps, env),
            Root::Local(levels) => follow(around.expect("the checker counted the macros").out(*levels), steps, env),
            Root::Today => follow(&Val::Date(env.today), steps, env),
            Root::Node(node) => follow(&node.value(env, around), steps, env),
        }
    }

    /// Whether the field at its end was written.
    fn has<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Truth {
        let (last, before) = self.steps.split_last().expect("`has` asks for a field");
        let of = self.after(before, env, around);
        match last.fields(&of, env) {
            Some((_, LACKS)) => Truth::True,
            Some((fields, slot)) => written(fields.value(slot).map(|written| &written.value)),
            None => match (of, last) {
                (Val::NotApplicable, _) => Truth::True,
                (Val::Edge(id), Step::Edge(EdgeField::Flow)) => env.graph.edge(id).flow.is_some().into(),
                (Val::Edge(_), _) => Truth::True,
                _ => Truth::Unknown,
            },
        }
    }
}

/// What stands some steps behind a value.
fn follow<'v>(from: &Val<'v>, steps: &[Step], env: &Env<'v>) -> Val<'v> {
    let Some((first, rest)) = steps.split_first() else { return from.clone() };
    rest.iter().fold(first.value(from, env), |value, step| step.value(&value, env))
}

/// What `has` says of a field.
pub(super) fn written(value: Option<&Value>) -> Truth {
    match value {
        None => Truth::False,
        Some(Value::Unknown | Value::Invalid) => Truth::Unknown,
        Some(_) => Truth::True,
    }
}

impl Step {
    /// The fields it reads from, and the slot.
    fn fields<'v>(&self, of: &Val<'v>, env: &Env<'v>) -> Option<(&'v Fields, u16)> {
        match (self, of) {
            (Self::Object(slots), Val::Object(id)) => {
                let object = env.graph.object(*id);
                Some((&object.fields, slots[object.noun as usize]))
            }
            (Self::Record(slots), Val::Record(fields)) => {
                let slot = slots.iter().find(|(record, _)| std::ptr::eq(*record, fields.record));
                Some((fields, slot.map_or(LACKS, |(_, slot)| *slot)))
            }
            _ => None,
        }
    }

    fn value<'v>(&self, of: &Val<'v>, env: &Env<'v>) -> Val<'v> {
        match self.fields(of, env) {
            Some((_, LACKS)) => Val::NotApplicable,
            Some((fields, slot)) => fields.value(slot).map_or(Val::Unknown, |written| Val::of(&written.value)),
            None => match (of, self) {
                (Val::NotApplicable, _) => Val::NotApplicable,
                (Val::Edge(id), Self::Edge(field)) => edge_value(env, *id, *field),
                _ => Val::Unknown,
            },
        }
    }
}

/// A field of an edge.
pub(super) fn edge_value<'v>(env: &Env<'v>, id: EdgeId, field: EdgeField) -> Val<'v> {
    let edge = env.graph.edge(id);
    match field {
        EdgeField::Kind => Val::Choice(&EDGE_KINDS, edge.kind as u16),
        EdgeField::From => Val::Object(edge.from),
        EdgeField::To => Val::Object(edge.to),
        EdgeField::Flow => edge.flow.map_or(Val::Unknown, Val::Object),
    }
}
