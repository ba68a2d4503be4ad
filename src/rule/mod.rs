//! Rules as data, and the one room that gives findings their words, severity and law.
//!
//! A rule is a folder; its path is its id. This room reads rule folders (`read.rs`) into a [`RuleSet`] whose
//! conditions are compiled, and turns findings into diagnostics (`tell.rs`). What is wrong with a rule file
//! is a finding in that file. It never runs a check and never reads a file.

mod compile;
pub mod format;
mod mend;
mod read;
mod reader;
mod spec;
mod tell;
mod texts;
mod trusted;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use compile::within;
pub use read::{again, read};
pub use tell::{citations, diagnose, hop_label, inconclusive};
pub use texts::Template;

use crate::check::{Check, Later};
use crate::diagnostic::{Severity, Standing};
use crate::finding::Finding;
use crate::lang::Localized;
use crate::schema::nearest;
use crate::source::{SourceId, Span, Spanned};

/// All packs of a run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The packs, in the order in which they were given.
    pub packs: Vec<Pack>,
    /// Every rule, sorted by id.
    pub rules: Vec<Rule>,
    /// What is wrong with the rule files.
    pub findings: Vec<Finding>,
}

/// A pack.
#[derive(Debug)]
pub struct Pack {
    /// The last part of its folder's path.
    pub name: String,
    /// What its paths are shown under.
    pub root: String,
    /// Whether it ships inside the program: its rules were proved when that was built.
    pub trusted: bool,
    /// What its `pack.yaml` says.
    pub head: Later<Head>,
}

/// A pack's head.
#[derive(Debug, Default)]
pub struct Head {
    /// Its name.
    pub title: Localized<String>,
    /// Its version.
    pub version: String,
    /// The day for which it was compared with the law.
    pub reviewed: Option<Date>,
    /// Its legal documents by key.
    pub documents: BTreeMap<String, Document>,
}

/// A legal document.
#[derive(Debug, Clone)]
pub struct Document {
    /// As printed, such as `331/2026/NĐ-CP`; empty when it has none.
    pub number: String,
    /// Its title.
    pub title: Localized<String>,
    /// `in-force`, `repealed`, `draft` or `unclear`.
    pub status: String,
    /// The first day it is in force.
    pub in_force: Option<Date>,
    /// The key of the document that replaced it.
    pub replaced_by: Option<String>,
    /// Where its key is written.
    pub at: Span,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `group/rule`, the path of its folder in its pack.
    pub id: String,
    /// Its pack, as an index into [`RuleSet::packs`].
    pub pack: usize,
    /// Its `rule.yaml`.
    pub source: SourceId,
    /// The first day it applies.
    pub from: Option<Date>,
    /// The last day it applies.
    pub until: Option<Date>,
    /// The kind of its check, as rule files call it.
    pub kind: &'static str,
    /// What it looks for.
    pub check: Check,
    /// What is said of its findings, and on what grounds.
    pub told: Later<Told>,
}

/// What a rule says of its findings. Of a rule that finds nothing it is never read where the pack is trusted.
#[derive(Debug)]
pub struct Told {
    /// What it is about: a noun phrase.
    pub title: Localized<String>,
    /// One sentence about a finding.
    pub message: Localized<Template>,
    /// Why it matters.
    pub why: Localized<String>,
    /// What to do.
    pub help: Localized<Template>,
    /// The law it rests on.
    pub basis: Vec<Basis>,
    /// The severities: one for each clause of `check.telling.grades`, then the plain one.
    pub severities: Vec<Severity>,
    /// The longest term of a waiver in days; 0 when it can't be waived.
    pub longest_waiver: u32,
    /// The meaning of each related place.
    pub related: Vec<Localized<String>>,
    /// The new text of a mend.
    pub mend: Option<Template>,
    /// Changes of its conditions that its examples need not notice.
    pub unproved: Vec<Unproved>,
}

/// A change of a condition that a rule's examples need not notice, with the reason.
#[derive(Debug, Clone)]
pub struct Unproved {
    /// The clause as it stands in the condition; blanks do not count.
    pub clause: Spanned<Box<str>>,
    /// What of it is changed: a word, a number, an item; every change of the clause, when left out.
    pub part: Option<String>,
    /// What that becomes; whatever it becomes, when left out.
    pub to: Option<String>,
    /// Why that is accepted.
    pub why: Localized<String>,
}

/// A place in a legal document.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The document's key.
    pub document: String,
    /// The place in it.
    pub at: String,
    /// How surely it was read.
    pub standing: Standing,
    /// A remark on the reading.
    pub note: Option<Localized<String>>,
    /// Where the document's key is written.
    pub span: Span,
}

impl Rule {
    /// The part of the id before the slash.
    pub fn group(&self) -> &str {
        self.id.split_once('/').map_or("", |(group, _)| group)
    }

    /// Whether it applies on a day.
    pub fn applies_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The severity when no clause matches.
    pub fn severity(&self) -> Severity {
        *self.told.severities.last().expect("a rule has a severity")
    }

    /// Whether its check is code.
    pub fn is_builtin(&self) -> bool {
        matches!(self.check.spec, crate::check::Spec::Builtin)
    }
}

impl RuleSet {
    /// The rule of an id.
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().map(|at| &self.rules[at])
    }

    /// The id or group that a misspelt selector is nearest to; the part behind the slash is enough.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let ids = || self.rules.iter().map(|rule| rule.id.as_str());
        let groups = self.rules.iter().map(Rule::group);
        let last = || {
            let parts = ids().filter_map(|id| id.rsplit('/').next());
            let part = nearest(word, parts).certain_or_likely()?;
            ids().find(|id| id.rsplit('/').next() == Some(part))
        };
        nearest(word, ids().chain(groups)).certain_or_likely().or_else(last)
    }

    /// Whether a selector names a rule: its id, its group, or `all`.
    pub fn selects(selector: &str, rule: &Rule) -> bool {
        selector == "all" || selector == rule.id || selector == rule.group()
    }
}
