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
        let (folders, mutations) = (proof.folders, proof.mutations);
        match (problems.len(), lang) {
            (0, Lang::Vi) => {
                writeln!(out, "{folders} quy tắc đã được chứng minh, {mutations} đột biến đều bị phát hiện")
            }
            (0, Lang::En) => writeln!(out, "{folders} rules proved, all {mutations} mutations noticed"),
            (count, Lang::Vi) => writeln!(out, "{count} vấn đề trong {folders} quy tắc"),
            (1, Lang::En) => writeln!(out, "1 problem in {folders} rules"),
            (count, Lang::En) => writeln!(out, "{count} problems in {folders} rules"),
        }
    })?;
    Ok(if problems.is_empty() { Ending::Clean } else { Ending::Findings })
}
