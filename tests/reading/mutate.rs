//! Texts that somebody broke: real descriptions with bytes changed, lost, doubled or exchanged.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// Every description of the examples.
static EXAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut paths = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &mut paths);
    paths.sort();
    let texts = paths.iter().map(|path| fs::read(path).expect("an example"));
    texts.filter(|text| text.windows(8).any(|window| window == b"khung: 1")).collect()
});

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of examples").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => walk(&path, paths),
            false if path.extension().is_some_and(|extension| extension == "yaml") => paths.push(path),
            false => {}
        }
    }
}

/// What is put into a text to break it.
const PIECES: &[&str] = &[
    "",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "-",
    "- ",
    ":",
    ": ",
    "? ",
    "#",
    " # ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "<<: *a",
    "!",
    "!!str ",
    "!!null",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "unknown",
    "not-applicable",
    "khung: 1\n",
    "\u{feff}",
    "\0",
    "\u{7}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{1f1fb}\u{1f1f3}",
    "ế",
    "e\u{302}\u{301}",
    "\\",
    "\\x",
    "@",
    "`",
    "0x",
    "9999999999999999999",
    "2026-02-30",
    "=",
    "x-",
    ".",
    "/",
    "H99/",
    "mot-cua.csdl",
];

/// One way to break a text: where, what is taken away, what is put in.
#[derive(Debug, Clone)]
pub struct Break {
    at: usize,
    taken: usize,
    piece: Vec<u8>,
}

fn breaks() -> impl Strategy<Value = Break> {
    let piece = proptest::prop_oneof![
        4 => (0..PIECES.len()).prop_map(|number| PIECES[number].as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..4),
    ];
    (any::<usize>(), 0_usize..24, piece).prop_map(|(at, taken, piece)| Break { at, taken, piece })
}

/// An example with a few breaks in it. Some keep to whole characters, so that the text stays UTF-8.
pub fn broken() -> impl Strategy<Value = Vec<u8>> {
    (any::<usize>(), vec(breaks(), 1..5), any::<bool>()).prop_map(|(number, breaks, whole)| {
        let mut bytes = EXAMPLES[number % EXAMPLES.len()].clone();
        for Break { at, taken, piece } in breaks {
            let mut from = at % (bytes.len() + 1);
            let mut to = (from + taken).min(bytes.len());
            let inside = |at: usize| bytes.get(at).is_some_and(|byte| (0x80..0xC0).contains(byte));
            while whole && inside(from) {
                from -= 1;
            }
            while whole && inside(to) {
                to += 1;
            }
            bytes.splice(from..to, piece);
        }
        bytes
    })
}

/// Bytes of any kind that begin like a description, so that they are read as one.
pub fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = proptest::prop_oneof![
        3 => (0..PIECES.len()).prop_map(|number| PIECES[number].as_bytes().to_vec()),
        2 => proptest::sample::select(vec!["systems", "flows", "name", "security", "zones", "from", "to", "a", "b", "data"])
            .prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
    ];
    vec(piece, 0..60).prop_map(|pieces| [b"khung: 1\n".to_vec(), pieces.concat()].concat())
}
