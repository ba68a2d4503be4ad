//! Law, deadlines and waivers follow `--as-of`: what the examples come to on twelve days, and what changes between.
//!
//! The days are those on which something begins or ends, and the day after. Each table in the snapshots was read
//! against the rule folders.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use khung::discover;
use khung::linter::{self, Options, Outcome};
use khung::rule::{self, Rule, RuleSet};
use khung::source::Sources;

/// The days, with what happens.
const DAYS: [(Date, &str); 12] = [
    (date(2026, 7, 28), "the day before the framework decision"),
    (date(2026, 7, 29), "Decision 1425 is issued"),
    (date(2026, 8, 15), "the list of high-risk AI applies"),
    (date(2026, 8, 19), "Decree 331 is in force"),
    (date(2026, 11, 23), "the day the examples describe"),
    (date(2026, 12, 31), "the last day for compulsory links"),
    (date(2027, 1, 1), "the day after; level dossiers have been due"),
    (date(2027, 1, 29), "the last day for an agency's framework decision"),
    (date(2027, 1, 30), "the day after"),
    (date(2027, 3, 2), "the AI transition is over"),
    (date(2027, 7, 2), "the transition of Decree 331, Article 39 is over"),
    (date(2027, 9, 2), "the AI transition in health, education and finance is over"),
];

struct Estate {
    sources: Sources,
    rules: RuleSet,
}

fn estate(name: &str) -> Estate {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let found = discover::read(&[folder], &[], Path::new("."), &mut sources);
    assert!(found.troubles.is_empty());
    Estate { sources, rules }
}

impl Estate {
    fn on(&self, today: Date) -> Outcome {
        linter::lint(&self.sources, &self.rules, &Options { today, ..Options::default() }, &[])
    }
}

/// How many findings each rule gives, with their severity.
fn found(outcome: &Outcome) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in &outcome.diagnostics {
        *counts.entry(format!("{} {}", diagnostic.severity.key(), diagnostic.rule)).or_default() += 1;
    }
    counts
}

/// A table: each day with its counts, and below it what is more or less than on the day before.
fn table(name: &str) -> String {
    let estate = estate(name);
    let mut text = String::new();
    let mut before = BTreeMap::new();
    for (day, event) in DAYS {
        let outcome = estate.on(day);
        let now = found(&outcome);
        let (all, open, rules) = (now.values().sum::<usize>(), outcome.inconclusive.len(), outcome.counts.rules);
        writeln!(text, "{day} {event}: {all} findings, {open} inconclusive, {rules} rules").expect("a String");
        for (what, count) in &now {
            if before.get(what) != Some(count) {
                writeln!(text, "  + {count} {what}").expect("a String");
            }
        }
        for what in before.keys().filter(|what| !now.contains_key(*what)) {
            writeln!(text, "  - {what}").expect("a String");
        }
        before = now;
    }
    text
}

#[test]
fn the_province_on_twelve_days() {
    insta::assert_snapshot!("dates_minh_hoa", table("minh-hoa"));
}

#[test]
fn the_nation_on_twelve_days() {
    insta::assert_snapshot!("dates_nation", table("nation"));
}

#[test]
fn the_first_findings_on_twelve_days() {
    insta::assert_snapshot!("dates_first_findings", table("first-findings"));
}

/// What a rule finds in a bad estate on each day: numbers with the first letters of their severities, as `2w 1e`.
fn on_each_day(rules: &RuleSet, sources: &Sources, rule: &str) -> Vec<String> {
    let day = |(today, _): (Date, &str)| {
        let options = Options { today, select: vec![rule.to_owned()], ..Options::default() };
        let outcome = linter::lint(sources, rules, &options, &[]);
        let counts = ["error", "warning", "info"]
            .map(|word| outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity.key() == word).count());
        let shown = counts.iter().zip(["e", "w", "i"]).filter(|(count, _)| **count > 0);
        let shown: Vec<String> = shown.map(|(count, letter)| format!("{count}{letter}")).collect();
        if shown.is_empty() { "-".to_owned() } else { shown.join(" ") }
    };
    DAYS.map(day).to_vec()
}

#[test]
fn bad_examples_on_twelve_days() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/vn");
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let mut text = format!("{:62}", "rule, on its own bad examples");
    DAYS.iter().for_each(|(day, _)| write!(text, " {:>7}", day.strftime("%y%m%d").to_string()).expect("a String"));
    text.push('\n');
    let asks_the_day = |rule: &&Rule| sources.get(rule.source).text.contains("today");
    for rule in rules.rules.iter().filter(asks_the_day) {
        let mut sources = sources.clone();
        let own = folder.join(&rule.id);
        let bad = if own.join("bad").is_dir() { own.join("bad") } else { own.join("bad.yaml") };
        assert!(discover::read(&[bad], &[], Path::new("."), &mut sources).troubles.is_empty());
        let days = on_each_day(&rules, &sources, &rule.id);
        // A rule that only begins one day is told by its `applies`.
        let mut after: Vec<&String> = days.iter().skip_while(|day| *day == "-").collect();
        after.dedup();
        if after.len() > 1 {
            write!(text, "{:62}", rule.id).expect("a String");
            days.iter().for_each(|day| write!(text, " {day:>7}").expect("a String"));
            text.push('\n');
        }
    }
    insta::assert_snapshot!("dates_bad", text);
}

#[test]
fn a_rule_applies_on_its_first_and_last_day_and_on_no_other() {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let dated: Vec<_> = rules.rules.iter().filter(|rule| rule.from.is_some() || rule.until.is_some()).collect();
    assert!(dated.len() > 50, "most rules of the pack have a first day: {}", dated.len());
    for rule in dated {
        let day_before = |day: Date| day.yesterday().expect("no rule begins with the calendar");
        let day_after = |day: Date| day.tomorrow().expect("no rule ends with the calendar");
        assert!(
            rule.from.is_none_or(|from| rule.applies_on(from) && !rule.applies_on(day_before(from))),
            "{}",
            rule.id
        );
        assert!(
            rule.until.is_none_or(|until| rule.applies_on(until) && !rule.applies_on(day_after(until))),
            "{}",
            rule.id
        );
    }
}

#[test]
fn no_rule_applies_before_the_law_it_rests_on() {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    for rule in rules.rules.iter().filter(|rule| !rule.is_builtin()) {
        let documents = &rules.packs[rule.pack].head.documents;
        let days =
            rule.told.basis.iter().map(|basis| documents.get(&basis.document).and_then(|known| known.in_force));
        // One document in force is ground enough; one whose day nobody knows may have been in force for long.
        let Some(first) = days.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().min()) else { continue };
        // What has been law for years needs no first day.
        let long_since = first < date(2026, 1, 1);
        assert!(
            long_since || rule.from.is_some_and(|from| from >= first),
            "{} rests on what is in force from {first} only",
            rule.id
        );
    }
}
