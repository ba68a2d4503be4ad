//! Fields that several nouns share: identity, place in the framework, responsibility, lifecycle.

use super::choices::{
    LAYER, LAYER_COMPONENT, LIFECYCLE, OBJECT_KIND, PLAN, RECORD_TYPE, SCOPE, SHARING, STANDING, STATE, USAGE,
};
use crate::lang::words as w;
use crate::schema::OfficialTable::Objects;
use crate::schema::{Field, Noun, Record, Type, field};

/// Who will settle what is still `unknown`, and by when.
pub static FOLLOW_UP: Record = Record {
    key: "follow-up",
    label: w("hoàn thiện thông tin", "follow-up"),
    about: w(
        "Đơn vị chịu trách nhiệm và thời hạn làm rõ nội dung còn ghi “Chưa xác định” (unknown).",
        "The unit responsible and the day by which what is still unknown will be settled.",
    ),
    noun: None,
    groups: &[&[
        field(
            "responsible",
            Type::Text,
            w("đơn vị chịu trách nhiệm", "responsible unit"),
            w("Đơn vị chịu trách nhiệm; không ghi tên cá nhân.", "The unit responsible; not a person's name."),
        )
        .required(),
        field("due", Type::Date, w("thời hạn", "due"), w("Ngày phải hoàn thiện.", "The day it is due.")).required(),
        field(
            "fields",
            Type::Several(&Type::Text),
            w("trường", "fields"),
            w("Các trường được làm rõ; bỏ trống là tất cả.", "The fields it settles; left out means all."),
        ),
        NOTE_FIELD,
    ]],
};

/// The field every object has for settling its unknowns.
pub const FOLLOW_UP_FIELD: Field = field(
    "follow-up",
    Type::Several(const { &Type::Record(&FOLLOW_UP) }),
    w("hoàn thiện thông tin", "follow-up"),
    w(
        "Ai làm rõ nội dung “Chưa xác định”, đến khi nào.",
        "Who will settle what is unknown, and by when. Covers the parts below it too.",
    ),
);

/// The free note every object may carry.
pub const NOTE_FIELD: Field =
    field("note", Type::Text, w("ghi chú", "note"), w("Thông tin bổ sung.", "Anything else.")).official(Objects, 20);

/// The name every object has.
pub const NAME_FIELD: Field = field(
    "name",
    Type::Text,
    w("tên đối tượng", "name"),
    w("Tên chính thức do cơ quan chủ quản công bố.", "The official name, as its owner publishes it."),
)
.official(Objects, 4);

/// The English gloss of a name.
pub const NAME_EN_FIELD: Field =
    field("name-en", Type::Text, w("tên tiếng Anh", "English name"), w("Tên tiếng Anh.", "The name in English."));

/// The owning agency.
pub const OWNER_FIELD: Field = field(
    "owner",
    Type::Ref(&[Noun::Agency]),
    w("cơ quan chủ quản", "owner"),
    w(
        "Cơ quan có thẩm quyền quản lý đối tượng; bỏ trống là cơ quan ghi ở đầu tệp.",
        "The agency in charge of the object; left out, it is the agency named at the head of the file.",
    ),
)
.official(Objects, 11);

/// Legal documents an object rests on.
pub const BASIS_FIELD: Field = field(
    "basis",
    Type::Several(&Type::Text),
    w("căn cứ pháp lý", "legal basis"),
    w("Số hiệu văn bản làm căn cứ.", "The numbers of the legal documents it rests on."),
);

/// Name, codes and record type.
pub const IDENTITY: &[Field] = &[
    NAME_FIELD,
    NAME_EN_FIELD,
    field(
        "code",
        Type::Text,
        w("mã đối tượng", "code"),
        w(
            "Mã cục bộ dùng trong hồ sơ, ví dụ KT-01; duy nhất trong bộ dữ liệu của cơ quan.",
            "The local code used in the dossier, such as KT-01; unique among the agency's records.",
        ),
    )
    .official(Objects, 1),
    field(
        "record-type",
        Type::Choice(&RECORD_TYPE),
        w("loại bản ghi", "record type"),
        w(
            "Bỏ trống là bản ghi gốc; bản ghi tham chiếu được viết trong mục references.",
            "Left out it is an original; reference records are written in the section references.",
        ),
    )
    .official(Objects, 2),
    field(
        "source-code",
        Type::Text,
        w("mã định danh gốc/mã nguồn", "source code of the record"),
        w(
            "Mã chính thức do cơ quan chủ quản hoặc hệ thống nguồn công bố; không tự tạo.",
            "The official code published by the owner or the source system; never made up.",
        ),
    )
    .official(Objects, 3),
    field(
        "object-kind",
        Type::Choice(&OBJECT_KIND),
        w("loại đối tượng", "kind of object"),
        w("Loại đối tượng trong bảng chính thức.", "The kind of object in the official table."),
    )
    .official(Objects, 5),
    field(
        "standing",
        Type::Choice(&STANDING),
        w("mức kiểm chứng", "standing"),
        w("Thông tin này chắc chắn đến đâu.", "How sure this entry is."),
    ),
    field(
        "name-standing",
        Type::Choice(&STANDING),
        w("mức kiểm chứng tên gọi", "standing of the name"),
        w("Tên gọi chắc chắn đến đâu.", "How sure the name is."),
    ),
    field(
        "owner-standing",
        Type::Choice(&STANDING),
        w("mức kiểm chứng chủ quản", "standing of the owner"),
        w("Cơ quan chủ quản chắc chắn đến đâu.", "How sure the owner is."),
    ),
];

