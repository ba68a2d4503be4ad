//! `khung-waivers.yaml` and `khung waivers`.

use crate::support::Folder;
use crate::{ESTATE, RULE, check};

/// A waiver of the first system from September to the given day.
fn waiver(subject: &str, expires: &str) -> String {
    format!(
        "waivers:\n  - rule: {RULE}\n    subject: {subject}\n    reason: Đang nâng cấp hệ thống.\n    \
         approver: Phó Chủ tịch UBND tỉnh\n    decision: 45/QĐ-UBND\n    granted: 2026-09-01\n    expires: {expires}\n"
    )
}

fn folder(subject: &str, expires: &str) -> Folder {
    Folder::with(&[("a.yaml", ESTATE), ("khung-waivers.yaml", &waiver(subject, expires))])
}

#[test]
fn a_waived_finding_stays_visible_and_does_not_fail() {
    let folder = folder("\"H99/*\"", "2027-03-31");
    let ran = check(&folder, &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert_eq!(ran.out.matches(": accepted ").count(), 2, "{}", ran.out);
    let text = folder.run(&["check", ".", "--select", RULE, "--lang", "vi", "--as-of", "2026-11-23"]);
    for words in ["Đã được chấp nhận:", "miễn trừ, đến hết 2027-03-31, Phó Chủ tịch UBND tỉnh", "2 được chấp nhận"]
    {
        assert!(text.out.contains(words), "{words}: {}", text.out);
    }
    let json = folder.run(&["check", ".", "--select", RULE, "--format", "json", "--as-of", "2026-11-23"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(report["summary"]["accepted"], 2);
    assert_eq!(report["summary"]["findings"]["error"], 0);
    assert_eq!(report["findings"][0]["accepted"]["by"], "waiver");
    assert_eq!(report["findings"][0]["accepted"]["approver"], "Phó Chủ tịch UBND tỉnh");
}

#[test]
fn only_the_named_subject_is_waived() {
    let folder = folder("H99/mot-cua", "2027-03-31");
    assert_eq!(
        check(&folder, &[]).findings(),
        [format!("a.yaml:4:{} {RULE}", column(4)), format!("a.yaml:5:{} {RULE}", column(5))]
    );
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.out.matches(": accepted ").count()), (1, 1), "{}", ran.out);
    assert!(ran.out.lines().next().expect("a line").contains("accepted"), "{}", ran.out);
}

/// Where the level stands in a line of the estate.
fn column(line: usize) -> usize {
    let line = ESTATE.lines().nth(line - 1).expect("a line");
    let at = line.find("level: ").expect("it declares a level") + "level: ".len();
    line[..at].chars().count() + 1
}

#[test]
fn one_verdict_on_every_day_in_every_command_and_format() {
    for (day, valid) in [("2026-08-31", false), ("2026-09-01", true), ("2027-03-31", true), ("2027-04-01", false)] {
        let folder = folder("\"H99/*\"", "2027-03-31");
        let run = |arguments: &[&str]| folder.run(&[arguments, &["--as-of", day, "--lang", "en"]].concat());
        for format in ["text", "short", "json"] {
            let ran = run(&["check", ".", "--select", RULE, "--format", format]);
            assert_eq!(ran.code, i32::from(!valid), "{day} {format}: {}", ran.out);
        }
        let coverage = run(&["coverage", ".", "--select", RULE, "--format", "json"]);
        let coverage: serde_json::Value = serde_json::from_str(&coverage.out).expect("JSON");
        let verdicts = &coverage["totals"]["verdicts"];
        let wanted = if valid { [0, 2] } else { [2, 0] };
        assert_eq!([&verdicts["violated"], &verdicts["waived"]], wanted, "{day}");
        let waivers = run(&["waivers", ".", "--format", "json"]);
        let waivers: serde_json::Value = serde_json::from_str(&waivers.out).expect("JSON");
        assert_eq!(waivers["waivers"][0]["standing"] == "valid", valid, "{day}: {waivers}");
        assert_eq!(waivers["waivers"][0]["findings"], 2);
    }
}

#[test]
fn a_waiver_past_its_end_and_one_near_it_are_findings() {
    let expired = |ran: &crate::Ran| ran.out.contains("error waivers/expired");
    let soon = |ran: &crate::Ran| ran.out.contains("warning waivers/expires-soon");
    for (expires, is_expired, is_soon) in [
        ("2026-11-22", true, false),
        ("2026-11-23", false, true),
        ("2026-12-23", false, true),
        ("2026-12-24", false, false),
    ] {
        let ran = check(&folder("\"H99/*\"", expires), &[]);
        assert_eq!((expired(&ran), soon(&ran)), (is_expired, is_soon), "{expires}: {}", ran.out);
    }
}

#[test]
fn a_waiver_without_an_approver_excuses_nothing() {
    let text = waiver("\"H99/*\"", "2027-03-31").replace("    approver: Phó Chủ tịch UBND tỉnh\n", "");
    let folder = Folder::with(&[("a.yaml", ESTATE), ("khung-waivers.yaml", &text)]);
    let ran = folder.check(&[".", "--select", &format!("{RULE},waivers,model")]);
    assert!(ran.out.contains("model/missing-key"), "{}", ran.out);
    assert!(!ran.out.contains("accepted"), "{}", ran.out);
}

#[test]
fn the_longest_term_of_a_rule_cuts_a_waiver_off() {
    let text = waiver("\"H99/*\"", "2030-12-31");
    let folder = Folder::with(&[("a.yaml", ESTATE), ("khung-waivers.yaml", &text)]);
    let on = |day: &str| {
        let select = format!("{RULE},waivers");
        folder.run(&["check", ".", "--format", "short", "--select", &select, "--as-of", day])
    };
    let ran = on("2027-08-31");
    assert!(ran.out.contains("waivers/term-too-long") && ran.out.contains("accepted"), "{}", ran.out);
    let ran = on("2027-09-01");
    assert!(ran.out.contains("waivers/expired") && !ran.out.contains("accepted"), "{}", ran.out);
}

#[test]
fn a_waiver_of_a_rule_that_does_not_run_is_not_called_useless() {
    let folder = folder("H99/nothing", "2027-03-31");
    assert!(check(&folder, &[]).out.contains("waivers/matches-nothing"));
    let ran = folder.check(&[".", "--select", "waivers"]);
    assert_eq!(ran.out, "");
}

#[test]
fn waivers_are_listed_by_the_days_they_have_left() {
    let mut text = waiver("H99/mot-cua", "2027-03-31");
    text += &waiver("H99/mot-cua-xa", "2026-12-01")["waivers:\n".len()..];
    text += &waiver("H99/khong-co", "2026-11-01")["waivers:\n".len()..];
    let folder = Folder::with(&[("a.yaml", ESTATE), ("kien-truc/khung-waivers.yaml", &text)]);
    for lang in ["en", "vi"] {
        let ran = folder.run(&["waivers", ".", "--as-of", "2026-11-23", "--lang", lang]);
        assert_eq!(ran.code, 0);
        insta::assert_snapshot!(format!("waivers_{lang}"), ran.out);
    }
    let none = Folder::with(&[("a.yaml", ESTATE)]).run(&["waivers", ".", "--lang", "en"]);
    assert_eq!(none.out, "There are no waivers.\n");
}
