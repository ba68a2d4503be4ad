//! The output formats, alone: diagnostics made by hand, every shape, both languages, two widths.
//!
//! The snapshots are what a user sees; read them when they change.

#[path = "report/hostile.rs"]
mod hostile;
#[path = "report/samples.rs"]
mod samples;

use std::sync::LazyLock;

use hostile::hostile_run;
use khung::diagnostic::Severity;
use khung::lang::Lang;
use khung::report::{FORMATS, Report, format};
use khung::source::{Origin, Sources, Span};
use proptest::prelude::*;
use samples::{Run, bare, both, clean, run};
use serde_json::Value;

fn render(name: &str, report: &Report<'_>) -> String {
    let mut out = Vec::new();
    let format = format(name).unwrap_or_else(|| panic!("{name} is a format"));
    (format.render)(report, &mut out).expect("writing to memory succeeds");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn text_is_readable_in_both_languages_and_widths() {
    let run = run();
    for lang in Lang::ALL {
        for width in [80, 120] {
            let text = render("text", &Report { width, ..run.report(lang) });
            insta::assert_snapshot!(format!("text_{}_{width}", lang.code()), text);
        }
    }
}

#[test]
fn text_can_be_coloured() {
    let run = run();
    let text = render("text", &Report { color: true, ..run.report(Lang::Vi) });
    insta::assert_snapshot!("text_vi_80_color", text.replace('\u{1b}', "␛"));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let run = run();
    let plain = render("text", &run.report(Lang::Vi));
    let coloured = render("text", &Report { color: true, ..run.report(Lang::Vi) });
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').expect("colour codes end in m").1;
    }
    bare.push_str(rest);
    let trimmed: Vec<_> = bare.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
}

#[test]
fn verbose_says_why_and_lists_every_verdict() {
    let run = run();
    let text = render(
        "text",
        &Report {
            verbose: true,
            list_inconclusive: true,
            diagnostics: &run.diagnostics[..1],
            ..run.report(Lang::En)
        },
    );
    insta::assert_snapshot!("text_en_80_verbose", text);
}

#[test]
fn quiet_shows_findings_only_and_a_clean_run_is_one_line() {
    let run = run();
    let text = render("text", &Report { quiet: true, ..run.report(Lang::En) });
    assert!(text.ends_with("\n\n") && !text.contains("verdict") && !text.contains("12 ms"), "{text}");
    let clean = clean();
    assert_eq!(render("text", &clean.report(Lang::En)), "No findings · 1 file, 2 objects, 1 flow, 18 rules\n");
    assert_eq!(
        render("text", &clean.report(Lang::Vi)),
        "Không có phát hiện nào · 1 tệp, 2 đối tượng, 1 luồng, 18 quy tắc\n"
    );
    assert_eq!(render("text", &Report { quiet: true, ..clean.report(Lang::Vi) }), "");
    assert_eq!(render("short", &clean.report(Lang::Vi)), "");
}

#[test]
fn text_stays_within_its_columns_except_for_words_that_cannot_be_broken() {
    let run = run();
    for (lang, width) in Lang::ALL.into_iter().flat_map(|lang| [80, 100, 120].map(|width| (lang, width))) {
        for line in render("text", &Report { width, ..run.report(lang) }).lines() {
            let words = line.trim_start().split(' ').count();
            // Every letter of the samples that a terminal draws is one column, two for the wide ones.
            let columns = line.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).count();
            assert!(columns <= width || words <= 2, "{columns} columns: {line}");
        }
    }
}

#[test]
fn short_is_one_line_per_finding() {
    let run = run();
    for lang in Lang::ALL {
        let text = render("short", &run.report(lang));
        assert_eq!(text, render("short", &Report { width: 120, color: true, ..run.report(lang) }));
        insta::assert_snapshot!(format!("short_{}", lang.code()), text);
    }
}

