//! Words that would do something if a shell, a command line or a service took them for more than words.

pub const WORDS: [&str; 14] = [
    "; rm -rf .",
    "$(touch hit)",
    "`touch hit`",
    "a && touch hit",
    "| touch hit",
    "> hit",
    "'; touch hit; '",
    "\"; touch hit; \"",
    "${IFS}$HOME",
    "*",
    "--output=json=hit",
    "-q",
    "::set-output name=exit-code::0",
    "../../../etc/passwd",
];
