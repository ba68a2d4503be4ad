//! Random estates over the whole model: every noun, every type of field, with fields present, absent,
//! said to be unknown and not applicable.

use khung::model::DESCRIPTION;
use khung::schema::{Field, Noun, Record, Type};

/// A supply of choices. When it runs out it always chooses the first, so that shrinking it makes things
/// smaller.
pub struct Tape<'t> {
    choices: &'t [u32],
    at: usize,
}

impl<'t> Tape<'t> {
    pub fn new(choices: &'t [u32]) -> Self {
        Self { choices, at: 0 }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let choice = self.choices.get(self.at % self.choices.len().max(1)).copied().unwrap_or(0) as usize;
        // Going round again must not repeat the same estate.
        let turn = self.at / self.choices.len().max(1);
        self.at += 1;
        (choice ^ turn.wrapping_mul(0x9E37_79B9)) % count
    }

    pub fn pick<'i, T: ?Sized>(&mut self, items: &[&'i T]) -> &'i T {
        items[self.below(items.len())]
    }
}

/// How much of the estate is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Some fields are absent, unknown or not applicable.
    Partial,
    /// The same with some of the absent and unknown ones filled in.
    Filled,
    /// Every field has a value.
    Whole,
}

pub const WORDS: [&str; 6] = ["Cổng dịch vụ công", "một cửa", "KT-01", "a", "Hệ thống thông tin", "2.1"];
pub const DATES: [&str; 4] = ["2024-02-29", "2026-08-19", "2026-11-23", "2027-01-29"];

/// Writes an estate.
pub fn estate(tape: &mut Tape<'_>, writing: Writing) -> String {
    let mut writer = Writer { tape, writing };
    let mut yaml = String::from("khung: 1\nagency: H99\n");
    for (_, field) in DESCRIPTION.fields() {
        match field.ty {
            Type::Objects(record) => {
                let noun = record.noun.expect("a record of objects has a noun");
                let objects: Vec<_> =
                    names(noun).iter().map(|id| format!("  {id}: {{ {} }}\n", writer.fields(record))).collect();
                yaml.push_str(&format!("{}:\n{}", field.key, objects.concat()));
            }
            Type::Listed(record) => {
                let objects: Vec<_> = (0..2).map(|_| format!("  - {{ {} }}\n", writer.fields(record))).collect();
                yaml.push_str(&format!("{}:\n{}", field.key, objects.concat()));
            }
            _ => {}
        }
    }
    yaml
}

/// The ids of a noun's objects; those of parts are below `s1`, `d1` or `v1`.
fn names(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Agency => &["H99", "H98"],
        Noun::Actor => &["actor1"],
        Noun::Capability => &["cap1", "cap2"],
        Noun::Data => &["data1", "data2"],
        Noun::System => &["s1", "s2"],
        Noun::Platform => &["p1"],
        Noun::Database => &["d1"],
        Noun::Component => &["c1", "c2"],
        Noun::Interface => &["i1", "i2"],
        Noun::Service => &["v1"],
        Noun::Procedure => &["t1"],
        Noun::Input => &["in1"],
        Noun::Ai => &["ai1"],
        Noun::Reference => &["r1"],
        Noun::Gap => &["ND-1"],
        Noun::Task => &["NV-1"],
        Noun::Indicator => &["cs1"],
        Noun::Zone | Noun::Flow | Noun::Mapping => &[],
    }
}

struct Writer<'w, 't> {
    tape: &'w mut Tape<'t>,
    writing: Writing,
}

impl Writer<'_, '_> {
    fn fields(&mut self, record: &'static Record) -> String {
        let mut written = Vec::new();
        for (_, field) in record.fields() {
            // Everything is drawn always, so that the partial and the filled estate stay alike.
            let state = self.tape.below(16);
            let filled = self.tape.below(2) == 0;
            let value = self.value(field, &field.ty);
            let value = match (self.writing, state) {
                (Writing::Whole, _) | (_, 0..=6) => value,
                (_, 7) => Some("not-applicable".to_owned()),
                (Writing::Filled, _) if filled => value,
                (_, 8..=10) => Some("unknown".to_owned()),
                _ => None,
            };
            // These decide more than their own field: an owner left out is the file's agency, and what a
            // reference record stands for takes its place everywhere.
            let skipped = matches!(field.key, "owner" | "object") && self.writing != Writing::Whole;
            written.extend(value.filter(|_| !skipped).map(|value| format!("{}: {value}", field.key)));
        }
        written.join(", ")
    }

    fn value(&mut self, field: &Field, ty: &'static Type) -> Option<String> {
        Some(match *ty {
            Type::Text if field.key == "id" => return None,
            Type::Text => format!("{:?}", self.tape.pick(&WORDS)),
            Type::Bool => (self.tape.below(2) == 0).to_string(),
            Type::Integer(least, most) => (least + self.tape.below(6) as i64).min(most).to_string(),
            Type::Date => self.tape.pick(&DATES).to_owned(),
            Type::Choice(choice) => choice.options[self.tape.below(choice.options.len().min(4))].key.to_owned(),
            Type::Ref(nouns) => self.reference(nouns),
            Type::List(item) | Type::Several(item) => {
                let items: Vec<_> = (0..self.tape.below(3)).filter_map(|_| self.item(field, item)).collect();
                format!("[{}]", items.join(", "))
            }
            Type::Record(record) => format!("{{ {} }}", self.fields(record)),
            Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => {
                let items: Vec<_> =
                    (0..self.tape.below(3)).map(|at| self.keyed(choice.options[at].key, record)).collect();
                format!("[{}]", items.join(", "))
            }
            Type::Objects(record) => {
                let noun = record.noun.expect("a record of objects has a noun");
                let count = self.tape.below(3);
                let ids = names(noun).iter().take(count);
                let objects: Vec<_> = ids.map(|id| format!("{id}: {{ {} }}", self.fields(record))).collect();
                format!("{{ {} }}", objects.join(", "))
            }
            Type::Listed(_) | Type::Any => return None,
        })
    }

    /// An item of a list, which may be unknown.
    fn item(&mut self, field: &Field, ty: &'static Type) -> Option<String> {
        // In a list of texts, `unknown` is a text.
        let unknown = self.tape.below(6) == 5 && !matches!(ty, Type::Text);
        let filled = self.tape.below(2) == 0;
        let value = self.value(field, ty);
        match self.writing {
            Writing::Partial if unknown => Some("unknown".to_owned()),
            Writing::Filled if unknown && !filled => Some("unknown".to_owned()),
            _ => value,
        }
    }

    fn keyed(&mut self, key: &str, record: &'static Record) -> String {
        let fields = self.fields(record);
        let rest: Vec<_> = fields.split(", ").filter(|field| !field.starts_with("kind: ")).collect();
        format!("{{ {key}: {{ {} }} }}", rest.join(", "))
    }

    fn reference(&mut self, nouns: &[Noun]) -> String {
        let noun = nouns[self.tape.below(nouns.len())];
        let ids = names(noun);
        let id = match ids.len() {
            0 => "vang-mat",
            count => ids[self.tape.below(count)],
        };
        match noun {
            Noun::Component | Noun::Interface => format!("s1.{id}"),
            Noun::Procedure => format!("v1.{id}"),
            _ => id.to_owned(),
        }
    }
}
