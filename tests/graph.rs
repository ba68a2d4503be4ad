//! The graph's questions and the kinds that ask them, on small estates drawn by hand.
//!
//! Other people's answers are in `graph_corpus`; here is what those do not ask: intermediaries, facts that are
//! missing, objects that are source and target at once, references, and estates far larger than a stack is deep.

#[path = "graph/cycles.rs"]
mod cycles;
#[path = "graph/draw.rs"]
mod draw;
#[path = "graph/large.rs"]
mod large;
#[path = "graph/layers.rs"]
mod layers;
#[path = "graph/naive.rs"]
mod naive;
#[path = "graph/references.rs"]
mod references;
#[path = "graph/walks.rs"]
mod walks;
