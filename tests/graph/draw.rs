//! Small estates from a line of text, and one rule asked about them. Goes through the real readers and the linter.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use khung::graph::{EdgeId, EdgeKind, Graph, ObjectId};
use khung::linter::{self, Options, Outcome};
use khung::rule;
use khung::source::{Origin, PackFiles, Sources};

/// Systems by id, in this order, and flows such as `a>b` or, through intermediaries, `a>x>b`. `a<x<b` is a service
/// that `a` asks of `b`: the arrows point the way the data go.
pub fn draw(systems: &str, flows: &str) -> String {
    let mut text = "khung: 1\nsystems: {\n".to_owned();
    for system in systems.split_whitespace() {
        writeln!(text, "  {system}: {{}},").expect("a string takes everything");
    }
    text.push_str("  }\nflows: [\n");
    for flow in flows.split_whitespace() {
        let kind = if flow.contains('<') { "kind: service, " } else { "kind: data-exchange, " };
        let stops: Vec<_> = flow.split(['>', '<']).collect();
        let [from, via @ .., to] = &stops[..] else { panic!("{flow} has two ends") };
        let via = via.join(", ");
        writeln!(text, "  {{ {kind}from: {from}, to: {to}, via: [{via}] }},").expect("a string takes everything");
    }
    text + "  ]\n"
}

/// What the linter says about an estate, with one rule of this check, or none.
pub fn ask(estate: &str, check: &str) -> Outcome {
    let both = "{ vi: Trường hợp thử, en: a case }";
    let rule = format!("title: {both}\nmessage: {both}\nwhy: {both}\nhelp: {both}\nseverity: error\ncheck:\n{check}");
    let mut files = BTreeMap::new();
    files.insert("pack.yaml".to_owned(), Cow::Borrowed("title: { vi: Gói thử, en: a pack }\nversion: 0.1.0\n"));
    if !check.is_empty() {
        files.insert("graph/case/rule.yaml".to_owned(), Cow::Owned(rule));
    }
    let mut sources = Sources::default();
    sources.add("estate.yaml", Origin::Estate, estate.to_owned());
    let rules = rule::read(&[PackFiles { root: "pack".to_owned(), files, embedded: false }], &mut sources);
    assert!(rules.findings.is_empty(), "{:?}", rules.findings);
    let outcome = linter::lint(&sources, &rules, &Options::default(), &[]);
    let fault = outcome.diagnostics.iter().find(|diagnostic| diagnostic.rule != "graph/case");
    assert!(fault.is_none(), "{fault:?}\n{estate}");
    outcome
}

/// The walks that the rule finds, as `a>b>c`, in the order in which they are told.
pub fn told(outcome: &Outcome) -> Vec<String> {
    let walk = |diagnostic: &khung::diagnostic::Diagnostic| {
        let first = diagnostic.path.first().map(|hop| hop.from.as_str());
        first.into_iter().chain(diagnostic.path.iter().map(|hop| hop.to.as_str())).collect::<Vec<_>>().join(">")
    };
    outcome.diagnostics.iter().map(walk).collect()
}

/// What the rule leaves open, as `subject: object.field, …`.
pub fn open(outcome: &Outcome) -> Vec<String> {
    let facts = |open: &khung::diagnostic::Inconclusive| {
        open.missing.iter().map(|fact| format!("{}.{}", fact.object, fact.field)).collect::<Vec<_>>().join(", ")
    };
    outcome.inconclusive.iter().map(|open| format!("{}: {}", open.subject, facts(open))).collect()
}

/// The graph of an estate.
pub fn graph(estate: &str) -> Graph {
    ask(estate, "").graph
}

/// The one object of a name.
pub fn object(graph: &Graph, name: &str) -> ObjectId {
    let found = graph.find(name);
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

/// Whether an edge is a leg of a flow.
pub fn flow(graph: &Graph, edge: EdgeId) -> bool {
    graph.edge(edge).kind == EdgeKind::Flow
}

/// Edges as `a>b>c`.
pub fn shown(graph: &Graph, edges: &[EdgeId]) -> String {
    let first = edges.first().map(|edge| graph.edge(*edge).from);
    let all = first.into_iter().chain(edges.iter().map(|edge| graph.edge(*edge).to));
    all.map(|id| graph.short_name(id)).collect::<Vec<_>>().join(">")
}
