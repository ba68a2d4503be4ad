//! Estates for the tests of the status: the sample nation from its files, and small ones written in the test.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use khung::finding::{Finding, RuleRef, builtin};
use khung::lang::Lang;
use khung::report::status::{Page, format};
use khung::source::{Origin, PackFiles, Sources};
use khung::survey::status::{Status, status};
use khung::{discover, graph, import, rule};

/// The day of every test.
pub const TODAY: Date = date(2026, 11, 23);

/// Files by path.
pub type Files = Vec<(String, String)>;

/// The files of `examples/nation`.
pub fn nation() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("examples/nation")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the example is there") {
            let path: PathBuf = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                files.push((path.strip_prefix(root).expect("under the root").to_string_lossy().into_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The shipped packs without their rules, which count nothing.
fn catalogue() -> Vec<PackFiles> {
    let mut packs = discover::embedded_packs();
    for pack in &mut packs {
        pack.files.retain(|path, _| path == "pack.yaml" || path.starts_with("catalogue/"));
    }
    packs
}

/// The figures of files, with the shipped catalogue behind them. Every reference must lead somewhere.
pub fn count(files: &[(String, String)], today: Date) -> Status {
    let mut sources = Sources::default();
    let rules = rule::read(&catalogue(), &mut sources);
    assert!(rules.rules.is_empty());
    for (path, text) in files {
        sources.add(path, Origin::Estate, text.clone());
    }
    let imports = import::read(&sources);
    // That nobody follows an unknown up is a finding, and no fault of reading.
    let unread = |finding: &&Finding| finding.rule != RuleRef::Builtin(&builtin::UNDETERMINED);
    let faults: Vec<_> = imports.files.iter().flat_map(|(_, import)| &import.findings).filter(unread).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let (graph, unresolved) = graph::build(imports, &sources);
    assert!(unresolved.is_empty(), "{unresolved:?}");
    status(&graph, today)
}

/// The figures of one small file. Two ministries and a province are there already: `a`, `b` and `H99`.
pub fn small(text: &str) -> Status {
    let agencies =
        "khung: 1\nagencies:\n  a: { level: ministry }\n  b: { level: ministry }\n  H99: { level: province }\n";
    let files = [("agencies.yaml", agencies), ("small.yaml", text)];
    count(&files.map(|(path, text)| (path.to_owned(), text.to_owned())), TODAY)
}

/// A page of figures in a format.
pub fn page(status: &Status) -> Page<'_> {
    Page {
        status,
        files: 2,
        objects: 3,
        flows: 4,
        errors: 0,
        lang: Lang::En,
        width: 80,
        color: false,
        verbose: false,
        version: "0.0.0",
    }
}

/// What a format makes of a page.
pub fn render(name: &str, page: &Page<'_>) -> String {
    let mut out = Vec::new();
    let format = format(name).unwrap_or_else(|| panic!("{name} is a format"));
    (format.render)(page, &mut out).expect("writing to memory succeeds");
    String::from_utf8(out).expect("UTF-8")
}
