//! The rules as pages: `docs/rules` is made of these, and so can be the docs of anybody's own pack.

use std::io::{self, Write};

use super::super::about::{Body, Section, sections, severities};
use super::{List, pack};
use crate::lang::words;
use crate::rule::Rule;

/// Every chosen rule in full, by group.
pub(super) fn pages(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (number, group) in groups(list).into_iter().enumerate() {
        writeln!(out, "{}# {}", if number > 0 { "\n" } else { "" }, group[0].group())?;
        group.iter().try_for_each(|rule| page(list, rule, out))?;
    }
    Ok(())
}

/// A table of every group, with links to the pages.
pub(super) fn index(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = list.lang;
    let heads =
        [words("Quy tắc", "Rule"), words("Mức", "Severity"), words("Gói", "Pack"), words("Nội dung", "About")];
    for group in groups(list) {
        let name = group[0].group();
        writeln!(out, "\n## [{name}]({name}.{}.md)\n", lang.code())?;
        writeln!(out, "| {} |\n| --- | --- | --- | --- |", heads.map(|head| *head.get(lang)).join(" | "))?;
        for rule in group {
            let link = format!("[{}]({name}.{}.md#{})", own_name(rule), lang.code(), anchor(rule));
            let severity = severities(rule, lang);
            writeln!(
                out,
                "| {link} | {severity} | {} | {} |",
                pack(rule, list.rules),
                cell(rule.told.title.get(lang))
            )?;
        }
    }
    Ok(())
}

/// The chosen rules by group, in the order of their ids.
fn groups<'a>(list: &'a List<'_>) -> Vec<Vec<&'a Rule>> {
    let mut groups: Vec<Vec<&Rule>> = Vec::new();
    for rule in &list.chosen {
        match groups.last_mut().filter(|group| group[0].group() == rule.group()) {
            Some(group) => group.push(rule),
            None => groups.push(vec![rule]),
        }
    }
    groups
}

fn page(list: &List<'_>, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}", own_name(rule))?;
    for Section { head, body } in sections(rule, list.rules, list.sources, list.lang) {
        let head = head.get(list.lang);
        match body {
            Body::Text(text) => writeln!(out, "\n**{head}.** {}", text.trim_end().replace('\n', "\n\n"))?,
            Body::List(items) => {
                writeln!(out, "\n**{head}.**\n")?;
                items.iter().try_for_each(|item| writeln!(out, "- {item}"))?;
            }
            Body::Code(code) => writeln!(out, "\n**{head}.**\n\n```yaml\n{code}\n```")?,
        }
    }
    Ok(())
}

/// The last part of a rule's id.
fn own_name(rule: &Rule) -> &str {
    rule.id.rsplit('/').next().unwrap_or(&rule.id)
}

/// What a heading of that name is linked to by.
fn anchor(rule: &Rule) -> String {
    own_name(rule).to_lowercase()
}

/// A text that stays in its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
