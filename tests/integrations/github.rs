//! `action.yml`: its shape, and the scripts of its steps run by bash as GitHub runs them.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use serde_yaml::Value;

use crate::hostile;
use crate::scratch::{Scratch, keys, root, said, shipped, text};

fn action() -> Value {
    serde_yaml::from_str(&shipped("action.yml")).expect("it is YAML")
}

fn steps() -> Vec<Value> {
    action()["runs"]["steps"].as_sequence().expect("a list").clone()
}

/// Names of inputs, for the pages.
pub fn inputs() -> Value {
    action()["inputs"].clone()
}

#[test]
fn it_has_the_keys_of_a_composite_action() {
    let action = action();
    let known = ["author", "branding", "description", "inputs", "name", "outputs", "runs"];
    assert!(keys(&action).iter().all(|key| known.contains(&key.as_str())));
    assert!(!text(&action["name"]).is_empty() && !text(&action["description"]).is_empty());
    assert_eq!(text(&action["runs"]["using"]), "composite");
    for (name, input) in action["inputs"].as_mapping().expect("inputs") {
        assert_eq!(keys(input), ["default", "description"].map(str::to_owned).into(), "{name:?}");
        text(&input["default"]);
    }
    for (name, output) in action["outputs"].as_mapping().expect("outputs") {
        assert_eq!(keys(output), ["description", "value"].map(str::to_owned).into(), "{name:?}");
    }
    for step in steps() {
        let known = ["env", "id", "if", "name", "run", "shell", "uses", "with"];
        assert!(keys(&step).iter().all(|key| known.contains(&key.as_str())), "{step:?}");
        // A composite action has to name the shell of each script.
        assert_eq!(step.get("run").is_some(), step.get("shell").is_some(), "{step:?}");
        assert_ne!(step.get("run").is_some(), step.get("uses").is_some(), "{step:?}");
    }
}

#[test]
fn no_expression_stands_in_a_script() {
    let scripts: Vec<_> = steps().iter().filter_map(|step| step.get("run").map(|run| text(run).to_owned())).collect();
    assert_eq!(scripts.len(), 2);
    for script in scripts {
        assert!(!script.contains("${{"), "{script}");
        assert!(!script.contains("eval"), "{script}");
    }
}

#[test]
fn every_input_is_used_and_every_used_one_is_declared() {
    let all = shipped("action.yml");
    let declared = keys(&inputs());
    let used: std::collections::BTreeSet<String> = all
        .split("inputs.")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
        .collect();
    assert_eq!(declared, used);
}

#[test]
fn sarif_is_sent_after_findings_too() {
    let steps = steps();
    let upload = steps.iter().find(|step| step.get("uses").is_some()).expect("it uploads");
    assert!(text(&upload["uses"]).starts_with("github/codeql-action/upload-sarif@"));
    let when = text(&upload["if"]);
    assert!(when.contains("!cancelled()") && when.contains("inputs.sarif == 'true'"), "{when}");
    assert_eq!(text(&upload["with"]["sarif_file"]), text(&action()["outputs"]["sarif"]["value"]));
}

struct Ran {
    output: Output,
    words: Vec<String>,
    /// What the step says it gives to later ones.
    gives: BTreeMap<String, String>,
    summary: String,
}

impl Ran {
    fn code(&self) -> i32 {
        self.output.status.code().expect("it ends by itself")
    }
}

/// Runs a step as GitHub does: inputs over defaults, through the variables that the step declares.
fn step(scratch: &Scratch, name: &str, program: &str, given: &[(&str, &str)]) -> Ran {
    let steps = steps();
    let step = steps.iter().find(|step| text(&step["name"]) == name).expect("there is such a step");
    assert_eq!(text(&step["shell"]), "bash");
    let script = scratch.home.join("script.sh");
    fs::write(&script, text(&step["run"])).expect("a script");
    let file = |name: &str| {
        fs::write(scratch.home.join(name), "").expect("a file");
        scratch.home.join(name)
    };
    let script = script.display().to_string();
    let mut command = scratch.command("bash", &["--noprofile", "--norc", "-e", "-o", "pipefail", &script]);
    command.envs([
        ("GITHUB_OUTPUT", file("output")),
        ("GITHUB_STEP_SUMMARY", file("summary")),
        ("GITHUB_PATH", file("path")),
        ("GITHUB_ACTION_PATH", scratch.home.clone()),
        ("RUNNER_TEMP", scratch.home.clone()),
    ]);
    command.env("GITHUB_SERVER_URL", "https://git.example.invalid");
    let inputs = inputs();
    for (name, value) in step["env"].as_mapping().expect("a step has an environment") {
        let value =
            text(value).strip_prefix("${{ ").and_then(|value| value.strip_suffix(" }}")).expect("an expression");
        let value = match value.strip_prefix("inputs.") {
            Some(input) => {
                let given = given.iter().find(|(name, _)| *name == input);
                given.map_or_else(|| text(&inputs[input]["default"]), |(_, value)| value).to_owned()
            }
            None => match value {
                "github.action_repository" => "OWNER/khung".to_owned(),
                other => panic!("an unknown expression: {other}"),
            },
        };
        command.env(text(name), value);
    }
    // A step may have anything on its standard input; here, findings.
    let findings = root().join("examples/first-findings/mot-cua.yaml");
    command.stdin(fs::File::open(findings).expect("it is there"));
    let output = command.output().expect("bash starts");
    let read = |name: &str| fs::read_to_string(scratch.home.join(name)).expect("it is there");
    let gives = read("output");
    let gives = gives.lines().map(|line| line.split_once('=').expect("name=value"));
    Ran {
        words: scratch.words(program).unwrap_or_default(),
        gives: gives.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        summary: read("summary"),
        output,
    }
}

