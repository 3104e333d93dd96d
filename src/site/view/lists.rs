//! The front page, the lists of documents, the corrections.

use super::super::Site;
use super::super::lists::Dimension;
use super::Step;
use super::card::{Card, cards};
use super::issue::{Column, IssueCard, columns, issue_card};
use serde::Serialize;

/// How many of the latest documents the front page shows beside the latest issue.
const LATEST: usize = 8;

/// The front page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The latest issue.
    pub issue: Option<IssueCard>,
    /// Its table of contents.
    pub columns: Vec<Column>,
    /// The latest documents that do not stand in that issue.
    pub latest: Vec<Card>,
    /// The ways in: kinds with their counts.
    pub ways: Vec<Way>,
    /// How many issues the site holds.
    pub issue_count: usize,
    /// How many documents the site holds.
    pub document_count: usize,
}

/// A way to list documents.
#[derive(Debug, Serialize)]
pub struct Way {
    /// 按发文机关.
    pub title: String,
    /// Its page.
    pub address: String,
    /// Its entries, the largest first; only the first few on the front page.
    pub entries: Vec<Way>,
    /// How many documents.
    pub count: usize,
}

/// The ways to list documents.
#[derive(Debug, Serialize)]
pub struct ListsView {
    /// The ways.
    pub ways: Vec<Way>,
}

/// One way to list documents.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// Its entries with their years.
    pub entries: Vec<EntryYears>,
}

/// An entry and its years.
#[derive(Debug, Serialize)]
pub struct EntryYears {
    /// Its name in addresses.
    pub slug: String,
    /// 沈政发.
    pub name: String,
    /// How many documents.
    pub count: usize,
    /// Its years.
    pub years: Vec<Way>,
}

/// The documents of one entry in one year.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// 沈政发 2026年.
    pub title: String,
    /// The documents.
    pub documents: Vec<Card>,
    /// The other years of the entry.
    pub years: Vec<Step>,
}

/// The corrections of one document.
#[derive(Debug, Serialize)]
pub struct CorrectionsView {
    /// By document, in the order of the file.
    pub documents: Vec<DocumentCorrections>,
}

/// The corrections of one document.
#[derive(Debug, Serialize)]
pub struct DocumentCorrections {
    /// The document.
    pub document: Step,
    /// Its corrections.
    pub corrections: Vec<crate::source::config::Correction>,
}

/// How many entries of a way are shown before its own page is opened.
const FEW: usize = 6;

pub(super) fn home(site: &Site) -> Home {
    let latest_issue = site.issues.last();
    let issue_at = site.issues.len().checked_sub(1);
    let latest: Vec<usize> = site
        .lists
        .newest
        .iter()
        .copied()
        .filter(|at| {
            site.documents.get(*at).is_some_and(|d| d.issue.map(|issue| issue.0) != issue_at || issue_at.is_none())
        })
        .take(LATEST)
        .collect();
    Home {
        issue: latest_issue.map(issue_card),
        columns: latest_issue.map(|issue| columns(cards(site, &issue.items))).unwrap_or_default(),
        latest: cards(site, &latest),
        ways: site.lists.dimensions.iter().map(way).collect(),
        issue_count: site.issues.len(),
        document_count: site.documents.len(),
    }
}

pub(super) fn lists(site: &Site) -> ListsView {
    ListsView { ways: site.lists.dimensions.iter().map(way).collect() }
}

fn way(dimension: &Dimension) -> Way {
    let count = |entry: &super::super::lists::Entry| entry.years.iter().map(|(_, list)| list.len()).sum::<usize>();
    let mut entries: Vec<Way> = dimension
        .entries
        .iter()
        .filter_map(|entry| {
            let (year, _) = entry.years.first()?;
            // One year: straight to its documents. Several: to the entry's place among the others.
            let address = match entry.years.len() {
                1 => dimension.entry_address(entry, *year),
                _ => format!("{}#{}", dimension.address(), entry.slug),
            };
            Some(Way { title: entry.name.clone(), address, entries: Vec::new(), count: count(entry) })
        })
        .collect();
    let total = entries.iter().map(|entry| entry.count).sum();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    entries.truncate(FEW);
    Way { title: dimension.title.to_owned(), address: dimension.address(), entries, count: total }
}

fn year_name(year: Option<u32>) -> String {
    year.map_or("日期不详".to_owned(), |year| format!("{year}年"))
}

pub(super) fn dimension(dimension: &Dimension) -> DimensionView {
    let entries = dimension
        .entries
        .iter()
        .map(|entry| EntryYears {
            slug: entry.slug.clone(),
            name: entry.name.clone(),
            count: entry.years.iter().map(|(_, documents)| documents.len()).sum(),
            years: entry
                .years
                .iter()
                .map(|(year, documents)| Way {
                    title: year_name(*year),
                    address: dimension.entry_address(entry, *year),
                    entries: Vec::new(),
                    count: documents.len(),
                })
                .collect(),
        })
        .collect();
    DimensionView { entries }
}

pub(super) fn entry(site: &Site, dimension: &Dimension, entry: usize, year: usize) -> Option<EntryView> {
    let entry = dimension.entries.get(entry)?;
    let (shown, documents) = entry.years.get(year)?;
    Some(EntryView {
        title: format!("{} {}", entry.name, year_name(*shown)),
        documents: cards(site, documents),
        years: entry
            .years
            .iter()
            .filter(|(year, _)| year != shown)
            .map(|(year, _)| Step { name: year_name(*year), address: dimension.entry_address(entry, *year) })
            .collect(),
    })
}

pub(super) fn corrections(site: &Site) -> CorrectionsView {
    let mut documents: Vec<DocumentCorrections> = Vec::new();
    for correction in &site.corrections {
        let Some(document) = site.documents.iter().find(|d| d.meta.id.value == correction.document) else {
            continue;
        };
        let address = document.address();
        match documents.iter_mut().find(|known| known.document.address == address) {
            Some(known) => known.corrections.push(correction.clone()),
            None => documents.push(DocumentCorrections {
                document: Step { name: document.meta.title.clone(), address },
                corrections: vec![correction.clone()],
            }),
        }
    }
    CorrectionsView { documents }
}
