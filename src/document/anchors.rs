//! The places of a text that can be linked to, and the renaming of all of them.

use super::{Block, Body, Inline};
use std::collections::BTreeSet;

/// The ids of the places of a text.
///
/// Every text keeps its own for as long as the site is in memory, so they are not a set of strings: all of them
/// stand in one string, in order, and take little more room than their characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Anchors {
    names: String,
    /// Where each ends in `names`.
    ends: Vec<u32>,
}

impl Anchors {
    /// The ids of these blocks.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut found = BTreeSet::new();
        for block in blocks {
            collect(block, &mut |anchor| {
                found.insert(anchor);
            });
        }
        found.into_iter().collect()
    }

    /// Is there a place with this id?
    pub fn contains(&self, anchor: &str) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = (low + high) / 2;
            match self.name(middle).cmp(anchor) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }

    fn name(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.names[start as usize..self.ends[at] as usize]
    }
}

impl<'a> FromIterator<&'a str> for Anchors {
    fn from_iter<T: IntoIterator<Item = &'a str>>(anchors: T) -> Self {
        let sorted: BTreeSet<&str> = anchors.into_iter().collect();
        let mut all = Self::default();
        for anchor in sorted {
            all.names.push_str(anchor);
            all.ends.push(all.names.len() as u32);
        }
        all.names.shrink_to_fit();
        all.ends.shrink_to_fit();
        all
    }
}

impl Body {
    /// Gives every place another id.
    pub fn rename_anchors(&mut self, each: &mut impl FnMut(&mut String)) {
        rename(&mut self.blocks, each);
        self.outline.iter_mut().for_each(|entry| each(&mut entry.anchor));
        self.anchors = Anchors::of(&self.blocks);
    }
}

fn rename(blocks: &mut [Block], each: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => heading.anchor.iter_mut().for_each(&mut *each),
            Block::Paragraph(paragraph) => {
                paragraph.anchor.iter_mut().for_each(&mut *each);
                paragraph.number_anchor.iter_mut().for_each(&mut *each);
                for inline in &mut paragraph.inlines {
                    if let Inline::Sentence(anchor, _) = inline {
                        each(anchor);
                    }
                }
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
                table.tasks.iter_mut().for_each(|task| each(&mut task.anchor));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn collect<'a>(block: &'a Block, each: &mut impl FnMut(&'a str)) {
    match block {
        Block::Heading(heading) => heading.anchor.as_deref().into_iter().for_each(&mut *each),
        Block::Paragraph(paragraph) => {
            let own = paragraph.anchor.iter().chain(&paragraph.number_anchor).map(String::as_str);
            own.chain(paragraph.sentences().map(|(anchor, _)| anchor)).for_each(&mut *each);
        }
        Block::Article(group) | Block::Task(group) => each(&group.anchor),
        Block::List(list) => list.items.iter().filter_map(|item| item.anchor.as_deref()).for_each(&mut *each),
        Block::Table(table) => {
            let rows = table.tasks.iter().map(|task| task.anchor.as_str());
            table.anchor.as_deref().into_iter().chain(rows).for_each(&mut *each);
        }
        Block::Quote(_) | Block::EditorNote(_) | Block::Code(_) | Block::Rule => {}
    }
    block.children().for_each(|child| collect(child, each));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::structure::Options;
    use crate::source::Markdown;

    #[test]
    fn every_id_is_found_and_no_other() {
        let anchors: Anchors = ["s1", "a5.2", "a5", "p12.3", "a5"].into_iter().collect();
        assert!(["a5", "a5.2", "p12.3", "s1"].iter().all(|anchor| anchors.contains(anchor)));
        assert!(["", "a", "a5.", "a5a", "p12", "s1a5", "z"].iter().all(|anchor| !anchors.contains(anchor)));
        assert!(!Anchors::default().contains("a5"));
    }

    #[test]
    fn renaming_reaches_every_place_of_a_text() {
        let text = "一、甲\n\n第一条　乙。\n\n（一）丙。\n\n# 附件1　丁\n\n| 任务 | 牵头单位 |\n|---|---|\n| 戊。 | 市财政局 |\n\n\
                    - 己\n\n1. 庚。\n\n牵头单位：市财政局\n\n辛。（市财政局负责）\n";
        let options = Options { inline_tasks: true, ..Options::default() };
        let (mut body, _) = crate::document::read(&Markdown::new("a.md", text.to_owned(), 0), options);
        let all = |body: &Body| (0..body.anchors.ends.len()).map(|at| body.anchors.name(at).to_owned()).collect();
        let before: Vec<String> = all(&body);
        for place in ["a1.1.1", "annex1", "annex1-table1", "annex1-task-1", "annex1-p1", "annex1-p2-1"] {
            assert!(body.anchors.contains(place), "{place} is not among {before:?}");
        }
        body.rename_anchors(&mut |anchor| anchor.insert_str(0, "x_"));
        let after: Vec<String> = all(&body);
        assert_eq!(after, before.iter().map(|anchor| format!("x_{anchor}")).collect::<Vec<_>>());
        assert!(body.outline.iter().all(|entry| body.anchors.contains(&entry.anchor)));
    }
}
