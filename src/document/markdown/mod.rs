//! pulldown-cmark's events to blocks and inlines, with the Chinese rules of official text.
//!
//! CommonMark is followed but for these deviations, each tested against CommonMark's own examples and
//! named in the README:
//!
//! - **Numbers are text.** `1. ` at a line's start is an official number, so an ordered list becomes
//!   paragraphs that begin with the numbers as typed; nothing is ever renumbered.
//! - **Emphasis closes after Chinese punctuation** (see `cjk_emphasis`).
//! - **A line break next to a Chinese character is nothing**, and a line that is indented by U+3000,
//!   names a task's unit, or begins with an official number after a finished sentence, is a new
//!   paragraph.
//! - **An indented line with 汉字 in it is text**, not code.
//! - **Raw HTML is reduced to a safe set** (see `html`).

mod inline;
mod raw_html;
mod tables;

use super::cjk_emphasis::Substituted;
use super::inlines::merge_texts;
use super::{Block, CodeSample, Heading, Inline, List, ListItem, Paragraph, plain_text};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::Markdown;
use crate::text::cut::Cut;
use crate::text::han;
use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag};
use std::iter::Peekable;
use std::ops::Range;

/// Parses the body of a Markdown file.
pub fn parse(markdown: &Markdown, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let locate = |offset, length| markdown.location(markdown.body + offset, length);
    parse_text(markdown.body_text(), &locate, &mut Nesting::default(), diagnostics)
}

type Locate<'a> = dyn Fn(usize, usize) -> Location + 'a;

/// How deep the text is nested where it is read, also across a text that is parsed within another.
#[derive(Default)]
struct Nesting {
    /// How many containers are open.
    depth: usize,
    /// Was it said that they are too many?
    reported: bool,
}

fn parse_text(
    text: &str,
    locate: &Locate<'_>,
    nesting: &mut Nesting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let substituted = Substituted::new(text);
    let parser = Parser::new_ext(&substituted.text, Options::ENABLE_TABLES);
    for (_, definition) in parser.reference_definitions().iter() {
        // [1]: 数据来源于统计局 is a definition for the parser, which would swallow the line.
        let target = &definition.dest;
        if target.chars().any(han::is_han) && !target.contains(['/', '.', '#']) {
            diagnostics.push(Diagnostic::error(
                Code::SwallowedLine,
                locate(definition.span.start, definition.span.len()),
                "Markdown takes this line for the definition of a link and would not show it",
                "write \\[ for the bracket, or a full-width colon",
            ));
        }
    }
    let events = parser.into_offset_iter().peekable();
    let mut reader = MarkdownReader {
        events,
        source: text,
        substituted: &substituted,
        locate,
        diagnostics,
        nesting,
        stars_until: usize::MAX,
    };
    reader.blocks()
}

struct MarkdownReader<'a, 'b> {
    events: Peekable<OffsetIter<'a>>,
    source: &'b str,
    substituted: &'a Substituted<'b>,
    locate: &'b Locate<'b>,
    diagnostics: &'b mut Vec<Diagnostic>,
    nesting: &'b mut Nesting,
    /// Where the last text that ends with a star ends.
    stars_until: usize,
}

/// Containers nested more deeply than this are an error, shown as plain text.
const DEEPEST: usize = 48;

/// A heading has no more characters than this.
const LONGEST_HEADING: usize = 300;
/// So many problems of one text are named, the last of which says that there are more.
const MOST_PROBLEMS: usize = LAST_PROBLEM + 1;
const LAST_PROBLEM: usize = 1000;

