//! Who and why: agencies, actors, capabilities, reference records, mappings, gaps, tasks, indicators.

use super::choices::{
    ACTOR_KIND, AGENCY_LEVEL, DATA_READINESS, ELABORATION, GOVERNANCE_SCOPE, INDICATOR_GROUP, INDICATOR_SOURCE,
    MAPPING_KIND, NETWORK, PLAN, PRIORITY, RESOURCE, STANDING, TASK_STATUS,
};
use super::common::{
    BASIS_FIELD, FOLLOW_UP_FIELD, IDENTITY, LIFE, NAME_EN_FIELD, NAME_FIELD, NOTE_FIELD, PLACEMENT, RESPONSIBILITY,
};
use crate::lang::words as w;
use crate::schema::OfficialTable::{GapsAndTasks, Mappings};
use crate::schema::{Noun, Record, Type, field};

/// Everything that a mapping, gap or task may be about.
static OBJECTS: &[Noun] = &[
    Noun::System,
    Noun::Platform,
    Noun::Database,
    Noun::Service,
    Noun::Ai,
    Noun::Component,
    Noun::Interface,
    Noun::Data,
    Noun::Reference,
    Noun::Agency,
];

static FRAMEWORK: Record = Record {
    key: "framework",
    label: w("khung kiến trúc của cơ quan", "agency's framework"),
    about: w("Quyết định ban hành khung kiến trúc số.", "The decision that issued the agency's framework."),
    noun: None,
    groups: &[&[
        field(
            "decision",
            Type::Text,
            w("quyết định", "decision"),
            w("Số quyết định ban hành.", "The decision's number."),
        ),
        field("date", Type::Date, w("ngày", "date"), w("Ngày ban hành.", "The day it was issued.")),
        field(
            "conforms-to",
            Type::Text,
            w("tuân thủ", "conforms to"),
            w("Phiên bản khung quốc gia làm căn cứ, ví dụ 1.0.", "The national version it follows, such as 1.0."),
        ),
        field(
            "reviewed",
            Type::Date,
            w("rà soát gần nhất", "last reviewed"),
            w("Ngày rà soát gần nhất.", "The day of the latest review."),
        ),
        BASIS_FIELD,
    ]],
};

/// An agency or unit.
pub static AGENCY: Record = Record {
    key: "agency",
    label: w("cơ quan", "agency"),
    about: w(
        "Một cơ quan, tổ chức hoặc đơn vị. Hai đơn vị cùng bộ hoặc cùng tỉnh là cùng một cơ quan.",
        "An agency, organisation or unit. Two units of one ministry or province are one agency.",
    ),
    noun: Some(Noun::Agency),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field("abbreviation", Type::Text, w("tên viết tắt", "abbreviation"), w("Tên viết tắt.", "The short name.")),
        field(
            "code",
            Type::Text,
            w("mã định danh điện tử", "electronic identification code"),
            w("Mã định danh điện tử của cơ quan.", "The agency's electronic identification code."),
        ),
        field(
            "former-codes",
            Type::List(&Type::Text),
            w("mã cũ", "former codes"),
            w("Các mã đã đóng được ánh xạ sang mã hiện hành.", "Closed codes that map to the present one."),
        ),
        field(
            "level",
            Type::Choice(&AGENCY_LEVEL),
            w("cấp", "level"),
            w("Cấp của cơ quan.", "The level of government."),
        ),
        field(
            "parent",
            Type::Ref(&[Noun::Agency]),
            w("trực thuộc", "parent"),
            w("Cơ quan cấp trên trực tiếp.", "The agency it belongs to."),
        ),
        field(
            "framework",
            Type::Record(&FRAMEWORK),
            w("khung kiến trúc", "framework"),
            w("Quyết định ban hành khung.", "The decision that issued its framework."),
        ),
        field(
            "standing",
            Type::Choice(&STANDING),
            w("mức kiểm chứng", "standing"),
            w("Thông tin này chắc chắn đến đâu.", "How sure this entry is."),
        ),
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};

