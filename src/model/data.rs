//! Data: what is known about whom, and the databases that keep it.

use super::choices::{CLASSIFICATION, DATA_LAYER, DATABASE_KIND, DATABASE_ROLE, SECTOR};
use super::common::{
    DATA_SUBJECTS, DICTIONARY_MAPPING, FOLLOW_UP_FIELD, IDENTITY, LIFE, NAME_EN_FIELD, NAME_FIELD, NOTE_FIELD,
    OWNER_FIELD, PLACEMENT, RESPONSIBILITY,
};
use super::security::{HOSTING, RECOVERY, SECURITY};
use super::system::INTERFACE;
use crate::lang::words as w;
use crate::schema::{Noun, Record, Type, field};

/// A kind of data that is held, exchanged or asked for.
pub static DATA: Record = Record {
    key: "data",
    label: w("nhóm dữ liệu", "data"),
    about: w(
        "Một nhóm dữ liệu hoặc thực thể dữ liệu chủ, ví dụ thông tin công dân.",
        "A kind of data or master entity, such as information about citizens.",
    ),
    noun: Some(Noun::Data),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field(
            "classification",
            Type::Several(const { &Type::Choice(&CLASSIFICATION) }),
            w("phân loại dữ liệu", "classification"),
            w("Một hoặc nhiều loại.", "One or several classes."),
        ),
        field(
            "data-layer",
            Type::Choice(&DATA_LAYER),
            w("lớp dữ liệu", "data layer"),
            w("Lớp dữ liệu trong kiến trúc dữ liệu.", "Its layer in the data architecture."),
        ),
        field(
            "master",
            Type::Ref(&[Noun::Database, Noun::System, Noun::Platform]),
            w("nguồn dữ liệu chủ", "master source"),
            w("Cơ sở dữ liệu là nguồn duy nhất, tin cậy.", "The one trusted source of it."),
        ),
        field(
            "dictionary-entry",
            Type::Text,
            w("mục từ điển dữ liệu", "dictionary entry"),
            w("Mã hoặc tên trong Từ điển dữ liệu dùng chung.", "Its entry in the shared data dictionary."),
        ),
        OWNER_FIELD,
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};

static COPY: Record = Record {
    key: "copy",
    label: w("bản sao dữ liệu", "copy"),
    about: w("Bản sao của dữ liệu do nơi khác làm chủ.", "A copy of data that another source masters."),
    noun: None,
    groups: &[&[
        field(
            "data",
            Type::Ref(&[Noun::Data]),
            w("dữ liệu", "data"),
            w("Dữ liệu được sao.", "The data that are copied."),
        )
        .required(),
        field(
            "source",
            Type::Ref(&[Noun::Database, Noun::System, Noun::Platform, Noun::Interface]),
            w("nguồn", "source"),
            w("Nguồn của bản sao.", "Where the copy comes from."),
        ),
        field(
            "freshness",
            Type::Text,
            w("độ mới", "freshness"),
            w("Tần suất cập nhật cam kết, ví dụ hằng ngày.", "How fresh it is kept, such as daily."),
        ),
    ]],
};

