//! Rules of packs that ship inside the program: read as far as they are needed.
//!
//! They were proved when the program was built, so no fault is looked for. What a run asks of every rule is its check
//! and when it applies; words, law and what is said of a finding are most of a rule file, and few rules find anything.

use std::sync::{Arc, Mutex};

use super::format::{APPLIES, CHECK};
use super::reader::Reader;
use super::{Rule, Told};
use crate::check::{Check, Later, Telling};
use crate::schema::{Decoder, Fields, Record, Special};
use crate::source::{SourceId, Span};
use crate::yaml::{self, Tree};

/// A rule of a trusted pack. Of one that cannot be read in parts, all is read at once.
pub(super) fn rule(pack: usize, id: &str, at: SourceId, text: &'static str) -> Option<Rule> {
    let tree = yaml::parse_sections(at, text, &[APPLIES.key, CHECK.key]);
    let part = |record: &'static Record| section(&tree, record);
    let (applies, check) = (part(&APPLIES), part(&CHECK));
    let mut reader = Reader { home: None, id, at, tree: Tree::new(at, text), findings: Vec::new() };
    let Some((check, at_check)) = check else { return whole(pack, id, at, text) };
    let (kind, spec, _) = reader.spec(&check, at_check)?;
    let applies = applies.map(|(fields, _)| fields);
    let day = |key: &str| applies.as_ref()?.get_date(key);
    let rest = Arc::new(Rest { pack, id: id.to_owned(), at, text, parts: Mutex::default() });
    let telling = Later::new({
        let rest = Arc::clone(&rest);
        move || rest.take(|parts| &mut parts.0)
    });
    let told = Later::new(move || rest.take(|parts| &mut parts.1));
    let (from, until) = (day("from"), day("until"));
    Some(Rule { id: id.to_owned(), pack, source: at, from, until, kind, check: Check { spec: spec?, telling }, told })
}

/// What stands under a key at the top, and where that is written.
fn section(tree: &Tree<'_>, record: &'static Record) -> Option<(Fields, Span)> {
    let pair = tree.documents.iter().find_map(|root| tree.get(*root, record.key))?;
    let decoded = Decoder::new(tree, Special::Nowhere).document(pair.value, record);
    Some((decoded.fields, tree.span(pair.value).head()))
}

/// Everything that a rule file says.
fn whole(pack: usize, id: &str, at: SourceId, text: &'static str) -> Option<Rule> {
    Reader { home: None, id, at, tree: yaml::parse(at, text), findings: Vec::new() }.rule(pack)
}

/// What is left of a rule file: read as a whole by whoever asks for one part first.
struct Rest {
    pack: usize,
    id: String,
    at: SourceId,
    text: &'static str,
    parts: Mutex<Parts>,
}

type Parts = (Option<Telling>, Option<Told>);

impl Rest {
    fn take<T>(&self, part: fn(&mut Parts) -> &mut Option<T>) -> T {
        let mut parts = self.parts.lock().expect("nobody panics while reading a rule that was proved");
        if part(&mut parts).is_none() {
            let rule = whole(self.pack, &self.id, self.at, self.text).expect("a rule that was proved can be read");
            *parts = (Some(rule.check.telling.into_inner()), Some(rule.told.into_inner()));
        }
        part(&mut parts).take().expect("it was read just now")
    }
}
