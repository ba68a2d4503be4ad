//! A document as a tree of texts that can be changed at one place and written again.

use std::fmt::Write;

use khung::yaml::{Data, NodeId, Style, Tree};

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A scalar, or anything else, as it is written.
    Raw(String),
    List(Vec<Part>),
    Map(Vec<(String, Part)>),
}

/// The part of a node. Aliases and merge keys are written out.
pub fn part(tree: &Tree<'_>, id: NodeId) -> Part {
    match tree.data(id) {
        Data::Scalar { text, style } => {
            let forced = tree.tag(id) == Some("tag:yaml.org,2002:str");
            Part::Raw(match style == Style::Plain && !forced && is_simple(text) {
                true => text.to_string(),
                false => quoted(text),
            })
        }
        Data::Sequence(items) => Part::List(items.iter().map(|item| part(tree, *item)).collect()),
        Data::Mapping(pairs) => {
            let pair = |pair: &khung::yaml::Pair| (tree.key(*pair).to_owned(), part(tree, pair.value));
            Part::Map(pairs.iter().map(pair).collect())
        }
    }
}

/// Whether a plain scalar can stand in braces as it is.
fn is_simple(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '+' | '~' | '/'))
}

/// A text in quotes, as JSON and YAML write it.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("any text can be quoted")
}

impl Part {
    /// The part as YAML on one line.
    pub fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Raw(text) => out.push_str(text),
            Self::List(items) => {
                out.push('[');
                for item in items {
                    match item {
                        // An item of nothing needs a sign; a value of nothing does not.
                        Self::Raw(text) if text.is_empty() => out.push('~'),
                        item => item.write(out),
                    }
                    out.push_str(", ");
                }
                out.push(']');
            }
            Self::Map(pairs) => {
                out.push('{');
                for (key, value) in pairs {
                    write!(out, "{}: ", quoted(key)).expect("a string takes any text");
                    value.write(out);
                    out.push_str(", ");
                }
                out.push('}');
            }
        }
    }

    /// How many parts there are, this one included.
    pub fn count(&self) -> usize {
        1 + match self {
            Self::Raw(_) => 0,
            Self::List(items) => items.iter().map(Self::count).sum(),
            Self::Map(pairs) => pairs.iter().map(|(_, value)| value.count()).sum(),
        }
    }

    /// The part with a number, counted from this one as 0.
    pub fn at(&mut self, number: usize) -> Option<&mut Self> {
        if number == 0 {
            return Some(self);
        }
        let mut left = number - 1;
        let parts: Vec<&mut Self> = match self {
            Self::Raw(_) => return None,
            Self::List(items) => items.iter_mut().collect(),
            Self::Map(pairs) => pairs.iter_mut().map(|(_, value)| value).collect(),
        };
        for part in parts {
            let count = part.count();
            if left < count {
                return part.at(left);
            }
            left -= count;
        }
        None
    }
}
