//! Walks the blocks of a document once and gives each its place.

use super::super::anchors::Anchors;
use super::super::role::Role;
use super::super::{Block, Body, Group, Heading, Inline, OutlineEntry, Paragraph, plain_text};
use super::parts::{self, Part};
use super::position::{Position, Unique};
use super::task_lines::{is_task_line, ordinals_restart};
use super::{Options, duties, sentences};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Markdown;
use crate::text::numbering::{self, Level, OfficialNumber};

/// How many characters of a numbered paragraph an outline shows.
const OUTLINE_WORDS: usize = 22;
/// A first sentence of at most so many characters stands whole in the outline.
const OUTLINE_SENTENCE: usize = 40;
/// The same within an article, which opens with a few words (目的和依据).
const ARTICLE_HEADING: usize = 14;

pub(super) struct TreeBuilder<'a> {
    pub(super) options: Options,
    markdown: &'a Markdown,
    diagnostics: &'a mut Vec<Diagnostic>,
    parts: Vec<Part>,
    part: usize,
    pub(super) position: Position,
    unique: Unique,
    /// Do the ordinals of tasks restart within the document?
    pub(super) restarting_tasks: bool,
    pub(super) counters: Counters,
    /// The number of the last task of any shape, for those that have none of their own.
    pub(super) last_number: u32,
    /// The ranks of the headings that are open, outermost first.
    heading_ranks: Vec<u8>,
    /// The same for the entries of the outline.
    outline_ranks: Vec<u8>,
    out: Vec<Block>,
    article: Option<Group>,
    pub(super) outline: Vec<OutlineEntry>,
}

#[derive(Default)]
pub(super) struct Counters {
    paragraphs: u32,
    headings: u32,
    pub(super) tables: u32,
    pub(super) last_task: Option<u32>,
}

