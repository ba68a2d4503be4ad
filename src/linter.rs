//! The whole story in one function: texts, rules and settings in; everything that was found out.
//!
//! Pure: no clock, no file, no printing. Today's date is an input. The same input gives the same outcome,
//! whatever the order of the files and the number of threads.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::check::{self, Ground, Verdicts};
use crate::diagnostic::{Diagnostic, Inconclusive, Severity};
use crate::finding::{Finding, Granted, Hidden, RuleRef, Value as Shown, builtin};
use crate::graph::{self, Graph, ObjectId};
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
    /// Who remembers what texts say; changes no outcome, only the time it takes.
    pub recall: Option<Arc<dyn import::Recall>>,
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

/// The estate at a commit that another one is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Base<'b> {
    /// Its texts, with the packs' and the settings' of the run before them under the same ids.
    pub sources: &'b Sources,
    /// Those that the user named one by one.
    pub named: &'b [SourceId],
    /// What was wrong with its files and settings.
    pub found: &'b [Finding],
}

/// What a comparison says beside an [`Outcome`], whose findings that the base had already are marked as such.
#[derive(Debug)]
pub struct Compared {
    /// What the base had and is found no longer.
    pub fixed: Baseline,
    /// Verdicts that could not be given at the base either; they are left out of the outcome.
    pub undecided: usize,
    /// The base as one graph.
    pub graph: Graph,
}

/// Lints an estate. `found` is what discovery found wrong with the files themselves.
pub fn lint(sources: &Sources, rules: &RuleSet, options: &Options, found: &[Finding]) -> Outcome {
    let found = with_ours(rules, options, found);
    Judged::of(sources, rules, options, found).tell(rules, options, sources)
}

/// Lints an estate and compares it with another state of it. Both sides are judged as a whole, by the same rules on the
/// same day. A finding is known by its rule and what it is about, as in a baseline; what is wrong with rules is no
/// part of an estate and always counts.
pub fn compare(
    sources: &Sources,
    rules: &RuleSet,
    options: &Options,
    found: &[Finding],
    base: &Base<'_>,
) -> (Outcome, Compared) {
    let of_base = Options { named: base.named.to_vec(), baseline: None, ..options.clone() };
    let (mut judged, before) = rayon::join(
        || Judged::of(sources, rules, options, with_ours(rules, options, found)),
        || Judged::of(base.sources, rules, &of_base, base.found.to_vec()),
    );
    let fixed = before.identities.compare(&mut judged.findings, &Watched { rules, options }, sources);
    let undecided = judged.forget_undecided(&before);
    (judged.tell(rules, options, sources), Compared { fixed, undecided, graph: before.graph })
}

/// The findings that are there before anything is read: those of discovery, and those about rules and their settings.
fn with_ours(rules: &RuleSet, options: &Options, found: &[Finding]) -> Vec<Finding> {
    let mut findings = found.to_vec();
    findings.extend(rules.findings.iter().cloned());
    findings.extend(unknown_rules(rules, &options.levels));
    findings
}

/// An estate judged, still without words.
struct Judged {
    findings: Vec<Finding>,
    counts: Counts,
    verdicts: Vec<(usize, Verdicts)>,
    waivers: Vec<(Waiver, usize)>,
    identities: Baseline,
    graph: Graph,
}

impl Judged {
    fn of(sources: &Sources, rules: &RuleSet, options: &Options, found: Vec<Finding>) -> Self {
        let mut imports = import::read_with(sources, options.recall.as_deref());
        let strange = not_descriptions(&imports, options, &found, sources);
        let mut findings = found;
        findings.extend(strange);
        let mut counts = Counts { skipped: imports.skipped, ..Counts::default() };
        for (source, file) in &mut imports.files {
            counts.files += usize::from(sources.get(*source).origin == Origin::Estate);
            findings.append(&mut file.findings);
        }

        let ((graph, unresolved), exceptions) =
            rayon::join(|| graph::build(imports, sources), || waive::read(sources));
        findings.extend(unresolved);
        counts.flows = graph.subjects(Noun::Flow).len();
        counts.objects = Noun::ALL.iter().map(|noun| graph.subjects(*noun).len()).sum::<usize>() - counts.flows;

        let mut verdicts = judge(rules, options, &graph);
        let mut findings_of = Vec::new();
        for (_, verdicts) in &mut verdicts {
            counts.rules += 1;
            counts.decided += verdicts.passed.len() + verdicts.failed.len();
            findings_of.push(findings.len());
            findings.append(&mut verdicts.findings);
        }
        counts.rules += rules.rules.iter().filter(|rule| rule.is_builtin() && runs(rule, options)).count();

        let watched = Watched { rules, options };
        let covered =
            waive::apply(&mut findings, &exceptions, options.baseline.as_ref(), &watched, sources, options.today);
        for ((_, verdicts), first) in verdicts.iter_mut().zip(findings_of) {
            set_waived_apart(verdicts, &findings[first..]);
        }
        let waivers = exceptions.waivers.into_iter().zip(covered).collect();
        let identities = watched.identities(&findings, sources);
        Self { findings, counts, verdicts, waivers, identities, graph }
    }

