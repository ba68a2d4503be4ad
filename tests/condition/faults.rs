//! Every kind of fault, with the exact bytes it points at. The marks `«…»` are not part of the condition.

use khung::condition::{Expected, FaultKind, MAX_DEPTH, MAX_LENGTH, Scope, Type, Wanted, compile};
use khung::model::{choices, security, system};
use khung::schema::Noun;

use crate::support::{compiled, faults};

fn system_scope() -> Scope {
    Scope::of_noun(Noun::System)
}

/// The one fault of a test about a system.
fn fault(text: &str) -> FaultKind {
    let mut found = faults(&system_scope(), text, Expected::Test);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

#[track_caller]
fn syntax(text: &str, expected: Wanted, found: Option<&str>) {
    assert_eq!(fault(text), FaultKind::Syntax { expected, found: found.map(str::to_owned) }, "{text}");
}

#[test]
fn what_the_grammar_does_not_know_is_a_syntax_fault() {
    use Wanted::{Exactly, Expression, Name, Operator};
    syntax("«»", Expression, None);
    syntax("system.security.level >=«»", Expression, None);
    syntax("system.security.level «and» true", Operator, Some("and"));
    syntax("system.kind == \"portal\" «system»", Operator, Some("system"));
    syntax("(system.sandbox«»", Exactly(")"), None);
    syntax("system.sandbox«)»", Operator, Some(")"));
    syntax("size([1, 2«)») == 2", Exactly("]"), Some(")"));
    syntax("system.«3»", Name, Some("3"));
    syntax("system.sandbox ? true«»", Exactly(":"), None);
    syntax("size(system.scope,«»", Expression, None);
    syntax("size(system.scope,«)» == 1", Expression, Some(")"));
    syntax("system.scope.exists(«3», true)", Name, Some("3"));
    syntax("system.scope.exists(«today», true)", Name, Some("today"));
    syntax("«in» system.scope", Expression, Some("in"));
    // One `=` is not an operator; the fault names the one that is.
    syntax("system.security.level «=» 3", Exactly("=="), Some("="));
    syntax("system.sandbox «&» true", Exactly("&&"), Some("&"));
    syntax("system.sandbox «|» true", Exactly("||"), Some("|"));
    // CEL knows these; this subset does not.
    syntax("system.scope«[»0] == \"province\"", Operator, Some("["));
    syntax("2 «*» 3 == 6", Operator, Some("*"));
    syntax("7 «%» 2 == 1", Operator, Some("%"));
    syntax("size(«{»}) == 0", Expression, Some("{"));
    // Letters that no name can have are one fault together, accents included.
    syntax("«hệ_thống».kind == \"portal\"", Name, Some("hệ_thống"));
    syntax("system.«cấp_độ» > 3", Name, Some("cấp_độ"));
    syntax("system.name == «“Cổng dịch vụ công”» || true", Exactly("\""), Some("“Cổng dịch vụ công”"));
    syntax("system.name == «“»", Exactly("\""), Some("“"));
}

#[test]
fn broken_texts_and_numbers_are_faults_of_the_token() {
    assert_eq!(fault("system.name == «\"Cổng dịch vụ công»"), FaultKind::OpenText);
    assert_eq!(fault("system.name == «'Cổng»\n || true"), FaultKind::OpenText);
    assert_eq!(fault("system.name == «r\"Cổng»"), FaultKind::OpenText);
    assert_eq!(fault("system.name.matches(\"^Hệ«\\d»+\")"), FaultKind::BadEscape);
    assert_eq!(fault("system.name == \"«\\u12»\""), FaultKind::BadEscape);
    assert_eq!(fault("system.name == \"«\\uD800»\""), FaultKind::BadEscape);
    assert_eq!(fault("system.security.level >= «2.5»"), FaultKind::BadNumber);
    assert_eq!(fault("system.security.level >= «3u»"), FaultKind::BadNumber);
    assert_eq!(fault("system.security.level >= «99999999999999999999»"), FaultKind::BadNumber);
    assert_eq!(fault("system.security.level >= «9223372036854775808»"), FaultKind::BadNumber);
    compiled("system.security.level >= -9223372036854775808", &system_scope(), Expected::Test);
    // All broken tokens are told, and nothing that is only their echo.
    let found =
        faults(&system_scope(), "system.security.level > «1.5» && system.name == \"«\\q»\" «#»", Expected::Test);
    assert_eq!(found.len(), 3);
}

#[test]
fn nesting_and_length_are_limited() {
    let depth = usize::from(MAX_DEPTH);
    let nested = |levels: usize| format!("{}true{}", "(".repeat(levels), ")".repeat(levels));
    compiled(&nested(depth - 1), &system_scope(), Expected::Test);
    for text in [
        nested(depth),
        nested(7000),
        format!("{}true", "!".repeat(9000)),
        format!("{}1 == 1", "-".repeat(9000)),
        format!("1{} == 1", "+ 1".repeat(2000)),
        format!("true{}", " == true".repeat(1500)),
        format!("system{} == 1", ".parent".repeat(2000)),
        format!("{}true", "true ? true : ".repeat(1000)),
        format!("size({}1{}) == 1", "[".repeat(3000), "]".repeat(3000)),
        format!("{}true{}", "[1].all(x, ".repeat(500), ")".repeat(500)),
    ] {
        let found = compile(&text, &system_scope(), Expected::Test).expect_err("too deep");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kind, FaultKind::TooDeep, "{}", &text[..30]);
    }
    // A long chain is not deep.
    compiled(&["system.sandbox"; 900].join(" && "), &system_scope(), Expected::Test);
    let long = format!("true{}", " ".repeat(MAX_LENGTH));
    let found = compile(&long, &system_scope(), Expected::Test).expect_err("too long");
    assert_eq!((found[0].range.clone(), &found[0].kind), (0..long.len(), &FaultKind::TooLong));
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    let unknown = |name: &str, nearest: Option<&str>| FaultKind::UnknownName {
        name: name.into(),
        nearest: nearest.map(str::to_owned),
        valid: vec!["system".into(), "today".into()],
    };
    assert_eq!(fault("«sytem».kind == \"portal\""), unknown("sytem", Some("system")));
    assert_eq!(fault("«flow».kind == \"service\""), unknown("flow", None));
    assert_eq!(fault("«toady» < date(\"2027-01-29\")"), unknown("toady", Some("today")));
    // The item of a macro is a name too, and only inside the macro.
    let found = fault("system.components.exists(part, «prat».kind == \"web\")");
    assert!(matches!(found, FaultKind::UnknownName { nearest: Some(near), .. } if near == "part"));
    fault("system.components.exists(c, c.kind == \"web\") && «c».kind == \"web\"");
}

