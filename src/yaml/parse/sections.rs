//! Some entries of a text without the rest: for who knows a file to be sound and needs little of it now.

use std::ops::Range;

use memchr::memchr_iter;

/// The bytes of the entries with these keys at the top of a text, each with its key. Of a text that is one mapping in
/// block form every such entry is found; what else lies between two keys belongs to the one before.
pub(super) fn sections(text: &str, keys: &[&str]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let lines = std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|end| end + 1));
    let mut starts = lines.filter(|start| bytes.get(*start).is_some_and(u8::is_ascii_alphabetic)).peekable();
    let mut found = Vec::with_capacity(keys.len());
    while let Some(start) = starts.next() {
        let end = starts.peek().copied().unwrap_or(bytes.len());
        let wanted = |key: &&str| text[start..end].strip_prefix(*key).is_some_and(|rest| rest.starts_with(':'));
        if keys.iter().any(wanted) {
            found.push(start..end);
        }
    }
    found
}
