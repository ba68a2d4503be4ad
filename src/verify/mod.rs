//! Proves rule folders: texts, citations, good and bad files, expected output, fixes, mutations.
//!
//! Used by `khung verify` and by `tests/rules.rs`. It runs the same linter as everybody and looks at what
//! comes out; it has no second idea of what a rule means. It writes nothing: what `--bless` would write is
//! handed back.

mod fixture;
mod mutation;
mod problem;

use rayon::prelude::*;

pub use problem::Problem;

use crate::diagnostic::Diagnostic;
use crate::finding::{Safety, builtin};
use crate::fix;
use crate::lang::{Lang, Localized};
use crate::linter::{self, Options};
use crate::report::{self, Report, Summary};
use crate::rule::{self, Rule, RuleSet};
use crate::source::{Origin, PackFiles, Sources};
use fixture::{Fixture, Run};

/// The columns of `expected.txt`.
const WIDTH: usize = 100;

/// What proving came to.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many rule folders were looked at.
    pub folders: usize,
    /// How many changes of a single clause were tried.
    pub mutations: usize,
    /// How many of them neither good nor bad noticed, explained ones included.
    pub unnoticed: usize,
    /// Everything that is not as it must be, by folder.
    pub problems: Vec<Problem>,
    /// What the generated files hold now: path in the pack's root, text. Only where it differs.
    pub outdated: Vec<(String, String)>,
}

/// Proves every folder of `targets`. `context` are the packs that are loaded beside them.
pub fn verify(context: &[PackFiles], targets: &[PackFiles], today: jiff::civil::Date) -> Proof {
    let roots: Vec<(String, String)> = targets.iter().map(|pack| (name(&pack.root), pack.root.clone())).collect();
    // Nothing is trusted here, whatever it ships in.
    let renamed = |pack: &PackFiles| PackFiles { root: name(&pack.root), embedded: false, ..pack.clone() };
    let packs: Vec<PackFiles> = context.iter().chain(targets).map(renamed).collect();
    let targets = &packs[context.len()..];
    let mut proof = Proof::default();
    let mut sources = Sources::default();
    let mut set = rule::read(&packs, &mut sources);
    proof.problems.extend(broken_files(&set, &sources, targets));
    proof.problems.extend(without_folder(&set, targets));
    // What is wrong with the packs under proof has been told, and must not be found in every fixture again.
    set.findings.clear();
    let ground = Ground { packs: &packs, sources: &sources, rules: &set, today };
    let silent = ground.lint(&Fixture::empty(today), None);
    proof.problems.extend(noise(&silent, "the empty estate", ""));
    let folders: Vec<(&PackFiles, &Rule)> = targets
        .iter()
        .flat_map(|pack| {
            set.rules.iter().filter(|rule| set.packs[rule.pack].root == pack.root).map(move |r| (pack, r))
        })
        .collect();
    let proofs: Vec<Proof> = folders.par_iter().map(|(pack, rule)| ground.folder(pack, rule)).collect();
    for one in proofs {
        proof.folders += 1;
        proof.mutations += one.mutations;
        proof.unnoticed += one.unnoticed;
        proof.problems.extend(one.problems);
        proof.outdated.extend(one.outdated);
    }
    // Inside, packs go by their names, so that what is rendered does not depend on where they lie.
    for problem in &mut proof.problems {
        problem.path = on_disk(&problem.path, &roots);
    }
    for (path, _) in &mut proof.outdated {
        *path = on_disk(path, &roots);
    }
    proof
}

/// The last part of a pack's path.
fn name(root: &str) -> String {
    root.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A path that begins with a pack's name as it is found from here.
fn on_disk(path: &str, roots: &[(String, String)]) -> String {
    let within = |(name, root): &(String, String)| Some(format!("{root}{}", path.strip_prefix(name.as_str())?));
    let inside = |(name, _): &&(String, String)| path.strip_prefix(name.as_str()).is_some_and(|p| p.starts_with('/'));
    roots.iter().find(inside).and_then(within).unwrap_or_else(|| path.to_owned())
}

/// Faults in the rule files themselves, as the linter tells them.
fn broken_files(set: &RuleSet, sources: &Sources, targets: &[PackFiles]) -> Vec<Problem> {
    let tell = |finding| rule::diagnose(finding, set, sources, |_| None);
    let diagnostics = set.findings.iter().map(tell);
    let placed = diagnostics.filter_map(|diagnostic| {
        let path = &sources.get(diagnostic.at.source).path;
        let pack = targets.iter().find(|pack| path.starts_with(&format!("{}/", pack.root)))?;
        let line = sources.position(diagnostic.at).line;
        let folder = path[pack.root.len() + 1..].rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(Problem::new(
            folder,
            path,
            Some(line),
            Localized { vi: diagnostic.message.vi, en: diagnostic.message.en },
        ))
    });
    placed.collect()
}

/// Builtins that no folder describes, when the pack that should is among the targets.
fn without_folder(set: &RuleSet, targets: &[PackFiles]) -> Vec<Problem> {
    let Some(core) = targets.iter().find(|pack| pack.root == "core") else { return Vec::new() };
    let missing = builtin::ALL.iter().filter(|known| set.find(known.id).is_none());
    missing
        .map(|known| Problem::said(known.id, &core.root, "không có thư mục quy tắc", "has no rule folder"))
        .collect()
}

struct Ground<'g> {
    packs: &'g [PackFiles],
    sources: &'g Sources,
    rules: &'g RuleSet,
    today: jiff::civil::Date,
}

