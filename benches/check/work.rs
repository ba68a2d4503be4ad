//! The pieces of work that are measured, and what their answers must be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use khung::linter::{self, Options, Outcome};
use khung::source::{Origin, Sources};
use khung::{discover, rule, yaml};
use rayon::prelude::*;

use crate::estate::Estate;
use crate::measure;
use crate::nation::{TODAY, found};
use crate::table::Row;

/// Measures all work on an estate, in rounds, and says what was wrong with the answers.
pub fn measure(estate: &Estate, rounds: usize) -> (Row, Vec<String>) {
    let mut row = Row::new(estate.size);
    let mut complaints = Vec::new();
    // The first round warms the file cache and the threads, and its answers are checked.
    for round in 0..=rounds {
        let (texts, reading) = measure::here(|| read(&estate.folder));
        drop(texts);
        let ((), scanning) = measure::here(|| scan(&estate.folder));
        let (outcome, library) = measure::here(|| lint(&estate.folder));
        let (output, process) = measure::process(&mut program(&estate.folder));
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
        row.scanning.push(scanning);
        row.library.push(library);
        row.process.push(process);
    }
    row.peak = measure::peak(&mut program(&estate.folder));
    (row, complaints)
}

/// Every file of a folder.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the estate can be walked"));
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// The first floor: every byte into memory.
fn read(folder: &Path) -> Vec<String> {
    let text = |path: PathBuf| fs::read_to_string(path).expect("the estate can be read");
    paths(folder).into_par_iter().map(text).collect()
}

/// The second floor: every byte into memory, and its YAML scanned once.
fn scan(folder: &Path) {
    let mut sources = Sources::default();
    for text in read(folder) {
        sources.add("", Origin::Estate, text);
    }
    let all: Vec<_> = sources.iter().collect();
    let clean = all.into_par_iter().all(|(id, source)| yaml::parse(id, &source.text).faults.is_empty());
    assert!(clean, "a generated estate is YAML");
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

/// The program on a folder.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command.args(["check", "--no-config", "--lang", "en", "--color", "never", "--format", "short", "--as-of"]);
    command.arg(TODAY.to_string()).arg(folder);
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
