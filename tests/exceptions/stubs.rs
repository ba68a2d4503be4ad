//! `khung waivers --stub`: what is begun waives nothing, and says so everywhere.

use std::fs;

use crate::support::{Folder, Ran};
use crate::{ESTATE, RULE, check};

fn stub(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&["waivers", "--lang", "en", "--as-of", "2026-11-23", "--stub"], more].concat())
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.at("khung-waivers.yaml")).expect("it is there")
}

const OPEN: &str = "    reason:\n    approver:\n    decision:\n    granted:\n    expires:\n";

#[test]
fn every_finding_of_a_rule_gets_one_and_none_is_waived_until_it_is_filled_in() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    let ran = stub(&folder, &[RULE]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("khung-waivers.yaml: 2 stubs added.\n"), "{}", ran.out);
    let entry = |subject: &str| format!("  - rule: {RULE}\n    subject: {subject}\n{OPEN}");
    assert_eq!(text(&folder), format!("waivers:\n{}{}", entry("H99/mot-cua"), entry("H99/mot-cua-xa")));

    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.out.matches("accepted").count()), (1, 0), "{}", ran.out);
    let open = "waives nothing yet: reason, approver, decision, granted and expires left open";
    assert_eq!(ran.out.matches("waivers/not-filled-in").count(), 2, "{}", ran.out);
    let wide = folder.command(&["check", "--lang", "en", "--select", "waivers"]).env("COLUMNS", "160").output();
    let told = String::from_utf8(wide.expect("it runs").stdout).expect("UTF-8");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(open) || told.contains(&open.replace(" and", ",")), "{told}");

    // Key by key: it holds when the last one is filled in, or is taken out where it is not compulsory.
    let mut now = text(&folder);
    for (key, value) in [
        ("reason", "Đang nâng cấp"),
        ("approver", "Phó Chủ tịch UBND tỉnh"),
        ("granted", "2026-11-01"),
        ("expires", "2027-03-31"),
    ] {
        now = now.replacen(&format!("{key}:\n"), &format!("{key}: {value}\n"), 1);
        folder.write("khung-waivers.yaml", &now);
        assert!(!check(&folder, &[]).out.contains("accepted"), "{key}");
    }
    folder.write("khung-waivers.yaml", now.replacen("    decision:\n", "", 1));
    let ran = check(&folder, &[]);
    assert_eq!(
        (ran.out.matches("accepted").count(), ran.out.matches("not-filled-in").count()),
        (1, 1),
        "{}",
        ran.out
    );
}

#[test]
fn comments_order_and_line_ends_stay_and_a_second_time_changes_nothing() {
    let old = "# Miễn trừ của tỉnh.\r\nwaivers: # theo quyết định\r\n- rule: model/unknown-key\r\n  subject: a.yaml\r\n  \
               reason: x # vì\r\n  approver: y\r\n  granted: 2026-09-01\r\n  expires: 2027-03-31\r\n# hết\r\n";
    let folder = Folder::with(&[("a.yaml", ESTATE), ("khung-waivers.yaml", old)]);
    stub(&folder, &[RULE, "--subject", "H99/mot-cua-xa"]);
    let once = text(&folder);
    let added =
        format!("- rule: {RULE}\n  subject: H99/mot-cua-xa\n{}", OPEN.replace("    ", "  ")).replace('\n', "\r\n");
    assert_eq!(once, old.replace("# hết", &format!("{added}# hết")));
    let again = stub(&folder, &[RULE, "--subject", "H99/mot-cua-xa"]);
    assert!(again.out.contains("0 stubs added (1 there already)"), "{}", again.out);
    assert_eq!(text(&folder), once);
    // The other finding comes behind it, whatever was there before.
    stub(&folder, &[RULE]);
    assert!(text(&folder).find("H99/mot-cua\r") > text(&folder).find("H99/mot-cua-xa\r"));
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 2, "no temporary file stays");
}

#[test]
fn a_pattern_stays_one_and_findings_about_no_object_go_by_their_file() {
    let folder = Folder::with(&[("a.yaml", ESTATE), ("kien-truc/b.yaml", "khung: 1\nnope: 1\n")]);
    stub(&folder, &[RULE, "--subject", "H99/*"]);
    stub(&folder, &["model/unknown-key"]);
    let text = text(&folder);
    assert!(text.contains("subject: \"H99/*\"\n") && text.contains("subject: kien-truc/b.yaml\n"), "{text}");
    assert_eq!(text.matches("- rule:").count(), 2, "{text}");
}

#[test]
fn what_is_begun_where_the_estate_is_read_and_shown_in_the_list() {
    let folder = Folder::with(&[("kien-truc/a.yaml", ESTATE), ("khung.yaml", "paths: [kien-truc]\n")]);
    stub(&folder, &[RULE]);
    assert!(folder.at("kien-truc/khung-waivers.yaml").exists());
    assert!(folder.check(&["--select", "waivers"]).out.contains("waivers/not-filled-in"));
    let listed = folder.run(&["waivers", "--lang", "en"]).out;
    assert!(listed.contains(&format!("not filled in: {RULE} H99/mot-cua\n")), "{listed}");
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["waivers", "--format", "json"]).out).expect("JSON");
    assert_eq!(json["waivers"].as_array().map(Vec::len), Some(0));
    assert_eq!((&json["open"][1]["subject"], &json["open"][1]["line"]), (&"H99/mot-cua-xa".into(), &9.into()));
    assert_eq!(json["open"][0]["keys"], "reason, approver, decision, granted, expires");
}

#[test]
fn what_cannot_be_waived_or_added_is_refused_and_nothing_is_written() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    stub(&folder, &["security-zones/level-too-low-for-procedure-sytem"])
        .is_refused(&["no rule is called", "did you mean"]);
    stub(&folder, &["waivers/expired"]).is_refused(&["cannot be waived"]);
    stub(&folder, &["model/unknown-key"]).is_refused(&["no open finding of that rule"]);
    stub(&folder, &[RULE, "--subject", "H99/mot-cu"]).is_refused(&["H99/mot-cu;", "some about H99/mot-cua"]);
    stub(&folder, &[RULE, "--file", "mien-tru.yaml"]).is_refused(&["khung-waivers.yaml only"]);
    assert!(!folder.at("khung-waivers.yaml").exists() && !folder.at("mien-tru.yaml").exists());
    for text in ["waivers: [{ rule: a/b }]\n", "waivers: [\n"] {
        folder.write("khung-waivers.yaml", text);
        stub(&folder, &[RULE]).is_refused(&["khung-waivers.yaml: cannot be added to"]);
        assert_eq!(self::text(&folder), text);
    }
    folder.write("b/khung-waivers.yaml", "waivers: []\n");
    folder.write("khung-waivers.yaml", "waivers: []\n");
    stub(&folder, &[RULE]).is_refused(&["b/khung-waivers.yaml, khung-waivers.yaml", "--file"]);
    assert_eq!(stub(&folder, &[RULE, "--file", "b/khung-waivers.yaml"]).code, 0);
    stub(&Folder::with(&[("x.txt", "")]), &[RULE]).is_refused(&["nothing to check"]);
}
