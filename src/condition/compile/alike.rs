//! Which parts of a condition others may ask with the same words: those that depend on one value alone.
//!
//! They are marked here; what was said of them is kept in `memo.rs`.

use std::ops::Range;

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
    /// The parts of an *and* or an *or*, which `united` makes of some.
    pub(super) fn parts(&mut self, parts: &'c [Expr], united: fn(Vec<Test>) -> Test) -> Vec<Test> {
        let on = match self.around.last() {
            None => On::First,
            Some(Item::Asked) => On::Item(self.around.len() - 1),
            Some(Item::Known(_) | Item::Field(_)) => return parts.iter().map(|part| self.test(part)).collect(),
        };
        let mut tests = Vec::new();
        let mut rest = parts;
        while let [first, ..] = rest {
            // Whatever the parts side by side say of an item, it is remembered as one.
            let alike = rest.iter().take_while(|part| self.depends_only(part, on)).count();
            let (together, left) = match on {
                On::First => rest.split_at(1),
                On::Item(_) => rest.split_at(alike.max(1)),
            };
            let test = united(together.iter().map(|part| self.test(part)).collect());
            let last = together.last().unwrap_or(first);
            tests.push(if alike > 0 { self.alike(first.range.start..last.range.end, test) } else { test });
            rest = left;
        }
        tests
    }

    /// A test that others may ask with the same words, if asking costs more than remembering.
    pub(super) fn alike(&self, words: Range<usize>, test: Test) -> Test {
        // All parts of a macro's body together are marked already where they are the body.
        match !matches!(test, Test::Alike(..)) && test.cost() >= WORTH {
            true => Test::Alike(Words::of(&self.text[words]), test.into()),
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
