//! The `check` of a rule file: which kind, and its parameters.

use super::format::{self};
use super::reader::{Around, Kind, Reader, localized};
use crate::check::{Acyclic, Each, KINDS, Layer, Layers, Nodes, Path, Spec, Unique};
use crate::condition::{Condition, Expected, Scope, Type};
use crate::finding::{Finding, Value as Shown, builtin};
use crate::graph::Flows;
use crate::lang::Localized;
use crate::model::record_of;
use crate::schema::{Fields, Noun, Value, nearest};
use crate::source::Span;

impl Reader<'_> {
    /// The kind of check and its parameters; the rest of the rule is read even when these are faulty. Two
    /// kinds, or none, is a finding at `at`.
    pub(super) fn spec(&mut self, check: &Fields, at: Span) -> Option<(&'static str, Option<Spec>, Around)> {
        let written: Vec<_> = KINDS.iter().filter(|kind| check.get(kind.key).is_some()).collect();
        let [kind] = written[..] else {
            let valid = KINDS.iter().map(|kind| kind.key);
            self.findings.push(Finding::builtin(&builtin::KIND_MISSING, at, [Shown::list(valid)]));
            return None;
        };
        self.strangers(check, kind);
        let (spec, scope, own) = match kind.key {
            "each" => self.each(check)?,
            "unique" => self.unique(check)?,
            "path" => self.path(check.get_record("path")?)?,
            "acyclic" => self.acyclic(check.get_record("acyclic")?)?,
            "layers" => self.layers(check.get_record("layers")?)?,
            "builtin" => return self.builtin(at),
            other => unreachable!("{other} is a row of KINDS without a reader"),
        };
        let placeholders = own.into_iter().chain(kind.values.iter().copied()).collect();
        Some((kind.key, spec, Around { scope, placeholders }))
    }

    /// Parameters of another kind: they would be read by nobody.
    fn strangers(&mut self, check: &Fields, kind: &crate::check::Kind) {
        for entry in check.entries() {
            let key = check.record.at(entry.slot()).key;
            if key != kind.key && !kind.parameters.contains(&key) {
                let label = format!("check: {}", kind.key);
                let record = Localized { vi: label.clone(), en: label };
                let values = [Shown::raw(key), Shown::Text(record), Shown::Empty, Shown::list(kind.parameters)];
                self.findings.push(Finding::builtin(&builtin::UNKNOWN_KEY, entry.key(check.source), values));
            }
        }
    }

    /// A list or map that says nothing where something must be chosen.
    fn empty(&mut self, fields: &Fields, key: &str) {
        if let Some(at) = fields.place(key) {
            self.findings.push(Finding::builtin(&builtin::EMPTY_VALUE, at, [Shown::raw(key)]));
        }
    }

    fn builtin(&mut self, at: Span) -> Option<(&'static str, Option<Spec>, Around)> {
        match builtin::ALL.iter().find(|known| known.id == self.id) {
            Some(known) => {
                let around = Around { scope: Scope::empty(), placeholders: known.values.to_vec() };
                Some(("builtin", Some(Spec::Builtin), around))
            }
            None => {
                self.findings.push(Finding::builtin(&builtin::NOT_BUILTIN, at, [Shown::raw(self.id)]));
                None
            }
        }
    }

    /// The nouns of `each` and `unique`, and the name of the object under test.
    fn nouns(&mut self, check: &Fields, key: &str) -> Option<(Vec<Noun>, &'static str)> {
        let mut nouns = Vec::new();
        for word in check.get_texts(key) {
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
        if check.get_texts(key).is_empty() {
            self.empty(check, key);
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
            let at = check.place(kind).expect("it chose the kind").head();
            let values = [Shown::raw(key), Shown::Named(format::CHECK.label)];
            self.findings.push(Finding::builtin(&builtin::MISSING_KEY, at, values));
        }
        self.condition(check, key, scope, expected)
    }

    fn path(&mut self, path: &Fields) -> Option<Kind> {
        for end in ["from", "to"] {
            if path.get_record(end)?.entries().is_empty() {
                self.empty(path, end);
            }
        }
        let from = self.nodes(path.get_record("from")?);
        let to = self.nodes(path.get_record("to")?);
        let unless_through = path.get_record("unless-through").map(|nodes| self.nodes(nodes)).unwrap_or_default();
        let edges = self.edges(path);
        let flows = match path.get_key("flows") {
            Some("whole") => Flows::Whole,
            Some("data") => Flows::Data,
            _ => Flows::Legs,
        };
        let scope = Scope::empty().add("from", Type::Object(from.nouns())).add("to", Type::Object(to.nouns()));
        let spec = edges.map(|edges| Spec::Path(Path { from, to, unless_through, edges, flows }));
        Some((spec, scope, None))
    }

    fn acyclic(&mut self, acyclic: &Fields) -> Option<Kind> {
        let nodes = acyclic.get_record("nodes").map(|nodes| self.nodes(nodes));
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
    pub(super) fn edges(&mut self, fields: &Fields) -> Option<Option<Condition>> {
        let edges = self.condition(fields, "edges", &Scope::edge(), Expected::Test);
        (edges.is_some() || fields.get("edges").is_none()).then_some(edges)
    }

    pub(super) fn nodes(&mut self, fields: &Fields) -> Nodes {
        let mut conditions = Vec::new();
        for entry in fields.entries() {
            if let Some(noun) = Noun::from_key(fields.record.at(entry.slot()).key)
                && let Some(condition) =
                    self.compile(entry.value.spanned(fields.source), &Scope::of_noun(noun), Expected::Test)
            {
                conditions.push((noun, condition));
            }
        }
        Nodes::new(conditions)
    }

    pub(super) fn condition(
        &mut self,
        fields: &Fields,
        key: &str,
        scope: &Scope,
        expected: Expected,
    ) -> Option<Condition> {
        self.compile(fields.get(key)?.spanned(fields.source), scope, expected)
    }
}
