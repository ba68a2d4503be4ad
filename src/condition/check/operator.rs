//! Operators: which types stand on their two sides, and literals against closed lists.

use super::super::ast::{Expr, Op};
use super::super::fault::unknown_value;
use super::super::types::Type;
use super::Checker;
use crate::schema::Choice;

impl Checker<'_> {
    pub(super) fn binary(&mut self, op: Op, left: &Expr, right: &Expr) -> Type {
        let (a, b) = (self.check(left), self.check(right));
        match op {
            Op::Equal | Op::Unequal => self.equality(left, &a, right, &b),
            Op::In => self.membership(left, &a, right, &b),
            Op::Less | Op::AtMost | Op::Greater | Op::AtLeast => self.order(left, &a, right, &b),
            Op::Add | Op::Subtract => return self.arithmetic(op, left, &a, right, &b),
        }
        Type::Bool
    }

    fn equality(&mut self, left: &Expr, a: &Type, right: &Expr, b: &Type) {
        if matches!(a, Type::Record(_)) {
            let values = vec![Type::Text, Type::Integer, Type::Date, Type::Bool, Type::any_object()];
            self.wrong(left, values, a);
        } else if !a.comparable(b) {
            self.wrong(right, vec![a.clone()], b);
        }
        self.literals(left, a, right, b);
    }

    fn membership(&mut self, left: &Expr, a: &Type, right: &Expr, b: &Type) {
        match b {
            Type::Any => {}
            Type::List(item) => {
                if !a.comparable(item) {
                    self.wrong(left, vec![(**item).clone()], a);
                }
                self.literals(left, a, right, item);
            }
            _ => self.wrong(right, vec![a.clone().list()], b),
        }
    }

    fn order(&mut self, left: &Expr, a: &Type, right: &Expr, b: &Type) {
        let ordered = |ty: &Type| matches!(ty, Type::Integer | Type::Date | Type::Any);
        if !ordered(a) {
            self.wrong(left, vec![Type::Integer, Type::Date], a);
        } else if *a == Type::Any && !ordered(b) {
            self.wrong(right, vec![Type::Integer, Type::Date], b);
        } else if *a != Type::Any && *b != Type::Any && a != b {
            self.wrong(right, vec![a.clone()], b);
        }
    }

    fn arithmetic(&mut self, op: Op, left: &Expr, a: &Type, right: &Expr, b: &Type) -> Type {
        match (a, b, op) {
            (Type::Integer | Type::Any, Type::Integer, _) => a.clone(),
            (Type::Integer, Type::Any, _) => Type::Integer,
            (Type::Date, Type::Integer, _) => Type::Date,
            (Type::Date, Type::Date, Op::Subtract) => Type::Integer,
            (Type::Any, Type::Date, Op::Subtract) => Type::Integer,
            (Type::Date, Type::Any, Op::Add) => Type::Date,
            (Type::Any, Type::Any, _) | (Type::Date, Type::Any, _) => Type::Any,
            (Type::Integer, _, _) | (Type::Any, _, Op::Add) | (Type::Date, _, Op::Add) => {
                self.wrong(right, vec![Type::Integer], b);
                Type::Any
            }
            (Type::Any | Type::Date, _, _) => {
                self.wrong(right, vec![Type::Integer, Type::Date], b);
                Type::Any
            }
            _ => {
                self.wrong(left, vec![Type::Integer, Type::Date], a);
                Type::Any
            }
        }
    }

    /// A text in quotes on one side must be in the closed list of the other.
    fn literals(&mut self, left: &Expr, a: &Type, right: &Expr, b: &Type) {
        match (lists_of(a), lists_of(b)) {
            (Some(lists), None) => self.words_in(right, lists),
            (None, Some(lists)) => self.words_in(left, lists),
            _ => {}
        }
    }

    fn words_in(&mut self, part: &Expr, lists: &[&'static Choice]) {
        for word in self.words(part) {
            if lists.iter().all(|list| list.index(&word.text).is_none()) {
                self.fault(&word.range, unknown_value(&word.text, lists));
            }
        }
    }
}

fn lists_of(ty: &Type) -> Option<&[&'static Choice]> {
    match ty {
        Type::Choice(lists) => Some(lists),
        Type::List(item) => lists_of(item),
        _ => None,
    }
}
