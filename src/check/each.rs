//! `each`: an object for which `when` holds and `must` does not.

use rayon::prelude::*;

use super::{Ground, Telling, Undecided, Verdicts};
use crate::condition::{Condition, Env, Truth};
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

pub(super) fn run(spec: &Each, telling: &Telling, ground: Ground<'_>) -> Verdicts {
    let subjects: Vec<ObjectId> = spec.nouns.iter().flat_map(|noun| ground.graph.subjects(*noun)).copied().collect();
    subjects
        .par_chunks(CHUNK)
        .map(|chunk| judged(spec, telling, ground, chunk.iter().copied()))
        .collect::<Vec<_>>()
        .into_iter()
        .fold(Verdicts::default(), Verdicts::merge)
}

/// What a rule says of some objects.
pub(super) fn judged(
    spec: &Each,
    telling: &Telling,
    ground: Ground<'_>,
    objects: impl Iterator<Item = ObjectId>,
) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let mut env = Env::new(ground.graph, ground.today);
    for id in objects {
        env.set_object(id);
        judge(spec, telling, ground, (id, &env), &mut verdicts);
    }
    verdicts
}

fn judge(
    spec: &Each,
    telling: &Telling,
    ground: Ground<'_>,
    (id, env): (ObjectId, &Env<'_>),
    verdicts: &mut Verdicts,
) {
    let when = spec.when.as_ref().map_or(Truth::True, |when| when.test(env));
    if when == Truth::False {
        return;
    }
    match (when, spec.must.test(env)) {
        (_, Truth::True) => verdicts.passed.push(id),
        (Truth::True, Truth::False) => {
            let at = spec.at.as_ref().and_then(|at| at.place(env)).unwrap_or(ground.graph.object(id).id.span);
            let mut finding = telling.finding(ground, at, env);
            finding.values.push((spec.variable, super::tell::object(ground.graph, id)));
            finding.subjects.push(ground.graph.full_name(id));
            verdicts.fail(id, finding);
        }
        (_, must) => {
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
    }
}
