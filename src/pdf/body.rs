//! The pieces of a text as Typst source, each as a call of the template. What stands together, what turns the page and
//! in which face is decided by `paper::form`, not here.

use super::Layout;
use super::links::Links;
use super::markup::{block, string};
use crate::document::Body;
use crate::document::role::Role;
use crate::paper::form::{Form, Piece, SetParagraph, form};
use std::collections::BTreeMap;

/// Writes the text of one document.
pub(super) struct TypstWriter<'a> {
    /// The document, by the name under which links know it.
    pub(super) id: &'a str,
    /// Where links lead.
    pub(super) links: &'a Links<'a>,
    /// The level of the document's title among the headings of the file.
    pub(super) title_level: u8,
    /// The arguments of landscape pages: their running heads.
    running: String,
    /// Does something stand below the text?
    pub(super) has_end: bool,
    /// The depth of outline entries by anchor, with their labels.
    pub(super) outline: BTreeMap<&'a str, (u8, &'a str)>,
    /// The level of the last heading, which the next may exceed by one.
    pub(super) last_level: u8,
    /// The level of the last bookmark that may hold tasks.
    pub(super) section_level: u8,
    pub(super) lines: Vec<String>,
}

/// The text as lines of code, and the parts of its 版记 where the layout has one.
pub(super) struct Written {
    pub(super) lines: Vec<String>,
    pub(super) copies: Vec<String>,
    pub(super) issued: Vec<String>,
}

/// How the parts of a document are named and set.
pub(super) struct Setting<'a> {
    pub(super) id: &'a str,
    pub(super) title_level: u8,
    pub(super) layout: Layout,
    pub(super) running: String,
    /// What stands below the text.
    pub(super) end: Option<String>,
}

/// Writes a text.
pub(super) fn write<'a>(body: &'a Body, links: &'a Links<'a>, setting: Setting<'a>) -> Written {
    let Setting { id, title_level, layout, running, end } = setting;
    let outline =
        body.outline.iter().map(|entry| (entry.anchor.as_str(), (entry.depth, entry.label.as_str()))).collect();
    let mut writer = TypstWriter {
        id,
        links,
        title_level,
        running,
        has_end: end.is_some(),
        outline,
        last_level: title_level,
        section_level: title_level,
        lines: Vec::new(),
    };
    let Form { text, imprint } = form(&body.blocks);
    let in_imprint = |is_copy: bool| {
        let lines =
            imprint.iter().filter(|line| layout == Layout::Official && (line.role == Role::CopyTo) == is_copy);
        lines.map(|line| writer.inlines(&line.inlines)).collect()
    };
    let (copies, issued) = (in_imprint(true), in_imprint(false));
    let below = if layout == Layout::Gazette { imprint.as_slice() } else { &[] };
    match text.split_last().filter(|_| below.is_empty()) {
        Some((last, before)) => {
            before.iter().for_each(|piece| writer.piece(piece));
            writer.last(last, end);
        }
        None => {
            text.iter().for_each(|piece| writer.piece(piece));
            below.iter().for_each(|line| writer.paragraph(&SetParagraph::plain(line)));
            writer.lines.extend(end);
        }
    }
    Written { lines: writer.lines, copies, issued }
}

impl TypstWriter<'_> {
    pub(super) fn line(&mut self, function: &str, arguments: &[String]) {
        self.lines.push(format!("{function}({})", arguments.join(", ")));
    }

    /// The place of an anchor, where something in this file leads to it.
    pub(super) fn anchor(&self, anchor: Option<&str>) -> Option<String> {
        let name = format!("{}#{}", self.id, anchor?);
        self.links.wanted(&name).then(|| format!("at({})", string(&name)))
    }

    /// A bookmark for a place of the outline that is no heading.
    pub(super) fn mark(&mut self, anchor: Option<&str>) {
        let Some(&(depth, label)) = anchor.and_then(|anchor| self.outline.get(anchor)) else { return };
        let level = self.title_level + depth;
        self.section_level = level;
        self.lines.push(format!("mark({level}, {})", string(label)));
    }

    /// The last piece with what stands below the text: on its landscape page, or on the page of its signature.
    fn last(&mut self, piece: &Piece<'_>, end: Option<String>) {
        match piece {
            Piece::Landscape(pieces) => return self.landscape(pieces, end),
            Piece::Paragraph(words)
                if matches!(words.paragraph.role, Role::Signature | Role::Date) && end.is_some() =>
            {
                let inner = self.inner(std::slice::from_ref(piece));
                self.line("sticking", &[inner]);
            }
            piece => self.piece(piece),
        }
        self.lines.extend(end);
    }

    fn landscape(&mut self, pieces: &[Piece<'_>], end: Option<String>) {
        let outer = std::mem::take(&mut self.lines);
        pieces.iter().for_each(|piece| self.piece(piece));
        self.lines.extend(end);
        let inner = std::mem::replace(&mut self.lines, outer);
        self.lines.push(format!("landscape({}{})", self.running, block(&inner)));
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Heading(heading, title) => self.heading(heading, *title),
            Piece::Paragraph(words) => self.paragraph(words),
            Piece::Annexes(lines) => self.annexes(lines),
            Piece::Pictures(paragraph) => self.pictures_of(paragraph),
            Piece::Article(group, pieces) => {
                let anchor = self.anchor(Some(&group.anchor));
                self.mark(Some(&group.anchor));
                self.lines.extend(anchor);
                pieces.iter().for_each(|piece| self.piece(piece));
            }
            Piece::Task(task) => self.task(task),
            Piece::List(list, items) => self.list(list, items),
            Piece::Table(grid) => self.lines.extend(self.table(grid)),
            Piece::Landscape(pieces) => self.landscape(pieces, None),
            Piece::Signed(signed) => self.signed(signed),
            Piece::Quote(pieces) => self.wrapped("quoted", pieces),
            Piece::EditorNote(pieces) => self.wrapped("editor-note", pieces),
            Piece::Code(code) => self.line("sample", &[string(&code.text)]),
            Piece::Rule => self.lines.push("rule".to_owned()),
        }
    }

    /// Pieces within a call.
    fn wrapped(&mut self, function: &str, pieces: &[Piece<'_>]) {
        let inner = self.inner(pieces);
        self.line(function, &[inner]);
    }

    pub(super) fn inner(&mut self, pieces: &[Piece<'_>]) -> String {
        let outer = std::mem::take(&mut self.lines);
        pieces.iter().for_each(|piece| self.piece(piece));
        block(&std::mem::replace(&mut self.lines, outer))
    }
}
