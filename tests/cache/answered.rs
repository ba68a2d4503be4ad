//! Remembered answers, through the program: they are used, and whatever changes, they are never stale.

use std::fs;
use std::path::Path;

use khung::cache::pack::{Kind, Pack};
use khung::report::FORMATS;

use crate::estate::description;
use crate::folder::{Place, names, only, text};

const ANSWERS: Kind = Kind::new(*b"khung\0a1", env!("KHUNG_PROGRAM"));

/// Writes the file of answers again with other entries, and with checksums that are right.
fn forge(file: &Path, change: impl Fn(&mut Vec<u8>)) {
    let pack = Pack::read(ANSWERS, fs::read(file).expect("it is there")).expect("the program wrote it");
    let changed = |key| {
        let mut entry = pack.get(key).expect("it is whole").to_vec();
        change(&mut entry);
        (key, entry)
    };
    let entries: Vec<_> = pack.in_order().into_iter().map(changed).collect();
    let entries: Vec<_> = entries.iter().map(|(key, entry)| (*key, &entry[..])).collect();
    fs::write(file, Pack::write(ANSWERS, pack.seed, &entries)).expect("it can be written");
}

/// Puts another text of the same length in the place of one, everywhere.
fn replace(bytes: &mut [u8], from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let mut found = 0;
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            found += 1;
        }
    }
    assert!(found > 0, "{from} is remembered");
}

/// What a check prints in another format.
fn formatted(place: &Place, format: &str) -> String {
    let arguments = ["check", "estate", "--as-of", "2026-11-23", "--format", format];
    text(&place.command(&place.cache(), &arguments).output().expect("the program runs").stdout).to_owned()
}

#[test]
fn an_answer_is_shown_and_not_found_out_again() {
    let place = Place::new();
    let cache = place.cache();
    let first = place.check(&cache, &[]);
    let (message, other) = ("declares level", "mentions level");
    assert!(text(&first.stdout).contains(message), "{}", text(&first.stdout));
    forge(&only(&cache, ".answer"), |entry| replace(entry, message, other));
    let lie = place.check(&cache, &[]);
    assert_eq!(text(&lie.stdout), text(&first.stdout).replace(message, other), "what is remembered is shown");
    // The file of texts is not even looked at.
    fs::remove_file(only(&cache, ".pack")).expect("it is there");
    assert_eq!(text(&place.check(&cache, &[]).stdout), text(&lie.stdout));
    assert!(names(&cache).iter().all(|name| !name.ends_with(".pack")), "nothing was read, so nothing is written");
    // One answer serves every format.
    assert!(formatted(&place, "json").contains(other));
    // Who compares, or wants none, does not get it.
    assert_eq!(text(&place.check(&cache, &["--no-cache"]).stdout), text(&first.stdout));
    // Nor does who asks something else.
    let selected = place.check(&cache, &["--ignore", "waivers"]);
    assert!(text(&selected.stdout).contains(message) && !text(&selected.stdout).contains(other));
}

#[test]
fn another_state_of_the_program_does_not_use_it() {
    let place = Place::new();
    let cache = place.cache();
    let first = place.check(&cache, &[]);
    let file = only(&cache, ".answer");
    forge(&file, |entry| replace(entry, "declares level", "mentions level"));
    let mut bytes = fs::read(&file).expect("it is there");
    bytes[8] ^= 1;
    fs::write(&file, bytes).expect("it can be written");
    assert_eq!(text(&place.check(&cache, &[]).stdout), text(&first.stdout));
}

#[test]
fn two_ways_to_ask_are_both_remembered() {
    let place = Place::new();
    let cache = place.cache();
    let ways: [&[&str]; 3] = [&[], &["--select", "security-zones"], &["--ignore", "security-zones"]];
    let file = || fs::read(only(&cache, ".answer")).expect("it is there");
    place.check(&cache, ways[0]);
    let one = file();
    place.check(&cache, ways[1]);
    let two = file();
    assert_ne!(one, two);
    for way in [ways[0], ways[1], ways[0]] {
        place.check(&cache, way);
        assert!(file() == two, "{way:?} is known");
    }
    place.check(&cache, ways[2]);
    let three = file();
    place.check(&cache, ways[1]);
    assert!(file() == three, "the last one before is still known");
    place.check(&cache, ways[0]);
    assert!(file() != three, "the oldest is not");
}

