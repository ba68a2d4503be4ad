//! The words of the human formats, in both languages, and how they are counted.
//!
//! Only captions live here: what a finding says comes with the finding.

use std::time::Duration;

use crate::finding::{Exception, Safety};
use crate::lang::{Lang, Words, words};

/// Before the steps of a proving walk.
pub(super) static PATH: Words = words("đường đi", "path");
/// Before the law.
pub(super) static BASIS: Words = words("căn cứ", "basis");
/// Before a remark on the reading of the law.
pub(super) static NOTE: Words = words("ghi chú", "note");
/// Before why a rule exists.
pub(super) static WHY: Words = words("vì sao", "why");
/// Before what to do.
pub(super) static HELP: Words = words("khắc phục", "help");
/// At the place of the finding, beside places with other labels.
pub(super) static HERE: Words = words("vị trí phát hiện", "found here");
/// Above the facts that verdicts wait for.
pub(super) static WAITING: Words = words("Chưa đủ cơ sở đánh giá", "Inconclusive");
/// For verdicts that name no missing fact.
pub(super) static UNNAMED: Words = words("thông tin chưa nêu tên trường", "facts that were not named");

/// Before further places.
pub(super) static SEE: Words = words("vị trí liên quan", "see also");
/// The columns of a table of findings.
pub(super) static COLUMNS: [Words; 4] =
    [words("Mức độ", "Severity"), words("Quy tắc", "Rule"), words("Phát hiện", "Finding"), words("Vị trí", "Place")];

/// The caption of a mechanical mend.
pub(super) fn fix(safety: Safety) -> Words {
    match safety {
        Safety::Safe => words("sửa tự động (an toàn)", "fix (safe)"),
        Safety::Unsafe => words("sửa tự động (không an toàn, phải xem lại)", "fix (unsafe, to be reviewed)"),
    }
}

/// A number and its noun; Vietnamese nouns have one form.
fn counted(number: usize, vi: &str, one: &str, many: &str, lang: Lang) -> String {
    let noun = match lang {
        Lang::Vi => vi,
        Lang::En if number == 1 => one,
        Lang::En => many,
    };
    format!("{number} {noun}")
}

/// How many findings of each severity.
pub(super) fn findings([errors, warnings, infos]: [usize; 3], lang: Lang) -> String {
    if errors + warnings + infos == 0 {
        return words("Không có phát hiện nào", "No findings").get(lang).to_string();
    }
    [
        counted(errors, "lỗi", "error", "errors", lang),
        counted(warnings, "cảnh báo", "warning", "warnings", lang),
        counted(infos, "thông tin", "info", "info", lang),
    ]
    .join(", ")
}

/// Above the findings that somebody accepted.
pub(super) static ACCEPTED: Words = words("Đã được chấp nhận", "Accepted");

/// Why a finding is accepted, by whom, and until when.
pub fn accepted(why: &Exception, lang: Lang) -> String {
    let mut parts = vec![why.by.label().get(lang).to_string()];
    if let Some(until) = why.until {
        parts.push(match lang {
            Lang::Vi => format!("đến hết {until}"),
            Lang::En => format!("until {until}"),
        });
    }
    parts.extend(why.approver.clone());
    let head = parts.join(", ");
    if why.reason.is_empty() { head } else { format!("{head}: {}", why.reason) }
}

/// How many findings a baseline knows.
pub(super) fn in_baseline(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{number} phát hiện đã ghi nhận trong baseline, không hiển thị ở đây."),
        Lang::En => format!("{} in the baseline, not shown here.", counted(number, "", "finding", "findings", lang)),
    }
}

/// How many findings somebody accepted; nothing when there are none.
pub(super) fn accepted_count(number: usize, lang: Lang) -> Option<String> {
    (number > 0).then(|| counted(number, "được chấp nhận", "accepted", "accepted", lang))
}

/// Above the findings that a compared commit had already.
pub(super) static REMAINING: Words = words("Tồn tại từ trước", "Remaining");
/// Above the findings that are gone.
pub(super) static FIXED: Words = words("Đã khắc phục", "Fixed");

/// How a run compares with a commit.
pub(super) fn since(since: &super::Since, base: &str, lang: Lang) -> String {
    let commit = &since.commit[..since.commit.len().min(10)];
    let (new, left, gone) = (since.introduced, since.remaining, since.gone());
    match lang {
        Lang::Vi => {
            format!("so với {base} ({commit}): {new} mới phát sinh, {left} tồn tại từ trước, {gone} đã khắc phục")
        }
        Lang::En => format!("since {base} ({commit}): {new} introduced, {left} remaining, {gone} fixed"),
    }
}

