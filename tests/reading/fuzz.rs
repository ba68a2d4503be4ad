//! Anything at all through the whole of it: never a panic, and every place lies inside its text.

use khung::diagnostic::Diagnostic;
use khung::discover;
use khung::lang::Lang;
use khung::linter::{self, Options, Outcome};
use khung::report::{FORMATS, Report, Summary};
use khung::rule::{self, RuleSet};
use khung::source::{Sources, Span};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{prop_assert, proptest};

use crate::mutate::{broken, noise};
use crate::support::Folder;

/// Reads the files of a folder and checks them with all rules.
fn lint(folder: &Folder) -> (Sources, RuleSet, Outcome) {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let found = discover::read(&[folder.path().to_owned()], &[], folder.path(), &mut sources);
    assert!(found.troubles.is_empty(), "{:?}", found.troubles);
    let today = "2026-11-23".parse().expect("a day");
    let options = Options { today, named: found.named, ..Options::default() };
    let outcome = linter::lint(&sources, &rules, &options, &found.findings);
    (sources, rules, outcome)
}

/// Whether a place lies in its text and cuts no character.
fn lies_inside(at: Span, sources: &Sources) -> bool {
    let text = &sources.get(at.source).text;
    at.start <= at.end && text.get(at.start as usize..at.end as usize).is_some()
}

fn places(diagnostic: &Diagnostic) -> Vec<Span> {
    let mut places = vec![diagnostic.at];
    places.extend(diagnostic.labels.iter().map(|label| label.at));
    places.extend(diagnostic.path.iter().map(|hop| hop.at));
    places.extend(diagnostic.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.at)));
    places
}

/// All formats, in both languages, into nothing.
fn render(sources: &Sources, outcome: &Outcome) {
    let summary = Summary {
        files: outcome.counts.files,
        skipped: outcome.counts.skipped,
        objects: outcome.counts.objects,
        flows: outcome.counts.flows,
        rules: outcome.counts.rules,
        elapsed: None,
    };
    for lang in Lang::ALL {
        let report = Report {
            diagnostics: &outcome.diagnostics,
            inconclusive: &outcome.inconclusive,
            sources,
            summary: &summary,
            since: None,
            lang,
            width: 80,
            color: true,
            quiet: false,
            verbose: true,
            list_inconclusive: true,
            version: "0.0.0",
        };
        for format in FORMATS {
            (format.render)(&report, &mut std::io::sink()).expect("nothing refuses nothing");
        }
    }
}

fn texts() -> impl Strategy<Value = Vec<Vec<u8>>> {
    vec(proptest::prop_oneof![2 => broken(), 1 => noise()], 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(texts in texts()) {
        let folder = Folder::new();
        for (number, text) in texts.iter().enumerate() {
            folder.write(&format!("{number}.yaml"), text);
        }
        let (sources, rules, outcome) = lint(&folder);
        for diagnostic in &outcome.diagnostics {
            for at in places(diagnostic) {
                prop_assert!(lies_inside(at, &sources), "{:?}", diagnostic);
                prop_assert!(sources.position(at).line <= sources.get(at.source).line_starts().len());
            }
            prop_assert!(rules.find(&diagnostic.rule).is_some(), "{}", diagnostic.rule);
            for text in [&diagnostic.message.vi, &diagnostic.message.en] {
                prop_assert!(!text.trim().is_empty(), "{:?}", diagnostic);
            }
        }
        for open in &outcome.inconclusive {
            prop_assert!(lies_inside(open.at, &sources));
        }
        render(&sources, &outcome);
        let again = lint(&folder).2;
        prop_assert!(outcome.diagnostics == again.diagnostics, "the same bytes say the same");
    }
}
