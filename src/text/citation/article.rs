//! 第五条之一第二款第（三）项: an article (条), a paragraph (款) of it, an item (项) of that.

use super::super::numeral;
use crate::text::cut::Cut;
use std::ops::Range;

/// A place in a text that is divided into articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleReference {
    /// 条; 0 where the reference names none.
    pub article: u32,
    /// 之一 is 1; 0 without.
    pub insertion: u32,
    /// 款; 0 where none is named.
    pub paragraph: u32,
    /// 项; 0 where none is named.
    pub item: u32,
}

/// The articles named from byte `at` on: 第五条、第八条和第九条.
pub(super) fn chain(text: &str, at: usize) -> Vec<(Range<usize>, ArticleReference)> {
    let mut found = Vec::new();
    let mut at = at;
    while let Some((length, reference)) = article(text.part(at..)) {
        found.push((at..at + length, reference));
        at += length;
        let joint =
            ["、", "和", "及", "以及", "或者", "或", "至"].iter().find(|word| text.part(at..).starts_with(**word));
        at += joint.map_or(0, |word| word.len());
        if joint.is_none() {
            break;
        }
    }
    found
}

/// An article at the start of the text.
fn article(text: &str) -> Option<(usize, ArticleReference)> {
    let (mut length, article) = ordinal(text, "条")?;
    let mut insertion = 0;
    if let Some(rest) = text.part(length..).strip_prefix('之') {
        let end = rest.find(|c| !numeral::is_numeral(c)).unwrap_or(rest.len());
        if let Some(value) = numeral::value(rest.part(..end)) {
            insertion = value;
            length += '之'.len_utf8() + end;
        }
    }
    let (more, place) = within(text.part(length..)).unwrap_or_default();
    Some((length + more, ArticleReference { article, insertion, ..place }))
}

/// 第二款第（三）项 or 第（三）项 at the start of the text.
pub(super) fn within(text: &str) -> Option<(usize, ArticleReference)> {
    let (length, paragraph) = ordinal(text, "款").unwrap_or_default();
    let (more, item) = item(text.part(length..)).unwrap_or_default();
    (length + more > 0)
        .then_some((length + more, ArticleReference { paragraph, item, ..ArticleReference::default() }))
}

/// 第（三）项 or 第三项 at the start of the text.
pub(super) fn item(text: &str) -> Option<(usize, u32)> {
    ordinal(text, "项")
}

/// 第, a numeral with or without brackets, and a word.
fn ordinal(text: &str, word: &str) -> Option<(usize, u32)> {
    let rest = text.strip_prefix('第')?.trim_start_matches(['（', '(']);
    let end = rest.find(|c: char| !numeral::is_numeral(c) && !c.is_ascii_digit())?;
    let value =
        rest.part(..end).parse().ok().or_else(|| numeral::value(rest.part(..end))).filter(|value| *value > 0)?;
    let after = rest.part(end..).trim_start_matches(['）', ')']).strip_prefix(word)?;
    Some((text.len() - after.len(), value))
}

/// The number after 附件, and its length.
pub(super) fn annex_number(text: &str) -> (usize, Option<u32>) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if let Ok(number) = text.part(..end).parse() {
        return (end, Some(number));
    }
    let end = text.find(|c| !numeral::is_numeral(c)).unwrap_or(text.len());
    match numeral::value(text.part(..end)) {
        Some(number) => (end, Some(number)),
        None => (0, None),
    }
}
