//! Systems and platforms, their components and interfaces.

use super::choices::{
    AUTHENTICATION, AUTHORISATION, DATA_FORMAT, FORM, INFRASTRUCTURE_REACH, INTERFACE_LIFECYCLE, INTERFACE_STYLE,
    LOGIN, MASKING, NETWORK, PROTOCOL, SECTOR, SYSTEM_KIND, choice,
};
use super::common::{
    DATA_SUBJECTS, DICTIONARY_MAPPING, FOLLOW_UP_FIELD, IDENTITY, LIFE, NAME_EN_FIELD, NAME_FIELD, NOTE_FIELD,
    OWNER_FIELD, PLACEMENT, RESPONSIBILITY, REUSE_ANALYSIS,
};
use super::security::{HOSTING, RECOVERY, SECURITY, ZONE_KIND};
use crate::lang::words as w;
use crate::schema::{Field, Noun, Record, Type, field};

choice!(
    COMPONENT_KIND,
    "component-kind",
    [
        ("web", "Giao diện web", "web front end"),
        ("mobile-app", "Ứng dụng di động", "mobile application"),
        ("application", "Ứng dụng nghiệp vụ", "application server"),
        ("api-gateway", "Cổng API", "API gateway"),
        ("reverse-proxy", "Máy chủ ủy quyền ngược", "reverse proxy"),
        ("load-balancer", "Cân bằng tải", "load balancer"),
        ("waf", "Tường lửa ứng dụng web", "web application firewall"),
        ("firewall", "Tường lửa", "firewall"),
        ("security-gateway", "Cổng an ninh", "security gateway"),
        ("one-way-gateway", "Cổng truyền một chiều", "one-way gateway"),
        ("vpn-gateway", "Cổng VPN", "VPN gateway"),
        ("jump-host", "Máy trung gian quản trị", "jump host"),
        ("agent-node", "Máy chủ bảo mật điểm kết nối (Agent Node)", "agent node"),
        ("database", "Cơ sở dữ liệu", "database"),
        ("file-store", "Kho tệp", "file store"),
        ("cache", "Bộ nhớ đệm", "cache"),
        ("message-broker", "Môi giới thông điệp", "message broker"),
        ("integration", "Thành phần tích hợp", "integration component"),
        ("etl", "Thu nạp, chuyển đổi dữ liệu", "data loading and conversion"),
        ("masking", "Ẩn danh, giả danh dữ liệu", "masking step"),
        ("analytics", "Phân tích dữ liệu", "analytics"),
        ("ai-model", "Mô hình trí tuệ nhân tạo", "AI model"),
        ("directory", "Thư mục người dùng", "user directory"),
        ("monitoring", "Giám sát", "monitoring"),
        ("log-store", "Kho nhật ký", "log store"),
        ("backup", "Kho sao lưu", "backup store"),
        ("administration", "Cổng quản trị", "administration console"),
        ("iot-gateway", "Cổng IoT", "IoT gateway"),
        ("approval", "Bước phê duyệt của người có thẩm quyền", "approval by the person in charge"),
        ("other", "Loại khác", "another kind"),
    ]
);

choice!(
    EXPOSURE,
    "exposure",
    [
        ("internet", "Internet", "the Internet"),
        ("dedicated", "Mạng truyền số liệu chuyên dùng", "the dedicated state network"),
        ("partner", "Mạng đối tác", "partner networks"),
        ("agency", "Trong cơ quan", "inside the agency"),
        ("none", "Chỉ trong hệ thống", "only inside the system"),
    ]
);

