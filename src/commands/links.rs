//! `gongbao links`: the pairs of tasks and passages of a plan for review, the weakest first, and the file in
//! which an editor confirms them.

use super::{Console, Outcome};
use crate::diagnostic::any_error;
use crate::links::{Method, Passage};
use crate::plan::Task;
use crate::site::units::SitePlan;
use crate::site::{self, Site, assemble};
use crate::source;
use crate::source::links::ENDING;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// What to show.
#[derive(Clone, Debug)]
pub struct LinksOptions {
    /// The content folder.
    pub content: PathBuf,
    /// The plan: its id or document number.
    pub plan: String,
    /// Write what is not yet in the editors' file into it.
    pub write: bool,
}

/// Shows the links of a plan, and writes them where that is asked for.
pub fn links(options: &LinksOptions, console: &Console) -> Outcome {
    let (content, mut diagnostics) = source::read(&options.content);
    let known: Vec<String> = content
        .links
        .iter()
        .flat_map(|file| file.tasks.iter().map(|links| format!("{} {}", file.plan, links.task.value)))
        .collect();
    let (site, mut found) = assemble::assemble(content, &site::Options::default());
    diagnostics.append(&mut found);
    let failed = any_error(&diagnostics);
    let about_links = |code: &str| matches!(code, "changed-link" | "unknown-task" | "report-mismatch");
    diagnostics.retain(|diagnostic| failed || about_links(diagnostic.code));
    console.diagnostics(diagnostics);
    if failed {
        return Outcome::ContentErrors;
    }
    let Some(plan) = find(&site, &options.plan) else {
        let ids: Vec<&str> = site
            .plans
            .iter()
            .filter_map(|plan| site.documents.get(plan.document))
            .map(|it| it.meta.id.value.as_str())
            .collect();
        console.failure(&format!(
            "`{}` is not a plan (分工方案) of this site; the plans are: {}",
            options.plan,
            ids.join(", ")
        ));
        return Outcome::Failed;
    };
    let text = review(&site, plan);
    // A reader that has seen enough (`| head`) is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    if !options.write {
        return Outcome::Done;
    }
    let Some(document) = site.documents.get(plan.document) else { return Outcome::Failed };
    let path = options.content.join(format!("{}{ENDING}", document.file().trim_end_matches(".md")));
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let entries: String = pairs(plan)
        .filter(|(task, _)| !known.contains(&format!("{} {}", document.file(), task.anchor)))
        .map(|(task, passages)| entry(task, passages))
        .collect();
    let new = match old.trim().is_empty() {
        true => format!("# 任务与报告原文的对应，由编辑核定。不对的删去，或移到 not 之下。\ntasks:\n{entries}"),
        false => format!("{}\n{entries}", old.trim_end()),
    };
    match std::fs::write(&path, new) {
        Ok(()) => {
            console.note(&format!("{}: {} tasks written", path.display(), entries.matches("- task:").count()));
            Outcome::Done
        }
        Err(error) => {
            console.failure(&format!("{} cannot be written: {error}", path.display()));
            Outcome::Failed
        }
    }
}

fn find<'a>(site: &'a Site, name: &str) -> Option<&'a SitePlan> {
    site.plans.iter().find(|plan| {
        site.documents.get(plan.document).is_some_and(|document| {
            let number = document.meta.number.as_ref().map(|number| number.value.to_string());
            document.meta.id.value == name || number.as_deref() == Some(name)
        })
    })
}

fn pairs(plan: &SitePlan) -> impl Iterator<Item = (&Task, &[Passage])> {
    let passages = |at: usize| plan.passages.get(at).map_or(&[][..], Vec::as_slice);
    plan.plan.tasks.iter().enumerate().map(move |(at, task)| (task, passages(at)))
}

/// The pairs as lines of text: tasks without passages, then the weakest, the confirmed ones last.
fn review(site: &Site, plan: &SitePlan) -> String {
    let name = |at: usize| {
        site.documents.get(at).map_or(String::new(), |it| format!("{} ({})", it.meta.title, it.meta.id.value))
    };
    let mut out = format!("{}\n", name(plan.document));
    match plan.report {
        Some(report) => out.push_str(&format!("{}\n", name(report))),
        None => out.push_str("no report (报告) was compared: the plan names none that is here, or another one\n"),
    }
    let confirmed = |passages: &[Passage]| passages.iter().any(|passage| passage.method == Method::Confirmed);
    let score =
        |passages: &[Passage]| passages.iter().map(|passage| (passage.score * 100.0) as u32).min().unwrap_or(0);
    let mut sorted: Vec<(&Task, &[Passage])> = pairs(plan).collect();
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
