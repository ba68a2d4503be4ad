//! Security of a system: level, dossier, zones, controls, logs, administration, recovery, hosting.

use super::choices::choice;
use super::common::{FOLLOW_UP_FIELD, NOTE_FIELD};
use crate::lang::words as w;
use crate::schema::{Field, Noun, Record, Type, field};

choice!(
    ZONE_KIND,
    "zone-kind",
    [
        ("perimeter", "Vùng mạng biên", "perimeter"),
        ("dmz", "Vùng DMZ", "DMZ"),
        ("internal", "Vùng mạng nội bộ", "internal"),
        ("server", "Vùng máy chủ", "server"),
        ("internal-server", "Vùng máy chủ nội bộ", "internal server"),
        ("database", "Vùng máy chủ cơ sở dữ liệu", "database server"),
        ("wireless", "Vùng mạng không dây", "wireless"),
        ("management", "Vùng quản trị", "management"),
        ("device-management", "Vùng quản trị thiết bị hệ thống", "system-device management"),
        ("wan", "Vùng mạng WAN", "WAN"),
        ("operation", "Vùng công nghệ vận hành (OT)", "operational technology (OT)"),
        ("core", "Vùng lõi", "core"),
        ("backup", "Vùng sao lưu", "backup"),
        ("log", "Vùng lưu nhật ký", "log store"),
        ("test", "Vùng thử nghiệm", "test"),
        ("internet", "Internet (ngoài hệ thống)", "Internet (outside the system)"),
        ("partner", "Mạng đối tác (ngoài hệ thống)", "partner network (outside the system)"),
    ]
);

choice!(
    CONTROL,
    "control",
    [
        ("network-diagram", "Sơ đồ mạng", "network diagram"),
        ("data-flow-diagram", "Sơ đồ luồng dữ liệu", "data-flow diagram"),
        ("firewall-ips", "Tường lửa có phòng chống xâm nhập", "firewall with intrusion prevention"),
        ("vpn", "Mạng riêng ảo cho truy cập từ xa", "VPN for remote access"),
        ("mfa", "Xác thực đa yếu tố", "multi-factor authentication"),
        ("ntp", "Đồng bộ thời gian", "time synchronisation"),
        ("waf", "Tường lửa ứng dụng web", "web application firewall"),
        ("separate-backup", "Lưu trữ sao lưu tách khỏi vùng vận hành", "backup store separate from production"),
        ("encryption-at-rest", "Mã hóa dữ liệu lưu trữ", "encryption at rest"),
        ("encryption-in-transit", "Mã hóa dữ liệu truyền", "encryption in transit"),
        ("double-encryption-in-transit", "Hai lớp mã hóa khi truyền", "two layers of encryption in transit"),
        (
            "restricted-administration",
            "Quản trị từ xa từ nguồn giới hạn",
            "remote administration from limited sources"
        ),
        ("secure-protocols", "Tắt giao thức không an toàn", "insecure protocols switched off"),
        ("siem", "Quản lý và phân tích sự kiện an ninh (SIEM)", "security event management (SIEM)"),
        ("edr", "Phát hiện và phản ứng tại thiết bị đầu cuối (EDR)", "endpoint detection and response (EDR)"),
        ("database-firewall", "Tường lửa cơ sở dữ liệu", "database firewall"),
        ("nac", "Kiểm soát truy cập mạng (NAC)", "network access control (NAC)"),
        ("anti-ddos", "Phòng chống tấn công từ chối dịch vụ", "anti-DDoS"),
        ("backup-3-2-1", "Sao lưu theo nguyên tắc 3-2-1", "3-2-1 backup"),
        ("hot-standby", "Dự phòng nóng và cân bằng tải", "hot standby and load balancing"),
        ("central-accounts", "Quản lý tài khoản tập trung", "central account management"),
        ("egress-control", "Kiểm soát kết nối ra ngoài", "egress control"),
        (
            "separate-teams",
            "Tách đội vận hành, quản trị, an ninh",
            "separate operation, administration and security teams"
        ),
        ("pentest", "Kiểm thử xâm nhập định kỳ", "regular penetration tests"),
        ("pam", "Quản lý tài khoản đặc quyền (PAM)", "privileged access management (PAM)"),
        ("dlp", "Phòng chống thất thoát dữ liệu (DLP)", "data loss prevention (DLP)"),
        ("micro-segmentation", "Vi phân đoạn mạng", "micro-segmentation"),
        ("one-way-gateway", "Cổng truyền một chiều", "one-way gateway"),
        ("ztna", "Truy cập mạng không tin cậy mặc định (ZTNA)", "zero-trust network access (ZTNA)"),
        ("jump-host", "Máy trung gian quản trị", "jump host"),
        ("isolated-management", "Mạng quản trị tách biệt", "isolated management network"),
        ("two-internet-routes", "Ít nhất hai hướng Internet quốc tế", "two international Internet routes"),
        ("monitoring-24-7", "Giám sát 24/7", "24/7 monitoring"),
        ("immutable-logs", "Nhật ký không thể sửa đổi", "immutable logs"),
        ("sbom", "Danh mục thành phần phần mềm (SBOM)", "software bill of materials (SBOM)"),
        ("zero-trust", "Kiến trúc Zero Trust", "zero-trust architecture"),
        ("standby-site", "Địa điểm dự phòng", "standby site"),
        ("crypto-hardware", "Thiết bị mật mã chuyên dụng", "dedicated cryptographic hardware"),
        ("api-protection", "Bảo vệ API", "API protection"),
        ("bot-protection", "Phòng chống bot", "bot protection"),
    ]
);

