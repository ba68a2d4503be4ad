//! khung's own notation: YAML whose first key is `khung`.

use super::{Document, Import, Importer, secrets, syntax, undetermined};
use crate::finding::{Finding, Value as Shown, builtin};
use crate::model::DESCRIPTION;
use crate::schema::{Decoder, Special, Value};
use crate::source::{SourceId, Span, Spanned};
use crate::yaml::{self, Fault, MAX_DEPTH, MAX_EXPANSION, NodeId, Tree};

pub(super) const IMPORTER: Importer = Importer { name: "khung", recognises, read };

/// The first key is `khung`, or a later key of the document is and says a version: who writes a title first means
/// a description all the same, and passing it over would be a silent pass.
fn recognises(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split(['\n', '\r']);
    let first = lines.find_map(|line| {
        let line = line.strip_prefix("---").unwrap_or(line).trim_start();
        // What stands before the key in JSON, and before a key that is marked as one.
        let line = line.trim_start_matches(['{', '?']).trim_start();
        (!line.is_empty() && !line.starts_with(['#', '%'])).then_some(line)
    });
    let Some(first) = first else { return false };
    let key = first.split_once(':').map_or(first, |(key, _)| key).trim_end();
    let ends = |line: &&str| line.starts_with("---") || line.starts_with("...");
    key.trim_matches(['"', '\'']) == "khung" || lines.take_while(|line| !ends(line)).any(says_version)
}

/// Whether a line is the key at the top of a document, with a number.
fn says_version(line: &str) -> bool {
    let value = line.strip_prefix("khung:").map(str::trim_start);
    value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit()))
}

fn read(id: SourceId, text: &str) -> Import {
    let tree = yaml::parse(id, text);
    let mut import = Import::default();
    import.findings.extend(tree.faults.iter().map(fault));
    import.documents.reserve_exact(tree.documents.len());
    for root in &tree.documents {
        document(&tree, *root, &mut import);
    }
    secrets::scan(id, text, &mut import.findings);
    import
}

fn document(tree: &Tree<'_>, root: NodeId, import: &mut Import) {
    if let Some(version) = tree.get(root, "khung")
        && let Some(text) = tree.scalar(version.value)
        && text != "1"
        && text.parse::<u64>().is_ok()
    {
        let at = tree.span(version.value);
        import.findings.push(Finding::builtin(&builtin::UNSUPPORTED_VERSION, at, [Shown::raw(text)]));
        return;
    }
    let decoded = Decoder::new(tree, Special::Below).document(root, &DESCRIPTION);
    import.findings.extend(decoded.findings);
    if decoded.says_unknown {
        undetermined::find(&decoded.objects, tree, &mut import.findings);
    }
    const AGENCY: u16 = DESCRIPTION.slot("agency");
    let agency = decoded.fields.value(AGENCY).and_then(|written| match &written.value {
        Value::Reference(reference) => {
            let at = written.span(decoded.fields.source);
            Some(Spanned::new(reference.name(tree.bytes(at)).into(), at))
        }
        _ => None,
    });
    import.documents.push(Document { agency, objects: decoded.objects });
}

/// A fault of the text as a finding; shared by every reader of YAML.
pub(crate) fn fault(fault: &Fault) -> Finding {
    let plain = |rule, at: &Span| Finding::builtin::<0>(rule, *at, []);
    match fault {
        Fault::Syntax { at, detail } => Finding::builtin(&builtin::SYNTAX, *at, [syntax::said(detail)]),
        Fault::DuplicateKey { at, first, key } => {
            Finding::builtin(&builtin::DUPLICATE_KEY, *at, [Shown::raw(key)]).also(*first)
        }
        Fault::TooDeep { at } => Finding::builtin(&builtin::TOO_DEEP, *at, [Shown::raw(MAX_DEPTH)]),
        Fault::TooManyAliases { at } => {
            Finding::builtin(&builtin::TOO_MANY_ALIASES, *at, [Shown::raw(MAX_EXPANSION)])
        }
        Fault::RecursiveAlias { at } => plain(&builtin::RECURSIVE_ALIAS, at),
        Fault::BadMerge { at } => plain(&builtin::BAD_MERGE, at),
        Fault::ComplexKey { at } => plain(&builtin::COMPLEX_KEY, at),
    }
}