    /// Takes out the verdicts that could not be given before either, by rule and name; how many those are.
    fn forget_undecided(&mut self, before: &Self) -> usize {
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut number = |graph: &Graph, known: &mut FxHashMap<ObjectId, usize>, id: ObjectId| {
            *known.entry(id).or_insert_with(|| {
                let next = numbers.len();
                *numbers.entry(graph.full_name(id)).or_insert(next)
            })
        };
        let (mut known, mut left) = (FxHashMap::default(), FxHashMap::default());
        for (rule, verdicts) in &before.verdicts {
            for undecided in &verdicts.undecided {
                let name = number(&before.graph, &mut known, undecided.subject);
                *left.entry((*rule, name)).or_insert(0_usize) += 1;
            }
        }
        let (mut known, mut forgotten) = (FxHashMap::default(), 0);
        for (rule, verdicts) in &mut self.verdicts {
            verdicts.undecided.retain(|undecided| {
                let name = number(&self.graph, &mut known, undecided.subject);
                let old = left.get_mut(&(*rule, name)).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
                forgotten += usize::from(old);
                !old
            });
        }
        forgotten
    }

    /// Everything that was found out, with words.
    fn tell(self, rules: &RuleSet, options: &Options, sources: &Sources) -> Outcome {
        let Self { mut findings, counts, verdicts, waivers, identities, graph } = self;
        let is_secret = |finding: &&Finding| finding.rule == RuleRef::Builtin(&builtin::SECRET);
        let secrets: Vec<Span> = findings.iter().filter(is_secret).map(|finding| finding.at).collect();
        let texts: Vec<&str> = secrets.iter().map(|at| sources.text(*at)).collect();
        if let Some(hidden) = Hidden::new(&texts) {
            findings.iter_mut().for_each(|finding| hidden.take_out(finding));
        }
        let (diagnostics, inconclusive) =
            rayon::join(|| tell(&findings, rules, options, sources), || inconclusive(&verdicts, rules, &graph));
        Outcome { diagnostics, inconclusive, counts, verdicts, waivers, identities, graph, secrets }
    }
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
        .map(|finding| {
            // Every report asks for lines; here all threads find them.
            sources.get(finding.at.source).line_starts();
            rule::diagnose(finding, rules, sources, level)
        })
        .filter(|diagnostic| rules.find(&diagnostic.rule).is_none_or(|rule| runs(rule, options)))
        .collect();
    let path = |diagnostic: &Diagnostic| &sources.get(diagnostic.at.source).path;
    told.par_sort_by(|a, b| {
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

/// Words for what could not be decided, sorted by rule and subject.
fn inconclusive(verdicts: &[(usize, Verdicts)], rules: &RuleSet, graph: &Graph) -> Vec<Inconclusive> {
    let of_rule = |(number, verdicts): &(usize, Verdicts)| {
        let rule = &rules.rules[*number];
        let told = verdicts.undecided.iter().map(|undecided| rule::inconclusive(undecided, rule, graph));
        told.collect::<Vec<_>>()
    };
    let mut all: Vec<Inconclusive> = verdicts.par_iter().with_max_len(1).flat_map_iter(of_rule).collect();
    all.par_sort_by(|a, b| (&a.rule, &a.subject, a.at).cmp(&(&b.rule, &b.subject, b.at)));
    all
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
        Some(waive::Known { id: &rule.id, longest: rule.told.longest_waiver, runs })
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
pub fn unknown_rules(rules: &RuleSet, levels: &BTreeMap<String, (Level, Span)>) -> Vec<Finding> {
    let unknown = levels.iter().filter(|(id, _)| !known(rules, id));
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
