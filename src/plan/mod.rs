//! The tasks of a division plan (分工方案): what is to be done, who leads, who answers.
//!
//! Tasks need no markup. The document's structure has found them, in the shapes that plans have: a
//! numbered sentence followed by 牵头单位：, 责任单位：, 牵头领导： lines; rows of a table; words with a bracket
//! that names who answers for them. Here what it found is put together; nothing is read again. A section
//! without a lead is a fact, not an error: 强化纪律建设 is everybody's task.

mod doubts;

pub use doubts::{Doubt, doubts};

use crate::document::duty::{Duty, DutyKind};
use crate::document::role::Role;
use crate::document::table::{Table, TaskRow};
use crate::document::{Block, Body, Group, Paragraph, plain_text};
use crate::text::cut::Cut;
use crate::text::numbering::Level;

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
                Block::Table(table) => {
                    for row in &table.tasks {
                        let task = self.row(table, row);
                        self.plan.tasks.push(task);
                    }
                }
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
        for block in &group.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            let text = plain_text(&paragraph.inlines);
            if paragraph.role == Role::TaskLine {
                task.answer(&paragraph.duties);
                task.raw.push(text);
            } else {
                task.text.push_str(&text[paragraph.number.map_or(0, |number| number.length)..]);
            }
        }
        task
    }

    /// A row of a table.
    fn row(&self, table: &Table, row: &TaskRow) -> Task {
        let text = |place| table.cell(place).map(|cell| plain_text(&cell.inlines)).unwrap_or_default();
        let mut task = self.task(row.number, &row.anchor);
        task.section.extend(row.section.iter().cloned());
        let words: Vec<String> = row.cells.iter().map(|cell| text((row.row, *cell)).trim().to_owned()).collect();
        task.text = words.join("　")[row.number_length..].trim().to_owned();
        for line in &row.lines {
            task.answer(table.cell(line.place).map_or(&[], |cell| &cell.duties));
            task.raw.push(format!("{}：{}", line.heading, text(line.place)));
        }
        task
    }

    /// A plain line 一、… that opens a section, or words with brackets that name who answers for them.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = plain_text(&paragraph.inlines);
        if let Some(heading) = plain_heading(paragraph, &text) {
            self.headings.retain(|(level, _)| *level < heading.0);
            self.headings.push(heading);
            return;
        }
        for ((anchor, _), sentence) in paragraph.sentences().zip(&paragraph.tasks) {
            let mut task = self.task(sentence.number, anchor);
            task.text = text.part(sentence.words.clone()).trim().to_owned();
            task.answer(&paragraph.duties[sentence.duties.clone()]);
            task.raw.push(text.part(sentence.bracket.clone()).to_owned());
            self.plan.tasks.push(task);
        }
    }
}

/// The longest plain line that is taken for a heading, in characters.
const HEADING: usize = 50;

/// The heading that a numbered line without `#` is: 一、稳增长 or （一）千方百计争取政策支持。 Its level is below
/// that of any real heading.
fn plain_heading(paragraph: &Paragraph, text: &str) -> Option<(u8, String)> {
    let level = match paragraph.number?.level {
        Level::First => 10,
        Level::Second => 11,
        _ => return None,
    };
    let words = text.trim().trim_end_matches('。');
    let tasks = paragraph.sentences().next().is_some();
    (!tasks && !words.contains(['。', '；', '\n']) && words.chars().count() <= HEADING)
        .then(|| (level, words.to_owned()))
}

impl Task {
    /// Adds who answers for it.
    fn answer(&mut self, duties: &[Duty]) {
        for Duty { kind, name, .. } in duties {
            let name = name.clone();
            match kind {
                DutyKind::Lead => self.lead.push(name),
                DutyKind::Responsible => self.responsible.push(name),
                DutyKind::Group => self.groups.push(name),
                DutyKind::Leader if self.leaders.contains(&name) => {}
                DutyKind::Leader => self.leaders.push(name),
                DutyKind::Deadline => {
                    let before = self.deadline.take().map(|before| format!("{before}；"));
                    self.deadline = Some(before.unwrap_or_default() + &name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
