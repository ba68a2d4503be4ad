//! A small run made by hand: in-memory sources of a fictitious province and one diagnostic of every shape.
//!
//! No rule is run here, so the reports are tested alone.

use std::time::Duration;

use khung::diagnostic::{
    Citation, Diagnostic, Edit, Fix, Inconclusive, Label, MissingFact, PathHop, Severity, Standing,
};
use khung::finding::Safety;
use khung::lang::{Lang, Localized, words};
use khung::report::{Report, Summary};
use khung::source::{Origin, SourceId, Sources, Span};

const SYSTEM: &str = include_str!("mot-cua.yaml");
const FLOWS: &str = include_str!("luong.yaml");
const SHARED: &str = "khung: 1\nplatforms:\n  ldop-h99:\n    name: Nền tảng chia sẻ, điều phối dữ liệu của tỉnh\n";
const HOSTILE: &str = concat!(
    "khung: 1\nsystems:\n  \"a\u{202e}b\":\n",
    "    name: \"x\u{1b}[31m\u{200b}y\" # \u{2066}<b>::error::\n\tnote: \u{7}\n",
);
const HOSTILE_PATH: &str = "xấu/\u{1b}]0;x\u{7}\n::error file=a::<b>\"'\u{202e}.yaml";

/// Everything a report shows, owned.
#[derive(Debug)]
pub struct Run {
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    pub inconclusive: Vec<Inconclusive>,
    pub summary: Summary,
}

impl Run {
    /// The run as a report in one language, plain, 80 columns wide.
    pub fn report(&self, lang: Lang) -> Report<'_> {
        Report {
            diagnostics: &self.diagnostics,
            inconclusive: &self.inconclusive,
            sources: &self.sources,
            summary: &self.summary,
            since: None,
            lang,
            width: 80,
            color: false,
            quiet: false,
            verbose: false,
            list_inconclusive: false,
            version: "0.1.0",
        }
    }
}

/// A run with a diagnostic of every shape.
pub fn run() -> Run {
    let mut sources = Sources::default();
    let system = sources.add("he-thong/mot-cua.yaml", Origin::Estate, SYSTEM.replace("Ngữ", "Ngu\u{31b}\u{303}"));
    let flows = sources.add("luong/ket-noi.yaml", Origin::Estate, FLOWS.into());
    let shared = sources.add("catalogue/nen-tang.yaml", Origin::Catalogue, SHARED.into());
    let hostile = sources.add(HOSTILE_PATH, Origin::Estate, HOSTILE.into());
    let at = |source: SourceId, needle: &str| find(&sources, source, needle);
    let diagnostics = vec![
        level(&at, system),
        walk(&at, system, flows),
        long_lines(&at, system, flows),
        duplicate(&at, system, shared),
        tall(&at, system),
        end_of_file(&sources, &at, system),
        hostile_names(&at, hostile),
    ];
    let inconclusive = inconclusive(at(system, "mot-cua:"));
    let elapsed = Some(Duration::from_millis(12));
    let summary = Summary { files: 34, skipped: 5, objects: 120, flows: 85, rules: 18, elapsed };
    Run { sources, diagnostics, inconclusive, summary }
}

/// A run that found nothing.
pub fn clean() -> Run {
    let summary = Summary { files: 1, objects: 2, flows: 1, rules: 18, ..Summary::default() };
    Run { sources: Sources::default(), diagnostics: vec![], inconclusive: vec![], summary }
}

/// The first place a text stands.
pub fn find(sources: &Sources, source: SourceId, needle: &str) -> Span {
    let start = sources.get(source).text.find(needle).unwrap_or_else(|| panic!("{needle:?} is in the sample"));
    Span::new(source, start, start + needle.len())
}

/// A pair of texts.
pub fn both(vi: &str, en: &str) -> Localized<String> {
    Localized { vi: vi.into(), en: en.into() }
}

/// A diagnostic with nothing but its words.
pub fn bare(
    rule: &str,
    severity: Severity,
    at: Span,
    title: Localized<String>,
    message: Localized<String>,
) -> Diagnostic {
    Diagnostic {
        rule: rule.into(),
        severity,
        title,
        message,
        why: Localized::default(),
        help: Localized::default(),
        at,
        labels: vec![],
        path: vec![],
        basis: vec![],
        subjects: vec![],
        values: vec![],
        fix: None,
        accepted: None,
    }
}

fn label(at: Span, vi: &str, en: &str) -> Label {
    Label { at, text: both(vi, en) }
}

fn decree(at: &str, standing: Standing) -> Citation {
    Citation {
        document: "nd-331-2026".into(),
        number: "331/2026/NĐ-CP".into(),
        title: both(
            "Nghị định (nội dung: cấp độ và biện pháp bảo vệ an ninh mạng hệ thống thông tin)",
            "Decree (subject: security levels and protection of information systems)",
        ),
        at: at.into(),
        standing,
        note: None,
    }
}

