//! "Did you mean": the valid word nearest to a misspelt one.

/// A suggestion, and whether it is beyond doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest<'a> {
    word: Option<&'a str>,
    certain: bool,
}

impl<'a> Nearest<'a> {
    /// The word, if any is near enough to be worth naming.
    pub fn certain_or_likely(self) -> Option<&'a str> {
        self.word
    }

    /// The word, if nothing else can have been meant: one slip away, and nothing else as near.
    pub fn certain(self) -> Option<&'a str> {
        self.word.filter(|_| self.certain)
    }
}

/// The candidate nearest to `word`. Distance counts insertions, deletions, exchanges and swaps of
/// neighbouring letters; `_` and capital letters are forgiven. At most a third of the word may differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Nearest<'a> {
    let folded = fold(word);
    let length = folded.chars().count();
    let allowed = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in candidates {
        // So many letters more or fewer are so many insertions or deletions: too far, whatever the letters are.
        if candidate.is_ascii() && candidate.len().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &fold(candidate));
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tied = true,
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    match best {
        Some((distance, word)) if distance <= allowed => {
            let short = folded.chars().count() < 4;
            // `NV-12` beside `NV-11` is as likely another one as a slip.
            let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
            let slip = distance == 1 && !short && digits(&folded) == digits(word);
            Nearest { word: Some(word), certain: !tied && (distance == 0 || slip) }
        }
        _ => Nearest { word: None, certain: false },
    }
}

fn fold(word: &str) -> String {
    word.chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_named_and_far_ones_are_not() {
        let keys = ["security", "sectors", "scope", "name", "note"];
        assert_eq!(nearest("securty", keys).certain(), Some("security"));
        assert_eq!(nearest("Security", keys).certain(), Some("security"));
        assert_eq!(nearest("sekurty", keys), Nearest { word: Some("security"), certain: false });
        assert_eq!(nearest("zones", keys).certain_or_likely(), None);
        // Two words are as near: naming one is a help, writing it would be a guess.
        assert_eq!(nearest("node", ["note", "mode"]).certain(), None);
        assert_eq!(nearest("NV-12", ["NV-11"]), Nearest { word: Some("NV-11"), certain: false });
    }
}
