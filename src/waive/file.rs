//! `khung-waivers.yaml`: who accepted what, why, and until when.

use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::Date;

use crate::finding::{Finding, RuleRef, Value as Shown, builtin};
use crate::import;
use crate::lang::words as w;
use crate::schema::{Decoder, Fields, Record, Special, Type, Value, field};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::yaml;

/// One waiver.
pub static WAIVER: Record = Record {
    key: "waiver",
    label: w("miễn trừ", "waiver"),
    about: w(
        "Một ngoại lệ được người có thẩm quyền chấp nhận, có thời hạn.",
        "An exception that somebody in charge accepted, with an end.",
    ),
    noun: None,
    groups: &[&[
        field("rule", Type::Text, w("quy tắc", "rule"), w("Định danh quy tắc.", "The rule's id.")).required(),
        field(
            "subject",
            Type::Text,
            w("đối tượng", "subject"),
            w(
                "Tên đầy đủ của đối tượng như trong phát hiện, hoặc mẫu như H99/*; tệp thì ghi đường dẫn.",
                "The object's full name as findings give it, or a pattern such as H99/*; for a file, its path.",
            ),
        )
        .required(),
        field("reason", Type::Text, w("lý do", "reason"), w("Vì sao chấp nhận.", "Why it is accepted.")).required(),
        field(
            "legal-ground",
            Type::Text,
            w("căn cứ pháp lý", "legal ground"),
            w("Quy định cho phép ngoại lệ.", "The provision that allows the exception."),
        ),
        field(
            "risk",
            Type::Text,
            w("rủi ro chấp nhận", "risk accepted"),
            w("Rủi ro còn lại được chấp nhận.", "The risk that is accepted."),
        ),
        field(
            "controls",
            Type::Several(&Type::Text),
            w("biện pháp bù đắp", "compensating controls"),
            w("Biện pháp thay thế trong thời hạn.", "What protects instead, meanwhile."),
        ),
        field(
            "approver",
            Type::Text,
            w("người phê duyệt", "approver"),
            w(
                "Chức danh hoặc đơn vị phê duyệt, không ghi tên riêng.",
                "The role or unit that approved it, not a person.",
            ),
        )
        .required(),
        field(
            "decision",
            Type::Text,
            w("văn bản phê duyệt", "decision"),
            w("Số, ngày của văn bản phê duyệt.", "Number and date of the decision."),
        ),
        field("granted", Type::Date, w("ngày chấp nhận", "granted"), w("Ngày bắt đầu.", "The first day.")).required(),
        field("expires", Type::Date, w("ngày hết hạn", "expires"), w("Ngày cuối cùng.", "The last day.")).required(),
    ]],
};

/// The file.
pub static WAIVERS: Record = Record {
    key: "waivers",
    label: w("danh sách miễn trừ", "waivers"),
    about: w("Tệp khung-waivers.yaml.", "The file khung-waivers.yaml."),
    noun: None,
    groups: &[&[
        field(
            "khung",
            Type::Integer(1, 1),
            w("phiên bản", "khung"),
            w("Phiên bản định dạng.", "The format's version."),
        ),
        field(
            "waivers",
            Type::List(const { &Type::Record(&WAIVER) }),
            w("các miễn trừ", "waivers"),
            w("Từng miễn trừ.", "One entry each."),
        )
        .required(),
    ]],
};

/// A waiver that says everything it must.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule's id.
    pub rule: Spanned<String>,
    /// What it is about.
    pub subject: Spanned<String>,
    /// Why it was accepted.
    pub reason: String,
    /// The provision that allows it; empty when none was named.
    pub legal_ground: String,
    /// The risk that was accepted; empty when it was not put into words.
    pub risk: String,
    /// What protects meanwhile.
    pub controls: Vec<String>,
    /// The role that approved it.
    pub approver: String,
    /// The decision's number and date; empty when it was not named.
    pub decision: String,
    /// The first day.
    pub granted: Spanned<Date>,
    /// The last day.
    pub expires: Spanned<Date>,
    /// All of it.
    pub at: Span,
    pattern: GlobMatcher,
}

impl Waiver {
    /// Whether it is about something of one of these names.
    pub fn covers(&self, names: &[&str]) -> bool {
        names.iter().any(|name| *name == self.subject.value || self.pattern.is_match(name))
    }

