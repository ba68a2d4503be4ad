//! How `rule.yaml` and `pack.yaml` are written: their fields, declared like those of a description.

use crate::lang::words as w;
use crate::schema::{Choice, Field, Item, Record, Type, field};

macro_rules! conditions_by_noun {
    ($($noun:literal $vi:literal $en:literal),* $(,)?) => {
        &[$(field($noun, Type::Text, w($vi, $en), w("Điều kiện trên nút loại này.", "The condition on nodes of this noun."))),*]
    };
}

/// One condition for each noun a node may be.
const BY_NOUN: &[Field] = conditions_by_noun![
    "agency" "cơ quan" "agency",
    "actor" "tác nhân" "actor",
    "capability" "năng lực" "capability",
    "data" "nhóm dữ liệu" "data",
    "system" "hệ thống" "system",
    "platform" "nền tảng" "platform",
    "database" "cơ sở dữ liệu" "database",
    "component" "thành phần" "component",
    "interface" "giao diện" "interface",
    "zone" "vùng mạng" "zone",
    "service" "dịch vụ số" "service",
    "procedure" "thủ tục" "procedure",
    "input" "thành phần hồ sơ" "input",
    "ai" "thành phần trí tuệ nhân tạo" "AI component",
    "reference" "bản ghi tham chiếu" "reference record",
    "task" "nhiệm vụ" "task",
    "gap" "nội dung cần hoàn thiện" "gap",
];

/// Conditions on nodes, a noun each.
pub static NODES: Record = Record {
    key: "node-conditions",
    label: w("điều kiện trên nút", "conditions on nodes"),
    about: w(
        "Mỗi loại đối tượng một điều kiện; loại không ghi thì không được xét.",
        "A condition for each noun; a noun that is not listed is not matched.",
    ),
    noun: None,
    groups: &[BY_NOUN],
};

/// A text in both languages.
pub static LOCALIZED: Record = Record {
    key: "localized",
    label: w("văn bản hai ngôn ngữ", "text in both languages"),
    about: w("Cùng một nội dung bằng tiếng Việt và tiếng Anh.", "One thing said in Vietnamese and English."),
    noun: None,
    groups: &[&[
        field("vi", Type::Text, w("tiếng Việt", "Vietnamese"), w("Bằng tiếng Việt.", "In Vietnamese.")).required(),
        field("en", Type::Text, w("tiếng Anh", "English"), w("Bằng tiếng Anh.", "In English.")).required(),
    ]],
};

/// How surely a basis was read; the same words as `Standing`.
pub static STANDING: Choice = Choice {
    key: "basis-standing",
    options: &[
        Item { key: "read", label: w("đã đọc văn bản", "text read") },
        Item { key: "paraphrase", label: w("theo bản diễn giải", "paraphrase") },
        Item { key: "reported", label: w("theo nguồn thứ cấp", "as reported") },
        Item { key: "draft", label: w("theo dự thảo", "draft") },
    ],
};

/// Whether a mend may be made without looking.
pub static SAFETY: Choice = Choice {
    key: "fix-safety",
    options: &[
        Item { key: "safe", label: w("an toàn", "safe") },
        Item { key: "unsafe", label: w("cần kiểm tra lại", "unsafe") },
    ],
};

static BASIS: Record = Record {
    key: "basis",
    label: w("căn cứ pháp lý", "legal basis"),
    about: w("Một điểm trong một văn bản của gói quy tắc.", "A place in a document of the pack."),
    noun: None,
    groups: &[&[
        field(
            "document",
            Type::Text,
            w("văn bản", "document"),
            w("Khóa của văn bản trong pack.yaml.", "The document's key in pack.yaml."),
        )
        .required(),
        field(
            "at",
            Type::Text,
            w("điểm, khoản, điều", "place"),
            w("Vị trí trong văn bản, ví dụ Điều 13.2b.", "The place in it, such as Điều 13.2b."),
        )
        .required(),
        field(
            "standing",
            Type::Choice(&STANDING),
            w("mức kiểm chứng", "standing"),
            w("Nội dung được đọc chắc chắn đến đâu.", "How surely it was read."),
        )
        .required(),
        field(
            "note",
            Type::Record(&LOCALIZED),
            w("ghi chú", "note"),
            w("Nhận xét về cách đọc.", "A remark on the reading."),
        ),
    ]],
};

pub(super) static APPLIES: Record = Record {
    key: "applies",
    label: w("thời gian áp dụng", "when it applies"),
    about: w("Tính theo ngày của --as-of.", "Judged by the day of --as-of."),
    noun: None,
    groups: &[&[
        field("from", Type::Date, w("từ ngày", "from"), w("Ngày đầu tiên.", "The first day.")),
        field("until", Type::Date, w("đến ngày", "until"), w("Ngày cuối cùng.", "The last day.")),
    ]],
};

