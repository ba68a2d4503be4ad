//! What the XML formats have in common: a document, elements with attributes, findings by file.
//!
//! Every text is made harmless here, which also leaves nothing that XML forbids.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::escape::escape;
use crate::source::{Sources, Span};

/// An XML document that is being written.
pub(super) struct Document<'a> {
    writer: Writer<&'a mut dyn io::Write>,
}

impl<'a> Document<'a> {
    /// Begins a document.
    pub(super) fn begin(out: &'a mut dyn io::Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer })
    }

    /// An element around others.
    pub(super) fn around(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        inside(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element around lines of text.
    pub(super) fn lines(&mut self, name: &str, attributes: &[(&str, &str)], lines: &[String]) -> io::Result<()> {
        let harmless: Vec<_> = lines.iter().map(|line| escape(line)).collect();
        let text = harmless.join("\n");
        self.around(name, attributes, |document| document.writer.write_event(Event::Text(BytesText::new(&text))))
    }

    /// Ends the document.
    pub(super) fn end(self) -> io::Result<()> {
        self.writer.into_inner().write_all(b"\n")
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, escape(value).as_ref()));
    }
    start
}

/// Things by the file they are about: the files in the order in which they first come, in each the things in theirs.
pub(super) fn by_file<T>(
    sources: &Sources,
    all: impl Iterator<Item = T>,
    at: impl Fn(&T) -> Span,
) -> Vec<(&str, Vec<T>)> {
    let mut files: Vec<(&str, Vec<T>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for each in all {
        let path = sources.get(at(&each).source).path.as_str();
        let number = *known.entry(path).or_insert_with(|| {
            files.push((path, Vec::new()));
            files.len() - 1
        });
        files[number].1.push(each);
    }
    files
}
