//! The links between a plan and its report, for an editor to look through and to confirm.

use super::plans::DivisionPlan;
use crate::align::{Method, Passage};
use crate::library::{DocumentId, Library};
use crate::plan::Task;
use crate::source::links::LinksFile;
use std::fmt::Write as _;

/// The editors' file of a plan with entries for the tasks that no file speaks of yet; `old` is what the file
/// holds now. Also returns how many entries are new.
pub fn links_file(plan: &DivisionPlan, file: &str, links_files: &[LinksFile], old: &str) -> (String, usize) {
    let own = links_files.iter().filter(|links| links.plan == file).flat_map(|links| &links.tasks);
    let known: Vec<&str> = own.map(|links| links.task.value.as_str()).collect();
    let new: Vec<String> = plan
        .tasks()
        .filter(|(task, _)| !known.contains(&task.anchor.as_str()))
        .map(|(task, passages)| entry(task, passages))
        .collect();
    let head = match old.trim().is_empty() {
        true => "# 任务与报告原文的对应，由编辑核定。不对的删去，或移到 not 之下。\ntasks:",
        false => old.trim_end(),
    };
    (format!("{head}\n{}", new.concat()), new.len())
}

/// The pairs as lines of text: tasks without passages, then the weakest, the confirmed ones last.
pub fn review(library: &Library, plan: &DivisionPlan) -> String {
    let name = |id: DocumentId| {
        let document = &library.documents[id];
        format!("{} ({})", document.meta.title, document.id())
    };
    let mut out = format!("{}\n", name(plan.document));
    match plan.report {
        Some(report) => out.push_str(&format!("{}\n", name(report))),
        None => out.push_str("no report (报告) was compared: the plan names none that is here, or another one\n"),
    }
    let confirmed = |passages: &[Passage]| passages.iter().any(|passage| passage.method == Method::Confirmed);
    let score =
        |passages: &[Passage]| passages.iter().map(|passage| (passage.score * 100.0) as u32).min().unwrap_or(0);
    let mut sorted: Vec<(&Task, &[Passage])> = plan.tasks().collect();
    sorted.sort_by_key(|(_, passages)| (confirmed(passages), score(passages)));
    let with = sorted.iter().filter(|(_, passages)| !passages.is_empty()).count();
    let checked = sorted.iter().filter(|(_, passages)| confirmed(passages)).count();
    let _ = writeln!(out, "{} tasks, {with} with passages, {checked} confirmed (编辑核定)\n", sorted.len());
    for (task, passages) in sorted {
        let mark = match (confirmed(passages), passages.is_empty()) {
            (true, _) => "核定".to_owned(),
            (_, true) => " -- ".to_owned(),
            _ => format!("{:.2}", f64::from(score(passages)) / 100.0),
        };
        let _ = writeln!(out, "{mark}  {}  {}", task.anchor, task.text);
        for passage in passages {
            let _ = writeln!(out, "      {:.2} #{}  {}", passage.score, passage.anchor, passage.quote);
        }
    }
    out
}

/// An entry of the editors' file. A JSON string is a YAML string.
fn entry(task: &Task, passages: &[Passage]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut out = format!("  - task: {}\n    text: {}\n", task.anchor, quoted(&task.text));
    out.push_str(if passages.is_empty() { "    passages: []\n" } else { "    passages:\n" });
    for passage in passages {
        let _ = writeln!(out, "      - {}", quoted(&passage.quote));
    }
    out
}
