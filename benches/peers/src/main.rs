//! khung beside regorus, a Rego interpreter: the same six rules over the same estate, findings and time.
//!
//! `khung-peers FOLDER [ROUNDS]` reads descriptions, gives khung's graph to the interpreter as JSON, and prints a table.
//! It fails when the two find different numbers of things. It is a development tool and no part of khung.

mod estate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use jiff::civil::{Date, date};
use khung::check::{self, Ground};
use khung::finding::RuleRef;
use khung::source::Sources;
use khung::{discover, graph, import, rule};
use regorus::{Engine, Value};

/// The day for which the estates are made.
const TODAY: Date = date(2026, 11, 23);
/// The rules by khung's name and Rego's.
const RULES: [(&str, &str); 6] = [
    ("interoperability/cross-agency-flow-bypasses-platform", "cross_agency"),
    ("interoperability/insecure-transport", "insecure"),
    ("security-zones/security-level-missing", "level_missing"),
    ("security-zones/level-too-low-for-procedure-system", "level_too_low"),
    ("shared-platforms/duplicates-group-a-platform", "duplicates"),
    ("security-zones/database-reachable-from-outside", "reachable_database"),
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(folder) = words.next() else {
        eprintln!("khung-peers FOLDER [ROUNDS]");
        return ExitCode::from(2);
    };
    let rounds: usize = words.next().map_or(3, |word| word.parse().expect("ROUNDS is a number"));
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    discover::read(&[PathBuf::from(folder)], &[], Path::new("."), &mut sources);
    let (graph, _) = graph::build(import::read(&sources), &sources);
    let text = estate::json(&graph).to_string();

    let started = Instant::now();
    let data = Value::from_json_str(&text).expect("JSON that was just written");
    println!("data: {:.1} MB of JSON, read by regorus in {:.0} ms", text.len() as f64 / 1e6, millis(started));
    println!("| rule | found by khung | found by regorus | khung ms | regorus ms | times |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let mut equal = true;
    for (id, name) in RULES {
        let number = rules.rules.iter().position(|rule| rule.id == id).expect("khung ships the rule");
        let ground = Ground { graph: &graph, today: TODAY, rule: RuleRef::Loaded(number as u32) };
        let judge = || {
            let started = Instant::now();
            let verdicts = check::run(&rules.rules[number].check, ground);
            (verdicts.findings.len(), millis(started))
        };
        let (ours, ms) = least(rounds, judge);
        let (theirs, rego_ms) = least(rounds, || evaluate(&data, name));
        equal &= ours == theirs;
        println!("| `{id}` | {ours} | {theirs} | {ms:.2} | {rego_ms:.1} | {:.0} |", rego_ms / ms);
    }
    println!("{}", if equal { "the same findings by number" } else { "DIFFERENT findings" });
    ExitCode::from(u8::from(!equal))
}

/// How many things a rule finds, and in how many milliseconds. A fresh engine each time, for it keeps what it has worked out.
fn evaluate(data: &Value, name: &str) -> (usize, f64) {
    let mut engine = Engine::new();
    engine.add_policy("rules.rego".to_owned(), include_str!("../rules.rego").to_owned()).expect("the policy is Rego");
    engine.add_data(data.clone()).expect("data for an empty engine");
    let started = Instant::now();
    let found = engine.eval_rule(format!("data.khung.{name}")).expect("the rule can be evaluated");
    let took = millis(started);
    (found.as_set().expect("the rule gives a set").len(), took)
}

/// What was found, and the least time of several rounds.
fn least(rounds: usize, work: impl Fn() -> (usize, f64)) -> (usize, f64) {
    let all = (0..rounds.max(1)).map(|_| work());
    all.min_by(|(_, a), (_, b)| a.total_cmp(b)).expect("at least one round")
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