#[test]
fn unknown_fields_are_told_with_what_was_asked_and_the_nearest() {
    let FaultKind::UnknownField { field, of, nearest, valid } = fault("system.security.«levle» >= 3") else {
        panic!("an unknown field")
    };
    assert_eq!((&*field, nearest.as_deref()), ("levle", Some("level")));
    assert_eq!(of, Type::Record(vec![&security::SECURITY]));
    assert_eq!(valid[..3], ["level", "dossier", "regulation_issued"]);

    let near = |text: &str| match fault(text) {
        FaultKind::UnknownField { field, nearest, .. } => (field, nearest.unwrap_or_default()),
        other => panic!("{text}: {other:?}"),
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(near("system.«securty».level >= 3"), pair("securty", "security"));
    // Keys as in YAML: one slip, not a subtraction of two unknown things.
    assert_eq!(near("system.«reuse-analysis».reason == \"\""), pair("reuse-analysis", "reuse_analysis"));
    assert_eq!(
        near("has(system.«shared-component-reuse»)"),
        pair("shared-component-reuse", "shared_component_reuse")
    );
    assert_eq!(
        near("system.components.all(c, c.«provided-by».kind == \"portal\")"),
        pair("provided-by", "provided_by")
    );
    assert_eq!(near("system.security.«risk-assessment».date < today"), pair("risk-assessment", "risk_assessment"));
    assert_eq!(near("system.«reuse» == 1"), pair("reuse", "reuse_analysis"));
    assert_eq!(near("system.security.«xyz» == 1"), pair("xyz", ""));
    // A difference of two fields that exist stays a difference.
    compiled("today-system.started > 3", &system_scope(), Expected::Test);

    let edge = faults(&Scope::edge(), "edge.«knd» == \"flow\"", Expected::Test);
    assert!(
        matches!(&edge[0], FaultKind::UnknownField { of: Type::Edge, nearest: Some(near), .. } if near == "kind")
    );
    // A reference has the fields of every noun it may name.
    let flow = Scope::of_noun(Noun::Flow);
    compiled("flow.to.exposure == \"internet\" || flow.to.security.level >= 3", &flow, Expected::Test);
    faults(&flow, "flow.to.«centralised»", Expected::Test);
}

#[test]
fn a_field_of_too_different_types_cannot_be_used() {
    let scope = Scope::of_nouns(&[Noun::Input, Noun::Indicator]);
    let found = faults(&scope, "object.«source» == \"looked-up\"", Expected::Test);
    let FaultKind::MixedField { field, types } = &found[0] else { panic!("{found:?}") };
    assert_eq!(field, "source");
    assert_eq!(types[0], Type::Choice(vec![&choices::INPUT_SOURCE]));
    assert_eq!(types[1], Type::Choice(vec![&choices::INDICATOR_SOURCE]).list());
}

#[test]
fn types_must_fit_their_place() {
    let kind = || Type::Choice(vec![&choices::SYSTEM_KIND]);
    let wrong = |text: &str, expected: &[Type], found: Type| {
        assert_eq!(fault(text), FaultKind::WrongType { expected: expected.to_vec(), found }, "{text}");
    };
    use Type::{Bool, Date, Integer, Text};
    wrong("«system.security.level»", &[Bool], Integer);
    wrong("«system.security.level» && true", &[Bool], Integer);
    wrong("true || «system.name»", &[Bool], Text);
    wrong("!«system.name»", &[Bool], Text);
    wrong("-«system.name» == 1", &[Integer], Text);
    wrong("system.security.level == «\"3\"»", &[Integer], Text);
    wrong("system.started < «\"2026-01-01\"»", &[Date], Text);
    wrong("«system.name» < \"b\"", &[Integer, Date], Text);
    wrong("«system.kind» >= 3", &[Integer, Date], kind());
    wrong("system.security.level > «today»", &[Integer], Date);
    wrong("system.kind == «3»", &[kind()], Integer);
    wrong("system.sandbox == «\"true\"»", &[Bool], Text);
    wrong("system.name in «\"a\"»", &[Text.list()], Text);
    wrong("«3» in system.scope", &[Type::Choice(vec![&choices::SCOPE])], Integer);
    wrong("[1, «\"a\"»] == [1]", &[Integer], Text);
    wrong("(«system.security.level» ? 1 : 2) == 1", &[Bool], Integer);
    wrong("(system.sandbox ? 1 : «\"a\"») == 1", &[Integer], Text);
    wrong("today + «today» == today", &[Integer], Date);
    wrong("1 - «today» == 1", &[Integer], Date);
    wrong("«system.name» + 1 == 1", &[Integer, Date], Text);
    wrong("«system.name».exists(x, true)", &[Type::Any.list()], Text);
    wrong("system.scope.exists(x, «x»)", &[Bool], Type::Choice(vec![&choices::SCOPE]));
    wrong("size(«system.security.level») == 1", &[Type::Any.list(), Text], Integer);
    wrong("«system.security.level».startsWith(\"a\")", &[Text], Integer);
    wrong("id(«system.name») == \"a\"", &[Type::any_object()], Text);
    wrong("size(through(«system»)) > 1", &[Type::Object(vec![Noun::Flow])], Type::Object(vec![Noun::System]));
    wrong("«system.name».length == 3", &[Type::any_object(), Type::Record(vec![])], Text);
    wrong("«system.components».kind == \"web\"", &[Type::any_object(), Type::Record(vec![])], {
        Type::Object(vec![Noun::Component]).list()
    });
    // Objects that can never be the same one, and records, are not compared.
    wrong("system == «system.owner»", &[Type::Object(vec![Noun::System])], Type::Object(vec![Noun::Agency]));
    let record = Type::Record(vec![&security::SECURITY]);
    wrong("«system.security» == system.security", &[Text, Integer, Date, Bool, Type::any_object()], record);
}

#[test]
fn what_is_expected_of_the_whole_is_checked() {
    let scope = system_scope();
    for key in ["system.name", "system.kind", "system.owner", "system.capabilities", "system.security.level"] {
        compiled(key, &scope, Expected::Key);
    }
    for text in ["«system.sandbox»", "«system.security»", "«[[1]]»"] {
        let found = faults(&scope, text, Expected::Key);
        assert!(matches!(found[..], [FaultKind::WrongType { .. }]), "{text}");
    }
    let mapped = "all(\"agency\").filter(a, has(a.code)).map(a, a.code)";
    for text in ["system", "system.name", "system.security.level", "system.hosting.on.name", mapped] {
        compiled(text, &scope, Expected::Place);
    }
    for text in [
        "«system.capabilities.map(c, \"name\")»",
        "«\"name\"»",
        "«today»",
        "«owner(system).name»",
        "«system.name == \"a\"»",
    ] {
        assert_eq!(faults(&scope, text, Expected::Place), [FaultKind::NotPlace], "{text}");
    }
}

#[test]
fn functions_are_told_with_the_nearest_and_their_signature() {
    let unknown = |name: &str, nearest: Option<&str>| {
        let nearest = nearest.map(str::to_owned);
        FaultKind::UnknownFunction { name: name.into(), nearest }
    };
    assert_eq!(fault("«ownr»(system) == system.owner"), unknown("ownr", Some("owner")));
    assert_eq!(fault("system.name.«startswith»(\"a\")"), unknown("startswith", Some("startsWith")));
    assert_eq!(fault("system.scope.«exist»(x, x == 'province')"), unknown("exist", Some("exists")));
}

#[test]
fn calls_must_have_their_form() {
    let arity = |name: &str, signature: &'static str, found: usize| FaultKind::WrongArity {
        name: name.into(),
        signature,
        found,
    };
    assert_eq!(fault("«size»() == 0"), arity("size", "size(list or text)", 0));
    assert_eq!(fault("system.scope.«size»(1) == 0"), arity("size", "size(list or text)", 1));
    assert_eq!(fault("«id»(system, system) == \"a\""), arity("id", "id(x)", 2));
    assert_eq!(fault("system.name.«startsWith»()"), arity("startsWith", "text.startsWith(part)", 0));
    assert_eq!(fault("system.scope.«exists»(x)"), arity("exists", "list.exists(x, test)", 1));
    assert_eq!(fault("system.scope.«map»(x, true, x) == []"), arity("map", "list.map(x, value)", 3));
    assert_eq!(fault("«has»()"), arity("has", "has(x.y)", 0));
    assert_eq!(fault("has(«system»)"), FaultKind::NotField);
    assert_eq!(fault("has(«owner(system)»)"), FaultKind::NotField);
    let call = |name: &str, signature: &'static str| FaultKind::WrongCall { name: name.into(), signature };
    assert_eq!(fault("«exists»(system.scope, x)"), call("exists", "list.exists(x, test)"));
    assert_eq!(fault("system.«owner»() == system.owner"), call("owner", "owner(x)"));
    assert_eq!(fault("«matches»(system.name, \"a\")"), call("matches", "text.matches(\"regex\")"));
    assert_eq!(fault("date(«system.name») < today"), FaultKind::NotLiteral { function: "date" });
    assert_eq!(fault("system.name.matches(«system.code»)"), FaultKind::NotLiteral { function: "matches" });
    assert_eq!(fault("size(all(«system.name»)) > 0"), FaultKind::NotLiteral { function: "all" });
}

