//! `khung check`: the main job.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, Common, Show, Written};
use super::load::Loaded;
use super::{Ending, Trouble, load, output, since};
use crate::answer::Answer;
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Granted;
use crate::linter::{self, Base, Outcome};
use crate::report::{self, Report, Since, Summary};
use crate::source::{Origin, Span};

/// The columns of a report that is written to a file, whatever the terminal's.
const FILE_WIDTH: usize = 100;

pub(super) fn run(common: &Common, arguments: &CheckArgs) -> Result<Ending, Trouble> {
    let started = Instant::now();
    different_files(&arguments.output)?;
    let mut loaded = load::chosen(common, &arguments.estate, &arguments.chosen)?;
    loaded.options.baseline = load::baseline(arguments.baseline.as_deref().or(loaded.baseline.as_deref()))?;
    let Linted { mut answer, since } = lint(common, &loaded, arguments)?;
    // Of settings alone there may be something to say, and still nothing was checked.
    let estate = |at: Span| loaded.sources.get(at.source).origin == Origin::Estate;
    let looked = answer.counts.files > 0 || answer.diagnostics.iter().any(|diagnostic| estate(diagnostic.at));
    let skipped = answer.counts.skipped;
    let nothing_to_check = || Trouble::NothingToCheck { skipped };
    if !looked && answer.diagnostics.is_empty() {
        return if loaded.troubled { Ok(Ending::Failed) } else { Err(nothing_to_check()) };
    }
    let summary = Summary {
        files: answer.counts.files,
        skipped: answer.counts.skipped,
        objects: answer.counts.objects,
        flows: answer.counts.flows,
        rules: answer.counts.rules,
        elapsed: Some(started.elapsed()),
    };
    for secret in &answer.secrets {
        loaded.sources.mask(*secret);
    }
    let failing = arguments.fail_on.unwrap_or(loaded.settings.fail_on);
    let fails = linter::fails(&answer.diagnostics, failing.severity.unwrap_or(Severity::Error))
        || failing.inconclusive && !answer.inconclusive.is_empty();
    let since = since.map(|(since, changed)| shown(since, &mut answer.diagnostics, &loaded, changed.as_ref()));
    let report = Report {
        diagnostics: &answer.diagnostics,
        inconclusive: &answer.inconclusive,
        sources: &loaded.sources,
        summary: &summary,
        since: since.as_ref(),
        lang: loaded.lang,
        width: load::width(),
        color: load::colors(common),
        quiet: arguments.quiet,
        verbose: arguments.verbose,
        list_inconclusive: arguments.verbose || arguments.show.contains(&Show::Inconclusive),
        version: env!("CARGO_PKG_VERSION"),
    };
    let format = report::format(&arguments.format).expect("the arguments allow only these");
    let written = write(&arguments.output, &report);
    output::print(|out| (format.render)(&report, out))?;
    if !looked {
        return Err(nothing_to_check());
    }
    let ending = match loaded.troubled || !written {
        true => Ending::Failed,
        false if fails => Ending::Findings,
        false => Ending::Clean,
    };
    // The process ends here; giving a nation's worth of small pieces back one by one would take its time.
    std::mem::forget((answer, loaded));
    Ok(ending)
}

/// Refuses one file for two formats: the second would silently replace the first.
fn different_files(outputs: &[Written]) -> Result<(), Trouble> {
    for (number, output) in outputs.iter().enumerate() {
        if outputs[..number].iter().any(|earlier| earlier.path == output.path) {
            let path = output.path.display();
            return Err(Trouble::Usage(format!("--output names {path} twice; give each format a file of its own")));
        }
    }
    Ok(())
}

