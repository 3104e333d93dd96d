//! Every run of text in a document, with what is known of its place: for those who look for something in
//! the words, and for those who put something into them.

use super::role::Role;
use super::table::Table;
use super::{Block, Inline, task_table};
use crate::text::label::LineKind;
use std::collections::BTreeMap;

/// Where a run of text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// What the paragraph is.
    pub role: Role,
    /// The id nearest to it: of the paragraph, the list item, the task, the table.
    pub anchor: Option<&'a str>,
    /// The id of the article that it belongs to.
    pub article: Option<&'a str>,
    /// Where it begins in the body of its file, in bytes, where that is known.
    pub offset: Option<usize>,
    /// Is it a heading?
    pub heading: bool,
    /// For a cell of a table of tasks that says who answers for one: what it names.
    pub line: Option<LineKind>,
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
                each(
                    &paragraph.inlines,
                    Place { role: paragraph.role, anchor, offset: Some(paragraph.offset), ..outer },
                );
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
                let lines = task_lines(table);
                table.head.iter().flatten().for_each(|cell| each(&cell.inlines, place));
                for (at, row) in table.body.iter().enumerate() {
                    for (cell_at, cell) in row.iter().enumerate() {
                        each(&cell.inlines, Place { line: lines.get(&(at, cell_at)).copied(), ..place });
                    }
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
                let place = Place { role: paragraph.role, anchor, offset: Some(paragraph.offset), ..outer };
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
                let lines = task_lines(table);
                let anchor = table.anchor.clone();
                let place = Place { anchor: anchor.as_deref().or(outer.anchor), ..outer };
                table.caption = each(std::mem::take(&mut table.caption), place);
                for cell in table.head.iter_mut().flatten() {
                    cell.inlines = each(std::mem::take(&mut cell.inlines), place);
                }
                for (at, row) in table.body.iter_mut().enumerate() {
                    for (cell_at, cell) in row.iter_mut().enumerate() {
                        let place = Place { line: lines.get(&(at, cell_at)).copied(), ..place };
                        cell.inlines = each(std::mem::take(&mut cell.inlines), place);
                    }
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

/// The cells of a table of tasks that say who answers for them, by row of the body and place in it.
fn task_lines(table: &Table) -> BTreeMap<(usize, usize), LineKind> {
    if table.tasks.is_empty() {
        return BTreeMap::new();
    }
    task_table::rows(table, 1)
        .into_iter()
        .flat_map(|task| task.lines)
        .map(|line| (line.place, line.kind))
        .collect()
}

/// Calls `each` for every link and picture (true) in the inlines.
pub fn links<'a>(inlines: &'a [Inline], each: &mut impl FnMut(&'a super::Link, bool)) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                each(link, false);
                links(&link.inlines, each);
            }
            Inline::Image(link) => each(link, true),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Tag(_, inner)
            | Inline::Sentence(_, inner) => links(inner, each),
            _ => {}
        }
    }
}

/// The same, to change them.
pub fn links_mut(inlines: &mut [Inline], each: &mut impl FnMut(&mut super::Link, bool)) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                each(link, false);
                links_mut(&mut link.inlines, each);
            }
            Inline::Image(link) => each(link, true),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Tag(_, inner)
            | Inline::Sentence(_, inner) => links_mut(inner, each),
            _ => {}
        }
    }
}
