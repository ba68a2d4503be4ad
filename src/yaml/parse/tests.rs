//! Places, limits and recovery, each on the smallest text that shows it.

use std::time::{Duration, Instant};

use super::*;
use crate::source::{Origin, Sources, Span};
use crate::yaml::{Data, NodeId, Style};

fn read(text: &str) -> Tree<'_> {
    parse(Sources::default().add("a.yaml", Origin::Estate, String::new()), text)
}

fn at(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// A tree as one line: scalars as their bytes in the source, collections in brackets around theirs.
fn places(text: &str) -> String {
    fn show(tree: &Tree<'_>, id: NodeId, text: &str, out: &mut String) {
        let span = tree.span(id);
        match tree.data(id) {
            Data::Scalar { .. } => out.push_str(&format!("<{}>", at(text, span))),
            Data::Sequence(items) => {
                out.push('[');
                items.iter().for_each(|item| show(tree, *item, text, out));
                out.push_str(&format!("]{}..{}", span.start, span.end));
            }
            Data::Mapping(pairs) => {
                out.push('{');
                for pair in pairs {
                    show(tree, pair.key, text, out);
                    show(tree, pair.value, text, out);
                }
                out.push_str(&format!("}}{}..{}", span.start, span.end));
            }
        }
    }
    let tree = read(text);
    let mut out = String::new();
    tree.documents.iter().for_each(|root| show(&tree, *root, text, &mut out));
    out
}

/// A tree as JSON, every scalar as text.
fn values(text: &str) -> String {
    fn show(tree: &Tree<'_>, id: NodeId) -> serde_json::Value {
        match tree.data(id) {
            Data::Scalar { text, .. } => text.into(),
            Data::Sequence(items) => items.iter().map(|item| show(tree, *item)).collect(),
            Data::Mapping(pairs) => {
                let pairs = pairs.iter().map(|pair| (tree.key(*pair).to_owned(), show(tree, pair.value)));
                serde_json::Value::Object(pairs.collect())
            }
        }
    }
    let tree = read(text);
    let documents: Vec<String> = tree.documents.iter().map(|root| show(&tree, *root).to_string()).collect();
    documents.join(" ").replace('"', "'")
}

/// The kind and the bytes of each fault.
fn faults(text: &str) -> Vec<(String, &str)> {
    let kind = |fault: &Fault| format!("{fault:?}").split([' ', '{']).next().unwrap_or_default().to_owned();
    read(text).faults.iter().map(|fault| (kind(fault), at(text, fault.at()))).collect()
}

fn fault<'t>(kind: &str, at: &'t str) -> (String, &'t str) {
    (kind.to_owned(), at)
}

#[test]
fn spans_are_bytes_whatever_stands_before() {
    assert_eq!(places("tên: Ngữ\nhai: [ă, b]\n"), "{<tên><Ngữ><hai>[<ă><b>]17..24}0..24");
    assert_eq!(places("\u{feff}tên: Ngữ\r\nhai: 😀 x\r\n"), "{<tên><Ngữ><hai><😀 x>}3..27");
    // The library would count the directive's parameters in bytes.
    assert_eq!(places("%ữữ ữữ\n---\ntên: ữ\n"), "{<tên><ữ>}19..28");
}

#[test]
fn a_scalar_has_its_quotes_and_nothing_around() {
    let text = "a: &x 'it''s'  # \"c\"\nb: !t \"q\\\"\" # '\n'c' : &y !!str plain # d\n\"d\" : &z\n";
    assert_eq!(places(text), "{<a><'it''s'><b><\"q\\\"\"><'c'><plain><\"d\"><>}0..70");
    assert_eq!(values(text), "{'a':'it's','b':'q\\'','c':'plain','d':''}");
    let tree = read(text);
    let tags: Vec<_> = tree.mapping(tree.documents[0]).unwrap().iter().map(|p| tree.tag(p.value)).collect();
    assert_eq!(tags, [None, Some("!t"), Some("tag:yaml.org,2002:str"), None]);
    assert_eq!(places("a\n  b\n\n  c # d\n"), "<a\n  b\n\n  c>");
    assert_eq!(places("!<tag:[x]> 'a'"), "<'a'>");
}

