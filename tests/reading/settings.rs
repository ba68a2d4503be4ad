//! `khung.yaml`: found upwards, every key of it effective, and what is wrong with it said.

use crate::support::{CLEAN, FAULTY, Folder};

/// A description with an error, a warning, and nothing else; only the model's own rules speak.
const MIXED: &str = "khung: 1\nsystems: { a: { name: unknown, nam: A } }\n";

#[test]
fn the_nearest_settings_above_are_used() {
    let folder = Folder::with(&[
        ("khung.yaml", "rules: { model/unknown-key: off }\n"),
        ("a/b/c.yaml", "khung: 1\nnope: 1\n"),
        ("d/khung.yaml", "language: vi\n"),
        ("d/e.yaml", "khung: 1\nnope: 1\n"),
    ]);
    folder.check(&["."]).is_clean();
    folder.check(&["a/b"]).is_clean();
    folder.check(&["a/b/c.yaml"]).is_clean();
    // A nearer file hides the one above; the path decides, not where the program was started.
    folder.check(&["d"]).finds(&["d/e.yaml:2:1 model/unknown-key"]);
    let mut inside = folder.command(&["check", "--format", "short"]);
    inside.current_dir(folder.at("a/b"));
    crate::support::finish(inside.spawn().expect("it starts")).is_clean();
    // And both can be set aside.
    folder.check(&["a", "--no-config"]).finds(&["a/b/c.yaml:2:1 model/unknown-key"]);
    folder.check(&["a", "--config", "d/khung.yaml"]).finds(&["a/b/c.yaml:2:1 model/unknown-key"]);
    folder.check(&["d", "--config", "khung.yaml"]).is_clean();
    // A path that is not there does not hide the settings of the place where one is.
    let ran = folder.check(&["nowhere", "a"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    // Standard input has no place; the settings are those of the folder one is in.
    folder.check_stream(&["-"], b"khung: 1\nnope: 1\n").is_clean();
}

#[test]
fn paths_say_what_is_checked() {
    let folder = Folder::with(&[
        ("khung.yaml", "paths: [kien-truc, them/b.yaml]\n"),
        ("kien-truc/a.yaml", FAULTY),
        ("them/b.yaml", "khung: 1\nnope: 1\n"),
        ("them/c.yaml", FAULTY),
        ("ngoài/d.yaml", FAULTY),
    ]);
    let found = ["kien-truc/a.yaml:2:24 model/wrong-type", "them/b.yaml:2:1 model/unknown-key"];
    folder.check(&[]).finds(&found);
    // What is named on the command line is checked instead.
    folder.check(&["them/c.yaml"]).finds(&["them/c.yaml:2:24 model/wrong-type"]);
    // From below, the paths still count from the settings file, and places from where one stands.
    let mut inside = folder.command(&["check", "--format", "short", "--lang", "en"]);
    inside.current_dir(folder.at("kien-truc"));
    let ran = crate::support::finish(inside.spawn().expect("it starts"));
    let findings = ran.findings();
    assert_eq!(findings.len(), 2, "{ran:?}");
    assert!(findings.contains(&"a.yaml:2:24 model/wrong-type".to_owned()), "{findings:?}");
    // One path needs no list; a path that is not there is refused.
    folder.write("khung.yaml", "paths: kien-truc\n");
    folder.check(&[]).finds(&found[..1]);
    folder.write("khung.yaml", "paths: [kien-truc, gone]\n");
    let ran = folder.check(&[]);
    assert_eq!((ran.code, ran.findings().len()), (2, 1));
    assert!(ran.err.contains("gone: no such file or folder"), "{}", ran.err);
}

#[test]
fn excluded_files_are_left_out() {
    let folder = Folder::with(&[
        ("khung.yaml", "exclude: [archive/**, '*.draft.yaml', sub/c.yaml]\n"),
        ("a.yaml", CLEAN),
        ("archive/b.yaml", FAULTY),
        ("archive/2025/b.yaml", FAULTY),
        ("sub/c.yaml", "khung: 1\nnope: 1\n"),
        ("sub/d.draft.yaml", "khung: 1\nnope: 1\n"),
    ]);
    folder.check(&["."]).is_clean();
    folder.check(&[folder.path().to_str().expect("a name")]).is_clean();
    // Patterns count from the settings file, wherever one stands and whatever one names.
    folder.check(&["archive"]).is_refused(&["nothing to check"]);
    folder.check(&["sub"]).is_refused(&["nothing to check"]);
    let mut inside = folder.command(&["check", ".", "--format", "short"]);
    inside.current_dir(folder.at("sub"));
    crate::support::finish(inside.spawn().expect("it starts")).is_refused(&["nothing to check"]);
    folder.check(&["sub/../archive"]).is_refused(&["nothing to check"]);
    // A file that is named is read.
    folder.check(&["archive/b.yaml"]).finds(&["archive/b.yaml:2:24 model/wrong-type"]);
    // One pattern needs no list; a pattern that is none is refused.
    folder.write("khung.yaml", "exclude: archive\n");
    assert_eq!(folder.check(&["."]).findings().len(), 2);
    folder.write("khung.yaml", "exclude: '{a,b'\n");
    folder.check(&["."]).is_refused(&["{a,b", "not a path pattern"]);
    // An empty pattern would leave out everything.
    folder.write("khung.yaml", "exclude: ''\n");
    folder.check(&["."]).is_refused(&["``: is not a path pattern", "it is empty"]);
}

#[test]
fn packs_and_levels_and_language_and_fail_on_are_effective() {
    let rule = "title: { vi: Thiếu tên, en: name missing }\nmessage: { vi: \"{data} chưa có tên\", en: \"{data} has no name\" }\nwhy: { vi: Vì thế., en: So. }\nhelp: { vi: Ghi tên., en: Write it. }\nseverity: warning\ncheck: { each: data, must: has(data.name) }\n";
    let folder = Folder::with(&[
        ("khung.yaml", "packs: goi\nlanguage: vi\nfail-on: warning\n"),
        ("goi/pack.yaml", "title: { vi: Gói, en: Pack }\nversion: 0.1.0\n"),
        ("goi/rieng/thieu-ten/rule.yaml", rule),
        ("a.yaml", "khung: 1\ndata: { b: {} }\n"),
    ]);
    let check = |arguments: &[&str]| folder.run(&[&["check", "a.yaml", "--format", "short"], arguments].concat());
    let ran = check(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains("a.yaml:2:9: cảnh báo rieng/thieu-ten `b` chưa có tên") || ran.out.contains("chưa có tên"),
        "{}",
        ran.out
    );
    // What is said on the command line counts more.
    assert!(check(&["--lang", "en"]).out.contains("has no name"));
    assert_eq!(check(&["--fail-on", "error"]).code, 0);
    // Levels: off, and another severity, for a rule and for a group.
    for (rules, code, findings) in [
        ("rieng/thieu-ten: off", 0, 0),
        ("rieng: off", 0, 0),
        ("rieng/thieu-ten: info", 0, 1),
        ("rieng/thieu-ten: error", 1, 1),
        ("rieng: off, rieng/thieu-ten: error", 1, 1),
    ] {
        folder.write("khung.yaml", format!("packs: [goi]\nrules: {{ {rules} }}\n"));
        let ran = folder.check(&["a.yaml"]);
        assert_eq!((ran.code, ran.findings().len()), (code, findings), "{rules}: {ran:?}");
    }
    folder.write("khung.yaml", "packs: gone\n");
    folder.check(&["a.yaml"]).is_refused(&["gone: no such file or folder"]);
    folder.write("khung.yaml", "packs: [goi/rieng]\n");
    folder.check(&["a.yaml"]).is_refused(&["goi/rieng: has no pack.yaml", "name a pack's folder"]);
}

#[test]
fn severities_decide_the_exit_code() {
    let folder = Folder::with(&[("a.yaml", MIXED), ("w.yaml", "khung: 1\nsystems: { w: { name: unknown } }\n")]);
    let code = |path: &str, fail_on: &str| folder.check(&[path, "--select", "model", "--fail-on", fail_on]).code;
    assert_eq!([code("a.yaml", "error"), code("a.yaml", "warning"), code("a.yaml", "info")], [1, 1, 1]);
    assert_eq!([code("w.yaml", "error"), code("w.yaml", "warning"), code("w.yaml", "info")], [0, 1, 1]);
    assert_eq!(folder.check(&["w.yaml", "--select", "model"]).code, 0, "errors fail unless somebody says otherwise");
    folder.check(&["w.yaml", "--fail-on", "never"]).is_refused(&["none of error, warning, info and inconclusive"]);
}

#[test]
fn broken_settings_are_findings() {
    let cases = [
        ("paths: [\n", "khung.yaml:2:1 model/syntax"),
        ("- a\n", "khung.yaml:1:1 model/wrong-type"),
        ("language: fr\n", "khung.yaml:1:11 model/unknown-value"),
        ("fail-on: never\n", "khung.yaml:1:10 model/unknown-value"),
        ("exclud: x\n", "khung.yaml:1:1 model/unknown-key"),
        ("rules: { model/unknown-kei: off }\n", "khung.yaml:1:10 settings/unknown-rule"),
        ("rules: { model/unknown-key: of }\n", "khung.yaml:1:29 model/unknown-value"),
        ("rules: off\n", "khung.yaml:1:8 model/wrong-type"),
        ("paths: ~\n", "khung.yaml:1:8 model/empty-value"),
        ("rules:\n", "khung.yaml:1:7 model/empty-value"),
        ("language: vi\nlanguage: en\n", "khung.yaml:2:1 model/duplicate-key"),
        ("language: unknown\n", "khung.yaml:1:11 model/unknown-value"),
    ];
    for (settings, finding) in cases {
        let folder = Folder::with(&[("khung.yaml", settings), ("a.yaml", FAULTY)]);
        let ran = folder.check(&["a.yaml"]);
        // The description is checked all the same, as far as the settings can be read.
        assert_eq!(ran.findings(), ["a.yaml:2:24 model/wrong-type", finding], "{settings}: {ran:?}");
        // But the run is not the one they ask for; a rule that nobody has asks for nothing.
        let asks = !finding.ends_with("settings/unknown-rule");
        assert_eq!(ran.code, if asks { 2 } else { 1 }, "{settings}");
        assert_eq!(asks, ran.err.contains("khung.yaml has faults"), "{settings}: {}", ran.err);
    }
    // Settings that say nothing are no fault.
    for settings in ["", "# chỉ có chú thích\n", "---\n", "{}\n"] {
        let folder = Folder::with(&[("khung.yaml", settings), ("a.yaml", CLEAN)]);
        folder.check(&["."]).is_clean();
    }
}

#[test]
fn settings_that_cannot_be_read_are_refused() {
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    folder.write("khung.yaml", b"language: \xFF\n");
    folder.check(&["."]).is_refused(&["khung.yaml", "byte 10", "UTF-8"]);
    folder.check(&["a.yaml", "--config", "nowhere.yaml"]).is_refused(&["nowhere.yaml: no such file or folder"]);
    folder.check(&["a.yaml", "--config", "."]).is_refused(&["it is a folder"]);
}

/// A run that looked at no description must not end as if all were well, whatever else there was to say.
#[test]
fn a_warning_about_settings_is_no_check() {
    let folder = Folder::with(&[("khung.yaml", "rules: { model/unknown-kei: off }\n")]);
    let ran = folder.check(&["."]);
    assert_eq!(ran.findings(), ["khung.yaml:1:10 settings/unknown-rule"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("nothing to check"), "{}", ran.err);
}
