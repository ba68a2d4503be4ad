//! Estates of extreme shape, each of any size: what a stranger's pull request or an odd nation may bring.
//!
//! Pure: a shape and a size give the same files every time. The shapes are plain on purpose: each has one thing in
//! excess and little else, so that work that grows faster than the estate stands out. Used by the growth table of the
//! benchmark and by the guard. It runs nothing; of rules it knows only the one that its exceptions name.

use std::fmt::Write;

/// One way to be large.
pub struct Shape {
    /// The word on the command line.
    pub name: &'static str,
    /// What there is so much of.
    pub unit: &'static str,
    /// How much of it the promise of linear growth names.
    pub full: usize,
    /// What `khung check` is told beside the folder.
    pub arguments: &'static [&'static str],
    /// The files of a size: path and text.
    pub files: fn(usize) -> Vec<(String, String)>,
}

/// Every shape.
pub const SHAPES: &[Shape] = &[
    Shape { name: "one-agency", unit: "systems of one agency", full: 100_000, arguments: &[], files: one_agency },
    Shape { name: "one-file", unit: "systems in one file", full: 100_000, arguments: &[], files: one_file },
    Shape { name: "one-line", unit: "systems in one line", full: 10_000, arguments: &[], files: one_line },
    Shape { name: "one-system", unit: "parts of one system", full: 100_000, arguments: &[], files: one_system },
    Shape { name: "chain", unit: "hops to a database", full: 100_000, arguments: &["--format=text"], files: chain },
    Shape { name: "stops", unit: "stops of one flow", full: 100_000, arguments: &["--format=text"], files: stops },
    Shape { name: "ring", unit: "systems in a ring", full: 100_000, arguments: &["--format=text"], files: ring },
    Shape { name: "star", unit: "flows at one system", full: 100_000, arguments: &[], files: star },
    Shape { name: "dense", unit: "flows in a dense region", full: 1_000_000, arguments: &[], files: dense },
    Shape { name: "parents", unit: "agencies above one another", full: 100_000, arguments: &[], files: parents },
    Shape { name: "hosts", unit: "systems upon one another", full: 100_000, arguments: &[], files: hosts },
    Shape { name: "twins", unit: "systems with one code", full: 10_000, arguments: &["--format=text"], files: twins },
    Shape { name: "findings", unit: "findings", full: 10_000, arguments: &["--format=text"], files: findings },
    Shape { name: "findings-json", unit: "findings", full: 10_000, arguments: &["--format=json"], files: findings },
    Shape { name: "findings-sarif", unit: "findings", full: 10_000, arguments: &["--format=sarif"], files: findings },
    Shape { name: "findings-md", unit: "findings", full: 10_000, arguments: &["--format=markdown"], files: findings },
    Shape { name: "dangling", unit: "misspelt references", full: 10_000, arguments: &[], files: dangling },
    Shape { name: "waived", unit: "findings with waivers", full: 10_000, arguments: &[], files: waived },
    Shape { name: "allowed", unit: "findings with comments", full: 10_000, arguments: &[], files: allowed },
    Shape {
        name: "inconclusive",
        unit: "inconclusive verdicts",
        full: 100_000,
        arguments: &["--format=text", "--show=inconclusive"],
        files: inconclusive,
    },
];

/// How many verdicts a system without facts leaves open, about.
const OPEN_VERDICTS: usize = 47;

const HEAD: &str = "\
khung: 1
agency: X01
agencies:
  X01: { name: Ủy ban nhân dân tỉnh Minh Họa 01, level: province }
";

/// What is the same in most systems here; the name is not.
const FACTS: &str = "kind: internal-application, layer: application, lifecycle: operating, \
sharing: internal, security: { level: 1, dossier: { status: approved, date: 2026-09-14 } }";

/// What is the same in most flows here.
const EXCHANGE: &str = "kind: data-exchange, protocol: https, classification: public, status: operating";

/// One file that begins as all do.
fn single(rest: impl FnOnce(&mut String)) -> Vec<(String, String)> {
    let mut text = HEAD.to_owned();
    rest(&mut text);
    vec![("mau.yaml".to_owned(), text)]
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("a text takes words");
}

/// Systems `s0` and so on, in a section of their own.
fn systems(text: &mut String, count: usize) {
    text.push_str("systems:\n");
    (0..count).for_each(|number| put(text, format_args!("  s{number}: {{ name: Hệ thống {number}, {FACTS} }}\n")));
}

