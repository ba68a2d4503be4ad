//! Every YAML file of this repository by the schema of its kind, as it is and with one thing changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use khung::import;
use khung::source::{Origin, SourceId, Sources};
use khung::yaml;
use serde::Deserialize;
use serde_json::Value;

use crate::both_ways::VALUES;
use crate::document::{Part, part};
use crate::json::json;
use crate::judge::{Kind, the};

/// A file of the repository that khung reads.
struct File {
    path: String,
    text: String,
    kind: &'static Kind,
}

impl File {
    /// Whether the repository promises that nothing is wrong with it.
    fn is_good(&self) -> bool {
        let fixture =
            |name: &str| self.path.ends_with(&format!("/{name}.yaml")) || self.path.contains(&format!("/{name}/"));
        let model = self.path.starts_with("rules/core/") && self.kind.name == "description";
        !fixture("bad") && !self.path.starts_with("examples/first-findings/") && (!model || fixture("good"))
    }
}

fn files() -> Vec<File> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join("examples"), &mut paths);
    walk(&root.join("rules"), &mut paths);
    paths.sort();
    let files = paths.into_iter().filter_map(|path| {
        let shown = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).ok()?;
        let kind = match path.file_name()?.to_str()? {
            "khung.yaml" => the("settings"),
            "rule.yaml" => the("rule"),
            "pack.yaml" => the("pack"),
            _ if is_description(&text) => the("description"),
            _ => return None,
        };
        Some(File { path: shown, text, kind })
    });
    files.collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository").flatten() {
        let path = entry.path();
        match entry.file_type().expect("a kind of entry").is_dir() {
            true => walk(&path, paths),
            false if path.extension().is_some_and(|extension| extension == "yaml") => paths.push(path),
            false => {}
        }
    }
}

fn is_description(text: &str) -> bool {
    let (sources, id) = one(text);
    import::recognised(sources.get(id))
}

fn one(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", Origin::Estate, text.to_owned());
    (sources, id)
}

#[test]
fn every_file_of_the_repository_is_valid() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files() {
        let (sources, id) = one(&file.text);
        let tree = yaml::parse(id, &file.text);
        assert!(tree.faults.is_empty() || !file.is_good(), "{}: {:?}", file.path, tree.faults);
        if !tree.faults.is_empty() {
            continue;
        }
        for root in &tree.documents {
            let verdict = file.kind.judge_node(&tree, *root, &sources);
            assert!(verdict.agrees(), "{}: {verdict:#?}", file.path);
            assert!(verdict.is_clean() || !file.is_good(), "{}: {verdict:#?}", file.path);
        }
        *counts.entry(file.kind.name).or_default() += 1;
    }
    assert!(counts["description"] > 60 && counts["rule"] > 30 && counts["pack"] > 2, "{counts:?}");
}

/// Another reader of YAML makes the same JSON of these files, so the way from YAML to JSON is not ours alone. The
/// model's own fixtures are left out: they are about the corners of YAML, and readers differ there.
#[test]
fn another_reader_makes_the_same_json() {
    let mut compared = 0;
    for file in files().iter().filter(|file| !file.path.starts_with("rules/core/model/")) {
        let (_, id) = one(&file.text);
        let tree = yaml::parse(id, &file.text);
        if !tree.faults.is_empty() {
            continue;
        }
        let theirs: Vec<Value> = serde_yaml::Deserializer::from_str(&file.text)
            .map(|document| {
                let mut value = serde_yaml::Value::deserialize(document).expect(&file.path);
                // A mapping that is merged may merge another one itself; each round goes one deeper.
                (0..8).for_each(|_| value.apply_merge().expect(&file.path));
                serde_json::to_value(value).expect(&file.path)
            })
            .filter(|value| !value.is_null())
            .collect();
        let ours: Vec<Value> = tree.documents.iter().map(|root| json(&tree, *root)).collect();
        assert_eq!(ours, theirs, "{}", file.path);
        compared += 1;
    }
    assert!(compared > 100);
}

/// One change at one place of a real file: a value of another kind, a key left out, a key misspelt.
#[test]
fn a_changed_file_is_judged_the_same() {
    let mut turn = 0;
    for file in files().iter().filter(|file| file.is_good()) {
        let (_, id) = one(&file.text);
        let tree = yaml::parse(id, &file.text);
        for root in &tree.documents {
            let whole = part(&tree, *root);
            let verdict = file.kind.judge(&whole.written());
            assert!(verdict.is_clean(), "{} written on one line: {verdict:#?}", file.path);
            for _ in 0..12 {
                turn += 1;
                let mut changed = whole.clone();
                let what = change(&mut changed, turn);
                let verdict = file.kind.judge(&changed.written());
                assert!(verdict.agrees(), "{}: {what}: {verdict:#?}", file.path);
            }
        }
    }
}

/// Changes one place; the turn decides which and how. Says what was done.
fn change(whole: &mut Part, turn: usize) -> String {
    // Steps that share no factor with the usual sizes, so that turns spread over places and values.
    let number = (turn * 7_919) % whole.count();
    let place = whole.at(number).expect("counted");
    if let Part::Map(pairs) = place
        && !pairs.is_empty()
        && turn.is_multiple_of(2)
    {
        let at = (turn / 2) % pairs.len();
        let key = pairs[at].0.clone();
        match turn % 3 {
            0 => drop(pairs.remove(at)),
            1 => pairs[at].0.push('z'),
            _ => pairs.push((format!("x-{turn}"), Part::Raw(String::new()))),
        }
        return format!("{key} of part {number} left out, misspelt or joined");
    }
    let value = VALUES[(turn * 31) % VALUES.len()];
    *place = Part::Raw(value.to_owned());
    format!("part {number} is now {value}")
}
