//! The law by system: its totals are those of the check, and every form of it says the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use khung::discover;
use khung::lang::Lang;
use khung::linter::{self, Options, Outcome};
use khung::report::coverage::{FORMATS, Page};
use khung::rule::{self, RuleSet};
use khung::source::{Origin, Sources};
use khung::survey::coverage::{Coverage, Standpoint, coverage};
use serde_json::Value;

const DAY: Date = date(2026, 11, 23);

struct Ran {
    rules: RuleSet,
    outcome: Outcome,
    coverage: Coverage,
}

fn lint(mut sources: Sources, select: &[&str]) -> Ran {
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let select = select.iter().map(|each| (*each).to_owned()).collect();
    let outcome = linter::lint(&sources, &rules, &Options { today: DAY, select, ..Options::default() }, &[]);
    let coverage = coverage(&rules, &outcome.graph, &outcome.verdicts);
    Ran { rules, outcome, coverage }
}

fn estate(text: &str, select: &[&str]) -> Ran {
    let mut sources = Sources::default();
    sources.add("estate.yaml", Origin::Estate, text.to_owned());
    lint(sources, select)
}

fn example(name: &str) -> Ran {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut sources = Sources::default();
    let found = discover::read(&[folder], &[], Path::new("."), &mut sources);
    assert!(found.troubles.is_empty());
    lint(sources, &[])
}

