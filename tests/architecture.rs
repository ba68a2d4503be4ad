//! The layering of the house, proved from its `use` lines against one table.
//!
//! A room may import the rooms on lower floors and those named beside it, nothing else. A new room without
//! a floor fails, and so does a reader or writer of files outside the rooms that may.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms by floor, the ground floor first. Rooms of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["source", "lang"],
    &["finding"],
    &["discover", "yaml", "diagnostic"],
    &["schema"],
    &["model"],
    &["import"],
    &["cache", "graph", "settings"],
    &["condition"],
    &["check"],
    &["waive"],
    &["rule"],
    &["survey"],
    &["linter", "fix", "report"],
    &["answer", "verify"],
    &["cli"],
];

/// What a room must not know although it stands below: words for those that speak in findings, machinery
/// for those that only show.
const NEVER: &[(&str, &[&str])] = &[
    ("report", &["rule", "check", "graph", "model", "condition", "import", "schema", "yaml", "settings"]),
    ("check", &["diagnostic", "settings", "discover"]),
    ("graph", &["diagnostic", "discover"]),
    ("condition", &["diagnostic", "discover"]),
    ("import", &["diagnostic", "discover"]),
    ("cache", &["diagnostic", "discover"]),
    ("linter", &["discover", "report"]),
    ("fix", &["rule", "check", "graph", "discover"]),
    ("rule", &["settings", "discover"]),
    ("survey", &["settings", "discover"]),
    ("verify", &["discover"]),
    ("answer", &["report", "fix", "discover", "yaml", "schema", "import", "check", "condition", "settings"]),
];

/// What only some rooms may touch, and which.
const RESERVED: &[(&str, &[&str])] = &[
    ("std::fs", &["discover", "cli"]),
    ("fs::", &["discover", "cli"]),
    ("std::env", &["cli"]),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("clap", &["cli"]),
    ("miette", &["report"]),
    ("petgraph", &["graph"]),
    ("saphyr_parser", &["yaml"]),
    ("Zoned::now", &["cli"]),
    ("SystemTime", &[]),
    ("Command::new", &["discover"]),
];

fn source_files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).expect("under src").to_owned();
                let first = relative.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
                let room = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                files.push((room, relative, text));
            }
        }
    }
    files.sort();
    files
}

/// The part of a file before its tests, without comments.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The rooms that a piece of code names through `crate::`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        let names: Vec<&str> = match part.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![part],
        };
        for name in names {
            let name: String = name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            named.insert(name);
        }
    }
    named.remove("");
    named
}

fn floors() -> BTreeMap<&'static str, usize> {
    FLOORS.iter().enumerate().flat_map(|(floor, rooms)| rooms.iter().map(move |room| (*room, floor))).collect()
}

#[test]
fn every_room_has_a_floor() {
    let floors = floors();
    for (room, path, _) in source_files() {
        let entrance = room == "lib" || room == "main";
        assert!(entrance || floors.contains_key(room.as_str()), "{} stands on no floor", path.display());
    }
}

#[test]
fn arrows_point_down_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (room, path, text) in source_files() {
        let Some(own) = floors.get(room.as_str()) else { continue };
        for other in rooms_named(&code(&text)) {
            let never = NEVER.iter().any(|(from, to)| *from == room && to.contains(&other.as_str()));
            match floors.get(other.as_str()) {
                Some(floor) if other != room && (floor >= own || never) => {
                    wrong.push(format!("{} imports {other}", path.display()));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point up:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_names_existing_rooms() {
    let rooms: BTreeSet<String> = source_files().into_iter().map(|(room, ..)| room).collect();
    for room in floors().keys().chain(NEVER.iter().map(|(room, _)| room)) {
        assert!(rooms.contains(*room), "{room} is in the table but not in src");
    }
}

#[test]
fn files_streams_and_libraries_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (room, path, text) in source_files() {
        let body = code(&text);
        for (word, allowed) in RESERVED {
            let entrance = room == "main" && *word == "std::env";
            if body.contains(word) && !allowed.contains(&room.as_str()) && !entrance {
                wrong.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "used outside their rooms:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_says_what_it_is_for() {
    for (_, path, text) in source_files() {
        assert!(text.starts_with("//! "), "{} has no module header", path.display());
    }
}
