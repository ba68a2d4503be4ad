//! SARIF, read after the official schema and after what the standard says beside it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use khung::lang::Lang;
use khung::report::Report;
use serde_json::Value;

use super::consumers::{Seen, shown};
use super::samples::{Run, run};

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    // The schema has a lone bracket in two patterns, which browsers take for itself and this validator refuses.
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}\\\\]?$");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).expect("the schema is a schema")
});

/// What the schema refuses.
pub fn faults(log: &Value) -> Vec<String> {
    SCHEMA.iter_errors(log).map(|fault| format!("{fault} at {}", fault.instance_path())).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, what: &str) -> &'a str {
    value.as_str().unwrap_or_else(|| panic!("{what} is a text, not {value}"))
}

/// Every object of a document.
fn each<'a>(part: &'a Value, see: &mut dyn FnMut(&'a serde_json::Map<String, Value>)) {
    match part {
        Value::Array(items) => items.iter().for_each(|item| each(item, see)),
        Value::Object(fields) => {
            see(fields);
            fields.values().for_each(|field| each(field, see));
        }
        _ => {}
    }
}

/// Reads a log and compares it with its run.
pub fn read(log: &str, run: &Run, lang: Lang) -> Vec<Seen> {
    let log: Value = serde_json::from_str(log).expect("it is JSON");
    assert_eq!(faults(&log), [""; 0]);
    let sarif = &log["runs"][0];
    assert_eq!(sarif["language"], lang.code());
    references(sarif);
    translations(sarif, lang);
    places(&log, sarif);
    let results = list(&sarif["results"]);
    let (failed, open) = results.split_at(run.diagnostics.len());
    assert_eq!(open.len(), run.inconclusive.len());
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let undecided = result["kind"] == "open";
        assert_eq!(result["level"] == "none", undecided, "{result}");
        let fingerprint = text(&result["partialFingerprints"]["khungIdentity/v1"], "a fingerprint");
        assert!(fingerprints.insert(fingerprint), "{result} has another's fingerprint");
        let ids: Vec<_> = list(&result["relatedLocations"]).iter().map(|place| &place["id"]).collect();
        assert!(ids.iter().enumerate().all(|(number, id)| **id == number + 1));
    }
    assert!(open.iter().all(|result| result["kind"] == "open"));
    for (result, diagnostic) in failed.iter().zip(&run.diagnostics) {
        assert_eq!(list(&result["relatedLocations"]).len(), diagnostic.labels.len());
        let basis = diagnostic.basis.iter().map(|citation| (&citation.document, &citation.at, citation.standing));
        assert_eq!(list(&result["taxa"]).len(), basis.collect::<BTreeSet<_>>().len());
        assert_eq!(list(&result["fixes"]).len(), usize::from(diagnostic.fix.is_some()));
        let steps = list(&result["codeFlows"][0]["threadFlows"][0]["locations"]);
        assert_eq!(steps.len(), diagnostic.path.len());
        let subjects = list(&result["locations"][0]["logicalLocations"]);
        let names: BTreeSet<_> = diagnostic.subjects.iter().map(|subject| shown(subject)).collect();
        assert_eq!(subjects.len(), names.len());
        assert!(subjects.iter().all(|subject| names.contains(text(&subject["fullyQualifiedName"], "a name"))));
    }
    let seen = |result: &Value| Seen {
        rule: text(&result["ruleId"], "a rule's id").to_owned(),
        line: result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().expect("a line") as usize,
        says: plain(text(&result["message"]["text"], "a message")),
    };
    failed.iter().map(seen).collect()
}

