//! From the declarations: a valid value of every type, and a smallest document around every field.

use std::collections::BTreeSet;

use khung::schema::{Field, Need, Record, Type};

/// The keyed records and the plain ones are read differently, so each is visited as both.
#[derive(Clone, Copy)]
pub struct Visited {
    pub record: &'static Record,
    /// Whether its first field is written in front: `- waf: {…}`.
    pub keyed: bool,
}

/// A text before and after the fields of a record, so that all of it is a valid document.
#[derive(Clone)]
pub struct Frame {
    pub of: Visited,
    pub depth: usize,
    before: String,
    after: String,
}

impl Visited {
    /// The fields that are written inside.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.record.fields().skip(usize::from(self.keyed)).map(|(_, field)| field)
    }
}

impl Frame {
    fn inside(&self, record: &'static Record, keyed: bool, open: String, close: &str) -> Self {
        Self {
            of: Visited { record, keyed },
            depth: self.depth + 1,
            before: format!("{}{open}", self.before),
            after: format!("{close}{}", self.after),
        }
    }

    /// The document in which the record has these fields and what else it needs.
    pub fn with(&self, key: &str, value: &str) -> String {
        self.around(&format!("{key}: {value}"), &[key])
    }

    /// The document in which the record has this text as its first fields, and what it needs except some keys.
    pub fn around(&self, fields: &str, except: &[&str]) -> String {
        format!("{}{fields}{}{}", self.before, needed(self.of, except), self.after)
    }
}

/// What a record cannot do without, except some keys: `, key: value` for each.
fn needed(visited: Visited, except: &[&str]) -> String {
    let needed = visited.fields().filter(|field| field.need == Need::Required && !except.contains(&field.key));
    needed.map(|field| format!(", {}: {}", field.key, valid(&field.ty))).collect()
}

/// A valid value of a type, on one line.
pub fn valid(ty: &Type) -> String {
    match *ty {
        Type::Text => "Chữ".into(),
        Type::Bool => "true".into(),
        Type::Integer(low, _) => low.to_string(),
        Type::Date => "2026-11-23".into(),
        Type::Choice(choice) => choice.options[0].key.into(),
        Type::Ref(_) => "mot-cua".into(),
        Type::List(item) | Type::Several(item) => format!("[{}]", valid(item)),
        Type::Record(record) => body(record, false),
        Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => {
            format!("[{}: {}]", choice.options[0].key, body(record, true))
        }
        Type::Objects(record) => format!("{{a-1: {}}}", body(record, false)),
        Type::Listed(record) => format!("[{}]", body(record, false)),
        Type::Any => "{}".into(),
    }
}

/// The smallest valid record.
fn body(record: &'static Record, keyed: bool) -> String {
    format!("{{x-: 1{}}}", needed(Visited { record, keyed }, &[]))
}

/// A frame for every record that documents of `root` lead to, each by its shortest way.
pub fn frames(root: &'static Record) -> Vec<Frame> {
    let of = Visited { record: root, keyed: false };
    let mut frames = vec![Frame { of, depth: 1, before: "{".into(), after: "}".into() }];
    let mut seen = BTreeSet::from([(std::ptr::from_ref(root) as usize, false)]);
    let mut next = 0;
    while next < frames.len() {
        let frame = frames[next].clone();
        for field in frame.of.fields() {
            for below in below(&frame, field) {
                if seen.insert((std::ptr::from_ref(below.of.record) as usize, below.of.keyed)) {
                    frames.push(below);
                }
            }
        }
        next += 1;
    }
    frames
}

/// The frames of the records in a field.
fn below(frame: &Frame, field: &'static Field) -> Vec<Frame> {
    let rest = needed(frame.of, &[field.key]);
    let open = |text: &str| format!("{}: {text}", field.key);
    let inside = |ty: &Type, (left, right): (&str, &str)| match *ty {
        Type::Record(record) => {
            Some(frame.inside(record, false, open(&format!("{left}{{")), &format!("}}{right}{rest}")))
        }
        Type::Objects(record) => Some(frame.inside(record, false, open("{a-1: {"), &format!("}}}}{rest}"))),
        Type::Listed(record) => Some(frame.inside(record, false, open("[{"), &format!("}}]{rest}"))),
        Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => {
            let left = open(&format!("[{}: {{", choice.options[0].key));
            Some(frame.inside(record, true, left, &format!("}}]{rest}")))
        }
        _ => None,
    };
    match field.ty {
        Type::List(item) => inside(item, ("[", "]")).into_iter().collect(),
        Type::Several(item) => [inside(item, ("", "")), inside(item, ("[", "]"))].into_iter().flatten().collect(),
        ty => inside(&ty, ("", "")).into_iter().collect(),
    }
}
