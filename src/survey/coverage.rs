//! The law by system: every clause that a rule cites against every system, with what the rules came to.
//!
//! A verdict about a part counts for the system around it, one about a flow for the system it starts at, and one
//! about anything else for the agency that owns it. The counts are those of `khung check`: nothing is judged anew.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::check::Verdicts;
use crate::diagnostic::{Citation, Standing};
use crate::graph::{Graph, ObjectId};
use crate::lang::{Localized, Words, words};
use crate::rule::{self, Rule, RuleSet};
use crate::schema::Noun;

/// The matrix and its totals.
#[derive(Debug, Default)]
pub struct Coverage {
    /// What may be covered, sorted by name.
    pub systems: Vec<Column>,
    /// The clauses in the order of the documents' keys and places.
    pub clauses: Vec<Clause>,
    /// All verdicts, each counted once however many clauses its rule cites.
    pub verdicts: Tally,
    /// Those of them whose rule cites no law.
    pub without_law: Tally,
}

/// A system, or an agency for what belongs to no system.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its full name, as findings give it.
    pub name: String,
    /// What kind of thing it is.
    pub noun: Words,
    /// What its description calls it; empty when it does not say.
    pub title: String,
}

/// A place in a legal document.
#[derive(Debug)]
pub struct Clause {
    /// The document's key in its pack.
    pub document: String,
    /// Its number as printed.
    pub number: String,
    /// Its title.
    pub title: Localized<String>,
    /// The place in it.
    pub at: String,
    /// How surely it was read.
    pub standing: Standing,
    /// The rules that cite it, sorted.
    pub rules: Vec<String>,
    /// What they came to, by the number of the system; a system that is not here was not concerned.
    pub cells: BTreeMap<usize, Tally>,
}

/// Verdicts counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Nothing to object.
    pub met: usize,
    /// Findings.
    pub violated: usize,
    /// Findings that somebody accepted.
    pub waived: usize,
    /// Undecided for want of facts.
    pub inconclusive: usize,
}

/// What a clause came to at a system: the gravest of its verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standpoint {
    /// Every verdict is a pass.
    Met,
    /// At least one rule objects.
    Violated,
    /// No rule objects but where that was accepted.
    Waived,
    /// No rule objects, but one could not decide.
    Inconclusive,
    /// No rule that cites the clause concerns the system.
    NotApplicable,
}

impl Standpoint {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Met, Self::Violated, Self::Waived, Self::Inconclusive, Self::NotApplicable];

    /// The word for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Violated => "violated",
            Self::Waived => "waived",
            Self::Inconclusive => "inconclusive",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The word for people.
    pub fn label(self) -> Words {
        match self {
            Self::Met => words("đáp ứng", "met"),
            Self::Violated => words("vi phạm", "violated"),
            Self::Waived => words("được miễn trừ", "waived"),
            Self::Inconclusive => words("chưa đủ cơ sở", "inconclusive"),
            Self::NotApplicable => words("không áp dụng", "not applicable"),
        }
    }
}

impl Tally {
    /// The gravest of the verdicts.
    pub fn standpoint(self) -> Standpoint {
        match self {
            Self { violated: 1.., .. } => Standpoint::Violated,
            Self { waived: 1.., .. } => Standpoint::Waived,
            Self { inconclusive: 1.., .. } => Standpoint::Inconclusive,
            Self { met: 1.., .. } => Standpoint::Met,
            _ => Standpoint::NotApplicable,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.violated += other.violated;
        self.waived += other.waived;
        self.inconclusive += other.inconclusive;
    }
}

impl Clause {
    /// What the clause came to at a system, by the system's number.
    pub fn standpoint(&self, system: usize) -> Standpoint {
        self.cells.get(&system).copied().unwrap_or_default().standpoint()
    }

    /// The numbers of the systems at which the clause came to this, of so many.
    pub fn systems(&self, standpoint: Standpoint, of: usize) -> impl Iterator<Item = usize> + '_ {
        (0..of).filter(move |system| self.standpoint(*system) == standpoint)
    }
}

/// Lays the verdicts of a run out by clause and system.
pub fn coverage(rules: &RuleSet, graph: &Graph, verdicts: &[(usize, Verdicts)]) -> Coverage {
    let columns = Columns::of(graph, verdicts.iter().flat_map(|(_, verdicts)| each(verdicts)).map(|(id, _)| id));
    let mut coverage = Coverage::default();
    // One clause may be cited with two standings, as when part of it was read and part reported.
    let mut clauses: BTreeMap<(String, String, Standing), Clause> = BTreeMap::new();
    for (number, verdicts) in verdicts {
        let rule = &rules.rules[*number];
        let mut all = Tally::default();
        let mut cells: BTreeMap<usize, Tally> = BTreeMap::new();
        for (subject, one) in each(verdicts) {
            all += one;
            *cells.entry(columns.around(graph, subject)).or_default() += one;
        }
        coverage.verdicts += all;
        if rule.told.basis.is_empty() {
            coverage.without_law += all;
        }
        for citation in rule::citations(rule, rules) {
            let key = (citation.document.clone(), citation.at.clone(), citation.standing);
            clauses.entry(key).or_insert_with(|| clause(citation)).add(rule, &cells);
        }
    }
    coverage.clauses = clauses.into_values().collect();
    coverage.clauses.sort_by_cached_key(|clause| (clause.document.clone(), natural(&clause.at), clause.standing));
    coverage.systems = columns.all;
    coverage
}

