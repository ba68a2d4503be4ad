//! The hooks, run by the real pre-commit on a scratch repository.

use std::process::Output;

use serde_yaml::Value;

use crate::scratch::{Scratch, keys, said, shipped, text};

fn hooks() -> Vec<Value> {
    serde_yaml::from_str(&shipped(".pre-commit-hooks.yaml")).expect("it is YAML")
}

#[test]
fn the_hooks_have_the_documented_keys() {
    let hooks = hooks();
    assert_eq!(hooks.iter().map(|hook| text(&hook["id"])).collect::<Vec<_>>(), ["khung-check", "khung-fix"]);
    for hook in hooks {
        let known = [
            "description",
            "entry",
            "files",
            "id",
            "language",
            "minimum_pre_commit_version",
            "name",
            "pass_filenames",
            "require_serial",
        ];
        assert_eq!(keys(&hook), known.map(str::to_owned).into());
        assert_eq!(text(&hook["language"]), "rust");
        assert_eq!(text(&hook["files"]), r"\.ya?ml$");
        assert_eq!((&hook["pass_filenames"], &hook["require_serial"]), (&Value::Bool(false), &Value::Bool(true)));
        assert_eq!(text(&hook["entry"]), text(&hook["id"]).replace('-', " "), "safe mends only");
        text(&hook["minimum_pre_commit_version"]);
    }
}

/// Whether pre-commit is here; says so when it is not.
pub fn installed(scratch: &Scratch) -> bool {
    let found = scratch.command("pre-commit", &["--version"]).output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: pre-commit is not installed");
    }
    found
}

/// A repository with our hooks, the built program in the place of the build; its place and revision.
pub fn hook_repository(name: &str) -> (String, String) {
    let scratch = Scratch::repository(&format!("{name}-hooks"));
    let mut hooks = hooks();
    for hook in &mut hooks {
        let entry = text(&hook["entry"]).replacen("khung", env!("CARGO_BIN_EXE_khung"), 1);
        hook["entry"] = entry.into();
        hook["language"] = "system".into();
    }
    scratch.write(".pre-commit-hooks.yaml", &serde_yaml::to_string(&hooks).expect("YAML"));
    scratch.done("git", &["add", "."]);
    scratch.done("git", &["commit", "--quiet", "--message=Hooks"]);
    (scratch.work.display().to_string(), scratch.done("git", &["rev-parse", "HEAD"]))
}

/// A repository with a clean estate that uses a hook; none without pre-commit.
fn user(name: &str, hook: &str) -> Option<Scratch> {
    let scratch = Scratch::repository(name);
    if !installed(&scratch) {
        return None;
    }
    let (repository, revision) = hook_repository(name);
    scratch.done("khung", &["init", "--agency=H99", "--name=UBND tỉnh Minh Họa", "--level=province"]);
    let config = format!("repos: [{{ repo: {repository:?}, rev: {revision}, hooks: [{{ id: {hook} }}] }}]\n");
    scratch.write(".pre-commit-config.yaml", &config);
    scratch.done("git", &["add", "."]);
    scratch.done("pre-commit", &["install"]);
    scratch.done("git", &["commit", "--quiet", "--message=First"]);
    Some(scratch)
}

fn commit(scratch: &Scratch, path: &str, content: &str) -> Output {
    scratch.write(path, content);
    scratch.done("git", &["add", "."]);
    scratch.run("git", &["commit", "--message=Next"])
}

#[test]
fn the_manifest_is_valid() {
    let scratch = Scratch::new("pre-commit-manifest");
    if installed(&scratch) {
        scratch.write("hooks.yaml", &shipped(".pre-commit-hooks.yaml"));
        scratch.done("pre-commit", &["validate-manifest", "hooks.yaml"]);
    }
}

#[test]
fn a_commit_with_findings_is_held_back() {
    let Some(scratch) = user("pre-commit-check", "khung-check") else { return };
    let output = commit(&scratch, "README.md", "Nothing to check.\n");
    assert!(output.status.success() && said(&output).contains("Skipped"), "{}", said(&output));
    let mot_cua = shipped("examples/first-findings/mot-cua.yaml");
    let output = commit(&scratch, "kien-truc/mot-cua.yaml", &mot_cua);
    assert!(!output.status.success());
    assert!(said(&output).contains("model/dangling-reference"), "{}", said(&output));
    assert_eq!(scratch.done("git", &["rev-list", "--count", "HEAD"]), "2");
}

/// One file says it, another makes it wrong: only the second is in the commit.
#[test]
fn the_whole_estate_is_read() {
    let Some(scratch) = user("pre-commit-estate", "khung-check") else { return };
    let system = |id: &str| format!("khung: 1\nagency: H99\nsystems:\n  {id}: {{ name: Thử }}\n");
    let flow = "khung: 1\nagency: H99\nflows:\n  - { from: a, to: b }\n";
    let whole = |output: &Output| said(output).contains("model/dangling-reference");
    for (path, content) in [("a", system("a")), ("b", system("b")), ("flow", flow.to_owned())] {
        let output = commit(&scratch, &format!("kien-truc/{path}.yaml"), &content);
        assert!(!whole(&output), "{}", said(&output));
    }
    let output = commit(&scratch, "kien-truc/b.yaml", &system("c"));
    assert!(!output.status.success() && whole(&output), "{}", said(&output));
}

#[test]
fn safe_mends_are_made_and_shown() {
    let Some(scratch) = user("pre-commit-fix", "khung-fix") else { return };
    let mot_cua = shipped("examples/first-findings/mot-cua.yaml");
    let output = commit(&scratch, "kien-truc/mot-cua.yaml", &mot_cua);
    assert!(
        !output.status.success() && said(&output).contains("files were modified by this hook"),
        "{}",
        said(&output)
    );
    let mended = std::fs::read_to_string(scratch.work.join("kien-truc/mot-cua.yaml")).expect("it is there");
    assert!(mended.contains("via: [lgsp, ndxp]"), "the safe mend is made");
    assert!(mended.contains("level: 2"), "the unsafe one is not");
    // Once added, the commit goes through: mending is all that this hook asks for.
    scratch.done("git", &["add", "."]);
    let output = scratch.run("git", &["commit", "--message=Mended"]);
    assert!(output.status.success(), "{}", said(&output));
}
