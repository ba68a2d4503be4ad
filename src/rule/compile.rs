//! Conditions in rule files: compiled at their place, faults reported at theirs.

use std::ops::Range;

use crate::condition::{self, Condition, Expected, Fault, FaultKind, Scope, Type, Wanted};
use crate::finding::{Builtin, Finding, Value as Shown, builtin};
use crate::lang::{Lang, Localized, Words, words};
use crate::schema::{Value, nearest};
use crate::source::{Source, Span, Spanned};

/// How many valid names a message lists.
const LISTED: usize = 12;

/// Compiles a written condition; reports what is wrong with it and gives nothing then.
pub(super) fn compile(
    written: Spanned<&Value>,
    source: &Source,
    scope: &Scope,
    expected: Expected,
    findings: &mut Vec<Finding>,
) -> Option<Condition> {
    let Value::Text(text) = written.value else { return None };
    match condition::compile(text, scope, expected) {
        Ok(condition) => Some(condition.written_at(written.span)),
        Err(faults) => {
            findings.extend(faults.iter().map(|fault| finding(fault, written.span, text, source)));
            None
        }
    }
}

fn finding(fault: &Fault, span: Span, text: &str, source: &Source) -> Finding {
    let at = within(source, span, text, fault.range.clone());
    let three = |rule: &'static Builtin, name: &str, near: &Option<String>, valid: &[String]| {
        Finding::builtin(rule, at, [Shown::raw(name), Shown::maybe(near.as_deref()), listed(valid)])
    };
    let syntax = |vi: String, en: String| {
        Finding::builtin(&builtin::CONDITION_SYNTAX, at, [Shown::Text(Localized { vi, en })])
    };
    match &fault.kind {
        FaultKind::Syntax { expected, found } => {
            let wanted = wanted(*expected);
            match found {
                Some(found) => syntax(
                    format!("cần {} nhưng gặp `{found}`", wanted.vi),
                    format!("expected {} but found `{found}`", wanted.en),
                ),
                None => syntax(
                    format!("cần {} nhưng điều kiện đã hết", wanted.vi),
                    format!("expected {} but the condition ends", wanted.en),
                ),
            }
        }
        FaultKind::UnknownName { name, nearest, valid } => three(&builtin::CONDITION_NAME, name, nearest, valid),
        FaultKind::UnknownField { field, of, nearest, valid } => {
            let of = of_type(of);
            let values = [Shown::raw(field), Shown::Text(of), Shown::maybe(nearest.as_deref()), listed(valid)];
            Finding::builtin(&builtin::CONDITION_FIELD, at, values)
        }
        FaultKind::UnknownValue { value, nearest, valid, .. } => {
            three(&builtin::CONDITION_VALUE, value, nearest, valid)
        }
        FaultKind::UnknownFunction { name, nearest } => {
            let values = [Shown::raw(name), Shown::maybe(nearest.as_deref())];
            Finding::builtin(&builtin::CONDITION_FUNCTION, at, values)
        }
        FaultKind::WrongType { expected, found } => {
            let any = |lang: Lang, or: &str| {
                expected.iter().map(|ty| of_type(ty).get(lang).clone()).collect::<Vec<_>>().join(or)
            };
            let expected = Localized { vi: any(Lang::Vi, " hoặc "), en: any(Lang::En, " or ") };
            let values = [Shown::Text(expected), Shown::Text(of_type(found))];
            Finding::builtin(&builtin::CONDITION_TYPE, at, values)
        }
        other => {
            let said = said(other);
            syntax(said.vi, said.en)
        }
    }
}

fn wanted(wanted: Wanted) -> Localized<String> {
    match wanted {
        Wanted::Expression => words("một biểu thức", "an expression").map(str::to_owned),
        Wanted::Operator => words("một toán tử", "an operator").map(str::to_owned),
        Wanted::Name => words("một tên", "a name").map(str::to_owned),
        Wanted::Exactly(token) => Localized::build(|_| format!("`{token}`")),
    }
}

