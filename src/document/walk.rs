//! The ways through a document: what stands in a block or an inline, the sentences of a paragraph, and every run of
//! text with what is known of its place, for those who look for something in the words and for those who put
//! something into them.

use super::duty::Duty;
use super::role::Role;
use super::{Block, Body, Inline, Link, ListItem, Paragraph};

impl Inline {
    /// What stands in it: of a picture its description.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Strong(inner) | Self::Emphasis(inner) | Self::Tag(_, inner) | Self::Sentence(_, inner) => inner,
            Self::Link(link) | Self::Image(link) => &link.inlines,
            Self::Text(_) | Self::Code(_) | Self::SoftBreak | Self::HardBreak => &[],
        }
    }

    /// The same, to change it; none where nothing can stand in it.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Strong(inner) | Self::Emphasis(inner) | Self::Tag(_, inner) | Self::Sentence(_, inner) => {
                Some(inner)
            }
            Self::Link(link) | Self::Image(link) => Some(&mut link.inlines),
            Self::Text(_) | Self::Code(_) | Self::SoftBreak | Self::HardBreak => None,
        }
    }
}

impl Block {
    /// The blocks that stand in it.
    pub fn children(&self) -> impl Iterator<Item = &Block> {
        let (blocks, items): (&[Block], &[ListItem]) = match self {
            Self::Article(group) | Self::Task(group) => (&group.blocks, &[]),
            Self::Quote(blocks) | Self::EditorNote(blocks) => (blocks, &[]),
            Self::List(list) => (&[], &list.items),
            Self::Heading(_) | Self::Paragraph(_) | Self::Table(_) | Self::Code(_) | Self::Rule => (&[], &[]),
        };
        blocks.iter().chain(items.iter().flat_map(|item| &item.blocks))
    }

    /// The same, to change them.
    pub(super) fn children_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let (blocks, items): (&mut [Block], &mut [ListItem]) = match self {
            Self::Article(group) | Self::Task(group) => (&mut group.blocks, &mut []),
            Self::Quote(blocks) | Self::EditorNote(blocks) => (blocks, &mut []),
            Self::List(list) => (&mut [], &mut list.items),
            Self::Heading(_) | Self::Paragraph(_) | Self::Table(_) | Self::Code(_) | Self::Rule => {
                (&mut [], &mut [])
            }
        };
        blocks.iter_mut().chain(items.iter_mut().flat_map(|item| &mut item.blocks))
    }

    /// The sentences in it and in what stands in it, by their ids.
    fn sentences(&self) -> Box<dyn Iterator<Item = (&str, &[Inline])> + '_> {
        match self {
            Self::Paragraph(paragraph) => Box::new(paragraph.sentences()),
            other => Box::new(other.children().flat_map(Block::sentences)),
        }
    }
}

impl Paragraph {
    /// Its sentences that can be cited, by their ids.
    pub fn sentences(&self) -> impl Iterator<Item = (&str, &[Inline])> {
        self.inlines.iter().filter_map(|inline| match inline {
            Inline::Sentence(anchor, inner) => Some((anchor.as_str(), inner.as_slice())),
            _ => None,
        })
    }
}

impl Body {
    /// The sentences of the text that can be cited, by their ids.
    pub fn sentences(&self) -> impl Iterator<Item = (&str, &[Inline])> {
        self.blocks.iter().flat_map(Block::sentences)
    }
}

/// Where a run of text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// What the paragraph is; a cell that says who answers for a task is a task line.
    pub role: Role,
    /// The id nearest to it: of the paragraph, the list item, the task, the table.
    pub anchor: Option<&'a str>,
    /// The id of the article that it belongs to.
    pub article: Option<&'a str>,
    /// Where it begins in the body of its file, in bytes, where that is known.
    pub offset: Option<usize>,
    /// Is it a heading?
    pub heading: bool,
    /// Who answers for a task, as the paragraph or the cell names them.
    pub duties: &'a [Duty],
}

impl<'a> Place<'a> {
    /// The place of a cell in the table whose place this is.
    fn of_cell(self, duties: &'a [Duty]) -> Self {
        let role = if duties.is_empty() { self.role } else { Role::TaskLine };
        Self { role, duties, ..self }
    }
}

/// Calls `each` for every run of text.
pub fn texts<'a>(blocks: &'a [Block], each: &mut impl FnMut(&'a [Inline], Place<'a>)) {
    texts_in(blocks, Place::default(), each);
}