/// A message as a viewer shows it: doubled braces and escaped brackets undone; what is left must not be a placeholder or
/// a link.
fn plain(message: &str) -> String {
    let bytes = message.as_bytes();
    let linked = message.match_indices("](").any(|(at, _)| at == 0 || bytes[at - 1] != b'\\');
    assert!(!linked, "{message:?} has a link");
    let linked = message.contains("\\](");
    let message = if linked { message.replace("\\[", "[").replace("\\]", "]") } else { message.to_owned() };
    let mut out = String::new();
    let mut rest = message.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = |from: &str| from.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(after) = rest.strip_prefix("{{") {
            let count = digits(after);
            if count > 0 && after[count..].starts_with("}}") {
                out += &format!("{{{}}}", &after[..count]);
                rest = &after[count + 2..];
                continue;
            }
        }
        let count = digits(&rest[c.len_utf8()..]);
        assert!(c != '{' || count == 0 || !rest[1 + count..].starts_with('}'), "{message:?} has a placeholder");
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Every index leads to what its id names.
fn references(sarif: &Value) {
    let driver = &sarif["tool"]["driver"];
    let rules = list(&driver["rules"]);
    let taxon = |reference: &Value| {
        let number = |value: &Value| value.as_u64().expect("an index") as usize;
        let component = &reference["toolComponent"];
        let taxonomy = &sarif["taxonomies"][number(&component["index"])];
        assert_eq!(taxonomy["name"], component["name"]);
        assert_eq!(taxonomy["taxa"][number(&reference["index"])]["id"], reference["id"]);
    };
    let ids: BTreeSet<_> = rules.iter().map(|rule| text(&rule["id"], "an id")).collect();
    assert_eq!(ids.len(), rules.len(), "each rule once");
    for result in list(&sarif["results"]) {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        list(&result["taxa"]).iter().for_each(taxon);
    }
    for rule in rules {
        list(&rule["relationships"]).iter().for_each(|relationship| taxon(&relationship["target"]));
    }
    let supported = list(&driver["supportedTaxonomies"]);
    assert_eq!(supported.len(), list(&sarif["taxonomies"]).len());
}

/// The other language has the same rules and documents in the same order.
fn translations(sarif: &Value, lang: Lang) {
    let other = if lang == Lang::Vi { "en" } else { "vi" };
    let ids = |component: &Value, key: &str| {
        list(&component[key]).iter().map(|each| each["id"].clone()).collect::<Vec<_>>()
    };
    for translation in list(&sarif["translations"]) {
        assert_eq!(translation["language"], other);
        let of = &translation["associatedComponent"];
        let original = match of["index"].as_u64() {
            Some(number) => &sarif["taxonomies"][number as usize],
            None => &sarif["tool"]["driver"],
        };
        assert_eq!(original["name"], of["name"]);
        assert_eq!(original["language"], lang.code());
        for key in ["rules", "taxa"] {
            assert_eq!(ids(translation, key), ids(original, key));
        }
    }
}

/// Every region begins at 1 and does not end before it begins; every URI is one, relative to a base that is declared.
fn places(log: &Value, sarif: &Value) {
    let bases = sarif["originalUriBaseIds"].as_object().expect("bases");
    each(log, &mut |object| {
        if let Some(line) = object.get("startLine") {
            let number = |key: &str| object[key].as_u64().unwrap_or_else(|| panic!("{key} in {object:?}"));
            assert!(line.as_u64() >= Some(1) && number("startColumn") >= 1, "{object:?}");
            let (start, end) =
                ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
            assert!(start <= end, "{object:?}");
        }
        if let Some(uri) = object.get("uri").map(|uri| text(uri, "a URI")) {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
            assert!(uri.chars().all(allowed), "{uri:?}");
            match object.get("uriBaseId") {
                Some(base) => {
                    assert!(bases.contains_key(text(base, "a base")));
                    assert!(!uri.starts_with('/') && !uri.contains(':'), "{uri:?} is not relative");
                }
                None => assert!(uri.starts_with("file:") || uri.split('/').any(|part| part == ".."), "{uri:?}"),
            }
        }
    });
}

#[test]
fn rules_carry_their_metadata_in_both_languages() {
    let run = run();
    let log = super::render("sarif", &run.report(Lang::Vi));
    let log: Value = serde_json::from_str(&log).expect("it is JSON");
    let sarif = &log["runs"][0];
    let find = |rules: &Value| {
        let id = "security-zones/level-too-low-for-procedure-system";
        list(rules).iter().find(|rule| rule["id"] == id).cloned().unwrap_or_else(|| panic!("{id} is there"))
    };
    let diagnostic = &run.diagnostics[0];
    let rule = find(&sarif["tool"]["driver"]["rules"]);
    assert_eq!(rule["shortDescription"]["text"], diagnostic.title.vi.as_str());
    assert_eq!(rule["fullDescription"]["text"], diagnostic.why.vi.as_str());
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    for part in [&diagnostic.why.vi, &diagnostic.help.vi, &diagnostic.basis[0].title.vi] {
        assert!(text(&rule["help"]["text"], "help").contains(part.as_str()), "{rule}");
        assert!(text(&rule["help"]["markdown"], "help").contains(part.as_str()), "{rule}");
    }
    let translated = find(&sarif["translations"][0]["rules"]);
    assert_eq!(translated["shortDescription"]["text"], diagnostic.title.en.as_str());
    assert!(text(&translated["help"]["markdown"], "help").contains(&diagnostic.help.en));
    let other = text(&sarif["results"][0]["properties"]["message"]["en"], "the other language");
    assert!(other.starts_with(&shown(&diagnostic.message.en)), "{other}");
    assert_eq!(sarif["results"][0]["taxa"][0]["id"], "Điều 13.2b");
    assert_eq!(sarif["results"][0]["taxa"][0]["properties"]["standing"], "read");
}

#[test]
fn help_that_speaks_of_one_subject_is_no_help_of_the_rule() {
    let mut run = run();
    let mut second = run.diagnostics[0].clone();
    second.help = super::samples::both("Chỉ nói về hệ thống thứ hai.", "Only about the second system.");
    run.diagnostics = vec![run.diagnostics[0].clone(), second];
    let log: Value = serde_json::from_str(&super::render("sarif", &run.report(Lang::En))).expect("it is JSON");
    let rule = &log["runs"][0]["tool"]["driver"]["rules"];
    let rule = list(rule).iter().find(|rule| rule.get("help").is_some()).expect("a rule with help");
    assert!(!text(&rule["help"]["text"], "help").contains("second system"));
    for (result, help) in list(&log["runs"][0]["results"]).iter().zip(["File a dossier", "the second system"]) {
        assert!(text(&result["message"]["text"], "a message").contains(help), "{result}");
    }
}

/// The schema is strict enough to notice: a stranger in any object, any wrong type in a field it knows.
#[test]
fn the_schema_notices_what_is_wrong() {
    let run = run();
    let log = super::render("sarif", &Report { diagnostics: &run.diagnostics[..2], ..run.report(Lang::En) });
    let log: Value = serde_json::from_str(&log).expect("it is JSON");
    assert_eq!(faults(&log), [""; 0]);
    for pointer in ["", "/runs/0", "/runs/0/results/1", "/runs/0/tool/driver/rules/0", "/runs/0/taxonomies/0/taxa/0"]
    {
        let mut wrong = log.clone();
        let object = wrong.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{pointer}"));
        object.insert("stranger".into(), 1.into());
        assert!(!faults(&wrong).is_empty(), "{pointer}");
    }
    let mut wrong = log.clone();
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!faults(&wrong).is_empty(), "line 0");
    let mut wrong = log;
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b".into();
    assert!(!faults(&wrong).is_empty(), "a URI with a blank");
}
