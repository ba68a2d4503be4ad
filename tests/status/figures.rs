//! The figures on small estates: every condition held, failed and left open, one fact apart.

use jiff::civil::date;
use khung::survey::status::{Answer, Outlook, ReuseRate, Status, Timing, Truth, Why};

use super::samples::{count, small};

/// A key database that `b` uses through NDOP. The tests change one fact of it.
const SHARED: &str = "
khung: 1
agency: a
databases:
  x: { key: true, lifecycle: operating, freshness: Hằng ngày, interfaces: { tra-cuu: { version: '1' } } }
systems:
  user: { owner: b }
flows:
  - { from: user, to: x.tra-cuu, kind: service, via: [ndop], status: operating }
";

fn changed(from: &str, to: &str) -> Status {
    assert!(SHARED.contains(from), "{from}");
    small(&SHARED.replace(from, to))
}

/// The three conditions of the only key database, each with its first reason.
fn verdicts(status: &Status) -> [(Truth, Option<Why>); 3] {
    let [database] = status.databases.key.as_slice() else { panic!("one key database") };
    database.conditions().map(|answer: &Answer| (answer.truth, answer.because.first().map(|reason| reason.why)))
}

const HELD: (Truth, Option<Why>) = (Truth::True, Some(Why::Proof));

fn no(why: Why) -> (Truth, Option<Why>) {
    (Truth::False, Some(why))
}

fn open(field: &'static str) -> (Truth, Option<Why>) {
    (Truth::Unknown, Some(Why::Missing(field)))
}

#[test]
fn a_shared_database_is_all_three() {
    assert_eq!(verdicts(&small(SHARED)), [HELD, HELD, HELD]);
}

#[test]
fn one_fact_decides_each_condition() {
    let flow = "  - { from: user, to: x.tra-cuu, kind: service, via: [ndop], status: operating }\n";
    let none = no(Why::NoExchange);
    for (from, to, connected, shared) in [
        // The way.
        ("via: [ndop]", "via: [ndxp]", HELD, HELD),
        ("via: [ndop]", "via: []", no(Why::NoPlatform), no(Why::NoPlatform)),
        ("via: [ndop]", "via: [cong-dich-vu-cong-quoc-gia]", no(Why::NoPlatform), no(Why::NoPlatform)),
        ("via: [ndop], ", "", open("via"), open("via")),
        ("via: [ndop]", "via: unknown", open("via"), open("via")),
        ("via: [ndop]", "mechanisms: [lgsp, ndop]", HELD, HELD),
        ("via: [ndop]", "mechanisms: [api]", no(Why::NoPlatform), no(Why::NoPlatform)),
        ("via: [ndop]", "via: [], mechanisms: [ndop]", no(Why::NoPlatform), no(Why::NoPlatform)),
        // The state of the flow.
        ("status: operating", "status: upgrading", HELD, HELD),
        ("status: operating", "status: piloting", HELD, no(Why::Pilot)),
        ("status: operating", "status: planned", no(Why::Idle), no(Why::Idle)),
        ("status: operating", "status: ended", no(Why::Idle), no(Why::Idle)),
        ("status: operating", "status: other", open("status"), open("status")),
        (", status: operating", "", open("status"), open("status")),
        ("status: operating", "status: operating, started: 2026-11-23", HELD, HELD),
        ("status: operating", "status: operating, started: 2026-11-24", no(Why::Idle), no(Why::Idle)),
        // What it is.
        ("kind: service", "kind: technical", HELD, no(Why::Inward)),
        ("kind: service", "kind: data-exchange", HELD, no(Why::Inward)),
        ("kind: service", "kind: dependency", none, none),
        ("kind: service, ", "", open("kind"), open("kind")),
        ("from: user, to: x.tra-cuu, kind: service", "from: x, to: user, kind: data-exchange", HELD, HELD),
        ("from: user, to: x.tra-cuu", "from: x, to: user", HELD, no(Why::Inward)),
        // Who is at the other end.
        ("owner: b", "owner: a", HELD, no(Why::OwnAuthority)),
        ("from: user", "from: cong-dan", HELD, no(Why::OwnAuthority)),
        ("owner: b", "owner: unknown", HELD, open("owner")),
        // The database itself.
        ("lifecycle: operating", "lifecycle: replacing", HELD, HELD),
        ("lifecycle: operating", "lifecycle: piloting", HELD, no(Why::NotOperating)),
        ("lifecycle: operating", "lifecycle: retired", HELD, no(Why::NotOperating)),
        ("lifecycle: operating, ", "", HELD, open("lifecycle")),
        // No flow at all.
        (flow, "  []\n", none, none),
    ] {
        let verdicts = verdicts(&changed(from, to));
        assert_eq!(verdicts, [connected, shared, HELD], "{from} -> {to}");
    }
    let since = SHARED.replace(flow, "  []\n").replace("key: true", "key: true, shared-since: 2026-11-23");
    assert_eq!(verdicts(&small(&since))[0], open("flows"), "it is shared, and nobody describes how");
    let soon = since.replace("2026-11-23", "2026-11-24");
    assert_eq!(verdicts(&small(&soon))[0], none);
}

