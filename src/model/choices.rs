//! The closed lists of values: what a field may say, with both languages. Values of the official draft
//! tables keep the official Vietnamese label. Lists about security stand in `security.rs`.

use crate::lang::words as w;
use crate::schema::Item;

pub(super) const fn v(key: &'static str, vi: &'static str, en: &'static str) -> Item {
    Item { key, label: w(vi, en) }
}

macro_rules! choice {
    ($name:ident, $key:literal, [$(($value:literal, $vi:literal, $en:literal)),* $(,)?]) => {
        #[doc = concat!("The values of `", $key, "`.")]
        pub static $name: $crate::schema::Choice = $crate::schema::Choice {
            key: $key,
            options: &[$($crate::model::choices::v($value, $vi, $en)),*],
        };
    };
}
pub(super) use choice;

choice!(
    RECORD_TYPE,
    "record-type",
    [("original", "Bản ghi gốc", "original record"), ("reference", "Bản ghi tham chiếu", "reference record"),]
);

choice!(
    OBJECT_KIND,
    "object-kind",
    [
        ("logical-component", "Thành phần logic", "logical component"),
        ("infrastructure", "Hạ tầng số", "digital infrastructure"),
        ("system", "Hệ thống số/hệ thống thông tin", "digital or information system"),
        ("platform", "Nền tảng số", "digital platform"),
        ("database", "CSDL/tài sản dữ liệu", "database or data asset"),
        ("service", "Dịch vụ số", "digital service"),
        ("other", "Loại khác", "another kind"),
    ]
);

choice!(
    LAYER,
    "layer",
    [
        (
            "infrastructure",
            "Hạ tầng số và an ninh mạng dùng chung",
            "shared digital infrastructure and cyber-security"
        ),
        ("data", "Dữ liệu và nền tảng lõi", "data and core platforms"),
        ("application", "Ứng dụng và nghiệp vụ dùng chung", "shared applications and business"),
        ("channel", "Kênh tương tác và đo lường hiệu quả", "interaction channels and performance measurement"),
        ("governance", "Quản trị, điều phối và giám sát", "governance, coordination and monitoring"),
        (
            "standards",
            "Tiêu chuẩn, quy chuẩn và yêu cầu kỹ thuật chung",
            "standards and common technical requirements"
        ),
        ("ai-first", "Ưu tiên ứng dụng trí tuệ nhân tạo (AI First)", "AI first"),
        ("data-centric", "Lấy dữ liệu làm trung tâm (Data-Centric)", "data-centric"),
        ("operation", "Vận hành - quản trị (mô hình cấp xã)", "operation and administration (commune model)"),
        ("resources", "Nguồn lực - nhân lực (mô hình cấp xã)", "resources and staff (commune model)"),
    ]
);

choice!(
    LAYER_COMPONENT,
    "layer-component",
    [
        ("digital-infrastructure", "Hạ tầng số", "digital infrastructure"),
        ("cyber-security", "An ninh mạng", "cyber-security"),
        ("data", "Dữ liệu", "data"),
        ("core-platform", "Nền tảng lõi", "core platforms"),
        ("shared-application", "Ứng dụng và nghiệp vụ dùng chung", "shared applications and business"),
        ("business-operation", "Nghiệp vụ (mô hình cấp xã)", "business operations (commune model)"),
        ("interaction-channel", "Kênh tương tác", "interaction channels"),
        ("performance-measurement", "Đo lường hiệu quả", "performance measurement"),
    ]
);

choice!(
    STATE,
    "state",
    [
        ("current", "Hiện trạng", "current"),
        ("target", "Mục tiêu", "target"),
        ("both", "Đồng thời hiện trạng và mục tiêu", "current and target"),
    ]
);

