//! What an edition says of one document, alone or as an item of an issue.

use crate::diagnostic::Location;
use crate::document::{Block, Body, walk};
use crate::library::DocumentId;
use crate::publication::{Publication, linked};

/// One document, alone or as an item of an issue.
#[derive(Hash)]
pub(super) struct TextManuscript<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) number: Option<String>,
    /// Is it a division plan, whose pages say which tasks they hold?
    pub(super) is_plan: bool,
    /// The text with its links.
    pub(super) body: Body,
}

impl<'a> TextManuscript<'a> {
    pub(super) fn new(site: &'a Publication, id: DocumentId) -> Self {
        let document = &site.library.documents[id];
        let mut body = linked::document(site, id);
        forget_places(&mut body.blocks);
        Self {
            id: document.id(),
            title: &document.meta.title,
            number: document.meta.number.as_ref().map(|number| number.value.to_string()),
            is_plan: site.responsibility.own_plan(id).is_some(),
            body,
        }
    }
}

/// Where a text stands in its file is for diagnostics and not on paper: a line that is put into the front matter leaves
/// the edition as it is.
fn forget_places(blocks: &mut [Block]) {
    walk::rewrite(blocks, &mut |mut inlines, _| {
        walk::links_mut(&mut inlines, &mut |link, _| link.location = Location::file(""));
        inlines
    });
    forget_offsets(blocks);
}

fn forget_offsets(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => heading.offset = 0,
            Block::Paragraph(paragraph) => paragraph.offset = 0,
            Block::Article(group) | Block::Task(group) => forget_offsets(&mut group.blocks),
            Block::List(list) => list.items.iter_mut().for_each(|item| forget_offsets(&mut item.blocks)),
            Block::Quote(blocks) | Block::EditorNote(blocks) => forget_offsets(blocks),
            Block::Table(_) | Block::Code(_) | Block::Rule => {}
        }
    }
}
