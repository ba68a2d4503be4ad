//! A fact that is not there never turns a verdict round.
//!
//! For every shipped rule, one field of its good and bad estates at a time is left out, or said to be unknown. What the
//! rule says of an object may then become inconclusive, or the object none of its business; nothing passes or fails that
//! did not before, unless absence itself is what the rule asks about with `has`. The exceptions are named below, and one
//! that is no longer needed fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use khung::check::{self, Check};
use khung::discover;
use khung::finding::RuleRef;
use khung::graph;
use khung::import::{self, Imports};
use khung::rule::{self, RuleSet};
use khung::schema::{Entry, Fields, Value};
use khung::source::{Origin, PackFiles, Sources};
use rayon::prelude::*;
use regex::Regex;

/// How many times a field is changed in one fixture, spread over the objects that have it: without optimisation not
/// everywhere, so that the test stays quick.
const ALIKE: usize = if cfg!(debug_assertions) { 3 } else { usize::MAX };

/// The day when neither the fixture nor the pack names one.
const TODAY: Date = date(2026, 11, 23);

/// Fields that the graph is made of: functions and edges read them, whether or not a condition names them.
const MADE_OF: [&str; 21] = [
    "owner",
    "parent",
    "agency",
    "from",
    "to",
    "via",
    "capabilities",
    "sharing",
    "object",
    "on",
    "zone",
    "reachable-from",
    "holds",
    "provided-by",
    "successor",
    "hosting",
    "controls",
    "security",
    "zones",
    "level",
    "kind",
];

/// Why a verdict may turn round all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Excuse {
    /// Who owns an object is then said by its parent or by the head of its file: another fact, not a missing one.
    OwnerFallsBack,
    /// Objects are found by what others say of them: flows by their ends, platforms by their capabilities and scope of
    /// sharing, reference records by the object they are about. One that does not say it is not found.
    FoundFromElsewhere,
    /// Of two objects with one key the later is told; without the key of the first there is one.
    PairDissolves,
    /// A way between zones that nobody wrote is no way. A walk over flows is open where `via` is; a walk over zones
    /// would have to be open where `zone` and `reachable-from` are, and is not.
    UnwrittenWay,
}

/// What a rule says of an object; nothing for one that is none of its business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Pass,
    Open,
    Fail,
}

type Verdicts = BTreeMap<u32, Verdict>;

type Turns = BTreeSet<(Option<Excuse>, String)>;

/// The way to a field of an object: records and items of lists, then the field.
#[derive(Debug, Clone)]
struct Site {
    /// The object's number in the graph.
    id: u32,
    file: usize,
    document: usize,
    object: usize,
    within: Vec<(u16, Option<usize>)>,
    slot: u16,
    /// As people say it: `system.security.level`.
    name: String,
    /// Its own key.
    key: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    LeftOut,
    Unknown,
}

/// One of the fixtures of a rule.
struct Case<'c> {
    rule: usize,
    name: &'static str,
    files: Vec<(&'c str, &'c str)>,
    day: Date,
}

fn cases<'c>(pack: &'c PackFiles, rules: &RuleSet) -> Vec<Case<'c>> {
    let mut all = Vec::new();
    for (number, rule) in rules.rules.iter().enumerate() {
        if rule.is_builtin() || rules.packs[rule.pack].root != pack.root {
            continue;
        }
        for name in ["good", "bad"] {
            let (one, folder) = (format!("{}/{name}.yaml", rule.id), format!("{}/{name}/", rule.id));
            let belongs = |path: &&String| **path == one || path.starts_with(&folder);
            let files = pack.files.iter().filter(|(path, _)| belongs(path));
            let files: Vec<(&str, &str)> = files.map(|(path, text)| (path.as_str(), text.as_ref())).collect();
            let said = files.iter().flat_map(|(_, text)| text.lines()).find_map(|line| line.strip_prefix("# as-of:"));
            let day = said.and_then(|day| day.trim().parse().ok());
            let day = day.or(rules.packs[rule.pack].head.reviewed).unwrap_or(TODAY);
            all.push(Case { rule: number, name, files, day });
        }
    }
    all
}

