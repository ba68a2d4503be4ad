//! Whatever YAML allows can be written, and what is wrong is found at its place.

use crate::support::{CLEAN, Folder};

fn check(text: &str) -> crate::support::Ran {
    Folder::with(&[("a.yaml", text)]).check(&["."])
}

#[test]
fn a_file_may_hold_several_documents() {
    let text = "khung: 1\ndata: { a: { nam: A } }\n---\nkhung: 1\ndata:\n  b: { name: B, sensitive: có }\n...\n---\nkhung: 1\ndata: { c: {name: C}, 'd e': {} }\n";
    check(text).finds(&[
        "a.yaml:2:14 model/unknown-key",
        "a.yaml:6:17 model/unknown-key",
        "a.yaml:10:23 model/malformed-id",
    ]);
    // Each document has its own agency and version.
    let text = "khung: 1\nagency: H99\nagencies: { H99: { name: Tỉnh Minh Họa, level: unit } }\n---\nkhung: 1\nagency: H98\n---\ndata: {}\n---\nkhung: 2\nanything: goes\n";
    check(text).finds(&[
        "a.yaml:6:9 model/dangling-reference",
        "a.yaml:8:1 model/missing-key",
        "a.yaml:10:8 model/unsupported-version",
    ]);
}

#[test]
fn one_broken_document_hides_no_other() {
    let text =
        "khung: 1\ndata: { a: { nam: A } }\n---\nkhung: 1\nx-data: {b: [ }\n---\nkhung: 1\ndata: { c: { nam: C } }\n";
    check(text).finds(&[
        "a.yaml:2:14 model/unknown-key",
        "a.yaml:5:15 model/syntax",
        "a.yaml:8:14 model/unknown-key",
    ]);
}

#[test]
fn anchors_aliases_and_merge_keys_are_read() {
    let text = "khung: 1\nx-base: &base\n  classification: personnal\ndata:\n  a: { <<: *base, name: A }\n  b: { <<: [*base], classification: open }\n  c: *base\n";
    // The fault is said once, where it is written, not once for each use.
    check(text).finds(&["a.yaml:3:19 model/unknown-value"]);
    check("khung: 1\nx-base: &base { classification: personal }\ndata:\n  a: { <<: *base, name: A }\n").is_clean();
    check("khung: 1\ndata:\n  a: { <<: personal }\n  b: *nobody\n")
        .finds(&["a.yaml:3:12 model/malformed-merge", "a.yaml:4:6 model/syntax"]);
}

