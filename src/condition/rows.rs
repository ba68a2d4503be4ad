//! Asks a condition of many objects together: part by part, and each part of all objects that the parts before it
//! left open.
//!
//! `eval.rs` asks one object after the other, and what it says is what this says. But there every part is gone to
//! anew for each object, and the processor waits for the fields of one object before it looks for the next one's. Here
//! a part is gone to once for hundreds of them, and their fields are fetched side by side. What has no such form is
//! asked one by one.

use super::compile::{LACKS, Node, Path, Root, Step, Test};
use super::eval::{Fold, Found, follow, written};
use super::functions::Work;
use super::lists::Lists;
use super::memo::Words;
use super::together::{Of, Row, Rows, Together};
use super::value::{Env, Truth, Val};
use crate::graph::ObjectId;
use crate::schema::{Value, Written};

/// So few are asked one by one: nothing is won by asking them together.
const FEW: usize = 4;

impl Test {
    /// Whether it holds for the chosen ones of these, which take the place of the scope's first name.
    pub(super) fn of_all<'v>(&'v self, env: &Env<'v>, together: &Together<'v>, chosen: &[Row]) -> Vec<Truth> {
        let mut answers = vec![Truth::Unknown; together.len()];
        self.column((env, &Rows::Firsts(together)), chosen, &mut answers);
        answers
    }

    /// Answers for the chosen rows.
    pub(super) fn column<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
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
                compare(sides, (env, rows), chosen, |row, left, right| answers[row as usize] = left.equals(&right));
            }
            Self::Order(sides, passing) => compare(sides, (env, rows), chosen, |row, left, right| {
                let passes = |order| passing[(order as i8 + 1) as usize].into();
                answers[row as usize] = left.order(&right).map_or(Truth::Unknown, passes);
            }),
            Self::Exists(parts) => {
                Lists::new(&parts.1, Truth::True, (env, rows), answers).ask(&parts.0, chosen);
            }
            Self::Covers(covers) => match &covers.list {
                Node::Path(path) if !path.steps.is_empty() => {
                    path.column((env, rows), chosen, |row, list| answers[row as usize] = covers.among(list, env));
                }
                _ => self.one_by_one((env, rows), chosen, answers),
            },
            Self::Every(parts) => {
                Lists::new(&parts.1, Truth::False, (env, rows), answers).ask(&parts.0, chosen);
            }
            Self::If(parts) => {
                let (test, yes, no) = &**parts;
                test.column((env, rows), chosen, answers);
                let of = |truth| chosen.iter().copied().filter(|row| answers[*row as usize] == truth).collect();
                let [of_yes, of_no]: [Vec<Row>; 2] = [Truth::True, Truth::False].map(of);
                yes.column((env, rows), &of_yes, answers);
                no.column((env, rows), &of_no, answers);
            }
            Self::In(sides) if !matches!(sides.1, Node::List(_)) => {
                within(sides, (env, rows), chosen, |row, answer| answers[row as usize] = answer);
            }
            Self::Alike(words, test) => test.alike(*words, (env, rows), chosen, answers),
            Self::Value(node) => {
                node.column((env, rows), chosen, |row, value| answers[row as usize] = value.truth());
            }
            Self::Known(_) | Self::AnyOneOf(..) | Self::In(_) | Self::One(_) | Self::Matches(_) => {
                self.one_by_one((env, rows), chosen, answers);
            }
        }
    }

    /// The answers to a part that others may ask with the same words.
    fn alike<'v>(&'v self, words: Words, (env, rows): Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
        match rows {
            Rows::Firsts(together) => {
                let Some(kept) = together.kept.answers(words, together.len()) else {
                    return self.column((env, rows), chosen, answers);
                };
                let open = given(chosen, answers, |row| kept.get(row));
                self.column((env, rows), &open, answers);
                open.iter().for_each(|row| kept.set(*row, answers[*row as usize]));
            }
            Rows::Items { items, .. } => {
                let known = rows.together().kept.memo().known(env.graph, words);
                let object = |row: Row| match &items[row as usize] {
                    Val::Object(id) => Some(*id),
                    _ => None,
                };
                let open = given(chosen, answers, |row| known.get(object(row)?));
                self.column((env, rows), &open, answers);
                for (row, id) in open.iter().filter_map(|row| Some((row, object(*row)?))) {
                    known.set(id, answers[*row as usize]);
                }
            }
        }
    }

    fn one_by_one<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
        let mut env = env.clone();
        for row in chosen {
            rows.alone(*row, &mut env, &mut |env, around| answers[*row as usize] = self.holds(env, around));
        }
    }
}

/// Both sides of a comparison, row by row.
fn compare<'v>(
    sides: &'v (Node, Node),
    of: Of<'_, 'v>,
    chosen: &[Row],
    mut tell: impl FnMut(Row, &Val<'v>, Val<'v>),
) {
    let left = sides.0.values(of, chosen);
    let mut left = left.iter();
    sides.1.column(of, chosen, |row, right| tell(row, left.next().expect("as many on both sides"), right));
}

