//! The words of the national picture, in both languages, and how its numbers are said.

use jiff::civil::Date;

use crate::lang::{Lang, Words, words};
use crate::survey::status::{Outlook, Timing, Why};

/// The heads of the sections.
pub(super) static TITLES: [Words; 7] = [
    words("Cơ sở dữ liệu trọng yếu", "Key databases"),
    words("Thủ tục hành chính", "Procedures"),
    words("Sử dụng nền tảng dùng chung", "Reuse of shared platforms"),
    words("Cấp độ an toàn", "Security levels"),
    words("Trí tuệ nhân tạo", "AI"),
    words("Đối tượng", "Objects"),
    words("Nhiệm vụ", "Tasks"),
];

pub(super) static YES: Words = words("có", "yes");
pub(super) static NO: Words = words("không", "no");
pub(super) const UNDECLARED: Words = words("chưa khai báo", "not declared");
pub(super) static TOTAL: Words = words("tổng", "of");
pub(super) static ALL: Words = words("tổng số", "all");
pub(super) static USED: Words = words("dùng chung", "shared");
pub(super) static OWN: Words = words("riêng", "own");
pub(super) static RATE: Words = words("tỷ lệ", "rate");
pub(super) static COUNT: Words = words("số lượng", "number");
pub(super) static CONDITION: Words = words("Điều kiện", "Condition");
pub(super) static AGENCY: Words = words("Cơ quan", "Agency");
pub(super) static GROUP: Words = words("Nhóm", "Group");
pub(super) static LEVEL: Words = words("Cấp độ", "Level");
pub(super) static LAYER: Words = words("Lớp kiến trúc", "Layer");
pub(super) static LIFECYCLE: Words = words("Vòng đời", "Lifecycle");
pub(super) static DEFINITIONS: Words = words("Định nghĩa các con số", "What the figures mean");
pub(super) static HINT: Words = words(
    "Thêm -v để xem mọi đối tượng đứng sau và định nghĩa của từng con số.",
    "-v shows every object behind the figures, and what each figure means.",
);

/// The states of a level dossier, the best first, short enough for a column.
pub(super) static DOSSIERS: [(Option<&str>, Words); 5] = [
    (Some("approved"), words("phê duyệt", "approved")),
    (Some("submitted"), words("đã trình", "submitted")),
    (Some("drafting"), words("đang lập", "being written")),
    (Some("none"), words("chưa lập", "none")),
    (None, UNDECLARED),
];

/// The three conditions of a key database, and all together.
pub(super) static CONDITIONS: [Words; 4] = [
    words("đã kết nối qua NDOP hoặc NDXP", "connected through NDOP or NDXP"),
    words("chia sẻ trong vận hành", "shared in operation"),
    words("có khai báo độ mới của dữ liệu", "freshness declared"),
    words("đạt cả ba điều kiện", "all three"),
];

/// The conditions as captions of what stands against them.
pub(super) static SHORT_CONDITIONS: [Words; 3] =
    [words("kết nối", "connected"), words("chia sẻ", "shared"), words("độ mới", "freshness")];

pub(super) fn outlook(outlook: Outlook) -> Words {
    match outlook {
        Outlook::NoLongerAsks => {
            words("không còn yêu cầu thông tin mà cơ sở dữ liệu đã có", "no longer ask for what a database holds")
        }
        Outlook::StillAsks => {
            words("vẫn yêu cầu thông tin mà cơ sở dữ liệu đã có", "still ask for what a database holds")
        }
        Outlook::NothingHeld => words(
            "chỉ yêu cầu thông tin chưa có cơ sở dữ liệu nào được mô tả là đã có",
            "ask only for what no described database holds",
        ),
        Outlook::Unknown => words("chưa đủ thông tin để kết luận", "cannot be said for want of facts"),
    }
}

pub(super) fn timing(timing: Timing) -> Words {
    match timing {
        Timing::Late => words("quá hạn", "late"),
        Timing::PerhapsLate => {
            words("đã qua thời hạn, chưa khai báo trạng thái", "past the deadline, status not declared")
        }
        Timing::Soon => words("đến hạn trong 90 ngày tới", "due within 90 days"),
        Timing::Later => words("đến hạn sau 90 ngày", "due later"),
        Timing::Undated => words("chưa hoàn thành, chưa khai báo thời hạn", "not done, without a deadline"),
        Timing::Done => words("hoàn thành", "done"),
        Timing::Stopped => words("đã dừng", "stopped"),
    }
}

