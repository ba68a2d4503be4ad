//! The mutation check of rule folders: what good and bad must notice, how what they miss is told and explained.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::date;
use khung::lang::Lang;
use khung::source::PackFiles;
use khung::verify;

const GOOD: &str = "khung: 1
systems:
  mot-cua: { lifecycle: operating, security: { level: 3 } }
  cu: { lifecycle: retired, security: { level: 2 } }
  chua-ro: { security: { level: 2 } }
";

const BAD: &str = "khung: 1
systems:
  bao-cao: { lifecycle: operating, security: { level: 2 } } # bad
";

/// What the mutation check says of a rule with this check, in English, without the place.
fn told(check: &str, good: &str, bad: &str) -> (verify::Proof, Vec<String>) {
    let text = format!(
        "title: {{ vi: Tiêu đề, en: title }}\nmessage: {{ vi: Lỗi, en: wrong }}\nwhy: {{ vi: Vì., en: Because. }}\n\
         help: {{ vi: Sửa., en: Mend it. }}\n{check}"
    );
    let text = if text.contains("\nseverity:") { text } else { format!("{text}severity: error\n") };
    let files = [
        ("pack.yaml", "title: { vi: Gói, en: pack }\nversion: 0.1.0\n".to_owned()),
        ("demo/one/rule.yaml", text),
        ("demo/one/good.yaml", good.to_owned()),
        ("demo/one/bad.yaml", bad.to_owned()),
    ];
    let files: BTreeMap<_, _> = files.into_iter().map(|(path, text)| (path.to_owned(), Cow::Owned(text))).collect();
    let pack = PackFiles { root: "demo".to_owned(), files, embedded: false };
    let proof = verify::verify(&[], &[pack], date(2026, 11, 23));
    let said = proof.problems.iter().filter(|problem| !problem.path.ends_with("expected.txt"));
    let said = said.map(|problem| format!("{}: {}", problem.line.unwrap_or(0), problem.say(Lang::En))).collect();
    (proof, said)
}

#[test]
fn examples_for_every_clause_leave_no_mutant() {
    let check = "check:
  each: system
  when: '!(has(system.lifecycle) && system.lifecycle == \"retired\")'
  must: system.security.level >= 3
";
    let good = GOOD.replace("  chua-ro: { security: { level: 2 } }\n", "");
    let bad = format!("{BAD}  chua-ro: {{ security: {{ level: 2 }} }} # bad\n");
    let (proof, said) = told(check, &good, &bad);
    assert_eq!(said, <[String; 0]>::default());
    // `!`: 1; two operands dropped, two clauses negated; the comparison negated and moved both ways.
    assert_eq!((proof.mutations, proof.unnoticed), (8, 0));
}

#[test]
fn what_only_makes_a_verdict_open_is_noticed() {
    // Without `has`, the system whose lifecycle nobody wrote is undecided, and nothing else changes.
    let check = "check:
  each: system
  when: has(system.lifecycle) && system.lifecycle == \"operating\"
  must: system.security.level >= 3
";
    let (_, said) = told(check, GOOD, BAD);
    assert_eq!(said, <[String; 0]>::default());
    let without = GOOD.replace("  chua-ro: { security: { level: 2 } }\n", "");
    let (_, said) = told(check, &without, BAD);
    assert_eq!(said, ["7: dropping `has(system.lifecycle)` goes unnoticed by good and bad"]);
}

#[test]
fn survivors_are_told_at_their_line_and_the_items_of_a_list_in_one() {
    let check = "check:
  each: system
  when: >-
    !(has(system.lifecycle)
      && system.lifecycle in [\"retired\", \"merging\", \"replacing\"])
    && has(system.lifecycle)
  must: system.security.level >= 3 || system.security.level == 1
";
    let (proof, said) = told(check, GOOD, BAD);
    assert_eq!(
        said,
        [
            "8: dropping `has(system.lifecycle)` goes unnoticed by good and bad",
            "9: dropping `\"merging\"` or `\"replacing\"` from `system.lifecycle in [\"retired\", \"merging\", \
             \"replacing\"]` goes unnoticed by good and bad",
            "11: dropping `system.security.level == 1` goes unnoticed by good and bad",
        ]
    );
    // The number inside the clause on which nothing depends is counted, and told once something does.
    assert_eq!(proof.unnoticed, 5);
}

#[test]
fn a_severity_that_changes_is_noticed() {
    let check = "severity: [{ is: error, when: 'system.lifecycle == \"operating\"' }, warning]
check:
  each: system
  must: system.security.level >= 3
";
    let good = "khung: 1\nsystems: { a: { security: { level: 3 } } }\n";
    let bad = format!("{BAD}  xay-dung: {{ lifecycle: building, security: {{ level: 2 }} }} # bad\n");
    let (_, said) = told(check, good, &bad);
    assert_eq!(said, <[String; 0]>::default());
    // A clause that is unknown does not choose, so `has` adds nothing.
    let asked = check.replace("'system.lifecycle ==", "'has(system.lifecycle) && system.lifecycle ==");
    let (_, said) = told(&asked, good, &bad);
    assert_eq!(said, ["5: dropping `has(system.lifecycle)` goes unnoticed by good and bad"]);
}

#[test]
fn an_explanation_covers_what_it_names_and_nothing_else() {
    let check = "check:
  each: system
  when: system.lifecycle in [\"operating\", \"upgrading\"] && has(system.security.level)
  must: system.security.level >= 3
unproved:
  - { clause: 'system.lifecycle in [\"operating\", \"upgrading\"]', part: '\"upgrading\"', why: { vi: Vì., en: So. } }
";
    let (proof, said) = told(check, GOOD, BAD);
    assert_eq!(said, ["7: dropping `has(system.security.level)` goes unnoticed by good and bad"]);
    assert_eq!(proof.unnoticed, 2);
}

#[test]
fn an_explanation_of_nothing_is_a_problem() {
    let check = "check:
  each: system
  when: has(system.lifecycle) && system.lifecycle == \"operating\"
  must: system.security.level >= 3
unproved:
  - { clause: has(system.lifecycle), why: { vi: Vì., en: So. } }
";
    let (_, said) = told(check, GOOD, BAD);
    assert_eq!(
        said,
        ["10: `unproved` names `has(system.lifecycle)`, but no such change goes unnoticed by good and bad"]
    );
}
