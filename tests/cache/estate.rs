//! Texts to remember: those of the repository, broken ones, and an estate large enough for a cache.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use khung::cache::{Cache, Changed};
use khung::import::{self, Import, Imports, Recall};
use khung::source::{Origin, SourceId, Sources};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every YAML text of the repository: examples, rules with their good and bad files, templates.
pub static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["examples", "rules", "templates", "tests"] {
        walk(&root.join(folder), &mut paths);
    }
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
});

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => walk(&path, paths),
            false if path.extension().is_some_and(|extension| extension == "yaml") => paths.push(path),
            false => {}
        }
    }
}

/// Faults that importers find, each in a text of its own.
pub const FAULTY: &[&str] = &[
    "khung: 1\nsystems:\n  a: { name: A, kind: portl, layer: [x] }\n",
    "khung: 1\nsystems:\n  a: { name: A, nmae: B }\n  a: { name: C }\n",
    "khung: 1\nsystems:\n  a:\n    name: Hệ thống\n    kind: unknown\n    security: { level: 99 }\n",
    "khung: 1\nflows: { from: a }\nsystems: [a, b]\n",
    "khung: 1\nsystems:\n  a:\n    name: A\n    note: \"mật khẩu: Abc12345\" # 10.1.2.3\n",
    "khung: 1\nsystems: { a: { name: @b } }\n",
    "khung: 2\nsystems: {}\n",
    "khung: 1\nsystems:\n  \"a b\": { name: 'it''s', security: { level: 3, dossier: { date: 2026-02-30 } } }\n",
    "khung: 1\nsystems:\n  a: &a { name: A }\n  b: *a\n---\nkhung: 1\nagency: H99\nflows:\n  - { from: a, to: b }\n",
    "\u{feff}khung: 1\r\nsystems:\r\n  a:\r\n    name: >\r\n      Hệ\r\n      thống\r\n",
    "khung: 1\nagencies:\n  H99: { name: Hê\u{323} thô\u{301}ng }\n",
    "khung: 1\nsystems:\n  a:\n",
    "khung: 1\nsystems: ~\nagency: [1]\n",
    "title: not ours\n",
    "",
];

/// Sources with these texts, behind so many others.
pub fn sources<'t>(before: usize, texts: impl IntoIterator<Item = &'t str>) -> Sources {
    let mut sources = Sources::default();
    for number in 0..before {
        sources.add(format!("khung-{number}.yaml"), Origin::Settings, String::new());
    }
    for (number, text) in texts.into_iter().enumerate() {
        sources.add(format!("{number}.yaml"), Origin::Estate, text.to_owned());
    }
    sources
}

/// A memory that counts what it had to let be read.
#[derive(Debug)]
pub struct Counted(pub Cache, AtomicUsize);

impl Recall for Counted {
    fn read(&self, id: SourceId, text: &str, anew: &dyn Fn() -> Option<Import>) -> Option<Import> {
        let counted = || {
            self.1.fetch_add(1, Ordering::Relaxed);
            anew()
        };
        self.0.read(id, text, &counted)
    }
}

/// The two files of a cache, as bytes.
#[derive(Debug, Clone, Default)]
pub struct Files {
    pub main: Option<Vec<u8>>,
    pub later: Option<Vec<u8>>,
}

impl Files {
    pub fn cache(&self) -> Counted {
        Counted(Cache::new(self.main.clone(), self.later.clone(), 7), AtomicUsize::new(0))
    }

    /// Takes what a run wrote.
    pub fn take(&mut self, changed: Changed) {
        match changed {
            Changed::Nothing => {}
            Changed::Later(bytes) => self.later = Some(bytes),
            Changed::Whole(bytes) => (self.main, self.later) = (Some(bytes), None),
        }
    }

    /// Reads sources with the help of these files, and writes them; how many texts had to be read.
    pub fn read(&mut self, sources: &Sources) -> (Imports, usize) {
        let cache = self.cache();
        let imports = import::read_with(sources, Some(&cache));
        self.take(cache.0.changed());
        (imports, cache.1.into_inner())
    }
}

/// A file of an estate: systems with parts, with and without faults.
pub fn description(number: usize) -> String {
    let mut text = format!(
        "khung: 1\nagency: H{number:02}\nagencies:\n  H{number:02}: {{ name: Sở {number}, level: province }}\nsystems:\n"
    );
    for system in 0..2 {
        let level = 2 + system;
        write!(
            text,
            "  he-thong-{system}:\n    name: Hệ thống thông tin số {system} của cơ quan {number}\n    \
             kind: procedure-system\n    state: current\n    security:\n      level: {level}\n      \
             zones: [dmz, internal]\n    components:\n      cong: {{ kind: web, zone: dmz, exposure: internet }}\n      \
             nghiep-vu: {{ kind: application, zone: internal }}\n",
        )
        .unwrap();
    }
    // What the program need not look at for long.
    text.push_str(&"# ghi chú về các hệ thống của cơ quan này, nhiều và dài\n".repeat(60));
    text.push_str("flows:\n  - { from: he-thong-0.cong, to: he-thong-1, kind: data-exchange }\n");
    text
}
