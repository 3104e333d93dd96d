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

use super::inlines::{InlineStack, merge_texts, resolve_breaks, strip_indent};
use super::stand_in::StandIn;
use super::table::{self, Alignment};
use super::{Block, Code, Heading, Inline, Link, List, ListItem, Paragraph, Target, html, plain_text};
use crate::diagnostic::{Diagnostic, Location};
use crate::source::Markdown;
use crate::text::han;
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
    let parser = Parser::new_ext(&stand_in.text, Options::ENABLE_TABLES);
    for (_, definition) in parser.reference_definitions().iter() {
        // [1]: 数据来源于统计局 is a definition for the parser, which would swallow the line.
        let target = &definition.dest;
        if target.chars().any(han::is_han) && !target.contains(['/', '.', '#']) {
            diagnostics.push(Diagnostic::error(
                "swallowed-line",
                locate(definition.span.start, definition.span.len()),
                "Markdown takes this line for the definition of a link and would not show it",
                "write \\[ for the bracket, or a full-width colon",
            ));
        }
    }
    let events = parser.into_offset_iter().peekable();
    let mut builder = Builder {
        events,
        source: text,
        stand_in: &stand_in,
        locate,
        diagnostics,
        depth: 0,
        stars_until: usize::MAX,
    };
    builder.blocks()
}

struct Builder<'a, 'b> {
    events: Peekable<OffsetIter<'a>>,
    source: &'b str,
    stand_in: &'a StandIn<'b>,
    locate: &'b Locate<'b>,
    diagnostics: &'b mut Vec<Diagnostic>,
    /// How many containers are open.
    depth: usize,
    /// Where the last text that ends with a star ends.
    stars_until: usize,
}

/// Containers nested more deeply than this are an error, shown as plain text.
const DEEPEST: usize = 48;

