//! The table: time, ratio to the floors, budget; as Markdown, ready for `docs/performance.md`.

use crate::measure::Costs;

/// Milliseconds that the whole process may take on two idle cores: the budgets of the design.
const BUDGETS: [(usize, f64); 3] = [(1, 10.0), (1_000, 60.0), (10_000, 600.0)];
/// The same for a nation that is remembered, and for one of which all is remembered but a file.
const REMEMBERED: (usize, [f64; 2]) = (10_000, [200.0, 220.0]);
/// How many times longer ten times the nation may take.
const TEN_TIMES: f64 = 11.0;
/// How much memory the largest estate may take.
const MEMORY: u64 = 2 << 30;

/// What was measured at one size.
pub struct Row {
    /// How many systems.
    pub size: usize,
    /// How many flows.
    pub flows: usize,
    /// How many verdicts could not be decided.
    pub inconclusive: usize,
    /// Floor A: reading all files.
    pub reading: Costs,
    /// Floor B: reading them and taking all events from the parser library.
    pub events: Costs,
    /// Reading them and scanning the YAML with khung's own scanner.
    pub scanning: Costs,
    /// The library's pipeline.
    pub library: Costs,
    /// The whole process, with nothing remembered.
    pub process: Costs,
    /// The same when it remembers every file.
    pub warm: Costs,
    /// The same when it remembers every file but one.
    pub changed: Costs,
    /// The most memory the process had, in bytes.
    pub peak: Option<u64>,
}

impl Row {
    /// A row without measures.
    pub fn new(size: usize) -> Self {
        Self {
            size,
            flows: 0,
            inconclusive: 0,
            reading: Costs::default(),
            events: Costs::default(),
            scanning: Costs::default(),
            library: Costs::default(),
            process: Costs::default(),
            warm: Costs::default(),
            changed: Costs::default(),
            peak: None,
        }
    }

    fn budget(&self) -> Option<f64> {
        BUDGETS.iter().find(|(size, _)| *size == self.size).map(|(_, budget)| *budget)
    }

    /// Whether the process stays within its budget of time and memory; `None` where there is none.
    pub fn within(&self) -> Option<bool> {
        let small = self.peak.is_none_or(|peak| peak < MEMORY);
        self.budget().map(|budget| self.process.least() <= budget && small)
    }
}

/// Prints all rows: for each piece of work minimum, median, processor time, ratios to the floors.
pub fn print(rows: &[Row]) {
    println!("| systems | work | min ms | median ms | CPU ms | × floor A | × floor B | CPU × B | budget |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for row in rows {
        let works = [
            ("A: read every file", &row.reading),
            ("B: A and the parser library's events", &row.events),
            ("A and khung's scanner", &row.scanning),
            ("the library's pipeline", &row.library),
            ("**khung check**, a process", &row.process),
            ("**khung check**, nothing changed", &row.warm),
            ("**khung check**, one file changed", &row.changed),
        ];
        for (name, costs) in works {
            let cpu = costs.cpu().map_or("-".to_owned(), |cpu| format!("{cpu:.1}"));
            let (least, median) = (costs.least(), costs.median());
            let (read, events) = (least / row.reading.least(), least / row.events.least());
            let budget = match REMEMBERED {
                _ if std::ptr::eq(costs, &row.process) => verdict(row),
                (size, [warm, _]) if size == row.size && std::ptr::eq(costs, &row.warm) => against(costs, warm),
                (size, [_, changed]) if size == row.size && std::ptr::eq(costs, &row.changed) => {
                    against(costs, changed)
                }
                _ => String::new(),
            };
            let beside = costs.cpu().zip(row.events.cpu()).map(|(cpu, events)| cpu / events);
            let beside =
                beside.filter(|times| times.is_finite()).map_or("-".to_owned(), |times| format!("{times:.2}"));
            let ratios = format!("{read:.1} | {events:.2} | {beside}");
            println!("| {} | {name} | {least:.1} | {median:.1} | {cpu} | {ratios} | {budget} |", row.size);
        }
    }
    println!();
    for row in rows {
        let peak = row.peak.map_or("unknown".to_owned(), |peak| format!("{:.1} MiB", peak as f64 / (1 << 20) as f64));
        let (size, flows, open) = (row.size, row.flows, row.inconclusive);
        println!("- {size} systems: {flows} flows, {open} inconclusive verdicts, peak memory {peak}");
    }
    if let Some(times) = tenfold(rows) {
        let word = if times <= TEN_TIMES { "within" } else { "OVER" };
        println!("- ten times the nation takes {times:.1} times as long: {word} {TEN_TIMES}");
    }
}

fn verdict(row: &Row) -> String {
    match (row.budget(), row.within()) {
        (Some(budget), Some(true)) => format!("{budget} ms: within"),
        (Some(budget), _) => format!("{budget} ms: OVER"),
        (None, _) => "-".to_owned(),
    }
}

fn against(costs: &Costs, budget: f64) -> String {
    format!("{budget} ms: {}", if costs.least() <= budget { "within" } else { "OVER" })
}

/// How many times longer ten times the nation takes than the nation, when both were measured.
fn tenfold(rows: &[Row]) -> Option<f64> {
    let of = |size| rows.iter().find(|row| row.size == size).map(|row| row.process.least());
    Some(of(100_000)? / of(10_000)?)
}

/// Whether ten times the nation takes no longer than it may, and no more memory.
pub fn linear(rows: &[Row]) -> bool {
    let small = rows.iter().all(|row| row.peak.is_none_or(|peak| peak < MEMORY));
    small && tenfold(rows).is_none_or(|times| times <= TEN_TIMES)
}
