//! SARIF 2.1.0, the exchange format of static analysis: one run with rules, law, findings, paths and mends.
//!
//! Rule metadata, legal documents and captions are in the language of the report and, by SARIF's own means, translated
//! into the other; a message carries the other language in its properties. No time and no machine's path is in it.

mod message;
mod place;
mod results;
mod rules;
mod types;

use std::collections::BTreeMap;
use std::io;

use super::Report;
use super::escape::escape_json;
use crate::lang::Lang;
use types::{Base, Log, Message, Run, Tool};

/// Where the format is described.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of the tool, and of the component that its rules belong to.
const TOOL: &str = "khung";

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    // On one line: laid out, a log of many findings is twice as large, and services limit the size.
    let json = serde_json::to_string(&log(report)).expect("the report's types have string keys only");
    out.write_all(escape_json(&json).as_bytes())?;
    out.write_all(b"\n")
}

fn log<'a>(report: &'a Report<'a>) -> Log<'a> {
    let catalog = rules::Catalog::of(report);
    let root = Message::plain(match report.lang {
        Lang::Vi => "Thư mục mà từ đó khung được chạy.",
        Lang::En => "The folder that khung was run in.",
    });
    let run = Run {
        tool: Tool { driver: catalog.driver(report) },
        language: report.lang.code(),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(place::ROOT, Base { description: root })]),
        taxonomies: catalog.taxonomies(report.lang),
        translations: catalog.translations(other(report.lang)),
        results: results::of(report, &catalog),
    };
    Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
}

/// The language beside the report's.
fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    }
}