/// Writes the files that were asked for. Whether all could be; what could not is complained about, and the rest of the
/// run goes on, for its findings are true all the same.
fn write(outputs: &[Written], report: &Report<'_>) -> bool {
    let mut all = true;
    for Written { format, path } in outputs {
        let report = Report { color: false, width: FILE_WIDTH, ..*report };
        let mut text = Vec::new();
        (format.render)(&report, &mut text).expect("memory takes every text");
        if let Err(error) = output::replace(path, &text) {
            let path = path.display();
            let advice = "name a file in a folder that is there and may be written to";
            output::complain(&format!("cannot write {} to {path}: {error}; {advice}", format.name));
            all = false;
        }
    }
    all
}

/// What was found out, and how it compares; with the changed files where only those are shown.
struct Linted {
    answer: Answer,
    since: Option<(Since, Option<BTreeSet<String>>)>,
}

fn lint(common: &Common, loaded: &Loaded, arguments: &CheckArgs) -> Result<Linted, Trouble> {
    let (sources, rules, options, found) = (&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    let rev = arguments.since.as_deref().or(arguments.changed_only.then_some("HEAD"));
    let Some(rev) = rev else {
        let anew = || said(linter::lint(sources, rules, options, found));
        return Ok(Linted { answer: common.shelf.answer(loaded, anew), since: None });
    };
    if arguments.estate.paths.iter().any(|path| path == Path::new(load::STREAM)) {
        let refused = "standard input has no past: name files or folders with --since and --changed-only";
        return Err(Trouble::Usage(refused.to_owned()));
    }
    let (repository, commit) = since::parted(loaded, rev, None)?;
    let side = since::side(loaded, &repository, commit, true)?;
    let base = Base { sources: &side.sources, named: &side.named, found: &side.findings };
    let (outcome, compared) = linter::compare(sources, rules, options, found, &base);
    let by = |by: Option<Granted>| {
        let by_that = |each: &&Diagnostic| each.accepted.as_ref().map(|accepted| accepted.by) == by;
        outcome.diagnostics.iter().filter(by_that).count()
    };
    let owned = |(rule, subject, count): (&str, &str, usize)| (rule.to_owned(), subject.to_owned(), count);
    let since = Since {
        base: rev.to_owned(),
        commit: side.commit.id().to_owned(),
        introduced: by(None),
        remaining: by(Some(Granted::Base)),
        fixed: compared.fixed.entries().map(owned).collect(),
        undecided: compared.undecided,
        elsewhere: 0,
    };
    let changed = arguments.changed_only.then(|| since::changed(loaded, &side));
    let changed = changed.map(|changed| changed.into_iter().map(str::to_owned).collect());
    // As with this run's own pieces: the process ends soon.
    std::mem::forget((side, compared));
    Ok(Linted { answer: said(outcome), since: Some((since, changed)) })
}

/// What a check says of all that was found out.
fn said(outcome: Outcome) -> Answer {
    let Outcome { diagnostics, inconclusive, counts, verdicts, waivers, identities, graph, secrets } = outcome;
    // The process ends soon, as with a base.
    std::mem::forget((verdicts, waivers, identities, graph));
    Answer { diagnostics, inconclusive, counts, secrets }
}

/// Takes out what stands in files that did not change, where only those are wanted, and counts it.
fn shown(
    since: Since,
    diagnostics: &mut Vec<Diagnostic>,
    loaded: &Loaded,
    changed: Option<&BTreeSet<String>>,
) -> Since {
    let Some(changed) = changed else { return since };
    // Settings and rules are no part of the estate, and always seen.
    let source = |diagnostic: &Diagnostic| loaded.sources.get(diagnostic.at.source);
    let estate = |diagnostic: &Diagnostic| matches!(source(diagnostic).origin, Origin::Estate | Origin::Waivers);
    let hides = |diagnostic: &Diagnostic| estate(diagnostic) && !changed.contains(&source(diagnostic).path);
    let elsewhere = diagnostics.iter().filter(|each| each.accepted.is_none() && hides(each)).count();
    diagnostics.retain(|diagnostic| !hides(diagnostic));
    Since { elsewhere, ..since }
}
