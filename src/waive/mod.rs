//! Accepted exceptions: comments in descriptions, waivers with an end, and the baseline, applied to findings.
//!
//! An exception never hides a finding: it marks it, with its reason, and the run goes on. What is wrong with an
//! exception, or no longer fits anything, is a finding itself. One function, [`term::standing`], decides what a waiver
//! is worth on a day. This room gives no words and reads no file; which rules there are is told to it.

pub mod baseline;
mod comment;
mod file;
mod lookup;
pub mod stub;
pub mod term;

use jiff::civil::Date;

pub use file::{WAIVERS, Waiver};

use crate::finding::{Exception, Finding, Granted, RuleRef, Value as Shown, builtin};
use crate::source::{Origin, Sources};
use baseline::Baseline;
use comment::Allowance;
use term::Standing;

/// What this room needs to know of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Known<'r> {
    /// Its id.
    pub id: &'r str,
    /// The longest term of a waiver, in days; 0 when it can't be waived.
    pub longest: u32,
    /// Whether it was run, so that an exception that fits nothing is worth a word.
    pub runs: bool,
}

/// The rules of a run.
pub trait Rules {
    /// A rule by its id.
    fn known(&self, id: &str) -> Option<Known<'_>>;
    /// The id that was probably meant.
    fn nearest(&self, id: &str) -> Option<&str>;
    /// The id of a finding's rule.
    fn id(&self, rule: RuleRef) -> &str;
}

/// Every exception of an estate.
#[derive(Debug, Default)]
pub struct Exceptions {
    /// The waivers, in the order of the files.
    pub waivers: Vec<Waiver>,
    allowances: Vec<Allowance>,
    /// What is wrong with their texts.
    findings: Vec<Finding>,
}

/// Reads the exceptions that an estate's own texts hold.
pub fn read(sources: &Sources) -> Exceptions {
    let mut all = Exceptions::default();
    for (id, source) in sources.iter() {
        match source.origin {
            Origin::Waivers => file::read(id, source, &mut all.waivers, &mut all.findings),
            Origin::Estate => comment::read(id, source, &mut all.allowances, &mut all.findings),
            Origin::Catalogue | Origin::Pack | Origin::Settings => {}
        }
    }
    all
}

/// Marks the findings that are accepted, and tells what is wrong with the exceptions. How many findings each waiver
/// covers comes back, in the order of the waivers.
pub fn apply(
    findings: &mut Vec<Finding>,
    exceptions: &Exceptions,
    baseline: Option<&Baseline>,
    rules: &dyn Rules,
    sources: &Sources,
    today: Date,
) -> Vec<usize> {
    let mut told = exceptions.findings.clone();
    let mut covered = vec![0; exceptions.waivers.len()];
    let mut used = vec![false; exceptions.allowances.len()];
    let (by_name, by_place) = (lookup::ByName::of(&exceptions.waivers), lookup::ByPlace::of(&exceptions.allowances));
    for finding in findings.iter_mut() {
        let id = rules.id(finding.rule);
        // What is wrong with exceptions can't be excepted.
        if is_about_exceptions(id) {
            continue;
        }
        let mut accepted = None;
        for number in by_name.covering(id, &names(finding, sources)) {
            let waiver = &exceptions.waivers[number];
            covered[number] += 1;
            let longest = rules.known(id).map_or(0, |known| known.longest);
            if let Standing::Valid { until, .. } = term::standing(waiver, longest, today) {
                accepted.get_or_insert_with(|| waiver.exception(until));
            }
        }
        for number in by_place.covering(id, finding.at) {
            used[number] = true;
            accepted.get_or_insert_with(|| exceptions.allowances[number].exception());
        }
        finding.accepted = accepted;
    }
    if let Some(baseline) = baseline {
        baseline.apply(findings, rules, sources);
    }
    told.extend(
        exceptions.waivers.iter().zip(&covered).flat_map(|(waiver, covered)| judged(waiver, *covered, rules, today)),
    );
    for (allowance, used) in exceptions.allowances.iter().zip(used) {
        told.extend(allowance.judged(used, rules));
    }
    findings.extend(told);
    covered
}

/// The group of the rules about exceptions.
const GROUP: &str = "waivers";

/// Whether a rule is about exceptions themselves; such a finding can't be excepted.
pub fn is_about_exceptions(rule: &str) -> bool {
    rule.split('/').next() == Some(GROUP)
}

/// What a finding is about: its objects, or the file when it is about none.
fn names<'f>(finding: &'f Finding, sources: &'f Sources) -> Vec<&'f str> {
    match finding.subjects.is_empty() {
        true => vec![sources.get(finding.at.source).path.as_str()],
        false => finding.subjects.iter().map(String::as_str).collect(),
    }
}

/// What is wrong with a waiver today.
fn judged(waiver: &Waiver, covered: usize, rules: &dyn Rules, today: Date) -> Vec<Finding> {
    let (rule, subject) = (&waiver.rule.value, &waiver.subject.value);
    let Some(known) = rules.known(rule) else {
        let values = [Shown::raw(rule), Shown::maybe(rules.nearest(rule))];
        return vec![Finding::builtin(&builtin::WAIVER_RULE, waiver.rule.span, values)];
    };
    let mut findings = Vec::new();
    match term::standing(waiver, known.longest, today) {
        Standing::Backwards => {
            let values = [Shown::raw(waiver.granted.value), Shown::raw(waiver.expires.value)];
            findings.push(Finding::builtin(&builtin::WAIVER_BACKWARDS, waiver.expires.span, values));
        }
        Standing::NeverWaivable => {
            findings.push(Finding::builtin(&builtin::WAIVER_REFUSED, waiver.rule.span, [Shown::raw(rule)]));
        }
        Standing::Expired { on, cut } => {
            let values = [Shown::raw(rule), Shown::raw(subject), Shown::raw(on)];
            findings.push(Finding::builtin(&builtin::WAIVER_EXPIRED, waiver.expires.span, values));
            findings.extend(cut.then(|| too_long(waiver, known, on)));
        }
        Standing::Valid { until, days, cut } => {
            findings.extend(cut.then(|| too_long(waiver, known, until)));
            if days <= term::SOON {
                let values = [Shown::raw(rule), Shown::raw(subject), Shown::raw(until), Shown::raw(days)];
                findings.push(Finding::builtin(&builtin::WAIVER_SOON, waiver.expires.span, values));
            }
        }
        Standing::NotYet => {}
    }
    if covered == 0 && known.runs {
        let values = [Shown::raw(rule), Shown::raw(subject)];
        findings.push(Finding::builtin(&builtin::WAIVER_UNUSED, waiver.subject.span, values));
    }
    findings
}

fn too_long(waiver: &Waiver, known: Known<'_>, last: Date) -> Finding {
    let values = [Shown::raw(&waiver.rule.value), Shown::raw(known.longest), Shown::raw(last)];
    Finding::builtin(&builtin::WAIVER_TOO_LONG, waiver.expires.span, values)
}

impl Waiver {
    fn exception(&self, until: Date) -> Exception {
        Exception {
            by: Granted::Waiver,
            reason: self.reason.clone(),
            approver: Some(self.approver.clone()),
            until: Some(until),
            at: Some(self.at),
        }
    }
}
