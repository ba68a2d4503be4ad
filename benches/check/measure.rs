//! Clocks: elapsed time, time on the processor, peak memory.
//!
//! Processor time and memory come from `/proc` and are left out where there is none. Elapsed time depends on what
//! else the machine does; the minimum of several rounds and the processor time depend on it least.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What one round cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Elapsed time.
    pub wall: Duration,
    /// Time on all processors, user and system.
    pub cpu: Option<Duration>,
}

/// All rounds of one piece of work.
#[derive(Debug, Clone, Default)]
pub struct Costs(Vec<Cost>);

impl Costs {
    /// One round.
    pub fn of(cost: Cost) -> Self {
        Self(vec![cost])
    }

    /// Adds a round.
    pub fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// The least elapsed time, in milliseconds.
    pub fn least(&self) -> f64 {
        self.walls().first().copied().unwrap_or(f64::NAN)
    }

    /// The median of the elapsed times, in milliseconds.
    pub fn median(&self) -> f64 {
        let walls = self.walls();
        walls.get(walls.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The mean time on the processors, in milliseconds: ticks are coarse, so rounds are taken together.
    pub fn cpu(&self) -> Option<f64> {
        let all: Option<Duration> = self.0.iter().map(|cost| cost.cpu).sum();
        all.map(|all| millis(all) / self.0.len() as f64)
    }

    /// The least time on the processors, in milliseconds.
    pub fn least_cpu(&self) -> Option<f64> {
        self.0.iter().filter_map(|cost| cost.cpu).min().map(millis)
    }

    fn walls(&self) -> Vec<f64> {
        let mut walls: Vec<f64> = self.0.iter().map(|cost| millis(cost.wall)).collect();
        walls.sort_by(f64::total_cmp);
        walls
    }
}

/// Milliseconds with their fraction.
pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Does work in this process.
pub fn here<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (cpu, started) = (own_time(), Instant::now());
    let done = work();
    let wall = started.elapsed();
    (done, Cost { wall, cpu: own_time().zip(cpu).map(|(after, before)| after.saturating_sub(before)) })
}

/// Runs a program to its end and gives what it printed.
pub fn process(command: &mut Command) -> (std::process::Output, Cost) {
    let (cpu, started) = (children_time(), Instant::now());
    let output = command.output().expect("the program was built");
    let wall = started.elapsed();
    (output, Cost { wall, cpu: children_time().zip(cpu).map(|(after, before)| after.saturating_sub(before)) })
}

/// The most memory a program has at once, in bytes.
pub fn peak(command: &mut Command) -> Option<u64> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program was built");
    let (done, most) = (AtomicBool::new(false), AtomicU64::new(0));
    let watched = child.id();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                // The mark only rises, so the last look before the end is what counts.
                most.fetch_max(high_water(watched).unwrap_or(0), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        child.wait().expect("the program ends");
        done.store(true, Ordering::Relaxed);
    });
    Some(most.into_inner()).filter(|most| *most > 0)
}

fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The time that the threads of this process have had so far, to the nanosecond.
fn own_time() -> Option<Duration> {
    let mut all = 0;
    for thread in fs::read_dir("/proc/self/task").ok()? {
        let times = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        all += times.split_whitespace().next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(all))
}

/// The time that ended children have had so far, to the tick of 10 ms.
fn children_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold blanks; the fields after it are numbered from 3.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = [16, 17].iter().map(|field| fields.get(field - 3)?.parse::<u64>().ok()).sum::<Option<u64>>()?;
    Some(Duration::from_millis(ticks * 10))
}