#[test]
fn what_a_secret_is_stands_in_no_file() {
    let place = Place::new();
    let cache = place.cache();
    // What is found out about an object says its name.
    place.write(3, "khung: 1\nsystems:\n  \"password=Qu4ngNgai77\":\n    name: X\n");
    let first = place.check(&cache, &[]);
    assert!(text(&first.stdout).contains("secret-in-description"), "{}", text(&first.stdout));
    assert!(!names(&cache).iter().any(|name| name.ends_with(".answer")), "{:?}", names(&cache));
    let says = |file: &Path| fs::read(file).expect("it is there").windows(11).any(|bytes| bytes == b"Qu4ngNgai77");
    assert!(!says(&only(&cache, ".pack")));
    // A secret that nobody quotes is no reason to forget everything.
    place.write(3, "khung: 1\nsystems:\n  x:\n    name: X # password=Qu4ngNgai77\n");
    let second = place.check(&cache, &[]);
    assert!(text(&second.stdout).contains("secret-in-description"));
    assert!(names(&cache).iter().filter(|name| !name.starts_with('.')).all(|name| !says(&cache.join(name))));
    only(&cache, ".answer");
    // And it is masked in what is shown of the text.
    let shown = formatted(&place, "text");
    assert!(shown.contains("password=***********"), "{shown}");
    assert!(!shown.contains("Qu4ngNgai77"));
}

#[test]
fn a_secret_is_not_said_by_what_speaks_of_its_value() {
    let place = Place::new();
    place.write(3, "khung: 1\nsystems:\n  x:\n    name: X\n    kind: \"password=Qu4ngNgai77\"\n");
    for format in FORMATS {
        let shown = formatted(&place, format.name);
        assert!(!shown.contains("Qu4ngNgai77"), "{}: {shown}", format.name);
    }
    let shown = formatted(&place, "short");
    assert!(shown.contains("unknown-value") && shown.contains("password=********"), "{shown}");
}

/// What a check says in every format, and how it ends.
fn everything(place: &Place, lang: &str, more: &[&str]) -> Vec<String> {
    let folder = place.0.join("out");
    fs::create_dir_all(&folder).expect("a folder for a test");
    let outputs = FORMATS.iter().flat_map(|format| ["--output".to_owned(), format!("{0}=out/{0}", format.name)]);
    let mut command = place.command(&place.cache(), &["check", "--format", "short", "--lang", lang]);
    let ran = command.args(outputs).args(more).output().expect("the program runs");
    let mut said = vec![format!("{:?}\n{}", ran.status.code(), text(&ran.stderr))];
    for format in FORMATS {
        let file = fs::read(folder.join(format.name)).expect("it was written");
        said.push(text(&file).lines().map(untimed).collect());
    }
    said
}

/// A line without how long the run took.
fn untimed(line: &str) -> String {
    let timed = line.ends_with(" ms") || line.ends_with(" s") || line.ends_with(" giây");
    let end = if timed { line.rfind(", ").or(line.rfind(" · ")).unwrap_or(0) } else { line.len() };
    format!("{}\n", &line[..end])
}