/// The rarer faults, each a clause of the one message about a condition that cannot be read.
fn said(kind: &FaultKind) -> Localized<String> {
    let plain = |words: Words| words.map(str::to_owned);
    match kind {
        FaultKind::OpenText => plain(words("văn bản trong dấu nháy chưa được đóng", "a quoted text is not closed")),
        FaultKind::BadEscape => {
            plain(words("ký tự thoát không hợp lệ trong văn bản", "a backslash sequence that means nothing"))
        }
        FaultKind::BadNumber => plain(words("số nguyên không hợp lệ", "not a whole number of 64 bits")),
        FaultKind::TooDeep => plain(words("điều kiện lồng quá sâu", "the condition is nested too deep")),
        FaultKind::TooLong => plain(words("điều kiện quá dài", "the condition is too long")),
        FaultKind::MixedField { field, .. } => Localized {
            vi: format!("trường `{field}` có kiểu khác nhau giữa các loại đối tượng"),
            en: format!("the field `{field}` has different types on the possible nouns"),
        },
        FaultKind::WrongCall { name, signature } | FaultKind::WrongArity { name, signature, .. } => Localized {
            vi: format!("`{name}` được gọi sai; cách gọi đúng: `{signature}`"),
            en: format!("`{name}` is called wrongly; it is called `{signature}`"),
        },
        FaultKind::BadRegex { detail } => Localized {
            vi: format!("biểu thức chính quy không hợp lệ: {detail}"),
            en: format!("not a regular expression: {detail}"),
        },
        FaultKind::BadDate => plain(words("không phải ngày dạng YYYY-MM-DD", "not a date as YYYY-MM-DD")),
        FaultKind::NotLiteral { function } => Localized {
            vi: format!("`{function}` cần văn bản viết trực tiếp trong dấu nháy"),
            en: format!("`{function}` wants a text written in quotes"),
        },
        FaultKind::NotField => plain(words("`has` chỉ hỏi một trường dạng x.y", "`has` asks about a field x.y")),
        FaultKind::NotPlace => {
            plain(words("chỗ này cần tên một trường", "a name with fields is wanted here, such as system.name"))
        }
        FaultKind::Syntax { .. }
        | FaultKind::UnknownName { .. }
        | FaultKind::UnknownField { .. }
        | FaultKind::UnknownValue { .. }
        | FaultKind::UnknownFunction { .. }
        | FaultKind::WrongType { .. } => unreachable!("these have rules of their own"),
    }
}

fn of_type(ty: &Type) -> Localized<String> {
    match ty {
        Type::Bool => words("đúng/sai", "true or false").map(str::to_owned),
        Type::Integer => words("số nguyên", "a whole number").map(str::to_owned),
        Type::Text => words("văn bản", "text").map(str::to_owned),
        Type::Date => words("ngày", "a date").map(str::to_owned),
        Type::Choice(choices) => {
            let keys = choices.iter().map(|choice| choice.key).collect::<Vec<_>>().join("/");
            Localized { vi: format!("giá trị của {keys}"), en: format!("a value of {keys}") }
        }
        Type::Object(nouns) if nouns.is_empty() => words("một đối tượng", "an object").map(str::to_owned),
        Type::Object(nouns) => {
            let keys = nouns.iter().map(|noun| noun.key()).collect::<Vec<_>>().join("/");
            Localized { vi: keys.clone(), en: keys }
        }
        Type::Edge => words("một cạnh", "an edge").map(str::to_owned),
        Type::List(item) if **item == Type::Any => words("danh sách", "a list").map(str::to_owned),
        Type::List(item) => {
            let item = of_type(item);
            let plural = |one: &str| one.strip_prefix("a value ").map(|rest| format!("values {rest}"));
            let item = Localized { en: plural(&item.en).unwrap_or(item.en), ..item };
            Localized { vi: format!("danh sách {}", item.vi), en: format!("a list of {}", item.en) }
        }
        Type::Record(records) => {
            let keys = records.iter().map(|record| record.key).collect::<Vec<_>>().join("/");
            Localized { vi: keys.clone(), en: keys }
        }
        Type::Any => words("giá trị bất kỳ", "anything").map(str::to_owned),
    }
}

/// The valid words of a message, cut when there are too many to read.
pub(super) fn listed(valid: &[String]) -> Shown {
    let more = (valid.len() > LISTED).then(|| format!("… ({})", valid.len()));
    Shown::list(valid.iter().take(LISTED).chain(more.as_ref()))
}

/// "Did you mean" among names, as a value.
pub(super) fn near(word: &str, valid: &[String]) -> Shown {
    Shown::maybe(nearest(word, valid.iter().map(String::as_str)).certain_or_likely())
}

/// The bytes of the file that a range of a scalar's text stands for. Quotes, escapes and the indentation of
/// blocks are stepped over by matching the text's characters in the order in which the file has them.
pub fn within(source: &Source, span: Span, text: &str, range: Range<usize>) -> Span {
    let written = &source.text[span.start as usize..span.end as usize];
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    for (offset, wanted) in text.char_indices() {
        let found = match wanted.is_whitespace() {
            // Folding turns a line break into a space: any white space will do.
            true => written[at..].find(char::is_whitespace),
            false => written[at..].find(wanted),
        };
        let Some(found) = found else { return span };
        places.push((offset, at + found));
        at += found + wanted.len_utf8();
    }
    let place = |offset: usize| places.iter().find(|(known, _)| *known == offset).map(|(_, place)| *place);
    let (Some(start), Some(end)) = (place(range.start).or(Some(at)), place(range.end).or(Some(at))) else {
        return span;
    };
    // The end of a range is the end of its last character, not the beginning of what follows the blanks.
    let end = match text[..range.end].char_indices().next_back() {
        Some((last, c)) if range.end > range.start => place(last).map_or(end, |place| place + c.len_utf8()),
        _ => start,
    };
    let base = span.start as usize;
    Span::new(span.source, base + start.min(end), base + end)
}
