//! What a YAML parser says about broken text, in words that both readers know.
//!
//! The parser speaks English about its own inner states. Here what people run into is said again, in both
//! languages; what is not in the table is passed on as it is. Nothing else about a text is decided here.

use crate::finding::Value;
use crate::lang::Localized;

type Said = (&'static [&'static str], &'static str, &'static str);

/// Beginnings of what the parser says, and what that means. The first row that fits counts.
static SAID: &[Said] = &[
    (
        &["while parsing a flow mapping", "':' may not precede"],
        "thiếu `,` hoặc `}` giữa hai dấu ngoặc nhọn; văn bản có dấu hai chấm phải đặt trong dấu nháy",
        "a `,` or `}` is missing between braces; text with a colon goes in quotes",
    ),
    (
        &["while parsing a flow sequence"],
        "thiếu `,` hoặc `]` giữa hai dấu ngoặc vuông",
        "a `,` or `]` is missing between brackets",
    ),
    (
        &["mapping values are not allowed", "illegal placement of ':'"],
        "dấu hai chấm không đứng được ở đây: văn bản cần dấu nháy, hoặc thụt lề sai",
        "a colon cannot stand here: the text wants quotes, or the indentation is wrong",
    ),
    (
        &["while parsing a block mapping", "mapping keys are not allowed"],
        "chỗ này cần một khóa; có thể thụt lề sai",
        "a key is wanted here; the indentation may be wrong",
    ),
    (
        &["while parsing a block collection", "block sequence entries are not allowed"],
        "mục của danh sách (`-`) thụt lề sai",
        "the indentation of a list's item (`-`) is wrong",
    ),
    (&["simple key expect"], "thiếu dấu hai chấm sau khóa", "the colon after a key is missing"),
    (
        &["':' must be followed", "'-' must be followed"],
        "sau `:` và `-` phải có dấu cách",
        "a blank is missing after `:` or `-`",
    ),
    (
        &["plain scalar cannot start with '-'"],
        "văn bản bắt đầu bằng `-` phải đặt trong dấu nháy",
        "text that begins with `-` goes in quotes",
    ),
    (
        &["while parsing node, found unknown anchor"],
        "bí danh này không có điểm neo nào ở phía trước",
        "no anchor before this alias has its name",
    ),
    (
        &["while scanning an anchor or alias"],
        "thiếu tên sau `&` hoặc `*`; văn bản bắt đầu bằng các dấu này phải đặt trong dấu nháy",
        "a name is missing after `&` or `*`; text that begins with these goes in quotes",
    ),
    (
        &["while scanning a quoted scalar", "unexpected eof"],
        "dấu nháy hoặc dấu ngoặc chưa được đóng",
        "a quote or bracket is not closed",
    ),
    (
        &["while parsing a quoted scalar"],
        "ký tự thoát (`\\`) không hợp lệ trong dấu nháy kép",
        "a backslash sequence that means nothing between double quotes",
    ),
    (&["invalid trailing content"], "có nội dung thừa sau dấu nháy đóng", "there is more after the closing quote"),
    (
        &["tab", "a block scalar content cannot start with a tab", "while scanning a plain scalar, found a tab"],
        "ký tự Tab không dùng được để thụt lề",
        "a tab cannot indent",
    ),
    (&["invalid indentation", "wrongly indented"], "thụt lề sai", "the indentation is wrong"),
    (
        &["misplaced bracket", "this bracket closes nothing"],
        "dấu ngoặc đóng không có dấu mở",
        "a bracket closes nothing",
    ),
    (
        &["comment intercepting"],
        "chú thích đứng giữa văn bản nhiều dòng",
        "a comment stands in the middle of a text of several lines",
    ),
    (
        &["did not find expected <document", "did not find expected next token", "invalid content after document"],
        "có nội dung thừa sau khi tài liệu đã hết: thiếu `---`, hoặc thụt lề sai",
        "there is more after the document has ended: `---` is missing, or the indentation is wrong",
    ),
    (
        &["while scanning a block scalar"],
        "sau `|` hoặc `>` chỉ được có chú thích",
        "only a comment may follow `|` or `>`",
    ),
    (
        &[
            "while parsing a tag",
            "while scanning a tag",
            "while scanning a verbatim tag",
            "invalid global tag",
            "the handle",
        ],
        "thẻ kiểu (`!`) không hợp lệ; văn bản bắt đầu bằng `!` phải đặt trong dấu nháy",
        "a tag (`!`) is malformed; text that begins with `!` goes in quotes",
    ),
    (
        &[
            "while scanning a directive",
            "while scanning a YAML directive",
            "while scanning TAG",
            "duplicate version directive",
            "missing explicit document end",
            "found incompatible YAML document",
            "this directive is too long",
        ],
        "chỉ thị (`%`) không hợp lệ; văn bản bắt đầu bằng `%` phải đặt trong dấu nháy",
        "a directive (`%`) is malformed; text that begins with `%` goes in quotes",
    ),
    (&["found unprintable"], "có ký tự điều khiển", "there is a control character"),
    (&["this collection is too long"], "danh sách quá dài", "this collection is too long"),
    (&["while parsing a node"], "chỗ này cần một giá trị", "a value is wanted here"),
];

/// The detail of a syntax fault as a value in both languages.
pub(super) fn said(detail: &str) -> Value {
    // "unexpected character: `@'"
    if let Some(sign) = detail.strip_prefix("unexpected character: `").and_then(|rest| rest.strip_suffix('\'')) {
        return Value::Text(Localized {
            vi: format!("giá trị không bắt đầu được bằng `{sign}`; văn bản như vậy phải đặt trong dấu nháy"),
            en: format!("a value cannot begin with `{sign}`; such text goes in quotes"),
        });
    }
    let row = SAID.iter().find(|(starts, ..)| starts.iter().any(|start| detail.starts_with(start)));
    row.map_or_else(
        || Value::raw(detail),
        |(_, vi, en)| Value::Text(Localized { vi: (*vi).to_owned(), en: (*en).to_owned() }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Origin, Sources};
    use crate::yaml::{self, Fault};

    /// What people really write wrong is said in Vietnamese: no row waits for words the parser no longer uses.
    #[test]
    fn common_faults_have_words_in_both_languages() {
        for text in [
            "a: { b: c: d }",
            "a: [b, c: [d }",
            "a: b: c",
            "a: @b",
            "a: *b",
            "a: & b",
            "a: \"b",
            "a: \"\\q\"",
            "a: \"b\" c",
            "a:\n\tb: c",
            "a:\n  b: c\n d: e",
            "a: ]",
            "- a\nb: c",
            "a: |x\n  b",
            "a: !<b c",
            "%YAML x\n---\na: b",
        ] {
            let id = Sources::default().add("a.yaml", Origin::Estate, text.to_owned());
            let tree = yaml::parse(id, text);
            let details: Vec<_> = tree
                .faults
                .iter()
                .filter_map(|fault| match fault {
                    Fault::Syntax { detail, .. } => Some(detail),
                    _ => None,
                })
                .collect();
            assert!(!details.is_empty(), "{text:?} is broken");
            for detail in details {
                assert!(matches!(said(detail), Value::Text(_)), "{text:?}: {detail}");
            }
        }
    }
}