static FLOWS: Choice = Choice {
    key: "flows",
    options: &[
        Item { key: "legs", label: w("từng chặng", "leg by leg") },
        Item { key: "whole", label: w("trọn luồng", "as a whole") },
        Item { key: "data", label: w("trọn luồng, theo chiều dữ liệu", "as a whole, the way the data go") },
    ],
};

static WAIVER: Record = Record {
    key: "waiver-of-rule",
    label: w("miễn trừ", "waiver"),
    about: w("Quy tắc được miễn trừ đến mức nào.", "How far the rule can be waived."),
    noun: None,
    groups: &[&[field(
        "longest",
        Type::Integer(0, 3650),
        w("thời hạn dài nhất", "longest"),
        w(
            "Số ngày dài nhất của một miễn trừ; 0 là không được miễn trừ. Mặc định 365.",
            "The longest term of a waiver in days; 0 when it can't be waived. 365 when left out.",
        ),
    )
    .required()]],
};

static PATH: Record = Record {
    key: "path",
    label: w("đường đi", "path"),
    about: w(
        "Tìm đường đi từ nguồn tới đích mà không qua chốt nào.",
        "Finds a walk from a source to a target that passes no waypoint.",
    ),
    noun: None,
    groups: &[&[
        field("from", Type::Record(&NODES), w("nguồn", "from"), w("Nút bắt đầu.", "Where a walk starts.")).required(),
        field("to", Type::Record(&NODES), w("đích", "to"), w("Nút kết thúc.", "Where it ends.")).required(),
        field(
            "unless-through",
            Type::Record(&NODES),
            w("trừ khi qua", "unless through"),
            w("Các chốt hợp lệ.", "The waypoints that make it lawful."),
        ),
        field(
            "edges",
            Type::Text,
            w("cạnh", "edges"),
            w("Điều kiện trên cạnh, biến edge.", "A condition on the variable edge."),
        ),
        field(
            "flows",
            Type::Choice(&FLOWS),
            w("cách đi theo luồng", "flows"),
            w(
                "Từng chặng (mặc định), trọn luồng, hoặc trọn luồng theo chiều dữ liệu.",
                "Leg by leg (the default), as a whole, or as a whole the way the data go.",
            ),
        ),
    ]],
};

static ACYCLIC: Record = Record {
    key: "acyclic",
    label: w("không có vòng", "acyclic"),
    about: w("Tìm vòng phụ thuộc.", "Finds cycles."),
    noun: None,
    groups: &[&[
        field("nodes", Type::Record(&NODES), w("nút", "nodes"), w("Nút được xét.", "The nodes looked at.")),
        field(
            "edges",
            Type::Text,
            w("cạnh", "edges"),
            w("Điều kiện trên cạnh, biến edge.", "A condition on the variable edge."),
        ),
    ]],
};

static LAYER: Record = Record {
    key: "layer-of-check",
    label: w("lớp", "layer"),
    about: w("Một lớp và các nút thuộc lớp.", "A layer and the nodes in it."),
    noun: None,
    groups: &[
        &[field("name", Type::Record(&LOCALIZED), w("tên lớp", "name"), w("Tên lớp.", "Its name.")).required()],
        BY_NOUN,
    ],
};

static LAYERS: Record = Record {
    key: "layers",
    label: w("thứ tự lớp", "layers"),
    about: w("Tìm cạnh đi ngược thứ tự lớp.", "Finds edges against the order of the layers."),
    noun: None,
    groups: &[&[
        field(
            "order",
            Type::List(const { &Type::Record(&LAYER) }),
            w("thứ tự", "order"),
            w("Từ lớp cao xuống lớp thấp.", "From the highest layer to the lowest."),
        )
        .required(),
        field(
            "edges",
            Type::Text,
            w("cạnh", "edges"),
            w("Điều kiện trên cạnh, biến edge.", "A condition on the variable edge."),
        ),
    ]],
};

