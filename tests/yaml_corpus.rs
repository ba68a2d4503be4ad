//! The YAML reader against other people's tests: the conformance suite of YAML and the limits of go-yaml.
//!
//! The corpora lie beside the repository and are not part of it; without them these tests say so and pass.
//! Where we differ from the suite the case is listed by name with the reason, and a listed case that starts to
//! agree fails the test, so that the list stays honest.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use khung::source::{Origin, SourceId, Sources};
use khung::yaml::{Data, Fault, MAX_DEPTH, NodeId, Style, Tree, parse};
use serde_json::{Map, Value, json};

/// Why we differ from the suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The case is about keys that are lists or mappings; ours are names, so these are faults.
    ComplexKey,
    /// The case has one key twice (the empty one); that is a fault, the suite leaves it to the loader.
    DuplicateKey,
}

/// The cases on which we differ, all on purpose. The library under us passes the whole suite.
const DIFFERENT: &[(&str, Why)] = &[
    ("2JQS", Why::DuplicateKey),
    ("4FJ6", Why::ComplexKey),
    ("6BFJ", Why::ComplexKey),
    ("6PBE", Why::ComplexKey),
    ("9MMW", Why::ComplexKey),
    ("KK5P", Why::ComplexKey),
    ("LX3P", Why::ComplexKey),
    ("M2N8", Why::ComplexKey),
    ("M2N8-1", Why::ComplexKey),
    ("M5DY", Why::ComplexKey),
    ("Q9WF", Why::ComplexKey),
    ("RZP5", Why::ComplexKey),
    ("SBG9", Why::ComplexKey),
    ("V9D5", Why::ComplexKey),
    ("X38W", Why::ComplexKey),
    ("XW4D", Why::ComplexKey),
];

