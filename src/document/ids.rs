//! Every place of a text that can be linked to, and the renaming of all of them.

use super::{Block, Body, Inline};
use std::collections::BTreeSet;

impl Body {
    /// The ids of all its places.
    pub fn anchors(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        push(&self.blocks, &mut found);
        found
    }
}

/// Calls `each` for every id of a text, to change it.
pub fn rename(blocks: &mut [Block], each: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                heading.anchor.iter_mut().for_each(&mut *each);
                rename_sentences(&mut heading.inlines, each);
            }
            Block::Paragraph(paragraph) => {
                paragraph.anchor.iter_mut().for_each(&mut *each);
                paragraph.number_anchor.iter_mut().for_each(&mut *each);
                rename_sentences(&mut paragraph.inlines, each);
            }
            Block::Article(group) | Block::Task(group) => {
                each(&mut group.anchor);
                rename(&mut group.blocks, each);
            }
            Block::List(list) => {
                for item in &mut list.items {
                    item.anchor.iter_mut().for_each(&mut *each);
                    rename(&mut item.blocks, each);
                }
            }
            Block::Quote(blocks) | Block::EditorNote(blocks) => rename(blocks, each),
            Block::Table(table) => {
                table.anchor.iter_mut().for_each(&mut *each);
                table.tasks.values_mut().for_each(&mut *each);
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn rename_sentences(inlines: &mut [Inline], each: &mut impl FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Sentence(anchor, inner) => {
                each(anchor);
                rename_sentences(inner, each);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Tag(_, inner) => {
                rename_sentences(inner, each);
            }
            Inline::Link(link) => rename_sentences(&mut link.inlines, each),
            _ => {}
        }
    }
}

fn push(blocks: &[Block], found: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => found.extend(heading.anchor.clone()),
            Block::Paragraph(paragraph) => {
                found.extend(paragraph.anchor.clone());
                found.extend(paragraph.number_anchor.clone());
                found.extend(paragraph.inlines.iter().filter_map(|inline| match inline {
                    Inline::Sentence(anchor, _) => Some(anchor.clone()),
                    _ => None,
                }));
            }
            Block::Article(group) | Block::Task(group) => {
                found.insert(group.anchor.clone());
                push(&group.blocks, found);
            }
            Block::List(list) => {
                for item in &list.items {
                    found.extend(item.anchor.clone());
                    push(&item.blocks, found);
                }
            }
            Block::Quote(blocks) | Block::EditorNote(blocks) => push(blocks, found),
            Block::Table(table) => {
                found.extend(table.anchor.clone());
                found.extend(table.tasks.values().cloned());
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}
