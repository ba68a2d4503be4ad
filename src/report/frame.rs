//! A code frame: lines of one source with labels under them, drawn by miette.
//!
//! miette draws well what it is given but knows nothing of hostile text, endless lines or overlapping labels;
//! this file gives it none of these. Labels that cannot be drawn are handed back, never lost.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};

use super::captions;
use super::fit::fit;
use super::window::Window;
use super::wrap;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::source::{Source, Span};

/// Places over more lines than this are shown by their first line.
const TALLEST: usize = 6;
/// The least columns a label's text is given, even where it then runs over the edge.
const NARROWEST: usize = 24;
/// The columns between the middle of a place and its text: `╰── `.
const HOOK: usize = 4;
/// The columns between a frame's left edge and its text, beside the digits of the line numbers.
const GUTTER: usize = 4;

/// A place in the source of a frame with what is said about it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where.
    pub at: Span,
    /// What is there, harmless to print; may be empty.
    pub text: String,
    /// Whether it is the place of the finding.
    pub primary: bool,
}

/// How frames are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The columns there are.
    pub columns: usize,
    /// Whether to use colours.
    pub color: bool,
    /// The language of what the frame itself says.
    pub lang: Lang,
    /// The finding's severity.
    pub severity: Severity,
    /// Lines shown before and after each place.
    pub context: usize,
}

/// A mark as lines and the bytes in them, trimmed to what can be drawn.
struct Spot {
    mark: Mark,
    text: String,
    /// First and last line, from 1.
    lines: (usize, usize),
    /// Byte in the first line where it starts, byte in the last line where it ends.
    bytes: (usize, usize),
}

/// Draws a frame headed by `location`; gives back the marks it could not show.
pub(super) fn draw(out: &mut String, look: Look, location: &str, source: &Source, marks: Vec<Mark>) -> Vec<Mark> {
    let (spots, mut left) = choose(source, marks, look.lang);
    let window = window(source, &spots, look);
    let mut labels = Vec::new();
    for spot in spots {
        match place(&window, &spot) {
            Some(range) if spot.mark.primary || fits(&window, &range, &spot) => labels.push((range, spot)),
            _ => left.push(spot.mark),
        }
    }
    labels.sort_by_key(|(range, _)| range.start);
    let styles = labels.iter().map(|(_, spot)| spot.mark.primary).collect::<Vec<_>>();
    let labels = labels.into_iter().map(|(range, spot)| label(&window, range, spot)).collect();
    let frame = Frame { location: location.to_owned(), severity: look.severity, window, labels };
    let mut drawn = String::new();
    handler(look, &styles).render_report(&mut drawn, &frame).expect("a String takes every text");
    for line in drawn.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    left
}

/// The spots that can be drawn together, and the marks that cannot: on one line miette needs room beside each other.
fn choose(source: &Source, marks: Vec<Mark>, lang: Lang) -> (Vec<Spot>, Vec<Mark>) {
    let mut spots: Vec<Spot> = Vec::new();
    let mut left = Vec::new();
    let mut order = marks;
    order.sort_by_key(|mark| (!mark.primary, mark.at));
    for mark in order {
        let spot = spot(source, mark, lang);
        match spots.iter_mut().find(|other| other.collides(&spot)) {
            None => spots.push(spot),
            Some(same) if same.lines == spot.lines && same.bytes == spot.bytes && same.text.is_empty() => {
                same.text = spot.text;
            }
            Some(_) => left.push(spot.mark),
        }
    }
    (spots, left)
}

impl Spot {
    fn single(&self) -> bool {
        self.lines.0 == self.lines.1
    }

    fn collides(&self, other: &Self) -> bool {
        let end = |spot: &Self| spot.bytes.1.max(spot.bytes.0 + 1);
        match (self.single(), other.single()) {
            (true, true) => self.lines == other.lines && self.bytes.0 < end(other) && other.bytes.0 < end(self),
            (false, false) => self.lines.0 <= other.lines.1 && other.lines.0 <= self.lines.1,
            _ => false,
        }
    }
}

/// The line (from 1) a byte is on.
fn line_of(source: &Source, byte: usize) -> usize {
    source.line_starts().partition_point(|start| *start as usize <= byte)
}

/// A mark as lines and bytes, without trailing space, never reaching outside the text.
fn spot(source: &Source, mark: Mark, lang: Lang) -> Spot {
    let text = &source.text;
    let start = text.floor_char_boundary((mark.at.start as usize).min(text.len()));
    let end = text.floor_char_boundary((mark.at.end as usize).clamp(start, text.len()));
    let end = start + text[start..end].trim_end().len();
    let first = line_of(source, start);
    let last = if end > start { line_of(source, end - 1) } else { first };
    let within =
        |line: usize, byte: usize| (byte - source.line_starts()[line - 1] as usize).min(source.line(line).len());
    let mut spot = Spot {
        text: mark.text.clone(),
        mark,
        lines: (first, last),
        bytes: (within(first, start), within(last, end)),
    };
    if last - first >= TALLEST {
        spot.lines.1 = first;
        spot.bytes.1 = source.line(first).trim_end().len().max(spot.bytes.0);
        let until = captions::until_line(last, lang);
        spot.text = if spot.text.is_empty() { until } else { format!("{} ({until})", spot.text) };
    }
    spot
}

