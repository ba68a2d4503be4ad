//! Takes secrets out of what findings quote: one that speaks of a value must not say the password that stands in it.
//!
//! Only what is quoted is changed. Whom a finding is about and where it is stays, or it would be another finding.

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Finding, Value};

/// Stands for a secret, whatever its length.
const STARS: &str = "********";

/// Some secrets, to be found in texts.
pub struct Hidden {
    search: AhoCorasick,
    stars: Vec<&'static str>,
}

impl Hidden {
    /// These secrets; nothing where there are none.
    pub fn new(secrets: &[&str]) -> Option<Self> {
        let secrets: Vec<&str> = secrets.iter().copied().filter(|secret| !secret.is_empty()).collect();
        if secrets.is_empty() {
            return None;
        }
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&secrets);
        let search = search.expect("the secrets of texts below 4 GiB are few enough to be searched for");
        Some(Self { search, stars: vec![STARS; secrets.len()] })
    }

    /// Takes them out of what a finding quotes.
    pub fn take_out(&self, finding: &mut Finding) {
        finding.values.iter_mut().for_each(|(_, value)| self.value(value));
        finding.extra.iter_mut().for_each(|(_, value)| self.value(value));
    }

    fn value(&self, value: &mut Value) {
        match value {
            Value::Raw(text) => self.text(text),
            Value::Text(texts) => {
                self.text(&mut texts.vi);
                self.text(&mut texts.en);
            }
            Value::Object { id, name } => {
                self.text(id);
                name.iter_mut().for_each(|name| self.text(name));
            }
            Value::List(items) | Value::Chain(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Empty | Value::Named(_) => {}
        }
    }

    fn text(&self, text: &mut String) {
        if self.search.is_match(text.as_str()) {
            *text = self.search.replace_all(text, &self.stars);
        }
    }
}