/// A key that puts Điều 8 before Điều 13: runs of digits compare as numbers.
fn natural(place: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = vec![(0, String::new())];
    let mut in_number = false;
    for c in place.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                if !in_number {
                    parts.push((0, String::new()));
                }
                let (number, _) = parts.last_mut().expect("begun with one");
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            None => parts.last_mut().expect("begun with one").1.push(c),
        }
        in_number = c.is_ascii_digit();
    }
    parts
}

/// Every verdict with the object it is about.
fn each(verdicts: &Verdicts) -> impl Iterator<Item = (ObjectId, Tally)> + '_ {
    let met = verdicts.passed.iter().map(|id| (*id, Tally { met: 1, ..Tally::default() }));
    let violated = verdicts.failed.iter().map(|id| (*id, Tally { violated: 1, ..Tally::default() }));
    let waived = verdicts.waived.iter().map(|id| (*id, Tally { waived: 1, ..Tally::default() }));
    let open = verdicts.undecided.iter().map(|open| (open.subject, Tally { inconclusive: 1, ..Tally::default() }));
    met.chain(violated).chain(waived).chain(open)
}

fn clause(citation: Citation) -> Clause {
    let Citation { document, number, title, at, standing, note: _ } = citation;
    Clause { document, number, title, at, standing, rules: Vec::new(), cells: BTreeMap::new() }
}

impl Clause {
    fn add(&mut self, rule: &Rule, cells: &BTreeMap<usize, Tally>) {
        // A rule may cite two parts of one place with different remarks: its verdicts count once.
        if self.rules.contains(&rule.id) {
            return;
        }
        self.rules.push(rule.id.clone());
        for (system, tally) in cells {
            *self.cells.entry(*system).or_default() += *tally;
        }
    }
}

/// The columns, and the column of each object that may be judged.
struct Columns {
    all: Vec<Column>,
    /// By object.
    numbers: BTreeMap<ObjectId, usize>,
}

/// What is around its parts: a column whether or not a verdict falls on it.
const SYSTEMS: [Noun; 5] = [Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai];

impl Columns {
    /// A column for whatever may be judged, and for what was judged although it is nobody's here.
    fn of(graph: &Graph, judged: impl Iterator<Item = ObjectId>) -> Self {
        let tops = SYSTEMS.iter().flat_map(|noun| graph.subjects(*noun)).filter(|id| graph.system(**id) == **id);
        let others = Noun::ALL.iter().filter(|noun| !SYSTEMS.contains(noun)).flat_map(|noun| graph.subjects(*noun));
        let mut ids: Vec<ObjectId> =
            tops.copied().chain(others.copied().chain(judged).map(|id| column(graph, id))).collect();
        ids.sort();
        ids.dedup();
        let mut named: Vec<(String, ObjectId)> = ids.into_iter().map(|id| (graph.full_name(id), id)).collect();
        named.sort();
        let numbers = named.iter().enumerate().map(|(number, (_, id))| (*id, number)).collect();
        let all = named.into_iter().map(|(name, id)| Column {
            name,
            noun: graph.object(id).fields.record.label,
            title: title(graph, id),
        });
        Self { all: all.collect(), numbers }
    }

    fn around(&self, graph: &Graph, subject: ObjectId) -> usize {
        self.numbers[&column(graph, subject)]
    }
}

/// The object whose column a verdict about `id` falls into.
fn column(graph: &Graph, id: ObjectId) -> ObjectId {
    let top = graph.system(id);
    let object = graph.object(top);
    if SYSTEMS.contains(&object.noun) {
        return top;
    }
    let own = |end: &ObjectId| graph.object(*end).subject && SYSTEMS.contains(&graph.object(*end).noun);
    let ends = || graph.flow_ends(top).into_iter().flatten().map(|end| graph.system(end)).find(own);
    let end = if object.noun == Noun::Flow { ends() } else { None };
    end.or_else(|| graph.owner(top)).unwrap_or(top)
}

fn title(graph: &Graph, id: ObjectId) -> String {
    graph.object(id).fields.get_text("name").unwrap_or_default()
}
