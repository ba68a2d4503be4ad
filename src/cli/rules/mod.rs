//! `khung rules`: the list of rules, for people and machines.

mod json;
mod markdown;

use std::io::{self, Write};

use super::args::{Common, RulesArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Severity;
use crate::lang::{Lang, Words, words};
use crate::rule::{Rule, RuleSet};
use crate::source::Sources;

/// The rules to be listed, and what their words come from.
struct List<'a> {
    chosen: Vec<&'a Rule>,
    rules: &'a RuleSet,
    sources: &'a Sources,
    lang: Lang,
}

/// A form of the list.
pub(super) struct Format {
    /// The word on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: Words,
    write: fn(&List<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every form, the default first.
pub(super) static FORMATS: &[Format] = &[
    Format { name: "text", about: words("mỗi quy tắc một dòng", "a line per rule"), write: text },
    Format {
        name: "json",
        about: words("cho máy đọc, cả hai ngôn ngữ", "for machines, in both languages"),
        write: json::write,
    },
    Format {
        name: "markdown",
        about: words("toàn văn từng quy tắc, như docs/rules", "every rule in full, as docs/rules has it"),
        write: markdown::pages,
    },
    Format {
        name: "markdown-index",
        about: words("mục lục của docs/rules", "the index of docs/rules"),
        write: markdown::index,
    },
];

pub(super) fn run(common: &Common, arguments: &RulesArgs) -> Result<Ending, Trouble> {
    let (sources, rules, lang) = load::rules(common)?;
    if let Some(pack) = &arguments.pack
        && !rules.packs.iter().any(|known| known.name == *pack)
    {
        let names: Vec<_> = rules.packs.iter().map(|pack| pack.name.as_str()).collect();
        return Err(Trouble::Usage(format!("no pack is called {pack}; the packs are {}", names.join(", "))));
    }
    // The name of a group means the group, not every rule that has the word in its id.
    let exact = |filter: &str| rules.rules.iter().any(|rule| RuleSet::selects(filter, rule));
    let asked = |rule: &Rule| match arguments.filter.as_deref() {
        None => true,
        Some(filter) if exact(filter) => RuleSet::selects(filter, rule),
        Some(filter) => rule.id.contains(filter),
    };
    let chosen: Vec<&Rule> = rules
        .rules
        .iter()
        .filter(|rule| asked(rule))
        .filter(|rule| arguments.pack.as_ref().is_none_or(|pack| rules.packs[rule.pack].name == *pack))
        .collect();
    let format =
        FORMATS.iter().find(|format| format.name == arguments.format).expect("the arguments allow only these");
    let list = List { chosen, rules: &rules, sources: &sources, lang };
    output::print(|out| (format.write)(&list, out))?;
    Ok(Ending::Clean)
}

fn text(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    let List { chosen, rules, sources: _, lang } = list;
    let wide = chosen.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut group = "";
    for rule in chosen {
        if rule.group() != group {
            group = rule.group();
            let mut packs: Vec<_> =
                chosen.iter().filter(|rule| rule.group() == group).map(|rule| pack(rule, rules)).collect();
            packs.sort_unstable();
            packs.dedup();
            writeln!(out, "{}{group} ({})", if rule.id == chosen[0].id { "" } else { "\n" }, packs.join(", "))?;
        }
        let severity = rule.told.severities.iter().max().copied().unwrap_or(Severity::Error);
        writeln!(out, "  {:wide$}  {:8} {}", rule.id, severity.label().get(*lang), rule.told.title.get(*lang))?;
    }
    let count = chosen.len();
    match lang {
        Lang::Vi => writeln!(out, "\n{count} quy tắc"),
        Lang::En => writeln!(out, "\n{count} rule{}", if count == 1 { "" } else { "s" }),
    }
}

fn pack<'r>(rule: &Rule, rules: &'r RuleSet) -> &'r str {
    &rules.packs[rule.pack].name
}
