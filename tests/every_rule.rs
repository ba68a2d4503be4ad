//! What holds for the findings of every shipped rule, on its own bad example: places that editors and services can
//! take, exceptions that hit nothing else, texts of a length that somebody reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use khung::diagnostic::Diagnostic;
use khung::finding::{Granted, builtin};
use khung::lang::Lang;
use khung::linter::{self, Options, Outcome};
use khung::report::{self, Report, Summary};
use khung::rule::{self, RuleSet};
use khung::source::{Origin, PackFiles, SourceId, Sources, Span};
use khung::{discover, settings};
use rayon::prelude::*;
use serde_json::Value;

/// The longest message, in characters: the one that names all safeguards a system of the highest level lacks.
const LONGEST: usize = 600;

/// The bad example of a rule: its files by their names.
struct Bad {
    rule: String,
    files: Vec<(String, String)>,
    packs: Vec<PackFiles>,
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).expect("it can be listed").flatten().map(|entry| entry.path());
    let mut all: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(folder)
        .expect("it can be listed")
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "yaml"))
        .map(|entry| (name(&entry.path()), fs::read_to_string(entry.path()).expect("UTF-8")))
        .collect();
    all.sort();
    all
}

/// Every shipped rule with its bad example.
fn examples() -> Vec<Bad> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut all = Vec::new();
    for pack in folders(&rules) {
        for group in folders(&pack).into_iter().filter(|group| name(group) != "catalogue") {
            for folder in folders(&group) {
                let rule = format!("{}/{}", name(&group), name(&folder));
                let several = folder.join("bad");
                let packs = if several.join("pack.yaml").exists() {
                    discover::packs_in(&several).expect("a pack")
                } else {
                    Vec::new()
                };
                let files = match several.is_dir() {
                    true if packs.is_empty() => files(&several),
                    true => Vec::new(),
                    false => files(&folder).into_iter().filter(|(name, _)| name == "bad.yaml").collect(),
                };
                all.push(Bad { rule, files, packs });
            }
        }
    }
    assert!(all.len() > 190, "{}", all.len());
    all
}

/// What a run with every rule says of these files.
struct Run {
    sources: Sources,
    outcome: Outcome,
}

/// The shipped rules, read once.
struct Shipped {
    packs: Vec<PackFiles>,
    sources: Sources,
    rules: RuleSet,
}

fn shipped() -> Shipped {
    let packs = discover::embedded_rules();
    let mut sources = Sources::default();
    let rules = rule::read(&packs, &mut sources);
    Shipped { packs, sources, rules }
}

fn day(bad: &Bad) -> Date {
    let said = bad.files.iter().flat_map(|(_, text)| text.lines()).find_map(|line| line.strip_prefix("# as-of:"));
    said.unwrap_or("2026-11-23").trim().parse().expect("a day")
}

fn lint(bad: &Bad, files: &[(String, String)], shipped: &Shipped) -> Run {
    let mut sources = shipped.sources.clone();
    let mut own = None;
    if !bad.packs.is_empty() {
        sources = Sources::default();
        let packs: Vec<PackFiles> = shipped.packs.iter().chain(&bad.packs).cloned().collect();
        own = Some(rule::read(&packs, &mut sources));
    }
    let mut options = Options { today: day(bad), ..Options::default() };
    let mut found = Vec::new();
    for (name, text) in files {
        if name == settings::FILE_NAME {
            let id = sources.add(name, Origin::Settings, text.clone());
            let read = settings::read(&sources, id);
            (options.levels, found) = (read.rules, read.findings);
        } else {
            // One rule is about files that somebody named.
            let id = sources.add(name, Origin::in_estate(name), text.clone());
            options.named.extend((bad.rule == builtin::NOT_A_DESCRIPTION.id).then_some(id));
        }
    }
    let outcome = linter::lint(&sources, own.as_ref().unwrap_or(&shipped.rules), &options, &found);
    Run { sources, outcome }
}

fn of<'r>(run: &'r Run, rule: &str) -> Vec<&'r Diagnostic> {
    run.outcome.diagnostics.iter().filter(|found| found.rule == rule).collect()
}

/// Whether the rule's example needs bytes that no text holds.
fn is_about_bytes(bad: &Bad) -> bool {
    builtin::ABOUT_BYTES.iter().any(|known| known.id == bad.rule)
}

