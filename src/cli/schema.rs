//! `khung schema`: JSON Schemas derived from the declarations.

use super::{Ending, Trouble, output};
use crate::model::DESCRIPTION;
use crate::rule::format::{PACK, RULE};
use crate::schema::{Record, Special, json_schema};
use crate::settings::SETTINGS;
use crate::waive::WAIVERS;

/// What there is a schema for: the word, the declaration, and whether `unknown` may stand for a value.
static SCHEMAS: [(&str, &Record, Special); 5] = [
    ("description", &DESCRIPTION, Special::Below),
    ("settings", &SETTINGS, Special::Nowhere),
    ("rule", &RULE, Special::Nowhere),
    ("pack", &PACK, Special::Nowhere),
    ("waivers", &WAIVERS, Special::Nowhere),
];

/// The words.
pub(super) fn names() -> Vec<&'static str> {
    SCHEMAS.iter().map(|(name, ..)| *name).collect()
}

pub(super) fn run(of: &str) -> Result<Ending, Trouble> {
    let chosen = SCHEMAS.iter().find(|(name, ..)| *name == of);
    let (name, record, special) = chosen.expect("the arguments allow only these");
    let schema = json_schema(record, &format!("urn:khung:schema:{name}:1"), *special);
    output::print(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(Ending::Clean)
}