choice!(
    SCOPE,
    "scope",
    [
        ("national", "Quốc gia", "national"),
        ("sector", "Ngành, lĩnh vực", "sector"),
        ("inter-province", "Liên tỉnh", "several provinces"),
        ("ministry", "Cấp bộ", "ministry"),
        ("province", "Cấp tỉnh", "province"),
        ("organisation", "Cơ quan/tổ chức", "agency or organisation"),
        ("unit", "Đơn vị", "unit"),
        ("commune", "Cấp xã", "commune"),
        ("user-group", "Nhóm người dùng", "user group"),
    ]
);

choice!(
    SHARING,
    "sharing",
    [
        (
            "national-a",
            "Dùng chung quốc gia cho các ngành, lĩnh vực - Nhóm A",
            "shared nationally by all sectors (Group A)"
        ),
        ("national-b", "Dùng chung quốc gia cho ngành, lĩnh vực - Nhóm B", "shared nationally in a sector (Group B)"),
        (
            "national-other",
            "Dùng chung quốc gia, không có mã Nhóm A, Nhóm B",
            "shared nationally, without an A or B code"
        ),
        ("ministry", "Dùng chung cấp bộ", "shared in the ministry"),
        ("province", "Dùng chung cấp tỉnh", "shared in the province"),
        ("internal", "Dùng chung nội bộ", "shared internally"),
        ("dedicated", "Dùng riêng/đặc thù", "dedicated or special"),
        ("none", "Không áp dụng", "does not apply"),
    ]
);

choice!(
    LIFECYCLE,
    "lifecycle",
    [
        ("planned", "Dự kiến", "planned"),
        ("building", "Đang xây dựng", "being built"),
        ("piloting", "Thử nghiệm", "in pilot"),
        ("operating", "Đang vận hành", "in operation"),
        ("upgrading", "Nâng cấp", "being upgraded"),
        ("merging", "Hợp nhất", "being merged"),
        ("replacing", "Thay thế", "being replaced"),
        ("retired", "Kết thúc sử dụng", "retired"),
        ("other", "Trạng thái khác", "another state"),
    ]
);

choice!(
    USAGE,
    "usage",
    [
        ("unused", "Chưa khai thác", "not used yet"),
        ("connecting", "Đang kết nối", "being connected"),
        ("in-use", "Đang khai thác", "in use"),
        ("partly-used", "Khai thác một phần", "partly used"),
        ("suspended", "Tạm dừng", "suspended"),
        ("no-longer-used", "Không còn sử dụng", "no longer used"),
    ]
);

choice!(
    PLAN,
    "plan",
    [
        ("keep", "Tiếp tục sử dụng", "keep using"),
        ("standardise-connect-integrate", "Chuẩn hóa/kết nối/tích hợp", "standardise, connect or integrate"),
        ("upgrade-extend", "Nâng cấp/mở rộng", "upgrade or extend"),
        ("merge-reorganise", "Hợp nhất/tổ chức lại", "merge or reorganise"),
        ("replace-retire", "Thay thế/kết thúc", "replace or retire"),
        ("add-new", "Bổ sung mới", "add as new"),
    ]
);

choice!(
    STANDING,
    "standing",
    [
        ("read", "Đã đọc văn bản", "the text was read"),
        ("paraphrase", "Theo bản diễn giải", "from a paraphrase"),
        ("reported", "Theo nguồn thứ cấp", "as reported"),
        ("draft", "Theo dự thảo", "from a draft"),
        ("unverified", "Chưa kiểm chứng", "unverified"),
    ]
);

choice!(
    AGENCY_LEVEL,
    "agency-level",
    [
        ("central", "Cơ quan trung ương", "central agency"),
        ("ministry", "Bộ, cơ quan ngang bộ", "ministry or ministerial-level agency"),
        ("province", "Tỉnh, thành phố", "province or city"),
        ("commune", "Xã, phường, đặc khu", "commune"),
        ("unit", "Đơn vị trực thuộc (sở, cục, trung tâm)", "subordinate unit (department, centre)"),
        ("organisation", "Tổ chức khác", "another organisation"),
    ]
);

