//! What every form of the language means, as one table for each, on the estate of `sample.yaml`.

use khung::check::Spec;
use khung::condition::{Env, Expected, FUNCTIONS, Memo, Row, Scope, SomeEdge, Together, Truth, Val};
use khung::graph::{EdgeId, EdgeKind};
use khung::schema::Noun;
use khung::source::Sources;

use crate::support::{Estate, TODAY, compiled, estate};

fn sample() -> Estate {
    estate(include_str!("sample.yaml"))
}

/// Tests about `mot-cua`, each with its outcome.
fn tests(rows: &[(&str, Truth)]) {
    let sample = sample();
    for (text, expected) in rows {
        assert_eq!(sample.test("mot-cua", text), *expected, "{text}");
    }
}

/// Values about an object, each as it is written out.
fn values(name: &str, rows: &[(&str, &str)]) {
    let sample = sample();
    for (text, expected) in rows {
        assert_eq!(sample.value(name, text), *expected, "{text}");
    }
}

use Truth::{False, True, Unknown};

#[test]
fn equality() {
    tests(&[
        ("system.kind == 'procedure-system'", True),
        ("'portal' == system.kind", False),
        ("system.kind != \"portal\"", True),
        ("system.name == 'Hệ thống một cửa tỉnh Minh Họa'", True),
        ("system.name != \"Hệ thống\"", True),
        ("system.security.level == 3", True),
        ("system.sandbox == false", True),
        ("system.started == date(\"2024-03-01\")", True),
        ("system.owner == owner(system)", True),
        ("system.owner != authority(system)", True),
        ("system.scope == ['province', 'commune']", True),
        ("system.scope == ['commune', 'province']", False),
        ("system.sectors == []", True),
        ("noun(system) == 'system'", True),
        // A value of one closed list and one of another are held against each other by their keys.
        ("system.kind == system.hosting.on.kind", False),
        ("system.components.exists(c, system.security.zones.exists(z, c.zone == z.kind))", True),
        ("[1, 2] == [1, 2]", True),
        ("[1, 2] == [1, 3]", False),
    ]);
}

#[test]
fn order_and_arithmetic() {
    tests(&[
        ("system.security.level >= 3", True),
        ("system.security.level > 3", False),
        ("system.security.level <= 3", True),
        ("system.security.level < 3", False),
        ("system.started < date('2024-03-02')", True),
        ("system.started <= date('2024-03-01')", True),
        ("system.ends > today", True),
        ("today == date('2026-11-23')", True),
        ("1 + 2 - 4 == -1", True),
        ("-system.security.level == -3", True),
        ("- - 3 == 3", True),
        ("system.ends - system.started == 1216", True),
        ("today - date('2026-11-24') == -1", True),
        ("date('2024-02-28') + 1 == date('2024-02-29')", True),
        ("date('2026-03-01') - 1 == date('2026-02-28')", True),
        ("today - 30 < system.ends", True),
        // What leaves 64 bits or the calendar is unknown, never a wrap or a panic.
        ("9223372036854775807 + 1 > 0", Unknown),
        ("-9223372036854775808 - 1 < 0", Unknown),
        ("-(-9223372036854775808) > 0", Unknown),
        ("today + 9223372036854775807 > today", Unknown),
        ("today - (-9223372036854775808) > today", Unknown),
        ("today + 100000000 > today", Unknown),
    ]);
}

#[test]
fn logic_is_kleenes() {
    let (t, f, u) = ("true", "false", "system.necessity == 'x'");
    let rows = [
        (t, t, True, True),
        (t, f, False, True),
        (t, u, Unknown, True),
        (f, f, False, False),
        (f, u, False, Unknown),
        (u, u, Unknown, Unknown),
    ];
    let sample = sample();
    for (a, b, and, or) in rows {
        for (a, b) in [(a, b), (b, a)] {
            assert_eq!(sample.test("mot-cua", &format!("{a} && {b}")), and, "{a} && {b}");
            assert_eq!(sample.test("mot-cua", &format!("{a} || {b}")), or, "{a} || {b}");
        }
    }
    tests(&[
        ("!true", False),
        ("!(system.necessity == 'x')", Unknown),
        ("!!true", True),
        ("true || false && false", True),
        ("(true || false) && false", False),
        ("!false == true", True),
        ("1 < 2 == true", True),
        ("true ? false : true", False),
        ("false ? false : true ? true : false", True),
        ("system.necessity == 'x' ? true : true", Unknown),
        ("(system.sandbox ? 1 : 2) == 2", True),
    ]);
}

