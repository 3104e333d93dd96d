//! What stands beside the text of plans and reports: the words of the report below each task, the tasks below each
//! paragraph of the report. A panel is a template that a theme can change (`passages.html`, `carried.html`); the marks
//! and attributes within a text are written here.
//!
//! Nothing of it is official text. What was found by comparing says so (自动比对), what an editor has confirmed says
//! that (编辑核定); and what was left out and added can be told without colour, and by a screen reader.

use super::escape::escape;
use super::theme::Theme;
use crate::align::Method;
use crate::align::difference::{Part, PartKind};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Paragraph};
use crate::publication::task_notes::{Notes, PassageNote, TaskNote};
use serde::Serialize;
use std::collections::BTreeMap;

/// The panels of a page, made before its text is written.
#[derive(Debug, Default)]
pub struct Panels<'a> {
    notes: Option<&'a Notes>,
    /// Below a task, by its anchor.
    tasks: BTreeMap<String, String>,
    /// Below a paragraph, by the anchor of its first sentence.
    paragraphs: BTreeMap<String, String>,
}

/// What `passages.html` sees.
#[derive(Serialize)]
struct Passages<'a> {
    root: &'a str,
    method: &'static str,
    passages: &'a [PassageNote],
    difference: &'a [Part],
    /// Are the words of both the same?
    same: bool,
}

/// What `carried.html` sees.
#[derive(Serialize)]
struct Carried<'a> {
    root: &'a str,
    method: &'static str,
    tasks: Vec<&'a TaskNote>,
}

impl<'a> Panels<'a> {
    /// The panels beside a text. `root` leads from the page to the root of the site.
    ///
    /// # Errors
    ///
    /// When a template fails: the template, line and column.
    pub fn new(blocks: &[Block], notes: &'a Notes, root: &str, theme: &Theme) -> Result<Self, Box<Diagnostic>> {
        let mut panels = Self { notes: Some(notes), ..Self::default() };
        for (anchor, task) in notes.tasks.iter().filter(|(_, task)| !task.passages.is_empty()) {
            let scope = Passages {
                root,
                method: method(task.passages.iter().map(|passage| passage.method)),
                passages: &task.passages,
                difference: &task.difference,
                same: task.difference.iter().all(|part| part.kind == PartKind::Kept),
            };
            panels.tasks.insert(anchor.clone(), theme.render("passages.html", &scope)?);
        }
        if !notes.sentences.is_empty() {
            blocks.iter().try_for_each(|block| panels.below(block, notes, root, theme))?;
        }
        Ok(panels)
    }

    /// The panels below the paragraphs of a block.
    fn below(&mut self, block: &Block, notes: &Notes, root: &str, theme: &Theme) -> Result<(), Box<Diagnostic>> {
        if let Block::Paragraph(paragraph) = block
            && let Some((first, _)) = paragraph.sentences().next()
        {
            let tasks = carried(paragraph, notes);
            if !tasks.is_empty() {
                let method = method(tasks.iter().map(|task| task.method));
                let panel = theme.render("carried.html", &Carried { root, method, tasks })?;
                self.paragraphs.insert(first.to_owned(), panel);
            }
        }
        block.children().try_for_each(|inner| self.below(inner, notes, root, theme))
    }

    /// The panel below a task.
    pub(super) fn task(&self, anchor: &str) -> &str {
        self.tasks.get(anchor).map_or("", String::as_str)
    }

    /// Writes the panels below a paragraph: those of the tasks in it, and the tasks that carry its sentences.
    pub(super) fn paragraph(&self, paragraph: &Paragraph, out: &mut String) {
        let mut first = None;
        for (anchor, _) in paragraph.sentences() {
            first.get_or_insert(anchor);
            out.push_str(self.task(anchor));
        }
        out.push_str(first.and_then(|anchor| self.paragraphs.get(anchor)).map_or("", String::as_str));
    }

    /// The units of a task as attributes, for the filter of the plan.
    pub(super) fn task_units(&self, anchor: &str, out: &mut String) {
        let Some(notes) = self.notes.and_then(|notes| notes.tasks.get(anchor)) else { return };
        for (name, slugs) in [("lead", &notes.lead), ("responsible", &notes.responsible)] {
            if !slugs.is_empty() {
                out.push_str(&format!(" data-{name}=\"{}\"", slugs.join(" ")));
            }
        }
    }

    /// The tasks that carry a sentence: marks without text of their own, which the theme numbers.
    pub(super) fn task_marks(&self, anchor: &str, root: &str, out: &mut String) {
        for task in self.notes.and_then(|notes| notes.sentences.get(anchor)).into_iter().flatten() {
            out.push_str("<a class=\"task-mark\" href=\"");
            escape(&format!("{root}{}", task.address), out);
            out.push_str(&format!("\" data-number=\"{}\" title=\"", task.number));
            let label = label(task);
            escape(&label, out);
            out.push_str("\" aria-label=\"");
            escape(&label, out);
            out.push_str("\"></a>");
        }
    }
}

/// The tasks that carry the sentences of a paragraph, each once.
fn carried<'a>(paragraph: &Paragraph, notes: &'a Notes) -> Vec<&'a TaskNote> {
    let mut tasks: Vec<&TaskNote> = Vec::new();
    for (anchor, _) in paragraph.sentences() {
        for task in notes.sentences.get(anchor).into_iter().flatten() {
            if !tasks.iter().any(|known| known.address == task.address) {
                tasks.push(task);
            }
        }
    }
    tasks.sort_by_key(|task| task.number);
    tasks
}

/// How several links were found: all of them confirmed, or not.
fn method(mut methods: impl Iterator<Item = Method>) -> &'static str {
    let confirmed = methods.all(|method| method == Method::Confirmed);
    if confirmed { Method::Confirmed.chinese() } else { Method::Computed.chinese() }
}

fn label(task: &TaskNote) -> String {
    let names: Vec<&str> = task.lead.iter().map(|unit| unit.name.as_str()).collect();
    let lead = if names.is_empty() { String::new() } else { format!("，牵头单位：{}", names.join("、")) };
    format!("任务{}{lead}（{}）", task.number, task.method.chinese())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::task_notes::TaskNotes;
    use crate::source::theme::ThemeFiles;

    fn notes() -> Notes {
        let passage =
            PassageNote { quote: "稳就业。".into(), address: "r.html#p1.1".into(), method: Method::Computed };
        let task = TaskNotes { passages: vec![passage], ..TaskNotes::default() };
        Notes { tasks: [("task-1".to_owned(), task)].into(), ..Notes::default() }
    }

    fn panel(template: &str) -> Result<String, Box<Diagnostic>> {
        let files = ThemeFiles::from([("templates/passages.html".to_owned(), template.as_bytes().to_vec())]);
        let theme = Theme::new("mine", files)?;
        Panels::new(&[], &notes(), "../", &theme).map(|panels| panels.task("task-1").to_owned())
    }

    #[test]
    fn a_theme_changes_a_panel() {
        let template = "{{ method }}{% for passage in passages %} {{ root }}{{ passage.address }}{% endfor %}";
        assert_eq!(panel(template).unwrap(), "自动比对 ../r.html#p1.1");
    }

    #[test]
    fn a_panel_that_fails_has_file_and_line() {
        let problem = panel("\n{{ nothing.there }}").unwrap_err();
        assert_eq!(
            (problem.location.file.as_str(), problem.location.line),
            ("themes/mine/templates/passages.html", 2)
        );
    }
}