choice!(
    SECTOR,
    "sector",
    [
        ("administration", "Hành chính", "administration"),
        ("agriculture", "Nông nghiệp", "agriculture"),
        ("banking", "Ngân hàng", "banking"),
        ("construction", "Xây dựng", "construction"),
        ("culture", "Văn hóa, thể thao, du lịch", "culture, sports and tourism"),
        ("defence-security", "Quốc phòng, an ninh", "defence and security"),
        ("education", "Giáo dục", "education"),
        ("energy", "Năng lượng", "energy"),
        ("environment", "Môi trường, đất đai", "environment and land"),
        ("ethnic-religious", "Dân tộc, tôn giáo", "ethnic and religious affairs"),
        ("finance", "Tài chính", "finance"),
        ("health", "Y tế", "health"),
        ("industry-trade", "Công Thương", "industry and trade"),
        ("information", "Thông tin, truyền thông", "information and communications"),
        ("justice", "Tư pháp", "justice"),
        ("labour-social", "Lao động, an sinh xã hội", "labour and social security"),
        ("science", "Khoa học và công nghệ", "science and technology"),
        ("transport", "Giao thông vận tải", "transport"),
        ("other", "Lĩnh vực khác", "another sector"),
    ]
);

choice!(
    SYSTEM_KIND,
    "system-kind",
    [
        ("procedure-system", "Hệ thống thông tin giải quyết thủ tục hành chính", "administrative procedure system"),
        ("portal", "Cổng thông tin điện tử", "information portal"),
        ("public-service-portal", "Cổng dịch vụ công", "public service portal"),
        ("document-management", "Hệ thống quản lý văn bản và điều hành", "document management system"),
        ("document-axis", "Trục liên thông văn bản", "document interconnection axis"),
        ("service-platform", "Nền tảng tích hợp, chia sẻ dữ liệu (LGSP)", "service integration platform (LGSP)"),
        ("orchestration-platform", "Nền tảng điều phối dữ liệu (LDOP)", "data orchestration platform (LDOP)"),
        (
            "national-exchange",
            "Nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NDXP)",
            "national data exchange platform (NDXP)"
        ),
        (
            "national-orchestration",
            "Nền tảng chia sẻ, điều phối dữ liệu quốc gia (NDOP)",
            "national data orchestration platform (NDOP)"
        ),
        ("operation-centre", "Trung tâm giám sát, điều hành (IOC)", "operation centre (IOC)"),
        ("dashboard", "Bảng chỉ số, báo cáo điều hành", "dashboard and reporting"),
        ("data-warehouse", "Kho dữ liệu dùng chung", "data warehouse"),
        ("analytics", "Nền tảng phân tích, xử lý dữ liệu", "data analytics platform"),
        ("open-data-portal", "Cổng dữ liệu", "open data portal"),
        ("ai-platform", "Nền tảng trí tuệ nhân tạo", "AI platform"),
        ("virtual-assistant", "Trợ lý ảo", "virtual assistant"),
        ("compute", "Hạ tầng tính toán hiệu năng cao", "high-performance computing"),
        ("iot-platform", "Nền tảng IoT", "IoT platform"),
        ("video-management", "Hệ thống quản lý camera (VMS)", "video management system"),
        ("data-centre", "Trung tâm dữ liệu", "data centre"),
        ("cloud", "Nền tảng điện toán đám mây", "cloud platform"),
        ("network", "Hạ tầng mạng", "network infrastructure"),
        ("security-operation", "Trung tâm điều hành an ninh mạng (SOC)", "security operation centre (SOC)"),
        ("security-protection", "Hệ thống phòng vệ, bảo vệ mạng", "network protection system"),
        ("identity", "Nền tảng định danh và xác thực", "identity and authentication platform"),
        ("signature", "Hệ thống chữ ký số", "digital signature system"),
        ("data-dictionary", "Từ điển dữ liệu dùng chung", "shared data dictionary"),
        ("blockchain", "Nền tảng chuỗi khối", "blockchain platform"),
        ("map", "Nền tảng bản đồ số", "digital map platform"),
        ("email", "Thư điện tử công vụ", "official e-mail"),
        ("meeting", "Phòng họp trực tuyến, họp không giấy", "meeting platform"),
        ("feedback", "Tiếp nhận phản ánh, kiến nghị", "citizen feedback"),
        ("mobile-app", "Ứng dụng di động", "mobile application"),
        ("learning", "Nền tảng học tập trực tuyến", "learning platform"),
        ("sector-application", "Ứng dụng chuyên ngành", "sector application"),
        ("internal-application", "Ứng dụng nội bộ", "internal application"),
        ("architecture-management", "Hệ thống quản lý kiến trúc số", "architecture management system"),
        ("other", "Loại khác", "another kind"),
    ]
);

