//! The format for people: every finding with its code frame, its path, the law and the remedy.
//!
//! Some hundred findings at a time are drawn, on all cores, and written in their order, so that ten thousand need no more
//! memory than those. All words that are not captions come with the diagnostics.

use std::io;

use rayon::prelude::*;

use super::escape::escape;
use super::frame::{self, Look, Mark};
use super::ink::{Ink, Tone};
use super::{Report, captions, change, place, said, tally, wrap};
use crate::diagnostic::{Citation, Diagnostic, Label, Severity};
use crate::lang::Words;

/// Other sources whose lines are shown; further ones are only named.
const MOST_SOURCES: usize = 3;
/// Findings that are drawn before the first of them is written.
const TOGETHER: usize = 256;
/// Below this nothing readable can be drawn.
const LEAST_COLUMNS: usize = 40;

/// Writes the report.
pub(super) fn render(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = &Report { width: report.width.max(LEAST_COLUMNS), ..*report };
    let ink = Ink { on: report.color };
    let draw = |diagnostic: &&Diagnostic| {
        let mut text = String::new();
        Finding { report, ink, diagnostic }.draw(&mut text);
        text
    };
    let counted: Vec<_> = report.counted().collect();
    for together in counted.chunks(TOGETHER) {
        let drawn: Vec<String> = together.par_iter().map(draw).collect();
        drawn.iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    }
    if !report.quiet {
        let mut text = String::new();
        tally::accepted(&mut text, report, ink);
        tally::since(&mut text, report, ink);
        tally::waiting(&mut text, report, ink);
        tally::summary(&mut text, report, ink);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// The sign before a message, so that severities differ without colour too.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}

/// One finding of a report.
struct Finding<'a> {
    report: &'a Report<'a>,
    ink: Ink,
    diagnostic: &'a Diagnostic,
}

impl Finding<'_> {
    fn draw(&self, out: &mut String) {
        let (lang, columns) = (self.report.lang, self.report.width);
        let diagnostic = self.diagnostic;
        let head = format!("{}[{}]", diagnostic.severity.label().get(lang), escape(&diagnostic.rule));
        let head = format!("{}: ", self.ink.paint(Tone::Grave(diagnostic.severity), &head));
        let title = self.ink.paint(Tone::Strong, &escape(diagnostic.title.get(lang).trim()));
        wrap::paragraph(out, &head, 4, &title, columns);
        let sign = format!("  {} ", self.ink.paint(Tone::Grave(diagnostic.severity), sign(diagnostic.severity)));
        wrap::paragraph(out, &sign, 4, &escape(diagnostic.message.get(lang).trim()), columns);
        self.frames(out);
        self.path(out);
        if self.report.verbose {
            self.captioned(out, captions::WHY, diagnostic.why.get(lang));
        }
        diagnostic.basis.iter().for_each(|citation| self.citation(out, citation));
        self.captioned(out, captions::HELP, diagnostic.help.get(lang));
        if let Some(fix) = &diagnostic.fix {
            change::show(out, fix, diagnostic.at, self.report.sources, (self.ink, columns, lang));
        }
        out.push('\n');
    }

    /// The frame of the finding's own source, one frame per other source, and lines for what no frame can show.
    fn frames(&self, out: &mut String) {
        let diagnostic = self.diagnostic;
        let mut by_source: Vec<Vec<Mark>> = vec![vec![]];
        for label in &diagnostic.labels {
            let home = diagnostic.at.source == label.at.source;
            let known = by_source.iter().skip(1).position(|marks| marks[0].at.source == label.at.source);
            match (home, known) {
                (true, _) => by_source[0].push(self.mark(label)),
                (false, Some(index)) => by_source[index + 1].push(self.mark(label)),
                (false, None) => by_source.push(vec![self.mark(label)]),
            }
        }
        let here = if by_source[0].is_empty() { "" } else { captions::HERE.get(self.report.lang) };
        by_source[0].insert(0, Mark { at: diagnostic.at, text: here.to_owned(), primary: true });
        let mut unseen = Vec::new();
        for (number, marks) in by_source.into_iter().enumerate() {
            if number > MOST_SOURCES {
                unseen.extend(marks);
                continue;
            }
            let first = marks[0].at;
            let look = Look {
                columns: self.report.width,
                color: self.report.color,
                lang: self.report.lang,
                severity: diagnostic.severity,
                context: usize::from(number == 0),
            };
            let location = place::full(self.report.sources, first);
            unseen.extend(frame::draw(out, look, &location, self.report.sources.get(first.source), marks));
        }
        for mark in unseen {
            let line = format!("{}: {}", place::full(self.report.sources, mark.at), mark.text);
            wrap::paragraph(out, "  --> ", 6, line.trim_end_matches([' ', ':']), self.report.width);
        }
    }

    fn mark(&self, label: &Label) -> Mark {
        Mark { at: label.at, text: escape(label.text.get(self.report.lang)).into_owned(), primary: false }
    }

    /// The walk, a numbered line per hop.
    fn path(&self, out: &mut String) {
        let (lang, hops) = (self.report.lang, &self.diagnostic.path);
        if hops.is_empty() {
            return;
        }
        out.push_str(&format!("  {}\n", self.ink.paint(Tone::Caption, &format!("{}:", captions::PATH.get(lang)))));
        let digits = hops.len().to_string().len();
        for (number, hop) in hops.iter().enumerate() {
            let first = format!("    {:>digits$}. ", number + 1);
            let place = format!("({}, {})", hop.label.get(lang), place::line(self.report.sources, hop.at));
            let place = self.ink.paint(Tone::Faint, &place);
            let line = format!("{} → {} {place}", escape(&hop.from), escape(&hop.to));
            wrap::paragraph(out, &first, first.len(), &line, self.report.width);
        }
    }

    /// A place in the law: number, place and standing on one line, the document's title below.
    fn citation(&self, out: &mut String, citation: &Citation) {
        let lang = self.report.lang;
        self.captioned(out, captions::BASIS, &said::law(citation, lang));
        let indent = " ".repeat(captions::BASIS.get(lang).chars().count() + 4);
        wrap::paragraph(out, &indent, indent.len(), &escape(citation.title.get(lang)), self.report.width);
        if let Some(note) = &citation.note {
            let note = format!("{}: {}", captions::NOTE.get(lang), escape(note.get(lang)));
            wrap::paragraph(out, &indent, indent.len(), &note, self.report.width);
        }
    }

    /// A paragraph under its caption; nothing when there is nothing to say.
    fn captioned(&self, out: &mut String, caption: Words, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let caption = caption.get(self.report.lang);
        let first = format!("  {} ", self.ink.paint(Tone::Caption, &format!("{caption}:")));
        wrap::paragraph(out, &first, wrap::width(caption) + 4, &escape(text), self.report.width);
    }
}
