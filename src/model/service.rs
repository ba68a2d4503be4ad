//! Public services with their procedures and inputs, and AI components.

use super::choices::{AUTOMATION, FORM, INPUT_SOURCE, LOGIN, RISK_CLASS, SECTOR, SERVICE_LEVEL};
use super::common::{
    FOLLOW_UP_FIELD, IDENTITY, LIFE, NAME_EN_FIELD, NAME_FIELD, NOTE_FIELD, PLACEMENT, RESPONSIBILITY,
};
use crate::lang::words as w;
use crate::schema::{Noun, Record, Type, field};

/// Something a procedure asks for.
pub static INPUT: Record = Record {
    key: "input",
    label: w("thành phần hồ sơ", "input"),
    about: w("Một thông tin hoặc giấy tờ mà thủ tục cần.", "A piece of information or paper a procedure needs."),
    noun: Some(Noun::Input),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field(
            "data",
            Type::Ref(&[Noun::Data]),
            w("dữ liệu", "data"),
            w("Nhóm dữ liệu tương ứng.", "The data it stands for."),
        ),
        field(
            "source",
            Type::Choice(&INPUT_SOURCE),
            w("nguồn", "source"),
            w("Hỏi người nộp hay tra cứu.", "Asked of the applicant or looked up."),
        ),
        field(
            "lookup",
            Type::Ref(&[Noun::Interface, Noun::Database, Noun::System, Noun::Platform]),
            w("tra cứu tại", "lookup"),
            w("Nơi tra cứu.", "Where it is looked up."),
        ),
        field(
            "legal-basis",
            Type::Text,
            w("căn cứ pháp lý", "legal basis"),
            w("Quy định yêu cầu thành phần này.", "The provision that asks for it."),
        ),
        NOTE_FIELD,
    ]],
};

/// An administrative procedure.
pub static PROCEDURE: Record = Record {
    key: "procedure",
    label: w("thủ tục hành chính", "procedure"),
    about: w("Một thủ tục hành chính.", "An administrative procedure."),
    noun: Some(Noun::Procedure),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field(
            "code",
            Type::Text,
            w("mã thủ tục", "code"),
            w("Mã thủ tục hành chính quốc gia, ví dụ 1.011442.", "The national code, such as 1.011442."),
        ),
        field(
            "centralised",
            Type::Bool,
            w("cung cấp tập trung", "provided centrally"),
            w(
                "Bộ, ngành cung cấp tập trung trên Cổng Dịch vụ công quốc gia.",
                "A ministry provides it centrally on the national portal.",
            ),
        ),
        field(
            "level",
            Type::Choice(&SERVICE_LEVEL),
            w("mức độ trực tuyến", "level"),
            w("Toàn trình, một phần.", "Fully or partly online."),
        ),
        field(
            "inputs",
            Type::Objects(&INPUT),
            w("thành phần hồ sơ", "inputs"),
            w("Những gì thủ tục cần.", "What it needs."),
        ),
        field(
            "reduced-since",
            Type::Date,
            w("cắt giảm hồ sơ từ", "simplified since"),
            w(
                "Ngày thôi yêu cầu thông tin mà cơ sở dữ liệu đã có.",
                "The day from which it no longer asks for data that a database holds.",
            ),
        ),
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};

/// A digital service offered to people or businesses.
pub static SERVICE: Record = Record {
    key: "service",
    label: w("dịch vụ số", "service"),
    about: w("Một dịch vụ số cung cấp cho người dân, doanh nghiệp.", "A digital service for people or businesses."),
    noun: Some(Noun::Service),
    groups: &[
        IDENTITY,
        PLACEMENT,
        RESPONSIBILITY,
        LIFE,
        &[
            field(
                "provided-by",
                Type::Ref(&[Noun::System, Noun::Platform]),
                w("do hệ thống cung cấp", "provided by"),
                w("Hệ thống xử lý dịch vụ.", "The system that provides it."),
            ),
            field(
                "channels",
                Type::Several(const { &Type::Ref(&[Noun::System, Noun::Platform, Noun::Interface]) }),
                w("kênh", "channels"),
                w("Các kênh cung cấp.", "The channels it is offered on."),
            ),
            field(
                "login",
                Type::Several(const { &Type::Choice(&LOGIN) }),
                w("đăng nhập", "login"),
                w("Cách người dùng đăng nhập.", "How users log in."),
            ),
            field(
                "languages",
                Type::Several(&Type::Text),
                w("ngôn ngữ", "languages"),
                w("Các ngôn ngữ hỗ trợ.", "The languages it speaks."),
            ),
            field(
                "forms",
                Type::Several(const { &Type::Choice(&FORM) }),
                w("hình thức cung cấp", "forms"),
                w("Web, di động, trực tiếp.", "Web, mobile, counter."),
            ),
            field(
                "accessibility",
                Type::Text,
                w("khả năng tiếp cận", "accessibility"),
                w("Chuẩn tiếp cận cho nhóm yếu thế.", "The accessibility standard it meets."),
            ),
            field(
                "procedures",
                Type::Objects(&PROCEDURE),
                w("thủ tục", "procedures"),
                w("Các thủ tục của dịch vụ.", "Its procedures."),
            ),
        ],
    ],
};

