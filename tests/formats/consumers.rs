//! Readers of the formats that have no schema, each after what its consumer documents.

use std::collections::{BTreeMap, BTreeSet};

use khung::report::escape;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::samples::Run;

/// A finding as a consumer sees it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    pub rule: String,
    pub line: usize,
    pub says: String,
}

/// A text as every format that people see shows it.
pub fn shown(text: &str) -> String {
    escape(text).into_owned()
}

/// Workflow commands, split and decoded as the runner does.
pub fn github(text: &str, run: &Run) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut gravest = 0;
    let mut open = 0;
    for line in text.lines() {
        let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("{line:?} is no command"));
        let (head, data) = rest.split_once("::").expect("a command ends its head");
        let (name, properties) = head.split_once(' ').expect("a name and properties");
        let decoded = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        let property = |pair: &str| {
            let (key, value) = pair.split_once('=').expect("a key and a value");
            (key.to_owned(), decoded(&value.replace("%3A", ":").replace("%2C", ",")))
        };
        let properties: BTreeMap<_, _> = properties.split(',').map(property).collect();
        let rank = ["error", "warning", "notice"].iter().position(|known| *known == name).expect("a severity");
        assert!(rank >= gravest, "the gravest come first: GitHub shows only ten of each");
        gravest = rank;
        let Some(file) = properties.get("file") else {
            open += 1;
            assert!(data.starts_with(&run.inconclusive.len().to_string()), "{data}");
            continue;
        };
        assert!(run.sources.iter().any(|(_, source)| shown(&source.path) == *file), "{file:?}");
        let number = |key: &str| properties.get(key).map(|value| value.parse::<usize>().expect("a number"));
        let (line, end) = (number("line").expect("a line"), number("endLine").expect("a last line"));
        assert!(line >= 1 && end >= line, "{properties:?}");
        assert_eq!(number("col").is_some(), number("endColumn").is_some());
        assert!(number("col").is_none_or(|column| column >= 1 && number("endColumn") >= Some(column) && end == line));
        let rule = properties["title"].clone();
        let known = run.diagnostics.iter().map(|diagnostic| shown(&diagnostic.rule));
        let rule = known.filter(|id| rule.starts_with(&format!("{id}: "))).max().expect("the title names the rule");
        seen.push(Seen { rule, line, says: decoded(data) });
    }
    assert_eq!(open, usize::from(!run.inconclusive.is_empty()), "open verdicts are not passed over");
    seen
}

/// Code Quality: the fields GitLab lists, fingerprints all different.
pub fn gitlab(text: &str) -> Vec<Seen> {
    let report: Vec<Value> = serde_json::from_str(text).expect("an array");
    let mut fingerprints = BTreeSet::new();
    let read = |issue: &Value| {
        let word = |key: &str| issue[key].as_str().unwrap_or_else(|| panic!("{key} in {issue}")).to_owned();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&word("severity").as_str()));
        assert!(fingerprints.insert(word("fingerprint")), "{issue} has another's fingerprint");
        let path = issue["location"]["path"].as_str().expect("a path");
        assert!(!path.starts_with("./"), "{path}");
        let line = |key: &str| issue["location"]["lines"][key].as_u64().expect("a line");
        assert!(line("begin") >= 1 && line("end") >= line("begin"), "{issue}");
        Seen { rule: word("check_name"), line: line("begin") as usize, says: word("description") }
    };
    report.iter().map(read).collect()
}

/// The attributes of an element, decoded.
fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let one = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let key = attribute.key.as_ref().to_owned();
        (key, quick_xml::escape::unescape(&attribute.value).expect("known references").into_owned())
    };
    // Attributes that stand there twice are an error of its own checks.
    element.attributes().map(|attribute| one(attribute.expect("well-formed"))).collect()
}

/// Elements of a document with their parents' names and the text directly in them; every end tag is compared.
fn elements(text: &str) -> Vec<(Vec<String>, BTreeMap<String, String>, String)> {
    // XML 1.0, section 2.2.
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    assert!(text.chars().all(allowed), "{text:?}");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") && text.ends_with(">\n"), "{text}");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut open, mut found): (Vec<(String, usize)>, Vec<_>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let empty = matches!(event, Event::Empty(_));
                let (Event::Start(element) | Event::Empty(element)) = event else { unreachable!("one of the two") };
                let name = element.name().as_ref().to_owned();
                let path = open.iter().map(|(name, _)| name.clone()).chain([name.clone()]).collect();
                found.push((path, attributes(&element), String::new()));
                if !empty {
                    open.push((name, found.len() - 1));
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                if let Some((_, number)) = open.last() {
                    found[*number].2.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let (_, number) = open.last().expect("references stand in elements");
                let reference = format!("&{};", &*reference);
                found[*number].2.push_str(&quick_xml::escape::unescape(&reference).expect("known references"));
            }
            Event::Decl(_) => {}
            other => panic!("{other:?} has no place here"),
        }
    }
    assert!(open.is_empty());
    found
}