choice!(
    DATABASE_KIND,
    "database-kind",
    [
        ("national", "Cơ sở dữ liệu quốc gia", "national database"),
        ("synthesis", "Cơ sở dữ liệu tổng hợp", "synthesis database"),
        ("sector", "Cơ sở dữ liệu chuyên ngành", "sector database"),
        ("shared", "Cơ sở dữ liệu dùng chung của cơ quan", "agency's shared database"),
        ("warehouse", "Kho dữ liệu", "data warehouse"),
        ("internal", "Cơ sở dữ liệu nội bộ", "internal database"),
        ("other", "Loại khác", "another kind"),
    ]
);

choice!(
    DATABASE_ROLE,
    "database-role",
    [
        ("master", "Dữ liệu gốc, dữ liệu chủ", "source of master data"),
        ("copy", "Bản sao", "copy"),
        ("transactional", "Dữ liệu giao dịch", "transactional data"),
        ("analytics", "Phân tích, tổng hợp", "analytics"),
        ("log", "Nhật ký", "logs"),
        ("training", "Huấn luyện trí tuệ nhân tạo", "AI training"),
    ]
);

choice!(
    DATA_LAYER,
    "data-layer",
    [
        ("source", "Dữ liệu gốc", "source data"),
        ("metadata", "Dữ liệu đặc tả", "metadata"),
        ("master", "Dữ liệu chủ", "master data"),
        ("catalogue", "Dữ liệu danh mục", "catalogue data"),
        ("transaction", "Dữ liệu giao dịch", "transaction data"),
        ("synthesis", "Dữ liệu tổng hợp", "synthesis data"),
        ("analytics", "Dữ liệu phân tích", "analytical data"),
        ("open", "Dữ liệu mở", "open data"),
    ]
);

choice!(
    CLASSIFICATION,
    "classification",
    [
        ("open", "Dữ liệu mở", "open"),
        ("public", "Thông tin công cộng", "public"),
        ("internal", "Thông tin riêng, nội bộ", "internal"),
        ("personal", "Dữ liệu cá nhân cơ bản", "personal (basic)"),
        ("sensitive", "Dữ liệu cá nhân nhạy cảm", "personal (sensitive)"),
        ("important", "Dữ liệu quan trọng", "important"),
        ("core", "Dữ liệu cốt lõi", "core"),
        ("state-secret", "Bí mật nhà nước", "state secret"),
    ]
);

choice!(
    FLOW_KIND,
    "flow-kind",
    [
        ("technical", "Kết nối kỹ thuật", "technical connection"),
        ("data-exchange", "Trao đổi dữ liệu", "data exchange"),
        ("service", "Sử dụng dịch vụ", "use of a service"),
        ("dependency", "Phụ thuộc", "dependency"),
        ("reuse", "Dùng chung", "shared use"),
        ("inheritance", "Kế thừa", "inheritance"),
        ("other", "Quan hệ khác", "another relation"),
    ]
);

