//! `khung status`: the figures on small estates and on the sample nation, and how they are shown.
//!
//! The snapshots are what leadership sees; read them when they change.

#[path = "status/figures.rs"]
mod figures;
#[path = "status/samples.rs"]
mod samples;

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;

use khung::lang::Lang;
use khung::report::status::{DEFINITIONS, FORMATS, Page, format};
use khung::survey::status::{KeyDatabase, SOON_DAYS, Status, Truth};
use samples::{TODAY, count, nation, page, render, small};
use serde_json::Value;

const DAY: &str = "2026-11-23";

/// What the program prints, to which stream, and how it ends.
fn khung(arguments: &[&str], columns: &str) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_khung"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", columns)
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR")
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("it ends by itself"))
}

fn names(status: &Status, truth: Truth) -> Vec<&str> {
    status.databases.with(truth).map(|database| database.object.name.as_str()).collect()
}

#[test]
fn the_nation_as_leadership_sees_it() {
    for lang in ["vi", "en"] {
        for columns in ["80", "120"] {
            let (out, err, code) = khung(&["status", "examples/nation", "--as-of", DAY, "--lang", lang], columns);
            assert_eq!((code, err.as_str()), (0, ""));
            insta::assert_snapshot!(format!("text_{lang}_{columns}"), out);
        }
        let shared = ["status", "examples/nation", "--as-of", DAY, "--lang", lang];
        let (out, _, code) = khung(&[&shared[..], &["--format", "markdown"]].concat(), "80");
        assert_eq!(code, 0);
        insta::assert_snapshot!(format!("markdown_{lang}"), out);
        let (out, _, code) = khung(&[&shared[..], &["-v"]].concat(), "80");
        assert_eq!(code, 0);
        insta::assert_snapshot!(format!("verbose_{lang}_80"), out);
    }
    let (json, err, code) =
        khung(&["status", "examples/nation", "--as-of", DAY, "--format", "json", "--lang", "vi"], "80");
    assert_eq!((code, err.as_str()), (0, ""));
    valid(&serde_json::from_str(&json).expect("it is JSON"));
    let english = khung(&["status", "examples/nation", "--as-of", DAY, "--format", "json", "--lang", "en"], "120");
    assert_eq!(english.0, json, "the machine format knows no language and no width");
    insta::assert_snapshot!("json", json);
}

#[test]
fn eight_of_twelve_and_which_four_are_not() {
    let status = count(&nation(), TODAY);
    assert_eq!(status.databases.key.len(), 12);
    assert_eq!(names(&status, Truth::True).len(), 8);
    let not = ["bo-mau-3/csdl-mau-09", "bo-mau-4/csdl-mau-10", "bo-mau-4/csdl-mau-11"];
    assert_eq!(names(&status, Truth::False), not);
    assert_eq!(names(&status, Truth::Unknown), ["bo-mau-4/csdl-mau-12"]);
    assert!(status.databases.unsaid.is_empty());
}

#[test]
fn the_nation_has_no_findings() {
    let (out, err, code) = khung(&["check", "examples/nation", "--as-of", DAY, "--lang", "en"], "80");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("No findings"), "{out}");
}

/// The part of a file that describes one of the sample databases, as a range of bytes.
fn database(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let databases = text.find("\ndatabases:")?;
    let start = databases + text[databases..].find(&format!("\n  {name}:"))? + 1;
    let rest = &text[start + 1..];
    let ends = ["\n  csdl-mau-", "\n\n"].iter().filter_map(|mark| rest.find(mark)).min();
    Some(start..ends.map_or(text.len(), |end| start + 1 + end))
}

#[test]
fn a_freshness_taken_away_is_not_declared_and_nothing_else_changes() {
    let files = nation();
    for number in 1..=8 {
        let name = format!("csdl-mau-{number:02}");
        let mut files = files.clone();
        let mut removed = 0;
        for (_, text) in &mut files {
            let Some(range) = database(text, &name) else { continue };
            let part = &text[range.clone()];
            let kept: Vec<_> = part.lines().filter(|line| !line.trim_start().starts_with("freshness:")).collect();
            removed += part.lines().count() - kept.len();
            let kept = kept.join("\n");
            text.replace_range(range, &kept);
        }
        assert_eq!(removed, 1, "{name} says its freshness once");
        let status = count(&files, TODAY);
        assert_eq!(status.databases.key.len(), 12);
        assert_eq!(names(&status, Truth::True).len(), 7, "{name}");
        assert_eq!(names(&status, Truth::False).len(), 3, "{name}");
        let open = names(&status, Truth::Unknown);
        assert!(open.len() == 2 && open.iter().any(|open| open.ends_with(&name)), "{name}: {open:?}");
        let text = render("text", &page(&status));
        assert!(text.contains("Key databases: 7 of 12") && text.contains("Not declared (2)"), "{text}");
    }
}

