//! Properties of the parser on random texts.

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;
use crate::source::{Origin, Sources, Span};
use crate::yaml::{Data, NodeId};

fn read(text: &str) -> Tree<'_> {
    parse(Sources::default().add("a.yaml", Origin::Estate, String::new()), text)
}

/// A text that uses everything, for mutation.
const SEED: &str = "\
%TAG !k! tag:khung,2026:
---
khung: 1
tên: &a 'Ủy ban'  # chú thích
list:
- *a
- &b {x: 1, y: [a, b: c]}
- <<: [*b, {z: 2}]
  ? k
  : |+2
    một

    hai

\"q\\u1EEF\": \"z\\
  z\"
gấp: !k!t >-
  a
  b\r
...
--- [ữ, {? : }]
---\r- - 😀
";

/// Everything a reader of the tree relies on, whatever the text.
fn check(text: &str) {
    let tree = read(text);
    let source = Sources::default().add("a.yaml", Origin::Estate, String::new());
    assert_eq!(tree, parse_in_full(source, text), "{text:?}");
    let inside = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{span:?} of {text:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?} of {text:?}");
    };
    let faults: Vec<Span> = tree.faults.iter().map(Fault::at).collect();
    faults.iter().copied().for_each(inside);
    assert!(faults.is_sorted_by_key(|at| at.start));
    tree.documents.iter().for_each(|root| visit(&tree, *root, &inside, 0));
}

fn visit(tree: &Tree<'_>, id: NodeId, inside: &dyn Fn(Span), depth: usize) {
    assert!(depth <= MAX_DEPTH);
    let span = tree.span(id);
    inside(span);
    let child = |child: NodeId| {
        let own = tree.span(child);
        // A child lies inside its parent, unless an alias or a merge brought it from elsewhere: then before its end.
        assert!(own.end <= span.end, "{own:?} of {span:?}");
        visit(tree, child, inside, depth + 1);
    };
    match tree.data(id) {
        Data::Scalar { .. } => {}
        Data::Sequence(items) => items.iter().for_each(|item| child(*item)),
        Data::Mapping(pairs) => {
            for pair in pairs {
                assert!(tree.scalar(pair.key).is_some());
                child(pair.key);
                child(pair.value);
            }
        }
    }
}

fn yaml_like() -> impl Strategy<Value = String> {
    let parts = [
        "- ",
        "? ",
        ": ",
        ":",
        "\n",
        "\n  ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "|",
        ">",
        "|2-\n",
        "'",
        "\"",
        "\\",
        "#",
        " # c\n",
        "---\n",
        "--- ",
        "...\n",
        "%YAML 1.2\n",
        "<<: ",
        "a",
        "k: v\n",
        "ữ",
        "😀",
        "\u{feff}",
        "\0",
        "\u{85}",
        "~",
        "key:\n",
        "`",
        "@",
        "-",
        "=",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

fn mutated() -> impl Strategy<Value = String> {
    let edit =
        (any::<prop::sample::Index>(), 0..12_usize, "[-:?\\[\\]{},&*!|>'\"\\\\%#\\n\\r\\t ữa\\x00\u{feff}]{0,3}");
    prop::collection::vec(edit, 1..5).prop_map(|edits| {
        let mut chars: Vec<char> = SEED.chars().collect();
        for (at, cut, put) in edits {
            let at = at.index(chars.len() + 1);
            chars.splice(at..(at + cut).min(chars.len()), put.chars());
        }
        chars.into_iter().collect()
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![".*", "[a-zữ0-9 :#'\"\\-\\[\\]{}\\n\\t&*!|>%@`,.]{0,20}", Just("<<".to_owned())];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        let key = "[a-zữ0-9 :#'\"-]{0,6}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..24).prop_map(|map| {
                let pairs = map.into_iter().filter(|(key, _)| key != "<<");
                Value::Mapping(pairs.map(|(key, value)| (Value::from(key), value)).collect())
            }),
        ]
    })
}

fn assert_same(tree: &Tree<'_>, id: NodeId, value: &Value) {
    match value {
        Value::Null => assert!(tree.is_null(id)),
        Value::Bool(value) => assert_eq!(tree.scalar(id), Some(value.to_string().as_str())),
        Value::Number(value) => assert_eq!(tree.scalar(id), Some(value.to_string().as_str())),
        Value::String(value) => assert_eq!(tree.scalar(id), Some(value.as_str())),
        Value::Sequence(values) => {
            let items = tree.sequence(id).expect("a list");
            assert_eq!(items.len(), values.len());
            items.iter().zip(values).for_each(|(item, value)| assert_same(tree, *item, value));
        }
        Value::Mapping(values) => {
            let pairs = tree.mapping(id).expect("a mapping");
            assert_eq!(pairs.len(), values.len());
            for (pair, (key, value)) in pairs.iter().zip(values) {
                assert_same(tree, pair.key, key);
                assert_same(tree, pair.value, value);
            }
        }
        Value::Tagged(_) => unreachable!("none is generated"),
    }
}

/// What the library makes of a text through an input: its events, then its error.
fn events(parser: Parser<'_, impl saphyr_parser::Input>) -> String {
    let mut out = String::new();
    for event in parser {
        out.push_str(&format!("{event:?}\n"));
        if event.is_err() {
            break;
        }
    }
    out
}

/// Our input must not differ from the library's, but in the one case where that counts wrongly.
fn check_input(text: &str) {
    if text.is_ascii() || !text.contains('%') {
        let lookahead = Lookahead::new();
        assert_eq!(events(Parser::new(Text::new(text, &lookahead))), events(Parser::new_from_str(text)), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read(text in "\\PC*|[\\x00-\\x7f]*") {
        check(&text);
        check_input(&text);
    }

    #[test]
    fn any_mixture_of_yaml_is_read(text in yaml_like()) {
        check(&text);
        check_input(&text);
    }

    #[test]
    fn any_mutation_is_read(text in mutated()) {
        check(&text);
        check_input(&text);
    }

    #[test]
    fn what_was_written_is_read(value in any_value()) {
        let text = serde_yaml::to_string(&value).expect("every value can be written");
        let tree = read(&text);
        prop_assert_eq!(&tree.faults, &Vec::new(), "{}", text);
        check(&text);
        match tree.documents.first() {
            Some(root) => assert_same(&tree, *root, &value),
            None => prop_assert!(value.is_null()),
        }
    }
}

#[test]
fn the_seed_is_read() {
    assert_eq!(read(SEED).faults, []);
    assert_eq!(read(SEED).documents.len(), 3);
    check(SEED);
}
