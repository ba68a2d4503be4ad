//! `# khung: allow <rule> -- reason`: an exception written where the finding is.
//!
//! Behind something in its line it is for findings that begin in that line; on a line of its own it is for whatever
//! begins on the next line, an object with everything in it or a single field.

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::finding::{Exception, Finding, Granted, Value as Shown, builtin};
use crate::source::{Source, SourceId, Span};
use crate::yaml::{self, Data, Tree};

use super::Rules;

/// What begins every comment that is meant for the program.
const MARK: &str = "khung:";
/// The one thing a comment can say.
const ALLOW: &str = "allow";

/// A comment that allows something.
#[derive(Debug)]
pub(super) struct Allowance {
    /// The rules by their ids, with their places.
    rules: Vec<(String, Span)>,
    reason: String,
    /// Findings that begin here are meant.
    scope: Span,
    /// The comment.
    at: Span,
}

impl Allowance {
    /// The rules it names.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|(id, _)| id.as_str())
    }

    /// Where findings begin that are meant; never empty.
    pub fn reach(&self) -> Span {
        Span { end: self.scope.end.max(self.scope.start + 1), ..self.scope }
    }

    /// What a finding is told about it.
    pub fn exception(&self) -> Exception {
        Exception {
            by: Granted::Comment,
            reason: self.reason.clone(),
            approver: None,
            until: None,
            at: Some(self.at),
        }
    }

    /// What is wrong with it, when it was used or not.
    pub fn judged(&self, used: bool, rules: &dyn Rules) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (id, at) in &self.rules {
            if rules.known(id).is_none() {
                let values = [Shown::raw(id), Shown::maybe(rules.nearest(id))];
                findings.push(Finding::builtin(&builtin::WAIVER_RULE, *at, values));
            }
        }
        let run = self.rules.iter().any(|(id, _)| rules.known(id).is_some_and(|known| known.runs));
        if findings.is_empty() && !used && run {
            let ids = self.rules.iter().map(|(id, _)| id);
            findings.push(Finding::builtin(&builtin::ALLOW_UNUSED, self.at, [Shown::list(ids)]));
        }
        findings
    }
}

/// Finds the comments of a description.
pub(super) fn read(id: SourceId, source: &Source, all: &mut Vec<Allowance>, findings: &mut Vec<Finding>) {
    // Nearly no file has one, and only those are read a second time.
    let mut found = comments(&source.text).peekable();
    if found.peek().is_none() {
        return;
    }
    let tree = yaml::parse(id, &source.text);
    let mut places = Places::of(&tree, source);
    for (start, end) in found {
        let at = Span::new(id, start, end);
        if places.in_scalar(at) {
            continue;
        }
        match parsed(&source.text, at) {
            Some((rules, reason)) => all.push(Allowance { rules, reason, scope: places.scope(at), at }),
            None => findings.push(Finding::builtin(&builtin::ALLOW_MALFORMED, at, [])),
        }
    }
}

/// The comments that begin with the mark: from `#` to the end of the line.
fn comments(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    // Every byte of an estate is searched in every run, so with vectors.
    memmem::find_iter(text.as_bytes(), MARK).filter_map(move |at| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        let start = before.len().checked_sub(1).filter(|_| before.ends_with('#'))?;
        let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let apart = start == line || text[..start].ends_with([' ', '\t', '\u{feff}']);
        let said = text[at + MARK.len()..].trim_start_matches([' ', '\t']);
        // `# khung: 1` is a head that somebody put aside.
        let meant = said.starts_with(|c: char| c.is_alphabetic());
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
        (apart && meant).then_some((start, end))
    })
}

