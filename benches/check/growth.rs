//! Does time grow with the estate, and no faster, whatever its shape? Each shape at a size and at ten times that.
//!
//! The program runs as a process, so that memory and exit are what users see. Judged is processor time, which other
//! work on the machine disturbs least; elapsed time stands beside it.

use crate::estate::Estate;
use crate::measure::{self, Costs};
use crate::shapes::SHAPES;
use crate::work;

/// How many times longer ten times the size may take.
const TEN_TIMES: f64 = 11.0;
/// The same for little sizes: they are short enough for noise to matter. Quadratic work gives up to 100.
const TEN_TIMES_OF_LITTLE: f64 = 16.0;
/// How much memory any of them may take.
const MEMORY: u64 = 2 << 30;
/// From this size on a tenth of a shape is large enough to show how it grows; smaller ones are measured in full.
const LITTLE: usize = 100_000;
/// A run of this many milliseconds is not repeated: it is longer than the noise.
const LONG: f64 = 8_000.0;

/// Measures and prints all shapes, or those that were named, at their full sizes or with the largest at a tenth of
/// them. Whether all stay within their bounds.
pub fn run(names: &[String], tenth: bool, rounds: usize) -> bool {
    let bound = if tenth { TEN_TIMES_OF_LITTLE } else { TEN_TIMES };
    println!("| shape | size | CPU at a tenth | CPU | times | elapsed | peak memory | |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    let mut all = true;
    for shape in SHAPES.iter().filter(|shape| names.is_empty() || names.iter().any(|name| name == shape.name)) {
        let size = if tenth && shape.full >= LITTLE { shape.full / 10 } else { shape.full };
        let (less, _, _) = measured(&Estate::of_shape(shape, size / 10), shape.arguments, rounds);
        let (cpu, wall, peak) = measured(&Estate::of_shape(shape, size), shape.arguments, rounds);
        let times = cpu / less;
        let within = times <= bound && peak.is_none_or(|peak| peak < MEMORY);
        all &= within;
        let word = if within { "" } else { "OVER" };
        let peak = peak.map_or("unknown".to_owned(), |peak| format!("{:.0} MiB", peak as f64 / (1 << 20) as f64));
        let (less, cpu, wall) = (less / 1e3, cpu / 1e3, wall / 1e3);
        let what = format!("{}: {size} {}", shape.name, shape.unit);
        println!("| {what} | {size} | {less:.2} s | {cpu:.2} s | {times:.1} | {wall:.2} s | {peak} | {word} |");
    }
    println!("ten times as much may take {bound} times as long, and {} GiB", MEMORY >> 30);
    all
}

/// Processor time and elapsed time in milliseconds, peak memory in bytes; the best of several rounds.
fn measured(estate: &Estate, arguments: &[&str], rounds: usize) -> (f64, f64, Option<u64>) {
    let mut costs = Costs::default();
    for _ in 0..rounds.max(1) {
        let (output, cost) = measure::process(work::program(&estate.folder).args(arguments));
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
        costs.push(cost);
        if costs.least() > LONG {
            break;
        }
    }
    let peak = measure::peak(work::program(&estate.folder).args(arguments));
    (costs.least_cpu().unwrap_or(costs.least()), costs.least(), peak)
}
