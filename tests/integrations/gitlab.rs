//! `templates/khung.yml`: its shape, and its script run by the shells that GitLab's runners use.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use serde::Deserialize;
use serde_yaml::Value;

use crate::hostile;
use crate::scratch::{Scratch, keys, said, shipped, text};

/// The two documents: what the component takes, and its job.
fn component() -> (Value, Value) {
    let source = shipped("templates/khung.yml");
    let documents = serde_yaml::Deserializer::from_str(&source);
    let documents: Vec<_> = documents.map(|document| Value::deserialize(document).expect("it is YAML")).collect();
    let [spec, jobs] = documents.try_into().expect("two documents");
    assert_eq!(keys(&jobs), ["$[[ inputs.job-name ]]".to_owned()].into());
    (spec["spec"]["inputs"].clone(), jobs["$[[ inputs.job-name ]]"].clone())
}

pub fn inputs() -> Value {
    component().0
}

#[test]
fn it_has_the_keys_of_a_component() {
    let (inputs, job) = component();
    for (name, input) in inputs.as_mapping().expect("inputs") {
        assert!(!text(&input["description"]).is_empty(), "{name:?}");
        assert_eq!(input.get("default").is_none(), text(name) == "image", "{name:?}");
    }
    let known = ["artifacts", "image", "script", "stage", "variables"];
    assert_eq!(keys(&job), known.map(str::to_owned).into());
    assert_eq!(job["image"]["entrypoint"], Value::from(vec![""]), "the runner brings a shell of its own");
    let script = text(&job["script"][0]);
    for report in ["codequality", "junit"] {
        let file = text(&job["artifacts"]["reports"][report]);
        assert!(script.contains(&format!("={file}")), "{file}");
    }
    assert_eq!(text(&job["artifacts"]["when"]), "always");
}

#[test]
fn no_input_stands_in_the_script_and_all_are_used() {
    let (inputs, job) = component();
    for line in job["script"].as_sequence().expect("a list") {
        assert!(!text(line).contains("[["), "{line:?}");
        assert!(!text(line).contains("eval"), "{line:?}");
    }
    let all = shipped("templates/khung.yml");
    let used = all.split("$[[ inputs.").skip(1).map(|rest| rest.split_once(" ]]").expect("it ends").0.to_owned());
    assert_eq!(keys(&inputs), used.collect::<BTreeSet<_>>());
    // GitLab would put other variables, secret ones among them, in the place of a `$NAME` in a value.
    for (name, value) in job["variables"].as_mapping().expect("variables") {
        if text(name).starts_with("KHUNG_") {
            assert_eq!(value["expand"], Value::Bool(false), "{name:?}");
        }
    }
}

struct Ran {
    output: Output,
    words: Vec<String>,
}

fn run(scratch: &Scratch, shell: &str, given: &[(&str, &str)]) -> Ran {
    let (inputs, job) = component();
    let script = scratch.home.join("script.sh");
    fs::write(&script, text(&job["script"][0])).expect("a script");
    let mut command = scratch.command(shell, &["-e", &script.display().to_string()]);
    for (name, value) in job["variables"].as_mapping().expect("variables") {
        let Some(value) = value.get("value") else { continue };
        let input = text(value).strip_prefix("$[[ inputs.").and_then(|value| value.strip_suffix(" ]]"));
        let input = input.expect("an input");
        let given = given.iter().find(|(name, _)| *name == input);
        command.env(text(name), given.map_or_else(|| text(&inputs[input]["default"]), |(_, value)| value));
    }
    let output = command.output().expect("the shell starts");
    Ran { output, words: scratch.words("khung").unwrap_or_default() }
}

fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::repository(&format!("gitlab-{name}"));
    scratch.estate();
    scratch.record_khung();
    scratch
}

const SHELLS: [&str; 2] = ["sh", "bash"];

#[test]
fn both_reports_are_written_and_the_code_is_kept() {
    for shell in SHELLS {
        let scratch = scratch(&format!("reports-{shell}"));
        let ran = run(&scratch, shell, &[("paths", "kien-truc")]);
        assert_eq!(ran.output.status.code(), Some(1), "{}", said(&ran.output));
        let report = fs::read_to_string(scratch.work.join("gl-code-quality-report.json")).expect("it is there");
        let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
        assert_eq!(report[0]["location"]["path"], "kien-truc/mot-cua.yaml");
        assert!(fs::read_to_string(scratch.work.join("khung.xml")).expect("it is there").contains("<testsuite"));
        let ran = run(&scratch, shell, &[("paths", "nowhere")]);
        assert_eq!(ran.output.status.code(), Some(2), "{}", said(&ran.output));
    }
}

#[test]
fn inputs_become_words() {
    for shell in SHELLS {
        let scratch = scratch(&format!("words-{shell}"));
        let given = [("paths", "kien-truc  a\nb"), ("fail-on", "warning,inconclusive"), ("args", "--lang=vi -v")];
        let ran = run(&scratch, shell, &given);
        let wanted = ["--fail-on=warning,inconclusive", "--lang=vi", "-v", "--", "kien-truc", "a", "b"];
        assert_eq!(ran.words[4..], wanted);
        let ran = run(&scratch, shell, &[("since", "origin/main")]);
        assert_eq!(ran.words[4..], ["--since=origin/main", "--"]);
    }
}

#[test]
fn hostile_words_are_words() {
    for shell in SHELLS {
        let scratch = scratch(&format!("hostile-{shell}"));
        let before = scratch.files();
        scratch.record("khung", "exit 2");
        for word in hostile::WORDS {
            let ran = run(&scratch, shell, &[("paths", word)]);
            assert_eq!(ran.words[4], "--", "{word}");
            assert_eq!(ran.words[5..], word.split(' ').collect::<Vec<_>>(), "{word}");
            assert_eq!(ran.output.status.code(), Some(2), "{word}: {}", said(&ran.output));
            for input in ["fail-on", "since"] {
                let ran = run(&scratch, shell, &[(input, word)]);
                assert_eq!(ran.words[4..], [format!("--{input}={word}").as_str(), "--"], "{word}");
            }
            assert!(scratch.files() == before, "{word} changed files");
        }
        // The same with khung itself. A `.` among the words is a path that is there, so the reports may be.
        scratch.record_khung();
        let ran = run(&scratch, shell, &[("paths", &hostile::WORDS.join(" "))]);
        assert_eq!(ran.output.status.code(), Some(2), "{}", said(&ran.output));
        for report in ["gl-code-quality-report.json", "khung.xml"] {
            let _ = fs::remove_file(scratch.work.join(report));
        }
        assert!(scratch.files() == before);
    }
}
