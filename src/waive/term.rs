//! What a waiver is worth on a day: the one place that decides it, for every command and format.

use jiff::Span;
use jiff::civil::Date;

use super::Waiver;

/// Days before its end from which a waiver is spoken of.
pub const SOON: i64 = 30;

/// The longest term, in days, of a waiver of a rule that sets none: one year.
pub const LONGEST: u32 = 365;

/// A waiver on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    Valid {
        /// The last day, no later than the rule allows.
        until: Date,
        /// Days left after today: 0 on the last day.
        days: i64,
        /// Whether the rule allows less than the waiver says.
        cut: bool,
    },
    /// Granted on a later day.
    NotYet,
    /// No longer in force.
    Expired {
        /// The last day on which it was.
        on: Date,
        /// Whether the rule allows less than the waiver says.
        cut: bool,
    },
    /// It ends before it begins.
    Backwards,
    /// The rule allows no waiver.
    NeverWaivable,
}

/// What a waiver is worth today, when its rule allows so many days from the day it was granted, that day included.
pub fn standing(waiver: &Waiver, longest: u32, today: Date) -> Standing {
    let (granted, expires) = (waiver.granted.value, waiver.expires.value);
    if longest == 0 {
        return Standing::NeverWaivable;
    }
    if expires < granted {
        return Standing::Backwards;
    }
    let last = granted.saturating_add(Span::new().days(i64::from(longest) - 1));
    let (until, cut) = (expires.min(last), expires > last);
    match () {
        () if today < granted => Standing::NotYet,
        () if today > until => Standing::Expired { on: until, cut },
        () => Standing::Valid { until, days: i64::from((until - today).get_days()), cut },
    }
}