fn standard(at: &str) -> Citation {
    Citation {
        document: "tcvn-14423-2026".into(),
        number: "TCVN 14423:2026".into(),
        title: both(
            "An ninh mạng - Hệ thống thông tin - Yêu cầu cơ bản",
            "Cyber-security - Information systems - Basic requirements",
        ),
        at: at.into(),
        standing: Standing::Paraphrase,
        note: Some(both(
            "Tiêu chuẩn có bản quyền nên chỉ dẫn số điều; cách xét đường đi là của công cụ.",
            "The standard is under copyright, so only clauses are cited; judging walks is the tool's own.",
        )),
    }
}

/// One place, a label on another line, law, help, an unsafe mend.
fn level(at: &impl Fn(SourceId, &str) -> Span, system: SourceId) -> Diagnostic {
    let two = at(system, "level: 2");
    let two = Span { start: two.end - 1, ..two };
    Diagnostic {
        why: both(
            "Hệ thống thủ tục hành chính mất an toàn thì người dân bị lộ thông tin và dịch vụ công ngừng trệ.",
            "When a procedure system fails, citizens' data leak and public services stop.",
        ),
        help: both(
            "Lập hồ sơ đề xuất cấp độ 3 trở lên, trình cấp có thẩm quyền phê duyệt rồi khai báo lại cấp độ.",
            "File a dossier for level 3 or above, have it approved, then declare the new level.",
        ),
        labels: vec![label(at(system, "procedure-system"), "loại hệ thống ghi ở đây", "its kind is declared here")],
        basis: vec![decree("Điều 13.2b", Standing::Read)],
        subjects: vec!["H99/mot-cua".into()],
        values: vec![("system".into(), both("mot-cua", "mot-cua")), ("level".into(), both("cấp độ 2", "level 2"))],
        fix: Some(Fix { safety: Safety::Unsafe, edits: vec![Edit { at: two, with: "3".into() }] }),
        ..bare(
            "security-zones/level-too-low-for-procedure-system",
            Severity::Error,
            two,
            both("Cấp độ an toàn thấp hơn mức tối thiểu", "security level too low for a procedure system"),
            both(
                "mot-cua giải quyết thủ tục hành chính nhưng khai báo cấp độ 2",
                "mot-cua handles administrative procedures but declares level 2",
            ),
        )
    }
}

/// A walk of four hops over two files, two citations, a label elsewhere.
fn walk(at: &impl Fn(SourceId, &str) -> Span, system: SourceId, flows: SourceId) -> Diagnostic {
    let flow = words("luồng", "flow");
    let zone = words("thuộc vùng", "in zone");
    let hop = |from: &str, to: &str, (edge, label), at| PathHop { from: from.into(), to: to.into(), edge, label, at };
    Diagnostic {
        help: both(
            "Đặt một thành phần ứng dụng ở giữa; chỉ máy chủ nội bộ được kết nối tới vùng cơ sở dữ liệu.",
            "Put an application component in between; only internal servers may reach the database zone.",
        ),
        labels: vec![label(
            at(system, "csdl:      {"),
            "cơ sở dữ liệu khai báo ở đây",
            "the database is declared here",
        )],
        path: vec![
            hop("internet", "H99/mot-cua.dmz", ("in-zone", zone), at(system, "dmz")),
            hop("H99/mot-cua.dmz", "H99/mot-cua.cong", ("in-zone", zone), at(system, "cong:")),
            hop(
                "H99/mot-cua.cong",
                "H99/nen-tang-ban-do-so-dung-chung-cap-tinh.tra-cuu",
                ("flow", flow),
                at(flows, "mot-cua.cong"),
            ),
            hop(
                "H99/nen-tang-ban-do-so-dung-chung-cap-tinh.tra-cuu",
                "H99/mot-cua.csdl",
                ("flow", flow),
                at(flows, "mot-cua.csdl"),
            ),
        ],
        basis: vec![standard("5.12.2.2"), decree("Điều 28", Standing::Reported)],
        subjects: vec!["H99/mot-cua.csdl".into(), "internet".into()],
        ..bare(
            "security-zones/database-reachable-from-outside",
            Severity::Error,
            at(flows, "mot-cua.csdl"),
            both("Cơ sở dữ liệu bị truy cập từ bên ngoài", "database reachable from outside"),
            both(
                "Từ internet tới được H99/mot-cua.csdl mà không qua thành phần ứng dụng nào",
                "H99/mot-cua.csdl can be reached from internet without passing any application component",
            ),
        )
    }
}

/// A line longer than the page, wide and combining letters and a tab before the place.
fn long_lines(at: &impl Fn(SourceId, &str) -> Span, system: SourceId, flows: SourceId) -> Diagnostic {
    Diagnostic {
        labels: vec![
            label(
                at(flows, "evidence"),
                "minh chứng chỉ nói đến bản ghi nhớ, không nói đến hợp đồng kết nối",
                "the evidence speaks of a memorandum, not of an agreement to connect",
            ),
            label(
                at(system, "cảnh\""),
                "sau chữ rộng, tab và dấu tổ hợp",
                "after wide letters, a tab and combining marks",
            ),
        ],
        ..bare(
            "interoperability/protocol-without-encryption",
            Severity::Warning,
            at(flows, "protocol: http,"),
            both("Giao thức không mã hóa", "protocol without encryption"),
            both("Luồng dùng giao thức http", "the flow uses the protocol http"),
        )
    }
}

