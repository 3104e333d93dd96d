//! Reports and their plans, task by task: from a task to the words of the report it carries, and from a
//! sentence of the report to its tasks. Both directions are made from one list, so they agree.

use super::Publication;
use super::nav_link::NavLink;
use crate::align::Method;
use crate::align::difference::{Part, difference};
use crate::library::DocumentId;
use crate::plan::Task;
use crate::responsibility::plans::DivisionPlan;
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands beside the text of a plan or a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes {
    /// On a plan: what is known of a task, by its anchor.
    pub tasks: BTreeMap<String, TaskNotes>,
    /// On a report: the tasks that carry a sentence, by its anchor.
    pub sentences: BTreeMap<String, Vec<TaskNote>>,
}

/// What is known of a task of the plan that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PassageNote {
    /// The words.
    pub quote: String,
    /// Where they stand, relative to the root of the site.
    pub address: String,
    /// How they were found.
    pub method: Method,
}

/// A task that carries a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TaskNote {
    /// Its ordinal.
    pub number: u32,
    /// Where it stands, relative to the root of the site.
    pub address: String,
    /// What is to be done.
    pub text: String,
    /// The units that lead, with their pages.
    pub lead: Vec<NavLink>,
    /// How it was found.
    pub method: Method,
}

/// What stands beside the text of a document; empty for most.
pub fn notes(site: &Publication, document: DocumentId) -> Notes {
    let mut notes = Notes::default();
    for plan in site.responsibility.plans_of(document) {
        if plan.document == document {
            notes.tasks.extend(of_plan(site, plan));
        } else if plan.report == Some(document) {
            of_report(site, plan, &mut notes.sentences);
        }
    }
    notes
}

/// What stands beside the tasks of a plan.
fn of_plan<'a>(site: &'a Publication, plan: &'a DivisionPlan) -> impl Iterator<Item = (String, TaskNotes)> + 'a {
    let report = plan.report.map(|report| &site.library.documents[report]);
    let slugs = |names: &[String]| -> Vec<String> {
        let units = names.iter().filter_map(|name| site.responsibility.parties.unit(name));
        units.map(|unit| unit.slug.clone()).collect()
    };
    plan.tasks().map(move |(task, found)| {
        let quotes: String = found.iter().map(|passage| passage.quote.as_str()).collect();
        let passages = found.iter().map(|passage| PassageNote {
            quote: passage.quote.clone(),
            address: report.map_or_else(|| format!("#{}", passage.anchor), |report| report.place(&passage.anchor)),
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
fn of_report(site: &Publication, plan: &DivisionPlan, sentences: &mut BTreeMap<String, Vec<TaskNote>>) {
    for (task, passages) in plan.tasks() {
        for passage in passages {
            let note = task_note(site, plan, task, passage.method);
            let tasks = sentences.entry(passage.anchor.clone()).or_default();
            if !tasks.iter().any(|known| known.address == note.address) {
                tasks.push(note);
            }
        }
    }
}

/// A task as it is shown beside the report.
pub(super) fn task_note(site: &Publication, plan: &DivisionPlan, task: &Task, method: Method) -> TaskNote {
    let lead = task.lead.iter().filter_map(|name| site.responsibility.parties.unit(name));
    TaskNote {
        number: task.number,
        address: site.library.documents[plan.document].place(&task.anchor),
        text: task.text.clone(),
        lead: lead.map(|unit| NavLink { name: unit.name.clone(), address: unit.address() }).collect(),
        method,
    }
}
