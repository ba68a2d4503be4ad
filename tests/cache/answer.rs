//! What an answer is made of comes back exactly, or not at all.

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use khung::answer::{Answer, Answers};
use khung::cache::pack::{Key, Kind, Pack};
use khung::finding::Finding;
use khung::lang::Lang;
use khung::linter::{self, Options};
use khung::report::{FORMATS, Report, Summary};
use khung::rule::{self, RuleSet};
use khung::settings::Level;
use khung::source::{Origin, Sources, Span};
use khung::waive::baseline::Baseline;
use khung::{diagnostic, discover};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::Index;
use proptest::{prop_assert, proptest};

use crate::estate::{FAULTY, TEXTS, description};

const ANSWERS: Kind = Kind::new(*b"khung\0a1", env!("KHUNG_PROGRAM"));

/// Everything that a check is given.
struct Given {
    sources: Sources,
    rules: Arc<RuleSet>,
    options: Options,
    found: Vec<Finding>,
}

/// The shipped packs: reading them takes long.
static PACKS: LazyLock<(Sources, Arc<RuleSet>)> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let rules = rule::read(&discover::embedded_rules(), &mut sources);
    (sources, Arc::new(rules))
});

impl Given {
    fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let (mut sources, rules) = PACKS.clone();
        for (path, text) in texts {
            sources.add(path.clone(), Origin::in_estate(&path), text);
        }
        let options = Options { today: date(2026, 11, 23), ..Options::default() };
        Self { sources, rules, options, found: Vec::new() }
    }

    /// Rules of its own, to be changed.
    fn own_rules(&mut self) -> &mut RuleSet {
        self.rules = Arc::new(rule::read(&discover::embedded_rules(), &mut Sources::default()));
        Arc::get_mut(&mut self.rules).expect("nobody else has them yet")
    }

    fn key(&self, answers: &Answers) -> Key {
        answers.key(&self.sources, &self.rules, &self.options, &self.found)
    }

    fn answer(&self) -> Answer {
        let outcome = linter::lint(&self.sources, &self.rules, &self.options, &self.found);
        let linter::Outcome { diagnostics, inconclusive, counts, secrets, .. } = outcome;
        Answer { diagnostics, inconclusive, counts, secrets }
    }
}

const WAIVERS: &str = "waivers:\n  - rule: security-zones/security-level-missing\n    subject: a\n    reason: Đang thay thế\n    \
    approver: Giám đốc Sở\n    granted: 2026-11-01\n    expires: 2026-12-31\n";

/// Every text of the repository, with what accepts some of what is found in them.
static ALL: LazyLock<Given> = LazyLock::new(|| {
    let texts = TEXTS.iter().cloned().chain(FAULTY.iter().map(|text| (*text).to_owned()));
    let texts = texts.chain(["khung: 1\nsystems:\n  a: { name: A }\n".to_owned()]);
    // What quotes secrets is not kept at all; another test has it.
    let texts = texts.enumerate().map(|(number, text)| (format!("{number}.yaml"), text));
    let mut given = Given::new(texts.chain([("khung-waivers.yaml".to_owned(), WAIVERS.to_owned())]));
    let outcome = linter::lint(&given.sources, &given.rules, &given.options, &[]);
    let known = outcome.identities.entries().step_by(3).map(|(rule, subject, _)| (rule, subject.to_owned()));
    given.options.baseline = Some(Baseline::of(known));
    given
});

/// The answer about these texts without what nobody keeps.
static ANSWER: LazyLock<Answer> = LazyLock::new(|| Answer { secrets: Vec::new(), ..ALL.answer() });

fn kept(answer: &Answer, sources: &Sources) -> Option<Vec<u8>> {
    Answers::new(None, 7).with(1, answer, sources)
}

#[test]
fn every_kind_of_diagnostic_comes_back_exactly() {
    let answer = &*ANSWER;
    let some = |has: &dyn Fn(&diagnostic::Diagnostic) -> bool| assert!(answer.diagnostics.iter().any(has));
    some(&|each| !each.path.is_empty());
    some(&|each| !each.labels.is_empty());
    some(&|each| each.fix.is_some());
    some(&|each| each.basis.iter().any(|basis| basis.note.is_some()));
    some(&|each| each.accepted.as_ref().is_some_and(|accepted| accepted.until.is_some()));
    some(&|each| each.accepted.as_ref().is_some_and(|accepted| accepted.approver.is_none()));
    assert!(answer.inconclusive.iter().any(|each| each.missing.len() > 1));
    let bytes = kept(answer, &ALL.sources).expect("it can be kept");
    let back = Answers::new(Some(bytes), 8).get(1, &ALL.sources).expect("it is there");
    assert!(back == *answer);
}