#[test]
fn json_has_both_languages_and_its_schema_covers_it() {
    let run = run();
    let json = render("json", &run.report(Lang::Vi));
    assert_eq!(json, render("json", &Report { width: 120, color: true, quiet: true, ..run.report(Lang::En) }));
    insta::assert_snapshot!("json", json);
    let report: Value = serde_json::from_str(&json).expect("it is JSON");
    valid(&report);
    valid(&serde_json::from_str(&render("json", &clean().report(Lang::Vi))).expect("it is JSON"));
    let objects = strangers(&report);
    assert!(objects > 100, "the sample has every kind of object");
}

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../docs/schema/report-1.json")).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
});

fn valid(report: &Value) {
    let faults: Vec<_> =
        SCHEMA.iter_errors(report).map(|fault| format!("{} at {}", fault, fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Adds a stranger to every object in turn, and takes every field away in turn: the schema must notice each. Counts
/// the objects.
fn strangers(whole: &Value) -> usize {
    let mut objects = 0;
    let mut todo = vec![(Vec::new(), whole)];
    while let Some((path, part)) = todo.pop() {
        let child = |key: String| path.iter().cloned().chain([key]).collect::<Vec<_>>();
        let pointer: String = path.iter().map(|key| format!("/{key}")).collect();
        match part {
            Value::Array(items) => {
                todo.extend(items.iter().enumerate().map(|(index, item)| (child(index.to_string()), item)));
            }
            Value::Object(fields) => {
                objects += 1;
                let open = path.last().is_some_and(|key| key == "values");
                let changed = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
                    let mut copy = whole.clone();
                    change(copy.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("it is there"));
                    SCHEMA.is_valid(&copy)
                };
                assert!(!changed(&|object| drop(object.insert("stranger".into(), 1.into()))), "{pointer} is open");
                for field in fields.keys().filter(|_| !open) {
                    assert!(!changed(&|object| drop(object.remove(field))), "{pointer}/{field} is optional");
                }
                todo.extend(fields.iter().map(|(key, field)| (child(key.clone()), field)));
            }
            _ => {}
        }
    }
    objects
}

#[test]
fn formats_have_names_and_both_languages() {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    let wanted = ["text", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv"];
    assert_eq!(names, wanted);
    assert!(format("xml").is_none());
    for format in FORMATS {
        assert!(!format.about.vi.is_empty() && !format.about.en.is_empty());
    }
}

/// What must never reach a terminal.
fn raw(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{61c}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hostile_comes_through(run in hostile_run(), width in 10..140_usize, verbose: bool) {
        for lang in Lang::ALL {
            let report = Report { width, verbose, ..run.report(lang) };
            for format in FORMATS {
                let text = render(format.name, &report);
                prop_assert!(!text.contains(raw), "{}: {text:?}", format.name);
            }
            prop_assert_eq!(render("short", &report).lines().count(), run.diagnostics.len());
            let json: Value = serde_json::from_str(&render("json", &report)).expect("it is JSON");
            valid(&json);
            prop_assert_eq!(&json["findings"][0]["message"]["vi"], &run.diagnostics[0].message.vi.as_str());
        }
    }
}

#[test]
fn the_cost_of_a_finding_does_not_depend_on_the_size_of_its_file() {
    let mut sources = Sources::default();
    let lines = "    name: Hệ thống thông tin\n".repeat(20_000);
    let many = sources.add("nhieu-dong.yaml", Origin::Estate, lines.clone());
    let one = sources.add("mot-dong.yaml", Origin::Estate, lines.replace('\n', " "));
    let finding = |number: usize| {
        let start = number * 60;
        let at = Span::new(if number.is_multiple_of(2) { many } else { one }, start, start);
        let start = sources.get(at.source).text.floor_char_boundary(start);
        bare("core/some", Severity::Info, Span::new(at.source, start, start), both("a", "a"), both("b", "b"))
    };
    let diagnostics: Vec<_> = (0..10_000).map(finding).collect();
    let run = Run { diagnostics, sources, ..clean() };
    let begun = std::time::Instant::now();
    let text = render("text", &run.report(Lang::Vi));
    assert!(text.len() > 1_000_000);
    // A window needs a few seconds even unoptimised on a busy machine; a scan of the file per label needs minutes.
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}