/// Somebody or something outside the systems.
pub static ACTOR: Record = Record {
    key: "actor",
    label: w("tác nhân", "actor"),
    about: w(
        "Người hoặc mạng ở ngoài các hệ thống: người dân, quản trị viên, nhà thầu, Internet …",
        "People or networks outside the systems: citizens, administrators, contractors, the Internet …",
    ),
    noun: Some(Noun::Actor),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field("kind", Type::Choice(&ACTOR_KIND), w("loại", "kind"), w("Loại tác nhân.", "The kind of actor.")),
        field(
            "network",
            Type::Choice(&NETWORK),
            w("từ mạng", "network"),
            w("Mạng mà tác nhân truy cập từ đó.", "The network it comes from."),
        ),
        field("country", Type::Text, w("nước", "country"), w("Nước, nếu ở nước ngoài.", "The country, if abroad.")),
        NOTE_FIELD,
    ]],
};

/// Something a system can do, so that two systems can be compared.
pub static CAPABILITY: Record = Record {
    key: "capability",
    label: w("năng lực", "capability"),
    about: w(
        "Một năng lực dùng để so sánh các hệ thống, nền tảng với nhau.",
        "A capability by which systems and platforms are compared.",
    ),
    noun: Some(Noun::Capability),
    groups: &[&[NAME_FIELD, NAME_EN_FIELD, NOTE_FIELD]],
};

/// A record about another agency's object.
pub static REFERENCE: Record = Record {
    key: "reference",
    label: w("bản ghi tham chiếu", "reference record"),
    about: w(
        "Đối tượng của cơ quan khác mà mình khai thác: giữ đúng chủ quản, chỉ ghi tình trạng khai thác của mình.",
        "Another agency's object that we use: its true owner, and only our own state of use.",
    ),
    noun: Some(Noun::Reference),
    groups: &[
        IDENTITY,
        PLACEMENT,
        RESPONSIBILITY,
        LIFE,
        &[field(
            "object",
            Type::Ref(&[Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai]),
            w("đối tượng gốc", "object"),
            w("Đối tượng gốc mà bản ghi này nói đến.", "The object this record is about."),
        )],
    ],
};

/// A row of the official mapping table.
pub static MAPPING: Record = Record {
    key: "mapping",
    label: w("ánh xạ", "mapping"),
    about: w("Ánh xạ đối tượng với mô hình và tài liệu nguồn.", "Maps an object to the models and source documents."),
    noun: Some(Noun::Mapping),
    groups: &[&[
        field("object", Type::Ref(OBJECTS), w("mã đối tượng", "object"), w("Đối tượng.", "The object."))
            .required()
            .official(Mappings, 1),
        field(
            "overview-figure",
            Type::Text,
            w("mô hình khái quát", "overview figure"),
            w("Vị trí trong Hình 3, 5 hoặc 7.", "The place in figure 3, 5 or 7."),
        )
        .official(Mappings, 2),
        field(
            "deployment-figure",
            Type::Text,
            w("mô hình thành phần do cơ quan triển khai", "deployment figure"),
            w("Vị trí trong Hình 4, 6 hoặc 8.", "The place in figure 4, 6 or 8."),
        )
        .official(Mappings, 3),
        field(
            "commune-figure",
            Type::Text,
            w("kiến trúc cấp xã", "commune figure"),
            w("Thành phần tương ứng tại Hình 9.", "The matching part of figure 9."),
        )
        .official(Mappings, 4),
        field(
            "source-document",
            Type::Text,
            w("khung/tài liệu nguồn", "source document"),
            w("Tên đầy đủ của tài liệu nguồn.", "The full name of the source document."),
        )
        .official(Mappings, 5),
        field(
            "source-issuer",
            Type::Text,
            w("cơ quan ban hành/chủ quản tài liệu nguồn", "source issuer"),
            w("Cơ quan ban hành.", "Who issued it."),
        )
        .official(Mappings, 6),
        field(
            "source-version",
            Type::Text,
            w("phiên bản/ngày hiệu lực của tài liệu nguồn", "source version"),
            w("Phiên bản, số, ngày hiệu lực.", "Version, number, effective date."),
        )
        .official(Mappings, 7),
        field(
            "source-object",
            Type::Text,
            w("mã/tên đối tượng nguồn", "source object"),
            w("Mã hoặc tên trong tài liệu nguồn.", "Its code or name there."),
        )
        .official(Mappings, 8),
        field(
            "kind",
            Type::Choice(&MAPPING_KIND),
            w("quan hệ ánh xạ", "kind"),
            w("Quan hệ ánh xạ.", "How they are related."),
        )
        .official(Mappings, 9),
        field(
            "form-01-section",
            Type::Text,
            w("vị trí trong Mẫu số 01", "section of form 01"),
            w("Mục mô tả đối tượng.", "The section that describes it."),
        )
        .official(Mappings, 10),
        field(
            "form-02-diagram",
            Type::Several(&Type::Text),
            w("vị trí trong Mẫu số 02", "diagram of form 02"),
            w("Mã sơ đồ thể hiện đối tượng.", "The diagrams that show it."),
        )
        .official(Mappings, 11),
        field(
            "comparison",
            Type::Text,
            w("kết quả đối chiếu/ghi chú", "comparison"),
            w("Khác biệt, nội dung chưa thống nhất.", "Differences and open points."),
        )
        .official(Mappings, 12),
        FOLLOW_UP_FIELD,
    ]],
};