#[test]
fn a_key_mark_taken_away_leaves_the_figures_and_is_told() {
    let mut files = nation();
    for (_, text) in files.iter_mut().filter(|(path, _)| path.ends_with("bo-mau-1.yaml")) {
        assert!(text.contains("\n  key: true "));
        *text = text.replace("\n  key: true ", "\n  # key: true ");
    }
    let status = count(&files, TODAY);
    assert_eq!((names(&status, Truth::True).len(), status.databases.key.len()), (5, 9));
    assert_eq!(status.databases.unsaid.len(), 3);
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let files = nation();
    let wanted = render("json", &page(&count(&files, TODAY)));
    for turn in [1, 3, files.len() - 1] {
        let mut turned = files.clone();
        turned.rotate_left(turn);
        turned.swap(0, 2);
        assert_eq!(render("json", &page(&count(&turned, TODAY))), wanted);
    }
}

#[test]
fn an_empty_estate_has_no_figures_and_says_so() {
    let status = count(&[], TODAY);
    for (lang, said) in
        [(Lang::En, "Key databases: none is described"), (Lang::Vi, "chưa có nhiệm vụ nào được mô tả")]
    {
        let page = Page { lang, ..page(&status) };
        let text = render("text", &page);
        assert!(text.contains(said) && !text.contains('%'), "{text}");
        insta::assert_snapshot!(format!("empty_{}", lang.code()), text);
        assert!(!render("markdown", &page).contains('%'));
    }
    valid(&serde_json::from_str(&render("json", &page(&status))).expect("it is JSON"));
}

#[test]
fn errors_are_told_in_one_line_and_stop_nothing() {
    let (out, err, code) = khung(&["status", "examples/first-findings", "--as-of", DAY, "--lang", "en"], "80");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out.lines().nth(1), Some("4 errors: run khung check"));
    let (out, ..) = khung(&["status", "examples/first-findings", "--as-of", DAY, "--lang", "vi"], "80");
    assert_eq!(out.lines().nth(1), Some("4 lỗi trong bản mô tả: chạy khung check"));
    let status = count(&[], TODAY);
    assert!(render("text", &Page { errors: 1, ..page(&status) }).contains("\n1 error: run khung check\n"));
    assert!(render("markdown", &Page { errors: 1, ..page(&status) }).contains("\n**1 error: run khung check**\n"));
}

#[test]
fn what_cannot_be_counted_ends_with_2() {
    for arguments in
        [&["status", "no-such-folder"][..], &["status", "src"], &["status", "examples/nation", "--format", "xml"]]
    {
        let (out, err, code) = khung(arguments, "80");
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty());
    }
}

#[test]
fn every_definition_stands_in_the_docs() {
    let page = include_str!("../docs/status.md");
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = plain(page);
    for definition in DEFINITIONS.iter().copied().flatten() {
        for text in [definition.vi, definition.en] {
            assert!(page.contains(&format!("- {}", plain(text))), "docs/status.md lacks: {text}");
        }
    }
    let verbose = render("text", &Page { verbose: true, ..page_of_nothing() });
    assert!(plain(&verbose).contains(&plain(DEFINITIONS[0][1].en)));
    let markdown = render("markdown", &page_of_nothing());
    assert!(DEFINITIONS.iter().copied().flatten().all(|definition| markdown.contains(definition.en)));
}

fn page_of_nothing() -> Page<'static> {
    static NOTHING: LazyLock<Status> = LazyLock::new(|| count(&[], TODAY));
    page(&NOTHING)
}

#[test]
fn the_days_ahead_are_those_of_the_figures() {
    let text = render("markdown", &page(&count(&nation(), TODAY)));
    assert!(text.contains(&format!("within {SOON_DAYS} days")), "{text}");
}

#[test]
fn text_stays_within_its_columns_except_for_words_that_cannot_be_broken() {
    let status = count(&nation(), TODAY);
    for (lang, width) in Lang::ALL.into_iter().flat_map(|lang| [40, 60, 80, 100, 120].map(|width| (lang, width))) {
        for line in render("text", &Page { lang, width, verbose: true, ..page(&status) }).lines() {
            let words = line.trim_start().trim_start_matches("- ").split(' ').count();
            let columns = line.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).count();
            assert!(columns <= width || words <= 2, "{columns} columns of {width}: {line}");
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let status = count(&nation(), TODAY);
    let plain = render("text", &Page { errors: 2, ..page(&status) });
    let coloured = render("text", &Page { errors: 2, color: true, ..page(&status) });
    assert!(coloured.contains("\u{1b}[1;31m2 errors"), "{coloured}");
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').expect("colour codes end in m").1;
    }
    bare.push_str(rest);
    assert_eq!(bare, plain);
}

