//! Whatever a file of the cache holds, it is ignored or it is right.

use std::sync::LazyLock;

use khung::cache::Cache;
use khung::import;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::Index;
use proptest::{prop_assert, proptest};

use crate::estate::{FAULTY, Files, TEXTS, description, sources};
use crate::said;

static ESTATE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let some = TEXTS.iter().step_by(40).cloned().chain(FAULTY.iter().map(|text| (*text).to_owned()));
    some.chain((0..12).map(description)).collect()
});

/// Both files, as a run after a change left them, with what is read without them.
static WRITTEN: LazyLock<(Files, Vec<String>, String)> = LazyLock::new(|| {
    let mut texts = ESTATE.clone();
    let mut files = Files::default();
    files.read(&sources(2, texts.iter().map(String::as_str)));
    let last = texts.last_mut().expect("there are some");
    last.push_str("# changed\n");
    files.read(&sources(2, texts.iter().map(String::as_str)));
    assert!(files.main.is_some() && files.later.is_some(), "one text is too little for a new first file");
    let plain = said::imports(&import::read(&sources(2, texts.iter().map(String::as_str))));
    (files, texts, plain)
});

fn reads_right(mut files: Files) -> (bool, usize) {
    let (_, texts, plain) = &*WRITTEN;
    let sources = sources(2, texts.iter().map(String::as_str));
    let (imports, read) = files.read(&sources);
    let right = said::imports(&imports) == *plain;
    // What was damaged is replaced: the next run reads nothing itself.
    let (again, left) = files.read(&sources);
    (right && said::imports(&again) == *plain && left == 0, read)
}

#[test]
fn whole_files_are_used() {
    assert_eq!(reads_right(WRITTEN.0.clone()), (true, 0));
}

#[test]
fn files_of_others_are_not_used() {
    let all = WRITTEN.1.len();
    let Files { main, later } = WRITTEN.0.clone();
    let changed = |at: usize| {
        main.clone().map(|mut bytes| {
            bytes[at] ^= 1;
            bytes
        })
    };
    for (name, files) in [
        ("no file", Files { main: None, later: later.clone() }),
        ("an empty file", Files { main: Some(Vec::new()), later: later.clone() }),
        ("another program's file", Files { main: Some(b"SQLite format 3\0 and more".to_vec()), later: None }),
        ("another magic", Files { main: changed(0), later: later.clone() }),
        ("another state of the program", Files { main: changed(8), later: later.clone() }),
        ("another seed", Files { main: changed(16), later: later.clone() }),
        ("another count", Files { main: changed(24), later: later.clone() }),
        ("a table that does not fit", Files { main: changed(40), later: later.clone() }),
        ("the second file as the first", Files { main: Some(vec![0; 40]), later: main.clone() }),
    ] {
        let (right, read) = reads_right(files);
        assert!(right, "{name}");
        assert!(read >= all - 3, "{name}: {read} of {all} read; texts that are there twice may be read once");
    }
}

#[test]
fn the_second_file_of_another_first_is_not_used() {
    let mut files = WRITTEN.0.clone();
    let cache = Cache::new(None, None, 99);
    import::read_with(&sources(0, ["khung: 1\n"]), Some(&cache));
    files.take(cache.changed());
    files.later = WRITTEN.0.later.clone();
    assert!(reads_right(files).0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_change_nothing(
        flips in vec((any::<bool>(), any::<Index>(), 1..=255_u8), 0..8),
        cut in proptest::option::of((any::<bool>(), any::<Index>())),
    ) {
        let mut files = WRITTEN.0.clone();
        let damaged = !flips.is_empty() || cut.is_some();
        for (second, at, by) in flips {
            let file = if second { &mut files.later } else { &mut files.main };
            let bytes = file.as_mut().expect("both are there");
            let at = at.index(bytes.len());
            bytes[at] ^= by;
        }
        if let Some((second, at)) = cut {
            let file = if second { &mut files.later } else { &mut files.main };
            let bytes = file.as_mut().expect("both are there");
            bytes.truncate(at.index(bytes.len()));
        }
        let (right, read) = reads_right(files);
        prop_assert!(right);
        prop_assert!(damaged || read == 0);
    }
}