/// A database or other store of data.
pub static DATABASE: Record = Record {
    key: "database",
    label: w("cơ sở dữ liệu", "database"),
    about: w("Một cơ sở dữ liệu hoặc tài sản dữ liệu.", "A database or data asset."),
    noun: Some(Noun::Database),
    groups: &[
        IDENTITY,
        PLACEMENT,
        RESPONSIBILITY,
        LIFE,
        &[
            field(
                "kind",
                Type::Choice(&DATABASE_KIND),
                w("loại cơ sở dữ liệu", "kind"),
                w("Quốc gia, tổng hợp, chuyên ngành …", "National, synthesis, sector …"),
            ),
            field(
                "sectors",
                Type::Several(const { &Type::Choice(&SECTOR) }),
                w("lĩnh vực", "sectors"),
                w("Lĩnh vực của dữ liệu.", "The sectors of the data."),
            ),
            field(
                "role",
                Type::Several(const { &Type::Choice(&DATABASE_ROLE) }),
                w("vai trò", "role"),
                w("Nguồn dữ liệu chủ, bản sao, phân tích …", "Master source, copy, analytics …"),
            ),
            field(
                "key",
                Type::Bool,
                w("trọng yếu", "key database"),
                w(
                    "Được cấp có thẩm quyền xác định là cơ sở dữ liệu trọng yếu; ghi minh chứng.",
                    "Designated a key database by the competent authority; give the evidence.",
                ),
            ),
            field(
                "platform",
                Type::Ref(&[Noun::Platform, Noun::System]),
                w("thuộc hệ thống, nền tảng", "platform"),
                w("Hệ thống, nền tảng chứa cơ sở dữ liệu.", "The system or platform it belongs to."),
            ),
            field(
                "holds",
                Type::List(const { &Type::Ref(&[Noun::Data]) }),
                w("lưu giữ dữ liệu", "holds"),
                w("Dữ liệu được lưu giữ.", "The data it keeps."),
            ),
            field(
                "masters",
                Type::List(const { &Type::Ref(&[Noun::Data]) }),
                w("làm chủ dữ liệu", "masters"),
                w("Dữ liệu mà đây là nguồn duy nhất, tin cậy.", "The data of which it is the trusted source."),
            ),
            field(
                "writers",
                Type::List(const { &Type::Ref(&[Noun::System, Noun::Platform]) }),
                w("hệ thống được ghi", "writers"),
                w("Các hệ thống được ghi dữ liệu chủ.", "The systems that write its master data."),
            ),
            field(
                "copies",
                Type::List(const { &Type::Record(&COPY) }),
                w("bản sao", "copies"),
                w("Dữ liệu sao từ nguồn khác.", "What it copies from other sources."),
            ),
            field(
                "classification",
                Type::Several(const { &Type::Choice(&CLASSIFICATION) }),
                w("phân loại dữ liệu", "classification"),
                w("Loại dữ liệu cao nhất được lưu.", "The classes of data kept in it."),
            ),
            field(
                "data-subjects",
                Type::Record(&DATA_SUBJECTS),
                w("chủ thể dữ liệu", "data subjects"),
                w("Số chủ thể dữ liệu cá nhân.", "How many people's data it holds."),
            ),
            field(
                "purpose",
                Type::Text,
                w("mục đích", "purpose"),
                w("Mục đích xử lý dữ liệu cá nhân.", "Why personal data are processed."),
            ),
            field(
                "retention",
                Type::Text,
                w("thời hạn lưu", "retention"),
                w("Thời hạn lưu dữ liệu.", "How long data are kept."),
            ),
            field(
                "access-log",
                Type::Bool,
                w("lưu vết truy cập", "access log"),
                w("Có lưu vết truy cập.", "Whether accesses are logged."),
            ),
            field(
                "encrypted",
                Type::Bool,
                w("mã hóa khi lưu trữ", "encrypted at rest"),
                w("Dữ liệu được mã hóa khi lưu trữ.", "Data are encrypted at rest."),
            ),
            field(
                "freshness",
                Type::Text,
                w("độ mới", "freshness"),
                w("Tần suất cập nhật cam kết.", "How fresh the data are kept."),
            ),
            field(
                "shared-since",
                Type::Date,
                w("chia sẻ từ ngày", "shared since"),
                w("Ngày bắt đầu chia sẻ qua nền tảng.", "The day sharing through a platform began."),
            ),
            field(
                "published-on",
                Type::Ref(&[Noun::System, Noun::Platform]),
                w("công bố trên", "published on"),
                w("Cổng dữ liệu nơi công bố dữ liệu mở.", "The portal on which open data are published."),
            ),
            field(
                "dictionary-mapping",
                Type::List(const { &Type::Record(&DICTIONARY_MAPPING) }),
                w("ánh xạ từ điển dữ liệu", "dictionary mapping"),
                w("Ánh xạ với Từ điển dữ liệu dùng chung.", "The mapping to the shared data dictionary."),
            ),
            field(
                "security",
                Type::Record(&SECURITY),
                w("an ninh mạng", "security"),
                w("Cấp độ và biện pháp bảo vệ.", "Its level and safeguards."),
            ),
            field(
                "hosting",
                Type::Record(&HOSTING),
                w("hạ tầng vận hành", "hosting"),
                w("Hạ tầng triển khai.", "What it runs on."),
            ),
            field(
                "recovery",
                Type::Record(&RECOVERY),
                w("sao lưu, phục hồi", "backup and recovery"),
                w("Sao lưu, dự phòng, phục hồi.", "Backup, standby and recovery."),
            ),
            field(
                "interfaces",
                Type::Objects(&INTERFACE),
                w("giao diện", "interfaces"),
                w("Các giao diện cung cấp cho bên khác.", "What it offers to others."),
            ),
        ],
    ],
};
