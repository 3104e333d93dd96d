//! The tasks of a division plan (分工方案): what is to be done, who leads, who answers.
//!
//! Tasks need no markup. The document's structure has found them, in the shapes that plans have: a
//! numbered sentence followed by 牵头单位：, 责任单位：, 牵头领导： lines; rows of a table; words with a bracket
//! that names who answers for them. Here what they say is read. A section without a lead is a fact, not
//! an error: 强化纪律建设 is everybody's task.

mod doubts;
mod leaders;

pub use doubts::{Doubt, doubts};
pub use leaders::leaders;

use crate::document::role::Role;
use crate::document::table::Table;
use crate::document::{Block, Body, Group, Inline, Paragraph, plain_text, task_table};
pub use crate::text::label::LineKind;
use crate::text::numbering::{self, Level};
pub use crate::text::tail::line_parts;
use crate::text::{tail, units};
use std::collections::BTreeMap;

/// A division plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// Its ordinal: as printed, or counted where the plan prints none.
    pub number: u32,
    /// The id of its place on the document's page.
    pub anchor: String,
    /// The headings it stands under, outermost first.
    pub section: Vec<String>,
    /// What is to be done, without the ordinal.
    pub text: String,
    /// The units that lead, by their full names.
    pub lead: Vec<String>,
    /// The other units that answer for it.
    pub responsible: Vec<String>,
    /// Groups of units: 各区、县（市）政府.
    pub groups: Vec<String>,
    /// The leaders who answer for it.
    pub leaders: Vec<String>,
    /// When it must be done, as printed.
    pub deadline: Option<String>,
    /// The lines below its text, the bracket behind it or the cells beside it, as printed.
    pub raw: Vec<String>,
}

/// Reads the tasks of a text.
pub fn read(body: &Body) -> Plan {
    let mut reader = Reader::default();
    reader.blocks(&body.blocks);
    reader.plan
}

