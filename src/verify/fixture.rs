//! The good and bad files of a rule folder, and what came out of linting them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::settings::{self, Settings};
use crate::source::{Origin, PackFiles, Sources, Span};

/// Begins the line that says for which day a fixture is judged.
const AS_OF: &str = "# as-of:";

/// A small estate, a pack or a settings file that a rule must catch or leave in peace.
#[derive(Debug, Clone, Default)]
pub(super) struct Fixture {
    /// What its files are shown under, relative to the rule's folder: empty, or `good`, `bad`. A proof must
    /// not depend on where the pack lies.
    root: String,
    /// Files by their path in the folder.
    files: BTreeMap<String, String>,
    /// The day for which it is judged.
    pub day: Date,
}

/// What came out of linting a fixture.
#[derive(Debug)]
pub(super) struct Run {
    pub diagnostics: Vec<Diagnostic>,
    pub secrets: Vec<Span>,
    /// The day for which it was judged.
    pub day: Date,
    pub sources: Sources,
    pub graph: Graph,
}

impl Run {
    /// The path and line of a finding.
    pub fn place(&self, diagnostic: &Diagnostic) -> (String, usize) {
        let position = self.sources.position(diagnostic.at);
        (self.sources.get(diagnostic.at.source).path.clone(), position.line)
    }
}

impl Fixture {
    /// `<name>.yaml` or the folder `<name>/` of a rule; `None` when there is neither.
    pub fn of(pack: &PackFiles, rule: &str, name: &str, day: Date) -> Option<Self> {
        let file = format!("{rule}/{name}.yaml");
        if let Some(text) = pack.files.get(&file) {
            let files = BTreeMap::from([(format!("{name}.yaml"), text.to_string())]);
            return Some(Self { root: String::new(), files, day }.on_its_day());
        }
        let folder = format!("{rule}/{name}/");
        let files: BTreeMap<_, _> = pack
            .files
            .iter()
            .filter_map(|(path, text)| Some((path.strip_prefix(&folder)?.to_owned(), text.to_string())))
            .collect();
        (!files.is_empty()).then(|| Self { root: name.to_owned(), files, day }.on_its_day())
    }

    /// An estate in which nothing is described.
    pub fn empty(day: Date) -> Self {
        Self::text("empty.yaml", "khung: 1\n".to_owned(), day)
    }

    /// One file.
    pub fn text(path: &str, text: String, day: Date) -> Self {
        Self { root: String::new(), files: BTreeMap::from([(path.to_owned(), text)]), day }
    }

    /// The same, judged on the day that a comment line of its own `# as-of: 2026-12-31` says.
    fn on_its_day(mut self) -> Self {
        let day = self.day_line().and_then(|(_, _, day)| day.parse().ok());
        self.day = day.unwrap_or(self.day);
        self
    }

    /// The path, the line and the day of that comment, as it is written.
    fn day_line(&self) -> Option<(String, usize, &str)> {
        self.files.iter().find_map(|(path, text)| {
            let mut lines = text.lines().enumerate();
            let (number, day) = lines.find_map(|(number, line)| Some((number + 1, line.strip_prefix(AS_OF)?)))?;
            Some((self.shown(path), number, day.trim()))
        })
    }

    /// The place of a day that is none.
    pub fn wrong_day(&self) -> Option<(String, usize)> {
        let (path, line, day) = self.day_line()?;
        day.parse::<Date>().is_err().then_some((path, line))
    }

    fn shown(&self, path: &str) -> String {
        if self.root.is_empty() { path.to_owned() } else { format!("{}/{path}", self.root) }
    }

    /// The path of its file, if it is one description and nothing else.
    pub fn only(&self) -> Option<String> {
        let mut all = self.descriptions();
        match (all.next(), self.files.len()) {
            (Some((path, _)), 1) => Some(path),
            _ => None,
        }
    }

    /// The fixture as a rule pack, when it has a `pack.yaml`.
    pub fn pack(&self) -> Option<PackFiles> {
        self.files.contains_key("pack.yaml").then(|| PackFiles {
            root: self.root.clone(),
            files: self.files.iter().map(|(path, text)| (path.clone(), Cow::Owned(text.clone()))).collect(),
            embedded: false,
        })
    }

    /// Its settings file, read.
    pub fn settings(&self, sources: &mut Sources) -> Settings {
        match self.files.get(settings::FILE_NAME) {
            Some(text) => {
                let id = sources.add(self.shown(settings::FILE_NAME), Origin::Settings, text.clone());
                settings::read(sources, id)
            }
            None => Settings::default(),
        }
    }

    /// Its descriptions with their paths; a pack has none.
    pub fn descriptions(&self) -> impl Iterator<Item = (String, &str)> {
        let pack = self.files.contains_key("pack.yaml");
        let described = move |path: &str| !pack && path.ends_with(".yaml") && path != settings::FILE_NAME;
        self.files
            .iter()
            .filter(move |(path, _)| described(path))
            .map(|(path, text)| (self.shown(path), text.as_str()))
    }

    /// The marked lines with their paths, in order: `# bad`, `# bad: why`, `# bad x2` for two.
    pub fn marks(&self) -> Vec<(String, usize)> {
        let mut marks = Vec::new();
        for (path, text) in &self.files {
            let full = self.shown(path);
            for (number, line) in text.lines().enumerate() {
                for _ in 0..count(line) {
                    marks.push((full.clone(), number + 1));
                }
            }
        }
        marks
    }
}

/// How many findings a line is marked for.
fn count(line: &str) -> usize {
    let Some((_, after)) = line.split_once("# bad") else { return 0 };
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return 0;
    }
    let times = after.trim_start().strip_prefix('x');
    let digits = times.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_per_line() {
        for (line, marks) in
            [("a: 1 # bad", 1), ("# bad: vì sao", 1), ("b # bad x3: why", 3), ("c # badly", 0), ("bad: 1", 0)]
        {
            assert_eq!(count(line), marks, "{line}");
        }
    }
}
