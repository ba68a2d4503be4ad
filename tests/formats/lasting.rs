//! Fingerprints last: the same finding has the same one wherever its lines move, and no two findings share one.

use std::collections::BTreeSet;

use jiff::civil::date;
use khung::diagnostic::identities;
use khung::discover;
use khung::lang::Lang;
use khung::linter::{self, Options, Outcome};
use khung::report::{Report, Summary};
use khung::rule;
use khung::source::{Origin, Sources};
use serde_json::Value;

const ESTATE: &str = include_str!("../../examples/first-findings/mot-cua.yaml");

fn lint(files: &[(&str, String)]) -> (Sources, Outcome) {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    for (path, text) in files {
        sources.add(*path, Origin::Estate, text.clone());
    }
    let options = Options { today: date(2026, 11, 23), ..Options::default() };
    let outcome = linter::lint(&sources, &rules, &options, &[]);
    (sources, outcome)
}

/// The fingerprints of a format that carries some.
fn fingerprints(format: &str, files: &[(&str, String)], lang: Lang) -> Vec<String> {
    let (sources, outcome) = lint(files);
    let report = Report {
        diagnostics: &outcome.diagnostics,
        inconclusive: &[],
        sources: &sources,
        since: None,
        summary: &Summary::default(),
        lang,
        width: 80,
        color: false,
        quiet: false,
        verbose: false,
        list_inconclusive: false,
        version: "0",
    };
    let text = super::render(format, &report);
    let word = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut found: Vec<String> = match format {
        "csv" => {
            let mut table = csv::Reader::from_reader(text.as_bytes());
            table.records().map(|row| row.expect("a row").iter().next_back().expect("a cell").to_owned()).collect()
        }
        "gitlab" => {
            let issues: Vec<Value> = serde_json::from_str(&text).expect("JSON");
            issues.iter().map(|issue| word(&issue["fingerprint"])).collect()
        }
        _ => {
            let log: Value = serde_json::from_str(&text).expect("JSON");
            let results = log["runs"][0]["results"].as_array().expect("results").iter();
            results.map(|result| word(&result["partialFingerprints"]["khungIdentity/v1"])).collect()
        }
    };
    assert!(found.len() >= 4, "{format}: {text}");
    found.sort();
    found
}

#[test]
fn a_finding_keeps_its_fingerprint_when_its_lines_move() {
    let here = [("mot-cua.yaml", ESTATE.to_owned())];
    let moved = ESTATE.replace("systems:\n", "# thêm\n\n# mấy dòng\nsystems:\n").replace("\nflows:", "\n\n\nflows:");
    assert_ne!(moved, ESTATE);
    let elsewhere = [("khac/ten-khac.yaml", moved)];
    for format in ["sarif", "gitlab", "csv"] {
        let plain = fingerprints(format, &here, Lang::En);
        assert_eq!(plain, fingerprints(format, &elsewhere, Lang::En), "{format}");
        assert_eq!(plain, fingerprints(format, &here, Lang::Vi), "{format}: of every language the same");
        assert_eq!(plain.iter().collect::<BTreeSet<_>>().len(), plain.len(), "{format}");
    }
}

#[test]
fn equal_faults_are_numbered_in_order() {
    let text = "khung: 1\nsystems:\n  a: { nam: x }\n  b: { nam: x }\n".to_owned();
    let (_, outcome) = lint(&[("a.yaml", text.clone()), ("b.yaml", text)]);
    let all = identities(&outcome.diagnostics);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:#?}");
    let unknown: Vec<_> = all.iter().filter(|identity| identity.starts_with("model/unknown-key|")).collect();
    assert_eq!(unknown.len(), 4, "{all:#?}");
    assert!(unknown.iter().all(|identity| identity.contains("key=nam")), "{unknown:#?}");
    assert!(unknown[1].ends_with("#2") && unknown[3].ends_with("#4"), "{unknown:#?}");
}