choice!(
    MECHANISM,
    "mechanism",
    [
        ("ndxp", "NDXP", "NDXP"),
        ("ndop", "NDOP", "NDOP"),
        ("lgsp", "LGSP", "LGSP"),
        ("ldop", "LDOP", "LDOP"),
        ("api", "API", "API"),
        ("interconnection-axis", "Trục liên thông", "interconnection axis"),
        ("dedicated-connection", "Kết nối chuyên dùng", "dedicated connection"),
        ("secret-document-axis", "Trục liên thông văn bản mật của Chính phủ", "Government axis for secret documents"),
        ("agent-node", "Thành phần bảo mật điểm kết nối (Agent Node)", "agent node"),
        ("other", "Cơ chế khác", "another mechanism"),
    ]
);

choice!(
    FLOW_STATUS,
    "flow-status",
    [
        ("operating", "Đang khai thác", "in use"),
        ("not-connected", "Chưa kết nối", "not connected"),
        ("upgrading", "Đang nâng cấp", "being upgraded"),
        ("planned", "Dự kiến", "planned"),
        ("piloting", "Thử nghiệm", "in pilot"),
        ("ended", "Kết thúc", "ended"),
        ("refused", "Bị từ chối chia sẻ", "sharing refused"),
        ("other", "Trạng thái khác", "another state"),
    ]
);

choice!(
    FLOW_PURPOSE,
    "flow-purpose",
    [
        ("business", "Nghiệp vụ", "business"),
        ("administration", "Quản trị hệ thống", "system administration"),
        ("monitoring", "Giám sát", "monitoring"),
        ("logging", "Ghi nhật ký", "logging"),
        ("backup", "Sao lưu", "backup"),
        ("synchronisation", "Đồng bộ dữ liệu", "data synchronisation"),
        ("authentication", "Xác thực", "authentication"),
        ("reporting", "Báo cáo", "reporting"),
        ("ai-training", "Huấn luyện trí tuệ nhân tạo", "AI training"),
        ("decision", "Ra quyết định", "decision"),
        ("official-document", "Văn bản điện tử", "official documents"),
        ("application-intake", "Tiếp nhận hồ sơ", "intake of applications"),
        ("result-sync", "Đồng bộ trạng thái, kết quả hồ sơ", "status and result of applications"),
    ]
);

choice!(
    PROTOCOL,
    "protocol",
    [
        ("https", "HTTPS", "HTTPS"),
        ("mtls", "HTTPS xác thực hai chiều", "HTTPS with mutual TLS"),
        ("tls", "TLS 1.2 trở lên", "TLS 1.2 or later"),
        ("grpc-tls", "gRPC qua TLS", "gRPC over TLS"),
        ("wss", "WebSocket bảo mật", "secure WebSocket"),
        ("sftp", "SFTP", "SFTP"),
        ("ftps", "FTPS", "FTPS"),
        ("ssh", "SSH", "SSH"),
        ("ldaps", "LDAPS", "LDAPS"),
        ("smtps", "SMTP qua TLS", "SMTP over TLS"),
        ("ipsec", "IPsec", "IPsec"),
        ("amqps", "AMQP qua TLS", "AMQP over TLS"),
        ("mqtts", "MQTT qua TLS", "MQTT over TLS"),
        ("kafka-tls", "Kafka qua TLS", "Kafka over TLS"),
        ("opcua-secure", "OPC UA có bảo mật", "OPC UA with security"),
        ("rtsps", "RTSP qua TLS", "RTSP over TLS"),
        ("http", "HTTP không mã hóa", "HTTP without encryption"),
        ("ftp", "FTP", "FTP"),
        ("tftp", "TFTP", "TFTP"),
        ("telnet", "Telnet", "Telnet"),
        ("rlogin", "rlogin, rsh", "rlogin, rsh"),
        ("ldap", "LDAP không mã hóa", "LDAP without TLS"),
        ("smtp", "SMTP không mã hóa", "SMTP without TLS"),
        ("snmp-v1-v2", "SNMP v1, v2c", "SNMP v1, v2c"),
        ("ws", "WebSocket không mã hóa", "WebSocket without TLS"),
        ("mqtt", "MQTT không mã hóa", "MQTT without TLS"),
        ("amqp", "AMQP không mã hóa", "AMQP without TLS"),
        ("kafka", "Kafka không mã hóa", "Kafka without TLS"),
        ("rtsp", "RTSP không mã hóa", "RTSP without TLS"),
        ("smb-v1", "SMB v1", "SMB v1"),
        ("ssl-v3", "SSL 3.0 trở xuống", "SSL 3.0 or earlier"),
        ("tls-1.0", "TLS 1.0", "TLS 1.0"),
        ("tls-1.1", "TLS 1.1", "TLS 1.1"),
        ("jdbc", "JDBC", "JDBC"),
        ("odbc", "ODBC", "ODBC"),
        ("sql", "Giao thức cơ sở dữ liệu", "a database protocol"),
        ("db-link", "Database link", "database link"),
        ("db-replication", "Sao chép cơ sở dữ liệu", "database replication"),
        ("rdp", "RDP", "RDP"),
        ("vnc", "VNC", "VNC"),
        ("physical-media", "Thiết bị lưu trữ vật lý", "physical media"),
        ("manual", "Nhập thủ công", "manual entry"),
        ("other", "Giao thức khác", "another protocol"),
    ]
);

