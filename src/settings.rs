//! The project's settings, `khung.yaml`: decoded with spans, like everything that is written in YAML.
//!
//! The file says where the descriptions are, which packs are used, and how grave findings are. It is read
//! once; stages get what they need from it by name.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::finding::{Finding, Value as Shown, builtin};
use crate::import;
use crate::lang::{Lang, words as w};
use crate::schema::{Choice, Decoder, Item, Record, Special, Type, field, nearest};
use crate::source::{SourceId, Sources, Span};
use crate::yaml::{self, NodeId, Tree};

/// The name of the settings file.
pub const FILE_NAME: &str = "khung.yaml";

static LANGUAGE: Choice = Choice {
    key: "language",
    options: &[
        Item { key: "vi", label: w("tiếng Việt", "Vietnamese") },
        Item { key: "en", label: w("tiếng Anh", "English") },
    ],
};

static FAILING: Choice = Choice {
    key: "failing",
    options: &[
        Item { key: "error", label: w("lỗi", "error") },
        Item { key: "warning", label: w("cảnh báo", "warning") },
        Item { key: "info", label: w("thông tin", "info") },
        Item { key: INCONCLUSIVE, label: w("chưa đủ cơ sở đánh giá", "inconclusive") },
    ],
};

/// The settings file.
pub static SETTINGS: Record = Record {
    key: "settings",
    label: w("cấu hình", "settings"),
    about: w("Cấu hình khung của một dự án.", "How khung checks a project."),
    noun: None,
    groups: &[&[
        field(
            "paths",
            Type::Several(&Type::Text),
            w("đường dẫn", "paths"),
            w(
                "Thư mục hoặc tệp mô tả, tính từ tệp này.",
                "Folders or files with descriptions, relative to this file.",
            ),
        ),
        field(
            "exclude",
            Type::Several(&Type::Text),
            w("loại trừ", "exclude"),
            w("Mẫu đường dẫn bị bỏ qua.", "Path patterns that are left out."),
        ),
        field(
            "packs",
            Type::Several(&Type::Text),
            w("gói quy tắc", "packs"),
            w("Thư mục gói quy tắc thêm vào.", "Folders of further rule packs."),
        ),
        field(
            "rules",
            Type::Any,
            w("quy tắc", "rules"),
            w("Định danh: off, info, warning hoặc error.", "id: off, info, warning or error."),
        ),
        field(
            "baseline",
            Type::Text,
            w("baseline", "baseline"),
            w(
                "Tệp ghi các phát hiện đã biết, tính từ tệp này; chúng không làm lệnh trả về 1.",
                "A file with the findings that are known, relative to this file; they do not fail.",
            ),
        ),
        field(
            "language",
            Type::Choice(&LANGUAGE),
            w("ngôn ngữ", "language"),
            w("Ngôn ngữ của kết quả.", "The language of the output."),
        ),
        field(
            "fail-on",
            Type::Several(const { &Type::Choice(&FAILING) }),
            w("mức gây lỗi", "fail-on"),
            w(
                "Mức nhẹ nhất làm lệnh trả về 1; thêm inconclusive để kết luận chưa đủ cơ sở cũng vậy.",
                "The mildest severity that makes the command exit with 1; inconclusive beside it makes undecided verdicts fail too.",
            ),
        ),
    ]],
};

/// What a project does with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not run at all.
    Off,
    /// Every finding has this severity, whatever the rule says.
    At(Severity),
}

/// The word that makes undecided verdicts fail.
const INCONCLUSIVE: &str = "inconclusive";

/// What makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failing {
    /// Findings at or above this severity; nothing was said when it is empty.
    pub severity: Option<Severity>,
    /// Verdicts that could not be given.
    pub inconclusive: bool,
}

