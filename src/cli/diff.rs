//! `khung diff`: what a change does to the architecture.

use super::args::{Common, DiffArgs};
use super::{Ending, Trouble, load, output, since};
use crate::discover;
use crate::finding::{Finding, RuleRef, builtin};
use crate::graph::{self, Graph};
use crate::import::{self, Recall};
use crate::report::diff::{self as report, Page};
use crate::source::{Origin, Sources, Span};
use crate::survey::diff::{Side, diff};

pub(super) fn run(common: &Common, arguments: &DiffArgs) -> Result<Ending, Trouble> {
    let mut loaded = load::without_estate(common, &arguments.paths, None)?;
    if arguments.paths.iter().any(|path| path.as_os_str() == load::STREAM) {
        let refused = "standard input has no past: name files or folders after --";
        return Err(Trouble::Usage(refused.to_owned()));
    }
    let (repository, parted) = since::parted(&loaded, &arguments.base, arguments.head.as_deref())?;
    let base_commit = parted.id().to_owned();
    let mut found = Vec::new();
    if let Some(rev) = &arguments.head {
        let commit = repository.commit(rev).map_err(discover::Trouble::from)?;
        let head = since::side(&loaded, &repository, commit, false)?;
        (loaded.sources, found) = (head.sources, head.findings);
    } else {
        load::read_estate(&mut loaded);
        found.append(&mut loaded.findings);
    }
    let base = since::side(&loaded, &repository, parted, arguments.head.is_none())?;
    load::recall(common, &mut loaded);
    let recall = loaded.options.recall.as_deref();
    let of = |sources: &_, found: &[Finding]| read(sources, found, recall);
    let (before, now) = rayon::join(|| of(&base.sources, &base.findings), || of(&loaded.sources, &found));
    if before.files + now.files == 0 {
        let skipped = now.skipped;
        return if loaded.troubled { Ok(Ending::Failed) } else { Err(Trouble::NothingToCheck { skipped }) };
    }
    let side = |read, sources| {
        let Read { graph, secrets, .. }: &Read = read;
        Side { graph, sources, secrets }
    };
    let page = Page {
        diff: &diff(side(&before, &base.sources), side(&now, &loaded.sources)),
        base: &arguments.base,
        base_commit: &base_commit,
        head: arguments.head.as_deref(),
        faults: [before.faults, now.faults],
        lang: loaded.lang,
        width: load::width(),
        color: load::colors(common),
        verbose: arguments.verbose,
        version: env!("CARGO_PKG_VERSION"),
    };
    let format = report::format(&arguments.format).expect("the arguments allow only these");
    output::print(|out| (format.render)(&page, out))?;
    let ending = if loaded.troubled { Ending::Failed } else { Ending::Clean };
    // The process ends here; giving two estates back one by one would take its time.
    std::mem::forget((before, now, base, loaded));
    Ok(ending)
}

/// One side, read and not judged.
struct Read {
    graph: Graph,
    secrets: Vec<Span>,
    /// What is wrong with its descriptions.
    faults: usize,
    files: usize,
    skipped: usize,
}

fn read(sources: &Sources, found: &[Finding], recall: Option<&dyn Recall>) -> Read {
    let mut imports = import::read_with(sources, recall);
    let mut findings = found.to_vec();
    imports.files.iter_mut().for_each(|(_, file)| findings.append(&mut file.findings));
    let in_estate = |origin: Origin| origin == Origin::Estate;
    let files = imports.files.iter().filter(|(id, _)| in_estate(sources.get(*id).origin)).count();
    let skipped = imports.skipped;
    let (graph, unresolved) = graph::build(imports, sources);
    findings.extend(unresolved);
    let is_secret = |finding: &&Finding| finding.rule == RuleRef::Builtin(&builtin::SECRET);
    let secrets: Vec<Span> = findings.iter().filter(is_secret).map(|finding| finding.at).collect();
    // A secret is told by `khung check` and hides no difference; so are settings.
    let faults = findings.iter().filter(|finding| in_estate(sources.get(finding.at.source).origin)).count();
    Read { graph, faults: faults - secrets.len().min(faults), secrets, files, skipped }
}
