//! What editors say of the links between tasks and passages, put over what comparing has found.

use super::{Method, Passage};
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Block, Body, Inline, Paragraph, plain_text};
use crate::plan::Plan;
use crate::source::links::{LinksFile, TaskLinks};

/// Puts the links of an editor's file in the place of the computed ones, and names those that no longer fit.
///
/// A task whose words have changed, or of whose passages one is no longer in the report, has the computed
/// links again until the editor has looked at it.
pub fn apply(file: &LinksFile, plan: &Plan, report: &Body, found: &mut [Vec<Passage>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for links in &file.tasks {
        let at = plan.tasks.iter().position(|task| task.anchor == links.task.value);
        let Some((task, passages)) = at.and_then(|at| Some((plan.tasks.get(at)?, found.get_mut(at)?))) else {
            diagnostics.push(Diagnostic::error(
                "unknown-task",
                links.task.location.clone(),
                format!("there is no task `{}` in {}", links.task.value, file.plan),
                "write the id of the task as its link has it: task-48",
            ));
            continue;
        };
        let changed = links.text.as_ref().filter(|text| squeeze(&text.value) != squeeze(&task.text));
        if let Some(text) = changed {
            diagnostics.push(changed_link(&text.location, format!("the task now reads: {}", task.text)));
            continue;
        }
        one(links, report, passages, &mut diagnostics);
    }
    diagnostics
}

fn one(links: &TaskLinks, report: &Body, passages: &mut Vec<Passage>, diagnostics: &mut Vec<Diagnostic>) {
    for not in &links.not {
        let before = passages.len();
        passages.retain(|passage| squeeze(&passage.quote) != squeeze(&not.value));
        if passages.len() == before && sentence_with(report, &not.value).is_none() {
            diagnostics.push(changed_link(&not.location, "the report has no such words".to_owned()));
        }
    }
    let Some(confirmed) = &links.passages else { return };
    let mut chosen = Vec::new();
    for quote in confirmed {
        let same = passages.iter().find(|passage| squeeze(&passage.quote) == squeeze(&quote.value));
        let anchor = same.map(|passage| passage.anchor.clone()).or_else(|| sentence_with(report, &quote.value));
        let Some(anchor) = anchor else {
            diagnostics.push(changed_link(&quote.location, "the report has no such words any more".to_owned()));
            return;
        };
        chosen.push(Passage { anchor, quote: quote.value.clone(), score: 1.0, method: Method::Confirmed });
    }
    *passages = chosen;
}

fn changed_link(location: &Location, what: String) -> Diagnostic {
    Diagnostic::warning(
        "changed-link",
        location.clone(),
        format!("a confirmed link no longer fits: {what}"),
        "look at the link again, and correct or remove it here; until then it is computed (自动比对)",
    )
}

/// The sentence of the report that has these words, its part that looks back last.
fn sentence_with(report: &Body, words: &str) -> Option<String> {
    let words = squeeze(words);
    if words.is_empty() {
        return None;
    }
    let mut looking_back = false;
    let mut found: Vec<(bool, String)> = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Heading(heading) => looking_back = plain_text(&heading.inlines).contains("回顾"),
            Block::Paragraph(Paragraph { inlines, .. }) => {
                for inline in inlines {
                    if let Inline::Sentence(anchor, inner) = inline
                        && squeeze(&plain_text(inner)).contains(&words)
                    {
                        found.push((looking_back, anchor.clone()));
                    }
                }
            }
            _ => {}
        }
    }
    found.into_iter().min_by_key(|(back, _)| *back).map(|(_, anchor)| anchor)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
