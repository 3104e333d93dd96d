//! Doubts: names in a plan that could not be read with certainty, so that an editor looks at them.
//!
//! Names of units follow rules of wording. A name that none of them fits keeps its text; whether it is
//! right only `organs.yaml` or an editor can say.

use super::{Plan, Task};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::role::Role;
use crate::document::{Block, Body, Group, Paragraph, plain_text};
use crate::source::Markdown;
use crate::text::cut::Cut;
use crate::text::label::{self, LineKind};
use crate::text::numbering::Level;
use crate::text::units::{self, MOST_UNITS};
use std::collections::BTreeSet;

/// A doubt about a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The name of a unit that is doubted; it is settled when `organs.yaml` has it.
    pub name: Option<String>,
    /// What to tell the editor.
    pub diagnostic: Diagnostic,
}

/// The doubts about a plan, each name once.
pub fn doubts(plan: &Plan, body: &Body, markdown: &Markdown) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let names: BTreeSet<&str> =
        plan.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.responsible)).map(String::as_str).collect();
    let levelled = names.iter().filter(|name| units::has_level(name)).count();
    // A name is looked for from the beginning of the text; plans in which so many are doubtful are none.
    let place = |doubts: &[Doubt], name: &str| match doubts.len() < MOST_PLACES {
        true => place(markdown, name),
        false => Location::file(&markdown.file),
    };
    for name in &names {
        let problem = if !units::is_unit(name) {
            format!("`{name}` does not read as the name of a unit (单位)")
        } else if levelled * 2 > names.len() && units::lacks_level(name) {
            format!("of which level `{name}` is (省, 市, 区 …) is not said")
        } else {
            continue;
        };
        doubts.push(Doubt {
            name: Some((*name).to_owned()),
            diagnostic: Diagnostic::warning(
                Code::DoubtfulUnit,
                place(&doubts, name),
                problem,
                "correct the line, or add the name to organs.yaml, as a unit or as a short name of one",
            ),
        });
    }
    let full = |task: &&Task| {
        [&task.lead, &task.responsible, &task.groups, &task.leaders].iter().any(|names| names.len() >= MOST_UNITS)
    };
    doubts.extend(plan.tasks.iter().filter(full).take(MOST_PLACES).map(|task| {
        Doubt {
            name: None,
            diagnostic: Diagnostic::warning(
                Code::TooManyUnits,
                task.raw
                    .iter()
                    .find(|line| line.len() > MOST_UNITS)
                    .map_or_else(|| Location::file(&markdown.file), |line| place(&[], line)),
                format!(
                    "task {} has a list of {MOST_UNITS} names or more; the rest of it is not read",
                    task.number
                ),
                "name a group (各区、县（市）政府), or divide the task",
            ),
        }
    }));
    let lines = body.blocks.iter().flat_map(|block| match block {
        Block::Task(task) => unknown_labels(task, markdown),
        Block::Paragraph(paragraph) if plan.tasks.len() >= SURELY_A_PLAN => {
            nobody(paragraph, markdown).into_iter().collect()
        }
        _ => Vec::new(),
    });
    doubts.extend(lines.map(|diagnostic| Doubt { name: None, diagnostic }));
    doubts
}

/// Of so many doubtful names the place is shown.
const MOST_PLACES: usize = 100;
/// So many tasks make a text a plan, in which a numbered sentence that names nobody is worth a look.
const SURELY_A_PLAN: usize = 3;

/// Lines of a task with labels that were understood by their last word alone.
fn unknown_labels(task: &Group, markdown: &Markdown) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for block in &task.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = plain_text(&paragraph.inlines);
        let Some(label) = label::task_line(&text).filter(|label| !label.known) else { continue };
        if paragraph.role == Role::TaskLine {
            let written = text.part(..label.length).trim_end_matches(['：', ':', ' ']);
            let taken = match label.kind {
                LineKind::Lead => "牵头单位",
                LineKind::Responsible => "责任单位",
                LineKind::Leaders => "牵头领导",
                LineKind::Deadline => "完成时限",
            };
            found.push(Diagnostic::warning(
                Code::UnknownLabel,
                markdown.location(markdown.body + paragraph.offset, label.length),
                format!("`{written}` is not a label that division plans are known to use; it is read as {taken}"),
                format!("check how task {} is shown; if it is wrong, use one of the usual labels", task.number),
            ));
        }
    }
    found
}

/// A numbered sentence among tasks that names nobody who answers for it.
fn nobody(paragraph: &Paragraph, markdown: &Markdown) -> Option<Diagnostic> {
    let text = plain_text(&paragraph.inlines);
    let number = paragraph.number.filter(|number| number.level == Level::Third)?;
    let tasks = paragraph.sentences().next().is_some();
    (!tasks).then(|| {
        Diagnostic::warning(
            Code::TaskWithoutUnit,
            markdown.location(markdown.body + paragraph.offset, number.length),
            format!("{} names nobody who answers for it, and is not shown as a task", text.part(..number.length)),
            "add a line 牵头单位： or 责任单位： below it; if it is no task, nothing need be done",
        )
    })
}

/// Where a name first stands in the text of a file; the file itself for a name that is completed.
fn place(markdown: &Markdown, name: &str) -> Location {
    match markdown.body_text().find(name) {
        Some(at) => markdown.location(markdown.body + at, name.len()),
        None => Location::file(&markdown.file),
    }
}
