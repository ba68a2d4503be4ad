//! `unique`: several objects with one key.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::tell::{object, shown};
use super::{Ground, Later, Telling, Undecided, Verdicts};
use crate::condition::{Condition, Env, Fact, List, Memo, Row, Together, Truth, Val};
use crate::finding::Value;
use crate::graph::ObjectId;
use crate::schema::Noun;

/// The parameters.
#[derive(Debug)]
pub struct Unique {
    /// The nouns whose objects are compared with each other.
    pub nouns: Vec<Noun>,
    /// What the object is called in conditions and texts.
    pub variable: &'static str,
    /// Which objects are compared; all, when left out.
    pub when: Option<Condition>,
    /// The key; each item of a list is a key.
    pub by: Condition,
    /// Only objects with the same value here are compared.
    pub within: Option<Condition>,
    /// The field a finding points at; the key's, when left out.
    pub at: Option<Condition>,
}

/// A value that can be compared across objects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    All,
    Bool(bool),
    Integer(i64),
    Text(String),
    Date(jiff::civil::Date),
    Object(ObjectId),
}

pub(super) fn run(spec: &Unique, telling: &Later<Telling>, ground: Ground<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let mut groups: BTreeMap<(Key, Key), (Value, Vec<ObjectId>)> = BTreeMap::new();
    let memo = Memo::default();
    for noun in &spec.nouns {
        let subjects = ground.graph.subjects(*noun);
        let whens = spec.when.as_ref().map(|when| {
            let rows: Vec<Row> = (0..subjects.len() as Row).collect();
            let together = Together::objects(ground.graph, &memo, *noun, subjects.to_vec());
            when.test_all(&Env::new(ground.graph, ground.today), &together, &rows)
        });
        for (row, id) in subjects.iter().enumerate() {
            let when = whens.as_ref().map_or(Truth::True, |whens| whens[row]);
            if when != Truth::False {
                place(spec, ground, (*id, when), &mut groups, &mut verdicts);
            }
        }
    }
    for (key, members) in groups.into_values() {
        let first = members[0];
        for id in &members[1..] {
            let graph = ground.graph;
            let env = Env::new(graph, ground.today).object(*id).object(first);
            let own = Env::new(graph, ground.today).object(*id);
            let at = spec.at.as_ref().unwrap_or(&spec.by).place(&own).unwrap_or(graph.object(*id).id.span);
            let mut finding = telling.finding(ground, at, &env);
            finding.values.push((spec.variable, object(graph, *id)));
            finding.values.push(("first", object(graph, first)));
            finding.values.push(("key", key.clone()));
            finding.values.push(("count", Value::raw(members.len())));
            finding.subjects = vec![graph.full_name(*id), graph.full_name(first)];
            verdicts.fail(*id, finding);
        }
    }
    let failed: FxHashSet<ObjectId> = verdicts.failed.iter().copied().collect();
    verdicts.passed.retain(|id| !failed.contains(id));
    verdicts
}

fn place(
    spec: &Unique,
    ground: Ground<'_>,
    (id, when): (ObjectId, Truth),
    groups: &mut BTreeMap<(Key, Key), (Value, Vec<ObjectId>)>,
    verdicts: &mut Verdicts,
) {
    let env = Env::new(ground.graph, ground.today).object(id);
    let value = spec.by.value(&env);
    let within = spec.within.as_ref().map(|within| within.value(&env));
    // An empty list has no key, so nothing else about the object matters.
    if matches!(&value, Val::List(items) if items.is_empty()) || matches!(value, Val::NotApplicable) {
        return;
    }
    if when == Truth::Unknown || value.is_unknown() || within.as_ref().is_some_and(Val::is_unknown) {
        let open = spec.when.as_ref().filter(|_| when == Truth::Unknown);
        let others = [Some(&spec.by), spec.within.as_ref()].into_iter().flatten();
        let unknown = |condition: &&Condition| condition.value(&env).is_unknown();
        let conditions = open.into_iter().chain(others.filter(unknown));
        let mut facts: Vec<Fact> = conditions.flat_map(|condition| condition.missing(&env)).collect();
        facts.sort();
        facts.dedup();
        verdicts.undecided.push(Undecided { subject: id, facts });
        return;
    }
    verdicts.passed.push(id);
    let scope = within.as_ref().map_or(Some(Key::All), key);
    let Some(scope) = scope else { return };
    let items: Vec<Val<'_>> = match value {
        Val::List(items) => List::iter(&items).collect(),
        one => vec![one],
    };
    for item in items {
        let Some(key) = key(&item) else { continue };
        let shown = shown(ground.graph, &item);
        let members = &mut groups.entry((scope.clone(), key)).or_insert_with(|| (shown, Vec::new())).1;
        if members.last() != Some(&id) {
            members.push(id);
        }
    }
}

fn key(value: &Val<'_>) -> Option<Key> {
    match value {
        Val::Bool(value) => Some(Key::Bool(*value)),
        Val::Integer(value) => Some(Key::Integer(*value)),
        Val::Text(text) => Some(Key::Text((*text).to_owned())),
        Val::Choice(choice, at) => Some(Key::Text(choice.options[usize::from(*at)].key.to_owned())),
        Val::Date(date) => Some(Key::Date(*date)),
        Val::Object(id) => Some(Key::Object(*id)),
        Val::Unknown | Val::NotApplicable | Val::Edge(_) | Val::SomeEdge(..) | Val::Record(_) | Val::List(_) => None,
    }
}