fn one_agency(size: usize) -> Vec<(String, String)> {
    let file = |number: usize| {
        let (mut text, next) = ("khung: 1\nagency: X01\n".to_owned(), (number + 1) % size);
        put(&mut text, format_args!("systems:\n  s{number}:\n    {{ name: Hệ thống {number}, {FACTS} }}\n"));
        put(&mut text, format_args!("flows:\n  - {{ from: s{number}, to: s{next}, via: [], {EXCHANGE} }}\n"));
        (format!("{}/s{number}.yaml", number / 1000), text)
    };
    let agency = ("agency.yaml".to_owned(), HEAD.to_owned());
    std::iter::once(agency).chain((0..size).map(file)).collect()
}

fn one_file(size: usize) -> Vec<(String, String)> {
    single(|text| {
        systems(text, size);
        text.push_str("flows:\n");
        for number in 0..size {
            put(text, format_args!("  - {{ from: s{number}, to: s{}, via: [], {EXCHANGE} }}\n", (number + 1) % size));
        }
    })
}

fn one_line(size: usize) -> Vec<(String, String)> {
    single(|text| {
        text.push_str("systems: {");
        // Every system has a finding, so every one has a place to tell.
        let level = "kind: procedure-system, security: { level: 2 }";
        (0..size).for_each(|number| put(text, format_args!(" s{number}: {{ name: Một cửa {number}, {level} }},")));
        text.push_str(" }\n");
    })
}

fn one_system(size: usize) -> Vec<(String, String)> {
    single(|text| {
        put(text, format_args!("systems:\n  s:\n    name: Hệ thống mẫu\n    kind: internal-application\n"));
        text.push_str("    components:\n");
        let half = size / 2;
        (0..half).for_each(|number| put(text, format_args!("      c{number}: {{ kind: application }}\n")));
        text.push_str("    interfaces:\n");
        for number in 0..half {
            put(text, format_args!("      i{number}: {{ on: c{number}, protocol: https, auth: oauth2 }}\n"));
        }
    })
}

fn chain(size: usize) -> Vec<(String, String)> {
    single(|text| {
        put(text, format_args!("systems:\n  s:\n    name: Hệ thống mẫu\n    components:\n"));
        text.push_str("      c0: { kind: load-balancer, exposure: internet }\n");
        for number in 1..size {
            put(text, format_args!("      c{number}: {{ kind: load-balancer, exposure: none }}\n"));
        }
        put(text, format_args!("      c{size}: {{ kind: database, exposure: none }}\nflows:\n"));
        for number in 0..size {
            put(text, format_args!("  - {{ from: s.c{number}, to: s.c{}, via: [], {EXCHANGE} }}\n", number + 1));
        }
    })
}

fn stops(size: usize) -> Vec<(String, String)> {
    single(|text| {
        systems(text, size + 2);
        put(text, format_args!("flows:\n  - from: s{size}\n    to: s{}\n    via: [", size + 1));
        (0..size).for_each(|number| put(text, format_args!("{}s{number}", if number > 0 { ", " } else { "" })));
        put(text, format_args!("]\n    kind: data-exchange\n    classification: personal\n    protocol: https\n"));
    })
}

fn ring(size: usize) -> Vec<(String, String)> {
    single(|text| {
        systems(text, size);
        text.push_str("flows:\n");
        for number in 0..size {
            let next = (number + 1) % size;
            put(text, format_args!("  - {{ from: s{number}, to: s{next}, kind: dependency, status: operating }}\n"));
        }
    })
}

fn star(size: usize) -> Vec<(String, String)> {
    single(|text| {
        let leaves = size / 2;
        systems(text, leaves + 1);
        text.push_str("flows:\n");
        for number in 0..leaves {
            put(text, format_args!("  - {{ from: s{number}, to: s{leaves}, via: [], {EXCHANGE} }}\n"));
            put(text, format_args!("  - {{ from: s{leaves}, to: s{number}, via: [], {EXCHANGE} }}\n"));
        }
    })
}

