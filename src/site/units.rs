//! Who answers for what: every unit and leader named in the division plans, with their tasks.

use super::Site;
use super::reading::Text;
use crate::links::Passage;
use crate::plan::Plan;
use crate::source::config::{Organ, UnitGroup};
use crate::source::schema::DocumentMeta;
use crate::text::slug;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A division plan of the site.
#[derive(Debug)]
pub struct SitePlan {
    /// Its document.
    pub document: usize,
    /// Its tasks, with the names of units as `organs.yaml` has them.
    pub plan: Arc<Plan>,
    /// The report that it divides, where the two belong together.
    pub report: Option<usize>,
    /// For each task, the words of the report that it carries.
    pub passages: Vec<Vec<Passage>>,
    /// The sentences of the report that could become tasks, by their ids.
    pub sentences: Vec<String>,
}

/// A task by its place: plan and task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskPlace {
    /// The plan, in `site.plans`.
    pub plan: usize,
    /// The task, in its plan.
    pub task: usize,
}

/// Someone who answers for tasks: a unit or a leader.
#[derive(Debug)]
pub struct Party {
    /// The full name.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
    /// Its tasks by the year of their plans, the latest year first; plans without a date come last.
    /// Each year has a page, so that no page grows from year to year.
    pub years: Vec<YearTasks>,
}

/// The tasks of one party from the plans of one year.
#[derive(Debug, Default)]
pub struct YearTasks {
    /// The year; none for plans whose date is not known.
    pub year: Option<u32>,
    /// Tasks that it leads; for a leader, all his or her tasks.
    pub lead: Vec<TaskPlace>,
    /// Other tasks that it answers for.
    pub responsible: Vec<TaskPlace>,
    /// Tasks of the groups that it belongs to by `organs.yaml`: 各区、县（市）政府.
    pub grouped: Vec<TaskPlace>,
}

impl Party {
    /// How many tasks it leads, over all years.
    pub fn lead(&self) -> usize {
        self.years.iter().map(|year| year.lead.len()).sum()
    }

    /// How many more it answers for.
    pub fn responsible(&self) -> usize {
        self.years.iter().map(|year| year.responsible.len()).sum()
    }

    /// How many it answers for with a group that it belongs to.
    pub fn grouped(&self) -> usize {
        self.years.iter().map(|year| year.grouped.len()).sum()
    }

    /// What the address of a year's page ends with; the latest year has the plain address.
    fn ending(&self, year: usize) -> String {
        match (year, self.years.get(year).and_then(|tasks| tasks.year)) {
            (0, _) => String::new(),
            // A dot, because no slug has one: the address cannot be that of another party.
            (_, Some(year)) => format!(".{year}"),
            (_, None) => ".undated".to_owned(),
        }
    }
}

/// Everybody who answers for tasks, by name.
#[derive(Debug, Default)]
pub struct Parties {
    /// Units.
    pub units: Vec<Party>,
    /// Leaders.
    pub leaders: Vec<Party>,
}

impl Parties {
    /// The unit of this name.
    pub fn unit(&self, name: &str) -> Option<&Party> {
        by_name(&self.units, name)
    }

    /// The leader of this name.
    pub fn leader(&self, name: &str) -> Option<&Party> {
        by_name(&self.leaders, name)
    }
}

/// Parties are in the order of their names.
fn by_name<'a>(parties: &'a [Party], name: &str) -> Option<&'a Party> {
    let at = parties.binary_search_by(|party| party.name.as_str().cmp(name)).ok()?;
    parties.get(at)
}

/// The page of a unit with the tasks of a year: a place in `years`.
pub fn unit_address(unit: &Party, year: usize) -> String {
    format!("units/{}{}.html", unit.slug, unit.ending(year))
}

/// The page of a leader with the tasks of a year.
pub fn leader_address(leader: &Party, year: usize) -> String {
    format!("leaders/{}{}.html", leader.slug, leader.ending(year))
}

