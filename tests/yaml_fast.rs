//! The fast scanner of YAML against the full parser: whatever it accepts has the same tree, to the last place.
//!
//! Compared on everything at hand that is YAML, on mutations of that, and on random texts that are made of what the
//! scanner's grammar is about. `fuzz/` asks the same question without end. That the scanner is taken at all is a
//! test too: a scanner that refuses everything never disagrees.

#[path = "../benches/nation/mod.rs"]
#[allow(dead_code)] // the benchmark and the test of the nation use the rest
mod nation;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use khung::source::{Origin, SourceId, Sources};
use khung::yaml::{Data, NodeId, Tree, parse, parse_fast, parse_in_full};
use nation::Nation;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn source() -> SourceId {
    Sources::default().add("a.yaml", Origin::Estate, String::new())
}

/// Compares the two ways, and says whether the fast one was taken to the end.
fn agree(name: &str, text: &str) -> bool {
    let full = parse_in_full(source(), text);
    let fast = parse_fast(source(), text);
    if let Some(fast) = &fast {
        assert_eq!(difference(fast, &full), None, "{name}: {text:?}");
    }
    // Documents that were refused must leave nothing behind.
    assert_eq!(difference(&parse(source(), text), &full), None, "{name}: {text:?}");
    fast.is_some()
}

/// The first thing in which two trees differ.
fn difference(one: &Tree<'_>, other: &Tree<'_>) -> Option<String> {
    if one == other {
        return None;
    }
    if (&one.documents, &one.faults) != (&other.documents, &other.faults) {
        let show = |tree: &Tree<'_>| format!("{:?} {:?}", tree.documents, tree.faults);
        return Some(format!("documents or faults: {} and {}", show(one), show(other)));
    }
    let mut waiting: Vec<NodeId> = one.documents.clone();
    while let Some(id) = waiting.pop() {
        let (here, there) = [one, other].map(|tree| (tree.span(id), tree.tag(id), tree.data(id))).into();
        if here != there {
            return Some(format!("{here:?} and {there:?}"));
        }
        match one.data(id) {
            Data::Scalar { .. } => {}
            Data::Sequence(items) => waiting.extend(items),
            Data::Mapping(pairs) => waiting.extend(pairs.iter().flat_map(|pair| [pair.key, pair.value])),
        }
    }
    Some("nodes that are not reached from a document".to_owned())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every YAML file below a folder, with its text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path: PathBuf = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
                // Some are broken on purpose.
                let text = String::from_utf8_lossy(&fs::read(&path).expect("a readable file")).into_owned();
                found.push((path.display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

/// The corpora beside the repository; none where they are not.
fn corpora() -> Vec<(String, String)> {
    let folder = root().join("../shared/corpora");
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    }
    files(&folder)
}

/// The cases of the conformance suite: each scalar of its files, with the characters back that it writes visibly.
fn suite() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for (name, text) in corpora().into_iter().filter(|(name, _)| name.contains("yaml-test-suite")) {
        let tree = parse_in_full(source(), &text);
        let mut waiting = tree.documents.clone();
        while let Some(id) = waiting.pop() {
            match tree.data(id) {
                Data::Sequence(items) => waiting.extend(items),
                Data::Mapping(pairs) => waiting.extend(pairs.iter().map(|pair| pair.value)),
                Data::Scalar { text, .. } => {
                    let text = text.replace('␣', " ").replace('←', "\r").replace('⇔', "\u{feff}").replace('↵', "");
                    cases.push((name.clone(), text.replace("∎\n", "").replace('—', "").replace('»', "\t")));
                }
            }
        }
    }
    cases
}

fn nation() -> Vec<(String, String)> {
    Nation::new(1425, 120, 0).files().collect()
}

fn ours() -> Vec<(String, String)> {
    [files(&root().join("examples")), files(&root().join("rules"))].concat()
}

/// Compares all, also as Windows writes lines, and says how many in a hundred the scanner took in both.
fn share(texts: &[(String, String)]) -> usize {
    let scanned = |(name, text): &&(String, String)| {
        let taken = agree(name, text) & agree(name, &text.replace("\r\n", "\n").replace('\n', "\r\n"));
        if !taken {
            println!("for the full parser: {name}");
        }
        taken
    };
    texts.iter().filter(scanned).count() * 100 / texts.len()
}

#[test]
fn the_corpora_are_read_alike() {
    for (name, text) in corpora().into_iter().chain(suite()) {
        agree(&name, &text);
        agree(&name, &text.replace('\n', "\r\n"));
    }
}

#[test]
fn the_national_estate_is_scanned() {
    assert_eq!(share(&nation()), 100);
}

#[test]
fn nearly_all_of_our_own_files_are_scanned() {
    assert_eq!(share(&files(&root().join("examples"))), 100);
    assert!(share(&files(&root().join("rules"))) >= 90);
    // Every run reads these.
    assert_eq!(share(&files(&root().join("rules/vn/catalogue"))), 100);
}

/// Pieces of lines: what the grammar is about, and what is just outside of it.
const PIECES: &[&str] = &[
    "a: b",
    "b:",
    "- ",
    "- a",
    "- c: d",
    "- - x",
    "-",
    "'q': 'it''s'",
    "\"x\": [a, {b: c}]",
    "k: |",
    "x: >-",
    "- |+",
    "- >",
    "text",
    "two words",
    "# c",
    "",
    " ",
    "{a: b, \"c\":1}",
    "a: b # c",
    "b: # c",
    "- # c",
    "---",
    "...",
    "a : b",
    "-x",
    "k: -",
    "k: - x",
    "a: b: c",
    "[a, b,]",
    "{a: b,}",
    "- [a, b",
    "{a}",
    "{a: }",
    "[]",
    "{}",
    "- {}",
    "[a - b]",
    "[a-]",
    "[-]",
    "[a:b, c]",
    "[a: b]",
    "[a #b]",
    "a: 'b' c",
    "a: 'b'#c",
    "a: 'b' #c",
    "a#b: c#d",
    "a: #b",
    "a:#b",
    "? a",
    ": b",
    "a: ?b",
    "&x",
    "a: &x",
    "- &x",
    "a: &x b",
    "- &x b",
    "- &y {b: c}",
    "b: *x",
    "- *x",
    "[*x, *y]",
    "<<: *x",
    "<<: [*x, *y]",
    "*x : b",
    "&x a: b",
    "c: !t d",
    "\"a\\tb\"",
    "c: \"a\\tb\"",
    "ữ: Hệ thống",
    "a: \u{feff}",
    "a:\tb",
    "\ta: b",
    "a: \0",
    "%Y",
    "a: 'b",
    "a: \"b",
    "@",
    "- &x\r",
    "a: b\r",
    "  ",
    "a: |2",
    "a: | # c",
    "a: &x |",
    "a: ,",
    "a: ]",
    "~",
    "a: '' # c",
    "''",
    "\"\":",
    "'':",
    "a\u{a0}: b",
    "a: [[b], {c: [d]}]",
    "a: {b: {c: d}}",
    "a: [b]c",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    let line = (prop::sample::select(vec![0_usize, 0, 0, 1, 2, 2, 4]), prop::collection::vec(piece, 1..=2));
    let end = prop_oneof![9 => Just("\n"), 1 => Just("\r\n")];
    let lines = prop::collection::vec((line, end), 1..7);
    (lines, any::<u32>()).prop_map(|(lines, dice)| {
        let mut text = String::new();
        for (number, ((indent, parts), end)) in lines.into_iter().enumerate() {
            // One line in eight has two pieces, so that most texts stay near the grammar.
            let parts = if (dice >> number) & 7 == 0 { parts.join(" ") } else { parts[0].to_owned() };
            text.push_str(&format!("{}{parts}{end}", " ".repeat(indent)));
        }
        if dice & 1 == 0 { text.trim_end_matches(['\r', '\n']).to_owned() } else { text }
    })
}

/// The texts to mutate: short enough that an edit hits something that matters.
fn seeds() -> &'static [(String, String)] {
    static SEEDS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let mut all = [ours(), suite(), Nation::new(7, 120, 0).files().collect()].concat();
        all.retain(|(_, text)| !text.is_empty() && text.len() < 12_000);
        all
    })
}

