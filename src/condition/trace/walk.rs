//! The walk over the tree.

use super::super::ast::{Expr, Fold, Kind, Op, Word};
use super::super::check::{Checked, Note, find_named};
use super::super::compile::EdgeField;
use super::super::eval::{edge_field, written};
use super::super::functions::Function;
use super::super::value::{Env, List, Truth, Val};
use super::origin::{Origin, Seen};
use super::{SHOWN_ITEMS, Trace};
use crate::graph::ObjectId;
use crate::model::flow::FLOW;
use crate::model::record_of;
use crate::schema::{Fields, Noun};

/// Walks one tree in one environment.
pub(super) struct Walker<'w, 'v> {
    checked: &'v Checked,
    env: &'w Env<'v>,
    /// The items of the macros around, from the outermost.
    locals: Vec<Seen<'v>>,
    /// What the parts of the present part left, when a trace is wanted.
    pub traces: Option<Vec<Trace<'v>>>,
}

impl<'w, 'v> Walker<'w, 'v> {
    pub fn new(checked: &'v Checked, env: &'w Env<'v>) -> Self {
        Self { checked, env, locals: Vec::new(), traces: None }
    }

    /// What a part comes to.
    pub fn see(&mut self, part: &'v Expr) -> Seen<'v> {
        let outer = self.traces.as_mut().map(std::mem::take);
        let seen = self.see_kind(part);
        if let Some(mut outer) = outer {
            let mut children = self.traces.take().unwrap_or_default();
            let omitted = trim(part, &seen.val, &mut children);
            let place = seen.origin.as_ref().map(|origin| origin.place);
            let value = seen.val.clone();
            outer.push(Trace { range: part.range.clone(), value, place, item: None, children, omitted });
            self.traces = Some(outer);
        }
        seen
    }

    fn see_kind(&mut self, part: &'v Expr) -> Seen<'v> {
        match &part.kind {
            Kind::Bool(known) => Seen::plain(Val::Bool(*known)),
            Kind::Integer(number) => Seen::plain(Val::Integer(*number)),
            Kind::Text(text) => Seen::plain(Val::Text(text)),
            Kind::List(items) => {
                let items = items.iter().map(|item| self.see(item)).collect();
                made(items)
            }
            Kind::Name(_) => self.name(part),
            Kind::Field(of, name) => self.field(of, name),
            Kind::Has(field) => self.has(field),
            Kind::Not(operand) => {
                let operand = self.see(operand);
                truth(!operand.val.truth(), operand.causes)
            }
            Kind::Negate(operand) => {
                let operand = self.see(operand);
                Seen { causes: operand.lacking(), ..Seen::plain(operand.val.negated()) }
            }
            Kind::And(parts) => self.logic(parts, Truth::min, Truth::True),
            Kind::Or(parts) => self.logic(parts, Truth::max, Truth::False),
            Kind::Binary(op, left, right) => self.binary(*op, left, right),
            Kind::If(test, yes, no) => self.choose(test, yes, no),
            Kind::Call(_, arguments) => {
                let arguments = arguments.iter().map(|argument| self.see(argument)).collect();
                self.call(part, arguments)
            }
            Kind::Method(of, _, arguments) => {
                let all = std::iter::once(&**of).chain(arguments);
                let arguments = all.map(|argument| self.see(argument)).collect();
                self.call(part, arguments)
            }
            Kind::Fold(fold, list, item, body) => self.fold(*fold, list, item, body),
        }
    }

    fn name(&mut self, part: &Expr) -> Seen<'v> {
        match &self.checked.infos[part.id as usize].note {
            Note::Global(slot) => Seen::of(self.env.value(*slot).clone(), self.env),
            Note::Local(level) => self.locals[*level].clone(),
            _ => Seen::plain(Val::Date(self.env.today)),
        }
    }

    fn field(&mut self, of: &'v Expr, name: &Word) -> Seen<'v> {
        let of = self.see(of);
        match &of.val {
            Val::Object(id) => {
                let from = of.origin.as_ref().map(|origin| origin.through(*id));
                read(&self.env.graph.object(*id).fields, name, from, &of)
            }
            Val::Record(fields) => read(fields, name, of.origin.clone(), &of),
            Val::Edge(id) => Seen::of(edge_field(self.env, *id, EdgeField::named(&name.text)), self.env),
            // What is unknown or does not apply has no fields that are anything else.
            _ => of,
        }
    }

    fn has(&mut self, field: &'v Expr) -> Seen<'v> {
        let Kind::Field(of, name) = &field.kind else { unreachable!("the parser wants a field in `has`") };
        let of = self.see(of);
        let fields = match &of.val {
            Val::Object(id) => &self.env.graph.object(*id).fields,
            Val::Record(fields) => fields,
            Val::Edge(id) if &*name.text == "flow" => {
                return Seen::plain(Val::Bool(self.env.graph.edge(*id).flow.is_some()));
            }
            Val::Edge(_) | Val::NotApplicable => return Seen::plain(Val::Bool(true)),
            _ => return Seen::unknown(of.causes),
        };
        match find_named(fields.record, &name.text) {
            None => Seen::plain(Val::Bool(true)),
            Some((slot, _)) => {
                let seen = self.origin_of(&of, fields, name);
                truth(written(fields.value(slot).map(|written| &written.value)), seen)
            }
        }
    }

    fn origin_of(&self, of: &Seen<'v>, fields: &'v Fields, name: &Word) -> Vec<Origin> {
        let from = match &of.val {
            Val::Object(id) => of.origin.as_ref().map(|origin| origin.through(*id)),
            _ => of.origin.clone(),
        };
        read(fields, name, from, of).origin.into_iter().collect()
    }

    fn logic(&mut self, parts: &'v [Expr], join: fn(Truth, Truth) -> Truth, start: Truth) -> Seen<'v> {
        let seen: Vec<_> = parts.iter().map(|part| self.see(part)).collect();
        let joined = seen.iter().map(|part| part.val.truth()).fold(start, join);
        truth(joined, seen.into_iter().flat_map(|part| part.causes).collect())
    }

    fn binary(&mut self, op: Op, left: &'v Expr, right: &'v Expr) -> Seen<'v> {
        let (a, b) = (self.see(left), self.see(right));
        let val = match op {
            Op::Equal => a.val.equals(&b.val).val(),
            Op::Unequal => (!a.val.equals(&b.val)).val(),
            Op::In => a.val.is_in(&b.val).val(),
            Op::Add => a.val.plus(&b.val),
            Op::Subtract => a.val.minus(&b.val),
            Op::Less | Op::AtMost | Op::Greater | Op::AtLeast => match a.val.order(&b.val) {
                Some(order) => Val::Bool(match op {
                    Op::Less => order.is_lt(),
                    Op::AtMost => order.is_le(),
                    Op::Greater => order.is_gt(),
                    _ => order.is_ge(),
                }),
                None => Val::Unknown,
            },
        };
        if !val.is_unknown() {
            return Seen::plain(val);
        }
        let causes = match op {
            Op::Equal | Op::Unequal | Op::In => [a.open(self.env), b.open(self.env)],
            _ => [a.lacking(), b.lacking()],
        };
        Seen::unknown(causes.concat())
    }

    fn choose(&mut self, test: &'v Expr, yes: &'v Expr, no: &'v Expr) -> Seen<'v> {
        let test = self.see(test);
        match test.val.truth() {
            Truth::True => self.see(yes),
            Truth::False => self.see(no),
            Truth::Unknown => Seen::unknown(test.causes),
        }
    }

    fn call(&mut self, part: &Expr, arguments: Vec<Seen<'v>>) -> Seen<'v> {
        let note = &self.checked.infos[part.id as usize].note;
        match note {
            Note::Date(date) => return Seen::plain(Val::Date(*date)),
            Note::Noun(noun) => return Seen::plain(Val::List(List::Objects(self.env.graph.all(*noun)))),
            _ => {}
        }
        let unusable = |seen: &&Seen<'v>| matches!(seen.val, Val::Unknown | Val::NotApplicable);
        if arguments.iter().any(|seen| unusable(&seen)) {
            return Seen::unknown(arguments.iter().filter(unusable).flat_map(Seen::lacking).collect());
        }
        match note {
            Note::Regex(regex) => {
                let text = arguments[0].val.text();
                Seen::plain(text.map_or(Val::Unknown, |text| Val::Bool(regex.is_match(text))))
            }
            Note::Function(function) => {
                let values: Vec<_> = arguments.iter().map(|seen| seen.val.clone()).collect();
                let seen = Seen::of(function.call(self.env, &values), self.env);
                match (&seen.val, values.first()) {
                    (Val::Unknown, Some(Val::Object(id))) => Seen::unknown(self.unanswered(function, *id)),
                    // A list in which something is unknown.
                    (Val::Unknown, Some(Val::List(_))) => Seen::unknown(arguments[0].open(self.env)),
                    _ => seen,
                }
            }
            _ => unreachable!("the checker found the function"),
        }
    }

    /// Why the graph has no answer about an object.
    fn unanswered(&self, function: &Function, id: ObjectId) -> Vec<Origin> {
        match function.name {
            "peers" if self.env.graph.authority(id).is_some() => vec![Origin::of_key(id, "capabilities", self.env)],
            "owner" | "authority" | "peers" => {
                let (object, key) = self.env.graph.owner_fact(id);
                vec![Origin::of_key(object, key, self.env)]
            }
            "through" => {
                let fields = &self.env.graph.object(id).fields;
                let open = |key: &&'static str| match fields.value(FLOW.find(key).expect("a field of flows").0) {
                    None => true,
                    Some(written) => match Val::of(&written.value) {
                        Val::List(items) => items.iter().any(|item| item.is_unknown()),
                        value => !matches!(value, Val::Object(_)),
                    },
                };
                let keys = ["from", "via", "to"].into_iter().filter(|key| open(key));
                keys.map(|key| Origin::of_key(id, key, self.env)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn fold(&mut self, fold: Fold, list: &'v Expr, item: &'v Word, body: &'v Expr) -> Seen<'v> {
        let list = self.see(list);
        match &list.val {
            Val::List(_) => {}
            Val::NotApplicable => {
                return match fold {
                    Fold::Exists | Fold::ExistsOne => Seen::plain(Val::Bool(false)),
                    Fold::All => Seen::plain(Val::Bool(true)),
                    Fold::Filter | Fold::Map => list,
                };
            }
            _ => return Seen::unknown(list.causes),
        }
        let items = list.items(self.env);
        let bodies: Vec<_> = items.iter().map(|one| self.body(item, one, body)).collect();
        let passed: Vec<_> = bodies.iter().map(|body| body.val.truth()).collect();
        let count = |truth| passed.iter().filter(|found| **found == truth).count();
        let open = count(Truth::Unknown) > 0;
        let val = match fold {
            Fold::Map => return made(bodies),
            Fold::Filter if !open => {
                let kept = items.into_iter().zip(&passed).filter(|(_, passed)| **passed == Truth::True);
                return made(kept.map(|(item, _)| item).collect());
            }
            Fold::Exists if count(Truth::True) > 0 => Val::Bool(true),
            Fold::All if count(Truth::False) > 0 => Val::Bool(false),
            Fold::ExistsOne if count(Truth::True) > 1 => Val::Bool(false),
            _ if open => return Seen::unknown(bodies.into_iter().flat_map(|body| body.causes).collect()),
            Fold::ExistsOne => Val::Bool(count(Truth::True) == 1),
            Fold::Exists => Val::Bool(false),
            Fold::All | Fold::Filter => Val::Bool(true),
        };
        Seen::plain(val)
    }

    fn body(&mut self, name: &'v Word, item: &Seen<'v>, body: &'v Expr) -> Seen<'v> {
        self.locals.push(item.clone());
        let seen = self.see(body);
        self.locals.pop();
        if let Some(trace) = self.traces.as_mut().and_then(|traces| traces.last_mut()) {
            trace.item = Some((&name.text, item.val.clone()));
        }
        seen
    }
}

/// A list that the condition made.
fn made<'v>(items: Vec<Seen<'v>>) -> Seen<'v> {
    let values = items.iter().map(|item| item.val.clone()).collect();
    Seen { made: Some(items.into()), ..Seen::plain(Val::List(List::Made(values))) }
}

/// A truth value; the causes matter only when it is open.
fn truth<'v>(truth: Truth, causes: Vec<Origin>) -> Seen<'v> {
    if truth == Truth::Unknown { Seen::unknown(causes) } else { Seen::plain(truth.val()) }
}

/// A field by its name. Of a field that the noun lacks, the reference that led to the object is the origin;
/// where no reference did, the field that another noun has.
fn read<'v>(fields: &'v Fields, name: &Word, from: Option<Origin>, of: &Seen<'v>) -> Seen<'v> {
    let Some((slot, field)) = find_named(fields.record, &name.text) else {
        let elsewhere = || Noun::ALL.iter().find_map(|noun| find_named(record_of(*noun), &name.text));
        let origin = of.origin.as_ref().map(|origin| match elsewhere() {
            Some((_, field)) if origin.fact().is_none() => origin.field(field.key, None),
            _ => origin.clone(),
        });
        return Seen::from(Val::NotApplicable, origin);
    };
    let entry = fields.entry(slot);
    // An item that says nothing but its kind stands where the list has it.
    let written = entry.filter(|_| !fields.is_bare()).map(|entry| (entry, fields.source));
    let val = entry.map_or(Val::Unknown, |entry| Val::of(&entry.value.value));
    Seen::from(val, from.map(|from| from.field(field.key, written)))
}

/// Leaves the items of a macro that decided, and as many others as there is room for.
fn trim(part: &Expr, result: &Val<'_>, children: &mut Vec<Trace<'_>>) -> usize {
    if !matches!(part.kind, Kind::Fold(..)) || children.len() <= 1 + SHOWN_ITEMS {
        return 0;
    }
    let wanted = result.truth();
    children[1..].sort_by_key(|child| child.value.truth() != wanted);
    let omitted = children.len() - 1 - SHOWN_ITEMS;
    children.truncate(1 + SHOWN_ITEMS);
    omitted
}
