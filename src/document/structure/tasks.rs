//! The tasks of a division plan among the blocks: numbered sentences with the lines below them, rows of
//! tables. Where ordinals restart, the section is part of a task's id.

use super::super::duty::SentenceTask;
use super::super::table::Table;
use super::super::{Block, Group, Paragraph, plain_text};
use super::builder::TreeBuilder;
use super::{duties, sentences, task_table};
use crate::diagnostic::Code;
use crate::text::numbering::OfficialNumber;

impl TreeBuilder<'_> {
    /// Finds the tasks of a table.
    pub(super) fn task_rows(&mut self, table: &mut Table) {
        let first = self.counters.last_task.map_or(1, |last| last.saturating_add(1));
        let mut section: Option<String> = None;
        table.tasks = task_table::rows(table, first, &mut |number| {
            // A second table that counts from 1 again has ids of its own.
            let restarts =
                || if number < first { format!("table{}-", self.counters.tables) } else { String::new() };
            let section = section.get_or_insert_with(restarts);
            self.claim(&format!("task-{section}{number}"), "", 0)
        });
        duties::cells(table);
        if let Some(last) = table.tasks.last() {
            self.counters.last_task = Some(last.number);
            self.last_number = last.number;
        }
    }

    /// Finds the sentences of a paragraph that are tasks: those with a bracket behind them.
    pub(super) fn sentence_tasks(&mut self, paragraph: &mut Paragraph) {
        let brackets = duties::brackets(paragraph);
        let ends: Vec<usize> = brackets.iter().map(|bracket| bracket.range.end).collect();
        let anchor = paragraph.anchor.clone().unwrap_or_default();
        let inlines = std::mem::take(&mut paragraph.inlines);
        let (inlines, cut_at) = sentences::wrap_until(inlines, &ends, |n| format!("{anchor}-{n}"));
        paragraph.inlines = inlines;
        let mut from = paragraph.number.map_or(0, |number| number.length);
        // A bracket that ends within a link makes no sentence.
        for bracket in brackets.into_iter().filter(|bracket| cut_at.binary_search(&bracket.range.end).is_ok()) {
            self.last_number = paragraph.number.map_or(self.last_number.saturating_add(1), |number| number.value);
            let words = from..bracket.range.start;
            from = bracket.range.end;
            paragraph.tasks.push(SentenceTask {
                number: self.last_number,
                words,
                bracket: bracket.range,
                duties: bracket.duties,
            });
        }
    }

    pub(super) fn task(&mut self, mut paragraph: Paragraph, number: OfficialNumber, mut lines: Vec<Paragraph>) {
        let text = plain_text(&paragraph.inlines);
        let anchor = match self.position.section() {
            section if self.restarting_tasks && !section.is_empty() => format!("task-{section}-{}", number.value),
            _ => format!("task-{}", number.value),
        };
        let label = &text[..number.length];
        let anchor = self.claim(&anchor, label, paragraph.offset);
        if let Some(last) = self.counters.last_task.replace(number.value)
            && number.value > last.saturating_add(1)
        {
            self.warn(
                Code::NumberGap,
                (label, paragraph.offset),
                format!("task {} is missing before {label}", last + 1),
                "check whether a task was lost or the numbering is wrong".to_owned(),
            );
        }
        if let Some(entry) = self.outline.last_mut() {
            let first = entry.tasks.map_or(number.value, |(first, _)| first);
            entry.tasks = Some((first, number.value));
        }
        self.last_number = number.value;
        if self.options.inline_tasks {
            duties::brackets(&mut paragraph);
        }
        duties::lines(&mut lines);
        let blocks = std::iter::once(paragraph).chain(lines).map(Block::Paragraph).collect();
        self.push(Block::Task(Group { anchor, number: number.value, blocks }));
    }
}
