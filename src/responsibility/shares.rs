//! Shares of units in a plan: how many tasks of each section each unit leads.

use super::Responsibility;
use super::plans::DivisionPlan;
use serde::Serialize;
use std::collections::BTreeMap;

/// The sections of a plan and the units that lead their tasks.
#[derive(Debug, Default, Serialize)]
pub struct Shares {
    /// The sections, in the order of the plan.
    pub sections: Vec<PlanSection>,
    /// The units, those that lead most first.
    pub units: Vec<UnitShare>,
    /// How many tasks name no unit that leads.
    pub without_lead: usize,
}

/// A section of a plan.
#[derive(Debug, Serialize)]
pub struct PlanSection {
    /// Its heading.
    pub heading: String,
    /// The heading up to its first comma, for where there is little room.
    pub short: String,
    /// How many tasks it has.
    pub tasks: usize,
}

/// The share of a unit.
#[derive(Debug, Serialize)]
pub struct UnitShare {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// How many tasks it leads, section by section.
    pub counts: Vec<usize>,
    /// How many in all.
    pub total: usize,
}

/// The shares of a plan. A task with several units that lead counts for each of them.
pub fn shares(responsibility: &Responsibility, plan: &DivisionPlan) -> Shares {
    let mut shares = Shares::default();
    let mut counts: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for task in &plan.plan.tasks {
        let heading = task.section.first().map_or("", String::as_str);
        let section = match shares.sections.iter().position(|section| section.heading == heading) {
            Some(section) => section,
            None => {
                let short = heading.split(['，', '、']).next().unwrap_or(heading);
                // 一、 ends at a 、 of its own.
                let short = if short.chars().count() <= 2 {
                    heading.split('，').next().unwrap_or(heading)
                } else {
                    short
                };
                shares.sections.push(PlanSection {
                    heading: heading.to_owned(),
                    short: short.to_owned(),
                    tasks: 0,
                });
                shares.sections.len() - 1
            }
        };
        shares.sections[section].tasks += 1;
        shares.without_lead += usize::from(task.lead.is_empty());
        for name in &task.lead {
            *counts.entry(name).or_default().entry(section).or_default() += 1;
        }
    }
    let sections = shares.sections.len();
    shares.units = counts
        .into_iter()
        .filter_map(|(name, of_sections)| {
            let unit = responsibility.parties.unit(name)?;
            let counts: Vec<usize> = (0..sections).map(|at| of_sections.get(&at).copied().unwrap_or(0)).collect();
            Some(UnitShare { name: name.to_owned(), address: unit.address(), total: counts.iter().sum(), counts })
        })
        .collect();
    shares.units.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    shares
}
