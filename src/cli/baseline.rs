//! `khung baseline`: what is known, written down so that only what is new fails.

use std::io::{self, Write};
use std::path::PathBuf;

use super::args::{BaselineAction, BaselineOf, Common};
use super::{Ending, Trouble, load, output};
use crate::lang::{Lang, Words, words};
use crate::linter;
use crate::report::escape;
use crate::waive::baseline::{Baseline, Difference};

/// The file, unless the settings or the command line name another.
const FILE: &str = "khung-baseline.tsv";

static NEW: Words = words("Mới phát hiện", "New");
static GONE: Words = words("Không còn phát hiện", "No longer found");

pub(super) fn run(common: &Common, action: &BaselineAction) -> Result<Ending, Trouble> {
    let (BaselineAction::Write(of) | BaselineAction::Check(of) | BaselineAction::Prune(of)) = action;
    let found = found(common, of)?;
    match action {
        BaselineAction::Write(_) => {
            output::replace(&found.file, found.now.render())?;
            found
                .say(words("Đã ghi {n} phát hiện vào {file}.", "{n} findings written to {file}."), found.now.len())?;
        }
        BaselineAction::Check(_) => {
            let difference = found.known()?.difference(&found.now);
            output::print(|out| tell(out, &difference, found.lang))?;
            if difference != Difference::default() {
                return Ok(if found.troubled { Ending::Failed } else { Ending::Findings });
            }
        }
        BaselineAction::Prune(_) => {
            let known = found.known()?;
            let pruned = known.pruned(&found.now);
            output::replace(&found.file, pruned.render())?;
            let taken = known.len() - pruned.len();
            found.say(words("Đã bỏ {n} phát hiện khỏi {file}.", "{n} findings taken out of {file}."), taken)?;
        }
    }
    Ok(if found.troubled { Ending::Failed } else { Ending::Clean })
}

/// What an estate comes to now, and where its baseline is.
struct Found {
    now: Baseline,
    file: PathBuf,
    lang: Lang,
    troubled: bool,
}

fn found(common: &Common, of: &BaselineOf) -> Result<Found, Trouble> {
    let loaded = load::everything(common, &of.estate)?;
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    if outcome.counts.files == 0 && outcome.diagnostics.is_empty() {
        return Err(Trouble::NothingToCheck { skipped: outcome.counts.skipped });
    }
    let named = of.file.clone().or(loaded.baseline);
    let file = named.unwrap_or_else(|| crate::discover::from_here(&loaded.root.join(FILE)));
    Ok(Found { now: outcome.identities, file, lang: loaded.lang, troubled: loaded.troubled })
}

impl Found {
    fn known(&self) -> Result<Baseline, Trouble> {
        Ok(load::baseline(Some(&self.file))?.expect("a file was named"))
    }

    fn say(&self, what: Words, number: usize) -> Result<(), Trouble> {
        let shown = crate::discover::shown_from_here(&self.file);
        let said = what.get(self.lang).replace("{n}", &number.to_string()).replace("{file}", &shown);
        Ok(output::print(|out| writeln!(out, "{said}"))?)
    }
}

/// A line for each rule and subject, what is new first.
fn tell(out: &mut dyn Write, difference: &Difference, lang: Lang) -> io::Result<()> {
    for (head, all) in [(&NEW, &difference.new), (&GONE, &difference.gone)] {
        if all.is_empty() {
            continue;
        }
        writeln!(out, "{} ({}):", head.get(lang), all.iter().map(|(.., count)| count).sum::<usize>())?;
        for (rule, subject, count) in all {
            let times = if *count > 1 { format!(" x{count}") } else { String::new() };
            writeln!(out, "  {} {}{times}", escape(rule), escape(subject))?;
        }
    }
    if *difference == Difference::default() {
        writeln!(out, "{}", words("Đúng như baseline.", "Just as in the baseline.").get(lang))?;
    }
    Ok(())
}
