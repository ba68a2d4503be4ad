//! Every fixed name that findings about a description may carry, as one list.
//!
//! Who writes findings down and reads them again (the cache) names these by their position. It decides nothing.

use super::fields::{LIST_WORD, MAPPING_WORD, Record, Type};
use super::plain::Plain;
use crate::lang::Words;

/// The names of a record, of all records in it and of their fields' types, and of what else may stand there.
pub fn words_of(record: &'static Record) -> Vec<Words> {
    let mut words = vec![LIST_WORD, MAPPING_WORD];
    words.extend([Plain::Null, Plain::Bool(true), Plain::Integer, Plain::Float, Plain::Text].map(Plain::label));
    let mut records = Vec::new();
    collect(record, &mut records, &mut words);
    words
}

fn collect(record: &'static Record, known: &mut Vec<*const Record>, words: &mut Vec<Words>) {
    if known.contains(&std::ptr::from_ref(record)) {
        return;
    }
    known.push(record);
    words.push(record.label);
    for (_, field) in record.fields() {
        of_type(&field.ty, known, words);
    }
}

fn of_type(ty: &'static Type, known: &mut Vec<*const Record>, words: &mut Vec<Words>) {
    let label = ty.label();
    if !words.contains(&label) {
        words.push(label);
    }
    match ty {
        Type::List(item) | Type::Several(item) => of_type(item, known, words),
        Type::Record(record)
        | Type::Keyed(_, record)
        | Type::Objects(record)
        | Type::Listed(record)
        | Type::KeyedObjects(_, record) => collect(record, known, words),
        Type::Text | Type::Bool | Type::Integer(..) | Type::Date | Type::Choice(_) | Type::Ref(_) | Type::Any => {}
    }
}
