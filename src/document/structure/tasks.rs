//! The tasks of a division plan among the blocks: numbered sentences with the lines below them, rows of
//! tables. Where ordinals restart, the section is part of a task's id.

use super::super::role::Role;
use super::super::table::Table;
use super::super::{Block, Group, Paragraph, plain_text, task_table};
use super::builder::Builder;
use crate::text::numbering::{self, OfficialNumber};
use std::collections::BTreeSet;

impl Builder<'_> {
    /// Gives the rows that hold tasks their ids.
    pub(super) fn task_rows(&mut self, table: &mut Table) {
        let first = self.counters.last_task.map_or(1, |last| last + 1);
        let tasks = task_table::rows(table, first);
        // A second table that counts from 1 again has ids of its own.
        let restarts = tasks.first().is_some_and(|task| task.number < first);
        for task in tasks {
            self.counters.last_task = Some(task.number);
            let section = if restarts { format!("table{}-", self.counters.tables) } else { String::new() };
            let anchor = self.claim(&format!("task-{section}{}", task.number), "", 0);
            table.tasks.insert(task.row, anchor);
        }
    }

    pub(super) fn task(&mut self, mut paragraph: Paragraph, number: OfficialNumber, lines: Vec<Block>) {
        let text = plain_text(&paragraph.inlines);
        let anchor = match self.position.section() {
            section if self.restarting_tasks && !section.is_empty() => format!("task-{section}-{}", number.value),
            _ => format!("task-{}", number.value),
        };
        let label = &text[..number.length];
        let anchor = self.claim(&anchor, label, paragraph.offset);
        if let Some(last) = self.counters.last_task.replace(number.value)
            && number.value > last + 1
        {
            self.warn(
                "number-gap",
                (label, paragraph.offset),
                format!("task {} is missing before {label}", last + 1),
                "check whether a task was lost or the numbering is wrong".to_owned(),
            );
        }
        if let Some(entry) = self.outline.last_mut() {
            let first = entry.tasks.map_or(number.value, |(first, _)| first);
            entry.tasks = Some((first, number.value));
        }
        paragraph.number_length = number.length;
        let mut blocks = vec![Block::Paragraph(paragraph)];
        blocks.extend(lines);
        self.push(Block::Task(Group { anchor, number: number.value, blocks }));
    }
}

pub(super) fn is_task_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::TaskLine)
}

/// Does a task's ordinal occur twice within one part?
pub(super) fn ordinals_restart(blocks: &[Block]) -> bool {
    let mut seen = BTreeSet::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(heading) if heading.level == 1 => seen.clear(),
            Block::Paragraph(paragraph) if blocks.get(at + 1).is_some_and(is_task_line) => {
                if let Some(number) = numbering::official_number(&plain_text(&paragraph.inlines))
                    && !seen.insert((number.level, number.value))
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
