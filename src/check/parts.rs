//! The conditions of a check, whatever its kind: for who changes one and asks what comes of it.
//!
//! What only decides where or in which words a finding is told is not among them.

use super::{Check, Spec};
use crate::condition::Condition;

impl Check {
    /// Every condition that decides what is found and how severe it is; always in the same order.
    pub fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        let mut all: Vec<&mut Condition> = Vec::new();
        match &mut self.spec {
            Spec::Each(each) => {
                all.extend(&mut each.when);
                all.push(&mut each.must);
            }
            Spec::Unique(unique) => {
                all.extend(&mut unique.when);
                all.push(&mut unique.by);
                all.extend(&mut unique.within);
            }
            Spec::Path(path) => {
                let nodes = [&mut path.from, &mut path.to, &mut path.unless_through];
                all.extend(nodes.into_iter().flat_map(|nodes| nodes.conditions_mut()));
                all.extend(&mut path.edges);
            }
            Spec::Acyclic(acyclic) => {
                all.extend(acyclic.nodes.iter_mut().flat_map(|nodes| nodes.conditions_mut()));
                all.extend(&mut acyclic.edges);
            }
            Spec::Layers(layers) => {
                all.extend(layers.order.iter_mut().flat_map(|layer| layer.nodes.conditions_mut()));
                all.extend(&mut layers.edges);
            }
            Spec::Builtin => {}
        }
        all.extend(&mut self.telling.grades);
        all
    }
}