impl<'a> TreeBuilder<'a> {
    pub(super) fn new(
        blocks: &[Block],
        options: Options,
        markdown: &'a Markdown,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            options,
            markdown,
            diagnostics,
            parts: parts::parts(blocks),
            part: 0,
            position: Position::default(),
            unique: Unique::default(),
            restarting_tasks: ordinals_restart(blocks),
            counters: Counters::default(),
            last_number: 0,
            heading_ranks: Vec::new(),
            outline_ranks: Vec::new(),
            out: Vec::new(),
            article: None,
            outline: Vec::new(),
        }
    }

    pub(super) fn run(mut self, blocks: Vec<Block>) -> Body {
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => {
                    let mut lines = Vec::new();
                    if paragraph.number.is_some() {
                        while let Some(Block::Paragraph(line)) = blocks.next_if(is_task_line) {
                            lines.push(line);
                        }
                    }
                    match paragraph.number {
                        Some(number) if !lines.is_empty() => self.task(paragraph, number, lines),
                        _ => self.paragraph(paragraph),
                    }
                }
                Block::List(mut list) => {
                    for item in &mut list.items {
                        item.anchor = Some(self.next_paragraph_anchor());
                    }
                    self.nested(Block::List(list));
                }
                Block::Table(mut table) => {
                    self.counters.tables += 1;
                    table.anchor = Some(self.claim(&format!("table{}", self.counters.tables), "", 0));
                    self.task_rows(&mut table);
                    self.push(Block::Table(table));
                }
                other => self.nested(other),
            }
        }
        self.close_article();
        let anchors = Anchors::of(&self.out);
        Body { blocks: self.out, outline: self.outline, anchors }
    }

    /// Takes over a block in whose texts nothing is numbered: a list, a quotation.
    fn nested(&mut self, mut block: Block) {
        if self.options.inline_tasks {
            duties::brackets_within(&mut block);
        }
        self.push(block);
    }

    fn prefix(&self) -> &str {
        self.parts.get(self.part).map_or("", |part| part.prefix.as_str())
    }

    /// Makes an anchor of this part unique. `label` is the official number, for the diagnostic.
    pub(super) fn claim(&mut self, anchor: &str, label: &str, offset: usize) -> String {
        let (anchor, free) = self.unique.claim(format!("{}{anchor}", self.prefix()));
        if !free && !label.is_empty() {
            self.warn(
                Code::RepeatedNumber,
                (label, offset),
                format!("the number {label} occurs twice at one place of the numbering"),
                format!("correct the numbering; until then the second is #{anchor}"),
            );
        }
        anchor
    }

    pub(super) fn warn(&mut self, code: Code, (label, offset): (&str, usize), message: String, help: String) {
        let location = self.markdown.location(self.markdown.body + offset, label.len());
        self.diagnostics.push(Diagnostic::warning(code, location, message, help));
    }

    fn check_sequence(&mut self, number: OfficialNumber, text: &str, offset: usize) {
        if let Some(missing) = self.position.missing_before(number) {
            let label = &text[..number.length];
            self.warn(
                Code::NumberGap,
                (label, offset),
                format!("number {missing} is missing before {label}"),
                "check whether a paragraph was lost or the numbering is wrong".to_owned(),
            );
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        match &mut self.article {
            Some(article) => article.blocks.push(block),
            None => self.out.push(block),
        }
    }

    fn close_article(&mut self) {
        if let Some(article) = self.article.take() {
            self.out.push(Block::Article(article));
        }
        self.position.article = None;
    }

    fn next_paragraph_anchor(&mut self) -> String {
        self.counters.paragraphs += 1;
        self.claim(&format!("p{}", self.counters.paragraphs), "", 0)
    }

    fn heading(&mut self, mut heading: Heading) {
        self.close_article();
        let text = plain_text(&heading.inlines);
        if heading.level == 1 {
            self.part += 1;
            self.position = Position::default();
            self.counters = Counters::default();
            let anchor = self.parts.get(self.part).map(|part| part.anchor.clone()).unwrap_or_default();
            let (anchor, _) = self.unique.claim(anchor);
            parts::split_annex_label(&mut heading);
            heading.opens_part = true;
            heading.level = 2;
            self.heading_ranks.clear();
            self.outline_ranks.clear();
            let label = match &heading.label {
                Some(label) => format!("{label}　{}", plain_text(&heading.inlines)),
                None => text,
            };
            self.outline.push(OutlineEntry { depth: 1, anchor: anchor.clone(), label, tasks: None });
            heading.anchor = Some(anchor);
            self.out.push(Block::Heading(heading));
            return;
        }
        let number = heading.number;
        let rank = number.map_or(heading.level.saturating_sub(1).max(1), |number| rank(number.level));
        let anchor = match number {
            Some(number) => {
                self.check_sequence(number, &text, heading.offset);
                let anchor = self.position.enter(number);
                self.claim(&anchor, &text[..number.length], heading.offset)
            }
            None => {
                self.counters.headings += 1;
                self.claim(&format!("h{}", self.counters.headings), "", 0)
            }
        };
        // Levels on the page follow the numbering and never skip one.
        let base = if self.part == 0 { 1 } else { 2 };
        heading.level = (base + nest(&mut self.heading_ranks, rank)).min(6);
        self.outline_entry(rank, &anchor, text.trim_end_matches('。').to_owned());
        heading.anchor = Some(anchor.clone());
        match number {
            Some(OfficialNumber { level: Level::Article, value, .. }) => {
                heading.anchor = None;
                self.position.article = anchor.strip_prefix(self.prefix()).map(str::to_owned);
                self.article = Some(Group { anchor, number: value, blocks: vec![Block::Heading(heading)] });
            }
            _ => self.out.push(Block::Heading(heading)),
        }
    }

    fn paragraph(&mut self, mut paragraph: Paragraph) {
        let text = plain_text(&paragraph.inlines);
        if ends_article(paragraph.role) {
            self.close_article();
        }
        match paragraph.number {
            Some(number) if number.level < Level::Article && !text.contains('。') => {
                let level = rank(number.level) + 1;
                return self.heading(Heading {
                    level,
                    anchor: None,
                    label: None,
                    number: Some(number),
                    opens_part: false,
                    offset: paragraph.offset,
                    inlines: paragraph.inlines,
                });
            }
            Some(number) if number.level == Level::Article => return self.open_article(paragraph, number, &text),
            Some(number) if self.position.article.is_some() && number.level > Level::First => {
                let anchor = self.position.enter_item(number);
                paragraph.anchor = Some(self.claim(&anchor, &text[..number.length], paragraph.offset));
            }
            Some(number) => {
                self.close_article();
                self.numbered(&mut paragraph, number, &text);
            }
            None if self.position.article.is_some() => {
                let anchor = self.position.enter_paragraph();
                paragraph.anchor = Some(self.claim(&anchor, "", 0));
            }
            None => paragraph.anchor = Some(self.next_paragraph_anchor()),
        }
        match paragraph.role {
            Role::TaskLine => duties::lines(std::slice::from_mut(&mut paragraph)),
            Role::Text if self.options.inline_tasks => self.sentence_tasks(&mut paragraph),
            Role::Text if self.options.sentences => {
                let anchor = paragraph.anchor.clone().unwrap_or_default();
                paragraph.inlines = sentences::wrap(paragraph.inlines, |n| format!("{anchor}.{n}"));
            }
            _ => {}
        }
        self.push(Block::Paragraph(paragraph));
    }

    /// A paragraph that begins with 一、 （一） 1. or （1） outside articles.
    fn numbered(&mut self, paragraph: &mut Paragraph, number: OfficialNumber, text: &str) {
        let label = &text[..number.length];
        self.check_sequence(number, text, paragraph.offset);
        let anchor = self.position.enter(number);
        let anchor = self.claim(&anchor, label, paragraph.offset);
        let bold = matches!(paragraph.inlines.first(), Some(Inline::Strong(_)));
        if number.level <= Level::Second || bold {
            let words = numbering::run_in_heading(text, OUTLINE_SENTENCE)
                .map_or_else(|| shortened(text, OUTLINE_WORDS), str::to_owned);
            self.outline_entry(rank(number.level), &anchor, words);
        }
        if number.level == Level::Third && self.counters.last_task.is_some() {
            // A numbered sentence without unit lines, among tasks: no task is missing there.
            self.counters.last_task = Some(number.value);
        }
        if self.options.sentences {
            paragraph.number_anchor = Some(anchor);
            paragraph.anchor = Some(self.next_paragraph_anchor());
        } else {
            paragraph.anchor = Some(anchor);
        }
    }

    fn open_article(&mut self, mut paragraph: Paragraph, number: OfficialNumber, text: &str) {
        self.close_article();
        self.check_sequence(number, text, paragraph.offset);
        let label = &text[..number.length];
        let anchor = self.position.enter(number);
        let anchor = self.claim(&anchor, label, paragraph.offset);
        let words = text[number.length..].trim_start();
        let words = numbering::run_in_heading(words, ARTICLE_HEADING)
            .map_or_else(|| shortened(words, ARTICLE_HEADING), str::to_owned);
        self.outline_entry(rank(Level::Article), &anchor, format!("{label}　{words}"));
        if self.options.inline_tasks {
            duties::brackets(&mut paragraph);
        }
        // What follows hangs on the anchor that the article really has.
        self.position.article = anchor.strip_prefix(self.prefix()).map(str::to_owned);
        let first = self.position.enter_paragraph();
        paragraph.anchor = Some(self.claim(&first, "", 0));
        self.article = Some(Group { anchor, number: number.value, blocks: vec![Block::Paragraph(paragraph)] });
    }

    fn outline_entry(&mut self, rank: u8, anchor: &str, label: String) {
        let depth = nest(&mut self.outline_ranks, rank) + u8::from(self.part > 0);
        self.outline.push(OutlineEntry { depth, anchor: anchor.to_owned(), label, tasks: None });
    }
}

/// How deep a number stands, from 1; levels of the same rank do not meet in one text.
fn rank(level: Level) -> u8 {
    match level {
        Level::Book | Level::First => 1,
        Level::Chapter | Level::Second => 2,
        Level::Section | Level::Third => 3,
        Level::Article | Level::Fourth => 4,
    }
}

/// Enters a rank: what is not above it closes. Returns how deep it lies now, from 1.
fn nest(open: &mut Vec<u8>, rank: u8) -> u8 {
    while open.last().is_some_and(|last| *last >= rank) {
        open.pop();
    }
    open.push(rank);
    open.len() as u8
}

fn ends_article(role: Role) -> bool {
    matches!(role, Role::Signature | Role::Date | Role::Note | Role::CopyTo | Role::Imprint | Role::AnnexList)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end_matches(['，', '、', '（', '“', '《'])),
        None => text.trim_end_matches('。').to_owned(),
    }
}
