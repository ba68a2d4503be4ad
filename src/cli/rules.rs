//! `khung rules`: the list of rules, for people and machines.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{Common, RulesArgs};
use super::{Ending, Trouble, load, output};
use crate::diagnostic::Severity;
use crate::lang::{Lang, Localized};
use crate::rule::{self, Rule, RuleSet};

pub(super) fn run(common: &Common, arguments: &RulesArgs) -> Result<Ending, Trouble> {
    let (_, rules, lang) = load::rules(common)?;
    if let Some(pack) = &arguments.pack
        && !rules.packs.iter().any(|known| known.name == *pack)
    {
        let names: Vec<_> = rules.packs.iter().map(|pack| pack.name.as_str()).collect();
        return Err(Trouble::Usage(format!("no pack is called {pack}; the packs are {}", names.join(", "))));
    }
    let chosen: Vec<&Rule> = rules
        .rules
        .iter()
        .filter(|rule| arguments.filter.as_ref().is_none_or(|filter| rule.id.contains(filter.as_str())))
        .filter(|rule| arguments.pack.as_ref().is_none_or(|pack| rules.packs[rule.pack].name == *pack))
        .collect();
    output::print(|out| match arguments.format.as_str() {
        "json" => json(out, &chosen, &rules),
        _ => text(out, &chosen, &rules, lang),
    })?;
    Ok(Ending::Clean)
}

fn text(out: &mut dyn Write, chosen: &[&Rule], rules: &RuleSet, lang: Lang) -> io::Result<()> {
    let wide = chosen.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut group = "";
    for rule in chosen {
        if rule.group() != group {
            group = rule.group();
            writeln!(out, "{}{group} ({})", if rule.id == chosen[0].id { "" } else { "\n" }, pack(rule, rules))?;
        }
        let severity = rule.severities.iter().max().copied().unwrap_or(Severity::Error);
        writeln!(out, "  {:wide$}  {:8} {}", rule.id, severity.label().get(lang), rule.title.get(lang))?;
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

/// The list for machines; its own types, so that the program's can change.
#[derive(Serialize)]
struct List<'a> {
    version: u32,
    rules: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    pack: &'a str,
    group: &'a str,
    kind: &'a str,
    severities: Vec<&'a str>,
    title: Both,
    message: Both,
    why: Both,
    help: Both,
    basis: Vec<Basis>,
    applies_from: Option<String>,
    applies_until: Option<String>,
    fixable: bool,
}

#[derive(Serialize)]
struct Both {
    vi: String,
    en: String,
}

#[derive(Serialize)]
struct Basis {
    document: String,
    number: String,
    at: String,
    standing: &'static str,
}

fn both(text: &Localized<String>) -> Both {
    Both { vi: text.vi.clone(), en: text.en.clone() }
}

fn json(out: &mut dyn Write, chosen: &[&Rule], rules: &RuleSet) -> io::Result<()> {
    let list = List { version: 1, rules: chosen.iter().map(|rule| row(rule, rules)).collect() };
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}

fn row<'a>(rule: &'a Rule, rules: &'a RuleSet) -> Row<'a> {
    let template =
        |text: &Localized<rule::Template>| Both { vi: text.vi.source().to_owned(), en: text.en.source().to_owned() };
    let basis = rule::citations(rule, rules).into_iter().map(|citation| Basis {
        document: citation.document,
        number: citation.number,
        at: citation.at,
        standing: citation.standing.key(),
    });
    Row {
        id: &rule.id,
        pack: pack(rule, rules),
        group: rule.group(),
        kind: rule.kind,
        severities: rule.severities.iter().map(|severity| severity.key()).collect(),
        title: both(&rule.title),
        message: template(&rule.message),
        why: both(&rule.why),
        help: template(&rule.help),
        basis: basis.collect(),
        applies_from: rule.from.map(|day| day.to_string()),
        applies_until: rule.until.map(|day| day.to_string()),
        fixable: rule.mend.is_some(),
    }
}