choice!(
    INTERFACE_STYLE,
    "interface-style",
    [
        ("rest", "REST", "REST"),
        ("soap", "SOAP", "SOAP"),
        ("graphql", "GraphQL", "GraphQL"),
        ("grpc", "gRPC", "gRPC"),
        ("odata", "OData", "OData"),
        ("message", "Thông điệp, hàng đợi", "messages, queue"),
        ("file", "Tệp", "file"),
        ("web", "Giao diện web cho người dùng", "web pages for people"),
        ("sql", "Truy vấn cơ sở dữ liệu", "database queries"),
        ("stream", "Luồng dữ liệu", "stream"),
        ("other", "Kiểu khác", "another style"),
    ]
);

choice!(
    DATA_FORMAT,
    "data-format",
    [
        ("json", "JSON", "JSON"),
        ("xml", "XML", "XML"),
        ("edxml", "edXML", "edXML"),
        ("csv", "CSV", "CSV"),
        ("geojson", "GeoJSON", "GeoJSON"),
        ("pdf", "PDF", "PDF"),
        ("office", "Tệp văn phòng", "office document"),
        ("binary", "Nhị phân", "binary"),
        ("proprietary", "Định dạng riêng của nhà cung cấp", "a vendor's own format"),
        ("other", "Định dạng khác", "another format"),
    ]
);

choice!(
    INTERFACE_LIFECYCLE,
    "interface-lifecycle",
    [
        ("draft", "Dự thảo", "draft"),
        ("published", "Đã công bố", "published"),
        ("deprecated", "Sắp ngừng", "deprecated"),
        ("retired", "Đã ngừng", "retired"),
    ]
);

choice!(
    AUTHENTICATION,
    "authentication",
    [
        ("none", "Không xác thực", "no authentication"),
        ("basic", "Tên và mật khẩu", "name and password"),
        ("api-key", "Khóa API", "API key"),
        ("oauth2", "OAuth 2.0", "OAuth 2.0"),
        ("oidc", "OpenID Connect", "OpenID Connect"),
        ("saml", "SAML 2.0", "SAML 2.0"),
        ("mtls", "Chứng thư hai chiều", "mutual TLS"),
        ("ws-security", "WS-Security", "WS-Security"),
        ("signature", "Chữ ký số", "digital signature"),
        ("vneid", "VNeID", "VNeID"),
        ("sso", "Đăng nhập một lần nội bộ", "internal single sign-on"),
        ("other", "Cách khác", "another way"),
    ]
);

