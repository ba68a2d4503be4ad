//! `khung coverage`: the law by system.

use super::args::{Common, CoverageArgs};
use super::{Ending, Trouble, load, output};
use crate::linter;
use crate::report::coverage::{self as report, Page};
use crate::rule::Rule;
use crate::survey::coverage::coverage;

pub(super) fn run(common: &Common, arguments: &CoverageArgs) -> Result<Ending, Trouble> {
    let loaded = load::chosen(common, &arguments.estate, &arguments.chosen)?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    if outcome.counts.files == 0 {
        let nothing = Trouble::NothingToCheck { skipped: outcome.counts.skipped };
        return if loaded.troubled { Ok(Ending::Failed) } else { Err(nothing) };
    }
    let coverage = coverage(&loaded.rules, &outcome.graph, &outcome.verdicts);
    let by_code = |id: &str| loaded.rules.find(id).is_none_or(Rule::is_builtin);
    let about_files = outcome.diagnostics.iter().filter(|diagnostic| by_code(&diagnostic.rule)).count();
    let page = Page {
        coverage: &coverage,
        today: loaded.options.today,
        findings: [outcome.diagnostics.len(), about_files],
        lang: loaded.lang,
        width: load::width(),
        color: load::colors(common),
        verbose: arguments.verbose,
        version: env!("CARGO_PKG_VERSION"),
    };
    let format = report::format(&arguments.format).expect("the arguments allow only these");
    output::print(|out| (format.render)(&page, out))?;
    Ok(if loaded.troubled { Ending::Failed } else { Ending::Clean })
}
