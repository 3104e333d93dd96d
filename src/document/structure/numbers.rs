//! The official numbers that headings and paragraphs begin with, read once and kept in the tree.

use super::super::{Block, plain_text};
use crate::text::numbering::official_number;

/// Keeps the numbers with the headings and the paragraphs of a text. Paragraphs of lists and quotations have none:
/// nothing cites them by one.
pub(in super::super) fn numbered(mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        match block {
            Block::Paragraph(paragraph) => paragraph.number = official_number(&plain_text(&paragraph.inlines)),
            other => headings(other),
        }
    }
    blocks
}

fn headings(block: &mut Block) {
    match block {
        Block::Heading(heading) => heading.number = official_number(&plain_text(&heading.inlines)),
        other => other.children_mut().for_each(headings),
    }
}
