//! Raw HTML among pulldown-cmark's events, and what is wrong with it.

use super::super::inlines::InlineStack;
use super::super::{Block, Inline, attributes, html, table};
use super::MarkdownReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::cut::Cut;
use pulldown_cmark::Event;
use std::ops::Range;

impl MarkdownReader<'_, '_> {
    pub(super) fn html_block(&mut self, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let mut raw = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) => raw.push_str(&self.substituted.restore(&part)),
                Event::End(_) => break,
                _ => {}
            }
        }
        let (inner, problems) = html::block(&raw);
        let source = self.source.part(range.clone()).to_ascii_lowercase();
        for problem in problems {
            self.html_problem(problem, &source, range);
        }
        blocks.extend(inner);
    }

    /// Reports a problem of the block at `range`, whose `source` is given in small letters.
    fn html_problem(&mut self, problem: html::Problem, source: &str, range: &Range<usize>) {
        let place = |needle: &str| range.start + source.find(needle).unwrap_or(0);
        let (at, length, message, help) = match problem {
            html::Problem::Tag(name) => {
                let longer = |tag: &str, at: usize| {
                    source.part(at + tag.len()..).starts_with(|c: char| c.is_ascii_alphanumeric())
                };
                let tags = [format!("<{name}"), format!("</{name}")];
                let at = tags.iter().find_map(|tag| {
                    source.match_indices(tag.as_str()).map(|(at, _)| at).find(|at| !longer(tag, *at))
                });
                return self.refuse_html(&name, range.start + at.unwrap_or(0), name.len() + 1);
            }
            html::Problem::NotWhole => (
                range.start,
                1,
                "this HTML has a tag or comment that is not complete".to_owned(),
                "close it with > or -->; if the sign < itself is meant, write \\<",
            ),
            html::Problem::TooLong => (
                range.start,
                1,
                format!("a tag of this HTML has more than {} attributes", attributes::MOST_ATTRIBUTES),
                "remove them: only colspan and rowspan are kept",
            ),
            html::Problem::TooWide => {
                (range.start, 1, table::TOO_WIDE.to_owned(), "check colspan and rowspan, or divide the table")
            }
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
        self.report(Diagnostic::error(Code::BrokenHtml, (self.locate)(at, length), message, help));
    }

    /// Reports the tag that the inlines at `range` leave open.
    pub(super) fn report_open_tag(&mut self, stack: &InlineStack, range: Range<usize>) {
        if let Some(tag) = stack.open_tag() {
            let needle = format!("<{tag}");
            let at = range.start + self.source.part(range.clone()).find(&needle).unwrap_or(0);
            self.report(Diagnostic::error(
                Code::BrokenHtml,
                (self.locate)(at, needle.len()),
                format!("<{tag}> is opened here and never closed"),
                format!("write </{tag}> where it ends"),
            ));
        }
    }

    pub(super) fn refuse_html(&mut self, name: &str, offset: usize, length: usize) {
        self.report(Diagnostic::error(
            Code::HtmlNotAllowed,
            (self.locate)(offset, length),
            format!("the HTML tag <{name}> is not allowed in a text"),
            format!("allowed are {}; if the sign < itself is meant, write \\<", html::ALLOWED),
        ));
    }

    pub(super) fn inline_html(&mut self, raw: &str, range: Range<usize>, out: &mut InlineStack) {
        let raw = self.substituted.restore(raw);
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

    pub(super) fn literal_html(&mut self, name: &str, raw: &str, range: &Range<usize>, out: &mut InlineStack) {
        self.refuse_html(name, range.start, range.len());
        out.push(Inline::Text(raw.to_owned()));
    }
}