/// Where an object stands in the framework.
pub const PLACEMENT: &[Field] = &[
    field(
        "layer",
        Type::Choice(&LAYER),
        w("lớp kiến trúc/thành phần xuyên suốt", "layer or cross-cutting part"),
        w("Một trong bốn lớp hoặc bốn thành phần xuyên suốt.", "One of the four layers or four cross-cutting parts."),
    )
    .official(Objects, 6),
    field(
        "layer-component",
        Type::Choice(&LAYER_COMPONENT),
        w("thành phần trong lớp", "component of the layer"),
        w("Thành phần trong lớp kiến trúc.", "The component within the layer."),
    )
    .official(Objects, 7),
    field(
        "model-code",
        Type::Several(&Type::Text),
        w("mã trong mô hình tham chiếu", "code in the reference model"),
        w("Ví dụ HTS1, ƯDCQS3 của mô hình cấp xã.", "Such as HTS1 or ƯDCQS3 of the commune model."),
    ),
    field(
        "state",
        Type::Choice(&STATE),
        w("trạng thái mô hình", "state in the model"),
        w("Hiện trạng, mục tiêu hoặc đồng thời.", "Current, target or both."),
    )
    .official(Objects, 8),
    field(
        "scope",
        Type::Several(const { &Type::Choice(&SCOPE) }),
        w("phạm vi sử dụng", "scope of use"),
        w("Một hoặc nhiều phạm vi.", "One or several scopes."),
    )
    .official(Objects, 9),
    field(
        "sharing",
        Type::Choice(&SHARING),
        w("phạm vi/hình thức dùng chung", "sharing"),
        w("Hình thức dùng chung.", "In which circle it is shared."),
    )
    .official(Objects, 10),
];

/// Who answers for an object.
pub const RESPONSIBILITY: &[Field] = &[
    OWNER_FIELD,
    field(
        "co-owners",
        Type::List(const { &Type::Ref(&[Noun::Agency]) }),
        w("chủ quản khác", "other owners"),
        w(
            "Các cơ quan khác cũng được ghi là chủ quản; luật chỉ cho phép một chủ quản.",
            "Other agencies on record as owners; the law allows one only.",
        ),
    ),
    field(
        "operator",
        Type::Several(&Type::Text),
        w("đơn vị vận hành", "operator"),
        w("Đơn vị trực tiếp vận hành.", "The unit that runs it."),
    )
    .official(Objects, 12),
    field(
        "lead-operator",
        Type::Text,
        w("đơn vị vận hành chủ trì", "lead operator"),
        w("Khi có nhiều đơn vị vận hành.", "When several units run it."),
    ),
    field(
        "technical-contact",
        Type::Text,
        w("đầu mối kỹ thuật/vận hành", "technical contact"),
        w("Đơn vị, bộ phận hoặc kênh hỗ trợ; không ghi cá nhân.", "A unit or support channel; not a person."),
    )
    .official(Objects, 13),
    field(
        "data-owner",
        Type::Ref(&[Noun::Agency]),
        w("chủ quản dữ liệu", "data owner"),
        w("Cơ quan chịu trách nhiệm về dữ liệu.", "The agency in charge of the data."),
    )
    .official(Objects, 14),
];