fn rendered(format: &str, ran: &Ran, lang: Lang) -> String {
    let by_code = |id: &str| ran.rules.find(id).is_none_or(khung::rule::Rule::is_builtin);
    let about_files = ran.outcome.diagnostics.iter().filter(|diagnostic| by_code(&diagnostic.rule)).count();
    let page = Page {
        coverage: &ran.coverage,
        today: DAY,
        findings: [ran.outcome.diagnostics.len(), about_files],
        lang,
        width: 80,
        color: false,
        verbose: false,
        version: "0.0.0",
    };
    let format = FORMATS.iter().find(|known| known.name == format).expect("a format");
    let mut out = Vec::new();
    (format.render)(&page, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn totals_are_those_of_the_check() {
    for name in ["first-findings", "minh-hoa"] {
        let ran = example(name);
        let all = ran.coverage.verdicts;
        let by_rules =
            ran.outcome.diagnostics.iter().filter(|diagnostic| {
                !ran.rules.find(&diagnostic.rule).expect("every finding has its rule").is_builtin()
            });
        assert_eq!(all.violated, by_rules.count(), "{name}");
        assert_eq!(all.inconclusive, ran.outcome.inconclusive.len(), "{name}");
        assert_eq!(all.met + all.violated, ran.outcome.counts.decided, "{name}");
        assert!(all.met > 0);
    }
}

#[test]
fn every_verdict_of_a_rule_stands_in_each_clause_it_cites() {
    let ran = example("minh-hoa");
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, verdicts) in &ran.outcome.verdicts {
        let all = verdicts.passed.len() + verdicts.failed.len() + verdicts.undecided.len();
        by_rule.insert(&ran.rules.rules[*number].id, all);
    }
    for clause in &ran.coverage.clauses {
        let cells = clause.cells.values().map(|tally| tally.met + tally.violated + tally.inconclusive);
        let rules = clause.rules.iter().map(|rule| by_rule[rule.as_str()]);
        assert_eq!(cells.sum::<usize>(), rules.sum::<usize>(), "{} {}", clause.document, clause.at);
    }
    let cited: usize = ran.coverage.clauses.iter().map(|clause| clause.rules.len()).sum();
    let with_law = ran.outcome.verdicts.iter().map(|(number, _)| &ran.rules.rules[*number]);
    assert!(cited >= with_law.filter(|rule| !rule.told.basis.is_empty()).count());
}

/// What the first clause of a rule came to, by system.
fn standpoints(ran: &Ran) -> Vec<(String, &'static str)> {
    let clause = ran.coverage.clauses.first().expect("the rule cites the law");
    let system = |(number, column): (usize, &khung::survey::coverage::Column)| {
        (column.name.clone(), clause.standpoint(number).key())
    };
    ran.coverage.systems.iter().enumerate().map(system).collect()
}

const HEAD: &str = "khung: 1\nagency: H99\nagencies: { H99: { name: UBND tỉnh Minh Họa, level: province } }\n";

#[test]
fn a_clause_is_met_violated_open_or_not_concerned() {
    let text = format!(
        "{HEAD}systems:\n  a: {{ kind: procedure-system, security: {{ level: 3 }} }}\n  \
         b: {{ kind: procedure-system, security: {{ level: 2 }} }}\n  c: {{ kind: procedure-system }}\n  \
         d: {{ kind: portal }}\n"
    );
    let ran = estate(&text, &["security-zones/level-too-low-for-procedure-system"]);
    let wanted = [
        ("H99", "not-applicable"),
        ("H99/a", "met"),
        ("H99/b", "violated"),
        ("H99/c", "inconclusive"),
        ("H99/d", "not-applicable"),
    ];
    assert_eq!(standpoints(&ran), wanted.map(|(name, standpoint)| (name.to_owned(), standpoint)));
    let count = |standpoint| ran.coverage.clauses[0].systems(standpoint, ran.coverage.systems.len()).count();
    assert_eq!(Standpoint::ALL.map(count), [1, 1, 0, 1, 2]);
}

#[test]
fn a_flow_counts_for_the_system_it_starts_at() {
    let text = format!(
        "{HEAD}systems:\n  a: {{ security: {{ level: 3 }}, components: {{ w: {{ kind: web }} }} }}\n  b: {{ security: {{ level: 3 }} }}\n\
         flows: [{{ from: a.w, to: b, kind: data-exchange, protocol: ftp, via: [] }}]\n"
    );
    let ran = estate(&text, &["interoperability/insecure-transport"]);
    let concerned: Vec<_> =
        standpoints(&ran).into_iter().filter(|(_, standpoint)| *standpoint != "not-applicable").collect();
    assert_eq!(concerned, [("H99/a".to_owned(), "violated")]);
}

#[test]
fn the_forms_agree() {
    let ran = example("first-findings");
    let json: Value = serde_json::from_str(&rendered("json", &ran, Lang::En)).expect("it is JSON");
    let schema = serde_json::from_str(include_str!("../docs/schema/coverage-1.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let wrong: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);

    let csv = rendered("csv", &ran, Lang::En);
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let systems: Vec<String> = table.headers().expect("a head").iter().skip(6).map(str::to_owned).collect();
    let names: Vec<_> = ran.coverage.systems.iter().map(|system| system.name.clone()).collect();
    assert_eq!(systems, names);
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("whole rows");
    let clauses = json["clauses"].as_array().expect("a list");
    assert_eq!(rows.len(), clauses.len());
    for (row, clause) in rows.iter().zip(clauses) {
        let of_json: BTreeMap<&str, &str> = clause["cells"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|cell| (cell["system"].as_str().expect("text"), cell["standpoint"].as_str().expect("text")))
            .collect();
        let of_csv: BTreeMap<&str, &str> =
            names.iter().map(String::as_str).zip(row.iter().skip(6)).filter(|(_, cell)| !cell.is_empty()).collect();
        assert_eq!(of_csv, of_json);
    }
    let markdown = rendered("markdown", &ran, Lang::Vi);
    let width = |line: &str| line.matches('|').count();
    let table: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert!(table.iter().all(|line| width(line) == names.len() + 3), "{markdown}");
}

#[test]
fn names_from_strangers_break_no_form() {
    let hostile = "'=cmd|\\u{202e}`<b>\\n'".replace("\\u{202e}", "\u{202e}");
    let text = format!(
        "{HEAD}systems:\n  \"=1+1|x\": {{ name: {hostile}, kind: procedure-system, security: {{ level: 2 }} }}\n"
    );
    let ran = estate(&text, &["security-zones"]);
    for format in FORMATS {
        for lang in Lang::ALL {
            let shown = rendered(format.name, &ran, lang);
            assert!(!shown.contains('\u{202e}'), "{}", format.name);
        }
    }
    let csv = rendered("csv", &ran, Lang::En);
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let head = table.headers().expect("a head").clone();
    assert!(head.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{head:?}");
}

#[test]
fn the_screens() {
    let ran = example("first-findings");
    for lang in Lang::ALL {
        insta::assert_snapshot!(format!("coverage_{}", lang.code()), rendered("text", &ran, lang));
    }
    insta::assert_snapshot!("coverage_markdown", rendered("markdown", &ran, Lang::Vi));
}
