//! The small changes of a condition by which a proof asks whether its examples would notice.
//!
//! Each changes one clause: it is left out, negated, its number or day is moved by one, its strictness or its
//! macro is turned, one item of its list is left out. A change that cannot alter the meaning by pure logic is not
//! made. This file only writes texts; whether one has types and what it does is for others to find out.

use std::ops::Range;

use jiff::civil::Date;

use super::ast::{Expr, Fold, Kind, Op};

/// A condition in which one clause is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The clause as it was: its bytes in the text of the condition.
    pub clause: Range<usize>,
    /// What became of it.
    pub change: Change,
    /// The whole condition afterwards.
    pub text: String,
}

/// What becomes of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is left out of its `&&` or `||`.
    Dropped,
    /// It holds where it did not, and the other way round.
    Negated,
    /// These bytes of the condition's text, a part of the clause, read like this.
    Part(Range<usize>, String),
    /// Its list lacks the item that stands in these bytes.
    Without(Range<usize>),
}

/// Every mutant of a condition, in the order of its clauses. `test` says whether the whole is true or false.
pub(super) fn mutants(text: &str, tree: &Expr, test: bool) -> Vec<Mutant> {
    let mut maker = Maker { text, clause: None, all: Vec::new() };
    if test {
        maker.test(tree)
    } else {
        maker.value(tree)
    }
    let mut all: Vec<Mutant> = Vec::new();
    for mutant in maker.all {
        if mutant.text != text && all.iter().all(|known| known.text != mutant.text) {
            all.push(mutant);
        }
    }
    all
}

struct Maker<'m> {
    text: &'m str,
    /// The comparison or membership around the part that is looked at.
    clause: Option<Range<usize>>,
    all: Vec<Mutant>,
}

