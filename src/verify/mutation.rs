//! Mutations: a rule in which one clause is changed must be noticed by its own good and bad files.
//!
//! Each clause of each condition is changed in turn, and the rule alone is run once more on the graphs of good
//! and bad. A change is noticed when a finding comes, goes, moves or changes its severity, or when another object
//! stays undecided. What nobody notices shows a clause that no example depends on; a rule that has to keep such
//! a clause says why under `unproved`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fixture::Run;
use super::{Ground, Problem, Proof};
use crate::check::{self, Check};
use crate::condition::{Change, Condition, Mutant};
use crate::finding::{Hop, RuleRef};
use crate::graph::ObjectId;
use crate::lang::{Lang, Localized, words};
use crate::rule::{self, Rule};
use crate::source::{PackFiles, Span};

/// A mutant that nobody noticed, in words.
#[derive(Debug, PartialEq, Eq)]
struct Survivor {
    /// The number of its condition in the check.
    condition: usize,
    /// The clause's bytes in the condition.
    range: Range<usize>,
    line: usize,
    clause: String,
    /// What of the clause is changed; all of it, or a word, a number, an item.
    part: String,
    /// What that becomes; nothing when it is left out.
    to: String,
    change: Told,
}

/// What was done, as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Dropped,
    Negated,
    Changed,
    Without,
}

/// What a rule says of both fixtures, as far as a change of it can be noticed.
type Said = Vec<(Vec<(Span, Vec<String>, Option<usize>, Vec<Hop>)>, BTreeSet<ObjectId>)>;

pub(super) fn prove(ground: &Ground<'_>, pack: &PackFiles, rule: &Rule, runs: [&Run; 2], proof: &mut Proof) {
    if rule.is_builtin() {
        return;
    }
    let number = ground.rules.rules.iter().position(|known| known.id == rule.id).expect("it is one of the set");
    let grounds =
        runs.map(|run| check::Ground { graph: &run.graph, today: run.day, rule: RuleRef::Loaded(number as u32) });
    let mut own = rule::again(rule, ground.rules, ground.sources).check;
    let unchanged = said(&own, grounds);
    let mut survivors = Vec::new();
    for at in 0..own.conditions_mut().len() {
        let mutants = own.conditions_mut()[at].mutants();
        for mutant in mutants {
            // A change that does not fit the types is no rule, so nobody can write it by mistake.
            let Ok(changed) = own.conditions_mut()[at].rewritten(&mutant.text) else { continue };
            proof.mutations += 1;
            let whole = std::mem::replace(own.conditions_mut()[at], changed);
            let noticed = said(&own, grounds) != unchanged;
            if !noticed {
                survivors.push(survivor(at, &mutant, &whole, ground, rule));
            }
            *own.conditions_mut()[at] = whole;
        }
    }
    proof.unnoticed += survivors.len();
    let open = explained(survivors, ground, pack, rule, proof);
    tell(&open, pack, rule, proof);
}

fn said(check: &Check, grounds: [check::Ground<'_>; 2]) -> Said {
    let of = |ground| {
        let verdicts = check::run(check, ground);
        let findings = verdicts.findings.into_iter();
        let found = findings.map(|finding| (finding.at, finding.subjects, finding.grade, finding.path)).collect();
        (found, verdicts.undecided.iter().map(|undecided| undecided.subject).collect())
    };
    grounds.into_iter().map(of).collect()
}

/// The text in one line, as `unproved` names a clause.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn survivor(condition: usize, mutant: &Mutant, whole: &Condition, ground: &Ground<'_>, rule: &Rule) -> Survivor {
    let words = |range: &Range<usize>| flat(&whole.text()[range.clone()]);
    let range = mutant.clause.clone();
    let clause = words(&range);
    let (part, to, change) = match &mutant.change {
        Change::Dropped => (clause.clone(), String::new(), Told::Dropped),
        Change::Negated => (clause.clone(), format!("!({clause})"), Told::Negated),
        Change::Part(part, to) => (words(part), to.clone(), Told::Changed),
        Change::Without(item) => (words(item), String::new(), Told::Without),
    };
    let source = ground.sources.get(rule.source);
    let place = |place| source.position(rule::within(source, place, whole.text(), range.clone()).start);
    let line = whole.written().map_or(1, |at| place(at).line);
    Survivor { condition, range, line, clause, part, to, change }
}

