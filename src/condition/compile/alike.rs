//! Which parts of a condition others may ask with the same words: those that depend on one value alone.
//!
//! They are marked here; what was said of them is kept in `memo.rs`.

use super::super::ast::{Expr, Kind};
use super::super::check::Note;
use super::super::memo::Words;
use super::{Compiler, Item, Test};

/// What costs less is asked again. In loads of a field.
const WORTH: u32 = 3;

/// What a part may depend on.
#[derive(Clone, Copy)]
pub(super) enum On {
    /// The scope's first name.
    First,
    /// The item of the macro at this level, the outermost first.
    Item(usize),
}

impl<'c> Compiler<'c> {
    /// A part of an *and* or an *or*.
    pub(super) fn part(&mut self, part: &'c Expr) -> Test {
        let test = self.test(part);
        let on = match self.around.last() {
            None => On::First,
            Some(Item::Asked) => On::Item(self.around.len() - 1),
            Some(Item::Known(_) | Item::Field(_)) => return test,
        };
        if self.depends_only(part, on) { self.alike(part, test) } else { test }
    }

    /// A test that others may ask with the same words, if asking costs more than remembering.
    pub(super) fn alike(&self, part: &Expr, test: Test) -> Test {
        match test.cost() >= WORTH {
            true => Test::Alike(Words::of(&self.text[part.range.clone()]), test.into()),
            false => test,
        }
    }

    /// Whether a part depends on that name alone, and on those of macros inside it.
    pub(super) fn depends_only(&self, part: &Expr, on: On) -> bool {
        match (&part.kind, self.note(part), on) {
            (Kind::Name(_), Note::Global(name), On::First) => *name == 0,
            (Kind::Name(_), Note::Global(_), On::Item(_)) => false,
            (Kind::Name(_), Note::Local(at), On::Item(level)) => *at >= level,
            _ => part.parts().into_iter().all(|part| self.depends_only(part, on)),
        }
    }
}
