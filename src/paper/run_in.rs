//! Headings that run into their paragraph: （一）坚持创新驱动。坚持…
//!
//! GB/T 9704-2012, 7.3.3 gives the ranks their faces: 黑体 for 一、, 楷体 for （一）. Where such a number opens a paragraph
//! its first sentence is the heading, unless it is long: then it is a sentence of the text that is numbered. Items of
//! one list have one face, so that this is decided by what most of them are.

use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::document::{Block, Paragraph, plain_text};
use crate::text::numbering::Level;
use std::collections::BTreeMap;

/// A first sentence of more characters is no heading.
const LONGEST: usize = 40;

/// The words at the head of a paragraph that have a face of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// What they are.
    pub kind: LeadKind,
    /// Where they end, in bytes of the paragraph's plain text.
    pub end: usize,
    /// Are they the whole paragraph, which then keeps with what follows, as a heading does?
    pub alone: bool,
}

/// What a lead is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadKind {
    /// A heading with 一、.
    First,
    /// A heading with （一）.
    Second,
    /// The number of an article: 第五条.
    Article,
}

/// The number of an article.
pub(super) fn article(paragraph: &Paragraph) -> Option<Lead> {
    let number = paragraph.number.filter(|number| number.level == Level::Article)?;
    Some(Lead { kind: LeadKind::Article, end: number.length, alone: false })
}

/// The run-in headings of a text, by the place of their block.
pub(super) fn headings(blocks: &[Block]) -> BTreeMap<usize, Lead> {
    let mut lists: Vec<RunInList> = Vec::new();
    // The list of each rank that the next item may belong to.
    let mut open: [Option<usize>; 2] = [None; 2];
    for (at, block) in blocks.iter().enumerate() {
        match entry(block) {
            ListRole::None => {}
            ListRole::OpensText => open = [None; 2],
            ListRole::Item(rank, value, item) => {
                let own = open[rank].filter(|list| lists[*list].last < value).unwrap_or_else(|| {
                    lists.push(RunInList::default());
                    lists.len() - 1
                });
                open[rank] = Some(own);
                open[rank + 1..].fill(None);
                lists[own].last = value;
                lists[own].items.push((at, item));
            }
        }
    }
    lists.iter().flat_map(RunInList::leads).collect()
}

/// What a block is to the lists around it.
enum ListRole {
    None,
    /// Numbers begin anew behind it.
    OpensText,
    /// An item: its rank from 0, its number, what it is.
    Item(usize, u32, RunInItem),
}

#[derive(Clone, Copy)]
enum RunInItem {
    /// A heading that stands by itself.
    Heading,
    /// A paragraph that opens with a short sentence, or with a long one.
    Paragraph { lead: Lead, short: bool },
}

fn entry(block: &Block) -> ListRole {
    match block {
        Block::Heading(heading) => {
            let value = || heading.number.map_or(0, |number| number.value);
            match heading.kind() {
                HeadingKind::First => ListRole::Item(0, value(), RunInItem::Heading),
                HeadingKind::Second => ListRole::Item(1, value(), RunInItem::Heading),
                HeadingKind::Third | HeadingKind::Fourth => ListRole::None,
                _ => ListRole::OpensText,
            }
        }
        Block::Paragraph(paragraph) if paragraph.role == Role::Text => {
            let Some(number) = paragraph.number else { return ListRole::None };
            let (rank, kind) = match number.level {
                Level::First => (0, LeadKind::First),
                Level::Second => (1, LeadKind::Second),
                _ => return ListRole::None,
            };
            let text = plain_text(&paragraph.inlines);
            let end = text.find('。').map_or(text.len(), |at| at + '。'.len_utf8());
            let lead = Lead { kind, end, alone: end == text.trim_end().len() };
            ListRole::Item(
                rank,
                number.value,
                RunInItem::Paragraph { lead, short: text[..end].chars().count() <= LONGEST },
            )
        }
        Block::Article(_) => ListRole::OpensText,
        _ => ListRole::None,
    }
}

/// The items of one rank that follow each other.
#[derive(Default)]
struct RunInList {
    last: u32,
    items: Vec<(usize, RunInItem)>,
}

impl RunInList {
    /// The leads of its paragraphs, where at least half of its items are headings.
    fn leads(&self) -> impl Iterator<Item = (usize, Lead)> {
        let is_heading = |item: &RunInItem| !matches!(item, RunInItem::Paragraph { short: false, .. });
        let headings = self.items.iter().filter(|(_, item)| is_heading(item)).count();
        let items = if headings * 2 >= self.items.len() { self.items.as_slice() } else { &[] };
        items.iter().filter_map(|(at, item)| match item {
            RunInItem::Paragraph { lead, .. } => Some((*at, *lead)),
            RunInItem::Heading => None,
        })
    }
}
