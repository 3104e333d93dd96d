//! The division plans (分工方案) of the library: their tasks with units named as `organs.yaml` names them, and the words
//! of the report that each task carries.

use super::comparisons::{Comparisons, Pair};
use super::{Known, PlanId};
use crate::align::{Alignment, Passage, Passages, overrides};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::library::reading::Text;
use crate::library::relations::RelationKind;
use crate::library::{Document, DocumentId, Library};
use crate::plan::{Plan, Task};
use crate::source::config::{Organ, UnitGroup};
use crate::source::links::LinksFile;
use crate::source::schema::DocumentMeta;
use crate::text::year;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use typed_index_collections::TiVec;

/// A division plan.
#[derive(Debug)]
pub struct DivisionPlan {
    /// Its document.
    pub document: DocumentId,
    /// Its tasks, with the names of units as `organs.yaml` has them.
    pub plan: Arc<Plan>,
    /// The report that it divides, where the two belong together.
    pub report: Option<DocumentId>,
    /// For each task, the words of the report that it carries; none where no report was compared.
    pub passages: Vec<Vec<Passage>>,
    /// The sentences of the report that could become tasks, by their ids.
    pub sentences: Vec<String>,
}

impl DivisionPlan {
    /// Its tasks, each with the words of the report that it carries.
    pub fn tasks(&self) -> impl Iterator<Item = (&Task, &[Passage])> {
        self.plan.tasks.iter().zip(self.passages.iter().map(Vec::as_slice))
    }
}

/// The plans of a library, the newest first, and what came of comparing them.
pub(super) fn plans(
    library: &Library,
    links_files: &[LinksFile],
    previous: Known<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (TiVec<PlanId, DivisionPlan>, Comparisons) {
    let mut named = named(library, previous);
    // The newest plan comes first on a unit's page.
    named.sort_by_key(|(document, _)| (Reverse(library.documents[*document].day()), *document));
    let known = previous.comparisons.or(previous.responsibility.map(|(_, before)| &before.comparisons));
    let compared: Vec<Compared> = named
        .par_iter()
        .map(|(document, plan)| compare(library, &library.documents[*document], plan, links_files, known))
        .collect();
    let mut comparisons = Vec::new();
    let plans = named.into_iter().zip(compared).map(|((document, plan), mut compared)| {
        diagnostics.append(&mut compared.diagnostics);
        comparisons.extend(compared.kept);
        let (report, Passages { passages, sentences }) = match compared.found {
            Some((report, found)) => (Some(report), found),
            None => (None, no_passages(&plan)),
        };
        DivisionPlan { document, plan, report, passages, sentences }
    });
    let plans = plans.collect();
    (plans, Comparisons::of(comparisons.into_iter()))
}

/// The plans with the names of `organs.yaml`. Where that is as it was, the plans of texts that did not change are those
/// of the library before.
fn named(library: &Library, previous: Known<'_>) -> Vec<(DocumentId, Arc<Plan>)> {
    let (organs, groups) = (&library.settings.organs, &library.settings.groups);
    let known: BTreeMap<&str, (&Arc<Text<DocumentMeta>>, &Arc<Plan>)> = previous
        .responsibility
        .filter(|(before, _)| before.settings.organs == *organs && before.settings.groups == *groups)
        .iter()
        .flat_map(|(before, it)| it.plans.iter().map(|plan| (&before.documents[plan.document], &plan.plan)))
        .map(|(document, plan)| (document.file(), (&document.text, plan)))
        .collect();
    let named = |(at, it): (usize, &Document)| {
        let known = known.get(it.file()).filter(|(text, _)| Arc::ptr_eq(text, &it.text));
        let named = || Arc::new(with_official_names(it.text.plan.clone(), organs, groups));
        (DocumentId::from(at), known.map_or_else(named, |(_, plan)| Arc::clone(plan)))
    };
    let documents = library.documents.raw.par_iter().enumerate();
    documents.filter(|(_, it)| !it.text.plan.tasks.is_empty()).map(named).collect()
}

/// A plan with the names of `organs.yaml`.
fn with_official_names(mut plan: Plan, organs: &[Organ], groups: &[UnitGroup]) -> Plan {
    for task in &mut plan.tasks {
        for names in [&mut task.lead, &mut task.responsible] {
            names.iter_mut().for_each(|name| *name = official(name, organs));
            let mut seen = BTreeSet::new();
            names.retain(|name| seen.insert(name.clone()));
        }
        for name in &mut task.groups {
            if let Some(group) = groups.iter().find(|group| group.bears(name)) {
                name.clone_from(&group.name);
            }
        }
    }
    plan
}

/// The name of `organs.yaml` for a name in a plan, which may be a short one.
pub fn official(name: &str, organs: &[Organ]) -> String {
    let known = organs.iter().find(|organ| organ.bears(name));
    known.map_or_else(|| name.to_owned(), |organ| organ.name.clone())
}

/// What came of looking for the report of a plan.
#[derive(Default)]
struct Compared {
    /// The report and the passages, where the two belong together.
    found: Option<(DocumentId, Passages)>,
    /// What the next build need not compare again.
    kept: Option<(Pair, Arc<Alignment>)>,
    diagnostics: Vec<Diagnostic>,
}

/// Compares a plan with the report that its front matter names, and puts what editors say over it.
fn compare(
    library: &Library,
    document: &Document,
    plan: &Plan,
    links_files: &[LinksFile],
    known: Option<&Comparisons>,
) -> Compared {
    let implements = document.relations.iter().find(|relation| relation.kind == RelationKind::Implements);
    let Some(other) = implements.map(|relation| relation.other) else { return Compared::default() };
    let report = &library.documents[other];
    let (pair, alignment) = comparisons_of(known, document, report);
    let mut diagnostics = Vec::new();
    let years = (year::in_text(&document.meta.title), year::in_text(&report.meta.title));
    let other_year = matches!(years, (Some(plan), Some(report)) if plan != report);
    let mut found = match &*alignment {
        Alignment::Found(found) if !other_year => Some(found.clone()),
        _ => {
            diagnostics.push(mismatch(document, report, years));
            None
        }
    };
    for file in links_files.iter().filter(|file| file.plan == document.file()) {
        // An editor's word stands even where comparing finds nothing.
        let found = found.get_or_insert_with(|| no_passages(plan));
        diagnostics.append(&mut overrides::apply(file, plan, &report.text.body, &mut found.passages));
    }
    Compared { found: found.map(|found| (other, found)), kept: Some((pair, alignment)), diagnostics }
}

fn no_passages(plan: &Plan) -> Passages {
    Passages { passages: vec![Vec::new(); plan.tasks.len()], sentences: Vec::new() }
}

fn comparisons_of(known: Option<&Comparisons>, plan: &Document, report: &Document) -> (Pair, Arc<Alignment>) {
    known.unwrap_or(&Comparisons::default()).compare(&plan.text, &report.text)
}

fn mismatch(plan: &Document, report: &Document, years: (Option<u32>, Option<u32>)) -> Diagnostic {
    let stated = plan.meta.implements.first();
    let location = stated.map_or_else(|| Location::file(plan.file()), |reference| reference.location.clone());
    let title = &report.meta.title;
    Diagnostic::warning(
        Code::ReportMismatch,
        location,
        match years {
            (Some(of_plan), Some(of_report)) if of_plan != of_report => {
                format!("this plan is of {of_plan}, the report that it names of {of_report} ({title})")
            }
            _ => format!("hardly anything of this plan stands in the report that it names ({title})"),
        },
        "check `implements`: it may name the report of another year or another government",
    )
}