#[test]
fn a_reason_names_what_it_is_about() {
    for (from, to, on) in [
        ("via: [ndop], ", "", "a/user → a/x.tra-cuu"),
        ("lifecycle: operating", "lifecycle: retired", "a/x"),
        ("lifecycle: operating, ", "", "a/x"),
        ("owner: b", "owner: unknown", "a/user"),
    ] {
        let status = changed(from, to);
        let [database] = status.databases.key.as_slice() else { panic!("one key database") };
        let named: Vec<_> = database.shared.because.iter().map(|reason| reason.on.as_str()).collect();
        assert_eq!(named, [on], "{from} -> {to}");
    }
}

#[test]
fn freshness_is_that_of_the_database_or_of_a_sharing_flow() {
    let without = |to: &str| changed("freshness: Hằng ngày, ", to);
    assert_eq!(verdicts(&without(""))[2], open("freshness"));
    assert_eq!(verdicts(&without("freshness: unknown, "))[2], open("freshness"));
    assert_eq!(verdicts(&without("freshness: not-applicable, "))[2], no(Why::NotApplicable("freshness")));
    let on_flow = SHARED
        .replace("freshness: Hằng ngày, ", "")
        .replace("status: operating", "status: operating, freshness: 5 phút");
    assert_eq!(verdicts(&small(&on_flow)), [HELD, HELD, HELD]);
    assert_eq!(small(&on_flow).databases.key[0].freshness.as_deref(), Some("5 phút"));
    let both = SHARED.replace("status: operating", "status: operating, freshness: 5 phút");
    assert_eq!(small(&both).databases.key[0].freshness.as_deref(), Some("Hằng ngày"), "its own word comes first");
    let pilot = on_flow.replace("status: operating", "status: piloting");
    assert_eq!(verdicts(&small(&pilot))[2], open("freshness"), "a pilot shares nothing yet");
}

#[test]
fn a_better_flow_outweighs_a_worse_one() {
    let second = "  - { from: user, to: x, kind: service, via: [], status: operating }\n";
    assert_eq!(verdicts(&small(&format!("{SHARED}{second}"))), [HELD, HELD, HELD]);
    let open_and_no = SHARED.replace("via: [ndop], ", "") + second;
    assert_eq!(verdicts(&small(&open_and_no))[0], open("via"));
}

#[test]
fn flows_at_the_platform_count_for_the_database_whose_data_they_carry() {
    let estate = |data: &str, flow: &str| {
        small(&format!(
            "khung: 1\nagency: a\ndata: {{ d: {{ name: d }}, e: {{ name: e }} }}\n\
             databases:\n  x: {{ key: true, lifecycle: operating, freshness: f, platform: p{data} }}\n\
             systems:\n  p: {{ name: p }}\n  user: {{ owner: b }}\n\
             flows:\n  - {{ from: user, to: p, kind: service, via: [ndop], status: operating{flow} }}\n"
        ))
    };
    assert_eq!(verdicts(&estate(", holds: [d]", ", data: [d]")), [HELD, HELD, HELD]);
    assert_eq!(verdicts(&estate(", masters: [d]", ", data: [d, e]")), [HELD, HELD, HELD]);
    assert_eq!(verdicts(&estate(", holds: [d]", ", data: [e]"))[0], no(Why::NoExchange));
    assert_eq!(verdicts(&estate(", holds: [d]", ""))[0], open("data"));
}