/// The check of a rule: exactly one kind and its parameters.
pub static CHECK: Record = Record {
    key: "check",
    label: w("phép kiểm tra", "check"),
    about: w("Đúng một loại phép kiểm tra.", "Exactly one kind of check."),
    noun: None,
    groups: &[&[
        field(
            "each",
            Type::Several(&Type::Text),
            w("với mỗi", "each"),
            w("Loại đối tượng được xét từng cái.", "The noun whose objects are looked at one by one."),
        ),
        field(
            "when",
            Type::Text,
            w("khi", "when"),
            w("Quy tắc chỉ áp dụng khi điều kiện này đúng.", "The rule applies when this is true."),
        ),
        field("must", Type::Text, w("phải", "must"), w("Điều kiện phải đúng.", "What must then be true.")),
        field(
            "at",
            Type::Text,
            w("tại", "at"),
            w("Trường mà phát hiện chỉ vào.", "The field that a finding points at."),
        ),
        field("path", Type::Record(&PATH), PATH.label, PATH.about),
        field("acyclic", Type::Record(&ACYCLIC), ACYCLIC.label, ACYCLIC.about),
        field(
            "unique",
            Type::Several(&Type::Text),
            w("duy nhất", "unique"),
            w("Loại đối tượng không được trùng khóa.", "The noun whose objects must not share a key."),
        ),
        field("by", Type::Text, w("theo", "by"), w("Khóa so sánh của unique.", "The key that unique compares.")),
        field(
            "within",
            Type::Text,
            w("trong phạm vi", "within"),
            w("Chỉ so sánh trong cùng giá trị này.", "Only objects with the same value here are compared."),
        ),
        field("layers", Type::Record(&LAYERS), LAYERS.label, LAYERS.about),
        field(
            "builtin",
            Type::Bool,
            w("trong chương trình", "builtin"),
            w("Phép kiểm tra nằm trong chương trình.", "The check is code."),
        ),
    ]],
};

static RELATED: Record = Record {
    key: "related",
    label: w("vị trí liên quan", "related place"),
    about: w("Một vị trí khác giúp hiểu phát hiện.", "Another place that helps to understand a finding."),
    noun: None,
    groups: &[&[
        field("at", Type::Text, w("tại", "at"), w("Trường được chỉ tới.", "The field it points at.")).required(),
        field("text", Type::Record(&LOCALIZED), w("lời", "text"), w("Lời chú.", "What is there.")).required(),
    ]],
};

pub(super) static FIX: Record = Record {
    key: "fix",
    label: w("sửa tự động", "fix"),
    about: w(
        "Thay một giá trị, hoặc thêm một mục ngay sau một trường.",
        "Replaces a value, or adds an entry right after a field; one of `replace` and `after`.",
    ),
    noun: None,
    groups: &[&[
        field(
            "replace",
            Type::Text,
            w("thay", "replace"),
            w("Trường có giá trị được thay.", "The field whose value is replaced."),
        ),
        field(
            "after",
            Type::Text,
            w("sau", "after"),
            w("Trường mà mục mới đứng ngay sau.", "The field right behind which the new entry stands."),
        ),
        field(
            "with",
            Type::Text,
            w("bằng", "with"),
            w("Nội dung mới; dùng được {tên} như trong message.", "The new text; may use {name} as in message."),
        )
        .required(),
        field(
            "when",
            Type::Text,
            w("khi", "when"),
            w("Chỉ sửa khi điều kiện này đúng.", "The fix is offered only when this is true."),
        ),
        field(
            "safety",
            Type::Choice(&SAFETY),
            w("mức an toàn", "safety"),
            w("Có giữ nguyên ý nghĩa không.", "Whether it keeps the meaning."),
        )
        .required(),
    ]],
};

static UNPROVED: Record = Record {
    key: "unproved",
    label: w("thay đổi không có ví dụ", "change without an example"),
    about: w(
        "Một thay đổi của điều kiện mà good và bad không thể hoặc không cần nhận ra.",
        "A change of a condition that good and bad cannot notice, or need not.",
    ),
    noun: None,
    groups: &[&[
        field(
            "clause",
            Type::Text,
            w("mệnh đề", "clause"),
            w("Mệnh đề như `khung verify` in ra.", "The clause as `khung verify` prints it."),
        )
        .required(),
        field(
            "part",
            Type::Text,
            w("phần", "part"),
            w(
                "Phần được thay đổi trong mệnh đề; bỏ trống thì tính mọi thay đổi của mệnh đề.",
                "What of the clause is changed; every change of the clause, when left out.",
            ),
        ),
        field(
            "to",
            Type::Text,
            w("thành", "to"),
            w(
                "Phần đó trở thành gì; bỏ trống thì tính mọi thay đổi của phần đó.",
                "What that becomes; whatever it becomes, when left out.",
            ),
        ),
        field("why", Type::Record(&LOCALIZED), w("vì sao", "why"), w("Vì sao chấp nhận.", "Why that is accepted."))
            .required(),
    ]],
};