/// Line and column of a place as somebody counts them who reads the text, from 1; `None` outside of it.
fn counted(text: &str, at: u32) -> Option<(usize, usize)> {
    let before = text.get(..at as usize)?;
    // A break is CRLF, LF, or CR alone.
    let unified = before.replace("\r\n", "\n").replace('\r', "\n");
    let line = unified.matches('\n').count() + 1;
    let column = unified.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
    Some((line, column))
}

fn places(found: &Diagnostic) -> Vec<Span> {
    let labels = found.labels.iter().map(|label| label.at);
    let hops = found.path.iter().map(|hop| hop.at);
    let edits = found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.at));
    [found.at].into_iter().chain(labels).chain(hops).chain(edits).collect()
}

fn rendered(format: &str, run: &Run) -> String {
    let report = Report {
        diagnostics: &run.outcome.diagnostics,
        inconclusive: &run.outcome.inconclusive,
        sources: &run.sources,
        summary: &Summary::default(),
        since: None,
        lang: Lang::En,
        width: 80,
        color: false,
        quiet: false,
        verbose: false,
        list_inconclusive: false,
        version: "0",
    };
    let mut out = Vec::new();
    (report::format(format).expect("a format").render)(&report, &mut out).expect("memory takes every text");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn every_place_of_every_finding_is_a_region_of_its_file() {
    let shipped = shipped();
    let check = |bad: &Bad| {
        let run = lint(bad, &bad.files, &shipped);
        assert!(is_about_bytes(bad) || !of(&run, &bad.rule).is_empty(), "{}: nothing found", bad.rule);
        for found in &run.outcome.diagnostics {
            for at in places(found) {
                let text = &run.sources.get(at.source).text;
                let (start, end) = (run.sources.position(at), run.sources.end_position(at));
                assert_eq!(counted(text, at.start), Some((start.line, start.column)), "{}: {found:?}", bad.rule);
                assert_eq!(counted(text, at.end), Some((end.line, end.column)), "{}: {found:?}", bad.rule);
                assert!((end.line, end.column) >= (start.line, start.column), "{}: {found:?}", bad.rule);
            }
        }
        // And as they are written for others.
        let sarif: Value = serde_json::from_str(&rendered("sarif", &run)).expect("JSON");
        let mut regions = 0;
        each_region(&sarif, &mut |region| {
            regions += 1;
            let number = |key: &str| region.get(key).map(|value| value.as_u64().expect("a number"));
            let (line, column) = (number("startLine").expect("a line"), number("startColumn").unwrap_or(1));
            let end = (number("endLine").unwrap_or(line), number("endColumn").unwrap_or(column));
            assert!(line >= 1 && column >= 1 && end >= (line, column), "{}: {region}", bad.rule);
        });
        assert!(regions >= run.outcome.diagnostics.len(), "{}: every result has one", bad.rule);
        let issues: Value = serde_json::from_str(&rendered("gitlab", &run)).expect("JSON");
        for issue in issues.as_array().expect("issues") {
            let begin = issue.pointer("/location/positions/begin/line").or(issue.pointer("/location/lines/begin"));
            assert!(begin.and_then(Value::as_u64).is_some_and(|line| line >= 1), "{}: {issue}", bad.rule);
        }
        run.outcome.diagnostics.len()
    };
    let seen: usize = examples().par_iter().map(check).sum();
    assert!(seen > 700, "{seen}");
}

fn each_region(value: &Value, see: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                // Only what says lines is a region of a text.
                if key == "region" || key == "deletedRegion" {
                    see(inner);
                }
                each_region(inner, see);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| each_region(item, see)),
        _ => {}
    }
}

/// What is found, and where, without exceptions: lines and columns stay when something is added behind a line.
fn all(run: &Run) -> Vec<(String, String, usize, usize, String)> {
    let told = run.outcome.diagnostics.iter().filter(|found| !found.rule.starts_with("waivers/"));
    told.map(|found| {
        let (at, path) = (run.sources.position(found.at), run.sources.get(found.at.source).path.clone());
        (found.rule.clone(), path, at.line, at.column, found.message.en.clone())
    })
    .collect()
}

/// The rules whose findings somebody may except, with an example that is descriptions.
fn exceptable() -> Vec<Bad> {
    let own = |bad: &Bad| ["waivers/", "rule/", "settings/"].iter().any(|group| bad.rule.starts_with(group));
    let all: Vec<_> = examples().into_iter().filter(|bad| !own(bad) && !is_about_bytes(bad)).collect();
    assert!(all.len() > 160, "{}", all.len());
    all
}

