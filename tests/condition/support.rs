//! Estates and conditions for the tests of this folder.

use std::ops::Range;

use jiff::civil::{Date, date};
use khung::condition::{Condition, Env, Expected, Fault, FaultKind, Scope, Truth, Val, compile};
use khung::graph::{Graph, ObjectId, build};
use khung::import;
use khung::schema::{Noun, Value};
use khung::source::{Origin, Sources};
use proptest::test_runner::Config as ProptestConfig;

/// The day on which all tests take place.
pub const TODAY: Date = date(2026, 11, 23);

/// An estate of one file and the graph of it.
pub struct Estate {
    pub sources: Sources,
    pub graph: Graph,
}

/// Reads an estate. Findings about it are not looked at.
pub fn estate(yaml: &str) -> Estate {
    let mut sources = Sources::default();
    sources.add("estate.yaml", Origin::Estate, yaml.to_owned());
    let (graph, _) = build(import::read(&sources), &sources);
    Estate { sources, graph }
}

impl Estate {
    /// The object of a name such as `mot-cua.cong`.
    pub fn find(&self, name: &str) -> ObjectId {
        let mut found = self.graph.find(name);
        if found.is_empty() {
            // Flows have no id of their own, only a field that is called so.
            let is = |id: &ObjectId| {
                let fields = &self.graph.object(*id).fields;
                matches!(fields.get("id").map(|id| &id.value), Some(Value::Text(id)) if **id == *name)
            };
            found = self.graph.all(Noun::Flow).iter().copied().filter(is).collect();
        }
        assert_eq!(found.len(), 1, "one object is called {name}");
        found[0]
    }

    /// An environment with one object.
    pub fn env(&self, id: ObjectId) -> Env<'_> {
        Env::new(&self.graph, TODAY).object(id)
    }

    /// An object's scope.
    pub fn scope(&self, id: ObjectId) -> Scope {
        Scope::of_noun(self.graph.object(id).noun)
    }

    /// The outcome of a test about an object; both interpreters must give it.
    pub fn test(&self, name: &str, text: &str) -> Truth {
        self.ask(self.find(name), text)
    }

    /// The outcome of a test about an object.
    pub fn ask(&self, id: ObjectId, text: &str) -> Truth {
        let condition = compiled(text, &self.scope(id), Expected::Test);
        let env = self.env(id);
        let truth = condition.test(&env);
        let slow = condition.value_slowly(&env);
        assert!(same(&condition.value(&env), &slow), "{text}: compiled {truth:?}, naive {slow:?}");
        truth
    }

    /// A value about an object, written out.
    pub fn value(&self, name: &str, text: &str) -> String {
        let id = self.find(name);
        let condition = compiled(text, &self.scope(id), Expected::Any);
        let env = self.env(id);
        let value = condition.value(&env);
        let slow = condition.value_slowly(&env);
        assert!(same(&value, &slow), "{text}: compiled {value:?}, naive {slow:?}");
        self.written(&value)
    }

    /// A value as a short text.
    pub fn written(&self, value: &Val<'_>) -> String {
        match value {
            Val::Unknown => "unknown".into(),
            Val::NotApplicable => "not-applicable".into(),
            Val::Bool(known) => known.to_string(),
            Val::Integer(number) => number.to_string(),
            Val::Text(text) => format!("{text:?}"),
            Val::Date(date) => date.to_string(),
            Val::Choice(choice, at) => choice.options[usize::from(*at)].key.into(),
            Val::Object(id) => self.graph.object(*id).id.value.to_string(),
            Val::SomeEdge(some) => format!("{some:?}"),
            Val::Edge(id) => format!("edge {}", id.0),
            Val::Record(fields) => fields.record.key.into(),
            Val::List(items) => {
                let items: Vec<_> = items.iter().map(|item| self.written(&item)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    /// The text that a condition's value was written as, and the line (from 1).
    pub fn place(&self, name: &str, text: &str) -> (String, usize) {
        let id = self.find(name);
        let condition = compiled(text, &self.scope(id), Expected::Any);
        let span = condition.place(&self.env(id)).expect("the value has a place");
        (self.sources.text(span).to_owned(), self.sources.position(span).line)
    }

    /// The facts that a condition lacks, as `object: path`.
    pub fn missing(&self, name: &str, text: &str) -> Vec<String> {
        let id = self.find(name);
        let condition = compiled(text, &self.scope(id), Expected::Any);
        let facts = condition.missing(&self.env(id));
        facts.iter().map(|fact| format!("{}: {}", self.graph.object(fact.object).id.value, fact.path)).collect()
    }
}

/// A condition that must be right.
pub fn compiled(text: &str, scope: &Scope, expected: Expected) -> Condition {
    compile(text, scope, expected).unwrap_or_else(|faults| panic!("{text}\n{faults:#?}"))
}

/// Whether two values are the same, unknown and not-applicable included.
pub fn same(a: &Val<'_>, b: &Val<'_>) -> bool {
    match (a, b) {
        (Val::Unknown, Val::Unknown) | (Val::NotApplicable, Val::NotApplicable) => true,
        (Val::Record(a), Val::Record(b)) => std::ptr::eq(*a, *b),
        (Val::List(a), Val::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(&a, &b)),
        (Val::List(_), _) | (_, Val::List(_)) => false,
        _ => a.equals(b) == Truth::True,
    }
}

/// Takes the marks `«…»` out of a text, and gives the ranges they stood around.
pub fn marked(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut plain, mut open, mut ranges) = (String::new(), Vec::new(), Vec::new());
    for c in text.chars() {
        match c {
            '«' => open.push(plain.len()),
            '»' => ranges.push(open.pop().expect("a mark was opened")..plain.len()),
            _ => plain.push(c),
        }
    }
    (plain, ranges)
}

/// The faults of a condition about a noun, which must stand exactly at the marks.
pub fn faults(scope: &Scope, text: &str, expected: Expected) -> Vec<FaultKind> {
    let (plain, ranges) = marked(text);
    let found: Vec<Fault> = compile(&plain, scope, expected).expect_err(text);
    let places: Vec<_> = found.iter().map(|fault| fault.range.clone()).collect();
    assert_eq!(places, ranges, "{text}\n{found:#?}");
    found.into_iter().map(|fault| fault.kind).collect()
}

/// So many random cases, or as many as `PROPTEST_CASES` says.
pub fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { usual } else { ProptestConfig { cases, ..usual } }
}
