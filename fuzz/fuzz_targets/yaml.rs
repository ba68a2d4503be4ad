//! The fast scanner of YAML against the full parser, on whatever the fuzzer comes up with.

#![no_main]

use khung::source::{Origin, Sources};
use khung::yaml::{parse, parse_fast, parse_in_full};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Sources::default().add("a.yaml", Origin::Estate, String::new());
    let full = parse_in_full(source, text);
    if let Some(fast) = parse_fast(source, text) {
        assert!(fast == full, "{fast:#?}\n{full:#?}");
    }
    assert!(parse(source, text) == full);
});
