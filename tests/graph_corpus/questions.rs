//! grimp's questions as khung rules, or as questions to the graph where khung has such a question.

use std::collections::BTreeSet;

use khung::graph::EdgeKind;
use serde_json::Value;

use crate::case::{Case, flag, list};
use crate::contracts::{Verdict, cycles};
use crate::estate::{Pack, among, description, id, lint, module, within};

/// An answer, as far as the two tools can be compared.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    Yes(bool),
    /// How many edges the shortest chain has.
    Length(Option<usize>),
    Names(BTreeSet<String>),
    /// Layers that reach others against the order.
    Pairs(BTreeSet<(String, String)>),
    /// The question is about something that is not there, or contradicts itself.
    Rejected,
}

fn method(case: &Case) -> &str {
    case.all["method"].as_str().expect("a case names its method")
}

/// The argument of a name, or the one at a position.
fn argument<'c>(case: &'c Case, name: &str, position: usize) -> &'c Value {
    let by_name = &case.all["kwargs"][name];
    if by_name.is_null() { &case.all["args"][position] } else { by_name }
}

fn module_named(case: &Case, name: &str, position: usize) -> String {
    argument(case, name, position).as_str().expect("a module's name").to_owned()
}

/// What the peer said.
pub fn expected(case: &Case) -> Reply {
    let Some(result) = case.all.get("result") else { return Reply::Rejected };
    let edges = |chain: &Value| chain.as_array().map(|chain| chain.len() - 1);
    match method(case) {
        "chain_exists" => Reply::Yes(result.as_bool().expect("a truth value")),
        "find_shortest_chain" => Reply::Length(edges(result)),
        "find_shortest_chains" => {
            Reply::Length(result.as_array().expect("a list of chains").iter().filter_map(edges).min())
        }
        "nominate_cycle_breakers" => Reply::Yes(!result.as_array().expect("a list of edges").is_empty()),
        "find_illegal_dependencies_for_layers" => {
            let name = |pair: &Value, end: &str| pair[end].as_str().expect("a layer's name").to_owned();
            let pairs = result.as_array().expect("a list of pairs").iter();
            Reply::Pairs(pairs.map(|pair| (name(pair, "importer"), name(pair, "imported"))).collect())
        }
        _ => Reply::Names(list(result).into_iter().collect()),
    }
}

/// What khung says.
pub fn reply(case: &Case) -> Reply {
    match method(case) {
        "chain_exists" => match chain(case, false) {
            Reply::Length(length) => Reply::Yes(length.is_some()),
            other => other,
        },
        "find_shortest_chain" => chain(case, false),
        "find_shortest_chains" => chain(case, true),
        "find_upstream_modules" => reached(case, true),
        "find_downstream_modules" => reached(case, false),
        "find_children" => children(case),
        "nominate_cycle_breakers" => circle(case),
        "find_illegal_dependencies_for_layers" => layers(case),
        other => panic!("line {}: {other} is not known", case.line),
    }
}

/// Whether the estate has these modules: whoever names an object to khung is told when there is none.
fn known(case: &Case, modules: &[&str]) -> bool {
    let answer = lint(&case.modules.estate(), &Pack::default());
    assert!(answer.faults.is_empty(), "line {}: {:?}", case.line, answer.faults);
    modules.iter().all(|module| !answer.graph.find(&id(module)).is_empty())
}

fn chain(case: &Case, whole: bool) -> Reply {
    let (from, to) = (module_named(case, "importer", 0), module_named(case, "imported", 1));
    if !known(case, &[&from, &to]) {
        return Reply::Rejected;
    }
    let whole = flag(&case.all["kwargs"]["as_packages"], whole);
    let mut pack = Pack::default();
    pack.path("chain", &among(&[&from], whole), &among(&[&to], whole), None);
    let answer = lint(&case.modules.estate(), &pack);
    Reply::Length(answer.found.iter().map(|found| found.hops).min())
}

/// `path` tells every target that is reached, so what a module reaches is one rule, and what reaches it one a module.
fn reached(case: &Case, upstream: bool) -> Reply {
    let start = module_named(case, "module", 0);
    if !known(case, &[&start]) {
        return Reply::Rejected;
    }
    let whole = flag(&case.all["kwargs"]["as_package"], false);
    let here = among(&[&start], whole);
    let mut pack = Pack::default();
    if upstream {
        pack.path("reached", &here, &format!("!({here})"), None);
    } else {
        let own = |name: &str| if whole { within(name, &start) } else { name == start };
        for (number, other) in case.modules.names.iter().filter(|name| !own(name)).enumerate() {
            pack.path(&format!("from-{number}"), &among(&[other], false), &here, None);
        }
    }
    let answer = lint(&case.modules.estate(), &pack);
    let end = usize::from(upstream);
    Reply::Names(answer.found.iter().map(|found| module(&found.subjects[end])).collect())
}

