//! The same description as people write it: what is short stands on one line, in brackets.
//!
//! The library's own writer puts every item on a line of its own; real files have both styles, and they cost a
//! reader different time.

use std::fmt::Write;

use serde_yaml::{Mapping, Value};

use super::language::File;

/// How long a collection may get before it is written over several lines.
const LINE: usize = 110;

/// A description as a tree of plain values, without what was left out.
pub fn tree(file: &File) -> Value {
    pruned(serde_yaml::to_value(file).expect("a description is plain values"))
}

/// Fields that take one value or several: one alone is written without brackets.
const ONE_OR_SEVERAL: [&str; 11] = [
    "scope",
    "capabilities",
    "login",
    "via",
    "mechanisms",
    "data",
    "operator",
    "format",
    "basis",
    "source",
    "objects",
];

fn pruned(value: Value) -> Value {
    match value {
        Value::Mapping(pairs) => {
            let kept = pairs.into_iter().filter(|(_, value)| !value.is_null());
            let one = |key: &Value| key.as_str().is_some_and(|key| ONE_OR_SEVERAL.contains(&key));
            let pair = |(key, value)| match value {
                Value::Sequence(mut items) if items.len() == 1 && one(&key) => (key, items.remove(0)),
                other => (key, pruned(other)),
            };
            Value::Mapping(kept.map(pair).collect())
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(pruned).collect()),
        other => other,
    }
}

/// A tree as text.
pub fn text(tree: &Value) -> String {
    let mut text = String::new();
    let pairs = tree.as_mapping().expect("a description is a mapping");
    for (key, value) in pairs {
        if value.is_mapping() || value.is_sequence() {
            text.push('\n');
        }
        pair(&mut text, key, value, 0);
    }
    text
}

fn block(text: &mut String, pairs: &Mapping, indent: usize) {
    for (key, value) in pairs {
        pair(text, key, value, indent);
    }
}

fn pair(text: &mut String, key: &Value, value: &Value, indent: usize) {
    let key = scalar(key).expect("keys are scalars");
    let _ = write!(text, "{:indent$}{key}:", "");
    match (short(value).filter(|short| indent >= 4 || !short.starts_with('{')), value) {
        (Some(short), _) => {
            let _ = writeln!(text, " {short}");
        }
        (None, Value::Sequence(items)) => {
            text.push('\n');
            for item in items {
                sequence_item(text, item, indent + 2);
            }
        }
        (None, Value::Mapping(pairs)) => {
            text.push('\n');
            block(text, pairs, indent + 2);
        }
        (None, other) => unreachable!("scalars are short: {other:?}"),
    }
}

fn sequence_item(text: &mut String, item: &Value, indent: usize) {
    match (short(item), item) {
        (None, Value::Mapping(pairs)) => {
            let start = text.len();
            block(text, pairs, indent + 2);
            text.replace_range(start + indent..start + indent + 1, "-");
        }
        (Some(short), _) => {
            let _ = writeln!(text, "{:indent$}- {}", "", bare(&short));
        }
        (None, other) => unreachable!("lists of long lists do not occur: {other:?}"),
    }
}

/// `{ a: b }` as an item of its own is written `a: b` where it has one key.
fn bare(short: &str) -> &str {
    match short.strip_prefix("{ ").and_then(|short| short.strip_suffix(" }")) {
        Some(inner) if !inner.contains(", ") => inner,
        _ => short,
    }
}

/// The value in one line, if it is short: scalars always are.
fn short(value: &Value) -> Option<String> {
    if let Some(scalar) = scalar(value) {
        return Some(scalar);
    }
    let parts: Option<Vec<String>> = match value {
        Value::Sequence(items) => items.iter().map(short).collect(),
        Value::Mapping(pairs) => {
            let pair = |(key, value): (&Value, &Value)| Some(format!("{}: {}", scalar(key)?, short(value)?));
            pairs.iter().map(pair).collect()
        }
        _ => None,
    };
    let inner = parts?.join(", ");
    let fits = inner.chars().count() <= LINE;
    fits.then(|| match value {
        Value::Sequence(_) => format!("[{inner}]"),
        _ => format!("{{ {inner} }}"),
    })
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Bool(known) => Some(known.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if is_plain(text) => Some(text.clone()),
        Value::String(text) => Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))),
        _ => None,
    }
}

/// Whether a text needs no quotes, in brackets or out of them.
fn is_plain(text: &str) -> bool {
    let number = text.parse::<f64>().is_ok();
    let first = text.chars().next().is_some_and(char::is_alphanumeric);
    let special = text.contains([',', '[', ']', '{', '}', '#', ':', '"', '\'']);
    first && !number && !special && !matches!(text, "true" | "false" | "null") && text == text.trim()
}