impl<'a> Builder<'a, '_> {
    /// Blocks up to the end of the enclosing container, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        if self.depth >= DEEPEST {
            let (start, text) = self.skip();
            return vec![paragraph((start, vec![Inline::Text(text)]))];
        }
        self.depth += 1;
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
        self.depth -= 1;
        blocks
    }

    /// Passes over a container that is nested too deeply, up to its end: where it begins, and its text.
    fn skip(&mut self) -> (usize, String) {
        let start = self.events.peek().map_or(0, |(_, range)| range.start);
        if !self.diagnostics.iter().any(|diagnostic| diagnostic.code == "nested-too-deeply") {
            self.diagnostics.push(Diagnostic::error(
                "nested-too-deeply",
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
                Event::Text(part) | Event::Code(part) => text.push_str(&self.stand_in.restore(&part)),
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
                let mut inner = parse_text(&dedented.join("\n"), &|_, _| place.clone(), self.diagnostics);
                inner.iter_mut().for_each(|block| set_offset(block, range.start));
                blocks.append(&mut inner);
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
        let (inner, problems) = html::block(&raw);
        for problem in problems {
            self.html_problem(problem, range);
        }
        blocks.extend(inner);
    }

    fn html_problem(&mut self, problem: html::Problem, range: &Range<usize>) {
        let source = self.source[range.clone()].to_ascii_lowercase();
        let place = |needle: &str| range.start + source.find(needle).unwrap_or(0);
        let (at, length, message, help) = match problem {
            html::Problem::Tag(name) => {
                let whole = |at: &usize| {
                    !source[at + 1..].trim_start_matches('/')[name.len()..]
                        .starts_with(|c: char| c.is_ascii_alphanumeric())
                };
                let tags = [format!("<{name}"), format!("</{name}")];
                let at =
                    tags.iter().flat_map(|tag| source.match_indices(tag.as_str())).map(|(at, _)| at).find(whole);
                return self.refuse_html(&name, range.start + at.unwrap_or(0), name.len() + 1);
            }
            html::Problem::NotWhole => (
                range.start,
                1,
                "this HTML has a tag or comment that is not complete".to_owned(),
                "close it with > or -->; if the sign < itself is meant, write \\<",
            ),
            html::Problem::StrayText(text) => (
                place(&text.to_ascii_lowercase()),
                text.len(),
                "this text stands in a table, but in none of its cells".to_owned(),
                "put it into a <td>, or before or after the table",
            ),
            html::Problem::NeverClosed(name) => (
                place(&format!("<{name}")),
                name.len() + 1,
                format!("<{name}> is opened here and never closed"),
                "close it; a block of HTML ends at the first blank line",
            ),
        };
        self.diagnostics.push(Diagnostic::error("broken-html", (self.locate)(at, length), message, help));
    }

    /// Reports two stars in a row that are text. Stars that are meant are escaped one by one (\\*\\*), so
    /// in the source they do not touch.
    fn check_stars(&mut self, range: &Range<usize>) {
        let written = &self.source[range.clone()];
        let touching = self.stars_until == range.start && written.starts_with('*');
        let at = if touching { Some(0) } else { written.find("**") };
        if let Some(at) = at {
            self.diagnostics.push(Diagnostic::error(
                "emphasis-not-closed",
                (self.locate)((range.start + at).saturating_sub(usize::from(touching)), 2),
                "this ** neither opens nor closes bold text and would be shown as it is",
                "put it directly before the first or after the last bold character, or remove it; \
                 for the signs themselves write \\*\\*",
            ));
        }
        if written.ends_with('*') && at.is_none() {
            self.stars_until = range.end;
        }
    }

    fn report_open_tag(&mut self, stack: &InlineStack, start: usize) {
        if let Some(tag) = stack.open_tag() {
            let needle = format!("<{tag}");
            let at = self.source[start..].find(&needle).map_or(start, |at| start + at);
            self.diagnostics.push(Diagnostic::error(
                "broken-html",
                (self.locate)(at, needle.len()),
                format!("<{tag}> is opened here and never closed"),
                format!("write </{tag}> where it ends"),
            ));
        }
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
                    self.check_row(&range, alignments.len());
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

    /// A row with more cells than the head: the parser would drop them.
    fn check_row(&mut self, range: &Range<usize>, columns: usize) {
        let cells = count_cells(&self.source[range.clone()]);
        if cells > columns {
            self.diagnostics.push(Diagnostic::error(
                "too-many-cells",
                (self.locate)(range.start, range.len()),
                format!("this row has {cells} cells, the head of the table {columns}"),
                "add a column to the head, or write \\| for a | within a cell",
            ));
        }
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
        let mut current = InlineStack::default();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if is_block(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            if matches!(event, Event::SoftBreak) && current.ends_before(&self.source[range.end..]) {
                paragraphs.push((start, std::mem::take(&mut current).finish()));
                start = range.end;
                continue;
            }
            self.inline(event, range, &mut current);
        }
        self.report_open_tag(&current, start);
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

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, out: &mut InlineStack) {
        match event {
            Event::Text(text) => {
                self.check_stars(&range);
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
        if self.depth >= DEEPEST {
            return vec![Inline::Text(self.skip().1)];
        }
        self.depth += 1;
        let mut out = InlineStack::default();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        self.depth -= 1;
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

    fn inline_html(&mut self, raw: &str, range: Range<usize>, out: &mut InlineStack) {
        let raw = self.stand_in.restore(raw);
        let Some(tokens) = html::tokens(&raw) else {
            let name: String = raw.chars().skip(1).take_while(|c| !c.is_whitespace() && *c != '>').collect();
            return self.literal_html(&name, &raw, &range, out);
        };
        for token in tokens {
            match token {
                html::Token::Open(name, ..) if name == "br" => out.push(Inline::HardBreak),
                html::Token::Open(name, ..) => match html::inline_tag(&name) {
                    Some(tag) if out.open(tag) => {}
                    _ => self.literal_html(&name, &raw, &range, out),
                },
                html::Token::Close(name) => match html::inline_tag(&name) {
                    Some(tag) if out.close(tag) => {}
                    _ => self.literal_html(&name, &raw, &range, out),
                },
                html::Token::Text(text) => out.push(Inline::Text(text)),
            }
        }
    }

    fn literal_html(&mut self, name: &str, raw: &str, range: &Range<usize>, out: &mut InlineStack) {
        self.refuse_html(name, range.start, range.len());
        out.push(Inline::Text(raw.to_owned()));
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

/// How many cells a row of a table has, as it is typed.
fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut bars, mut escaped, mut ends_with_bar) = (0, false, false);
    for c in row.chars() {
        ends_with_bar = c == '|' && !escaped;
        bars += usize::from(ends_with_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!ends_with_bar)
}

fn set_offset(block: &mut Block, offset: usize) {
    match block {
        Block::Paragraph(paragraph) => paragraph.offset = offset,
        Block::Heading(heading) => heading.offset = offset,
        _ => {}
    }
}
