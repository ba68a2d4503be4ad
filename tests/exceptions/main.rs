//! Accepted exceptions as a user meets them: comments, waivers, the baseline.

#[path = "../reading/support.rs"]
#[allow(dead_code)] // the support of the reading tests, of which these need a part
mod support;

mod baseline;
mod comments;
mod everywhere;
mod stubs;
mod waivers;

use support::{Folder, Ran};

/// Two procedure systems whose level is too low.
pub const ESTATE: &str = "khung: 1
agency: H99
systems:
  mot-cua: { name: Một cửa, kind: procedure-system, security: { level: 2 } }
  mot-cua-xa: { name: Một cửa xã, kind: procedure-system, security: { level: 1 } }
";

/// The rule that says so.
pub const RULE: &str = "security-zones/level-too-low-for-procedure-system";

/// `khung check` with that rule and those about exceptions, one line for each finding.
pub fn check(folder: &Folder, more: &[&str]) -> Ran {
    folder.check(&[&[".", "--select", &format!("{RULE},waivers")], more].concat())
}
