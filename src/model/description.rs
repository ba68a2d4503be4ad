//! A description file: its head and its sections.

use super::data::{DATA, DATABASE};
use super::flow::FLOW;
use super::governance::{ACTOR, AGENCY, CAPABILITY, GAP, INDICATOR, MAPPING, REFERENCE, TASK};
use super::security::ZONE;
use super::service::{AI, INPUT, PROCEDURE, SERVICE};
use super::system::{COMPONENT, INTERFACE, PLATFORM, SYSTEM};
use crate::lang::words as w;
use crate::schema::{Noun, Record, Type, field};

static VERSION_ENTRY: Record = Record {
    key: "version-entry",
    label: w("lịch sử thay đổi", "version entry"),
    about: w("Một lần thay đổi của bộ dữ liệu (LS_PHIENBAN).", "One change of the records (LS_PHIENBAN)."),
    noun: None,
    groups: &[&[
        field("version", Type::Text, w("phiên bản", "version"), w("Phiên bản.", "The version.")),
        field("updated", Type::Date, w("ngày cập nhật", "updated"), w("Ngày cập nhật.", "The day of the change.")),
        field("change", Type::Text, w("nội dung", "change"), w("Nội dung thay đổi.", "What changed.")),
        field("basis", Type::Text, w("căn cứ", "basis"), w("Căn cứ thay đổi.", "Why it changed.")),
        field(
            "affected-objects",
            Type::Several(&Type::Text),
            w("đối tượng bị ảnh hưởng", "affected objects"),
            w("Đối tượng bị ảnh hưởng.", "What was affected."),
        ),
        field("done-by", Type::Text, w("đơn vị thực hiện", "done by"), w("Đơn vị thực hiện.", "Who did it.")),
    ]],
};

/// A whole description file.
pub static DESCRIPTION: Record = Record {
    key: "description",
    label: w("bản mô tả", "description"),
    about: w(
        "Bản mô tả kiến trúc hệ thống thông tin của cơ quan, đọc bằng khung.",
        "A description of agencies' information systems, read by khung.",
    ),
    noun: None,
    groups: &[&[
        field(
            "khung",
            Type::Integer(1, 1),
            w("phiên bản định dạng", "format version"),
            w("Phiên bản của định dạng: luôn là 1 và đứng đầu tệp.", "The version of the format: 1, and first."),
        )
        .required(),
        field(
            "agency",
            Type::Ref(&[Noun::Agency]),
            w("cơ quan", "agency"),
            w(
                "Cơ quan chủ quản mặc định của mọi đối tượng trong tệp.",
                "The default owner of everything this file declares.",
            ),
        ),
        field("title", Type::Text, w("tiêu đề", "title"), w("Tiêu đề của tệp.", "What the file is about.")),
        field("agencies", Type::Objects(&AGENCY), AGENCY.label, AGENCY.about),
        field("actors", Type::Objects(&ACTOR), ACTOR.label, ACTOR.about),
        field("capabilities", Type::Objects(&CAPABILITY), CAPABILITY.label, CAPABILITY.about),
        field("data", Type::Objects(&DATA), DATA.label, DATA.about),
        field("systems", Type::Objects(&SYSTEM), SYSTEM.label, SYSTEM.about),
        field("platforms", Type::Objects(&PLATFORM), PLATFORM.label, PLATFORM.about),
        field("databases", Type::Objects(&DATABASE), DATABASE.label, DATABASE.about),
        field("services", Type::Objects(&SERVICE), SERVICE.label, SERVICE.about),
        field("ai-components", Type::Objects(&AI), AI.label, AI.about),
        field("references", Type::Objects(&REFERENCE), REFERENCE.label, REFERENCE.about),
        field("flows", Type::Listed(&FLOW), FLOW.label, FLOW.about),
        field("mappings", Type::Listed(&MAPPING), MAPPING.label, MAPPING.about),
        field("gaps", Type::Objects(&GAP), GAP.label, GAP.about),
        field("tasks", Type::Objects(&TASK), TASK.label, TASK.about),
        field("indicators", Type::Objects(&INDICATOR), INDICATOR.label, INDICATOR.about),
        field(
            "versions",
            Type::List(const { &Type::Record(&VERSION_ENTRY) }),
            VERSION_ENTRY.label,
            VERSION_ENTRY.about,
        ),
    ]],
};

/// The fields of a noun.
pub fn record_of(noun: Noun) -> &'static Record {
    match noun {
        Noun::Agency => &AGENCY,
        Noun::Actor => &ACTOR,
        Noun::Capability => &CAPABILITY,
        Noun::Data => &DATA,
        Noun::System => &SYSTEM,
        Noun::Platform => &PLATFORM,
        Noun::Database => &DATABASE,
        Noun::Component => &COMPONENT,
        Noun::Interface => &INTERFACE,
        Noun::Zone => &ZONE,
        Noun::Service => &SERVICE,
        Noun::Procedure => &PROCEDURE,
        Noun::Input => &INPUT,
        Noun::Ai => &AI,
        Noun::Flow => &FLOW,
        Noun::Reference => &REFERENCE,
        Noun::Mapping => &MAPPING,
        Noun::Gap => &GAP,
        Noun::Task => &TASK,
        Noun::Indicator => &INDICATOR,
    }
}

/// The key under which a noun's objects are written: a section of the file or a field of their parent.
pub fn section_of(noun: Noun) -> &'static str {
    match noun {
        Noun::Component => "components",
        Noun::Interface => "interfaces",
        Noun::Zone => "zones",
        Noun::Procedure => "procedures",
        Noun::Input => "inputs",
        _ => DESCRIPTION
            .fields()
            .find_map(|(_, field)| match field.ty {
                Type::Objects(record) | Type::Listed(record) if record.noun == Some(noun) => Some(field.key),
                _ => None,
            })
            .expect("every top noun has a section"),
    }
}