/// A part of a system.
pub static COMPONENT: Record = Record {
    key: "component",
    label: w("thành phần", "component"),
    about: w(
        "Một thành phần đáng kể của hệ thống; không liệt kê từng máy ảo, máy trạm, camera hay bảng.",
        "A notable part of a system; not every virtual machine, workstation, camera or table.",
    ),
    noun: Some(Noun::Component),
    groups: &[&[
        NAME_FIELD,
        NAME_EN_FIELD,
        field(
            "kind",
            Type::Choice(&COMPONENT_KIND),
            w("loại thành phần", "kind"),
            w("Loại thành phần.", "The kind of component."),
        ),
        field(
            "zone",
            Type::Choice(&ZONE_KIND),
            w("vùng mạng", "zone"),
            w("Vùng mạng đặt thành phần.", "The zone it stands in."),
        ),
        field(
            "exposure",
            Type::Choice(&EXPOSURE),
            w("mức phơi lộ", "exposure"),
            w("Mạng xa nhất truy cập trực tiếp được.", "The farthest network that can reach it directly."),
        ),
        field(
            "holds",
            Type::List(const { &Type::Ref(&[Noun::Data]) }),
            w("lưu giữ dữ liệu", "holds"),
            w("Dữ liệu được lưu giữ.", "The data it keeps."),
        ),
        field(
            "masking",
            Type::Several(const { &Type::Choice(&MASKING) }),
            w("che giấu dữ liệu", "masking"),
            w("Cách che giấu dữ liệu đi qua.", "How it masks data that pass through."),
        ),
        field(
            "technology",
            Type::Text,
            w("công nghệ", "technology"),
            w("Công nghệ chính; không ghi cấu hình.", "The main technology; no configuration."),
        ),
        field(
            "provided-by",
            Type::Ref(&[Noun::System, Noun::Platform]),
            w("do thành phần dùng chung cung cấp", "provided by"),
            w("Hệ thống, nền tảng cung cấp thành phần này.", "The shared system that provides it."),
        ),
        NOTE_FIELD,
        FOLLOW_UP_FIELD,
    ]],
};

/// What a system or database offers to others.
pub static INTERFACE: Record = Record {
    key: "interface",
    label: w("giao diện kết nối", "interface"),
    about: w("Một API hoặc điểm kết nối mà bên khác sử dụng.", "An API or connection point that others use."),
    noun: Some(Noun::Interface),
    groups: &[INTERFACE_FIELDS],
};

const INTERFACE_FIELDS: &[Field] = &[
    NAME_FIELD,
    NAME_EN_FIELD,
    field(
        "on",
        Type::Ref(&[Noun::Component]),
        w("trên thành phần", "on"),
        w("Thành phần cung cấp giao diện.", "The component that offers it."),
    ),
    field(
        "protocol",
        Type::Choice(&PROTOCOL),
        w("giao thức", "protocol"),
        w("Giao thức truyền.", "The transport protocol."),
    ),
    field("style", Type::Choice(&INTERFACE_STYLE), w("kiểu", "style"), w("Kiểu giao diện.", "The style.")),
    field(
        "format",
        Type::Several(const { &Type::Choice(&DATA_FORMAT) }),
        w("định dạng", "format"),
        w("Định dạng dữ liệu.", "The data format."),
    ),
    field("version", Type::Text, w("phiên bản", "version"), w("Phiên bản giao diện.", "Its version.")),
    field(
        "lifecycle",
        Type::Choice(&INTERFACE_LIFECYCLE),
        w("vòng đời", "lifecycle"),
        w("Trạng thái vòng đời của giao diện.", "Where it stands in its life."),
    ),
    OWNER_FIELD,
    field(
        "auth",
        Type::Several(const { &Type::Choice(&AUTHENTICATION) }),
        w("xác thực", "authentication"),
        w("Cách xác thực bên gọi.", "How callers are authenticated."),
    ),
    field(
        "authorisation",
        Type::Several(const { &Type::Choice(&AUTHORISATION) }),
        w("phân quyền", "authorisation"),
        w("Cách phân quyền truy cập.", "How access is granted."),
    ),
    field(
        "access-log",
        Type::Bool,
        w("lưu vết truy cập", "access log"),
        w("Có lưu vết truy cập.", "Whether accesses are logged."),
    ),
    field(
        "registration",
        Type::Text,
        w("mã đăng ký", "registration"),
        w("Mã đăng ký API đã được cấp; không tự đặt.", "The registration id that was given; never made up."),
    ),
    field(
        "catalogue",
        Type::Text,
        w("nơi công bố", "catalogue"),
        w("Danh mục nơi giao diện được công bố.", "The catalogue in which it is published."),
    ),
    field(
        "exposure",
        Type::Choice(&EXPOSURE),
        w("mức phơi lộ", "exposure"),
        w("Mạng xa nhất gọi trực tiếp được.", "The farthest network that can call it directly."),
    ),
    field(
        "shares",
        Type::List(const { &Type::Ref(&[Noun::Data]) }),
        w("dữ liệu chia sẻ", "shares"),
        w("Dữ liệu được chia sẻ qua giao diện.", "The data it shares."),
    ),
    field(
        "dictionary-mapping",
        Type::List(const { &Type::Record(&DICTIONARY_MAPPING) }),
        w("ánh xạ từ điển dữ liệu", "dictionary mapping"),
        w("Ánh xạ với Từ điển dữ liệu dùng chung.", "The mapping to the shared data dictionary."),
    ),
    field(
        "service-level",
        Type::Text,
        w("mức dịch vụ", "service level"),
        w("Mức sẵn sàng, thời gian đáp ứng.", "Availability and response time."),
    ),
    NOTE_FIELD,
    FOLLOW_UP_FIELD,
];

