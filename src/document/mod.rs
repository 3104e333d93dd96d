//! Markdown to a tree of official text: headings, articles, tasks, paragraphs, tables, each with the
//! anchor by which it can be cited.
//!
//! ```text
//! cjk_emphasis  make ** close after Chinese punctuation       (before the parser)
//! markdown      pulldown-cmark's events -> blocks
//! inlines       and what stands in them, line breaks included
//! linking       links put into a text, its words untouched
//! html          the few raw HTML tags that are allowed
//! table         merged cells, rows that hold tasks
//! heading       annex, chapter, 一、 …                         (what a heading is)
//! role          addressee, signature, date, annex list …      (what a paragraph is)
//! structure     official numbering -> outline, articles, tasks, sentences, duties, anchors
//! duty          who answers for a task                        (found by structure)
//! anchors       every place that can be linked to
//! walk          the ways through the tree: children, sentences, runs of text
//! ```
//!
//! The tree is owned and complete: it keeps every number, task, duty and anchor that structure has found, and
//! the web page, the printed edition, the search index and the plans are all made from it, never from HTML
//! and without reading the words again.

pub mod anchors;
mod attributes;
pub mod cjk_emphasis;
pub mod duty;
pub mod heading;
pub mod html;
mod inlines;
pub mod linking;
pub mod markdown;
pub mod own_places;
pub mod role;
pub mod structure;
pub mod table;
pub mod walk;

use crate::address;
use crate::diagnostic::{Diagnostic, Location};
use crate::source::Markdown;
use crate::text::numbering::OfficialNumber;
use anchors::Anchors;
use duty::{Duty, SentenceTask};
use role::Role;
use table::Table;

