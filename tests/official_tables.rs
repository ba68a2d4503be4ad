//! Every column and every value of the four official draft tables (Mẫu số 03) has a home in the model.
//!
//! The columns are checked by their numbers alone; with the transcription of the draft beside the working
//! copy, the Vietnamese labels and the values are compared too, and a plain line says when that is skipped.

mod framework;

use std::collections::{BTreeMap, BTreeSet};

use khung::model::{DESCRIPTION, record_of};
use khung::schema::{Choice, Field, Noun, OfficialTable, Type};

/// The columns of each table.
const COLUMNS: [(OfficialTable, u8); 4] = [
    (OfficialTable::Objects, 20),
    (OfficialTable::Relations, 12),
    (OfficialTable::Mappings, 12),
    (OfficialTable::GapsAndTasks, 22),
];

/// The nouns whose rows make up a table.
fn nouns(table: OfficialTable) -> &'static [Noun] {
    match table {
        OfficialTable::Objects => {
            &[Noun::System, Noun::Platform, Noun::Database, Noun::Service, Noun::Ai, Noun::Reference]
        }
        OfficialTable::Relations => &[Noun::Flow],
        OfficialTable::Mappings => &[Noun::Mapping],
        OfficialTable::GapsAndTasks => &[Noun::Gap, Noun::Task],
    }
}

fn homes(table: OfficialTable, noun: Noun) -> BTreeMap<u8, &'static Field> {
    let fields = record_of(noun).fields();
    fields
        .filter_map(|(_, field)| field.official.filter(|home| home.0 == table).map(|home| (home.1, field)))
        .collect()
}

#[test]
fn every_column_has_a_home() {
    for (table, columns) in COLUMNS {
        let wanted: BTreeSet<u8> = (1..=columns).collect();
        match table {
            // A gap and its task share one row of the official table.
            OfficialTable::GapsAndTasks => {
                let both: BTreeSet<u8> =
                    nouns(table).iter().flat_map(|noun| homes(table, *noun).into_keys()).collect();
                assert_eq!(both, wanted, "{}", table.sheet());
            }
            _ => {
                for noun in nouns(table) {
                    let own: BTreeSet<u8> = homes(table, *noun).into_keys().collect();
                    assert_eq!(own, wanted, "{} in {}", table.sheet(), noun.key());
                }
            }
        }
    }
}

#[test]
fn every_noun_of_the_objects_table_has_a_section() {
    for noun in nouns(OfficialTable::Objects) {
        let section = khung::model::section_of(*noun);
        assert!(DESCRIPTION.find(section).is_some(), "{section}");
    }
}

/// The closed list behind a field, if it has one.
fn choice(ty: &'static Type) -> Option<&'static Choice> {
    match ty {
        Type::Choice(choice) => Some(choice),
        Type::Several(inner) | Type::List(inner) => choice(inner),
        _ => None,
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(", ", "/").replace(" hoặc ", "/").replace("hoá", "hóa")
}

#[test]
fn labels_and_values_are_the_official_ones() {
    let Some(rows) = framework::table("enumerations.csv") else { return };
    let mut compared = 0;
    for row in rows {
        let Some((table, _)) = COLUMNS.iter().find(|(table, _)| table.sheet() == row["table"]) else { continue };
        let number: u8 = row["field_no"].parse().expect("columns are numbered");
        let field = nouns(*table).iter().find_map(|noun| homes(*table, *noun).get(&number).copied());
        let field = field.unwrap_or_else(|| panic!("{} {number} has no home", row["table"]));
        match row["row"].as_str() {
            "field" => {
                let official = folded(&row["field_vi"]);
                let own = folded(field.label.vi);
                assert!(official.contains(&own) || own.contains(&official), "{official} is called {own}");
            }
            _ => {
                let key = &row["value_key"];
                // The word of the language itself.
                if key == "not-applicable" || (row["table"] == "QH_KETNOI" && choice(&field.ty).is_none()) {
                    continue;
                }
                let list = choice(&field.ty).unwrap_or_else(|| panic!("{} is no closed list", field.key));
                let found = list.options.iter().find(|option| option.key == key);
                let option = found.unwrap_or_else(|| panic!("{} lacks {key}", list.key));
                let (own, official) = (folded(option.label.vi), folded(&row["value_vi"]));
                assert!(own.contains(&official) || official.contains(&own), "{key}: {own} and {official}");
            }
        }
        compared += 1;
    }
    assert!(compared > 150, "only {compared} rows were compared");
}
