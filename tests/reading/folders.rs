//! Which files of a folder are read, and what is said about paths that lead nowhere.

use crate::support::{CLEAN, FAULTY, Folder};

#[test]
fn a_folder_without_descriptions_is_refused_with_advice() {
    let folder = Folder::new();
    folder.check(&["."]).is_refused(&["nothing to check", "khung: 1", "name a file or folder"]);
    folder.check(&[]).is_refused(&["nothing to check"]);
    folder.write("other.yaml", "openapi: 3.1.0\n");
    folder.write("notes.txt", CLEAN);
    folder.check(&["."]).is_refused(&["nothing to check", "1 other YAML file"]);
}

#[test]
fn a_missing_path_hides_nothing() {
    let folder = Folder::with(&[("a.yaml", FAULTY)]);
    for arguments in [&["nowhere", "a.yaml"][..], &["a.yaml", "nowhere"], &[".", "nowhere/a.yaml"]] {
        let ran = folder.check(arguments);
        assert_eq!(ran.findings(), ["a.yaml:2:24 model/wrong-type"], "{arguments:?}");
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains("nowhere") && ran.err.contains("no such file or folder"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    folder.check(&["nowhere"]).is_refused(&["nowhere: no such file or folder", "check the spelling"]);
    folder.check(&["a.yaml/b.yaml"]).is_refused(&["a.yaml/b.yaml"]);
    folder.check(&[""]).is_refused(&["a value is required"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = Folder::with(&[("sub/a.yaml", FAULTY)]);
    let whole = folder.at("sub/a.yaml").to_string_lossy().into_owned();
    for arguments in [
        &["sub/a.yaml", "sub/a.yaml"][..],
        &["sub", "sub/a.yaml"],
        &["sub/a.yaml", "./sub/a.yaml", "sub/../sub/a.yaml"],
        &[".", "sub", &whole],
        &["sub/", "./sub/", "sub/."],
    ] {
        let ran = folder.check(arguments);
        assert_eq!((ran.code, ran.findings().len()), (1, 1), "{arguments:?}: {}", ran.out);
    }
}

#[test]
fn a_file_that_is_no_description_is_a_finding_when_it_is_named() {
    let folder =
        Folder::with(&[("a.yaml", CLEAN), ("b.yaml", "openapi: 3.1.0\n"), ("c.txt", "chữ\n"), ("d.yaml", "")]);
    folder.check(&["a.yaml", "b.yaml"]).finds(&["b.yaml:1:1 model/not-a-description"]);
    folder
        .check(&["c.txt", "d.yaml"])
        .finds(&["c.txt:1:1 model/not-a-description", "d.yaml:1:1 model/not-a-description"]);
    // Named by its folder as well, in another spelling: it was named all the same.
    folder.check(&["./.", "b.yaml"]).finds(&["b.yaml:1:1 model/not-a-description"]);
    let whole = folder.at("b.yaml").to_string_lossy().into_owned();
    let ran = folder.check(&[".", &whole]);
    assert_eq!((ran.code, ran.findings().len()), (1, 1), "{ran:?}");
    // A description may have any name when it is named.
    folder.write("e.txt", FAULTY);
    folder.check(&["e.txt"]).finds(&["e.txt:2:24 model/wrong-type"]);
}

#[test]
fn standard_input_stands_beside_files() {
    let folder = Folder::with(&[("a.yaml", "khung: 1\nsystems: { a: { name: A } }\n")]);
    let input = "khung: 1\nsystems: { b: { name: B, successor: a, nam: B } }\n";
    folder
        .check_stream(&["-", "a.yaml", "--select", "model"], input.as_bytes())
        .finds(&["<stdin>:2:40 model/unknown-key"]);
    folder
        .check_stream(&["-", "--select", "model"], input.as_bytes())
        .finds(&["<stdin>:2:37 model/dangling-reference", "<stdin>:2:40 model/unknown-key"]);
    folder.check_stream(&["-"], b"name: x\n").finds(&["<stdin>:1:1 model/not-a-description"]);
    folder.check_stream(&["-"], b"").finds(&["<stdin>:1:1 model/not-a-description"]);
    folder.check_stream(&["-", "-"], FAULTY.as_bytes()).finds(&["<stdin>:2:24 model/wrong-type"]);
}

#[test]
fn ignore_files_are_followed_without_git() {
    let folder = Folder::with(&[
        ("a.yaml", CLEAN),
        (".gitignore", "build/\n*.gen.yaml\n!keep.gen.yaml\n"),
        ("build/b.yaml", FAULTY),
        ("c.gen.yaml", FAULTY),
        ("sub/d.gen.yaml", FAULTY),
        ("sub/.gitignore", "e.yaml\n"),
        ("sub/e.yaml", FAULTY),
    ]);
    folder.check(&["."]).is_clean();
    // From inside, the ignore files above still count.
    folder.check(&["sub"]).is_refused(&["nothing to check"]);
    // What is named is read.
    folder.check(&["c.gen.yaml"]).finds(&["c.gen.yaml:2:24 model/wrong-type"]);
    folder.write("keep.gen.yaml", "khung: 1\nnope: 1\n");
    folder.check(&["."]).finds(&["keep.gen.yaml:2:1 model/unknown-key"]);
    // The same inside a repository.
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.check(&["."]).finds(&["keep.gen.yaml:2:1 model/unknown-key"]);
}

#[test]
fn hidden_folders_are_passed_over_unless_named() {
    let folder = Folder::with(&[("a.yaml", CLEAN), (".github/b.yaml", FAULTY), (".c.yaml", FAULTY)]);
    folder.check(&["."]).is_clean();
    folder.check(&[".github"]).finds(&[".github/b.yaml:2:24 model/wrong-type"]);
    folder.check(&[".c.yaml"]).finds(&[".c.yaml:2:24 model/wrong-type"]);
}

#[test]
fn only_yaml_files_of_a_folder_are_read() {
    let folder = Folder::with(&[
        ("a.yaml", CLEAN),
        ("b.yml", "khung: 1\nnope: 1\n"),
        ("c.json", FAULTY),
        ("d.yaml.bak", FAULTY),
        ("e", FAULTY),
        ("f.YAML", FAULTY),
    ]);
    folder.check(&["."]).finds(&["b.yml:2:1 model/unknown-key"]);
}

#[test]
fn a_folder_may_be_called_like_a_file() {
    let folder = Folder::with(&[("x.yaml/a.yaml", FAULTY), ("b.yaml", "khung: 1\n")]);
    let found = ["x.yaml/a.yaml:2:24 model/wrong-type"];
    folder.check(&["."]).finds(&found);
    folder.check(&["x.yaml"]).finds(&found);
}

#[test]
fn odd_names_are_shown_and_kept_apart() {
    let folder = Folder::new();
    for name in ["hệ thống.yaml", "a b.yaml", "-.yaml", "--help.yaml", "[x]{y}*.yaml", "'\".yaml"] {
        folder.write(name, "khung: 1\nnope: 1\n");
    }
    assert_eq!(folder.check(&["."]).findings().len(), 6);
    folder.check(&["hệ thống.yaml"]).finds(&["hệ thống.yaml:2:1 model/unknown-key"]);
    folder.check(&["--", "--help.yaml"]).finds(&["--help.yaml:2:1 model/unknown-key"]);
}

#[cfg(unix)]
#[test]
fn names_that_look_alike_are_two_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::with(&[("a/b.yaml", "khung: 1\nnope: 1\n"), ("a\\b.yaml", "khung: 1\nnope: 1\n")]);
    for byte in [b"\xFE.yaml", b"\xFF.yaml"] {
        std::fs::write(folder.path().join(OsStr::from_bytes(byte)), "khung: 1\nnope: 1\n")
            .expect("any bytes make a name");
    }
    let ran = folder.check(&["."]);
    assert_eq!((ran.code, ran.findings().len()), (1, 4), "{}", ran.out);
}

#[test]
fn ten_faults_in_ten_files_are_ten_findings() {
    let files = [
        ("01.yaml", "khung: 1\nnope: 1\n", "01.yaml:2:1 model/unknown-key"),
        ("02.yaml", "khung: 1\ntitle: [a]\n", "02.yaml:2:8 model/wrong-type"),
        ("03.yaml", "khung: 1\nx-a:\n  - a: {\n", "03.yaml:4:1 model/syntax"),
        ("04.yaml", "khung: 1\ntitle: a\ntitle: b\n", "04.yaml:3:1 model/duplicate-key"),
        ("05.yaml", "khung: 1\nsystems:\n  a5: { lifecycle: dead }\n", "05.yaml:3:20 model/unknown-value"),
        ("06.yaml", "khung: 1\nsystems:\n  a6: { started: 2026-02-30 }\n", "06.yaml:3:18 model/invalid-date"),
        (
            "07.yaml",
            "khung: 1\nsystems:\n  a7: { security: { level: 6 } }\n",
            "07.yaml:3:28 model/number-out-of-range",
        ),
        ("08.yaml", "khung: 1\nsystems:\n  a8: { successor: nowhere }\n", "08.yaml:3:20 model/dangling-reference"),
        ("09.yaml", "khung: 1\ngaps:\n  a9:\n    note: ~\n", "09.yaml:4:11 model/empty-value"),
        ("10/a.yaml", "khung: 1\nsystems:\n  hệ thống: {}\n", "10/a.yaml:3:3 model/malformed-id"),
    ];
    let folder = Folder::new();
    for (path, text, _) in files {
        folder.write(path, text);
    }
    folder.check(&[".", "--select", "model"]).finds(&files.map(|(_, _, finding)| finding));
}
