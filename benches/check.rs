//! The benchmark of `khung check`: is the answer right, how long does it take, and how far is that from the floor?
//!
//! Makes national estates with planted faults in a temporary folder, and for each measures in the same run: two floors
//! (reading all files; the parser library's events as well), khung's own scanner, the library's pipeline, the program
//! as a process. A wrong answer fails the run; a slow one is printed, since machines differ, and fails only with
//! `--strict`. Two other runs: growth over estates of extreme shape, and the guard, which counts instructions.
//!
//! ```text
//! cargo bench --bench check                     one file, 1,000 and 10,000 systems
//! cargo bench --bench check -- --full           100,000 systems as well
//! cargo bench --bench check -- --size 1000      this size only (repeatable)
//! cargo bench --bench check -- --rounds 9       more rounds; the table shows minimum and median
//! cargo bench --bench check -- --stages         also where the time goes: phases, rules by kind, the slowest rules
//! cargo bench --bench check -- --strict         over budget is a failure
//! cargo bench --bench check -- --growth         each extreme shape and a tenth of it (--shape NAME: this one only)
//! cargo bench --bench check -- --growth --tenth the same, the largest at a tenth; a failure where growth is not linear
//! cargo bench --bench check -- --guard          instructions against benches/guard.txt; a failure past 5 per cent
//! cargo bench --bench check -- --write DIR --size N [--shape NAME]     only write the estate
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)] // a benchmark talks to a person

#[path = "check/estate.rs"]
mod estate;
#[path = "check/floors.rs"]
mod floors;
#[path = "check/growth.rs"]
mod growth;
#[path = "check/guard.rs"]
mod guard;
#[path = "check/measure.rs"]
mod measure;
#[path = "nation/mod.rs"]
#[allow(dead_code)] // the tests use the rest
mod nation;
#[path = "check/shapes.rs"]
mod shapes;
#[path = "check/stages.rs"]
mod stages;
#[path = "check/table.rs"]
mod table;
#[path = "check/work.rs"]
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use mimalloc::MiMalloc;

use estate::Estate;
use table::Row;

/// The program's own, so that its parts are measured as it runs them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What the command line asks for.
struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    seed: u64,
    stages: bool,
    strict: bool,
    write: Option<PathBuf>,
    work: Work,
    shapes: Vec<String>,
    tenth: bool,
}

/// What is to be measured.
#[derive(Clone, Copy, PartialEq)]
enum Work {
    Nation,
    Growth,
    Guard,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        sizes: Vec::new(),
        rounds: 5,
        seed: 1425,
        stages: false,
        strict: false,
        write: None,
        work: Work::Nation,
        shapes: Vec::new(),
        tenth: false,
    };
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
            "--growth" => options.work = Work::Growth,
            "--guard" => options.work = Work::Guard,
            "--tenth" => options.tenth = true,
            "--shape" => options.shapes.push(known_shape(words.next())?),
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

fn known_shape(name: Option<String>) -> Result<String, String> {
    let known = || shapes::SHAPES.iter().map(|shape| shape.name).collect::<Vec<_>>().join(", ");
    let name = name.filter(|name| shapes::SHAPES.iter().any(|shape| shape.name == name));
    name.ok_or_else(|| format!("--shape wants one of {}", known()))
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
        let shape = options.shapes.first().and_then(|name| shapes::SHAPES.iter().find(|shape| shape.name == name));
        let estate = match shape {
            Some(shape) => Estate::write_shape(folder, shape, options.sizes[0]),
            None => Estate::write(folder, options.seed, options.sizes[0]),
        };
        println!("{}: {} files, {} bytes", folder.display(), estate.files, estate.bytes);
        return ExitCode::SUCCESS;
    }
    match options.work {
        Work::Nation => nations(&options),
        Work::Guard => ExitCode::from(u8::from(!guard::run())),
        Work::Growth => {
            let linear = growth::run(&options.shapes, options.tenth, options.rounds.min(2));
            // A tenth is short enough for continuous integration, and its bound generous enough to hold there.
            ExitCode::from(u8::from(!linear && (options.tenth || options.strict)))
        }
    }
}

/// The nation at each size: answers, times, floors.
fn nations(options: &Options) -> ExitCode {
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
            stages::Stages::measure(&estate, options.rounds).print();
        }
        rows.push(row);
    }
    println!();
    table::print(&rows);
    let slow = rows.iter().any(|row| row.within() == Some(false)) || !table::linear(&rows);
    ExitCode::from(u8::from(wrong || (options.strict && slow)))
}
