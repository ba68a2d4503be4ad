//! Fields: what stands behind a dot.

use super::super::ast::{Expr, Word};
use super::super::fault::{FaultKind, near};
use super::super::types::{EDGE_KINDS, Type};
use super::Checker;
use crate::model::record_of;
use crate::schema::{Field, Noun, Record};

/// The fields of an edge, with their types.
pub(in super::super) const EDGE_FIELDS: [&str; 4] = ["kind", "from", "to", "flow"];

/// The field of a record by its name in a condition.
pub(in super::super) fn find_named(record: &'static Record, name: &str) -> Option<(u16, &'static Field)> {
    let plain = |byte: u8| if byte == b'-' { b'_' } else { byte };
    record.fields().find(|(_, field)| field.key.len() == name.len() && field.key.bytes().map(plain).eq(name.bytes()))
}

fn name_of(key: &str) -> String {
    key.replace('-', "_")
}

impl Checker<'_> {
    pub(super) fn field(&mut self, of: &Expr, name: &Word) -> Type {
        let owner = self.check(of);
        let records: Vec<&'static Record> = match &owner {
            Type::Any => return Type::Any,
            Type::Edge => return self.edge_field(name),
            Type::Object(nouns) => nouns.iter().map(|noun| record_of(*noun)).collect(),
            Type::Record(records) => records.clone(),
            _ => {
                self.wrong(of, vec![Type::any_object(), Type::Record(Vec::new())], &owner);
                return Type::Any;
            }
        };
        let found: Vec<_> =
            records.iter().filter_map(|record| Some((*record, find_named(record, &name.text)?))).collect();
        if found.is_empty() {
            let valid = names_of(&records);
            self.unknown_field(name, owner, valid);
            return Type::Any;
        }
        let mut types: Vec<Type> = Vec::new();
        for (record, (slot, field)) in found {
            self.fields.push((record, slot));
            let ty = Type::of_field(&field.ty);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let joined = types.iter().try_fold(Type::Any, |all, ty| all.join(ty));
        joined.unwrap_or_else(|| {
            self.fault(&name.range, FaultKind::MixedField { field: name.text.to_string(), types });
            Type::Any
        })
    }

    fn edge_field(&mut self, name: &Word) -> Type {
        match &*name.text {
            "kind" => Type::Choice(vec![&EDGE_KINDS]),
            "from" | "to" => Type::Object(Noun::ALL.to_vec()),
            "flow" => Type::Object(vec![Noun::Flow]),
            _ => {
                let valid = EDGE_FIELDS.map(str::to_owned).to_vec();
                self.unknown_field(name, Type::Edge, valid);
                Type::Any
            }
        }
    }

    fn unknown_field(&mut self, name: &Word, of: Type, valid: Vec<String>) {
        // The key as in YAML, `reuse-analysis`, reads as a subtraction; say what was meant.
        let mut range = name.range.clone();
        let mut nearest = None;
        for end in self.kebab_ends(name) {
            let meant = name_of(&self.text[name.range.start..end]);
            if valid.contains(&meant) {
                range.end = end;
                nearest = Some(meant);
                self.told.push(range.clone());
                break;
            }
        }
        let nearest = nearest.or_else(|| {
            let begun = format!("{}_", name.text);
            near(&name.text, valid.iter().map(String::as_str))
                .or_else(|| valid.iter().find(|key| key.starts_with(&begun)).cloned())
        });
        let field = self.text[range.clone()].to_owned();
        self.fault(&range, FaultKind::UnknownField { field, of, nearest, valid });
    }

    /// Where a word written on with hyphens could end, the longest first.
    fn kebab_ends(&self, name: &Word) -> Vec<usize> {
        let rest = &self.text[name.range.end..];
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let mut ends: Vec<_> = rest[..length].match_indices('-').skip(1).map(|(at, _)| name.range.end + at).collect();
        if rest.starts_with('-') && length > 1 {
            ends.push(name.range.end + length);
        }
        ends.reverse();
        ends
    }
}

/// The fields of some records, in their order, as conditions write them.
fn names_of(records: &[&'static Record]) -> Vec<String> {
    let mut names = Vec::new();
    for (_, field) in records.iter().flat_map(|record| record.fields()) {
        let name = name_of(field.key);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
