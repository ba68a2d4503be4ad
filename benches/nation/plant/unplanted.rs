//! Rules without a planter, and why.

/// Rules without a planter, and why.
pub const UNPLANTED: &[(&str, &str)] = &[];
