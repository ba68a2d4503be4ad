//! The graph kinds against other people's expected answers: the contracts of import-linter and the questions of
//! grimp, as khung estates and rule packs.
//!
//! The corpora lie beside the repository and are not part of it; without them these tests say so and pass. A case
//! whose meaning differs from khung's is listed by its line with the reason, and a listed case that comes to agree,
//! or that is not there, fails the test, so that the list stays honest.

#[path = "graph_corpus/case.rs"]
mod case;
#[path = "graph_corpus/contracts.rs"]
mod contracts;
#[path = "graph_corpus/different.rs"]
mod different;
#[path = "graph_corpus/estate.rs"]
mod estate;
#[path = "graph_corpus/questions.rs"]
mod questions;

use std::collections::BTreeMap;
use std::fmt::Debug;

use case::Case;
use different::{Different, GRIMP, IMPORT_LINTER};

/// Compares every case of a file, prints the totals and fails on whatever is not as listed.
fn compare<T: PartialEq + Debug>(
    file: &str,
    kind: &str,
    listed: &[Different],
    expected: impl Fn(&Case) -> T,
    ours: impl Fn(&Case) -> T,
) {
    let Some(cases) = case::read(file) else { return };
    let mut totals: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let (expected, ours) = (expected(case), ours(case));
        let agrees = expected == ours;
        let total = totals.entry(case.all[kind].as_str().expect("a case has a kind")).or_default();
        *(if agrees { &mut total.0 } else { &mut total.1 }) += 1;
        match (agrees, listed.iter().find(|different| different.line == case.line)) {
            (true, None) => {}
            (false, Some(different)) if case.test.contains(different.test) => {}
            (false, Some(different)) => {
                wrong.push(format!("line {} is {}, not {}", case.line, case.test, different.test));
            }
            (true, Some(different)) => {
                wrong.push(format!("line {} agrees now, but is listed: {}", case.line, different.why.reason()));
            }
            (false, None) => {
                wrong.push(format!("line {} {}: the peer says {expected:?}, khung {ours:?}", case.line, case.test));
            }
        }
    }
    let gone = listed.iter().filter(|different| different.line > cases.len());
    wrong
        .extend(gone.map(|different| format!("line {} is listed and not there: {}", different.line, different.test)));
    for (kind, (same, other)) in &totals {
        println!("{file}: {kind}: {same} agree, {other} differ");
    }
    let (same, other) = totals.values().fold((0, 0), |all, each| (all.0 + each.0, all.1 + each.1));
    println!("{file}: {} cases, {same} agree, {other} differ on purpose", cases.len());
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn contracts_come_out_as_the_peer_says() {
    let file = "IMPORT_LINTER_FIXTURES.public.jsonl";
    compare(file, "contract", IMPORT_LINTER, contracts::expected, contracts::verdict);
}

#[test]
fn questions_are_answered_as_the_peer_answers() {
    compare("GRIMP_FIXTURES.public.jsonl", "method", GRIMP, questions::expected, questions::reply);
}
