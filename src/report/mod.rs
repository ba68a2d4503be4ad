//! How an outcome is shown: one row of [`FORMATS`] per output format.
//!
//! A format sees diagnostics, sources and counts, nothing else: it never asks a rule, the graph or the
//! model, reads no clock, no file and no setting of its own, and writes only to the stream it is given.
//! Nothing that came from a description reaches a human format unescaped.

mod captions;
mod cell;
mod change;
mod checkstyle;
pub mod coverage;
mod csv;
pub mod diff;
mod escape;
mod fingerprint;
mod fit;
mod frame;
mod github;
mod gitlab;
mod ink;
mod json;
mod junit;
mod markdown;
mod markup;
mod mermaid;
mod place;
mod said;
mod sarif;
mod short;
pub mod status;
mod tally;
mod text;
mod window;
mod wrap;
mod xml;

use std::io;
use std::time::Duration;

/// What came from a description, safe to show on a terminal.
pub use captions::accepted;
pub use escape::escape;
/// A text cut into lines of at most so many columns.
pub use wrap::lines as wrapped;

use crate::diagnostic::{Diagnostic, Inconclusive};
use crate::finding::Exception;
use crate::lang::{Lang, Words, words};
use crate::source::Sources;

/// What a run looked at. Findings are not counted here: the diagnostics are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Files that are not descriptions and were passed over.
    pub skipped: usize,
    /// Objects of the checked files.
    pub objects: usize,
    /// Flows of the checked files.
    pub flows: usize,
    /// Rules that were applied.
    pub rules: usize,
    /// How long it took; `None` where the same input must give the same bytes.
    pub elapsed: Option<Duration>,
}

/// How a run compares with an earlier state of the estate. What that had already is among the diagnostics, accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// What the user compares with, as they name it.
    pub base: String,
    /// The commit that was read: where the two parted.
    pub commit: String,
    /// Findings that are new and that nobody accepted, in whatever file.
    pub introduced: usize,
    /// Findings that were there already.
    pub remaining: usize,
    /// What is found no longer: rule, subject, how many.
    pub fixed: Vec<(String, String, usize)>,
    /// Verdicts that could not be given then either; they are not among the inconclusive ones.
    pub undecided: usize,
    /// Of the introduced findings those in files that did not change, where only changed files are shown: they are
    /// not among the diagnostics.
    pub elsewhere: usize,
}

impl Since {
    /// How many findings are gone.
    pub fn gone(&self) -> usize {
        self.fixed.iter().map(|(_, _, count)| count).sum()
    }
}

/// Everything a format may show.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What was found, in the order in which it is shown.
    pub diagnostics: &'a [Diagnostic],
    /// What could not be decided.
    pub inconclusive: &'a [Inconclusive],
    /// The texts that the places point into.
    pub sources: &'a Sources,
    /// What the run looked at.
    pub summary: &'a Summary,
    /// How it compares with an earlier state, if it was compared.
    pub since: Option<&'a Since>,
    /// The language of the human formats.
    pub lang: Lang,
    /// The columns a human format may fill.
    pub width: usize,
    /// Whether a human format may use colours.
    pub color: bool,
    /// Findings only: no inconclusive verdicts, no summary.
    pub quiet: bool,
    /// Also why each rule exists, and the files passed over.
    pub verbose: bool,
    /// Every inconclusive verdict by name, under the facts it waits for.
    pub list_inconclusive: bool,
    /// The tool's version, for formats that name their maker.
    pub version: &'a str,
}

impl Report<'_> {
    /// The findings that nobody accepted.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.accepted.is_none())
    }

    /// The findings that somebody accepted, each with why.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = (&Diagnostic, &Exception)> {
        self.diagnostics.iter().filter_map(|diagnostic| Some((diagnostic, diagnostic.accepted.as_ref()?)))
    }

    /// How many findings that nobody accepted have each severity: errors, warnings, infos.
    pub(crate) fn severities(&self) -> [usize; 3] {
        crate::diagnostic::Severity::ALL
            .map(|severity| self.counted().filter(|diagnostic| diagnostic.severity == severity).count())
    }
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// The word on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: Words,
    /// Writes a report.
    pub render: fn(&Report<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// Every output format, the default first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: words(
            "cho người đọc: trích mã nguồn, đường đi, căn cứ pháp lý, cách khắc phục",
            "for people: code frames, paths, legal basis and remedies",
        ),
        render: text::render,
    },
    Format {
        name: "short",
        about: words("mỗi phát hiện một dòng: tệp:dòng:cột", "one line per finding: file:line:column"),
        render: short::render,
    },
    Format {
        name: "json",
        about: words(
            "cho máy đọc, theo lược đồ docs/schema/report-1.json",
            "for machines, after the schema docs/schema/report-1.json",
        ),
        render: json::render,
    },
    Format {
        name: "sarif",
        about: words(
            "SARIF 2.1.0, cho dịch vụ quét mã và trình soạn thảo",
            "SARIF 2.1.0, for code scanning and editors",
        ),
        render: sarif::render,
    },
    Format {
        name: "github",
        about: words("chú thích trên GitHub Actions", "annotations of GitHub Actions"),
        render: github::render,
    },
    Format {
        name: "gitlab",
        about: words("báo cáo Code Quality của GitLab", "GitLab's Code Quality report"),
        render: gitlab::render,
    },
    Format {
        name: "junit",
        about: words(
            "JUnit XML: mỗi phát hiện là một phép thử không đạt",
            "JUnit XML: each finding is a failed test",
        ),
        render: junit::render,
    },
    Format {
        name: "checkstyle",
        about: words("Checkstyle XML, cho các trang theo dõi CI", "Checkstyle XML, for CI dashboards"),
        render: checkstyle::render,
    },
    Format {
        name: "markdown",
        about: words(
            "tóm tắt cho yêu cầu hợp nhất: bảng, chi tiết, sơ đồ đường đi",
            "a summary for a pull request: table, details, drawn paths",
        ),
        render: markdown::render,
    },
    Format {
        name: "csv",
        about: words("mỗi phát hiện một dòng, cho bảng tính", "a row per finding, for spreadsheets"),
        render: csv::render,
    },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
