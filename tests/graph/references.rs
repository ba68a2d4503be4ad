//! Building the graph: reference records stand for the object they are about, and objects are numbered in one way.

use khung::graph::{self, EdgeKind};
use khung::import;
use khung::source::{Origin, Sources};

use crate::draw::{ask, graph, object, shown};

#[test]
fn a_reference_record_is_walked_as_the_object_it_is_about() {
    let graph = graph(
        "khung: 1\nsystems: { a: {}, b: {}, p: {} }\nreferences: { to-b: { object: b }, to-p: { object: p } }\n\
        flows: [{ from: a, to: to-b, via: [to-p] }]\n",
    );
    let flows: Vec<_> = graph.outgoing(object(&graph, "a")).collect();
    let [leg] = flows[..] else { panic!("one leg leaves a") };
    assert_eq!(graph.edge(leg).to, object(&graph, "p"));
    assert_eq!(
        graph.incoming(object(&graph, "b")).filter(|edge| graph.edge(*edge).kind == EdgeKind::Flow).count(),
        1
    );
}

#[test]
fn records_about_records_lead_to_the_object_at_the_end() {
    let text = "khung: 1\nagencies: { A: {}, B: {}, C: {} }\nagency: A\nreferences: { x: { object: B/y } }\n\
        systems: { a: {} }\nflows: [{ from: a, to: x, via: [] }]\n---\nkhung: 1\nagency: B\n\
        references: { y: { object: C/z } }\n---\nkhung: 1\nagency: C\nsystems: { z: {} }\n";
    let graph = graph(text);
    let leg: Vec<_> = graph.outgoing(object(&graph, "A/a")).collect();
    assert_eq!(shown(&graph, &leg), "A/a>C/z");
    assert_eq!(graph.references_to(object(&graph, "C/z")).len(), 2);
}

#[test]
fn records_about_each_other_end_somewhere() {
    let text = "khung: 1\nsystems: { a: {} }\nreferences: { x: { object: y }, y: { object: x }, z: { object: z } }\n\
        flows: [{ from: a, to: x, via: [] }, { from: a, to: z, via: [] }]\n";
    assert_eq!(ask(text, "").graph.outgoing(object(&graph(text), "a")).count(), 2);
}

#[test]
fn objects_are_numbered_in_one_way_whatever_the_order_of_the_files() {
    let text = |id: &str| format!("khung: 1\nsystems: {{ {id}: {{}} }}\n");
    let files = [("b", Origin::Catalogue), ("c", Origin::Estate), ("a", Origin::Estate)];
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
        let mut sources = Sources::default();
        for (id, origin) in order.map(|at| files[at]) {
            sources.add(format!("{id}.yaml"), origin, text(id));
        }
        let (graph, _) = graph::build(import::read(&sources), &sources);
        assert_eq!(graph.ids().map(|id| graph.full_name(id)).collect::<Vec<_>>(), ["b", "a", "c"]);
    }
}