impl Ground<'_> {
    fn folder(&self, pack: &PackFiles, rule: &Rule) -> Proof {
        let mut proof = Proof::default();
        let folder = format!("{}/{}", pack.root, rule.id);
        if builtin::ABOUT_BYTES.iter().any(|known| known.id == rule.id) {
            return proof;
        }
        let day = self.rules.packs[rule.pack].head.reviewed.unwrap_or(self.today);
        let good = Fixture::of(pack, &rule.id, "good", day);
        let bad = Fixture::of(pack, &rule.id, "bad", day);
        for (name, fixture) in [("good", &good), ("bad", &bad)] {
            if fixture.is_none() {
                let (vi, en) =
                    (format!("thiếu {name}.yaml hoặc {name}/"), format!("{name}.yaml or {name}/ is missing"));
                proof.problems.push(Problem::new(&rule.id, &folder, None, Localized { vi, en }));
            }
        }
        let (Some(good), Some(bad)) = (good, bad) else { return proof };
        for (path, line) in [&good, &bad].into_iter().filter_map(Fixture::wrong_day) {
            let (vi, en) = ("`# as-of:` không có ngày dạng YYYY-MM-DD", "`# as-of:` has no day as YYYY-MM-DD");
            let text = Localized { vi: vi.to_owned(), en: en.to_owned() };
            proof.problems.push(Problem::new(&rule.id, &format!("{folder}/{path}"), Some(line), text));
        }
        let peace = self.lint(&good, None);
        let mut found = noise(&peace, "good", &rule.id);
        let run = self.lint(&bad, Some(&rule.id));
        found.extend(unmarked(&run, &bad, rule));
        for problem in &mut found {
            problem.path = format!("{folder}/{}", problem.path);
        }
        proof.problems.extend(found);
        self.generated(pack, rule, &bad, &run, &mut proof);
        mutation::prove(self, pack, rule, [&peace, &run], &mut proof);
        proof
    }

    /// Lints a fixture with all rules, or with one only.
    fn lint(&self, fixture: &Fixture, only: Option<&str>) -> Run {
        let Some(pack) = fixture.pack() else {
            return self.lint_with(self.sources.clone(), self.rules, fixture, only);
        };
        let mut sources = Sources::default();
        let own = format!("{}/", pack.root);
        let packs: Vec<PackFiles> = self.packs.iter().cloned().chain([pack]).collect();
        let mut rules = rule::read(&packs, &mut sources);
        rules.findings.retain(|finding| sources.get(finding.at.source).path.starts_with(&own));
        self.lint_with(sources, &rules, fixture, only)
    }

    fn lint_with(&self, mut sources: Sources, rules: &RuleSet, fixture: &Fixture, only: Option<&str>) -> Run {
        let mut options = Options { today: fixture.day, ..Options::default() };
        // Exceptions are about what other rules find, so those have to run.
        let about_others = only.is_some_and(|rule| rule.starts_with("waivers/"));
        options.select.extend(only.filter(|_| !about_others).map(str::to_owned));
        let settings = fixture.settings(&mut sources);
        options.levels = settings.rules;
        for (path, text) in fixture.descriptions() {
            let origin = Origin::in_estate(&path);
            let id = sources.add(path, origin, text.to_owned());
            options.named.push(id);
        }
        let mut outcome = linter::lint(&sources, rules, &options, &settings.findings);
        if about_others {
            outcome.diagnostics.retain(|diagnostic| Some(diagnostic.rule.as_str()) == only);
        }
        Run {
            diagnostics: outcome.diagnostics,
            secrets: outcome.secrets,
            day: fixture.day,
            sources,
            graph: outcome.graph,
        }
    }

    /// The files that are made from the rule: `expected.txt` and, for fixable rules, `fixed.yaml`.
    fn generated(&self, pack: &PackFiles, rule: &Rule, bad: &Fixture, run: &Run, proof: &mut Proof) {
        let name = format!("{}/expected.txt", rule.id);
        self.compare(pack, &name, &rendered(run), rule, proof);
        if !run.diagnostics.iter().any(|diagnostic| diagnostic.fix.is_some()) {
            if rule.told.mend.is_some() {
                let (vi, en) = ("không phát hiện nào trong bad có cách sửa", "no finding in bad has its fix");
                proof.problems.push(Problem::said(&rule.id, &name, vi, en));
            }
            return;
        }
        let Some(path) = bad.only() else { return };
        let fixed = fix_all(self, bad, &rule.id);
        let folder = format!("{}/{}", pack.root, rule.id);
        let name = format!("{}/fixed.yaml", rule.id);
        self.compare(pack, &name, &fixed, rule, proof);
        let after = Fixture::text(&path, fixed.clone(), bad.day);
        let without = run.diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_none()).count();
        let left = self.lint(&after, Some(&rule.id));
        // What the rule offers no mend for is there still, and nothing else.
        if rule.told.mend.is_some() && left.diagnostics.len() > without {
            for mut problem in noise(&left, "fixed", &rule.id) {
                problem.path = format!("{folder}/fixed.yaml");
                proof.problems.push(problem);
            }
        }
        if fix_all(self, &after, &rule.id) != fixed {
            let (vi, en) = ("sửa lần thứ hai vẫn thay đổi tệp", "a second fix changes the file again");
            proof.problems.push(Problem::said(&rule.id, &format!("{folder}/fixed.yaml"), vi, en));
        }
    }

    fn compare(&self, pack: &PackFiles, name: &str, now: &str, rule: &Rule, proof: &mut Proof) {
        let there = pack.files.get(name);
        if there.is_some_and(|text| text.replace("\r\n", "\n") == now) {
            return;
        }
        let (vi, en) = match there {
            Some(_) => ("không còn đúng với kết quả hiện nay", "is not what comes out now"),
            None => ("chưa có", "is missing"),
        };
        proof.problems.push(Problem::said(&rule.id, &format!("{}/{name}", pack.root), vi, en));
        proof.outdated.push((format!("{}/{name}", pack.root), now.to_owned()));
    }
}

