//! What could not be read with certainty in a plan, so that an editor looks at it.
//!
//! Names of units follow rules of wording. A name that none of them fits keeps its text; whether it is
//! right only `organs.yaml` or an editor can say.

use super::Plan;
use crate::diagnostic::Diagnostic;
use crate::document::role::Role;
use crate::document::{Block, Body, plain_text};
use crate::source::Markdown;
use crate::text::{label, units};
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
                "doubtful-unit",
                place(markdown, name),
                problem,
                "correct the line, or add the name to organs.yaml, as a unit or as a short name of one",
            ),
        });
    }
    for task in body.blocks.iter().filter_map(|block| match block {
        Block::Task(task) => Some(task),
        _ => None,
    }) {
        for block in &task.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            let text = plain_text(&paragraph.inlines);
            let Some(label) = label::task_line(&text).filter(|label| !label.known) else { continue };
            if paragraph.role == Role::TaskLine {
                let written = &text[..label.length];
                let taken = if label.kind == label::LineKind::Lead { "牵头单位" } else { "责任单位" };
                doubts.push(Doubt {
                    name: None,
                    diagnostic: Diagnostic::warning(
                        "unknown-label",
                        markdown.location(markdown.body + paragraph.offset, label.length),
                        format!(
                            "`{}` is not a label that division plans are known to use",
                            written.trim_end_matches(['：', ':', ' '])
                        ),
                        format!("check how task {} is shown; where units are meant, write {taken}：", task.number),
                    ),
                });
            }
        }
    }
    doubts
}

/// Where a name first stands in the text of a file; the file itself for a name that is completed.
fn place(markdown: &Markdown, name: &str) -> crate::diagnostic::Location {
    match markdown.text[markdown.body..].find(name) {
        Some(at) => markdown.location(markdown.body + at, name.len()),
        None => crate::diagnostic::Location::file(&markdown.file),
    }
}
