//! Whether what is to be written says what a secret is: then it is not written.
//!
//! A finding about a secret never repeats it, but another one may quote the value that it stands in.

use aho_corasick::AhoCorasick;

use super::bytes::Out;
use crate::source::{Origin, Sources, Span};

/// Whether a secret of the estate stands in what was put there. A word that packs use, too, gives nothing away: rules
/// speak of what is "required", and some call that their password.
pub(super) fn says_a_secret(out: &Out<'_>, secrets: &[Span], sources: &Sources) -> bool {
    let mut secrets: Vec<&str> = secrets.iter().map(|at| sources.text(*at)).filter(|text| !text.is_empty()).collect();
    secrets.sort_unstable();
    secrets.dedup();
    if secrets.is_empty() {
        return false;
    }
    // More than can be searched for at once are not looked for one by one.
    let Ok(search) = AhoCorasick::new(&secrets) else { return true };
    let ours = |origin| matches!(origin, Origin::Pack | Origin::Catalogue);
    let public = |secret: &str| sources.iter().any(|(_, each)| ours(each.origin) && each.text.contains(secret));
    let mut known = vec![false; secrets.len()];
    out.words().iter().flat_map(|word| search.find_overlapping_iter(*word)).any(|found| {
        let number = found.pattern().as_usize();
        known[number] = known[number] || public(secrets[number]);
        !known[number]
    })
}
