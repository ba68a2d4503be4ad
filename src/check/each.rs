//! `each`: an object for which `when` holds and `must` does not.

use rayon::prelude::*;

use super::{Ground, Later, Telling, Undecided, Verdicts};
use crate::condition::{Condition, Env, Memo, Row, Together, Truth};
use crate::graph::ObjectId;
use crate::schema::Noun;

/// The parameters.
#[derive(Debug)]
pub struct Each {
    /// The nouns whose objects are looked at.
    pub nouns: Vec<Noun>,
    /// What the object is called in conditions and texts.
    pub variable: &'static str,
    /// When the rule applies; always, when left out.
    pub when: Option<Condition>,
    /// What must then hold.
    pub must: Condition,
    /// The field a finding points at; the object itself, when left out.
    pub at: Option<Condition>,
}

/// Objects judged in one go by a thread: enough that handing out work costs nothing.
pub(super) const CHUNK: usize = 512;

pub(super) fn run(spec: &Each, telling: &Later<Telling>, ground: Ground<'_>) -> Verdicts {
    let graph = ground.graph;
    let memo = Memo::default();
    let chunks: Vec<(Noun, &[ObjectId])> =
        spec.nouns.iter().flat_map(|noun| graph.subjects(*noun).chunks(CHUNK).map(|chunk| (*noun, chunk))).collect();
    let verdicts: Vec<Verdicts> = chunks
        .into_par_iter()
        .map(|(noun, chunk)| {
            let together = Together::objects(graph, &memo, noun, chunk.to_vec());
            judged(spec, telling, ground, (&together, chunk), (0..chunk.len() as Row).collect())
        })
        .collect();
    Verdicts::merged(verdicts)
}

/// What a rule says of the chosen ones of some objects.
pub(super) fn judged<'c>(
    spec: &'c Each,
    telling: &Later<Telling>,
    ground: Ground<'c>,
    (together, objects): (&Together<'c>, &[ObjectId]),
    mut chosen: Vec<Row>,
) -> Verdicts {
    let mut env = Env::new(ground.graph, ground.today);
    let mut whens = Vec::new();
    if let Some(when) = &spec.when {
        whens = when.test_all(&env, together, &chosen);
        chosen.retain(|row| whens[*row as usize] != Truth::False);
    }
    let musts = spec.must.test_all(&env, together, &chosen);
    let mut verdicts = Verdicts::default();
    for row in chosen.into_iter().map(|row| row as usize) {
        let (id, when) = (objects[row], whens.get(row).copied().unwrap_or(Truth::True));
        if musts[row] == Truth::True {
            verdicts.passed.push(id);
            continue;
        }
        env.set_object(id);
        judge(spec, telling, ground, (id, &env), (when, musts[row]), &mut verdicts);
    }
    verdicts
}

/// Notes what a rule says of an object that did not pass.
fn judge(
    spec: &Each,
    telling: &Later<Telling>,
    ground: Ground<'_>,
    (id, env): (ObjectId, &Env<'_>),
    (when, must): (Truth, Truth),
    verdicts: &mut Verdicts,
) {
    if (when, must) == (Truth::True, Truth::False) {
        let at = spec.at.as_ref().and_then(|at| at.place(env)).unwrap_or(ground.graph.object(id).id.span);
        let mut finding = telling.finding(ground, at, env);
        finding.values.push((spec.variable, super::tell::object(ground.graph, id)));
        finding.subjects.push(ground.graph.full_name(id));
        return verdicts.fail(id, finding);
    }
    let mut facts = Vec::new();
    if when == Truth::Unknown {
        facts.extend(spec.when.as_ref().expect("only a condition is unknown").missing(env));
    }
    if must == Truth::Unknown {
        facts.extend(spec.must.missing(env));
    }
    facts.sort();
    facts.dedup();
    verdicts.undecided.push(Undecided { subject: id, facts });
}