impl<'m> Maker<'m> {
    fn written(&self, part: &Expr) -> &'m str {
        &self.text[part.range.clone()]
    }

    fn push(&mut self, clause: &Range<usize>, change: Change, at: &Range<usize>, with: &str) {
        let text = format!("{}{with}{}", &self.text[..at.start], &self.text[at.end..]);
        self.all.push(Mutant { clause: clause.clone(), change, text });
    }

    /// Something in the clause around a part, or in the part itself, reads differently.
    fn part(&mut self, part: &Expr, at: &Range<usize>, with: &str) {
        let clause = self.clause.clone().unwrap_or_else(|| part.range.clone());
        self.push(&clause, Change::Part(at.clone(), with.to_owned()), at, with);
    }

    /// A part that is true or false.
    fn test(&mut self, part: &Expr) {
        match &part.kind {
            Kind::And(parts) | Kind::Or(parts) => {
                // What says nothing in a chain stands for the operand that is left out, whatever brackets it has.
                let nothing = if matches!(part.kind, Kind::And(_)) { "true" } else { "false" };
                for operand in parts {
                    self.push(&operand.range, Change::Dropped, &operand.range, nothing);
                    self.test(operand);
                }
            }
            Kind::Not(operand) => {
                let without = format!("({})", self.written(operand));
                self.push(&part.range, Change::Negated, &part.range, &without);
                self.negated(operand);
            }
            Kind::If(test, yes, no) => [test, yes, no].into_iter().for_each(|part| self.test(part)),
            _ => {
                let turned = format!("!({})", self.written(part));
                self.push(&part.range, Change::Negated, &part.range, &turned);
                self.value(part);
            }
        }
    }

    /// What stands behind `!`: negating it once more is the same as leaving out the sign.
    fn negated(&mut self, operand: &Expr) {
        match &operand.kind {
            Kind::And(_) | Kind::Or(_) | Kind::If(..) => self.test(operand),
            Kind::Not(inner) => self.negated(inner),
            _ => self.value(operand),
        }
    }

    /// A part of any type: the literals in it, and the tests of its macros.
    fn value(&mut self, part: &Expr) {
        match &part.kind {
            Kind::Integer(number) => {
                for next in [number.checked_add(1), number.checked_sub(1)].into_iter().flatten() {
                    self.part(part, &part.range, &next.to_string());
                }
            }
            Kind::Call(name, arguments) if &*name.text == "date" => self.date(part, arguments),
            Kind::List(items) => self.list(part, items),
            Kind::If(test, yes, no) => {
                self.test(test);
                self.value(yes);
                self.value(no);
            }
            Kind::Fold(fold, list, _, body) => self.fold(part, *fold, list, body),
            Kind::Binary(op, left, right) => self.binary(part, *op, left, right),
            Kind::And(_) | Kind::Or(_) | Kind::Not(_) => self.test(part),
            _ => part.parts().into_iter().for_each(|part| self.value(part)),
        }
    }

    fn date(&mut self, part: &Expr, arguments: &[Expr]) {
        if let [literal] = arguments
            && let Kind::Text(text) = &literal.kind
            && let Ok(day) = text.parse::<Date>()
        {
            for next in [day.tomorrow(), day.yesterday()].into_iter().flatten() {
                self.part(part, &literal.range, &format!("\"{next}\""));
            }
        }
    }

    /// A list without one of its items. What is left of a list of one is an empty list, which is another rule.
    fn list(&mut self, part: &Expr, items: &[Expr]) {
        for (number, item) in items.iter().enumerate().filter(|_| items.len() > 1) {
            let others = items.iter().enumerate().filter(|(other, _)| *other != number);
            let rest: Vec<_> = others.map(|(_, other)| self.written(other)).collect();
            let clause = self.clause.clone().unwrap_or_else(|| part.range.clone());
            let rest = format!("[{}]", rest.join(", "));
            self.push(&clause, Change::Without(item.range.clone()), &part.range, &rest);
        }
        for item in items.iter().filter(|item| !matches!(item.kind, Kind::Integer(_))) {
            self.value(item);
        }
    }

    fn fold(&mut self, part: &Expr, fold: Fold, list: &Expr, body: &Expr) {
        let turned = match fold {
            Fold::Exists => Some(("exists", "all")),
            Fold::All => Some(("all", "exists")),
            Fold::ExistsOne => Some(("exists_one", "exists")),
            Fold::Filter | Fold::Map => None,
        };
        // Over one item they are the same.
        let single = matches!(&list.kind, Kind::List(items) if items.len() < 2);
        let outer = self.clause.replace(part.range.clone());
        if let Some((name, other)) = turned.filter(|_| !single)
            && let Some(at) = self.text[list.range.end..].find(name)
        {
            let start = list.range.end + at;
            self.part(part, &(start..start + name.len()), other);
        }
        self.value(list);
        self.clause = None;
        if fold == Fold::Map {
            self.value(body)
        } else {
            self.test(body)
        }
        self.clause = outer;
    }

    fn binary(&mut self, part: &Expr, op: Op, left: &Expr, right: &Expr) {
        let sum = matches!(op, Op::Add | Op::Subtract);
        let outer = self.clause.clone();
        if !sum {
            self.clause = Some(part.range.clone());
        }
        let other = match op {
            Op::Less => Some(("<", "<=")),
            Op::AtMost => Some(("<=", "<")),
            Op::Greater => Some((">", ">=")),
            Op::AtLeast => Some((">=", ">")),
            _ => None,
        };
        // Beside a literal, moving it by one is the same.
        if let Some((sign, other)) = other.filter(|_| !literal(left) && !literal(right))
            && let Some(at) = self.text[left.range.end..].find(sign)
        {
            let start = left.range.end + at;
            self.part(part, &(start..start + sign.len()), other);
        }
        self.value(left);
        self.value(right);
        self.clause = outer;
    }
}

