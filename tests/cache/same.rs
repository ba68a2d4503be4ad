//! What is remembered is what was read, whatever happened in between.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use khung::import;
use khung::linter::{self, Options, Outcome};
use khung::rule::{self, RuleSet};
use khung::source::{Origin, Sources};
use khung::{discover, settings};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::Index;
use proptest::{prop_assert_eq, proptest};

use crate::estate::{FAULTY, Files, TEXTS, description, sources};
use crate::said;

#[test]
fn every_text_of_the_repository_is_remembered_whole() {
    let texts = || TEXTS.iter().map(String::as_str).chain(FAULTY.iter().copied());
    assert!(texts().count() > 400, "the repository has that many");
    let mut files = Files::default();
    let first = sources(0, texts());
    let (cold, read) = files.read(&first);
    assert_eq!(said::imports(&cold), said::imports(&import::read(&first)));
    assert_eq!(read, first.len());
    // Under other numbers, in another order, each text twice.
    let second = sources(3, texts().chain(texts()).collect::<Vec<_>>().into_iter().rev());
    let (warm, read) = files.read(&second);
    assert_eq!(said::imports(&warm), said::imports(&import::read(&second)));
    assert_eq!(read, 0, "nothing is read a second time");
}

#[test]
fn few_new_texts_leave_the_first_file_alone() {
    let texts: Vec<String> = (0..40).map(description).collect();
    let mut files = Files::default();
    files.read(&sources(0, texts.iter().map(String::as_str)));
    let main = files.main.clone().expect("the first run writes");
    let mut changed = texts.clone();
    changed[3].push_str("# changed\n");
    assert_eq!(files.read(&sources(0, changed.iter().map(String::as_str))).1, 1);
    assert!(files.main.as_ref() == Some(&main) && files.later.is_some());
    changed[4].push_str("# changed\n");
    assert_eq!(files.read(&sources(0, changed.iter().map(String::as_str))).1, 1, "the second file is read too");
    assert_eq!(files.read(&sources(0, changed.iter().map(String::as_str))).1, 0);
    // Once much is new, everything that is still of use stands in one file again.
    changed.iter_mut().take(20).for_each(|text| text.push_str("# again\n"));
    assert_eq!(files.read(&sources(0, changed.iter().map(String::as_str))).1, 20);
    assert!(files.later.is_none());
    assert!(files.main.as_ref().is_some_and(|now| now.len() < main.len() + main.len() / 10), "old texts are gone");
    assert_eq!(files.read(&sources(0, changed.iter().map(String::as_str))).1, 0);
}

/// What somebody does to an estate between two runs.
fn edit(estate: &mut BTreeMap<String, String>, kind: u8, which: Index, other: Index, step: usize) {
    let names: Vec<String> = estate.keys().cloned().collect();
    let name = &names[which.index(names.len())];
    let text = estate[name].clone();
    let lines: Vec<&str> = text.lines().collect();
    match kind % 6 {
        _ if lines.is_empty() => drop(estate.remove(name)),
        0 => {
            let (line, second) = (which.index(lines.len()), other.index(lines.len()));
            let mut lines = lines;
            lines.swap(line, second);
            estate.insert(name.clone(), lines.join("\n"));
        }
        1 => {
            let mut lines = lines;
            lines.remove(other.index(lines.len()));
            estate.insert(name.clone(), lines.join("\n"));
        }
        2 if estate.len() > 1 => drop(estate.remove(name)),
        3 => {
            let text = estate.remove(name).expect("it is there");
            estate.insert(format!("moved-{step}.yaml"), text);
        }
        4 => drop(estate.insert(format!("a-copy-{step}.yaml"), text)),
        _ => {
            let rest = FAULTY[other.index(FAULTY.len())];
            estate.insert(format!("new-{step}.yaml"), rest.to_owned());
        }
    }
}

/// The shipped packs: they are the same for every run here, and reading them takes long.
static PACKS: LazyLock<(Sources, RuleSet)> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_rules(), &mut sources);
    (sources, rules)
});

/// Checks the estate with packs and settings as a run has them.
fn run(estate: &BTreeMap<String, String>, day: i8, quiet: bool, files: Option<&mut Files>) -> Outcome {
    let (mut sources, rules) = (PACKS.0.clone(), &PACKS.1);
    let mut found = Vec::new();
    let mut options = Options { today: jiff::civil::date(2026, 11, day), ..Options::default() };
    if quiet {
        let text = "rules: { data: off, model: warning }\n".to_owned();
        let id = sources.add("khung.yaml", Origin::Settings, text);
        let settings = settings::read(&sources, id);
        (options.levels, found) = (settings.rules, settings.findings);
    }
    for (path, text) in estate {
        sources.add(path.clone(), Origin::in_estate(path), text.clone());
    }
    let Some(files) = files else { return linter::lint(&sources, rules, &options, &found) };
    let cache = Arc::new(files.cache());
    options.recall = Some(cache.clone());
    let outcome = linter::lint(&sources, rules, &options, &found);
    files.take(cache.0.changed());
    outcome
}

/// Whether two runs came to the same.
pub fn same(with: &Outcome, without: &Outcome) -> Result<(), proptest::test_runner::TestCaseError> {
    prop_assert_eq!(&with.diagnostics, &without.diagnostics);
    prop_assert_eq!(&with.inconclusive, &without.inconclusive);
    prop_assert_eq!(with.counts, without.counts);
    prop_assert_eq!(&with.secrets, &without.secrets);
    let (with, without) = (&with.identities, &without.identities);
    prop_assert_eq!(with.entries().collect::<Vec<_>>(), without.entries().collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_estate_that_changes_is_judged_the_same_with_and_without(
        first in vec(any::<Index>(), 1..5),
        edits in vec((any::<u8>(), any::<Index>(), any::<Index>(), 1_i8..29, any::<bool>()), 1..6),
    ) {
        let mut estate: BTreeMap<String, String> = BTreeMap::new();
        for (number, which) in first.iter().enumerate() {
            estate.insert(format!("{number}.yaml"), TEXTS[which.index(TEXTS.len())].clone());
        }
        estate.insert("systems.yaml".to_owned(), description(1));
        let mut files = Files::default();
        for (step, (kind, which, other, day, quiet)) in edits.into_iter().enumerate() {
            // Once cold or after a change, once with nothing changed.
            for _ in 0..2 {
                let with = run(&estate, day, quiet, Some(&mut files));
                same(&with, &run(&estate, day, quiet, None))?;
            }
            edit(&mut estate, kind, which, other, step);
        }
    }
}