choice!(
    DOSSIER_STATUS,
    "dossier-status",
    [
        ("none", "Chưa lập hồ sơ", "no dossier"),
        ("drafting", "Đang lập", "being written"),
        ("submitted", "Đã trình thẩm định", "submitted"),
        ("approved", "Đã phê duyệt", "approved"),
    ]
);

choice!(
    SEPARATION,
    "separation",
    [
        ("none", "Không tách biệt", "not separated"),
        ("logical", "Tách biệt lô-gíc", "logically separated"),
        ("physical", "Tách biệt vật lý", "physically separated"),
    ]
);

/// A system's network zone.
pub static ZONE: Record = Record {
    key: "zone",
    label: w("vùng mạng", "network zone"),
    about: w(
        "Một vùng mạng của hệ thống. Không ghi địa chỉ IP hay cấu hình thiết bị.",
        "A network zone of the system. Write no IP address and no device configuration.",
    ),
    noun: Some(Noun::Zone),
    groups: &[&[
        field(
            "kind",
            Type::Choice(&ZONE_KIND),
            w("loại vùng", "kind of zone"),
            w("Loại vùng mạng; viết ngay trong danh sách.", "The kind of zone; written in the list itself."),
        ),
        field(
            "reachable-from",
            Type::List(const { &Type::Choice(&ZONE_KIND) }),
            w("truy cập được từ", "reachable from"),
            w(
                "Các vùng được phép kết nối trực tiếp vào vùng này.",
                "The zones that may connect to this one directly.",
            ),
        ),
        NOTE_FIELD,
    ]],
};

static CONTROL_DETAIL: Record = Record {
    key: "control-detail",
    label: w("biện pháp", "control"),
    about: w("Một biện pháp bảo vệ đang áp dụng.", "A safeguard in force."),
    noun: None,
    groups: &[&[
        field(
            "kind",
            Type::Choice(&CONTROL),
            w("loại biện pháp", "kind of control"),
            w("Loại biện pháp; viết ngay trong danh sách.", "The kind of control; written in the list itself."),
        ),
        field(
            "provided-by",
            Type::Ref(&[Noun::System, Noun::Platform, Noun::Component]),
            w("do thành phần cung cấp", "provided by"),
            w(
                "Hệ thống, nền tảng dùng chung cung cấp biện pháp này, ví dụ hệ thống phòng vệ mạng quốc gia.",
                "The shared system or platform that provides it, such as the national network defence system.",
            ),
        ),
        field(
            "since",
            Type::Date,
            w("từ ngày", "since"),
            w("Ngày bắt đầu áp dụng.", "The day from which it is in force."),
        ),
        NOTE_FIELD,
    ]],
};