/// Collects the plans of all documents, and who answers for their tasks. Where `organs.yaml` is as it was, the
/// plans of texts that did not change are those of `previous`.
pub(super) fn collect(site: &mut Site, previous: Option<&Site>) {
    let (organs, groups) = (&site.organs, &site.groups);
    let known: BTreeMap<&str, (&Arc<Text<DocumentMeta>>, &Arc<Plan>)> = previous
        .filter(|previous| previous.organs == *organs && previous.groups == *groups)
        .iter()
        .flat_map(|previous| previous.plans.iter().map(|plan| (previous.documents.get(plan.document), plan)))
        .filter_map(|(document, plan)| document.map(|it| (it.file(), (&it.text, &plan.plan))))
        .collect();
    site.plans = site
        .documents
        .par_iter()
        .enumerate()
        .filter(|(_, it)| !it.text.plan.tasks.is_empty())
        .map(|(document, it)| {
            let known = known.get(it.file()).filter(|(text, _)| Arc::ptr_eq(text, &it.text));
            let named = || Arc::new(with_official_names(it.text.plan.clone(), organs, groups));
            let plan = known.map_or_else(named, |(_, plan)| Arc::clone(plan));
            SitePlan { document, plan, report: None, passages: Vec::new(), sentences: Vec::new() }
        })
        .collect();
    // The newest plan comes first on a unit's page.
    let documents = &site.documents;
    site.plans.sort_by_key(|plan| {
        let day = documents.get(plan.document).and_then(super::Document::day);
        (std::cmp::Reverse(day), plan.document)
    });
    let year = |plan: &SitePlan| documents.get(plan.document)?.day().map(|day| day.year());
    site.parties = parties(&site.plans, organs, groups, year);
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
pub(super) fn official(name: &str, organs: &[Organ]) -> String {
    let known = organs.iter().find(|organ| organ.bears(name));
    known.map_or_else(|| name.to_owned(), |organ| organ.name.clone())
}

/// The years of each name, in no order; plans come newest first, so a new year is always appended.
type Years<'a> = HashMap<&'a str, Vec<YearTasks>>;

fn in_year<'a, 'b>(years: &'b mut Years<'a>, name: &'a str, year: Option<u32>) -> &'b mut YearTasks {
    let years = years.entry(name).or_default();
    if years.last().is_none_or(|last| last.year != year) {
        years.push(YearTasks { year, ..YearTasks::default() });
    }
    let last = years.len() - 1;
    &mut years[last]
}

fn parties(
    plans: &[SitePlan],
    organs: &[Organ],
    groups: &[UnitGroup],
    year: impl Fn(&SitePlan) -> Option<u32>,
) -> Parties {
    let (mut units, mut leaders) = (Years::new(), Years::new());
    for (plan, it) in plans.iter().enumerate() {
        let year = year(it);
        for (task, it) in it.plan.tasks.iter().enumerate() {
            let place = TaskPlace { plan, task };
            it.lead.iter().for_each(|name| in_year(&mut units, name, year).lead.push(place));
            it.responsible.iter().for_each(|name| in_year(&mut units, name, year).responsible.push(place));
            it.leaders.iter().for_each(|name| in_year(&mut leaders, name, year).lead.push(place));
            let members =
                groups.iter().filter(|group| it.groups.contains(&group.name)).flat_map(|group| &group.members);
            for member in members.filter(|member| !it.lead.contains(member) && !it.responsible.contains(member)) {
                let grouped = &mut in_year(&mut units, member, year).grouped;
                if grouped.last() != Some(&place) {
                    grouped.push(place);
                }
            }
        }
    }
    let known = |name: &str| organs.iter().find(|organ| organ.name == name).map(|organ| organ.slug.clone());
    Parties { units: named(units, known), leaders: named(leaders, |_| None) }
}

/// Gives every name its address. A name of `organs.yaml` has the address that stands there. Other names
/// that read alike (税务局, 水务局) are told apart by their characters, not by their order, so that an
/// address does not pass from one to the other when a plan is added.
fn named(parties: Years<'_>, known: impl Fn(&str) -> Option<String>) -> Vec<Party> {
    let parties: BTreeMap<&str, Vec<YearTasks>> = parties.into_iter().collect();
    let reserved: BTreeSet<String> = parties.keys().filter_map(|name| known(name)).collect();
    let mut readings: BTreeMap<String, usize> = BTreeMap::new();
    for name in parties.keys().filter(|name| known(name).is_none()) {
        *readings.entry(slug::slug(name)).or_default() += 1;
    }
    parties
        .into_iter()
        .map(|(name, mut years)| {
            for year in &mut years {
                year.lead.dedup();
                year.responsible.dedup();
            }
            let slug = known(name).unwrap_or_else(|| {
                let slug = slug::slug(name);
                let plain = readings.get(&slug) == Some(&1) && !reserved.contains(&slug) && slug != "index";
                if plain { slug } else { format!("{slug}-{}", characters(name)) }
            });
            Party { name: name.to_owned(), slug, years }
        })
        .collect()
}

/// A short name for the characters of a name: the FNV-1a hash of its UTF-8 bytes, in hexadecimal.
fn characters(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}
