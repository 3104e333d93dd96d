//! Reports and their plans, task by task: from a task to the words of the report it carries, and from a
//! sentence of the report to its tasks. Both directions are made from one list, so they agree.

use super::relations::RelationKind;
use super::units::SitePlan;
use super::{Document, Site};
use crate::diagnostic::{Diagnostic, Location};
use crate::links::{self, Alignment, Found, Passage, confirmed};
use crate::source::links::LinksFile;
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

/// Compares every plan with the report that its front matter names, and puts what editors say over it.
pub(super) fn compare(site: &mut Site, files: &[LinksFile], diagnostics: &mut Vec<Diagnostic>) {
    let documents = &site.documents;
    let compared: Vec<Option<(Compared, Vec<Diagnostic>)>> =
        site.plans.par_iter().map(|plan| compare_one(documents, plan, files)).collect();
    for (plan, compared) in site.plans.iter_mut().zip(compared) {
        let Some((Compared { report, found }, mut problems)) = compared else { continue };
        diagnostics.append(&mut problems);
        if let Some(found) = found {
            plan.report = Some(report);
            plan.passages = found.passages;
            plan.sentences = found.sentences;
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

/// A plan and its report, with what was found; nothing when they do not belong together.
struct Compared {
    report: usize,
    found: Option<Found>,
}

fn compare_one(
    documents: &[Document],
    plan: &SitePlan,
    files: &[LinksFile],
) -> Option<(Compared, Vec<Diagnostic>)> {
    let document = documents.get(plan.document)?;
    let relation = document.relations.iter().find(|relation| relation.kind == RelationKind::Implements)?;
    let report = documents.get(relation.other)?;
    let mut diagnostics = Vec::new();
    let mut found = match links::align(&plan.plan, &report.body) {
        Alignment::Found(found) => Some(found),
        Alignment::Mismatch => {
            let location = document
                .meta
                .implements
                .first()
                .map_or_else(|| Location::file(&document.file), |reference| reference.location.clone());
            diagnostics.push(Diagnostic::warning(
                "report-mismatch",
                location,
                format!("hardly anything of this plan stands in the report that it names ({})", report.meta.title),
                "check `implements`: it may name the report of another year or another government",
            ));
            None
        }
    };
    for file in files.iter().filter(|file| file.plan == document.file) {
        // An editor's word stands even where comparing finds nothing.
        let none = || Found { passages: vec![Vec::new(); plan.plan.tasks.len()], sentences: Vec::new() };
        let found = found.get_or_insert_with(none);
        diagnostics.append(&mut confirmed::apply(file, &plan.plan, &report.body, &mut found.passages));
    }
    Some((Compared { report: relation.other, found }, diagnostics))
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
