//! Where in a text it is worth looking closer: pieces of three bytes, one in each hint, that descriptions hardly have.
//!
//! Of three bytes in a row two stand at an even place, so that a look at every second place misses none. Only
//! speed is decided here, never what a secret is.

/// How many bytes a piece has.
const PIECE: usize = 3;

/// How many pieces there are.
pub(super) const COUNT: usize = 24;

/// Every hint has one of these; a small letter stands for the capital, too. Taken were those whose two pairs are
/// rarest in descriptions: every `ss` of an `access` and every `to` of a flow would cost a closer look.
const PIECES: [&[u8; PIECE]; COUNT] = [
    b"---",
    b"swo",
    b"swd",
    b"phr",
    b"pwd",
    b"ecr",
    b"oke",
    b"key",
    // The ends of `khẩu` and `KHẨU`.
    b"\xba\xa9u",
    b"\xba\xa8u",
    b"hau",
    b"://",
    b"AKI",
    b"hp_",
    b"glp",
    b"eyJ",
    b"xox",
    b"10.",
    b"68.",
    b"72.",
    b"/ad",
    b"/wp",
    b"hpm",
    b"/ma",
];

/// For two bytes, the first one the lower half of the index, whether they stand in a piece.
static IN_PIECE: [bool; 1 << 16] = {
    let mut all = [false; 1 << 16];
    let mut number = 0;
    while number < PIECES.len() {
        let mut at = 0;
        while at + 1 < PIECE {
            let (first, second) = (PIECES[number][at], PIECES[number][at + 1]);
            let (firsts, seconds) = ([first, first.to_ascii_uppercase()], [second, second.to_ascii_uppercase()]);
            let mut spelling = 0;
            while spelling < 4 {
                all[u16::from_le_bytes([firsts[spelling / 2], seconds[spelling % 2]]) as usize] = true;
                spelling += 1;
            }
            at += 1;
        }
        number += 1;
    }
    all
};

/// Names every place where a piece begins, and which one; some perhaps twice.
pub(super) fn places(bytes: &[u8], mut found: impl FnMut(usize, usize)) {
    let mut look = |at: usize| piece(&bytes[at..]).into_iter().for_each(|piece| found(at, piece));
    let (blocks, rest) = bytes.as_chunks::<8>();
    for (number, block) in blocks.iter().enumerate() {
        let rare = |at: usize| IN_PIECE[usize::from(u16::from_le_bytes([block[at], block[at + 1]]))];
        // No branch between the four: there is nothing in nearly any block.
        if rare(0) | rare(2) | rare(4) | rare(6) {
            for pair in [0, 2, 4, 6].into_iter().filter(|at| rare(*at)) {
                let at = number * 8 + pair;
                (at.saturating_sub(1)..=at).for_each(&mut look);
            }
        }
    }
    let end = bytes.len() - rest.len();
    (end.saturating_sub(1)..bytes.len()).for_each(look);
}

/// By place in a piece and byte, the pieces that have it there, as bits.
static WITH: [[u32; 256]; PIECE] = {
    let mut all = [[0; 256]; PIECE];
    let mut number = 0;
    while number < COUNT {
        let mut at = 0;
        while at < PIECE {
            let byte = PIECES[number][at];
            all[at][byte as usize] |= 1 << number;
            all[at][byte.to_ascii_uppercase() as usize] |= 1 << number;
            at += 1;
        }
        number += 1;
    }
    all
};

/// The piece that stands at the beginning, by its number.
fn piece(bytes: &[u8]) -> Option<usize> {
    let here = bytes.first_chunk::<PIECE>()?;
    let with = here.iter().zip(&WITH).fold(u32::MAX, |with, (byte, pieces)| with & pieces[usize::from(*byte)]);
    (with != 0).then_some(with.trailing_zeros() as usize)
}

/// Where each piece stands in a hint: its number, and the byte at which it begins.
pub(super) fn pieces_in(hint: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let here = |(at, bytes): (usize, &[u8])| {
        let is = |piece: &&[u8; PIECE]| bytes.eq_ignore_ascii_case(*piece);
        Some((PIECES.iter().position(is)?, at))
    };
    hint.as_bytes().windows(PIECE).enumerate().filter_map(here)
}