static NOTIFICATION: Record = Record {
    key: "notification",
    label: w("thông báo", "notification"),
    about: w(
        "Thông báo trên Cổng thông tin điện tử một cửa về trí tuệ nhân tạo.",
        "The notice given on the one-stop AI portal.",
    ),
    noun: None,
    groups: &[&[
        field(
            "identifier",
            Type::Text,
            w("mã thông báo", "identifier"),
            w("Mã do cổng cấp.", "The identifier the portal gave."),
        ),
        field("date", Type::Date, w("ngày", "date"), w("Ngày thông báo.", "The day of the notice.")),
    ]],
};

static ASSESSMENT: Record = Record {
    key: "assessment",
    label: w("đánh giá", "assessment"),
    about: w("Một lần đánh giá và văn bản ghi kết quả.", "An assessment and where it is on record."),
    noun: None,
    groups: &[&[
        field("date", Type::Date, w("ngày", "date"), w("Ngày đánh giá.", "The day of the assessment.")),
        field("document", Type::Text, w("văn bản", "document"), w("Số văn bản, báo cáo.", "The report's number.")),
        field("by", Type::Text, w("do", "by"), w("Tổ chức đánh giá.", "Who assessed it.")),
    ]],
};

static OVERSIGHT: Record = Record {
    key: "oversight",
    label: w("giám sát của con người", "human oversight"),
    about: w("Người giám sát và khả năng can thiệp.", "Who watches it and how they can step in."),
    noun: None,
    groups: &[&[
        field("role", Type::Text, w("chức danh", "role"), w("Chức danh giám sát.", "The role that watches it.")),
        field(
            "override",
            Type::Text,
            w("cách can thiệp", "override"),
            w("Cách dừng hoặc thay đổi kết quả.", "How it is stopped or overruled."),
        ),
    ]],
};

static AI_LOG: Record = Record {
    key: "operating-log",
    label: w("nhật ký vận hành", "operating log"),
    about: w("Nhật ký vận hành của hệ thống trí tuệ nhân tạo.", "The operating log of the AI system."),
    noun: None,
    groups: &[&[field(
        "retention-months",
        Type::Integer(0, 1200),
        w("thời gian lưu (tháng)", "retention (months)"),
        w("Số tháng lưu giữ.", "How many months it is kept."),
    )]],
};

static DATASET: Record = Record {
    key: "dataset",
    label: w("tập dữ liệu", "dataset"),
    about: w("Dữ liệu huấn luyện hoặc dữ liệu đầu vào.", "Training or input data."),
    noun: None,
    groups: &[&[
        field("data", Type::Ref(&[Noun::Data]), w("dữ liệu", "data"), w("Nhóm dữ liệu.", "The data.")).required(),
        field(
            "source",
            Type::Ref(&[Noun::Database, Noun::System, Noun::Platform]),
            w("nguồn", "source"),
            w("Nguồn dữ liệu.", "Where they come from."),
        ),
        field("owner", Type::Ref(&[Noun::Agency]), w("chủ quản", "owner"), w("Chủ quản dữ liệu.", "Their owner.")),
    ]],
};

