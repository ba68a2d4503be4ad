//! `path` and the search under it.

use khung::graph::{Flows, Graph, avoiding_walks};

use crate::draw::{ask, draw, flow, graph, object, open, shown, told};

/// The walks over flows between named systems.
fn walks(graph: &Graph, from: &str, to: &str, unless_through: &str) -> Vec<String> {
    let named = |names: &str| names.split_whitespace().map(|name| object(graph, name)).collect::<Vec<_>>();
    let (sources, targets, waypoints) = (named(from), named(to), named(unless_through));
    let found = avoiding_walks(
        graph,
        &sources,
        Flows::Legs,
        |id| targets.contains(&id),
        |id| waypoints.contains(&id),
        |edge| flow(graph, edge),
    );
    for walk in &found {
        assert_eq!(walk.from, graph.edge(walk.edges[0]).from);
        assert_eq!(walk.to, graph.edge(*walk.edges.last().expect("a walk has an edge")).to);
    }
    found.iter().map(|walk| shown(graph, &walk.edges)).collect()
}

fn path(from: &str, to: &str, unless_through: &str) -> String {
    let list = |names: &str| names.split_whitespace().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    let nodes = |names: &str| format!("{{ system: 'id(system) in [{}]' }}", list(names));
    let (from, to) = (nodes(from), nodes(to));
    let unless = if unless_through.is_empty() { "{ system: 'false' }".to_owned() } else { nodes(unless_through) };
    format!(
        "  path:\n    from: {from}\n    to: {to}\n    unless-through: {unless}\n    edges: edge.kind == \"flow\"\n"
    )
}

#[test]
fn the_shortest_walk_is_shown() {
    let graph = graph(&draw("a b c d e", "a>b b>c c>d a>e e>d"));
    assert_eq!(walks(&graph, "a", "d", ""), ["a>e>d"]);
    assert_eq!(walks(&graph, "d", "a", ""), [""; 0]);
}

#[test]
fn equal_lengths_are_decided_by_the_order_in_which_things_are_written() {
    let graph = graph(&draw("a b c d", "a>c a>b b>d c>d"));
    assert_eq!(walks(&graph, "a", "d", ""), ["a>c>d"]);
    let graph = crate::draw::graph(&draw("a b t", "b>t a>t"));
    assert_eq!(walks(&graph, "a b", "t", ""), ["a>t"]);
}

#[test]
fn every_target_is_told_once_with_its_nearest_source() {
    let graph = graph(&draw("a b m t u", "a>m b>t m>t t>u"));
    assert_eq!(walks(&graph, "a b", "t u", ""), ["b>t", "b>t>u"]);
}

#[test]
fn a_waypoint_is_not_walked_through_but_may_be_an_end() {
    let graph = graph(&draw("a w b c d", "a>w w>b a>c c>d d>b"));
    assert_eq!(walks(&graph, "a", "b", ""), ["a>w>b"]);
    assert_eq!(walks(&graph, "a", "b", "w"), ["a>c>d>b"]);
    assert_eq!(walks(&graph, "a", "b", "w c"), [""; 0]);
    assert_eq!(walks(&graph, "a", "b", "a b w"), ["a>c>d>b"]);
    assert_eq!(walks(&graph, "a", "w", "w"), ["a>w"]);
}

#[test]
fn an_intermediary_is_a_stop_on_the_way() {
    let estate = draw("a p q b", "a>p>q>b");
    assert_eq!(told(&ask(&estate, &path("a", "b", ""))), ["a>p>q>b"]);
    assert_eq!(told(&ask(&estate, &path("a", "q", ""))), ["a>p>q"]);
    assert_eq!(told(&ask(&estate, &path("a", "b", "q"))), [""; 0]);
    // The legs join what other flows do.
    assert_eq!(told(&ask(&draw("a p b c", "a>p>b p>c"), &path("a", "c", ""))), ["a>p>c"]);
}

#[test]
fn unknown_intermediaries_leave_a_walk_open() {
    let flow = |via: &str| format!("khung: 1\nsystems: {{ a: {{}}, b: {{}} }}\nflows: [{{ from: a, to: b{via} }}]\n");
    let outcome = ask(&flow(""), &path("a", "b", ""));
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["b: a → b.via".to_owned()]));
    let outcome = ask(&flow(", via: []"), &path("a", "b", ""));
    assert_eq!((told(&outcome), open(&outcome)), (vec!["a>b".to_owned()], vec![]));
}

#[test]
fn a_walk_that_is_certain_settles_what_another_one_leaves_open() {
    let estate = "khung: 1\nsystems: { a: {}, b: {}, c: {} }\n\
        flows: [{ from: a, to: b }, { from: a, to: c, via: [] }, { from: c, to: b, via: [] }]\n";
    let outcome = ask(estate, &path("a", "b", ""));
    assert_eq!((told(&outcome), open(&outcome)), (vec!["a>c>b".to_owned()], vec![]));
}

#[test]
fn a_waypoint_that_may_be_one_leaves_a_walk_open() {
    let estate = "khung: 1\nsystems: { a: {}, w: {}, b: {} }\n\
        flows: [{ from: a, to: w, via: [] }, { from: w, to: b, via: [] }]\n";
    let check = "  path:\n    from: { system: 'id(system) == \"a\"' }\n    to: { system: 'id(system) == \"b\"' }\n    \
        unless-through: { system: 'system.kind == \"portal\"' }\n    edges: edge.kind == \"flow\"\n";
    let outcome = ask(estate, check);
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["b: w.kind".to_owned()]));
}

