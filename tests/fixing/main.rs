//! `khung fix` as a user meets it, and what holds whatever is mended.

#[path = "../reading/support.rs"]
#[allow(dead_code)] // the support of the reading tests, of which these need a part
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use khung::linter::{self, Options};
use khung::source::{Origin, Sources};
use khung::{discover, rule};
use support::Folder;

/// One misspelt value (safe), one level too low (unsafe), and a comment in every place.
const ESTATE: &str = "# đầu tệp\r\nkhung: 1 # phiên bản\r\nagency: H99\r\nsystems:\r\n  # trên\r\n  mot-cua: { name: Một cửa, kind: procedure-systen, security: { level: 2 } } # sau\r\n";

fn fix(folder: &Folder, more: &[&str]) -> support::Ran {
    folder.run(&[&["fix", ".", "--lang", "en", "--as-of", "2026-11-23"], more].concat())
}

fn text(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.at(path)).expect("it is there")
}

#[test]
fn only_the_bytes_of_the_mend_change() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    let ran = fix(&folder, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("a.yaml: 1 mended") && ran.out.contains("--unsafe mends 1 more"), "{}", ran.out);
    let safe = ESTATE.replace("procedure-systen", "procedure-system");
    assert_eq!(text(&folder, "a.yaml"), safe);
    fix(&folder, &["--unsafe"]);
    assert_eq!(text(&folder, "a.yaml"), safe.replace("level: 2", "level: 3"));
}

#[test]
fn both_are_made_in_one_run_although_the_second_needs_the_first() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    assert!(fix(&folder, &["--unsafe"]).out.contains("a.yaml: 2 mended"));
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let folder = Folder::with(&[("kien truc/một cửa.yaml", ESTATE)]);
    let ran = fix(&folder, &["--diff"]);
    assert_eq!(ran.code, 1);
    for line in ["--- a/kien truc/một cửa.yaml", "+++ b/kien truc/một cửa.yaml"] {
        assert!(ran.out.lines().any(|known| known == line), "{}", ran.out);
    }
    assert_eq!(ran.out.lines().filter(|line| line.starts_with('+')).count(), 2, "{}", ran.out);
    assert_eq!(text(&folder, "kien truc/một cửa.yaml"), ESTATE);
    let clean = Folder::with(&[("a.yaml", support::CLEAN)]);
    assert_eq!(fix(&clean, &["--diff"]).code, 0);
}

