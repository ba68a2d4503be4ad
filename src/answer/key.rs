//! One number for everything that a check is given.
//!
//! Every record is taken apart whole, so that a new field does not compile before somebody decides whether it changes
//! what a check comes to. What has no simple form of its own goes in as its derived `Debug` text, which quotes and
//! escapes, so that no two values have one text. Nothing here knows what any of it means.

use std::fmt::{self, Write};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::cache::pack::{self, Key};
use crate::finding::Finding;
use crate::linter::Options;
use crate::rule::{Pack, Rule, RuleSet};
use crate::source::{Source, SourceId, Sources};

/// The key under a seed.
pub(super) fn of(seed: u64, sources: &Sources, rules: &RuleSet, options: &Options, found: &[Finding]) -> Key {
    let mut all = Hashed(Xxh3::with_seed(seed));
    // Their order is their number, and places are told by numbers.
    let texts: Vec<(SourceId, &Source)> = sources.iter().collect();
    let keys: Vec<[u8; 16]> = texts.par_iter().map(|(_, source)| text(seed, source).to_le_bytes()).collect();
    all.0.update(&keys.len().to_le_bytes());
    keys.iter().for_each(|key| all.0.update(key));
    written(&mut all, rules, options, found).expect("a hash takes every text");
    all.0.digest128()
}

/// The key of a text with its name and what it is to the run.
fn text(seed: u64, source: &Source) -> Key {
    let (path, origin, text) = source.given();
    let mut all = Xxh3::with_seed(seed);
    all.update(&path.len().to_le_bytes());
    all.update(path.as_bytes());
    all.update(&[origin as u8]);
    all.update(&pack::key(text, seed).to_le_bytes());
    all.digest128()
}

/// What is no text of the run.
fn written(all: &mut Hashed, rules: &RuleSet, options: &Options, found: &[Finding]) -> fmt::Result {
    // Who remembers what changes no outcome.
    let Options { today, select, ignore, levels, named, baseline, recall: _ } = options;
    write!(all, "{today:?}{select:?}{ignore:?}{levels:?}{named:?}{baseline:?}{found:?}")?;
    let RuleSet { packs, rules, findings } = rules;
    write!(all, "{findings:?}{}", packs.len())?;
    for pack in packs {
        // Its `pack.yaml`, a text of the run, says the rest.
        let Pack { name, root, trusted, head: _ } = pack;
        write!(all, "{name:?}{root:?}{trusted:?}")?;
    }
    for rule in rules {
        // Its `rule.yaml`, a text of the run, says the rest.
        let Rule { id, pack, source, from: _, until: _, kind: _, check: _, told: _ } = rule;
        write!(all, "{id:?}{pack:?}{source:?}")?;
    }
    Ok(())
}

/// A hash that takes texts.
struct Hashed(Xxh3);

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
