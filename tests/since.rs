//! `khung check --since`: only what a change brings counts, wherever the old findings have moved to.

mod history;

use std::fs;
use std::time::{Duration, Instant};

use history::{DAY, Folder, Ran, commit, git, repository, run};
use serde_json::{Value, json};

const RULE: &str = "security-zones/level-too-low-for-procedure-system";

/// Procedure systems whose level is too low, one a line.
fn estate(names: &[&str]) -> String {
    let mut text = "khung: 1\nagency: H99\nsystems:\n".to_owned();
    for name in names {
        text += &system(name);
    }
    text
}

fn system(name: &str) -> String {
    format!("  {name}: {{ name: Hệ thống {name}, kind: procedure-system, security: {{ level: 2 }} }}\n")
}

fn check(folder: &Folder, more: &[&str]) -> Ran {
    let day = if more.contains(&"--lang") { &DAY[..2] } else { &DAY[..] };
    run(folder, folder.path(), &[&["check", "--select", &format!("{RULE},waivers")], day, more].concat())
}

/// What a check says of its comparison: introduced, remaining, fixed; and how it ended.
fn counts(ran: &Ran) -> (u64, u64, u64, i32) {
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("JSON: {} {}", ran.out, ran.err));
    let schema = serde_json::from_str(include_str!("../docs/schema/report-1.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let wrong: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
    let since = &report["summary"]["since"];
    let count = |key: &str| since[key].as_u64().expect("a count");
    (count("introduced"), count("remaining"), count("fixed"), ran.code)
}

fn compared(folder: &Folder, more: &[&str]) -> (u64, u64, u64, i32) {
    counts(&check(folder, &[&["--since", "main", "--format", "json"], more].concat()))
}

#[test]
fn one_new_finding_among_two_thousand_old_ones() {
    let names: Vec<String> = (0..2000).map(|number| format!("he-thong-{number}")).collect();
    let files: Vec<(String, String)> = names
        .chunks(10)
        .enumerate()
        .map(|(number, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (format!("kien-truc/{number}.yaml"), estate(&names))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let Some(folder) = repository(&files) else { return };
    git(&folder, folder.path(), &["checkout", "--quiet", "-b", "thay-doi"]);
    folder.write("kien-truc/7.yaml", files[7].1.to_owned() + &system("moi"));
    commit(&folder, "one more");

    assert_eq!(compared(&folder, &[]), (1, 2000, 0, 1));
    let short = check(&folder, &["--since", "main", "--format", "short"]);
    let place = format!("kien-truc/7.yaml:14:73: error {RULE} ");
    assert!(short.out.starts_with(&place) && short.out.lines().count() == 1, "{}", short.out);

    // Measured with all rules, in turns, the fastest of each; some slack, for machines do other things too. Both find
    // out everything: a plain check would only repeat what it came to before, and a comparison is never remembered.
    let timed = |arguments: &[&str]| {
        let all = [&["check", "--quiet", "--no-cache", "--format", "short"], &DAY[..], arguments].concat();
        let started = Instant::now();
        assert_eq!(run(&folder, folder.path(), &all).code, 1);
        started.elapsed()
    };
    let turns: Vec<_> = (0..5).map(|_| (timed(&[]), timed(&["--since", "main"]))).collect();
    let plain = turns.iter().map(|(plain, _)| *plain).min().expect("it ran");
    let since = turns.iter().map(|(_, since)| *since).min().expect("it ran");
    println!("plain {plain:?}, --since {since:?}");
    assert!(since < plain * 2 + plain / 4 + Duration::from_millis(50), "plain {plain:?}, --since {since:?}");
}

#[test]
fn the_screen_tells_what_is_new_left_and_gone() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu", "di"]))]) else { return };
    git(&folder, folder.path(), &["checkout", "--quiet", "-b", "thay-doi"]);
    folder.write("a.yaml", estate(&["cu", "moi"]));
    let scrubbed = |ran: &Ran| {
        let commit = git(&folder, folder.path(), &["rev-parse", "main"]);
        let text = ran.out.replace(&commit[..10], "<commit>");
        let cut = text.trim_end().rfind(['·', '\n']).expect("the time comes last");
        text[..cut].trim_end().to_owned()
    };
    for lang in ["en", "vi"] {
        let ran = check(&folder, &["--since", "main", "--lang", lang]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        insta::assert_snapshot!(format!("since_{lang}"), scrubbed(&ran));
        let ran = check(&folder, &["--since", "main", "--lang", lang, "-v"]);
        insta::assert_snapshot!(format!("since_verbose_{lang}"), scrubbed(&ran));
    }
}

#[test]
fn pull_requests_are_told_how_it_compares() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu", "cu-hon"]))]) else { return };
    folder.write("a.yaml", estate(&["cu", "cu-hon", "moi"]));
    for (format, line) in [("markdown", "Since main ("), ("github", "::notice title=khung::since main (")] {
        let ran = check(&folder, &["--since", "main", "--format", format]);
        let told =
            ran.out.lines().find(|told| told.starts_with(line)).unwrap_or_else(|| panic!("{format}: {}", ran.out));
        assert!(told.ends_with("): 1 introduced, 2 remaining, 0 fixed"), "{told}");
        assert!(!ran.out.contains("in the baseline"), "older than a change is not in a baseline: {}", ran.out);
        assert!(!ran.out.contains("cu-hon"), "{}", ran.out);
    }
}

#[test]
fn renamed_files_moved_lines_and_another_order_introduce_nothing() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["mot", "hai", "ba"]))]) else { return };
    fs::remove_file(folder.at("a.yaml")).expect("it is there");
    let text = estate(&["ba", "mot", "hai"]).replace("systems:", "# Một dòng mới.\n\nsystems:");
    folder.write("khác/đổi tên.yaml", text);
    assert_eq!(compared(&folder, &[]), (0, 3, 0, 0));
}

