//! A task of a division plan and the words of the report it comes from, found by comparing them.
//!
//! Division plans follow their report: the headings are the report's headings, the tasks come in the
//! report's order, and their words are the report's words, shortened, split or slightly changed. So the
//! search is narrow. A task is compared with the clauses of one paragraph of the report, the one whose
//! first sentence is the heading that the task stands under; only where there is none with its whole
//! section, and only for the very same words with the rest of the report's part on this year's work.
//! What the report says in looking back (工作回顾) is never a source.
//!
//! The links are computed, and pages say so (自动比对).

pub mod difference;
mod likeness;
pub mod overrides;
mod report;

use crate::document::Body;
use crate::plan::{Plan, Task};
use likeness::Words;
use report::{Clause, Clauses};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Words of a report that a task carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// The id of the sentence on the report's page.
    pub anchor: String,
    /// The clause, as printed.
    pub quote: String,
    /// How alike the two are, from 0 to 1.
    pub score: f64,
    /// How it was found.
    pub method: Method,
}

/// What comparing a plan with a report gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Alignment {
    /// They belong together.
    Found(Passages),
    /// They have so little in common that they do not belong together.
    Mismatch,
}

/// The passages of a report that the tasks of its plan carry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passages {
    /// For each task of the plan, the passages it carries, in the report's order.
    pub passages: Vec<Vec<Passage>>,
    /// The sentences on this year's work that could become tasks, by their ids.
    pub sentences: Vec<String>,
}

/// How a passage was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Method {
    /// By comparing (自动比对).
    #[default]
    Computed,
    /// An editor has confirmed it (编辑核定).
    Confirmed,
}

impl Method {
    /// What pages call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Computed => "自动比对",
            Self::Confirmed => "编辑核定",
        }
    }

    /// What the open data calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Confirmed => "confirmed",
        }
    }
}

/// A clause of which so much is in the task is carried by it.
const CLAUSE_IN_TASK: f64 = 0.6;
/// A clause of the task that is so like one of the report comes from it.
const TASK_IN_CLAUSE: f64 = 0.55;
/// The same, when nothing else of the task's own paragraph is like it, and the two share a word that no
/// other clause there has: 营商环境监督员体验监督活动 and 营商环境体验官制度.
const LAST_RESORT: f64 = 0.28;
/// Outside the task's own section only the same words count.
const ELSEWHERE: f64 = 0.95;
/// Headings so alike are the same heading.
const SAME_HEADING: f64 = 0.6;
/// A sentence so like a heading is that heading.
const SAME_WORDS: f64 = 0.9;
/// Where the headings say nothing, this part of the tasks must have such a clause for plan and report to belong
/// together.
const TOGETHER: f64 = 0.3;
const SURELY: f64 = 0.8;

/// Compares a plan with the report it names.
pub fn align(plan: &Plan, report: &Body) -> Alignment {
    let mut headings: Vec<&str> =
        plan.tasks.iter().filter_map(|task| task.section.first()).map(String::as_str).collect();
    headings.dedup();
    let (passages, by_headings) = match Clauses::new(report, &headings, SAME_HEADING) {
        Some(passages) => (passages, true),
        None => (Clauses::whole(report), false),
    };
    if !by_headings && !belong_together(plan, &passages) {
        return Alignment::Mismatch;
    }
    let found = plan.tasks.iter().map(|task| {
        let words = Words::new(&task.text);
        let own = if by_headings { passages.clauses_under(&task.section, SAME_HEADING) } else { Vec::new() };
        let own = if own.is_empty() { passages.clauses_like(&words) } else { own };
        passages_of(task, &own, &passages)
    });
    let passages_of_tasks: Vec<Vec<Passage>> = found.collect();
    if figures_contradict(plan, &passages_of_tasks) {
        return Alignment::Mismatch;
    }
    let headings: BTreeSet<&String> = plan.tasks.iter().flat_map(|task| &task.section).collect();
    let headings: Vec<Words> = headings.into_iter().map(|heading| report::heading_words(heading)).collect();
    Alignment::Found(Passages {
        passages: passages_of_tasks,
        sentences: passages.sentences(&headings, SAME_WORDS),
    })
}

