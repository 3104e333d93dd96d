//! The editors' file beside a division plan: `02-plan.links.yaml` beside `02-plan.md`. It confirms, corrects or
//! forbids the links between the plan's tasks and the words of its report.
//!
//! ```yaml
//! tasks:
//!   - task: task-48
//!     text: 加快世界级航空小镇建设。
//!     passages:
//!       - 加快东北国际医疗科技产业城、数字经济产业园、世界级航空小镇等重点项目建设，
//!   - task: task-50
//!     not:
//!       - 强化法治建设，
//! ```
//!
//! `text` is what the task said when its links were confirmed. With `passages` the task has exactly these
//! (an empty list: none); with `not` it has those that are computed, without these.

use super::entry::Entry;
use super::fields::{Fields, Key, Located, key};
use super::walk::{FileKind, Found, LINKS_ENDING};
use super::{Content, read_text};
use crate::diagnostic::{self, Code, Diagnostic, Location};
use std::collections::BTreeSet;
use std::path::Path;

/// A file of links.
#[derive(Clone, Debug, Default)]
pub struct LinksFile {
    /// The file.
    pub file: String,
    /// The file of its plan.
    pub plan: String,
    /// What it says of tasks, in its order.
    pub tasks: Vec<TaskLinks>,
}

/// What an editor says of the links of one task.
#[derive(Clone, Debug)]
pub struct TaskLinks {
    /// The id of the task.
    pub task: Located<String>,
    /// The words of the task when its links were confirmed.
    pub text: Option<Located<String>>,
    /// The words of the report that it carries; `None` leaves it to comparing.
    pub passages: Option<Vec<Located<String>>>,
    /// Words of the report that it does not carry.
    pub not: Vec<Located<String>>,
}

const TASKS: Key = key("tasks", "任务");
const TASK: Key = key("task", "任务号");
const TEXT: Key = key("text", "任务原文");
const PASSAGES: Key = key("passages", "报告原文");
const NOT: Key = key("not", "排除");

pub(super) fn read(folder: &Path, found: &[Found], content: &mut Content, diagnostics: &mut Vec<Diagnostic>) {
    let files: BTreeSet<&str> = found.iter().map(|found| found.file.as_str()).collect();
    for file in found.iter().filter(|found| found.kind == FileKind::Links).map(|found| found.file.as_str()) {
        match diagnostic::reading(file, || read_file(folder, file, &files, diagnostics)) {
            Ok(links) => content.links.extend(links),
            Err(problem) => diagnostics.push(*problem),
        }
    }
}

fn read_file(
    folder: &Path,
    file: &str,
    files: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LinksFile> {
    let plan = file.strip_suffix(LINKS_ENDING).map(|stem| format!("{stem}.md"))?;
    let text = read_text(folder, file, diagnostics)?;
    let mut fields = Fields::read_file(file, text, diagnostics)?;
    if !files.contains(plan.as_str()) {
        diagnostics.push(Diagnostic::error(
            Code::LinksWithoutPlan,
            Location::file(file),
            format!("there is no plan {plan} beside this file"),
            "rename the file after its plan, or remove it",
        ));
    }
    let mut links = LinksFile { file: file.to_owned(), plan, tasks: Vec::new() };
    for part in fields.mappings(TASKS, diagnostics) {
        let entry = Entry::new(&fields, "a task", part);
        let task = entry.text(TASK, true, diagnostics);
        let words = entry.text(TEXT, false, diagnostics);
        let passages = entry.has(PASSAGES).then(|| entry.list(PASSAGES, diagnostics));
        let not = entry.list(NOT, diagnostics);
        entry.finish(&[TASK, TEXT, PASSAGES, NOT], diagnostics);
        let Some(task) = task else { continue };
        let located = |values: Vec<String>| {
            let mut finder = entry.finder();
            let place = |value: String| Located { location: entry.place_of_next(&mut finder, &value), value };
            values.into_iter().map(place).collect::<Vec<_>>()
        };
        links.tasks.push(TaskLinks {
            text: words.and_then(|words| located(vec![words]).pop()),
            passages: passages.map(located),
            not: located(not),
            task: Located { location: entry.place(&task), value: task },
        });
    }
    fields.finish(diagnostics);
    Some(links)
}