#[test]
fn a_source_that_is_a_target_too_is_reached_by_the_others() {
    let both = graph(&draw("a b", "a>b"));
    assert_eq!(walks(&both, "a b", "b", ""), ["a>b"]);
    assert_eq!(walks(&both, "a b", "a b", ""), ["a>b"]);
    assert_eq!(told(&ask(&draw("a b", "a>b"), &path("a b", "a b", ""))), ["a>b"]);
    // b reaches c first, and yet it is a whose walk through c ends at b.
    let hidden = graph(&draw("a b c d", "a>d d>c c>b b>c"));
    assert_eq!(walks(&hidden, "a b", "b", ""), ["a>d>c>b"]);
}

#[test]
fn nothing_is_walked_from_an_object_back_to_itself() {
    let circle = graph(&draw("a c", "a>c c>a"));
    assert_eq!(walks(&circle, "a", "a", ""), [""; 0]);
    let own = graph(&draw("a", "a>a"));
    assert_eq!(walks(&own, "a", "a", ""), [""; 0]);
}

/// What a path rule with these parameters tells of systems and flows.
fn followed(flows: &str, systems: &str, drawn: &str, from: &str, to: &str, unless_through: &str) -> Vec<String> {
    told(&ask(&draw(systems, drawn), &format!("{}    flows: {flows}\n", path(from, to, unless_through))))
}

#[test]
fn whole_flows_are_not_changed_at_an_intermediary() {
    let (systems, drawn) = ("a b c d x", "a>x>b c>x>d");
    assert_eq!(followed("legs", systems, drawn, "a", "d", ""), ["a>x>d"]);
    assert_eq!(followed("whole", systems, drawn, "a", "b d", ""), ["a>x>b"]);
    assert_eq!(followed("whole", systems, drawn, "x", "b", ""), [""; 0], "nothing starts at an intermediary");
    assert_eq!(followed("whole", systems, drawn, "a", "x", ""), [""; 0], "nothing ends there");
    assert_eq!(followed("whole", systems, "a>x>b b>x>c c>d", "a", "d", ""), ["a>x>b>x>c>d"]);
}

#[test]
fn an_intermediary_that_is_a_waypoint_stops_a_whole_flow() {
    let drawn = "a>x>b a>y>c c>b";
    assert_eq!(followed("whole", "a b c x y", drawn, "a", "b", ""), ["a>x>b"]);
    assert_eq!(followed("whole", "a b c x y", drawn, "a", "b", "x"), ["a>y>c>b"]);
    assert_eq!(followed("data", "a b x", "b<x<a", "a", "b", "x"), [""; 0]);
}

#[test]
fn data_come_back_from_a_service() {
    let (systems, drawn) = ("a b c x", "a<x<b b>c");
    assert_eq!(followed("whole", systems, drawn, "a", "c", ""), ["a>x>b>c"]);
    assert_eq!(followed("data", systems, drawn, "a", "b c", ""), [""; 0]);
    assert_eq!(followed("data", systems, drawn, "b", "a c", ""), ["b>x>a", "b>c"]);
    assert_eq!(followed("data", "a b c", "b<a c<b", "a", "c", ""), ["a>b>c"]);
}

#[test]
fn data_of_a_flow_of_unknown_kind_may_go_either_way() {
    let estate = "khung: 1\nsystems: { a: {}, b: {} }\nflows: [{ from: a, to: b, via: [] }]\n";
    for (from, to) in [("a", "b"), ("b", "a")] {
        let outcome = ask(estate, &format!("{}    flows: data\n", path(from, to, "")));
        assert_eq!((told(&outcome), open(&outcome)), (vec![], vec![format!("{to}: a → b.kind")]));
    }
}

#[test]
fn what_surrounds_a_sender_has_received_nothing() {
    let estate = "khung: 1\nsystems:\n  a: { components: { c: { kind: web }, d: { kind: web } } }\n  \
                  b: { components: { e: { kind: web } } }\n\
                  flows: [{ from: a.c, to: b.e, via: [], kind: data-exchange }]\n";
    let nodes = |from: &str, to: &str, flows: &str| {
        format!(
            "  path:\n    from: {from}\n    to: {to}\n    flows: {flows}\n    edges: edge.kind in [\"flow\", \"contains\", \"part-of\"]\n"
        )
    };
    let component = "{ component: 'id(component) == \"c\"' }";
    let systems = "{ system: 'true' }";
    assert_eq!(told(&ask(estate, &nodes(component, systems, "whole"))), ["a.c>b.e>b"]);
    assert_eq!(told(&ask(estate, &nodes(component, systems, "legs"))), ["a.c>a", "a.c>b.e>b"]);
}

#[test]
fn a_hop_walked_backwards_says_so_and_names_the_flow_it_stands_at() {
    let outcome = ask(&draw("a b", "a<b"), &format!("{}    flows: data\n", path("b", "a", "")));
    let [hop] = &outcome.diagnostics[0].path[..] else { panic!("one hop") };
    assert_eq!((hop.from.as_str(), hop.to.as_str(), hop.edge), ("b", "a", "flow"));
    assert_eq!(hop.label.en, "data that the flow returns");
}

#[test]
fn a_whole_flow_whose_way_is_not_known_is_left_open() {
    let estate = "khung: 1\nsystems: { a: {}, b: {} }\nflows: [{ from: a, to: b }]\n";
    let outcome = ask(estate, &format!("{}    flows: whole\n", path("a", "b", "")));
    assert_eq!((told(&outcome), open(&outcome)), (vec![], vec!["b: a → b.via".to_owned()]));
}
