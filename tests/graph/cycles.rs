//! `acyclic` and the search under it.

use khung::graph::{Graph, shortest_cycles};

use crate::draw::{ask, draw, flow, graph, object, open, shown, told};

const CHECK: &str = "  acyclic:\n    nodes: { system: 'true' }\n    edges: edge.kind == \"flow\"\n";

fn cycles(graph: &Graph) -> Vec<String> {
    let found = shortest_cycles(graph, |_| true, |edge| flow(graph, edge));
    found.iter().map(|cycle| shown(graph, cycle)).collect()
}

#[test]
fn no_cycle() {
    assert_eq!(cycles(&graph(&draw("a b c", "a>b b>c a>c"))), [""; 0]);
}

#[test]
fn cycles_of_one_two_and_many() {
    assert_eq!(cycles(&graph(&draw("a", "a>a"))), ["a>a"]);
    assert_eq!(cycles(&graph(&draw("a b", "b>a a>b"))), ["a>b>a"]);
    assert_eq!(cycles(&graph(&draw("a b c d e", "c>d e>a a>b d>e b>c"))), ["a>b>c>d>e>a"]);
    assert_eq!(cycles(&graph(&draw("a b", "a>b b>a b>b"))), ["b>b"]);
}

#[test]
fn one_cycle_for_each_knot_in_the_order_of_the_objects() {
    let graph = graph(&draw("a b c d e f", "e>f f>e a>b b>c c>a c>d d>e c>b"));
    assert_eq!(cycles(&graph), ["b>c>b", "e>f>e"]);
}

#[test]
fn a_cycle_goes_through_intermediaries() {
    assert_eq!(told(&ask(&draw("a p b", "a>p>b b>a"), CHECK)), ["a>p>b>a"]);
}

#[test]
fn objects_and_edges_that_are_left_out_close_no_cycle() {
    let graph = graph(&draw("a b c", "a>b b>a b>c c>b"));
    let b = object(&graph, "b");
    let c = object(&graph, "c");
    assert_eq!(shortest_cycles(&graph, |id| id != b, |edge| flow(&graph, edge)), Vec::<Vec<_>>::new());
    let found = shortest_cycles(&graph, |_| true, |edge| flow(&graph, edge) && graph.edge(edge).to != c);
    assert_eq!(found.iter().map(|cycle| shown(&graph, cycle)).collect::<Vec<_>>(), ["a>b>a"]);
}

#[test]
fn the_cycle_shown_is_the_shortest_however_large_the_knot_is() {
    let names: Vec<_> = (0..500).map(|number| format!("s{number}")).collect();
    let ring = (0..500).map(|number| format!("s{number}>s{}", (number + 1) % 500));
    let flows: Vec<_> = ring.chain(["s401>s400".to_owned()]).collect();
    assert_eq!(cycles(&graph(&draw(&names.join(" "), &flows.join(" ")))), ["s400>s401>s400"]);
}

#[test]
fn an_edge_that_may_count_leaves_a_cycle_open() {
    let estate = |kind: &str| {
        format!(
            "khung: 1\nsystems: {{ a: {{}}, b: {{}} }}\nflows: [{{ from: a, to: b, kind: service, via: [] }}, \
            {{ from: b, to: a, via: []{kind} }}]\n"
        )
    };
    let check = "  acyclic:\n    edges: edge.kind == \"flow\" && edge.flow.kind == \"service\"\n";
    let outcome = ask(&estate(""), check);
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["a: b → a.kind".to_owned()]));
    assert_eq!(told(&ask(&estate(", kind: service"), check)), ["a>b>a"]);
    let outcome = ask(&estate(", kind: technical"), check);
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec![]));
}
