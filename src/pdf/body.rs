//! The tree of a text as Typst source: the same blocks as on the web page, each as a call of the template.

use super::links::Links;
use super::markup::{array, block, string, sum};
use super::{Layout, tables};
use crate::document::role::Role;
use crate::document::{Block, Body, Group, Heading, Inline, Link, List, Paragraph, plain_text};
use crate::text::numbering::{self, Level};
use std::collections::BTreeMap;

/// Bookmarks show so many characters of a task.
const TASK_LABEL: usize = 24;
/// A heading that runs into its paragraph is set in the face of its level up to this length.
const RUN_IN: usize = 40;

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
    outline: BTreeMap<&'a str, (u8, &'a str)>,
    /// The level of the last heading, which the next may exceed by one.
    last_level: u8,
    /// The level of the last bookmark that may hold tasks.
    section_level: u8,
    lines: Vec<String>,
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
}

/// Writes a text.
pub(super) fn write<'a>(body: &'a Body, links: &'a Links<'a>, setting: Setting<'a>) -> Written {
    let Setting { id, title_level, layout, running } = setting;
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
                writer.lines.push("gap-line".to_owned());
                writer.line("signed", &[writer.paragraph_inlines(name), writer.paragraph_inlines(date)]);
                blocks = &rest[1..];
            }
            _ => writer.block(first, false),
        }
    }
    written.lines = writer.lines;
    written
}

