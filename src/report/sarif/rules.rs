//! Rules and law of the findings: descriptors, taxonomies and their translations.
//!
//! Only what occurs in the results is described, for a report knows nothing else. A legal document is a taxonomy, a
//! place in it a taxon.

use std::collections::{BTreeMap, BTreeSet};

use super::super::escape::escape;
use super::super::{Report, captions, markup, said};
use super::TOOL;
use super::message::{literal, name};
use super::types::{
    Component, ComponentRef, Configuration, Descriptor, DescriptorRef, Message, Multiformat, Relationship,
    RuleProperties, Standing,
};
use crate::diagnostic::{Citation, Diagnostic, Severity};
use crate::lang::{Lang, Localized};

/// The word of a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A rule, as its findings show it.
struct Known<'a> {
    /// One of its findings; none where it only could not decide.
    finding: Option<&'a Diagnostic>,
    /// The gravest severity of its findings.
    severity: Option<Severity>,
    /// What to do, where that is the same in all of its findings.
    help: Option<&'a Localized<String>>,
}

/// A legal document and the places in it that are cited.
struct Document<'a> {
    index: usize,
    citation: &'a Citation,
    places: Vec<&'a str>,
}

/// Everything that results refer to, each with its index.
pub(super) struct Catalog<'a> {
    rules: BTreeMap<&'a str, Known<'a>>,
    indices: BTreeMap<&'a str, usize>,
    documents: BTreeMap<&'a str, Document<'a>>,
}

impl<'a> Catalog<'a> {
    /// What the results of a report refer to.
    pub(super) fn of(report: &Report<'a>) -> Self {
        let mut rules: BTreeMap<&str, Known<'_>> = BTreeMap::new();
        for diagnostic in report.diagnostics {
            let fresh = || Known { finding: Some(diagnostic), severity: None, help: Some(&diagnostic.help) };
            let rule = rules.entry(&diagnostic.rule).or_insert_with(fresh);
            rule.severity = rule.severity.max(Some(diagnostic.severity));
            rule.help = rule.help.filter(|help| **help == diagnostic.help);
        }
        for verdict in report.inconclusive {
            rules.entry(&verdict.rule).or_insert(Known { finding: None, severity: None, help: None });
        }
        let indices = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
        Self { rules, indices, documents: documents(report.diagnostics) }
    }

    /// The index of a rule.
    pub(super) fn rule(&self, id: &str) -> usize {
        *self.indices.get(id).expect("the rule of every result is in the catalog")
    }

    /// The tool with its rules.
    pub(super) fn driver(&self, report: &Report<'a>) -> Component<'a> {
        let taxonomies = self.documents.keys().enumerate();
        let taxonomies = taxonomies.map(|(index, key)| ComponentRef { name: name(key), index: Some(index) });
        Component {
            name: TOOL.to_owned(),
            semantic_version: Some(report.version),
            language: report.lang.code(),
            contents: &["localizedData", "nonLocalizedData"],
            supported_taxonomies: taxonomies.collect(),
            rules: self.rules.iter().map(|(id, rule)| self.descriptor(id, rule, report.lang)).collect(),
            ..Component::default()
        }
    }

    /// The legal documents.
    pub(super) fn taxonomies(&self, lang: Lang) -> Vec<Component<'a>> {
        let taxonomy = |(key, document): (&&str, &Document<'_>)| Component {
            contents: &["localizedData", "nonLocalizedData"],
            ..document.component(key, lang)
        };
        self.documents.iter().map(taxonomy).collect()
    }

