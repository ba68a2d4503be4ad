//! Many rules at once: those about the same objects go over them together, a few objects at a time.
//!
//! What the first rule brings into the processor's cache the others find there; an estate is far larger than the
//! cache, and one rule after the other would fetch it whole for each. The verdicts are those of [`run`].

use rayon::prelude::*;

use super::{Check, Each, Ground, Spec, Verdicts, each, run};
use crate::graph::ObjectId;
use crate::schema::Noun;

/// Objects that are looked at together: what is written about them stays in the cache meanwhile.
const TOGETHER: usize = 128;

/// A piece of work for one thread.
enum Work<'w> {
    /// A check by itself.
    Whole(usize),
    /// Some checks of a noun on some of its objects.
    Some(&'w [usize], &'w [ObjectId]),
}

/// Runs checks, each on its ground, all of one graph; the verdicts in the order of the checks.
pub fn run_all(checks: &[(&Check, Ground<'_>)]) -> Vec<Verdicts> {
    let about: Vec<Vec<usize>> = Noun::ALL
        .iter()
        .map(|noun| (0..checks.len()).filter(|number| asks(checks, *number, *noun).is_some()).collect())
        .collect();
    // The checks by themselves go over the whole graph; begun first, they are not waited for at the end.
    let mut works: Vec<Work<'_>> = Vec::new();
    works.extend((0..checks.len()).filter(|number| !is_each(checks[*number].0)).map(Work::Whole));
    for (noun, numbers) in Noun::ALL.iter().zip(&about) {
        if let Some(first) = numbers.first() {
            let subjects = checks[*first].1.graph.subjects(*noun);
            works.extend(subjects.chunks(TOGETHER).map(|chunk| Work::Some(numbers, chunk)));
        }
    }
    let done: Vec<Vec<(usize, Verdicts)>> = works.into_par_iter().map(|work| perform(checks, &work)).collect();
    let mut all: Vec<Verdicts> = checks.iter().map(|_| Verdicts::default()).collect();
    for (number, verdicts) in done.into_iter().flatten() {
        let before = std::mem::take(&mut all[number]);
        all[number] = Verdicts::merge(before, verdicts);
    }
    all
}

fn is_each(check: &Check) -> bool {
    matches!(check.spec, Spec::Each(_))
}

/// The parameters of a check that looks at the objects of a noun one by one.
fn asks<'c>(checks: &[(&'c Check, Ground<'_>)], number: usize, noun: Noun) -> Option<&'c Each> {
    match &checks[number].0.spec {
        Spec::Each(spec) if spec.nouns.contains(&noun) => Some(spec),
        _ => None,
    }
}

fn perform(checks: &[(&Check, Ground<'_>)], work: &Work<'_>) -> Vec<(usize, Verdicts)> {
    match work {
        Work::Whole(number) => vec![(*number, run(checks[*number].0, checks[*number].1))],
        Work::Some(numbers, objects) => {
            let judged = |number: &usize| {
                let (check, ground) = checks[*number];
                let Spec::Each(spec) = &check.spec else { unreachable!("chosen for its kind") };
                (*number, each::judged(spec, &check.telling, ground, objects))
            };
            numbers.iter().map(judged).collect()
        }
    }
}
