//! The cases whose meaning differs from khung's, each with the reason.

/// A case that khung answers otherwise, on purpose.
pub struct Different {
    /// Its line in the corpus, from 1.
    pub line: usize,
    /// A part of its name, so that a corpus with other lines is noticed.
    pub test: &'static str,
    pub why: Why,
}

/// Why the answers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {}

impl Why {
    pub fn reason(self) -> &'static str {
        match self {}
    }
}

pub static IMPORT_LINTER: &[Different] = &[];
pub static GRIMP: &[Different] = &[];
