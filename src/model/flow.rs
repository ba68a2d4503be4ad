//! Flows: the directed relations of the official second table, and what is known about the exchange.

use super::choices::{
    CLASSIFICATION, FLOW_KIND, FLOW_PURPOSE, FLOW_STATUS, MASKING, MECHANISM, NETWORK, PROTOCOL, choice,
};
use super::common::FOLLOW_UP_FIELD;
use super::security::CONTROL;
use crate::lang::words as w;
use crate::schema::OfficialTable::Relations;
use crate::schema::{Field, Noun, Record, Type, field};

choice!(
    TRANSFER_KIND,
    "transfer-basis",
    [
        ("dossier", "Hồ sơ đánh giá chuyển dữ liệu ra nước ngoài", "cross-border transfer dossier"),
        ("exempt", "Thuộc trường hợp miễn", "exempt"),
        ("none", "Chưa có", "none"),
    ]
);

/// The nouns that a flow can start from, end in, or pass through.
pub static ENDS: &[Noun] = &[
    Noun::System,
    Noun::Platform,
    Noun::Database,
    Noun::Component,
    Noun::Interface,
    Noun::Service,
    Noun::Ai,
    Noun::Actor,
    Noun::Reference,
    Noun::Agency,
];

static REFUSAL: Record = Record {
    key: "refusal",
    label: w("từ chối chia sẻ", "refusal"),
    about: w("Từ chối kết nối, chia sẻ dữ liệu.", "A refusal to connect or share."),
    noun: None,
    groups: &[&[
        field("date", Type::Date, w("ngày", "date"), w("Ngày từ chối.", "The day of the refusal.")),
        field("document", Type::Text, w("văn bản", "document"), w("Văn bản từ chối.", "The written refusal.")),
        field(
            "basis",
            Type::Text,
            w("căn cứ pháp lý", "legal basis"),
            w("Quy định làm căn cứ từ chối.", "The provision it rests on."),
        ),
    ]],
};

static CROSS_BORDER: Record = Record {
    key: "cross-border",
    label: w("chuyển dữ liệu ra nước ngoài", "cross-border transfer"),
    about: w("Chuyển dữ liệu ra ngoài lãnh thổ Việt Nam.", "A transfer of data out of Viet Nam."),
    noun: None,
    groups: &[&[
        field("country", Type::Text, w("nước", "country"), w("Nước nhận dữ liệu.", "The receiving country.")),
        field(
            "assessment",
            Type::Choice(&TRANSFER_KIND),
            w("đánh giá", "assessment"),
            w("Tình trạng hồ sơ đánh giá.", "The state of the assessment."),
        ),
        field("document", Type::Text, w("văn bản", "document"), w("Số hồ sơ.", "The dossier's number.")),
    ]],
};

