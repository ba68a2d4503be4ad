//! One `rule.yaml` to one rule, every fault collected.

use super::compile::{compile, listed, near};
use super::format::RULE;
use super::texts::Template;
use super::{Basis, Pack, Rule, Told, Unproved};
use crate::check::{Check, Later, Offer, Spec, Telling};
use crate::condition::{self, Condition, Expected, Scope};
use crate::diagnostic::{Severity, Standing};
use crate::finding::{Finding, Safety, Value as Shown, Way, builtin};
use crate::import::fault;
use crate::lang::{Lang, Localized};
use crate::schema::{Decoder, Fields, Special, Value, nearest};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::waive::term;
use crate::yaml::{NodeId, Tree};

pub(super) struct Reader<'r> {
    /// The pack and the text, where faults are looked for. A rule of a trusted pack has none: its conditions are
    /// compiled when they are first asked.
    pub(super) home: Option<(&'r Pack, &'r Source)>,
    pub(super) id: &'r str,
    pub(super) at: SourceId,
    pub(super) tree: Tree<'r>,
    pub(super) findings: Vec<Finding>,
}

/// The longest term of a waiver, in days.
fn longest(waiver: &Fields) -> Option<u32> {
    match waiver.get("longest")?.value {
        Value::Integer(days) => u32::try_from(days).ok(),
        _ => None,
    }
}

