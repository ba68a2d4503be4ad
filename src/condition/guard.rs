//! What rules a condition out: values of one field of the object it is asked about that make it false by themselves.
//!
//! Most rules apply to few objects, and one look at a field settles that for many rules at once. This says nothing of
//! a condition that is not false, and never evaluates anything.

use super::Condition;
use super::compile::{LACKS, Members, Path, Root, Step, Test};
use crate::schema::{Choice, Noun, Value};

/// A field whose value may make a condition false, whatever else is known.
#[derive(Debug)]
pub struct Guard<'c> {
    /// The field, as its slot in the record of the noun.
    pub slot: u16,
    test: Wanted<'c>,
}

#[derive(Debug)]
enum Wanted<'c> {
    /// Written at all.
    Written,
    /// A value of a closed list, and one of these.
    OneOf(&'c Members),
}

impl Guard<'_> {
    /// Whether the condition is false where this is written in the field, or nothing.
    pub fn rules_out(&self, written: Option<&Value>) -> bool {
        match (&self.test, written) {
            (Wanted::Written, written) => written.is_none(),
            (Wanted::OneOf(members), Some(Value::Choice(list, at))) => !members.include(list, *at),
            (Wanted::OneOf(_), written) => matches!(written, Some(Value::NotApplicable)),
        }
    }

    /// The closed lists whose values it tells apart.
    pub fn lists(&self) -> impl Iterator<Item = &'static Choice> {
        let members = match &self.test {
            Wanted::Written => &[],
            Wanted::OneOf(members) => &*members.0,
        };
        members.iter().map(|(list, _)| *list)
    }
}

impl Condition {
    /// The guards of a condition about the objects of a noun, whose first name they are.
    pub fn guards(&self, noun: Noun) -> Vec<Guard<'_>> {
        let super::Root::Test(test) = &self.form().root else { return Vec::new() };
        let parts = match test {
            Test::All(parts) => parts,
            test => std::slice::from_ref(test),
        };
        parts.iter().filter_map(|part| guard(part, noun)).collect()
    }
}

fn guard(part: &Test, noun: Noun) -> Option<Guard<'_>> {
    match part {
        Test::Has(path) => Some(Guard { slot: own_field(path, noun)?, test: Wanted::Written }),
        Test::OneOf(path, members) => Some(Guard { slot: own_field(path, noun)?, test: Wanted::OneOf(members) }),
        _ => None,
    }
}

/// The slot of a path that is a field of the object itself.
fn own_field(path: &Path, noun: Noun) -> Option<u16> {
    match (&path.root, &*path.steps) {
        (Root::Global(0), [Step::Object(slots)]) => Some(slots[noun as usize]).filter(|slot| *slot != LACKS),
        _ => None,
    }
}
