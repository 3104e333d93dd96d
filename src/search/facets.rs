//! What search knows of every document without its text: its id, how its places are made up, for ranking,
//! and its column, organ, year, issue and status, for narrowing a result.
//!
//! A column of numbers has a unit for each document, which a script reads where it needs one.

use super::bits::{Bits, character};
use super::format::{IDS, RADIX, UNIT_BITS};
use super::lists::{PlaceLayout, Posting, push_list};
use super::texts::Shape;
use crate::library::{Document, DocumentId, naming};
use crate::publication::Publication;
use serde::Serialize;
use std::collections::BTreeMap;

/// What tells which files answer a query: a small file that is loaded before any other.
#[derive(Serialize)]
pub struct Start {
    /// The format of the index: a script that reads another one says so.
    pub format: u32,
    /// How many documents there are.
    pub documents: usize,
    /// How many files the index has.
    pub shards: usize,
    /// Strings whose subtree is split, a line each.
    pub splits: String,
    /// Phrases with lists that are ready, a line each; before each the least length of a beginning for which the list
    /// is the same, in one digit of base 36.
    pub phrases: String,
}

/// What is known of a site as scripts read it.
#[derive(Serialize)]
pub struct Facets {
    /// The ids of the documents, `IDS` to a string, separated by spaces; of each how many characters it shares with
    /// the one before, in one digit of base 36, and the rest.
    ids: Vec<String>,
    /// How many places each document has, how many of them are headings and tasks.
    places: String,
    headings: String,
    tasks: String,
    /// The lengths of titles and document numbers.
    title: String,
    number: String,
    /// What results can be narrowed to.
    facets: Vec<Facet>,
    /// Old and short names of units, and the official ones.
    names: Vec<(String, String)>,
}

/// A way to narrow a result.
#[derive(Serialize)]
struct Facet {
    /// Its name in addresses.
    name: &'static str,
    /// Its name on the page.
    title: &'static str,
    /// Its values.
    values: Vec<String>,
    /// For each document the place of its value, from 1; 0 for none.
    column: String,
}

impl Facets {
    /// What is known of the documents in this order.
    pub fn new(site: &Publication, order: &[DocumentId], shapes: &[Shape]) -> Self {
        let documents: Vec<&Document> = order.iter().map(|id| &site.library.documents[*id]).collect();
        let facet = |name, title, value: &dyn Fn(&Document) -> Option<String>| {
            let mut values: Vec<String> = Vec::new();
            let mut known: BTreeMap<String, u32> = BTreeMap::new();
            let places = documents.iter().map(|document| {
                value(document).map_or(0, |value| {
                    *known.entry(value).or_insert_with_key(|value| {
                        values.push(value.clone());
                        values.len() as u32
                    })
                })
            });
            let column = column(places.collect());
            Facet { name, title, values, column }
        };
        let heading = |document: &Document| {
            Some(document.meta.category.clone().unwrap_or_else(|| document.meta.kind.chinese().to_owned()))
        };
        let organ = |document: &Document| {
            let name = document.meta.organ.as_ref()?;
            let known = site
                .library
                .settings
                .organs
                .iter()
                .find(|organ| organ.name == *name || organ.short.contains(name));
            Some(known.map_or_else(|| name.clone(), |organ| organ.name.clone()))
        };
        let issue = |document: &Document| site.library.issues.get(document.issue?.0).map(naming::issue_short);
        let ids: Vec<&str> = documents.iter().map(|document| document.meta.id.value.as_str()).collect();
        let shape = |number: fn(&Shape) -> u32| column(shapes.iter().map(number).collect());
        Self {
            ids: ids.chunks(IDS).map(short).collect(),
            places: shape(|shape| shape.places),
            headings: shape(|shape| shape.headings),
            tasks: shape(|shape| shape.tasks),
            title: shape(|shape| shape.title),
            number: shape(|shape| shape.number),
            facets: vec![
                facet("column", "栏目", &heading),
                facet("organ", "发文机关", &organ),
                facet("year", "年份", &|document| document.day().map(|day| day.year().to_string())),
                facet("issue", "期号", &issue),
                facet("status", "有效性", &|document| {
                    document.status.map(|status| status.chinese().to_owned())
                }),
            ],
            names: site
                .library
                .settings
                .organs
                .iter()
                .flat_map(|organ| organ.short.iter().map(|short| (short.clone(), organ.name.clone())))
                .collect(),
        }
    }
}

/// Ids, each told by its difference from the one before.
fn short(ids: &[&str]) -> String {
    let mut before = "";
    let mut parts = Vec::with_capacity(ids.len());
    for id in ids {
        // Ids are ASCII.
        let shared = before.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count().min(RADIX as usize - 1);
        let digit = char::from_digit(shared as u32, RADIX).unwrap_or('0');
        parts.push(format!("{digit}{}", &id[shared..]));
        before = id;
    }
    parts.join(" ")
}

/// Numbers with one unit each, or two, the higher one first, when one is too large; none when all are 0.
fn column(numbers: Vec<u32>) -> String {
    if numbers.iter().all(|number| *number == 0) {
        return String::new();
    }
    let wide = numbers.iter().any(|number| number >> UNIT_BITS > 0);
    let low = |number: u32| character(number & ((1 << UNIT_BITS) - 1));
    let units = |number: u32| wide.then(|| low(number >> UNIT_BITS)).into_iter().chain([low(number)]);
    numbers.into_iter().flat_map(units).collect()
}

/// The places that name each unit: tasks, by the unit's name. Loaded only when a reader asks for units.
#[derive(Serialize)]
pub struct Units {
    names: Vec<String>,
    lists: Vec<String>,
}

impl Units {
    /// The units of a site. `number` is the place of a document in the order of the index.
    pub fn new(site: &Publication, number: impl Fn(DocumentId) -> u32, shapes: &[Shape]) -> Self {
        let mut lists: BTreeMap<&str, Vec<Posting>> = BTreeMap::new();
        for plan in &site.responsibility.plans {
            let document = number(plan.document);
            let Some(shape) = shapes.get(document as usize) else { continue };
            for (at, task) in plan.plan.tasks.iter().enumerate() {
                for name in task.lead.iter().chain(&task.responsible) {
                    // Tasks follow the title and the headings, as they stand.
                    lists.entry(name).or_default().push((document, 1 + shape.headings + at as u32));
                }
            }
        }
        let layout = PlaceLayout::new(shapes.iter().map(|shape| shape.places));
        let mut units = Self { names: Vec::new(), lists: Vec::new() };
        for (name, mut list) in lists {
            list.sort_unstable();
            list.dedup();
            let mut bits = Bits::default();
            push_list(&list, &layout, &mut bits);
            units.names.push(name.to_owned());
            units.lists.push(bits.pack());
        }
        units
    }
}
