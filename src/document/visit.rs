//! Walks the links of a text, wherever in it they stand.

use super::{Block, Inline, Link};

/// Calls `each` for every link of the blocks; pictures are left out.
pub fn each_link(blocks: &mut [Block], each: &mut impl FnMut(&mut Link)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => in_inlines(&mut heading.inlines, each),
            Block::Paragraph(paragraph) => in_inlines(&mut paragraph.inlines, each),
            Block::Article(group) | Block::Task(group) => each_link(&mut group.blocks, each),
            Block::List(list) => list.items.iter_mut().for_each(|item| each_link(&mut item.blocks, each)),
            Block::Quote(blocks) | Block::EditorNote(blocks) => each_link(blocks, each),
            Block::Table(table) => {
                in_inlines(&mut table.caption, each);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    in_inlines(&mut cell.inlines, each);
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn in_inlines(inlines: &mut [Inline], each: &mut impl FnMut(&mut Link)) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                each(link);
                in_inlines(&mut link.inlines, each);
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Tag(_, inner)
            | Inline::Sentence(_, inner) => in_inlines(inner, each),
            _ => {}
        }
    }
}
