//! The other side of a comparison: an estate as a commit has it, judged with this run's settings and rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Trouble;
use super::load::{self, Loaded};
use crate::discover::git::{Commit, Repository, Wanted};
use crate::discover::{self, Found};
use crate::finding::Finding;
use crate::linter;
use crate::settings;
use crate::source::{Origin, SourceId, Sources};

/// The estate at a commit.
pub(super) struct Side {
    pub commit: Commit,
    /// Settings and packs as the run has them, then the estate as the commit has it.
    pub sources: Sources,
    pub named: Vec<SourceId>,
    /// What was wrong with the files and settings of the commit.
    pub findings: Vec<Finding>,
}

/// The commit where the head and a revision parted, with the repository around the estate.
pub(super) fn parted(loaded: &Loaded, rev: &str, head: Option<&str>) -> Result<(Repository, Commit), Trouble> {
    let there = loaded.paths.iter().find(|path| path.exists()).map_or(Path::new("."), PathBuf::as_path);
    let repository = Repository::around(there).map_err(discover::Trouble::from)?;
    let base = repository.commit(rev).map_err(discover::Trouble::from)?;
    let head_name = head.unwrap_or("HEAD");
    let head = repository.commit(head_name).map_err(discover::Trouble::from)?;
    let parted = repository.merge_base((&base, rev), (&head, head_name)).map_err(discover::Trouble::from)?;
    Ok((repository, parted))
}

/// Reads the estate at a commit. `beside_tree` says that it is compared with the working tree that was read.
pub(super) fn side(
    loaded: &Loaded,
    repository: &Repository,
    commit: Commit,
    beside_tree: bool,
) -> Result<Side, Trouble> {
    let walked: BTreeSet<String> = estate(&loaded.sources, loaded.ground).into_keys().map(str::to_owned).collect();
    let wanted = Wanted {
        paths: &loaded.paths,
        exclude: &loaded.settings.exclude,
        root: &loaded.root,
        beside: loaded.settings_file.as_deref(),
        walked: beside_tree.then_some(&walked),
    };
    let mut sources = loaded.sources.first(loaded.ground);
    let (mut found, old_settings) = repository.read(&commit, &wanted, &mut sources)?;
    load::only_our_business(&mut found, &sources);
    let Found { troubles: _, findings, named } = found;
    let mut all = old_settings.map(|text| of_settings(loaded, text)).unwrap_or_default();
    all.extend(findings);
    Ok(Side { commit, sources, named, findings: all })
}

/// What was wrong with the settings then. Apart from that they do not matter: both sides are judged by today's.
fn of_settings(loaded: &Loaded, text: String) -> Vec<Finding> {
    let mut sources = Sources::default();
    let (_, now) = loaded.sources.iter().next().expect("settings that are compared were read first");
    let id = sources.add(now.path.clone(), Origin::Settings, text);
    let old = settings::read(&sources, id);
    let unknown = linter::unknown_rules(&loaded.rules, &old.rules);
    old.findings.into_iter().chain(unknown).collect()
}

/// The names of files whose text is another one than at the commit, or that it does not have.
pub(super) fn changed<'l>(loaded: &'l Loaded, base: &Side) -> BTreeSet<&'l str> {
    let before = estate(&base.sources, loaded.ground);
    let now = estate(&loaded.sources, loaded.ground).into_iter();
    // A checkout may write its lines with other endings than the commit has.
    let same = |a: &str, b: &str| a == b || a.lines().eq(b.lines());
    now.filter(|(path, text)| before.get(path).is_none_or(|old| !same(old, text))).map(|(path, _)| path).collect()
}

/// The texts of the estate by name.
fn estate(sources: &Sources, ground: usize) -> BTreeMap<&str, &str> {
    sources.iter().skip(ground).map(|(_, source)| (source.path.as_str(), &*source.text)).collect()
}
