//! Inlines as they are put together: open HTML tags, line breaks, indents.

use super::{Inline, plain_text};
use crate::text::date::Date;
use crate::text::{han, label, numbering};

/// The inlines of a paragraph being built, with the raw HTML tags that are open.
#[derive(Default)]
pub(super) struct InlineStack {
    base: Vec<Inline>,
    open: Vec<(&'static str, Vec<Inline>)>,
    /// The last two characters.
    tail: [Option<char>; 2],
    /// Does the paragraph begin with 附件：?
    annex_list: bool,
}

/// How deeply raw HTML tags may be nested.
const DEEPEST: usize = 32;

impl InlineStack {
    pub(super) fn push(&mut self, inline: Inline) {
        let text = plain_text(std::slice::from_ref(&inline));
        if self.tail[1].is_none() {
            self.annex_list = text.trim_start().starts_with("附件：");
        }
        let mut last = text.chars().rev();
        if let Some(c) = last.next() {
            self.tail = [last.next().or(self.tail[1]), Some(c)];
        }
        match self.open.last_mut() {
            Some((_, inlines)) => inlines.push(inline),
            None => self.base.push(inline),
        }
    }

    /// Opens a tag. False when too many are open.
    pub(super) fn open(&mut self, tag: &'static str) -> bool {
        if self.open.len() >= DEEPEST {
            return false;
        }
        self.open.push((tag, Vec::new()));
        true
    }

    /// Closes a tag, and those opened within it. False when it is not open.
    pub(super) fn close(&mut self, tag: &str) -> bool {
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

    /// The innermost tag that is open.
    pub(super) fn open_tag(&self) -> Option<&'static str> {
        self.open.last().map(|(tag, _)| *tag)
    }

    /// Does the line that begins with `rest` open a new paragraph, though no blank line precedes it?
    pub(super) fn ends_before(&self, rest: &str) -> bool {
        if !self.open.is_empty() {
            return false;
        }
        let mut lines = rest.splitn(3, '\n').map(|line| line.trim_start_matches([' ', '\t', '>']));
        let line = lines.next().unwrap_or_default();
        let line = line.trim_end();
        if line.starts_with('\u{3000}') || label::task_line(line).is_some_and(|label| label.known) || is_date(line)
        {
            return true;
        }
        if line.starts_with("附件：") || line.starts_with("抄送：") {
            return true;
        }
        let numbered = numbering::official_number(line.trim_start_matches('*')).is_some();
        if self.annex_list && numbered {
            return true;
        }
        // （此件公开发布） below the date.
        if self.tail[1] == Some('日') && line.starts_with('（') && line.ends_with('）') {
            return true;
        }
        // Below a finished sentence: a numbered one, or a signature with the date under it.
        self.is_finished() && (numbered || lines.next().is_some_and(is_date))
    }

    fn is_finished(&self) -> bool {
        let ends = |c: char| matches!(c, '。' | '；' | '！' | '？' | '：' | ';');
        match self.tail {
            [_, Some(last)] if ends(last) => true,
            [Some(before), Some('”' | '）' | '’' | '》')] => ends(before),
            _ => false,
        }
    }

    /// The inlines; tags that are still open are closed.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        while let Some((tag, inlines)) = self.open.pop() {
            self.push(Inline::Tag(tag, inlines));
        }
        self.base
    }
}

fn is_date(line: &str) -> bool {
    let line = line.trim();
    line.len() < 60 && Date::parse_chinese(line.strip_suffix("印发").unwrap_or(line)).is_some()
}

/// Removes the full-width indent of a paragraph: it is layout.
pub(super) fn strip_indent(inlines: &mut Vec<Inline>) {
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
pub(super) fn resolve_breaks(inlines: &mut Vec<Inline>) {
    if !has_break(inlines) {
        return;
    }
    let text = plain_text(inlines);
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    remove_breaks(inlines, &characters, &mut at);
}

fn has_break(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::SoftBreak) || has_break(inline.children()))
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
            other => other.children_mut().into_iter().for_each(|inner| remove_breaks(inner, characters, at)),
        }
        true
    });
}

/// Joins neighbouring texts, so that later steps see whole sentences.
pub(super) fn merge_texts(inlines: &mut Vec<Inline>) {
    let mut merged: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        inline.children_mut().into_iter().for_each(merge_texts);
        match (merged.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => merged.push(inline),
        }
    }
    *inlines = merged;
}
