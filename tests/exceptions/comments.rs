//! `# khung: allow`.

use crate::support::Folder;
use crate::{ESTATE, RULE, check};

/// The estate with a comment at the end of the first system's line, or on a line of its own above it.
fn commented(comment: &str, above: bool) -> Folder {
    let line = ESTATE.lines().nth(3).expect("the first system");
    let text = match above {
        true => ESTATE.replace(line, &format!("  {comment}\n{line}")),
        false => ESTATE.replace(line, &format!("{line} {comment}")),
    };
    Folder::with(&[("a.yaml", &text)])
}

#[test]
fn a_comment_in_the_line_or_above_the_object_allows_its_findings_only() {
    for above in [true, false] {
        let ran = check(&commented(&format!("# khung: allow {RULE} -- đang nâng cấp"), above), &[]);
        assert_eq!((ran.code, ran.out.matches(": accepted ").count()), (1, 1), "{}", ran.out);
        assert_eq!(ran.findings().len(), 2, "{}", ran.out);
    }
}

#[test]
fn a_comment_above_an_object_is_for_everything_in_it() {
    let text = format!(
        "khung: 1\nagency: H99\nsystems:\n  # khung: allow {RULE} -- đang nâng cấp\n\n  # Hệ thống chính.\n  \
         mot-cua:\n    name: Một cửa\n    kind: procedure-system\n    security:\n      level: 2\n  xa:\n    \
         kind: procedure-system\n    security: {{ level: 1 }}\n"
    );
    let ran = check(&Folder::with(&[("a.yaml", &text)]), &[]);
    assert_eq!(ran.out.matches(": accepted ").count(), 1, "{}", ran.out);
    assert_eq!(ran.code, 1);
}

#[test]
fn a_reason_is_compulsory() {
    for comment in ["# khung: allow", "# khung: allow a/b", "# khung: allow a/b --", "# khung: alow a/b -- vì thế"]
    {
        let ran = check(&commented(comment, true), &[]);
        assert!(ran.out.contains("waivers/malformed-comment"), "{comment}: {}", ran.out);
    }
}

#[test]
fn what_only_looks_like_a_comment_is_none() {
    for text in [
        "khung: 1\ndata: { a: { name: \"xem # khung: allow\" } }\n",
        "khung: 1\ndata:\n  a:\n    note: |\n      # khung: allow x\n      hết\n",
        "# khung: 1 là phiên bản\nkhung: 1\ndata: { a: { name: A } } # khung là tên\n",
        "khung: 1\ndata: { a: { name: x#khung: allow } }\n",
    ] {
        let folder = Folder::with(&[("a.yaml", text)]);
        let ran = folder.check(&[".", "--select", "waivers"]);
        assert_eq!((ran.out.as_str(), ran.code), ("", 0), "{text}");
    }
}

#[test]
fn what_is_wrong_with_an_exception_cannot_be_excepted() {
    let comment = format!("# khung: allow waivers/comment-matches-nothing, {RULE} -- vì thế");
    let text = ESTATE.replace("systems:", &format!("{comment}\nsystems:"));
    let folder = Folder::with(&[("a.yaml", &text.replace("kind: procedure-system", "kind: portal"))]);
    assert!(check(&folder, &[]).out.contains("waivers/comment-matches-nothing"));
}