#[test]
fn an_allow_comment_silences_the_findings_of_its_rule_in_its_line_and_nothing_else() {
    let shipped = shipped();
    let check = |bad: &Bad| {
        let before = lint(bad, &bad.files, &shipped);
        let mut lines: BTreeSet<(SourceId, usize)> = BTreeSet::new();
        for found in of(&before, &bad.rule) {
            let (source, line) = (found.at.source, before.sources.position(found.at).line);
            // Behind a comment of its own line it would be meant for what comes next.
            if !before.sources.get(source).line(line).trim_start().starts_with('#') {
                lines.insert((source, line));
            }
        }
        let mut tried = 0;
        // The first and the last place: more of them say nothing else.
        for (source, line) in [lines.first(), lines.last()].into_iter().flatten() {
            let path = before.sources.get(*source).path.clone();
            let text = &before.sources.get(*source).text;
            let Some(commented) = commented(text, *line, &bad.rule) else { continue };
            let files: Vec<_> = bad
                .files
                .iter()
                .map(|(name, text)| (name.clone(), if *name == path { commented.clone() } else { text.clone() }))
                .collect();
            let after = lint(bad, &files, &shipped);
            // Where the text has no sound end of line there, the comment is part of something else.
            if all(&before) != all(&after) {
                assert!(bad.rule == builtin::SYNTAX.id, "{}: a comment changes what is found", bad.rule);
                continue;
            }
            for (old, new) in before.outcome.diagnostics.iter().zip(&after.outcome.diagnostics) {
                let at = after.sources.position(new.at).line;
                let meant = new.rule == bad.rule && after.sources.get(new.at.source).path == path && at == *line;
                let by = new.accepted.as_ref().map(|why| why.by);
                assert_eq!(by, meant.then_some(Granted::Comment), "{}: line {line}: {:?}", bad.rule, old.message.en);
            }
            tried += 1;
        }
        usize::from(tried > 0)
    };
    let examples = exceptable();
    let tried: usize = examples.par_iter().map(check).sum();
    // Of a text that cannot be parsed the comments cannot always be told from it.
    assert!(tried + 3 >= examples.len(), "{tried} of {}", examples.len());
}

/// The text with a comment behind a line, where there is one.
fn commented(text: &str, line: usize, rule: &str) -> Option<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let here = lines.get_mut(line - 1)?;
    let end = here.trim_end_matches(['\r', '\n']).len();
    here.insert_str(end, &format!(" # khung: allow {rule} -- đang thử"));
    Some(lines.concat())
}

#[test]
fn a_waiver_silences_the_findings_of_its_rule_about_its_subject_and_nothing_else() {
    let shipped = shipped();
    let check = |bad: &Bad| {
        let before = lint(bad, &bad.files, &shipped);
        let Some(first) = of(&before, &bad.rule).first().copied() else { panic!("{}: nothing found", bad.rule) };
        let names = |found: &Diagnostic, run: &Run| match found.subjects.is_empty() {
            true => vec![run.sources.get(found.at.source).path.clone()],
            false => found.subjects.clone(),
        };
        if shipped.rules.find(&bad.rule).expect("it is known").told.longest_waiver == 0 {
            return 0;
        }
        let wanted = khung::waive::stub::Wanted {
            rule: bad.rule.clone(),
            subject: khung::waive::stub::subject(&names(first, &before)[0]),
        };
        let (stub, added) = khung::waive::stub::add("", std::slice::from_ref(&wanted)).expect("room");
        assert_eq!(added, 1);
        let mut files = bad.files.clone();
        files.push(("khung-waivers.yaml".to_owned(), stub.clone()));
        let open = lint(bad, &files, &shipped);
        assert!(open.outcome.diagnostics.iter().all(|found| found.accepted.is_none()), "{}: a stub waives", bad.rule);
        let today = day(bad);
        let ends = today.checked_add(jiff::Span::new().days(60)).expect("a day");
        let filled = stub
            .replace("reason:", "reason: Đang khắc phục")
            .replace("approver:", "approver: Chủ tịch")
            .replace("decision:", "decision: 1/QĐ")
            .replace("granted:", &format!("granted: {today}"))
            .replace("expires:", &format!("expires: {ends}"));
        files.last_mut().expect("it was pushed").1 = filled;
        let after = lint(bad, &files, &shipped);
        assert_eq!(all(&before), all(&after), "{}", bad.rule);
        for found in &after.outcome.diagnostics {
            let meant = found.rule == bad.rule && names(found, &after).contains(&names(first, &before)[0]);
            let by = found.accepted.as_ref().map(|why| why.by);
            assert_eq!(by, meant.then_some(Granted::Waiver), "{}: {}", bad.rule, found.message.en);
        }
        1
    };
    let tried: usize = exceptable().par_iter().map(check).sum();
    assert!(tried > 160, "{tried}");
}