#[test]
fn several_alike_are_counted() {
    let twice = "khung: 1\nsystems: { a: { kind: portal, colour: red, security: { color: red } } }\n";
    let Some(folder) = repository(&[("a.yaml", twice)]) else { return };
    let (introduced, remaining, ..) = compared(&folder, &["--select", "model"]);
    assert!(introduced == 0 && remaining >= 2, "{introduced} {remaining}");
    folder.write("b.yaml", "khung: 1\nsystems: { b: { kind: portal, colour: red } }\n");
    assert_eq!(compared(&folder, &["--select", "model"]).0, 1);
}

#[test]
fn a_waiver_or_comment_is_neither_a_mend_nor_news_and_taking_it_away_is() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    let allowed = estate(&["cu"])
        .replace(" level: 2 } }\n", &format!(" level: 2 }} }} # khung: allow {RULE} -- đã có lộ trình\n"));
    folder.write("a.yaml", &allowed);
    assert_eq!(compared(&folder, &[]), (0, 0, 0, 0));
    commit(&folder, "allowed");
    folder.write("a.yaml", estate(&["cu"]));
    assert_eq!(compared(&folder, &[]), (1, 0, 0, 1));
}

#[test]
fn what_the_baseline_knows_makes_no_room_for_one_more() {
    let settings = "baseline: khung-baseline.tsv\n";
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"])), ("khung.yaml", settings)]) else { return };
    let written = run(&folder, folder.path(), &[&["baseline", "write"], &DAY[..]].concat());
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(compared(&folder, &[]), (0, 0, 0, 0));
    // The same id once more, in a file of its own: the same rule about the same name.
    folder.write("b.yaml", estate(&["cu"]));
    let (introduced, _, fixed, code) = compared(&folder, &[]);
    assert!(introduced >= 1 && fixed == 0 && code == 1, "{introduced} {fixed} {code}");
}

