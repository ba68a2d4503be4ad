//! Waivers that somebody has still to decide on: entries with every word open, added to a file's text.
//!
//! Pure. What is there stays as it is, comments too; a stub waives nothing until it is filled in, and this room never
//! fills anything in.

use globset::escape;

use crate::schema::{Decoder, Special, Value};
use crate::source::{Origin, SourceId, Sources};
use crate::yaml::{self, NodeId, Tree};

use super::WAIVERS;

/// The keys that are left open.
pub const OPEN: [&str; 5] = ["reason", "approver", "decision", "granted", "expires"];

/// What shall be waived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// The rule's id.
    pub rule: String,
    /// What its finding is about, as a waiver names it: see [`subject`].
    pub subject: String,
}

/// The name of an object or a file as the subject of a waiver: what would be a pattern is taken literally.
pub fn subject(name: &str) -> String {
    escape(&name.replace('\\', "\\\\"))
}

/// A text with stubs for what is wanted and not in it yet, sorted; and how many those are. Without any, the text is
/// unchanged. `None` where the text is written in a way that stubs cannot be added to.
pub fn add(text: &str, wanted: &[Wanted]) -> Option<(String, usize)> {
    let there = entries(text)?;
    let mut new: Vec<&Wanted> = wanted.iter().filter(|one| !there.contains(one)).collect();
    new.sort();
    new.dedup();
    if new.is_empty() {
        return Some((text.to_owned(), 0));
    }
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let written = insert(text, &new, line_break)?;
    // Whatever the file looks like: what was in it is in it still, and the stubs are, or nothing is done.
    let now = entries(&written)?;
    let all = now.starts_with(&there) && now.len() == there.len() + new.len();
    all.then_some((written, new.len()))
}

/// The stubs alone, as entries of the list.
fn rendered(new: &[&Wanted], indent: usize, line_break: &str) -> String {
    let margin = " ".repeat(indent);
    let stub = |wanted: &&Wanted| {
        let head = format!("{margin}- rule: {}{line_break}", scalar(&wanted.rule));
        let subject = format!("{margin}  subject: {}{line_break}", scalar(&wanted.subject));
        let open = OPEN.map(|key| format!("{margin}  {key}:{line_break}")).concat();
        head + &subject + &open
    };
    new.iter().map(stub).collect()
}

/// A word as a scalar: plain where nothing else could be meant, else a JSON string, which YAML reads too.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let begins = text.starts_with(|c: char| c.is_alphabetic());
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&&*text.to_lowercase());
    if begins && !word && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut quoted = String::new();
    for c in serde_json::Value::String(text.to_owned()).to_string().chars() {
        // What cannot be seen, or turns the direction of reading, is spelt out.
        let strange =
            c.is_control() || matches!(u32::from(c), 0x2028..=0x202E | 0x2060..=0x206F | 0x200B..=0x200F | 0xFEFF);
        match strange {
            true => quoted += &format!("\\u{:04X}", u32::from(c)),
            false => quoted.push(c),
        }
    }
    quoted
}

/// The text with the stubs behind the last entry, in the style of the list that is there.
fn insert(text: &str, new: &[&Wanted], line_break: &str) -> Option<String> {
    let (_, tree) = parsed(text);
    let list = tree.documents.iter().find_map(|root| tree.get(*root, "waivers"));
    let Some(list) = list else {
        // No list yet: at the end, where no other document may begin.
        let several = tree.documents.len() > 1;
        let margin = if text.is_empty() || text.ends_with('\n') { "" } else { line_break };
        return (!several).then(|| format!("{text}{margin}waivers:{line_break}{}", rendered(new, 2, line_break)));
    };
    let span = tree.span(list.value);
    let lines = Lines { text };
    match tree.sequence(list.value) {
        Some([]) => {
            // `[]`, and what may stand behind it in its line.
            let (start, end) = (span.start as usize, span.end as usize);
            let rest = lines.end(end);
            let head = format!("{}{}", text[..start].trim_end(), &text[end..rest]);
            Some(spliced(&head, &text[rest..], &rendered(new, 2, line_break), line_break))
        }
        Some(items) => {
            let indent = lines.dash(&tree, *items.last()?)?;
            let end = lines.last_of(tree.span(*items.last()?).start as usize, indent);
            Some(spliced(&text[..end], &text[end..], &rendered(new, indent, line_break), line_break))
        }
        None if tree.is_null(list.value) => {
            let end = lines.end(tree.span(list.key).end as usize);
            Some(spliced(&text[..end], &text[end..], &rendered(new, 2, line_break), line_break))
        }
        None => None,
    }
}

/// Lines between what ends a line and what begins with a line break, or with nothing at the end of the text.
fn spliced(before: &str, after: &str, lines: &str, line_break: &str) -> String {
    let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n')).unwrap_or(after);
    format!("{before}{line_break}{lines}{after}")
}

struct Lines<'t> {
    text: &'t str,
}