static DOSSIER: Record = Record {
    key: "dossier",
    label: w("hồ sơ đề xuất cấp độ", "level dossier"),
    about: w("Hồ sơ xác định cấp độ an toàn.", "The dossier that sets the security level."),
    noun: None,
    groups: &[&[
        field(
            "status",
            Type::Choice(&DOSSIER_STATUS),
            w("tình trạng", "status"),
            w("Tình trạng phê duyệt hồ sơ.", "How far approval has come."),
        ),
        field("date", Type::Date, w("ngày", "date"), w("Ngày của tình trạng đó.", "The day of that status.")),
        field(
            "decision",
            Type::Text,
            w("quyết định", "decision"),
            w("Số quyết định phê duyệt.", "The number of the approval decision."),
        ),
        field(
            "under",
            Type::Text,
            w("theo quy định", "under"),
            w("Văn bản làm căn cứ lập hồ sơ.", "The instrument under which it was made."),
        ),
    ]],
};

static LOGS: Record = Record {
    key: "logs",
    label: w("nhật ký", "logs"),
    about: w("Lưu giữ nhật ký hệ thống.", "How system logs are kept."),
    noun: None,
    groups: &[&[
        field(
            "retention-months",
            Type::Integer(0, 1200),
            w("thời gian lưu (tháng)", "retention (months)"),
            w("Số tháng lưu giữ nhật ký.", "How many months logs are kept."),
        ),
        field(
            "zone",
            Type::Choice(&ZONE_KIND),
            w("vùng lưu", "zone"),
            w("Vùng mạng đặt nơi lưu nhật ký.", "The zone in which the log store stands."),
        ),
        field(
            "separate-system",
            Type::Bool,
            w("hệ thống riêng", "separate system"),
            w("Nhật ký được lưu trên hệ thống riêng.", "Logs are kept on a separate system."),
        ),
    ]],
};

static RISK_ASSESSMENT: Record = Record {
    key: "risk-assessment",
    label: w("đánh giá rủi ro", "risk assessment"),
    about: w("Lần đánh giá rủi ro gần nhất.", "The latest risk assessment."),
    noun: None,
    groups: &[&[
        field("date", Type::Date, w("ngày", "date"), w("Ngày đánh giá.", "The day of the assessment.")),
        field("document", Type::Text, w("văn bản", "document"), w("Số văn bản, báo cáo.", "The report's number.")),
    ]],
};

static MONITORING: Record = Record {
    key: "monitoring",
    label: w("giám sát an ninh mạng", "security monitoring"),
    about: w("Kết nối giám sát an ninh mạng.", "How security is monitored."),
    noun: None,
    groups: &[&[
        field(
            "national-link",
            Type::Bool,
            w("kết nối giám sát quốc gia", "national monitoring link"),
            w("Đã kết nối hệ thống giám sát quốc gia.", "The system is linked to national monitoring."),
        ),
        field(
            "by",
            Type::Ref(&[Noun::System, Noun::Platform]),
            w("do", "by"),
            w("Trung tâm giám sát (SOC) phụ trách.", "The operation centre that watches it."),
        ),
    ]],
};

/// The security record of a system, platform or database.
pub static SECURITY: Record = Record {
    key: "security",
    label: w("an ninh mạng", "security"),
    about: w("Cấp độ an toàn và các biện pháp bảo vệ.", "The security level and the safeguards."),
    noun: None,
    groups: &[&[
        field(
            "level",
            Type::Integer(1, 5),
            w("cấp độ", "level"),
            w("Cấp độ an toàn hệ thống thông tin, từ 1 đến 5.", "The security level of the system, 1 to 5."),
        ),
        field(
            "dossier",
            Type::Record(&DOSSIER),
            w("hồ sơ cấp độ", "level dossier"),
            w("Tình trạng hồ sơ cấp độ.", "The state of the level dossier."),
        ),
        field(
            "regulation-issued",
            Type::Date,
            w("ngày ban hành quy chế", "regulation issued"),
            w("Ngày ban hành quy chế bảo đảm an ninh mạng.", "The day the security regulation was issued."),
        ),
        field(
            "zones",
            Type::KeyedObjects(&ZONE_KIND, &ZONE),
            w("vùng mạng", "zones"),
            w("Các vùng mạng của hệ thống.", "The network zones of the system."),
        ),
        field(
            "controls",
            Type::Keyed(&CONTROL, &CONTROL_DETAIL),
            w("biện pháp", "controls"),
            w("Các biện pháp bảo vệ đang áp dụng.", "The safeguards in force."),
        ),
        field(
            "logs",
            Type::Record(&LOGS),
            w("nhật ký", "logs"),
            w("Thời gian và nơi lưu nhật ký.", "How long and where logs are kept."),
        ),
        field(
            "risk-assessment",
            Type::Record(&RISK_ASSESSMENT),
            w("đánh giá rủi ro", "risk assessment"),
            w("Lần đánh giá rủi ro gần nhất.", "The latest risk assessment."),
        ),
        field(
            "monitoring",
            Type::Record(&MONITORING),
            w("giám sát", "monitoring"),
            w("Kết nối giám sát an ninh mạng.", "How security is monitored."),
        ),
        FOLLOW_UP_FIELD,
        NOTE_FIELD,
    ]],
};

