//! `khung explain`: what a rule is about; why it does or does not flag a subject.

use std::io::{self, Write};

use super::about::{Body, Section, sections};
use super::args::{Common, ExplainArgs};
use super::{Ending, Trouble, load, output};
use crate::check::{self, Answer, Ground};
use crate::condition::Truth;
use crate::diagnostic::Diagnostic;
use crate::finding::{RuleRef, Value};
use crate::graph::{Graph, ObjectId};
use crate::lang::{Lang, Words, words};
use crate::linter;
use crate::report::{accepted, escape, wrapped};
use crate::rule::{Rule, RuleSet};
use crate::schema::nearest;
use crate::source::Sources;

pub(super) fn run(common: &Common, arguments: &ExplainArgs) -> Result<Ending, Trouble> {
    match &arguments.subject {
        None => {
            let (sources, rules, lang) = load::rules(common)?;
            let rule = find(&rules, &arguments.rule)?;
            output::print(|out| about(out, rule, &rules, &sources, lang))?;
        }
        Some(subject) => {
            let mut loaded = load::everything(common, &arguments.estate)?;
            let rule = find(&loaded.rules, &arguments.rule)?;
            loaded.options.select = vec![rule.id.clone()];
            let outcome = linter::lint(&loaded.sources, &loaded.rules, &loaded.options, &loaded.findings);
            let id = subject_of(&outcome.graph, subject)?;
            let number = loaded.rules.rules.iter().position(|known| known.id == rule.id).unwrap_or_default();
            let ground =
                Ground { graph: &outcome.graph, today: loaded.options.today, rule: RuleRef::Loaded(number as u32) };
            let answers = check::explain(&rule.check, ground, id);
            let name = outcome.graph.full_name(id);
            let about = |diagnostic: &&Diagnostic| diagnostic.subjects.contains(&name);
            let found: Vec<_> = outcome.diagnostics.iter().filter(about).collect();
            let open = outcome.inconclusive.iter().any(|each| each.subject == name);
            let story = Story { sources: &loaded.sources, graph: &outcome.graph, lang: loaded.lang };
            output::print(|out| story.tell(out, rule, id, &answers, &found, open))?;
            if loaded.troubled {
                return Ok(Ending::Failed);
            }
        }
    }
    Ok(Ending::Clean)
}

fn find<'r>(rules: &'r RuleSet, id: &str) -> Result<&'r Rule, Trouble> {
    if let Some(rule) = rules.find(id) {
        return Ok(rule);
    }
    // The last part of an id is often enough.
    let named: Vec<_> = rules.rules.iter().filter(|rule| rule.id.rsplit('/').next() == Some(id)).collect();
    match named[..] {
        [rule] => Ok(rule),
        _ => {
            let hint = load::did_you_mean(rules, id);
            Err(Trouble::Usage(format!("no rule is called {id}; {hint}")))
        }
    }
}

fn subject_of(graph: &Graph, name: &str) -> Result<ObjectId, Trouble> {
    match graph.find(name)[..] {
        [one] => Ok(one),
        [] => {
            let full: Vec<_> = graph.ids().map(|id| graph.full_name(id)).collect();
            // A name without its agency is as good as one with it.
            let short: Vec<_> =
                full.iter().map(|name| name.split_once('/').map_or(&**name, |(_, own)| own)).collect();
            let near = nearest(name, full.iter().map(String::as_str).chain(short));
            let hint = match near.certain_or_likely() {
                Some(near) => format!("did you mean {near}?"),
                None => "findings and `khung check -v` name the subjects".to_owned(),
            };
            Err(Trouble::Usage(format!("nothing described here is called {name}; {hint}")))
        }
        ref several => {
            let names: Vec<_> = several.iter().map(|id| graph.full_name(*id)).collect();
            Err(Trouble::Usage(format!("{name} may be any of: {}; give the full name", names.join(", "))))
        }
    }
}

/// A rule as its folder tells it.
fn about(out: &mut dyn Write, rule: &Rule, rules: &RuleSet, sources: &Sources, lang: Lang) -> io::Result<()> {
    let width = load::width();
    for Section { head, body } in sections(rule, rules, sources, lang) {
        writeln!(out, "\n{}", head.get(lang))?;
        let lines = match body {
            Body::Text(text) => text.lines().flat_map(|line| wrapped(line, width.saturating_sub(2))).collect(),
            Body::List(items) => items.iter().flat_map(|item| wrapped(item, width.saturating_sub(2))).collect(),
            Body::Code(code) => code.lines().map(str::to_owned).collect::<Vec<_>>(),
        };
        lines.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    }
    Ok(())
}