/// The lines around the spots, each fitted to the columns.
fn window(source: &Source, spots: &[Spot], look: Look) -> Window {
    let count = source.line_starts().len();
    let mut numbers = BTreeSet::new();
    for spot in spots {
        numbers.extend(spot.lines.0..=spot.lines.1);
        let before = spot.lines.0.saturating_sub(look.context).max(1)..spot.lines.0;
        let after = spot.lines.1 + 1..=(spot.lines.1 + look.context).min(count);
        numbers.extend(before.chain(after).filter(|number| !source.line(*number).trim().is_empty()));
    }
    // A gap of a line or two is not worth a new frame.
    let gaps: Vec<_> = numbers.iter().zip(numbers.iter().skip(1)).map(|(a, b)| a + 1..*b).collect();
    numbers.extend(gaps.into_iter().filter(|gap| gap.len() <= 2).flatten());
    let tall = spots.iter().filter(|spot| !spot.single()).count();
    let digits = numbers.last().map_or(1, |number| number.ilog10() as usize + 1);
    let columns = look.columns.saturating_sub(GUTTER + digits + if tall > 0 { tall + 3 } else { 0 });
    let mut window = Window::new(columns);
    for number in numbers {
        let here = spots.iter().filter(|spot| spot.single() && spot.lines.0 == number);
        let focus = here.min_by_key(|spot| !spot.mark.primary);
        let room = focus
            .filter(|spot| !spot.text.is_empty())
            .map_or(0, |spot| wrap::width(&spot.text).min(NARROWEST) + HOOK);
        let bytes = focus.map_or(0..0, |spot| spot.bytes.0..spot.bytes.1);
        window.add(number, fit(source.line(number), bytes, room, columns));
    }
    window
}

/// The bytes of the window that a spot covers; `None` when its line was cut before it.
fn place(window: &Window, spot: &Spot) -> Option<Range<usize>> {
    let (first, fitted) = window.line(spot.lines.0)?;
    let start = if spot.single() { fitted.place(spot.bytes.0)? } else { fitted.nearest(spot.bytes.0) };
    let (last, fitted) = window.line(spot.lines.1)?;
    Some(first + start..(last + fitted.nearest(spot.bytes.1)).max(first + start))
}

/// The column under which a spot's text hangs.
fn middle(window: &Window, range: &Range<usize>, spot: &Spot) -> usize {
    let Some((start, fitted)) = window.line(spot.lines.0).filter(|_| spot.single()) else { return 0 };
    let before = |byte: usize| wrap::width(&fitted.text[..byte - start]);
    (before(range.start) + before(range.end)) / 2
}

/// Whether a spot's text has its least columns beside its place.
fn fits(window: &Window, range: &Range<usize>, spot: &Spot) -> bool {
    middle(window, range, spot) + HOOK + wrap::width(&spot.text).min(NARROWEST) <= window.columns
}

/// The label miette draws, its text broken to what is free beside its place.
fn label(window: &Window, range: Range<usize>, spot: Spot) -> LabeledSpan {
    let free = window.columns.saturating_sub(middle(window, &range, &spot) + HOOK).max(NARROWEST);
    let text = (!spot.text.is_empty()).then(|| wrap::lines(&spot.text, free).join("\n"));
    let span = (range.start, range.len());
    if spot.mark.primary {
        LabeledSpan::new_primary_with_span(text, span)
    } else {
        LabeledSpan::new_with_span(text, span)
    }
}

/// miette's drawer: the primary label in the colour of the severity, the others in another.
fn handler(look: Look, primary: &[bool]) -> GraphicalReportHandler {
    let mut theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    for icon in [&mut theme.characters.error, &mut theme.characters.warning, &mut theme.characters.advice] {
        *icon = "-->".to_owned();
    }
    if look.color {
        let ThemeStyles { error, warning, advice, ref highlights, .. } = theme.styles;
        let grave = match look.severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Info => advice,
        };
        let other = highlights.last().copied().unwrap_or(advice);
        let styles: Vec<_> = primary.iter().map(|primary| if *primary { grave } else { other }).collect();
        theme.styles.highlights = styles;
    }
    // Lines are broken here, not by miette: it would tear paths apart.
    GraphicalReportHandler::new_themed(theme)
        .with_wrap_lines(false)
        .without_primary_span_start()
        .without_cause_chain()
        .with_urls(false)
}

/// One frame as a diagnostic of miette, whose message is the place.
#[derive(Debug)]
struct Frame {
    location: String,
    severity: Severity,
    window: Window,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.location)
    }
}

impl std::error::Error for Frame {}

impl Diagnostic for Frame {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