#[test]
fn what_is_not_known_stays_unknown() {
    tests(&[
        ("system.necessity == 'x'", Unknown),            // not written
        ("system.data_subjects.sensitive > 1", Unknown), // said to be unknown
        ("system.serves_public", Unknown),               // unreadable
        ("!system.serves_public", Unknown),
        ("system.successor == system", Unknown), // leads nowhere
        ("system.successor.name == 'x'", Unknown),
        ("system.recovery.backup", Unknown), // the record was not written
        ("system.languages.exists(l, l == 'vi')", Unknown),
        ("system.languages.all(l, l == 'vi')", Unknown),
        ("'vi' in system.languages", Unknown),
        ("size(system.languages) == 0", Unknown),
        ("size(system.languages.filter(l, true)) == 0", Unknown),
        ("size(system.languages.map(l, l)) == 0", Unknown),
        ("system.necessity in []", False),
        ("system.necessity in ['a']", Unknown),
        ("[system.necessity] == ['a']", Unknown),
        ("[system.necessity, 'a'] == ['x', 'b']", False),
        ("[system.necessity] == []", False),
        ("size([system.necessity]) == 1", True),
        ("system.necessity.contains('a')", Unknown),
        ("system.necessity.matches('a')", Unknown),
        ("system.interfaces.exists(i, 'mtls' in i.auth)", True),
        ("system.interfaces.exists(i, 'oauth2' in i.auth)", Unknown),
        ("system.interfaces.exists(i, i.auth.exists(a, a == 'mtls'))", True),
        ("system.interfaces.all(i, i.auth.all(a, a == 'mtls'))", Unknown),
        ("system.interfaces.all(i, i.auth.all(a, a != 'mtls'))", False),
    ]);
}

#[test]
fn not_applicable_is_known_and_equals_nothing() {
    tests(&[
        ("system.accessibility == 'x'", False),
        ("system.accessibility != 'x'", True),
        ("system.accessibility == system.accessibility", False),
        ("system.accessibility in ['x']", False),
        ("'web' in system.forms", False),
        ("system.forms.exists(f, f == 'web')", False),
        ("system.forms.all(f, f == 'web')", True),
        ("system.forms.exists_one(f, f == 'web')", False),
        ("size(system.forms) == 0", Unknown),
        ("system.forms == []", False),
        ("system.accessibility.startsWith('x')", Unknown),
        ("system.reuse_analysis.reason == 'x'", False),
        ("system.reuse_analysis.date < today", Unknown),
        ("has(system.accessibility)", True),
        ("has(system.reuse_analysis.reason)", True),
        // A field that the noun does not have.
        ("flows_to(system).exists(f, f.from.security.level > 1)", Unknown),
        ("flows_to(system).exists(f, f.from.exposure == 'internet')", True),
    ]);
    let sample = sample();
    assert_eq!(sample.test("nop", "flow.from.security.level == 3"), False);
    assert_eq!(sample.test("nop", "flow.from.security.level > 3"), Unknown);
    assert_eq!(sample.test("nop", "flow.from.access_log"), False);
    assert_eq!(sample.test("nop", "!flow.from.access_log"), True);
    assert_eq!(sample.test("nop", "has(flow.from.exposure)"), True);
    assert_eq!(sample.value("mot-cua", "parent(system)"), "not-applicable");
}

#[test]
fn has_asks_whether_it_was_written() {
    tests(&[
        ("has(system.name)", True),
        ("has(system.necessity)", False),
        ("has(system.languages)", Unknown),
        ("has(system.sectors)", True),
        ("has(system.serves_public)", Unknown),
        ("has(system.successor)", True),
        ("has(system.successor.name)", Unknown),
        ("has(system.security.dossier.status)", True),
        ("has(system.security.dossier.decision)", False),
        ("has(system.recovery.backup)", Unknown),
        ("has(system.hosting.on.security.level)", True),
        ("has(owner(system).parent)", True),
        ("system.security.controls.exists(c, c.kind == 'vpn' && has(c.since))", True),
        ("system.security.controls.exists(c, c.kind == 'waf' && has(c.since))", False),
    ]);
    assert_eq!(sample().test("mo", "has(system.security.level)"), Unknown);
    assert_eq!(sample().test("trong", "has(system.security)"), False);
}