fn check(scratch: &Scratch, given: &[(&str, &str)]) -> Ran {
    step(scratch, "Check", "khung", given)
}

/// A checkout with findings, and a khung whose words are kept.
fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::repository(&format!("github-{name}"));
    scratch.estate();
    scratch.record_khung();
    scratch
}

#[test]
fn findings_are_shown_summed_up_and_handed_on() {
    let scratch = scratch("findings");
    let ran = check(&scratch, &[]);
    assert_eq!(ran.code(), 1, "{}", said(&ran.output));
    assert!(said(&ran.output).contains("::error "), "{}", said(&ran.output));
    assert_eq!(ran.gives["exit-code"], "1");
    assert!(ran.summary.contains("security-zones/level-too-low-for-procedure-system"), "{}", ran.summary);
    let sarif = fs::read_to_string(&ran.gives["sarif"]).expect("the file is there");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("it is JSON");
    assert!(!sarif["runs"][0]["results"].as_array().expect("results").is_empty());

    let ran = check(&scratch, &[("summary", "false")]);
    assert_eq!((ran.code(), ran.summary.as_str()), (1, ""));
}

#[test]
fn a_clean_estate_passes_and_trouble_is_told_apart() {
    let scratch = Scratch::repository("github-clean");
    scratch.record_khung();
    scratch.done("khung", &["init", "--agency=H99", "--name=UBND tỉnh Minh Họa", "--level=province"]);
    let ran = check(&scratch, &[]);
    assert_eq!((ran.code(), ran.gives["exit-code"].as_str()), (0, "0"), "{}", said(&ran.output));
    let ran = check(&scratch, &[("fail-on", "disaster")]);
    assert_eq!((ran.code(), ran.gives["exit-code"].as_str()), (2, "2"));
    assert!(!ran.gives.contains_key("sarif"), "there is nothing to send");
}

#[test]
fn inputs_become_words() {
    let scratch = scratch("words");
    let ran = check(
        &scratch,
        &[
            ("paths", "kien-truc\nhạ tầng\r\n\n"),
            ("fail-on", "warning,inconclusive"),
            ("args", "--lang=vi\n--ignore\nai"),
            ("since", "origin/main"),
        ],
    );
    let words = &ran.words[4..];
    let wanted = [
        "--fail-on=warning,inconclusive",
        "--since=origin/main",
        "--lang=vi",
        "--ignore",
        "ai",
        "--",
        "kien-truc",
        "hạ tầng",
    ];
    // The word before stands for the reports: check --format=github --output=… --output=…
    assert_eq!(words[words.len() - wanted.len()..], wanted);
    assert_eq!(&ran.words[1..3], ["check", "--format=github"]);
    assert!(ran.words[3].starts_with("--output=sarif=") && ran.words[4].starts_with("--output=markdown="));
}

