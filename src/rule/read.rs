//! Packs to a rule set: rule folders discovered by their paths, heads with their legal documents.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::compile::near;
use super::format::{self};
use super::reader::{Reader, localized};
use super::{Document, Head, Pack, Rule, RuleSet, trusted};
use crate::check::Later;
use crate::finding::{Finding, Value as Shown, builtin};
use crate::import::fault;
use crate::schema::{Decoder, Special};
use crate::source::{Origin, PackFiles, Source, SourceId, Sources, Span};
use crate::yaml::{self};

/// Reads packs: adds their texts to `sources` and gives their rules. Of two rules with one id the one of the
/// earlier pack counts.
pub fn read(packs: &[PackFiles], sources: &mut Sources) -> RuleSet {
    let mut set = RuleSet::default();
    let mut heads = Vec::new();
    let mut rules: Vec<(usize, String, SourceId)> = Vec::new();
    for (number, pack) in packs.iter().enumerate() {
        for (path, text) in &pack.files {
            let shown = format!("{}/{path}", pack.root);
            let parts: Vec<_> = path.split('/').collect();
            match parts[..] {
                ["pack.yaml"] => heads.push((number, sources.add_shared(shown, Origin::Pack, text.clone()))),
                ["catalogue", ..] if path.ends_with(".yaml") => {
                    sources.add_shared(shown, Origin::Catalogue, text.clone());
                }
                [group, rule, "rule.yaml"] => {
                    let id = sources.add_shared(shown, Origin::Pack, text.clone());
                    rules.push((number, format!("{group}/{rule}"), id));
                }
                _ => {}
            }
        }
    }
    let sources = &*sources;
    for (number, id) in heads {
        set.findings.extend(without_rule(&packs[number], id));
        set.packs.push(pack(&packs[number], sources.get(id), id, &mut set.findings));
    }
    let read: Vec<_> = rules
        .par_iter()
        .map(|(pack, id, source)| {
            let (head, text) = (&set.packs[*pack], &sources.get(*source).text);
            if let (true, Cow::Borrowed(text)) = (head.trusted, text) {
                return (trusted::rule(*pack, id, *source, text), Vec::new());
            }
            let mut reader = reader(head, id, *source, sources);
            let rule = reader.rule(*pack);
            (rule, reader.findings)
        })
        .collect();
    for (rule, findings) in read {
        set.findings.extend(findings);
        set.rules.extend(rule);
    }
    unite(&mut set);
    set
}

/// A rule of a set once more, for who wants to change it.
pub fn again(rule: &Rule, set: &RuleSet, sources: &Sources) -> Rule {
    let read = reader(&set.packs[rule.pack], &rule.id, rule.source, sources).rule(rule.pack);
    read.expect("what could be read once can be read again")
}

fn reader<'r>(pack: &'r Pack, id: &'r str, at: SourceId, sources: &'r Sources) -> Reader<'r> {
    let source = sources.get(at);
    Reader { home: Some((pack, source)), id, at, tree: yaml::parse(at, &source.text), findings: Vec::new() }
}

/// Folders that hold a rule's files but no rule: a misspelt `rule.yaml` would silently check nothing.
fn without_rule(pack: &PackFiles, head: SourceId) -> Vec<Finding> {
    let mut folders: Vec<&str> = pack
        .files
        .keys()
        .filter(|path| !path.starts_with("catalogue/") && !path.ends_with(".md"))
        .filter_map(|path| {
            let (group, rest) = path.split_once('/')?;
            let (rule, _) = rest.split_once('/')?;
            Some(&path[..group.len() + 1 + rule.len()])
        })
        .collect();
    folders.dedup();
    let at = Span::new(head, 0, 0);
    let missing = folders.into_iter().filter(|folder| !pack.files.contains_key(&format!("{folder}/rule.yaml")));
    missing.map(|folder| Finding::builtin(&builtin::INCOMPLETE_FOLDER, at, [Shown::raw(folder)])).collect()
}

/// Sorts the rules and reports ids that two packs have, and builtins without a folder.
fn unite(set: &mut RuleSet) {
    set.rules.sort_by(|a, b| a.id.cmp(&b.id).then(a.pack.cmp(&b.pack)));
    let mut findings = Vec::new();
    set.rules.dedup_by(|next, first| {
        let double = next.id == first.id;
        if double {
            let at = Span::new(next.source, 0, 0);
            findings.push(Finding::builtin(&builtin::DUPLICATE_RULE, at, [Shown::raw(&next.id)]));
        }
        double
    });
    set.findings.extend(findings);
}

/// A pack with its head; nobody reads that of a trusted one before a finding cites the law.
fn pack(files: &PackFiles, source: &Source, id: SourceId, findings: &mut Vec<Finding>) -> Pack {
    let name = files.root.rsplit('/').next().unwrap_or_default().to_owned();
    let head = match source.text {
        Cow::Borrowed(text) if files.embedded => Later::new(move || head(text, id, &mut Vec::new())),
        _ => head(&source.text, id, findings).into(),
    };
    Pack { name, root: files.root.clone(), trusted: files.embedded, head }
}

fn head(text: &str, id: SourceId, findings: &mut Vec<Finding>) -> Head {
    let tree = yaml::parse(id, text);
    findings.extend(tree.faults.iter().map(fault));
    let mut head = Head::default();
    let Some(root) = tree.documents.first().copied() else { return head };
    let decoded = Decoder::new(&tree, Special::Nowhere).document(root, &format::PACK);
    findings.extend(decoded.findings);
    head.title = localized(&decoded.fields, "title").unwrap_or_default();
    head.version = decoded.fields.get_text("version").unwrap_or_default();
    head.reviewed = decoded.fields.get_date("reviewed");
    let mut next = Vec::new();
    if let Some(documents) = tree.get(root, "documents") {
        for pair in tree.mapping(documents.value).unwrap_or_default() {
            let decoded = Decoder::new(&tree, Special::Nowhere).document(pair.value, &format::DOCUMENT);
            findings.extend(decoded.findings);
            let fields = &decoded.fields;
            let document = Document {
                number: fields.get_text("number").unwrap_or_default(),
                title: localized(fields, "title").unwrap_or_default(),
                status: fields.get_key("status").unwrap_or("unclear").to_owned(),
                in_force: fields.get_date("in-force"),
                replaced_by: fields.get_text("replaced-by"),
                at: tree.span(pair.key),
            };
            head.documents.insert(tree.key(*pair).to_owned(), document);
            next.extend(fields.get_text("replaced-by").zip(fields.place("replaced-by")));
        }
    }
    findings.extend(unknown_successors(&head.documents, &next));
    head
}

/// Documents that are said to be replaced by one that the pack does not have.
fn unknown_successors(documents: &BTreeMap<String, Document>, next: &[(String, Span)]) -> Vec<Finding> {
    let known: Vec<String> = documents.keys().cloned().collect();
    let unknown = next.iter().filter(|(key, _)| !documents.contains_key(key));
    let tell = |(key, at): &(String, Span)| {
        Finding::builtin(&builtin::UNKNOWN_DOCUMENT, *at, [Shown::raw(key), near(key, &known)])
    };
    unknown.map(tell).collect()
}
