//! The few lines of a source that a frame shows, as miette reads them.
//!
//! miette looks for a label from the first byte of its source, for every label; a window holds only the lines
//! near the labels, already harmless to print, with their numbers in the file. So a frame costs the same at
//! the end of a large file as at its beginning.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::fit::Fitted;

/// Lines of one source, in stretches of neighbours.
#[derive(Debug)]
pub(super) struct Window {
    /// The columns its lines were fitted to.
    pub columns: usize,
    text: String,
    stretches: Vec<Stretch>,
    /// Number of a line in the file, where it starts in `text`, and how it was fitted.
    lines: Vec<(usize, usize, Fitted)>,
}

/// Neighbouring lines.
#[derive(Debug)]
struct Stretch {
    bytes: Range<usize>,
    /// Number of the first line, from 1.
    first: usize,
    lines: usize,
}

impl Window {
    /// A window without lines.
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, text: String::new(), stretches: Vec::new(), lines: Vec::new() }
    }

    /// Adds a line; lines come in ascending order.
    pub(super) fn add(&mut self, number: usize, fitted: Fitted) {
        let start = self.text.len();
        self.text.push_str(&fitted.text);
        self.text.push('\n');
        match self.stretches.last_mut() {
            Some(last) if last.first + last.lines == number => {
                last.lines += 1;
                last.bytes.end = self.text.len();
            }
            _ => self.stretches.push(Stretch { bytes: start..self.text.len(), first: number, lines: 1 }),
        }
        self.lines.push((number, start, fitted));
    }

    /// A line with where it starts in the window.
    pub(super) fn line(&self, number: usize) -> Option<(usize, &Fitted)> {
        let index = self.lines.binary_search_by_key(&number, |line| line.0).ok()?;
        self.lines.get(index).map(|line| (line.1, &line.2))
    }
}

impl SourceCode for Window {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let index = self.stretches.partition_point(|stretch| stretch.bytes.end <= span.offset());
        let stretch = self.stretches.get(index).ok_or(MietteError::OutOfBounds)?;
        // Refusing a span over two stretches is what keeps miette from joining them.
        if span.offset() + span.len() > stretch.bytes.end {
            return Err(MietteError::OutOfBounds);
        }
        let bytes = stretch.bytes.clone();
        Ok(Box::new(MietteSpanContents::new(
            &self.text.as_bytes()[bytes.clone()],
            (bytes.start, bytes.len()).into(),
            stretch.first - 1,
            0,
            stretch.lines,
        )))
    }
}
