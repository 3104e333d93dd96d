//! The panels around the text of a document, which come from other documents: that it was amended or repealed, which
//! of a report's sentences became tasks, who answers for the tasks of a plan, which documents cite it.

use super::super::Publication;
use super::super::nav_link::NavLink;
use super::navigation;
use super::plan::ReportSentence;
use crate::align::Method;
use crate::document::plain_text;
use crate::library::relations::RelationKind;
use crate::library::{Document, DocumentId};
use crate::responsibility::plans::DivisionPlan;
use crate::source::schema::Status;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// That a document was amended or repealed.
#[derive(Debug, Serialize)]
pub struct Banner {
    /// 本文件已废止, 本文件已修改.
    pub text: &'static str,
    /// The day from which it is so, where it is known.
    pub day: Option<String>,
    /// The document that makes it so.
    pub document: NavLink,
    /// Its number.
    pub number: Option<String>,
}

/// What became of a report.
#[derive(Debug, Serialize)]
pub struct Carried {
    /// The plan that divides it.
    pub plan: NavLink,
    /// Both side by side.
    pub compare: NavLink,
    /// How many tasks carry its words.
    pub tasks: usize,
    /// How many of its sentences they carry.
    pub sentences: usize,
    /// How many sentences on this year's work there are.
    pub of: usize,
    /// How that was found: 自动比对.
    pub method: &'static str,
    /// Those that no task carries.
    pub left_out: Vec<ReportSentence>,
}

/// What leads from a plan to its other views, and what its tasks can be chosen by.
#[derive(Debug, Serialize)]
pub struct PlanViews {
    /// How its parts fall to the units.
    pub overview: NavLink,
    /// The plan beside its report.
    pub compare: Option<NavLink>,
    /// The units that answer for tasks, with how many.
    pub units: Vec<UnitChoice>,
}

/// A unit by which tasks can be chosen.
#[derive(Debug, Serialize)]
pub struct UnitChoice {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many tasks it leads or answers for.
    pub tasks: usize,
}

/// The documents that cite one.
#[derive(Debug, Serialize)]
pub struct CitedBy {
    /// How many there are.
    pub total: usize,
    /// The newest of them, with the place.
    pub documents: Vec<Citing>,
}

/// A document that cites another.
#[derive(Debug, Serialize)]
pub struct Citing {
    /// Its title.
    pub name: String,
    /// The place where it cites.
    pub address: String,
    /// Its number.
    pub number: Option<String>,
    /// Its day.
    pub day: Option<String>,
}

/// No more documents that cite one are listed on its page, which must not grow with the site.
const MOST_CITING: usize = 30;

pub(super) fn banners(site: &Publication, document: &Document) -> Vec<Banner> {
    let by = |relation: RelationKind, text| {
        document.relations.iter().filter(move |it| it.kind == relation).map(move |it| {
            let other = &site.library.documents[it.other];
            Banner {
                text,
                day: other.meta.effective.or(other.day()).map(|day| day.chinese()),
                document: navigation::document(other),
                number: other.meta.number.as_ref().map(|number| number.value.to_string()),
            }
        })
    };
    // A repeal that is yet to come is announced as such.
    let repealed =
        if document.status == Some(Status::Repealed) { "本文件已废止" } else { "本文件将废止" };
    let amended = match document.status {
        Some(Status::Amended | Status::Repealed) => "本文件已修改",
        _ => "本文件有修改",
    };
    by(RelationKind::RepealedBy, repealed).chain(by(RelationKind::AmendedBy, amended)).collect()
}

/// What became of a report, for each plan that was compared with it.
pub(super) fn carried(site: &Publication, id: DocumentId) -> Vec<Carried> {
    let report = &site.library.documents[id];
    let plans = site.responsibility.plans_of(id).filter(|plan| plan.report == Some(id));
    plans.map(|plan| carried_by(site, report, plan)).collect()
}

fn carried_by(site: &Publication, report: &Document, plan: &DivisionPlan) -> Carried {
    let document = &site.library.documents[plan.document];
    let carried: BTreeSet<&str> = plan.passages.iter().flatten().map(|passage| passage.anchor.as_str()).collect();
    let could: BTreeSet<&str> = plan.sentences.iter().map(String::as_str).collect();
    let sentences = report.text.body.sentences();
    let left_out: Vec<ReportSentence> = sentences
        .filter(|(anchor, _)| could.contains(anchor) && !carried.contains(anchor))
        .map(|(anchor, inner)| ReportSentence {
            text: plain_text(inner).trim().to_owned(),
            address: report.place(anchor),
            left_out: true,
        })
        .collect();
    Carried {
        plan: navigation::document(document),
        compare: navigation::compare(document),
        tasks: plan.passages.iter().filter(|passages| !passages.is_empty()).count(),
        sentences: could.len() - left_out.len(),
        of: could.len(),
        method: Method::Computed.chinese(),
        left_out,
    }
}

/// The other views of a document that is a plan.
pub(super) fn plan_views(site: &Publication, document: &Document, plan: &DivisionPlan) -> PlanViews {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for task in &plan.plan.tasks {
        let names: BTreeSet<&str> = task.lead.iter().chain(&task.responsible).map(String::as_str).collect();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let mut units: Vec<UnitChoice> = counts
        .into_iter()
        .filter_map(|(name, tasks)| {
            let unit = site.responsibility.parties.unit(name)?;
            Some(UnitChoice { slug: unit.slug.clone(), name: name.to_owned(), tasks })
        })
        .collect();
    units.sort_by(|a, b| b.tasks.cmp(&a.tasks).then_with(|| a.name.cmp(&b.name)));
    PlanViews {
        overview: navigation::overview(document),
        compare: plan.report.map(|_| navigation::compare(document)),
        units,
    }
}

pub(super) fn cited_by(site: &Publication, id: DocumentId) -> Option<CitedBy> {
    let places = &site.citations.cited_by[id];
    let citing = places.iter().take(MOST_CITING).map(|place| {
        let other = &site.library.documents[place.document];
        Citing {
            name: other.meta.title.clone(),
            address: other.place(place.anchor.as_deref().unwrap_or_default()),
            number: other.meta.number.as_ref().map(|number| number.value.to_string()),
            day: other.day().map(|day| day.chinese()),
        }
    });
    let total = places.len();
    (total > 0).then(|| CitedBy { total, documents: citing.collect() })
}