choice!(
    AUTHORISATION,
    "authorisation",
    [
        ("none", "Không phân quyền", "no authorisation"),
        ("role", "Theo vai trò", "by role"),
        ("attribute", "Theo thuộc tính", "by attribute"),
        ("scope", "Theo phạm vi token", "by token scope"),
        ("list", "Theo danh sách bên được phép", "by list of allowed parties"),
        ("other", "Cách khác", "another way"),
    ]
);

choice!(
    LOGIN,
    "login",
    [
        ("national-identity", "Định danh quốc gia (VNeID)", "national identity (VNeID)"),
        ("own-account", "Tài khoản riêng của hệ thống", "the system's own accounts"),
        ("staff-sso", "Tài khoản công vụ", "staff accounts"),
        ("none", "Không đăng nhập", "no login"),
    ]
);

choice!(
    MASKING,
    "masking",
    [
        ("anonymise", "Ẩn danh hóa", "anonymised"),
        ("pseudonymise", "Giả danh hóa", "pseudonymised"),
        ("aggregate", "Tổng hợp thành số liệu", "aggregated"),
        ("none", "Không", "none"),
    ]
);

choice!(
    NETWORK,
    "network",
    [
        ("dedicated", "Mạng truyền số liệu chuyên dùng", "dedicated state network (TSLCD)"),
        ("party-wan", "Mạng thông tin diện rộng của Đảng", "Party wide-area network"),
        ("internet", "Internet", "Internet"),
        ("local", "Mạng nội bộ", "local network"),
        ("private-line", "Kênh thuê riêng", "leased line"),
        ("mobile", "Mạng di động", "mobile network"),
        ("none", "Không qua mạng", "not over a network"),
    ]
);

choice!(
    INFRASTRUCTURE_REACH,
    "infrastructure-reach",
    [
        ("organisation", "Một cơ quan, tổ chức", "one organisation"),
        ("ministry", "Một bộ", "one ministry"),
        ("sector", "Một ngành", "one sector"),
        ("province", "Một tỉnh", "one province"),
        ("inter-province", "Nhiều tỉnh", "several provinces"),
        ("national", "Toàn quốc", "the whole country"),
        ("international", "Kết nối quốc tế", "international interconnection"),
    ]
);

choice!(
    FORM,
    "form",
    [
        ("web", "Web", "web"),
        ("mobile", "Ứng dụng di động", "mobile"),
        ("counter", "Trực tiếp tại bộ phận một cửa", "at the counter"),
        ("phone", "Điện thoại", "telephone"),
        ("kiosk", "Kiosk", "kiosk"),
    ]
);

choice!(
    INPUT_SOURCE,
    "input-source",
    [
        ("asked", "Yêu cầu người nộp cung cấp", "asked of the applicant"),
        ("looked-up", "Tra cứu từ cơ sở dữ liệu", "looked up in a database"),
        ("both", "Vừa tra cứu vừa yêu cầu cung cấp", "looked up and asked"),
    ]
);

choice!(
    SERVICE_LEVEL,
    "public-service-level",
    [
        ("full", "Trực tuyến toàn trình", "fully online"),
        ("partial", "Trực tuyến một phần", "partly online"),
        ("information", "Chỉ cung cấp thông tin", "information only"),
    ]
);

choice!(
    RISK_CLASS,
    "risk-class",
    [
        ("high", "Rủi ro cao", "high risk"),
        ("medium", "Rủi ro trung bình", "medium risk"),
        ("low", "Rủi ro thấp", "low risk"),
    ]
);

choice!(
    AUTOMATION,
    "automation",
    [
        ("full", "Tự động hoàn toàn", "fully automatic"),
        ("human-approval", "Con người phê duyệt từng quyết định", "a human approves each decision"),
        ("advisory", "Chỉ hỗ trợ, gợi ý", "advisory only"),
    ]
);

