//! CEL's own interpreter as the third opinion, on estates in which everything is known.
//!
//! The conditions keep to what both can do. The differences are deliberate, and these are all:
//! dates are a type of ours; an object is no map, so references and the graph's functions are ours; a
//! number that leaves 64 bits is unknown with us and an error in CEL; `has(x.y)` with `x` unknown is
//! unknown with us and an error in CEL; *unknown* and *not applicable* do not exist in CEL.

use std::collections::HashMap;

use cel::objects::Value as Cel;
use cel::{Context, Program};
use khung::condition::{Expected, Scope};
use khung::graph::{Graph, ObjectId};
use khung::schema::{Fields, Noun, Type, Value};
use proptest::prelude::*;

use crate::random::{Language, test};
use crate::random_yaml::{Tape, Writing, estate as random_estate};
use crate::support::{compiled, config, estate};

/// The fields as a CEL map. Dates and references are left out; objects written inside are maps.
fn map(graph: &Graph, fields: &Fields) -> Cel {
    let mut all: HashMap<String, Cel> = HashMap::new();
    for entry in fields.entries() {
        let field = fields.record.at(entry.slot());
        if matches!(field.ty, Type::Ref(_) | Type::List(Type::Ref(_)) | Type::Several(Type::Ref(_))) {
            continue;
        }
        if let Some(value) = value(graph, &entry.value.value) {
            all.insert(field.key.replace('-', "_"), value);
        }
    }
    all.into()
}

fn value(graph: &Graph, written: &Value) -> Option<Cel> {
    Some(match written {
        Value::Bool(known) => Cel::Bool(*known),
        Value::Integer(number) => Cel::Int(*number),
        Value::Text(text) => (&**text).into(),
        Value::Choice(choice, at) => choice.options[usize::from(*at)].key.into(),
        Value::Reference(part) => map(graph, &graph.object(ObjectId(part.target?)).fields),
        Value::List(items) => items.iter().filter_map(|item| value(graph, &item.value)).collect::<Vec<_>>().into(),
        Value::Record(fields) => map(graph, fields),
        Value::Date(_) | Value::Unknown | Value::NotApplicable | Value::Invalid => return None,
    })
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn cel_agrees_where_everything_is_known(choices in prop::collection::vec(any::<u32>(), 1..300), conditions in prop::collection::vec(any::<u32>(), 1..400)) {
        let estate = estate(&random_estate(&mut Tape::new(&choices), Writing::Whole));
        let mut tape = Tape::new(&conditions);
        for _ in 0..8 {
            let noun = [Noun::System, Noun::Database, Noun::Service, Noun::Ai][tape.below(4)];
            let scope = Scope::of_noun(noun);
            let text = test(&mut tape, &scope, Language::Cel);
            let ours = compiled(&text, &scope, Expected::Test);
            let program = Program::compile(&text).expect("our language is a part of CEL");
            for id in estate.graph.all(noun) {
                let mut context = Context::default();
                context.add_variable_from_value(noun.key(), map(&estate.graph, &estate.graph.object(*id).fields));
                let theirs = program.execute(&context);
                let found = ours.test(&estate.env(*id)).known();
                prop_assert!(found.is_some(), "{}", text);
                prop_assert_eq!(theirs.clone().ok(), found.map(Cel::Bool), "{}\n{:?}", text, theirs);
            }
        }
    }
}
