//! How a run ends: its exit code, its streams, and the same bytes every time.

use std::collections::BTreeSet;
use std::io::Read;

use crate::support::{CLEAN, FAULTY, Folder, finish};

#[test]
fn selectors_that_name_nothing_are_refused() {
    let folder = Folder::with(&[("a.yaml", FAULTY)]);
    folder
        .check(&[".", "--select", "model/wrong-typ"])
        .is_refused(&["model/wrong-typ", "did you mean model/wrong-type?"]);
    folder.check(&[".", "--ignore", "zzz"]).is_refused(&["zzz", "khung rules"]);
    folder.check(&[".", "--select", "model,"]).is_refused(&["--select"]);
    folder.check(&[".", "--select", "security-zones"]).is_clean();
    folder.check(&[".", "--ignore", "model"]).is_clean();
    folder.check(&[".", "--select", "model/wrong-type"]).finds(&["a.yaml:2:24 model/wrong-type"]);
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    let folder = Folder::new();
    for number in 0..300 {
        folder.write(&format!("{number}.yaml"), "khung: 1\nnope: 1\n");
    }
    for format in ["text", "short", "json"] {
        let mut child = folder.command(&["check", ".", "--format", format]).spawn().expect("it starts");
        let mut out = child.stdout.take().expect("a pipe");
        let mut first = [0; 16];
        out.read_exact(&mut first).expect("a first line");
        drop(out);
        let ran = finish(child);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{format}");
    }
    // Nobody reads at all, not even complaints.
    for arguments in [&["check", "."][..], &["check", "nowhere"], &["rules"], &["schema"], &["--help"], &["nonsense"]]
    {
        let mut child = folder.command(arguments).spawn().expect("it starts");
        drop(child.stdout.take());
        drop(child.stderr.take());
        finish(child);
    }
}

#[test]
fn order_and_threads_change_no_byte() {
    let folder = Folder::new();
    let mut paths: Vec<String> = Vec::new();
    for number in 0..12 {
        let path = format!("{}/{number}.yaml", ["a", "b", "c"][number % 3]);
        let text = format!(
            "khung: 1\nagency: H9{}\nsystems:\n  s{number}: {{ name: S, nam: x, successor: s{} }}\n  chung: {{}}\n",
            number % 2,
            number + 1
        );
        folder.write(&path, text);
        paths.push(path);
    }
    folder.write("d/broken.yaml", "khung: 1\nsystems: { a: [ }\n");
    paths.push("d/broken.yaml".to_owned());
    let mut seen = BTreeSet::new();
    for turn in 0..100 {
        // A walk through all orders that needs no dice: rotate, and swap what the turn says.
        paths.rotate_left(turn % 5 + 1);
        let other = turn * 7 % paths.len();
        paths.swap(0, other);
        let threads = ["1", "2", "4"][turn % 3];
        let mut arguments = vec!["check", "--format", "short", "--lang", "vi", "--as-of", "2026-11-23"];
        arguments.extend(paths.iter().map(String::as_str));
        let mut command = folder.command(&arguments);
        command.env("RAYON_NUM_THREADS", threads);
        let ran = finish(command.spawn().expect("it starts"));
        assert_eq!(ran.code, 1);
        seen.insert(ran.out);
    }
    assert_eq!(seen.len(), 1, "{seen:#?}");
}

#[test]
fn results_and_complaints_have_their_own_streams() {
    let folder = Folder::with(&[("a.yaml", FAULTY)]);
    let ran = folder.run(&["check", "a.yaml", "nowhere", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON and nothing else");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!((ran.code, ran.err.lines().count()), (2, 1));
    folder.write("b.yaml", CLEAN);
    let ran = folder.run(&["check", "b.yaml", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, report["findings"].as_array().map(Vec::len)), (0, Some(0)));
}
