//! Two numbers for code, so that what another state of it remembered is not used: one for all code that turns texts
//! into objects, and one for the whole program with its rules, which decides what a check comes to.
//!
//! Nobody has to think of raising a number when a field, an expression, a rule or a dependency changes. Nothing else is
//! decided here.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The rooms whose code or tables say what a text means, and the versions of the libraries they use.
const READS: [&str; 9] = [
    "src/lang.rs",
    "src/source.rs",
    "src/finding.rs",
    "src/finding",
    "src/yaml",
    "src/schema",
    "src/model",
    "src/import",
    "src/cache",
];

/// Everything that the program is made of.
const ALL: [&str; 3] = ["build.rs", "rules", "src"];

fn main() {
    // What `READS` names lies below.
    for place in ALL.into_iter().chain(["Cargo.lock"]) {
        println!("cargo:rerun-if-changed={place}");
    }
    println!("cargo:rustc-env=KHUNG_READER={:016x}", number(&READS));
    println!("cargo:rustc-env=KHUNG_PROGRAM={:016x}", number(&ALL));
}

/// A number over all files in some places, the libraries' versions and the program's: FNV-1a, in which any change of a
/// byte is another number.
fn number(places: &[&str]) -> u64 {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    places.iter().for_each(|place| collect(Path::new(place), &mut files));
    files.sort();
    let mut number = 0xcbf2_9ce4_8422_2325_u64;
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let mut take = |bytes: &[u8]| {
        for byte in bytes.iter().filter(|byte| **byte != b'\r') {
            number = (number ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    take(version.as_bytes());
    for file in files {
        // A text that moves from one file to the next is a change, too, and so is the name of a rule's folder.
        take(file.to_string_lossy().replace('\\', "/").as_bytes());
        take(&[0]);
        // A package for others may come without the lock file.
        take(&fs::read(file).unwrap_or_default());
        take(&[0]);
    }
    number
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(place) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(place.to_owned()),
    }
}