/// An AI component and what the AI law asks about it.
pub static AI: Record = Record {
    key: "ai",
    label: w("thành phần trí tuệ nhân tạo", "AI component"),
    about: w("Một thành phần trí tuệ nhân tạo đang hoặc sẽ sử dụng.", "An AI component in use or planned."),
    noun: Some(Noun::Ai),
    groups: &[
        IDENTITY,
        PLACEMENT,
        RESPONSIBILITY,
        LIFE,
        &[
            field(
                "part-of",
                Type::Ref(&[Noun::System, Noun::Platform]),
                w("thuộc hệ thống", "part of"),
                w("Hệ thống sử dụng thành phần này.", "The system that uses it."),
            ),
            field("purpose", Type::Text, w("mục đích", "purpose"), w("Mục đích sử dụng.", "What it is used for.")),
            field(
                "sectors",
                Type::Several(const { &Type::Choice(&SECTOR) }),
                w("lĩnh vực", "sectors"),
                w("Lĩnh vực sử dụng.", "The sectors it is used in."),
            ),
            field(
                "responsible",
                Type::Text,
                w("đơn vị chịu trách nhiệm", "responsible"),
                w("Đơn vị hoặc chức danh chịu trách nhiệm.", "The unit or role in charge."),
            ),
            field(
                "risk-class",
                Type::Choice(&RISK_CLASS),
                w("mức rủi ro", "risk class"),
                w("Cao, trung bình hoặc thấp.", "High, medium or low."),
            ),
            field(
                "risk-basis",
                Type::Text,
                w("căn cứ phân loại", "basis of the class"),
                w("Căn cứ xác định mức rủi ro.", "Why it has that class."),
            ),
            field(
                "automation",
                Type::Choice(&AUTOMATION),
                w("mức tự động", "automation"),
                w("Mức tự động ra quyết định.", "How far it decides by itself."),
            ),
            field(
                "affects-people",
                Type::Bool,
                w("ảnh hưởng đến tổ chức, cá nhân", "affects people"),
                w("Kết quả ảnh hưởng đến quyền, lợi ích.", "Its results affect people's rights or interests."),
            ),
            field(
                "final-decision",
                Type::Bool,
                w("ra quyết định cuối cùng", "takes the final decision"),
                w("Kết quả được dùng ngay làm quyết định.", "Its result is the decision itself."),
            ),
            field(
                "in-use-since",
                Type::Date,
                w("sử dụng từ ngày", "in use since"),
                w("Ngày đưa vào sử dụng.", "The day it was put to use."),
            ),
            field(
                "notification",
                Type::Record(&NOTIFICATION),
                w("thông báo", "notification"),
                w("Thông báo trên cổng một cửa.", "The notice on the portal."),
            ),
            field(
                "conformity",
                Type::Record(&ASSESSMENT),
                w("đánh giá sự phù hợp", "conformity assessment"),
                w("Đánh giá trước khi sử dụng.", "The assessment before use."),
            ),
            field(
                "impact-assessment",
                Type::Record(&ASSESSMENT),
                w("đánh giá tác động", "impact assessment"),
                w("Báo cáo đánh giá tác động.", "The impact-assessment report."),
            ),
            field(
                "oversight",
                Type::Record(&OVERSIGHT),
                w("giám sát của con người", "human oversight"),
                w("Ai giám sát, can thiệp thế nào.", "Who watches and how they step in."),
            ),
            field(
                "training-data",
                Type::List(const { &Type::Record(&DATASET) }),
                w("dữ liệu huấn luyện", "training data"),
                w("Dữ liệu huấn luyện.", "What it was trained on."),
            ),
            field(
                "input-data",
                Type::List(const { &Type::Record(&DATASET) }),
                w("dữ liệu đầu vào", "input data"),
                w("Dữ liệu đầu vào khi vận hành.", "What it is fed in operation."),
            ),
            field(
                "drift-monitoring",
                Type::Bool,
                w("giám sát sai lệch mô hình", "drift monitoring"),
                w("Có phát hiện sai lệch mô hình.", "Whether model drift is watched."),
            ),
            field(
                "operating-log",
                Type::Record(&AI_LOG),
                w("nhật ký vận hành", "operating log"),
                w("Nhật ký và thời gian lưu.", "The log and how long it is kept."),
            ),
            field(
                "technical-file",
                Type::Text,
                w("hồ sơ kỹ thuật", "technical file"),
                w("Nơi lưu hồ sơ kỹ thuật.", "Where the technical file is."),
            ),
            field(
                "transparency-label",
                Type::Bool,
                w("nhãn minh bạch", "transparency label"),
                w("Người dùng được biết đang tương tác với AI.", "Users are told that they deal with AI."),
            ),
            field(
                "runs-on",
                Type::Several(const { &Type::Ref(&[Noun::System, Noun::Platform]) }),
                w("chạy trên", "runs on"),
                w("Hạ tầng, nền tảng trí tuệ nhân tạo.", "The AI infrastructure or platform."),
            ),
        ],
    ],
};
