//! The matrix for machines, with types of its own.
//!
//! `docs/schema/coverage-1.json` describes it; a change that an existing reader would notice needs a new version.

use std::io;

use serde::Serialize;

use super::super::escape::escape_json;
use super::Page;
use crate::survey::coverage::{Clause, Column, Tally};

/// The version of the format; the schema's file name carries it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    as_of: String,
    totals: Totals,
    systems: Vec<System<'a>>,
    clauses: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Totals {
    verdicts: Counts,
    without_law: Counts,
    findings: usize,
    findings_about_files: usize,
}

#[derive(Serialize)]
struct Counts {
    met: usize,
    violated: usize,
    waived: usize,
    inconclusive: usize,
}

#[derive(Serialize)]
struct System<'a> {
    id: &'a str,
    noun: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    number: &'a str,
    title: Both<'a>,
    clause: &'a str,
    standing: &'static str,
    rules: &'a [String],
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Both<'a> {
    vi: &'a str,
    en: &'a str,
}

/// What a clause came to at a system; a system without a cell was not concerned.
#[derive(Serialize)]
struct Cell<'a> {
    system: &'a str,
    standpoint: &'static str,
    #[serde(flatten)]
    verdicts: Counts,
}

/// Writes the page.
pub(super) fn render(page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let coverage = page.coverage;
    let [findings, findings_about_files] = page.findings;
    let document = Document {
        version: VERSION,
        tool: Tool { name: "khung", version: page.version },
        as_of: page.today.to_string(),
        totals: Totals {
            verdicts: counts(coverage.verdicts),
            without_law: counts(coverage.without_law),
            findings,
            findings_about_files,
        },
        systems: coverage.systems.iter().map(system).collect(),
        clauses: coverage.clauses.iter().map(|clause| row(clause, &coverage.systems)).collect(),
    };
    let json = serde_json::to_string_pretty(&document).expect("the page's types have string keys only");
    writeln!(out, "{}", escape_json(&json))
}

fn system(column: &Column) -> System<'_> {
    System { id: &column.name, noun: column.noun.en, name: &column.title }
}

fn row<'a>(clause: &'a Clause, systems: &'a [Column]) -> Row<'a> {
    let cell = |(system, tally): (&usize, &Tally)| Cell {
        system: &systems[*system].name,
        standpoint: tally.standpoint().key(),
        verdicts: counts(*tally),
    };
    Row {
        document: &clause.document,
        number: &clause.number,
        title: Both { vi: &clause.title.vi, en: &clause.title.en },
        clause: &clause.at,
        standing: clause.standing.key(),
        rules: &clause.rules,
        cells: clause.cells.iter().map(cell).collect(),
    }
}

fn counts(tally: Tally) -> Counts {
    let Tally { met, violated, waived, inconclusive } = tally;
    Counts { met, violated, waived, inconclusive }
}