/// A rule file.
pub static RULE: Record = Record {
    key: "rule",
    label: w("quy tắc", "rule"),
    about: w(
        "Một quy tắc của khung; đường dẫn thư mục là định danh.",
        "A rule of khung; its folder's path is its id.",
    ),
    noun: None,
    groups: &[&[
        field(
            "title",
            Type::Record(&LOCALIZED),
            w("tiêu đề", "title"),
            w("Cụm danh từ nêu lỗi.", "Names the defect."),
        )
        .required(),
        field(
            "message",
            Type::Record(&LOCALIZED),
            w("thông báo", "message"),
            w("Một câu về chính phát hiện này.", "One sentence about this very finding."),
        )
        .required(),
        field("why", Type::Record(&LOCALIZED), w("vì sao", "why"), w("Vì sao quan trọng.", "Why it matters."))
            .required(),
        field("help", Type::Record(&LOCALIZED), w("cách xử lý", "help"), w("Cần làm gì.", "What to do.")).required(),
        field(
            "basis",
            Type::List(const { &Type::Record(&BASIS) }),
            w("căn cứ", "basis"),
            w("Các căn cứ pháp lý.", "The law it rests on."),
        ),
        field(
            "severity",
            Type::Any,
            w("mức độ", "severity"),
            w("error, warning, info hoặc danh sách có điều kiện.", "error, warning, info, or a list of clauses."),
        )
        .required(),
        field("applies", Type::Record(&APPLIES), APPLIES.label, APPLIES.about),
        field("waiver", Type::Record(&WAIVER), WAIVER.label, WAIVER.about),
        field("check", Type::Record(&CHECK), CHECK.label, CHECK.about).required(),
        field(
            "values",
            Type::Any,
            w("giá trị", "values"),
            w("Tên: biểu thức, dùng trong lời văn.", "name: expression, for use in the texts."),
        ),
        field("related", Type::List(const { &Type::Record(&RELATED) }), RELATED.label, RELATED.about),
        field("fix", Type::Record(&FIX), FIX.label, FIX.about),
        field("unproved", Type::List(const { &Type::Record(&UNPROVED) }), UNPROVED.label, UNPROVED.about),
    ]],
};

/// Whether a legal document is in force.
pub static STATUS: Choice = Choice {
    key: "document-status",
    options: &[
        Item { key: "in-force", label: w("còn hiệu lực", "in force") },
        Item { key: "repealed", label: w("hết hiệu lực", "repealed") },
        Item { key: "draft", label: w("dự thảo", "draft") },
        Item { key: "unclear", label: w("chưa rõ hiệu lực", "unclear") },
    ],
};

/// A legal document of a pack.
pub static DOCUMENT: Record = Record {
    key: "document",
    label: w("văn bản", "legal document"),
    about: w("Một văn bản, mỗi văn bản ghi một lần.", "A legal document, written once."),
    noun: None,
    groups: &[&[
        field("number", Type::Text, w("số hiệu", "number"), w("Số hiệu in trên văn bản.", "As printed.")),
        field("title", Type::Record(&LOCALIZED), w("tên", "title"), w("Tên văn bản.", "Its title.")).required(),
        field("issuer", Type::Text, w("cơ quan ban hành", "issuer"), w("Cơ quan ban hành.", "Who issued it.")),
        field("issued", Type::Date, w("ngày ban hành", "issued"), w("Ngày ban hành.", "The day of issue.")),
        field("in-force", Type::Date, w("ngày hiệu lực", "in force"), w("Ngày có hiệu lực.", "In force since.")),
        field("until", Type::Date, w("hết hiệu lực", "until"), w("Ngày hết hiệu lực.", "The last day in force.")),
        field("status", Type::Choice(&STATUS), w("hiệu lực", "status"), w("Tình trạng hiệu lực.", "Its status."))
            .required(),
        field(
            "replaced-by",
            Type::Text,
            w("được thay bằng", "replaced by"),
            w("Khóa của văn bản thay thế.", "The key of the document that replaced it."),
        ),
        field("note", Type::Record(&LOCALIZED), w("ghi chú", "note"), w("Nhận xét.", "A remark.")),
    ]],
};

/// A pack's head.
pub static PACK: Record = Record {
    key: "pack",
    label: w("gói quy tắc", "pack"),
    about: w("Một gói quy tắc và các văn bản của nó.", "A pack of rules and its legal documents."),
    noun: None,
    groups: &[&[
        field("title", Type::Record(&LOCALIZED), w("tên gói", "title"), w("Tên gói.", "The pack's name.")).required(),
        field("version", Type::Text, w("phiên bản", "version"), w("Phiên bản gói.", "Its version.")).required(),
        field(
            "reviewed",
            Type::Date,
            w("ngày rà soát", "reviewed"),
            w(
                "Ngày mà nội dung gói được đối chiếu với pháp luật; tệp good và bad được chứng minh theo ngày này.",
                "The day for which the pack was compared with the law; good and bad files are proved as of it.",
            ),
        ),
        field("documents", Type::Any, w("văn bản", "documents"), w("Khóa: văn bản.", "key: legal document.")),
    ]],
};