/// Where a system runs.
pub static HOSTING: Record = Record {
    key: "hosting",
    label: w("hạ tầng vận hành", "hosting"),
    about: w("Hạ tầng mà hệ thống được triển khai.", "The infrastructure the system runs on."),
    noun: None,
    groups: &[&[
        field(
            "on",
            Type::Ref(&[Noun::System, Noun::Platform]),
            w("trên", "on"),
            w("Trung tâm dữ liệu hoặc nền tảng đám mây.", "The data centre or cloud platform."),
        ),
        field(
            "rented",
            Type::Bool,
            w("thuê", "rented"),
            w("Hạ tầng thuê của tổ chức khác.", "The infrastructure is rented from another organisation."),
        ),
        field(
            "separation",
            Type::Choice(&SEPARATION),
            w("mức tách biệt", "separation"),
            w("Mức tách biệt với hệ thống khác cùng hạ tầng.", "How it is separated from others on it."),
        ),
        field(
            "zone-separation",
            Type::Choice(&SEPARATION),
            w("tách biệt vùng mạng", "separation of zones"),
            w("Mức tách biệt của các vùng mạng.", "How its zones are separated."),
        ),
        field(
            "storage-separation",
            Type::Choice(&SEPARATION),
            w("tách biệt lưu trữ", "separation of storage"),
            w("Mức tách biệt của hệ thống lưu trữ.", "How its storage is separated."),
        ),
        field(
            "device-separation",
            Type::Choice(&SEPARATION),
            w("tách biệt thiết bị mạng chính", "separation of main network devices"),
            w("Mức tách biệt của thiết bị mạng chính.", "How its main network devices are separated."),
        ),
        field(
            "shared-data-centre",
            Type::Ref(&[Noun::System, Noun::Platform]),
            w("trung tâm dữ liệu của cơ quan nhà nước", "state data centre"),
            w(
                "Trung tâm dữ liệu của cơ quan nhà nước mà hệ thống đặt trong đó.",
                "The data centre of a state agency in which the system stands.",
            ),
        ),
        NOTE_FIELD,
    ]],
};

/// Backup, standby and disaster recovery.
pub static RECOVERY: Record = Record {
    key: "recovery",
    label: w("sao lưu, phục hồi", "backup and recovery"),
    about: w("Sao lưu, dự phòng và phục hồi thảm họa.", "Backup, standby and disaster recovery."),
    noun: None,
    groups: &[RECOVERY_FIELDS],
};

const RECOVERY_FIELDS: &[Field] = &[
    field("backup", Type::Bool, w("sao lưu", "backup"), w("Có giải pháp sao lưu.", "There is a backup.")),
    field(
        "backup-zone",
        Type::Choice(&ZONE_KIND),
        w("vùng lưu bản sao", "backup zone"),
        w("Vùng đặt nơi lưu bản sao lưu.", "The zone in which backups are kept."),
    ),
    field("standby", Type::Bool, w("dự phòng", "standby"), w("Có hệ thống dự phòng.", "There is a standby system.")),
    field(
        "disaster-recovery",
        Type::Bool,
        w("phục hồi thảm họa", "disaster recovery"),
        w("Có giải pháp phục hồi thảm họa.", "There is a disaster-recovery solution."),
    ),
    field(
        "site-distance-km",
        Type::Integer(0, 20_000),
        w("khoảng cách địa điểm dự phòng (km)", "distance of the standby site (km)"),
        w("Khoảng cách đến địa điểm dự phòng.", "How far away the standby site is."),
    ),
    field(
        "last-restore-test",
        Type::Date,
        w("lần thử khôi phục gần nhất", "last restore test"),
        w("Ngày thử khôi phục gần nhất.", "The day of the latest restore test."),
    ),
];
