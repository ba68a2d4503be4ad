//! `khung fix`: makes the mends that findings carry, in the files themselves.
//!
//! Every round lints the whole estate again, because one mend may make room for the next; what touches the same bytes
//! waits for its round. A file is written whole or not at all, only when it still is what was read, and never when it
//! would parse worse than before.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use super::args::{Common, FixArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Diagnostic;
use crate::finding::Safety;
use crate::fix;
use crate::lang::{Lang, words};
use crate::linter::{self, Outcome};
use crate::report::escape;
use crate::source::{Origin, SourceId, Sources};
use crate::yaml;

/// Rounds after which a file that still changes is left as it is: no mend leads in circles, and if one did, this
/// would end it.
const ROUNDS: usize = 16;

pub(super) fn run(common: &Common, arguments: &FixArgs) -> Result<Ending, Trouble> {
    let mut loaded = load::chosen(common, &arguments.estate, &arguments.chosen)?;
    let known = load::baseline(loaded.baseline.as_deref())?;
    let allowed = if arguments.r#unsafe { Safety::Unsafe } else { Safety::Safe };
    let mut before = loaded.sources.clone();
    let mut done = Done::default();
    let mut outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    if outcome.counts.files == 0 && outcome.diagnostics.is_empty() {
        return Err(Trouble::NothingToCheck { skipped: outcome.counts.skipped });
    }
    let secrets = outcome.secrets.clone();
    for _ in 0..ROUNDS {
        if !round(&mut loaded.sources, &outcome, allowed, &mut done) {
            break;
        }
        outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    }
    let changed: Vec<SourceId> =
        before.iter().map(|(id, _)| id).filter(|id| changed(*id, &before, &loaded.sources)).collect();
    let lang = loaded.lang;
    if arguments.diff {
        // The lines around a mend are shown, and may hold what nobody shows.
        secrets.iter().for_each(|secret| before.mask(*secret));
        outcome.secrets.iter().for_each(|secret| loaded.sources.mask(*secret));
        output::print(|out| changed.iter().try_for_each(|id| difference(out, *id, &before, &loaded.sources)))?;
        return Ok(if changed.is_empty() { Ending::Clean } else { Ending::Findings });
    }
    let mut refused = loaded.troubled;
    for id in &changed {
        let path = &before.get(*id).path;
        if let Err(trouble) = output::rewrite(Path::new(path), &before.get(*id).text, &loaded.sources.get(*id).text) {
            output::complain(&trouble);
            done.made.remove(id);
            refused = true;
        }
    }
    // What a baseline knows is mended too, but `khung check` does not list it.
    let left = match known.is_some() {
        true => {
            loaded.options.baseline = known;
            let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
            not_accepted(&outcome)
        }
        false => not_accepted(&outcome),
    };
    output::print(|out| tell(out, &done, (&outcome, left), &loaded.sources, allowed, lang))?;
    Ok(if refused { Ending::Failed } else { Ending::Clean })
}

/// What came of it.
#[derive(Default)]
struct Done {
    /// How many mends were made, by source.
    made: BTreeMap<SourceId, usize>,
    /// Sources that a mend would have made worse.
    worse: BTreeSet<SourceId>,
}

/// Makes what can be made at once; false when nothing changed.
fn round(sources: &mut Sources, outcome: &Outcome, allowed: Safety, done: &mut Done) -> bool {
    let counted: Vec<Diagnostic> =
        outcome.diagnostics.iter().filter(|diagnostic| mendable(diagnostic, allowed)).cloned().collect();
    // What is wrong in one file may be mended in another.
    let edits = counted.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits);
    let of: BTreeSet<SourceId> = edits.map(|edit| edit.at.source).collect();
    let mut any = false;
    for id in of {
        let source = sources.get(id);
        if source.origin != Origin::Estate || done.worse.contains(&id) {
            continue;
        }
        let Some((text, made)) = fix::apply(id, &source.text, &counted, allowed) else { continue };
        if yaml::parse(id, &text).faults.len() > yaml::parse(id, &source.text).faults.len() {
            done.worse.insert(id);
            continue;
        }
        sources.replace(id, text);
        *done.made.entry(id).or_default() += made;
        any = true;
    }
    any
}

/// What nobody accepted and what may be mended.
fn mendable(diagnostic: &Diagnostic, allowed: Safety) -> bool {
    diagnostic.accepted.is_none() && diagnostic.fix.as_ref().is_some_and(|fix| fix.safety <= allowed)
}

fn not_accepted(outcome: &Outcome) -> usize {
    outcome.diagnostics.iter().filter(|diagnostic| diagnostic.accepted.is_none()).count()
}

fn changed(id: SourceId, before: &Sources, after: &Sources) -> bool {
    before.get(id).text != after.get(id).text
}

fn difference(out: &mut dyn Write, id: SourceId, before: &Sources, after: &Sources) -> io::Result<()> {
    let path = &before.get(id).path;
    let diff = TextDiff::from_lines(&before.get(id).text, &after.get(id).text);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    write!(out, "{}", diff.unified_diff().context_radius(3).header(&old, &new))
}

fn tell(
    out: &mut dyn Write,
    done: &Done,
    (outcome, left): (&Outcome, usize),
    sources: &Sources,
    allowed: Safety,
    lang: Lang,
) -> io::Result<()> {
    let path = |id: &SourceId| escape(&sources.get(*id).path).into_owned();
    for (id, made) in &done.made {
        match lang {
            Lang::Vi => writeln!(out, "{}: đã sửa {made} chỗ", path(id))?,
            Lang::En => writeln!(out, "{}: {made} mended", path(id))?,
        }
    }
    for id in &done.worse {
        let why = words("không sửa, vì kết quả sẽ không đọc được", "left alone: the result could not be read");
        writeln!(out, "{}: {}", path(id), why.get(lang))?;
    }
    let with_unsafe = outcome.diagnostics.iter().filter(|each| mendable(each, Safety::Unsafe)).count();
    match lang {
        Lang::Vi => writeln!(out, "Còn {left} phát hiện; `khung check` liệt kê chúng.")?,
        Lang::En => {
            writeln!(out, "{left} finding{} left; `khung check` lists them.", if left == 1 { "" } else { "s" })?
        }
    }
    if allowed == Safety::Safe && with_unsafe > 0 {
        match lang {
            Lang::Vi => {
                writeln!(out, "Thêm --unsafe để sửa {with_unsafe} chỗ nữa; các sửa đổi đó phải được xem lại.")?
            }
            Lang::En => writeln!(out, "--unsafe mends {with_unsafe} more; those have to be reviewed.")?,
        }
    }
    Ok(())
}