/// JUnit: suites whose counts are right, cases that differ by class and name.
pub fn junit(text: &str, run: &Run) -> Vec<Seen> {
    let (mut seen, mut suites, mut names) = (Vec::new(), Vec::<([usize; 3], [usize; 3])>::new(), BTreeSet::new());
    let (mut total, mut case) = ([0; 3], BTreeMap::new());
    let count = |attributes: &BTreeMap<String, String>| {
        assert_eq!(attributes["errors"], "0");
        ["tests", "failures", "skipped"].map(|key| attributes[key].parse::<usize>().expect("a number"))
    };
    for (path, attributes, text) in elements(text) {
        match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["testsuites"] => total = count(&attributes),
            ["testsuites", "testsuite"] => {
                assert!(attributes.contains_key("name"));
                suites.push((count(&attributes), [0; 3]));
                names.clear();
            }
            ["testsuites", "testsuite", "testcase"] => {
                suites.last_mut().expect("a suite").1[0] += 1;
                let id = (attributes["classname"].clone(), attributes["name"].clone());
                assert!(names.insert(id), "{attributes:?} is there twice");
                case = attributes;
            }
            [.., "testcase", "failure"] => {
                suites.last_mut().expect("a suite").1[1] += 1;
                assert!(["error", "warning", "info"].contains(&attributes["type"].as_str()));
                assert!(attributes.contains_key("message"));
                let line = case["line"].parse().expect("a number");
                assert!(text.contains(&format!("{}:{line}:", case["file"])), "{text}");
                seen.push(Seen { rule: case["classname"].clone(), line, says: text });
            }
            [.., "testcase", "skipped"] => {
                suites.last_mut().expect("a suite").1[2] += 1;
                assert!(!attributes["message"].is_empty());
            }
            ref other => panic!("{other:?} has no place here"),
        }
    }
    assert!(suites.iter().all(|(said, counted)| said == counted), "{suites:?}");
    let sum = |number: usize| suites.iter().map(|(said, _)| said[number]).sum::<usize>();
    assert_eq!(total, [0, 1, 2].map(sum));
    assert_eq!(total[2], run.inconclusive.len());
    assert!(total[0] > 0, "a report without tests looks broken");
    seen
}

/// Checkstyle: errors in files, each with all five attributes.
pub fn checkstyle(text: &str) -> Vec<Seen> {
    let (mut seen, mut files) = (Vec::new(), BTreeSet::new());
    for (path, attributes, _) in elements(text) {
        match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["checkstyle"] => assert!(attributes.contains_key("version")),
            ["checkstyle", "file"] => assert!(files.insert(attributes["name"].clone()), "a file stands there twice"),
            ["checkstyle", "file", "error"] => {
                assert!(["error", "warning", "info"].contains(&attributes["severity"].as_str()));
                let number = |key: &str| attributes[key].parse::<usize>().expect("a number");
                assert!(number("line") >= 1 && number("column") >= 1);
                let rule = attributes["source"].strip_prefix("khung.").expect("our name comes first");
                // Only the first dot is ours for certain.
                let rule = rule.replacen('.', "/", 1);
                seen.push(Seen { rule, line: number("line"), says: attributes["message"].clone() });
            }
            ref other => panic!("{other:?} has no place here"),
        }
    }
    seen
}

/// CSV: whole rows, no formula, open verdicts at the end.
pub fn csv(text: &str, run: &Run) -> Vec<Seen> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let head = table.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("whole rows");
    let mut fingerprints = BTreeSet::new();
    let mut seen = Vec::new();
    for row in &rows {
        let column = |name: &str| {
            let number = head.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name} is a column"));
            row[number].to_owned()
        };
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
        assert!(fingerprints.insert(column("fingerprint")), "{row:?}");
        let number = |name: &str| column(name).parse::<usize>().expect("a number");
        assert!(number("line") >= 1 && number("column") >= 1 && number("end_line") >= number("line"));
        if column("severity") != "inconclusive" {
            seen.push(Seen { rule: column("rule"), line: number("line"), says: column("message") });
        }
    }
    assert_eq!(rows.len(), run.diagnostics.len() + run.inconclusive.len());
    seen
}