/// Whether a number or day is written in a part, alone or in a sum.
fn literal(part: &Expr) -> bool {
    match &part.kind {
        Kind::Integer(_) => true,
        Kind::Call(name, _) => &*name.text == "date",
        Kind::Binary(Op::Add | Op::Subtract, left, right) => literal(left) || literal(right),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Expected, Scope, compile};
    use crate::schema::Noun;

    /// The texts of all mutants of a condition on a system.
    fn of(text: &str) -> Vec<String> {
        let scope = Scope::of_noun(Noun::System);
        let condition = compile(text, &scope, Expected::Test).expect("a condition with its types right");
        condition.mutants().into_iter().map(|mutant| mutant.text).collect()
    }

    #[test]
    fn operands_are_left_out_and_clauses_negated_at_every_depth() {
        assert_eq!(
            of("(has(system.name) || !system.serves_public) && system.layer == \"channel\""),
            [
                "true && system.layer == \"channel\"",
                "(false || !system.serves_public) && system.layer == \"channel\"",
                "(!(has(system.name)) || !system.serves_public) && system.layer == \"channel\"",
                "(has(system.name) || false) && system.layer == \"channel\"",
                "(has(system.name) || (system.serves_public)) && system.layer == \"channel\"",
                "(has(system.name) || !system.serves_public) && true",
                "(has(system.name) || !system.serves_public) && !(system.layer == \"channel\")",
            ]
        );
        assert_eq!(
            of("!system.interfaces.exists(i, has(i.version) && i.lifecycle == \"retired\")"),
            [
                "(system.interfaces.exists(i, has(i.version) && i.lifecycle == \"retired\"))",
                "!system.interfaces.all(i, has(i.version) && i.lifecycle == \"retired\")",
                "!system.interfaces.exists(i, true && i.lifecycle == \"retired\")",
                "!system.interfaces.exists(i, !(has(i.version)) && i.lifecycle == \"retired\")",
                "!system.interfaces.exists(i, has(i.version) && true)",
                "!system.interfaces.exists(i, has(i.version) && !(i.lifecycle == \"retired\"))",
            ]
        );
    }

    #[test]
    fn numbers_and_days_move_by_one_and_strictness_turns_where_no_literal_stands() {
        assert_eq!(
            of("system.security.level >= 3"),
            ["!(system.security.level >= 3)", "system.security.level >= 4", "system.security.level >= 2"]
        );
        assert_eq!(
            of("today + 30 < date(\"2026-12-31\")"),
            [
                "!(today + 30 < date(\"2026-12-31\"))",
                "today + 31 < date(\"2026-12-31\")",
                "today + 29 < date(\"2026-12-31\")",
                "today + 30 < date(\"2027-01-01\")",
                "today + 30 < date(\"2026-12-30\")",
            ]
        );
        assert_eq!(
            of("size(system.components) <= size(system.interfaces)"),
            [
                "!(size(system.components) <= size(system.interfaces))",
                "size(system.components) < size(system.interfaces)",
            ]
        );
    }

    #[test]
    fn lists_lose_an_item_but_never_their_last() {
        assert_eq!(
            of("system.security.level in [2, 3]"),
            ["!(system.security.level in [2, 3])", "system.security.level in [3]", "system.security.level in [2]"]
        );
        assert_eq!(of("system.layer in [\"channel\"]"), ["!(system.layer in [\"channel\"])"]);
        // Over one item `exists` and `all` are the same.
        let single = of("[system].all(s, s.serves_public)");
        assert_eq!(single, ["!([system].all(s, s.serves_public))", "[system].all(s, !(s.serves_public))"]);
    }

    #[test]
    fn every_mutant_names_the_bytes_of_its_clause() {
        let text = "system.serves_public && [system, system].exists(s, s.security.level > 3)";
        let scope = Scope::of_noun(Noun::System);
        let condition = compile(text, &scope, Expected::Test).expect("a condition with its types right");
        let clauses: Vec<_> = condition.mutants().iter().map(|mutant| &text[mutant.clause.clone()]).collect();
        let whole = "[system, system].exists(s, s.security.level > 3)";
        let number = "s.security.level > 3";
        let public = "system.serves_public";
        assert_eq!(clauses, [public, public, whole, whole, whole, whole, number, number, number]);
    }
}
