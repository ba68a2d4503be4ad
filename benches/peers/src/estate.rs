//! An estate as JSON for interpreters that know no graph: objects by number, references resolved, owners known.
//!
//! This is khung's own graph written down, so the peers are spared reading YAML, resolving names and finding owners.

use khung::graph::{EdgeId, Graph, ObjectId};
use khung::schema::{Fields, Noun, Value};
use serde_json::{Map, Value as Json, json};

/// Everything that the rules of `rules.rego` ask.
pub fn json(graph: &Graph) -> Json {
    let subjects = Noun::ALL.map(|noun| (noun.key().to_owned(), ids(graph.subjects(noun))));
    let by = |listed: &dyn Fn(ObjectId) -> Json| -> Map<String, Json> {
        graph.ids().map(|id| (name(id), listed(id))).collect()
    };
    json!({
        "objects": by(&|id| object(graph, id)),
        "edges": by(&|id| graph.outgoing(id).map(|edge| step(graph, edge)).collect()),
        "national": by(&|id| if graph.noun(id) == Noun::Capability { ids(graph.national_providers(id)) } else { json!([]) }),
        "references": by(&|id| ids(graph.references_to(id))),
        "subjects": Map::from_iter(subjects),
    })
}

fn name(id: ObjectId) -> String {
    id.0.to_string()
}

fn ids(all: &[ObjectId]) -> Json {
    all.iter().map(|id| name(*id)).collect()
}

fn object(graph: &Graph, id: ObjectId) -> Json {
    let mut object = Map::new();
    let mut link = |key: &str, to: Option<ObjectId>| object.extend(to.map(|to| (key.to_owned(), json!(name(to)))));
    link("owner", graph.owner(id));
    link("authority", graph.authority(id));
    link("system", Some(graph.system(id)));
    if graph.noun(id) == Noun::Flow {
        let [from, to] = graph.flow_ends(id);
        link("from", from);
        link("to", to);
        object.extend(graph.through(id).map(|through| ("through".to_owned(), ids(through))));
    }
    object.insert("noun".to_owned(), json!(graph.noun(id).key()));
    object.insert("f".to_owned(), fields(&graph.object(id).fields));
    Json::Object(object)
}

fn step(graph: &Graph, id: EdgeId) -> Json {
    let edge = graph.edge(id);
    match edge.flow {
        Some(flow) => json!({ "to": name(edge.to), "kind": edge.kind.key(), "flow": name(flow) }),
        None => json!({ "to": name(edge.to), "kind": edge.kind.key() }),
    }
}

fn fields(fields: &Fields) -> Json {
    let entries = fields.entries().iter();
    let known =
        entries.filter_map(|entry| Some((fields.record.at(entry.slot).key.to_owned(), value(&entry.value.value)?)));
    Json::Object(known.collect())
}

/// What is unknown is left out: Rego has only undefined for it.
fn value(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Unknown | Value::Invalid => return None,
        Value::NotApplicable => json!("not-applicable"),
        Value::Bool(is) => json!(is),
        Value::Integer(number) => json!(number),
        Value::Date(date) => json!(date.to_string()),
        Value::Text(text) => json!(text),
        Value::Choice(choice, at) => json!(choice.options[usize::from(*at)].key),
        Value::Reference(reference) => json!(reference.target?.to_string()),
        Value::List(items) => items.iter().filter_map(|item| self::value(&item.value)).collect(),
        Value::Record(record) => fields(record),
    })
}
