//! One verdict on a waiver, whoever asks: every command that speaks of findings, and every format. `khung diff` speaks
//! of none.

use std::process::Command;

use khung::report::FORMATS;

use crate::support::{Folder, Ran};
use crate::{ESTATE, RULE};

fn git(folder: &Folder, arguments: &[&str]) -> bool {
    let fixed = ["-c", "user.name=Test", "-c", "user.email=test@example.vn", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(fixed).args(arguments).current_dir(folder.path()).env("HOME", folder.path());
    command.env("GIT_CONFIG_NOSYSTEM", "1").output().is_ok_and(|output| output.status.success())
}

/// How a format writes a finding of the rule that counts.
fn counts(format: &str, out: &str) -> bool {
    let json = || serde_json::from_str::<serde_json::Value>(out).expect("JSON");
    let lines = |mark: &str| out.lines().any(|line| line.contains(mark) && line.contains(RULE));
    match format {
        "text" => out.lines().any(|line| line.starts_with(&format!("error[{RULE}]"))),
        "short" => out.lines().any(|line| line.contains(&format!("error {RULE}")) && !line.contains("accepted")),
        "json" => json()["summary"]["findings"]["error"] != 0,
        "sarif" => {
            let of_rule = |result: &&serde_json::Value| result["ruleId"] == RULE && result["kind"] != "open";
            let log = json();
            let results = log["runs"][0]["results"].as_array().expect("results");
            results.iter().filter(of_rule).any(|result| result.get("suppressions").is_none())
        }
        "github" => lines("::error "),
        "gitlab" => {
            let issues = json();
            let issues = issues.as_array().expect("issues").iter();
            issues.clone().any(|issue| issue["check_name"] == RULE && issue["severity"] == "critical")
        }
        "junit" => out.contains("<failure "),
        "checkstyle" => out.contains("severity=\"error\""),
        "markdown" => out.contains("2 errors"),
        "csv" => {
            let mut table = csv::Reader::from_reader(out.as_bytes());
            let at = |name: &str, table: &mut csv::Reader<&[u8]>| {
                table.headers().expect("a head").iter().position(|head| head == name).expect("a column")
            };
            let (rule, accepted) = (at("rule", &mut table), at("accepted", &mut table));
            let mut rows = table.records().map(|row| row.expect("a row"));
            rows.any(|row| &row[rule] == RULE && row[accepted].is_empty())
        }
        other => panic!("{other}: say how it writes a finding that counts"),
    }
}

#[test]
fn every_command_and_format_agrees_on_every_day() {
    let waiver = format!(
        "waivers:\n  - rule: {RULE}\n    subject: \"H99/*\"\n    reason: Đang nâng cấp hệ thống.\n    \
         approver: Phó Chủ tịch UBND tỉnh\n    granted: 2026-09-01\n    expires: 2027-03-31\n"
    );
    let folder = Folder::with(&[("khung-waivers.yaml", &waiver), ("b.yaml", "khung: 1\n")]);
    let with_git = git(&folder, &["init", "--quiet", "-b", "main"])
        && git(&folder, &["add", "."])
        && git(&folder, &["commit", "--quiet", "-m", "trước"]);
    folder.write("a.yaml", ESTATE);
    for (day, valid) in [("2026-08-31", false), ("2026-09-01", true), ("2027-03-31", true), ("2027-04-01", false)] {
        let run =
            |arguments: &[&str]| -> Ran { folder.run(&[arguments, &["--as-of", day, "--lang", "en"]].concat()) };
        let mut ways: Vec<&[&str]> = vec![&[]];
        if with_git {
            ways.extend([&["--since", "HEAD"][..], &["--changed-only"]]);
        }
        for way in ways {
            for format in FORMATS {
                let ran = run(&[&["check", "--select", RULE, "--format", format.name], way].concat());
                let seen = (ran.code, counts(format.name, &ran.out));
                assert_eq!(seen, (i32::from(!valid), !valid), "{day} {way:?} {}: {}", format.name, ran.out);
            }
        }
        let json = |arguments: &[&str]| -> serde_json::Value {
            let ran = run(arguments);
            serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{arguments:?}: {} {}", ran.out, ran.err))
        };
        let coverage = &json(&["coverage", "--select", RULE, "--format", "json"])["totals"]["verdicts"];
        assert_eq!([&coverage["violated"], &coverage["waived"]], if valid { [0, 2] } else { [2, 0] }, "{day}");
        assert_eq!(json(&["waivers", "--format", "json"])["waivers"][0]["standing"] == "valid", valid, "{day}");
        // A waiver that holds has its own record and is left out of a baseline.
        run(&["baseline", "write", "--file", "day.tsv"]);
        let baseline = std::fs::read_to_string(folder.at("day.tsv")).expect("it was written");
        let of_rule = |line: &&str| line.starts_with(RULE);
        assert_eq!(baseline.lines().any(|line| of_rule(&line)), !valid, "{day}: {baseline}");
        folder.write("day.tsv", baseline.lines().filter(|line| !of_rule(line)).collect::<Vec<_>>().join("\n"));
        let checked = run(&["baseline", "check", "--file", "day.tsv"]);
        let new = checked.out.contains(&format!("  {RULE} H99/mot-cua\n"));
        assert_eq!((checked.code, new), (i32::from(!valid), !valid), "{day}: {}", checked.out);
        let explained = run(&["explain", RULE, "H99/mot-cua", "."]);
        assert_eq!(explained.out.contains("2027-03-31"), valid, "{day}: {}", explained.out);
        let status = json(&["status", "--format", "json"]);
        let errors = run(&["check", "--format", "json"]);
        let errors: serde_json::Value = serde_json::from_str(&errors.out).expect("JSON");
        assert_eq!(status["estate"]["errors"], errors["summary"]["findings"]["error"], "{day}: {status}");
    }
}

#[test]
fn a_waiver_that_ends_soon_is_the_same_finding_on_every_day() {
    let waiver = format!(
        "waivers:\n  - rule: {RULE}\n    subject: \"H99/*\"\n    reason: Đang nâng cấp hệ thống.\n    \
         approver: Phó Chủ tịch UBND tỉnh\n    granted: 2026-09-01\n    expires: 2026-12-01\n"
    );
    let folder = Folder::with(&[("khung-waivers.yaml", &waiver), ("a.yaml", ESTATE)]);
    assert_eq!(folder.run(&["baseline", "write", "--as-of", "2026-11-23"]).code, 0);
    let text = std::fs::read_to_string(folder.at("khung-baseline.tsv")).expect("it was written");
    assert!(text.contains("waivers/expires-soon"), "{text}");
    let later = folder.run(&["baseline", "check", "--as-of", "2026-11-24", "--lang", "en"]);
    assert_eq!((later.code, later.out.as_str()), (0, "Just as in the baseline.\n"));
}
