//! The declarations themselves: record, field, type, list of values.

use crate::lang::{Words, words};

/// The kinds of thing a description can declare. Each has one [`Record`] with its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the records that describe them say what each one is
pub enum Noun {
    Agency,
    Actor,
    Capability,
    Data,
    System,
    Platform,
    Database,
    Component,
    Interface,
    Zone,
    Service,
    Procedure,
    Input,
    Ai,
    Flow,
    Reference,
    Mapping,
    Gap,
    Task,
    Indicator,
}

impl Noun {
    /// Every noun, in the order in which conditions and docs list them.
    pub const ALL: [Self; 20] = [
        Self::Agency,
        Self::Actor,
        Self::Capability,
        Self::Data,
        Self::System,
        Self::Platform,
        Self::Database,
        Self::Component,
        Self::Interface,
        Self::Zone,
        Self::Service,
        Self::Procedure,
        Self::Input,
        Self::Ai,
        Self::Flow,
        Self::Reference,
        Self::Mapping,
        Self::Gap,
        Self::Task,
        Self::Indicator,
    ];

    /// The English word for it in conditions and rule files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Actor => "actor",
            Self::Capability => "capability",
            Self::Data => "data",
            Self::System => "system",
            Self::Platform => "platform",
            Self::Database => "database",
            Self::Component => "component",
            Self::Interface => "interface",
            Self::Zone => "zone",
            Self::Service => "service",
            Self::Procedure => "procedure",
            Self::Input => "input",
            Self::Ai => "ai",
            Self::Flow => "flow",
            Self::Reference => "reference",
            Self::Mapping => "mapping",
            Self::Gap => "gap",
            Self::Task => "task",
            Self::Indicator => "indicator",
        }
    }

    /// The noun of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.key() == key)
    }
}

/// A named group of fields: a noun's own, or a record inside one.
#[derive(Debug)]
pub struct Record {
    /// The English name: a noun's singular as conditions use it, or the record's name in the schema.
    pub key: &'static str,
    /// The name in both languages.
    pub label: Words,
    /// What it stands for, one or two sentences.
    pub about: Words,
    /// The noun whose objects this record describes; `None` for a record inside one.
    pub noun: Option<Noun>,
    /// The fields in groups, so that common groups are written once. A field's slot is its flat position.
    pub groups: &'static [&'static [Field]],
}

/// One field: the only place where its key, words, type and source are written.
#[derive(Debug)]
pub struct Field {
    /// The key in YAML, kebab-case. Conditions write `_` for `-`.
    pub key: &'static str,
    /// What it may hold.
    pub ty: Type,
    /// Its name; for fields of the official tables the Vietnamese label is the official one.
    pub label: Words,
    /// What to write there, one or two sentences.
    pub about: Words,
    /// Whether it can be left out.
    pub need: Need,
    /// The column of the official draft tables that it is the home of.
    pub official: Option<(OfficialTable, u8)>,
}

/// Whether a field can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the object has no meaning; leaving it out is a finding.
    Required,
    /// May be left out; it is then unknown.
    Optional,
}

/// The four tables of the Ministry's draft guidance of 13/9/2026 (Mẫu số 03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficialTable {
    /// Bảng 1 - Danh mục đối tượng kiến trúc chủ yếu.
    Objects,
    /// Bảng 2 - Quan hệ, kết nối chủ yếu.
    Relations,
    /// Bảng 3 - Ánh xạ.
    Mappings,
    /// Bảng 4 - Nội dung cần hoàn thiện và nhiệm vụ.
    GapsAndTasks,
}