#[test]
fn secrets_come_back_as_places() {
    let text = "khung: 1\nsystems:\n  x: { name: X } # password=Qu4ngNgai77\n";
    let given = Given::new([("a.yaml".to_owned(), text.to_owned())]);
    let answer = given.answer();
    assert_eq!(answer.secrets.iter().map(|at| given.sources.text(*at)).collect::<Vec<_>>(), ["Qu4ngNgai77"]);
    let bytes = kept(&answer, &given.sources).expect("nothing quotes it");
    assert!(Answers::new(Some(bytes), 8).get(1, &given.sources) == Some(answer));
}

#[test]
fn what_a_secret_is_is_not_kept() {
    // What is found out about an object says its name.
    let text = "khung: 1\nsystems:\n  \"password=Qu4ngNgai77\": { name: X }\n";
    let given = Given::new([("a.yaml".to_owned(), text.to_owned())]);
    assert!(kept(&given.answer(), &given.sources).is_none());
    // What packs say as well gives nothing away.
    let text = text.replace("Qu4ngNgai77", "classification1").replace("classification1", "procedure-system");
    let given = Given::new([("a.yaml".to_owned(), text)]);
    let answer = given.answer();
    assert_eq!(answer.secrets.len(), 1);
    assert!(kept(&answer, &given.sources).is_some());
}

#[test]
fn forged_numbers_take_no_memory() {
    let key = 1;
    let read = |entry: &[u8]| {
        let bytes = Pack::write(ANSWERS, 7, &[(key, entry)]);
        Answers::new(Some(bytes), 7).get(key, &ALL.sources)
    };
    assert!(read(&[]).is_none());
    for words in [0_u32, 1, u32::MAX] {
        for body in [0_u32, 1, u32::MAX] {
            let mut entry = [words.to_le_bytes(), 0_u32.to_le_bytes()].concat();
            (0..40).for_each(|_| entry.extend_from_slice(&body.to_le_bytes()));
            read(&entry);
        }
    }
    // One long text, said many times: two gigabytes in eight megabytes.
    let long = 4_u32 << 20;
    let mut entry = [1_u32.to_le_bytes(), long.to_le_bytes()].concat();
    entry.resize(entry.len() + long as usize, b'x');
    // A diagnostic that begins with a rule's name; then severity, and texts without end.
    entry.extend_from_slice(&500_u32.to_le_bytes());
    (0..500_000).for_each(|_| entry.extend_from_slice(&[0; 8]));
    assert!(read(&entry).is_none());
}

/// What is shown of an answer.
fn shown(answer: &Answer, sources: &Sources) -> usize {
    let report = |lang| Report {
        diagnostics: &answer.diagnostics,
        inconclusive: &answer.inconclusive,
        sources,
        summary: &Summary { files: 1, skipped: 0, objects: 1, flows: 0, rules: 1, elapsed: None },
        since: None,
        lang,
        width: 100,
        color: false,
        quiet: false,
        verbose: true,
        list_inconclusive: true,
        version: "0",
    };
    let mut out = Vec::new();
    for (format, lang) in FORMATS.iter().zip([Lang::Vi, Lang::En].into_iter().cycle()) {
        (format.render)(&report(lang), &mut out).expect("memory takes every text");
    }
    out.len()
}

