//! One text before two judges: the schema and the decoder.

use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use khung::model::DESCRIPTION;
use khung::rule::format::{PACK, RULE};
use khung::schema::{Decoder, Record, Special, json_schema};
use khung::settings::SETTINGS;
use khung::source::{Origin, Sources};
use khung::yaml::{self, NodeId, Tree};
use serde_json::Value;

use crate::json::json;

/// A kind of file: its declaration and its schema.
pub struct Kind {
    pub name: &'static str,
    pub record: &'static Record,
    pub special: Special,
    pub schema: Value,
    pub validator: Validator,
}

/// The kinds of file that khung reads; the same as `khung schema` offers.
pub static KINDS: LazyLock<[Kind; 4]> = LazyLock::new(|| {
    [
        kind("description", &DESCRIPTION, Special::Below),
        kind("settings", &SETTINGS, Special::Nowhere),
        kind("rule", &RULE, Special::Nowhere),
        kind("pack", &PACK, Special::Nowhere),
    ]
});

/// The kind of file called so.
pub fn the(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).expect("one of the four")
}

fn kind(name: &'static str, record: &'static Record, special: Special) -> Kind {
    let schema = json_schema(record, &format!("urn:khung:schema:{name}:1"), special);
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    let validator = options.build(&schema).expect("the schema compiles");
    Kind { name, record, special, schema, validator }
}

/// What both say about a document: what the schema refuses, what khung reports.
#[derive(Debug)]
pub struct Verdict {
    pub refused: Vec<String>,
    pub reported: Vec<String>,
}

impl Verdict {
    /// Whether both accept.
    pub fn is_clean(&self) -> bool {
        self.refused.is_empty() && self.reported.is_empty()
    }

    /// Whether both accept or both do not.
    pub fn agrees(&self) -> bool {
        self.refused.is_empty() == self.reported.is_empty()
    }
}

impl Kind {
    /// The verdict about a text of one document that is right as YAML.
    pub fn judge(&self, text: &str) -> Verdict {
        let (mut sources, owned) = (Sources::default(), text.to_owned());
        let id = sources.add("a.yaml", Origin::Estate, owned);
        let tree = yaml::parse(id, text);
        assert!(tree.faults.is_empty() && tree.documents.len() == 1, "{:?} in\n{text}", tree.faults);
        self.judge_node(&tree, tree.documents[0], &sources)
    }

    /// The verdict about a document of a tree.
    pub fn judge_node(&self, tree: &Tree<'_>, root: NodeId, sources: &Sources) -> Verdict {
        let value = json(tree, root);
        let decoded = Decoder::new(tree, self.special).document(root, self.record);
        let reported: Vec<String> = decoded
            .findings
            .iter()
            .map(|finding| {
                let at = sources.position(finding.at);
                format!("{}:{}: {:?}", at.line, at.column, finding.rule)
            })
            .collect();
        let refused = match (self.validator.is_valid(&value), reported.is_empty()) {
            (true, _) => Vec::new(),
            // Saying why takes ten times as long as saying no.
            (false, false) => vec!["refused".to_owned()],
            (false, true) => {
                let errors = self.validator.iter_errors(&value);
                errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
            }
        };
        Verdict { refused, reported }
    }
}