    /// Whether its subject may stand for other names than itself.
    pub(super) fn is_pattern(&self) -> bool {
        self.subject.value.contains(['*', '?', '[', ']', '{', '}', '\\'])
    }
}

/// Reads a file of waivers. One that lacks what it must say, or leaves a key open, is a finding and excuses nothing.
pub(super) fn read(id: SourceId, source: &Source, waivers: &mut Vec<Waiver>, findings: &mut Vec<Finding>) {
    let tree = yaml::parse(id, &source.text);
    findings.extend(tree.faults.iter().map(import::fault));
    for root in &tree.documents {
        let mut decoded = Decoder::new(&tree, Special::Nowhere).document(*root, &WAIVERS);
        if let Some(Value::List(items)) = decoded.fields.get("waivers").map(|written| &written.value) {
            for item in items {
                let Value::Record(fields) = &item.value else { continue };
                if let Some(finding) = left_open(fields, item.span(fields.source), &mut decoded.findings) {
                    findings.push(finding);
                    continue;
                }
                match waiver(fields, item.span(fields.source)) {
                    Ok(Some(waiver)) => waivers.push(waiver),
                    Ok(None) => {}
                    Err(finding) => findings.push(*finding),
                }
            }
        }
        findings.extend(decoded.findings);
    }
}

/// Says which keys of a waiver are there and say nothing. That is one finding; what the decoder told of each is taken
/// back.
fn left_open(fields: &Fields, at: Span, told: &mut Vec<Finding>) -> Option<Finding> {
    let empty =
        |finding: &Finding, at: Span| finding.rule == RuleRef::Builtin(&builtin::EMPTY_VALUE) && finding.at == at;
    let open: Vec<_> = fields
        .entries()
        .iter()
        .filter(|entry| match &entry.value.value {
            Value::Text(text) => text.trim().is_empty() || &**text == "unknown",
            Value::Invalid => told.iter().any(|finding| empty(finding, entry.span(fields.source))),
            _ => false,
        })
        .collect();
    let first = open.first()?;
    told.retain(|finding| !open.iter().any(|entry| empty(finding, entry.span(fields.source))));
    let said =
        |key| Shown::raw(fields.get_text(key).filter(|text| !text.trim().is_empty()).unwrap_or("?".to_owned()));
    let keys = Shown::list(open.iter().map(|entry| fields.record.at(entry.slot()).key));
    // The head of the waiver, wherever its keys stand.
    let head =
        fields.entries().iter().map(|entry| entry.key(fields.source)).filter(|key| key.start >= at.start).min();
    let head = head.unwrap_or(first.key(fields.source));
    Some(Finding::builtin(&builtin::WAIVER_OPEN, head, [said("rule"), said("subject"), keys]))
}

/// `None` when something is missing, which the decoder has told.
fn waiver(fields: &Fields, at: Span) -> Result<Option<Waiver>, Box<Finding>> {
    let text = |key| fields.get_text(key).filter(|text| !text.trim().is_empty());
    let spanned = |key| Some(Spanned::new(text(key)?, fields.place(key)?));
    let day = |key| Some(Spanned::new(fields.get_date(key)?, fields.place(key)?));
    let whole = || Some((spanned("rule")?, spanned("subject")?, text("reason")?, text("approver")?));
    let (Some((rule, subject, reason, approver)), Some(granted), Some(expires)) =
        (whole(), day("granted"), day("expires"))
    else {
        return Ok(None);
    };
    let pattern = GlobBuilder::new(&subject.value).literal_separator(false).build();
    let pattern = pattern.map_err(|_| {
        Box::new(Finding::builtin(&builtin::WAIVER_PATTERN, subject.span, [Shown::raw(&subject.value)]))
    })?;
    Ok(Some(Waiver {
        rule,
        subject,
        reason,
        legal_ground: text("legal-ground").unwrap_or_default(),
        risk: text("risk").unwrap_or_default(),
        controls: fields.get_texts("controls").into_iter().map(|control| control.value.into()).collect(),
        approver,
        decision: text("decision").unwrap_or_default(),
        granted,
        expires,
        at,
        pattern: pattern.compile_matcher(),
    }))
}