/// Everyone with everyone: so many systems that the flows between them are as many as asked for. Their files have a
/// thousand flows each.
fn dense(size: usize) -> Vec<(String, String)> {
    let count = size.isqrt().max(2);
    let mut files = single(|text| systems(text, count));
    for from in 0..count {
        let mut text = "khung: 1\nagency: X01\nflows:\n".to_owned();
        for step in 0..size / count {
            let to = (from + 1 + step % (count - 1)) % count;
            put(&mut text, format_args!("  - {{ from: s{from}, to: s{to}, via: [], {EXCHANGE} }}\n"));
        }
        files.push((format!("luong/s{from}.yaml"), text));
    }
    files
}

fn parents(size: usize) -> Vec<(String, String)> {
    single(|text| {
        for number in 1..=size {
            let above = if number == 1 { "X01".to_owned() } else { format!("d{}", number - 1) };
            put(text, format_args!("  d{number}: {{ name: Đơn vị mẫu, level: unit, parent: {above} }}\n"));
        }
        text.push_str("systems:\n");
        for number in 1..=size {
            put(text, format_args!("  s{number}: {{ owner: d{number}, name: Hệ thống {number}, {FACTS} }}\n"));
        }
    })
}

fn hosts(size: usize) -> Vec<(String, String)> {
    single(|text| {
        text.push_str("systems:\n");
        for number in 0..size {
            let (on, after) = (number + 1, number.saturating_sub(1));
            let links = format!("hosting: {{ on: s{on} }}, successor: s{after}");
            put(text, format_args!("  s{number}: {{ name: Hệ thống {number}, {links}, {FACTS} }}\n"));
        }
        put(text, format_args!("  s{size}: {{ name: Hệ thống {size}, {FACTS} }}\n"));
    })
}

fn twins(size: usize) -> Vec<(String, String)> {
    single(|text| {
        text.push_str("systems:\n");
        for number in 0..size {
            put(
                text,
                format_args!(
                    "  s{number}: {{ code: KT-01, source-code: KT-01, name: Hệ thống {number}, {FACTS} }}\n"
                ),
            );
        }
    })
}

/// Systems with two findings each, the first of which a comment may accept.
fn faulty(text: &mut String, size: usize, comment: &str) {
    text.push_str("systems:\n");
    for number in 0..size.div_ceil(2) {
        put(
            text,
            format_args!(
                "  s{number}:\n    name: Một cửa {number}\n    kind: procedure-system\n    lifecycle: operating\n"
            ),
        );
        put(
            text,
            format_args!("    sharing: internal\n    layer: application\n    security:\n      level: 2{comment}\n"),
        );
        put(text, format_args!("      dossier: {{ status: approved, date: 2026-09-14 }}\n"));
    }
}

fn findings(size: usize) -> Vec<(String, String)> {
    single(|text| faulty(text, size, ""))
}

fn allowed(size: usize) -> Vec<(String, String)> {
    let rule = "security-zones/level-too-low-for-procedure-system";
    single(|text| faulty(text, size, &format!(" # khung: allow {rule} -- Đang xác định lại cấp độ")))
}

fn waived(size: usize) -> Vec<(String, String)> {
    let mut files = findings(size);
    let mut text = "waivers:\n".to_owned();
    let size = size.div_ceil(2);
    for number in 0..size {
        put(&mut text, format_args!("  - rule: security-zones/level-too-low-for-procedure-system\n"));
        put(&mut text, format_args!("    subject: X01/s{number}\n    reason: Đang xác định lại cấp độ\n"));
        put(&mut text, format_args!("    approver: Văn phòng\n    granted: 2026-11-01\n    expires: 2027-01-15\n"));
    }
    files.push(("khung-waivers.yaml".to_owned(), text));
    files
}

fn dangling(size: usize) -> Vec<(String, String)> {
    single(|text| {
        text.push_str("systems:\n");
        for number in 0..size {
            put(text, format_args!("  he-thong-{number:06}: {{ name: Hệ thống {number}, {FACTS} }}\n"));
        }
        text.push_str("flows:\n");
        for number in 0..size {
            let to = (number * 7) % size;
            let ends = format!("from: he-thong-{number:06}, to: he-thonh-{to:06}");
            put(text, format_args!("  - {{ {ends}, via: [], {EXCHANGE} }}\n"));
        }
    })
}

fn inconclusive(size: usize) -> Vec<(String, String)> {
    single(|text| {
        text.push_str("systems:\n");
        (0..size.div_ceil(OPEN_VERDICTS)).for_each(|number| put(text, format_args!("  s{number}: {{}}\n")));
    })
}
