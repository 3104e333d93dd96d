//! The front page, the lists of documents, the corrections.

use super::super::Publication;
use super::super::lists::{Dimension, ListEntry};
use super::super::nav_link::NavLink;
use super::card::{Card, cards};
use super::issue::{ContentsColumn, IssueCard, columns, issue_card};
use super::navigation::{self, link, year_name};
use crate::library::DocumentId;
use serde::Serialize;

/// How many of the latest documents the front page shows beside the latest issue.
const LATEST: usize = 8;

/// The front page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The latest issue.
    pub issue: Option<IssueCard>,
    /// Its table of contents.
    pub columns: Vec<ContentsColumn>,
    /// The latest documents that do not stand in that issue.
    pub latest: Vec<Card>,
    /// The ways in: kinds with their counts.
    pub ways: Vec<ListSummary>,
    /// How many issues the site holds.
    pub issue_count: usize,
    /// How many documents the site holds.
    pub document_count: usize,
}

/// A way to list documents.
#[derive(Debug, Serialize)]
pub struct ListSummary {
    /// 按发文机关.
    pub title: String,
    /// Its page.
    pub address: String,
    /// Its entries, the largest first; only the first few on the front page.
    pub entries: Vec<ListSummary>,
    /// How many documents.
    pub count: usize,
}

/// The ways to list documents.
#[derive(Debug, Serialize)]
pub struct ListsView {
    /// The ways.
    pub ways: Vec<ListSummary>,
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
    pub years: Vec<ListSummary>,
}

/// The documents of one entry in one year.
#[derive(Debug, Serialize)]
pub struct ListYear {
    /// 沈政发 2026年.
    pub title: String,
    /// The documents.
    pub documents: Vec<Card>,
    /// The other years of the entry.
    pub years: Vec<NavLink>,
}

/// The corrections of one document.
#[derive(Debug, Serialize)]
pub struct Corrections {
    /// By document, in the order of the file.
    pub documents: Vec<DocumentCorrections>,
}

/// The corrections of one document.
#[derive(Debug, Serialize)]
pub struct DocumentCorrections {
    /// The document.
    pub document: NavLink,
    /// Its corrections.
    pub corrections: Vec<crate::source::config::Correction>,
}

/// How many entries of a way are shown before its own page is opened.
const FEW: usize = 6;

pub(super) fn home(site: &Publication) -> Home {
    let library = &site.library;
    let issue = library.issues.last_key_value();
    let in_issue = |id: &DocumentId| {
        let own = library.documents[*id].issue.map(|(issue, _)| issue);
        own.is_some() && own == issue.map(|(id, _)| id)
    };
    let latest: Vec<DocumentId> =
        site.lists.newest.iter().copied().filter(|id| !in_issue(id)).take(LATEST).collect();
    Home {
        issue: issue.map(|(_, issue)| issue_card(issue)),
        columns: issue.map(|(_, issue)| columns(cards(library, &issue.items))).unwrap_or_default(),
        latest: cards(library, &latest),
        ways: site.lists.dimensions.iter().map(summary).collect(),
        issue_count: library.issues.len(),
        document_count: library.documents.len(),
    }
}

pub(super) fn lists(site: &Publication) -> ListsView {
    ListsView { ways: site.lists.dimensions.iter().map(summary).collect() }
}

fn summary(dimension: &Dimension) -> ListSummary {
    let count = |entry: &ListEntry| entry.years.iter().map(|(_, list)| list.len()).sum::<usize>();
    let mut entries: Vec<ListSummary> = dimension
        .entries
        .iter()
        .filter_map(|entry| {
            let (year, _) = entry.years.first()?;
            // One year: straight to its documents. Several: to the entry's place among the others.
            let address = match entry.years.len() {
                1 => dimension.entry_address(entry, *year),
                _ => format!("{}#{}", dimension.address(), entry.slug),
            };
            Some(ListSummary { title: entry.name.clone(), address, entries: Vec::new(), count: count(entry) })
        })
        .collect();
    let total = entries.iter().map(|entry| entry.count).sum();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    entries.truncate(FEW);
    ListSummary { title: dimension.title.to_owned(), address: dimension.address(), entries, count: total }
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
                .map(|(year, documents)| ListSummary {
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

pub(super) fn entry(site: &Publication, dimension: &Dimension, entry: usize, year: usize) -> ListYear {
    let entry = &dimension.entries[entry];
    let (shown, documents) = &entry.years[year];
    let others = entry.years.iter().filter(|(year, _)| year != shown);
    ListYear {
        title: format!("{} {}", entry.name, year_name(*shown)),
        documents: cards(&site.library, documents),
        years: others.map(|(year, _)| link(&year_name(*year), dimension.entry_address(entry, *year))).collect(),
    }
}

pub(super) fn corrections(site: &Publication) -> Corrections {
    let mut documents: Vec<DocumentCorrections> = Vec::new();
    for correction in &site.library.settings.corrections {
        let Some(document) = site.library.documents.iter().find(|it| it.id() == correction.document) else {
            continue;
        };
        let link = navigation::document(document);
        match documents.iter_mut().find(|known| known.document.address == link.address) {
            Some(known) => known.corrections.push(correction.clone()),
            None => documents.push(DocumentCorrections { document: link, corrections: vec![correction.clone()] }),
        }
    }
    Corrections { documents }
}
