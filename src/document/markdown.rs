//! pulldown-cmark's events to blocks and inlines, with the Chinese rules of official text.
//!
//! CommonMark is followed but for these deviations, each tested against CommonMark's own examples and
//! named in the README:
//!
//! - **Numbers are text.** `1. ` at a line's start is an official number, so an ordered list becomes
//!   paragraphs that begin with the numbers as typed; nothing is ever renumbered.
//! - **Emphasis closes after Chinese punctuation** (see `stand_in`).
//! - **A line break next to a Chinese character is nothing**, and a line that is indented by U+3000,
//!   names a task's unit, or begins with an official number after a finished sentence, is a new
//!   paragraph.
//! - **An indented line with 汉字 in it is text**, not code.
//! - **Raw HTML is reduced to a safe set** (see `html`).

use super::stand_in::StandIn;
use super::table::{self, Alignment};
use super::{Block, Code, Heading, Inline, Link, List, ListItem, Paragraph, Target, html, plain_text};
use crate::diagnostic::{Diagnostic, Location};
use crate::source::Markdown;
use crate::text::{han, label, numbering};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// Parses the body of a Markdown file.
pub fn parse(markdown: &Markdown, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    parse_text(
        markdown.body_text(),
        &|offset, length| markdown.location(markdown.body + offset, length),
        diagnostics,
    )
}

type Locate<'a> = dyn Fn(usize, usize) -> Location + 'a;

fn parse_text(text: &str, locate: &Locate<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let stand_in = StandIn::new(text);
    let events = Parser::new_ext(&stand_in.text, Options::ENABLE_TABLES).into_offset_iter().peekable();
    let mut builder = Builder { events, source: text, stand_in: &stand_in, locate, diagnostics };
    builder.blocks()
}

struct Builder<'a, 'b> {
    events: Peekable<OffsetIter<'a>>,
    source: &'b str,
    stand_in: &'a StandIn<'b>,
    locate: &'b Locate<'b>,
    diagnostics: &'b mut Vec<Diagnostic>,
}