#[test]
fn block_scalars_keep_the_places_behind_them() {
    let text = "khung: 1\ndata:\n  a:\n    name: >-\n      Thông tin\n\n      công dân\n    note: |+\n      hai: dòng\n      # không phải chú thích\n\n    nam: A\n";
    check(text).finds(&["a.yaml:12:5 model/unknown-key"]);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_no_place() {
    let text = "khung: 1\ndata:\n  hồ-sơ: { name: Hồ sơ, nam: 'Hồ' }\n";
    let place = "a.yaml:3:25 model/unknown-key";
    for (ends, mark) in [("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
        check(&format!("{mark}{}", text.replace('\n', ends))).finds(&[place]);
    }
    // A column counts characters, so composed and decomposed letters have their own columns.
    check("khung: 1\ndata: { e\u{302}\u{301}: { nam: A } }\n").finds(&["a.yaml:2:16 model/unknown-key"]);
    check("khung: 1\ndata: { ế: { nam: A } }\n").finds(&["a.yaml:2:14 model/unknown-key"]);
}

#[test]
fn a_key_written_twice_shows_both_places() {
    let folder =
        Folder::with(&[("a.yaml", "khung: 1\ndata:\n  a: { name: A }\n  b: { name: B }\n  a: { name: C }\n")]);
    folder.check(&["."]).finds(&["a.yaml:5:3 model/duplicate-key"]);
    let ran = folder.run(&["check", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let labels = report["findings"][0]["labels"].as_array().expect("labels");
    assert_eq!(labels.len(), 1);
    assert_eq!((&labels[0]["location"]["line"], &labels[0]["location"]["column"]), (&3.into(), &3.into()));
    // Two files are two places too.
    let folder = Folder::with(&[("a.yaml", CLEAN), ("b.yaml", CLEAN)]);
    let ran = folder.check(&["."]);
    ran.finds(&["b.yaml:2:9 model/duplicate-id"]);
    let report: serde_json::Value =
        serde_json::from_str(&folder.run(&["check", ".", "--format", "json"]).out).expect("JSON");
    assert_eq!(report["findings"][0]["labels"][0]["location"]["path"], "a.yaml");
}

#[test]
fn the_nearest_word_is_named() {
    for (text, word) in [
        ("khung: 1\nsystem: {}\n", "systems"),
        ("khung: 1\nsystems: { a: { Lifecycle: operating } }\n", "lifecycle"),
        ("khung: 1\nsystems: { a: { name_en: A } }\n", "name-en"),
        ("khung: 1\nsystems: { a: { lifecycle: opperating } }\n", "operating"),
        ("khung: 1\nsystems: { a: { kind: procedure_system } }\n", "procedure-system"),
        ("khung: 1\nsystems: { mot-cua: {}, b: { successor: mot-cau } }\n", "mot-cua"),
        (
            "khung: 1\nsystems: { mot-cua: { components: { csdl: {} } }, b: {} }\nflows: [{ from: b, to: mot-cua.csd }]\n",
            "csdl",
        ),
    ] {
        let ran = Folder::with(&[("a.yaml", text)]).run(&["check", ".", "--lang", "en", "--select", "model"]);
        assert!(
            ran.out.contains(&format!("Did you mean `{word}`?")) || ran.out.contains(&format!("{word}`?")),
            "{word}: {}",
            ran.out
        );
        assert_eq!(ran.code, 1);
    }
    // A word far from all others gets no guess.
    let ran = Folder::with(&[("a.yaml", "khung: 1\nbảng-lương: {}\n")]).run(&["check", ".", "--lang", "en"]);
    assert!(!ran.out.contains("Did you mean"), "{}", ran.out);
}

#[test]
fn json_is_yaml_too() {
    let pretty = "{\n  \"khung\": 1,\n  \"systems\": {\n    \"a\": { \"lifecycle\": \"unknown\", \"nam\": \"A\",\n      \"follow-up\": { \"responsible\": \"Văn phòng\", \"due\": \"2026-12-31\" } }\n  }\n}\n";
    for text in [pretty, &pretty.replace('\n', ""), &format!("---\n# JSON\n{pretty}"), &format!("--- {pretty}")] {
        let ran = Folder::with(&[("a.yaml", text)]).check(&[".", "--select", "model"]);
        assert_eq!(ran.findings().len(), 1, "{text}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("model/unknown-key"), "{}", ran.out);
    }
}

#[test]
fn a_description_is_known_by_its_first_key() {
    let folder = Folder::new();
    let heads = [
        "khung: 1",
        "'khung': 1",
        "\"khung\" : 1",
        "# chú thích\n\n%YAML 1.2\n---\nkhung: 1",
        "--- # đầu\nkhung: 1",
        "{khung: 1}\n---\nkhung: 1",
        "\u{feff}# x\nkhung: 1",
        "? khung\n: 1",
    ];
    for (number, head) in heads.iter().enumerate() {
        folder.write(&format!("{number}.yaml"), format!("{head}\nsystem: {{}}\n"));
    }
    let ran = folder.check(&["."]);
    assert_eq!((ran.code, ran.findings().len()), (1, heads.len()), "{}", ran.out);
    assert!(ran.findings().iter().all(|finding| finding.ends_with(":1 model/unknown-key")), "{}", ran.out);
    // Another tool's file is passed over, whatever is in it.
    let folder = Folder::with(&[("a.yaml", CLEAN)]);
    let others = [
        "openapi: 3.1.0\ninfo: [",
        "khungs: 1\n",
        "name: khung: 1\n",
        "- khung: 1\n",
        "khung-version: 1\n",
        "# khung: 1\n",
        "name: x\n---\nkhung: 1\n",
        "a:\n  khung: 1\n",
        "",
    ];
    for (number, other) in others.iter().enumerate() {
        folder.write(&format!("other-{number}.yaml"), other);
    }
    folder.check(&["."]).is_clean();
}

/// Somebody who writes the title first means a description all the same: passing it over would be a silent pass.
#[test]
fn a_description_whose_first_key_is_another_is_not_passed_over() {
    let text = "title: Hệ thống của tỉnh\nkhung: 1\nsystem: {}\n";
    Folder::with(&[("a.yaml", CLEAN), ("b.yaml", text)]).check(&["."]).finds(&["b.yaml:3:1 model/unknown-key"]);
}