impl BodyWriter<'_> {
    fn line(&mut self, function: &str, arguments: &[String]) {
        self.lines.push(format!("{function}({})", arguments.join(", ")));
    }

    /// The place of an anchor, where something in this file leads to it.
    pub(super) fn anchor(&self, anchor: Option<&str>) -> String {
        let Some(anchor) = anchor else { return "\"\"".to_owned() };
        let name = format!("{}#{anchor}", self.id);
        if self.links.wanted(&name) { format!("at({})", string(&name)) } else { "\"\"".to_owned() }
    }

    /// A bookmark for a place of the outline that is no heading.
    fn mark(&mut self, anchor: Option<&str>) {
        let Some(&(depth, label)) = anchor.and_then(|anchor| self.outline.get(anchor)) else { return };
        let level = self.title_level + depth;
        self.section_level = level;
        self.lines.push(format!("mark({level}, {})", string(label)));
    }

    fn block(&mut self, block: &Block, in_article: bool) {
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
                let lines = tables::table(self, table);
                self.lines.extend(lines);
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

    fn inner(&mut self, blocks: &[Block]) -> String {
        let outer = std::mem::take(&mut self.lines);
        blocks.iter().for_each(|block| self.block(block, true));
        let inner = std::mem::replace(&mut self.lines, outer);
        block(&inner)
    }

    fn heading(&mut self, heading: &Heading) {
        // PDF/UA wants levels without gaps.
        let level = (self.title_level + heading.level.saturating_sub(1)).min(self.last_level + 1).max(1);
        self.last_level = level;
        self.section_level = level;
        let text = plain_text(&heading.inlines);
        let words = sum(&[self.anchor(heading.anchor.as_deref()), self.plain_inlines(&heading.inlines)]);
        let arguments = |words: String| [level.to_string(), words];
        let number = numbering::official_number(&text).map(|number| number.level);
        match (&heading.label, heading.opens_part, number) {
            (Some(label), _, _) => {
                self.line("annex", &[level.to_string(), string(label), words]);
            }
            (None, true, _) => self.line("part-title", &arguments(words)),
            (None, false, Some(Level::Book | Level::Chapter | Level::Section)) => {
                self.line("heading-center", &arguments(words));
            }
            (None, false, Some(Level::Second)) => self.line("heading-kai", &arguments(words)),
            (None, false, Some(Level::Third | Level::Fourth)) => self.line("heading-body", &arguments(words)),
            (None, false, _) => self.line("heading-hei", &arguments(words)),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, in_article: bool) {
        self.mark(
            paragraph
                .anchor
                .as_deref()
                .filter(|anchor| self.outline.contains_key(anchor))
                .or(paragraph.number_anchor.as_deref()),
        );
        let text = plain_text(&paragraph.inlines);
        let number = numbering::official_number(&text).map(|number| number.level);
        if paragraph.role == Role::Text
            && paragraph.number_length > 0
            && !in_article
            && let Some(face) = match number {
                Some(Level::First) => Some("hei"),
                Some(Level::Second) => Some("kai"),
                _ => None,
            }
        {
            self.run_in(paragraph, face, &text);
            return;
        }
        if number == Some(Level::Article) && paragraph.number_length > 0 {
            let mut left = paragraph.number_length;
            let words = sum(&[
                self.anchor(paragraph.anchor.as_deref()),
                self.anchor(paragraph.number_anchor.as_deref()),
                self.leading(&paragraph.inlines, "hei", &mut left),
            ]);
            self.line("p", &[words]);
            return;
        }
        let words = self.paragraph_inlines(paragraph);
        let function = match paragraph.role {
            Role::Text => "p",
            Role::Byline => "byline",
            Role::Addressee | Role::Imprint => "flush",
            Role::AnnexList if text.starts_with('附') => "annexes",
            Role::AnnexList => "annexes-more",
            Role::Note | Role::CopyTo => "p",
            Role::Signature | Role::Date => "signature",
            Role::TaskLine => "units-line",
            Role::TableTitle => "centred",
            Role::TableUnit => "table-unit",
            Role::TableNote => "table-note",
        };
        self.line(function, &[words]);
    }

    /// A paragraph that opens with a heading of its level: （一）坚持创新驱动。… The heading is its first sentence.
    fn run_in(&mut self, paragraph: &Paragraph, face: &str, text: &str) {
        let end = text.find('。').map_or(text.len(), |at| at + "。".len());
        let alone = end == text.trim_end().len();
        let fits = text[..end].chars().count() <= RUN_IN;
        let mut left = if fits { end } else { 0 };
        let words = sum(&[
            self.anchor(paragraph.anchor.as_deref()),
            self.anchor(paragraph.number_anchor.as_deref()),
            self.leading(&paragraph.inlines, face, &mut left),
        ]);
        self.line(if alone && fits { "opening" } else { "p" }, &[words]);
    }

    /// Inlines whose first `left` bytes are set in a face; what is bold there needs no other one.
    fn leading(&self, inlines: &[Inline], face: &str, left: &mut usize) -> String {
        let mut parts = Vec::new();
        for inline in inlines {
            if *left == 0 {
                parts.push(self.inline(inline, true));
                continue;
            }
            match inline {
                Inline::Text(text) => {
                    let cut = (*left).min(text.len());
                    let cut = if text.is_char_boundary(cut) { cut } else { text.len() };
                    *left -= cut.min(*left);
                    parts.push(format!("{face}({})", string(&text[..cut])));
                    parts.push(string(&text[cut..]));
                }
                Inline::Strong(inner) => parts.push(self.leading(inner, face, left)),
                Inline::Sentence(anchor, inner) => {
                    parts.push(self.anchor(Some(anchor)));
                    parts.push(self.leading(inner, face, left));
                }
                other => {
                    *left = left.saturating_sub(plain_text(std::slice::from_ref(other)).len());
                    parts.push(format!("{face}({})", self.inline(other, false)));
                }
            }
        }
        sum(&parts)
    }

    /// A task: its words, and below them who answers for it, which no page may part.
    fn task(&mut self, group: &Group) {
        let text = group.blocks.first().map(|block| match block {
            Block::Paragraph(paragraph) => plain_text(&paragraph.inlines),
            _ => String::new(),
        });
        let text = text.unwrap_or_default();
        let mut label: String =
            text.split(['。', '；']).next().unwrap_or_default().chars().take(TASK_LABEL).collect();
        if label.chars().count() < text.trim_end_matches('。').chars().count() {
            label.push('…');
        }
        self.lines.push(format!("mark({}, {})", self.section_level + 1, string(&label)));
        let is_line =
            |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::TaskLine);
        let mut words = vec![self.anchor(Some(&group.anchor))];
        let mut rest = group.blocks.as_slice();
        if let Some((Block::Paragraph(first), after)) = rest.split_first()
            && first.role == Role::Text
        {
            words.push(self.paragraph_inlines(first));
            rest = after;
        }
        // Paragraphs between the first one and the lines stand by themselves.
        let lines = rest.iter().position(is_line).unwrap_or(rest.len());
        let (between, lines) = rest.split_at(lines);
        let units = if lines.is_empty() { "none".to_owned() } else { self.inner(lines) };
        if between.is_empty() {
            self.line("task", &[group.number.to_string(), sum(&words), units]);
        } else {
            self.line("task", &[group.number.to_string(), sum(&words), "none".to_owned()]);
            between.iter().for_each(|block| self.block(block, true));
            self.lines.push(units);
        }
    }

    fn list(&mut self, list: &List) {
        let entries: Vec<String> = list
            .items
            .iter()
            .map(|item| {
                let mut parts = vec![self.anchor(item.anchor.as_deref())];
                match item.blocks.as_slice() {
                    [Block::Paragraph(paragraph)] if list.tight => {
                        parts.push(self.paragraph_inlines(paragraph));
                    }
                    blocks => parts.push(self.inner(blocks)),
                }
                sum(&parts)
            })
            .collect();
        self.line("items", &[array(entries)]);
    }

    fn paragraph_inlines(&self, paragraph: &Paragraph) -> String {
        sum(&[
            self.anchor(paragraph.anchor.as_deref()),
            self.anchor(paragraph.number_anchor.as_deref()),
            self.inlines(&paragraph.inlines),
        ])
    }

    /// Inlines; what is bold is set in 黑体, as Chinese type has no bold.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        sum(&inlines.iter().map(|inline| self.inline(inline, true)).collect::<Vec<_>>())
    }

    /// Inlines where boldness says nothing: in headings.
    fn plain_inlines(&self, inlines: &[Inline]) -> String {
        sum(&inlines.iter().map(|inline| self.inline(inline, false)).collect::<Vec<_>>())
    }

    fn inline(&self, inline: &Inline, bold: bool) -> String {
        let inner = |inner: &[Inline]| if bold { self.inlines(inner) } else { self.plain_inlines(inner) };
        match inline {
            Inline::Text(text) => string(text),
            Inline::SoftBreak => string(" "),
            Inline::HardBreak => "linebreak()".to_owned(),
            Inline::Strong(words) if bold => format!("hei({})", inner(words)),
            Inline::Strong(words) => inner(words),
            Inline::Emphasis(words) => format!("kai({})", inner(words)),
            Inline::Code(text) => format!("raw({})", string(text)),
            Inline::Tag("sub", words) => format!("sub(typographic: false, {})", inner(words)),
            Inline::Tag("sup", words) => format!("super(typographic: false, {})", inner(words)),
            Inline::Tag(_, words) => inner(words),
            Inline::Sentence(anchor, words) => sum(&[self.anchor(Some(anchor)), inner(words)]),
            Inline::Link(link) => self.link(link, inner(&link.inlines)),
            Inline::Image(link) => match self.links.picture(link) {
                Some(file) => {
                    let alternative = plain_text(&link.inlines);
                    let alternative = if alternative.trim().is_empty() { "图" } else { &alternative };
                    format!("image({}, alt: {}, width: 100%)", string(&file), string(alternative))
                }
                None => inner(&link.inlines),
            },
        }
    }

    fn link(&self, link: &Link, words: String) -> String {
        match self.links.destination(self.id, link) {
            Some(super::links::Destination::Inside(name)) => format!("to({}, {words})", string(&name)),
            Some(super::links::Destination::Outside(address)) => format!("link({}, {words})", string(&address)),
            None => words,
        }
    }
}