#[test]
fn the_base_is_where_the_two_parted() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    git(&folder, folder.path(), &["checkout", "--quiet", "-b", "thay-doi"]);
    folder.write("b.yaml", estate(&["moi"]));
    commit(&folder, "ours");
    git(&folder, folder.path(), &["checkout", "--quiet", "main"]);
    // Main goes on and mends the old one: that is not the work of this branch.
    folder.write("a.yaml", "khung: 1\nagency: H99\nsystems: {}\n");
    commit(&folder, "theirs");
    git(&folder, folder.path(), &["checkout", "--quiet", "thay-doi"]);
    assert_eq!(compared(&folder, &[]), (1, 1, 0, 1));
}

#[test]
fn verdicts_that_waited_before_wait_silently() {
    let open = |name: &str| format!("  {name}: {{ name: X, kind: procedure-system }}\n");
    let Some(folder) = repository(&[("a.yaml", &(estate(&[]) + &open("cu")))]) else { return };
    let args = ["--since", "main", "--fail-on", "error,inconclusive", "--format", "json"];
    let told = |folder: &Folder| {
        let ran = check(folder, &args);
        let report: Value = serde_json::from_str(&ran.out).expect("JSON");
        let summary = &report["summary"];
        (summary["inconclusive"].clone(), summary["since"]["inconclusive_remaining"].clone(), ran.code)
    };
    assert_eq!(told(&folder), (json!(0), json!(1), 0));
    folder.write("a.yaml", estate(&[]) + &open("cu") + &open("moi"));
    assert_eq!(told(&folder), (json!(1), json!(1), 1));
}

#[test]
fn only_changed_files_are_shown_and_the_graph_stays_whole() {
    let one = "khung: 1\nagency: H99\nsystems: { dich: { name: Đích, kind: portal } }\n";
    let two = "khung: 1\nagency: H99\nsystems: { nguon: { name: Nguồn, kind: portal } }\n\
               flows: [{ from: nguon, to: dich, kind: technical }]\n";
    let Some(folder) = repository(&[("a.yaml", one), ("b.yaml", two)]) else { return };
    let shown = |more: &[&str]| check(&folder, &[&["--changed-only", "--select", "model"], more].concat());
    folder.write(
        "a.yaml",
        "khung: 1\nagency: H99\nsystems:\n  khac: { name: Khác, kind: portal }\n".to_owned() + &system("moi"),
    );
    let ran = shown(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("a.yaml:5") && !ran.out.contains("b.yaml"), "{}", ran.out);
    assert!(ran.out.contains("1 new finding in files that did not change"), "{}", ran.out);
    // The dangling reference stands in the file that did not change, and fails the run all the same.
    let ran = run(&folder, folder.path(), &[&["check", "--changed-only", "--select", "model"], &DAY[..]].concat());
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("since HEAD"), "{}", ran.out);
}