/// Lifecycle, plan, evidence.
pub const LIFE: &[Field] = &[
    field(
        "lifecycle",
        Type::Choice(&LIFECYCLE),
        w("trạng thái vòng đời", "lifecycle"),
        w("Trạng thái thực tế tại ngày chốt dữ liệu.", "The actual state on the day of the record."),
    )
    .official(Objects, 15),
    field(
        "usage",
        Type::Choice(&USAGE),
        w("tình trạng khai thác tại cơ quan", "usage at the agency"),
        w("Chỉ dùng cho bản ghi tham chiếu.", "For reference records."),
    )
    .official(Objects, 16),
    field(
        "plan",
        Type::Choice(&PLAN),
        w("phương án hoàn thiện", "plan"),
        w("Phương án hoàn thiện ở mức kiến trúc.", "What is planned for it."),
    )
    .official(Objects, 17),
    field(
        "successor",
        Type::Ref(&[Noun::System, Noun::Platform, Noun::Database, Noun::Service]),
        w("đối tượng thay thế", "successor"),
        w("Đối tượng thay thế hoặc tiếp nhận.", "What replaces or absorbs it."),
    ),
    field(
        "started",
        Type::Date,
        w("ngày đưa vào vận hành", "in operation since"),
        w("Ngày bắt đầu vận hành.", "The day it went into operation."),
    ),
    field(
        "ends",
        Type::Date,
        w("ngày kết thúc", "ends"),
        w("Ngày kết thúc đã biết hoặc dự kiến.", "The known or planned last day."),
    ),
    BASIS_FIELD,
    field(
        "evidence",
        Type::Several(&Type::Text),
        w("nguồn/minh chứng", "evidence"),
        w("Văn bản, hồ sơ hoặc xác nhận có thẩm quyền.", "A document, dossier or confirmation."),
    )
    .official(Objects, 18),
    field(
        "confirmed-by",
        Type::Text,
        w("đầu mối xác nhận", "confirmed by"),
        w("Đơn vị cung cấp hoặc xác nhận thông tin.", "The unit that supplied or confirmed the entry."),
    )
    .official(Objects, 19),
    NOTE_FIELD,
    FOLLOW_UP_FIELD,
];

/// A search for shared components before building.
pub static REUSE_ANALYSIS: Record = Record {
    key: "reuse-analysis",
    label: w("rà soát khả năng dùng chung", "reuse analysis"),
    about: w(
        "Kết quả rà soát thành phần dùng chung trước khi xây dựng mới.",
        "The search for shared components made before building anew.",
    ),
    noun: None,
    groups: &[&[
        field(
            "considered",
            Type::List(const { &Type::Ref(&[Noun::System, Noun::Platform, Noun::Database]) }),
            w("thành phần đã xem xét", "considered"),
            w("Các thành phần dùng chung đã xem xét.", "The shared components that were considered."),
        ),
        field(
            "reason",
            Type::Text,
            w("lý do không dùng chung", "reason"),
            w("Vì sao không kế thừa, dùng chung được.", "Why none of them can be used."),
        ),
        field("date", Type::Date, w("ngày", "date"), w("Ngày rà soát.", "The day of the search.")),
        field("document", Type::Text, w("văn bản", "document"), w("Văn bản ghi kết quả.", "Where it is on record.")),
    ]],
};

/// How an exchanged entity maps to the shared data dictionary.
pub static DICTIONARY_MAPPING: Record = Record {
    key: "dictionary-mapping",
    label: w("ánh xạ Từ điển dữ liệu dùng chung", "mapping to the shared data dictionary"),
    about: w("Kết quả ánh xạ với Từ điển dữ liệu dùng chung.", "The mapping to the shared data dictionary."),
    noun: None,
    groups: &[&[
        field(
            "data",
            Type::Ref(&[Noun::Data]),
            w("dữ liệu", "data"),
            w("Nhóm dữ liệu được ánh xạ.", "The data that are mapped."),
        ),
        field(
            "entry",
            Type::Text,
            w("mục từ điển", "dictionary entry"),
            w("Mã hoặc tên trong từ điển.", "The code or name in the dictionary."),
        ),
        field(
            "document",
            Type::Text,
            w("văn bản", "document"),
            w("Nơi ghi kết quả ánh xạ.", "Where the mapping is on record."),
        ),
        field("date", Type::Date, w("ngày", "date"), w("Ngày ánh xạ.", "The day of the mapping.")),
    ]],
};

/// How many people a system's data are about.
pub static DATA_SUBJECTS: Record = Record {
    key: "data-subjects",
    label: w("chủ thể dữ liệu", "data subjects"),
    about: w("Số chủ thể dữ liệu cá nhân được xử lý.", "How many people's personal data are processed."),
    noun: None,
    groups: &[&[
        field(
            "basic",
            Type::Integer(0, i64::MAX),
            w("dữ liệu cá nhân cơ bản", "basic personal data"),
            w("Số chủ thể dữ liệu cá nhân cơ bản.", "People with basic personal data in it."),
        ),
        field(
            "sensitive",
            Type::Integer(0, i64::MAX),
            w("dữ liệu cá nhân nhạy cảm", "sensitive personal data"),
            w("Số chủ thể dữ liệu cá nhân nhạy cảm.", "People with sensitive personal data in it."),
        ),
    ]],
};