/// The same thing twice: a label in a file of the pack, and one inside the place itself.
fn duplicate(at: &impl Fn(SourceId, &str) -> Span, system: SourceId, shared: SourceId) -> Diagnostic {
    Diagnostic {
        labels: vec![
            label(at(shared, "ldop-h99"), "nền tảng dùng chung đã có", "the shared platform exists already"),
            label(at(system, "điều phối"), "năng lực trùng", "the same capability"),
        ],
        basis: vec![Citation {
            document: "du-thao-huong-dan-2026".into(),
            number: String::new(),
            title: both("Dự thảo hướng dẫn (bản ngày 13/9/2026)", "Draft guidance (of 13/9/2026)"),
            at: "Bảng 3".into(),
            standing: Standing::Draft,
            note: None,
        }],
        fix: Some(Fix {
            safety: Safety::Safe,
            edits: vec![
                Edit { at: at(system, "    note: tạm\n"), with: String::new() },
                Edit { at: at(system, "dieu-phoi-rieng"), with: "ldop-h99".into() },
            ],
        }),
        ..bare(
            "shared-platforms/duplicates-shared-platform",
            Severity::Warning,
            at(system, "Nền tảng điều phối riêng"),
            both("Xây dựng trùng nền tảng dùng chung", "duplicates a shared platform"),
            both("dieu-phoi-rieng trùng chức năng với ldop-h99", "dieu-phoi-rieng duplicates ldop-h99"),
        )
    }
}

/// A place of eight lines, with one of three lines beside it.
fn tall(at: &impl Fn(SourceId, &str) -> Span, system: SourceId) -> Diagnostic {
    let whole = at(system, "security:").to(at(system, "approved\n"));
    let zones = at(system, "zones:").to(at(system, "- database\n"));
    Diagnostic {
        labels: vec![label(zones, "các vùng đã khai báo", "the zones declared")],
        ..bare(
            "security-zones/required-zone-missing",
            Severity::Warning,
            whole,
            both("Thiếu vùng mạng bắt buộc", "required zone missing"),
            both("mot-cua chưa có vùng quản trị", "mot-cua has no management zone"),
        )
    }
}

/// An empty place at the end of the file, and an insertion there.
fn end_of_file(sources: &Sources, at: &impl Fn(SourceId, &str) -> Span, system: SourceId) -> Diagnostic {
    let end = sources.get(system).text.len();
    let end = Span::new(system, end, end);
    Diagnostic {
        labels: vec![label(at(system, "khung: 1").head(), "phiên bản", "the version")],
        fix: Some(Fix { safety: Safety::Safe, edits: vec![Edit { at: end, with: "gaps: {}\ntasks: {}\n".into() }] }),
        ..bare(
            "governance/section-missing",
            Severity::Info,
            end,
            both("Thiếu mục khoảng cách và nhiệm vụ", "no section of gaps and tasks"),
            both("Tệp không có mục gaps và tasks", "the file has neither gaps nor tasks"),
        )
    }
}

/// Names that try to steer the terminal.
fn hostile_names(at: &impl Fn(SourceId, &str) -> Span, hostile: SourceId) -> Diagnostic {
    let name = "x\u{1b}[31m\u{200b}y";
    let said = format!("{name} \u{202e}evil\n::error::<b>\"'");
    let place = at(hostile, name);
    Diagnostic {
        labels: vec![label(at(hostile, "note"), &said, &said)],
        help: both(&said, &said),
        why: both(&said, &said),
        path: vec![PathHop {
            from: said.clone(),
            to: said.clone(),
            edge: "flow",
            label: words("luồng", "flow"),
            at: at(hostile, "\u{7}"),
        }],
        subjects: vec![said.clone()],
        values: vec![("system".into(), both(&said, &said))],
        fix: Some(Fix { safety: Safety::Safe, edits: vec![Edit { at: place, with: format!("\u{202e}\t{name}") }] }),
        ..bare("core/hostile", Severity::Error, place, both(&said, &said), both(&said, &said))
    }
}

fn inconclusive(at: Span) -> Vec<Inconclusive> {
    let missing = |field: &str| MissingFact {
        object: "H99/mot-cua".into(),
        field: field.into(),
        pattern: format!("systems.*.{field}"),
    };
    let verdict = |rule: &str, fields: &[&str]| Inconclusive {
        rule: rule.into(),
        subject: "H99/mot-cua".into(),
        at,
        missing: fields.iter().map(|field| missing(field)).collect(),
    };
    let mut all = vec![
        verdict("security-zones/level-missing", &["security.level", "security.dossier"]),
        verdict("security-zones/recovery-missing", &["security.level"]),
        verdict("security-zones/log-retention", &["security.level", "security.log-retention"]),
    ];
    for field in ["hosting.on", "hosting.separation", "lifecycle", "scope", "sharing"] {
        all.push(verdict("shared-platforms/hosting-unclear", &[field]));
    }
    all.push(verdict("core/unexplained", &[]));
    all
}