#[test]
fn only_what_says_key_is_key() {
    assert!(changed("key: true", "key: false").databases.key.is_empty());
    for said in ["key: unknown, ", ""] {
        let databases = changed("key: true, ", said).databases;
        assert_eq!((databases.key.len(), databases.unsaid.len()), (0, 1), "{said}");
    }
}

fn outlook(rest: &str) -> Outlook {
    let status = small(&format!(
        "khung: 1\nagency: H99\n\
         data: {{ held: {{ name: h }}, linked: {{ master: y }}, by-system: {{ master: s }}, free: {{ name: f }} }}\n\
         databases: {{ x: {{ masters: [held] }}, y: {{ name: y }} }}\nsystems: {{ s: {{ name: s }} }}\n\
         services:\n  d:\n    procedures:\n      p: {{ name: p{rest} }}\n"
    ));
    let [procedure] = status.procedures.as_slice() else { panic!("one procedure") };
    procedure.outlook
}

#[test]
fn a_procedure_is_judged_by_its_inputs() {
    use Outlook::{NoLongerAsks, NothingHeld, StillAsks, Unknown};
    for (inputs, wanted) in [
        ("i: { source: looked-up }", NoLongerAsks),
        ("i: { source: both, data: held }", NoLongerAsks),
        ("i: { source: looked-up }, j: { source: asked, data: free }", NoLongerAsks),
        ("i: { source: asked, data: held }", StillAsks),
        ("i: { source: asked, data: linked }", StillAsks),
        ("i: { source: asked, data: by-system }", NothingHeld),
        ("i: { source: asked, data: free }", NothingHeld),
        ("i: { source: asked, data: free, lookup: x }", StillAsks),
        ("i: { source: asked, lookup: x }", StillAsks),
        ("i: { source: asked }", Unknown),
        ("i: { source: unknown, data: held }", Unknown),
        ("i: { data: held }", Unknown),
        ("i: { source: looked-up }, j: { source: asked, data: held }", StillAsks),
        ("i: { source: looked-up }, j: { data: held }", Unknown),
        ("i: { data: held }, j: { source: asked, data: held }", StillAsks),
    ] {
        assert_eq!(outlook(&format!(", inputs: {{ {inputs} }}")), wanted, "{inputs}");
    }
    assert_eq!(outlook(""), Unknown);
}

#[test]
fn the_day_of_simplification_counts_when_it_has_come() {
    use Outlook::{NoLongerAsks, StillAsks, Unknown};
    for (rest, wanted) in [
        (", reduced-since: 2026-11-23", NoLongerAsks),
        (", reduced-since: 2026-11-24", StillAsks),
        (", reduced-since: 2026-11-24, inputs: { i: { source: looked-up } }", StillAsks),
        (", reduced-since: 2026-01-01, inputs: { i: { source: asked, data: free } }", NoLongerAsks),
        (", reduced-since: 2026-01-01, inputs: { i: { source: asked, data: held } }", StillAsks),
        (", reduced-since: 2026-01-01, inputs: { i: { data: held } }", Unknown),
    ] {
        assert_eq!(outlook(rest), wanted, "{rest}");
    }
}

/// The reuse of `H99`, whose estate is given.
fn reuse(text: &str) -> ReuseRate {
    let status = small(&format!("khung: 1\nagency: H99\n{text}"));
    let mut all = status.reuse.authorities.into_iter().filter(|rate| rate.authority.name == "H99");
    all.next().expect("it owns something")
}

fn used(text: &str) -> Vec<String> {
    reuse(text).used.into_iter().map(|platform| platform.name).collect()
}

