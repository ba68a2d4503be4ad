//! The nouns of a description and their fields: the one place where the language is declared.
//!
//! Decoding, the JSON Schema, the types of conditions and the field reference are derived from these
//! tables by `schema`. This room reads no YAML and resolves no reference; it says what can be said.

pub mod choices;
pub mod common;
pub mod data;
mod description;
pub mod flow;
pub mod governance;
pub mod security;
pub mod service;
pub mod system;

pub use description::{DESCRIPTION, record_of, section_of};