/// The text of a document, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Body {
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// The outline, read from headings and official numbering together.
    pub outline: Vec<OutlineEntry>,
    /// The ids of all its places.
    pub anchors: Anchors,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OutlineEntry {
    /// Depth from 1.
    pub depth: u8,
    /// The id to jump to.
    pub anchor: String,
    /// The heading, or the number and first words of a numbered paragraph.
    pub label: String,
    /// The numbers of the first and last task below it, where it holds tasks directly.
    pub tasks: Option<(u32, u32)>,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// An article (条) of a law or measures: its paragraphs (款) and items (项).
    Article(Group),
    /// A task of a division plan: its text and the lines that name who answers for it.
    Task(Group),
    /// A list without numbers.
    List(List),
    /// A table.
    Table(Table),
    /// A quotation.
    Quote(Vec<Block>),
    /// A remark by the gazette's editors (编者注), no part of the official text.
    EditorNote(Vec<Block>),
    /// A code sample.
    Code(CodeSample),
    /// A rule between parts.
    Rule,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// As typed: the number of `#`. After `structure`, the level on the page, where 1 is the
    /// document's title.
    pub level: u8,
    /// The id of the heading.
    pub anchor: Option<String>,
    /// For the first line of an annex (附件1), the label before its title.
    pub label: Option<String>,
    /// The official number that it begins with.
    pub number: Option<OfficialNumber>,
    /// Does it begin a text of its own: an issued text, an annex?
    pub opens_part: bool,
    /// Where it begins in the body of its file, in bytes.
    pub offset: usize,
    /// The heading itself.
    pub inlines: Vec<Inline>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Paragraph {
    /// The id of the paragraph.
    pub anchor: Option<String>,
    /// The id of its official number where the paragraph has another id of its own (in a report).
    pub number_anchor: Option<String>,
    /// The official number that it begins with and is cited by.
    pub number: Option<OfficialNumber>,
    /// What it is in an official document.
    pub role: Role,
    /// Who answers for a task, as the line or the brackets in it name them, in their order.
    pub duties: Vec<Duty>,
    /// The tasks that its sentences are, one for each of them.
    pub tasks: Vec<SentenceTask>,
    /// Where it begins in the body of its file, in bytes.
    pub offset: usize,
    /// The text.
    pub inlines: Vec<Inline>,
}

/// Blocks that are cited together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// The id.
    pub anchor: String,
    /// The official number: 第五条 is 5, task 48 is 48.
    pub number: u32,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A list without numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List {
    /// Are its items lines rather than paragraphs?
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListItem {
    /// The id of the item.
    pub anchor: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A code sample.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeSample {
    /// The language named after the fence, if any.
    pub language: Option<String>,
    /// The code.
    pub text: String,
}

/// Text within a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// A line break in the source that stands for a space.
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
    /// Bold.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link(Box<Link>),
    /// A picture; the inlines are its description.
    Image(Box<Link>),
    /// A raw HTML tag of the safe set: sub, sup, ruby, rb, rt, rp.
    Tag(&'static str, Vec<Inline>),
    /// A sentence that can be cited.
    Sentence(String, Vec<Inline>),
}

/// A link or picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// The title given with it.
    pub title: String,
    /// What is shown.
    pub inlines: Vec<Inline>,
    /// Where it stands in the source.
    pub location: Location,
}

/// Where a link leads. What it leads to is named by its permanent id, so that a text with its links is the same as
/// long as its pages have the same addresses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// As typed: a web address, an anchor of the same page, or a path that is not resolved yet.
    Typed(String),
    /// A place of a document; the document itself when `anchor` is empty.
    Document {
        /// The permanent id of the document.
        id: String,
        /// The id of the place in it.
        anchor: String,
    },
    /// A page of the site that is no document: an issue, a standing page, by its address.
    Page(String),
    /// The page of a unit or leader, by its address.
    Party(String),
    /// A file of the content folder.
    File {
        /// Its path relative to the content folder.
        path: String,
        /// What follows `#` in the link.
        fragment: String,
    },
    /// A text that the gazette has but this part of it does not hold: where the whole gazette has it.
    Outside(String),
}

impl Target {
    /// The address of what the link leads to, relative to the root of the site; none for what is written as it was
    /// typed.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Typed(_) | Self::Outside(_) => None,
            Self::Document { id, anchor } => Some(address::place(&address::document(id), anchor)),
            Self::Page(address) | Self::Party(address) => Some(address.clone()),
            Self::File { path, fragment } => Some(address::place(&address::file_in_link(path), fragment)),
        }
    }
}

/// Reads the body of a Markdown file into a structured tree.
pub fn read(markdown: &Markdown, options: structure::Options) -> (Body, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let blocks = markdown::parse(markdown, &mut diagnostics);
    let blocks = role::assign(structure::numbered(blocks));
    let body = structure::build(blocks, options, markdown, &mut diagnostics);
    (body, diagnostics)
}

/// The characters of inlines, markup aside.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::SoftBreak | Inline::HardBreak => out.push('\n'),
            other => push_plain(other.children(), out),
        }
    }
}

/// The characters of the official text, block by block, a line each; editors' notes are left out.
pub fn official_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    push_blocks(blocks.iter(), &mut text);
    text
}

fn push_blocks<'a>(blocks: impl Iterator<Item = &'a Block>, out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                if let Some(label) = &heading.label {
                    out.push_str(label);
                    out.push('\u{3000}');
                }
                push_plain(&heading.inlines, out);
                out.push('\n');
            }
            Block::Paragraph(paragraph) => {
                push_plain(&paragraph.inlines, out);
                out.push('\n');
            }
            Block::Table(table) => {
                for row in table.head.iter().chain(&table.body) {
                    for cell in row {
                        push_plain(&cell.inlines, out);
                        out.push('\t');
                    }
                    out.push('\n');
                }
            }
            Block::Code(code) => out.push_str(&code.text),
            Block::EditorNote(_) | Block::Rule => {}
            Block::Article(_) | Block::Task(_) | Block::List(_) | Block::Quote(_) => {
                push_blocks(block.children(), out)
            }
        }
    }
}
