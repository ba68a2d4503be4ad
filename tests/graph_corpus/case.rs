//! The lines of the corpora: found, read, and their options read as leniently as they are written.
//!
//! The files lie beside the repository and are never copied into it.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::estate::Modules;

/// One line of a corpus.
pub struct Case {
    /// Its line, from 1.
    pub line: usize,
    /// The name of the test it was recorded from.
    pub test: String,
    pub modules: Modules,
    /// Everything it says.
    pub all: Value,
}

/// The cases of a file; `None`, with a line saying so, when the corpora are not there.
pub fn read(file: &str) -> Option<Vec<Case>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/graph").join(file);
    if !path.is_file() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    let text = fs::read_to_string(&path).expect("a corpus is readable UTF-8");
    Some(text.lines().enumerate().map(|(number, line)| case(number + 1, line)).collect())
}

fn case(line: usize, text: &str) -> Case {
    let all: Value = serde_json::from_str(text).expect("a line of a corpus is JSON");
    let graph = &all["graph"];
    let pair = |pair: &Value| {
        let [from, to] = &list(pair)[..] else { panic!("line {line}: an import has two ends") };
        (from.clone(), to.clone())
    };
    let imports = graph["imports"].as_array().expect("a graph has imports").iter().map(pair).collect();
    let modules = Modules { names: list(&graph["modules"]).into_iter().collect(), imports };
    Case { line, test: all["test"].as_str().expect("a case has a name").to_owned(), modules, all }
}

/// A list of texts, which may also be one text, or nothing.
pub fn list(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// A truth value, which may be written as a text.
pub fn flag(value: &Value, default: bool) -> bool {
    match value {
        Value::Bool(flag) => *flag,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        _ => default,
    }
}

/// Whether a name meets a pattern: `*` is one segment, `**` one or more.
pub fn matches(pattern: &str, name: &str) -> bool {
    fn rest(pattern: &[&str], name: &[&str]) -> bool {
        match (pattern, name) {
            ([], []) => true,
            (["**", more @ ..], [_, name @ ..]) => rest(more, name) || rest(pattern, name),
            (["*", more @ ..], [_, name @ ..]) => rest(more, name),
            ([first, more @ ..], [head, name @ ..]) => first == head && rest(more, name),
            _ => false,
        }
    }
    let (pattern, name): (Vec<_>, Vec<_>) = (pattern.split('.').collect(), name.split('.').collect());
    rest(&pattern, &name)
}

impl Case {
    /// The modules that expressions name; a name without a wildcard stands for itself, known or not.
    pub fn resolve(&self, expressions: &[String]) -> Vec<String> {
        let mut all = Vec::new();
        for expression in expressions {
            match expression.contains('*') {
                false => all.push(expression.clone()),
                true => all.extend(self.modules.names.iter().filter(|name| matches(expression, name)).cloned()),
            }
        }
        all.sort();
        all.dedup();
        all
    }
}