impl<'a> MarkdownReader<'a, '_> {
    /// Blocks up to the end of the enclosing container, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        if self.nesting.depth >= DEEPEST {
            let (start, text) = self.skip();
            return vec![paragraph((start, vec![Inline::Text(text)]))];
        }
        self.nesting.depth += 1;
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.events.next();
                    self.block(tag, range, &mut blocks);
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                // The items of a tight list hold text without a paragraph around it.
                _ => blocks.extend(self.paragraphs()),
            }
        }
        self.nesting.depth -= 1;
        blocks
    }

    /// Keeps a problem. A text of a megabyte can have more of them than anybody reads.
    fn report(&mut self, problem: Diagnostic) {
        match self.diagnostics.len() {
            MOST_PROBLEMS.. => {}
            LAST_PROBLEM => self.diagnostics.push(Diagnostic::error(
                Code::TooManyProblems,
                problem.location,
                format!("this text has more than {LAST_PROBLEM} problems; from here on they are not named"),
                "mend those that are, and check again",
            )),
            _ => self.diagnostics.push(problem),
        }
    }

    /// Passes over a container that is nested too deeply, up to its end: where it begins, and its text.
    fn skip(&mut self) -> (usize, String) {
        let start = self.events.peek().map_or(0, |(_, range)| range.start);
        if !std::mem::replace(&mut self.nesting.reported, true) {
            self.report(Diagnostic::error(
                Code::NestedTooDeeply,
                (self.locate)(start, 1),
                format!("lists, quotations and emphasis are nested here more than {DEEPEST} levels deep"),
                "check for signs such as > or - that were not meant as Markdown",
            ));
        }
        let (mut open, mut text) = (0usize, String::new());
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 0 => break,
                Event::End(_) => open -= 1,
                Event::Text(part) | Event::Code(part) => text.push_str(&self.substituted.restore(&part)),
                _ => {}
            }
        }
        (start, text)
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                blocks.extend(self.paragraphs());
                self.events.next();
            }
            Tag::Heading { level, .. } => {
                let inlines = self.finish_inlines();
                if plain_text(&inlines).chars().nth(LONGEST_HEADING).is_some() {
                    // Every task below it would carry it.
                    self.report(Diagnostic::error(
                        Code::LongHeading,
                        (self.locate)(range.start, 1),
                        format!("this heading has more than {LONGEST_HEADING} characters"),
                        "remove the # if it is a paragraph",
                    ));
                    return blocks.push(paragraph((range.start, inlines)));
                }
                blocks.push(Block::Heading(Heading {
                    level: level as u8,
                    anchor: None,
                    label: None,
                    number: None,
                    opens_part: false,
                    offset: range.start,
                    inlines,
                }));
            }
            Tag::BlockQuote(_) => {
                let inner = self.blocks();
                let note = matches!(inner.first(), Some(Block::Paragraph(first))
                    if plain_text(&first.inlines).starts_with("编者注"));
                blocks.push(if note { Block::EditorNote(inner) } else { Block::Quote(inner) });
            }
            Tag::CodeBlock(kind) => self.code(kind, &range, blocks),
            Tag::HtmlBlock => self.html_block(&range, blocks),
            Tag::List(None) => {
                let list = self.list();
                blocks.push(Block::List(list));
            }
            Tag::List(Some(_)) => self.numbered_list(blocks),
            Tag::Table(alignments) => self.table(&alignments, blocks),
            _ => blocks.extend(self.blocks()),
        }
    }

    fn list(&mut self) -> List {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    tight &= !self.item_is_loose();
                    items.push(ListItem { anchor: None, blocks: self.blocks() });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        List { tight, items }
    }

    fn item_is_loose(&mut self) -> bool {
        matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)))
    }

    /// The items of an ordered list, as paragraphs that begin with their numbers as typed.
    fn numbered_list(&mut self, blocks: &mut Vec<Block>) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let start = range.start;
                    let marker = number_marker(self.source.part(range));
                    let mut inner = self.blocks();
                    if let Some(Block::Paragraph(first)) = inner.first_mut() {
                        let next = plain_text(&first.inlines).chars().next();
                        let gap = if han::break_is_space(marker.chars().last(), next) { " " } else { "" };
                        first.offset = start;
                        first.inlines.insert(0, Inline::Text(format!("{marker}{gap}")));
                        merge_texts(&mut first.inlines);
                    } else {
                        inner.insert(0, paragraph((start, vec![Inline::Text(marker.to_owned())])));
                    }
                    blocks.append(&mut inner);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
    }

    fn code(&mut self, kind: CodeBlockKind<'_>, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(part) => text.push_str(&self.substituted.restore(&part)),
                Event::End(_) => break,
                _ => {}
            }
        }
        match kind {
            CodeBlockKind::Indented if text.chars().any(han::is_han) => {
                let place = (self.locate)(range.start, range.len());
                let dedented: Vec<&str> = text.lines().map(str::trim_start).collect();
                let text = dedented.join("\n");
                let mut inner = parse_text(&text, &|_, _| place.clone(), self.nesting, self.diagnostics);
                inner.iter_mut().for_each(|block| set_offset(block, range.start));
                blocks.append(&mut inner);
            }
            CodeBlockKind::Indented => blocks.push(Block::Code(CodeSample { language: None, text })),
            CodeBlockKind::Fenced(info) => {
                let info = self.substituted.restore(&info);
                let language = info.split_whitespace().next().map(str::to_owned);
                blocks.push(Block::Code(CodeSample { language, text }));
            }
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// A paragraph that begins at this offset.
fn paragraph((offset, inlines): (usize, Vec<Inline>)) -> Block {
    Block::Paragraph(Paragraph { inlines, offset, ..Paragraph::default() })
}

/// `12.` of `12. 推进…`.
fn number_marker(item: &str) -> &str {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item.get(..digits + 1).unwrap_or(item)
}

fn set_offset(block: &mut Block, offset: usize) {
    match block {
        Block::Paragraph(paragraph) => paragraph.offset = offset,
        Block::Heading(heading) => heading.offset = offset,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indented_text_within_indented_text_is_nested_like_all_else() {
        for level in ["-     ", ">     "] {
            let text = format!("    {}汉", level.repeat(2_000));
            let mut problems = Vec::new();
            let blocks = parse(&Markdown::new("a.md", text, 0), &mut problems);
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
            assert_eq!(codes, ["nested-too-deeply"]);
            assert!(crate::document::official_text(&blocks).contains('汉'), "no character is lost");
        }
    }

    #[test]
    fn a_heading_without_end_is_a_paragraph() {
        let text = |length: usize| format!("## {}\n", "甲".repeat(length));
        let mut problems = Vec::new();
        let blocks = parse(&Markdown::new("a.md", text(LONGEST_HEADING), 0), &mut problems);
        assert!(problems.is_empty() && matches!(blocks[..], [Block::Heading(_)]));
        let blocks = parse(&Markdown::new("a.md", text(LONGEST_HEADING + 1), 0), &mut problems);
        assert!(problems[0].code == Code::LongHeading && matches!(blocks[..], [Block::Paragraph(_)]));
    }

    #[test]
    fn problems_of_a_text_have_a_limit() {
        let mut problems = Vec::new();
        parse(&Markdown::new("a.md", "<b>甲".repeat(2_000), 0), &mut problems);
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
        assert_eq!((codes.len(), codes[LAST_PROBLEM]), (MOST_PROBLEMS, "too-many-problems"));
    }

    #[test]
    fn an_open_tag_is_looked_for_in_its_own_paragraph() {
        let mut problems = Vec::new();
        parse(&Markdown::new("a.md", "<SUB>甲\n\n<sub>乙\n".to_owned(), 0), &mut problems);
        let lines: Vec<usize> = problems.iter().map(|problem| problem.location.line).collect();
        assert_eq!(lines, [1, 3]);
    }
}
