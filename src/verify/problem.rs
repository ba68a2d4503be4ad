//! What is not as it must be in a rule folder.

use crate::lang::Localized;

/// One thing to mend, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The rule's id.
    pub rule: String,
    /// The file or folder.
    pub path: String,
    /// The line, where there is one.
    pub line: Option<usize>,
    /// What is wrong, in both languages.
    pub text: (String, String),
}

impl Problem {
    pub(super) fn new(rule: &str, path: &str, line: Option<usize>, text: Localized<String>) -> Self {
        Self { rule: rule.to_owned(), path: path.to_owned(), line, text: (text.vi, text.en) }
    }

    pub(super) fn said(rule: &str, path: &str, vi: &str, en: &str) -> Self {
        Self::new(rule, path, None, Localized { vi: vi.to_owned(), en: en.to_owned() })
    }

    /// The sentence in one language.
    pub fn say(&self, lang: crate::lang::Lang) -> &str {
        match lang {
            crate::lang::Lang::Vi => &self.text.0,
            crate::lang::Lang::En => &self.text.1,
        }
    }
}