#[test]
fn a_platform_is_used_by_flow_reference_ground_or_provider() {
    let systems = "systems:\n  s: { name: s }\n";
    for (text, wanted) in [
        ("systems:\n  s: { hosting: { on: dien-toan-dam-may-ndc } }\n", "dien-toan-dam-may-ndc"),
        (
            "systems:\n  s: { security: { controls: [{ waf: { provided-by: he-thong-phong-ve-mang } }] } }\n",
            "he-thong-phong-ve-mang",
        ),
        ("systems:\n  s: { components: { c: { provided-by: ndop } } }\n", "ndop"),
        ("systems:\n  s: { shared-component-reuse: thanh-phan-dung-chung-tthc }\n", "thanh-phan-dung-chung-tthc"),
        ("ai-components:\n  i: { runs-on: nen-tang-ai-dung-chung }\n", "nen-tang-ai-dung-chung"),
        ("services:\n  d: { channels: [vneid] }\n", "vneid"),
        (&format!("{systems}flows:\n  - {{ from: s, to: vneid, status: operating }}\n"), "vneid"),
        (&format!("{systems}flows:\n  - {{ from: vneid, to: s, status: piloting }}\n"), "vneid"),
        (&format!("{systems}references:\n  r: {{ object: ndxp, usage: partly-used }}\n"), "ndxp"),
    ] {
        assert_eq!(used(text), [wanted], "{text}");
    }
    let through = format!("{systems}flows:\n  - {{ from: s, to: csdl-dan-cu, via: [ndop], status: operating }}\n");
    assert_eq!(used(&through), ["ndop"], "a database is no platform");
}

#[test]
fn what_is_not_in_use_is_not_used_and_what_is_not_said_is_told() {
    let systems = "systems:\n  s: { name: s, capabilities: [] }\n";
    for text in [
        "systems:\n  s: { lifecycle: planned, capabilities: [], hosting: { on: dien-toan-dam-may-ndc } }\n"
            .to_owned(),
        format!("{systems}flows:\n  - {{ from: s, to: vneid, status: planned }}\n"),
        format!("{systems}flows:\n  - {{ from: s, to: vneid, status: operating, started: 2026-11-24 }}\n"),
        format!("{systems}references:\n  r: {{ object: ndxp, usage: connecting }}\n"),
        "systems:\n  s: { capabilities: [], successor: vneid, reuse-analysis: { considered: [vneid] } }\n".to_owned(),
    ] {
        let rate = reuse(&text);
        assert!(rate.used.is_empty() && rate.unknown.is_empty(), "{text}: {rate:?}");
    }
    for (text, field) in [
        (format!("{systems}flows:\n  - {{ from: s, to: vneid }}\n"), "status"),
        (format!("{systems}references:\n  r: {{ object: ndxp }}\n"), "usage"),
        ("systems:\n  s: { name: s }\n".to_owned(), "capabilities"),
    ] {
        let rate = reuse(&text);
        let unknown: Vec<_> = rate.unknown.iter().map(|reason| reason.why).collect();
        assert_eq!((rate.used.len(), unknown), (0, vec![Why::Missing(field)]), "{text}");
    }
    // What is known from elsewhere is not open any more.
    let both = format!(
        "{systems}flows:\n  - {{ from: s, to: ndxp }}\nreferences:\n  r: {{ object: ndxp, usage: in-use }}\n"
    );
    assert!(reuse(&both).unknown.is_empty());
}

#[test]
fn an_own_system_beside_a_shared_one_counts_against_it() {
    let own = |text: &str| reuse(&format!("systems:\n  s: {{ {text} }}\n")).own.len();
    assert_eq!(own("capabilities: [online-meeting], lifecycle: operating"), 1);
    assert_eq!(own("capabilities: [online-meeting, official-email], lifecycle: replacing"), 1, "one system");
    assert_eq!(own("capabilities: [online-meeting], lifecycle: planned"), 0);
    assert_eq!(own("capabilities: [asset-management], lifecycle: operating"), 0, "nobody shares that");
    assert_eq!(own("capabilities: [virtual-assistant], lifecycle: operating"), 0, "the shared one is planned");
    assert_eq!(own("capabilities: [online-meeting], sharing: national-b"), 0, "it is a shared one itself");
}