const FLOW_FIELDS: &[Field] = &[
    field("id", Type::Text, w("định danh", "id"), w("Tên ngắn của luồng, nếu cần.", "A short name, if wanted.")),
    field("code", Type::Text, w("mã quan hệ", "code"), w("Mã QH-x nếu có.", "The code QH-x, if any."))
        .official(Relations, 1),
    field(
        "from",
        Type::Ref(ENDS),
        w("đối tượng nguồn", "from"),
        w("Bên gửi, bên sử dụng hoặc bên phụ thuộc.", "The sender, user or dependent side."),
    )
    .required()
    .official(Relations, 2),
    field("kind", Type::Choice(&FLOW_KIND), w("loại quan hệ", "kind"), w("Loại quan hệ.", "The kind of relation."))
        .official(Relations, 3),
    field(
        "to",
        Type::Ref(ENDS),
        w("đối tượng đích", "to"),
        w("Bên nhận, bên cung cấp hoặc bên được phụ thuộc.", "The receiver, provider or depended-on side."),
    )
    .required()
    .official(Relations, 4),
    field(
        "data",
        Type::Several(const { &Type::Ref(&[Noun::Data]) }),
        w("dữ liệu/dịch vụ trao đổi", "data"),
        w("Các nhóm dữ liệu được trao đổi.", "The data that are exchanged."),
    )
    .official(Relations, 5),
    field(
        "service",
        Type::Text,
        w("dịch vụ sử dụng", "service"),
        w("Dịch vụ hoặc kết quả nghiệp vụ trao đổi.", "The service or business result exchanged."),
    ),
    field(
        "via",
        Type::Several(const { &Type::Ref(ENDS) }),
        w("đi qua", "via"),
        w(
            "Các thành phần trung gian theo thứ tự; danh sách rỗng nghĩa là kết nối trực tiếp.",
            "The intermediaries in order; an empty list says the connection is direct.",
        ),
    ),
    field(
        "mechanisms",
        Type::Several(const { &Type::Choice(&MECHANISM) }),
        w("cơ chế/kênh kết nối", "mechanisms"),
        w("Cơ chế, kênh thực tế.", "The mechanism or channel in use."),
    )
    .official(Relations, 6),
    field(
        "status",
        Type::Choice(&FLOW_STATUS),
        w("trạng thái", "status"),
        w("Trạng thái thực tế.", "Its actual state."),
    )
    .official(Relations, 7),
    field(
        "service-level",
        Type::Text,
        w("tần suất/mức dịch vụ", "service level"),
        w("Tần suất, thời gian đáp ứng, mức sẵn sàng.", "Frequency, response time, availability."),
    )
    .official(Relations, 8),
    field(
        "evidence",
        Type::Several(&Type::Text),
        w("căn cứ/nguồn xác nhận", "evidence"),
        w("Văn bản, thỏa thuận hoặc đầu mối xác nhận.", "A document, agreement or confirmation."),
    )
    .official(Relations, 9),
    field(
        "classification",
        Type::Several(const { &Type::Choice(&CLASSIFICATION) }),
        w("phân loại và yêu cầu bảo vệ dữ liệu", "classification"),
        w("Loại dữ liệu được trao đổi.", "The classes of the data exchanged."),
    )
    .official(Relations, 10),
    field(
        "protection",
        Type::Text,
        w("yêu cầu bảo vệ dữ liệu", "protection"),
        w("Yêu cầu bảo vệ và phạm vi được chia sẻ.", "How the data must be protected and how far shared."),
    ),
    field(
        "coordination",
        Type::Text,
        w("cơ quan/đầu mối phối hợp", "coordination"),
        w("Đơn vị chịu trách nhiệm tại đầu của mình.", "The unit responsible at the own end."),
    )
    .official(Relations, 11),
    field("protocol", Type::Choice(&PROTOCOL), w("giao thức", "protocol"), w("Giao thức truyền.", "The protocol.")),
    field(
        "network",
        Type::Several(const { &Type::Choice(&NETWORK) }),
        w("mạng", "network"),
        w("Mạng mà luồng đi qua.", "The networks it runs over."),
    ),
    field(
        "purpose",
        Type::Several(const { &Type::Choice(&FLOW_PURPOSE) }),
        w("mục đích", "purpose"),
        w("Luồng dùng để làm gì.", "What it is for."),
    ),
    field(
        "safeguards",
        Type::List(const { &Type::Choice(&CONTROL) }),
        w("biện pháp bảo vệ", "safeguards"),
        w("Biện pháp áp dụng trên luồng, ví dụ vpn, mfa.", "Safeguards on the flow, such as vpn or mfa."),
    ),
    field(
        "masking",
        Type::Several(const { &Type::Choice(&MASKING) }),
        w("che giấu dữ liệu", "masking"),
        w("Cách che giấu trước khi gửi.", "How data are masked before they are sent."),
    ),
    field(
        "freshness",
        Type::Text,
        w("độ mới", "freshness"),
        w("Tần suất đồng bộ cam kết.", "How often it is synchronised."),
    ),
    field("started", Type::Date, w("từ ngày", "started"), w("Ngày bắt đầu khai thác.", "In use since.")),
    field(
        "target-date",
        Type::Date,
        w("ngày dự kiến kết nối", "target date"),
        w("Ngày dự kiến hoàn thành kết nối.", "The day by which it will be connected."),
    ),
    field(
        "compulsory",
        Type::Bool,
        w("bắt buộc chia sẻ", "compulsory"),
        w("Thuộc diện bắt buộc kết nối, chia sẻ.", "The sharing is compulsory."),
    ),
    field(
        "extension",
        Type::Text,
        w("quyết định gia hạn", "extension"),
        w("Quyết định cho phép kết nối muộn hơn thời hạn.", "A decision that allows a later date."),
    ),
    field(
        "refusal",
        Type::Record(&REFUSAL),
        w("từ chối chia sẻ", "refusal"),
        w("Văn bản, căn cứ từ chối.", "The refusal and its basis."),
    ),
    field(
        "cross-border",
        Type::Record(&CROSS_BORDER),
        w("chuyển ra nước ngoài", "cross-border"),
        w("Thông tin chuyển dữ liệu ra nước ngoài.", "Details of a cross-border transfer."),
    ),
    field(
        "access-log",
        Type::Bool,
        w("lưu vết", "access log"),
        w("Có lưu vết khai thác.", "Whether the exchange is logged."),
    ),
    field(
        "data-purpose",
        Type::Text,
        w("mục đích sử dụng dữ liệu", "purpose of the data"),
        w("Mục đích sử dụng dữ liệu cá nhân.", "What personal data are used for."),
    ),
    field(
        "retention",
        Type::Text,
        w("thời hạn lưu", "retention"),
        w("Thời hạn lưu dữ liệu nhận được.", "How long received data are kept."),
    ),
    field(
        "legal-basis",
        Type::Text,
        w("căn cứ pháp lý", "legal basis"),
        w("Quy định cho phép luồng này.", "The provision that allows it."),
    ),
    field("note", Type::Text, w("ghi chú", "note"), w("Thông tin bổ sung.", "Anything else."))
        .official(Relations, 12),
    FOLLOW_UP_FIELD,
];

/// A directed relation between two objects.
pub static FLOW: Record = Record {
    key: "flow",
    label: w("luồng", "flow"),
    about: w(
        "Một quan hệ có hướng giữa hai đối tượng: trao đổi dữ liệu, sử dụng dịch vụ, phụ thuộc …",
        "A directed relation between two objects: data exchange, use of a service, dependency …",
    ),
    noun: Some(Noun::Flow),
    groups: &[FLOW_FIELDS],
};
