//! AI components: what each may do decides its risk class, and that what must be on record.

use super::Nation;
use super::language::{Ai, Dataset, File, Map, Notification, OperatingLog, Oversight, Record};
use super::traits::{Thinking, Traits};

/// The id of a system's AI component.
pub fn id(system: &str) -> String {
    format!("{system}-ai")
}

/// Describes the AI component of a system.
pub fn add(file: &mut File, nation: &Nation, index: usize, traits: &Traits, thinking: Thinking) {
    let system = nation.plan.id(index);
    let code = nation.code(index);
    let (purpose, class, automation) = match thinking {
        Thinking::Advice => ("Phân tích, dự báo phục vụ tham mưu", "low", "advisory"),
        Thinking::Talk => ("Trả lời câu hỏi của người dân", "medium", "advisory"),
        Thinking::Decision => ("Đề xuất kết luận kiểm tra", "high", "human-approval"),
        Thinking::Control => ("Điều khiển thiết bị quan trắc", "high", "full"),
    };
    let high = class == "high";
    let report = |kind: &str| Record {
        date: Some("2026-08-20".to_owned()),
        document: Some(format!("{}/BC-{kind}", 1 + index % 400)),
    };
    let data = |data: &str| {
        Some(vec![Dataset {
            data: Some(data.to_owned()),
            source: Some(system.clone()),
            owner: Some(code.to_owned()),
        }])
    };
    let ai = Ai {
        name: Some(format!("Thành phần trí tuệ nhân tạo của {}", traits.name)),
        owner: traits.owner.clone(),
        layer: Some("application"),
        layer_component: Some("business-operation"),
        lifecycle: Some("operating"),
        part_of: Some(system.clone()),
        purpose: Some(purpose),
        sectors: traits.sector,
        risk_class: Some(class),
        risk_basis: Some("Danh mục tại Quyết định 33/2026/QĐ-TTg"),
        automation: Some(automation),
        affects_people: Some(thinking == Thinking::Decision),
        final_decision: Some(thinking == Thinking::Control),
        in_use_since: Some("2026-09-07".to_owned()),
        notification: (class != "low").then(|| Notification {
            identifier: Some(format!("TB-{code}-{index:05}")),
            date: Some("2026-08-24".to_owned()),
        }),
        conformity: high.then(|| report("ĐGPH")),
        impact_assessment: high.then(|| report("ĐGTĐ")),
        oversight: high.then_some(Oversight {
            role: Some("Lãnh đạo phòng nghiệp vụ"),
            r#override: Some("Sửa, bỏ kết quả; dừng mô hình bằng một thao tác"),
        }),
        training_data: if thinking == Thinking::Talk { Some(Vec::new()) } else { data("dl-giam-sat") },
        input_data: data("dl-bao-cao"),
        drift_monitoring: Some(true),
        operating_log: high.then_some(OperatingLog { retention_months: Some(24) }),
        technical_file: high.then(|| format!("{}/HSKT", 1 + index % 400)),
        transparency_label: (thinking == Thinking::Talk).then_some(true),
    };
    file.ai_components = Some(Map::one(id(&system), ai));
}
