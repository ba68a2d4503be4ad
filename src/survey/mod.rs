//! What an estate comes to, as plain figures.
//!
//! It counts what was judged and described, and nothing else; it judges nothing itself, has no words but names
//! that stand in descriptions and packs, and never prints.

pub mod coverage;
pub mod diff;
pub mod status;