fn texts_in<'a>(blocks: &'a [Block], outer: Place<'a>, each: &mut impl FnMut(&'a [Inline], Place<'a>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let anchor = heading.anchor.as_deref().or(outer.anchor);
                each(&heading.inlines, Place { anchor, heading: true, offset: Some(heading.offset), ..outer });
            }
            Block::Paragraph(paragraph) => {
                let anchor = paragraph.anchor.as_deref().or(outer.anchor);
                let (role, duties) = (paragraph.role, paragraph.duties.as_slice());
                each(&paragraph.inlines, Place { role, anchor, duties, offset: Some(paragraph.offset), ..outer });
            }
            Block::Article(group) => {
                let anchor = Some(group.anchor.as_str());
                texts_in(&group.blocks, Place { anchor, article: anchor, ..outer }, each);
            }
            Block::Task(group) => texts_in(&group.blocks, Place { anchor: Some(&group.anchor), ..outer }, each),
            Block::List(list) => {
                for item in &list.items {
                    let anchor = item.anchor.as_deref().or(outer.anchor);
                    texts_in(&item.blocks, Place { anchor, ..outer }, each);
                }
            }
            Block::Quote(blocks) | Block::EditorNote(blocks) => texts_in(blocks, outer, each),
            Block::Table(table) => {
                let place = Place { anchor: table.anchor.as_deref().or(outer.anchor), ..outer };
                each(&table.caption, place);
                for cell in table.head.iter().chain(&table.body).flatten() {
                    each(&cell.inlines, place.of_cell(&cell.duties));
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

/// Puts what `each` makes of it in the place of every run of text.
pub fn rewrite(blocks: &mut [Block], each: &mut impl FnMut(Vec<Inline>, Place<'_>) -> Vec<Inline>) {
    rewrite_in(blocks, Place::default(), each);
}

fn rewrite_in(
    blocks: &mut [Block],
    outer: Place<'_>,
    each: &mut impl FnMut(Vec<Inline>, Place<'_>) -> Vec<Inline>,
) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let anchor = heading.anchor.as_deref().or(outer.anchor);
                let place = Place { anchor, heading: true, offset: Some(heading.offset), ..outer };
                heading.inlines = each(std::mem::take(&mut heading.inlines), place);
            }
            Block::Paragraph(paragraph) => {
                let anchor = paragraph.anchor.as_deref().or(outer.anchor);
                let (role, duties) = (paragraph.role, paragraph.duties.as_slice());
                let place = Place { role, anchor, duties, offset: Some(paragraph.offset), ..outer };
                paragraph.inlines = each(std::mem::take(&mut paragraph.inlines), place);
            }
            Block::Article(group) => {
                let anchor = Some(group.anchor.as_str());
                rewrite_in(&mut group.blocks, Place { anchor, article: anchor, ..outer }, each);
            }
            Block::Task(group) => {
                rewrite_in(&mut group.blocks, Place { anchor: Some(&group.anchor), ..outer }, each);
            }
            Block::List(list) => {
                for item in &mut list.items {
                    let anchor = item.anchor.as_deref().or(outer.anchor);
                    rewrite_in(&mut item.blocks, Place { anchor, ..outer }, each);
                }
            }
            Block::Quote(blocks) | Block::EditorNote(blocks) => rewrite_in(blocks, outer, each),
            Block::Table(table) => {
                let place = Place { anchor: table.anchor.as_deref().or(outer.anchor), ..outer };
                table.caption = each(std::mem::take(&mut table.caption), place);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    cell.inlines = each(std::mem::take(&mut cell.inlines), place.of_cell(&cell.duties));
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

/// Calls `each` for every link and picture (true) in the inlines.
pub fn links<'a>(inlines: &'a [Inline], each: &mut impl FnMut(&'a Link, bool)) {
    for inline in inlines {
        match inline {
            Inline::Image(link) => each(link, true),
            Inline::Link(link) => {
                each(link, false);
                links(&link.inlines, each);
            }
            other => links(other.children(), each),
        }
    }
}

/// The same, to change them.
pub fn links_mut(inlines: &mut [Inline], each: &mut impl FnMut(&mut Link, bool)) {
    for inline in inlines {
        match inline {
            Inline::Image(link) => each(link, true),
            Inline::Link(link) => {
                each(link, false);
                links_mut(&mut link.inlines, each);
            }
            other => other.children_mut().into_iter().for_each(|inner| links_mut(inner, each)),
        }
    }
}
