//! What there is to say about a rule, section by section: `khung explain` and the pages of `docs/rules` say the same.

use crate::diagnostic::{Citation, Severity};
use crate::lang::{Lang, Words, words};
use crate::rule::{self, Rule, RuleSet};
use crate::source::Sources;

/// A part of what a rule is about.
pub(super) struct Section {
    pub head: Words,
    pub body: Body,
}

/// What a section holds; never empty.
pub(super) enum Body {
    Text(String),
    List(Vec<String>),
    /// YAML as it stands in the rule's file.
    Code(String),
}

/// A rule as its folder tells it.
pub(super) fn sections(rule: &Rule, rules: &RuleSet, sources: &Sources, lang: Lang) -> Vec<Section> {
    let pack = &rules.packs[rule.pack];
    let text = &sources.get(rule.source).text;
    let citations: Vec<_> = rule::citations(rule, rules).iter().map(|citation| cited(citation, lang)).collect();
    let all = [
        (words("Quy tắc", "Rule"), Body::Text(format!("{} ({})", rule.id, severities(rule, lang)))),
        (words("Tiêu đề", "Title"), Body::Text(rule.told.title.get(lang).clone())),
        (words("Thông báo", "Message"), Body::Text(rule.told.message.get(lang).source().to_owned())),
        (words("Vì sao", "Why"), Body::Text(rule.told.why.get(lang).clone())),
        (words("Cách xử lý", "What to do"), Body::Text(rule.told.help.get(lang).source().to_owned())),
        (words("Căn cứ", "Basis"), Body::List(citations)),
        (words("Thời gian áp dụng", "Applies"), Body::Text(period(rule, lang))),
        (
            words("Gói", "Pack"),
            Body::Text(format!("{} {} — {}", pack.name, pack.head.version, pack.head.title.get(lang))),
        ),
        (words("Tệp", "File"), Body::Text(sources.get(rule.source).path.clone())),
        (words("Mức nghiêm trọng", "Severity"), Body::Code(graded(rule, text))),
        (words("Phép kiểm tra", "Check"), Body::Code(block(text, "check:"))),
        (words("Giá trị trong lời văn", "Values in the texts"), Body::Code(block(text, "values:"))),
    ];
    let empty = |body: &Body| match body {
        Body::Text(text) | Body::Code(text) => text.is_empty(),
        Body::List(items) => items.is_empty(),
    };
    all.into_iter().filter(|(_, body)| !empty(body)).map(|(head, body)| Section { head, body }).collect()
}

/// The severity as the rule file puts it, where it depends on something.
fn graded(rule: &Rule, text: &str) -> String {
    if rule.told.severities.len() > 1 { block(text, "severity:") } else { String::new() }
}

/// The lines of a top-level key as they stand in the rule file; empty when it is not there.
fn block(text: &str, key: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(key));
    let first = lines.next();
    let rest = lines.take_while(|line| line.starts_with([' ', '#', '-']) || line.is_empty());
    let mut block: Vec<_> = first.into_iter().chain(rest).collect();
    while block.last().is_some_and(|line| line.is_empty() || line.starts_with('#')) {
        block.pop();
    }
    block.join("\n")
}

/// The severities a rule may give, the first choice first.
pub(super) fn severities(rule: &Rule, lang: Lang) -> String {
    let mut all: Vec<Severity> = rule.told.severities.clone();
    all.dedup();
    all.iter().map(|severity| *severity.label().get(lang)).collect::<Vec<_>>().join(" / ")
}

fn period(rule: &Rule, lang: Lang) -> String {
    match (rule.from, rule.until, lang) {
        (None, None, _) => String::new(),
        (Some(from), None, Lang::Vi) => format!("từ {from}"),
        (Some(from), None, Lang::En) => format!("from {from}"),
        (None, Some(until), Lang::Vi) => format!("đến hết {until}"),
        (None, Some(until), Lang::En) => format!("until {until}"),
        (Some(from), Some(until), Lang::Vi) => format!("từ {from} đến hết {until}"),
        (Some(from), Some(until), Lang::En) => format!("from {from} until {until}"),
    }
}

fn cited(citation: &Citation, lang: Lang) -> String {
    let number = if citation.number.is_empty() { String::new() } else { format!("{}, ", citation.number) };
    let note = citation.note.as_ref().map_or_else(String::new, |note| format!(" {}", note.get(lang)));
    let standing = citation.standing.label();
    format!("{number}{}, {} [{}]{note}", citation.title.get(lang), citation.at, standing.get(lang))
}
