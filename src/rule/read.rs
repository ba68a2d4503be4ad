//! Rule folders to a rule set: discovered by their paths, decoded with every fault collected.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::compile::{compile, listed, near};
use super::format::{self, RULE};
use super::texts::Template;
use super::{Basis, Document, Pack, Rule, RuleSet};
use crate::check::{Acyclic, Check, Each, KINDS, Layer, Layers, Nodes, Path, Spec, Telling, Unique};
use crate::condition::{Condition, Expected, Scope, Type};
use crate::diagnostic::{Severity, Standing};
use crate::finding::{Finding, Safety, Value as Shown, builtin};
use crate::import::fault;
use crate::lang::{Lang, Localized};
use crate::model::record_of;
use crate::schema::{Decoder, Fields, Noun, Special, Value, nearest};
use crate::source::{Origin, PackFiles, Source, SourceId, Sources, Span, Spanned};
use crate::yaml::{self, NodeId, Tree};

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
                ["pack.yaml"] => heads.push((number, sources.add(shown, Origin::Pack, text.to_string()))),
                ["catalogue", ..] if path.ends_with(".yaml") => {
                    sources.add(shown, Origin::Catalogue, text.to_string());
                }
                [group, rule, "rule.yaml"] => {
                    let id = sources.add(shown, Origin::Pack, text.to_string());
                    rules.push((number, format!("{group}/{rule}"), id));
                }
                _ => {}
            }
        }
    }
    let sources = &*sources;
    for (number, id) in heads {
        set.findings.extend(without_rule(&packs[number], id));
        set.packs.push(head(&packs[number], sources.get(id), id, &mut set.findings));
    }
    let read: Vec<_> = rules
        .par_iter()
        .map(|(pack, id, source)| {
            let mut reader = Reader {
                pack: &set.packs[*pack],
                id,
                source: sources.get(*source),
                at: *source,
                tree: yaml::parse(*source, &sources.get(*source).text),
                findings: Vec::new(),
            };
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

fn head(pack: &PackFiles, source: &Source, id: SourceId, findings: &mut Vec<Finding>) -> Pack {
    let tree = yaml::parse(id, &source.text);
    findings.extend(tree.faults.iter().map(fault));
    let name = pack.root.rsplit('/').next().unwrap_or_default().to_owned();
    let mut head = Pack {
        name,
        root: pack.root.clone(),
        title: Localized::default(),
        version: String::new(),
        documents: BTreeMap::new(),
    };
    let Some(root) = tree.documents.first().copied() else { return head };
    let decoded = Decoder::new(&tree, Special::Nowhere).document(root, &format::PACK);
    findings.extend(decoded.findings);
    head.title = localized(&decoded.fields, "title").unwrap_or_default();
    head.version = text(&decoded.fields, "version").unwrap_or_default();
    let mut next = Vec::new();
    if let Some(documents) = tree.get(root, "documents") {
        for pair in tree.mapping(documents.value).unwrap_or_default() {
            let decoded = Decoder::new(&tree, Special::Nowhere).document(pair.value, &format::DOCUMENT);
            findings.extend(decoded.findings);
            let fields = &decoded.fields;
            let document = Document {
                number: text(fields, "number").unwrap_or_default(),
                title: localized(fields, "title").unwrap_or_default(),
                status: key(fields, "status").unwrap_or("unclear").to_owned(),
                in_force: date(fields, "in-force"),
                replaced_by: text(fields, "replaced-by"),
                at: tree.span(pair.key),
            };
            head.documents.insert(tree.key(*pair).to_owned(), document);
            next.extend(fields.get("replaced-by").cloned());
        }
    }
    findings.extend(unknown_successors(&head.documents, &next));
    head
}

/// Documents that are said to be replaced by one that the pack does not have.
fn unknown_successors(documents: &BTreeMap<String, Document>, next: &[Spanned<Value>]) -> Vec<Finding> {
    let known: Vec<String> = documents.keys().cloned().collect();
    let tell = |written: &Spanned<Value>| match &written.value {
        Value::Text(key) if !documents.contains_key(&**key) => {
            let values = [Shown::raw(key), near(key, &known)];
            Some(Finding::builtin(&builtin::UNKNOWN_DOCUMENT, written.span, values))
        }
        _ => None,
    };
    next.iter().filter_map(tell).collect()
}

struct Reader<'r> {
    pack: &'r Pack,
    id: &'r str,
    source: &'r Source,
    at: SourceId,
    tree: Tree<'r>,
    findings: Vec<Finding>,
}

/// A kind's parameters if they can be read, where expressions about its findings are evaluated, and the name
/// of the object under test.
type Kind = (Option<Spec>, Scope, Option<&'static str>);

/// What a kind gives to the texts, and where expressions about a finding are evaluated.
struct Around {
    scope: Scope,
    placeholders: Vec<&'static str>,
}

impl Reader<'_> {
    fn rule(&mut self, pack: usize) -> Option<Rule> {
        self.findings.extend(self.tree.faults.iter().map(fault));
        let root = self.tree.documents.first().copied()?;
        let decoded = Decoder::new(&self.tree, Special::Nowhere).document(root, &RULE);
        self.findings.extend(decoded.findings);
        let fields = decoded.fields;
        let check_fields = record(&fields, "check")?;
        let basis = self.basis(&fields);
        let (kind, spec, around) = self.spec(check_fields, &fields)?;
        let values = self.values(root, &around.scope);
        let related = self.related(&fields, &around.scope);
        let fix = record(&fields, "fix");
        let replace = fix.and_then(|fix| {
            let place = self.condition(fix, "replace", &around.scope, Expected::Place)?;
            let safety = if key(fix, "safety") == Some("safe") { Safety::Safe } else { Safety::Unsafe };
            Some((place, safety))
        });
        let (severities, grades) = self.severities(root, &around.scope);
        let template = |key| Some(localized(&fields, key)?.map(|text| Template::parse(&text)));
        let (message, help) = (template("message")?, template("help")?);
        let mend = fix.and_then(|fix| text(fix, "with")).map(|text| Template::parse(&text));
        self.placeholders(&fields, [&message, &help], mend.as_ref(), &values, &around.placeholders);
        let applies = record(&fields, "applies");
        Some(Rule {
            id: self.id.to_owned(),
            pack,
            source: self.at,
            title: localized(&fields, "title")?,
            message,
            why: localized(&fields, "why")?,
            help,
            basis,
            severities,
            from: applies.and_then(|applies| date(applies, "from")),
            until: applies.and_then(|applies| date(applies, "until")),
            kind,
            check: Check {
                spec: spec?,
                telling: Telling {
                    values: values.into_iter().filter_map(|(name, _, value)| Some((name.into(), value?))).collect(),
                    related: related.0,
                    grades,
                    replace,
                },
            },
            related: related.1,
            mend,
        })
    }

    /// The kind of check and its parameters; the rest of the rule is read even when these are faulty. Two
    /// kinds, or none, is a finding.
    fn spec(&mut self, check: &Fields, rule: &Fields) -> Option<(&'static str, Option<Spec>, Around)> {
        let written: Vec<_> = KINDS.iter().filter(|kind| check.get(kind.key).is_some()).collect();
        let [kind] = written[..] else {
            let at = rule.get("check").expect("it was found before").span.head();
            let valid = KINDS.iter().map(|kind| kind.key);
            self.findings.push(Finding::builtin(&builtin::KIND_MISSING, at, [Shown::list(valid)]));
            return None;
        };
        let (spec, scope, own) = match kind.key {
            "each" => self.each(check)?,
            "unique" => self.unique(check)?,
            "path" => self.path(record(check, "path")?)?,
            "acyclic" => self.acyclic(record(check, "acyclic")?)?,
            "layers" => self.layers(record(check, "layers")?)?,
            "builtin" => return self.builtin(rule),
            other => unreachable!("{other} is a row of KINDS without a reader"),
        };
        let placeholders = own.into_iter().chain(kind.values.iter().copied()).collect();
        Some((kind.key, spec, Around { scope, placeholders }))
    }

    fn builtin(&mut self, rule: &Fields) -> Option<(&'static str, Option<Spec>, Around)> {
        match builtin::ALL.iter().find(|known| known.id == self.id) {
            Some(known) => {
                let around = Around { scope: Scope::empty(), placeholders: known.values.to_vec() };
                Some(("builtin", Some(Spec::Builtin), around))
            }
            None => {
                let at = rule.get("check").expect("it was found before").span.head();
                self.findings.push(Finding::builtin(&builtin::NOT_BUILTIN, at, [Shown::raw(self.id)]));
                None
            }
        }
    }

    /// The nouns of `each` and `unique`, and the name of the object under test.
    fn nouns(&mut self, check: &Fields, key: &str) -> Option<(Vec<Noun>, &'static str)> {
        let mut nouns = Vec::new();
        for word in texts(check, key) {
            match Noun::from_key(&word.value) {
                Some(noun) => nouns.push(noun),
                None => {
                    let keys = Noun::ALL.map(Noun::key);
                    let near = nearest(&word.value, keys).certain_or_likely();
                    let values = [Shown::raw(key), Shown::raw(&word.value), Shown::maybe(near), Shown::list(keys)];
                    self.findings.push(Finding::builtin(&builtin::UNKNOWN_VALUE, word.span, values));
                }
            }
        }
        match nouns[..] {
            [] => None,
            [noun] => Some((nouns, record_of(noun).key)),
            _ => Some((nouns, "object")),
        }
    }

    fn each(&mut self, check: &Fields) -> Option<Kind> {
        let (nouns, variable) = self.nouns(check, "each")?;
        let scope = Scope::of_nouns(&nouns);
        let when = self.condition(check, "when", &scope, Expected::Test);
        let at = self.condition(check, "at", &scope, Expected::Place);
        let must = self.needed(check, "each", "must", &scope, Expected::Test);
        // A `when` that could not be read must not widen the rule to everything.
        let readable = when.is_some() || check.get("when").is_none();
        let spec = must.filter(|_| readable).map(|must| Spec::Each(Each { nouns, variable, when, must, at }));
        Some((spec, scope, Some(variable)))
    }

    fn unique(&mut self, check: &Fields) -> Option<Kind> {
        let (nouns, variable) = self.nouns(check, "unique")?;
        let scope = Scope::of_nouns(&nouns);
        let when = self.condition(check, "when", &scope, Expected::Test);
        let within = self.condition(check, "within", &scope, Expected::Key);
        let at = self.condition(check, "at", &scope, Expected::Place);
        let by = self.needed(check, "unique", "by", &scope, Expected::Key);
        let readable =
            (when.is_some() || check.get("when").is_none()) && (within.is_some() || check.get("within").is_none());
        let scope = scope.add("first", Type::Object(nouns.clone()));
        let spec = by.filter(|_| readable);
        let spec = spec.map(|by| Spec::Unique(Unique { nouns, variable, when, by, within, at }));
        Some((spec, scope, Some(variable)))
    }

    /// A condition without which a kind of check finds nothing.
    fn needed(
        &mut self,
        check: &Fields,
        kind: &str,
        key: &'static str,
        scope: &Scope,
        expected: Expected,
    ) -> Option<Condition> {
        if check.get(key).is_none() {
            let at = check.get(kind).expect("it chose the kind").span.head();
            let values = [Shown::raw(key), Shown::Named(format::CHECK.label)];
            self.findings.push(Finding::builtin(&builtin::MISSING_KEY, at, values));
        }
        self.condition(check, key, scope, expected)
    }

    fn path(&mut self, path: &Fields) -> Option<Kind> {
        let from = self.nodes(record(path, "from")?);
        let to = self.nodes(record(path, "to")?);
        let unless_through = record(path, "unless-through").map(|nodes| self.nodes(nodes)).unwrap_or_default();
        let edges = self.edges(path);
        let scope = Scope::empty().add("from", Type::Object(from.nouns())).add("to", Type::Object(to.nouns()));
        let spec = edges.map(|edges| Spec::Path(Path { from, to, unless_through, edges }));
        Some((spec, scope, None))
    }

    fn acyclic(&mut self, acyclic: &Fields) -> Option<Kind> {
        let nodes = record(acyclic, "nodes").map(|nodes| self.nodes(nodes));
        let edges = self.edges(acyclic);
        let nouns = nodes.as_ref().map_or_else(|| Noun::ALL.to_vec(), Nodes::nouns);
        let scope = Scope::empty().add("first", Type::Object(nouns));
        Some((edges.map(|edges| Spec::Acyclic(Acyclic { nodes, edges })), scope, None))
    }

    fn layers(&mut self, layers: &Fields) -> Option<Kind> {
        let mut order = Vec::new();
        if let Some(Value::List(items)) = layers.get("order").map(|written| &written.value) {
            for item in items {
                let Value::Record(layer) = &item.value else { continue };
                let nodes = self.nodes(layer);
                order.push(Layer { name: localized(layer, "name")?, nodes });
            }
        }
        let edges = self.edges(layers);
        let scope =
            Scope::empty().add("from", Type::Object(Noun::ALL.to_vec())).add("to", Type::Object(Noun::ALL.to_vec()));
        Some((edges.map(|edges| Spec::Layers(Layers { order, edges })), scope, None))
    }

    /// The condition on edges; `None` as a whole when it was written and cannot be read.
    fn edges(&mut self, fields: &Fields) -> Option<Option<Condition>> {
        let edges = self.condition(fields, "edges", &Scope::edge(), Expected::Test);
        (edges.is_some() || fields.get("edges").is_none()).then_some(edges)
    }

    fn nodes(&mut self, fields: &Fields) -> Nodes {
        let mut conditions = Vec::new();
        for entry in &fields.entries {
            if let Some(noun) = Noun::from_key(fields.record.at(entry.slot).key)
                && let Some(condition) =
                    compile(&entry.value, self.source, &Scope::of_noun(noun), Expected::Test, &mut self.findings)
            {
                conditions.push((noun, condition));
            }
        }
        Nodes::new(conditions)
    }

    fn condition(&mut self, fields: &Fields, key: &str, scope: &Scope, expected: Expected) -> Option<Condition> {
        compile(fields.get(key)?, self.source, scope, expected, &mut self.findings)
    }

    /// The named values: name, its place, and the expression if it can be read.
    fn values(&mut self, root: NodeId, scope: &Scope) -> Vec<(String, Span, Option<Condition>)> {
        let Some(values) = self.tree.get(root, "values") else { return Vec::new() };
        let pairs = self.tree.mapping(values.value).unwrap_or_default().to_vec();
        let read = pairs.into_iter().map(|pair| {
            let span = self.tree.span(pair.value);
            let text = Value::Text(self.tree.scalar(pair.value).unwrap_or_default().into());
            let written = Spanned::new(text, span);
            let value = compile(&written, self.source, scope, Expected::Any, &mut self.findings);
            (self.tree.key(pair).to_owned(), self.tree.span(pair.key), value)
        });
        read.collect()
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
                let written = Spanned::new(text, self.tree.span(when.value));
                match compile(&written, self.source, scope, Expected::Test, &mut self.findings) {
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
        let known: Vec<String> = self.pack.documents.keys().cloned().collect();
        let mut all = Vec::new();
        for item in items {
            let Value::Record(basis) = &item.value else { continue };
            let (Some(written), Some(at), Some(standing)) =
                (basis.get("document"), text(basis, "at"), key(basis, "standing"))
            else {
                continue;
            };
            let Value::Text(document) = &written.value else { continue };
            match self.pack.documents.get(&**document) {
                None => {
                    let values = [Shown::raw(document), near(document, &known)];
                    self.findings.push(Finding::builtin(&builtin::UNKNOWN_DOCUMENT, written.span, values));
                    continue;
                }
                Some(cited) if cited.status == "repealed" => {
                    let next = cited.replaced_by.as_ref().and_then(|key| self.pack.documents.get(key));
                    let values = [Shown::raw(&cited.number), Shown::maybe(next.map(|next| &next.number))];
                    self.findings.push(Finding::builtin(&builtin::REPEALED_DOCUMENT, written.span, values));
                }
                Some(_) => {}
            }
            let standing = Standing::ALL.into_iter().find(|known| known.key() == standing);
            let standing = standing.expect("the closed list has the words of Standing");
            let (document, note) = (document.to_string(), localized(basis, "note"));
            all.push(Basis { document, at, standing, note, span: written.span });
        }
        all
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
        let with = record(fields, "fix").and_then(|fix| fix.get("with"));
        for name in &used {
            self.undefined(name, &known, with.map_or(Span::new(self.at, 0, 0), |written| written.span));
        }
        for (text, key) in texts.into_iter().zip(["message", "help"]) {
            let head = Span::new(self.at, 0, 0);
            let place = |lang: Lang| {
                let inner = record(fields, key).and_then(|both| both.get(lang.code()));
                inner.map_or(head, |written| written.span)
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

fn record<'f>(fields: &'f Fields, key: &str) -> Option<&'f Fields> {
    match &fields.get(key)?.value {
        Value::Record(record) => Some(record),
        _ => None,
    }
}

fn text(fields: &Fields, key: &str) -> Option<String> {
    match &fields.get(key)?.value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

fn texts(fields: &Fields, key: &str) -> Vec<Spanned<Box<str>>> {
    let Some(Value::List(items)) = fields.get(key).map(|written| &written.value) else { return Vec::new() };
    let text = |item: &Spanned<Value>| match &item.value {
        Value::Text(text) => Some(Spanned::new(text.clone(), item.span)),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}

fn key(fields: &Fields, key: &str) -> Option<&'static str> {
    match &fields.get(key)?.value {
        Value::Choice(choice, at) => Some(choice.options[usize::from(*at)].key),
        _ => None,
    }
}

fn date(fields: &Fields, key: &str) -> Option<jiff::civil::Date> {
    match &fields.get(key)?.value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

fn localized(fields: &Fields, key: &str) -> Option<Localized<String>> {
    let both = record(fields, key)?;
    Some(Localized { vi: text(both, "vi")?, en: text(both, "en")? })
}
