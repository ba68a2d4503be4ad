//! What things are called. Agencies are fictitious (codes X01 to X56); capabilities of systems that every agency has
//! come from the real catalogue, as do the national databases and platforms that flows lead to.

/// A short id and a name.
pub type Named = (&'static str, &'static str);

/// Sectors: id, value of `sectors`, name.
pub const SECTORS: [(&str, &str, &str); 16] = [
    ("nong-nghiep", "agriculture", "nông nghiệp"),
    ("xay-dung", "construction", "xây dựng"),
    ("van-hoa", "culture", "văn hóa, thể thao và du lịch"),
    ("giao-duc", "education", "giáo dục và đào tạo"),
    ("nang-luong", "energy", "năng lượng"),
    ("moi-truong", "environment", "môi trường"),
    ("dan-toc", "ethnic-religious", "dân tộc, tôn giáo"),
    ("tai-chinh", "finance", "tài chính"),
    ("y-te", "health", "y tế"),
    ("cong-thuong", "industry-trade", "công thương"),
    ("thong-tin", "information", "thông tin, truyền thông"),
    ("tu-phap", "justice", "tư pháp"),
    ("lao-dong", "labour-social", "lao động, an sinh xã hội"),
    ("khoa-hoc", "science", "khoa học và công nghệ"),
    ("giao-thong", "transport", "giao thông vận tải"),
    ("noi-vu", "administration", "nội vụ"),
];

/// What an agency does in each sector; the first [`PUBLIC_TASKS`] are open to everybody.
pub const TASKS: [Named; 16] = [
    ("cong-khai", "tra cứu, công khai thông tin"),
    ("phan-anh", "tiếp nhận phản ánh, kiến nghị"),
    ("chung-chi", "tra cứu chứng chỉ, chứng nhận"),
    ("cap-phep", "theo dõi cấp phép"),
    ("ho-so", "quản lý hồ sơ chuyên ngành"),
    ("kiem-tra", "thanh tra, kiểm tra"),
    ("thong-ke", "thống kê chuyên ngành"),
    ("giam-sat", "giám sát, cảnh báo"),
    ("quy-hoach", "quản lý quy hoạch"),
    ("danh-muc", "quản lý danh mục"),
    ("dao-tao", "đào tạo, bồi dưỡng"),
    ("tai-san", "quản lý tài sản chuyên dùng"),
    ("du-bao", "phân tích, dự báo"),
    ("ban-do", "bản đồ chuyên đề"),
    ("su-co", "xử lý sự cố, tình huống khẩn cấp"),
    ("du-an", "quản lý dự án, hợp đồng"),
];

/// How many of [`TASKS`] are open to everybody.
pub const PUBLIC_TASKS: usize = 4;

/// A system that every unit or every commune may have.
pub struct Local {
    /// The id, to which the unit's number is added.
    pub id: &'static str,
    /// The name, to which the unit's name is added.
    pub name: &'static str,
    /// The capability, from the catalogue.
    pub capability: &'static str,
    /// The kind of system.
    pub kind: &'static str,
}

const fn local(id: &'static str, name: &'static str, capability: &'static str, kind: &'static str) -> Local {
    Local { id, name, capability, kind }
}

/// Systems of departments and centres.
pub const UNIT_SYSTEMS: [Local; 12] = [
    local("ke-toan", "Phần mềm tài chính, kế toán nội bộ", "internal-finance", "internal-application"),
    local("cham-cong", "Phần mềm chấm công, quản lý công việc", "staff-timekeeping", "internal-application"),
    local("tai-san", "Phần mềm quản lý tài sản công", "asset-management", "internal-application"),
    local("du-an", "Phần mềm quản lý dự án, nhiệm vụ", "project-management", "internal-application"),
    local("bao-cao", "Hệ thống báo cáo", "reporting", "internal-application"),
    local("hop", "Hệ thống họp không giấy", "meeting", "meeting"),
    local("trang-tin", "Trang thông tin điện tử", "information-portal", "portal"),
    local("khao-sat", "Hệ thống khảo sát mức độ hài lòng", "satisfaction-survey", "internal-application"),
    local("chi-so", "Bảng thông tin điều hành", "dashboard", "dashboard"),
    local("phan-tich", "Hệ thống tổng hợp, phân tích dữ liệu", "data-analytics", "analytics"),
    local("camera", "Hệ thống quản lý video", "video-management", "video-management"),
    local("iot", "Nền tảng kết nối thiết bị IoT", "iot-platform", "iot-platform"),
];

/// Systems of communes.
pub const COMMUNE_SYSTEMS: [Local; 4] = [
    local("truyen-thanh", "Hệ thống truyền thanh cơ sở", "grassroots-information", "sector-application"),
    local("ho-tich", "Phần mềm hỗ trợ nghiệp vụ hộ tịch", "civil-registration-support", "sector-application"),
    local("an-sinh", "Phần mềm quản lý an sinh xã hội", "social-security-management", "sector-application"),
    local("trang-tin", "Trang thông tin điện tử", "information-portal", "portal"),
];

