//! How the coverage of the law is shown: one row of [`FORMATS`] per output format.
//!
//! A format sees the finished matrix and decides only how it looks.

mod csv;
mod json;
mod markdown;
mod text;

use std::io;

use jiff::civil::Date;

use crate::lang::{Lang, Words, words};
use crate::survey::coverage::{Coverage, Standpoint};

/// Everything a format may show.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The matrix.
    pub coverage: &'a Coverage,
    /// The day for which the estate was judged.
    pub today: Date,
    /// How many findings `khung check` gives, and how many of them no rule's check made: of bad YAML, for example.
    pub findings: [usize; 2],
    /// The language of the human formats.
    pub lang: Lang,
    /// The columns a human format may fill.
    pub width: usize,
    /// Whether a human format may use colours.
    pub color: bool,
    /// Every system by name instead of the first few.
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
            "cho người đọc: số hệ thống theo từng điều khoản, nêu tên nơi chưa đáp ứng",
            "for people: systems counted by clause, those that fall short by name",
        ),
        render: text::render,
    },
    Format {
        name: "markdown",
        about: words("bảng điều khoản theo hệ thống", "the table of clauses by systems"),
        render: markdown::render,
    },
    Format {
        name: "csv", about: words("ma trận cho bảng tính", "the matrix for spreadsheets"), render: csv::render
    },
    Format {
        name: "json",
        about: words(
            "cho máy đọc, theo lược đồ docs/schema/coverage-1.json",
            "for machines, after the schema docs/schema/coverage-1.json",
        ),
        render: json::render,
    },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Page<'_> {
    /// How many systems came to each standpoint of a clause, in the order of [`Standpoint::ALL`].
    fn counts(&self, clause: &crate::survey::coverage::Clause) -> [usize; 5] {
        Standpoint::ALL.map(|standpoint| clause.systems(standpoint, self.coverage.systems.len()).count())
    }

    /// The verdicts, and what `khung check` says of the same estate.
    fn totals(&self) -> [String; 2] {
        let all = self.coverage.verdicts;
        let own = self.coverage.without_law;
        let [findings, elsewhere] = self.findings;
        match self.lang {
            Lang::Vi => [
                format!(
                    "Kết luận: {} đáp ứng, {} vi phạm, {} được miễn trừ, {} chưa đủ cơ sở; trong đó {}, {}, {} và {} theo \
                     quy tắc không viện dẫn văn bản.",
                    all.met,
                    all.violated,
                    all.waived,
                    all.inconclusive,
                    own.met,
                    own.violated,
                    own.waived,
                    own.inconclusive
                ),
                format!("`khung check` cho {findings} phát hiện, gồm {elsewhere} phát hiện về chính tệp mô tả."),
            ],
            Lang::En => [
                format!(
                    "Verdicts: {} met, {} violated, {} waived, {} inconclusive; of these {}, {}, {} and {} by rules that \
                     cite no law.",
                    all.met,
                    all.violated,
                    all.waived,
                    all.inconclusive,
                    own.met,
                    own.violated,
                    own.waived,
                    own.inconclusive
                ),
                format!(
                    "`khung check` gives {findings} finding{}, {elsewhere} of them about the files themselves.",
                    if findings == 1 { "" } else { "s" }
                ),
            ],
        }
    }

    /// What the page is about.
    fn heading(&self) -> String {
        let (clauses, systems) = (self.coverage.clauses.len(), self.coverage.systems.len());
        match self.lang {
            Lang::Vi => {
                format!("Mức độ đáp ứng pháp luật tính đến {}: {clauses} điều khoản, {systems} hệ thống", self.today)
            }
            Lang::En => format!("Coverage of the law on {}: {clauses} clauses, {systems} systems", self.today),
        }
    }
}
