//! Every shipped rule folder is proved, and every rule is silent on what is declared clean.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use khung::finding::builtin;
use khung::linter::{self, Options};
use khung::source::{PackFiles, Sources};
use khung::{discover, rule, verify};

/// A day on which every rule that has a beginning applies.
const TODAY: Date = date(2026, 11, 23);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn problems(proof: &verify::Proof) -> String {
    let lines = proof.problems.iter().map(|problem| {
        format!("{}:{}: {}: {}", problem.path, problem.line.unwrap_or(0), problem.rule, problem.text.1)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_shipped_folder_is_proved() {
    let packs = discover::embedded_packs();
    let proof = verify::verify(&[], &packs, TODAY);
    assert!(proof.folders > 60, "only {} folders were found", proof.folders);
    assert!(proof.mutations > 1000, "only {} mutations were tried", proof.mutations);
    assert!(proof.problems.is_empty(), "{}", problems(&proof));
}

#[test]
fn the_example_pack_is_proved() {
    let packs = discover::packs_in(&root().join("examples/pack")).expect("the example is there");
    let proof = verify::verify(&discover::embedded_packs(), &packs, TODAY);
    assert_eq!(proof.folders, 2);
    assert!(proof.problems.is_empty(), "{}", problems(&proof));
}

#[test]
fn a_run_reads_every_shipped_rule_and_catalogue() {
    let told = |packs: &[PackFiles]| {
        let mut sources = Sources::default();
        let rules = rule::read(packs, &mut sources);
        assert!(rules.findings.is_empty(), "{:?}", rules.findings);
        let texts: Vec<_> = sources.iter().map(|(_, source)| (source.path.clone(), source.text.clone())).collect();
        (rules.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>(), texts)
    };
    let all = told(&discover::embedded_packs());
    assert!(!all.0.is_empty());
    assert_eq!(told(&discover::embedded_rules()), all);
}

#[test]
fn a_trusted_rule_read_in_parts_is_the_rule_read_as_a_whole() {
    let read = |embedded: bool| {
        let packs = discover::embedded_rules().into_iter().map(|pack| PackFiles { embedded, ..pack });
        let mut rules = rule::read(&packs.collect::<Vec<_>>(), &mut Sources::default());
        assert!(rules.findings.is_empty(), "{:?}", rules.findings);
        let told = |rule: &mut rule::Rule| {
            let told = format!("{rule:?}");
            let conditions = rule.check.conditions_mut();
            (told, conditions.iter().map(|each| (each.text().to_owned(), each.written())).collect::<Vec<_>>())
        };
        let heads: Vec<_> = rules.packs.iter().map(|pack| format!("{:?}", pack.head)).collect();
        (heads, rules.rules.iter_mut().map(told).collect::<Vec<_>>())
    };
    let ((heads, parts), (whole_heads, whole)) = (read(true), read(false));
    assert_eq!(heads, whole_heads);
    assert_eq!(parts.len(), whole.len());
    for (in_parts, as_a_whole) in parts.iter().zip(&whole) {
        assert_eq!(in_parts, as_a_whole);
    }
}

#[test]
fn builtins_and_folders_are_the_same() {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let folders: Vec<&str> =
        rules.rules.iter().filter(|rule| rule.is_builtin()).map(|rule| rule.id.as_str()).collect();
    let mut table: Vec<&str> = builtin::ALL.iter().map(|known| known.id).collect();
    table.sort_unstable();
    assert_eq!(folders, table);
}

/// Lints a folder of this repository with every shipped rule and those in `packs`.
fn lint(folder: &str, packs: &[&str], today: Date) -> (linter::Outcome, Sources) {
    let mut sources = Sources::default();
    let mut all = discover::embedded_packs();
    for pack in packs {
        all.extend(discover::packs_in(&root().join(pack)).expect("the pack is there"));
    }
    let rules = rule::read(&all, &mut sources);
    let found = discover::read(&[root().join(folder)], &[], &root(), &mut sources);
    assert!(found.troubles.is_empty(), "{:?}", found.troubles);
    let options = Options { today, ..Options::default() };
    let outcome = linter::lint(&sources, &rules, &options, &found.findings);
    (outcome, sources)
}

#[test]
fn the_example_province_is_clean() {
    for packs in [&[][..], &["examples/pack"]] {
        let (outcome, sources) = lint("examples/minh-hoa", packs, TODAY);
        let told = outcome.diagnostics.iter().map(|diagnostic| {
            let path = &sources.get(diagnostic.at.source).path;
            format!("{path}:{}: {}: {}", sources.position(diagnostic.at).line, diagnostic.rule, diagnostic.message.en)
        });
        let told: Vec<_> = told.collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        assert!(outcome.counts.objects > 150, "{:?}", outcome.counts);
        assert!(outcome.counts.flows > 60, "{:?}", outcome.counts);
    }
}

#[test]
fn the_first_findings_are_the_documented_ones() {
    let (outcome, sources) = lint("examples/first-findings", &[], TODAY);
    let told = outcome.diagnostics.iter().map(|diagnostic| {
        let line = sources.position(diagnostic.at).line;
        (line, diagnostic.rule.as_str())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (16, "security-zones/level-too-low-for-procedure-system"),
            (42, "shared-platforms/duplicates-group-a-platform"),
            (75, "model/dangling-reference"),
            (80, "interoperability/cross-agency-flow-bypasses-platform"),
        ]
    );
}
