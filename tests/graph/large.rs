//! Estates far larger than a stack is deep, and shapes that would take the square of their size.
//!
//! Nothing here measures: what overflows crashes, and what is quadratic does not end.

use std::fmt::Write as _;

use khung::graph::{Flows, avoiding_walks, shortest_cycles, upward};
use khung::schema::Noun;

use crate::draw::{ask, flow, graph};

const LONG: usize = 200_000;

/// A chain of systems, or with `close` a ring.
fn chain(length: usize, close: bool) -> String {
    let mut text = "khung: 1\nsystems:\n".to_owned();
    for number in 0..length {
        writeln!(text, "  s{number}: {{}}").expect("a string takes everything");
    }
    text.push_str("flows:\n");
    for number in 1..length + usize::from(close) {
        writeln!(text, "- from: s{}\n  to: s{}", number - 1, number % length).expect("a string takes everything");
    }
    text
}

#[test]
fn a_long_chain_is_walked_and_looked_through() {
    let graph = graph(&chain(LONG, false));
    let [first, .., last] = graph.all(Noun::System)[..] else { panic!("many systems") };
    let walks = avoiding_walks(&graph, &[first], Flows::Legs, |id| id == last, |_| false, |edge| flow(&graph, edge));
    assert_eq!(walks.iter().map(|walk| walk.edges.len()).collect::<Vec<_>>(), [LONG - 1]);
    let mut layers = vec![None; graph.len()];
    layers[last.0 as usize] = Some(0);
    layers[first.0 as usize] = Some(1);
    let found = upward(&graph, &layers, |edge| flow(&graph, edge));
    assert_eq!(found.iter().map(|each| each.walk.edges.len()).collect::<Vec<_>>(), [LONG - 1]);
    assert_eq!(shortest_cycles(&graph, |_| true, |edge| flow(&graph, edge)).len(), 0);
}

#[test]
fn a_long_ring_is_a_cycle() {
    const AROUND: usize = 20_000;
    let graph = graph(&chain(AROUND, true));
    let cycles = shortest_cycles(&graph, |_| true, |edge| flow(&graph, edge));
    assert_eq!(cycles.iter().map(Vec::len).collect::<Vec<_>>(), [AROUND]);
}

#[test]
fn a_hub_of_no_layer_joins_thousands() {
    const MANY: usize = 5_000;
    let mut text = "khung: 1\nsystems:\n  hub: {}\n".to_owned();
    for number in 0..MANY {
        writeln!(text, "  l{number}: {{}}\n  h{number}: {{}}").expect("a string takes everything");
    }
    text.push_str("flows:\n");
    for number in 0..MANY {
        writeln!(text, "- {{ from: l{number}, to: hub }}\n- {{ from: hub, to: h{number} }}")
            .expect("a string takes everything");
    }
    let graph = graph(&text);
    let layer = |id| match graph.short_name(id) {
        name if name.starts_with('l') => Some(1),
        name if name == "hub" || name.contains(' ') => None,
        _ => Some(0),
    };
    let layers: Vec<_> = graph.ids().map(layer).collect();
    // Each low system with its nearest high one, and each high system with its nearest low one.
    assert_eq!(upward(&graph, &layers, |edge| flow(&graph, edge)).len(), 2 * MANY - 1);
}

#[test]
fn a_long_chain_of_parents_is_climbed_once() {
    const HIGH: usize = 50_000;
    let mut text = "khung: 1\nagencies:\n".to_owned();
    for number in (1..HIGH).rev() {
        writeln!(text, "  U{number}: {{ parent: U{} }}", number - 1).expect("a string takes everything");
    }
    text.push_str("  U0: { level: province }\n");
    let graph = graph(&text);
    let [lowest, .., top] = graph.all(Noun::Agency)[..] else { panic!("many agencies") };
    assert_eq!(graph.authority(lowest), Some(top));
}

#[test]
fn a_system_of_many_parts_and_a_flow_through_all_of_them() {
    const MANY: usize = 50_000;
    let mut text = "khung: 1\nsystems:\n  wide:\n    components:\n".to_owned();
    for number in 0..MANY {
        writeln!(text, "      c{number}: {{}}").expect("a string takes everything");
    }
    text.push_str("flows:\n- from: wide.c0\n  to: wide.c1\n  via:\n");
    for number in 2..MANY {
        writeln!(text, "  - wide.c{number}").expect("a string takes everything");
    }
    let nodes = |name: &str| format!("{{ component: 'id(component) == \"{name}\"' }}");
    let (from, to) = (nodes("c0"), nodes("c1"));
    let check = format!("  path:\n    from: {from}\n    to: {to}\n    edges: edge.kind == \"flow\"\n");
    let outcome = ask(&text, &check);
    assert_eq!(outcome.diagnostics[0].path.len(), MANY - 1);
}
