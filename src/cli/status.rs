//! `khung status`: the national picture.

use super::args::{Common, StatusArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::{Diagnostic, Severity};
use crate::linter;
use crate::report::status::{self as report, Page};
use crate::survey::status::status;

pub(super) fn run(common: &Common, arguments: &StatusArgs) -> Result<Ending, Trouble> {
    let loaded = load::everything(common, &arguments.estate)?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    if outcome.counts.files == 0 {
        let nothing = Trouble::NothingToCheck { skipped: outcome.counts.skipped };
        return if loaded.troubled { Ok(Ending::Failed) } else { Err(nothing) };
    }
    let status = status(&outcome.graph, loaded.options.today);
    let counts = |diagnostic: &&Diagnostic| diagnostic.accepted.is_none() && diagnostic.severity == Severity::Error;
    let errors = outcome.diagnostics.iter().filter(counts).count();
    let page = Page {
        status: &status,
        files: outcome.counts.files,
        objects: outcome.counts.objects,
        flows: outcome.counts.flows,
        errors,
        lang: loaded.lang,
        width: load::width(),
        color: load::colors(common),
        verbose: arguments.verbose,
        version: env!("CARGO_PKG_VERSION"),
    };
    let format = report::format(&arguments.format).expect("the arguments allow only these");
    output::print(|out| (format.render)(&page, out))?;
    // Findings are the business of `khung check`; here they are one line.
    Ok(if loaded.troubled { Ending::Failed } else { Ending::Clean })
}