impl<'a> Builder<'a, '_> {
    /// Blocks up to the end of the enclosing container, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
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
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                blocks.extend(self.paragraphs());
                self.events.next();
            }
            Tag::Heading { level, .. } => {
                let inlines = self.finish_inlines();
                blocks.push(Block::Heading(Heading {
                    level: level as u8,
                    anchor: None,
                    label: None,
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
                    let marker = number_marker(&self.source[range]);
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
                Event::Text(part) => text.push_str(&self.stand_in.restore(&part)),
                Event::End(_) => break,
                _ => {}
            }
        }
        match kind {
            CodeBlockKind::Indented if text.chars().any(han::is_han) => {
                let place = (self.locate)(range.start, range.len());
                let dedented: Vec<&str> = text.lines().map(str::trim_start).collect();
                blocks.extend(parse_text(&dedented.join("\n"), &|_, _| place.clone(), self.diagnostics));
            }
            CodeBlockKind::Indented => blocks.push(Block::Code(Code { language: None, text })),
            CodeBlockKind::Fenced(info) => {
                let info = self.stand_in.restore(&info);
                let language = info.split_whitespace().next().map(str::to_owned);
                blocks.push(Block::Code(Code { language, text }));
            }
        }
    }

    fn html_block(&mut self, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let mut raw = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) => raw.push_str(&self.stand_in.restore(&part)),
                Event::End(_) => break,
                _ => {}
            }
        }
        let (inner, refused) = html::block(&raw);
        for name in refused {
            let lower = raw.to_ascii_lowercase();
            let at = lower.find(&format!("<{name}")).or_else(|| lower.find(&format!("</{name}"))).unwrap_or(0);
            self.refuse_html(&name, range.start + at, name.len() + 1);
        }
        blocks.extend(inner);
    }

    fn refuse_html(&mut self, name: &str, offset: usize, length: usize) {
        self.diagnostics.push(Diagnostic::error(
            "html-not-allowed",
            (self.locate)(offset, length),
            format!("the HTML tag <{name}> is not allowed in a text"),
            format!("allowed are {}; if the sign < itself is meant, write \\<", html::ALLOWED),
        ));
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment], blocks: &mut Vec<Block>) {
        let alignments: Vec<Alignment> = alignments
            .iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => Alignment::None,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        let mut grid: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut places: Vec<Vec<Range<usize>>> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    grid.push(Vec::new());
                    places.push(Vec::new());
                }
                Event::Start(Tag::TableCell) => {
                    let inlines = self.finish_inlines();
                    if let (Some(row), Some(row_places)) = (grid.last_mut(), places.last_mut()) {
                        row.push(inlines);
                        row_places.push(range);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let (table, problems) = table::from_grid(grid, &alignments);
        for problem in problems {
            let place = places.get(problem.row).and_then(|row| row.get(problem.column));
            let place = place.cloned().unwrap_or(0..1);
            self.diagnostics.push(Diagnostic::error(
                "merged-cells",
                (self.locate)(place.start, place.len()),
                problem.message,
                "`^^` joins a cell to the one above it, `<<` to the one on its left",
            ));
        }
        blocks.push(Block::Table(table));
    }

    /// The inlines up to the end of the enclosing element, which is consumed.
    fn finish_inlines(&mut self) -> Vec<Inline> {
        let parts = self.paragraph_inlines().into_iter().map(|(_, inlines)| inlines);
        let mut inlines = parts.reduce(|mut all, mut more| {
            all.push(Inline::SoftBreak);
            all.append(&mut more);
            all
        });
        self.events.next();
        inlines.take().unwrap_or_default()
    }

    fn paragraphs(&mut self) -> Vec<Block> {
        self.paragraph_inlines().into_iter().map(paragraph).collect()
    }

    /// Inlines up to a block or the end of the enclosing element, which is left in place; cut where
    /// an official text begins a new paragraph. Each comes with the offset at which it begins.
    fn paragraph_inlines(&mut self) -> Vec<(usize, Vec<Inline>)> {
        let mut paragraphs = Vec::new();
        let mut start = self.events.peek().map_or(0, |(_, range)| range.start);
        let mut current = Stack::default();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if is_block(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            if matches!(event, Event::SoftBreak)
                && current.is_flat()
                && begins_paragraph(current.last_char(), &self.source[range.end..])
            {
                paragraphs.push((start, std::mem::take(&mut current).finish()));
                start = range.end;
                continue;
            }
            self.inline(event, range, &mut current);
        }
        let last = current.finish();
        if !last.is_empty() || paragraphs.is_empty() {
            paragraphs.push((start, last));
        }
        for (_, inlines) in &mut paragraphs {
            strip_indent(inlines);
            resolve_breaks(inlines);
            merge_texts(inlines);
        }
        paragraphs
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Stack) {
        match event {
            Event::Text(text) => {
                // A decoded entity (&#xE000;) is not in the source and holds no stand-in.
                let decoded = self.source[range].starts_with('&') && !text.starts_with('&');
                out.push(Inline::Text(if decoded { text.to_string() } else { self.stand_in.restore(&text) }));
            }
            Event::Code(text) => out.push(Inline::Code(self.stand_in.restore(&text))),
            Event::SoftBreak => out.push(Inline::SoftBreak),
            Event::HardBreak => out.push(Inline::HardBreak),
            Event::InlineHtml(raw) | Event::Html(raw) => self.inline_html(&raw, range, out),
            Event::Start(tag) => {
                let inlines = self.nested();
                out.push(match tag {
                    Tag::Strong => Inline::Strong(inlines),
                    Tag::Emphasis => Inline::Emphasis(inlines),
                    Tag::Link { link_type, dest_url, title, .. } => {
                        let mut link = self.link(&dest_url, &title, inlines, range);
                        if link_type == LinkType::Email {
                            link.target = Target::Typed(format!("mailto:{}", self.stand_in.restore(&dest_url)));
                        }
                        Inline::Link(Box::new(link))
                    }
                    Tag::Image { dest_url, title, .. } => {
                        Inline::Image(Box::new(self.link(&dest_url, &title, inlines, range)))
                    }
                    _ => return inlines.into_iter().for_each(|inline| out.push(inline)),
                });
            }
            _ => {}
        }
    }

    /// The inlines within an inline element, up to its end, which is consumed.
    fn nested(&mut self) -> Vec<Inline> {
        let mut out = Stack::default();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        out.finish()
    }

    fn link(&self, target: &str, title: &str, inlines: Vec<Inline>, range: Range<usize>) -> Link {
        Link {
            target: Target::Typed(self.stand_in.restore(target)),
            title: self.stand_in.restore(title),
            inlines,
            location: (self.locate)(range.start, range.len()),
        }
    }

    fn inline_html(&mut self, raw: &str, range: Range<usize>, out: &mut Stack) {
        let raw = self.stand_in.restore(raw);
        let Some(tokens) = html::tokens(&raw) else {
            let name: String = raw.chars().skip(1).take_while(|c| !c.is_whitespace() && *c != '>').collect();
            return self.literal_html(&name, &raw, &range, out);
        };
        for token in tokens {
            match token {
                html::Token::Open(name, ..) if name == "br" => out.push(Inline::HardBreak),
                html::Token::Open(name, ..) => match html::inline_tag(&name) {
                    Some(tag) => out.open(tag),
                    None => self.literal_html(&name, &raw, &range, out),
                },
                html::Token::Close(name) => match html::inline_tag(&name) {
                    Some(tag) if out.close(tag) => {}
                    _ => self.literal_html(&name, &raw, &range, out),
                },
                html::Token::Text(text) => out.push(Inline::Text(text)),
            }
        }
    }

    fn literal_html(&mut self, name: &str, raw: &str, range: &Range<usize>, out: &mut Stack) {
        self.refuse_html(name, range.start, range.len());
        out.push(Inline::Text(raw.to_owned()));
    }
}

