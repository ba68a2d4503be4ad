//! What a stage found: a rule's id, places, named values, a path. No words.
//!
//! Everything below the rule room speaks in findings. The rule room alone turns one into a
//! `Diagnostic` by giving it words, severity and law.

#[path = "finding/builtin.rs"]
pub mod builtin;
mod hidden;

pub use builtin::Builtin;

pub use hidden::Hidden;

use crate::lang::{Localized, Words, words};
use crate::source::Span;

/// One thing that is wrong, as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which rule says so.
    pub rule: RuleRef,
    /// The offending place; always inside a source.
    pub at: Span,
    /// Further places the rule's texts speak of, in the order of its `related` list.
    pub related: Vec<Option<Span>>,
    /// The named values that the rule's texts may use, in a fixed order.
    pub values: Vec<(&'static str, Value)>,
    /// Values whose names come from a rule file.
    pub extra: Vec<(Box<str>, Value)>,
    /// For findings about a walk through the graph: every hop with its place.
    pub path: Vec<Hop>,
    /// The objects it is about, for identity across runs: full names, never lines.
    pub subjects: Vec<String>,
    /// Which clause of the rule's severity list matched; `None` when the rule has one severity.
    pub grade: Option<usize>,
    /// A mechanical mend that the stage already knows.
    pub fix: Option<Mend>,
    /// Why it does not count, when somebody accepted it.
    pub accepted: Option<Exception>,
}

/// How a finding came to be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// What accepts it.
    pub by: Granted,
    /// Why; empty for what a baseline or the base of a comparison merely knows.
    pub reason: String,
    /// The role that approved it, where one must.
    pub approver: Option<String>,
    /// The last day on which it is accepted, where there is one.
    pub until: Option<jiff::civil::Date>,
    /// Where that is written.
    pub at: Option<Span>,
}

/// What accepts a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granted {
    /// A comment in the description.
    Comment,
    /// A waiver with an approver and an end.
    Waiver,
    /// The list of what was known on a day.
    Baseline,
    /// The commit that the estate is compared with had it already.
    Base,
}

impl Granted {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Comment, Self::Waiver, Self::Baseline, Self::Base];

    /// Whether nobody decided anything: the finding was merely there before.
    pub fn is_known(self) -> bool {
        matches!(self, Self::Baseline | Self::Base)
    }

    /// The word for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Waiver => "waiver",
            Self::Baseline => "baseline",
            Self::Base => "base",
        }
    }

    /// The word for people.
    pub fn label(self) -> Words {
        match self {
            Self::Comment => words("chú thích cho phép", "allowed by a comment"),
            Self::Waiver => words("miễn trừ", "waived"),
            Self::Baseline => words("đã ghi nhận trong baseline", "in the baseline"),
            Self::Base => words("đã có trước thay đổi này", "older than the change"),
        }
    }
}

/// A rule, by its number in the rule set or, for what code finds, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleRef {
    /// A rule from a folder with a check; its index in the rule set.
    Loaded(u32),
    /// What code finds; its folder gives the words.
    Builtin(&'static Builtin),
}

/// A named value, still without language.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text from the input or a number, shown as it is.
    Raw(String),
    /// Nothing: drops the optional passage it stands in.
    Empty,
    /// Several, shown as an enumeration.
    List(Vec<Value>),
    /// Several that lead from one to the next.
    Chain(Vec<Value>),
    /// A fixed thing with names in both languages, such as a field, a noun or a value of a closed list.
    Named(Words),
    /// A name that a rule file gives in both languages.
    Text(Localized<String>),
    /// An object: its full name and, where it has one, the name the agency gave it.
    Object {
        /// `AGENCY/id.part` or `id.part`.
        id: String,
        /// What it is called.
        name: Option<String>,
    },
}

impl Value {
    /// A value shown as it is.
    pub fn raw(text: impl ToString) -> Self {
        Self::Raw(text.to_string())
    }

    /// A value, or nothing.
    pub fn maybe(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, Self::raw)
    }

    /// The value as text that is the same in every language.
    pub fn plain(&self) -> String {
        let all = |items: &[Self]| items.iter().map(Self::plain).collect::<Vec<_>>().join(", ");
        match self {
            Self::Raw(text) => text.clone(),
            Self::Empty => String::new(),
            Self::List(items) | Self::Chain(items) => all(items),
            Self::Named(words) => words.en.to_owned(),
            Self::Text(text) => text.en.clone(),
            Self::Object { id, .. } => id.clone(),
        }
    }

    /// An enumeration of values shown as they are.
    pub fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Self::raw).collect())
    }
}

/// Whether a named value belongs to the telling, not to the thing told: it changes with the program or with the bytes
/// around or from day to day, and identifies nothing.
pub fn is_passing(name: &str) -> bool {
    ["nearest", "valid", "offset", "limit", "size", "days"].contains(&name)
}

/// One step of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The full name of the object the step starts at.
    pub from: String,
    /// The full name of the object it leads to.
    pub to: String,
    /// The kind of edge, as conditions call it: `flow`, `reach` …
    pub edge: &'static str,
    /// Whether the edge is walked against its direction: the data of a service come back.
    pub back: bool,
    /// Where the edge is written.
    pub at: Span,
}

/// A mechanical mend: replace the bytes of `at` by `with`, or add `with` as an entry after the value at `at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Which of the two.
    pub way: Way,
    /// What is replaced, or the value of the entry before.
    pub at: Span,
    /// The new text.
    pub with: String,
    /// Whether it keeps the meaning.
    pub safety: Safety,
}

/// What a mend does with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It stands instead of what was there.
    Replace,
    /// It becomes the next entry of the same mapping.
    AddAfter,
}

/// Whether a mend may be made without looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// It only writes down what was certainly meant.
    Safe,
    /// It changes what the description says; somebody must make it true.
    Unsafe,
}

impl Finding {
    /// What code found at a place; one value for each name the rule declares, in that order.
    pub fn builtin<const N: usize>(rule: &'static Builtin, at: Span, values: [Value; N]) -> Self {
        assert_eq!(rule.values.len(), N, "{} has a value for each name", rule.id);
        let values = rule.values.iter().copied().zip(values).collect();
        Self { values, ..Self::of(RuleRef::Builtin(rule), at) }
    }

    /// A finding of a rule at a place, with nothing else yet.
    pub fn of(rule: RuleRef, at: Span) -> Self {
        Self {
            rule,
            at,
            related: Vec::new(),
            values: Vec::new(),
            extra: Vec::new(),
            path: Vec::new(),
            subjects: Vec::new(),
            grade: None,
            fix: None,
            accepted: None,
        }
    }

    /// The same with one further place.
    pub fn also(mut self, at: Span) -> Self {
        self.related.push(Some(at));
        self
    }

    /// The same with a mend.
    pub fn mend(mut self, mend: Mend) -> Self {
        self.fix = Some(mend);
        self
    }

    /// The same about an object.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subjects.push(subject.into());
        self
    }
}
