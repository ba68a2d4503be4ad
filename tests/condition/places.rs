//! What a condition can say about itself: places, missing facts, the trace of every part.

use khung::condition::{Expected, Scope, Trace, Val};
use khung::schema::Noun;

use crate::support::{Estate, compiled, estate};

fn sample() -> Estate {
    estate(include_str!("sample.yaml"))
}

#[test]
fn the_place_of_a_value_is_where_it_was_written() {
    let sample = sample();
    let place = |name: &str, text: &str| sample.place(name, text).0;
    assert_eq!(place("mot-cua", "system.security.level"), "3");
    assert_eq!(place("mot-cua", "system.kind"), "procedure-system");
    assert_eq!(place("mot-cua", "system.accessibility"), "not-applicable");
    assert_eq!(place("mot-cua", "system.data_subjects.sensitive"), "unknown");
    assert_eq!(place("mot-cua", "system.successor"), "khong-co");
    // Of a block or list, its key.
    assert_eq!(place("mot-cua", "system.security"), "security");
    assert_eq!(place("mot-cua", "system.scope"), "scope");
    // Not written: the nearest thing around it that was.
    assert_eq!(place("mot-cua", "system.security.dossier.decision"), "dossier");
    assert_eq!(place("mot-cua", "system.recovery.backup"), "mot-cua");
    assert_eq!(place("mot-cua", "system.necessity"), "mot-cua");
    assert_eq!(place("mot-cua", "system"), "mot-cua");
    // Behind a reference: the field there, or else the reference.
    assert_eq!(sample.place("mot-cua", "system.hosting.on.security.level").0, "4");
    assert_eq!(place("mot-cua", "system.hosting.on.necessity"), "may-chu");
    assert_eq!(place("mot-cua", "system.successor.name"), "khong-co");
    // Items of a list.
    assert_eq!(place("mot-cua", "system.security.controls.filter(c, c.kind == 'vpn')"), "vpn");
    assert_eq!(place("mot-cua", "system.components.filter(c, c.kind == 'database')"), "luu");
    // Of what a function gives, the object.
    assert_eq!(place("mot-cua", "owner(system)"), "H99.01");
}

#[test]
fn missing_facts_are_those_that_would_decide() {
    let sample = sample();
    let rows: &[(&str, &str, &[&str])] = &[
        ("mot-cua", "system.kind == 'portal'", &[]),
        ("mot-cua", "system.necessity == 'x'", &["mot-cua: necessity"]),
        ("mot-cua", "system.recovery.backup", &["mot-cua: recovery"]),
        ("mot-cua", "system.data_subjects.sensitive > 1", &["mot-cua: data-subjects.sensitive"]),
        ("mot-cua", "has(system.languages)", &["mot-cua: languages"]),
        ("mo", "has(system.security.level)", &["mo: security"]),
        // Only what is open counts, not what is settled beside it.
        ("mot-cua", "system.kind == 'portal' && system.necessity == 'x'", &[]),
        ("mot-cua", "system.kind != 'portal' && system.necessity == 'x'", &["mot-cua: necessity"]),
        (
            "mot-cua",
            "system.sandbox || system.necessity == 'x' || system.languages == []",
            &["mot-cua: languages", "mot-cua: necessity"],
        ),
        ("trong", "system.kind == 'portal' ? system.sandbox : system.security.level > 1", &["trong: kind"]),
        // Behind a reference, the object it names; when it leads nowhere, the reference.
        ("mot-cua", "system.hosting.on.necessity == 'x'", &["may-chu: necessity"]),
        ("mot-cua", "system.successor.name == 'x'", &["mot-cua: successor"]),
        // In lists, the items that are open.
        ("mot-cua", "system.components.exists(c, c.exposure == 'agency')", &["nghiep-vu: exposure", "luu: exposure"]),
        (
            "mot-cua",
            "system.security.controls.all(c, c.since < today)",
            &["mot-cua: security.controls[mfa].since", "mot-cua: security.controls[waf].since"],
        ),
        ("mot-cua", "system.interfaces.exists(i, 'oauth2' in i.auth)", &["tra-cuu: auth[1]"]),
        (
            "mot-cua",
            "system.security.controls.exists(c, c.provided_by.name == 'x')",
            &[
                "mot-cua: security.controls[mfa].provided-by",
                "mot-cua: security.controls[vpn].provided-by",
                "mot-cua: security.controls[waf].provided-by",
            ],
        ),
        (
            "mot-cua",
            "size(system.components.filter(c, c.exposure == 'internet')) > 1",
            &["nghiep-vu: exposure", "luu: exposure"],
        ),
        (
            "mot-cua",
            "system.components.map(c, c.exposure) == ['internet', 'none', 'agency']",
            &["nghiep-vu: exposure", "luu: exposure"],
        ),
        // What the graph cannot answer.
        ("mo", "authority(system) == owner(system)", &["lac-loai: parent"]),
        ("nop", "size(through(flow)) > 2", &[": via"]),
        ("ho", "size(through(flow)) > 2", &[": via", ": to"]),
        // A value that does not apply, where one is needed.
        ("mot-cua", "size(system.forms) > 1", &["mot-cua: forms"]),
        ("nop", "flow.from.security.level > 1", &[": from"]),
        ("nop", "[flow].exists(f, system(f.from).security.level > 1)", &["nguoi-dan: security"]),
        ("mot-cua", "9223372036854775807 + system.security.level > 1", &[]),
    ];
    for (name, text, facts) in rows {
        let mut expected = facts.to_vec();
        let mut found = sample.missing(name, text);
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_trace_shows_every_part_with_its_value_and_place() {
    let sample = sample();
    let text = "system.kind == 'portal' || system.components.exists(c, c.zone == 'dmz')";
    let condition = compiled(text, &Scope::of_noun(Noun::System), Expected::Test);
    let env = sample.env(sample.find("mot-cua"));
    let trace = condition.trace(&env);
    let shown = |trace: &Trace<'_>| format!("{} = {}", &text[trace.range.clone()], sample.written(&trace.value));
    assert_eq!(shown(&trace), format!("{text} = true"));
    let parts: Vec<_> = trace.children.iter().map(shown).collect();
    let exists = "system.components.exists(c, c.zone == 'dmz') = true";
    assert_eq!(parts, ["system.kind == 'portal' = false", exists]);
    let kind = &trace.children[0].children[0];
    assert_eq!(kind.place.map(|place| sample.sources.text(place)), Some("procedure-system"));
    let bodies: Vec<_> = trace.children[1].children[1..]
        .iter()
        .map(|body| {
            let (name, item) = body.item.as_ref().expect("a body has its item");
            format!("{name} = {}: {}", sample.written(item), shown(body))
        })
        .collect();
    assert_eq!(bodies[0], "c = cong: c.zone == 'dmz' = true");
    assert_eq!(bodies.len(), 3);
}

#[test]
fn a_trace_of_many_items_keeps_those_that_decided() {
    let sample = sample();
    let items: Vec<_> = (0..100).map(|n| n.to_string()).collect();
    let text = format!("[{}].all(n, n != 77)", items.join(", "));
    let condition = compiled(&text, &Scope::of_noun(Noun::System), Expected::Test);
    let trace = condition.trace(&sample.env(sample.find("mot-cua")));
    assert_eq!(trace.omitted, 80);
    assert_eq!(trace.children.len(), 21);
    assert!(matches!(trace.children[1].item, Some(("n", Val::Integer(77)))));
}
