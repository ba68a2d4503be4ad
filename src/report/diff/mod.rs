//! How a change to an architecture is shown: one row of [`FORMATS`] per output format.
//!
//! A format sees the finished difference and decides only how it looks. The two human formats lay out the same
//! sections (`sections.rs`); the drawing (`drawing.rs`) belongs to Markdown.

mod captions;
mod drawing;
mod json;
mod markdown;
mod sections;
mod text;

use std::io;

use crate::lang::{Lang, Words, words};
use crate::survey::diff::Diff;

/// Everything a format may show.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What the change does.
    pub diff: &'a Diff,
    /// What the user compares with, as they name it.
    pub base: &'a str,
    /// The commit that was read for it: where the two parted.
    pub base_commit: &'a str,
    /// The changed side as the user names it; nothing for the working tree.
    pub head: Option<&'a str>,
    /// Faults found while reading, at the base and at the head: they may hide differences.
    pub faults: [usize; 2],
    /// The language of the human formats.
    pub lang: Lang,
    /// The columns a human format may fill.
    pub width: usize,
    /// Whether a human format may use colours.
    pub color: bool,
    /// Everything instead of the first few.
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
            "cho người đọc: đường đi mới tới dữ liệu, thêm, bớt, thay đổi, phạm vi ảnh hưởng",
            "for people: new paths to data, what is added, removed and changed, who is affected",
        ),
        render: text::render,
    },
    Format {
        name: "markdown",
        about: words(
            "cho yêu cầu hợp nhất: cùng nội dung, kèm sơ đồ Mermaid của riêng phần thay đổi",
            "for pull requests: the same with a Mermaid drawing of only the change",
        ),
        render: markdown::render,
    },
    Format {
        name: "json",
        about: words(
            "cho máy đọc, theo lược đồ docs/schema/diff-1.json",
            "for machines, after the schema docs/schema/diff-1.json",
        ),
        render: json::render,
    },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