#[derive(Default)]
struct Reader {
    /// The headings that are open, with their levels.
    headings: Vec<(u8, String)>,
    plan: Plan,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                // The heading of an issued text is its title, not a section of it.
                Block::Heading(heading) if heading.opens_part => self.headings.clear(),
                Block::Heading(heading) => {
                    self.headings.retain(|(level, _)| *level < heading.level);
                    let words = plain_text(&heading.inlines).trim_end_matches('。').to_owned();
                    self.headings.push((heading.level, words));
                }
                Block::Task(group) => {
                    let task = self.group(group);
                    self.plan.tasks.push(task);
                }
                Block::Table(table) if !table.tasks.is_empty() => self.table(table),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Article(group) => self.blocks(&group.blocks),
                _ => {}
            }
        }
    }

    fn task(&self, number: u32, anchor: &str) -> Task {
        let section = self.headings.iter().map(|(_, heading)| heading.clone()).collect();
        Task { number, anchor: anchor.to_owned(), section, ..Task::default() }
    }

    /// A numbered sentence and the lines below it.
    fn group(&self, group: &Group) -> Task {
        let mut task = self.task(group.number, &group.anchor);
        let mut lines: Vec<(LineKind, String)> = Vec::new();
        for block in &group.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            let text = plain_text(&paragraph.inlines);
            if paragraph.role != Role::TaskLine {
                task.text.push_str(&text[paragraph.number_length..]);
                continue;
            }
            let parts = line_parts(&text);
            if parts.is_empty()
                && let Some((_, value)) = lines.last_mut()
            {
                // A line without a label goes on with the list above it.
                value.push_str(&text);
            }
            lines.extend(parts.into_iter().map(|(kind, part)| (kind, text[part].to_owned())));
            task.raw.push(text);
        }
        lines.iter().for_each(|(kind, value)| task.read_line(*kind, value));
        task
    }

    /// The rows of a table.
    fn table(&mut self, table: &Table) {
        let first = self.plan.tasks.last().map_or(1, |task| task.number + 1);
        let text = |(row, cell): (usize, usize)| {
            let cell = table.body.get(row).and_then(|row| row.get(cell));
            cell.map(|cell| plain_text(&cell.inlines)).unwrap_or_default()
        };
        for row in task_table::rows(table, first) {
            let Some(anchor) = table.tasks.get(&row.row) else { continue };
            let mut task = self.task(row.number, anchor);
            task.section.extend(row.section);
            let words: Vec<String> =
                row.cells.iter().map(|cell| text((row.row, *cell)).trim().to_owned()).collect();
            let words = words.join("　");
            let ordinal = numbering::official_number(&words).map_or(0, |number| number.length);
            task.text = words[ordinal..].trim().to_owned();
            for line in row.lines {
                let value = text(line.place);
                for (kind, part) in tail::cell_parts(&value, line.kind) {
                    task.read_line(kind, &value[part]);
                }
                task.raw.push(format!("{}：{value}", line.heading));
            }
            self.plan.tasks.push(task);
        }
    }

    /// A plain line 一、… that opens a section, or words with brackets that name who answers for them.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = plain_text(&paragraph.inlines);
        if let Some(heading) = plain_heading(paragraph, &text) {
            self.headings.retain(|(level, _)| *level < heading.0);
            self.headings.push(heading);
            return;
        }
        let ordinal = numbering::official_number(&text).filter(|_| paragraph.number_length > 0);
        let mut tails: BTreeMap<usize, tail::Tail> =
            tail::tails(&text).into_iter().map(|tail| (tail.range.end, tail)).collect();
        let mut from = paragraph.number_length;
        let mut at = 0;
        for inline in &paragraph.inlines {
            let end = at + plain_text(std::slice::from_ref(inline)).len();
            if let Inline::Sentence(anchor, _) = inline
                && let Some(tail) = tails.remove(&end)
            {
                let counted = self.plan.tasks.last().map_or(1, |task| task.number + 1);
                let mut task = self.task(ordinal.map_or(counted, |number| number.value), anchor);
                task.text = text[from..tail.range.start].trim().to_owned();
                for (kind, part) in tail.parts {
                    task.read_line(kind, &text[part]);
                }
                task.raw.push(text[tail.range].to_owned());
                self.plan.tasks.push(task);
                from = end;
            }
            at = end;
        }
    }
}

/// The longest plain line that is taken for a heading, in characters.
const HEADING: usize = 50;

/// The heading that a numbered line without `#` is: 一、稳增长 or （一）千方百计争取政策支持。 Its level is below
/// that of any real heading.
fn plain_heading(paragraph: &Paragraph, text: &str) -> Option<(u8, String)> {
    let number = numbering::official_number(text).filter(|_| paragraph.number_length > 0)?;
    let level = match number.level {
        Level::First => 10,
        Level::Second => 11,
        _ => return None,
    };
    let words = text.trim().trim_end_matches('。');
    let tasks = paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Sentence(..)));
    (!tasks && !words.contains(['。', '；', '\n']) && words.chars().count() <= HEADING)
        .then(|| (level, words.to_owned()))
}

impl Task {
    fn read_line(&mut self, kind: LineKind, value: &str) {
        match kind {
            LineKind::Leaders => {
                for (_, name) in leaders(value) {
                    if !self.leaders.contains(&name) {
                        self.leaders.push(name);
                    }
                }
            }
            LineKind::Deadline if !value.chars().any(char::is_alphanumeric) => {}
            LineKind::Deadline => {
                let value = value.trim().trim_end_matches(['。', '；']);
                match &mut self.deadline {
                    Some(deadline) => deadline.push_str(&format!("；{value}")),
                    None => self.deadline = Some(value.to_owned()),
                }
            }
            LineKind::Lead | LineKind::Responsible => {
                let list = units::read(value);
                let names = list.units.into_iter().map(|mention| mention.name);
                if kind == LineKind::Lead {
                    self.lead.extend(names)
                } else {
                    self.responsible.extend(names)
                }
                self.groups.extend(list.groups);
            }
        }
    }
}

#[cfg(test)]
mod tests;
