//! How a thing written in YAML is declared: its fields, their types and their words.
//!
//! A field is declared once, as a [`Field`] in a static table. Decoding (`decode.rs`), the JSON Schema
//! (`json.rs`), the types of conditions, and the field reference in the docs all read that one table;
//! there is no second list. Descriptions, rule files and settings are declared with the same words.
//! This room knows no particular noun's fields and no rule.

mod bare;
mod decode;
mod fields;
mod json;
mod nearest;
mod plain;
mod reference;
mod value;
mod words;

pub use bare::bare;
pub use decode::{Decoded, Decoder, Object, Special};
pub use fields::{Choice, Field, Item, Need, Noun, OfficialTable, Record, Type, field};
pub use json::json_schema;
pub use nearest::{Nearest, nearest};
pub use reference::field_reference;
pub use value::{Entry, Fields, Inner, Reference, Value, Written};
pub use words::words_of;
