//! What objects are called: names that find them again, whatever file or line they stand in.

use super::edges::{FLOW_FROM, FLOW_TO};
use super::{Graph, ObjectId};
use crate::model::section_of;
use crate::schema::{Noun, Value};

impl Graph {
    /// The full name: `AGENCY/id.part`, or `id.part` for what belongs to no agency's file. A flow is called
    /// by its ends.
    pub fn full_name(&self, id: ObjectId) -> String {
        self.name(id, true)
    }

    /// The name for messages: without the agency when the estate has only one.
    pub fn short_name(&self, id: ObjectId) -> String {
        self.name(id, self.scopes > 1)
    }

    fn name(&self, id: ObjectId, scoped: bool) -> String {
        let object = self.object(id);
        match object.noun {
            Noun::Flow => self.flow_name(id, scoped),
            Noun::Mapping => format!("mappings.{}", self.end_name(id, "object", scoped)),
            _ => {
                let own = &*object.id.value;
                let own = if object.noun == Noun::Zone { format!("zones.{own}") } else { own.to_owned() };
                match object.parent {
                    Some(parent) => format!("{}.{own}", self.name(parent, scoped)),
                    None => match self.scope(id).filter(|_| scoped && object.noun != Noun::Agency) {
                        Some(scope) => format!("{scope}/{own}"),
                        None => own,
                    },
                }
            }
        }
    }

    fn flow_name(&self, id: ObjectId, scoped: bool) -> String {
        let record = self.object(id).fields.record;
        let end = |slot: u16| self.end_name(id, record.at(slot).key, scoped);
        let ends = format!("{} → {}", end(FLOW_FROM), end(FLOW_TO));
        match self.object(id).fields.get("id").map(|written| &written.value) {
            Some(Value::Text(own)) => format!("{ends} [{own}]"),
            _ => ends,
        }
    }

    /// The object in a field, or what was written there when there is no such object.
    fn end_name(&self, id: ObjectId, key: &str, scoped: bool) -> String {
        match self.object(id).fields.get(key).map(|written| &written.value) {
            Some(Value::Reference(reference)) => match reference.target {
                Some(target) => self.name(ObjectId(target), scoped),
                None => reference.dangling().to_owned(),
            },
            _ => "?".to_owned(),
        }
    }

    /// The name the agency gave an object, if it wrote one.
    pub fn given_name(&self, id: ObjectId) -> Option<&str> {
        match self.object(id).fields.get("name").map(|written| &written.value) {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        }
    }

    fn scope(&self, id: ObjectId) -> Option<&str> {
        self.heads[self.object(id).document as usize].scope.as_deref()
    }

    /// The pattern under which a missing field is counted: `systems.*.security.level`.
    pub fn fact_pattern(&self, id: ObjectId, field: &str) -> String {
        let mut pattern = String::new();
        let mut at = Some(id);
        while let Some(id) = at {
            pattern = format!("{}.*.{pattern}", section_of(self.object(id).noun));
            at = self.parent(id);
        }
        format!("{pattern}{field}")
    }

    /// The objects that a user means by a name: the full name, or the name without its agency.
    pub fn find(&self, name: &str) -> Vec<ObjectId> {
        let all: Vec<_> = self.ids().filter(|id| self.full_name(*id) == name).collect();
        if !all.is_empty() {
            return all;
        }
        self.ids().filter(|id| self.name(*id, false) == name).collect()
    }
}
