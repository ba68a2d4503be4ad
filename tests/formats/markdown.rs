//! Markdown as GitHub and GitLab read it: every table row whole, every tag ours, every diagram a diagram.

use std::sync::LazyLock;

use regex::Regex;

use super::samples::Run;

/// Lines a diagram may have.
static DRAWN: LazyLock<Regex> = LazyLock::new(|| {
    // Whatever Mermaid could take for syntax is a reference.
    let label = r##""(?:[^"#;<>&`|\[\]{}\\]|#[0-9]+;)+""##;
    Regex::new(&format!(r"^(?:flowchart LR|  n[0-9]+\[{label}\]|  n[0-9]+ -->\|{label}\| n[0-9]+)$"))
        .expect("a pattern")
});

/// Compares a page with its run.
pub fn check(page: &str, run: &Run) {
    assert!(page.encode_utf16().count() <= 65_536);
    assert!(page.starts_with("## khung: "));
    let (mut drawing, mut drawn, mut rows) = (false, 0, 0);
    for line in page.lines() {
        match (drawing, line) {
            (false, "```mermaid") => (drawing, drawn) = (true, drawn + 1),
            (true, "```") => drawing = false,
            (true, line) => assert!(DRAWN.is_match(line), "{line:?}"),
            (false, line) => {
                prose(line);
                if line.starts_with('|') {
                    assert_eq!(line.matches('|').count(), 5, "{line:?}");
                    rows += 1;
                }
            }
        }
    }
    assert!(!drawing, "every diagram ends");
    let walks = run.diagnostics.iter().filter(|diagnostic| !diagnostic.path.is_empty()).count();
    assert_eq!(drawn, walks);
    assert_eq!(rows, if run.diagnostics.is_empty() { 0 } else { run.diagnostics.len() + 2 });
    assert_eq!(page.matches("<details>").count(), run.diagnostics.len());
    assert_eq!(page.matches("</details>").count(), run.diagnostics.len());
}

/// A line outside diagrams: no tag but ours, no mention, no reference to an issue, no code span.
fn prose(line: &str) {
    let mut rest = line.to_owned();
    let line = line.trim_start_matches('#');
    for tag in ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"] {
        rest = rest.replace(tag, "");
    }
    for sign in ["@", "#", "!", "$"] {
        rest = rest.replace(&format!("<span>{sign}</span>"), "");
    }
    let references = Regex::new("&#[0-9]+;").expect("a pattern");
    let rest = references.replace_all(rest.trim_start_matches('#'), "");
    // One sentence of ours names a command.
    let rest = rest.replace("`khung check`", "");
    assert!(!rest.contains(['<', '>', '@', '$', '`', '[', ']', '_', '~', '\\', '#', '!']), "{line:?}");
}