/// Whether a value is in a list, row by row.
fn within<'v>(sides: &'v (Node, Node), of: Of<'_, 'v>, chosen: &[Row], mut tell: impl FnMut(Row, Truth)) {
    let wanted = sides.0.values(of, chosen);
    let mut wanted = wanted.iter();
    let mut next = || wanted.next().expect("as many on both sides");
    match &sides.1 {
        Node::Path(path) if !path.steps.is_empty() => path.column(of, chosen, |row, list| {
            let wanted = next();
            let is = |item: &Written| wanted.equals(&Val::of(&item.value));
            let answer = match list {
                Found::Written(Value::List(items)) => Fold::Some.over(items.iter().map(is)),
                Found::Lacks | Found::Written(Value::NotApplicable) => Truth::False,
                _ => Truth::Unknown,
            };
            tell(row, answer);
        }),
        list => list.column(of, chosen, |row, list| {
            let wanted = next();
            let answer = match list {
                Val::List(items) => Fold::Some.over(items.iter().map(|item| wanted.equals(&item))),
                Val::NotApplicable => Truth::False,
                _ => Truth::Unknown,
            };
            tell(row, answer);
        }),
    }
}

/// Takes over the answers that are known; gives the rows that are left.
fn given(chosen: &[Row], answers: &mut [Truth], known: impl Fn(Row) -> Option<Truth>) -> Vec<Row> {
    let mut open = Vec::new();
    for row in chosen {
        match known(*row) {
            Some(answer) => answers[*row as usize] = answer,
            None => open.push(*row),
        }
    }
    open
}

/// The answers about parts as one: the least for an *and*, where *false* is the last word, and the greatest for an *or*.
fn decided<'v>(parts: &'v [Test], last: Truth, of: Of<'_, 'v>, chosen: &[Row], answers: &mut [Truth]) {
    let (mut left, mut own) = (chosen.to_vec(), vec![last; of.1.len()]);
    chosen.iter().for_each(|row| answers[*row as usize] = !last);
    for part in parts {
        part.column(of, &left, &mut own);
        left.retain(|row| {
            let answer = &mut answers[*row as usize];
            *answer = answer.beside(own[*row as usize], last);
            *answer != last
        });
        if left.is_empty() {
            break;
        }
    }
}

impl Path {
    /// What stands at its end, for each chosen row in their order.
    pub(super) fn column<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row], tell: impl FnMut(Row, Found<'v>)) {
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
                let Some((slot, rest)) = together.slot(steps) else {
                    let value = |row| Found::of(&together.value(rows.outermost(row)));
                    return chosen.iter().for_each(|row| go(*row, value(*row)));
                };
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
        if let (Root::Global(0), Some((slot, []))) = (&self.root, together.slot(&self.steps)) {
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
    pub(super) fn column<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], mut tell: impl FnMut(Row, Val<'v>)) {
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
                (_, [argument]) => {
                    for (row, value) in chosen.iter().zip(argument.values((env, rows), chosen)) {
                        let known = !matches!(value, Val::Unknown | Val::NotApplicable);
                        tell(*row, if known { function.call(env, &[value]) } else { Val::Unknown });
                    }
                }
                _ => self.one_by_one((env, rows), chosen, tell),
            },
            Self::If(parts) => {
                let (test, yes, no) = &**parts;
                let mut answers = vec![Truth::Unknown; rows.len()];
                test.column((env, rows), chosen, &mut answers);
                let of = |truth| chosen.iter().copied().filter(|row| answers[*row as usize] == truth).collect();
                let [of_yes, of_no]: [Vec<Row>; 2] = [Truth::True, Truth::False].map(of);
                let mut yes = yes.values((env, rows), &of_yes).into_iter();
                let mut no = no.values((env, rows), &of_no).into_iter();
                for row in chosen {
                    let value = match answers[*row as usize] {
                        Truth::True => yes.next(),
                        Truth::False => no.next(),
                        Truth::Unknown => Some(Val::Unknown),
                    };
                    tell(*row, value.expect("one for each row of the branch"));
                }
            }
            _ => self.one_by_one((env, rows), chosen, tell),
        }
    }

    fn one_by_one<'v>(&'v self, (env, rows): Of<'_, 'v>, chosen: &[Row], mut tell: impl FnMut(Row, Val<'v>)) {
        let mut env = env.clone();
        for row in chosen {
            rows.alone(*row, &mut env, &mut |env, around| tell(*row, self.value(env, around)));
        }
    }

    /// Its values for the chosen rows.
    fn values<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row]) -> Vec<Val<'v>> {
        let mut all = Vec::with_capacity(chosen.len());
        self.column(of, chosen, |_, value| all.push(value));
        all
    }

    /// What its values are, as far as they are objects, records, edges or values of closed lists.
    fn found<'v>(&'v self, of: Of<'_, 'v>, chosen: &[Row]) -> Vec<Found<'v>> {
        let mut all = Vec::with_capacity(chosen.len());
        match self {
            Self::Path(path) => path.column(of, chosen, |_, found| all.push(found)),
            node => node.column(of, chosen, |_, value| all.push(Found::of(&value))),
        }
        all
    }
}
