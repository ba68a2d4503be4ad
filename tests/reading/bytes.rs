//! Bytes that are no text, and texts made to bring a program down.

use std::fs::File;
use std::time::{Duration, Instant};

use crate::support::{CLEAN, FAULTY, Folder};

/// A stranger's file must not make anybody wait. Generous, since the machine may be busy and the build slow.
const SOON: Duration = Duration::from_secs(10);

fn soon<T>(work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    done
}

#[test]
fn text_before_a_wrong_byte_is_read() {
    let folder = Folder::new();
    let mut bytes = b"khung: 1\ndata:\n  a:\n    nam: H\xE1\xBB\x87\n    # Latin-1: ".to_vec();
    bytes.extend(b"h\xEA th\xF4ng\n    kind: nothing\n");
    folder.write("a.yaml", &bytes);
    // The prefix is read and its fault found; the place is that of the first wrong byte.
    folder.check(&["."]).finds(&["a.yaml:4:5 model/unknown-key", "a.yaml:5:17 model/not-utf8"]);
    folder.check_stream(&["-"], &bytes).finds(&["<stdin>:4:5 model/unknown-key", "<stdin>:5:17 model/not-utf8"]);
    // A character cut off by the end of the file.
    folder.write("a.yaml", b"khung: 1\ntitle: H\xE1\xBB");
    folder.check(&["."]).finds(&["a.yaml:2:9 model/not-utf8"]);
}

#[test]
fn a_file_in_utf_16_is_a_finding() {
    let folder = Folder::new();
    let bytes: Vec<u8> = "\u{feff}khung: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("a.yaml", bytes);
    // Nobody can tell whose file it is, so it is not passed over, and said once.
    folder.check(&["."]).finds(&["a.yaml:1:1 model/not-utf8"]);
    folder.check(&["a.yaml"]).finds(&["a.yaml:1:1 model/not-utf8"]);
}

#[test]
fn wrong_bytes_in_another_tools_file_are_not_our_business() {
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    folder.write("b.yaml", b"# caf\xE9\nname: x\n");
    folder.write("c.yaml", b"name: caf\xE9\n");
    // In the first, all that can be read is a comment: it might be ours.
    folder.check(&["."]).finds(&["b.yaml:1:6 model/not-utf8"]);
    // Somebody who names a file wants to know.
    folder.check(&["c.yaml"]).finds(&["c.yaml:1:10 model/not-utf8"]);
}

#[test]
fn zeros_and_control_characters_are_text() {
    let folder = Folder::new();
    folder.write("a.yaml", b"khung: 1\ntitle: a\0b\n");
    folder.write("b.yaml", b"khung: 1\ntitle: \"a\\0b\"\nsystem: {}\n");
    folder.write("c.yaml", b"khung: 1\ntitle: \x07\x1b[31m\n");
    let ran = folder.check(&["."]);
    assert!(ran.findings().contains(&"b.yaml:3:1 model/unknown-key".to_owned()), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\0') && !ran.out.contains('\u{7}'), "{}", ran.out);
}

#[test]
fn a_huge_file_is_not_read() {
    let folder = Folder::with(&[("a.yaml", CLEAN), ("c.yaml", FAULTY)]);
    // A hole: it has the size and takes no room.
    let huge = File::create(folder.at("b.yaml")).expect("a file");
    huge.set_len(200 << 20).expect("a hole in a file");
    let found = ["b.yaml:1:1 model/file-too-large", "c.yaml:2:24 model/wrong-type"];
    let started = Instant::now();
    soon(|| folder.check(&["b.yaml", "c.yaml"])).finds(&found);
    let ran = folder.run(&["check", "b.yaml", "--lang", "en"]);
    assert!(ran.out.contains("200 MiB") && ran.out.contains("64 MiB"), "{}", ran.out);
    assert!(started.elapsed() < SOON);
}

#[test]
fn an_endless_stream_is_cut_off() {
    let folder = Folder::new();
    let ran = soon(|| folder.check_stream(&["-"], &vec![b'#'; (64 << 20) + 1]));
    ran.finds(&["<stdin>:1:1 model/file-too-large"]);
}

#[test]
fn deep_nesting_is_a_finding() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("{", "}"), ("[", "")] {
        let text = format!("khung: 1\nx-deep:\n  {}{}\ndata: {{}}\n", open.repeat(10_000), close.repeat(10_000));
        let folder = Folder::with(&[("a.yaml", &text), ("b.yaml", FAULTY)]);
        let ran = soon(|| folder.check(&["."]));
        assert_eq!(ran.code, 1, "{open}: {ran:?}");
        assert!(ran.out.contains("model/nested-too-deep") || ran.out.contains("model/syntax"), "{open}: {}", ran.out);
        assert!(ran.findings().contains(&"b.yaml:2:24 model/wrong-type".to_owned()), "{open}: {}", ran.out);
    }
    // Nested in lines: each deeper than the one before.
    let text: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let ran =
        soon(|| Folder::with(&[("a.yaml", &format!("khung: 1\nx-:\n {}", text.replace('\n', "\n ")))]).check(&["."]));
    assert!(ran.out.contains("model/nested-too-deep"), "{}", ran.out);
}