/// How many new findings are in files that are not shown.
pub(super) fn elsewhere(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{number} phát hiện mới nằm trong các tệp không thay đổi nên không hiển thị ở đây; bỏ --changed-only để xem."
        ),
        Lang::En => format!(
            "{} in files that did not change, not shown here; leave out --changed-only to see {}.",
            counted(number, "", "new finding", "new findings", lang),
            if number == 1 { "it" } else { "them" }
        ),
    }
}

/// How many verdicts could not be given.
pub(super) fn inconclusive(number: usize, lang: Lang) -> String {
    counted(number, "kết luận chưa đủ cơ sở", "inconclusive verdict", "inconclusive verdicts", lang)
}

/// That a verdict on a subject waits for facts.
pub(super) fn open(subject: &str, facts: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Chưa đủ cơ sở đánh giá {subject}; cần khai báo {facts}."),
        Lang::En => format!("{subject} cannot be judged yet; needed: {facts}."),
    }
}

/// How many verdicts wait for a fact.
pub(super) fn waiting(number: usize, fact: &str, lang: Lang) -> String {
    let verdicts = counted(number, "kết luận chờ", "verdict waits for", "verdicts wait for", lang);
    format!("{verdicts} {fact}")
}

/// How many facts are not shown.
pub(super) fn more_facts(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {number} trường thông tin khác (--show inconclusive để xem tất cả)"),
        Lang::En => {
            format!("… and {} (--show inconclusive lists all)", counted(number, "", "more fact", "more facts", lang))
        }
    }
}

/// How many findings a table leaves out.
pub(super) fn more_findings(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{number} phát hiện khác không có trong bảng này; `khung check` liệt kê đầy đủ."),
        Lang::En => format!(
            "{} not in this table; `khung check` lists all.",
            counted(number, "", "more finding is", "more findings are", lang)
        ),
    }
}

/// How many findings have no details on a page.
pub(super) fn more_details(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{number} phát hiện khác không có phần chi tiết ở đây; `khung check` trình bày đầy đủ."),
        Lang::En => format!(
            "{} no details here; `khung check` shows them.",
            counted(number, "", "more finding has", "more findings have", lang)
        ),
    }
}

/// How many lines of a mend are not shown.
pub(super) fn more_lines(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {number} dòng nữa"),
        Lang::En => format!("… and {}", counted(number, "", "more line", "more lines", lang)),
    }
}

/// Where a place too long to show ends.
pub(super) fn until_line(line: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đến hết dòng {line}"),
        Lang::En => format!("to line {line}"),
    }
}

/// What was looked at.
pub(super) fn inputs(summary: &super::Summary, verbose: bool, lang: Lang) -> String {
    let mut files = counted(summary.files, "tệp", "file", "files", lang);
    if verbose && summary.skipped > 0 {
        files += &match lang {
            Lang::Vi => format!(" (bỏ qua {})", summary.skipped),
            Lang::En => format!(" ({} skipped)", summary.skipped),
        };
    }
    [
        files,
        counted(summary.objects, "đối tượng", "object", "objects", lang),
        counted(summary.flows, "luồng", "flow", "flows", lang),
        counted(summary.rules, "quy tắc", "rule", "rules", lang),
    ]
    .join(", ")
}

/// How long it took.
pub(super) fn elapsed(time: Duration, lang: Lang) -> String {
    let millis = time.as_millis();
    match (millis, lang) {
        (0, _) => "< 1 ms".to_owned(),
        (1..1000, _) => format!("{millis} ms"),
        (_, Lang::Vi) => format!("{:.1} giây", time.as_secs_f64()).replace('.', ","),
        (_, Lang::En) => format!("{:.1} s", time.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_a_plural_and_vietnamese_has_none() {
        assert_eq!(findings([1, 2, 0], Lang::En), "1 error, 2 warnings, 0 info");
        assert_eq!(findings([3, 1, 0], Lang::Vi), "3 lỗi, 1 cảnh báo, 0 thông tin");
        assert_eq!(waiting(1, "a.b", Lang::En), "1 verdict waits for a.b");
        assert_eq!(waiting(2, "a.b", Lang::En), "2 verdicts wait for a.b");
    }

    #[test]
    fn time_is_said_as_people_of_the_language_write_it() {
        assert_eq!(elapsed(Duration::from_micros(300), Lang::En), "< 1 ms");
        assert_eq!(elapsed(Duration::from_millis(12), Lang::Vi), "12 ms");
        assert_eq!(elapsed(Duration::from_millis(1240), Lang::Vi), "1,2 giây");
        assert_eq!(elapsed(Duration::from_millis(1240), Lang::En), "1.2 s");
    }
}
