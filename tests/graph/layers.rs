//! `layers` and the search under it.

use khung::graph::{Graph, upward};

use crate::draw::{ask, draw, flow, graph, object, open, shown, told};

/// Layers from high to low, such as `h1 h2 | m | l`.
fn upwards(graph: &Graph, order: &str) -> Vec<String> {
    let mut layers = vec![None; graph.len()];
    for (number, names) in order.split('|').enumerate() {
        for name in names.split_whitespace() {
            layers[object(graph, name).0 as usize] = Some(number);
        }
    }
    let found = upward(graph, &layers, |edge| flow(graph, edge));
    for each in &found {
        assert_eq!(layers[each.walk.from.0 as usize], Some(each.low));
        assert_eq!(layers[each.walk.to.0 as usize], Some(each.high));
        assert!(each.high < each.low);
    }
    found.iter().map(|each| shown(graph, &each.walk.edges)).collect()
}

#[test]
fn downward_and_sideways_is_lawful() {
    let graph = graph(&draw("h m n l", "h>m m>l h>l m>n n>m"));
    assert_eq!(upwards(&graph, "h | m n | l"), [""; 0]);
}

#[test]
fn upward_is_found_once_for_each_pair() {
    let graph = graph(&draw("h m l", "l>h l>m m>h l>h"));
    assert_eq!(upwards(&graph, "h | m | l"), ["m>h", "l>h", "l>m"]);
}

#[test]
fn objects_of_no_layer_are_looked_through() {
    let graph = graph(&draw("h x y l", "l>x x>y y>x y>h"));
    assert_eq!(upwards(&graph, "h | l"), ["l>x>y>h"]);
    assert_eq!(upwards(&graph, "h | y | l"), ["y>h", "l>x>y"]);
    assert_eq!(upwards(&graph, "h | l y"), ["y>h"]);
    assert_eq!(upwards(&graph, "x y | h | l"), ["l>x"]);
}

#[test]
fn an_object_that_joins_many_does_not_pair_each_with_each() {
    let graph = graph(&draw("h1 h2 h3 x l1 l2 l3", "l1>x l2>x l3>x x>h1 x>h2 x>h3 l3>h3"));
    let all = ["l1>x>h1", "l1>x>h2", "l1>x>h3", "l2>x>h1", "l3>x>h1", "l3>h3"];
    assert_eq!(upwards(&graph, "h1 h2 h3 | l1 l2 l3"), all);
}

#[test]
fn every_higher_layer_that_is_reached_is_told() {
    let graph = graph(&draw("h m x l", "l>x x>m x>h"));
    assert_eq!(upwards(&graph, "h | m | l"), ["l>x>h", "l>x>m"]);
}

fn check(edges: &str) -> String {
    let layer = |name: &str, condition: &str| {
        format!("      - {{ name: {{ vi: Lớp {name}, en: layer {name} }}, system: '{condition}' }}\n")
    };
    format!(
        "  layers:\n    order:\n{}{}    edges: {edges}\n",
        layer("h", "system.layer == \"channel\""),
        layer("l", "system.layer == \"data\"")
    )
}

fn estate(layer: &str, flow: &str) -> String {
    format!(
        "khung: 1\nsystems: {{ h: {{ layer: channel }}, l: {{ {layer} }} }}\nflows: [{{ from: l, to: h{flow} }}]\n"
    )
}

#[test]
fn a_layer_that_is_not_known_leaves_the_object_open() {
    let edges = "edge.kind == \"flow\"";
    let outcome = ask(&estate("layer: data", ""), &check(edges));
    assert_eq!((told(&outcome), open(&outcome)), (vec!["l>h".to_owned()], vec![]));
    let outcome = ask(&estate("", ""), &check(edges));
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["l: l.layer".to_owned()]));
}

#[test]
fn an_edge_that_may_count_leaves_a_walk_open() {
    let edges = "edge.kind == \"flow\" && edge.flow.kind == \"service\"";
    let outcome = ask(&estate("layer: data", ", kind: service"), &check(edges));
    assert_eq!((told(&outcome), open(&outcome)), (vec!["l>h".to_owned()], vec![]));
    let outcome = ask(&estate("layer: data", ", kind: technical"), &check(edges));
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec![]));
    let outcome = ask(&estate("layer: data", ""), &check(edges));
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["l: l → h.kind".to_owned()]));
}