/// First for each word what bash makes of it, with a stand-in for khung; then what khung itself makes of all of them.
#[test]
fn hostile_paths_are_paths() {
    let scratch = scratch("hostile-paths");
    let before = scratch.files();
    scratch.record("khung", "exit 2");
    for word in hostile::WORDS {
        let ran = check(&scratch, &[("paths", word)]);
        assert_eq!(ran.words[5..], ["--", word]);
        assert_eq!((ran.code(), ran.gives["exit-code"].as_str()), (2, "2"), "{word}: {}", said(&ran.output));
        assert_eq!(ran.gives.len(), 1, "{word}");
        assert!(scratch.files() == before, "{word} changed files");
    }
    scratch.record_khung();
    let ran = check(&scratch, &[("paths", &hostile::WORDS.join("\n"))]);
    assert_eq!(ran.words[6..], hostile::WORDS);
    assert_eq!((ran.code(), ran.gives.len(), ran.summary.as_str()), (2, 1, ""), "{}", said(&ran.output));
    for word in hostile::WORDS {
        assert!(said(&ran.output).contains(word), "{word} is no path");
    }
    // Standard input is empty, whatever the step has.
    let ran = check(&scratch, &[("paths", "-")]);
    assert_eq!(ran.words[5..], ["--", "-"]);
    assert!(!said(&ran.output).contains("dangling"), "{}", said(&ran.output));
    assert!(scratch.files() == before);
}

#[test]
fn hostile_values_stay_in_their_option() {
    let scratch = scratch("hostile-values");
    let before = scratch.files();
    for input in ["fail-on", "since"] {
        scratch.record("khung", "exit 2");
        for word in hostile::WORDS.into_iter().chain(["error\n--output=json=hit", "\ntouch hit\n"]) {
            let ran = check(&scratch, &[(input, word)]);
            assert_eq!(ran.words[5..], [format!("--{input}={word}").as_str(), "--"], "{word}");
            assert_eq!((ran.code(), ran.gives.len()), (2, 1), "{word}");
            assert!(scratch.files() == before, "{word} changed files");
        }
        scratch.record_khung();
        for word in ["--output=json=hit", "--output=hit", "-q", "$(touch hit)", "error\n--output=json=hit"] {
            let ran = check(&scratch, &[(input, word)]);
            assert_eq!((ran.code(), ran.gives.len()), (2, 1), "{word}: {}", said(&ran.output));
            assert!(scratch.files() == before, "{word} changed files");
        }
    }
    // Anything but true leaves a switch off.
    let ran = check(&scratch, &[("summary", "$(touch hit)")]);
    assert_eq!((ran.code(), ran.summary.as_str()), (1, ""));
    assert!(scratch.files() == before);
}

#[test]
fn a_line_of_args_is_one_word() {
    let scratch = scratch("args");
    scratch.record("khung", "exit 2");
    let before = scratch.files();
    for word in hostile::WORDS {
        let ran = check(&scratch, &[("args", word)]);
        assert_eq!(ran.words[5..], [word, "--"]);
        assert_eq!(ran.code(), 2, "{word}: {}", said(&ran.output));
        assert!(scratch.files() == before, "{word} changed files");
    }
}

fn install(scratch: &Scratch, given: &[(&str, &str)]) -> Ran {
    let _ = fs::remove_file(scratch.home.join("cargo.words"));
    step(scratch, "Install khung", "cargo", given)
}

#[test]
fn it_is_built_from_the_actions_own_folder() {
    let scratch = scratch("install");
    scratch.record("cargo", "");
    let home = scratch.home.display().to_string();
    let start = [home.as_str(), "install", "--locked", "--root"].map(str::to_owned);

    let ran = install(&scratch, &[]);
    assert_eq!(ran.code(), 0, "{}", said(&ran.output));
    assert_eq!(ran.words[..4], start);
    assert_eq!(ran.words[ran.words.len() - 2..], ["--path", "."]);
    let path = fs::read_to_string(scratch.home.join("path")).expect("it is there");
    assert_eq!(path, format!("{home}/khung-root/bin\n"));

    let ran = install(&scratch, &[("ref", "v0.1.0")]);
    assert_eq!(ran.words[..4], start);
    let wanted = ["--git=https://git.example.invalid/OWNER/khung", "--rev=v0.1.0", "khung"];
    assert_eq!(ran.words[ran.words.len() - 3..], wanted);
}

#[test]
fn a_hostile_ref_builds_nothing() {
    let scratch = scratch("hostile-ref");
    scratch.record("cargo", "");
    let before = scratch.files();
    for word in hostile::WORDS.into_iter().chain(["v1\ntouch hit", "v1 --config=x", "-v1"]) {
        let ran = install(&scratch, &[("ref", word)]);
        assert_eq!(ran.code(), 2, "{word}");
        assert_eq!(scratch.words("cargo"), None, "{word}");
        assert!(scratch.files() == before, "{word} changed files");
    }
}

#[test]
fn a_build_that_fails_is_no_khung_in_path() {
    let scratch = scratch("install-fails");
    scratch.record("cargo", "exit 101");
    let ran = install(&scratch, &[]);
    assert_ne!(ran.code(), 0);
    assert_eq!(fs::read_to_string(scratch.home.join("path")).expect("it is there"), "");
}
