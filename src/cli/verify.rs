//! `khung verify`: proves rule folders.

use std::path::Path;

use super::args::{Common, VerifyArgs};
use super::{Ending, Trouble, load, output};
use crate::discover;
use crate::lang::{Lang, words};
use crate::verify;

pub(super) fn run(common: &Common, arguments: &VerifyArgs) -> Result<Ending, Trouble> {
    let embedded = discover::embedded_packs();
    let targets = match &arguments.dir {
        Some(dir) => discover::packs_in(dir).map_err(|mut all| all.swap_remove(0))?,
        None => embedded.clone(),
    };
    // A pack on disk that also ships inside stands in for the one inside.
    let name = |root: &str| root.rsplit('/').next().unwrap_or_default().to_owned();
    let context: Vec<_> = embedded
        .into_iter()
        .filter(|pack| targets.iter().all(|target| name(&target.root) != name(&pack.root)))
        .collect();
    let proof = verify::verify(&context, &targets, load::today());
    let (_, _, lang) = load::rules(common)?;
    if arguments.bless {
        for (path, text) in &proof.outdated {
            output::replace(Path::new(path), text)?;
        }
    }
    let counts = Counts { folders: proof.folders, mutants: proof.mutations, unnoticed: proof.unnoticed };
    let mut problems = proof.problems;
    if arguments.bless {
        problems.retain(|problem| !proof.outdated.iter().any(|(path, _)| *path == problem.path));
    }
    problems.sort();
    output::print(|out| {
        for problem in &problems {
            let place = problem.line.map_or(problem.path.clone(), |line| format!("{}:{line}", problem.path));
            writeln!(out, "{place}: {}: {}", problem.rule, problem.say(lang))?;
        }
        for (path, _) in proof.outdated.iter().filter(|_| arguments.bless) {
            writeln!(out, "{} {path}", words("đã ghi", "wrote").get(lang))?;
        }
        writeln!(out, "{}", summary(problems.len(), &counts, lang))
    })?;
    Ok(if problems.is_empty() { Ending::Clean } else { Ending::Findings })
}

/// What the last line counts.
struct Counts {
    folders: usize,
    mutants: usize,
    unnoticed: usize,
}

fn summary(problems: usize, counts: &Counts, lang: Lang) -> String {
    let Counts { folders, mutants, unnoticed } = counts;
    let start = match (problems, lang) {
        (0, Lang::Vi) => format!("{folders} quy tắc đã được chứng minh"),
        (0, Lang::En) => format!("{folders} rules proved"),
        (count, Lang::Vi) => format!("{count} vấn đề trong {folders} quy tắc"),
        (1, Lang::En) => format!("1 problem in {folders} rules"),
        (count, Lang::En) => format!("{count} problems in {folders} rules"),
    };
    let noticed = mutants - unnoticed;
    let end = match (problems, unnoticed, lang) {
        (_, 0, Lang::Vi) => format!("{mutants} đột biến đều bị phát hiện"),
        (_, 0, Lang::En) => format!("all {mutants} mutants noticed"),
        (0, _, Lang::Vi) => format!("{noticed} đột biến bị phát hiện, {unnoticed} được giải thích"),
        (0, _, Lang::En) => format!("{noticed} mutants noticed, {unnoticed} explained"),
        (_, _, Lang::Vi) => format!("{noticed} trong {mutants} đột biến bị phát hiện"),
        (_, _, Lang::En) => format!("{noticed} of {mutants} mutants noticed"),
    };
    format!("{start}; {end}")
}
