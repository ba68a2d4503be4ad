//! Findings to diagnostics: the one place where words, severity and law are added.

use super::texts::{Template, Values};
use super::{Rule, RuleSet, mend};
use crate::check::Undecided;
use crate::diagnostic::{Citation, Diagnostic, Fix, Inconclusive, Label, MissingFact, PathHop, Severity};
use crate::finding::{Finding, Hop, RuleRef};
use crate::graph::{EdgeKind, Graph};
use crate::lang::{Localized, Words, words};
use crate::source::{Sources, Span};

/// Tells a finding. `override_severity` is what the project's settings say about the rule.
pub fn diagnose(
    finding: &Finding,
    set: &RuleSet,
    sources: &Sources,
    level: impl Fn(&Rule) -> Option<Severity>,
) -> Diagnostic {
    let rule = match finding.rule {
        RuleRef::Loaded(number) => Some(&set.rules[number as usize]),
        RuleRef::Builtin(builtin) => set.find(builtin.id),
    };
    match rule {
        Some(rule) => tell(finding, rule, set, sources, level(rule)),
        None => untold(finding),
    }
}

fn tell(finding: &Finding, rule: &Rule, set: &RuleSet, sources: &Sources, level: Option<Severity>) -> Diagnostic {
    let fixed = finding.values.iter().map(|(name, value)| (*name, value));
    let named = finding.extra.iter().map(|(name, value)| (&**name, value));
    let values = Values::new(fixed.chain(named));
    let render = |text: &Localized<Template>| Localized::build(|lang| text.get(lang).render(&values, lang));
    let own = finding.grade.map_or(rule.severity(), |grade| rule.told.severities[grade]);
    Diagnostic {
        rule: rule.id.clone(),
        severity: level.unwrap_or(own),
        title: rule.told.title.clone(),
        message: render(&rule.told.message),
        why: rule.told.why.clone(),
        help: render(&rule.told.help),
        at: finding.at,
        labels: labels(finding, rule),
        path: finding.path.iter().map(hop).collect(),
        basis: citations(rule, set),
        subjects: finding.subjects.clone(),
        values: values.texts(),
        fix: finding.fix.as_ref().and_then(|mend| {
            let with = match &rule.told.mend {
                Some(text) if mend.with.is_empty() => text.render(&values, crate::lang::Lang::En),
                _ => mend.with.clone(),
            };
            let edit = mend::edit(mend, with, &sources.get(mend.at.source).text)?;
            Some(Fix { safety: mend.safety, edits: vec![edit] })
        }),
        accepted: finding.accepted.clone(),
    }
}

/// Further places: those of the rule with its words; those that code adds say what code means by them.
fn labels(finding: &Finding, rule: &Rule) -> Vec<Label> {
    let elsewhere = words("đã có ở đây", "it is here already").map(str::to_owned);
    let texts = rule.told.related.iter().cloned().chain(std::iter::repeat(elsewhere));
    let placed = finding.related.iter().zip(texts);
    placed.filter_map(|(at, text)| Some(Label { at: (*at)?, text })).filter(|label| label.at != finding.at).collect()
}

fn hop(hop: &Hop) -> PathHop {
    let kind = EdgeKind::ALL.into_iter().find(|kind| kind.key() == hop.edge).expect("hops name kinds of edges");
    let label = hop_label(kind, hop.back);
    PathHop { from: hop.from.clone(), to: hop.to.clone(), edge: hop.edge, label, at: hop.at }
}

/// What a step along an edge is called, or one against it.
pub fn hop_label(kind: EdgeKind, back: bool) -> Words {
    if back { words("dữ liệu luồng trả về", "data that the flow returns") } else { kind.label() }
}

/// The rule's basis with the documents' numbers and titles.
pub fn citations(rule: &Rule, set: &RuleSet) -> Vec<Citation> {
    let documents = &set.packs[rule.pack].head.documents;
    let cite = |basis: &super::Basis| {
        let document = documents.get(&basis.document)?;
        Some(Citation {
            document: basis.document.clone(),
            number: document.number.clone(),
            title: document.title.clone(),
            at: basis.at.clone(),
            standing: basis.standing,
            note: basis.note.clone(),
        })
    };
    rule.told.basis.iter().filter_map(cite).collect()
}

/// A finding of code whose folder is not loaded, as when only a user's pack is: its id must do.
fn untold(finding: &Finding) -> Diagnostic {
    let RuleRef::Builtin(builtin) = finding.rule else { unreachable!("loaded rules are in the set") };
    let values = Values::new(finding.values.iter().map(|(name, value)| (*name, value))).texts();
    let said = Localized::build(|lang| {
        let all: Vec<_> = values.iter().map(|(name, text)| format!("{name}: {}", text.get(lang))).collect();
        format!("{} ({})", builtin.id, all.join(", "))
    });
    Diagnostic {
        rule: builtin.id.to_owned(),
        severity: Severity::Error,
        title: said.clone(),
        message: said,
        why: Localized::default(),
        help: Localized::default(),
        at: finding.at,
        labels: Vec::new(),
        path: Vec::new(),
        basis: Vec::new(),
        subjects: finding.subjects.clone(),
        values,
        fix: None,
        accepted: finding.accepted.clone(),
    }
}

/// Tells what a rule could not decide.
pub fn inconclusive(undecided: &Undecided, rule: &Rule, graph: &Graph) -> Inconclusive {
    let subject = graph.object(undecided.subject);
    let fact = |fact: &crate::condition::Fact| MissingFact {
        object: graph.full_name(fact.object),
        field: fact.path.to_string(),
        pattern: graph.fact_pattern(fact.object, &fact.path),
    };
    Inconclusive {
        rule: rule.id.clone(),
        subject: graph.full_name(undecided.subject),
        at: Span { ..subject.id.span },
        missing: undecided.facts.iter().map(fact).collect(),
    }
}
