//! The matrix for spreadsheets: a row per clause, a column per system, the counts of verdicts beside them.

use std::io;

use super::super::cell::cell;
use super::Page;
use crate::survey::coverage::{Standpoint, Tally};

/// The columns before those of the systems.
const HEAD: [&str; 6] = ["document", "number", "clause", "standing", "rules", "verdicts"];

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let systems = page.coverage.systems.iter().map(|system| cell(&system.name));
    table.write_record(HEAD.iter().map(|head| (*head).to_owned()).chain(systems))?;
    for clause in &page.coverage.clauses {
        let mut all = Tally::default();
        clause.cells.values().for_each(|tally| all += *tally);
        let verdicts = format!(
            "{} met, {} violated, {} waived, {} inconclusive",
            all.met, all.violated, all.waived, all.inconclusive
        );
        let own = [
            cell(&clause.document),
            cell(&clause.number),
            cell(&clause.at),
            clause.standing.key().to_owned(),
            clause.rules.join(" "),
            verdicts,
        ];
        let standpoint = |system: usize| match clause.standpoint(system) {
            Standpoint::NotApplicable => String::new(),
            other => other.key().to_owned(),
        };
        table.write_record(own.into_iter().chain((0..page.coverage.systems.len()).map(standpoint)))?;
    }
    table.flush()
}
