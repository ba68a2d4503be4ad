//! Bytes that are mostly near: the end of a line, the colon behind a key.
//!
//! A line has some 25 bytes, and calling a searcher made for long texts takes longer than looking at them eight at a
//! time. What is not near is left to that searcher.

/// Words of eight bytes that are looked at before.
const WORDS: usize = 4;

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The first place from `from` to `end` with one of these bytes. `far` looks for the same ones.
#[inline(always)]
pub(super) fn find<const N: usize>(
    bytes: &[u8],
    from: usize,
    end: usize,
    wanted: [u8; N],
    far: impl Fn(&[u8]) -> Option<usize>,
) -> Option<usize> {
    let mut at = from;
    for _ in 0..WORDS {
        let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else { break };
        let word = u64::from_le_bytes(*word);
        // The lowest bit is right: what is wrong in such a sum lies above a right one.
        let hits = wanted.iter().fold(0, |hits, wanted| hits | zeros(word ^ (EACH * u64::from(*wanted))));
        if hits != 0 {
            let hit = at + hits.trailing_zeros() as usize / 8;
            return (hit < end).then_some(hit);
        }
        at += 8;
        if at >= end {
            return None;
        }
    }
    far(&bytes[at..end]).map(|length| at + length)
}

/// A bit for each byte that is zero, and perhaps for some above one.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(EACH) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_a_slow_search_finds(
            bytes in prop::collection::vec(prop_oneof![Just(b':'), Just(b'#'), Just(b':' + 1), Just(0xBA), any::<u8>()], 0..90),
            from in any::<prop::sample::Index>(),
            end in any::<prop::sample::Index>(),
        ) {
            let end = end.index(bytes.len() + 1);
            let from = from.index(end + 1);
            let is = |byte: &u8| matches!(byte, b':' | b'#');
            let slow = bytes[from..end].iter().position(is).map(|length| from + length);
            let far = |rest: &[u8]| rest.iter().position(is);
            prop_assert_eq!(super::find(&bytes, from, end, [b':', b'#'], far), slow);
        }
    }
}
