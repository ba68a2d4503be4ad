//! khung.
pub mod check;
pub mod cli;
pub mod condition;
pub mod diagnostic;
pub mod discover;
pub mod finding;
pub mod graph;
pub mod import;
pub mod lang;
pub mod linter;
pub mod model;
pub mod report;
pub mod rule;
pub mod schema;
pub mod settings;
pub mod source;
pub mod yaml;
