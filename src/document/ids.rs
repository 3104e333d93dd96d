//! Every place of a text that can be linked to.

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
