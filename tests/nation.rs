//! The national estate at a small size: every planted fault is found by its own rule, nothing else is, and the answer
//! is the same bytes whatever the order of the files and the number of threads.
//!
//! `benches/check.rs` asks the same questions at the size of the nation.

#[path = "../benches/nation/mod.rs"]
#[allow(dead_code)] // the benchmark uses the rest
mod nation;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use khung::check::{self, Ground};
use khung::finding::RuleRef;
use khung::lang::Lang;
use khung::linter::Outcome;
use khung::report::{self, Report, Summary};
use khung::source::{Origin, Sources};
use khung::{graph, import};
use nation::{Nation, PLANTERS, Random, UNPLANTED};

const SEED: u64 = 1425;
/// Room for two faults of every rule.
const SIZE: usize = 600;
/// The share of verdicts that a nation decides, per cent: records of units and communes leave out what may be left out.
const DECIDED: usize = 98;

/// The ids of the Viet Nam pack's rules, from the folders themselves.
fn rule_folders() -> BTreeSet<String> {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/vn");
    let folders = |path: &Path| -> Vec<PathBuf> {
        let entries =
            fs::read_dir(path).expect("a readable folder").map(|entry| entry.expect("a readable entry").path());
        entries.filter(|path| path.is_dir()).collect()
    };
    let name = |path: &Path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
    let groups = folders(&pack);
    let rules = groups.iter().flat_map(|group| {
        let rules = folders(group).into_iter().filter(|rule| rule.join("rule.yaml").is_file());
        rules.map(|rule| format!("{}/{}", name(group), name(&rule))).collect::<Vec<_>>()
    });
    rules.collect()
}

