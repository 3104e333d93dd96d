//! The tasks of a division plan (分工方案): what is to be done, who leads, who answers.
//!
//! Tasks need no markup. The document's structure has found them (a numbered sentence followed by
//! 牵头单位：, 责任单位：, 牵头领导： lines); here their lines are read. A section without a lead is a
//! fact, not an error: 强化纪律建设 is everybody's task.

use crate::document::role::Role;
use crate::document::{Block, Body, Group, plain_text};
use crate::text::{label, units};
use std::ops::Range;

/// A division plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// Its ordinal.
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
    /// The lines below its text, as printed.
    pub raw: Vec<String>,
}

/// What a line below a task names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The units that lead.
    Lead,
    /// Units that answer for it, help or take part.
    Responsible,
    /// Persons.
    Leaders,
    /// A deadline.
    Deadline,
}

/// What a line below a task names: one label and its value, or several on one line
/// (牵头单位：市财政局；责任单位：市教育局). The ranges are those of the values, in bytes.
pub fn line_parts(line: &str) -> Vec<(LineKind, Range<usize>)> {
    let gap = |c: char| matches!(c, '；' | ';' | '，' | '。') || c.is_whitespace();
    let mut parts: Vec<(LineKind, Range<usize>)> = Vec::new();
    for (at, _) in line.char_indices() {
        let opens = at == 0 || line[..at].ends_with(gap);
        let Some(label) = label::task_line_label(&line[at..]).filter(|_| opens) else { continue };
        if let Some((_, before)) = parts.last_mut() {
            before.end = line[..at].trim_end_matches(gap).len().max(before.start);
        }
        let kind = match label {
            "牵头领导" | "责任领导" | "分管领导" | "责任人" => LineKind::Leaders,
            "完成时限" | "完成时间" | "时限要求" => LineKind::Deadline,
            "牵头单位" | "牵头部门" | "主办单位" | "主责单位" => LineKind::Lead,
            _ => LineKind::Responsible,
        };
        let rest = line[at + label.len()..].trim_start().trim_start_matches(['：', ':']).trim_start();
        parts.push((kind, line.len() - rest.len()..line.len()));
    }
    parts
}

/// Reads the tasks of a text.
pub fn read(body: &Body) -> Plan {
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut plan = Plan::default();
    for block in &body.blocks {
        match block {
            // The heading of an issued text is its title, not a section of it.
            Block::Heading(heading) if heading.opens_part => headings.clear(),
            Block::Heading(heading) => {
                headings.retain(|(level, _)| *level < heading.level);
                headings.push((heading.level, plain_text(&heading.inlines).trim_end_matches('。').to_owned()));
            }
            Block::Task(group) => {
                let section = headings.iter().map(|(_, heading)| heading.clone()).collect();
                plan.tasks.push(task(group, section));
            }
            _ => {}
        }
    }
    plan
}

/// The leaders that a line names: where each is written, in bytes, and the name without the gap that
/// print puts into names of two characters (王　健).
pub fn leaders(value: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in value.split_inclusive(['、', '，', '；']) {
        let written = part.trim_end_matches(['、', '，', '；']);
        let name: String = written.split_whitespace().collect();
        if !name.is_empty() {
            let from = start + (written.len() - written.trim_start().len());
            found.push((from..start + written.trim_end().len(), name));
        }
        start += part.len();
    }
    found
}

fn task(group: &Group, section: Vec<String>) -> Task {
    let mut task = Task { number: group.number, anchor: group.anchor.clone(), section, ..Task::default() };
    for block in &group.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = plain_text(&paragraph.inlines);
        if paragraph.role != Role::TaskLine {
            task.text.push_str(&text[paragraph.number_length..]);
            continue;
        }
        for (kind, part) in line_parts(&text) {
            read_line(&mut task, kind, &text[part]);
        }
        task.raw.push(text);
    }
    task
}

fn read_line(task: &mut Task, kind: LineKind, value: &str) {
    match kind {
        LineKind::Leaders => {
            task.leaders.extend(leaders(value).into_iter().map(|(_, name)| name));
        }
        LineKind::Deadline => task.deadline = Some(value.trim().to_owned()),
        LineKind::Lead | LineKind::Responsible => {
            let list = units::read(value);
            let names = list.units.into_iter().map(|mention| mention.name);
            if kind == LineKind::Lead {
                task.lead.extend(names)
            } else {
                task.responsible.extend(names)
            }
            task.groups.extend(list.groups);
        }
    }
}

#[cfg(test)]
mod tests;
