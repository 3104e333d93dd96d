//! The pages of those who answer for tasks: all of them, one unit, one leader.

use super::super::Publication;
use super::super::nav_link::NavLink;
use super::navigation::{self, link, year_name};
use crate::responsibility::parties::{Party, PartyKind, TaskPlace};
use serde::Serialize;
use std::cmp::Reverse;

/// Everybody who answers for tasks.
#[derive(Debug, Serialize)]
pub struct UnitIndex {
    /// Units by level: 市, 省, others.
    pub groups: Vec<PartyGroup>,
}

/// Parties under one heading.
#[derive(Debug, Serialize)]
pub struct PartyGroup {
    /// 市级单位.
    pub name: &'static str,
    /// The parties, those who lead most first.
    pub parties: Vec<PartyCard>,
}

/// A party as the index shows it.
#[derive(Debug, Serialize)]
pub struct PartyCard {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// How many tasks it leads.
    pub lead: usize,
    /// How many more it answers for.
    pub responsible: usize,
    /// How many more as one of a group of units.
    pub grouped: usize,
}

/// The tasks of a unit or leader.
#[derive(Debug, Serialize)]
pub struct PartyView {
    /// Who.
    pub name: String,
    /// The year of the plans, where it is known.
    pub year: Option<u32>,
    /// The pages of the other years.
    pub other_years: Vec<NavLink>,
    /// The tasks by what the party is to them: 牵头 and 责任.
    pub parts: Vec<PartyPart>,
}

/// Tasks for which a party answers in one way.
#[derive(Debug, Serialize)]
pub struct PartyPart {
    /// 牵头的任务.
    pub name: &'static str,
    /// How many.
    pub count: usize,
    /// The tasks by plan, the newest plan first.
    pub plans: Vec<PlanTasks>,
}

/// Tasks of one plan.
#[derive(Debug, Serialize)]
pub struct PlanTasks {
    /// The plan.
    pub plan: NavLink,
    /// Its day, where it is known.
    pub day: Option<String>,
    /// The tasks by section.
    pub sections: Vec<SectionTasks>,
}

/// Tasks of one section.
#[derive(Debug, Serialize)]
pub struct SectionTasks {
    /// The headings of the section.
    pub heading: String,
    /// The tasks.
    pub tasks: Vec<PartyTask>,
}

/// A task.
#[derive(Debug, Serialize)]
pub struct PartyTask {
    /// Its ordinal.
    pub number: u32,
    /// Where it stands.
    pub address: String,
    /// What is to be done.
    pub text: String,
    /// The lines below it, as printed.
    pub lines: Vec<String>,
}

/// The headings under which the index shows units, and which names belong there.
fn level(name: &str) -> usize {
    match name {
        name if name.starts_with('市') && !name.starts_with("市场") => 0,
        name if name.starts_with('省') => 1,
        name if name.ends_with("政府") => 2,
        _ => 3,
    }
}

pub(super) fn units(site: &Publication) -> UnitIndex {
    let names = ["市级单位", "省级单位", "地方政府", "其他单位", "牵头领导"];
    let mut groups = names.map(|name| PartyGroup { name, parties: Vec::new() });
    for unit in &site.responsibility.parties.units {
        groups[level(&unit.name)].parties.push(party_card(unit));
    }
    for leader in &site.responsibility.parties.leaders {
        groups[4].parties.push(party_card(leader));
    }
    for group in &mut groups {
        group.parties.sort_by_key(|party| (Reverse((party.lead, party.responsible)), party.name.clone()));
    }
    UnitIndex { groups: groups.into_iter().filter(|group| !group.parties.is_empty()).collect() }
}

fn party_card(party: &Party) -> PartyCard {
    let (lead, responsible, grouped) = (party.lead(), party.responsible(), party.grouped());
    PartyCard { name: party.name.clone(), address: party.address(), lead, responsible, grouped }
}

/// The tasks of a unit or leader in a year, a place in its `years`.
pub fn party(site: &Publication, party: &Party, year: usize) -> PartyView {
    let tasks = &party.years[year];
    let part = |name, places: &[TaskPlace]| PartyPart { name, count: places.len(), plans: plans(site, places) };
    let parts = match party.kind {
        PartyKind::Unit => vec![
            part("牵头的任务", &tasks.lead),
            part("参与负责的任务", &tasks.responsible),
            part("随同类单位负责的任务", &tasks.grouped),
        ],
        PartyKind::Leader => vec![part("分管的任务", &tasks.lead)],
    };
    let others = party.years.iter().enumerate().filter(|(at, _)| *at != year);
    PartyView {
        name: party.name.clone(),
        year: tasks.year,
        other_years: others.map(|(at, tasks)| link(&year_name(tasks.year), party.year_address(at))).collect(),
        parts: parts.into_iter().filter(|part| part.count > 0).collect(),
    }
}

fn plans(site: &Publication, places: &[TaskPlace]) -> Vec<PlanTasks> {
    let mut plans: Vec<PlanTasks> = Vec::new();
    let mut last = None;
    for place in places {
        let plan = &site.responsibility.plans[place.plan];
        let (document, task) = (&site.library.documents[plan.document], &plan.plan.tasks[place.task]);
        if last != Some(place.plan) {
            last = Some(place.plan);
            plans.push(PlanTasks {
                plan: navigation::document(document),
                day: document.day().map(|day| day.chinese()),
                sections: Vec::new(),
            });
        }
        let Some(shown) = plans.last_mut() else { continue };
        let heading = task.section.join("　");
        if shown.sections.last().is_none_or(|section| section.heading != heading) {
            shown.sections.push(SectionTasks { heading, tasks: Vec::new() });
        }
        if let Some(section) = shown.sections.last_mut() {
            section.tasks.push(PartyTask {
                number: task.number,
                address: document.place(&task.anchor),
                text: task.text.clone(),
                lines: task.raw.clone(),
            });
        }
    }
    plans
}