    /// Rules and legal documents in another language.
    pub(super) fn translations(&self, lang: Lang) -> Vec<Component<'a>> {
        let translated = |of: String, index: Option<usize>, component: Component<'a>| Component {
            language: lang.code(),
            contents: &["localizedData"],
            associated_component: Some(ComponentRef { name: of, index }),
            ..component
        };
        let rule = |(id, rule): (&&str, &Known<'_>)| Descriptor { id: name(id), ..words(rule, lang) };
        let rules: Vec<_> = self.rules.iter().map(rule).collect();
        let own = Component { name: TOOL.to_owned(), rules, ..Component::default() };
        let own = translated(TOOL.to_owned(), None, own);
        let documents = self
            .documents
            .iter()
            .enumerate()
            .map(|(index, (key, document))| translated(name(key), Some(index), document.component(key, lang)));
        std::iter::once(own).filter(|own| !own.rules.is_empty()).chain(documents).collect()
    }

    /// The places in the law that a finding rests on, each once, as SARIF wants its lists.
    pub(super) fn law(&self, diagnostic: &Diagnostic) -> Vec<DescriptorRef> {
        let taxon = |citation: &Citation| {
            let document = self.documents.get(&*citation.document).expect("every cited document is in the catalog");
            let place = document.places.binary_search(&&*citation.at).expect("every cited place is in the catalog");
            DescriptorRef {
                id: taxon_id(citation, &citation.at),
                index: place,
                tool_component: ComponentRef { name: name(&citation.document), index: Some(document.index) },
                properties: Standing { standing: citation.standing.key() },
            }
        };
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for citation in &diagnostic.basis {
            if seen.insert((&citation.document, &citation.at, citation.standing)) {
                all.push(taxon(citation));
            }
        }
        all
    }

    fn descriptor(&self, id: &str, rule: &Known<'_>, lang: Lang) -> Descriptor {
        let relate = |target| Relationship { target, kinds: ["relevant"] };
        let law = rule.finding.map(|finding| self.law(finding)).unwrap_or_default();
        let group = id.split_once('/').map_or(id, |(group, _)| group);
        let properties = |severity| RuleProperties {
            tags: vec![name(group)],
            severity: match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        };
        Descriptor {
            id: name(id),
            default_configuration: rule.severity.map(|severity| Configuration { level: level(severity) }),
            relationships: law.into_iter().map(relate).collect(),
            properties: rule.severity.map(properties),
            ..words(rule, lang)
        }
    }
}

impl Document<'_> {
    fn component<'a>(&self, key: &str, lang: Lang) -> Component<'a> {
        let taxon = |place: &&str| Descriptor { id: taxon_id(self.citation, place), ..Descriptor::default() };
        let number = literal(&self.citation.number);
        let title = literal(self.citation.title.get(lang));
        Component {
            name: name(key),
            full_name: (!number.is_empty()).then_some(number),
            short_description: (!title.is_empty()).then_some(Message { text: title }),
            language: lang.code(),
            taxa: self.places.iter().map(taxon).collect(),
            ..Component::default()
        }
    }
}

/// A place in a document; the document itself where a citation names no place.
fn taxon_id(citation: &Citation, place: &str) -> String {
    name(if place.is_empty() { &citation.document } else { place })
}

fn documents(diagnostics: &[Diagnostic]) -> BTreeMap<&str, Document<'_>> {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut first: BTreeMap<&str, &Citation> = BTreeMap::new();
    for citation in diagnostics.iter().flat_map(|diagnostic| &diagnostic.basis) {
        first.entry(&citation.document).or_insert(citation);
        places.entry(&citation.document).or_default().insert(&citation.at);
    }
    let document = |(index, (key, places)): (usize, (_, BTreeSet<_>))| {
        (key, Document { index, citation: first[key], places: places.into_iter().collect() })
    };
    places.into_iter().enumerate().map(document).collect()
}

/// What a rule says, in one language.
fn words(rule: &Known<'_>, lang: Lang) -> Descriptor {
    let Some(finding) = rule.finding else { return Descriptor::default() };
    let text = |text: &Localized<String>| Some(literal(text.get(lang))).filter(|text| !text.is_empty());
    let message = |text: String| Message { text };
    Descriptor {
        short_description: text(&finding.title).map(message),
        full_description: text(&finding.why).or(text(&finding.title)).map(message),
        help: help(rule, finding, lang),
        ..Descriptor::default()
    }
}

/// Why the rule exists, what to do and the law, as text and as Markdown.
fn help(rule: &Known<'_>, finding: &Diagnostic, lang: Lang) -> Option<Multiformat> {
    let paragraphs = [(captions::WHY, Some(&finding.why)), (captions::HELP, rule.help)];
    let said = paragraphs.iter().filter_map(|(caption, text)| {
        let text = text.as_ref()?.get(lang).trim();
        (!text.is_empty()).then(|| ((*caption.get(lang)).to_owned(), text.to_owned()))
    });
    let law = finding.basis.iter().map(|citation| {
        let title = citation.title.get(lang).trim();
        let note = citation.note.as_ref().map(|note| format!(" {}", note.get(lang).trim())).unwrap_or_default();
        ((*captions::BASIS.get(lang)).to_owned(), format!("{}: {title}.{note}", said::law(citation, lang)))
    });
    let all: Vec<(String, String)> = said.chain(law).collect();
    if all.is_empty() {
        return None;
    }
    let lines = all.iter().map(|(caption, text)| format!("{}: {}", markup::capital(caption), literal(text)));
    let marked = all
        .iter()
        .map(|(caption, text)| format!("**{}:** {}", markup::capital(caption), markup::inline(&escape(text))));
    Some(Multiformat {
        text: lines.collect::<Vec<_>>().join("\n"),
        markdown: marked.collect::<Vec<_>>().join("\n\n"),
    })
}