/// A kind's parameters if they can be read, where expressions about its findings are evaluated, and the name
/// of the object under test.
pub(super) type Kind = (Option<Spec>, Scope, Option<&'static str>);

/// What a kind gives to the texts, and where expressions about a finding are evaluated.
pub(super) struct Around {
    pub(super) scope: Scope,
    pub(super) placeholders: Vec<&'static str>,
}

impl Reader<'_> {
    pub(super) fn rule(&mut self, pack: usize) -> Option<Rule> {
        self.findings.extend(self.tree.faults.iter().map(fault));
        let root = self.tree.documents.first().copied()?;
        let decoded = Decoder::new(&self.tree, Special::Nowhere).document(root, &RULE);
        self.findings.extend(decoded.findings);
        let fields = decoded.fields;
        let written = fields.get("check")?;
        let Value::Record(check_fields) = &written.value else { return None };
        let basis = self.basis(&fields);
        let (kind, spec, around) = self.spec(check_fields, written.span(fields.source).head())?;
        let values = self.values(root, &around.scope);
        let related = self.related(&fields, &around.scope);
        let fix = fields.get_record("fix");
        let mend_at = fix.and_then(|fix| {
            let (key, way) = self.way(&fields, fix)?;
            let place = self.condition(fix, key, &around.scope, Expected::Place)?;
            let safety = if fix.get_key("safety") == Some("safe") { Safety::Safe } else { Safety::Unsafe };
            let when = self.condition(fix, "when", &around.scope, Expected::Test);
            Some(Offer { place, way, safety, when })
        });
        let (severities, grades) = self.severities(root, &around.scope);
        let template = |key| Some(localized(&fields, key)?.map(|text| Template::parse(&text)));
        let (message, help) = (template("message")?, template("help")?);
        let mend = fix.and_then(|fix| fix.get_text("with")).map(|text| Template::parse(&text));
        self.placeholders(&fields, [&message, &help], mend.as_ref(), &values, &around.placeholders);
        let applies = fields.get_record("applies");
        Some(Rule {
            id: self.id.to_owned(),
            pack,
            source: self.at,
            from: applies.and_then(|applies| applies.get_date("from")),
            until: applies.and_then(|applies| applies.get_date("until")),
            kind,
            check: Check {
                spec: spec?,
                telling: Later::from(Telling {
                    values: values.into_iter().filter_map(|(name, _, value)| Some((name.into(), value?))).collect(),
                    related: related.0,
                    grades,
                    mend: mend_at,
                }),
            },
            told: Later::from(Told {
                title: localized(&fields, "title")?,
                message,
                why: localized(&fields, "why")?,
                help,
                basis,
                severities,
                longest_waiver: fields.get_record("waiver").and_then(longest).unwrap_or(term::LONGEST),
                related: related.1,
                mend,
                unproved: unproved(&fields),
            }),
        })
    }

    /// Which of the keys says where a fix works; without one, or with both, that is a finding.
    fn way(&mut self, rule: &Fields, fix: &Fields) -> Option<(&'static str, Way)> {
        match (fix.get("replace"), fix.get("after")) {
            (Some(_), None) => Some(("replace", Way::Replace)),
            (None, Some(_)) => Some(("after", Way::AddAfter)),
            _ => {
                let at = rule.place("fix").expect("it was found before").head();
                let values = [Shown::raw("replace"), Shown::Named(super::format::FIX.label)];
                self.findings.push(Finding::builtin(&builtin::MISSING_KEY, at, values));
                None
            }
        }
    }

    /// The named values: name, its place, and the expression if it can be read.
    fn values(&mut self, root: NodeId, scope: &Scope) -> Vec<(String, Span, Option<Condition>)> {
        let Some(values) = self.tree.get(root, "values") else { return Vec::new() };
        let pairs = self.tree.mapping(values.value).unwrap_or_default().to_vec();
        let read = pairs.into_iter().map(|pair| {
            let span = self.tree.span(pair.value);
            let text = Value::Text(self.tree.scalar(pair.value).unwrap_or_default().into());
            let written = Spanned::new(&text, span);
            let value = self.compile(written, scope, Expected::Any);
            (self.tree.key(pair).to_owned(), self.tree.span(pair.key), value)
        });
        read.collect()
    }

    /// The condition that is written somewhere. One of a trusted pack is compiled when it is first asked.
    pub(super) fn compile(
        &mut self,
        written: Spanned<&Value>,
        scope: &Scope,
        expected: Expected,
    ) -> Option<Condition> {
        match &written.value {
            Value::Text(text) if self.home.is_none() => {
                Some(condition::trusted(text, scope, expected).written_at(written.span))
            }
            _ => {
                let (_, source) = self.home?;
                compile(written, source, scope, expected, &mut self.findings)
            }
        }
    }

    fn related(&mut self, fields: &Fields, scope: &Scope) -> (Vec<Condition>, Vec<Localized<String>>) {
        let Some(Value::List(items)) = fields.get("related").map(|written| &written.value) else {
            return Default::default();
        };
        let read = items.iter().filter_map(|item| {
            let Value::Record(related) = &item.value else { return None };
            let at = self.condition(related, "at", scope, Expected::Place)?;
            Some((at, localized(related, "text")?))
        });
        read.unzip()
    }

    /// The severities, and the conditions of all but the last.
    fn severities(&mut self, root: NodeId, scope: &Scope) -> (Vec<Severity>, Vec<Condition>) {
        let mut severities = Vec::new();
        let mut grades = Vec::new();
        let Some(pair) = self.tree.get(root, "severity") else { return (vec![Severity::Error], grades) };
        let clauses = self.tree.sequence(pair.value).map_or_else(|| vec![pair.value], <[NodeId]>::to_vec);
        for clause in clauses {
            let (word, when) = match self.tree.get(clause, "is") {
                Some(is) => (is.value, self.tree.get(clause, "when")),
                None => (clause, None),
            };
            let text = self.tree.scalar(word).unwrap_or_default();
            match text.parse() {
                Ok(severity) => severities.push(severity),
                Err(()) => {
                    let words = Severity::ALL.map(Severity::key);
                    let near = nearest(text, words).certain_or_likely();
                    let values = [Shown::raw("severity"), Shown::raw(text), Shown::maybe(near), Shown::list(words)];
                    let at = self.tree.span(word);
                    self.findings.push(Finding::builtin(&builtin::UNKNOWN_VALUE, at, values));
                    continue;
                }
            }
            if let Some(when) = when {
                let text = Value::Text(self.tree.scalar(when.value).unwrap_or_default().into());
                let written = Spanned::new(&text, self.tree.span(when.value));
                match self.compile(written, scope, Expected::Test) {
                    Some(condition) => grades.push(condition),
                    None => drop(severities.pop()),
                }
            }
        }
        // The last clause is the one without a condition.
        if severities.len() != grades.len() + 1 {
            let at = self.tree.span(pair.key);
            let values = [Shown::raw("severity"), Shown::Named(RULE.label)];
            self.findings.push(Finding::builtin(&builtin::MISSING_KEY, at, values));
            severities.resize(grades.len() + 1, Severity::Error);
        }
        (severities, grades)
    }

    fn basis(&mut self, fields: &Fields) -> Vec<Basis> {
        let Some(Value::List(items)) = fields.get("basis").map(|written| &written.value) else { return Vec::new() };
        let mut all = Vec::new();
        for item in items {
            let Value::Record(basis) = &item.value else { continue };
            let (Some(written), Some(at), Some(standing)) =
                (basis.get("document"), basis.get_text("at"), basis.get_key("standing"))
            else {
                continue;
            };
            let Value::Text(document) = &written.value else { continue };
            if !self.cites(document, written.span(basis.source)) {
                continue;
            }
            let standing = Standing::ALL.into_iter().find(|known| known.key() == standing);
            let standing = standing.expect("the closed list has the words of Standing");
            let (document, note) = (document.to_string(), localized(basis, "note"));
            all.push(Basis { document, at, standing, note, span: written.span(basis.source) });
        }
        all
    }

    /// Whether there is a document of a key; what is wrong with citing it is a finding.
    fn cites(&mut self, document: &str, at: Span) -> bool {
        let Some((pack, _)) = self.home else { return true };
        match pack.head.documents.get(document) {
            None => {
                let known: Vec<String> = pack.head.documents.keys().cloned().collect();
                let values = [Shown::raw(document), near(document, &known)];
                self.findings.push(Finding::builtin(&builtin::UNKNOWN_DOCUMENT, at, values));
                return false;
            }
            Some(cited) if cited.status == "repealed" => {
                let next = cited.replaced_by.as_ref().and_then(|key| pack.head.documents.get(key));
                let values = [Shown::raw(&cited.number), Shown::maybe(next.map(|next| &next.number))];
                self.findings.push(Finding::builtin(&builtin::REPEALED_DOCUMENT, at, values));
            }
            Some(_) => {}
        }
        true
    }

    /// Names used but not defined, defined but not used, and different in the two languages.
    fn placeholders(
        &mut self,
        fields: &Fields,
        texts: [&Localized<Template>; 2],
        mend: Option<&Template>,
        values: &[(String, Span, Option<Condition>)],
        own: &[&'static str],
    ) {
        let known: Vec<String> =
            own.iter().map(|name| (*name).to_owned()).chain(values.iter().map(|(name, ..)| name.clone())).collect();
        let mut used: Vec<&str> = mend.map(Template::names).unwrap_or_default();
        let with = fields.get_record("fix").and_then(|fix| fix.place("with"));
        for name in &used {
            self.undefined(name, &known, with.unwrap_or(Span::new(self.at, 0, 0)));
        }
        for (text, key) in texts.into_iter().zip(["message", "help"]) {
            let head = Span::new(self.at, 0, 0);
            let place = |lang: Lang| {
                let inner = fields.get_record(key).and_then(|both| both.place(lang.code()));
                inner.unwrap_or(head)
            };
            for lang in Lang::ALL {
                for name in text.get(lang).names() {
                    self.undefined(name, &known, place(lang));
                    used.push(name);
                }
            }
            let sorted = |lang| {
                let mut names = text.get(lang).names();
                names.sort_unstable();
                names
            };
            let (vi, en) = (sorted(Lang::Vi), sorted(Lang::En));
            if vi != en {
                let other = vi.iter().filter(|name| !en.contains(name)).chain(en.iter().filter(|n| !vi.contains(n)));
                let finding = Finding::builtin(&builtin::UNEQUAL_PLACEHOLDERS, place(Lang::En), [Shown::list(other)]);
                self.findings.push(finding);
            }
        }
        for (name, at, _) in values {
            if !used.contains(&name.as_str()) {
                self.findings.push(Finding::builtin(&builtin::UNUSED_VALUE, *at, [Shown::raw(name)]));
            }
        }
    }

    fn undefined(&mut self, name: &str, known: &[String], at: Span) {
        if !known.iter().any(|known| known == name) {
            let values = [Shown::raw(name), near(name, known), listed(known)];
            self.findings.push(Finding::builtin(&builtin::UNDEFINED_PLACEHOLDER, at, values));
        }
    }
}

/// The changes of conditions that need no example.
fn unproved(fields: &Fields) -> Vec<Unproved> {
    let Some(Value::List(items)) = fields.get("unproved").map(|written| &written.value) else { return Vec::new() };
    let read = items.iter().filter_map(|item| {
        let Value::Record(entry) = &item.value else { return None };
        let clause = entry.get("clause")?;
        let span = clause.span(entry.source);
        let Value::Text(clause) = &clause.value else { return None };
        let why = localized(entry, "why")?;
        let (part, to) = (entry.get_text("part"), entry.get_text("to"));
        Some(Unproved { clause: Spanned::new(clause.clone(), span), part, to, why })
    });
    read.collect()
}

/// A text in both languages.
pub(super) fn localized(fields: &Fields, key: &str) -> Option<Localized<String>> {
    let both = fields.get_record(key)?;
    Some(Localized { vi: both.get_text("vi")?, en: both.get_text("en")? })
}
