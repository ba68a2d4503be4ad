//! `khung check --output FORMAT=FILE` as a user meets it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats").join(name);
    // It may be there from an earlier run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("test folders can be made");
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let estate = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/first-findings");
    fs::copy(estate.join("mot-cua.yaml"), folder.join("mot-cua.yaml")).expect("the example can be copied");
    Command::new(env!("CARGO_BIN_EXE_khung"))
        .args(["check", "mot-cua.yaml", "--as-of", "2026-11-23", "--no-config", "--lang", "en"])
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn several_files_are_written_beside_the_terminal() {
    let folder = folder("several");
    fs::write(folder.join("old.json"), "what was there").expect("a file");
    let formats = ["text", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv"];
    let options: Vec<_> = formats.iter().map(|format| format!("--output={format}=a={format}.out")).collect();
    let mut options: Vec<_> = options.iter().map(String::as_str).collect();
    options.extend(["--output", "json=old.json", "--color", "always"]);
    let ran = check(&folder, &options);
    assert_eq!(ran.status.code(), Some(1), "findings still decide: {}", said(&ran.stderr));
    assert!(said(&ran.stdout).contains("4 errors"), "text is still on the terminal");
    for format in formats {
        let written = fs::read(folder.join(format!("a={format}.out"))).expect("the file is there");
        assert!(!written.contains(&0x1b), "{format}: no colours in files");
        if !["text", "sarif"].contains(&format) {
            let printed = check(&folder, &["--format", format]).stdout;
            assert_eq!(said(&written), said(&printed), "{format}: the file holds what --format prints");
        }
    }
    let replaced = fs::read_to_string(folder.join("old.json")).expect("the file is there");
    assert!(replaced.starts_with('{'));
    let left = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".new")), "no temporary file stays");
}

#[test]
fn what_cannot_be_written_ends_with_2_and_the_findings_are_still_shown() {
    let folder = folder("refused");
    for path in ["no/such/folder/khung.sarif", "."] {
        let ran = check(&folder, &["--output", &format!("sarif={path}"), "--output", "csv=khung.csv"]);
        assert_eq!(ran.status.code(), Some(2), "{path}");
        let complaint = said(&ran.stderr);
        assert!(complaint.starts_with(&format!("khung: cannot write sarif to {path}: ")), "{complaint}");
        assert!(complaint.contains("name a file in a folder that is there"), "{complaint}");
        assert!(said(&ran.stdout).contains("4 errors"), "{path}");
        assert!(folder.join("khung.csv").is_file(), "the other file is written");
    }
}

#[test]
fn what_the_option_does_not_understand_ends_with_2_and_says_what_it_takes() {
    let folder = folder("misspelt");
    for (option, wanted) in [
        ("xml=a.xml", "no format is called \"xml\"; there are text, short, json, sarif"),
        ("sarif", "write a format and a file, such as sarif=khung.sarif"),
        ("sarif=", "name a file, such as sarif=khung.sarif"),
        ("sarif=-", "--format says what is printed"),
    ] {
        let ran = check(&folder, &["--output", option]);
        assert_eq!((ran.status.code(), said(&ran.stdout)), (Some(2), ""), "{option}");
        assert!(said(&ran.stderr).contains(wanted), "{}", said(&ran.stderr));
    }
    let ran = check(&folder, &["--output", "sarif=a.out", "--output", "csv=a.out"]);
    assert_eq!((ran.status.code(), said(&ran.stdout)), (Some(2), ""));
    assert!(said(&ran.stderr).contains("--output names a.out twice"), "{}", said(&ran.stderr));
    assert!(!folder.join("a.out").exists());
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder("device");
    // A link, so that a mistake here would cost the link and not the device.
    std::os::unix::fs::symlink("/dev/null", folder.join("nothing")).expect("links can be made");
    let ran = check(&folder, &["--output", "sarif=nothing"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran.stderr));
    let there = fs::symlink_metadata(folder.join("nothing")).expect("it is there");
    assert!(there.file_type().is_symlink());
    assert!(fs::metadata(folder.join("nothing")).expect("it is there").file_type().is_char_device());
}
