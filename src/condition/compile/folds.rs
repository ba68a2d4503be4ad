//! Macros that are true or false. Those over lists that are written out are asked without going through a list.

use super::super::ast::{Expr, Fold, Kind};
use super::super::check::Note;
use super::super::covers::Covers;
use super::alike::On;
use super::{Compiler, Item, Node, Path, Root, Test, all, any};

impl<'c> Compiler<'c> {
    /// A macro that is true or false. One over texts or fields that are written out becomes a test for each of them, in
    /// which the item is known: `["a", "b"].all(x, P(x))` is asked as `P("a") && P("b")`.
    pub(super) fn fold(&mut self, fold: Fold, list: &'c Expr, body: &'c Expr) -> Test {
        if let Kind::If(test, yes, no) = &list.kind {
            return Test::If((self.test(test), self.fold(fold, yes, body), self.fold(fold, no, body)).into());
        }
        if let (Fold::All | Fold::Exists, Some(texts)) = (fold, self.literal_texts(list)) {
            if fold == Fold::All
                && let Some(covers) = self.covers(&texts, body)
            {
                return Test::Covers(covers.into());
            }
            let each = |text| self.within(Item::Known(text), |inner| inner.test(body));
            let tests = texts.into_iter().map(each).collect();
            return if fold == Fold::All { all(tests) } else { any(tests) };
        }
        if let (Fold::All | Fold::Exists, Some(fields)) = (fold, self.own_fields(list)) {
            let each = |field| self.within(Item::Field(field), |inner| inner.test(body));
            let tests = fields.iter().map(each).collect();
            return if fold == Fold::All { all(tests) } else { any(tests) };
        }
        let closed = self.depends_only(body, On::Item(self.around.len()));
        let (list, words) = (self.node(list), body.range.clone());
        let body = self.within(Item::Asked, |inner| inner.test(body));
        let body = if closed { self.alike(words, body) } else { body };
        match fold {
            Fold::Exists => exists(list, body),
            Fold::All => Test::Every((list, body).into()),
            Fold::ExistsOne => Test::One((list, body).into()),
            Fold::Filter | Fold::Map => unreachable!("the checker wants a test"),
        }
    }

    /// Whether one list has an item for each of some texts, where that is what is asked of each.
    fn covers(&mut self, texts: &[&'c str], body: &'c Expr) -> Option<Covers> {
        let Kind::Fold(Fold::Exists, list, _, inner) = &body.kind else { return None };
        // What the list is must not depend on the text.
        if texts.len() < 2 || !self.depends_only(list, On::First) {
            return None;
        }
        let mut asked =
            |text| self.within(Item::Known(text), |known| known.within(Item::Asked, |item| item.test(inner)));
        let bodies = texts.iter().map(|text| asked(*text)).collect();
        Covers::new(self.node(list), bodies)
    }

    /// A list of fields of what the condition is asked of; not the empty one.
    fn own_fields(&self, part: &'c Expr) -> Option<&'c [Expr]> {
        let Kind::List(items) = &part.kind else { return None };
        let own = |item: &Expr| match &item.kind {
            Kind::Field(of, _) => matches!((&of.kind, self.note(of)), (Kind::Name(_), Note::Global(_))),
            _ => false,
        };
        (!items.is_empty() && items.iter().all(own)).then_some(items)
    }
}

/// `exists`; the common one asks whether some value of a closed list is among some.
fn exists(list: Node, body: Test) -> Test {
    match body {
        Test::OneOf(Path { root: Root::Local(0), steps }, members) if steps.is_empty() => {
            Test::AnyOneOf(list, members)
        }
        body => Test::Exists((list, body).into()),
    }
}
