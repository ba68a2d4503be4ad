//! Every kind of value in every field, every kind of key in every record: the schema refuses what khung reports,
//! and nothing else.

use khung::schema::{Choice, Field, Need, Special, Type};

use crate::judge::{KINDS, Kind, the};
use crate::sample::{Frame, frames, valid};

/// Values of every kind, as YAML writes them inside braces.
pub const VALUES: &[&str] = &[
    // Nothing, and what looks like it.
    "",
    "~",
    "null",
    "NULL",
    "\"\"",
    "\"null\"",
    "!!str",
    "!!str ~",
    // Truth values, and what another YAML took for them.
    "true",
    "False",
    "\"true\"",
    "yes",
    "off",
    "!!str true",
    // Whole numbers, too large ones, other notations.
    "0",
    "1",
    "-1",
    "2",
    "5",
    "6",
    "+4",
    "007",
    "0x10",
    "0o7",
    "\"3\"",
    "!!str 3",
    "100",
    "101",
    "20000",
    "20001",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "340282366920938463463374607431768211456000000000",
    // Other numbers; a whole one written as a fraction is a deliberate difference, see below.
    "3.5",
    "-0.5",
    ".5",
    "1.5e0",
    ".inf",
    "-.INF",
    ".NaN",
    "\"3.5\"",
    // Texts.
    "chữ",
    "\"Chữ có dấu\"",
    "'x'",
    "mot-cua.csdl",
    "H99/mot-cua",
    "1.2.3",
    "\"\\t\"",
    "x-1",
    "a b",
    // Dates, in the one spelling and in others, on days that are and that are not.
    "2026-11-02",
    "\"2026-11-02\"",
    "2024-02-29",
    "2026-02-29",
    "2026-02-30",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-10-00",
    "2026-1-2",
    "20261102",
    "2026-11-02T00:00:00Z",
    "2026-W01-1",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "-001-01-01",
    "02/11/2026",
    "\"2026-11-02 \"",
    "2026-11-0２",
    // The two words, and what is not one of them.
    "unknown",
    "not-applicable",
    "\"unknown\"",
    "'not-applicable'",
    "!!str unknown",
    "Unknown",
    "UNKNOWN",
    "not_applicable",
    "n/a",
    // Lists.
    "[]",
    "[chữ]",
    "[a, b]",
    "[1]",
    "[3.5]",
    "[true]",
    "[~]",
    "[a, ~]",
    "[unknown]",
    "[\"not-applicable\"]",
    "[2026-11-02]",
    "[2026-02-30]",
    "[[]]",
    "[[a]]",
    "[{}]",
    "[{x: 1}]",
    "[{x-: 1}]",
    "[{a: {}, b: {}}]",
    "[\"3\"]",
    // Keys with values.
    "{}",
    "{x: 1}",
    "{x-: 1}",
    "{x-a: ~}",
    "{vi: a, en: b}",
    "{vi: a}",
    "{vi: ~, en: b}",
    "{name: a}",
    "{a: {}}",
    "{a: ~}",
    "{a: []}",
    "{a: x}",
    "{a: unknown}",
    "{unknown: {}}",
    "{from: a, to: b}",
    "{kind: a}",
    "{1: {}}",
    "{on: a}",
    "{status: approved}",
    "{a: {name: 1}}",
    "{a: {name: true}}",
    "{a: {khung: 1}}",
    "{a: {x-b: ~}}",
    // Ids.
    "{a-1: {}}",
    "{_a: {}}",
    "{-a: {}}",
    "{\"a b\": {}}",
    "{a.b: {}}",
    "{.a: {}}",
    "{a/b: {}}",
    "{\"\": {}}",
    "{Đường: {}}",
    "{ỹ: {}}",
    "{ỹx: {}}",
    "{Ａ: {}}",
    "{x: {}}",
    "{X-a: {}}",
    "{H99.01.02: {}}",
    "{99: {}}",
    "{true: {}}",
    "{\"a\\n\": {}}",
    "{a_b-c: {}}",
    "{日: {}}",
];

/// What only makes sense for a choice or a number: the edges of its list or its bounds.
fn values_of(ty: &Type, values: &mut Vec<String>) {
    match *ty {
        Type::Integer(low, high) => {
            values.extend([low, high].map(|edge| edge.to_string()));
            values
                .extend([low.checked_sub(1), high.checked_add(1)].into_iter().flatten().map(|edge| edge.to_string()));
        }
        Type::Choice(choice) => {
            values.extend(choice.options.iter().map(|option| option.key.to_owned()));
            values.extend(misspelt(choice));
        }
        Type::Keyed(choice, _) | Type::KeyedObjects(choice, _) => keyed_values(choice, values),
        Type::List(item) | Type::Several(item) => {
            let mut items = Vec::new();
            values_of(item, &mut items);
            values.extend(items.iter().map(|item| format!("[{item}]")));
            values.extend(items);
        }
        _ => {}
    }
    values.push(valid(ty));
}

fn misspelt(choice: &Choice) -> [String; 4] {
    let key = choice.options[0].key;
    [key.to_uppercase(), format!("{key}x"), format!("\"{key}\""), format!("[{key}]")]
}

fn keyed_values(choice: &Choice, values: &mut Vec<String>) {
    let (first, last) = (choice.options[0].key, choice.options.last().expect("a list has values").key);
    values.extend(choice.options.iter().map(|option| format!("[{}]", option.key)));
    values.extend([
        format!("[{first}, {last}]"),
        format!("[{first}: {{}}, {last}]"),
        format!("[{first}: ~]"),
        format!("[{first}: ]"),
        format!("[{first}: unknown]"),
        format!("[{first}: []]"),
        format!("[{first}: {{kind: {first}}}]"),
        format!("[{first}: {{zzz: 1}}]"),
        format!("[{first}: {{x-z: 1}}]"),
        format!("[{{{first}: {{}}, {last}: {{}}}}]"),
        format!("[{{{first}: {{}}, x-a: 1}}]"),
        format!("[{first}x]"),
        format!("[\"{first}\"]"),
        format!("{{{first}: {{}}}}"),
        first.to_owned(),
    ]);
}