#[test]
fn texts_are_of_a_length_that_somebody_reads() {
    let shipped = shipped();
    let longest = |bad: &Bad| {
        let run = lint(bad, &bad.files, &shipped);
        let texts = |found: &Diagnostic| {
            Lang::ALL.map(|lang| (found.message.get(lang).chars().count(), found.message.get(lang).clone()))
        };
        run.outcome.diagnostics.iter().flat_map(texts).max().unwrap_or_default()
    };
    let (length, text) = examples().par_iter().map(longest).max().expect("rules");
    assert!(length <= LONGEST, "{length}: {text}");
}

#[test]
fn a_thousand_names_are_not_listed_but_the_nearest_is() {
    let shipped = shipped();
    let systems: String = (0..1000).map(|number| format!("  he-thong-so-{number}: {{ name: A }}\n")).collect();
    let text = format!(
        "khung: 1\nagency: H99\nsystems:\n{systems}  b: {{ kind: procedure-systen, nam: B, successor: he-thong-so-99x }}\n"
    );
    let bad =
        Bad { rule: "model/dangling-reference".into(), files: vec![("a.yaml".into(), text)], packs: Vec::new() };
    let run = lint(&bad, &bad.files, &shipped);
    for rule in [&builtin::DANGLING, &builtin::UNKNOWN_VALUE, &builtin::UNKNOWN_KEY] {
        let mut found = of(&run, rule.id);
        found.retain(|found| run.sources.position(found.at).line > 1000);
        assert_eq!(found.len(), 1, "{}", rule.id);
        for lang in Lang::ALL {
            let said = format!("{} {}", found[0].message.get(lang), found[0].help.get(lang));
            assert!(said.chars().count() <= LONGEST, "{}: {said}", rule.id);
            let near = match rule.id {
                id if id == builtin::DANGLING.id => "he-thong-so-99",
                id if id == builtin::UNKNOWN_VALUE.id => "procedure-system`",
                _ => "`name`",
            };
            assert!(said.contains(near), "{}: {said}", rule.id);
        }
    }
}

#[test]
fn a_finding_about_a_thousand_objects_is_still_one_sentence() {
    let shipped = shipped();
    let users: String = (0..1000).map(|number| format!("  cu-{number}: {{ name: A, code: H97 }}\n")).collect();
    let text = format!("khung: 1\nagencies:\n  H99: {{ name: A, code: H99, former-codes: [H97] }}\n{users}");
    let bad =
        Bad { rule: "model/closed-agency-code".into(), files: vec![("a.yaml".into(), text)], packs: Vec::new() };
    let run = lint(&bad, &bad.files, &shipped);
    let found = of(&run, &bad.rule);
    assert_eq!(found.len(), 1);
    for lang in Lang::ALL {
        let message = found[0].message.get(lang);
        assert!(message.ends_with("`cu-39`, … (1000)") && message.chars().count() <= LONGEST, "{message}");
    }
    // Machines get all of them.
    let users = found[0].values.iter().find(|(name, _)| name == "users").expect("a value");
    assert!(users.1.en.ends_with("`cu-999`"), "{}", users.1.en);
}

#[test]
fn a_description_of_three_lines_is_not_drowned() {
    let shipped = shipped();
    let text = "khung: 1\nsystems:\n  mot-cua: { name: Một cửa }\n";
    let bad = Bad { rule: String::new(), files: vec![("a.yaml".into(), text.into())], packs: Vec::new() };
    let run = lint(&bad, &bad.files, &shipped);
    let told: Vec<_> = run.outcome.diagnostics.iter().map(|found| &found.rule).collect();
    assert!(told.len() <= 3, "{told:?}");
    // An empty list is a fact, and nothing that anybody forgot.
    let empty =
        "khung: 1\nsystems:\n  mot-cua: { name: Một cửa, capabilities: [], components: {}, scope: [] }\nflows: []\n";
    let bad = Bad { rule: String::new(), files: vec![("a.yaml".into(), empty.into())], packs: Vec::new() };
    let run = lint(&bad, &bad.files, &shipped);
    let model: Vec<_> = run.outcome.diagnostics.iter().filter(|found| found.rule.starts_with("model/")).collect();
    assert!(model.is_empty(), "{model:?}");
}