#[test]
fn a_block_scalar_begins_at_its_header() {
    let text = "a: |  # h | x\r\n  một\r\n\r\n  hai \r\n\r\n# c\r\nb: &x !t >-\n  ba\n\n\nc: |+\n\nd: |\n";
    assert_eq!(places(text), "{<a><|  # h | x\r\n  một\r\n\r\n  hai ><b><>-\n  ba><c><|+><d><|>}0..71");
    assert_eq!(values(text), "{'a':'một\\n\\nhai \\n','b':'ba','c':'\\n','d':''}");
    assert_eq!(places("- - |2-\n    x\n"), "[[<|2-\n    x>]2..13]0..13");
    assert_eq!(places("--- >\n a\n---\n|\n b\n"), "<>\n a><|\n b>");
    assert_eq!(places("\u{feff}>\n a"), "<>\n a>");
    assert_eq!(places("a: |\n  x\r  y\r\rb: 1"), "{<a><|\n  x\r  y><b><1>}0..18");
}

#[test]
fn a_collection_ends_with_its_last_element() {
    let text = "a:\n  - 1\n  -  # none\n\n# c\nb:\n- x: 1\n  y:\n\n\nc: [ 1, {d: , e} ] # ]\nf: {}\n\n";
    let expected = "{<a>[<1><>]5..12<b>[{<x><1><y><>}31..40]29..40<c>[<1>{<d><><e><>}51..59]46..61<f>{}69..71}0..71";
    assert_eq!(places(text), expected);
    assert_eq!(places("[a: b, ? c : [d], {e: f}: g]"), "[{<a><b>}1..5{<c>[<d>]13..16}7..16{}18..27]0..28");
    assert_eq!(places("? a\n? b\n: c\n"), "{<a><><b><c>}0..11");
    assert_eq!(places("a: &x\n - 1\n"), "{<a>[<1>]7..10}0..10");
    assert_eq!(places("a: *x\nb: 1"), "{<a><*x><b><1>}0..10");
    assert_eq!(places("a: &x 1\nb: [*x ]"), "{<a><1><b>[<1>]11..16}0..16");
}

#[test]
fn scalars_borrow_where_the_source_has_them() {
    let text = "a: plain text\nb: 'quoted'\nc: \"ữ\"\nd: |-\n  one line\ne: two\n  lines\nf: 'it''s'\n";
    let tree = read(text);
    let source = text.as_bytes().as_ptr_range();
    let borrowed = |id| match tree.data(id) {
        Data::Scalar { text, style } => Some((source.contains(&text.as_ptr()), style)),
        _ => None,
    };
    let values = tree.mapping(tree.documents[0]).unwrap().iter().filter_map(|pair| borrowed(pair.value));
    let expected = [
        (true, Style::Plain),
        (true, Style::Quoted),
        (true, Style::Quoted),
        (true, Style::Block),
        (false, Style::Plain),
        (false, Style::Quoted),
    ];
    assert_eq!(values.collect::<Vec<_>>(), expected);
}

#[test]
fn documents_without_content_have_no_root() {
    for text in ["", "\u{feff}", "# c\n", "---\n", "---\n---\n...\n", "\n\r\n\r", "%YAML 1.2\n---\n"] {
        let tree = read(text);
        assert_eq!((tree.documents.len(), tree.faults), (0, Vec::new()), "{text:?}");
    }
    assert_eq!(values("--- ~\n---\n--- ''\n--- !t\n"), "'~' '' ''");
}

#[test]
fn an_error_costs_only_the_rest_of_its_document() {
    let text = "a: 1\nb: [x, \n---\nc: 2\nd: \"open\n---\n- e\n-\tf: - g\n...\nh: {i: 1\n";
    assert_eq!(values(text), "{'a':'1','b':['x']} {'c':'2'} ['e',{}] {'h':{'i':'1'}}");
    assert_eq!(faults(text).len(), 4);
    assert_eq!(faults("x: [a: b}, c]\n"), [fault("Syntax", "}")]);
    assert_eq!(faults("a: 1\n}"), [fault("Syntax", "}")]);
    assert_eq!(faults("a: \"x"), [fault("Syntax", "\"")]);
    assert_eq!(faults("[a"), [fault("Syntax", "")]);
    assert_eq!(read("[a").faults[0].at().start, 2);
    assert_eq!(values("a: 1\nkey\n"), "{'a':'1'}");
    assert_eq!(faults("a: \0b"), [fault("Syntax", "\0")]);
    let long = format!("%TAG !a! {}\n--- !a!b c\n---\nd", "x".repeat(300));
    assert_eq!((values(&long), faults(&long).len()), ("'d'".to_owned(), 1));
}