/// The rules and the reason; `None` when the comment is not of the one form there is.
fn parsed(text: &str, at: Span) -> Option<(Vec<(String, Span)>, String)> {
    let comment = &text[at.start as usize..at.end as usize];
    let (head, reason) = comment.split_once("--")?;
    let reason = reason.trim();
    let words = head.trim_start_matches('#').trim_start().strip_prefix(MARK)?.trim_start().strip_prefix(ALLOW)?;
    if reason.is_empty() || !words.starts_with([' ', '\t']) {
        return None;
    }
    let from = at.start as usize + (head.len() - words.len());
    let mut rules = Vec::new();
    let mut offset = 0;
    for part in words.split(',') {
        let name = part.trim();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return None;
        }
        let start = from + offset + (part.len() - part.trim_start().len());
        rules.push((name.to_owned(), Span::new(at.source, start, start + name.len())));
        offset += part.len() + 1;
    }
    Some((rules, reason.to_owned()))
}

/// Where the parts of a description begin and end: listed once, so that many comments cost no more than they are long.
struct Places<'s> {
    source: &'s Source,
    /// The texts, sorted. None lies in another.
    scalars: Vec<Span>,
    /// The entries of mappings and the items of lists, sorted.
    entries: Vec<Span>,
    /// By line from 1: it or the first one after it that says something beside comments, else the last.
    said: Vec<usize>,
    /// What the lines that were asked for reach.
    reached: FxHashMap<usize, Span>,
}

impl<'s> Places<'s> {
    fn of(tree: &Tree<'_>, source: &'s Source) -> Self {
        let entry = |pair: &yaml::Pair| {
            let (key, value) = (tree.span(pair.key), tree.span(pair.value));
            // An alias stands elsewhere than where it is used.
            if value.start < key.start { key } else { key.to(value) }
        };
        let (mut scalars, mut entries) = (Vec::new(), Vec::new());
        for node in tree.ids() {
            match tree.data(node) {
                Data::Mapping(pairs) => entries.extend(pairs.iter().map(entry)),
                Data::Sequence(items) => entries.extend(items.iter().map(|item| tree.span(*item))),
                Data::Scalar { .. } => scalars.push(tree.span(node)),
            }
        }
        scalars.sort_unstable();
        entries.sort_unstable();
        let lines = source.line_starts().len();
        let mut said = vec![lines; lines + 1];
        for number in (1..lines).rev() {
            let text = source.line(number).trim();
            let says = !text.is_empty() && !text.starts_with('#');
            said[number] = if says { number } else { said[number + 1] };
        }
        Self { source, scalars, entries, said, reached: FxHashMap::default() }
    }

    /// Whether what looks like a comment stands inside a text.
    fn in_scalar(&self, at: Span) -> bool {
        let before = self.scalars.partition_point(|scalar| scalar.start < at.start);
        // The nearest one only: texts do not overlap.
        before.checked_sub(1).is_some_and(|nearest| at.start < self.scalars[nearest].end)
    }

    /// Where findings must begin to be meant.
    fn scope(&mut self, at: Span) -> Span {
        let source = self.source;
        let line = source.position(at.start).line;
        let own_line = source.line(line).trim_start_matches('\u{feff}').trim_start().starts_with('#');
        if !own_line {
            return of_line(source, at, line);
        }
        let next = self.said.get(line + 1).copied().unwrap_or(line);
        if let Some(reached) = self.reached.get(&next) {
            return *reached;
        }
        let here = of_line(source, at, next);
        // Whatever begins on that line, the widest of it: an entry of a mapping, or an item of a list. A mapping as a
        // whole begins with its first entry, and is not meant.
        let first = self.entries.partition_point(|entry| entry.start < here.start);
        let begun = self.entries[first..].iter().take_while(|entry| entry.start < here.end);
        let reached = begun.copied().fold(here, Span::to);
        self.reached.insert(next, reached);
        reached
    }
}

fn of_line(source: &Source, at: Span, line: usize) -> Span {
    let starts = source.line_starts();
    let start = starts[line - 1] as usize;
    let end = starts.get(line).map_or(source.text.len(), |next| *next as usize);
    Span::new(at.source, start, end)
}
