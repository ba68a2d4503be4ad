//! Which of many rules are ruled out for an object by one look at each of a few fields.
//!
//! Nothing is judged here: what is ruled out here is what its condition would have been false for, and whatever is not
//! ruled out is asked as ever.

use crate::condition::{Guard, Together};
use crate::schema::{Choice, Noun, Value};

use super::Each;

/// A set of rules, by their place among those about a noun.
type Set = Box<[u64]>;

/// The rules about the objects of a noun, and what rules them out.
pub(super) struct Guards {
    width: usize,
    fields: Vec<Field>,
}

/// What the values of a field rule out.
struct Field {
    slot: u16,
    absent: Set,
    not_applicable: Set,
    choices: Vec<(&'static Choice, Vec<Set>)>,
}

impl Guards {
    /// The guards of rules about a noun, in their order.
    pub(super) fn new(rules: &[&Each], noun: Noun) -> Self {
        let width = rules.len().div_ceil(64);
        let mut all: Vec<(usize, Guard<'_>)> = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let guards = rule.when.iter().flat_map(|when| when.guards(noun));
            all.extend(guards.map(|guard| (number, guard)));
        }
        let mut slots: Vec<u16> = all.iter().map(|(_, guard)| guard.slot).collect();
        slots.sort_unstable();
        slots.dedup();
        let field = |slot| {
            let guards: Vec<_> = all.iter().filter(|(_, guard)| guard.slot == slot).collect();
            let out = |written: Option<&Value>| {
                let mut set = vec![0; width].into_boxed_slice();
                for (number, _) in guards.iter().filter(|(_, guard)| guard.rules_out(written)) {
                    set[number / 64] |= 1 << (number % 64);
                }
                set
            };
            let mut lists: Vec<&'static Choice> = guards.iter().flat_map(|(_, guard)| guard.lists()).collect();
            lists.dedup_by(|a, b| std::ptr::eq(*a, *b));
            let of_list = |list: &'static Choice| {
                let options = 0..list.options.len() as u16;
                (list, options.map(|at| out(Some(&Value::Choice(list, at)))).collect())
            };
            let choices = lists.into_iter().map(of_list).collect();
            Field { slot, absent: out(None), not_applicable: out(Some(&Value::NotApplicable)), choices }
        };
        Self { width, fields: slots.into_iter().map(field).collect() }
    }

    /// For each object the rules that are ruled out.
    pub(super) fn ruled_out(&self, together: &Together<'_>) -> RuledOut {
        let mut sets = vec![0; together.len() * self.width];
        for field in &self.fields {
            let values = together.field(field.slot);
            for (value, set) in values.iter().zip(sets.chunks_mut(self.width.max(1))) {
                let out = match value {
                    None => Some(&field.absent),
                    Some(Value::NotApplicable) => Some(&field.not_applicable),
                    Some(Value::Choice(list, at)) => {
                        let known = field.choices.iter().find(|(known, _)| std::ptr::eq(*known, *list));
                        known.map(|(_, sets)| &sets[usize::from(*at)])
                    }
                    // What is written is something, and what it is may not be known.
                    Some(_) => None,
                };
                set.iter_mut().zip(out.into_iter().flatten()).for_each(|(all, out)| *all |= out);
            }
        }
        RuledOut { width: self.width, sets }
    }
}

/// For some objects the rules that are ruled out.
pub(super) struct RuledOut {
    width: usize,
    sets: Vec<u64>,
}

impl RuledOut {
    /// Whether a rule is, for the object at a place in the list of objects.
    pub(super) fn has(&self, object: usize, rule: usize) -> bool {
        self.sets[object * self.width + rule / 64] >> (rule % 64) & 1 == 1
    }
}