#[test]
fn macros() {
    tests(&[
        ("system.components.exists(c, c.kind == 'web' && c.zone == 'dmz')", True),
        ("system.components.exists(c, c.kind == 'waf')", False),
        ("system.components.exists(c, c.exposure == 'agency')", Unknown),
        ("system.components.all(c, has(c.kind))", True),
        ("system.components.all(c, c.zone == 'dmz')", False),
        ("system.components.exists_one(c, c.kind == 'web')", True),
        ("system.components.exists_one(c, has(c.zone))", False),
        ("system.components.exists_one(c, c.exposure == 'internet')", Unknown),
        ("system.sectors.exists(s, true)", False),
        ("system.sectors.all(s, false)", True),
        ("system.sectors.exists_one(s, true)", False),
        ("'province' in system.scope", True),
        ("!('unit' in system.scope)", True),
        ("system.kind in ['portal', 'procedure-system']", True),
        ("system.security.level in [1, 2]", False),
        ("system.owner in [authority(system), owner(system)]", True),
        ("['dmz', 'database'].all(z, system.security.zones.exists(y, y.kind == z))", True),
        ("system.components.all(c, system.components.exists_one(d, d == c))", True),
        // An inner name hides an outer one.
        ("[1, 2].all(x, [3].all(x, x == 3) && x < 3)", True),
        ("[1].all(a, [2].all(b, [3].all(c, a + b == c)))", True),
    ]);
    values(
        "mot-cua",
        &[
            ("system.components.filter(c, c.kind != 'web')", "[nghiep-vu, luu]"),
            ("system.components.map(c, c.kind)", "[web, application, database]"),
            ("system.components.map(c, c.exposure)", "[internet, unknown, unknown]"),
            ("system.components.filter(c, c.exposure == 'internet')", "unknown"),
            (
                "['perimeter', 'dmz', 'wan'].filter(z, !system.security.zones.exists(y, y.kind == z))",
                "[\"perimeter\", \"wan\"]",
            ),
            ("system.forms.filter(f, true)", "not-applicable"),
            ("system.forms.map(f, 1)", "not-applicable"),
            ("[[1], [], [2, 3]].map(l, size(l))", "[1, 0, 2]"),
            ("[3, 1].map(n, system.sandbox ? n : n + 1)", "[4, 2]"),
        ],
    );
}

