//! Evaluates the compiled form.
//!
//! The hot path of a run: a test of a field is a few loads and a comparison. Cost is linear in the
//! condition and in the lists it walks through; only `filter`, `map` and some graph functions allocate.

use super::compile::{EdgeField, LACKS, Members, Node, Path, Root, Slots, Step, Test};
use super::functions::Work;
use super::types::EDGE_KINDS;
use super::value::{Env, Frame, List, SomeEdge, Truth, Val, exactly_one};
use crate::graph::{EdgeId, ObjectId};
use crate::schema::{Choice, Fields, Noun, Record, Value};

/// The items of the macros around a part.
pub(super) type Around<'f, 'v> = Option<&'f Frame<'f, 'v>>;

impl Node {
    /// The value of this part.
    pub fn value<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Val<'v> {
        match self {
            Self::Value(value) => value.clone(),
            Self::Text(text) => Val::Text(text),
            Self::Path(path) => path.value(env, around),
            Self::List(items) => Val::List(List::Made(items.iter().map(|item| item.value(env, around)).collect())),
            Self::Call(function, arguments) => {
                // Most functions ask the graph about one object, and most arguments are a name.
                if let (Work::Graph(ask), [argument]) = (&function.work, &**arguments) {
                    return argument.object(env, around).map_or(Val::Unknown, |id| ask(env, id));
                }
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

    /// The object that this part is, if it is a known one.
    fn object<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Option<ObjectId> {
        match self {
            Self::Path(path) => path.found(env, around).object(),
            _ => Found::of(&self.value(env, around)).object(),
        }
    }

    /// What a test says of each item, folded. A list written out in the condition is not made first.
    /// `none` is the answer where a list is not applicable: there is no item then.
    pub(super) fn each<'v>(
        &'v self,
        env: &Env<'v>,
        none: Truth,
        around: Around<'_, 'v>,
        holds: impl Fn(&Val<'v>) -> Truth,
        fold: Fold,
    ) -> Truth {
        match self {
            Self::List(items) => fold.over(items.iter().map(|item| holds(&item.value(env, around)))),
            Self::Path(path) if !path.steps.is_empty() => match path.found(env, around) {
                Found::Written(Value::List(items)) => {
                    fold.over(items.iter().map(|item| holds(&Val::of(&item.value))))
                }
                Found::Lacks | Found::Written(Value::NotApplicable) => none,
                _ => Truth::Unknown,
            },
            _ => match self.value(env, around) {
                Val::List(List::Objects(items)) => fold.over(items.iter().map(|item| holds(&Val::Object(*item)))),
                Val::List(list) => fold.over(list.iter().map(|item| holds(&item))),
                Val::NotApplicable => none,
                _ => Truth::Unknown,
            },
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

/// How the answers about several parts or items become one.
#[derive(Clone, Copy)]
pub(super) enum Fold {
    /// Kleene's *and*; asks no further once it is false.
    Every,
    /// Kleene's *or*; asks no further once it is true.
    Some,
    /// Whether it holds exactly once.
    One,
}

impl Fold {
    #[inline]
    pub(super) fn over(self, mut tests: impl Iterator<Item = Truth>) -> Truth {
        let (mut all, last) = match self {
            Self::Every => (Truth::True, Truth::False),
            Self::Some => (Truth::False, Truth::True),
            Self::One => return exactly_one(tests),
        };
        while all != last
            && let Some(next) = tests.next()
        {
            all = if last == Truth::True { all.max(next) } else { all.min(next) };
        }
        all
    }
}

impl Test {
    /// Whether it holds.
    pub fn holds<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Truth {
        match self {
            Self::Known(known) => Truth::from(*known),
            Self::All(parts) => Fold::Every.over(parts.iter().map(|part| part.holds(env, around))),
            Self::Any(parts) => Fold::Some.over(parts.iter().map(|part| part.holds(env, around))),
            Self::Not(operand) => !operand.holds(env, around),
            Self::OneOf(path, members) => members.has(path.found(env, around)),
            Self::AnyOneOf(list, members) => {
                list.each(env, Truth::False, around, |item| members.has(Found::of(item)), Fold::Some)
            }
            Self::Equal(sides) => sides.0.value(env, around).equals(&sides.1.value(env, around)),
            Self::Order(sides, passing) => {
                let order = sides.0.value(env, around).order(&sides.1.value(env, around));
                order.map_or(Truth::Unknown, |order| passing[(order as i8 + 1) as usize].into())
            }
            Self::In(sides) => {
                let wanted = sides.0.value(env, around);
                sides.1.each(env, Truth::False, around, |item| wanted.equals(item), Fold::Some)
            }
            Self::Has(path) => path.has(env, around),
            Self::Exists(parts) => {
                parts.0.each(env, Truth::False, around, item_test(&parts.1, env, around), Fold::Some)
            }
            Self::Covers(covers) => covers.holds(env, around),
            Self::Every(parts) => {
                parts.0.each(env, Truth::True, around, item_test(&parts.1, env, around), Fold::Every)
            }
            Self::One(parts) => parts.0.each(env, Truth::False, around, item_test(&parts.1, env, around), Fold::One),
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
            Self::Alike(_, test) => test.holds(env, around),
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
    /// Whether some item of a list is one of them.
    pub(super) fn any(&self, list: Found<'_>) -> Truth {
        match list {
            Found::Written(Value::List(items)) => {
                Fold::Some.over(items.iter().map(|item| self.has(Found::Written(&item.value))))
            }
            Found::Lacks | Found::Written(Value::NotApplicable) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    pub(super) fn has(&self, found: Found<'_>) -> Truth {
        let (list, at) = match found {
            Found::Written(Value::Choice(list, at)) => (*list, *at),
            Found::Choice(list, at) => (list, at),
            Found::Lacks | Found::Written(Value::NotApplicable) => return Truth::False,
            _ => return Truth::Unknown,
        };
        self.include(list, at).into()
    }

    /// Whether a value of a closed list is one of them.
    pub(super) fn include(&self, list: &'static Choice, at: u16) -> bool {
        let members = self.0.iter().find(|(known, _)| std::ptr::eq(*known, list));
        members.is_some_and(|(_, members)| members[usize::from(at)])
    }
}

/// What stands at the end of a path: seen where it is, since most of it is looked at once and never moved.
#[derive(Clone, Copy)]
pub(super) enum Found<'v> {
    /// Nothing was written there, or something that has no fields and is no value of a closed list.
    Unknown,
    /// It cannot be there.
    Lacks,
    Written(&'v Value),
    Object(ObjectId),
    Record(&'v Fields),
    Edge(EdgeId),
    SomeEdge(SomeEdge),
    /// Any object of a noun.
    SomeObject(Noun),
    Choice(&'static Choice, u16),
}

impl Path {
    /// What stands at its end.
    fn value<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Val<'v> {
        match (&self.root, self.steps.is_empty()) {
            (Root::Today, _) => Val::Date(env.today),
            (Root::Node(node), true) => node.value(env, around),
            (Root::Global(slot), true) => env.value(*slot).clone(),
            (Root::Local(levels), true) => item(around, *levels).clone(),
            (_, false) => self.found(env, around).val(),
        }
    }

    /// The same, left where it is. What is no object, record, edge or value of a closed list and stands at no
    /// field's place is not found so; see [`value`](Self::value).
    fn found<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Found<'v> {
        follow(self.root(env, around), &self.steps, env)
    }

    fn root<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Found<'v> {
        match &self.root {
            Root::Global(slot) => Found::of(env.value(*slot)),
            Root::Local(levels) => Found::of(item(around, *levels)),
            Root::Today => Found::Unknown,
            Root::Node(node) => Found::of(&node.value(env, around)),
        }
    }

    /// Whether the field at its end was written.
    fn has<'v>(&'v self, env: &Env<'v>, around: Around<'_, 'v>) -> Truth {
        let (last, before) = self.steps.split_last().expect("`has` asks for a field");
        last.has(follow(self.root(env, around), before, env), env)
    }
}

fn item<'f, 'v>(around: Around<'f, 'v>, levels: usize) -> &'f Val<'v> {
    around.expect("the checker counted the macros").out(levels)
}

/// What stands some steps behind something.
pub(super) fn follow<'v>(from: Found<'v>, steps: &[Step], env: &Env<'v>) -> Found<'v> {
    steps.iter().fold(from, |found, step| step.value(found, env))
}

impl<'v> Found<'v> {
    pub(super) fn of(value: &Val<'v>) -> Self {
        match value {
            Val::Object(id) => Self::Object(*id),
            Val::Choice(list, at) => Self::Choice(list, *at),
            Val::Record(fields) => Self::Record(fields),
            Val::Edge(id) => Self::Edge(*id),
            Val::SomeEdge(some) => Self::SomeEdge(*some),
            Val::NotApplicable => Self::Lacks,
            _ => Self::Unknown,
        }
    }

    pub(super) fn val(self) -> Val<'v> {
        match self {
            Self::Unknown | Self::SomeObject(_) => Val::Unknown,
            Self::Lacks => Val::NotApplicable,
            Self::Written(value) => Val::of(value),
            Self::Object(id) => Val::Object(id),
            Self::Record(fields) => Val::Record(fields),
            Self::Edge(id) => Val::Edge(id),
            Self::SomeEdge(some) => Val::SomeEdge(some),
            Self::Choice(list, at) => Val::Choice(list, at),
        }
    }

    pub(super) fn object(self) -> Option<ObjectId> {
        match self {
            Self::Object(id) => Some(id),
            Self::Written(Value::Reference(reference)) => reference.target.map(ObjectId),
            _ => None,
        }
    }
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
    #[inline]
    fn fields<'v>(&self, of: Found<'v>, env: &Env<'v>) -> Option<(&'v Fields, u16)> {
        match (self, of) {
            (Self::Object(slots), Found::Object(id)) => Some(in_object(id, slots, env)),
            (Self::Object(slots), Found::Written(Value::Reference(reference))) => {
                Some(in_object(ObjectId(reference.target?), slots, env))
            }
            (Self::Record(slots), Found::Record(fields)) => Some((fields, in_record(fields, slots))),
            (Self::Record(slots), Found::Written(Value::Record(fields))) => Some((fields, in_record(fields, slots))),
            _ => None,
        }
    }

    /// Whether the field was written.
    pub(super) fn has(&self, of: Found<'_>, env: &Env<'_>) -> Truth {
        match self.fields(of, env) {
            Some((_, LACKS)) => Truth::True,
            Some((fields, slot)) => written(fields.value(slot).map(|written| &written.value)),
            None => match (of, self) {
                (Found::Lacks | Found::Written(Value::NotApplicable), _) => Truth::True,
                (Found::Edge(id), Self::Edge(EdgeField::Flow)) => env.graph.edge(id).flow.is_some().into(),
                (Found::Edge(_) | Found::SomeEdge(SomeEdge { flow: Some(_), .. }), _) => Truth::True,
                (Found::SomeObject(noun), Self::Object(slots)) if slots[noun as usize] == LACKS => Truth::True,
                _ => Truth::Unknown,
            },
        }
    }

    /// What stands behind it.
    #[inline]
    pub(super) fn value<'v>(&self, of: Found<'v>, env: &Env<'v>) -> Found<'v> {
        match self.fields(of, env) {
            Some((_, LACKS)) => Found::Lacks,
            Some((fields, slot)) => {
                fields.value(slot).map_or(Found::Unknown, |written| Found::Written(&written.value))
            }
            None => match (of, self) {
                (Found::Lacks | Found::Written(Value::NotApplicable), _) => Found::Lacks,
                (Found::Edge(id), Self::Edge(field)) => edge_value(env, id, *field),
                (Found::SomeEdge(some), Self::Edge(field)) => some_edge_value(some, *field),
                (Found::SomeObject(noun), Self::Object(slots)) if slots[noun as usize] == LACKS => Found::Lacks,
                _ => Found::Unknown,
            },
        }
    }
}

fn in_object<'v>(id: ObjectId, slots: &Slots, env: &Env<'v>) -> (&'v Fields, u16) {
    let object = env.graph.object(id);
    (&object.fields, slots[object.noun as usize])
}

fn in_record(fields: &Fields, slots: &[(&'static Record, u16)]) -> u16 {
    let slot = slots.iter().find(|(record, _)| std::ptr::eq(*record, fields.record));
    slot.map_or(LACKS, |(_, slot)| *slot)
}

/// A field of an edge.
fn edge_value<'v>(env: &Env<'v>, id: EdgeId, field: EdgeField) -> Found<'v> {
    let edge = env.graph.edge(id);
    match field {
        EdgeField::Kind => Found::Choice(&EDGE_KINDS, edge.kind as u16),
        EdgeField::From => Found::Object(edge.from),
        EdgeField::To => Found::Object(edge.to),
        EdgeField::Flow => edge.flow.map_or(Found::Unknown, Found::Object),
    }
}

fn some_edge_value<'v>(some: SomeEdge, field: EdgeField) -> Found<'v> {
    match field {
        EdgeField::Kind => Found::Choice(&EDGE_KINDS, some.kind as u16),
        EdgeField::From => Found::Unknown,
        EdgeField::To => some.to.map_or(Found::Unknown, Found::SomeObject),
        EdgeField::Flow => some.flow.map_or(Found::Unknown, Found::Object),
    }
}

/// The same for the interpreter that this one is compared with.
pub(super) fn edge_field<'v>(env: &Env<'v>, id: EdgeId, field: EdgeField) -> Val<'v> {
    edge_value(env, id, field).val()
}
