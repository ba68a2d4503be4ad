//! Colour, or none: the only place that knows terminal codes.
//!
//! It paints texts that are already escaped; it never decides whether colour is wanted.

use crate::diagnostic::Severity;

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something as grave as this.
    Grave(Severity),
    /// A heading.
    Strong,
    /// A caption such as `help:`.
    Caption,
    /// What may be overlooked.
    Faint,
    /// Text taken away.
    Removed,
    /// Text put in.
    Added,
}

/// Whether texts are painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// `false` leaves every text as it is.
    pub on: bool,
}

impl Ink {
    /// The text in the colour of its tone.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.on || text.is_empty() {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Grave(Severity::Error) => "1;31",
            Tone::Grave(Severity::Warning) => "1;33",
            Tone::Grave(Severity::Info) | Tone::Caption => "36",
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Removed => "31",
            Tone::Added => "32",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
