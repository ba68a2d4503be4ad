//! The pieces of work that are measured, and what their answers must be.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use khung::linter::{self, Options, Outcome};
use khung::source::Sources;
use khung::{discover, rule};

use crate::estate::Estate;
use crate::floors;
use crate::measure;
use crate::nation::{TODAY, found};
use crate::table::Row;

/// Measures all work on an estate, in rounds, and says what was wrong with the answers.
pub fn measure(estate: &Estate, rounds: usize) -> (Row, Vec<String>) {
    let mut row = Row::new(estate.size);
    let mut complaints = Vec::new();
    let cache = estate.beside("cache");
    let (output, _) = measure::process(&mut recalling(&estate.folder, &cache));
    compare("the program that fills its cache", &estate.planted, &printed(&output.stdout), &mut complaints);
    let (output, _) = measure::process(&mut recalling(&estate.folder, &cache));
    compare("the program with a cache", &estate.planted, &printed(&output.stdout), &mut complaints);
    // The first round warms the file cache and the threads, and its answers are checked.
    for round in 0..=rounds {
        let (texts, reading) = measure::here(|| floors::read(&estate.folder));
        drop(texts);
        let (_, events) = measure::here(|| floors::events(&estate.folder));
        let ((), scanning) = measure::here(|| floors::scan(&estate.folder));
        let (outcome, library) = measure::here(|| lint(&estate.folder));
        let (output, process) = measure::process(&mut short(&estate.folder));
        if round == 0 {
            compare("the library", &estate.planted, &found(&outcome.diagnostics), &mut complaints);
            compare("the program", &estate.planted, &printed(&output.stdout), &mut complaints);
            row.inconclusive = outcome.inconclusive.len();
            row.flows = outcome.counts.flows;
            if rounds > 1 {
                continue;
            }
        }
        row.reading.push(reading);
        row.events.push(events);
        row.scanning.push(scanning);
        row.library.push(library);
        row.process.push(process);
        row.warm.push(measure::process(&mut recalling(&estate.folder, &cache)).1);
        estate.touch(round);
        row.changed.push(measure::process(&mut recalling(&estate.folder, &cache)).1);
    }
    row.peak = measure::peak(&mut short(&estate.folder));
    (row, complaints)
}

/// The library's pipeline, as the program runs it.
fn lint(folder: &Path) -> Outcome {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let found = discover::read(&[folder.to_owned()], &[], Path::new("."), &mut sources);
    assert!(found.troubles.is_empty(), "the estate can be read");
    let options = Options { today: TODAY, ..Options::default() };
    linter::lint(&sources, &rules, &options, &found.findings)
}

/// What the program is told in every measurement, the day apart: nothing of the user's own settings.
pub const CHECK: &[&str] = &["check", "--no-config", "--lang=en", "--color=never", "--as-of=2026-11-23"];

/// The program on a folder; it writes the default format unless told otherwise, and remembers nothing.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command.args(CHECK).arg("--no-cache").arg(folder);
    command
}

/// The program on a folder, one line for each finding.
fn short(folder: &Path) -> Command {
    let mut command = program(folder);
    command.arg("--format=short");
    command
}

/// The same with what it remembers.
fn recalling(folder: &Path, cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command.args(CHECK).args(["--format=short"]).arg(folder).env("KHUNG_CACHE_DIR", cache);
    command
}

/// How many lines of the format `short` each rule has: `path:line:column: severity rule message`.
fn printed(output: &[u8]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for line in String::from_utf8_lossy(output).lines() {
        let told = line.split_once(": ").map_or(line, |(_, told)| told);
        let rule = told.split_whitespace().nth(1).unwrap_or(line);
        *found.entry(rule.to_owned()).or_default() += 1;
    }
    found
}

fn compare(
    who: &str,
    planted: &BTreeMap<String, usize>,
    found: &BTreeMap<String, usize>,
    complaints: &mut Vec<String>,
) {
    let mut rules: Vec<&String> = planted.keys().chain(found.keys()).collect();
    rules.sort();
    rules.dedup();
    for rule in rules {
        let count = |all: &BTreeMap<String, usize>| all.get(rule).copied().unwrap_or(0);
        let (planted, found) = (count(planted), count(found));
        if planted != found {
            complaints.push(format!("{rule}: {planted} planted, {who} found {found}"));
        }
    }
}
