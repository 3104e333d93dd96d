//! The inlines of paragraphs, headings and cells, from pulldown-cmark's events.

use super::super::inlines::{InlineStack, merge_texts, resolve_breaks, strip_indent};
use super::super::{Block, Inline, Link, Target};
use super::{DEEPEST, MarkdownReader, is_block, paragraph};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::cut::Cut;
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

impl<'a> MarkdownReader<'a, '_> {
    /// The inlines up to the end of the enclosing element, which is consumed.
    pub(super) fn finish_inlines(&mut self) -> Vec<Inline> {
        let parts = self.paragraph_inlines().into_iter().map(|(_, inlines)| inlines);
        let mut inlines = parts.reduce(|mut all, mut more| {
            all.push(Inline::SoftBreak);
            all.append(&mut more);
            all
        });
        self.events.next();
        inlines.take().unwrap_or_default()
    }

    pub(super) fn paragraphs(&mut self) -> Vec<Block> {
        self.paragraph_inlines().into_iter().map(paragraph).collect()
    }

    /// Inlines up to a block or the end of the enclosing element, which is left in place; cut where
    /// an official text begins a new paragraph. Each comes with the offset at which it begins.
    pub(super) fn paragraph_inlines(&mut self) -> Vec<(usize, Vec<Inline>)> {
        let mut paragraphs = Vec::new();
        let mut start = self.events.peek().map_or(0, |(_, range)| range.start);
        let mut end = start;
        let mut current = InlineStack::default();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if is_block(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            end = range.end;
            if matches!(event, Event::SoftBreak) && current.ends_before(self.source.part(range.end..)) {
                paragraphs.push((start, std::mem::take(&mut current).finish()));
                start = range.end;
                continue;
            }
            self.inline(event, range, &mut current);
        }
        self.report_open_tag(&current, start..end);
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

    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>, out: &mut InlineStack) {
        match event {
            Event::Text(text) => {
                self.check_stars(&range);
                // A decoded entity (&#xE000;) is not in the source and holds no stand-in.
                let decoded = self.source.part(range).starts_with('&') && !text.starts_with('&');
                out.push(Inline::Text(if decoded { text.to_string() } else { self.substituted.restore(&text) }));
            }
            Event::Code(text) => out.push(Inline::Code(self.substituted.restore(&text))),
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
                            link.target = Target::Typed(format!("mailto:{}", self.substituted.restore(&dest_url)));
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
    pub(super) fn nested(&mut self) -> Vec<Inline> {
        if self.nesting.depth >= DEEPEST {
            return vec![Inline::Text(self.skip().1)];
        }
        self.nesting.depth += 1;
        let mut out = InlineStack::default();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        self.nesting.depth -= 1;
        out.finish()
    }

    pub(super) fn link(&self, target: &str, title: &str, inlines: Vec<Inline>, range: Range<usize>) -> Link {
        Link {
            target: Target::Typed(self.substituted.restore(target)),
            title: self.substituted.restore(title),
            inlines,
            location: (self.locate)(range.start, range.len()),
        }
    }

    /// Reports two stars in a row that are text. Stars that are meant are escaped one by one (\\*\\*), so
    /// in the source they do not touch.
    pub(super) fn check_stars(&mut self, range: &Range<usize>) {
        let written = self.source.part(range.clone());
        let touching = self.stars_until == range.start && written.starts_with('*');
        let at = if touching { Some(0) } else { written.find("**") };
        if let Some(at) = at {
            self.report(Diagnostic::error(
                Code::EmphasisNotClosed,
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
}
