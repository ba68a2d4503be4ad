//! What the docs show is what the program does: derived pages, the README's screen, the README's commands.
//!
//! `KHUNG_BLESS=1 cargo test --test docs` rewrites the derived parts; read them before you commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use khung::lang::Lang;
use khung::model::DESCRIPTION;
use khung::schema::field_reference;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Compares a file with what it must hold, or writes it when blessed.
fn same(path: &Path, wanted: &str) {
    if std::env::var_os("KHUNG_BLESS").is_some() {
        fs::write(path, wanted).expect("docs can be written");
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    assert!(
        there.replace("\r\n", "\n") == wanted,
        "{} is outdated; KHUNG_BLESS=1 cargo test --test docs rewrites it",
        path.display()
    );
}

#[test]
fn field_references_are_derived() {
    for (lang, head) in [
        (
            Lang::En,
            "# Fields of a description\n\nDerived from the declarations in `src/model/`; `*` marks a key that cannot be left out.\n",
        ),
        (
            Lang::Vi,
            "# Các trường của bản mô tả\n\nSinh từ các khai báo trong `src/model/`; `*` là khóa bắt buộc phải có.\n",
        ),
    ] {
        let page = format!("{head}{}", field_reference(&DESCRIPTION, lang));
        same(&root().join(format!("docs/fields.{}.md", lang.code())), &page);
    }
}

fn khung(arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_khung"))
        .args(arguments)
        .current_dir(root())
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().expect("it ends by itself"))
}

/// The pages of `docs/rules` by their names.
fn rule_pages() -> Vec<(String, String)> {
    let (list, _) = khung(&["rules", "--format", "json", "--no-config"]);
    let list: serde_json::Value = serde_json::from_str(&list).expect("it is JSON");
    let rules = list["rules"].as_array().expect("a list");
    let groups: std::collections::BTreeSet<&str> = rules.iter().filter_map(|rule| rule["group"].as_str()).collect();
    let mut pages = Vec::new();
    for (lang, head) in [
        ("en", "# Rules\n\nDerived from the folders under `rules/`; `khung explain RULE` shows the same.\n"),
        ("vi", "# Quy tắc\n\nSinh từ các thư mục trong `rules/`; `khung explain QUY-TẮC` cho cùng nội dung.\n"),
    ] {
        let page = |arguments: &[&str]| khung(&[arguments, &["--lang", lang, "--no-config"]].concat()).0;
        let index = page(&["rules", "--format", "markdown-index"]);
        pages.push((format!("index.{lang}.md"), format!("{head}{index}")));
        let of_group = |group: &&str| (format!("{group}.{lang}.md"), page(&["rules", group, "--format", "markdown"]));
        pages.extend(groups.iter().map(of_group));
    }
    pages
}

#[test]
fn rule_pages_are_derived() {
    let folder = root().join("docs/rules");
    fs::create_dir_all(&folder).expect("docs can be written");
    let pages = rule_pages();
    for (name, page) in &pages {
        same(&folder.join(name), page);
    }
    let there = fs::read_dir(&folder).expect("docs can be read").flatten();
    let stale: Vec<_> = there
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !pages.iter().any(|(known, _)| known == name))
        .collect();
    assert_eq!(stale, Vec::<String>::new(), "pages of groups that are no more");
}

#[test]
fn the_readme_shows_the_real_screen() {
    let (screen, code) =
        khung(&["check", "examples/first-findings", "--lang", "en", "--as-of", "2026-11-23", "--no-config"]);
    assert_eq!(code, 1);
    // The time differs from run to run; the README shows the rest.
    let screen: Vec<&str> = screen.lines().map(|line| line.split(" · ").next().map_or(line, |_| line)).collect();
    let screen: Vec<String> = screen.iter().map(|line| without_time(line)).collect();
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once("<!-- first-findings -->\n").expect("the mark is there");
    let (_, after) = rest.split_once("<!-- end -->").expect("the mark is there");
    let block = screen.join("\n");
    let wanted = format!("{before}<!-- first-findings -->\n```text\n{}\n```\n<!-- end -->{after}", block.trim_end());
    same(&path, &wanted);
}

/// A summary line without the time it took.
fn without_time(line: &str) -> String {
    let time = |part: &str| part.trim().ends_with(" ms") || part.trim().ends_with(" s");
    match line.rsplit_once(" · ") {
        Some((rest, last)) if time(last) => rest.to_owned(),
        _ if time(line) && line.trim().split(' ').count() == 2 => String::new(),
        _ => line.to_owned(),
    }
}

#[test]
fn the_commands_of_the_readme_run() {
    for (arguments, code) in [
        (&["check", "examples/minh-hoa"][..], 0),
        (&["check", "examples/first-findings"], 1),
        (&["check", "examples/minh-hoa", "--rules", "examples/pack"], 0),
        (&["explain", "security-zones/level-too-low-for-procedure-system"], 0),
        (&["explain", "security-zones/level-too-low-for-procedure-system", "mot-cua", "examples/first-findings"], 0),
        (&["coverage", "examples/minh-hoa"], 0),
        (&["rules"], 0),
        (&["rules", "zones", "--format", "json"], 0),
        (&["verify", "examples/pack"], 0),
        (&["schema"], 0),
        (&["schema", "rule"], 0),
        (&["completions", "bash"], 0),
        (&["check", "--help"], 0),
    ] {
        let (out, got) = khung(arguments);
        assert_eq!(got, code, "{arguments:?}:\n{out}");
        assert!(!out.trim().is_empty(), "{arguments:?} says nothing");
    }
}