/// What is found where nothing may be.
fn noise(run: &Run, name: &str, rule: &str) -> Vec<Problem> {
    let counted = run.diagnostics.iter().filter(|diagnostic| diagnostic.accepted.is_none());
    let noise = counted.map(|diagnostic| {
        let (path, line) = run.place(diagnostic);
        let text = |lang: Lang, at: &str| format!("{at}: {}: {}", diagnostic.rule, diagnostic.message.get(lang));
        let vi = text(Lang::Vi, &format!("phát hiện trong {name}"));
        let en = text(Lang::En, &format!("finding in {name}"));
        Problem::new(rule, &path, Some(line), Localized { vi, en })
    });
    noise.collect()
}

/// The text after all fixes of a rule, run again while they change something.
fn fix_all(ground: &Ground<'_>, fixture: &Fixture, rule: &str) -> String {
    let path = fixture.only().expect("fixes are proved on one file");
    let mut text = fixture.descriptions().next().expect("one file").1.to_owned();
    // Each round makes at least one of finitely many fixes; overlapping ones wait for the next.
    for _ in 0..16 {
        let run = ground.lint(&Fixture::text(&path, text.clone(), fixture.day), Some(rule));
        let source = run.sources.iter().find(|(_, source)| source.path == path).expect("it was just added").0;
        match fix::apply(source, &text, &run.diagnostics, Safety::Unsafe) {
            Some((new, _)) => text = new,
            None => break,
        }
    }
    text
}

/// Both languages as a person sees them, without colour.
fn rendered(run: &Run) -> String {
    let mut sources = run.sources.clone();
    for secret in &run.secrets {
        sources.mask(*secret);
    }
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let report = Report {
            diagnostics: &run.diagnostics,
            inconclusive: &[],
            sources: &sources,
            summary: &Summary::default(),
            since: None,
            lang,
            width: WIDTH,
            color: false,
            quiet: true,
            verbose: false,
            list_inconclusive: false,
            version: env!("CARGO_PKG_VERSION"),
        };
        let format = report::format("text").expect("text is a format");
        (format.render)(&report, &mut all).expect("a vector takes any text");
    }
    let text = String::from_utf8(all).expect("reports are UTF-8");
    // Editors and git strip blanks at the ends of lines; a proof must survive that.
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim())
}

/// Lines that are marked and silent, or found and not marked.
fn unmarked(run: &Run, bad: &Fixture, rule: &Rule) -> Vec<Problem> {
    let mut marks = bad.marks();
    let mut problems = Vec::new();
    let place = |diagnostic: &Diagnostic| run.place(diagnostic);
    for diagnostic in &run.diagnostics {
        let at = place(diagnostic);
        match marks.iter().position(|mark| *mark == at) {
            Some(found) => drop(marks.remove(found)),
            None => {
                let said = |lang: Lang| diagnostic.message.get(lang);
                let vi = format!("phát hiện ở dòng không đánh dấu: {}", said(Lang::Vi));
                let en = format!("a finding in a line that is not marked: {}", said(Lang::En));
                problems.push(Problem::new(&rule.id, &at.0, Some(at.1), Localized { vi, en }));
            }
        }
    }
    let silent = |(path, line): (String, usize)| {
        let (vi, en) = ("dòng được đánh dấu nhưng không có phát hiện", "a marked line without a finding");
        let words = Localized { vi: vi.to_owned(), en: en.to_owned() };
        Problem::new(&rule.id, &path, Some(line), words)
    };
    problems.extend(marks.into_iter().map(silent));
    if bad.marks().is_empty() {
        let (vi, en) = ("không có dòng nào được đánh dấu `# bad`", "no line is marked `# bad`");
        problems.push(Problem::said(&rule.id, &rule.id, vi, en));
    }
    problems
}