#[test]
fn line_endings_of_a_checkout_change_no_file() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    folder.write("a.yaml", estate(&["cu"]).replace('\n', "\r\n"));
    folder.write("b.yaml", estate(&["moi"]));
    let ran = check(&folder, &["--changed-only", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let paths: Vec<_> =
        report["findings"].as_array().expect("a list").iter().map(|each| &each["location"]["path"]).collect();
    assert_eq!(paths, [&json!("b.yaml")]);
}

#[test]
fn names_with_letters_marks_and_spaces_are_the_same_on_both_sides() {
    // A finding about no object is known by its file's name.
    let broken = "khung: 1\nsystems: { a: { name: [Hệ thống] } }\n";
    let path = "Đơn vị/Sở Y tế \"một\"/mô tả 1.yaml";
    let Some(folder) = repository(&[(path, broken)]) else { return };
    let (introduced, remaining, fixed, code) = compared(&folder, &["--select", "model"]);
    assert!(introduced == 0 && remaining >= 1 && fixed == 0 && code == 0, "{introduced} {remaining} {fixed}");
    let below =
        run(&folder, &folder.at("Đơn vị"), &[&["check", "--since", "main", "--format", "json"], &DAY[..]].concat());
    assert_eq!((counts(&below).0, counts(&below).2), (0, 0));
    let named = check(&folder, &["--since", "main", "--format", "json", path]);
    assert_eq!((counts(&named).0, counts(&named).2), (0, 0));
}

#[test]
fn excluded_hidden_and_ignored_files_belong_to_neither_side() {
    let old = estate(&["cu"]);
    let files = [("a.yaml", "khung: 1\n"), ("nhap/b.yaml", &old), (".an/c.yaml", &old), ("bo-qua.yaml", &old)];
    let Some(folder) = repository(&[&files[..], &[("khung.yaml", "exclude: [nhap/]\n")]].concat()) else { return };
    folder.write(".gitignore", "bo-qua.yaml\n");
    assert_eq!(compared(&folder, &[]), (0, 0, 0, 0));
}

#[test]
fn old_faults_of_settings_stay_old_and_new_ones_count() {
    let Some(folder) = repository(&[("a.yaml", "khung: 1\n"), ("khung.yaml", "rules: { khong/co: off }\n")]) else {
        return;
    };
    let all = |folder: &Folder| {
        counts(&run(folder, folder.path(), &[&["check", "--since", "main", "--format", "json"], &DAY[..]].concat()))
    };
    let (introduced, remaining, fixed, _) = all(&folder);
    assert_eq!((introduced, remaining, fixed), (0, 1, 0));
    folder.write("khung.yaml", "rules: { khong/co: off, cung/khong: off }\n");
    let (introduced, remaining, fixed, _) = all(&folder);
    assert_eq!((introduced, remaining, fixed), (1, 1, 0));
}

#[test]
fn worktrees_and_submodules() {
    let Some(folder) = repository(&[("chinh/a.yaml", &estate(&["cu"]))]) else { return };
    let main = folder.at("chinh");
    let tree = folder.at("cay khac");
    git(&folder, folder.path(), &["worktree", "add", "--quiet", "-b", "nhanh", tree.to_str().expect("UTF-8")]);
    fs::write(tree.join("chinh/b.yaml"), estate(&["moi"])).expect("a file for a test");
    let ran = run(
        &folder,
        &tree,
        &[&["check", "--select", RULE, "--since", "main", "--format", "json"], &DAY[..]].concat(),
    );
    assert_eq!(counts(&ran), (1, 1, 0, 1));
    // A hook in a worktree is told where the repository is.
    let told = git(&folder, &tree, &["rev-parse", "--absolute-git-dir"]);
    let mut hook = folder.command(&["check", "--select", RULE, "--since", "main", "--format", "json", "chinh"]);
    let output = hook.current_dir(&tree).env("GIT_DIR", told.trim()).output().expect("the program starts");
    let (out, err) = (String::from_utf8(output.stdout), String::from_utf8(output.stderr));
    let ran = Ran { code: 1, out: out.expect("UTF-8"), err: err.expect("UTF-8") };
    assert_eq!((counts(&ran), output.status.code()), ((1, 1, 0, 1), Some(1)));

    let Some(other) = repository(&[("con.yaml", &estate(&["con"]))]) else { return };
    let from = other.path().to_str().expect("UTF-8").to_owned();
    git(&folder, folder.path(), &["submodule", "--quiet", "add", &from, "chinh/mo-dun"]);
    git(&folder, folder.path(), &["commit", "--quiet", "--message", "a submodule"]);
    fs::remove_dir_all(main.join("mo-dun")).expect("it is there");
    let ran = run(
        &folder,
        &main,
        &[&["check", "--select", RULE, "--since", "HEAD", "--format", "json"], &DAY[..]].concat(),
    );
    assert_eq!(counts(&ran), (0, 1, 0, 0));
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    git(&folder, folder.path(), &["checkout", "--quiet", "-b", "thay-doi"]);
    commit(&folder, "ours");
    git(&folder, folder.path(), &["checkout", "--quiet", "main"]);
    commit(&folder, "theirs");
    let url = format!("file://{}", folder.path().display());
    let clone = folder.at("ban-sao");
    let to = clone.to_str().expect("UTF-8");
    git(&folder, folder.path(), &["clone", "--quiet", "--depth=1", "--branch=thay-doi", &url, to]);
    let check = |rev: &str| run(&folder, &clone, &[&["check", "--since", rev], &DAY[..]].concat());
    check("origin/main").is_refused(&["`origin/main` names no commit here", "shallow", "fetch-depth: 0", "--deepen"]);
    git(&folder, &clone, &["fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main"]);
    check("origin/main").is_refused(&["no common ancestor", "shallow", "fetch-depth: 0", "--deepen"]);
    git(&folder, &clone, &["fetch", "--quiet", "--deepen=5", "origin", "main", "thay-doi"]);
    assert_eq!(check("origin/main").code, 0);
}

#[test]
fn revisions_are_never_options_and_must_name_commits() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    let written = folder.at("x");
    for rev in ["--output=x", "-h", "", "khong-co", "main:a.yaml", "^main", "main..main", "main main", "--all"] {
        let since = format!("--since={rev}");
        check(&folder, &[&since]).is_refused(&[&format!("`{rev}` names no commit here")]);
    }
    assert!(!written.exists());
    for rev in ["HEAD", "main", "main^{commit}", &git(&folder, folder.path(), &["rev-parse", "HEAD"])[..12]] {
        assert_eq!(check(&folder, &["--since", rev]).code, 0, "{rev}");
    }
}