/// The survivors that the rule does not explain; an explanation of nothing is a problem.
fn explained(
    survivors: Vec<Survivor>,
    ground: &Ground<'_>,
    pack: &PackFiles,
    rule: &Rule,
    proof: &mut Proof,
) -> Vec<Survivor> {
    let fits = |survivor: &Survivor, entry: &rule::Unproved| {
        flat(&entry.clause.value) == survivor.clause
            && entry.part.as_ref().is_none_or(|part| flat(part) == survivor.part)
            && entry.to.as_ref().is_none_or(|to| flat(to) == survivor.to)
    };
    let entry = |survivor: &Survivor| rule.told.unproved.iter().position(|entry| fits(survivor, entry));
    let entries: Vec<_> = survivors.iter().map(entry).collect();
    // Where a whole clause needs no example, nothing in it does.
    let within = |one: &Survivor| {
        let whole = |at: &usize| rule.told.unproved[*at].part.is_none();
        let around = survivors.iter().zip(&entries).filter(|(_, entry)| entry.as_ref().is_some_and(whole));
        around.into_iter().any(|(around, _)| idle(one, around))
    };
    let covered: Vec<_> = survivors.iter().zip(&entries).map(|(one, entry)| entry.is_some() || within(one)).collect();
    let used = (0..rule.told.unproved.len()).map(|at| entries.contains(&Some(at)));
    for (entry, _) in rule.told.unproved.iter().zip(used).filter(|(_, used)| !used) {
        let line = ground.sources.position(entry.clause.span).line;
        let clause = flat(&entry.clause.value);
        let text = Localized {
            vi: format!("`unproved` nêu `{clause}` nhưng không còn thay đổi nào như vậy mà good và bad bỏ sót"),
            en: format!("`unproved` names `{clause}`, but no such change goes unnoticed by good and bad"),
        };
        proof.problems.push(Problem::new(&rule.id, &place(pack, rule), Some(line), text));
    }
    survivors.into_iter().zip(covered).filter(|(_, covered)| !covered).map(|(survivor, _)| survivor).collect()
}

/// Whether a survivor is a change in a clause of which another one says that nothing depends on it as a whole.
fn idle(one: &Survivor, around: &Survivor) -> bool {
    let whole = |one: &Survivor| matches!(one.change, Told::Dropped | Told::Negated);
    let inside = around.range.start <= one.range.start && one.range.end <= around.range.end;
    let smaller = around.range != one.range || !whole(one);
    whole(around) && inside && smaller && around.condition == one.condition
}

fn place(pack: &PackFiles, rule: &Rule) -> String {
    format!("{}/{}/rule.yaml", pack.root, rule.id)
}

/// One line for each; the items of one list share theirs. What stands inside a clause on which nothing depends
/// waits until something does.
fn tell(open: &[Survivor], pack: &PackFiles, rule: &Rule, proof: &mut Proof) {
    let open: Vec<_> = open.iter().filter(|one| !open.iter().any(|around| idle(one, around))).collect();
    let mut from = 0;
    while let Some(first) = open.get(from) {
        let same = |next: &&&Survivor| {
            (first.change, next.change) == (Told::Without, Told::Without)
                && (first.condition, &first.range) == (next.condition, &next.range)
        };
        let group = 1 + open[from + 1..].iter().take_while(same).count();
        let text = Localized::build(|lang| said_of(&open[from..from + group], lang));
        proof.problems.push(Problem::new(&rule.id, &place(pack, rule), Some(first.line), text));
        from += group;
    }
}

/// A sentence about one survivor, or about several that each lost an item of one list.
fn said_of(group: &[&Survivor], lang: Lang) -> String {
    let Survivor { clause, part, to, change, .. } = group[0];
    let items = |or: &str| group.iter().map(|one| format!("`{}`", one.part)).collect::<Vec<_>>().join(or);
    let change = match (change, lang) {
        (Told::Dropped, Lang::Vi) => format!("bỏ `{clause}`"),
        (Told::Dropped, Lang::En) => format!("dropping `{clause}`"),
        (Told::Negated, Lang::Vi) => format!("phủ định `{clause}`"),
        (Told::Negated, Lang::En) => format!("negating `{clause}`"),
        (Told::Changed, Lang::Vi) => format!("đổi `{part}` thành `{to}` trong `{clause}`"),
        (Told::Changed, Lang::En) => format!("changing `{part}` to `{to}` in `{clause}`"),
        (Told::Without, Lang::Vi) => format!("bỏ {} khỏi `{clause}`", items(" hoặc ")),
        (Told::Without, Lang::En) => format!("dropping {} from `{clause}`", items(" or ")),
    };
    let unnoticed = words("mà good và bad không nhận ra", "goes unnoticed by good and bad");
    format!("{change} {}", unnoticed.get(lang))
}