/// A text within the screen, its further lines two columns deeper than its first.
fn paragraph(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    for (number, line) in wrapped(text, load::width().saturating_sub(indent + 2)).iter().enumerate() {
        let margin = " ".repeat(indent + if number == 0 { 0 } else { 2 });
        writeln!(out, "{margin}{line}")?;
    }
    Ok(())
}

/// Why a rule flags one subject, or why not.
struct Story<'s> {
    sources: &'s Sources,
    graph: &'s Graph,
    lang: Lang,
}

impl Story<'_> {
    fn tell(
        &self,
        out: &mut dyn Write,
        rule: &Rule,
        id: ObjectId,
        answers: &[Answer],
        found: &[&Diagnostic],
        open: bool,
    ) -> io::Result<()> {
        let object = self.graph.object(id);
        let name = escape(&self.graph.full_name(id)).into_owned();
        paragraph(out, 0, &format!("{} · {name} ({})", rule.id, self.place(object.id.span)))?;
        let verdict = Self::verdict(answers, found, open);
        writeln!(out, "{}: {}", words("Kết luận", "Verdict").get(self.lang), verdict.get(self.lang))?;
        for diagnostic in found {
            let message = escape(diagnostic.message.get(self.lang)).into_owned();
            paragraph(out, 2, &format!("{}: {message}", self.place(diagnostic.at)))?;
            if let Some(why) = &diagnostic.accepted {
                let head = words("được chấp nhận", "accepted");
                paragraph(out, 4, &format!("{}: {}", head.get(self.lang), escape(&accepted(why, self.lang))))?;
            }
            for (number, hop) in diagnostic.path.iter().enumerate() {
                let (from, to) = (escape(&hop.from), escape(&hop.to));
                let label = hop.label.get(self.lang);
                writeln!(out, "    {}. {from} → {to} ({label}, {})", number + 1, self.place(hop.at))?;
            }
        }
        for answer in answers {
            self.answer(out, answer)?;
        }
        Ok(())
    }

    fn verdict(answers: &[Answer], found: &[&Diagnostic], open: bool) -> Words {
        let when = answers.iter().find(|answer| answer.role == "when");
        match () {
            () if found.iter().any(|diagnostic| diagnostic.accepted.is_none()) => words("vi phạm", "fails"),
            () if !found.is_empty() => words("vi phạm, đã được chấp nhận", "fails, and is accepted"),
            () if open => words("chưa đủ cơ sở đánh giá", "inconclusive"),
            () if answers.is_empty() => words(
                "không áp dụng: quy tắc không xét loại đối tượng này",
                "not applicable: the rule looks at other nouns",
            ),
            () if when.is_some_and(|when| when.truth == Truth::False) => {
                words("không áp dụng: `when` không thỏa", "not applicable: `when` does not hold")
            }
            () => words("đạt", "passes"),
        }
    }

    fn answer(&self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        writeln!(out, "\n{}:", answer.role)?;
        for part in &answer.parts {
            let indent = "  ".repeat(part.depth + 1);
            let place = part.at.map_or_else(String::new, |at| format!("   ({})", self.place(at)));
            writeln!(out, "{indent}{} = {}{place}", part.text, self.value(&part.value))?;
        }
        if !answer.missing.is_empty() {
            writeln!(out, "  {}:", words("Còn thiếu", "Missing facts").get(self.lang))?;
            for fact in &answer.missing {
                let name = self.graph.full_name(fact.object);
                writeln!(out, "    {}: {}", escape(&name), fact.path)?;
            }
        }
        Ok(())
    }

    fn value(&self, value: &Value) -> String {
        let text = match value {
            Value::Raw(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => text.clone(),
            Value::Raw(text) => format!("\"{text}\""),
            Value::Empty => "{…}".to_owned(),
            Value::Chain(items) => items.iter().map(|item| self.value(item)).collect::<Vec<_>>().join(" → "),
            Value::List(items) if items.is_empty() => "[]".to_owned(),
            Value::List(items) => {
                let items: Vec<_> = items.iter().take(6).map(|item| self.value(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Named(words) => (*words.get(self.lang)).to_owned(),
            Value::Text(text) => text.get(self.lang).clone(),
            Value::Object { id, .. } => format!("`{id}`"),
        };
        escape(&text).into_owned()
    }

    fn place(&self, at: crate::source::Span) -> String {
        let position = self.sources.position(at);
        let path = escape(&self.sources.get(at.source).path).into_owned();
        format!("{path}:{}:{}", position.line, position.column)
    }
}