#[test]
fn without_repository_git_or_one_history_it_says_so() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"]))]) else { return };
    let outside = Folder::with(&[("a.yaml", &estate(&["cu"]))]);
    check(&outside, &["--since", "main"]).is_refused(&["git finds no repository"]);
    let other = outside.at("a.yaml");
    let other = other.to_str().expect("UTF-8");
    check(&folder, &["--since", "main", "a.yaml", other]).is_refused(&["not inside the repository"]);
    check(&folder, &["--since", "main", "-"]).is_refused(&["standard input has no past"]);

    git(&folder, folder.path(), &["checkout", "--quiet", "--orphan", "la"]);
    commit(&folder, "another beginning");
    let ran = check(&folder, &["--since", "main"]);
    ran.is_refused(&["no common ancestor"]);
    assert!(!ran.err.contains("shallow"), "{}", ran.err);

    let mut command = folder.command(&["check", "--since", "main"]);
    command.env("PATH", folder.at("khong-co-gi"));
    let output = command.output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("git is not installed"), "{said}");
}

#[test]
fn hooks_and_filters_are_not_run_and_links_are_not_followed() {
    let Some(folder) = repository(&[("a.yaml", &estate(&["cu"])), (".gitattributes", "*.yaml filter=bay\n")]) else {
        return;
    };
    let trap = format!("touch {}/bi-goi; cat", folder.path().display());
    for key in ["filter.bay.smudge", "filter.bay.clean", "core.fsmonitor", "diff.external"] {
        git(&folder, folder.path(), &["config", key, &trap]);
    }
    folder.write("b.yaml", estate(&["moi"]));
    assert_eq!(compared(&folder, &["--changed-only"]), (1, 1, 0, 1));
    assert!(!folder.at("bi-goi").exists());
    // The trap is one: git itself steps into it.
    git(&folder, folder.path(), &["status"]);
    assert!(folder.at("bi-goi").exists());
    #[cfg(unix)]
    {
        git(&folder, folder.path(), &["config", "--unset", "core.fsmonitor"]);
        git(&folder, folder.path(), &["config", "--remove-section", "filter.bay"]);
        std::os::unix::fs::symlink("a.yaml", folder.at("lien-ket.yaml")).expect("links can be made");
        commit(&folder, "a link");
        assert_eq!(compared(&folder, &[]), (0, 2, 0, 0));
    }
}
