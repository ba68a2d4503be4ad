//! `khung waivers --stub`: begins waivers for what was found, with every word that somebody must answer for left open.
//!
//! It approves nothing: a stub is a finding of its own until it is filled in. The file is written whole or not at all,
//! and only when it still is what was read.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;

use super::args::{Common, WaiversArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Diagnostic;
use crate::discover;
use crate::lang::Lang;
use crate::linter;
use crate::report::{escape, wrapped};
use crate::source::{Origin, Sources, WAIVERS_FILE};
use crate::waive::stub::{self, OPEN, Wanted};

pub(super) fn run(common: &Common, arguments: &WaiversArgs) -> Result<Ending, Trouble> {
    let loaded = load::everything(common, &arguments.estate)?;
    for id in &arguments.stub {
        waivable(&loaded, id)?;
    }
    let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
    if outcome.counts.files == 0 && outcome.diagnostics.is_empty() {
        return Err(Trouble::NothingToCheck { skipped: outcome.counts.skipped });
    }
    let open: Vec<&Diagnostic> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.accepted.is_none() && arguments.stub.contains(&found.rule))
        .collect();
    let wanted = wanted(&open, &arguments.subject, &loaded.sources)?;
    let file = match &arguments.file {
        Some(file) => file.clone(),
        None => place(&loaded)?,
    };
    let shown = discover::shown_from_here(&file);
    if file.file_name().is_none_or(|name| name != WAIVERS_FILE) {
        let refused =
            format!("{shown}: waivers are read from files called {WAIVERS_FILE} only; choose another folder");
        return Err(Trouble::Usage(refused));
    }
    let there = file.exists();
    let before = if there { discover::text_of(&file)? } else { String::new() };
    let Some((text, added)) = stub::add(&before, &wanted) else {
        let advice = "mend it, or write the list of `waivers` with a dash and a line for each";
        return Err(Trouble::Usage(format!("{shown}: cannot be added to as it is written; {advice}")));
    };
    if added > 0 {
        match there {
            true => output::rewrite(&file, &before, &text).map_err(Trouble::Usage)?,
            false => output::replace(&file, &text)?,
        }
    }
    let said = said(&escape(&shown), added, wanted.len() - added, loaded.lang);
    let lines: Vec<String> = said.lines().flat_map(|line| wrapped(line, load::width())).collect();
    output::print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(if loaded.troubled { Ending::Failed } else { Ending::Clean })
}

/// Refuses what no waiver can be about.
fn waivable(loaded: &load::Loaded, id: &str) -> Result<(), Trouble> {
    let Some(rule) = loaded.rules.find(id) else {
        let hint = load::did_you_mean(&loaded.rules, id);
        return Err(Trouble::Usage(format!("no rule is called {id}; {hint}")));
    };
    match rule.told.longest_waiver == 0 || crate::waive::is_about_exceptions(id) {
        true => Err(Trouble::Usage(format!("{id} cannot be waived; mend what it finds"))),
        false => Ok(()),
    }
}

/// What the stubs are about: the findings one by one, or what was asked for if a finding is about it.
fn wanted(open: &[&Diagnostic], asked: &[String], sources: &Sources) -> Result<Vec<Wanted>, Trouble> {
    let names = |found: &Diagnostic| match found.subjects.is_empty() {
        true => vec![sources.get(found.at.source).path.clone()],
        false => found.subjects.clone(),
    };
    let of = |found: &Diagnostic, subject: String| Wanted { rule: found.rule.clone(), subject };
    if asked.is_empty() {
        if open.is_empty() {
            let refused = "nothing to waive: no open finding of that rule; `khung check` lists what there is";
            return Err(Trouble::Usage(refused.to_owned()));
        }
        let mut all: Vec<_> = open.iter().map(|found| of(found, stub::subject(&names(found)[0]))).collect();
        all.sort();
        all.dedup();
        return Ok(all);
    }
    let mut all = Vec::new();
    for subject in asked {
        let pattern =
            GlobBuilder::new(subject).literal_separator(false).build().ok().map(|glob| glob.compile_matcher());
        let is = |name: &String| name == subject || pattern.as_ref().is_some_and(|pattern| pattern.is_match(name));
        let before = all.len();
        for found in open.iter().filter(|found| names(found).iter().any(is)) {
            // A pattern stays one; a name that only looks like one does not become one.
            let literal = names(found).contains(subject);
            all.push(of(found, if literal { stub::subject(subject) } else { subject.clone() }));
        }
        if all.len() == before {
            let about: std::collections::BTreeSet<_> = open.iter().map(|found| names(found)[0].clone()).collect();
            let few: Vec<_> = about.iter().take(3).map(|name| escape(name).into_owned()).collect();
            let hint = if few.is_empty() {
                "there is none at all".into()
            } else {
                format!("there are some about {}", few.join(", "))
            };
            let subject = escape(subject);
            return Err(Trouble::Usage(format!("no open finding of that rule is about {subject}; {hint}")));
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// The estate's own file of waivers or, where there is none, one that the next run reads.
fn place(loaded: &load::Loaded) -> Result<PathBuf, Trouble> {
    let mut there = loaded.sources.iter().filter(|(_, source)| source.origin == Origin::Waivers);
    match (there.next(), there.next()) {
        (Some((_, only)), None) => Ok(PathBuf::from(&only.path)),
        (Some((_, first)), Some((_, second))) => {
            let (first, second) = (escape(&first.path), escape(&second.path));
            let refused =
                format!("the estate has several files of waivers ({first}, {second}); say which with --file");
            Err(Trouble::Usage(refused))
        }
        (None, _) => {
            let first = loaded.paths.first().map_or(Path::new("."), PathBuf::as_path);
            let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new(".")) };
            Ok(folder.join(WAIVERS_FILE))
        }
    }
}

fn said(file: &str, added: usize, there: usize, lang: Lang) -> String {
    let keys = OPEN.join(", ");
    let old = match (there, lang) {
        (0, _) => String::new(),
        (_, Lang::Vi) => format!(" ({there} phần đã có từ trước)"),
        (_, Lang::En) => format!(" ({there} there already)"),
    };
    match lang {
        Lang::Vi => format!(
            "{file}: đã thêm {added} miễn trừ còn để trống{old}.\nĐiền {keys} theo văn bản phê duyệt; chưa điền đủ thì chưa \
             miễn trừ phát hiện nào."
        ),
        Lang::En => {
            let s = if added == 1 { "" } else { "s" };
            format!(
                "{file}: {added} stub{s} added{old}.\nFill in {keys} as the decision has them; until then they waive \
                 nothing."
            )
        }
    }
}