/// The departments of a province.
pub const DEPARTMENTS: [&str; 14] = [
    "Văn phòng Ủy ban nhân dân",
    "Sở Khoa học và Công nghệ",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Dân tộc và Tôn giáo",
    "Thanh tra",
    "Ban Quản lý các khu công nghiệp",
];

/// The divisions of a central agency.
pub const DIVISIONS: [&str; 14] = [
    "Văn phòng",
    "Cục Chuyển đổi số",
    "Vụ Tổ chức cán bộ",
    "Vụ Pháp chế",
    "Vụ Kế hoạch - Tài chính",
    "Vụ Hợp tác quốc tế",
    "Cục Quản lý chuyên ngành",
    "Cục Kiểm tra",
    "Thanh tra",
    "Trung tâm Thông tin",
    "Viện Nghiên cứu",
    "Trường Đào tạo, bồi dưỡng",
    "Trung tâm Dữ liệu chuyên ngành",
    "Ban Quản lý dự án",
];

/// National databases of the catalogue, with the data that systems look up there.
pub const NATIONAL: [Named; 8] = [
    ("csdl-dan-cu", "dl-cong-dan"),
    ("csdl-dang-ky-doanh-nghiep", "dl-doanh-nghiep"),
    ("csdl-dat-dai", "dl-thua-dat"),
    ("csdl-bao-hiem", "dl-bao-hiem"),
    ("csdl-can-bo-cong-chuc-vien-chuc", "dl-can-bo"),
    ("csdl-giao-duc-va-dao-tao", "dl-van-bang"),
    ("csdl-y-te", "dl-co-so-y-te"),
    ("csdl-hoat-dong-xay-dung", "dl-cong-trinh"),
];

/// Those of them that have no data about people.
pub const NATIONAL_IMPERSONAL: [Named; 3] = [NATIONAL[1], NATIONAL[6], NATIONAL[7]];

/// A national database that nobody is connected to yet, and its data.
pub const UNCONNECTED: Named = ("csdl-xuat-nhap-canh", "dl-xuat-nhap-canh");

/// Data that agencies exchange: id, name, class.
pub const DATA: [(&str, &str, &str); 18] = [
    ("dl-cong-dan", "Thông tin công dân", "personal"),
    ("dl-doanh-nghiep", "Thông tin đăng ký doanh nghiệp", "public"),
    ("dl-thua-dat", "Thông tin thửa đất", "personal"),
    ("dl-bao-hiem", "Quá trình tham gia bảo hiểm", "personal"),
    ("dl-can-bo", "Hồ sơ cán bộ, công chức, viên chức", "personal"),
    ("dl-van-bang", "Văn bằng, chứng chỉ", "personal"),
    ("dl-co-so-y-te", "Danh mục cơ sở khám bệnh, chữa bệnh", "public"),
    ("dl-cong-trinh", "Thông tin công trình xây dựng", "internal"),
    ("dl-ho-so", "Hồ sơ thủ tục hành chính", "personal"),
    ("dl-ket-qua", "Trạng thái, kết quả giải quyết hồ sơ", "personal"),
    ("dl-danh-muc", "Danh mục dùng chung", "public"),
    ("dl-bao-cao", "Số liệu báo cáo", "internal"),
    ("dl-giam-sat", "Số liệu quan trắc, giám sát", "internal"),
    ("dl-nhat-ky", "Sự kiện an ninh mạng", "internal"),
    ("dl-tai-khoan", "Tài khoản người dùng", "personal"),
    ("dl-nhiem-vu", "Nhiệm vụ và tiến độ thực hiện", "internal"),
    ("dl-xuat-nhap-canh", "Thông tin xuất nhập cảnh", "personal"),
    ("dl-quan-trong", "Dữ liệu chuyên ngành quan trọng", "important"),
];

/// Data that systems of one agency exchange with each other and with other agencies.
pub const EXCHANGED: [&str; 6] =
    ["dl-danh-muc", "dl-bao-cao", "dl-giam-sat", "dl-nhiem-vu", "dl-cong-trinh", "dl-doanh-nghiep"];

/// National components that agencies record as used: object, its owner, its layer.
pub const REFERENCED: [(&str, &str, &str); 4] = [
    ("quan-ly-doanh-nghiep-quoc-gia", "bo-tai-chinh", "application"),
    ("chung-thuc-chu-ky-so-cong-vu", "ban-co-yeu-chinh-phu", "infrastructure"),
    ("ndop", "bo-cong-an", "data"),
    ("csdl-dan-cu", "bo-cong-an", "data"),
];

/// Procedures of every agency: id, name, data that are looked up, where.
pub const PROCEDURES: [(&str, &str, &str, &str); 3] = [
    ("dang-ky", "Đăng ký hoạt động", "dl-doanh-nghiep", "csdl-dang-ky-doanh-nghiep.tra-cuu"),
    ("xac-nhan", "Xác nhận thông tin", "dl-cong-dan", "csdl-dan-cu.tra-cuu"),
    ("cap-phep", "Cấp giấy phép", "dl-thua-dat", "csdl-dat-dai.tra-cuu"),
];

/// The class of data.
pub fn class_of(data: &str) -> &'static str {
    DATA.iter().find(|(id, ..)| *id == data).expect("data of the table").2
}