/// What a level is judged by, beside kind and data subjects.
static LEVEL_CRITERIA: Record = Record {
    key: "level-criteria",
    label: w("tiêu chí xác định cấp độ", "level criteria"),
    about: w("Các tiêu chí khác để xác định cấp độ.", "Further criteria by which the level is set."),
    noun: None,
    groups: &[&[
        field(
            "infrastructure-for",
            Type::Choice(&INFRASTRUCTURE_REACH),
            w("hạ tầng dùng chung cho", "infrastructure for"),
            w("Phạm vi mà hệ thống là hạ tầng dùng chung.", "Whose shared infrastructure it is."),
        ),
        field(
            "national-e-government",
            Type::Bool,
            w("phục vụ Chính phủ số quốc gia", "national e-Government"),
            w("Hệ thống quốc gia phục vụ Chính phủ số.", "A national e-Government system."),
        ),
        field(
            "continuous",
            Type::Bool,
            w("vận hành liên tục", "continuous operation"),
            w("Không chấp nhận ngừng mà không có kế hoạch trước.", "No unplanned stop is accepted."),
        ),
        field(
            "especially-important-data",
            Type::Bool,
            w("lưu trữ tập trung dữ liệu đặc biệt quan trọng", "central store of especially important data"),
            w("Lưu trữ tập trung dữ liệu quốc gia đặc biệt quan trọng.", "Especially important national data."),
        ),
        field(
            "conditional-service",
            Type::Bool,
            w("dịch vụ trực tuyến có điều kiện", "conditional online service"),
            w("Cung cấp dịch vụ trực tuyến thuộc danh mục có điều kiện.", "It offers a conditional online service."),
        ),
    ]],
};