fn corpus(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/yaml").join(folder);
    if !path.is_dir() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

fn source() -> SourceId {
    Sources::default().add("a.yaml", Origin::Estate, String::new())
}

/// One test of the suite, what it inherits filled in.
struct Case {
    name: String,
    yaml: String,
    json: Option<String>,
    fail: bool,
}

/// The tests of one file of the suite, read with the reader under test.
fn cases(file: &str, text: &str) -> Vec<Case> {
    let tree = parse(source(), text);
    assert!(tree.faults.is_empty(), "{file}: {:?}", tree.faults);
    let tests = tree.sequence(tree.documents[0]).expect("a file of the suite is a list");
    let text_of = |test: NodeId, key: &str| {
        let pair = tree.get(test, key)?;
        Some((!tree.is_null(pair.value)).then(|| tree.scalar(pair.value).expect("a text").to_owned()))
    };
    if text_of(tests[0], "skip").is_some() {
        return Vec::new();
    }
    let mut json = None;
    let case = |(index, test): (usize, &NodeId)| {
        if let Some(own) = text_of(*test, "json") {
            json = own;
        }
        Case {
            name: if index == 0 { file.to_owned() } else { format!("{file}-{index}") },
            yaml: visible(&text_of(*test, "yaml").flatten().expect("every test has a text")),
            json: json.clone(),
            fail: text_of(*test, "fail").is_some(),
        }
    };
    tests.iter().enumerate().map(case).collect()
}

/// Puts the characters back that the suite writes visibly.
fn visible(text: &str) -> String {
    let mut text = text.replace('␣', " ").replace('←', "\r").replace('⇔', "\u{feff}").replace('↵', "");
    while text.contains("—»") {
        text = text.replace("—»", "»");
    }
    text = text.replace('»', "\t");
    match text.strip_suffix("∎\n") {
        Some(unended) => unended.to_owned(),
        None => text,
    }
}

/// A node as JSON, resolved by the core schema of YAML 1.2.
fn value(tree: &Tree<'_>, id: NodeId) -> Value {
    match tree.data(id) {
        Data::Sequence(items) => items.iter().map(|item| value(tree, *item)).collect(),
        Data::Mapping(pairs) => {
            let pairs = pairs.iter().map(|pair| (tree.key(*pair).to_owned(), value(tree, pair.value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Data::Scalar { text, style } => match tree.tag(id) {
            Some("tag:yaml.org,2002:str" | "!") => json!(text),
            Some("tag:yaml.org,2002:null") => Value::Null,
            Some("tag:yaml.org,2002:int" | "tag:yaml.org,2002:float" | "tag:yaml.org,2002:bool") => core(text),
            _ if style != Style::Plain => json!(text),
            _ => core(text),
        },
    }
}

fn core(text: &str) -> Value {
    let digits = |text: &str, radix| u64::from_str_radix(text, radix).ok().map(|number| json!(number as f64));
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if text.starts_with("0x") => digits(&text[2..], 16).unwrap_or_else(|| json!(text)),
        _ if text.starts_with("0o") => digits(&text[2..], 8).unwrap_or_else(|| json!(text)),
        _ if number => text.parse::<f64>().map_or_else(|_| json!(text), |number| json!(number)),
        _ => json!(text),
    }
}

/// All numbers as floats, so that `1` and `1.0` are equal.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(pairs) => pairs.into_iter().map(|(key, value)| (key, normal(value))).collect(),
        other => other,
    }
}

/// What is wrong with our answer to a case; `None` when it is the expected one.
fn complaint(case: &Case) -> Option<String> {
    let tree = parse(source(), &case.yaml);
    if case.fail {
        return tree.faults.is_empty().then(|| "must be refused".to_owned());
    }
    if !tree.faults.is_empty() {
        return Some(format!("{:?}", tree.faults));
    }
    let json = case.json.as_deref()?;
    let expected = serde_json::Deserializer::from_str(json).into_iter().map(|value| normal(value.expect("JSON")));
    // A document without content has no root, where the suite has a null.
    let expected: Vec<Value> = expected.filter(|value| !value.is_null()).collect();
    let found = tree.documents.iter().map(|root| value(&tree, *root)).filter(|value| !value.is_null());
    let found: Vec<Value> = found.collect();
    (found != expected).then(|| format!("expected {expected:?}, found {found:?}"))
}

/// Whether there are faults, all of this kind.
fn only(why: Why, faults: &[Fault]) -> bool {
    let fits = |fault: &Fault| match why {
        Why::ComplexKey => matches!(fault, Fault::ComplexKey { .. }),
        Why::DuplicateKey => matches!(fault, Fault::DuplicateKey { .. }),
    };
    !faults.is_empty() && faults.iter().all(fits)
}

#[test]
fn conformance_suite() {
    let Some(folder) = corpus("yaml-test-suite/src") else { return };
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for case in cases(&file, &fs::read_to_string(&path).expect("text")) {
            all.insert(case.name.clone(), case);
        }
    }
    assert_eq!((all.len(), all.values().filter(|case| case.fail).count()), (402, 94), "cases, and those that fail");
    let mut wrong = Vec::new();
    for (name, case) in &all {
        let listed = DIFFERENT.iter().find(|(listed, _)| listed == name);
        match (complaint(case), listed) {
            (Some(complaint), None) => wrong.push(format!("{name}: {complaint}\n{}", case.yaml)),
            (Some(_), Some((_, why))) if only(*why, &parse(source(), &case.yaml).faults) => {}
            (_, Some((_, why))) => wrong.push(format!("{name} is listed for {why:?}, and that is not why")),
            (None, None) => {}
        }
    }
    for (name, _) in DIFFERENT {
        assert!(all.contains_key(*name), "{name} is listed and does not exist");
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// Time enough for a debug build on a busy machine, and far too little for anything quadratic in a megabyte.
const SOON: Duration = Duration::from_secs(20);

/// Parses, checks that it was quick, and says which kinds of fault there were.
fn faults(name: &str, text: &str) -> Vec<Fault> {
    let start = Instant::now();
    let tree = parse(source(), text);
    let took = start.elapsed();
    assert!(took < SOON, "{name} took {took:?} for {} bytes", text.len());
    tree.faults
}

fn all_too_deep(faults: &[Fault]) -> bool {
    !faults.is_empty() && faults.iter().all(|fault| matches!(fault, Fault::TooDeep { .. }))
}

#[test]
fn limits() {
    let Some(folder) = corpus("limits") else { return };
    // They load where 10,000 levels are allowed; we allow fewer.
    const DEEPER_THAN_OURS: &[&str] = &["10000-nested-lines.expect-ok", "slice-at-max-depth-10000.expect-ok"];
    const { assert!(MAX_DEPTH < 10_000) };
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        seen += 1;
        let faults = faults(&name, &fs::read_to_string(&path).expect("text"));
        if DEEPER_THAN_OURS.contains(&&*name) || name.starts_with("deep-") {
            assert!(all_too_deep(&faults), "{name}: {:?}", faults.first());
        } else if name.ends_with(".expect-ok") {
            assert!(faults.is_empty(), "{name}: {:?}", faults.first());
        } else {
            assert!(matches!(faults[..], [Fault::TooManyAliases { .. }, ..]), "{name}: {:?}", faults.first());
        }
    }
    assert_eq!(seen, 9, "files in the corpus");
}

/// The two shapes of go-yaml's table that are not worth a file.
#[test]
fn limits_generated() {
    // Each of the 512 lines is one list too deep for us; go-yaml allows 10,000 levels.
    let dashes = format!("{}\n", "- ".repeat(1000)).repeat(512);
    let found = faults("512 lines of 1,000 dashes", &dashes);
    assert!(all_too_deep(&found) && found.len() == 512, "{} faults", found.len());

    for kilobytes in [1, 10, 100, 1000] {
        let maps = "{a},".repeat(kilobytes * 1024 / 4 - 3);
        let text = format!("a: &a [{}]\n", maps.trim_end_matches(','));
        assert_eq!(faults("maps", &text), [], "{kilobytes} KiB");
    }
}
