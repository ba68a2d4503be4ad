//! What the figures mean. `docs/status.md` has the same sentences, and a test compares them.

use crate::lang::{Words, words};

/// The definitions of each section, in the order of the sections.
pub static DEFINITIONS: [&[Words]; 7] = [DATABASES, PROCEDURES, REUSE, LEVELS, AI, OBJECTS, TASKS];

static DATABASES: &[Words] = &[
    words(
        "Cơ sở dữ liệu trọng yếu: ghi `key: true`. Cơ sở dữ liệu không ghi `key` thì nêu riêng và không tính vào con số \
         nào.",
        "Key database: it says `key: true`. A database that says nothing about `key` is named apart and is in no figure.",
    ),
    words(
        "Đã kết nối: có luồng trao đổi dữ liệu, sử dụng dịch vụ hoặc kết nối kỹ thuật tại cơ sở dữ liệu, tại giao diện \
         của nó, hoặc tại hệ thống, nền tảng chứa nó (`platform`) khi luồng mang dữ liệu của nó (`data`), đi qua NDOP \
         hoặc NDXP (`via`; chỉ khi không ghi `via` mới xét `mechanisms`), đang khai thác, đang nâng cấp hoặc thử nghiệm \
         (`status`).",
        "Connected: there is a data exchange, use of a service or technical connection at the database, at its \
         interface, or at the system or platform it belongs to (`platform`) if the flow carries its data (`data`); it \
         passes NDOP or NDXP (`via`; `mechanisms` count only where no `via` is written), and is in use, being upgraded \
         or in pilot (`status`).",
    ),
    words(
        "Chia sẻ trong vận hành: có luồng như vậy đang khai thác hoặc đang nâng cấp, không phải thử nghiệm, đưa dữ liệu \
         ra ngoài (luồng trao đổi dữ liệu đi ra, hoặc luồng sử dụng dịch vụ đi vào), nối với bộ, ngành hoặc tỉnh, thành \
         phố khác; bản thân cơ sở dữ liệu đang vận hành, nâng cấp, hợp nhất hoặc thay thế (`lifecycle`).",
        "Shared in operation: such a flow is in use or being upgraded, not a pilot; it gives data out (a data exchange \
         that starts here, or a use of a service that ends here) to another ministry or province; and the database \
         itself is in operation, being upgraded, merged or replaced (`lifecycle`).",
    ),
    words(
        "Có khai báo độ mới: cơ sở dữ liệu, hoặc luồng chia sẻ trong vận hành của nó, ghi `freshness`.",
        "Freshness declared: the database, or a flow that shares it in operation, says its `freshness`.",
    ),
];

static PROCEDURES: &[Words] = &[
    words(
        "Không còn yêu cầu: có ít nhất một thành phần hồ sơ được tra cứu (`source: looked-up`; `both` là tra cứu và chỉ \
         hỏi phần nguồn chưa có), và không thành phần nào còn hỏi người nộp (`asked`) trong khi đã có nơi tra cứu \
         (`lookup`) hoặc có cơ sở dữ liệu được mô tả làm chủ dữ liệu đó (`masters`, hoặc `master` của nhóm dữ liệu).",
        "No longer asks: at least one input is looked up (`source: looked-up`; `both` looks up, and asks only for what \
         the source lacks), and none is asked for (`asked`) although there is a `lookup` for it or a described database \
         masters its data (`masters`, or `master` of the data).",
    ),
    words(
        "Thủ tục không có thành phần hồ sơ nào được tra cứu cũng là không còn yêu cầu khi `reduced-since` đã đến ngày và \
         không thành phần nào bị hỏi thừa hoặc chưa khai báo.",
        "A procedure that looks no input up no longer asks either when the day of `reduced-since` has come and no input \
         is asked for needlessly or left open.",
    ),
    words(
        "Vẫn yêu cầu: có thành phần hồ sơ như vậy, hoặc `reduced-since` chưa đến ngày.",
        "Still asks: there is such an input, or the day of `reduced-since` has not come.",
    ),
];

static REUSE: &[Words] = &[
    words(
        "Tỷ lệ sử dụng nền tảng dùng chung của một cơ quan (bộ, ngành, tỉnh, thành phố): số nền tảng, hệ thống dùng chung \
         quốc gia của cơ quan khác mà cơ quan đang dùng, trên tổng của số đó và số hệ thống riêng có năng lực \
         (`capabilities`) mà một nền tảng dùng chung quốc gia của cơ quan khác đã cung cấp.",
        "Reuse rate of an agency (ministry, province): the nationally shared platforms and systems of others that it \
         uses, over these and its own systems with a capability (`capabilities`) that a nationally shared platform of \
         another agency provides.",
    ),
    words(
        "Đang dùng: bản ghi tham chiếu ghi `usage: in-use` hoặc `partly-used`; luồng đang khai thác, nâng cấp, thử nghiệm \
         đến, từ hoặc qua nền tảng đó; hoặc đối tượng của cơ quan vận hành trên nền tảng đó hay do nền tảng đó cung cấp \
         (`hosting.on`, `provided-by`, `runs-on`, `channels`, `lookup`, `shared-component-reuse`). Đối tượng dự kiến, \
         đang xây dựng hoặc đã kết thúc sử dụng không được tính ở cả hai vế.",
        "Used: a reference record says `usage: in-use` or `partly-used`; a flow in use, being upgraded or in pilot leads \
         to, from or via it; or something of the agency's runs on it or is provided by it (`hosting.on`, `provided-by`, \
         `runs-on`, `channels`, `lookup`, `shared-component-reuse`). What is planned, being built or retired counts on \
         neither side.",
    ),
];

static LEVELS: &[Words] = &[words(
    "Hệ thống và nền tảng chưa kết thúc sử dụng, theo cấp độ (`security.level`) và tình trạng hồ sơ cấp độ \
     (`security.dossier.status`). Cấp độ ghi `not-applicable` được coi là chưa khai báo.",
    "Systems and platforms that are not retired, by level (`security.level`) and status of the level dossier \
     (`security.dossier.status`). A level that says `not-applicable` counts as not declared.",
)];

static AI: &[Words] = &[words(
    "Thành phần trí tuệ nhân tạo theo mức rủi ro (`risk-class`).",
    "AI components by risk class (`risk-class`).",
)];

static OBJECTS: &[Words] = &[words(
    "Hệ thống, nền tảng, cơ sở dữ liệu, dịch vụ số và thành phần trí tuệ nhân tạo, theo `layer` và theo `lifecycle`.",
    "Systems, platforms, databases, services and AI components, by `layer` and by `lifecycle`.",
)];

static TASKS: &[Words] = &[words(
    "Quá hạn: `deadline` trước ngày xem xét mà nhiệm vụ chưa hoàn thành và chưa dừng (`status`). Mẫu số là số nhiệm vụ \
     chưa hoàn thành và chưa dừng; nhiệm vụ hoàn thành, chờ kiểm chứng được coi là hoàn thành.",
    "Late: the `deadline` is before the day and the task is neither done nor stopped (`status`). The denominator is the \
     tasks neither done nor stopped; what is done and awaits verification counts as done.",
)];