#[test]
fn aliases_share_their_node() {
    let text = "a: &x {k: v}\nb: *x\n&k c: *k\n*k : 3\n";
    let tree = read(text);
    let root = tree.documents[0];
    assert_eq!(tree.get(root, "a").unwrap().value, tree.get(root, "b").unwrap().value);
    assert_eq!(values(text), "{'a':{'k':'v'},'b':{'k':'v'},'c':'c'}");
    assert_eq!(faults(text), [fault("DuplicateKey", "*k")]);
    assert_eq!(
        faults("a: &x [1, *x]\nb: &y {c: *y}"),
        [fault("RecursiveAlias", "*x"), fault("RecursiveAlias", "*y")]
    );
    assert_eq!(values("a: &x [1, *x]"), "{'a':['1','']}");
    // Names end with their document; the rest of the document is read all the same.
    let text = "&x a\n---\n- *x\n- b\n*no : c";
    assert_eq!(faults(text)[0], fault("Syntax", "*x"));
    assert_eq!(values("a: *no\n*no : b\nc: d"), "{'a':'','c':'d'}");
}

#[test]
fn merge_keys_yield_to_own_keys() {
    let base = "- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n";
    let merged =
        |text: &str| values(&format!("{base}- {text}")).split_once("{'y':'2','z':'2'},").unwrap().1.to_owned();
    assert_eq!(merged("{<<: *a, y: 0}"), "{'x':'1','y':'0'}]");
    assert_eq!(merged("{<<: [*a, *b]}"), "{'x':'1','y':'1','z':'2'}]");
    assert_eq!(merged("{<<: [*b, {w: 3}], '<<': q}"), "{'<<':'q','w':'3','y':'2','z':'2'}]");
    assert_eq!(merged("{<<: &c {<<: *a, z: 3}, x: 0}"), "{'x':'0','y':'1','z':'3'}]");
    let tree = read("a: &a {x: 1}\nb: {own: 2, <<: *a}");
    let b = tree.get(tree.documents[0], "b").unwrap().value;
    let keys: Vec<&str> = tree.mapping(b).unwrap().iter().map(|pair| tree.key(*pair)).collect();
    assert_eq!(keys, ["own", "x"]);
    assert_eq!(faults("a: {<<: 1}\nb: {<<: [{c: 1}, 2]}"), [fault("BadMerge", "1"), fault("BadMerge", "2")]);
    assert_eq!(faults("a: &a 1\nb: {<<: [*a]}\nc: {<<: *a}"), [fault("BadMerge", "[*a]"), fault("BadMerge", "*a")]);
    assert_eq!(faults("a: &a {<<: *a, b: 1}"), [fault("RecursiveAlias", "*a")]);
    assert_eq!(faults("{<<: {a: 1}, <<: {b: 1}}"), [fault("DuplicateKey", "<<")]);
}

#[test]
fn a_key_counts_where_it_stands_first() {
    let text = "a: 1\nb: 2\n\"a\": 3\na: 4\n";
    assert_eq!(values(text), "{'a':'1','b':'2'}");
    assert_eq!(faults(text), [fault("DuplicateKey", "\"a\""), fault("DuplicateKey", "a")]);
    let Fault::DuplicateKey { first, key, .. } = &read(text).faults[1] else { panic!("a duplicate") };
    assert_eq!((first.start, &**key), (0, "a"));
    let many: String = (0..50).map(|key| format!("k{}: {key}\n", key % 40)).collect();
    assert_eq!(faults(&many).len(), 10);
    assert_eq!(read(&many).mapping(read(&many).documents[0]).unwrap().len(), 40);
    assert_eq!(
        faults("? [a, b]\n: c\nd: e\n{f: g}: h\n"),
        [fault("ComplexKey", "[a, b]"), fault("ComplexKey", "{f: g}")]
    );
    assert_eq!(values("? [a, b]\n: c\nd: e\n"), "{'d':'e'}");
}