#[test]
fn functions() {
    values(
        "mot-cua",
        &[
            ("size(system.scope)", "2"),
            ("system.scope.size()", "2"),
            ("size('Thủ tục')", "7"),
            ("system.kind.size()", "16"),
            ("system.name.matches('^Hệ thống .* tỉnh')", "true"),
            ("system.name.matches('cửa$')", "false"),
            (r#"system.code.matches("^KT-\\d{2}$")"#, "true"),
            (r#"system.code.matches(r"^KT-\d{2}$")"#, "true"),
            ("system.name.startsWith('Hệ thống')", "true"),
            ("system.name.endsWith('Minh Họa')", "true"),
            ("system.name.contains('một cửa')", "true"),
            ("system.name.contains('một Cửa')", "false"),
            ("system.kind.startsWith('procedure')", "true"),
            ("date('2027-01-29')", "2027-01-29"),
            ("id(system)", "\"mot-cua\""),
            ("noun(system.hosting.on)", "platform"),
            ("owner(system)", "H99.01"),
            ("authority(system)", "H99"),
            ("system.components.map(c, system(c))", "[mot-cua, mot-cua, mot-cua]"),
            ("system(system)", "mot-cua"),
            ("system.components.map(c, parent(c))", "[mot-cua, mot-cua, mot-cua]"),
            ("system.components.map(c, authority(c))", "[H99, H99, H99]"),
            ("flows_from(system).map(f, f.kind)", "[data-exchange, unknown, unknown]"),
            ("flows_to(system).map(f, f.kind)", "[service, data-exchange, unknown]"),
            ("flows_at(system).map(f, f.kind)", "[service, data-exchange, unknown, unknown]"),
            ("systems_of(authority(system))", "[mot-cua, trong, may-chu]"),
            ("agencies_coded('H99')", "[H99]"),
            ("agencies_coded('H00')", "[]"),
            ("agencies_coded(['H99', 'H00', 'H99'])", "[H99]"),
            ("agencies_coded([])", "[]"),
            ("system.capabilities.map(c, providers(c))", "[[mot-cua, may-chu]]"),
            ("system.capabilities.map(c, national_providers(c))", "[[]]"),
            ("peers(system)", "[may-chu]"),
            ("references_to(system.hosting.on).map(r, id(r))", "[\"ban-ghi\"]"),
            ("references_to(system)", "[]"),
            ("users(system).exists(u, noun(u) == 'actor')", "true"),
            ("all('platform')", "[may-chu]"),
            ("size(all('system'))", "3"),
            ("owner(system.successor)", "unknown"),
            ("id(parent(system))", "unknown"),
        ],
    );
    values(
        "luu-tru",
        &[
            ("through(flow)", "[nghiep-vu, may-chu, luu]"),
            ("flow.from.owner", "not-applicable"),
            ("owner(flow.from)", "H99.01"),
            ("flow.data.map(d, d.classification)", "[[personal, internal]]"),
        ],
    );
    values("thang", &[("through(flow)", "[cong, nghiep-vu]")]);
    values("nop", &[("through(flow)", "unknown"), ("flow.via", "unknown")]);
    values("mo", &[("owner(system)", "lac-loai"), ("authority(system)", "unknown")]);
    // Every function has its words in both languages, a signature that names it, and a place in the docs.
    let docs = include_str!("../../docs/writing-rules.md");
    for function in FUNCTIONS {
        let name = function.name;
        assert!([format!("`{name}("), format!(".{name}(")].iter().any(|call| docs.contains(call)), "{name}");
        assert!(function.signature.contains(&format!("{}(", function.name)), "{function:?}");
        assert!(function.about.vi.ends_with(['.', '…']) && function.about.en.ends_with(['.', '…']), "{function:?}");
    }
}

#[test]
fn literals_are_cels() {
    values(
        "mot-cua",
        &[
            (r#""a\"b'c""#, r#""a\"b'c""#),
            (r#"'a"b\'c'"#, r#""a\"b'c""#),
            (r#""\u1ed9\x41\101\n\t\\""#, r#""ộAA\n\t\\""#),
            (r#"r"\d""#, r#""\\d""#),
            (r#""\U0001F1FB""#, "\"\u{1F1FB}\""),
            ("[1, 2,]", "[1, 2]"),
            ("  3 // số nguyên\n", "3"),
            ("\t[ ]\r\n", "[]"),
        ],
    );
}

/// The conditions on edges of all shipped rules, and some more.
fn edge_conditions() -> Vec<String> {
    let rules = khung::rule::read(&khung::discover::embedded_packs(), &mut Sources::default());
    let of_rule = |rule: &khung::rule::Rule| match &rule.check.spec {
        Spec::Path(path) => path.edges.as_ref().map(|edges| edges.text().to_owned()),
        _ => None,
    };
    let more = [
        "has(edge.to.shares)",
        "edge.flow.kind == 'service' || noun(edge.to) == 'zone'",
        "has(edge.flow.classification)",
        "edge.flow.kind in ['service', 'technical'] && size(edge.flow.data) > 0",
        "edge.flow.data.exists(d, d.classification.exists(c, c == 'personal'))",
    ];
    rules.rules.iter().filter_map(of_rule).chain(more.map(str::to_owned)).collect()
}

/// Edges asked together are told what each is told alone, whether all of them have a flow or not.
#[test]
fn edges_asked_together_are_told_the_same() {
    let sample = sample();
    let edges: Vec<EdgeId> = (0..sample.graph.edge_count() as u32).map(EdgeId).collect();
    let flow = |id: &EdgeId| sample.graph.edge(*id).flow;
    let legs: Vec<EdgeId> = edges.iter().copied().filter(|id| flow(id).is_some()).collect();
    let some = |id: &EdgeId| SomeEdge { kind: EdgeKind::Flow, to: None, flow: flow(id) };
    let all: Vec<Val<'_>> = edges.iter().map(|id| Val::Edge(*id)).collect();
    let of_legs: Vec<Val<'_>> = legs.iter().map(|id| Val::Edge(*id)).collect();
    let of_flows: Vec<Val<'_>> = legs.iter().map(|id| Val::SomeEdge(some(id))).collect();
    assert!(legs.len() >= 4, "so few would be asked one by one");
    let memo = Memo::default();
    for text in edge_conditions() {
        let condition = compiled(&text, &Scope::edge(), Expected::Test);
        for asked in [&all, &of_legs, &of_flows] {
            let together = Together::edges(&sample.graph, &memo, asked.clone());
            let rows: Vec<Row> = (0..asked.len() as Row).collect();
            let env = Env::new(&sample.graph, TODAY);
            let told = condition.test_all(&env, &together, &rows);
            for (edge, told) in asked.iter().zip(told) {
                assert_eq!(told, condition.test(&env.clone().with(edge.clone())), "{text}: {edge:?}");
            }
        }
    }
}

/// Walks ask about an edge of which only its kind, its flow or the noun it leads to is known; what they are told must
/// hold for every such edge.
#[test]
fn what_holds_for_some_edge_holds_for_each() {
    let sample = sample();
    let mut known = 0;
    for text in edge_conditions() {
        let condition = compiled(&text, &Scope::edge(), Expected::Test);
        let ask = |edge| condition.test(&Env::new(&sample.graph, TODAY).with(edge));
        for number in 0..sample.graph.edge_count() as u32 {
            let edge = sample.graph.edge(EdgeId(number));
            let noun = sample.graph.noun(edge.to);
            for (to, flow) in [(None, None), (Some(noun), None), (None, edge.flow), (Some(noun), edge.flow)] {
                let some = ask(Val::SomeEdge(SomeEdge { kind: edge.kind, to, flow }));
                if some != Truth::Unknown {
                    known += 1;
                    assert_eq!(some, ask(Val::Edge(EdgeId(number))), "{text}: {edge:?}");
                }
            }
        }
    }
    assert!(known > 1000, "most is settled so: {known}");
}

#[test]
fn edges_have_a_kind_two_ends_and_sometimes_a_flow() {
    let sample = sample();
    let scope = Scope::edge();
    let ask = |number: usize, text: &str| {
        let env = Env::new(&sample.graph, TODAY).with(Val::Edge(EdgeId(number as u32)));
        let condition = compiled(text, &scope, Expected::Any);
        assert_eq!(sample.written(&condition.value(&env)), sample.written(&condition.value_slowly(&env)), "{text}");
        sample.written(&condition.value(&env))
    };
    let mut flows = 0;
    for number in 0..sample.graph.edge_count() {
        let edge = sample.graph.edge(EdgeId(number as u32));
        let is_flow = (edge.kind == EdgeKind::Flow).to_string();
        assert_eq!(ask(number, "edge.kind"), edge.kind.key());
        assert_eq!(ask(number, "edge.kind == 'flow'"), is_flow);
        assert_eq!(ask(number, "has(edge.flow) && has(edge.kind)"), is_flow);
        assert_eq!(ask(number, "id(edge.from)"), format!("{:?}", sample.graph.object(edge.from).id.value));
        if edge.flow.is_some() {
            flows += 1;
            assert_eq!(ask(number, "has(edge.flow.from)"), "true");
        } else {
            assert_eq!(ask(number, "edge.flow.kind"), "unknown");
        }
    }
    assert_eq!(flows, 4);
}

#[test]
fn a_scope_may_have_several_names() {
    let sample = sample();
    let scope = Scope::of_noun(Noun::System).add("first", khung::condition::Type::Object(vec![Noun::System]));
    let env = Env::new(&sample.graph, TODAY).object(sample.find("mot-cua")).object(sample.find("trong"));
    for (text, expected) in [("system == first", False), ("has(system.name) && !has(first.name)", True)] {
        assert_eq!(compiled(text, &scope, Expected::Test).test(&env), expected, "{text}");
    }
    let object = Scope::of_nouns(&[Noun::System, Noun::Platform]);
    let env = Env::new(&sample.graph, TODAY).object(sample.find("may-chu"));
    assert_eq!(compiled("object.security.level >= 4", &object, Expected::Test).test(&env), True);
}

#[test]
fn a_condition_knows_the_fields_it_reads() {
    let flow = Scope::of_noun(Noun::Flow);
    let condition = compiled("flow.to.security.level >= 3 && has(flow.via)", &flow, Expected::Test);
    let used: Vec<_> = condition
        .fields_used()
        .iter()
        .map(|(record, slot)| format!("{}.{}", record.key, record.at(*slot).key))
        .collect();
    let expected =
        ["database.security", "flow.to", "flow.via", "platform.security", "security.level", "system.security"];
    assert_eq!(used, expected);
    assert_eq!(condition.text(), "flow.to.security.level >= 3 && has(flow.via)");
}