#[test]
fn an_alias_bomb_is_a_finding() {
    let mut text = "khung: 1\nx-a: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let uses = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("x-a{level}: &a{level} [{uses}]\n"));
    }
    text.push_str("versions: *a11\n");
    let ran = soon(|| Folder::with(&[("a.yaml", &text), ("b.yaml", FAULTY)]).check(&["."]));
    assert!(ran.out.contains("model/too-many-aliases"), "{}", ran.out);
    assert!(ran.findings().contains(&"b.yaml:2:24 model/wrong-type".to_owned()), "{}", ran.out);
    assert!(ran.findings().len() < 50, "a fault is said once, not once for each alias: {}", ran.out);
}

/// Below the limit of aliases every use is read, and the same fault is met again at each of them.
#[test]
fn a_fault_behind_many_aliases_is_said_once() {
    let faults: Vec<String> = (0..20).map(|number| format!("nope{number}: 1")).collect();
    let uses = |of: &str| (0..100).map(|number| format!("a{number}: {of}")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "khung: 1\nx-a: &a {{ {} }}\nx-b: &b {{ interfaces: {{ {} }} }}\nplatforms: {{ {} }}\n",
        faults.join(", "),
        uses("*a"),
        uses("*b"),
    );
    let ran = soon(|| Folder::with(&[("a.yaml", &text)]).check(&[".", "--select", "model"]));
    assert_eq!((ran.code, ran.findings().len()), (1, 20), "{}", ran.out);
    assert!(ran.findings().iter().all(|finding| finding.starts_with("a.yaml:2:")), "{}", ran.out);
}

#[test]
fn an_alias_inside_itself_is_a_finding() {
    let text = "khung: 1\ndata:\n  a: &a { name: A, note: *a }\n  b: &b { name: *b }\n";
    let ran = Folder::with(&[("a.yaml", text)]).check(&["."]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.findings().contains(&"a.yaml:3:26 model/recursive-alias".to_owned()), "{}", ran.out);
    assert!(ran.findings().contains(&"a.yaml:4:17 model/recursive-alias".to_owned()), "{}", ran.out);
}

#[test]
fn long_lines_and_long_words_are_read() {
    let long = "dài".repeat(100_000);
    for text in [
        format!("khung: 1\ntitle: {long}\nsystem: {{}}\n"),
        format!("khung: 1\ntitle: \"{long}\"\nsystem: {{}}\n"),
        format!("khung: 1\n# {long}\nsystem: {{}}\n"),
        format!("khung: 1\nx-{}: 1\nsystem: {{}}\n", &long[..600]),
    ] {
        soon(|| Folder::with(&[("a.yaml", &text)]).check(&["."])).finds(&["a.yaml:3:1 model/unknown-key"]);
    }
    // A key that long is none of ours.
    let text = format!("khung: 1\n? {long}\n: 1\n");
    soon(|| Folder::with(&[("a.yaml", &text)]).check(&["."])).finds(&["a.yaml:2:3 model/unknown-key"]);
}

#[test]
fn many_files_and_many_findings_end_with_1() {
    for count in [255, 256, 257, 512] {
        let folder = Folder::new();
        for number in 0..count {
            folder.write(&format!("{number:04}.yaml"), "khung: 1\nnope: 1\n");
        }
        let ran = folder.check(&["."]);
        assert_eq!((ran.code, ran.findings().len()), (1, count));
    }
    // All of them in one file.
    let keys: String = (0..512).map(|number| format!("nope{number}: 1\n")).collect();
    let ran = Folder::with(&[("a.yaml", &format!("khung: 1\n{keys}"))]).check(&["."]);
    assert_eq!((ran.code, ran.findings().len()), (1, 512));
}