/// Does most of a plan whose headings are its own stand in the report?
fn belong_together(plan: &Plan, report: &Clauses) -> bool {
    let tasks: Vec<Words> = plan.tasks.iter().map(|task| Words::new(&task.text)).collect();
    let carried = tasks.iter().filter(|task| {
        let clauses = report.clauses_like(task);
        clauses
            .iter()
            .any(|clause| clause.words.shared_pairs(task) >= SURELY && clause.words.in_order(task) >= SURELY)
    });
    !tasks.is_empty() && carried.count() as f64 >= TOGETHER * tasks.len() as f64
}

/// Do most tasks with figures have other figures than the words that they seem to carry? Then the report is
/// that of another year, whose headings and tasks recur.
fn figures_contradict(plan: &Plan, passages: &[Vec<Passage>]) -> bool {
    let (mut agree, mut contradict) = (0, 0);
    for (task, passages) in plan.tasks.iter().zip(passages) {
        let of_task = figures(&task.text);
        let of_report: BTreeSet<&str> = passages.iter().flat_map(|passage| figures(&passage.quote)).collect();
        if !of_task.is_empty() && !of_report.is_empty() {
            let shared = of_task.iter().any(|figure| of_report.contains(figure));
            *(if shared { &mut agree } else { &mut contradict }) += 1;
        }
    }
    contradict >= 3 && contradict > agree
}

/// The figures of a text: 8, 4.5, 3000.
fn figures(text: &str) -> BTreeSet<&str> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    runs.map(|run| run.trim_matches('.')).filter(|run| !run.is_empty()).collect()
}

fn passages_of(task: &Task, own: &[&Clause], report: &Clauses) -> Vec<Passage> {
    let whole = Words::new(&task.text);
    let mut chosen: Vec<Option<f64>> = vec![None; own.len()];
    for (clause, score) in own.iter().zip(&mut chosen) {
        let coverage = clause.words.shared_pairs(&whole);
        if coverage >= CLAUSE_IN_TASK && clause.words.in_order(&whole) >= 0.7 {
            *score = Some(coverage);
        }
    }
    let parts: Vec<Words> = report::clauses(&task.text).into_iter().map(Words::new).collect();
    for part in parts.iter().filter(|part| part.is_significant()) {
        let best = most_like(part, own);
        if let Some((at, score)) = best.filter(|(_, score)| *score >= TASK_IN_CLAUSE) {
            chosen[at].get_or_insert(score);
        }
    }
    let found: Vec<Passage> =
        own.iter().zip(chosen).filter_map(|(clause, score)| Some(passage(clause, score?))).collect();
    if !found.is_empty() {
        return found;
    }
    let elsewhere = report.clauses_like(&whole);
    if let Some((at, score)) = most_like(&whole, &elsewhere).filter(|(_, score)| *score >= ELSEWHERE) {
        return vec![passage(elsewhere[at], score)];
    }
    match most_like(&whole, own) {
        Some((at, score)) if score >= LAST_RESORT && shares_own_word(&whole, own, at) => {
            vec![passage(own[at], score)]
        }
        _ => Vec::new(),
    }
}

/// Do these words share a pair of characters with the clause that no other clause has?
fn shares_own_word(words: &Words, clauses: &[&Clause], at: usize) -> bool {
    let others = clauses.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, clause)| &clause.words);
    words.shares_beyond(&clauses[at].words, others)
}

/// The clause that is most like these words, and how like it is; of two that are alike the one that the words
/// cover better, then the earlier one.
fn most_like(words: &Words, clauses: &[&Clause]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, (f64, f64))> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let shared = words.shared_pairs(&clause.words) * 0.5;
        // The longest common subsequence is the expensive part, and most clauses cannot win any more.
        if best.is_some_and(|(_, (score, _))| shared + 0.5 < score) {
            continue;
        }
        let score = words.in_order(&clause.words) * 0.5 + shared;
        if best.is_some_and(|(_, (best, _))| score < best) {
            continue;
        }
        let found = (score, clause.words.in_order(words));
        if best.is_none_or(|(_, best)| found > best) {
            best = Some((at, found));
        }
    }
    best.map(|(at, (score, _))| (at, score))
}

fn passage(clause: &Clause, score: f64) -> Passage {
    // Two decimals: the figure is a help for the eye, not a measurement.
    Passage {
        anchor: clause.anchor.clone(),
        quote: clause.quote.clone(),
        score: (score * 100.0).round() / 100.0,
        method: Method::Computed,
    }
}

#[cfg(test)]
mod tests;
