//! What a person or a machine is told: a finding with words, severity, law and mend.
//!
//! Reports see diagnostics and sources, nothing else. A diagnostic carries both languages; whoever
//! prints it chooses. This room makes none of them: the rule room does.

use std::str::FromStr;

use crate::finding::{Exception, Safety};
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
