//! What search knows of every document without its text: how its places are made up, for ranking, and its
//! column, organ, year, issue and status, for narrowing a result. One small file that is loaded first.

use super::bits::{Bits, pair};
use super::lists::{Place, push_list};
use super::texts::{Shape, Texts};
use crate::site::{Document, Site, naming};
use serde::Serialize;
use std::collections::BTreeMap;

/// The catalogue of a site as scripts read it. Columns have two characters a document, see `bits::pair`.
#[derive(Serialize)]
pub struct Catalogue {
    /// How many documents there are.
    documents: usize,
    /// How many files the index has.
    shards: usize,
    /// Strings with a list of their own, a line each.
    splits: String,
    /// Places, headings, tasks, title and number lengths of each document.
    shapes: String,
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

/// The largest number that two characters hold.
const MOST: u32 = 8191;

impl Catalogue {
    /// The catalogue of the documents in this order.
    pub fn new(site: &Site, order: &[usize], texts: &Texts, shards: usize, splits: &[String]) -> Self {
        let documents: Vec<&Document> = order.iter().filter_map(|at| site.documents.get(*at)).collect();
        let facet = |name, title, value: &dyn Fn(&Document) -> Option<String>| {
            let mut values: Vec<String> = Vec::new();
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            let mut column = String::new();
            for document in &documents {
                let at = value(document).map_or(0, |value| {
                    *known.entry(value).or_insert_with_key(|value| {
                        values.push(value.clone());
                        values.len()
                    })
                });
                number(at as u32, &mut column);
            }
            Facet { name, title, values, column }
        };
        let column = |document: &Document| {
            Some(document.meta.category.clone().unwrap_or_else(|| document.meta.kind.chinese().to_owned()))
        };
        let organ = |document: &Document| {
            let name = document.meta.organ.as_ref()?;
            let known = site.organs.iter().find(|organ| organ.name == *name || organ.short.contains(name));
            Some(known.map_or_else(|| name.clone(), |organ| organ.name.clone()))
        };
        let issue = |document: &Document| site.issues.get(document.issue?.0).map(naming::issue_short);
        Self {
            documents: documents.len(),
            shards,
            splits: splits.join("\n"),
            shapes: shapes(&texts.shapes),
            facets: vec![
                facet("column", "栏目", &column),
                facet("organ", "发文机关", &organ),
                facet("year", "年份", &|document| document.day().map(|day| day.year().to_string())),
                facet("issue", "期号", &issue),
                facet("status", "有效性", &|document| {
                    document.status.map(|status| status.chinese().to_owned())
                }),
            ],
            names: site
                .organs
                .iter()
                .flat_map(|organ| organ.short.iter().map(|short| (short.clone(), organ.name.clone())))
                .collect(),
        }
    }
}

/// A number in two characters, larger ones in more.
fn number(mut value: u32, out: &mut String) {
    while value >= MOST {
        pair(MOST as u16, out);
        value -= MOST;
    }
    pair(value as u16, out);
}

fn shapes(shapes: &[Shape]) -> String {
    let mut out = String::new();
    let columns: [fn(&Shape) -> u32; 5] = [
        |shape| shape.places,
        |shape| shape.headings,
        |shape| shape.tasks,
        |shape| shape.title,
        |shape| shape.number,
    ];
    for column in columns {
        shapes.iter().for_each(|shape| number(column(shape), &mut out));
    }
    out
}

/// The places that name each unit: tasks, by the unit's name. Loaded only when a reader asks for units.
#[derive(Serialize)]
pub struct Units {
    names: Vec<String>,
    lists: Vec<String>,
}

impl Units {
    /// The units of a site. `number` is the place of a document in the order of the index.
    pub fn new(site: &Site, number: impl Fn(usize) -> Option<u32>, texts: &Texts) -> Self {
        let mut lists: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for plan in &site.plans {
            let Some(document) = number(plan.document) else { continue };
            let Some(shape) = texts.shapes.get(document as usize) else { continue };
            for (at, task) in plan.plan.tasks.iter().enumerate() {
                for name in task.lead.iter().chain(&task.responsible) {
                    // Tasks follow the title and the headings, as they stand.
                    lists.entry(name).or_default().push((document, 1 + shape.headings + at as u32));
                }
            }
        }
        let mut units = Self { names: Vec::new(), lists: Vec::new() };
        for (name, mut list) in lists {
            list.sort_unstable();
            list.dedup();
            let sizes = |document: u32| texts.shapes.get(document as usize).map_or(1, |shape| shape.places);
            let mut bits = Bits::default();
            push_list(&list, sizes, texts.documents(), &mut bits);
            units.names.push(name.to_owned());
            units.lists.push(bits.pack());
        }
        units
    }
}
