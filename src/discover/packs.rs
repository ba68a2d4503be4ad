//! Rule packs to texts: those inside the program, and folders of others.
//!
//! What the files mean is for whoever reads rules.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, DirEntry, File, include_dir};

use super::{Trouble, is_yaml, shown, text_of};
use crate::source::PackFiles;

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The packs that ship inside the program.
pub fn embedded_packs() -> Vec<PackFiles> {
    let packs = RULES.dirs().map(|pack| {
        let mut files = BTreeMap::new();
        embedded(pack, pack.path(), &mut files);
        PackFiles { root: format!("rules/{}", shown(pack.path())), files, embedded: true }
    });
    packs.collect()
}

/// The same without the files that only prove the rules: what a run reads, a small part of the whole.
pub fn embedded_rules() -> Vec<PackFiles> {
    let packs = RULES.dirs().map(|pack| {
        let mut files = BTreeMap::new();
        pack.files().for_each(|file| embedded_file(file, pack.path(), &mut files));
        for folder in pack.dirs() {
            if folder.path().ends_with("catalogue") {
                embedded(folder, pack.path(), &mut files);
            }
            let rule = |file: &&File<'_>| file.path().as_os_str().as_encoded_bytes().ends_with(b"rule.yaml");
            let rules = folder.dirs().flat_map(|rule_folder| rule_folder.files().find(rule));
            rules.for_each(|file| embedded_file(file, pack.path(), &mut files));
        }
        PackFiles { root: format!("rules/{}", shown(pack.path())), files, embedded: true }
    });
    packs.collect()
}

fn embedded(dir: &'static Dir<'static>, root: &Path, files: &mut BTreeMap<String, Cow<'static, str>>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => embedded(dir, root, files),
            DirEntry::File(file) => embedded_file(file, root, files),
        }
    }
}

fn embedded_file(file: &'static File<'static>, root: &Path, files: &mut BTreeMap<String, Cow<'static, str>>) {
    let (Some(path), Some(root)) = (file.path().to_str(), root.to_str()) else { return };
    // Paths compare part by part, which for all of these is a good share of what a start may take.
    let relative = path.strip_prefix(root).expect("a file of this pack");
    if let Some(text) = file.contents_utf8() {
        files.insert(shown(Path::new(&relative[1..])), Cow::Borrowed(text));
    }
}

/// The packs in a folder: itself when it has a `pack.yaml`, else each folder in it that has one.
pub fn packs_in(folder: &Path) -> Result<Vec<PackFiles>, Vec<Trouble>> {
    if !folder.exists() {
        return Err(vec![Trouble::Missing { path: shown(folder) }]);
    }
    let mut roots = Vec::new();
    if folder.join("pack.yaml").is_file() {
        roots.push(folder.to_owned());
    } else if let Ok(entries) = fs::read_dir(folder) {
        roots.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.join("pack.yaml").is_file()));
        roots.sort();
    }
    if roots.is_empty() {
        return Err(vec![Trouble::NoPack { path: shown(folder) }]);
    }
    let mut troubles = Vec::new();
    let packs = roots.iter().map(|root| pack(root, &mut troubles)).collect();
    if troubles.is_empty() { Ok(packs) } else { Err(troubles) }
}

/// Everything in a pack's folder. No ignore file hides a rule: what is there counts.
fn pack(root: &Path, troubles: &mut Vec<Trouble>) -> PackFiles {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).follow_links(false).sort_by_file_name() {
        match entry {
            Err(error) => {
                troubles.push(Trouble::Unreadable { path: shown(root), reason: error.to_string() });
            }
            Ok(entry) if entry.file_type().is_file() && belongs(entry.path()) => match text_of(entry.path()) {
                Ok(text) => {
                    let relative = entry.path().strip_prefix(root).expect("walked from the root");
                    files.insert(shown(relative), Cow::Owned(text));
                }
                Err(trouble) => troubles.push(trouble),
            },
            Ok(_) => {}
        }
    }
    PackFiles { root: shown(root), files, embedded: false }
}

fn belongs(path: &Path) -> bool {
    is_yaml(path) || path.extension().is_some_and(|extension| extension == "txt" || extension == "md")
}
