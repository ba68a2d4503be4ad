//! The floors: what any program that reads these files must do at least, on all cores. Measured in the same run.
//!
//! Nothing of khung is in floors A and B: the first reads every file, the second has the parser library give the
//! events of every file as well and throws them away. The third line is khung's own scanner into its tree, which
//! bought the distance below floor B.

use std::fs;
use std::path::{Path, PathBuf};

use khung::source::{Origin, Sources};
use khung::yaml;
use rayon::prelude::*;
use saphyr_parser::Parser;

/// Floor A: opens and reads every file.
pub fn read(folder: &Path) -> Vec<String> {
    let text = |path: PathBuf| fs::read_to_string(path).expect("the estate can be read");
    paths(folder).into_par_iter().map(text).collect()
}

/// Floor B: reads every file and takes all YAML events from the parser library. How many there were.
pub fn events(folder: &Path) -> usize {
    let count = |path: PathBuf| {
        let text = fs::read_to_string(path).expect("the estate can be read");
        Parser::new_from_str(&text).inspect(|event| assert!(event.is_ok(), "a generated estate is YAML")).count()
    };
    paths(folder).into_par_iter().map(count).sum()
}

/// Reads every file and scans it into khung's tree of nodes.
pub fn scan(folder: &Path) {
    let mut sources = Sources::default();
    for text in read(folder) {
        sources.add("", Origin::Estate, text);
    }
    let all: Vec<_> = sources.iter().collect();
    let clean = all.into_par_iter().all(|(id, source)| yaml::parse(id, &source.text).faults.is_empty());
    assert!(clean, "a generated estate is YAML");
}

/// Every file of a folder.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the estate can be walked"));
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
