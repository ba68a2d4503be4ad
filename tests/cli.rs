//! The commands as a user meets them: what they print, to which stream, and how they end.
//!
//! Snapshots hold whole screens, in both languages, without colour, at the usual widths.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Ran {
    out: String,
    err: String,
    code: i32,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command
        .args(arguments)
        .current_dir(root())
        .env("COLUMNS", "80")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("NO_COLOR")
        .env_remove("FORCE_COLOR");
    command
}

fn run(arguments: &[&str]) -> Ran {
    finish(command(arguments))
}

fn finish(mut command: Command) -> Ran {
    let output = command.output().expect("the program starts");
    Ran {
        out: scrubbed(String::from_utf8(output.stdout).expect("UTF-8")),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().expect("it ends by itself"),
    }
}

/// The time a run took, at the end of the summary's last line, is the one thing that differs.
fn scrubbed(text: String) -> String {
    let units = [" ms", " s", " giây"];
    let lines = text.split_inclusive('\n').map(|line| {
        let bare = line.trim_end();
        let number = units.iter().find_map(|unit| bare.strip_suffix(unit));
        let before = number.map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ','));
        match (number, before) {
            (Some(number), Some(before)) if number != before => format!("{before}<time>\n"),
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

const DAY: &str = "2026-11-23";

#[test]
fn first_findings_in_both_languages() {
    for lang in ["en", "vi"] {
        let ran = run(&["check", "examples/first-findings", "--as-of", DAY, "--lang", lang]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        insta::assert_snapshot!(format!("first_findings_{lang}"), ran.out);
    }
}

#[test]
fn first_findings_in_the_other_formats() {
    for format in ["short", "json"] {
        let ran = run(&["check", "examples/first-findings", "--as-of", DAY, "--format", format]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        insta::assert_snapshot!(format!("first_findings_{format}"), ran.out);
    }
}

#[test]
fn a_clean_province_says_so() {
    for lang in ["en", "vi"] {
        let ran = run(&["check", "examples/minh-hoa", "--as-of", DAY, "--lang", lang]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("minh_hoa_{lang}"), ran.out);
    }
}

#[test]
fn quiet_and_clean_prints_nothing() {
    let ran = run(&["check", "examples/minh-hoa", "--as-of", DAY, "-q"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn verbose_names_every_open_verdict() {
    let ran = run(&["check", "examples/minh-hoa", "--as-of", DAY, "-v"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!("minh_hoa_verbose", ran.out);
}

#[test]
fn a_rule_is_explained() {
    for lang in ["en", "vi"] {
        let rule = "security-zones/level-too-low-for-procedure-system";
        let ran = run(&["explain", rule, "--lang", lang]);
        assert_eq!(ran.code, 0);
        insta::assert_snapshot!(format!("explain_rule_{lang}"), ran.out);
    }
}

#[test]
fn a_verdict_is_explained_whatever_it_is() {
    let rule = "security-zones/level-too-low-for-procedure-system";
    for (name, subject, path) in [
        ("fails", "mot-cua", "examples/first-findings"),
        ("not_applicable", "dang-nhap", "examples/first-findings"),
        ("passes", "H99/tthc", "examples/minh-hoa"),
    ] {
        let ran = run(&["explain", rule, subject, path, "--as-of", DAY]);
        if ran.code == 2 {
            panic!("{subject} in {path}: {}", ran.err);
        }
        insta::assert_snapshot!(format!("explain_{name}"), ran.out);
    }
    let zones = "security-zones/required-zone-missing";
    let ran = run(&["explain", zones, "dang-nhap", "examples/first-findings", "--as-of", DAY]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!("explain_inconclusive", ran.out);
}

#[test]
fn rules_are_listed() {
    let ran = run(&["rules", "security-zones", "--lang", "vi"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!("rules_vi", ran.out);
    let json = run(&["rules", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    for rule in list["rules"].as_array().expect("a list") {
        for text in ["title", "message", "why", "help"] {
            for lang in ["vi", "en"] {
                assert!(
                    rule[text][lang].as_str().is_some_and(|text| !text.is_empty()),
                    "{} {text} {lang}",
                    rule["id"]
                );
            }
        }
    }
}

#[test]
fn what_cannot_run_ends_with_2_and_says_what_to_do() {
    for (name, arguments) in [
        ("missing_path", &["check", "no-such-folder"][..]),
        ("unknown_rule", &["check", "examples/first-findings", "--select", "security-zone"]),
        ("no_descriptions", &["check", "docs"]),
        ("unknown_subject", &["explain", "required-zone-missing", "mot-cuaa", "examples/first-findings"]),
        ("unknown_explained_rule", &["explain", "required-zone-mising"]),
        ("no_pack", &["verify", "docs"]),
        ("bad_day", &["check", "examples/first-findings", "--as-of", "23/11/2026"]),
        ("bad_format", &["check", "examples/first-findings", "--format", "xml"]),
        ("unknown_pack", &["rules", "--pack", "xx"]),
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        insta::assert_snapshot!(format!("refused_{name}"), ran.err);
    }
}

#[test]
fn standard_input_is_one_description() {
    let mut child = command(&["check", "-", "--format", "short", "--lang", "en", "--no-config"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let text = "khung: 1\nsystems:\n  a: { nam: x }\n";
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1));
    assert!(out.contains("<stdin>:3:8: error model/unknown-key"), "{out}");
}

#[test]
fn colours_follow_the_option_and_the_environment() {
    let plain = run(&["check", "examples/first-findings", "--as-of", DAY]);
    assert!(!plain.out.contains('\u{1b}'), "no colour into a pipe");
    let asked = run(&["check", "examples/first-findings", "--as-of", DAY, "--color", "always"]);
    assert!(asked.out.contains('\u{1b}'));
    let mut forced = command(&["check", "examples/first-findings", "--as-of", DAY]);
    forced.env("FORCE_COLOR", "1");
    assert!(finish(forced).out.contains('\u{1b}'));
    let mut refused = command(&["check", "examples/first-findings", "--as-of", DAY]);
    refused.env("FORCE_COLOR", "1").env("NO_COLOR", "1");
    assert!(!finish(refused).out.contains('\u{1b}'));
}

#[test]
fn the_locale_chooses_the_language() {
    let mut vietnamese = command(&["check", "examples/minh-hoa", "--as-of", DAY]);
    vietnamese.env("LC_ALL", "vi_VN.UTF-8");
    assert!(finish(vietnamese).out.contains("quy tắc"));
    assert!(run(&["check", "examples/minh-hoa", "--as-of", DAY]).out.contains("rules"));
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        for word in ["check", "explain", "rules", "verify", "schema", "completions", "fail-on"] {
            assert!(ran.out.contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn help_fits_the_screen() {
    for arguments in [&["--help"][..], &["check", "--help"], &["explain", "--help"]] {
        let ran = run(arguments);
        assert_eq!(ran.code, 0);
        insta::assert_snapshot!(format!("help_{}", arguments[0].trim_start_matches('-')), ran.out);
    }
}

#[test]
fn a_fault_of_the_program_is_no_verdict() {
    // This test starts itself as the program in which something breaks.
    const BREAKS: &str = "KHUNG_TEST_BREAKS";
    if std::env::var_os(BREAKS).is_some() {
        khung::cli::end_broken_runs();
        let _ = std::thread::spawn(|| panic!("an invariant that does not hold")).join();
        unreachable!("the run has ended");
    }
    let mut itself = Command::new(std::env::current_exe().expect("a test is a program"));
    let itself = itself.args(["a_fault_of_the_program_is_no_verdict", "--exact", "--nocapture"]).env(BREAKS, "1");
    let output = itself.output().expect("it starts");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("an invariant that does not hold") && told.contains("tests/cli.rs"), "{told}");
    assert!(told.contains("khung is at fault here"), "{told}");
}