choice!(
    MAPPING_KIND,
    "mapping-kind",
    [
        ("inherited-as-is", "Kế thừa nguyên trạng", "inherited as is"),
        ("specialised", "Cụ thể hóa", "specialised"),
        ("extended", "Mở rộng", "extended"),
        ("referenced", "Tham chiếu", "referenced"),
        ("equivalent", "Tương đương", "equivalent"),
        ("unmapped", "Chưa ánh xạ", "not mapped"),
        ("other", "Quan hệ khác", "another relation"),
    ]
);

choice!(
    GOVERNANCE_SCOPE,
    "governance-scope",
    [
        ("direct", "Thuộc phạm vi quản lý trực tiếp", "managed directly"),
        ("boundary-coordination", "Phối hợp tại ranh giới liên thông", "coordinated at the boundary"),
    ]
);

choice!(
    RESOURCE,
    "resource",
    [
        ("existing-staff", "Nhân lực hiện có", "existing staff"),
        ("planned-budget", "Ngân sách theo kế hoạch", "planned budget"),
        ("hired-services", "Thuê dịch vụ", "hired services"),
        ("other-lawful-source", "Nguồn hợp pháp khác", "another lawful source"),
    ]
);

choice!(
    ELABORATION,
    "elaboration",
    [
        ("identified", "Mới xác định tại Khung", "identified in the framework"),
        ("planned", "Đã đưa vào chương trình/kế hoạch", "in a programme or plan"),
        ("assigned-or-approved", "Đã được giao nhiệm vụ hoặc phê duyệt đề án, dự án", "assigned or approved"),
        ("routine", "Thực hiện trong hoạt động thường xuyên", "done in routine work"),
    ]
);

choice!(
    DATA_READINESS,
    "data-readiness",
    [("full", "Đầy đủ", "complete"), ("partial", "Chưa đầy đủ", "incomplete"), ("none", "Chưa có", "none"),]
);

choice!(
    TASK_STATUS,
    "task-status",
    [
        ("not-started", "Chưa thực hiện", "not started"),
        ("in-progress", "Đang thực hiện", "in progress"),
        ("delayed", "Chậm", "delayed"),
        ("adjusted", "Điều chỉnh", "adjusted"),
        ("done-awaiting-verification", "Hoàn thành - chờ kiểm chứng", "done, awaiting verification"),
        ("done-verified", "Hoàn thành - đã kiểm chứng", "done and verified"),
        ("suspended", "Tạm dừng", "suspended"),
        ("stopped", "Dừng", "stopped"),
    ]
);

choice!(PRIORITY, "priority", [("high", "Cao", "high"), ("medium", "Trung bình", "medium"), ("low", "Thấp", "low"),]);

choice!(
    INDICATOR_GROUP,
    "indicator-group",
    [
        ("architecture-compliance", "Tuân thủ kiến trúc", "architecture compliance"),
        ("interoperability", "Liên thông và tích hợp", "interoperability and integration"),
        ("governance-operation", "Quản trị và vận hành", "governance and operation"),
        ("technical-security", "Kỹ thuật và an toàn", "technology and safety"),
        ("results", "Kết quả triển khai", "results"),
    ]
);

choice!(
    INDICATOR_SOURCE,
    "indicator-source",
    [
        ("automatic", "Thu thập tự động từ hệ thống", "collected automatically"),
        ("manual", "Báo cáo thủ công", "reported by hand"),
    ]
);

choice!(
    ACTOR_KIND,
    "actor-kind",
    [
        ("citizens", "Người dân", "citizens"),
        ("businesses", "Doanh nghiệp", "businesses"),
        ("staff", "Cán bộ, công chức, viên chức", "staff"),
        ("administrators", "Quản trị viên", "administrators"),
        ("contractor", "Nhà thầu, bên thứ ba", "contractor, third party"),
        ("partner", "Tổ chức ngoài nhà nước", "non-state partner"),
        ("foreign", "Tổ chức nước ngoài", "foreign organisation"),
        ("internet", "Internet công cộng", "the public Internet"),
    ]
);