#[test]
fn literals_are_held_against_the_closed_list() {
    let value = |text: &str| match fault(text) {
        FaultKind::UnknownValue { value, choice, nearest, valid } => {
            assert!(!valid.is_empty());
            (value, choice, nearest.unwrap_or_default())
        }
        other => panic!("{text}: {other:?}"),
    };
    let is = |value: &str, choice: &'static str, near: &str| (value.to_owned(), choice, near.to_owned());
    assert_eq!(
        value("system.kind == «\"procedure-sytem\"»"),
        is("procedure-sytem", "system-kind", "procedure-system")
    );
    assert_eq!(
        value("«\"procedure_system\"» == system.kind"),
        is("procedure_system", "system-kind", "procedure-system")
    );
    assert_eq!(value("system.kind != «\"Hệ thống một cửa\"»"), is("Hệ thống một cửa", "system-kind", ""));
    assert_eq!(value("system.kind in [\"portal\", «\"portl\"»]"), is("portl", "system-kind", "portal"));
    assert_eq!(value("«\"provnce\"» in system.scope"), is("provnce", "scope", "province"));
    assert_eq!(value("system.scope == [«\"provnce\"»]"), is("provnce", "scope", "province"));
    assert_eq!(value("system.kind == (system.sandbox ? «\"x\"» : \"portal\")").0, "x");
    assert_eq!(value("noun(system) == «\"sytem\"»"), is("sytem", "noun", "system"));
    assert_eq!(value("size(all(«\"platfrom\"»)) > 1"), is("platfrom", "noun", "platform"));
    // Also where the literal comes through the name of a macro.
    assert_eq!(
        value("[\"dmz\", «\"internl\"»].all(k, system.security.zones.exists(z, z.kind == k))"),
        is("internl", "zone-kind", "internal")
    );
    assert_eq!(
        value("[«\"dmx\"»].filter(k, k != \"\").all(k, system.security.zones.exists(z, k == z.kind))").0,
        "dmx"
    );
    let edge = faults(&Scope::edge(), "edge.kind in [\"flow\", «\"reaches\"»]", Expected::Test);
    assert!(matches!(&edge[0], FaultKind::UnknownValue { choice: "edge-kind", .. }));
    // A value that one of the possible lists has is right.
    let flow = Scope::of_noun(Noun::Flow);
    compiled("flow.to.kind == \"service-platform\" || flow.to.kind == \"web\"", &flow, Expected::Test);
    let found = faults(&flow, "flow.to.kind == «\"wbe\"»", Expected::Test);
    assert!(matches!(&found[0], FaultKind::UnknownValue { nearest: Some(near), .. } if near == "web"), "{found:?}");
    // Text that is no literal may be compared with a closed list.
    compiled("system.kind == system.name", &system_scope(), Expected::Test);
    assert!(system::SYSTEM.find("kind").is_some());
}