/// Something that is not yet as it should be.
pub static GAP: Record = Record {
    key: "gap",
    label: w("nội dung cần hoàn thiện", "gap"),
    about: w(
        "Một sai khác cần xử lý; định danh là mã ND-x.",
        "A difference that needs work; its id is the code ND-x.",
    ),
    noun: Some(Noun::Gap),
    groups: &[&[
        field(
            "gap-code",
            Type::Text,
            w("mã nội dung", "gap code"),
            w("Khi khác với định danh.", "When it differs from the id."),
        )
        .official(GapsAndTasks, 1),
        field(
            "objects",
            Type::Several(const { &Type::Ref(OBJECTS) }),
            w("đối tượng liên quan", "objects"),
            w("Các đối tượng liên quan.", "What it is about."),
        )
        .official(GapsAndTasks, 2),
        field(
            "current-state",
            Type::Text,
            w("hiện trạng", "current state"),
            w("Vấn đề hiện có.", "The state today."),
        )
        .official(GapsAndTasks, 3),
        field(
            "required-state",
            Type::Text,
            w("yêu cầu cần đạt", "required state"),
            w("Trạng thái mục tiêu.", "The state to reach."),
        )
        .official(GapsAndTasks, 4),
        field(
            "gap",
            Type::Text,
            w("nội dung cần hoàn thiện", "gap"),
            w("Sai khác cụ thể.", "The difference itself."),
        )
        .official(GapsAndTasks, 5),
        field(
            "approach",
            Type::Choice(&PLAN),
            w("phương án xử lý ở mức kiến trúc", "approach"),
            w("Phương án xử lý.", "What will be done."),
        )
        .official(GapsAndTasks, 6),
        field(
            "governance-scope",
            Type::Choice(&GOVERNANCE_SCOPE),
            w("phạm vi quản trị", "governance scope"),
            w("Trực tiếp hoặc phối hợp.", "Own or coordinated."),
        )
        .official(GapsAndTasks, 7),
        field(
            "tasks",
            Type::Several(const { &Type::Ref(&[Noun::Task]) }),
            w("nhiệm vụ", "tasks"),
            w("Các nhiệm vụ xử lý nội dung này.", "The tasks that close it."),
        ),
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};

/// A task of architectural change.
pub static TASK: Record = Record {
    key: "task",
    label: w("nhiệm vụ chuyển đổi kiến trúc", "task"),
    about: w("Một nhiệm vụ; định danh là mã NV-x.", "A task; its id is the code NV-x."),
    noun: Some(Noun::Task),
    groups: &[&[
        field(
            "task-code",
            Type::Text,
            w("mã nhiệm vụ chuyển đổi kiến trúc", "task code"),
            w("Khi khác với định danh.", "When it differs from the id."),
        )
        .official(GapsAndTasks, 8),
        field(
            "name",
            Type::Text,
            w("tên/mục tiêu nhiệm vụ chuyển đổi kiến trúc", "name"),
            w("Thay đổi mà nhiệm vụ tạo ra.", "The change it brings."),
        )
        .official(GapsAndTasks, 9),
        field(
            "expected-result",
            Type::Text,
            w("kết quả kiến trúc cần đạt", "expected result"),
            w("Trạng thái sau khi hoàn thành.", "The state when done."),
        )
        .official(GapsAndTasks, 10),
        field(
            "lead",
            Type::Text,
            w("cơ quan/đơn vị chủ trì nhiệm vụ chuyển đổi kiến trúc", "lead"),
            w("Đơn vị chủ trì.", "The unit in charge."),
        )
        .official(GapsAndTasks, 11),
        field(
            "coordinating-agencies",
            Type::Several(&Type::Text),
            w("cơ quan phối hợp", "coordinating agencies"),
            w("Các đơn vị phối hợp.", "Who helps."),
        )
        .official(GapsAndTasks, 12),
        field(
            "priority",
            Type::Choice(&PRIORITY),
            w("mức ưu tiên/phụ thuộc", "priority"),
            w("Mức ưu tiên.", "How urgent it is."),
        )
        .official(GapsAndTasks, 13),
        field(
            "after",
            Type::Several(const { &Type::Ref(&[Noun::Task]) }),
            w("nhiệm vụ tiền đề", "after"),
            w("Các nhiệm vụ phải xong trước.", "Tasks that come first."),
        ),
        field(
            "deadline",
            Type::Date,
            w("thời hạn/giai đoạn chuyển đổi dự kiến", "deadline"),
            w("Ngày hoàn thành cụ thể.", "The day it must be done."),
        )
        .official(GapsAndTasks, 14),
        field(
            "resources",
            Type::Several(const { &Type::Choice(&RESOURCE) }),
            w("nguồn lực dự kiến", "resources"),
            w("Loại nguồn lực.", "What it takes."),
        )
        .official(GapsAndTasks, 15),
        field(
            "elaboration",
            Type::Choice(&ELABORATION),
            w("tình trạng cụ thể hóa nhiệm vụ", "elaboration"),
            w("Mức cụ thể hóa.", "How far it has been worked out."),
        )
        .official(GapsAndTasks, 16),
        field(
            "related-programmes",
            Type::Several(&Type::Text),
            w("chương trình/kế hoạch/đề án/nhiệm vụ/dự án liên quan", "related programmes"),
            w("Chương trình, dự án liên quan.", "Programmes and projects it is tied to."),
        )
        .official(GapsAndTasks, 17),
        field(
            "progress",
            Type::Text,
            w("tiến độ thực hiện", "progress"),
            w("Mốc đã đạt, ngày cập nhật.", "Milestones reached and when."),
        )
        .official(GapsAndTasks, 18),
        field(
            "verification",
            Type::Text,
            w("tiêu chí và nguồn dữ liệu kiểm chứng kết quả kiến trúc", "verification"),
            w("Tiêu chí và nguồn kiểm chứng.", "The criterion and where it is read."),
        )
        .official(GapsAndTasks, 19),
        field(
            "data-readiness",
            Type::Choice(&DATA_READINESS),
            w("mức sẵn sàng dữ liệu", "data readiness"),
            w("Mức sẵn có của minh chứng.", "How much of the evidence is there."),
        )
        .official(GapsAndTasks, 20),
        field(
            "status",
            Type::Choice(&TASK_STATUS),
            w("trạng thái thực hiện", "status"),
            w("Trạng thái thực hiện.", "Where it stands."),
        )
        .official(GapsAndTasks, 21),
        field("note", Type::Text, w("ghi chú", "note"), w("Thông tin bổ sung.", "Anything else."))
            .official(GapsAndTasks, 22),
        FOLLOW_UP_FIELD,
    ]],
};

/// A measured indicator.
pub static INDICATOR: Record = Record {
    key: "indicator",
    label: w("chỉ số", "indicator"),
    about: w("Một chỉ số đo lường và nguồn số liệu của nó.", "An indicator and where its figures come from."),
    noun: Some(Noun::Indicator),
    groups: &[&[
        NAME_FIELD,
        field(
            "group",
            Type::Choice(&INDICATOR_GROUP),
            w("nhóm chỉ số", "group"),
            w("Nhóm chỉ số.", "The group it belongs to."),
        ),
        field(
            "source",
            Type::Several(const { &Type::Choice(&INDICATOR_SOURCE) }),
            w("nguồn số liệu", "source"),
            w("Tự động hay thủ công.", "Automatic or by hand."),
        ),
        field(
            "fed-by",
            Type::List(const { &Type::Ref(&[Noun::System, Noun::Platform, Noun::Database]) }),
            w("hệ thống cung cấp số liệu", "fed by"),
            w("Hệ thống cung cấp số liệu.", "The systems that feed it."),
        ),
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};
