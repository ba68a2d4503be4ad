//! Numbers that look random and are the same on every machine: SplitMix64.
//!
//! Every file of the nation draws from a stream of its own, so a file does not change when another one does. Not for
//! secrets: whoever knows the seed knows all.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for one part of what a seed makes.
    pub fn of(seed: u64, part: usize, purpose: u64) -> Self {
        let mut mixed = Self(seed ^ (part as u64).rotate_left(24) ^ purpose.rotate_left(48));
        Self(mixed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0. The bias of the remainder is far below what anybody could see here.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of the items.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// The items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A day of the year, `YYYY-MM-DD`; days stop at 28, which every month has.
    pub fn day(&mut self, year: u16, months: std::ops::Range<usize>) -> String {
        let month = months.start + self.below(months.len());
        format!("{year}-{month:02}-{:02}", 1 + self.below(28))
    }
}
