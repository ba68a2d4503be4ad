//! YAML to JSON, as an editor does it: YAML 1.2's core schema.
//!
//! Written from the specification and not with khung's own reading of scalars, which is under test.

use std::sync::LazyLock;

use khung::yaml::{Data, NodeId, Style, Tree};
use regex::Regex;
use serde_json::{Map, Number, Value};

static INTEGER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[-+]?[0-9]+$"));
static OCTAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^0o[0-7]+$"));
static HEXADECIMAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^0x[0-9a-fA-F]+$"));
static FLOAT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"));
static INFINITE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[-+]?\.(inf|Inf|INF)$"));
static NOT_A_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\.(nan|NaN|NAN)$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the specification's patterns compile")
}

/// The JSON of a node.
pub fn json(tree: &Tree<'_>, id: NodeId) -> Value {
    match tree.data(id) {
        Data::Scalar { text, style: Style::Plain } if tree.tag(id) != Some("tag:yaml.org,2002:str") => scalar(text),
        Data::Scalar { text, .. } => Value::String(text.to_string()),
        Data::Sequence(items) => Value::Array(items.iter().map(|item| json(tree, *item)).collect()),
        Data::Mapping(pairs) => {
            let pairs = pairs.iter().map(|pair| (tree.key(*pair).to_owned(), json(tree, pair.value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

/// The JSON of a plain scalar.
fn scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if INTEGER.is_match(text) => integer(text.strip_prefix('+').unwrap_or(text), 10),
        _ if OCTAL.is_match(text) => integer(&text[2..], 8),
        _ if HEXADECIMAL.is_match(text) => integer(&text[2..], 16),
        _ if FLOAT.is_match(text) => float(text.parse().expect("the pattern allows only numbers")),
        // JSON has no infinity; the largest number stands for it, and a half for what is no number.
        _ if INFINITE.is_match(text) => float(if text.starts_with('-') { f64::MIN } else { f64::MAX }),
        _ if NOT_A_NUMBER.is_match(text) => float(0.5),
        _ => Value::String(text.to_owned()),
    }
}

fn integer(digits: &str, radix: u32) -> Value {
    match i128::from_str_radix(digits, radix) {
        Ok(number) => Number::from_i128(number).map_or_else(|| float(number as f64), Value::Number),
        Err(_) => float(if digits.starts_with('-') { f64::MIN } else { f64::MAX }),
    }
}

fn float(number: f64) -> Value {
    let number = if number.is_finite() { number } else { f64::MAX.copysign(number) };
    Value::Number(Number::from_f64(number).expect("it is finite"))
}
