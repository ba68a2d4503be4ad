//! Which exceptions cover a finding, found without asking each of them: an estate may have thousands of both.
//!
//! Answers with numbers of exceptions in their order. Whether an exception is worth anything is not asked here.

use rustc_hash::FxHashMap;

use super::Waiver;
use super::comment::Allowance;
use crate::source::{SourceId, Span};

/// Waivers by what they name.
pub(super) struct ByName<'w> {
    waivers: &'w [Waiver],
    /// By rule and subject as written.
    exact: FxHashMap<(&'w str, &'w str), Vec<usize>>,
    /// By rule, those that may stand for other names as well: people write few of these, and each is asked.
    patterns: FxHashMap<&'w str, Vec<usize>>,
}

impl<'w> ByName<'w> {
    pub fn of(waivers: &'w [Waiver]) -> Self {
        let (mut exact, mut patterns) = (FxHashMap::<_, Vec<_>>::default(), FxHashMap::<_, Vec<_>>::default());
        for (number, waiver) in waivers.iter().enumerate() {
            let rule = waiver.rule.value.as_str();
            match waiver.is_pattern() {
                true => patterns.entry(rule).or_default().push(number),
                false => exact.entry((rule, waiver.subject.value.as_str())).or_default().push(number),
            }
        }
        Self { waivers, exact, patterns }
    }

    /// The waivers of a rule that are about one of these names.
    pub fn covering(&self, rule: &str, names: &[&str]) -> Vec<usize> {
        let mut found: Vec<usize> =
            names.iter().filter_map(|name| self.exact.get(&(rule, *name))).flatten().copied().collect();
        let patterns = self.patterns.get(rule).into_iter().flatten().copied();
        found.extend(patterns.filter(|number| self.waivers[*number].covers(names)));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Comments by where they reach.
pub(super) struct ByPlace<'a>(FxHashMap<(SourceId, &'a str), Reaches>);

impl<'a> ByPlace<'a> {
    pub fn of(allowances: &'a [Allowance]) -> Self {
        let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (number, allowance) in allowances.iter().enumerate() {
            let reach = allowance.reach();
            for rule in allowance.rules() {
                all.entry((reach.source, rule)).or_default().push((reach.start, reach.end, number));
            }
        }
        Self(all.into_iter().map(|(key, reaches)| (key, Reaches::of(reaches))).collect())
    }

    /// The comments about a rule that reach a place.
    pub fn covering(&self, rule: &str, at: Span) -> Vec<usize> {
        self.0.get(&(at.source, rule)).map_or(Vec::new(), |reaches| reaches.around(at.start))
    }
}

/// Ranges of bytes, each with a number, that lie beside or in each other.
struct Reaches {
    /// Start, end, number; sorted by the start.
    all: Vec<(u32, u32, usize)>,
    /// For each the nearest one before it that goes on beyond its start: whoever covers a byte is found on the way
    /// up from the last one that begins at or before it.
    around: Vec<Option<usize>>,
}

impl Reaches {
    fn of(mut all: Vec<(u32, u32, usize)>) -> Self {
        all.sort_unstable_by_key(|(start, end, number)| (*start, std::cmp::Reverse(*end), *number));
        let mut open: Vec<usize> = Vec::new();
        let mut around = Vec::with_capacity(all.len());
        for (at, (start, ..)) in all.iter().enumerate() {
            while open.last().is_some_and(|last| all[*last].1 <= *start) {
                open.pop();
            }
            around.push(open.last().copied());
            open.push(at);
        }
        Self { all, around }
    }

    fn around(&self, byte: u32) -> Vec<usize> {
        let last = self.all.partition_point(|(start, ..)| *start <= byte).checked_sub(1);
        let up = std::iter::successors(last, |at| self.around[*at]);
        let mut found: Vec<usize> = up.filter(|at| byte < self.all[*at].1).map(|at| self.all[at].2).collect();
        found.sort_unstable();
        // One comment may name a rule twice.
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_around_a_byte_are_those_that_cover_it() {
        // All ranges of a small line: beside, in and across each other, and some twice.
        let ends = |start| (start + 1..=7).map(move |end| (start, end));
        let spread: Vec<(u32, u32)> = (0..7).flat_map(ends).chain([(2, 4), (0, 7)]).collect();
        for skipped in 0..spread.len() {
            let kept = spread.iter().enumerate().filter(|(number, _)| (number * 7 + skipped) % 3 != 0);
            let all: Vec<(u32, u32, usize)> = kept.map(|(number, (start, end))| (*start, *end, number)).collect();
            let reaches = Reaches::of(all.clone());
            for byte in 0..9 {
                let covering = all.iter().filter(|(start, end, _)| (*start..*end).contains(&byte));
                assert_eq!(reaches.around(byte), covering.map(|(.., number)| *number).collect::<Vec<_>>());
            }
        }
    }
}
