//! Many rules at once: they go over the estate together, a few objects at a time.
//!
//! What the first rule brings into the processor's cache the others find there; an estate is far larger than the
//! cache, and one rule after the other would fetch it whole for each. Objects are taken in the order of their
//! numbers, because what stands in one file refers to itself most of all. The verdicts are those of [`run`].

use std::cmp::Reverse;

use rayon::prelude::*;

use super::columns::Columns;
use super::guards::Guards;
use super::{Check, Each, Ground, Spec, Verdicts, each, path, run};
use crate::condition::{Memo, Row, Together};
use crate::graph::{Graph, ObjectId};
use crate::schema::Noun;

/// Objects that are looked at together: what is written about them stays in the cache meanwhile.
const TOGETHER: u32 = 2048;

/// A piece of work for one thread.
enum Work {
    /// A check by itself.
    Whole(usize),
    /// All checks that look at objects one by one, on some objects.
    Some(std::ops::Range<u32>),
}

/// Runs checks, each on its ground, all of one graph and day; the verdicts in the order of the checks.
pub fn run_all(checks: &[(&Check, Ground<'_>)]) -> Vec<Verdicts> {
    let Some((_, ground)) = checks.first() else { return Vec::new() };
    let graph = ground.graph;
    let memo = Memo::default();
    let (about, columns) = rayon::join(
        || -> Vec<About> { Noun::ALL.into_par_iter().with_max_len(1).map(|noun| About::new(checks, noun)).collect() },
        || Columns::new(checks.iter().map(|(check, _)| *check), *ground, &memo),
    );
    let is = |test: fn(&Spec) -> bool| (0..checks.len()).filter(move |number| test(&checks[*number].0.spec));
    // The checks by themselves go over the whole graph; begun first, they are not waited for at the end.
    let others = is(|spec| !matches!(spec, Spec::Each(_) | Spec::Path(_))).map(Work::Whole);
    let firsts = (0..graph.len() as u32).step_by(TOGETHER as usize);
    let some = firsts.map(|first| Work::Some(first..(first + TOGETHER).min(graph.len() as u32)));
    let works: Vec<Work> = others.chain(some).collect();
    let mut done: Vec<Vec<(usize, Verdicts)>> =
        works.into_par_iter().with_max_len(1).map(|work| perform(checks, &about, &columns, work)).collect();
    let spec = |number: usize| match &checks[number].0.spec {
        Spec::Path(spec) => spec,
        _ => unreachable!("chosen for its kind"),
    };
    let mut paths: Vec<usize> = is(|spec| matches!(spec, Spec::Path(_))).collect();
    // The longest searches first, so that none of them is waited for at the end.
    paths.sort_by_cached_key(|number| Reverse(path::starts(spec(*number), &columns)));
    done.par_extend(paths.into_par_iter().with_max_len(1).map(|number| {
        let (check, ground) = checks[number];
        vec![(number, path::run(spec(number), &check.telling, ground, &columns))]
    }));
    let mut pieces: Vec<Vec<Verdicts>> = checks.iter().map(|_| Vec::new()).collect();
    done.into_iter().flatten().for_each(|(number, verdicts)| pieces[number].push(verdicts));
    pieces.into_par_iter().map(Verdicts::merged).collect()
}

/// The checks that look at the objects of a noun one by one.
struct About {
    numbers: Vec<usize>,
    guards: Guards,
}

impl About {
    fn new(checks: &[(&Check, Ground<'_>)], noun: Noun) -> Self {
        // Where there is nothing to ask about, no condition is looked at.
        let any = checks.iter().any(|(_, ground)| !ground.graph.subjects(noun).is_empty());
        let asks = |check: &Check| matches!(&check.spec, Spec::Each(spec) if spec.nouns.contains(&noun));
        let numbers: Vec<usize> = (0..checks.len()).filter(|number| any && asks(checks[*number].0)).collect();
        let rules: Vec<&Each> = numbers.iter().map(|number| each_of(checks[*number].0)).collect();
        let guards = Guards::new(&rules, noun);
        Self { numbers, guards }
    }
}

fn each_of(check: &Check) -> &Each {
    let Spec::Each(spec) = &check.spec else { unreachable!("chosen for its kind") };
    spec
}

fn perform(
    checks: &[(&Check, Ground<'_>)],
    about: &[About],
    columns: &Columns<'_>,
    work: Work,
) -> Vec<(usize, Verdicts)> {
    let numbers = match work {
        Work::Whole(number) => return vec![(number, run(checks[number].0, checks[number].1))],
        Work::Some(numbers) => numbers,
    };
    let backwards = numbers.start / TOGETHER % 2 == 1;
    let mut done = Vec::new();
    for (noun, objects) in Noun::ALL.into_iter().zip(by_noun(checks[0].1.graph, numbers)) {
        let graph = checks[0].1.graph;
        if objects.is_empty() {
            continue;
        }
        let together = Together::objects(graph, columns.memo, noun, objects.clone());
        columns.ask(noun, &together, &objects);
        let About { numbers, guards } = &about[noun as usize];
        let out = guards.ruled_out(&together);
        let subject = |row: &Row| graph.object(objects[*row as usize]).subject;
        let subjects: Vec<Row> = (0..objects.len() as Row).filter(subject).collect();
        let mut asked: Vec<usize> = (0..numbers.len()).filter(|_| !subjects.is_empty()).collect();
        // In one order, the threads would wait for each other at every condition that is still to be compiled.
        if backwards {
            asked.reverse();
        }
        for place in asked {
            let number = numbers[place];
            let (check, ground) = checks[number];
            let left = subjects.iter().copied().filter(|row| !out.has(*row as usize, place)).collect();
            let verdicts = each::judged(each_of(check), &check.telling, ground, (&together, &objects), left);
            done.extend((!verdicts.is_empty()).then_some((number, verdicts)));
        }
    }
    done
}

/// Objects by their nouns.
fn by_noun(graph: &Graph, numbers: std::ops::Range<u32>) -> [Vec<ObjectId>; Noun::ALL.len()] {
    let mut all = [const { Vec::new() }; Noun::ALL.len()];
    for id in numbers.map(ObjectId) {
        all[graph.noun(id) as usize].push(id);
    }
    all
}
