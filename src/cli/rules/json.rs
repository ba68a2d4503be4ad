//! The rules for machines; types of its own, so that the program's can change.

use std::io::{self, Write};

use serde::Serialize;

use super::{List, pack};
use crate::lang::Localized;
use crate::rule::{self, Rule, RuleSet};

#[derive(Serialize)]
struct Document<'a> {
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

/// Writes the list.
pub(super) fn write(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = Document { version: 1, rules: list.chosen.iter().map(|rule| row(rule, list.rules)).collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
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
        severities: rule.told.severities.iter().map(|severity| severity.key()).collect(),
        title: both(&rule.told.title),
        message: template(&rule.told.message),
        why: both(&rule.told.why),
        help: template(&rule.told.help),
        basis: basis.collect(),
        applies_from: rule.from.map(|day| day.to_string()),
        applies_until: rule.until.map(|day| day.to_string()),
        fixable: rule.told.mend.is_some(),
    }
}