/// A day as people of the language write it.
pub(super) fn day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Lang::En => day.to_string(),
    }
}

/// A share in whole percent; never 0 % or 100 % unless it is so. `None` of nothing.
pub(super) fn percent(part: usize, whole: usize) -> Option<usize> {
    let rounded = (part * 200 + whole).checked_div(whole * 2)?;
    Some(if part > 0 && part < whole { rounded.clamp(1, 99) } else { rounded })
}

/// A share as text, or a dash.
pub(super) fn share(part: usize, whole: usize) -> String {
    percent(part, whole).map_or("–".to_owned(), |percent| format!("{percent}%"))
}

/// A numerator over its denominator.
pub(super) fn of(part: usize, whole: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{part}/{whole}"),
        Lang::En => format!("{part} of {whole}"),
    }
}

/// A list's head with the number of its items.
pub(super) fn headed(head: &str, number: usize) -> String {
    format!("{head} ({number})")
}

pub(super) fn more(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {number} đối tượng khác (thêm -v để xem tất cả)"),
        Lang::En => format!("… and {number} more (-v shows all)"),
    }
}

pub(super) fn level(level: Option<i64>, lang: Lang) -> String {
    match (level, lang) {
        (Some(level), Lang::Vi) => format!("cấp độ {level}"),
        (Some(level), Lang::En) => format!("level {level}"),
        (None, lang) => (*UNDECLARED.get(lang)).to_owned(),
    }
}

/// What is the matter with an object or flow, as one line.
pub(super) fn reason(why: Why, on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => match why {
            Why::Proof => on.to_owned(),
            Why::Missing("flows") => format!("{on} ghi `shared-since` nhưng không có luồng nào mô tả việc chia sẻ"),
            Why::Missing(field) => format!("{on} chưa khai báo `{field}`"),
            Why::NoExchange => "không có luồng trao đổi nào được mô tả".to_owned(),
            Why::NoPlatform => format!("{on} không đi qua NDOP, NDXP"),
            Why::Idle => format!("{on} chưa hoặc không còn được khai thác"),
            Why::Pilot => format!("{on} mới thử nghiệm"),
            Why::Inward => format!("{on} không đưa dữ liệu ra ngoài"),
            Why::OwnAuthority => format!("{on} không nối với bộ, ngành hoặc tỉnh, thành phố khác"),
            Why::NotOperating => format!("{on} chưa hoặc không còn vận hành"),
            Why::NotApplicable(field) => format!("{on} ghi `{field}` là không áp dụng"),
            Why::Asked => format!("vẫn yêu cầu {on}"),
            Why::AskedRightly => format!("yêu cầu {on}"),
            Why::Later(date) => format!("thôi yêu cầu từ ngày {}", day(date, lang)),
        },
        Lang::En => match why {
            Why::Proof => on.to_owned(),
            Why::Missing("flows") => format!("{on} says `shared-since`, but no flow describes the sharing"),
            Why::Missing(field) => format!("{on} does not declare `{field}`"),
            Why::NoExchange => "no exchange is described".to_owned(),
            Why::NoPlatform => format!("{on} passes neither NDOP nor NDXP"),
            Why::Idle => format!("{on} is not in use"),
            Why::Pilot => format!("{on} is a pilot"),
            Why::Inward => format!("{on} gives no data out"),
            Why::OwnAuthority => format!("{on} leads to no other ministry or province"),
            Why::NotOperating => format!("{on} is not in operation"),
            Why::NotApplicable(field) => format!("{on} says that `{field}` does not apply"),
            Why::Asked => format!("still asks for {on}"),
            Why::AskedRightly => format!("asks for {on}"),
            Why::Later(date) => format!("stops asking on {}", day(date, lang)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_only_when_they_are() {
        assert_eq!(share(8, 12), "67%");
        assert_eq!(share(1, 1000), "1%");
        assert_eq!(share(999, 1000), "99%");
        assert_eq!((share(0, 3), share(3, 3), share(0, 0)), ("0%".into(), "100%".into(), "–".into()));
    }

    #[test]
    fn days_are_said_as_people_of_the_language_write_them() {
        let date = jiff::civil::date(2026, 11, 3);
        assert_eq!((day(date, Lang::Vi), day(date, Lang::En)), ("03/11/2026".into(), "2026-11-03".into()));
    }
}
