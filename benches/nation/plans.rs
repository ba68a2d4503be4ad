//! What an agency has yet to do and how it measures itself: gaps, tasks, indicators.

use super::Nation;
use super::language::{Gap, Indicator, Map, Task};

/// The differences that an agency found; the last one stays as it is.
pub fn gaps() -> Map<Gap> {
    let gap = |object: &str, gap, approach| Gap {
        objects: Some(vec![object.to_owned()]),
        current_state: Some("Đang vận hành, chưa đáp ứng đầy đủ"),
        required_state: Some("Đáp ứng Khung kiến trúc số quốc gia"),
        gap: Some(gap),
        approach: Some(approach),
        governance_scope: Some("direct"),
        tasks: None,
    };
    let mut first = gap("lgsp", "Chưa chuẩn hóa hết dịch vụ chia sẻ dữ liệu", "standardise-connect-integrate");
    first.tasks = Some(vec!["NV-1", "NV-2"]);
    let mut second = gap("trung-tam-du-lieu", "Thiếu năng lực dự phòng", "upgrade-extend");
    second.tasks = Some(vec!["NV-2"]);
    let mut gaps = Map::one("ND-1", first);
    gaps.push("ND-2", second);
    gaps.push("ND-3", gap("mot-cua", "Không còn khoảng cách đáng kể", "keep"));
    gaps
}

/// The tasks that close the gaps, and one that was given up.
pub fn tasks(nation: &Nation, agency: usize) -> Map<Task> {
    let task = |name, deadline| Task {
        name: Some(name),
        expected_result: Some("Hoàn thành theo kế hoạch được phê duyệt"),
        lead: Some(nation.unit_name(agency, 1)),
        priority: Some("high"),
        deadline,
        verification: Some("Biên bản nghiệm thu và số liệu trên hệ thống giám sát"),
        status: Some("in-progress"),
    };
    let mut tasks = Map::one("NV-1", task("Chuẩn hóa các giao diện trên LGSP", Some("2027-03-31")));
    tasks.push("NV-2", task("Bổ sung năng lực dự phòng", Some("2027-06-30")));
    let mut stopped = task("Thuê trung tâm dữ liệu riêng", None);
    stopped.verification = None;
    stopped.status = Some("stopped");
    tasks.push("NV-3", stopped);
    tasks
}

/// What an agency measures.
pub fn indicators() -> Map<Indicator> {
    let indicator = |name, group, source: &[&'static str], fed_by: &str| Indicator {
        name: Some(name),
        group: Some(group),
        source: Some(source.to_vec()),
        fed_by: Some(vec![fed_by.to_owned()]),
    };
    let mut all = Map::one(
        "CS-1",
        indicator("Tỷ lệ hồ sơ giải quyết đúng hạn", "results", &["automatic", "manual"], "mot-cua"),
    );
    all.push("CS-2", indicator("Số giao dịch qua nền tảng", "interoperability", &["automatic"], "lgsp"));
    all
}
