//! The editors' word over computed links: passages that they confirmed or ruled out for a task.

use super::{Method, Passage};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{Body, plain_text};
use crate::plan::Plan;
use crate::source::links::{LinksFile, TaskLinks};
use std::collections::BTreeSet;

/// Puts the links of an editor's file in the place of the computed ones, and names those that no longer fit.
///
/// A task whose words have changed, or of whose passages one is no longer in the report, has the computed
/// links again until the editor has looked at it.
pub fn apply(file: &LinksFile, plan: &Plan, report: &Body, found: &mut [Vec<Passage>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    for links in &file.tasks {
        if !seen.insert(links.task.value.as_str()) {
            diagnostics.push(Diagnostic::error(
                Code::DoubleTask,
                links.task.location.clone(),
                format!("`{}` stands twice in this file", links.task.value),
                "put both entries together",
            ));
            continue;
        }
        let mut tasks = plan.tasks.iter().zip(found.iter_mut());
        let Some((task, passages)) = tasks.find(|(task, _)| task.anchor == links.task.value) else {
            diagnostics.push(Diagnostic::error(
                Code::UnknownTask,
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
    let mut kept = passages.clone();
    for not in &links.not {
        let before = kept.len();
        kept.retain(|passage| squeeze(&passage.quote) != squeeze(&not.value));
        if kept.len() == before && sentences_with(report, &not.value).is_empty() {
            diagnostics.push(changed_link(&not.location, "the report has no such words".to_owned()));
        }
    }
    let Some(confirmed) = &links.passages else {
        *passages = kept;
        return;
    };
    let mut chosen = Vec::new();
    for quote in confirmed {
        let same = kept.iter().find(|passage| squeeze(&passage.quote) == squeeze(&quote.value));
        let anchors = match same {
            Some(passage) => vec![passage.anchor.clone()],
            None => sentences_with(report, &quote.value),
        };
        let [anchor] = anchors.as_slice() else {
            let what = match anchors.len() {
                0 => "the report has no such words any more".to_owned(),
                count => format!("the report has these words in {count} sentences; write more of them"),
            };
            diagnostics.push(changed_link(&quote.location, what));
            return;
        };
        let anchor = anchor.clone();
        chosen.push(Passage { anchor, quote: quote.value.clone(), score: 1.0, method: Method::Confirmed });
    }
    *passages = chosen;
}

fn changed_link(location: &Location, what: String) -> Diagnostic {
    Diagnostic::warning(
        Code::ChangedLink,
        location.clone(),
        format!("a confirmed link no longer fits: {what}"),
        "look at the link again, and correct or remove it here; until then it is computed (自动比对)",
    )
}

/// The sentences of the report that have these words.
fn sentences_with(report: &Body, words: &str) -> Vec<String> {
    let words = squeeze(words);
    let found = report.sentences().filter(|(_, inner)| squeeze(&plain_text(inner)).contains(&words));
    if words.is_empty() { Vec::new() } else { found.map(|(anchor, _)| anchor.to_owned()).collect() }
}

/// The words without blanks and without the mark that ends them.
fn squeeze(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.trim_end_matches(['，', '。', '；', '！', '：']).to_owned()
}
