//! Parties: every unit and leader named in the division plans, with their tasks.

use super::PlanId;
use super::plans::DivisionPlan;
use crate::address;
use crate::id::id;
use crate::library::Library;
use crate::source::config::{Organ, UnitGroup};
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use typed_index_collections::{TiSlice, TiVec};

id! {
    /// The number of a unit or leader among its kind.
    PartyId
}

/// A task by its place: plan and task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskPlace {
    /// The plan.
    pub plan: PlanId,
    /// The task, in its plan.
    pub task: usize,
}

/// Someone who answers for tasks: a unit or a leader.
#[derive(Debug)]
pub struct Party {
    /// What it is.
    pub kind: PartyKind,
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

    /// What the address of a year's page ends with: nothing for the latest year, a place in `years` otherwise.
    fn ending(&self, year: usize) -> String {
        if year == 0 { String::new() } else { address::year_ending(self.years[year].year) }
    }
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// 单位.
    Unit,
    /// 牵头领导.
    Leader,
}

impl Party {
    /// The page with the tasks of a year, a place in `years`.
    pub fn year_address(&self, year: usize) -> String {
        match self.kind {
            PartyKind::Unit => address::unit(&self.slug, &self.ending(year)),
            PartyKind::Leader => address::leader(&self.slug, &self.ending(year)),
        }
    }

    /// The page with the tasks of the latest year.
    pub fn address(&self) -> String {
        self.year_address(0)
    }
}

/// Everybody who answers for tasks, by name.
#[derive(Debug, Default)]
pub struct Parties {
    /// Units.
    pub units: TiVec<PartyId, Party>,
    /// Leaders.
    pub leaders: TiVec<PartyId, Party>,
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
fn by_name<'a>(parties: &'a TiSlice<PartyId, Party>, name: &str) -> Option<&'a Party> {
    let at = parties.binary_search_by(|party| party.name.as_str().cmp(name)).ok()?;
    Some(&parties[at])
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

impl Parties {
    /// Everybody whom the tasks of these plans name, or who belongs to a group that they name.
    pub(super) fn new(library: &Library, plans: &TiSlice<PlanId, DivisionPlan>) -> Self {
        let (organs, groups): (&[Organ], &[UnitGroup]) = (&library.settings.organs, &library.settings.groups);
        let (mut units, mut leaders) = (Years::new(), Years::new());
        for (id, plan) in plans.iter_enumerated() {
            let year = library.documents[plan.document].day().map(|day| day.year());
            for (task, it) in plan.plan.tasks.iter().enumerate() {
                let place = TaskPlace { plan: id, task };
                it.lead.iter().for_each(|name| in_year(&mut units, name, year).lead.push(place));
                it.responsible.iter().for_each(|name| in_year(&mut units, name, year).responsible.push(place));
                it.leaders.iter().for_each(|name| in_year(&mut leaders, name, year).lead.push(place));
                let of_task = groups.iter().filter(|group| it.groups.contains(&group.name));
                let named = |member: &&String| it.lead.contains(member) || it.responsible.contains(member);
                for member in of_task.flat_map(|group| &group.members).filter(|member| !named(member)) {
                    let grouped = &mut in_year(&mut units, member, year).grouped;
                    if grouped.last() != Some(&place) {
                        grouped.push(place);
                    }
                }
            }
        }
        let known = |name: &str| organs.iter().find(|organ| organ.name == name).map(|organ| organ.slug.clone());
        Self {
            units: with_addresses(PartyKind::Unit, units, known),
            leaders: with_addresses(PartyKind::Leader, leaders, |_| None),
        }
    }
}

/// Gives every name its address. A name of `organs.yaml` has the address that stands there. Other names
/// that read alike (税务局, 水务局) are told apart by their characters, not by their order, so that an
/// address does not pass from one to the other when a plan is added.
fn with_addresses(
    kind: PartyKind,
    parties: Years<'_>,
    known: impl Fn(&str) -> Option<String>,
) -> TiVec<PartyId, Party> {
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
            Party { kind, name: name.to_owned(), slug, years }
        })
        .collect()
}

/// A short name for the characters of a name: the FNV-1a hash of its UTF-8 bytes, in hexadecimal.
fn characters(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}
