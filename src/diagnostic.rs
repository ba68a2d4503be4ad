//! What a person or a machine is told: a finding with words, severity, law and mend.
//!
//! Reports see diagnostics and sources, nothing else. A diagnostic carries both languages; whoever
//! prints it chooses. This room makes none of them: the rule room does.

use std::collections::HashMap;
use std::str::FromStr;

use crate::finding::{Exception, Safety, is_passing};
use crate::lang::{Localized, Words, words};
use crate::source::Span;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Drafts and heuristics.
    Info,
    /// Framework principles, reported law, duties that the owner may choose.
    Warning,
    /// An article of law in force that was read, or an unusable model.
    Error,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for people.
    pub fn label(self) -> Words {
        match self {
            Self::Info => words("thông tin", "info"),
            Self::Warning => words("cảnh báo", "warning"),
            Self::Error => words("lỗi", "error"),
        }
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|severity| severity.key() == text).ok_or(())
    }
}

/// One finding, told.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule's id: `group/rule`.
    pub rule: String,
    /// How grave it is here.
    pub severity: Severity,
    /// What the rule is about: a noun phrase.
    pub title: Localized<String>,
    /// What is wrong here: one sentence without a full stop.
    pub message: Localized<String>,
    /// Why it matters.
    pub why: Localized<String>,
    /// What to do: full sentences; empty when there is nothing to add.
    pub help: Localized<String>,
    /// The offending place.
    pub at: Span,
    /// Further places with their meaning.
    pub labels: Vec<Label>,
    /// The walk that proves it, hop by hop; empty for findings about one place.
    pub path: Vec<PathHop>,
    /// The law it rests on; empty when the rule is the tool's own.
    pub basis: Vec<Citation>,
    /// Full names of the objects it is about; with the rule id, its identity across runs.
    pub subjects: Vec<String>,
    /// The named values of the message, as text of both languages, for machines.
    pub values: Vec<(String, Localized<String>)>,
    /// A mechanical mend.
    pub fix: Option<Fix>,
    /// Why it does not count, when somebody accepted it.
    pub accepted: Option<Exception>,
}

impl Diagnostic {
    /// What it is about, in every language and wherever its lines have moved: the rule's id with the subjects or,
    /// where there are none, with the named values as `name=text`, joined by `|`. A `\`, `|` or `#` inside a part has a
    /// `\` before it. Two findings may have the same; [`identities`] numbers them.
    pub fn identity(&self) -> String {
        if !self.subjects.is_empty() {
            return identity(&self.rule, self.subjects.iter().cloned());
        }
        let telling = |(name, _): &&(String, _)| !is_passing(name);
        let named = |(name, value): &(String, Localized<String>)| format!("{name}={}", value.en);
        identity(&self.rule, self.values.iter().filter(telling).map(named))
    }
}

/// The identities of findings in the order of a report: where several have the same, the second ends in `#2`, the
/// third in `#3`, so that no two are equal.
pub fn identities(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let numbered = |diagnostic: &Diagnostic| {
        let identity = diagnostic.identity();
        let count = seen.entry(identity.clone()).or_default();
        *count += 1;
        if *count == 1 { identity } else { format!("{identity}#{count}") }
    };
    diagnostics.iter().map(numbered).collect()
}

/// A rule's id and what sets a finding of it apart.
fn identity(rule: &str, parts: impl Iterator<Item = String>) -> String {
    let mut all = String::new();
    for (number, part) in std::iter::once(rule.to_owned()).chain(parts).enumerate() {
        if number > 0 {
            all.push('|');
        }
        for c in part.chars() {
            if matches!(c, '\\' | '|' | '#') {
                all.push('\\');
            }
            all.push(c);
        }
    }
    all
}

/// A secondary place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Span,
    /// What is there.
    pub text: Localized<String>,
}

/// One step of a proving walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathHop {
    /// Full name of the object the step starts at.
    pub from: String,
    /// Full name of the object it leads to.
    pub to: String,
    /// The kind of edge, for machines.
    pub edge: &'static str,
    /// The kind of edge, for people.
    pub label: Words,
    /// Where it is written.
    pub at: Span,
}