impl OfficialTable {
    /// The sheet's name in the official workbook.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Objects => "DM_DOITUONG",
            Self::Relations => "QH_KETNOI",
            Self::Mappings => "ANHXA",
            Self::GapsAndTasks => "HOANTHIEN_NV",
        }
    }
}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Free text; a number written without quotes is taken as its text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number within bounds, both inclusive.
    Integer(i64, i64),
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// One of a list of values.
    Choice(&'static Choice),
    /// The name of an object of one of these nouns.
    Ref(&'static [Noun]),
    /// A list; an empty one says "none" and is a fact.
    List(&'static Type),
    /// One value or a list of them; always read as a list.
    Several(&'static Type),
    /// Fields of their own.
    Record(&'static Record),
    /// A list whose items are a value of the choice, or `value: {fields}`. The record's first field is
    /// called `kind` and holds the value; it is not written again inside.
    Keyed(&'static Choice, &'static Record),
    /// Objects of a noun, as a map from id to fields.
    Objects(&'static Record),
    /// Objects of a noun without ids of their own, as a list.
    Listed(&'static Record),
    /// Objects of a noun named by their kind, written as [`Type::Keyed`].
    KeyedObjects(&'static Choice, &'static Record),
    /// Anything; the reader of this field decodes it itself.
    Any,
}

/// A closed list of values.
#[derive(Debug)]
pub struct Choice {
    /// Its name in the schema.
    pub key: &'static str,
    /// The values in their official order.
    pub options: &'static [Item],
}

/// One value of a [`Choice`]: the English key that is written, and its name in both languages.
#[derive(Debug)]
pub struct Item {
    /// What is written.
    pub key: &'static str,
    /// What it means; for values of the official tables the Vietnamese label is the official one.
    pub label: Words,
}

impl Choice {
    /// The position of a value.
    pub fn index(&self, key: &str) -> Option<u16> {
        self.options.iter().position(|option| option.key == key).map(|index| index as u16)
    }
}

impl Record {
    /// How many fields a record can have.
    pub const MOST_FIELDS: usize = 64;

    /// All fields with their slots, in order.
    pub fn fields(&self) -> impl Iterator<Item = (u16, &'static Field)> + use<> {
        self.groups.iter().flat_map(|group| group.iter()).enumerate().map(|(slot, field)| (slot as u16, field))
    }

    /// The field of a key and its slot.
    pub fn find(&self, key: &str) -> Option<(u16, &'static Field)> {
        self.fields().find(|(_, field)| field.key == key)
    }

    /// The same, looked for first from a slot on: who writes in the order of the declaration has the next key there.
    pub(super) fn find_from(&self, slot: u16, key: &str) -> Option<(u16, &'static Field)> {
        let mut first = 0;
        for group in self.groups {
            let passed = usize::from(slot).saturating_sub(first).min(group.len());
            if let Some(index) = group[passed..].iter().position(|field| field.key == key) {
                return Some(((first + passed + index) as u16, &group[passed + index]));
            }
            first += group.len();
        }
        self.find(key)
    }

    /// The field in a slot of this record.
    pub fn at(&self, slot: u16) -> &'static Field {
        self.fields().nth(slot as usize).expect("slots come from this record").1
    }

    /// The slot of a key that code relies on, at compile time: a misspelt one does not build.
    pub const fn slot(&self, key: &str) -> u16 {
        let (mut group, mut slot) = (0, 0);
        while group < self.groups.len() {
            let mut index = 0;
            while index < self.groups[group].len() {
                if same(self.groups[group][index].key, key) {
                    return slot;
                }
                slot += 1;
                index += 1;
            }
            group += 1;
        }
        panic!("no such field")
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Declares a field: key, type, names (vi, en), meaning (vi, en).
pub const fn field(key: &'static str, ty: Type, label: Words, about: Words) -> Field {
    Field { key, ty, label, about, need: Need::Optional, official: None }
}

impl Field {
    /// The same field, which cannot be left out.
    pub const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// The same field, which is the home of a column of the official tables.
    pub const fn official(self, table: OfficialTable, number: u8) -> Self {
        Self { official: Some((table, number)), ..self }
    }
}

pub(super) const LIST_WORD: Words = words("danh sách", "a list");
pub(super) const MAPPING_WORD: Words = words("các cặp khóa: giá trị", "keys with values");

impl Type {
    /// What a value of this type is called in a message: "expected …".
    pub fn label(&self) -> Words {
        match self {
            Self::Text => words("văn bản", "text"),
            Self::Bool => words("true hoặc false", "true or false"),
            Self::Integer(..) => words("số nguyên", "a whole number"),
            Self::Date => words("ngày dạng YYYY-MM-DD", "a date as YYYY-MM-DD"),
            Self::Choice(_) => words("một giá trị trong danh sách cho phép", "one of the listed values"),
            Self::Ref(_) => words("tên một đối tượng", "the name of an object"),
            Self::List(_) | Self::Listed(_) => LIST_WORD,
            Self::Several(item) => item.label(),
            Self::Record(_) | Self::Any => MAPPING_WORD,
            Self::Keyed(..) | Self::KeyedObjects(..) => {
                words("danh sách các giá trị, hoặc giá trị: {chi tiết}", "a list of values, or of value: {details}")
            }
            Self::Objects(_) => words("các đối tượng dạng định danh: {trường}", "objects as id: {fields}"),
        }
    }
}
