//! One number for all code that turns texts into objects: what another state of that code remembered is not used.
//!
//! Nobody has to think of raising a number when a field, an expression or a dependency changes. Nothing else is
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

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for place in READS {
        println!("cargo:rerun-if-changed={place}");
        collect(Path::new(place), &mut files);
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    files.sort();
    // FNV-1a: any change of a byte is another number.
    let mut number = 0xcbf2_9ce4_8422_2325_u64;
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let mut take = |bytes: &[u8]| {
        for byte in bytes.iter().filter(|byte| **byte != b'\r') {
            number = (number ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    take(version.as_bytes());
    for file in files {
        // A package for others may come without the lock file.
        take(&fs::read(file).unwrap_or_default());
    }
    println!("cargo:rustc-env=KHUNG_READER={number:016x}");
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(place) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(place.to_owned()),
    }
}
