//! `khung init`: from nothing to a first check that passes.

#[path = "reading/support.rs"]
#[allow(dead_code)] // the support of the reading tests, of which these need a part
mod support;

use std::fs;

use support::Folder;

const PROVINCE: [&str; 7] = ["init", "--agency", "H99", "--name", "UBND tỉnh Minh Họa", "--level", "province"];

#[test]
fn the_first_check_passes_and_what_is_known_is_in_the_baseline() {
    for lang in ["vi", "en"] {
        let folder = Folder::new();
        let systems = ["--system", "Hệ thống Đăng ký", "--system", "Hệ thống đăng ký", "--lang", lang];
        let ran = folder.run(&[&PROVINCE[..], &systems].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let text = fs::read_to_string(folder.at("kien-truc/h99.yaml")).expect("it was written");
        assert!(text.contains("  he-thong-dang-ky:\n") && text.contains("  he-thong-dang-ky-2:\n"), "{text}");
        assert_eq!(folder.run(&["check"]).code, 0, "{lang}");
        assert!(folder.run(&["check", "--no-config", "kien-truc"]).code == 1, "without the baseline it fails");
        assert_eq!(folder.run(&["baseline", "check"]).code, 0);
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::with(&[("khung.yaml", "language: vi\n")]);
    folder.run(&PROVINCE).is_refused(&["khung.yaml exists already"]);
    let folder = Folder::with(&[("kien-truc/h99.yaml", support::CLEAN)]);
    folder.run(&PROVINCE).is_refused(&["h99.yaml exists already"]);
    assert!(!folder.at("khung.yaml").exists());
}

#[test]
fn what_is_missing_is_asked_for_by_its_option_where_nobody_can_answer() {
    let folder = Folder::new();
    folder.run(&["init", "--agency", "H99"]).is_refused(&["--name is missing"]);
    assert!(fs::read_dir(folder.path()).expect("a folder").next().is_none(), "nothing is written");
}

#[test]
fn names_from_strangers_stay_names() {
    let folder = Folder::new();
    let name = "a\": { level: commune }\n# x: \u{202e}\\";
    let ran = folder.run(&["init", "--agency", "H99", "--name", name, "--level", "province", "--system", "???"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(folder.run(&["check"]).code, 0);
    let refused = Folder::new();
    refused.run(&["init", "--agency", "a/b", "--name", "x", "--level", "province"]).is_refused(&["`a/b`"]);
    refused.run(&["init", "--agency", "H99", "--name", "x", "--level", "tỉnh"]).is_refused(&["tỉnh"]);
    assert!(!refused.at("kien-truc").exists());
}
