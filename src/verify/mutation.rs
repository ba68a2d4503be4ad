//! Mutations: a rule whose condition is turned around must be noticed by its own good and bad files.
//!
//! Each condition of the check is negated in the text of `rule.yaml`, one at a time, and the folder is
//! proved again. A mutation that nobody notices shows a condition that no example depends on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fixture::Fixture;
use super::{Ground, Proof, unmarked};
use crate::lang::Localized;
use crate::rule::{self, Rule};
use crate::source::{PackFiles, SourceId, Sources, Span};
use crate::yaml::{self, NodeId, Tree};

/// Keys of a check that hold no condition.
const OTHER: [&str; 6] = ["each", "unique", "at", "by", "within", "name"];

pub(super) fn prove(
    ground: &Ground<'_>,
    pack: &PackFiles,
    rule: &Rule,
    good: &Fixture,
    bad: &Fixture,
    proof: &mut Proof,
) {
    if rule.is_builtin() {
        return;
    }
    let path = format!("{}/rule.yaml", rule.id);
    let text = pack.files.get(&path).expect("the rule was read from it");
    for (at, condition) in conditions(text) {
        proof.mutations += 1;
        let mutant = negated(text, at, &condition);
        let packs: Vec<PackFiles> = ground.packs.iter().map(|each| changed(each, pack, &path, &mutant)).collect();
        let mut sources = Sources::default();
        let rules = rule::read(&packs, &mut sources);
        let lint = |fixture| ground.lint_with(sources.clone(), &rules, fixture, Some(&rule.id));
        let quiet = lint(good).diagnostics.is_empty();
        let run = lint(bad);
        if quiet && unmarked(&run, bad, rule).is_empty() {
            let short: String = condition.chars().take(60).collect();
            let vi = format!("đảo điều kiện `{short}` mà good và bad không nhận ra");
            let en = format!("negating `{short}` goes unnoticed by good and bad");
            let line = text[..at.start as usize].matches('\n').count() + 1;
            let place = format!("{}/{path}", pack.root);
            proof.problems.push(super::Problem::new(&rule.id, &place, Some(line), Localized { vi, en }));
        }
    }
}

/// The conditions under `check`, with their places in the text.
fn conditions(text: &str) -> Vec<(Span, String)> {
    let source = only_source(text);
    let tree = yaml::parse(source, text);
    let mut found = Vec::new();
    if let Some(check) = tree.documents.first().and_then(|root| tree.get(*root, "check")) {
        gather(&tree, check.value, &mut found);
    }
    found
}

fn only_source(text: &str) -> SourceId {
    Sources::default().add("rule.yaml", crate::source::Origin::Pack, text.to_owned())
}

fn gather(tree: &Tree<'_>, id: NodeId, found: &mut Vec<(Span, String)>) {
    for item in tree.sequence(id).unwrap_or_default() {
        gather(tree, *item, found);
    }
    for pair in tree.mapping(id).unwrap_or_default() {
        if OTHER.contains(&tree.key(*pair)) {
            continue;
        }
        match tree.scalar(pair.value) {
            Some(condition) => found.push((tree.span(pair.value), condition.to_owned())),
            None => gather(tree, pair.value, found),
        }
    }
}

fn negated(text: &str, at: Span, condition: &str) -> String {
    // A JSON string is a YAML string, whatever the condition holds.
    let quoted = serde_json::Value::String(format!("!({})", condition.trim())).to_string();
    let after = &text[at.end as usize..];
    // A block scalar ends with its line break, which the next key still needs.
    let gap = if after.is_empty() || after.starts_with(['\n', '\r', ' ', ',', '}', ']']) { "" } else { "\n" };
    format!("{}{quoted}{gap}{after}", &text[..at.start as usize])
}

/// A pack in which only the mutant is left of all rules; its documents and catalogue stay.
fn changed(each: &PackFiles, pack: &PackFiles, path: &str, text: &str) -> PackFiles {
    let stays = |file: &str| file == "pack.yaml" || file.starts_with("catalogue/");
    let mut files: BTreeMap<_, _> =
        each.files.iter().filter(|(file, _)| stays(file)).map(|(file, text)| (file.clone(), text.clone())).collect();
    if each.root == pack.root {
        files.insert(path.to_owned(), Cow::Owned(text.to_owned()));
    }
    PackFiles { root: each.root.clone(), files, embedded: each.embedded }
}
