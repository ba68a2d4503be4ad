//! Objects divided by what one field says: levels with their dossiers, risk classes, layers, lifecycles.

use super::{Named, facts};
use crate::graph::{Graph, ObjectId};
use crate::lang::Words;
use crate::model::security::DOSSIER_STATUS;
use crate::schema::{Choice, Noun, Value};

/// The objects for which a field says one thing. The groups of a list do not overlap and leave nothing out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value's word; `None` where the field is missing, unknown or does not apply.
    pub key: Option<&'static str>,
    /// The value's name in the model.
    pub label: Option<Words>,
    /// The objects, by name.
    pub objects: Vec<Named>,
}

/// The systems and platforms of a security level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// 1 to 5; `None` where no level is declared.
    pub level: Option<i64>,
    /// The systems and platforms, by name.
    pub objects: Vec<Named>,
    /// The same by the status of their level dossier, those without one last.
    pub dossiers: Vec<Group>,
}

/// Divides objects by a field of a closed list, in its order; what says nothing comes last.
pub(super) fn by_choice(graph: &Graph, ids: &[ObjectId], key: &str, choice: &'static Choice) -> Vec<Group> {
    divided(graph, ids, choice, |id| facts::word(graph, id, key))
}

fn divided(
    graph: &Graph,
    ids: &[ObjectId],
    choice: &'static Choice,
    word: impl Fn(ObjectId) -> Option<&'static str>,
) -> Vec<Group> {
    let options = choice.options.iter().map(|item| (Some(item.key), Some(item.label)));
    let mut groups: Vec<_> =
        options.chain([(None, None)]).map(|(key, label)| Group { key, label, objects: Vec::new() }).collect();
    for id in ids {
        let key = word(*id);
        let group = groups.iter_mut().find(|group| group.key == key).expect("a word stands in its list");
        group.objects.push(Named::of(graph, *id));
    }
    groups.iter_mut().for_each(|group| group.objects.sort());
    groups
}

/// Systems and platforms that are not retired, by level.
pub(super) fn levels(graph: &Graph) -> Vec<Level> {
    let all = [Noun::System, Noun::Platform].into_iter().flat_map(|noun| graph.subjects(noun)).copied();
    let all: Vec<_> = all.filter(|id| facts::word(graph, *id, "lifecycle") != Some("retired")).collect();
    let level_of = |id: ObjectId| match graph.object(id).fields.get_record("security")?.get("level")?.value {
        Value::Integer(level) => Some(level),
        _ => None,
    };
    let status_of =
        |id: ObjectId| graph.object(id).fields.get_record("security")?.get_record("dossier")?.get_key("status");
    let row = |level: Option<i64>| {
        let ids: Vec<_> = all.iter().copied().filter(|id| level_of(*id) == level).collect();
        let dossiers = divided(graph, &ids, &DOSSIER_STATUS, status_of);
        Level { level, objects: Named::all(graph, ids), dossiers }
    };
    (1..=5).map(Some).chain([None]).map(row).collect()
}