/// A small answer, so that most of its bytes are tried.
static SMALL: LazyLock<(Given, Answer, Vec<u8>)> = LazyLock::new(|| {
    let text = description(1).replace("level: 2", "level: 9");
    let given = Given::new([("a.yaml".to_owned(), text)]);
    let mut answer = given.answer();
    answer.diagnostics.truncate(6);
    answer.inconclusive.truncate(3);
    // One with everything.
    let whole = |each: &&diagnostic::Diagnostic| !each.path.is_empty() || each.fix.is_some();
    answer.diagnostics.extend(ANSWER.diagnostics.iter().find(whole).cloned().map(|each| {
        let at = Span { ..answer.diagnostics[0].at };
        let path = each.path.iter().map(|hop| diagnostic::PathHop { at, ..hop.clone() }).collect();
        diagnostic::Diagnostic { at, labels: Vec::new(), path, fix: None, accepted: None, ..each }
    }));
    let bytes = kept(&answer, &given.sources).expect("it can be kept");
    (given, answer, bytes)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_not_there(
        flips in vec((any::<Index>(), 1..=255_u8), 1..6),
        cut in proptest::option::of(any::<Index>()),
    ) {
        let (given, answer, bytes) = &*SMALL;
        let mut changed = bytes.clone();
        for (at, by) in flips {
            changed[at.index(bytes.len())] ^= by;
        }
        if let Some(at) = cut {
            changed.truncate(at.index(bytes.len()));
        }
        let back = Answers::new(Some(changed.clone()), 7).get(1, &given.sources);
        prop_assert!(back.is_none() || (changed == *bytes && back.as_ref() == Some(answer)));
    }

    /// Checksums keep changed bytes out; here they come in all the same.
    #[test]
    fn bytes_that_mean_something_else_harm_nobody(
        flips in vec((any::<Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of(any::<Index>()),
    ) {
        let (given, _, bytes) = &*SMALL;
        let pack = Pack::read(ANSWERS, bytes.clone()).expect("it is ours");
        let mut entry = pack.get(1).expect("it is there").to_vec();
        for (at, byte) in flips {
            let at = at.index(entry.len());
            entry[at] = byte;
        }
        if let Some(at) = cut {
            entry.truncate(at.index(entry.len()));
        }
        let forged = Pack::write(ANSWERS, 7, &[(1, &entry)]);
        if let Some(answer) = Answers::new(Some(forged), 7).get(1, &given.sources) {
            let places = answer.diagnostics.iter().flat_map(|each| each.labels.iter().map(|label| label.at).chain([each.at]));
            places.chain(answer.secrets.iter().copied()).for_each(|at| assert!(given.sources.text(at).len() == at.len()));
            prop_assert!(shown(&answer, &given.sources) > 0);
        }
    }
}

/// How many inputs [`change`] knows.
const INPUTS: usize = 20;

/// Another value of one input.
fn change(given: &mut Given, input: usize) {
    let id = given.sources.iter().find(|(_, each)| each.origin == Origin::Estate).expect("there is one").0;
    let rule = given.rules.rules[0].id.clone();
    let again = |given: &mut Given, change: &dyn Fn(usize, &mut String, &mut Origin, &mut String)| {
        let mut sources = Sources::default();
        for (number, (_, each)) in given.sources.iter().enumerate() {
            let (mut path, mut origin, mut text) = (each.path.clone(), each.origin, each.text.to_string());
            change(number, &mut path, &mut origin, &mut text);
            sources.add(path, origin, text);
        }
        given.sources = sources;
    };
    let at = id.index();
    match input {
        0 => {
            let text = format!("{}# x\n", given.sources.get(id).text);
            given.sources.replace(id, text);
        }
        1 => again(given, &|number, path, _, _| {
            if number == at {
                path.insert(0, 'x')
            }
        }),
        2 => again(given, &|number, _, origin, _| {
            if number == at {
                *origin = Origin::Catalogue
            }
        }),
        3 => drop(given.sources.add("z.yaml", Origin::Estate, String::new())),
        4 => given.options.today = given.options.today.tomorrow().expect("a day follows"),
        5 => given.options.select.push(rule),
        6 => given.options.ignore.push(rule),
        7 => drop(given.options.levels.insert(rule, (Level::Off, Span::new(id, 0, 1)))),
        8 => {
            let level = (Level::Off, Span::new(id, 5, 6));
            let _ = given.options.levels.insert("data".to_owned(), level);
        }
        9 => given.options.named.push(id),
        10 => given.options.baseline = Some(Baseline::default()),
        11 => given.options.baseline = Some(Baseline::of([("a/b", "c".to_owned())])),
        12 => {
            let at = Span::new(id, 4, 5);
            given.found.push(Finding::builtin(
                &khung::finding::builtin::NOT_UTF8,
                at,
                [khung::finding::Value::raw(3)],
            ));
        }
        13 => {
            let at = Span::new(id, 0, 0);
            let values = [khung::finding::Value::raw(9)];
            given.own_rules().findings.push(Finding::builtin(
                &khung::finding::builtin::INCOMPLETE_FOLDER,
                at,
                values,
            ));
        }
        14 => given.own_rules().packs[0].trusted = false,
        15 => given.own_rules().packs[0].root.push('x'),
        16 => given.own_rules().packs[0].name.push('x'),
        17 => drop(given.own_rules().rules.pop()),
        18 => given.own_rules().rules.swap(0, 1),
        _ => again(given, &|number, path, _, text| {
            // The border between a name and a text moves.
            if number == at {
                let first = text.remove(0);
                path.push(first);
            }
        }),
    }
}

#[test]
fn no_input_is_left_out_of_the_key() {
    let given = || Given::new((0..3).map(|number| (format!("{number}.yaml"), description(number))));
    let answers = Answers::new(None, 7);
    let key = given().key(&answers);
    assert_eq!(key, given().key(&answers), "the same input has one key");
    assert_ne!(key, given().key(&Answers::new(None, 8)), "and each file its own keys");
    for input in 0..INPUTS {
        let mut changed = given();
        change(&mut changed, input);
        assert_ne!(key, changed.key(&answers), "input {input}");
    }
    let mut recalled = given();
    recalled.options.recall = Some(Arc::new(crate::estate::Files::default().cache()));
    assert_eq!(key, recalled.key(&answers), "who remembers changes nothing");
}
