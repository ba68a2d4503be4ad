//! `khung baseline` and what it does to a check.

use std::fs;

use crate::support::Folder;
use crate::{ESTATE, RULE};

const SETTINGS: &str = "baseline: khung-baseline.tsv\n";

fn folder() -> Folder {
    let folder = Folder::with(&[("a.yaml", ESTATE), ("khung.yaml", SETTINGS)]);
    let ran = folder.run(&["baseline", "write", "--as-of", "2026-11-23", "--lang", "en"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    folder
}

fn check(folder: &Folder, more: &[&str]) -> crate::Ran {
    folder.run(&[&["check", "--format", "json", "--as-of", "2026-11-23"], more].concat())
}

/// How many findings count and how many are known.
fn counts(ran: &crate::Ran) -> (u64, u64) {
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let by_severity = &report["summary"]["findings"];
    let all = ["error", "warning", "info"].iter().map(|word| by_severity[word].as_u64().expect("a count")).sum();
    (all, report["summary"]["accepted"].as_u64().expect("a count"))
}

#[test]
fn what_is_known_does_not_fail_and_what_is_new_does() {
    let folder = folder();
    let ran = check(&folder, &[]);
    let (new, known) = counts(&ran);
    assert_eq!((ran.code, new), (0, 0));
    assert!(known >= 2);
    let more = format!("{ESTATE}  moi: {{ name: Mới, kind: procedure-system, security: {{ level: 2 }} }}\n");
    folder.write("a.yaml", more);
    let ran = check(&folder, &["--select", RULE]);
    assert_eq!((ran.code, counts(&ran)), (1, (1, 2)));
}

#[test]
fn lines_files_and_order_do_not_matter() {
    let folder = folder();
    let known = counts(&check(&folder, &[]));
    let lines: Vec<&str> = ESTATE.lines().collect();
    let turned = format!("# Một dòng mới.\n\n{}\n{}\n{}\n{}\n{}\n", lines[0], lines[1], lines[2], lines[4], lines[3]);
    fs::remove_file(folder.at("a.yaml")).expect("it is there");
    folder.write("kien-truc/b.yaml", turned);
    assert_eq!(counts(&check(&folder, &[])), known);
    assert_eq!(folder.run(&["baseline", "check", "--as-of", "2026-11-23"]).code, 0);
}

#[test]
fn the_file_is_sorted_and_one_entry_a_line_and_written_from_all_findings() {
    let folder = folder();
    let text = fs::read_to_string(folder.at("khung-baseline.tsv")).expect("it was written");
    let entries: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(entries.is_sorted(), "{text}");
    assert!(entries.iter().all(|line| line.split('\t').count() == 3), "{text}");
    assert!(entries.contains(&format!("{RULE}\tH99/mot-cua\t1").as_str()), "{text}");
    assert!(!text.contains("a.yaml"), "{text}");
    // Although it exists now, and knows them all.
    folder.run(&["baseline", "write", "--as-of", "2026-11-23"]);
    assert_eq!(fs::read_to_string(folder.at("khung-baseline.tsv")).expect("it is there"), text);
}

#[test]
fn check_tells_what_is_new_and_gone_and_prune_takes_it_out() {
    let folder = folder();
    let text = ESTATE.replace("mot-cua-xa:", "moi:");
    folder.write("a.yaml", text);
    let ran = folder.run(&["baseline", "check", "--as-of", "2026-11-23", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    for line in [format!("  {RULE} H99/moi"), format!("  {RULE} H99/mot-cua-xa")] {
        assert!(ran.out.lines().any(|known| known == line), "{line}: {}", ran.out);
    }
    let pruned = folder.run(&["baseline", "prune", "--as-of", "2026-11-23", "--lang", "en"]);
    assert_eq!(pruned.code, 0);
    let text = fs::read_to_string(folder.at("khung-baseline.tsv")).expect("it is there");
    assert!(!text.contains("H99/mot-cua-xa") && text.contains("H99/mot-cua\t"), "{text}");
    let ran = check(&folder, &["--select", RULE]);
    assert_eq!((ran.code, counts(&ran)), (1, (1, 1)));
}

#[test]
fn a_second_finding_of_a_known_kind_is_new() {
    let folder = Folder::with(&[("a.yaml", "khung: 1\ndata: { a: { nam: A } }\n"), ("khung.yaml", SETTINGS)]);
    folder.run(&["baseline", "write"]);
    assert_eq!(check(&folder, &[]).code, 0);
    folder.write("a.yaml", "khung: 1\ndata: { a: { nam: A }, b: { nam: B } }\n");
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, counts(&ran)), (1, (1, 1)), "{}", ran.out);
}

#[test]
fn a_baseline_that_is_missing_or_broken_is_refused() {
    let folder = Folder::with(&[("a.yaml", ESTATE), ("khung.yaml", SETTINGS)]);
    folder.run(&["check"]).is_refused(&["khung-baseline.tsv", "khung baseline write"]);
    folder.write("khung-baseline.tsv", "# a head\na\tb\n");
    folder.run(&["check"]).is_refused(&["khung-baseline.tsv, line 2"]);
}

#[test]
fn names_with_tabs_and_line_breaks_stay_in_their_line() {
    let text = "khung: 1\ndata: { \"a\\tb\\nc\": { name: A } }\n";
    let folder = Folder::with(&[("a.yaml", text), ("khung.yaml", SETTINGS)]);
    folder.run(&["baseline", "write"]);
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, counts(&ran).0), (0, 0), "{}", ran.out);
}
