//! Texts with placeholders: `{name}`, and `[?passages left out when a value is empty?]`.

use crate::finding::Value;
use crate::lang::{Lang, Localized};

/// A text of a rule, cut at its placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
    Optional(Vec<Part>),
}

impl Template {
    /// Cuts a text. Braces that hold no name are text; so is a passage that is never closed.
    pub fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find("[?") {
            let Some(end) = rest[start..].find("?]") else { break };
            plain(&rest[..start], &mut parts);
            let mut inside = Vec::new();
            plain(&rest[start + 2..start + end], &mut inside);
            parts.push(Part::Optional(inside));
            rest = &rest[start + end + 2..];
        }
        plain(rest, &mut parts);
        Self { source: text.to_owned(), parts }
    }

    /// The text as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The names it uses, in order, repeated ones once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let inner = self.parts.iter().flat_map(|part| match part {
            Part::Optional(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        });
        for part in inner {
            if let Part::Name(name) = part
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }

    /// The text with its values in one language.
    pub fn render(&self, values: &Values<'_>, lang: Lang) -> String {
        let mut text = String::new();
        render(&self.parts, values, lang, &mut text);
        text
    }
}

fn render(parts: &[Part], values: &Values<'_>, lang: Lang, text: &mut String) {
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Name(name) => text.push_str(&values.get(name, lang)),
            Part::Optional(parts) => {
                let empty = |part: &Part| matches!(part, Part::Name(name) if values.get(name, lang).is_empty());
                if !parts.iter().any(empty) {
                    render(parts, values, lang, text);
                }
            }
        }
    }
}

fn plain(text: &str, parts: &mut Vec<Part>) {
    let mut rest = text;
    let mut words = String::new();
    while let Some(start) = rest.find('{') {
        let after = &rest[start + 1..];
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        match end {
            Some(end) if end > 0 && after[end..].starts_with('}') => {
                words.push_str(&rest[..start]);
                if !words.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut words)));
                }
                parts.push(Part::Name(after[..end].to_owned()));
                rest = &after[end + 1..];
            }
            _ => {
                words.push_str(&rest[..=start]);
                rest = after;
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        parts.push(Part::Text(words));
    }
}

/// The values of one finding, by name.
pub struct Values<'a> {
    named: Vec<(&'a str, &'a Value)>,
}

impl<'a> Values<'a> {
    /// Values under their names; the first of a name counts.
    pub fn new(named: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Self {
        Self { named: named.into_iter().collect() }
    }

    /// The text of a value as a sentence takes it, a long enumeration cut; empty for a name that has none.
    pub fn get(&self, name: &str, lang: Lang) -> String {
        let named = self.named.iter().find(|(known, _)| *known == name);
        named.map_or_else(String::new, |(_, value)| shown(value, lang, LISTED))
    }

    /// All of them as text of both languages, whole.
    pub fn texts(&self) -> Vec<(String, Localized<String>)> {
        let text = |value: &Value| Localized::build(|lang| shown(value, lang, usize::MAX));
        self.named.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect()
    }
}

/// The items of an enumeration that a sentence names at most: as many as the safeguards of the highest level, which
/// somebody has to read one by one.
const LISTED: usize = 40;

/// The text of a value; of an enumeration the first items, and how many there are.
fn shown(value: &Value, lang: Lang, most: usize) -> String {
    let joined = |items: &[Value], between: &str| {
        let more = (items.len() > most).then(|| format!("… ({})", items.len()));
        let items = items.iter().take(most).map(|item| shown(item, lang, most));
        items.chain(more).collect::<Vec<_>>().join(between)
    };
    match value {
        Value::Raw(text) => text.clone(),
        Value::Empty => String::new(),
        Value::List(items) => joined(items, ", "),
        Value::Chain(items) => joined(items, " → "),
        Value::Named(words) => (*words.get(lang)).to_owned(),
        Value::Text(text) => text.get(lang).clone(),
        Value::Object { id, .. } => format!("`{id}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_empty_passages_left_out() {
        let template = Template::parse("{what} có mức {level}[?. Ý bạn là {nearest}? ?]{}{ a }");
        assert_eq!(template.names(), ["what", "level", "nearest"]);
        let (what, level, near) = (Value::raw("x"), Value::raw(2), Value::raw("y"));
        let all = Values::new([("what", &what), ("level", &level), ("nearest", &near)]);
        assert_eq!(template.render(&all, Lang::Vi), "x có mức 2. Ý bạn là y? {}{ a }");
        let some = Values::new([("what", &what), ("level", &level), ("nearest", &Value::Empty)]);
        assert_eq!(template.render(&some, Lang::Vi), "x có mức 2{}{ a }");
    }
}