/// An estate whose every name fights the screen, with something in every list of the page.
const HOSTILE: &str = r#"
khung: 1
agency: a
databases:
  x: { name: "\e[31mđỏ\u202e|<b>`*_[x](y)&lt;\nzwei", key: true, owner: a }
  y: { name: "\e]0;t\a" }
systems:
  s: { name: "a\tb\u2028c", capabilities: [online-meeting], lifecycle: operating }
services:
  d:
    procedures:
      p: { name: "\u200bp", inputs: { i: { name: "\e[1mi", source: unknown } } }
ai-components:
  ai: { name: "\u2066ai" }
tasks:
  t: { name: "\x9b1m", deadline: 2026-01-01, status: delayed }
"#;

#[test]
fn hostile_names_reach_no_output_as_they_are() {
    let status = small(HOSTILE);
    for (name, verbose) in FORMATS.iter().flat_map(|format| [(format.name, false), (format.name, true)]) {
        let out = render(name, &Page { verbose, ..page(&status) });
        let bad: BTreeSet<char> = out
            .chars()
            .filter(|c| {
                (c.is_control() && *c != '\n') || matches!(c, '\u{200b}' | '\u{2028}' | '\u{202e}' | '\u{2066}')
            })
            .collect();
        assert!(bad.is_empty(), "{name}: {bad:?}");
        assert_eq!(out.lines().filter(|line| line.contains("zwei")).count(), out.matches("zwei").count());
    }
    let markdown = render("markdown", &page(&status));
    assert!(markdown.contains(r"\|\<b\>\`\*\_\[x\](y)\&lt;"), "{markdown}");
    let json: Value = serde_json::from_str(&render("json", &page(&status))).expect("it is JSON");
    let title = json["key_databases"]["databases"][0]["title"].as_str();
    assert_eq!(title, Some("\u{1b}[31mđỏ\u{202e}|<b>`*_[x](y)&lt;\nzwei"), "nothing is lost");
}

#[test]
fn formats_have_names_and_both_languages() {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names, ["text", "markdown", "json"]);
    assert!(format("xml").is_none());
    assert!(FORMATS.iter().all(|format| !format.about.vi.is_empty() && !format.about.en.is_empty()));
}

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../docs/schema/status-1.json")).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
});

fn valid(page: &Value) {
    let faults: Vec<_> =
        SCHEMA.iter_errors(page).map(|fault| format!("{fault} at {}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Adds a stranger to every object in turn, and takes every field away in turn: the schema must notice each.
#[test]
fn the_schema_is_closed_and_leaves_nothing_optional() {
    let whole: Value = serde_json::from_str(&render("json", &page(&small(figures::EVERYTHING)))).expect("it is JSON");
    valid(&whole);
    let mut objects = 0;
    let mut todo = vec![(String::new(), &whole)];
    while let Some((pointer, part)) = todo.pop() {
        match part {
            Value::Array(items) => {
                todo.extend(items.iter().enumerate().map(|(at, item)| (format!("{pointer}/{at}"), item)));
            }
            Value::Object(fields) => {
                objects += 1;
                let changed = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
                    let mut copy = whole.clone();
                    change(copy.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("it is there"));
                    SCHEMA.is_valid(&copy)
                };
                assert!(!changed(&|object| drop(object.insert("stranger".into(), 1.into()))), "{pointer} is open");
                for field in fields.keys() {
                    assert!(!changed(&|object| drop(object.remove(field))), "{pointer}/{field} is optional");
                }
                todo.extend(fields.iter().map(|(key, field)| (format!("{pointer}/{key}"), field)));
            }
            _ => {}
        }
    }
    assert!(objects > 60, "the sample has every kind of object, {objects}");
    for list in
        ["/key_databases/unsaid", "/reuse/authorities/0/own/0/shared", "/reuse/ownerless", "/procedures/procedures"]
    {
        let items = whole.pointer(list).and_then(Value::as_array);
        assert!(items.is_some_and(|items| !items.is_empty()), "{list} is empty in the sample");
    }
}

#[test]
fn a_picture_of_a_database_proves_itself() {
    let status = count(&nation(), TODAY);
    let proofs = |database: &KeyDatabase| database.conditions().map(|answer| answer.because.len());
    for database in status.databases.with(Truth::True) {
        assert!(proofs(database).iter().all(|proofs| *proofs > 0), "{:?}", database.object);
    }
}
