//! Reports and their plans, task by task: from a task to the words of the report it carries, and from a
//! sentence of the report to its tasks. Both directions are made from one list, so they agree.

use super::Site;
use super::relations::RelationKind;
use crate::diagnostic::Diagnostic;
use crate::links::{self, Alignment, Passage};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What stands beside the text of a plan or a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// On a plan: the words of the report, by the anchor of the task.
    pub passages: BTreeMap<String, Vec<PassageNote>>,
    /// On a report: the tasks, by the anchor of the sentence.
    pub tasks: BTreeMap<String, Vec<TaskNote>>,
}

/// Words of the report that a task carries.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageNote {
    /// The words.
    pub quote: String,
    /// Where they stand, relative to the root of the site.
    pub address: String,
}

/// A task that carries a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskNote {
    /// Its ordinal.
    pub number: u32,
    /// Where it stands, relative to the root of the site.
    pub address: String,
    /// The units that lead.
    pub lead: Vec<String>,
}

/// Compares every plan with the report that its front matter names.
pub(super) fn compare(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let documents = &site.documents;
    let compared: Vec<Option<(usize, Alignment)>> = site
        .plans
        .par_iter()
        .map(|plan| {
            let relations = &documents.get(plan.document)?.relations;
            let report = relations.iter().find(|relation| relation.kind == RelationKind::Implements)?.other;
            Some((report, links::align(&plan.plan, &documents.get(report)?.body)))
        })
        .collect();
    for (plan, compared) in site.plans.iter_mut().zip(compared) {
        match compared {
            Some((report, Alignment::Found(passages))) => {
                plan.report = Some(report);
                plan.passages = passages;
            }
            Some((report, Alignment::Mismatch)) => {
                let title = documents.get(report).map(|report| report.meta.title.as_str()).unwrap_or_default();
                let meta = documents.get(plan.document).map(|document| &document.meta);
                let Some(reference) = meta.and_then(|meta| meta.implements.first()) else { continue };
                diagnostics.push(Diagnostic::warning(
                    "report-mismatch",
                    reference.location.clone(),
                    format!("hardly a heading of this plan stands in the report that it names ({title})"),
                    "check `implements`: it may name the report of another year or another government",
                ));
            }
            None => {}
        }
    }
    for (at, plan) in site.plans.iter().enumerate() {
        for document in std::iter::once(plan.document).chain(plan.report) {
            if let Some(document) = site.documents.get_mut(document) {
                document.plans.push(at);
            }
        }
    }
}

/// What stands beside the text of a document; empty for most.
pub fn notes(site: &Site, document: usize) -> Notes {
    let mut notes = Notes::default();
    let plans = site.documents.get(document).map_or(&[][..], |document| &document.plans);
    for plan in plans.iter().filter_map(|at| site.plans.get(*at)) {
        let Some(report) = plan.report else { continue };
        let (Some(plan_document), Some(report_document)) =
            (site.documents.get(plan.document), site.documents.get(report))
        else {
            continue;
        };
        for (task, passages) in plan.plan.tasks.iter().zip(&plan.passages) {
            if plan.document == document {
                let found = passages.iter().map(|Passage { anchor, quote, .. }| PassageNote {
                    quote: quote.clone(),
                    address: format!("{}#{anchor}", report_document.address()),
                });
                notes.passages.entry(task.anchor.clone()).or_default().extend(found);
                continue;
            }
            let note = TaskNote {
                number: task.number,
                address: format!("{}#{}", plan_document.address(), task.anchor),
                lead: task.lead.clone(),
            };
            for passage in passages {
                let tasks = notes.tasks.entry(passage.anchor.clone()).or_default();
                if !tasks.contains(&note) {
                    tasks.push(note.clone());
                }
            }
        }
    }
    notes.passages.retain(|_, passages| !passages.is_empty());
    notes
}