#[test]
fn a_secret_beside_a_mend_is_not_shown() {
    let text = ESTATE.replace("# trên", "# mật khẩu: Abc123456xyz");
    let folder = Folder::with(&[("a.yaml", &text)]);
    let ran = fix(&folder, &["--diff"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("procedure-system,") && !ran.out.contains("Abc123456xyz"), "{}", ran.out);
    fix(&folder, &[]);
    assert!(self::text(&folder, "a.yaml").contains("Abc123456xyz"), "what is written is not masked");
}

#[test]
fn selected_rules_are_mended_and_accepted_findings_are_not() {
    let folder = Folder::with(&[("a.yaml", ESTATE)]);
    fix(&folder, &["--unsafe", "--select", "model/dangling-reference"]);
    assert_eq!(text(&folder, "a.yaml"), ESTATE);
    let allowed = ESTATE.replace("# trên", "# khung: allow model/unknown-value -- giá trị của công cụ khác");
    folder.write("a.yaml", &allowed);
    fix(&folder, &["--unsafe"]);
    assert_eq!(text(&folder, "a.yaml"), allowed);
}

#[test]
fn nothing_to_mend_leaves_the_file_alone() {
    let folder = Folder::with(&[("a.yaml", support::CLEAN)]);
    let before = fs::metadata(folder.at("a.yaml")).and_then(|data| data.modified()).expect("a time");
    let ran = fix(&folder, &["--unsafe"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 findings left; `khung check` lists them.\n"));
    assert_eq!(fs::metadata(folder.at("a.yaml")).and_then(|data| data.modified()).expect("a time"), before);
}

/// The findings about what nobody settles: the rule and the line.
fn open(folder: &Folder) -> Vec<String> {
    let rules = "model/undetermined-without-follow-up,model/follow-up-not-filled-in,model/syntax,model/duplicate-key";
    folder.check(&[".", "--select", rules, "--fail-on", "warning"]).findings()
}

#[test]
fn a_follow_up_stub_hides_nothing_and_is_filled_in_by_people() {
    // Beside each text the same with its stubs: one for an object, in its style, however many unknowns there are.
    let cases = [
        (
            "  a:\n    name: A\n    kind: unknown # sau\n    lifecycle: unknown\n",
            "  a:\n    name: A\n    kind: unknown # sau\n    lifecycle: unknown\n    STUB\n",
        ),
        ("  a: { name: A, kind: unknown } # sau\n", "  a: { name: A, kind: unknown, STUB } # sau\n"),
        (
            "  a: {\n    name: A,\n    kind: unknown # sau\n  }\n",
            "  a: {\n    name: A,\n    kind: unknown, STUB # sau\n  }\n",
        ),
        (
            "  a:\n    security:\n      level: unknown\n    name: A\n    note: |\n      chữ\n",
            "  a:\n    security:\n      level: unknown\n    name: A\n    STUB\n    note: |\n      chữ\n",
        ),
        // A component has its own; its system has no unknown.
        (
            "  a:\n    name: A\n    components:\n      web: { kind: unknown }\n",
            "  a:\n    name: A\n    components:\n      web: { kind: unknown, STUB }\n",
        ),
        // What is merged is mended where it is written.
        (
            "  a: &a { name: A, kind: unknown }\n  b: { <<: *a, name: B }\n",
            "  a: &a { name: A, kind: unknown, STUB }\n  b: { <<: *a, name: B, STUB }\n",
        ),
    ];
    for (before, after) in cases {
        for line_end in ["\n", "\r\n"] {
            let head = "khung: 1\nagency: H99\nsystems:\n";
            let whole = |text: &str| {
                let text = text.replace("STUB", "follow-up: { responsible: unknown, due: unknown }");
                format!("{head}{text}").replace('\n', line_end)
            };
            let folder = Folder::with(&[("a.yaml", &whole(before))]);
            assert!(open(&folder).iter().all(|found| found.ends_with("undetermined-without-follow-up")), "{before}");
            fix(&folder, &[]);
            assert_eq!(text(&folder, "a.yaml"), whole(before), "nobody meant it, so it is not safe");
            fix(&folder, &["--unsafe", "--select", "model"]);
            assert_eq!(text(&folder, "a.yaml"), whole(after));
            // What is still to be filled in is told by its place, and nothing passes.
            let stubs = after.matches("STUB").count();
            let left = open(&folder);
            assert_eq!(left.len(), 2 * stubs, "{left:?}");
            assert!(left.iter().all(|found| found.ends_with("model/follow-up-not-filled-in")), "{left:?}");
            let told = folder.run(&["check", ".", "--lang", "en", "--select", "model/follow-up-not-filled-in"]).out;
            for field in ["`follow-up.responsible` of", "`follow-up.due` of"] {
                assert_eq!(told.matches(field).count(), stubs, "{told}");
            }
            let filled =
                whole(after).replace("responsible: unknown, due: unknown", "responsible: Sở Nội vụ, due: 2027-01-15");
            folder.write("a.yaml", filled);
            assert_eq!(open(&folder), [""; 0]);
        }
    }
}

#[test]
fn no_follow_up_stub_where_it_would_not_be_well_placed() {
    for (before, left) in [
        // It is there and settles something else; JSON would become YAML; all of it is said by an anchor elsewhere.
        ("  a: { name: A, kind: unknown, follow-up: { responsible: X, due: 2027-01-15, fields: name } }\n", 1),
        ("  a: { \"name\": \"A\", \"kind\": \"unknown\" }\n", 1),
        ("  a: *body\n", 1),
    ] {
        let text = format!("khung: 1\nx-body: &body {{ name: A, kind: unknown }}\nsystems:\n{before}");
        let folder = Folder::with(&[("a.yaml", &text)]);
        assert_eq!(open(&folder).len(), left, "{before}");
        fix(&folder, &["--unsafe"]);
        assert_eq!(self::text(&folder, "a.yaml"), text);
    }
}

#[test]
fn a_closed_code_is_mended_in_the_file_that_uses_it() {
    let lists = "khung: 1\nagencies:\n  H99: { name: Tỉnh Minh Họa, code: H99, former-codes: [H97] }\n";
    let uses = "khung: 1\nagencies:\n  cu:\n    name: Tỉnh cũ\n    code: H97 # mã cũ\n";
    let folder = Folder::with(&[("a.yaml", lists), ("b.yaml", uses)]);
    let select = ["--select", "model/closed-agency-code"];
    fix(&folder, &select);
    assert_eq!(text(&folder, "b.yaml"), uses, "whether both are one body is for people");
    let ran = fix(&folder, &[&select[..], &["--unsafe"]].concat());
    assert!(ran.out.contains("b.yaml: 1 mended") && !ran.out.contains("a.yaml"), "{}", ran.out);
    assert_eq!(text(&folder, "a.yaml"), lists);
    assert_eq!(text(&folder, "b.yaml"), uses.replace("H97 #", "H99 #"));
    // Where two list it, nobody knows which; a code that would not stay one word is not written.
    for other in ["b: { name: B, code: H98, former-codes: [H97] }", "b: { name: B }"] {
        let odd = if other.contains("H98") { "H99" } else { "\"H99, x: y\"" };
        let lists = format!("{}  {other}\n", lists.replace("code: H99", &format!("code: {odd}")));
        let folder = Folder::with(&[("a.yaml", &lists), ("b.yaml", uses)]);
        assert!(!folder.check(&[&["."], &select[..]].concat()).findings().is_empty());
        fix(&folder, &[&select[..], &["--unsafe"]].concat());
        assert_eq!(text(&folder, "b.yaml"), uses, "{other}");
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("ngoai/a.yaml", ESTATE), ("trong/b.yaml", ESTATE)]);
    fs::set_permissions(folder.at("trong/b.yaml"), fs::Permissions::from_mode(0o600)).expect("ours");
    std::os::unix::fs::symlink(folder.at("ngoai/a.yaml"), folder.at("trong/a.yaml")).expect("a link");
    // Named, so that it is read although it is a link.
    let ran = folder.run(&["fix", "trong/a.yaml", "trong/b.yaml", "--as-of", "2026-11-23"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(fs::symlink_metadata(folder.at("trong/a.yaml")).expect("it is there").is_symlink());
    assert!(text(&folder, "ngoai/a.yaml").contains("procedure-system,"));
    let mode = fs::metadata(folder.at("trong/b.yaml")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let left: Vec<_> = fs::read_dir(folder.at("trong")).expect("a folder").collect();
    assert_eq!(left.len(), 2, "no temporary file stays: {left:?}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_said_and_the_rest_is_mended() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("a/a.yaml", ESTATE), ("b/b.yaml", ESTATE)]);
    let lock = |mode| fs::set_permissions(folder.at("a"), fs::Permissions::from_mode(mode)).expect("ours");
    lock(0o500);
    let locked = fs::write(folder.at("a/x"), "").is_err();
    let ran = fix(&folder, &[]);
    lock(0o700);
    if !locked {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot write a/a.yaml"), "{}", ran.err);
    assert_eq!(text(&folder, "a/a.yaml"), ESTATE);
    assert_ne!(text(&folder, "b/b.yaml"), ESTATE);
}

/// Every bad example of every shipped rule.
fn bad_examples() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it can be listed").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.file_name().is_some_and(|name| name == "bad.yaml") => {
                    let text = fs::read_to_string(&path).expect("UTF-8");
                    found.push((path, text));
                }
                false => {}
            }
        }
    }
    found.sort();
    found
}

#[test]
fn mending_every_bad_example_leaves_them_readable_and_a_second_time_changes_nothing() {
    let examples = bad_examples();
    assert!(examples.len() > 100, "{}", examples.len());
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_packs(), &mut sources);
    let mut mended = 0;
    for (path, before) in examples {
        let mut sources = sources.clone();
        sources.add("a.yaml", Origin::Estate, before.clone());
        let options = Options { today: date(2026, 11, 23), ..Options::default() };
        let outcome = linter::lint(&sources, &rules, &options, &[]);
        if outcome.diagnostics.iter().all(|diagnostic| diagnostic.fix.is_none()) {
            continue;
        }
        let folder = Folder::with(&[("a.yaml", &before)]);
        let faults = || folder.check(&[".", "--select", "model/syntax,model/duplicate-key"]).findings().len();
        let faults_before = faults();
        fix(&folder, &["--unsafe"]);
        let once = text(&folder, "a.yaml");
        mended += usize::from(once != before);
        assert!(faults() <= faults_before, "{}", path.display());
        fix(&folder, &["--unsafe"]);
        assert_eq!(text(&folder, "a.yaml"), once, "{}", path.display());
    }
    assert!(mended >= 5, "some of them can be mended: {mended}");
}
