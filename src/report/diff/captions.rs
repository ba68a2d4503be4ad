//! The words of the human forms of a difference, in both languages.

use super::Page;
use crate::lang::{Lang, Words, words};
use crate::survey::diff::{Crossing, Diff, MOST_HOPS, MOST_USERS, Way};

pub(super) static WAYS: Words = words("Đường đi mới từ bên ngoài tới dữ liệu", "New paths from outside to data");
pub(super) static CROSSINGS: Words = words(
    "Luồng qua ranh giới vùng hoặc mang loại dữ liệu mới",
    "Flows across new borders or with new classes of data",
);
pub(super) static ADDED: Words = words("Đối tượng thêm mới", "Objects added");
pub(super) static REMOVED: Words = words("Đối tượng bị bỏ", "Objects removed");
pub(super) static CHANGED: Words = words("Đối tượng thay đổi", "Objects changed");
pub(super) static FLOWS_ADDED: Words = words("Luồng thêm mới", "Flows added");
pub(super) static FLOWS_REMOVED: Words = words("Luồng bị bỏ", "Flows removed");
pub(super) static FLOWS_CHANGED: Words = words("Luồng thay đổi", "Flows changed");
pub(super) static BLASTS: Words =
    words("Phạm vi ảnh hưởng của phần bị bỏ hoặc thay đổi", "Who depends on what is removed or changed");
pub(super) static DRAWING: Words = words("Sơ đồ phần thay đổi", "The change as a drawing");
pub(super) static NEW: Words = words("mới", "new");
static ABSENT: Words = words("không khai báo", "not declared");

/// What the page is about.
pub(super) fn heading(page: &Page<'_>) -> String {
    let commit = &page.base_commit[..page.base_commit.len().min(10)];
    let head = page.head.unwrap_or(words("cây làm việc", "working tree").get(page.lang));
    let base = page.base;
    match page.lang {
        Lang::Vi => format!("Thay đổi kiến trúc: {base} ({commit}) → {head}"),
        Lang::En => format!("Changes to the architecture: {base} ({commit}) → {head}"),
    }
}

/// How much changed.
pub(super) fn totals(diff: &Diff, lang: Lang) -> String {
    let (a, b, c) = (diff.added.len(), diff.removed.len(), diff.changed.len());
    let (d, e, f) = (diff.flows_added.len(), diff.flows_removed.len(), diff.flows_changed.len());
    match lang {
        _ if diff.is_empty() => {
            words("Kiến trúc không thay đổi.", "The architecture did not change.").get(lang).to_string()
        }
        Lang::Vi => {
            format!("Đối tượng: {a} thêm, {b} bỏ, {c} thay đổi. Luồng: {d} thêm, {e} bỏ, {f} thay đổi.")
        }
        Lang::En => {
            format!("Objects: {a} added, {b} removed, {c} changed. Flows: {d} added, {e} removed, {f} changed.")
        }
    }
}

/// That faults may hide differences; nothing when there are none.
pub(super) fn faults([base, head]: [usize; 2], lang: Lang) -> Option<String> {
    (base + head > 0).then(|| match lang {
        Lang::Vi => format!(
            "Mô tả có sai sót ({base} ở bản gốc, {head} ở bản mới), nên có thể còn thay đổi chưa thấy được; chạy `khung \
             check` để xem từng sai sót."
        ),
        Lang::En => format!(
            "The descriptions have faults ({base} at the base, {head} at the head), which may hide changes; `khung \
             check` lists them."
        ),
    })
}

/// A way as a sentence.
pub(super) fn way(way: &Way, lang: Lang) -> String {
    let (from, to) = (&way.from, &way.to);
    let mut through: Vec<&str> = Vec::new();
    for hop in &way.hops {
        through.extend(hop.via.iter().map(String::as_str));
        through.push(&hop.to);
    }
    through.pop();
    let through = through.join(", ");
    match (through.is_empty(), lang) {
        (true, Lang::Vi) => format!("mở đường đi trực tiếp {from} → {to}"),
        (true, Lang::En) => format!("adds a direct path {from} → {to}"),
        (false, Lang::Vi) => format!("mở đường đi {from} → {to} qua {through}"),
        (false, Lang::En) => format!("adds a path {from} → {to} through {through}"),
    }
}

/// What a flow crosses.
pub(super) fn crossing(crossing: &Crossing, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some([from, to]) = &crossing.zones {
        let before = crossing.zones_before.as_ref().map(|[from, to]| match lang {
            Lang::Vi => format!(" (trước đây: {from} → {to})"),
            Lang::En => format!(" (before: {from} → {to})"),
        });
        let before = before.unwrap_or_default();
        lines.push(match lang {
            Lang::Vi => format!("vùng: {from} → {to}{before}"),
            Lang::En => format!("zones: {from} → {to}{before}"),
        });
    }
    if !crossing.classes.is_empty() {
        let classes = crossing.classes.join(", ");
        lines.push(match lang {
            Lang::Vi => format!("loại dữ liệu mới mang theo: {classes}"),
            Lang::En => format!("carries classes of data it did not: {classes}"),
        });
    }
    lines
}

/// A field that differs.
pub(super) fn field(field: &crate::survey::diff::Field, lang: Lang) -> String {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| format!("({})", ABSENT.get(lang)));
    format!("{}: {} → {}", field.field, shown(&field.old), shown(&field.new))
}

/// What happened to what others depend on.
pub(super) fn fate(gone: bool, lang: Lang) -> &'static str {
    let fate = if gone { words("bị bỏ", "removed") } else { words("thay đổi", "changed") };
    fate.get(lang)
}

/// A ring of dependents.
pub(super) fn ring(number: usize, names: &[String], lang: Lang) -> String {
    let names = names.join(", ");
    match lang {
        Lang::Vi => format!("bước {number}: {names}"),
        Lang::En => format!("hop {number}: {names}"),
    }
}

/// That more depends on it.
pub(super) fn beyond(lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và còn nữa: chỉ xét tới {MOST_HOPS} bước và {MOST_USERS} đối tượng"),
        Lang::En => format!("… and more: only {MOST_HOPS} hops and {MOST_USERS} objects are followed"),
    }
}

/// How many starts nobody looked at.
pub(super) fn unsearched(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Thay đổi quá rộng: còn {number} điểm bên ngoài chưa được xét đường đi."),
        Lang::En => format!("The change is too wide: paths from {number} more starts outside were not searched."),
    }
}

/// How many items are not shown.
pub(super) fn more(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {number} mục nữa (thêm -v để xem tất cả)"),
        Lang::En => format!("… and {number} more (-v shows all)"),
    }
}

/// That the drawing leaves something out.
pub(super) fn undrawn(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Sơ đồ lược bỏ {number} thay đổi cho dễ đọc."),
        Lang::En => format!("The drawing leaves out {number} changes to stay readable."),
    }
}
