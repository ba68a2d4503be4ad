//! How the national picture is shown: one row of [`FORMATS`] per output format.
//!
//! A format sees the finished figures and decides only how they look. The two human formats lay out the same
//! sections (`sections.rs`); the words stand in `captions.rs`, what each figure means in `definitions.rs`.

mod captions;
mod definitions;
mod json;
mod markdown;
mod sections;
mod text;

use std::io;

pub use definitions::DEFINITIONS;

use crate::lang::{Lang, Words, words};
use crate::survey::status::Status;

/// Everything a format may show.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The figures.
    pub status: &'a Status,
    /// Descriptions that were counted.
    pub files: usize,
    /// Objects in them, flows left out.
    pub objects: usize,
    /// Flows in them.
    pub flows: usize,
    /// Findings of severity error that `khung check` would show.
    pub errors: usize,
    /// The language of the human formats.
    pub lang: Lang,
    /// The columns a human format may fill.
    pub width: usize,
    /// Whether a human format may use colours.
    pub color: bool,
    /// Every object behind every figure, and what the figures mean.
    pub verbose: bool,
    /// The tool's version.
    pub version: &'a str,
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// The word on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: Words,
    /// Writes the page.
    pub render: fn(&Page<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// Every output format, the default first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: words(
            "cho người đọc: các con số, nêu tên nơi chưa đạt và nơi chưa khai báo",
            "for people: the figures, with what falls short or is not declared by name",
        ),
        render: text::render,
    },
    Format {
        name: "markdown",
        about: words(
            "cho báo cáo: mọi con số, đối tượng đứng sau và định nghĩa",
            "for reports: every figure, the objects behind it and its definition",
        ),
        render: markdown::render,
    },
    Format {
        name: "json",
        about: words(
            "cho máy đọc, theo lược đồ docs/schema/status-1.json",
            "for machines, after the schema docs/schema/status-1.json",
        ),
        render: json::render,
    },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
