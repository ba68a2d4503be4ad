//! The whole story in one function: texts, rules and settings in; everything that was found out.
//!
//! Pure: no clock, no file, no printing. Today's date is an input. The same input gives the same outcome,
//! whatever the order of the files and the number of threads.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::{self, Ground, Verdicts};
use crate::diagnostic::{Diagnostic, Inconclusive, Severity};
use crate::finding::{Finding, Granted, RuleRef, Value as Shown, builtin};
use crate::graph::{self, Graph};
use crate::import;
use crate::rule::{self, Rule, RuleSet};
use crate::schema::Noun;
use crate::settings::Level;
use crate::source::{Origin, SourceId, Sources, Span};
use crate::waive::baseline::{self, Baseline};
use crate::waive::{self, Waiver};

/// What a run is told beside texts and rules.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day for which everything is judged.
    pub today: Date,
    /// Rules to run, by id or group; empty means all.
    pub select: Vec<String>,
    /// Rules to leave out, by id or group.
    pub ignore: Vec<String>,
    /// What the project's settings say about rules, with the place where they say it.
    pub levels: BTreeMap<String, (Level, Span)>,
    /// Sources that the user named one by one and that must therefore be descriptions.
    pub named: Vec<SourceId>,
    /// What is known and does not count.
    pub baseline: Option<Baseline>,
}

/// Everything that was found out.
#[derive(Debug)]
pub struct Outcome {
    /// What is wrong, sorted by file, place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What could not be decided, sorted by rule and subject.
    pub inconclusive: Vec<Inconclusive>,
    /// How much was looked at.
    pub counts: Counts,
    /// What each rule that was run came to, by its number; the findings are in `diagnostics`.
    pub verdicts: Vec<(usize, Verdicts)>,
    /// The waivers of the estate, each with how many findings it covers.
    pub waivers: Vec<(Waiver, usize)>,
    /// What identifies each finding that no comment and no waiver accepts, whatever a baseline knows.
    pub identities: Baseline,
    /// The estate as one graph.
    pub graph: Graph,
    /// Where secrets stand. Whoever shows the texts masks these first, whatever rules are switched off.
    pub secrets: Vec<Span>,
}

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Descriptions of the estate.
    pub files: usize,
    /// YAML files that are not descriptions.
    pub skipped: usize,
    /// Objects of the estate, flows not counted.
    pub objects: usize,
    /// Flows of the estate.
    pub flows: usize,
    /// Rules that were run or watched for.
    pub rules: usize,
    /// Verdicts that came to pass or fail.
    pub decided: usize,
}

/// Lints an estate. `found` is what discovery found wrong with the files themselves.
pub fn lint(sources: &Sources, rules: &RuleSet, options: &Options, found: &[Finding]) -> Outcome {
    let mut findings: Vec<Finding> = found.to_vec();
    findings.extend(rules.findings.iter().cloned());
    findings.extend(unknown_rules(rules, options));

    let mut imports = import::read(sources);
    findings.extend(not_descriptions(&imports, options, found, sources));
    let mut counts = Counts { skipped: imports.skipped, ..Counts::default() };
    for (source, file) in &mut imports.files {
        counts.files += usize::from(sources.get(*source).origin == Origin::Estate);
        findings.append(&mut file.findings);
    }

    let (graph, unresolved) = graph::build(imports, sources);
    findings.extend(unresolved);
    counts.flows = graph.subjects(Noun::Flow).len();
    counts.objects = Noun::ALL.iter().map(|noun| graph.subjects(*noun).len()).sum::<usize>() - counts.flows;

    let mut verdicts = judge(rules, options, &graph);
    let mut inconclusive = Vec::new();
    let mut findings_of = Vec::new();
    for (number, verdicts) in &mut verdicts {
        let rule = &rules.rules[*number];
        counts.rules += 1;
        counts.decided += verdicts.passed.len() + verdicts.failed.len();
        findings_of.push(findings.len());
        findings.append(&mut verdicts.findings);
        inconclusive.extend(verdicts.undecided.iter().map(|undecided| rule::inconclusive(undecided, rule, &graph)));
    }
    counts.rules += rules.rules.iter().filter(|rule| rule.is_builtin() && runs(rule, options)).count();

    let watched = Watched { rules, options };
    let exceptions = waive::read(sources);
    let covered =
        waive::apply(&mut findings, &exceptions, options.baseline.as_ref(), &watched, sources, options.today);
    for ((_, verdicts), first) in verdicts.iter_mut().zip(findings_of) {
        set_waived_apart(verdicts, &findings[first..]);
    }
    let waivers = exceptions.waivers.into_iter().zip(covered).collect();
    let identities = watched.identities(&findings, sources);

    let is_secret = |finding: &&Finding| finding.rule == RuleRef::Builtin(&builtin::SECRET);
    let secrets = findings.iter().filter(is_secret).map(|finding| finding.at).collect();
    let diagnostics = tell(&findings, rules, options, sources);
    inconclusive.sort_by(|a, b| (&a.rule, &a.subject, a.at).cmp(&(&b.rule, &b.subject, b.at)));
    Outcome { diagnostics, inconclusive, counts, verdicts, waivers, identities, graph, secrets }
}

/// Every rule that has something to run, with what it found out.
fn judge(rules: &RuleSet, options: &Options, graph: &Graph) -> Vec<(usize, Verdicts)> {
    let chosen: Vec<usize> = (0..rules.rules.len())
        .filter(|number| {
            let rule = &rules.rules[*number];
            !rule.is_builtin() && runs(rule, options) && rule.applies_on(options.today)
        })
        .collect();
    let ground = |number: usize| Ground { graph, today: options.today, rule: RuleRef::Loaded(number as u32) };
    let checks: Vec<_> = chosen.iter().map(|number| (&rules.rules[*number].check, ground(*number))).collect();
    let verdicts = check::run_all(&checks);
    chosen.into_iter().zip(verdicts).collect()
}

