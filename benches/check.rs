//! The benchmark of `khung check`: is the answer right, how long does it take, and how far is that from the floor?
//!
//! Makes national estates with planted faults in a temporary folder, and for each measures in the same run: reading
//! all files, reading and scanning their YAML, the library's pipeline, the program as a process. A wrong answer fails
//! the run; a slow one is printed, since machines differ, and fails only with `--strict`.
//!
//! ```text
//! cargo bench --bench check                     one file, 1,000 and 10,000 systems
//! cargo bench --bench check -- --full           100,000 systems as well
//! cargo bench --bench check -- --size 1000      this size only (repeatable)
//! cargo bench --bench check -- --rounds 9       more rounds; the table shows minimum and median
//! cargo bench --bench check -- --stages         also where the time goes, stage by stage and rule by rule
//! cargo bench --bench check -- --strict         over budget is a failure
//! cargo bench --bench check -- --write DIR --size N     only write the estate
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)] // a benchmark talks to a person

#[path = "check/estate.rs"]
mod estate;
#[path = "check/measure.rs"]
mod measure;
#[path = "nation/mod.rs"]
#[allow(dead_code)] // the tests use the rest
mod nation;
#[path = "check/stages.rs"]
mod stages;
#[path = "check/table.rs"]
mod table;
#[path = "check/work.rs"]
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use estate::Estate;
use table::Row;

/// What the command line asks for.
struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    seed: u64,
    stages: bool,
    strict: bool,
    write: Option<PathBuf>,
}

fn options() -> Result<Options, String> {
    let mut options = Options { sizes: Vec::new(), rounds: 5, seed: 1425, stages: false, strict: false, write: None };
    let mut full = false;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let text = words.next().ok_or(format!("{word} wants a number"))?;
            text.replace(['_', ','], "").parse::<usize>().map_err(|_| format!("{text} is not a number"))
        };
        match word.as_str() {
            "--size" => options.sizes.push(number()?),
            "--rounds" => options.rounds = number()?.max(1),
            "--seed" => options.seed = number()? as u64,
            "--full" => full = true,
            "--stages" => options.stages = true,
            "--strict" => options.strict = true,
            "--write" => options.write = Some(words.next().ok_or("--write wants a folder")?.into()),
            // Cargo adds this one itself.
            "--bench" => {}
            other => return Err(format!("{other} is no option; the head of benches/check.rs lists them")),
        }
    }
    if options.sizes.is_empty() {
        options.sizes = vec![1, 1_000, 10_000];
        options.sizes.extend(full.then_some(100_000));
    }
    Ok(options)
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(complaint) => {
            eprintln!("{complaint}");
            return ExitCode::from(2);
        }
    };
    if let Some(folder) = &options.write {
        let estate = Estate::write(folder, options.seed, options.sizes[0]);
        println!("{}: {} files, {} bytes", folder.display(), estate.files, estate.bytes);
        return ExitCode::SUCCESS;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut wrong = false;
    for size in &options.sizes {
        let estate = Estate::temporary(options.seed, *size);
        println!("{size} systems: {} files, {:.1} MB", estate.files, estate.bytes as f64 / 1e6);
        let (row, complaints) = work::measure(&estate, options.rounds);
        for complaint in &complaints {
            println!("  WRONG: {complaint}");
        }
        wrong |= !complaints.is_empty();
        if complaints.is_empty() {
            println!("  answer: right ({} faults planted, all found, nothing else)", estate.planted_count());
        }
        if options.stages {
            stages::print(&estate, options.rounds);
        }
        rows.push(row);
    }
    println!();
    table::print(&rows);
    let slow = rows.iter().any(|row| row.within() == Some(false)) || !table::linear(&rows);
    ExitCode::from(u8::from(wrong || (options.strict && slow)))
}
