//! Proves that `khung schema` and the decoder tell one story about what may be written.
//!
//! An editor checks a file by the schema, khung by the declarations. If they differ, the editor promises what
//! khung refuses, or underlines what khung allows. So: every file of this repository is valid by its schema;
//! every type of value in every field, and random documents, are judged the same by both; and each deliberate
//! difference is written down with its reason (`both_ways.rs`). These tests never look into a file's meaning:
//! references, rules and law are proved elsewhere.

mod both_ways;
mod document;
mod files;
mod json;
mod judge;
mod random;
mod sample;
mod shape;
