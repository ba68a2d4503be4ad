//! The fields of a record by ascending slots, and the fixed names of findings by position.

use std::sync::LazyLock;

use crate::import;
use crate::lang::Words;
use crate::model::DESCRIPTION;
use crate::schema::{Field, Record, words_of};

/// A walk over a record's fields. Fields are stored by slot, so that each group is passed once.
pub(super) struct Walk {
    groups: std::slice::Iter<'static, &'static [Field]>,
    group: &'static [Field],
    /// The slot that comes next.
    pub slot: u16,
}

impl Walk {
    pub fn of(record: &'static Record) -> Self {
        Self { groups: record.groups.iter(), group: &[], slot: 0 }
    }

    /// Passes over so many fields and gives the one behind them.
    pub fn after(&mut self, mut passed: usize) -> Option<(u16, &'static Field)> {
        while passed >= self.group.len() {
            passed -= self.group.len();
            self.slot += self.group.len() as u16;
            self.group = self.groups.next()?;
        }
        let field = &self.group[passed];
        let slot = self.slot + passed as u16;
        self.group = &self.group[passed + 1..];
        self.slot = slot + 1;
        Some((slot, field))
    }
}

/// The fixed names that findings of importers carry.
static NAMES: LazyLock<Vec<Words>> =
    LazyLock::new(|| words_of(&DESCRIPTION).into_iter().chain(import::kinds_of_secrets()).collect());

pub(super) fn number_of(name: Words) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

pub(super) fn name_of(number: usize) -> Option<Words> {
    NAMES.get(number).copied()
}
