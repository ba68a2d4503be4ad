//! The schemas as documents: valid by JSON Schema's own schema, and explaining every key in both languages.

use std::collections::{BTreeMap, BTreeSet};

use khung::lang::Words;
use khung::schema::{Choice, Field, Noun, Record, Type};
use serde_json::Value;

use crate::judge::{KINDS, Kind};
use crate::sample::frames;

#[test]
fn the_schemas_are_schemas() {
    for kind in &*KINDS {
        assert_eq!(kind.schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(kind.schema["$id"], format!("urn:khung:schema:{}:1", kind.name));
        if let Err(error) = jsonschema::meta::validate(&kind.schema) {
            panic!("{}: {}: {error}", kind.name, error.instance_path());
        }
    }
}

/// Every object schema with `properties`, wherever it stands.
fn objects<'v>(value: &'v Value, found: &mut Vec<&'v serde_json::Map<String, Value>>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.push(properties);
            }
            map.values().for_each(|value| objects(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| objects(item, found)),
        _ => {}
    }
}

fn tells(schema: &Value, words: Words) -> bool {
    let Some(description) = schema["description"].as_str() else { return false };
    description.contains(words.vi) && description.contains(words.en)
}

#[test]
fn every_key_is_explained_in_both_languages() {
    for kind in &*KINDS {
        let mut all = Vec::new();
        objects(&kind.schema, &mut all);
        assert!(!all.is_empty());
        for (key, schema) in all.into_iter().flatten() {
            // Whatever the words are, one half is Vietnamese and one is English.
            let description = schema["description"].as_str().unwrap_or_else(|| panic!("{}: {key}", kind.name));
            let (vi, en) = description.split_once("\n\n").expect("a paragraph for each language");
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{}: {key}: {description}", kind.name);
        }
        for frame in frames(kind.record) {
            let properties = properties(kind, frame.of.record, frame.depth == 1);
            let keys: Vec<_> = frame.of.fields().map(|field| field.key).collect();
            assert_eq!(keys.len(), properties.as_object().expect("properties").len(), "{}", frame.of.record.key);
            for field in frame.of.fields() {
                let schema = &properties[field.key];
                assert!(tells(schema, field.label) && tells(schema, field.about), "{}", field.key);
                values_explained(kind, field, &field.ty);
            }
        }
    }
}

fn properties<'k>(kind: &'k Kind, record: &Record, root: bool) -> &'k Value {
    let schema = if root { &kind.schema } else { &kind.schema["$defs"][record.key] };
    assert!(tells(schema, record.about), "{}: {}", kind.name, record.key);
    &schema["properties"]
}

fn values_explained(kind: &Kind, field: &Field, ty: &Type) {
    match *ty {
        Type::Choice(choice) | Type::Keyed(choice, _) | Type::KeyedObjects(choice, _) => {
            let options = kind.schema["$defs"][choice.key]["oneOf"].as_array().expect("a list of values");
            assert_eq!(options.len(), choice.options.len(), "{}: {}", field.key, choice.key);
            for (schema, option) in options.iter().zip(choice.options) {
                assert_eq!(schema["const"], option.key, "{}", choice.key);
                assert!(tells(schema, option.label), "{}: {}", choice.key, option.key);
            }
        }
        Type::List(item) | Type::Several(item) => values_explained(kind, field, item),
        _ => {}
    }
}

/// Definitions are called by the keys of records and choices: two of one name would overwrite each other.
#[test]
fn no_two_definitions_have_one_name() {
    for kind in &*KINDS {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut claim = |name: &'static str, address: usize| {
            let first = *names.entry(name).or_insert(address);
            assert_eq!(first, address, "{}: {name} is two things", kind.name);
        };
        for frame in frames(kind.record) {
            if frame.depth > 1 {
                claim(frame.of.record.key, std::ptr::from_ref(frame.of.record) as usize);
            }
            for field in frame.of.fields() {
                if let Some(choice) = choice_of(&field.ty) {
                    claim(choice.key, std::ptr::from_ref(choice) as usize);
                }
            }
        }
    }
}

fn choice_of(ty: &Type) -> Option<&'static Choice> {
    match *ty {
        Type::Choice(choice) | Type::Keyed(choice, _) | Type::KeyedObjects(choice, _) => Some(choice),
        Type::List(item) | Type::Several(item) => choice_of(item),
        _ => None,
    }
}

/// Every noun of the model can be written, so its fields are in the schema of descriptions.
#[test]
fn every_noun_is_in_the_schema() {
    let kind = &KINDS[0];
    let reached: BTreeSet<_> = frames(kind.record).iter().filter_map(|frame| frame.of.record.noun).collect();
    assert_eq!(reached, Noun::ALL.into_iter().collect());
    for noun in Noun::ALL {
        let record = khung::model::record_of(noun);
        let properties = &kind.schema["$defs"][record.key]["properties"];
        let keyed = frames(kind.record).iter().any(|frame| std::ptr::eq(frame.of.record, record) && frame.of.keyed);
        for (_, field) in record.fields().skip(usize::from(keyed)) {
            assert!(properties.get(field.key).is_some(), "{}.{}", noun.key(), field.key);
        }
    }
}

/// Every reference inside a schema leads to a definition, and no definition is left over.
#[test]
fn references_and_definitions_match() {
    for kind in &*KINDS {
        let mut used = BTreeSet::new();
        references(&kind.schema, &mut used);
        let defined: BTreeSet<String> =
            kind.schema["$defs"].as_object().expect("definitions").keys().cloned().collect();
        assert_eq!(used, defined, "{}", kind.name);
    }
}

fn references(value: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(to)) = map.get("$ref") {
                used.insert(to.strip_prefix("#/$defs/").expect("a definition of this schema").to_owned());
            }
            map.values().for_each(|value| references(value, used));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, used)),
        _ => {}
    }
}