/// A package is a system, its children are components: the graph's own edges say what contains what.
fn children(case: &Case) -> Reply {
    let package = module_named(case, "module", 0);
    let parts = case.modules.children(&package).iter().map(|child| id(child)).collect();
    let text = description([(id(&package), parts)], []);
    let graph = lint(&text, &Pack::default()).graph;
    let [system] = graph.find(&id(&package))[..] else { return Reply::Rejected };
    let parts = graph.outgoing(system).map(|edge| graph.edge(edge)).filter(|edge| edge.kind == EdgeKind::Contains);
    Reply::Names(parts.map(|edge| module(&graph.object(edge.to).id.value)).collect())
}

fn circle(case: &Case) -> Reply {
    let package = module_named(case, "package", 0);
    if !known(case, &[&package]) {
        return Reply::Rejected;
    }
    Reply::Yes(cycles(&case.modules, &package) == Verdict::Broken)
}

/// One layer of a question: a text, a list, or a record.
struct Layer {
    modules: Vec<String>,
    /// Its modules may not reach each other.
    independent: bool,
    /// Nothing above may reach anything below without it.
    closed: bool,
}

fn layer(value: &Value, container: Option<&str>) -> Layer {
    let (names, independent, closed) = match value {
        Value::Object(record) => {
            (list(&record["module_tails"]), flag(&record["independent"], true), flag(&record["closed"], false))
        }
        other => (list(other), true, false),
    };
    let full = |name: String| container.map_or(name.clone(), |container| format!("{container}.{name}"));
    Layer { modules: names.into_iter().map(full).collect(), independent, closed }
}

/// The order is one `layers` rule a container. Siblings that must stay apart, and closed layers, are `path` rules
/// between two modules whose waypoints are all other modules of the layers.
fn layers(case: &Case) -> Reply {
    let containers = list(&case.all["kwargs"]["containers"]);
    let containers = if containers.is_empty() { vec![None] } else { containers.iter().map(Some).collect() };
    let mut pack = Pack::default();
    let mut tails: Vec<String> = Vec::new();
    for (number, container) in containers.into_iter().enumerate() {
        let written = argument(case, "layers", 0).as_array().expect("a list of layers");
        let order: Vec<_> = written.iter().map(|value| layer(value, container.map(String::as_str))).collect();
        let conditions: Vec<_> = order.iter().map(|layer| among(&layer.modules, true)).collect();
        pack.layers(&format!("layers-{number}"), &conditions);
        let modules: Vec<_> = order.iter().flat_map(|layer| &layer.modules).cloned().collect();
        for (from, to) in apart(&order) {
            let others: Vec<_> = modules.iter().filter(|other| *other != from && *other != to).collect();
            let unless = among(&others, true);
            let name = format!("apart-{number}-{}-{}", id(from), id(to));
            pack.path(&name, &among(&[from], true), &among(&[to], true), Some(&unless));
        }
        tails.extend(modules);
    }
    let answer = lint(&case.modules.estate(), &pack);
    let tail = |subject: &String| {
        let name = module(subject);
        tails.iter().find(|tail| within(&name, tail)).expect("a walk joins layers").clone()
    };
    Reply::Pairs(answer.found.iter().map(|found| (tail(&found.subjects[0]), tail(&found.subjects[1]))).collect())
}

/// Pairs of modules that must not reach each other although the order allows it.
fn apart(order: &[Layer]) -> Vec<(&String, &String)> {
    let mut pairs = Vec::new();
    for (number, layer) in order.iter().enumerate() {
        if layer.independent {
            let siblings = layer.modules.iter().flat_map(|from| layer.modules.iter().map(move |to| (from, to)));
            pairs.extend(siblings.filter(|(from, to)| from != to));
        }
        if layer.closed {
            let above = order[..number].iter().flat_map(|layer| &layer.modules);
            let below = || order[number + 1..].iter().flat_map(|layer| &layer.modules);
            pairs.extend(above.flat_map(|from| below().map(move |to| (from, to))));
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}
