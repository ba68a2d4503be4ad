//! The guard: how many instructions `khung check` takes for fixed estates, counted by callgrind on one thread.
//!
//! Unlike time, the count hardly depends on the machine or on what else it does: two runs differ by less than one in
//! ten thousand. So a slow-down of a few per cent is seen by the change that brings it. The numbers to hold are in
//! `benches/guard.txt`, each with the reason of its last change; this room never rewrites that file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::estate::Estate;
use crate::shapes::SHAPES;
use crate::work;

/// How many per cent a count may differ from its number.
const TOLERANCE: f64 = 5.0;
/// The systems of the estate with planted faults: room for one of each rule.
const SYSTEMS: usize = 300;
/// The findings that are rendered with frames, paths and law.
const FINDINGS: usize = 100;

/// Counts and compares. Whether the numbers hold; a machine without valgrind has nothing to compare.
pub fn run() -> bool {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("guard: skipped, valgrind is not installed");
        return true;
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/guard.txt");
    let known = fs::read_to_string(&file).expect("benches/guard.txt is there");
    let numbers: Vec<(&str, f64)> = known.lines().filter_map(number).collect();
    let mut holds = true;
    for (name, estate, arguments) in estates() {
        let counted = instructions(&estate.folder, arguments) as f64 / 1e6;
        let known = numbers.iter().find(|(known, _)| *known == name).map(|(_, number)| *number);
        let Some(known) = known else {
            println!("guard: {name} {counted:.1} million instructions, and benches/guard.txt has no number for it");
            holds = false;
            continue;
        };
        let change = 100.0 * (counted / known - 1.0);
        let word = match change {
            _ if change > TOLERANCE => "OVER. Make it as fast as before, or raise the number and say why",
            _ if change < -TOLERANCE => "well under. Lower the number, so that it stays so, and say why",
            _ => "holds",
        };
        holds &= change <= TOLERANCE;
        println!("guard: {name} {counted:.1} million instructions, known {known:.1}, {change:+.1} %: {word}");
    }
    if !holds {
        println!("guard: the numbers stand in benches/guard.txt, which also names the compiler they were taken with");
    }
    holds
}

/// A line of the file: a name and millions of instructions. Comments say why.
fn number(line: &str) -> Option<(&str, f64)> {
    let (name, number) = line.split_once(' ').filter(|_| !line.starts_with('#'))?;
    Some((name, number.trim().parse().expect("a line of benches/guard.txt is a name and a number")))
}

/// What is counted: start-up, everything that judges, everything that renders.
fn estates() -> [(&'static str, Estate, &'static [&'static str]); 3] {
    let findings = SHAPES.iter().find(|shape| shape.name == "findings").expect("there is a shape of findings");
    [
        ("start-up", Estate::temporary(1425, 1), &["--format=short"]),
        ("nation", Estate::temporary(1425, SYSTEMS), &["--format=short"]),
        ("findings", Estate::of_shape(findings, FINDINGS), &["--format=text"]),
    ]
}

fn instructions(folder: &Path, arguments: &[&str]) -> u64 {
    let report: PathBuf = folder.join("callgrind.out");
    let mut command = Command::new("valgrind");
    command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", report.display()));
    command.arg(env!("CARGO_BIN_EXE_khung")).args(work::CHECK).arg("--no-cache").args(arguments);
    // The folder's own name has no part in the count.
    command.arg(".").current_dir(folder).env("RAYON_NUM_THREADS", "1").env_remove("RUST_BACKTRACE");
    let output = command.output().expect("valgrind runs");
    let text = fs::read_to_string(&report);
    let text = text.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let total = text.lines().find_map(|line| line.strip_prefix("totals:")).expect("callgrind's report has a total");
    total.trim().parse().expect("a total is a number")
}
