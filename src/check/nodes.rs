//! Conditions on nodes of any noun: one condition each, as the graph kinds take them.

use std::cell::Cell;

use super::{Ground, Undecided};
use crate::condition::{Condition, Env, Fact, Truth};
use crate::graph::ObjectId;
use crate::schema::Noun;

/// A condition for each noun that matches at all.
#[derive(Debug, Default)]
pub struct Nodes {
    conditions: Vec<(Noun, Condition)>,
}

impl Nodes {
    /// The nodes for which their noun's condition holds.
    pub fn new(conditions: Vec<(Noun, Condition)>) -> Self {
        Self { conditions }
    }

    /// The nouns that may match.
    pub fn nouns(&self) -> Vec<Noun> {
        self.conditions.iter().map(|(noun, _)| *noun).collect()
    }

    /// All conditions.
    pub(super) fn conditions_mut(&mut self) -> impl Iterator<Item = &mut Condition> {
        self.conditions.iter_mut().map(|(_, condition)| condition)
    }

    /// All conditions, each with the noun it is asked of.
    pub(super) fn conditions(&self) -> impl Iterator<Item = (Noun, &Condition)> {
        self.conditions.iter().map(|(noun, condition)| (*noun, condition))
    }

    /// The condition on nodes of a noun.
    pub(super) fn condition(&self, noun: Noun) -> Option<&Condition> {
        self.conditions.iter().find(|(known, _)| *known == noun).map(|(_, condition)| condition)
    }

    /// Whether a node matches.
    pub(super) fn test(&self, ground: Ground<'_>, id: ObjectId) -> Truth {
        match self.of(ground, id) {
            Some(condition) => condition.test(&Env::new(ground.graph, ground.today).object(id)),
            None => Truth::False,
        }
    }

    /// The facts that would decide a node.
    pub(super) fn missing(&self, ground: Ground<'_>, id: ObjectId) -> Vec<Fact> {
        match self.of(ground, id) {
            Some(condition) => condition.missing(&Env::new(ground.graph, ground.today).object(id)),
            None => Vec::new(),
        }
    }

    fn of(&self, ground: Ground<'_>, id: ObjectId) -> Option<&Condition> {
        self.condition(ground.graph.noun(id))
    }

    /// The answer for every node of the graph.
    pub(super) fn all(&self, ground: Ground<'_>) -> Vec<Truth> {
        let graph = ground.graph;
        if self.conditions.is_empty() {
            return vec![Truth::False; graph.len()];
        }
        let mut all = vec![Truth::False; graph.len()];
        for (noun, condition) in &self.conditions {
            for id in graph.nodes(*noun) {
                all[id.0 as usize] = condition.test(&Env::new(graph, ground.today).object(id));
            }
        }
        all
    }
}

/// Answers that are found when they are first wanted, by the number of what is asked about.
pub(super) struct Answers {
    known: Vec<Cell<Option<Truth>>>,
    /// Whether one of them is *unknown*.
    open: Cell<bool>,
}

impl Answers {
    /// As many as that, none found yet.
    pub(super) fn new(count: usize) -> Self {
        Self { known: vec![Cell::new(None); count], open: Cell::new(false) }
    }

    /// The answer about a number.
    pub(super) fn of(&self, number: u32, find: impl FnOnce() -> Truth) -> Truth {
        let known = &self.known[number as usize];
        known.get().unwrap_or_else(|| {
            let answer = find();
            known.set(Some(answer));
            self.open.set(self.open.get() || answer == Truth::Unknown);
            answer
        })
    }

    /// Whether one of those that were wanted is *unknown*.
    pub(super) fn are_open(&self) -> bool {
        self.open.get()
    }
}

/// One record of what is undecided about an object, its facts sorted and each named once.
pub(super) fn undecided(subject: ObjectId, mut facts: Vec<Fact>) -> Undecided {
    facts.sort();
    facts.dedup();
    Undecided { subject, facts }
}