impl Failing {
    /// What the words together ask for: the mildest of the severities, and `inconclusive` where it is among them.
    ///
    /// # Errors
    ///
    /// The first word that is neither.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<Self, &'w str> {
        let mut all = Self::default();
        for word in words {
            match word.parse() {
                Ok(severity) => {
                    all.severity = Some(all.severity.map_or(severity, |least: Severity| least.min(severity)))
                }
                Err(()) if word == INCONCLUSIVE => all.inconclusive = true,
                Err(()) => return Err(word),
            }
        }
        Ok(all)
    }
}

/// A project's settings.
#[derive(Debug, Default)]
pub struct Settings {
    /// Folders or files with descriptions, relative to the file.
    pub paths: Vec<String>,
    /// Path patterns that are left out.
    pub exclude: Vec<String>,
    /// Folders of further packs, relative to the file.
    pub packs: Vec<String>,
    /// What is set for rules, by id, with the place of the id.
    pub rules: BTreeMap<String, (Level, Span)>,
    /// The file with the findings that are known, relative to the file.
    pub baseline: Option<String>,
    /// The language of the output.
    pub language: Option<Lang>,
    /// What makes the command fail.
    pub fail_on: Failing,
    /// What is wrong with the file.
    pub findings: Vec<Finding>,
}

/// Reads the settings in a source.
pub fn read(sources: &Sources, id: SourceId) -> Settings {
    let text = &sources.get(id).text;
    let tree = yaml::parse(id, text);
    let mut settings = Settings::default();
    settings.findings.extend(tree.faults.iter().map(import::fault));
    let Some(root) = tree.documents.first().copied() else { return settings };
    let decoded = Decoder::new(&tree, Special::Nowhere).document(root, &SETTINGS);
    settings.findings.extend(decoded.findings);
    let texts = |key| decoded.fields.get_texts(key).into_iter().map(|text| text.value.into()).collect();
    settings.paths = texts("paths");
    settings.exclude = texts("exclude");
    settings.packs = texts("packs");
    settings.baseline = decoded.fields.get_text("baseline");
    settings.language = decoded.fields.get_key("language").map(|key| if key == "vi" { Lang::Vi } else { Lang::En });
    settings.fail_on = Failing::of(decoded.fields.get_keys("fail-on")).unwrap_or_default();
    if let Some(rules) = tree.get(root, "rules") {
        if tree.mapping(rules.value).is_none() {
            settings.findings.push(no_levels(&tree, rules.value));
        }
        for pair in tree.mapping(rules.value).unwrap_or_default() {
            let level = tree.scalar(pair.value).unwrap_or_default();
            match level_of(level) {
                Some(level) => {
                    let at = tree.span(pair.key);
                    settings.rules.insert(tree.key(*pair).to_owned(), (level, at));
                }
                None => settings.findings.push(bad_level(level, tree.span(pair.value))),
            }
        }
    }
    settings
}

/// `rules` is written, and is no mapping.
fn no_levels(tree: &Tree<'_>, id: NodeId) -> Finding {
    let at = tree.span(id);
    if tree.is_null(id) {
        return Finding::builtin(&builtin::EMPTY_VALUE, at, [Shown::raw("rules")]);
    }
    let found =
        if tree.scalar(id).is_some() { w("một giá trị", "a single value") } else { w("danh sách", "a list") };
    let expected = w("các cặp định danh: mức", "rule ids with levels");
    Finding::builtin(&builtin::WRONG_TYPE, at, [Shown::raw("rules"), Shown::Named(expected), Shown::Named(found)])
}

const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];

fn level_of(word: &str) -> Option<Level> {
    match word {
        "off" => Some(Level::Off),
        word => word.parse().ok().map(Level::At),
    }
}

fn bad_level(word: &str, at: Span) -> Finding {
    let near = nearest(word, LEVELS);
    let values = [Shown::raw("rules"), Shown::raw(word), Shown::maybe(near.certain_or_likely()), Shown::list(LEVELS)];
    Finding::builtin(&builtin::UNKNOWN_VALUE, at, values)
}