const SYSTEM_FIELDS: &[Field] = &[
    field(
        "kind",
        Type::Choice(&SYSTEM_KIND),
        w("loại hệ thống", "kind"),
        w("Loại hệ thống theo chức năng.", "The kind of system by what it does."),
    ),
    field(
        "capabilities",
        Type::Several(const { &Type::Ref(&[Noun::Capability]) }),
        w("năng lực", "capabilities"),
        w("Những gì hệ thống làm được, theo danh mục năng lực.", "What it can do, from the list of capabilities."),
    ),
    field(
        "sectors",
        Type::Several(const { &Type::Choice(&SECTOR) }),
        w("lĩnh vực", "sectors"),
        w("Lĩnh vực phục vụ.", "The sectors it serves."),
    ),
    field(
        "serves-public",
        Type::Bool,
        w("phục vụ người dân, doanh nghiệp", "serves the public"),
        w("Cung cấp dịch vụ trực tuyến cho người dân, doanh nghiệp.", "It offers online services to the public."),
    ),
    field(
        "accepts-applications",
        Type::Bool,
        w("tiếp nhận hồ sơ", "accepts applications"),
        w("Người dân nộp hồ sơ trực tiếp trên hệ thống.", "Applicants hand in their files here."),
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
        "data-subjects",
        Type::Record(&DATA_SUBJECTS),
        w("chủ thể dữ liệu", "data subjects"),
        w("Số chủ thể dữ liệu cá nhân.", "How many people's data it processes."),
    ),
    field(
        "level-criteria",
        Type::Record(&LEVEL_CRITERIA),
        w("tiêu chí cấp độ", "level criteria"),
        w("Tiêu chí khác để xác định cấp độ.", "Further criteria for the level."),
    ),
    field(
        "sandbox",
        Type::Bool,
        w("thử nghiệm có kiểm soát", "sandbox"),
        w("Hệ thống thử nghiệm có kiểm soát.", "It runs in a regulatory sandbox."),
    ),
    field(
        "networks",
        Type::Several(const { &Type::Choice(&NETWORK) }),
        w("mạng kết nối", "networks"),
        w("Các mạng mà hệ thống kết nối.", "The networks it is connected to."),
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
        "reuse-analysis",
        Type::Record(&REUSE_ANALYSIS),
        w("rà soát dùng chung", "reuse analysis"),
        w("Kết quả rà soát trước khi xây dựng mới.", "The search made before building."),
    ),
    field(
        "necessity",
        Type::Text,
        w("thuyết minh sự cần thiết", "necessity"),
        w("Vì sao thật sự cần thiết.", "Why it is really necessary."),
    ),
    field(
        "agency-platform",
        Type::Ref(&[Noun::System, Noun::Platform]),
        w("nền tảng tích hợp của cơ quan", "agency platform"),
        w("LGSP hoặc LDOP mà hệ thống kết nối qua.", "The LGSP or LDOP it connects through."),
    ),
    field(
        "procedures",
        Type::Several(const { &Type::Ref(&[Noun::Procedure]) }),
        w("thủ tục hành chính", "procedures"),
        w("Thủ tục được tiếp nhận, giải quyết tại hệ thống.", "The procedures handled here."),
    ),
    field(
        "shared-component-reuse",
        Type::Ref(&[Noun::System, Noun::Platform]),
        w("thành phần dùng chung được sử dụng lại", "reused shared component"),
        w("Thành phần dùng chung quốc gia được sử dụng lại.", "The national shared component it reuses."),
    ),
    field(
        "components",
        Type::Objects(&COMPONENT),
        w("thành phần", "components"),
        w("Các thành phần đáng kể.", "Its notable parts."),
    ),
    field(
        "interfaces",
        Type::Objects(&INTERFACE),
        w("giao diện", "interfaces"),
        w("Các giao diện cung cấp cho bên khác.", "What it offers to others."),
    ),
];

/// An information system.
pub static SYSTEM: Record = Record {
    key: "system",
    label: w("hệ thống", "system"),
    about: w("Một hệ thống thông tin của cơ quan.", "An agency's information system."),
    noun: Some(Noun::System),
    groups: &[IDENTITY, PLACEMENT, RESPONSIBILITY, LIFE, SYSTEM_FIELDS],
};

/// A platform: a system that others are meant to use.
pub static PLATFORM: Record = Record {
    key: "platform",
    label: w("nền tảng", "platform"),
    about: w("Một nền tảng số dùng chung.", "A digital platform for shared use."),
    noun: Some(Noun::Platform),
    groups: &[IDENTITY, PLACEMENT, RESPONSIBILITY, LIFE, SYSTEM_FIELDS],
};
