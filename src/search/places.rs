//! The places of a document: the pieces of text that a reader can be led to.
//!
//! A place is what has an anchor of its own on the page: the title with the document number, a heading,
//! an article (条) with its paragraphs, a task with the lines below it or its row of a table, a paragraph, an
//! item of a list, another table. Every character that a reader sees in the text stands in exactly one place. Lines
//! and cells are kept apart, so that nothing is found that stands in no line.
//!
//! The places of a document are ordered by rank (title, headings, tasks, other text) and within a rank as
//! they stand, so that the rank of a hit follows from its number.

use crate::document::table::{Cell, Table};
use crate::document::{Block, Inline, OutlineEntry};
use crate::library::Document;

/// How much a hit there says about what the document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The title and the document number.
    Title,
    /// A heading.
    Heading,
    /// A task of a division plan.
    Task,
    /// Other text.
    Text,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPlace {
    /// What it is.
    pub rank: Rank,
    /// The id on the page; of the nearest place before it, where it has none of its own.
    pub anchor: String,
    /// Its lines, separated by line feeds.
    pub text: String,
    /// The headings that it stands under, outermost first, as places in the outline.
    pub path: Vec<usize>,
}

/// The id of the part of the page that begins with the title.
const TITLE_ANCHOR: &str = "main";

/// The places of a document, by rank.
pub fn places(document: &Document) -> Vec<TextPlace> {
    let meta = &document.meta;
    let mut title = meta.title.clone();
    if let Some(number) = &meta.number {
        title.push('\n');
        title.push_str(&number.value.to_string());
    }
    let mut collector = Collector {
        outline: &document.text.body.outline,
        next: 0,
        path: Vec::new(),
        anchor: TITLE_ANCHOR.to_owned(),
        places: vec![TextPlace {
            rank: Rank::Title,
            anchor: TITLE_ANCHOR.to_owned(),
            text: title,
            path: Vec::new(),
        }],
    };
    collector.blocks(&document.text.body.blocks);
    let mut places = collector.places;
    places.sort_by_key(|place| place.rank);
    places
}

struct Collector<'a> {
    outline: &'a [OutlineEntry],
    /// The first entry of the outline that has not been reached.
    next: usize,
    /// The entries that are open.
    path: Vec<usize>,
    /// The last anchor.
    anchor: String,
    places: Vec<TextPlace>,
}

impl Collector<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.add(Rank::Heading, heading.anchor.as_deref(), &lines(block)),
            Block::Paragraph(paragraph) => {
                let anchors = paragraph.anchor.as_deref();
                // In a report the outline knows a numbered paragraph by its number.
                self.open(paragraph.number_anchor.as_deref());
                self.add(Rank::Text, anchors, &lines(block));
            }
            Block::Article(group) => self.add(Rank::Text, Some(&group.anchor), &lines(block)),
            Block::Task(group) => self.add(Rank::Task, Some(&group.anchor), &lines(block)),
            Block::List(list) => {
                for item in &list.items {
                    let mut text = String::new();
                    item.blocks.iter().for_each(|block| push_block(block, &mut text));
                    self.add(Rank::Text, item.anchor.as_deref(), &text);
                }
            }
            Block::Table(table) if !table.tasks.is_empty() => self.task_table(table),
            Block::Table(table) => self.add(Rank::Text, table.anchor.as_deref(), &lines(block)),
            Block::Quote(blocks) | Block::EditorNote(blocks) => self.blocks(blocks),
            Block::Code(_) => self.add(Rank::Text, None, &lines(block)),
            Block::Rule => {}
        }
    }

    /// A table of tasks: its head, and each task with the rows that belong to it.
    fn task_table(&mut self, table: &Table) {
        let (mut rank, mut anchor, mut text) = (Rank::Text, table.anchor.as_deref(), String::new());
        push_inlines(&table.caption, &mut text);
        text.push('\n');
        table.head.iter().for_each(|row| push_row(row, &mut text));
        for (at, row) in table.body.iter().enumerate() {
            if let Some(task) = table.task_in(at) {
                self.add(rank, anchor, &text);
                text.clear();
                (rank, anchor) = (Rank::Task, Some(task.anchor.as_str()));
            }
            push_row(row, &mut text);
        }
        self.add(rank, anchor, &text);
    }

    /// Goes on to the entry of the outline with this anchor, if there is one.
    fn open(&mut self, anchor: Option<&str>) {
        let Some(anchor) = anchor else { return };
        let Some(ahead) = self.outline[self.next..].iter().position(|entry| entry.anchor == anchor) else {
            return;
        };
        let at = self.next + ahead;
        let depth = self.outline[at].depth;
        self.path.retain(|open| self.outline[*open].depth < depth);
        self.path.push(at);
        self.next = at + 1;
    }

    fn add(&mut self, rank: Rank, anchor: Option<&str>, text: &str) {
        self.open(anchor);
        if let Some(anchor) = anchor {
            anchor.clone_into(&mut self.anchor);
        }
        let text = text.trim_matches('\n');
        if text.is_empty() {
            return;
        }
        // A place does not stand under itself.
        let own = self.path.last().is_some_and(|at| self.outline[*at].anchor == self.anchor);
        let path = self.path[..self.path.len() - usize::from(own)].to_vec();
        self.places.push(TextPlace { rank, anchor: self.anchor.clone(), text: text.to_owned(), path });
    }
}

/// The lines of a block.
fn lines(block: &Block) -> String {
    let mut out = String::new();
    push_block(block, &mut out);
    out
}

fn push_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(heading) => {
            if let Some(label) = &heading.label {
                out.push_str(label);
                out.push('\u{3000}');
            }
            push_inlines(&heading.inlines, out);
            out.push('\n');
        }
        Block::Paragraph(paragraph) => {
            push_inlines(&paragraph.inlines, out);
            out.push('\n');
        }
        Block::Table(table) => {
            push_inlines(&table.caption, out);
            out.push('\n');
            table.head.iter().chain(&table.body).for_each(|row| push_row(row, out));
        }
        Block::Code(code) => {
            out.push_str(&code.text);
            out.push('\n');
        }
        other => other.children().for_each(|block| push_block(block, out)),
    }
}

fn push_row(row: &[Cell], out: &mut String) {
    for cell in row {
        let start = out.len();
        push_inlines(&cell.inlines, out);
        if out.len() > start {
            out.push('\n');
        }
    }
}

/// The text of inlines as it is seen: the description of a picture is not.
fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::SoftBreak => out.push(' '),
            Inline::HardBreak => out.push('\n'),
            Inline::Image(_) => {}
            other => push_inlines(other.children(), out),
        }
    }
}
