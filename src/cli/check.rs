//! `khung check`: the main job.

use std::time::Instant;

use super::args::{CheckArgs, Common, Show, Written};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Severity;
use crate::linter;
use crate::report::{self, Report, Summary};
use crate::source::{Origin, Span};

/// The columns of a report that is written to a file, whatever the terminal's.
const FILE_WIDTH: usize = 100;

pub(super) fn run(common: &Common, arguments: &CheckArgs) -> Result<Ending, Trouble> {
    let started = Instant::now();
    different_files(&arguments.output)?;
    let mut loaded = load::chosen(common, &arguments.estate, &arguments.chosen)?;
    loaded.options.baseline = load::baseline(arguments.baseline.as_deref().or(loaded.baseline.as_deref()))?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    // Of settings alone there may be something to say, and still nothing was checked.
    let estate = |at: Span| loaded.sources.get(at.source).origin == Origin::Estate;
    let looked = outcome.counts.files > 0 || outcome.diagnostics.iter().any(|diagnostic| estate(diagnostic.at));
    let nothing_to_check = || Trouble::NothingToCheck { skipped: outcome.counts.skipped };
    if !looked && outcome.diagnostics.is_empty() {
        return if loaded.troubled { Ok(Ending::Failed) } else { Err(nothing_to_check()) };
    }
    let summary = Summary {
        files: outcome.counts.files,
        skipped: outcome.counts.skipped,
        objects: outcome.counts.objects,
        flows: outcome.counts.flows,
        rules: outcome.counts.rules,
        elapsed: Some(started.elapsed()),
    };
    for secret in &outcome.secrets {
        loaded.sources.mask(*secret);
    }
    let report = Report {
        diagnostics: &outcome.diagnostics,
        inconclusive: &outcome.inconclusive,
        sources: &loaded.sources,
        summary: &summary,
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
    let failing = arguments.fail_on.unwrap_or(loaded.settings.fail_on);
    let fails = linter::fails(&outcome.diagnostics, failing.severity.unwrap_or(Severity::Error))
        || failing.inconclusive && !outcome.inconclusive.is_empty();
    let ending = match loaded.troubled || !written {
        true => Ending::Failed,
        false if fails => Ending::Findings,
        false => Ending::Clean,
    };
    // The process ends here; giving a nation's worth of small pieces back one by one would take its time.
    std::mem::forget((outcome, loaded));
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