/// What to put, and where: characters that mean something in YAML.
const SIGNS: &str = "[-:?\\[\\]{},&*!|>'\"\\\\%#@\\n\\r\\t <ữa0\\x00\u{feff}]{0,3}";

fn mutated() -> impl Strategy<Value = (String, String)> {
    let edit = (any::<prop::sample::Index>(), 0..7_u8, 0..6_usize, SIGNS);
    (any::<prop::sample::Index>(), prop::collection::vec(edit, 1..4)).prop_map(|(seed, edits)| {
        let (name, text) = seed.get(seeds());
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        for (at, what, count, signs) in edits {
            let number = at.index(lines.len());
            let line = lines[number].clone();
            match what {
                0 => lines.insert(number, line),
                1 => lines[number] = " ".repeat(count) + line.trim_start_matches(' '),
                2 => lines[number] = " ".repeat(count + 1) + &line,
                3 => lines.swap(number, at.index(usize::MAX) % (number + 1)),
                _ => {
                    let mut chars: Vec<char> = line.chars().collect();
                    let from = at.index(usize::MAX) % (chars.len() + 1);
                    let to = (from + count / 2).min(chars.len());
                    chars.splice(from..to, signs.chars());
                    lines[number] = chars.into_iter().collect();
                }
            }
        }
        (name.clone(), lines.concat())
    })
}

/// Random texts that the scanner refuses prove nothing about it.
#[test]
fn enough_random_texts_are_scanned() {
    let mut runner = TestRunner::deterministic();
    let mut scanned = |strategy: BoxedStrategy<String>| {
        let text = |_| strategy.new_tree(&mut runner).expect("every try gives a text").current();
        (0..1_000).map(text).filter(|text| parse_fast(source(), text).is_some()).count()
    };
    let (pieces, mutated) = (scanned(pieces().boxed()), scanned(mutated().prop_map(|(_, text)| text).boxed()));
    println!("{pieces} and {mutated} of 1,000 texts were scanned");
    assert!(pieces >= 50 && mutated >= 300, "{pieces} and {mutated} of 1,000");
}

/// How many random texts of each sort; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(3_000, |cases| cases.parse().expect("PROPTEST_CASES is a number"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn mutations_are_read_alike((name, text) in mutated()) {
        agree(&name, &text);
    }

    #[test]
    fn pieces_are_read_alike(text in pieces()) {
        agree("pieces", &text);
    }
}
