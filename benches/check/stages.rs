//! Where the time goes: the stages of the pipeline one after the other, and every rule by itself.
//!
//! The stages are called as the pipeline calls them; their sum is a little more than the whole, which overlaps
//! them with nothing but does less copying.

use std::path::Path;

use khung::check::{self, Ground};
use khung::finding::RuleRef;
use khung::linter::{self, Options};
use khung::source::{Origin, Sources};
use khung::{discover, graph, import, rule, yaml};
use rayon::prelude::*;

use crate::estate::Estate;
use crate::measure::{Costs, here};
use crate::nation::TODAY;

/// Rules shown, the slowest first.
const SHOWN: usize = 12;

/// Measures and prints.
pub fn print(estate: &Estate, rounds: usize) {
    let mut stages: Vec<(&str, Costs)> =
        ["read rules", "discover and read", "scan YAML alone", "import", "build graph", "all rules", "whole lint"]
            .map(|name| (name, Costs::default()))
            .into();
    let mut rules_alone: Vec<(String, Costs)> = Vec::new();
    for _ in 0..rounds {
        let mut sources = Sources::default();
        let (rules, cost) = here(|| rule::read(&discover::embedded_packs(), &mut sources));
        stages[0].1.push(cost);
        let folder = [estate.folder.clone()];
        let (found, cost) = here(|| discover::read(&folder, &[], Path::new("."), &mut sources));
        stages[1].1.push(cost);
        stages[2].1.push(here(|| scan(&sources)).1);
        let (imports, cost) = here(|| import::read(&sources));
        stages[3].1.push(cost);
        let ((graph, _), cost) = here(|| graph::build(imports, &sources));
        stages[4].1.push(cost);
        let ground = |number: usize| Ground { graph: &graph, today: TODAY, rule: RuleRef::Loaded(number as u32) };
        let numbers = || (0..rules.rules.len()).filter(|number| !rules.rules[*number].is_builtin());
        let checks: Vec<_> = numbers().map(|number| (&rules.rules[number].check, ground(number))).collect();
        stages[5].1.push(here(|| check::run_all(&checks)).1);
        rules_alone.resize_with(numbers().count(), Default::default);
        for ((name, costs), number) in rules_alone.iter_mut().zip(numbers()) {
            name.clone_from(&rules.rules[number].id);
            costs.push(here(|| check::run(&rules.rules[number].check, ground(number))).1);
        }
        drop(graph);
        let options = Options { today: TODAY, ..Options::default() };
        stages[6].1.push(here(|| linter::lint(&sources, &rules, &options, &found.findings)).1);
    }
    println!("  stage                            min ms   cpu ms");
    stages.iter().for_each(|(name, costs)| line(name, costs));
    rules_alone.sort_by(|(_, a), (_, b)| b.least().total_cmp(&a.least()));
    println!("  rule, alone                      min ms   cpu ms");
    rules_alone.iter().take(SHOWN).for_each(|(name, costs)| line(name, costs));
}

fn line(name: &str, costs: &Costs) {
    let cpu = costs.cpu().map_or("-".to_owned(), |cpu| format!("{cpu:.1}"));
    println!("  {name:<30} {:>8.1} {cpu:>8}", costs.least());
}

fn scan(sources: &Sources) {
    let all: Vec<_> = sources.iter().filter(|(_, source)| source.origin == Origin::Estate).collect();
    all.into_par_iter().for_each(|(id, source)| drop(yaml::parse(id, &source.text)));
}
