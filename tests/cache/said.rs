//! Everything a text says, written out, so that two readings can be compared.

use std::fmt::Write;

use khung::import::{Document, Import, Imports};
use khung::schema::{Fields, Value, Written};
use khung::source::{SourceId, Span};

pub fn imports(imports: &Imports) -> String {
    let mut out = format!("{} passed over\n", imports.skipped);
    for (id, file) in &imports.files {
        writeln!(out, "source {}", id.index()).unwrap();
        import(&mut out, file);
    }
    out
}

fn import(out: &mut String, import: &Import) {
    for finding in &import.findings {
        writeln!(out, "{finding:?}").unwrap();
    }
    import.documents.iter().for_each(|each| document(out, each));
}

fn document(out: &mut String, document: &Document) {
    writeln!(out, "--- {:?}", document.agency).unwrap();
    for object in &document.objects {
        writeln!(out, "{:?} {:?} {:?} {:?}", object.noun, object.id, object.parent, object.span).unwrap();
        fields(out, &object.fields);
    }
}

fn fields(out: &mut String, fields: &Fields) {
    writeln!(out, "{} {{", fields.record.key).unwrap();
    for entry in fields.entries() {
        assert!(fields.value(entry.slot()).is_some(), "what is listed is found by its slot");
        write!(out, "{} {} ", entry.slot(), fields.record.at(entry.slot()).key).unwrap();
        write!(out, "{:?} ", place(entry.key(fields.source))).unwrap();
        value(out, &entry.value, fields.source);
    }
    out.push_str("}\n");
}

fn value(out: &mut String, written: &Written, source: SourceId) {
    write!(out, "{:?} ", place(written.span(source))).unwrap();
    match &written.value {
        Value::Choice(choice, index) => {
            writeln!(out, "{} {}", choice.key, choice.options[usize::from(*index)].key).unwrap();
        }
        Value::List(items) => {
            out.push_str("[\n");
            items.iter().for_each(|item| value(out, item, source));
            out.push_str("]\n");
        }
        Value::Record(record) => fields(out, record),
        plain => writeln!(out, "{plain:?}").unwrap(),
    }
}

fn place(at: Span) -> (usize, u32, u32) {
    (at.source.index(), at.start, at.end)
}
