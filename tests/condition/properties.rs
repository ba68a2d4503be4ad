//! What must hold of every condition and every estate.

use khung::condition::{Env, Expected, Memo, Row, Scope, Together, Truth, compile};
use khung::schema::Noun;
use proptest::prelude::*;

use crate::random::{Language, test};
use crate::random_yaml::{Tape, Writing, estate as random_estate};
use crate::support::{Estate, TODAY, compiled, config, estate, same};

/// The nouns whose objects the random conditions are about: between them they have every type of field.
const NOUNS: [Noun; 8] =
    [Noun::System, Noun::Flow, Noun::Database, Noun::Service, Noun::Agency, Noun::Ai, Noun::Task, Noun::Reference];

fn tape() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 1..400)
}

fn written(choices: &[u32], writing: Writing) -> Estate {
    estate(&random_estate(&mut Tape::new(choices), writing))
}

proptest! {
    #![proptest_config(config(96))]

    /// The compiled form and the naive interpreter agree, on every object; facts are missing exactly when
    /// a test is open, and a trace ends in the same value.
    #[test]
    fn compiled_and_naive_agree(choices in tape(), conditions in tape()) {
        let estate = written(&choices, Writing::Partial);
        let memo = Memo::default();
        let mut tape = Tape::new(&conditions);
        for _ in 0..12 {
            let noun = NOUNS[tape.below(NOUNS.len())];
            let scope = Scope::of_noun(noun);
            let text = test(&mut tape, &scope, Language::All);
            let condition = compiled(&text, &scope, Expected::Test);
            // Only many are asked together: each is there five times.
            let many = estate.graph.all(noun).repeat(5);
            let rows: Vec<Row> = (0..many.len() as Row).collect();
            let asked = Together::objects(&estate.graph, &memo, noun, many.clone());
            let together = condition.test_all(&Env::new(&estate.graph, TODAY), &asked, &rows);
            for (id, together) in many.iter().zip(together) {
                let env = estate.env(*id);
                let (fast, slow) = (condition.value(&env), condition.value_slowly(&env));
                prop_assert!(same(&fast, &slow), "{}\ncompiled {:?}, naive {:?}", text, fast, slow);
                let truth = condition.test(&env);
                prop_assert_eq!(fast.truth(), truth);
                prop_assert_eq!(together, truth, "{} asked of all together", text);
                let missing = condition.missing(&env);
                prop_assert_eq!(truth == Truth::Unknown, !missing.is_empty(), "{}\n{:?} {:?}", text, truth, missing);
                prop_assert!(same(&condition.trace(&env).value, &slow));
                // What one look at a field rules out is false.
                let fields = &estate.graph.object(*id).fields;
                for guard in condition.guards(noun) {
                    let out = guard.rules_out(fields.value(guard.slot).map(|written| &written.value));
                    prop_assert!(!out || truth == Truth::False, "{}\n{:?} {:?}", text, guard, truth);
                }
            }
        }
    }

    /// Learning what was unknown never overturns a verdict: nothing that was true becomes false, or the
    /// other way round.
    #[test]
    fn knowing_more_never_overturns(choices in tape(), conditions in tape()) {
        let partial = written(&choices, Writing::Partial);
        let filled = written(&choices, Writing::Filled);
        let mut tape = Tape::new(&conditions);
        for _ in 0..12 {
            let noun = NOUNS[tape.below(NOUNS.len())];
            let scope = Scope::of_noun(noun);
            let text = test(&mut tape, &scope, Language::Monotone);
            let condition = compiled(&text, &scope, Expected::Test);
            for (id, more) in partial.graph.all(noun).iter().zip(filled.graph.all(noun)) {
                let before = condition.test(&partial.env(*id));
                let after = condition.test(&filled.env(*more));
                prop_assert!(before == Truth::Unknown || before == after, "{}\n{:?} {:?}", text, before, after);
            }
        }
    }

    /// No text makes the reader panic, and every fault is inside the text, between characters.
    #[test]
    fn every_text_is_a_condition_or_has_faults_inside_it(text in "\\PC{0,60}") {
        faults_are_inside(&text)?;
    }

    /// The same for texts that nearly are conditions.
    #[test]
    fn broken_conditions_have_faults_inside_them(
        choices in tape(), at in any::<prop::sample::Index>(), insert in "[(){}\\[\\].,?:<>=!&|+*/\"'\\\\a-zồộ0-9 \n]{0,3}", cut in 0usize..6,
    ) {
        let scope = Scope::of_noun(Noun::System);
        let whole = test(&mut Tape::new(&choices), &scope, Language::All);
        let chars: Vec<char> = whole.chars().collect();
        let start = at.index(chars.len());
        let end = (start + cut).min(chars.len());
        let broken: String =
            chars[..start].iter().copied().chain(insert.chars()).chain(chars[end..].iter().copied()).collect();
        faults_are_inside(&broken)?;
    }
}

fn faults_are_inside(text: &str) -> Result<(), TestCaseError> {
    for expected in [Expected::Test, Expected::Any, Expected::Key, Expected::Place] {
        match compile(text, &Scope::of_noun(Noun::System), expected) {
            Ok(condition) => prop_assert_eq!(condition.text(), text),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    let range = fault.range.clone();
                    prop_assert!(range.start <= range.end && text.get(range).is_some(), "{:?} in {:?}", fault, text);
                }
            }
        }
    }
    Ok(())
}

/// An empty estate: everything about an object of which nothing was written is open, and nothing panics.
#[test]
fn nothing_is_known_about_an_empty_object() {
    let empty = estate("khung: 1\nsystems:\n  s1: {}\n");
    let env = Env::new(&empty.graph, TODAY).object(empty.find("s1"));
    for text in ["system.kind == \"portal\"", "system.security.level > 3", "system.components.exists(c, true)"] {
        assert_eq!(compiled(text, &Scope::of_noun(Noun::System), Expected::Test).test(&env), Truth::Unknown);
    }
}
