//! The tree of a text as Typst source: the same blocks as on the web page, each as a call of the template.

use super::links::Links;
use super::markup::{block, string};
use super::{Layout, tables};
use crate::document::role::Role;
use crate::document::{Block, Body};
use std::collections::BTreeMap;

/// Lines that stand above a table and go with it to its landscape page.
const HEADS: [&str; 7] = ["annex(", "at(", "centred(", "heading-", "mark(", "part-title(", "table-unit("];

/// Writes the text of one document.
pub(super) struct BodyWriter<'a> {
    /// The document, by the name under which links know it.
    pub(super) id: &'a str,
    /// Where links lead.
    pub(super) links: &'a Links<'a>,
    /// The level of the document's title among the headings of the file.
    pub(super) title_level: u8,
    /// The arguments of landscape pages: their running heads.
    pub(super) running: String,
    /// The depth of outline entries by anchor, with their labels.
    pub(super) outline: BTreeMap<&'a str, (u8, &'a str)>,
    /// The level of the last heading, which the next may exceed by one.
    pub(super) last_level: u8,
    /// The level of the last bookmark that may hold tasks.
    pub(super) section_level: u8,
    pub(super) lines: Vec<String>,
    /// A landscape page that is not yet finished: a wide table and what belongs to it.
    wide: Vec<String>,
    /// Is this within a list or a quotation, where no page can begin?
    within: bool,
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
    let mut writer = BodyWriter {
        id,
        links,
        title_level,
        running,
        outline,
        last_level: title_level,
        section_level: title_level,
        lines: Vec::new(),
        wide: Vec::new(),
        within: false,
    };
    let mut written = Written { lines: Vec::new(), copies: Vec::new(), issued: Vec::new() };
    let in_imprint = |block: &Block| match block {
        Block::Paragraph(paragraph) if layout == Layout::Official => {
            matches!(paragraph.role, Role::CopyTo | Role::Imprint).then_some(paragraph.role)
        }
        _ => None,
    };
    let mut blocks = body.blocks.as_slice();
    while let Some((first, rest)) = blocks.split_first() {
        blocks = rest;
        match (first, in_imprint(first), rest.first()) {
            (Block::Paragraph(paragraph), Some(Role::CopyTo), _) => {
                written.copies.push(writer.inlines(&paragraph.inlines));
            }
            (Block::Paragraph(paragraph), Some(_), _) => written.issued.push(writer.inlines(&paragraph.inlines)),
            (Block::Paragraph(name), None, Some(Block::Paragraph(date)))
                if name.role == Role::Signature && date.role == Role::Date =>
            {
                writer.finish_wide();
                blocks = &rest[1..];
                let below = if blocks.is_empty() && end.is_some() { END_LINES } else { 0 };
                let lines = SIGNATURE_LINES + below;
                let (name, date) = (writer.paragraph_inlines(name), writer.paragraph_inlines(date));
                match writer.give_room(lines) {
                    true => writer.line("signed-in-room", &[lines.to_string(), name, date]),
                    false => writer.line("signed", &[name, date]),
                }
            }
            _ => writer.block(first, false),
        }
    }
    writer.end(end);
    written.lines = writer.lines;
    written
}

/// The lines of a signature: an empty one, the name, the date.
const SIGNATURE_LINES: u32 = 3;
/// Lines that are enough for what stands below the text.
const END_LINES: u32 = 3;

