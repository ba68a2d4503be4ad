//! Where the time goes: the phases of the pipeline one after the other, the rules by kind, and the slowest by themselves.
//!
//! The phases are called as the pipeline calls them. `decode` is what importing takes beyond scanning; `words` what
//! the whole takes beyond its parts: exceptions, words for findings and for verdicts that wait, sorting.

use std::path::Path;

use khung::check::{self, Check, Ground, KINDS, Spec};
use khung::finding::RuleRef;
use khung::lang::Lang;
use khung::linter::{self, Options, Outcome};
use khung::report::{self, Report, Summary};
use khung::rule::RuleSet;
use khung::source::{Origin, Sources};
use khung::{discover, graph, import, rule, yaml};
use rayon::prelude::*;

use crate::estate::Estate;
use crate::measure::{Costs, here};
use crate::nation::TODAY;

/// Rules shown, the slowest first.
const SHOWN: usize = 12;
/// The columns of a report.
const WIDTH: usize = 100;

/// What each part of the work cost.
#[derive(Default)]
pub struct Stages {
    /// Phases by name, in the order of the data's path.
    pub phases: Vec<(&'static str, Costs)>,
    /// Rules of a kind together, with how many they are.
    pub kinds: Vec<(&'static str, usize, Costs)>,
    /// Each rule alone.
    pub rules: Vec<(String, Costs)>,
}

impl Stages {
    /// Measures an estate in rounds.
    pub fn measure(estate: &Estate, rounds: usize) -> Self {
        let mut stages = Self::default();
        (0..rounds).for_each(|_| stages.round(estate));
        stages
    }

    fn round(&mut self, estate: &Estate) {
        let mut sources = Sources::default();
        let rules = self.phase("read rules", || rule::read(&discover::embedded_packs(), &mut sources));
        let folder = [estate.folder.clone()];
        let found = self.phase("discover and read", || discover::read(&folder, &[], Path::new("."), &mut sources));
        self.phase("scan YAML", || scan(&sources));
        let imports = self.phase("scan and decode", || import::read(&sources));
        let (graph, _) = self.phase("graph", || graph::build(imports, &sources));
        let ground = |number: usize| Ground { graph: &graph, today: TODAY, rule: RuleRef::Loaded(number as u32) };
        let numbers = || (0..rules.rules.len()).filter(|number| !rules.rules[*number].is_builtin());
        let checks: Vec<_> = numbers().map(|number| (&rules.rules[number].check, ground(number))).collect();
        self.phase("all rules", || drop(check::run_all(&checks)));
        self.by_kind(&checks);
        self.alone(&rules, &checks);
        drop(checks);
        drop(graph);
        let options = Options { today: TODAY, ..Options::default() };
        let outcome =
            self.phase("all but reading and render", || linter::lint(&sources, &rules, &options, &found.findings));
        self.phase("render, text", || render("text", &outcome, &sources));
        self.phase("render, SARIF", || render("sarif", &outcome, &sources));
    }

    fn phase<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let (done, cost) = here(work);
        match self.phases.iter_mut().find(|(known, _)| *known == name) {
            Some((_, costs)) => costs.push(cost),
            None => self.phases.push((name, Costs::of(cost))),
        }
        done
    }

    fn by_kind(&mut self, checks: &[(&Check, Ground<'_>)]) {
        self.kinds.resize_with(KINDS.len(), || ("", 0, Costs::default()));
        for (kind, (name, count, costs)) in KINDS.iter().zip(&mut self.kinds) {
            let of_kind: Vec<_> = checks.iter().filter(|(check, _)| key(&check.spec) == kind.key).copied().collect();
            (*name, *count) = (kind.key, of_kind.len());
            costs.push(here(|| drop(check::run_all(&of_kind))).1);
        }
    }

    fn alone(&mut self, rules: &RuleSet, checks: &[(&Check, Ground<'_>)]) {
        self.rules.resize_with(checks.len(), Default::default);
        let ids = rules.rules.iter().filter(|rule| !rule.is_builtin()).map(|rule| &rule.id);
        for (((name, costs), id), (check, ground)) in self.rules.iter_mut().zip(ids).zip(checks) {
            name.clone_from(id);
            costs.push(here(|| drop(check::run(check, *ground))).1);
        }
    }

    /// Prints everything.
    pub fn print(mut self) {
        println!("  phase                            min ms   cpu ms");
        self.phases.iter().for_each(|(name, costs)| line(name, costs));
        println!("  rules of a kind                  min ms   cpu ms");
        for (name, count, costs) in self.kinds.iter().filter(|(_, count, _)| *count > 0) {
            line(&format!("{name} ({count} rules)"), costs);
        }
        self.rules.sort_by(|(_, a), (_, b)| b.least().total_cmp(&a.least()));
        println!("  rule, alone                      min ms   cpu ms");
        self.rules.iter().take(SHOWN).for_each(|(name, costs)| line(name, costs));
    }
}

fn line(name: &str, costs: &Costs) {
    let cpu = costs.cpu().map_or("-".to_owned(), |cpu| format!("{cpu:.1}"));
    println!("  {name:<30} {:>8.1} {cpu:>8}", costs.least());
}

fn key(spec: &Spec) -> &'static str {
    match spec {
        Spec::Each(_) => "each",
        Spec::Path(_) => "path",
        Spec::Acyclic(_) => "acyclic",
        Spec::Unique(_) => "unique",
        Spec::Layers(_) => "layers",
        Spec::Builtin => "builtin",
    }
}

fn scan(sources: &Sources) {
    let all: Vec<_> = sources.iter().filter(|(_, source)| source.origin == Origin::Estate).collect();
    all.into_par_iter().for_each(|(id, source)| drop(yaml::parse(id, &source.text)));
}

/// Renders into memory. How many bytes.
fn render(format: &str, outcome: &Outcome, sources: &Sources) -> usize {
    let counts = &outcome.counts;
    let summary = Summary {
        files: counts.files,
        skipped: counts.skipped,
        objects: counts.objects,
        flows: counts.flows,
        rules: counts.rules,
        elapsed: None,
    };
    let report = Report {
        diagnostics: &outcome.diagnostics,
        inconclusive: &outcome.inconclusive,
        sources,
        summary: &summary,
        since: None,
        lang: Lang::Vi,
        width: WIDTH,
        color: false,
        quiet: false,
        verbose: false,
        list_inconclusive: false,
        version: env!("CARGO_PKG_VERSION"),
    };
    let mut text = Vec::new();
    let format = report::format(format).expect("the format exists");
    (format.render)(&report, &mut text).expect("memory takes every text");
    text.len()
}