impl Lines<'_> {
    /// The end of the line around a place, without its break.
    fn end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |length| at + length)
    }

    fn start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |before| before + 1)
    }

    /// How far the dash of an item is indented; `None` where it has none, between brackets.
    fn dash(&self, tree: &Tree<'_>, item: NodeId) -> Option<usize> {
        let at = tree.span(item).start as usize;
        let before = self.text[self.start(at)..at].trim_start_matches('\u{feff}');
        let indent = before.len() - before.trim_start_matches(' ').len();
        before[indent..].strip_prefix('-').filter(|rest| rest.trim().is_empty()).map(|_| indent)
    }

    /// Where the last line of an item ends that begins at a place behind a dash: everything indented deeper is its.
    fn last_of(&self, at: usize, indent: usize) -> usize {
        let mut end = self.end(at);
        let mut next = end;
        while let Some(start) = self.text[next..].find('\n').map(|length| next + length + 1) {
            next = self.end(start);
            let line = &self.text[start..next];
            if line.trim().is_empty() {
                continue;
            }
            if line.len() - line.trim_start_matches(' ').len() <= indent {
                break;
            }
            end = next;
        }
        end
    }
}

/// What the waivers of a text are about, whole or not; `None` when it cannot be read.
fn entries(text: &str) -> Option<Vec<Wanted>> {
    let (_, tree) = parsed(text);
    if !tree.faults.is_empty() {
        return None;
    }
    let mut all = Vec::new();
    for root in &tree.documents {
        // A file of nothing but comments holds one empty document.
        let fields = Decoder::new(&tree, Special::Nowhere).document(*root, &WAIVERS).fields;
        let Some(Value::List(items)) = fields.get("waivers").map(|written| &written.value) else { continue };
        for item in items {
            let said = |key| match &item.value {
                Value::Record(fields) => fields.get_text(key).unwrap_or_default(),
                _ => String::new(),
            };
            all.push(Wanted { rule: said("rule"), subject: said("subject") });
        }
    }
    Some(all)
}

fn parsed(text: &str) -> (SourceId, Tree<'_>) {
    let id = Sources::default().add("", Origin::Waivers, String::new());
    (id, yaml::parse(id, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(subjects: &[&str]) -> Vec<Wanted> {
        subjects.iter().map(|name| Wanted { rule: "a/b".into(), subject: subject(name) }).collect()
    }

    fn added(text: &str, subjects: &[&str]) -> Option<String> {
        add(text, &wanted(subjects)).map(|(text, _)| text)
    }

    const STUB: &str =
        "  - rule: a/b\n    subject: H99/x\n    reason:\n    approver:\n    decision:\n    granted:\n    expires:\n";

    #[test]
    fn stubs_stand_behind_what_is_there() {
        let list = format!("waivers:\n{STUB}");
        let one = "waivers:\n  - { rule: c/d, subject: y } # một\n";
        let text = "waivers:\n  - rule: c/d\n    subject: y\n    reason: |\n      # chữ\n\n      hết\n\n  # cuối\n";
        let behind = text.replace("hết\n\n", &format!("hết\n{STUB}\n"));
        let flat = STUB.replace("\n  ", "\n").trim_start().to_owned();
        for (before, after) in [
            ("", list.clone()),
            ("# đầu\n", format!("# đầu\n{list}")),
            ("khung: 1", format!("khung: 1\n{list}")),
            ("waivers: [] # chưa có\n", format!("waivers: # chưa có\n{STUB}")),
            ("waivers:\nkhung: 1\n", format!("waivers:\n{STUB}khung: 1\n")),
            (one, format!("{one}{STUB}")),
            (one.trim_end(), format!("{one}{STUB}")),
            (text, behind),
            (
                "waivers:\n- { rule: c/d, subject: y }\nkhung: 1\n",
                format!("waivers:\n- {{ rule: c/d, subject: y }}\n{flat}khung: 1\n"),
            ),
        ] {
            assert_eq!(added(before, &["H99/x"]).as_deref(), Some(&*after), "{before:?}");
            let windows = |text: &str| text.replace('\n', "\r\n");
            if before.ends_with('\n') {
                assert_eq!(added(&windows(before), &["H99/x"]), Some(windows(&after)), "{before:?}");
            }
        }
    }

    #[test]
    fn they_are_sorted_and_none_is_written_twice() {
        let (once, count) = add("", &wanted(&["H99/y", "H99/x", "H99/y"])).expect("room");
        assert_eq!(count, 2);
        assert!(once.find("H99/x") < once.find("H99/y"), "{once}");
        assert_eq!(add(&once, &wanted(&["H99/x", "H99/y"])), Some((once.clone(), 0)));
        assert_eq!(
            add(&once, &wanted(&["H99/a"])).expect("room").0,
            once.clone() + &added("", &["H99/a"]).expect("room")["waivers:\n".len()..]
        );
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        for text in [
            "waivers: [{ rule: c/d, subject: y }]\n",
            "waivers: 3\n",
            "waivers: [\n",
            "- a\n",
            "khung: 1\n---\nkhung: 1\n",
        ] {
            assert_eq!(added(text, &["H99/x"]), None, "{text:?}");
        }
    }

    #[test]
    fn every_name_comes_back_as_it_was() {
        for name in
            ["a → b", "a: b # c", "- a", "true", "12", "dir/[x].yaml", "a*b", "a\u{202E}b\n", "\"'\\", "ố", "~", "{a"]
        {
            let text = added("", &[name]).expect("room");
            let said = &entries(&text).expect("readable")[0].subject;
            let glob = globset::GlobBuilder::new(said).literal_separator(false).build().expect("a pattern");
            assert!(said == name || glob.compile_matcher().is_match(name), "{name:?}: {text}");
            assert!(!glob.compile_matcher().is_match("axb") || name == "axb", "{name:?}");
            assert!(!text.contains('\u{202E}'));
        }
    }
}