/// A place in a legal document, and how surely it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document's key in its pack.
    pub document: String,
    /// Its number as printed, such as `331/2026/NĐ-CP`.
    pub number: String,
    /// Its title.
    pub title: Localized<String>,
    /// The place in it, as the rule writes it: `Điều 13.2b`.
    pub at: String,
    /// How surely it was read.
    pub standing: Standing,
    /// A remark on the reading.
    pub note: Option<Localized<String>>,
}

/// How surely a legal text was read; printed with every citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The wording was read.
    Read,
    /// A careful paraphrase was read.
    Paraphrase,
    /// Known from reports.
    Reported,
    /// A draft, binding on nobody.
    Draft,
}

impl Standing {
    /// All, the surest first.
    pub const ALL: [Self; 4] = [Self::Read, Self::Paraphrase, Self::Reported, Self::Draft];

    /// The word in rule files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Paraphrase => "paraphrase",
            Self::Reported => "reported",
            Self::Draft => "draft",
        }
    }

    /// The word for people.
    pub fn label(self) -> Words {
        match self {
            Self::Read => words("đã đọc văn bản", "text read"),
            Self::Paraphrase => words("theo bản diễn giải", "paraphrase"),
            Self::Reported => words("theo nguồn thứ cấp", "as reported"),
            Self::Draft => words("theo dự thảo", "draft"),
        }
    }
}

/// A mechanical mend: edits that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it keeps the meaning.
    pub safety: Safety,
    /// What to change; the edits do not overlap.
    pub edits: Vec<Edit>,
}

/// Replace the bytes of `at` by `with`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub at: Span,
    /// The new text.
    pub with: String,
}

/// A rule that could not decide about a subject, and the facts that would let it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconclusive {
    /// The rule's id.
    pub rule: String,
    /// Full name of the object it could not judge.
    pub subject: String,
    /// Where that object is written.
    pub at: Span,
    /// The facts that would decide, as `object: field`, with the pattern they are counted under.
    pub missing: Vec<MissingFact>,
}

impl Inconclusive {
    /// The identity that a finding of the same rule about the same subject would have.
    pub fn identity(&self) -> String {
        identity(&self.rule, std::iter::once(self.subject.clone()))
    }
}

/// A fact nobody wrote down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingFact {
    /// Full name of the object that lacks it.
    pub object: String,
    /// The field, such as `security.level`.
    pub field: String,
    /// The same for all objects of the kind, such as `systems.*.security.level`.
    pub pattern: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Origin, Sources};

    fn finding(subjects: &[&str], values: &[(&str, &str)]) -> Diagnostic {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", Origin::Estate, String::new());
        let value = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), Localized { vi: "tiếng Việt".to_owned(), en: (*text).to_owned() })
        };
        Diagnostic {
            rule: "group/rule".into(),
            severity: Severity::Error,
            title: Localized::default(),
            message: Localized::default(),
            why: Localized::default(),
            help: Localized::default(),
            at: Span::new(id, 0, 0),
            labels: Vec::new(),
            path: Vec::new(),
            basis: Vec::new(),
            subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
            values: values.iter().map(value).collect(),
            fix: None,
            accepted: None,
        }
    }

    #[test]
    fn identity_is_the_subjects_or_else_the_values_that_last() {
        assert_eq!(finding(&["H99/a", "H99/b"], &[("level", "2")]).identity(), "group/rule|H99/a|H99/b");
        let values = [("key", "nam"), ("nearest", "name"), ("valid", "id, name"), ("record", "system")];
        assert_eq!(finding(&[], &values).identity(), "group/rule|key=nam|record=system");
        assert_eq!(finding(&[], &[]).identity(), "group/rule");
    }

    #[test]
    fn no_name_can_pass_for_another_identity() {
        let all = [finding(&["a|b"], &[]), finding(&["a", "b"], &[]), finding(&["a\\", "b"], &[])];
        let all = [&all[..], &[finding(&["a"], &[]), finding(&["a"], &[]), finding(&["a#2"], &[])]].concat();
        let found = identities(&all);
        assert_eq!(found[3..], ["group/rule|a", "group/rule|a#2", "group/rule|a\\#2"]);
        let different: std::collections::BTreeSet<_> = found.iter().collect();
        assert_eq!(different.len(), all.len(), "{found:?}");
    }
}
