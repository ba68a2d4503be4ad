//! The JSON Schema of a record, derived from its declaration.
//!
//! Draft 2020-12, in the shape the YAML language server understands; descriptions carry both languages.

use serde_json::{Map, Value, json};

use super::decode::Special;
use super::fields::{Choice, Field, Need, Noun, Record, Type};
use crate::lang::{Words, words};

/// The schema of documents that are read as `record`.
pub fn json_schema(record: &'static Record, id: &str, special: Special) -> Value {
    let mut builder = Builder { special, definitions: Map::new() };
    let mut root = builder.record(record, false);
    let head = root.as_object_mut().expect("a record's schema is an object");
    head.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    head.insert("$id".into(), json!(id));
    head.insert("$defs".into(), Value::Object(builder.definitions));
    root
}

struct Builder {
    special: Special,
    definitions: Map<String, Value>,
}

impl Builder {
    fn record(&mut self, record: &'static Record, inside: bool) -> Value {
        self.fields(record, inside, 0)
    }

    fn fields(&mut self, record: &'static Record, inside: bool, skip: usize) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (_, field) in record.fields().skip(skip) {
            properties.insert(field.key.into(), self.field(field, inside));
            if field.need == Need::Required {
                required.push(field.key);
            }
        }
        let mut schema = json!({
            "type": "object",
            "title": title(record.label),
            "description": both(record.about),
            "properties": properties,
            "patternProperties": { "^x-": true },
            "additionalProperties": false,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    fn field(&mut self, field: &'static Field, inside: bool) -> Value {
        let mut description = format!("{}: {}", field.label.vi, field.about.vi);
        description.push_str("\n\n");
        description.push_str(&format!("{}: {}", field.label.en, field.about.en));
        let plain = self.typed(&field.ty);
        let special = inside && self.special == Special::Below && !matches!(field.ty, Type::Text | Type::Ref(_));
        let mut schema = match special {
            true => json!({ "anyOf": [plain, self.special_words()] }),
            false => plain,
        };
        schema["title"] = json!(title(field.label));
        schema["description"] = json!(description);
        schema
    }

    /// A reference to the definition of a named thing, made on first use.
    fn define(&mut self, name: String, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), Value::Null);
            let made = make(self);
            self.definitions.insert(name.clone(), made);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn typed(&mut self, ty: &'static Type) -> Value {
        match *ty {
            Type::Text => json!({ "type": ["string", "number"] }),
            Type::Bool => json!({ "type": "boolean" }),
            Type::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
            Type::Date => {
                json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
            }
            Type::Choice(choice) => self.choice(choice),
            Type::Ref(_) => json!({ "type": "string" }),
            Type::List(item) => json!({ "type": "array", "items": self.typed(item) }),
            Type::Several(item) => {
                let item = self.typed(item);
                json!({ "anyOf": [item, { "type": "array", "items": item }] })
            }
            Type::Record(record) => self.define(record.key.into(), |this| this.record(record, true)),
            Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => self.keyed(choice, record),
            Type::Objects(record) => {
                let pattern = id_pattern(record.noun == Some(Noun::Agency));
                let item = self.define(record.key.into(), |this| this.record(record, true));
                json!({
                    "type": "object",
                    "patternProperties": { "^x-": true, pattern: item },
                    "additionalProperties": false,
                })
            }
            Type::Listed(record) => {
                let item = self.define(record.key.into(), |this| this.record(record, true));
                json!({ "type": "array", "items": item })
            }
            Type::Any => json!({}),
        }
    }

    fn choice(&mut self, choice: &'static Choice) -> Value {
        self.define(choice.key.into(), |_| one_of(choice.options.iter().map(|option| (option.key, option.label))))
    }

    fn special_words(&mut self) -> Value {
        self.define("special-word".into(), |_| one_of(SPECIAL_WORDS))
    }

    fn keyed(&mut self, choice: &'static Choice, record: &'static Record) -> Value {
        let word = self.choice(choice);
        let detail = self.define(record.key.into(), |this| this.fields(record, true, 1));
        let explained = |label: Words| {
            let mut detail = detail.clone();
            detail["description"] = json!(both(label));
            detail
        };
        let properties: Map<_, _> =
            choice.options.iter().map(|option| (option.key.to_owned(), explained(option.label))).collect();
        let details = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
        });
        json!({ "type": "array", "items": { "anyOf": [word, details] } })
    }
}

/// What [`super::decode`] takes for an id. `x-` keys are the user's own.
fn id_pattern(agency: bool) -> &'static str {
    match agency {
        true => "^(?!x-)[0-9A-Za-z_À-ỹ][0-9A-Za-z_À-ỹ.-]*$",
        false => "^(?!x-)[0-9A-Za-z_À-ỹ][0-9A-Za-z_À-ỹ-]*$",
    }
}

/// What may stand for a value, with what it means.
const SPECIAL_WORDS: [(&str, Words); 2] = [
    ("unknown", words("Chưa xác định; ghi kèm follow-up.", "Not known yet; wants a follow-up.")),
    ("not-applicable", words("Không áp dụng.", "Does not apply.")),
];

/// One of several words. `oneOf` with `const` is what editors turn into a list with explanations.
fn one_of(words: impl IntoIterator<Item = (&'static str, Words)>) -> Value {
    let words = words.into_iter().map(|(word, label)| json!({ "const": word, "description": both(label) }));
    json!({ "type": "string", "oneOf": words.collect::<Vec<_>>() })
}

/// What editors print above a description; without one they print the title of the whole file.
fn title(label: Words) -> String {
    format!("{} / {}", label.vi, label.en)
}

fn both(words: Words) -> String {
    format!("{}\n\n{}", words.vi, words.en)
}
