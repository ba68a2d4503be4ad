//! Runs the linter over texts in memory and says what it found, rule by rule.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use khung::diagnostic::Diagnostic;
use khung::discover;
use khung::linter::{self, Options, Outcome};
use khung::rule::{self, RuleSet};
use khung::source::{Origin, Sources};

/// The day for which nations are judged.
pub const TODAY: Date = date(2026, 11, 23);

/// The shipped rules, with the sources they were read from.
pub fn rules() -> (RuleSet, Sources) {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    (rules, sources)
}

/// Lints files with all shipped rules.
pub fn lint(files: impl IntoIterator<Item = (String, String)>) -> (Outcome, Sources) {
    let (rules, mut sources) = rules();
    for (path, text) in files {
        sources.add(path, Origin::Estate, text);
    }
    let options = Options { today: TODAY, ..Options::default() };
    let outcome = linter::lint(&sources, &rules, &options, &[]);
    (outcome, sources)
}

/// How many findings each rule has.
pub fn found(diagnostics: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for diagnostic in diagnostics {
        *found.entry(diagnostic.rule.clone()).or_default() += 1;
    }
    found
}
