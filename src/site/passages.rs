//! Reports and their plans, task by task: from a task to the words of the report it carries, and from a
//! sentence of the report to its tasks. Both directions are made from one list, so they agree.

use super::comparisons::{Comparisons, Pair};
use super::relations::RelationKind;
use super::units::{SitePlan, unit_address};
use super::{Document, Site};
use crate::diagnostic::{Diagnostic, Location};
use crate::links::difference::{Part, difference};
use crate::links::{Alignment, Found, Method, confirmed};
use crate::source::links::LinksFile;
use crate::text::year;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands beside the text of a plan or a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes {
    /// On a plan: what is known of a task, by its anchor.
    pub tasks: BTreeMap<String, TaskNotes>,
    /// On a report: the tasks that carry a sentence, by its anchor.
    pub sentences: BTreeMap<String, Vec<TaskNote>>,
}

/// What is known of a task of the plan that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TaskNotes {
    /// The words of the report that it carries.
    pub passages: Vec<PassageNote>,
    /// What it keeps, leaves out and adds of them.
    pub difference: Vec<Part>,
    /// The units that lead, by their names in addresses.
    pub lead: Vec<String>,
    /// The other units that answer for it, by their names in addresses.
    pub responsible: Vec<String>,
}

/// Words of the report that a task carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PassageNote {
    /// The words.
    pub quote: String,
    /// Where they stand, relative to the root of the site.
    pub address: String,
    /// How they were found.
    pub method: Method,
}

/// A task that carries a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskNote {
    /// Its ordinal.
    pub number: u32,
    /// Where it stands, relative to the root of the site.
    pub address: String,
    /// What is to be done.
    pub text: String,
    /// The units that lead, with their pages.
    pub lead: Vec<(String, String)>,
    /// How it was found.
    pub method: Method,
}

/// Compares every plan with the report that its front matter names, and puts what editors say over it.
/// What the site knows of earlier comparisons is not done again.
pub(super) fn compare(site: &mut Site, files: &[LinksFile], diagnostics: &mut Vec<Diagnostic>) {
    let matched: Vec<Option<(Matched, Vec<Diagnostic>)>> =
        site.plans.par_iter().map(|plan| compare_one(site, plan, files)).collect();
    let compared = matched.iter().flatten().map(|(matched, _)| matched.compared.clone());
    site.comparisons = Comparisons::of(compared);
    for (plan, matched) in site.plans.iter_mut().zip(matched) {
        let Some((Matched { report, found, .. }, mut problems)) = matched else { continue };
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
struct Matched {
    report: usize,
    compared: (Pair, Arc<Alignment>),
    found: Option<Found>,
}

fn compare_one(site: &Site, plan: &SitePlan, files: &[LinksFile]) -> Option<(Matched, Vec<Diagnostic>)> {
    let documents = &site.documents;
    let document = documents.get(plan.document)?;
    let relation = document.relations.iter().find(|relation| relation.kind == RelationKind::Implements)?;
    let report = documents.get(relation.other)?;
    let compared = site.comparisons.compare(&document.text, &report.text);
    let mut diagnostics = Vec::new();
    let years = (year::in_text(&document.meta.title), year::in_text(&report.meta.title));
    let other_year = matches!(years, (Some(plan), Some(report)) if plan != report);
    let mut found = match &*compared.1 {
        Alignment::Found(found) if !other_year => Some(found.clone()),
        _ => {
            let location = document
                .meta
                .implements
                .first()
                .map_or_else(|| Location::file(document.file()), |reference| reference.location.clone());
            diagnostics.push(Diagnostic::warning(
                "report-mismatch",
                location,
                match years {
                    (Some(of_plan), Some(of_report)) if other_year => {
                        format!(
                            "this plan is of {of_plan}, the report that it names of {of_report} ({})",
                            report.meta.title
                        )
                    }
                    _ => format!(
                        "hardly anything of this plan stands in the report that it names ({})",
                        report.meta.title
                    ),
                },
                "check `implements`: it may name the report of another year or another government",
            ));
            None
        }
    };
    for file in files.iter().filter(|file| file.plan == document.file()) {
        // An editor's word stands even where comparing finds nothing.
        let none = || Found { passages: vec![Vec::new(); plan.plan.tasks.len()], sentences: Vec::new() };
        let found = found.get_or_insert_with(none);
        diagnostics.append(&mut confirmed::apply(file, &plan.plan, &report.text.body, &mut found.passages));
    }
    Some((Matched { report: relation.other, compared, found }, diagnostics))
}

/// What stands beside the text of a document; empty for most.
pub fn notes(site: &Site, document: usize) -> Notes {
    let mut notes = Notes::default();
    let plans = site.documents.get(document).map_or(&[][..], |document| &document.plans);
    for plan in plans.iter().filter_map(|at| site.plans.get(*at)) {
        if plan.document == document {
            notes.tasks.extend(of_plan(site, plan));
        } else if plan.report == Some(document) {
            of_report(site, plan, &mut notes.sentences);
        }
    }
    notes
}

/// What stands beside the tasks of a plan.
fn of_plan<'a>(site: &'a Site, plan: &'a SitePlan) -> impl Iterator<Item = (String, TaskNotes)> + 'a {
    let report = plan.report.and_then(|report| site.documents.get(report)).map(Document::address);
    let slugs = |names: &[String]| -> Vec<String> {
        names.iter().filter_map(|name| site.parties.unit(name)).map(|unit| unit.slug.clone()).collect()
    };
    plan.plan.tasks.iter().enumerate().map(move |(at, task)| {
        let found = plan.passages.get(at).map_or(&[][..], Vec::as_slice);
        let quotes: String = found.iter().map(|passage| passage.quote.as_str()).collect();
        let passages = found.iter().map(|passage| PassageNote {
            quote: passage.quote.clone(),
            address: format!("{}#{}", report.as_deref().unwrap_or_default(), passage.anchor),
            method: passage.method,
        });
        let notes = TaskNotes {
            passages: passages.collect(),
            difference: if quotes.is_empty() { Vec::new() } else { difference(&quotes, &task.text) },
            lead: slugs(&task.lead),
            responsible: slugs(&task.responsible),
        };
        (task.anchor.clone(), notes)
    })
}

/// The tasks beside the sentences of a report.
fn of_report(site: &Site, plan: &SitePlan, sentences: &mut BTreeMap<String, Vec<TaskNote>>) {
    for at in 0..plan.plan.tasks.len() {
        for passage in plan.passages.get(at).into_iter().flatten() {
            let Some(note) = task_note(site, plan, at, passage.method) else { continue };
            let tasks = sentences.entry(passage.anchor.clone()).or_default();
            if !tasks.iter().any(|known| known.address == note.address) {
                tasks.push(note);
            }
        }
    }
}

/// A task as it is shown beside the report.
pub(super) fn task_note(site: &Site, plan: &SitePlan, at: usize, method: Method) -> Option<TaskNote> {
    let task = plan.plan.tasks.get(at)?;
    let document = site.documents.get(plan.document)?;
    let lead = task.lead.iter().filter_map(|name| site.parties.unit(name));
    Some(TaskNote {
        number: task.number,
        address: format!("{}#{}", document.address(), task.anchor),
        text: task.text.clone(),
        lead: lead.map(|unit| (unit.name.clone(), unit_address(unit, 0))).collect(),
        method,
    })
}