#[test]
fn a_change_of_any_single_input_is_seen() {
    let place = Place::with(9);
    let at = |path: &str| place.0.join(path);
    let put = |path: &str, text: &str| fs::write(at(path), text).expect("a file for a test");
    let settings = |more: &str| put("khung.yaml", &format!("paths: [estate]\npacks: [pack]\n{more}"));
    let rule = |severity: &str, title: &str| {
        fs::create_dir_all(at("pack/own/no-name")).expect("a folder for a test");
        let text = format!(
            "title: {{ vi: {title}, en: {title} }}\nmessage: {{ vi: \"{{system}} {title}\", en: \"{{system}} {title}\" }}\n\
             why: {{ vi: Vì thế., en: Because. }}\nhelp: {{ vi: Sửa., en: Mend it. }}\nseverity: {severity}\n\
             check:\n  each: system\n  must: system.kind != \"procedure-system\"\n"
        );
        put("pack/own/no-name/rule.yaml", &text);
    };
    let bare = |path: &str| {
        fs::create_dir_all(at(path).parent().expect("it has one")).expect("a folder for a test");
        put(path, "");
    };
    bare("pack/pack.yaml");
    // Large enough to be remembered, with little to say.
    put("estate/long.yaml", &format!("khung: 1\n{}", "# ghi chú dài về cơ quan này\n".repeat(6_000)));
    put("pack/pack.yaml", "title: { vi: Riêng, en: own }\nversion: \"1\"\n");
    rule("warning", "tên");
    settings("");
    let day = "--as-of=2026-11-23";
    let later = "--as-of=2029-03-01";
    let waiver = "waivers:\n  - rule: own/no-name\n    subject: H05/he-thong-0\n    reason: Đang thay thế\n    \
        approver: Giám đốc Sở\n    granted: 2026-11-01\n    expires: 2026-12-31\n";
    put("known.tsv", "own/no-name\tH05/he-thong-0\t1\n");
    let more_known = || put("known.tsv", "own/no-name\tH05/he-thong-0\t1\nown/no-name\tH06/he-thong-0\t1\n");
    type Step<'s> = (&'s str, Box<dyn Fn() + 's>, Vec<&'s str>);
    let nothing = || Box::new(|| ()) as Box<dyn Fn()>;
    let steps: Vec<Step<'_>> = vec![
        ("the first run", nothing(), vec![day]),
        ("a text", Box::new(|| place.write(5, &description(5).replace("level: 2", "level: 1"))), vec![day]),
        ("a comment above", Box::new(|| place.write(6, &format!("# một\n{}", description(6)))), vec![day]),
        ("a file's name", Box::new(|| fs::rename(at("estate/7.yaml"), at("estate/7a.yaml")).unwrap()), vec![day]),
        ("a file less", Box::new(|| fs::remove_file(at("estate/8.yaml")).unwrap()), vec![day]),
        ("a file more", Box::new(|| put("estate/z.yaml", "khung: 1\nsystems: [a]\n")), vec![day]),
        (
            "bytes that are no text",
            Box::new(|| fs::write(at("estate/z.yaml"), b"khung: 1\n\xff").unwrap()),
            vec![day],
        ),
        ("a rule's severity", Box::new(|| rule("error", "tên")), vec![day]),
        ("a rule's words", Box::new(|| rule("error", "chữ")), vec![day]),
        ("a folder without a rule", Box::new(|| bare("pack/own/other/good.yaml")), vec![day]),
        (
            "a pack's head",
            Box::new(|| put("pack/pack.yaml", "title: { vi: Riêng, en: own }\nvresion: \"1\"\n")),
            vec![day],
        ),
        ("a level", Box::new(|| settings("rules: { own/no-name: info }\n")), vec![day]),
        ("a level's place", Box::new(|| settings("# một\nrules: { own/no-name: info, a/b: off }\n")), vec![day]),
        ("rules left out", nothing(), vec![day, "--ignore", "own"]),
        ("rules selected", nothing(), vec![day, "--select", "own,model"]),
        ("another order to ask", nothing(), vec![day, "--select", "own,data"]),
        ("the day", nothing(), vec![later]),
        ("a waiver", Box::new(|| put("estate/khung-waivers.yaml", waiver)), vec![day]),
        ("the day it ends", nothing(), vec![later]),
        ("a baseline", nothing(), vec![day, "--baseline", "known.tsv"]),
        ("what a baseline knows", Box::new(more_known), vec![day, "--baseline", "known.tsv"]),
        ("named files", nothing(), vec![day, "estate", "estate/5.yaml"]),
        (
            "a named file that is none",
            Box::new(|| put("estate/o.yaml", "title: x\n")),
            vec![day, "estate", "estate/o.yaml"],
        ),
        ("the same, not named", nothing(), vec![day]),
        ("packs", nothing(), vec![day, "--rules", "pack", "--no-config", "estate"]),
        ("no packs", nothing(), vec![day, "--no-config", "estate"]),
    ];
    let (mut before, mut last) = (Vec::new(), Vec::new());
    for (name, change, arguments) in &steps {
        change();
        let without = everything(&place, "vi", &[&arguments[..], &["--no-cache"]].concat());
        assert!(before != without, "{name} changes what is said, so that a stale answer would be seen");
        // The first run may find an older answer, the second one the first one's.
        let asked = [&["check", "--format", "short"], &arguments[..]].concat();
        place.command(&place.cache(), &asked).output().expect("the program runs");
        for (with, without) in everything(&place, "vi", arguments).iter().zip(&without) {
            assert_eq!(with, without, "{name}");
        }
        let remembered = fs::read(only(&place.cache(), ".answer")).expect("it is there");
        assert!(remembered != last, "{name} has an answer of its own");
        last = remembered;
        before = without;
    }
    // Both languages stand in one answer.
    let arguments = &steps.last().expect("there are some").2;
    let without = everything(&place, "en", &[&arguments[..], &["--no-cache"]].concat());
    assert_eq!(everything(&place, "en", arguments), without);
    assert!(fs::read(only(&place.cache(), ".answer")).expect("it is there") == last);
    // What makes a run fail is asked of any answer.
    let ends = |more: &[&str]| {
        let arguments = [&["check", "estate", day, "--no-config", "--select", "governance"], more].concat();
        place.command(&place.cache(), &arguments).output().expect("the program runs").status.code()
    };
    assert_eq!(ends(&[]), Some(0));
    let one = fs::read(only(&place.cache(), ".answer")).expect("it is there");
    assert_eq!(ends(&["--fail-on", "warning"]), Some(1));
    assert!(fs::read(only(&place.cache(), ".answer")).expect("it is there") == one);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_complained_about_with_an_answer_too() {
    let place = Place::new();
    let cache = place.cache();
    place.check(&cache, &[]);
    std::os::unix::fs::symlink("nowhere", place.0.join("named.yaml")).expect("a link");
    let ask = |more: &[&str]| {
        let arguments = ["check", "estate", "named.yaml", "--format", "short", "--as-of", "2026-11-23"];
        place.command(&cache, &[&arguments, more].concat()).output().expect("the program runs")
    };
    let without = ask(&["--no-cache"]);
    assert_eq!(without.status.code(), Some(2));
    for _ in 0..2 {
        let with = ask(&[]);
        assert_eq!(text(&with.stderr), text(&without.stderr));
        assert_eq!((text(&with.stdout), with.status.code()), (text(&without.stdout), Some(2)));
    }
}
