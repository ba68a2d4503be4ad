//! The baseline: what was found on a day, so that only what is new fails.
//!
//! A line is a rule, what its findings are about, and how many there are; never a place, so that lines inserted,
//! files renamed and things reordered change nothing. Lines are sorted, so that two branches merge.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Rules;
use crate::finding::{Exception, Finding, Granted, is_passing};
use crate::source::Sources;

/// Findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How many findings of a rule there are about something.
    entries: BTreeMap<(String, String), usize>,
}

/// The first line of the file.
const HEAD: &str = "# khung baseline 1: rule, subject, how many (tab-separated; written by `khung baseline write`)";

/// A line that is none, by its number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed(pub usize);

/// How a baseline and an estate differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Found, and not in the baseline: rule, subject, how many more.
    pub new: Vec<(String, String, usize)>,
    /// In the baseline, and no longer found: rule, subject, how many fewer.
    pub gone: Vec<(String, String, usize)>,
}

impl Baseline {
    /// What these findings come to, whether or not they are known already. Findings that a comment or a waiver
    /// accepts have their own record and are left out.
    pub fn of<'f>(identities: impl IntoIterator<Item = (&'f str, String)>) -> Self {
        let mut entries = BTreeMap::new();
        for (rule, subject) in identities {
            *entries.entry((rule.to_owned(), subject)).or_default() += 1;
        }
        Self { entries }
    }

    /// Reads the file's text.
    ///
    /// # Errors
    ///
    /// The first line that has not three parts.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut entries = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let parts: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
            let [rule, subject, count] = parts[..] else { return Err(Malformed(number + 1)) };
            let count: usize = count.parse().map_err(|_| Malformed(number + 1))?;
            *entries.entry((rule.to_owned(), subject.to_owned())).or_default() += count;
        }
        Ok(Self { entries })
    }

    /// The file's text: one entry a line, sorted.
    pub fn render(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for ((rule, subject), count) in &self.entries {
            writeln!(text, "{rule}\t{subject}\t{count}").expect("a String takes every text");
        }
        text
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is new against this baseline, and what is gone.
    pub fn difference(&self, now: &Self) -> Difference {
        let more = |a: &Self, b: &Self| {
            let extra = |((rule, subject), count): (&(String, String), &usize)| {
                let known = b.entries.get(&(rule.clone(), subject.clone())).copied().unwrap_or_default();
                (*count > known).then(|| (rule.clone(), subject.clone(), count - known))
            };
            a.entries.iter().filter_map(extra).collect()
        };
        Difference { new: more(now, self), gone: more(self, now) }
    }

    /// The same without what is no longer found.
    pub fn pruned(&self, now: &Self) -> Self {
        let kept = self.entries.iter().filter_map(|(key, count)| {
            let left = (*count).min(now.entries.get(key).copied().unwrap_or_default());
            (left > 0).then(|| (key.clone(), left))
        });
        Self { entries: kept.collect() }
    }

    /// Marks the findings it knows; of several alike the first ones, in the order of the findings.
    pub(super) fn apply(&self, findings: &mut [Finding], rules: &dyn Rules, sources: &Sources) {
        let mut left = self.entries.clone();
        for finding in findings.iter_mut().filter(|finding| finding.accepted.is_none()) {
            let key = (rules.id(finding.rule).to_owned(), identity(finding, sources));
            if let Some(count) = left.get_mut(&key).filter(|count| **count > 0) {
                *count -= 1;
                let by = Granted::Baseline;
                finding.accepted =
                    Some(Exception { by, reason: String::new(), approver: None, until: None, at: None });
            }
        }
    }
}

/// What a finding is about, wherever it stands: its objects in order; for one about none, what it says in values.
pub fn identity(finding: &Finding, sources: &Sources) -> String {
    let parts: Vec<String> = match finding.subjects.is_empty() {
        false => finding.subjects.clone(),
        true => {
            let lasting = finding.values.iter().filter(|(name, _)| !is_passing(name));
            lasting.map(|(name, value)| format!("{name}={}", value.plain())).collect()
        }
    };
    let parts = if parts.is_empty() { vec![sources.get(finding.at.source).path.clone()] } else { parts };
    // One line, and three parts of it, whatever the names hold.
    let clean =
        |part: String| part.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    parts.into_iter().map(clean).collect::<Vec<_>>().join(" | ")
}
