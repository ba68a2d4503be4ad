//! The field reference of the docs, derived from the declarations.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::fields::{Choice, Field, Need, Record, Type};
use crate::lang::Lang;

/// A Markdown page with every record and closed list that `root` leads to.
pub fn field_reference(root: &'static Record, lang: Lang) -> String {
    let mut page =
        Page { lang, text: String::new(), records: vec![root], choices: Vec::new(), seen: BTreeSet::new() };
    let mut next = 0;
    while next < page.records.len() {
        let record = page.records[next];
        page.record(record);
        next += 1;
    }
    page.choices.sort_unstable_by_key(|choice| choice.key);
    for choice in std::mem::take(&mut page.choices) {
        page.choice(choice);
    }
    page.text
}

struct Page {
    lang: Lang,
    text: String,
    records: Vec<&'static Record>,
    choices: Vec<&'static Choice>,
    seen: BTreeSet<&'static str>,
}

impl Page {
    fn record(&mut self, record: &'static Record) {
        let head = match self.lang {
            Lang::Vi => "| khóa | kiểu | ý nghĩa | bảng chính thức |",
            Lang::En => "| key | type | meaning | official table |",
        };
        let label = record.label.get(self.lang);
        self.line(format_args!("\n## {} ({label})\n\n{}\n", record.key, record.about.get(self.lang)));
        self.line(format_args!("{head}\n| --- | --- | --- | --- |"));
        for (_, field) in record.fields() {
            self.field(field);
        }
    }

    fn field(&mut self, field: &'static Field) {
        let ty = self.ty(&field.ty);
        let star = if field.need == Need::Required { " \\*" } else { "" };
        let official = match field.official {
            Some((table, number)) => format!("{} {number}", table.sheet()),
            None => String::new(),
        };
        let (label, about) = (field.label.get(self.lang), field.about.get(self.lang));
        self.line(format_args!("| `{}`{star} | {ty} | **{label}.** {about} | {official} |", field.key));
    }

    fn choice(&mut self, choice: &'static Choice) {
        self.line(format_args!("\n## {}\n\n| | |\n| --- | --- |", choice.key));
        for item in choice.options {
            self.line(format_args!("| `{}` | {} |", item.key, item.label.get(self.lang)));
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.text, "{line}").expect("a string takes any text");
    }

    fn link(&mut self, record: &'static Record) -> String {
        if self.seen.insert(record.key) {
            self.records.push(record);
        }
        let anchor: String = format!("{} ({})", record.key, record.label.get(self.lang))
            .to_lowercase()
            .chars()
            .filter_map(|c| match c {
                ' ' => Some('-'),
                c if c.is_alphanumeric() || c == '-' => Some(c),
                _ => None,
            })
            .collect();
        format!("[{}](#{anchor})", record.key)
    }

    fn listed(&mut self, choice: &'static Choice) -> String {
        if self.seen.insert(choice.key) {
            self.choices.push(choice);
        }
        format!("[{}](#{})", choice.key, choice.key)
    }

    fn ty(&mut self, ty: &'static Type) -> String {
        let vi = self.lang == Lang::Vi;
        match *ty {
            Type::Integer(low, high) if high == i64::MAX => format!("{} ≥ {low}", ty.label().get(self.lang)),
            Type::Integer(low, high) => format!("{} {low}–{high}", ty.label().get(self.lang)),
            Type::Choice(choice) => self.listed(choice),
            Type::Ref(nouns) => {
                let nouns: Vec<_> = nouns.iter().map(|noun| noun.key()).collect();
                format!("{} {}", if vi { "tên của" } else { "name of" }, nouns.join(", "))
            }
            Type::List(item) => format!("{} {}", if vi { "danh sách" } else { "list of" }, self.ty(item)),
            Type::Several(item) => {
                format!("{} {}", self.ty(item), if vi { "(một hoặc nhiều)" } else { "(one or several)" })
            }
            Type::Record(record) => self.link(record),
            Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => {
                let (choice, record) = (self.listed(choice), self.link(record));
                match vi {
                    true => format!("danh sách {choice} hoặc {choice}: {record}"),
                    false => format!("list of {choice} or {choice}: {record}"),
                }
            }
            Type::Objects(record) => format!("{}: {}", if vi { "định danh" } else { "id" }, self.link(record)),
            Type::Listed(record) => format!("{} {}", if vi { "danh sách" } else { "list of" }, self.link(record)),
            Type::Text | Type::Bool | Type::Date | Type::Any => (*ty.label().get(self.lang)).to_owned(),
        }
    }
}