#[test]
fn dates_and_regular_expressions_are_read_when_loaded() {
    for text in ["2026-13-01", "2026-02-30", "2026-2-3", "20260203", "hôm nay", "", "2026-01-01T00"] {
        assert_eq!(fault(&format!("today < date(«\"{text}\"»)")), FaultKind::BadDate, "{text}");
    }
    for pattern in ["(", "a{2000}{2000}", "(?=a)", "[z-a]", "\\\\1", "\\\\p{Foo}"] {
        let found = fault(&format!("system.name.matches(«\"{pattern}\"»)"));
        let FaultKind::BadRegex { detail } = found else { panic!("{pattern}: {found:?}") };
        assert!(!detail.is_empty() && !detail.contains('\n'), "{pattern}: {detail}");
    }
    // Linear: what makes a backtracking engine explode is no fault, and costs nothing.
    compiled("system.name.matches(\"^(a+)+$\")", &system_scope(), Expected::Test);
}

#[test]
fn all_faults_of_a_condition_are_told_in_their_order() {
    let text =
        "«sytem».kind == \"portal\" && system.kind == «\"portl\"» || system.«securty».level > 3 && «foo»(system)";
    let found = faults(&system_scope(), text, Expected::Test);
    assert!(matches!(found[0], FaultKind::UnknownName { .. }));
    assert!(matches!(found[1], FaultKind::UnknownValue { .. }));
    assert!(matches!(found[2], FaultKind::UnknownField { .. }));
    assert!(matches!(found[3], FaultKind::UnknownFunction { .. }));
}

#[test]
fn ranges_count_bytes_with_vietnamese_texts_before_them() {
    let text = "system.name == \"Cổng dịch vụ công tỉnh Minh Họa\" && system.kind == «\"cổng»";
    assert_eq!(fault(text), FaultKind::OpenText);
    let text = "system.name.contains('thủ tục') && // chỉ hệ thống một cửa\n system.«cấp_độ» > 3";
    let found = faults(&system_scope(), text, Expected::Test);
    assert!(matches!(&found[0], FaultKind::Syntax { .. }), "{found:?}");
}