impl BodyWriter<'_> {
    pub(super) fn line(&mut self, function: &str, arguments: &[String]) {
        self.lines.push(format!("{function}({})", arguments.join(", ")));
    }

    /// The place of an anchor, where something in this file leads to it.
    pub(super) fn anchor(&self, anchor: Option<&str>) -> String {
        let Some(anchor) = anchor else { return "\"\"".to_owned() };
        let name = format!("{}#{anchor}", self.id);
        if self.links.wanted(&name) { format!("at({})", string(&name)) } else { "\"\"".to_owned() }
    }

    /// A bookmark for a place of the outline that is no heading.
    pub(super) fn mark(&mut self, anchor: Option<&str>) {
        let Some(&(depth, label)) = anchor.and_then(|anchor| self.outline.get(anchor)) else { return };
        let level = self.title_level + depth;
        self.section_level = level;
        self.lines.push(format!("mark({level}, {})", string(label)));
    }

    /// Gives the last paragraph room for a signature, so that this stands on no page without words of the text (7.3.5.5).
    /// False where the text does not end with a paragraph.
    fn give_room(&mut self, lines: u32) -> bool {
        const PARAGRAPHS: [&str; 4] = ["p(", "flush(", "annexes(", "annexes-more("];
        let is_paragraph = |line: &&mut String| PARAGRAPHS.iter().any(|paragraph| line.starts_with(paragraph));
        let Some(last) = self.lines.last_mut().filter(is_paragraph) else { return false };
        let open = last.strip_suffix(')').unwrap_or(last);
        *last = format!("above-signature({open} + room({lines})))");
        true
    }

    /// What stands below the text: with the signature, or with the table on the last landscape page.
    fn end(&mut self, end: Option<String>) {
        let lines = if self.wide.is_empty() { &mut self.lines } else { &mut self.wide };
        if end.is_some()
            && let Some(last) = lines.last_mut()
            && ["signed(", "signature("].iter().any(|signature| last.starts_with(signature))
        {
            *last = format!("sticking({last})");
        }
        lines.extend(end);
        self.finish_wide();
    }

    fn finish_wide(&mut self) {
        if !self.wide.is_empty() {
            let inner = block(&std::mem::take(&mut self.wide));
            self.lines.push(format!("landscape({}{inner})", self.running));
        }
    }

    /// A wide table, on a landscape page with its title and its unit.
    fn wide(&mut self, table: Vec<String>) {
        if self.wide.is_empty() {
            let above = |line: &&String| HEADS.iter().any(|head| line.starts_with(head));
            let titles = self.lines.iter().rev().take_while(above).count();
            let titles = self.lines.split_off(self.lines.len() - titles);
            // An annex begins a page; it does not begin another one within that.
            let title = |line: String| match line.strip_prefix("annex(") {
                Some(rest) => format!("annex-title({rest}"),
                None => line,
            };
            self.wide = titles.into_iter().map(title).collect();
        }
        self.wide.extend(table);
    }

    pub(super) fn block(&mut self, block: &Block, in_article: bool) {
        match block {
            Block::Paragraph(note) if note.role == Role::TableNote && !self.wide.is_empty() => {
                let words = self.paragraph_inlines(note);
                self.wide.push(format!("table-note({words})"));
                return;
            }
            Block::Table(_) => {}
            _ => self.finish_wide(),
        }
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, in_article),
            Block::Article(group) => {
                let anchor = self.anchor(Some(&group.anchor));
                self.mark(Some(&group.anchor));
                if anchor != "\"\"" {
                    self.lines.push(anchor);
                }
                group.blocks.iter().for_each(|block| self.block(block, true));
            }
            Block::Task(group) => self.task(group),
            Block::List(list) => self.list(list),
            Block::Table(table) => {
                let (lines, fit) = tables::table(self, table);
                if fit == tables::Fit::Landscape && !self.within {
                    self.wide(lines);
                } else {
                    self.finish_wide();
                    self.lines.extend(lines);
                }
            }
            Block::Quote(blocks) => self.wrapped("quoted", blocks),
            Block::EditorNote(blocks) => self.wrapped("editor-note", blocks),
            Block::Code(code) => self.line("sample", &[string(&code.text)]),
            Block::Rule => self.lines.push("rule".to_owned()),
        }
    }

    /// Blocks within a call.
    fn wrapped(&mut self, function: &str, blocks: &[Block]) {
        let inner = self.inner(blocks);
        self.line(function, &[inner]);
    }

    pub(super) fn inner(&mut self, blocks: &[Block]) -> String {
        let outer = std::mem::take(&mut self.lines);
        let within = std::mem::replace(&mut self.within, true);
        blocks.iter().for_each(|block| self.block(block, true));
        self.within = within;
        let inner = std::mem::replace(&mut self.lines, outer);
        block(&inner)
    }
}