/// Inlines being built, with the raw HTML tags that are open.
#[derive(Default)]
struct Stack {
    base: Vec<Inline>,
    open: Vec<(&'static str, Vec<Inline>)>,
}

impl Stack {
    fn push(&mut self, inline: Inline) {
        match self.open.last_mut() {
            Some((_, inlines)) => inlines.push(inline),
            None => self.base.push(inline),
        }
    }

    fn open(&mut self, tag: &'static str) {
        self.open.push((tag, Vec::new()));
    }

    /// Closes a tag, and those opened within it. False when it is not open.
    fn close(&mut self, tag: &str) -> bool {
        if !self.open.iter().any(|(open, _)| *open == tag) {
            return false;
        }
        while let Some((open, inlines)) = self.open.pop() {
            self.push(Inline::Tag(open, inlines));
            if open == tag {
                break;
            }
        }
        true
    }

    fn is_flat(&self) -> bool {
        self.open.is_empty()
    }

    fn last_char(&self) -> Option<char> {
        self.base.last().and_then(|inline| plain_text(std::slice::from_ref(inline)).chars().next_back())
    }

    fn finish(mut self) -> Vec<Inline> {
        while let Some((tag, inlines)) = self.open.pop() {
            self.push(Inline::Tag(tag, inlines));
        }
        self.base
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

/// Does the line that begins with `rest` open a new paragraph, though no blank line precedes it?
fn begins_paragraph(before: Option<char>, rest: &str) -> bool {
    let line = rest.trim_start_matches([' ', '\t', '>']);
    if line.starts_with('\u{3000}') || label::task_line_label(line).is_some() {
        return true;
    }
    let finished = before.is_some_and(|c| matches!(c, '。' | '；' | '！' | '？' | '：' | ';' | '”' | '）'));
    let line = line.trim_start_matches('*');
    let end = line.find('\n').unwrap_or(line.len());
    finished && numbering::official_number(&line[..end]).is_some()
}

/// Removes the full-width indent of a paragraph: it is layout.
fn strip_indent(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        let stripped = text.trim_start_matches(['\u{3000}', ' ']);
        if stripped.len() != text.len() {
            *text = stripped.to_owned();
        }
        if text.is_empty() {
            inlines.remove(0);
        }
    }
}

/// Removes the soft breaks next to a Chinese character.
fn resolve_breaks(inlines: &mut Vec<Inline>) {
    if !has_break(inlines) {
        return;
    }
    let text = plain_text(inlines);
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    remove_breaks(inlines, &characters, &mut at);
}

fn has_break(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::SoftBreak => true,
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Tag(_, inner) => has_break(inner),
        Inline::Link(link) | Inline::Image(link) => has_break(&link.inlines),
        _ => false,
    })
}

fn remove_breaks(inlines: &mut Vec<Inline>, characters: &[char], at: &mut usize) {
    inlines.retain_mut(|inline| {
        match inline {
            Inline::SoftBreak => {
                let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
                let after = characters.get(*at + 1).copied();
                *at += 1;
                return han::break_is_space(before, after);
            }
            Inline::HardBreak => *at += 1,
            Inline::Text(text) | Inline::Code(text) => *at += text.chars().count(),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Tag(_, inner)
            | Inline::Sentence(_, inner) => remove_breaks(inner, characters, at),
            Inline::Link(link) | Inline::Image(link) => remove_breaks(&mut link.inlines, characters, at),
        }
        true
    });
}

/// Joins neighbouring texts, so that later steps see whole sentences.
fn merge_texts(inlines: &mut Vec<Inline>) {
    let mut merged: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        match &mut inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Tag(_, inner) => merge_texts(inner),
            Inline::Link(link) | Inline::Image(link) => merge_texts(&mut link.inlines),
            _ => {}
        }
        match (merged.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => merged.push(inline),
        }
    }
    *inlines = merged;
}
