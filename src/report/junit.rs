//! JUnit's XML, which every CI system shows as tests: a suite per file, a failed test per finding, a skipped one per
//! verdict that could not be given.
//!
//! No times, so that the same input gives the same bytes.

use std::collections::HashMap;
use std::io;

use super::escape::escape;
use super::place::Region;
use super::{Report, captions, place, said, xml};
use crate::diagnostic::{Diagnostic, Inconclusive};
use crate::finding::Exception;
use crate::source::Span;

/// A test case.
enum Case<'a> {
    Failed(&'a Diagnostic),
    Accepted(&'a Diagnostic, &'a Exception),
    Skipped(&'a Inconclusive),
}

impl Case<'_> {
    fn at(&self) -> Span {
        match self {
            Self::Failed(diagnostic) | Self::Accepted(diagnostic, _) => diagnostic.at,
            Self::Skipped(verdict) => verdict.at,
        }
    }
}

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let found = report.diagnostics.iter().map(|diagnostic| match &diagnostic.accepted {
        Some(why) => Case::Accepted(diagnostic, why),
        None => Case::Failed(diagnostic),
    });
    let cases = found.chain(report.inconclusive.iter().map(Case::Skipped));
    let suites = xml::by_file(report.sources, cases, Case::at);
    let skipped = report.inconclusive.len() + report.accepted().count();
    let failures = report.counted().count();
    // Many readers take a report without any test for a broken one.
    let tests = (failures + skipped).max(1);
    let mut document = xml::Document::begin(out)?;
    let names = [("name", "khung")];
    document.around("testsuites", &counts(&names, [tests, failures, skipped]).as_pairs(), |document| {
        if suites.is_empty() {
            return clean(document, report);
        }
        suites.iter().try_for_each(|(path, cases)| suite(document, path, cases, report))
    })?;
    document.end()
}

/// Attributes with those for the counts of tests.
struct Attributes<'a> {
    all: Vec<(&'a str, String)>,
}

impl Attributes<'_> {
    fn as_pairs(&self) -> Vec<(&str, &str)> {
        self.all.iter().map(|(key, value)| (*key, value.as_str())).collect()
    }
}

fn counts<'a>(names: &[(&'a str, &str)], [tests, failures, skipped]: [usize; 3]) -> Attributes<'a> {
    let own = names.iter().map(|(key, value)| (*key, (*value).to_owned()));
    let counts = [("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)];
    Attributes { all: own.chain(counts.map(|(key, count)| (key, count.to_string()))).collect() }
}

/// One passed test: nothing was found.
fn clean(document: &mut xml::Document<'_>, report: &Report<'_>) -> io::Result<()> {
    document.around("testsuite", &counts(&[("name", "khung")], [1, 0, 0]).as_pairs(), |document| {
        let name = captions::findings([0; 3], report.lang);
        document.empty("testcase", &[("name", &name), ("classname", "khung")])
    })
}

fn suite(document: &mut xml::Document<'_>, path: &str, cases: &[Case<'_>], report: &Report<'_>) -> io::Result<()> {
    let skipped = cases.iter().filter(|case| !matches!(case, Case::Failed(_))).count();
    let counted = [cases.len(), cases.len() - skipped, skipped];
    document.around("testsuite", &counts(&[("name", path)], counted).as_pairs(), |document| {
        // Readers tell tests apart by class and name.
        let mut seen: HashMap<(&str, String), usize> = HashMap::new();
        for case in cases {
            let (rule, said) = match case {
                Case::Failed(diagnostic) | Case::Accepted(diagnostic, _) => {
                    (&diagnostic.rule, escape(diagnostic.message.get(report.lang).trim()).into_owned())
                }
                Case::Skipped(verdict) => (&verdict.rule, said::open(verdict, report.lang)),
            };
            let count = seen.entry((rule, said.clone())).or_default();
            *count += 1;
            let name = if *count == 1 { said } else { format!("{said} ({count})") };
            let line = Region::of(report.sources, case.at()).line.to_string();
            let attributes = [("name", &*name), ("classname", rule), ("file", path), ("line", &line)];
            document.around("testcase", &attributes, |document| outcome(document, case, report))?;
        }
        Ok(())
    })
}

fn outcome(document: &mut xml::Document<'_>, case: &Case<'_>, report: &Report<'_>) -> io::Result<()> {
    match case {
        Case::Failed(diagnostic) => {
            let mut lines = vec![place::full(report.sources, diagnostic.at)];
            lines.extend(said::lines(diagnostic, report));
            let title = diagnostic.title.get(report.lang).trim();
            document.lines("failure", &[("message", title), ("type", diagnostic.severity.key())], &lines)
        }
        Case::Accepted(_, why) => document.empty("skipped", &[("message", &captions::accepted(why, report.lang))]),
        Case::Skipped(verdict) => document.empty("skipped", &[("message", &said::open(verdict, report.lang))]),
    }
}
