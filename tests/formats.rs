//! The formats for other programs, read as those programs read them: against schemas where there are some, after the
//! consumers' documented shape where there are none.
//!
//! The snapshots are what a service receives; read them when they change.

#[path = "formats/accepted.rs"]
mod accepted;
#[path = "formats/command.rs"]
mod command;
#[path = "formats/consumers.rs"]
mod consumers;
#[path = "report/hostile.rs"]
mod hostile;
#[path = "formats/lasting.rs"]
mod lasting;
#[path = "formats/markdown.rs"]
mod markdown;
#[path = "report/samples.rs"]
mod samples;
#[path = "formats/sarif.rs"]
mod sarif;

use consumers::Seen;
use hostile::hostile_run;
use khung::lang::Lang;
use khung::report::{Report, format};
use proptest::prelude::*;
use samples::{Run, clean, run};

/// Every format that this file is about.
const MACHINES: [&str; 7] = ["sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv"];

fn render(name: &str, report: &Report<'_>) -> String {
    let mut out = Vec::new();
    let format = format(name).unwrap_or_else(|| panic!("{name} is a format"));
    (format.render)(report, &mut out).expect("writing to memory succeeds");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn what_services_receive() {
    let run = run();
    for name in MACHINES {
        let mut text = render(name, &run.report(Lang::En));
        if name == "sarif" {
            let log: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
            text = serde_json::to_string_pretty(&log).expect("it is JSON still");
            // Laid out anew it would hold what the format spelt out.
            text = text.replace('\u{202e}', "\\u202e").replace('\u{200b}', "\\u200b");
        }
        insta::assert_snapshot!(format!("{name}_en"), text);
    }
    for name in ["github", "markdown"] {
        insta::assert_snapshot!(format!("{name}_vi"), render(name, &run.report(Lang::Vi)));
    }
}

#[test]
fn neither_terminal_nor_haste_changes_what_machines_read() {
    let run = run();
    for name in MACHINES {
        let plain = render(name, &run.report(Lang::Vi));
        let other = Report { width: 200, color: true, quiet: true, ..run.report(Lang::Vi) };
        assert_eq!(plain, render(name, &other), "{name}");
        assert!(!plain.contains("12 ms"), "{name} tells the time");
        assert_ne!(plain, render(name, &run.report(Lang::En)), "{name} knows one language");
    }
}

#[test]
fn every_format_shows_a_clean_run_as_one() {
    let run = clean();
    for lang in Lang::ALL {
        for name in MACHINES {
            check(name, &render(name, &run.report(lang)), &run, lang);
        }
    }
    let words = ["Không có phát hiện nào", "No findings"];
    for (lang, words) in Lang::ALL.into_iter().zip(words) {
        assert!(render("junit", &run.report(lang)).contains(words));
        assert!(render("markdown", &run.report(lang)).contains(words));
    }
    assert_eq!(render("github", &run.report(Lang::En)), "");
    assert_eq!(render("gitlab", &run.report(Lang::En)), "[]\n");
}

#[test]
fn every_sample_reaches_its_reader_whole() {
    let run = run();
    for lang in Lang::ALL {
        for name in MACHINES {
            check(name, &render(name, &run.report(lang)), &run, lang);
        }
    }
}

#[test]
fn twins_are_told_apart() {
    let mut run = run();
    run.diagnostics = run.diagnostics.iter().flat_map(|each| [each.clone(), each.clone(), each.clone()]).collect();
    run.inconclusive = run.inconclusive.iter().flat_map(|each| [each.clone(), each.clone()]).collect();
    for name in MACHINES {
        check(name, &render(name, &run.report(Lang::Vi)), &run, Lang::Vi);
    }
}

/// Reads a report as its consumer does, and compares it with the run.
fn check(name: &str, text: &str, run: &Run, lang: Lang) {
    if name == "markdown" {
        return markdown::check(text, run);
    }
    let seen = match name {
        "sarif" => sarif::read(text, run, lang),
        "github" => consumers::github(text, run),
        "gitlab" => consumers::gitlab(text),
        "junit" => consumers::junit(text, run),
        "checkstyle" => consumers::checkstyle(text),
        "csv" => consumers::csv(text, run),
        other => panic!("{other} has a reader"),
    };
    let mut wanted: Vec<_> = run
        .diagnostics
        .iter()
        .map(|diagnostic| Seen {
            rule: consumers::shown(&diagnostic.rule),
            line: run.sources.position(diagnostic.at).line,
            says: consumers::shown(diagnostic.message.get(lang).trim()),
        })
        .collect();
    let mut found: Vec<_> = seen;
    // Some formats order by severity, some by file.
    wanted.sort();
    found.sort();
    assert_eq!(found.len(), wanted.len(), "{name}: {text}");
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!((&found.rule, found.line), (&wanted.rule, wanted.line), "{name}");
        assert!(found.says.contains(&wanted.says), "{name}: {:?} lacks {:?}", found.says, wanted.says);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_breaks_a_format(run in hostile_run()) {
        for lang in Lang::ALL {
            for name in MACHINES {
                check(name, &render(name, &run.report(lang)), &run, lang);
            }
        }
    }
}
