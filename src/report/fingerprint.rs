//! Fingerprints: what services remember a finding by from one run to the next.
//!
//! They hash identities, which know no lines, so that a finding keeps its fingerprint when text moves. A hash without
//! known collisions, because names come from strangers: nobody can make a new finding look like an old one.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Inconclusive, identities};

/// Bytes of the hash that are kept.
const KEPT: usize = 16;

/// A fingerprint for each finding, no two equal.
pub(super) fn of(diagnostics: &[Diagnostic]) -> Vec<String> {
    identities(diagnostics).iter().map(|identity| hash(identity)).collect()
}

/// A fingerprint for each verdict that could not be given, no two equal.
pub(super) fn of_inconclusive(verdicts: &[Inconclusive]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let numbered = |verdict: &Inconclusive| {
        let count = seen.entry(verdict.identity()).or_default();
        *count += 1;
        if *count == 1 { hash(&verdict.identity()) } else { hash(&format!("{}#{count}", verdict.identity())) }
    };
    verdicts.iter().map(numbered).collect()
}

fn hash(identity: &str) -> String {
    let digest = Sha256::digest(identity.as_bytes());
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is a digit");
    digest.iter().take(KEPT).flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect()
}