#[test]
fn what_is_too_deep_is_left_out_once() {
    let nested = |depth: usize| format!("a: 1\nb: {}x{}\nc: 2\n", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(faults(&nested(MAX_DEPTH - 1)), []);
    for depth in [MAX_DEPTH, 200] {
        assert_eq!(faults(&nested(depth)), [fault("TooDeep", "[")]);
        assert!(values(&nested(depth)).ends_with(",'c':'2'}"), "{depth}");
    }
    assert_eq!(faults(&nested(100_000)), [fault("TooDeep", "[")]);
    assert_eq!(faults(&format!("{}\n---\na", "[".repeat(100_000))), [fault("TooDeep", "[")]);
    assert_eq!(faults(&"- ".repeat(10_000)), [fault("TooDeep", "-")]);
    assert!(faults(&"? ".repeat(10_000)).contains(&fault("TooDeep", "?")));
    // Through aliases nothing gets deeper either.
    let chain: String = (0..500).map(|link| format!("- &a{} [*a{link}]\n", link + 1)).collect();
    let chain = format!("- &a0 x\n{chain}");
    assert_eq!(faults(&chain)[0], fault("TooDeep", &format!("*a{}", MAX_DEPTH - 1)));
}

#[test]
fn aliases_do_not_explode() {
    let lines = |line: &dyn Fn(usize) -> String| (1..=60).map(line).collect::<String>();
    let laughs = lines(&|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1));
    let merges = lines(&|n| format!("a{n}: &a{n} {{<<: *a{0}, k{n}: *a{0}, l{n}: *a{0}}}\n", n - 1));
    for (bomb, first) in [(laughs, "a0: &a0 [x]\n"), (merges, "a0: &a0 {x: y}\n")] {
        let text = format!("{first}{bomb}");
        let found = faults(&text);
        assert!(found.iter().all(|(kind, _)| kind == "TooManyAliases"), "{found:?}");
        assert!(!found.is_empty());
    }
    // What is written out may be as long as it likes.
    assert_eq!(faults(&format!("- &a [x]\n- *a\n{}", "- [y]\n".repeat(MAX_EXPANSION / 8))), []);
}

#[test]
fn a_bracket_does_not_fill_the_memory() {
    let items = "[],".repeat(700_000);
    // It may be a key, so the library keeps all of it; what was kept is read.
    let text = format!("- a\n- [{items}]\n---\nb");
    let tree = read(&text);
    let Fault::Syntax { at: place, detail } = &tree.faults[0] else { panic!("{:?}", tree.faults) };
    assert_eq!((place.len(), &**detail, tree.faults.len()), (1, "this collection is too long", 1));
    assert!(tree.sequence(tree.sequence(tree.documents[0]).unwrap()[1]).unwrap().len() > 500_000);
    assert_eq!(tree.scalar(tree.documents[1]), Some("b"));
    // It cannot be one here.
    assert_eq!(faults(&format!("a: [{items}]")), []);
}

/// Texts made to be slow, of 100 kB each: what is quadratic in that takes far longer than this allows.
#[test]
fn nothing_is_quadratic() {
    let long = |part: &str| part.repeat(100_000 / part.len());
    let texts = [
        long("a"),
        long("a "),
        long("a\n"),
        long("ữ "),
        long("[a, "),
        long("[],\n"),
        long("- [\n"),
        long("---\n[\n"),
        long("---\n[[\n---\n]\n---\n[\n---\n]\n"),
        long("--- \"\n"),
        long("--- *x\n"),
        long("- *x\n"),
        long("&a "),
        long("- &a b\n"),
        long("&a\n"),
        long("!t "),
        long("- !t\n"),
        long("? "),
        long("? - "),
        long("?\n"),
        long(":\n"),
        long(": "),
        long("- "),
        long("-\n"),
        long("\"\\\""),
        long("'"),
        long("|\n"),
        long("- |\n\n"),
        long("\r"),
        long("\0"),
        long("\u{feff}"),
        long("\u{feff}\n"),
        long("#"),
        long("# c\n"),
        long("%a\n"),
        long("...\n"),
        long("-.-"),
        long("{a: {b: "),
        long("{a,"),
        long("k: *x\n"),
        long("<<: {a: b}\n"),
        format!("[{}", long("[a]: b,")),
        format!("{}{}", "[".repeat(250), long("a, ")),
        format!("{}{}", "? ".repeat(120), long(" ")),
        format!("a: |{}\n  x", long("\n")),
        format!("a: |\n  x{}", long("\n ")),
        format!("a: \"{}\"", long("  x\n\n")),
        format!("a: {}", long("  x\n\n")),
        format!("a: \"{}\"", long("\\u1EEF")),
        format!("- &a \"{}\"\n{}", "\\t".repeat(10_000), "- {*a : 1, *a : 2}\n".repeat(4_000)),
        (0..6_000).map(|key| format!("k{key}: &a{key} *a{}\n", key / 2)).collect(),
        (0..6_000).map(|key| format!("k{key}: &a{key} v\n")).collect(),
    ];
    for text in texts {
        let start = Instant::now();
        let tree = read(&text);
        let took = start.elapsed();
        let head: String = text.chars().take(20).collect();
        assert!(took < Duration::from_secs(10), "{head:?} took {took:?}");
        assert!(tree.faults.iter().all(|fault| fault.at().end as usize <= text.len()));
    }
}
