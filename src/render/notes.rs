//! What stands beside the text of plans and reports: the words of the report below each task, the tasks below
//! each paragraph of the report.
//!
//! Nothing of it is official text. What was found by comparing says so (自动比对), what an editor has confirmed
//! says that (编辑核定); and what was left out and added can be told without colour, and by a screen reader.

use super::body::{BodyWriter, escape};
use crate::align::Method;
use crate::align::difference::{Part, PartKind};
use crate::document::Paragraph;
use crate::publication::task_notes::TaskNote;

impl BodyWriter<'_> {
    /// The units of a task as attributes, for the filter of the plan.
    pub(super) fn task_units(&self, anchor: &str, out: &mut String) {
        let Some(notes) = self.notes.tasks.get(anchor) else { return };
        for (name, slugs) in [("lead", &notes.lead), ("responsible", &notes.responsible)] {
            if !slugs.is_empty() {
                out.push_str(&format!(" data-{name}=\"{}\"", slugs.join(" ")));
            }
        }
    }

    /// The words of the report that a task carries, and what it changed of them.
    pub(super) fn task_notes(&self, anchor: &str, out: &mut String) {
        let Some(notes) = self.notes.tasks.get(anchor).filter(|notes| !notes.passages.is_empty()) else { return };
        let confirmed = notes.passages.iter().all(|passage| passage.method == Method::Confirmed);
        out.push_str("<details class=\"passages\"><summary>报告原文");
        method(if confirmed { Method::Confirmed } else { Method::Computed }, out);
        out.push_str("</summary>\n<ul>\n");
        for passage in &notes.passages {
            out.push_str("<li><a href=\"");
            escape(&format!("{}{}", self.root, passage.address), out);
            out.push_str("\">");
            escape(&passage.quote, out);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ul>\n");
        difference(&notes.difference, out);
        out.push_str("</details>\n");
    }

    /// The tasks that carry a sentence: marks without text of their own, which the theme numbers.
    pub(super) fn task_marks(&self, anchor: &str, out: &mut String) {
        for task in self.notes.sentences.get(anchor).into_iter().flatten() {
            out.push_str("<a class=\"task-mark\" href=\"");
            escape(&format!("{}{}", self.root, task.address), out);
            out.push_str(&format!("\" data-number=\"{}\" title=\"", task.number));
            let label = label(task);
            escape(&label, out);
            out.push_str("\" aria-label=\"");
            escape(&label, out);
            out.push_str("\"></a>");
        }
    }

    /// The tasks that carry the sentences of a paragraph, below it.
    pub(super) fn paragraph_notes(&self, paragraph: &Paragraph, out: &mut String) {
        let mut tasks: Vec<&TaskNote> = Vec::new();
        for (anchor, _) in paragraph.sentences() {
            self.task_notes(anchor, out);
            for task in self.notes.sentences.get(anchor).into_iter().flatten() {
                if !tasks.iter().any(|known| known.address == task.address) {
                    tasks.push(task);
                }
            }
        }
        if tasks.is_empty() {
            return;
        }
        tasks.sort_by_key(|task| task.number);
        out.push_str(&format!("<details class=\"carried\"><summary>落实为 {} 项任务", tasks.len()));
        let confirmed = tasks.iter().all(|task| task.method == Method::Confirmed);
        method(if confirmed { Method::Confirmed } else { Method::Computed }, out);
        out.push_str("</summary>\n<ul>\n");
        for task in tasks {
            out.push_str("<li><a href=\"");
            escape(&format!("{}{}", self.root, task.address), out);
            out.push_str(&format!("\">{}. ", task.number));
            escape(&task.text, out);
            out.push_str("</a>");
            for (at, (name, address)) in task.lead.iter().enumerate() {
                out.push_str(if at == 0 { " <span class=\"carried-by\">牵头单位：" } else { "、" });
                out.push_str("<a href=\"");
                escape(&format!("{}{address}", self.root), out);
                out.push_str("\">");
                escape(name, out);
                out.push_str("</a>");
            }
            out.push_str(if task.lead.is_empty() { "</li>\n" } else { "</span></li>\n" });
        }
        out.push_str("</ul>\n</details>\n");
    }
}

fn method(method: Method, out: &mut String) {
    out.push_str(&format!("<span class=\"computed\">{}</span>", method.chinese()));
}

fn label(task: &TaskNote) -> String {
    let names: Vec<&str> = task.lead.iter().map(|(name, _)| name.as_str()).collect();
    let lead = if names.is_empty() { String::new() } else { format!("，牵头单位：{}", names.join("、")) };
    format!("任务{}{lead}（{}）", task.number, task.method.chinese())
}

/// The words of both, what was left out struck through, what was added underlined; said in words for those who
/// do not see it.
fn difference(parts: &[Part], out: &mut String) {
    if parts.iter().all(|part| part.kind == PartKind::Kept) {
        out.push_str("<p class=\"difference\">与报告原文一致。</p>\n");
        return;
    }
    out.push_str("<p class=\"difference\"><span class=\"difference-label\">对照</span> ");
    for Part { kind, words } in parts {
        let (tag, spoken) = match kind {
            PartKind::Kept => ("", ""),
            PartKind::Dropped => ("del", "删去："),
            PartKind::Added => ("ins", "增加："),
        };
        if tag.is_empty() {
            escape(words, out);
            continue;
        }
        out.push_str(&format!("<{tag}><span class=\"visually-hidden\">［{spoken}</span>"));
        escape(words, out);
        out.push_str(&format!("<span class=\"visually-hidden\">］</span></{tag}>"));
    }
    out.push_str("</p>\n");
}
