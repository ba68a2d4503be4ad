//! What somebody accepted stays in sight in every format, and counts in none.

use jiff::civil::date;
use khung::finding::{Exception, Granted};
use khung::lang::Lang;

use crate::render;
use crate::samples::{Run, run};

const REASON: &str = "Đang nâng cấp | <b>hệ thống</b>";

/// The sample with its first finding waived and its second one in the baseline.
fn accepted() -> Run {
    let mut run = run();
    let waiver = Exception {
        by: Granted::Waiver,
        reason: REASON.into(),
        approver: Some("Phó Chủ tịch UBND tỉnh".into()),
        until: Some(date(2027, 3, 31)),
        at: None,
    };
    let known = Exception { by: Granted::Baseline, reason: String::new(), approver: None, until: None, at: None };
    run.diagnostics[0].accepted = Some(waiver);
    run.diagnostics[1].accepted = Some(known);
    run
}

#[test]
fn sarif_closes_the_results() {
    let log: serde_json::Value = serde_json::from_str(&render("sarif", &accepted().report(Lang::En))).expect("JSON");
    assert_eq!(crate::sarif::faults(&log), [""; 0]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let closed: Vec<_> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!(closed.len(), 2);
    let suppression = &closed[0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
    assert!(suppression["justification"].as_str().is_some_and(|why| why.contains("Phó Chủ tịch UBND tỉnh")));
}

#[test]
fn the_other_formats_show_why_and_do_not_fail() {
    let (before, after) = (run(), accepted());
    let count = |run: &Run, name: &str, mark: &str| render(name, &run.report(Lang::En)).matches(mark).count();
    // Each with the mark of a finding that counts.
    for (name, mark) in [
        ("github", "\n::error "),
        ("gitlab", "\"severity\": \"critical\""),
        ("junit", "<failure "),
        ("checkstyle", "severity=\"error\""),
    ] {
        let text = render(name, &after.report(Lang::En));
        assert!(text.contains("until 2027-03-31"), "{name}: {text}");
        assert!(count(&after, name, mark) < count(&before, name, mark) || name == "github", "{name}: {text}");
    }
    let github = render("github", &after.report(Lang::En));
    assert!(github.contains("1 finding in the baseline"), "{github}");
    assert_eq!(count(&after, "checkstyle", "severity=\"ignore\""), 2);
    assert_eq!(count(&after, "junit", "<skipped "), count(&before, "junit", "<skipped ") + 2);
    for name in ["csv", "markdown"] {
        assert!(render(name, &after.report(Lang::Vi)).contains("đến hết 2027-03-31"), "{name}");
    }
    assert!(!render("markdown", &after.report(Lang::Vi)).contains("<b>"));
}