#[test]
fn a_ministry_does_not_use_its_own_platform() {
    let status = small(
        "khung: 1\nagency: a\nplatforms:\n  p: { sharing: national-b, capabilities: [asset-management] }\n\
         systems:\n  s: { capabilities: [asset-management] }\n  t: { owner: b, capabilities: [asset-management] }\n\
         flows:\n  - { from: s, to: p, status: operating }\n  - { from: t, to: p, status: operating }\n",
    );
    let figures: Vec<_> = status.reuse.authorities.iter().map(|rate| (rate.used.len(), rate.own.len())).collect();
    assert_eq!(figures, [(0, 0), (1, 1)], "{:?}", status.reuse.authorities);
}

#[test]
fn a_task_is_late_the_day_after() {
    let timing = |rest: &str| {
        let status = small(&format!("khung: 1\nagency: a\ntasks:\n  t: {{ name: t{rest} }}\n"));
        let [task] = status.tasks.as_slice() else { panic!("one task") };
        task.timing
    };
    for (rest, wanted) in [
        (", deadline: 2026-11-22, status: in-progress", Timing::Late),
        (", deadline: 2026-11-22, status: suspended", Timing::Late),
        (", deadline: 2026-11-22", Timing::PerhapsLate),
        (", deadline: 2026-11-22, status: unknown", Timing::PerhapsLate),
        (", deadline: 2026-11-23, status: in-progress", Timing::Soon),
        (", deadline: 2027-02-21, status: not-started", Timing::Soon),
        (", deadline: 2027-02-22, status: not-started", Timing::Later),
        (", status: delayed", Timing::Undated),
        (", deadline: unknown, status: delayed", Timing::Undated),
        (", deadline: 2026-11-22, status: done-awaiting-verification", Timing::Done),
        (", status: done-verified", Timing::Done),
        (", deadline: 2026-11-22, status: stopped", Timing::Stopped),
    ] {
        assert_eq!(timing(rest), wanted, "{rest}");
    }
}

#[test]
fn another_day_gives_another_answer() {
    let files = super::samples::nation();
    let late = |today| count(&files, today).tasks.iter().filter(|task| task.timing == Timing::Late).count();
    assert_eq!([date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 1), date(2028, 1, 1)].map(late), [0, 1, 2, 5]);
    let before = count(&files, date(2026, 5, 1));
    assert_eq!(before.databases.with(Truth::True).count(), 0, "no flow had started");
}

/// Something of every kind, in every state.
pub const EVERYTHING: &str = "
khung: 1
agency: a
databases:
  x: { name: x, key: true, lifecycle: operating, freshness: not-applicable }
  y: { name: y }
systems:
  s: { security: { level: 3, dossier: { status: approved } }, capabilities: [online-meeting], lifecycle: operating }
  t: { owner: unknown, layer: data }
services:
  d:
    procedures:
      p: { inputs: { i: { source: looked-up } } }
      q: { reduced-since: 2027-01-01 }
      r: { inputs: { i: { source: unknown } } }
ai-components:
  i: { risk-class: high, runs-on: nen-tang-ai-dung-chung }
flows:
  - { from: s, to: vneid }
  - { from: t, to: x, kind: service, via: [ndop] }
tasks:
  late: { deadline: 2026-01-01, status: delayed }
  done: { status: done-verified }
";

#[test]
fn groups_leave_nothing_out() {
    let status = small(EVERYTHING);
    let layered: usize = status.layers.iter().map(|group| group.objects.len()).sum();
    let living: usize = status.lifecycles.iter().map(|group| group.objects.len()).sum();
    assert_eq!((layered, living), (6, 6), "two databases, two systems, a service and an AI component");
    let last = |groups: &[khung::survey::status::Group]| groups.last().map(|group| (group.key, group.objects.len()));
    assert_eq!((last(&status.layers), last(&status.lifecycles)), (Some((None, 5)), Some((None, 4))));
    let levels: Vec<_> = status.levels.iter().map(|level| (level.level, level.objects.len())).collect();
    let wanted = [(Some(1), 0), (Some(2), 0), (Some(3), 1), (Some(4), 0), (Some(5), 0), (None, 1)];
    assert_eq!(levels, wanted);
    let retired = small("khung: 1\nagency: a\nsystems:\n  s: { lifecycle: retired }\n");
    assert!(retired.levels.iter().all(|level| level.objects.is_empty()));
}
