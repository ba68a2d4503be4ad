//! The searches against slow and obvious ones, on small estates drawn by chance.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use khung::graph::{Flows, Graph, ObjectId, avoiding_walks, shortest_cycles, upward};
use proptest::prelude::*;

use crate::draw::{draw, flow, graph, object};

const SYSTEMS: usize = 7;

/// Systems `s0` … with flows between them, and the graph of it.
fn estate(flows: &BTreeSet<(usize, usize)>) -> (Graph, Vec<ObjectId>) {
    let names: Vec<_> = (0..SYSTEMS).map(|number| format!("s{number}")).collect();
    let flows: Vec<_> = flows.iter().map(|(from, to)| format!("s{from}>s{to}")).collect();
    let graph = graph(&draw(&names.join(" "), &flows.join(" ")));
    let ids = names.iter().map(|name| object(&graph, name)).collect();
    (graph, ids)
}

/// How many flows it is from one system to another, at least one, through systems of a kind only.
fn distance(
    flows: &BTreeSet<(usize, usize)>,
    from: usize,
    to: usize,
    through: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut reached: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([(from, 0)]);
    while let Some((at, far)) = queue.pop_front() {
        for (_, next) in flows.iter().filter(|(start, _)| *start == at) {
            if !reached.contains_key(next) {
                reached.insert(*next, far + 1);
                if through(*next) {
                    queue.push_back((*next, far + 1));
                }
            }
        }
    }
    reached.get(&to).copied()
}

fn flows() -> impl Strategy<Value = BTreeSet<(usize, usize)>> {
    prop::collection::btree_set((0..SYSTEMS, 0..SYSTEMS), 0..14)
}

fn some() -> impl Strategy<Value = BTreeSet<usize>> {
    prop::collection::btree_set(0..SYSTEMS, 0..SYSTEMS)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walks(flows in flows(), from in some(), to in some(), waypoints in some()) {
        let (graph, ids) = estate(&flows);
        let number = |id: ObjectId| ids.iter().position(|known| *known == id);
        let among = |set: &BTreeSet<usize>, id| number(id).is_some_and(|number| set.contains(&number));
        let sources: Vec<_> = from.iter().map(|number| ids[*number]).collect();
        let allows = |edge| flow(&graph, edge);
        let found = avoiding_walks(&graph, &sources, Flows::Legs, |id| among(&to, id), |id| among(&waypoints, id), allows);
        let found: Vec<_> = found.iter().map(|walk| (number(walk.to).unwrap(), walk.edges.len())).collect();
        let nearest = |target: &usize| {
            let others = from.iter().filter(|source| *source != target);
            let far = others.filter_map(|source| distance(&flows, *source, *target, |at| !waypoints.contains(&at)));
            Some((*target, far.min()?))
        };
        let expected: BTreeSet<_> = to.iter().filter_map(nearest).collect();
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn cycles(flows in flows()) {
        let (graph, ids) = estate(&flows);
        let number = |id: ObjectId| ids.iter().position(|known| *known == id).unwrap();
        let found = shortest_cycles(&graph, |_| true, |edge| flow(&graph, edge));
        let found: BTreeSet<_> = found
            .iter()
            .map(|cycle| {
                let members: Vec<_> = cycle.iter().map(|edge| number(graph.edge(*edge).from)).collect();
                let first = members[0];
                assert_eq!(members.iter().min(), Some(&first));
                (knot(&flows, first), cycle.len())
            })
            .collect();
        let all = |number: &usize| Some((knot(&flows, *number), distance(&flows, *number, *number, |_| true)?));
        let mut expected: BTreeMap<_, usize> = BTreeMap::new();
        for (knot, length) in (0..SYSTEMS).collect::<Vec<_>>().iter().filter_map(all) {
            let least = expected.entry(knot).or_insert(length);
            *least = length.min(*least);
        }
        prop_assert_eq!(found, expected.into_iter().collect::<BTreeSet<_>>());
    }

    #[test]
    fn layers(flows in flows(), order in prop::collection::vec(prop::option::of(0..3usize), SYSTEMS)) {
        let (graph, ids) = estate(&flows);
        let number = |id: ObjectId| ids.iter().position(|known| *known == id).unwrap();
        let mut layers = vec![None; graph.len()];
        for (id, layer) in ids.iter().zip(&order) {
            layers[id.0 as usize] = *layer;
        }
        let found = upward(&graph, &layers, |edge| flow(&graph, edge));
        let mut told = BTreeMap::new();
        for each in &found {
            let pair = (number(each.walk.from), number(each.walk.to));
            prop_assert_eq!((Some(each.low), Some(each.high)), (order[pair.0], order[pair.1]));
            prop_assert!(told.insert(pair, each.walk.edges.len()).is_none());
        }
        let mut every = BTreeMap::new();
        for from in 0..SYSTEMS {
            for to in (0..SYSTEMS).filter(|to| order[*to].is_some() && order[*to] < order[from]) {
                every.extend(distance(&flows, from, to, |at| order[at].is_none()).map(|far| ((from, to), far)));
            }
        }
        // What is told is true and the shortest; every step is told; nothing that reaches or is reached is missing.
        prop_assert!(told.iter().all(|(pair, length)| every.get(pair) == Some(length)));
        prop_assert!(every.iter().all(|(pair, length)| *length > 1 || told.contains_key(pair)));
        for (from, to) in every.keys() {
            prop_assert!(told.keys().any(|pair| pair.0 == *from && order[pair.1] == order[*to]));
            prop_assert!(told.keys().any(|pair| pair.1 == *to && order[pair.0] == order[*from]));
        }
    }
}

/// The systems that reach a system and are reached by it, and itself.
fn knot(flows: &BTreeSet<(usize, usize)>, number: usize) -> Vec<usize> {
    let reaches = |from, to| distance(flows, from, to, |_| true).is_some();
    (0..SYSTEMS).filter(|other| *other == number || (reaches(number, *other) && reaches(*other, number))).collect()
}
