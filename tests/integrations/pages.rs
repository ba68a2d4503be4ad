//! The pages: every command in a `sh` block is run, every file in a `yaml` block is written and fits what is shipped.
//!
//! A block says in its first line when it is special: `# not run in tests: needs ...`, `# runs where pre-commit is installed`,
//! or, in YAML, `# the/path/of/the/file`.

use serde_yaml::Value;

use crate::scratch::{Scratch, keys, root, said, shipped, text};
use crate::{github, gitlab, pre_commit};

const PAGES: [&str; 5] = ["README", "container", "github", "gitlab", "pre-commit"];

/// The fenced blocks of a page with their languages.
fn blocks(page: &str) -> Vec<(String, String)> {
    let text = shipped(&format!("docs/integrations/{page}.md"));
    let parts: Vec<_> = text.split("```").collect();
    assert_eq!(parts.len() % 2, 1, "{page}: a block is not closed");
    let inside = parts.iter().skip(1).step_by(2);
    let inside = inside.map(|block| block.split_once('\n').unwrap_or_else(|| panic!("{page}: {block}")));
    inside.map(|(language, text)| (language.to_owned(), text.to_owned())).collect()
}

/// The YAML files that a page shows.
fn files(page: &str) -> Vec<(String, Value)> {
    let yaml = blocks(page).into_iter().filter(|(language, _)| language == "yaml");
    let files = yaml.map(|(_, text)| {
        let path = text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("it names its file");
        (path.to_owned(), serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}")))
    });
    files.collect()
}

fn runs(block: &str, scratch: &Scratch) -> bool {
    match block.lines().next() {
        Some(line) if line.starts_with("# not run in tests: needs ") => false,
        Some("# runs where pre-commit is installed") => pre_commit::installed(scratch),
        _ => true,
    }
}

fn run(page: &str, scratch: &Scratch) -> usize {
    let mut ran = 0;
    for (language, block) in blocks(page) {
        match language.as_str() {
            "yaml" => {
                let path = block.lines().next().and_then(|line| line.strip_prefix("# ")).expect("it names its file");
                let (hooks, revision) = pre_commit::hook_repository(&format!("page-{page}"));
                let block = block.replace("https://github.com/OWNER/khung\n", &format!("{hooks}\n"));
                scratch.write(path, &block.replace("rev: v0.1.0", &format!("rev: {revision}")));
            }
            "sh" if runs(&block, scratch) => {
                let output = scratch.run("bash", &["-euo", "pipefail", "-c", &block]);
                assert!(output.status.success(), "{page}: {block}\n{}", said(&output));
                ran += 1;
            }
            "sh" => {}
            other => panic!("{page}: an unknown kind of block, {other}"),
        }
    }
    ran
}

/// The index is the beginning of every page.
fn page_works(page: &str) {
    let scratch = Scratch::repository(&format!("page-{page}"));
    assert!(run("README", &scratch) > 0);
    scratch.done("git", &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    if page != "README" {
        assert!(run(page, &scratch) > 0, "{page} has commands");
    }
}

#[test]
fn the_index_works() {
    page_works("README");
}

#[test]
fn the_page_on_containers_works() {
    page_works("container");
}

#[test]
fn the_page_on_github_works() {
    page_works("github");
}

#[test]
fn the_page_on_gitlab_works() {
    page_works("gitlab");
}

#[test]
fn the_page_on_pre_commit_works() {
    page_works("pre-commit");
}

#[test]
fn every_page_is_tested_and_in_the_index() {
    let mut pages: Vec<_> = std::fs::read_dir(root().join("docs/integrations"))
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().trim_end_matches(".md").to_owned())
        .collect();
    pages.sort();
    assert_eq!(pages, PAGES);
    let index = shipped("docs/integrations/README.md");
    for page in &PAGES[1..] {
        assert!(index.contains(&format!("]({page}.md)")), "{page}");
        assert!(shipped(&format!("docs/integrations/{page}.md")).contains("## What was tested"), "{page}");
    }
}

/// The rows of a page's table of inputs.
fn rows(page: &str) -> std::collections::BTreeSet<String> {
    let text = shipped(&format!("docs/integrations/{page}.md"));
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn tables_of_inputs_are_whole() {
    assert_eq!(rows("github"), keys(&github::inputs()));
    assert_eq!(rows("gitlab"), keys(&gitlab::inputs()));
}

#[test]
fn the_workflow_fits_the_action() {
    let files = files("github");
    let [(path, workflow)] = &files[..] else { panic!("one file") };
    assert_eq!(path, ".github/workflows/khung.yml");
    let permissions = &workflow["permissions"];
    assert_eq!(keys(permissions), ["contents", "security-events"].map(str::to_owned).into());
    assert_eq!((text(&permissions["contents"]), text(&permissions["security-events"])), ("read", "write"));
    let steps = workflow["jobs"]["check"]["steps"].as_sequence().expect("a list");
    let ours = steps.iter().find(|step| text(&step["uses"]).starts_with("OWNER/khung@")).expect("it is used");
    assert!(keys(&ours["with"]).is_subset(&keys(&github::inputs())));
}

#[test]
fn the_pipeline_fits_the_component() {
    let files = files("gitlab");
    let [(path, pipeline)] = &files[..] else { panic!("one file") };
    assert_eq!(path, ".gitlab-ci.yml");
    let include = &pipeline["include"][0];
    assert!(text(&include["component"]).contains("/khung@"), "the name of a component is that of its file");
    let given = keys(&include["inputs"]);
    let inputs = gitlab::inputs();
    assert!(given.is_subset(&keys(&inputs)));
    let needed = inputs.as_mapping().expect("inputs").iter().filter(|(_, input)| input.get("default").is_none());
    for (name, _) in needed {
        assert!(given.contains(text(name)), "{name:?}");
    }
}