fn agree(kind: &Kind, text: &str) {
    let verdict = kind.judge(text);
    assert!(verdict.agrees(), "{}: {text}\n{verdict:#?}", kind.name);
}

#[test]
fn the_smallest_documents_are_right_for_both() {
    for kind in &*KINDS {
        for frame in frames(kind.record) {
            for field in frame.of.fields() {
                let text = frame.with(field.key, &valid(&field.ty));
                let verdict = kind.judge(&text);
                assert!(verdict.is_clean(), "{}: {text}\n{verdict:#?}", kind.name);
            }
        }
    }
}

#[test]
fn every_value_in_every_field_is_judged_the_same() {
    let mut judged = 0;
    for kind in &*KINDS {
        for frame in frames(kind.record) {
            for field in frame.of.fields() {
                let mut values: Vec<String> = VALUES.iter().map(|value| (*value).to_owned()).collect();
                values_of(&field.ty, &mut values);
                values.iter().for_each(|value| agree(kind, &frame.with(field.key, value)));
                judged += values.len();
            }
        }
    }
    assert!(judged > 50_000, "the fields and values were there: {judged}");
}

#[test]
fn every_record_knows_its_keys() {
    for kind in &*KINDS {
        for frame in frames(kind.record) {
            keys_of(kind, &frame);
        }
    }
}

fn keys_of(kind: &Kind, frame: &Frame) {
    let fields: Vec<&Field> = frame.of.fields().collect();
    for field in &fields {
        // Misspelt, in other letters, and with the underscore that conditions write.
        for key in [format!("{}x", field.key), field.key.to_uppercase(), field.key.replace('-', "_")] {
            agree(kind, &frame.with(&key, "chữ"));
            agree(kind, &frame.with(&key, "~"));
        }
        if field.need == Need::Required {
            let verdict = kind.judge(&frame.around("x-: 1", &[field.key]));
            assert!(!verdict.refused.is_empty() && !verdict.reported.is_empty(), "{}: {verdict:#?}", field.key);
        }
    }
    for key in ["zzz", "x", "x-", "x-zzz", "X-zzz", "\"\"", "\"x- a\"", "xx-a", "1", "true", "Khóa"] {
        for value in ["chữ", "~", "{}", "[]"] {
            agree(kind, &frame.with(key, value));
        }
    }
    // The value in front of a keyed record is no field of it, and written once.
    if frame.of.keyed {
        let front = frame.of.record.at(0);
        assert!(!kind.judge(&frame.with(front.key, &valid(&front.ty))).is_clean());
    }
}

#[test]
fn a_document_is_keys_with_values() {
    for kind in &*KINDS {
        for text in ["chữ", "1", "~", "true", "[]", "[{}]", "\"khung\"", "{}", "{x-: 1}", "unknown"] {
            agree(kind, text);
        }
    }
}

/// JSON has one type of number, and by its schema `3.0` is a whole one. khung reads the text: who writes a
/// fraction may have meant a version, and `level: 3.0` is asked to be written `3`. An editor stays silent there.
#[test]
fn a_whole_number_written_as_a_fraction_is_refused_by_khung_alone() {
    for value in ["3.0", "3.", "3e0", "30E-1", "+3.00"] {
        let verdict =
            the("description").judge(&format!("{{khung: 1, systems: {{a: {{security: {{level: {value}}}}}}}}}"));
        assert!(verdict.refused.is_empty() && verdict.reported.len() == 1, "{value}: {verdict:#?}");
    }
    // Where text is wanted the number is its text for both, as it is written.
    let verdict = the("description").judge("{khung: 1, systems: {a: {interfaces: {b: {version: 3.0}}}}}");
    assert!(verdict.is_clean(), "{verdict:#?}");
}

/// JSON and many programs that write YAML put every word in quotes. The two words mean the same in quotes, except
/// where the field takes text: there the quotes say that the word is meant as text.
#[test]
fn the_two_words_may_stand_in_quotes() {
    let kind = the("description");
    assert_eq!(kind.special, Special::Below);
    for word in ["unknown", "\"unknown\"", "'not-applicable'", "!!str unknown"] {
        for (field, clean) in [
            (format!("security: {{level: {word}}}"), true),
            (format!("security: {word}"), true),
            (format!("lifecycle: {word}"), true),
            (format!("started: {word}"), true),
            (format!("components: {word}"), true),
            (format!("co-owners: {word}"), true),
            (format!("security: {{zones: {word}}}"), true),
            (format!("name: {word}"), true),
            (format!("co-owners: [{word}]"), true),
            (format!("security: {{zones: [{word}]}}"), false),
            (format!("sectors: [{word}]"), false),
        ] {
            let verdict = kind.judge(&format!("{{khung: 1, systems: {{a: {{{field}}}}}}}"));
            assert!(verdict.agrees() && verdict.is_clean() == clean, "{field}: {verdict:#?}");
        }
        // The document's own keys are facts about the file: somebody who writes it knows them.
        let verdict = kind.judge(&format!("{{khung: 1, systems: {word}}}"));
        assert!(!verdict.refused.is_empty() && !verdict.reported.is_empty(), "{word}: {verdict:#?}");
    }
}