/// Words for the findings of the rules that run; sorted, and what is said twice said once.
fn tell(findings: &[Finding], rules: &RuleSet, options: &Options, sources: &Sources) -> Vec<Diagnostic> {
    let level = |rule: &Rule| match options.levels.get(&rule.id).or_else(|| options.levels.get(rule.group())) {
        Some((Level::At(severity), _)) => Some(*severity),
        _ => None,
    };
    let mut told: Vec<Diagnostic> = findings
        .par_iter()
        .map(|finding| rule::diagnose(finding, rules, sources, level))
        .filter(|diagnostic| rules.find(&diagnostic.rule).is_none_or(|rule| runs(rule, options)))
        .collect();
    let path = |diagnostic: &Diagnostic| &sources.get(diagnostic.at.source).path;
    told.sort_by(|a, b| {
        let place = |each: &Diagnostic| (each.at.start, each.at.end);
        path(a)
            .cmp(path(b))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.message.en.cmp(&b.message.en))
            .then_with(|| a.subjects.cmp(&b.subjects))
    });
    told.dedup();
    told
}

/// Whether a rule is selected, not ignored and not switched off.
pub fn runs(rule: &Rule, options: &Options) -> bool {
    let named = |selectors: &[String]| selectors.iter().any(|selector| RuleSet::selects(selector, rule));
    let off = |key: &str| matches!(options.levels.get(key), Some((Level::Off, _)));
    let off = match options.levels.contains_key(&rule.id) {
        true => off(&rule.id),
        false => off(rule.group()),
    };
    (options.select.is_empty() || named(&options.select)) && !named(&options.ignore) && !off
}

/// Whether a finding that nobody accepted reaches a severity.
pub fn fails(diagnostics: &[Diagnostic], least: Severity) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.accepted.is_none() && diagnostic.severity >= least)
}

/// What the exceptions may know of the rules of a run.
struct Watched<'w> {
    rules: &'w RuleSet,
    options: &'w Options,
}

impl waive::Rules for Watched<'_> {
    fn known(&self, id: &str) -> Option<waive::Known<'_>> {
        let rule = self.rules.find(id)?;
        let runs = runs(rule, self.options) && rule.applies_on(self.options.today);
        Some(waive::Known { id: &rule.id, longest: rule.longest_waiver, runs })
    }

    fn nearest(&self, id: &str) -> Option<&str> {
        // The name of a group is no name of a rule, however near it is.
        self.rules.nearest(id).filter(|near| *near != id)
    }

    fn id(&self, rule: RuleRef) -> &str {
        match rule {
            RuleRef::Loaded(number) => &self.rules.rules[number as usize].id,
            RuleRef::Builtin(builtin) => builtin.id,
        }
    }
}

impl Watched<'_> {
    /// What identifies the findings that a baseline may know: those of the rules that run, not accepted otherwise.
    fn identities(&self, findings: &[Finding], sources: &Sources) -> Baseline {
        let counts = |finding: &&Finding| {
            let otherwise = finding.accepted.as_ref().is_some_and(|accepted| accepted.by != Granted::Baseline);
            let id = waive::Rules::id(self, finding.rule);
            !otherwise && self.rules.find(id).is_none_or(|rule| runs(rule, self.options))
        };
        let counted = findings.iter().filter(counts);
        Baseline::of(
            counted.map(|finding| (waive::Rules::id(self, finding.rule), baseline::identity(finding, sources))),
        )
    }
}

/// Moves what was accepted from the failed of a rule, whose findings are the first of these, to the waived.
fn set_waived_apart(verdicts: &mut Verdicts, findings: &[Finding]) {
    let mut accepted = findings.iter().map(|finding| finding.accepted.is_some());
    let all = std::mem::take(&mut verdicts.failed);
    let (waived, failed) = all.into_iter().partition(|_| accepted.next().expect("a finding for each"));
    (verdicts.waived, verdicts.failed) = (waived, failed);
}

/// Settings that name a rule nobody has.
fn unknown_rules(rules: &RuleSet, options: &Options) -> Vec<Finding> {
    let unknown = options.levels.iter().filter(|(id, _)| !known(rules, id));
    unknown
        .map(|(id, (_, at))| {
            Finding::builtin(&builtin::UNKNOWN_RULE, *at, [Shown::raw(id), Shown::maybe(rules.nearest(id))])
        })
        .collect()
}

/// Whether a selector names at least one rule.
pub fn known(rules: &RuleSet, selector: &str) -> bool {
    rules.rules.iter().any(|rule| RuleSet::selects(selector, rule))
}

/// Files that the user named and that no notation claims. A file whose bytes are at fault has said so already.
fn not_descriptions(
    imports: &import::Imports,
    options: &Options,
    found: &[Finding],
    sources: &Sources,
) -> Vec<Finding> {
    let claimed = |id: &SourceId| imports.files.iter().any(|(source, _)| source == id);
    let faulty = |id: &SourceId| found.iter().any(|finding| finding.at.source == *id);
    let other = |id: &SourceId| sources.get(*id).origin != Origin::Estate;
    let unclaimed = options.named.iter().filter(|id| !claimed(id) && !faulty(id) && !other(id));
    unclaimed.map(|id| Finding::builtin(&builtin::NOT_A_DESCRIPTION, Span::new(*id, 0, 0), [])).collect()
}
