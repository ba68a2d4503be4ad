//! Random documents, made from the declarations: mostly right, with a few things wrong.

use khung::schema::{Field, Need, Record, Type};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any};
use proptest::{prop_assert, proptest};

use crate::both_ways::VALUES;
use crate::document::{Part, quoted};
use crate::judge::{KINDS, Kind};
use crate::sample::valid;

/// Where the randomness comes from: bytes that proptest can make fewer and smaller. Without any left everything
/// is as small as it can be.
struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
    /// How many things may still be made wrong.
    faults: usize,
}

impl Dice<'_> {
    fn roll(&mut self) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte))
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        (self.roll() << 8 | self.roll()) % bound
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.roll() % chances == chances - 1
    }

    /// Whether to make this thing wrong.
    fn spoils(&mut self) -> bool {
        let spoils = self.faults > 0 && self.one_in(12);
        self.faults -= usize::from(spoils);
        spoils
    }

    fn record(&mut self, record: &'static Record, keyed: bool, depth: usize) -> Part {
        let mut pairs = Vec::new();
        let fields: Vec<&Field> = record.fields().skip(usize::from(keyed)).map(|(_, field)| field).collect();
        let often = 2 + fields.len() / 4 + depth;
        for field in fields {
            let here = match field.need {
                Need::Required => !self.spoils(),
                Need::Optional => self.one_in(often),
            };
            if here {
                let mut key = field.key.to_owned();
                if self.spoils() {
                    key.push('s');
                }
                pairs.push((key, self.value(&field.ty, depth)));
            }
        }
        if self.one_in(20) {
            pairs.push((format!("x-{}", self.roll()), Part::Raw(VALUES[self.below(VALUES.len())].into())));
        }
        Part::Map(pairs)
    }

    fn value(&mut self, ty: &Type, depth: usize) -> Part {
        if self.spoils() {
            return Part::Raw(VALUES[self.below(VALUES.len())].into());
        }
        match *ty {
            Type::Text => Part::Raw(["Chữ", "\"a: b\"", "1", "2.10", "''", "unknown"][self.below(6)].into()),
            Type::Bool => Part::Raw(["true", "false", "True", "FALSE"][self.below(4)].into()),
            Type::Integer(low, high) => {
                let span = u64::try_from(high.saturating_sub(low)).unwrap_or(u64::MAX).min(60_000) as usize;
                let above = i64::try_from(self.below(span + 1)).expect("a small number");
                Part::Raw((low + above).to_string())
            }
            Type::Choice(choice) => Part::Raw(choice.options[self.below(choice.options.len())].key.into()),
            Type::List(item) => self.list(|dice| dice.value(item, depth + 1)),
            Type::Several(item) if self.one_in(2) => self.list(|dice| dice.value(item, depth + 1)),
            Type::Several(item) => self.value(item, depth),
            Type::Record(record) => self.record(record, false, depth + 1),
            Type::Listed(record) => self.list(|dice| dice.record(record, false, depth + 1)),
            Type::Objects(record) => {
                let ids = ["a-1", "_b", "Đường", "9", "x", "x-", "a.b", "-a"];
                let count = self.below(3);
                let pairs = (0..count).map(|number| {
                    let mut id = ids[if self.faults > 0 { self.below(ids.len()) } else { number }].to_owned();
                    id.push_str(&number.to_string());
                    (id, self.record(record, false, depth + 1))
                });
                Part::Map(pairs.collect())
            }
            Type::Keyed(choice, record) | Type::KeyedObjects(choice, record) => self.list(|dice| {
                let key = choice.options[dice.below(choice.options.len())].key;
                match dice.one_in(2) {
                    true => Part::Map(vec![(key.to_owned(), dice.record(record, true, depth + 1))]),
                    false => Part::Raw(quoted(key)),
                }
            }),
            Type::Date | Type::Ref(_) | Type::Any => Part::Raw(valid(ty)),
        }
    }

    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Part) -> Part {
        let count = self.below(4);
        Part::List((0..count).map(|_| item(self)).collect())
    }
}

fn document(kind: &Kind, bytes: &[u8], faults: usize) -> String {
    Dice { bytes: bytes.iter(), faults }.record(kind.record, false, 0).written()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_are_judged_the_same(bytes in vec(any::<u8>(), 0..3_000), faults in 0_usize..3, kind in 0..8_usize) {
        // Descriptions are the largest language, so most of the documents are descriptions.
        let kind = &KINDS[kind.saturating_sub(4)];
        let text = document(kind, &bytes, faults);
        let verdict = kind.judge(&text);
        prop_assert!(verdict.agrees(), "{}: {}\n{:#?}", kind.name, text, verdict);
        prop_assert!(verdict.is_clean() || faults > 0, "{}: {}\n{:#?}", kind.name, text, verdict);
    }
}