/// Every written field below some fields, with the way to it.
fn sites(fields: &Fields, start: &Site, found: &mut Vec<Site>) {
    for entry in fields.entries() {
        let key = fields.record.at(entry.slot()).key;
        // The word that an item of a list is named by is no field that can be left out.
        if entry.key(fields.source) == entry.span(fields.source) {
            continue;
        }
        let name = format!("{}.{key}", start.name);
        found.push(Site { slot: entry.slot(), key, name: name.clone(), ..start.clone() });
        let mut below = |inner: &Fields, item: Option<usize>| {
            let mut within = start.within.clone();
            within.push((entry.slot(), item));
            sites(inner, &Site { within, name: name.clone(), ..start.clone() }, found);
        };
        match &entry.value.value {
            Value::Record(inner) => below(inner, None),
            Value::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    if let Value::Record(inner) = &item.value {
                        below(inner, Some(number));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Makes the change; `false` when the field says nothing known already.
fn change(imports: &mut Imports, site: &Site, change: Change) -> bool {
    let mut fields = &mut imports.files[site.file].1.documents[site.document].objects[site.object].fields;
    for (slot, item) in &site.within {
        let entry = fields.entries_mut().iter_mut().find(|entry| entry.slot() == *slot).expect("the way was walked");
        let value = match (&mut entry.value.value, item) {
            (Value::List(items), Some(number)) => &mut items[*number].value,
            (value, _) => value,
        };
        fields = match value {
            Value::Record(inner) => inner.to_mut(),
            _ => unreachable!("the way leads through records"),
        };
    }
    match change {
        Change::LeftOut => {
            let rest = fields.entries().iter().filter(|entry| entry.slot() != site.slot);
            *fields = Fields::of(fields.record, fields.source, rest.cloned().collect());
        }
        Change::Unknown => {
            let is = |entry: &&mut Entry| entry.slot() == site.slot;
            let entry = fields.entries_mut().iter_mut().find(is).expect("the site was written");
            if matches!(entry.value.value, Value::Unknown | Value::Invalid) {
                return false;
            }
            entry.value.value = Value::Unknown;
        }
    }
    true
}

fn verdicts(imports: Imports, sources: &Sources, check: &Check, rule: usize, today: Date) -> Verdicts {
    let (graph, _) = graph::build(imports, sources);
    let ground = check::Ground { graph: &graph, today, rule: RuleRef::Loaded(rule as u32) };
    let said = check::run(check, ground);
    let mut all = Verdicts::new();
    let passed = said.passed.iter().map(|id| (id.0, Verdict::Pass));
    let open = said.undecided.iter().map(|undecided| (undecided.subject.0, Verdict::Open));
    let failed = said.failed.iter().map(|id| (id.0, Verdict::Fail));
    for (id, verdict) in passed.chain(open).chain(failed) {
        let known = all.entry(id).or_insert(verdict);
        *known = (*known).max(verdict);
    }
    all
}

/// The last parts of all fields that a rule asks about with `has`, in the spelling of descriptions.
fn asked(texts: &[String]) -> Vec<String> {
    static HAS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"has\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\.(\w+)\)").expect("a pattern"));
    let found = texts.iter().flat_map(|text| HAS.captures_iter(text));
    found.map(|found| found[1].replace('_', "-")).collect()
}

/// What turned round in one fixture of one rule, and the excuse if there is one.
fn turned(case: &Case<'_>, rules: &RuleSet, base: &Sources, read: &[String], has: &[String]) -> Turns {
    let rule = &rules.rules[case.rule];
    let mut sources = base.clone();
    for (path, text) in &case.files {
        sources.add(*path, Origin::Estate, (*text).to_owned());
    }
    let imports = import::read(&sources);
    let judge = |imports| verdicts(imports, &sources, &rule.check, case.rule, case.day);
    let before = judge(imports.clone());
    let matters = |site: &Site| MADE_OF.contains(&site.key) || read.iter().any(|key| key == site.key);
    let mut turns = Turns::new();
    for site in spread(all_sites(&imports, &sources).into_iter().filter(matters).collect()) {
        for how in [Change::LeftOut, Change::Unknown] {
            let asked = how == Change::LeftOut && has.iter().any(|key| key == site.key);
            let mut changed = imports.clone();
            if asked || !change(&mut changed, &site, how) {
                continue;
            }
            for (id, verdict) in judge(changed) {
                let was = before.get(&id).copied();
                if turns_round(was, verdict) {
                    let line = format!("{} {}: {} {how:?}: {was:?} to {verdict:?}", rule.id, case.name, site.name);
                    turns.insert((excuse(rule.kind, &site, how, id, verdict), line));
                }
            }
        }
    }
    turns
}

/// Of the sites of one field so many, from the first object to the last.
fn spread(sites: Vec<Site>) -> Vec<Site> {
    let mut fields: BTreeMap<String, Vec<Site>> = BTreeMap::new();
    for site in sites {
        fields.entry(site.name.clone()).or_default().push(site);
    }
    let some = |sites: Vec<Site>| {
        let step = sites.len().div_ceil(ALIKE);
        sites.into_iter().rev().step_by(step)
    };
    fields.into_values().flat_map(some).collect()
}

/// Passing or failing what did not before. What was none of the rule's business may pass: that says nothing wrong.
fn turns_round(was: Option<Verdict>, is: Verdict) -> bool {
    match is {
        Verdict::Open => false,
        Verdict::Fail => was != Some(Verdict::Fail),
        Verdict::Pass => matches!(was, Some(Verdict::Fail | Verdict::Open)),
    }
}

fn excuse(kind: &str, site: &Site, how: Change, subject: u32, is: Verdict) -> Option<Excuse> {
    let elsewhere = site.id != subject;
    match site.key {
        "owner" if how == Change::LeftOut => Some(Excuse::OwnerFallsBack),
        "zone" | "reachable-from" if kind == "path" => Some(Excuse::UnwrittenWay),
        _ if kind == "unique" && elsewhere && is == Verdict::Pass => Some(Excuse::PairDissolves),
        "from" | "to" | "via" | "object" | "capabilities" | "sharing" if elsewhere => {
            Some(Excuse::FoundFromElsewhere)
        }
        _ => None,
    }
}

/// Every field of the estate. Objects are numbered as in the graph: in the order of the sources.
fn all_sites(imports: &Imports, sources: &Sources) -> Vec<Site> {
    let mut found = Vec::new();
    let mut id = 0;
    for (file, (source, import)) in imports.files.iter().enumerate() {
        for (document, content) in import.documents.iter().enumerate() {
            for (object, written) in content.objects.iter().enumerate() {
                if sources.get(*source).origin == Origin::Estate {
                    let name = written.noun.key().to_owned();
                    let start = Site { id, file, document, object, within: Vec::new(), slot: 0, name, key: "" };
                    sites(&written.fields, &start, &mut found);
                }
                id += 1;
            }
        }
    }
    found
}

#[test]
fn what_is_missing_turns_no_verdict_round() {
    let packs = discover::embedded_packs();
    let pack = packs.iter().find(|pack| pack.root.ends_with("vn")).expect("the pack is embedded");
    let mut sources = Sources::default();
    let mut rules = rule::read(&packs, &mut sources);
    let texts = |check: &mut Check| check.conditions_mut().iter().map(|c| c.text().to_owned()).collect::<Vec<_>>();
    let asked: Vec<_> = rules.rules.iter_mut().map(|rule| asked(&texts(&mut rule.check))).collect();
    let keys = |check: &mut Check| {
        let conditions = check.conditions_mut();
        let used = conditions.iter().flat_map(|condition| condition.fields_used().to_vec());
        used.map(|(record, slot)| record.at(slot).key.to_owned()).collect::<Vec<_>>()
    };
    let read: Vec<_> = rules.rules.iter_mut().map(|rule| keys(&mut rule.check)).collect();
    let cases = cases(pack, &rules);
    assert!(cases.len() > 40, "only {} fixtures", cases.len());
    let of = |case: &Case<'_>| turned(case, &rules, &sources, &read[case.rule], &asked[case.rule]);
    let turns: Turns = cases.par_iter().map(of).reduce(Turns::new, |mut all, more| {
        all.extend(more);
        all
    });
    let wrong: Vec<_> = turns.iter().filter(|(excuse, _)| excuse.is_none()).map(|(_, line)| line.as_str()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let used: BTreeSet<Excuse> = turns.iter().filter_map(|(excuse, _)| *excuse).collect();
    use Excuse::{FoundFromElsewhere, OwnerFallsBack, PairDissolves, UnwrittenWay};
    assert_eq!(used, BTreeSet::from([OwnerFallsBack, FoundFromElsewhere, PairDissolves, UnwrittenWay]));
}