fn complaints(outcome: &Outcome, sources: &Sources) -> String {
    let lines = outcome.diagnostics.iter().map(|found| {
        let line = sources.position(found.at).line;
        format!("{}:{line}: {}: {}", sources.get(found.at.source).path, found.rule, found.message.en)
    });
    lines.take(40).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_has_a_planter_or_a_reason() {
    let known: Vec<&str> =
        PLANTERS.iter().map(|planter| planter.rule).chain(UNPLANTED.iter().map(|(rule, _)| *rule)).collect();
    let listed: BTreeSet<String> = known.iter().map(|rule| (*rule).to_owned()).collect();
    assert_eq!(listed.len(), known.len(), "a rule stands in the tables twice");
    assert_eq!(listed, rule_folders(), "benches/nation/plant/ names the rules of rules/vn");
    assert!(UNPLANTED.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn a_nation_without_faults_is_clean() {
    let (outcome, sources) = nation::lint(Nation::new(SEED, SIZE, 0).files());
    assert!(outcome.diagnostics.is_empty(), "{}", complaints(&outcome, &sources));
    let (open, decided) = (outcome.inconclusive.len(), outcome.counts.decided);
    assert!(100 * open < (100 - DECIDED) * (open + decided), "{open} verdicts are open, {decided} are not");
    assert!(decided > 40 * SIZE, "rules judge {decided} times");
    assert!(outcome.counts.flows >= 4 * SIZE, "{:?}", outcome.counts);
}

#[test]
fn small_nations_and_other_seeds_are_clean() {
    for (seed, size) in [(7, 30), (331, 45), (29, 90), (2026, 240), (1132, 1000)] {
        let (outcome, sources) = nation::lint(Nation::new(seed, size, 0).files());
        assert!(outcome.diagnostics.is_empty(), "seed {seed}: {}", complaints(&outcome, &sources));
    }
}

#[test]
fn planted_faults_are_found_and_no_other() {
    for (seed, faults) in [(SEED, 1), (SEED, 2), (331, 1)] {
        let nation = Nation::new(seed, SIZE, faults);
        let (outcome, sources) = nation::lint(nation.files());
        assert_eq!(nation::found(&outcome.diagnostics), nation.planted(), "{}", complaints(&outcome, &sources));
    }
}

#[test]
fn rules_together_say_what_each_says_alone() {
    let (rules, mut sources) = nation::rules();
    for (path, text) in Nation::new(SEED, SIZE, 1).files() {
        sources.add(path, Origin::Estate, text);
    }
    let (graph, unresolved) = graph::build(import::read(&sources), &sources);
    assert!(unresolved.is_empty());
    let numbers = (0..rules.rules.len()).filter(|number| !rules.rules[*number].is_builtin());
    let ground = |number| Ground { graph: &graph, today: nation::TODAY, rule: RuleRef::Loaded(number as u32) };
    let checks: Vec<_> = numbers.map(|number| (&rules.rules[number].check, ground(number))).collect();
    for ((check, ground), mut together) in checks.iter().zip(check::run_all(&checks)) {
        let mut alone = check::run(check, *ground);
        for verdicts in [&mut together, &mut alone] {
            verdicts.findings.sort_by_key(|finding| (finding.at, finding.subjects.clone()));
            verdicts.undecided.sort_by_key(|undecided| undecided.subject);
            verdicts.passed.sort();
        }
        assert_eq!(together.findings, alone.findings);
        assert_eq!(together.undecided, alone.undecided);
        assert_eq!(together.passed, alone.passed);
        assert!(alone.passed.len() + alone.failed.len() > 0, "every rule judges something here");
    }
}

#[test]
fn files_have_one_path_each_and_a_usual_size() {
    let files: BTreeMap<String, String> = Nation::new(SEED, 1000, 1).files().collect();
    let systems: Vec<usize> =
        files.iter().filter(|(path, _)| path.contains("/he-thong/")).map(|(_, text)| text.len()).collect();
    assert_eq!(systems.len(), 1000);
    let mean = systems.iter().sum::<usize>() / systems.len();
    assert!((2800..4100).contains(&mean), "a file has {mean} bytes");
}

fn json(outcome: &Outcome, sources: &Sources) -> Vec<u8> {
    let counts = outcome.counts;
    let summary = Summary {
        files: counts.files,
        skipped: counts.skipped,
        objects: counts.objects,
        flows: counts.flows,
        rules: counts.rules,
        elapsed: None,
    };
    let report = Report {
        diagnostics: &outcome.diagnostics,
        inconclusive: &outcome.inconclusive,
        sources,
        summary: &summary,
        since: None,
        lang: Lang::Vi,
        width: 100,
        color: false,
        quiet: false,
        verbose: false,
        list_inconclusive: false,
        version: "0",
    };
    let mut bytes = Vec::new();
    (report::format("json").expect("a shipped format").render)(&report, &mut bytes).expect("memory takes all");
    bytes
}

/// The report of files in some order, made by so many threads.
fn reported(files: &[(String, String)], threads: usize) -> Vec<u8> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
    pool.install(|| {
        let (outcome, sources) = nation::lint(files.iter().cloned());
        json(&outcome, &sources)
    })
}

#[test]
fn order_and_threads_change_no_byte() {
    let mut files: Vec<_> = Nation::new(SEED, 300, 1).files().collect();
    let first = reported(&files, 1);
    assert!(first.len() > 10_000, "there is something to compare");
    let mut random = Random::new(SEED);
    for run in 0..20 {
        random.shuffle(&mut files);
        let again = reported(&files, 1 + run % 2);
        assert!(first == again, "run {run} says something else");
    }
}

#[test]
fn a_renamed_file_says_the_same() {
    let nation = Nation::new(SEED, SIZE, 1);
    let mut files: Vec<_> = nation.files().collect();
    let said = |files: &[(String, String)]| {
        let (outcome, _) = nation::lint(files.iter().cloned());
        let all = outcome.diagnostics.iter().map(|found| (found.rule.clone(), found.message.vi.clone()));
        all.collect::<BTreeSet<_>>()
    };
    let before = said(&files);
    for (path, _) in files.iter_mut().filter(|(path, _)| path.starts_with("X03/")) {
        *path = format!("khac/{}", path.replace(".yaml", ".yml"));
    }
    assert_eq!(said(&files), before);
}
