//! Documents by document number, kind, column and organ, each split by year, and the annual index.
//!
//! No page carries a list that grows with the site: the page of a list shows its entries and years
//! with their counts, and a page of its own shows the documents of one entry in one year.

use crate::address;
use crate::library::{Document, DocumentId, IssueId, Library, naming};
use crate::source::schema::Kind;
use crate::text::slug;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Every list of the site.
#[derive(Debug, Default)]
pub struct Lists {
    /// By number, kind, column, organ.
    pub dimensions: Vec<Dimension>,
    /// All documents, newest first.
    pub newest: Vec<DocumentId>,
    /// The years in which issues appeared, with their issues, newest first.
    pub years: Vec<(u32, Vec<IssueId>)>,
}

/// A way to list documents.
#[derive(Debug)]
pub struct Dimension {
    /// Its name in addresses.
    pub slug: &'static str,
    /// Its name on pages.
    pub title: &'static str,
    /// The entries, in the order in which the page shows them.
    pub entries: Vec<ListEntry>,
}

/// One kind, organ, column or 代字.
#[derive(Debug)]
pub struct ListEntry {
    /// Its name in addresses.
    pub slug: String,
    /// Its name on pages.
    pub name: String,
    /// Its documents by year, newest first; those without a date come last.
    pub years: Vec<(Option<u32>, Vec<DocumentId>)>,
}

impl Dimension {
    /// The page that shows its entries.
    pub fn address(&self) -> String {
        address::list(self.slug)
    }

    /// The page that shows the documents of an entry in a year.
    pub fn entry_address(&self, entry: &ListEntry, year: Option<u32>) -> String {
        address::list_entry(self.slug, &entry.slug, year)
    }
}

/// Documents by year; those without a date have none.
type ByYear = BTreeMap<Option<u32>, Vec<DocumentId>>;

impl Lists {
    /// Sorts the documents of a site into its lists.
    pub(super) fn new(library: &Library) -> Self {
        let mut newest: Vec<DocumentId> = library.documents.keys().collect();
        newest.sort_by_key(|&at| {
            let document = &library.documents[at];
            let place = document.issue.map_or(0, |(_, place)| place);
            (Reverse(document.day()), Reverse(document.issue.map(|(issue, _)| issue)), place, at)
        });
        let mut years: BTreeMap<u32, Vec<IssueId>> = BTreeMap::new();
        for (at, issue) in library.issues.iter_enumerated() {
            years.entry(issue.meta.year).or_default().push(at);
        }
        let mut dimensions = vec![
            numbers(library, &newest),
            dimension("kinds", "按类型", library, &newest, |document| {
                let kind = document.meta.kind;
                let order = Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default();
                Some((order, kind.chinese().to_owned(), kind.name().to_owned()))
            }),
            dimension("columns", "按栏目", library, &newest, |document| {
                let name = document.meta.category.clone()?;
                Some((0, name.clone(), slug::slug(&name)))
            }),
            dimension("organs", "按发文机关", library, &newest, |document| {
                let name = document.meta.organ.clone()?;
                let mut organs = library.settings.organs.iter().enumerate();
                Some(match organs.find(|(_, organ)| organ.name == name || organ.short.contains(&name)) {
                    Some((at, organ)) => (at, organ.name.clone(), organ.slug.clone()),
                    None => (usize::MAX, name.clone(), slug::slug(&name)),
                })
            }),
        ];
        dimensions.retain(|dimension| !dimension.entries.is_empty());
        Self { dimensions, newest, years: years.into_iter().rev().collect() }
    }
}

fn numbers(library: &Library, newest: &[DocumentId]) -> Dimension {
    let mut dimension = dimension("numbers", "按发文字号", library, newest, |document| {
        let prefix = &document.meta.number.as_ref()?.value.prefix;
        Some((0, prefix.clone(), slug::slug(prefix)))
    });
    let number = |at: &DocumentId| library.documents[*at].meta.number.as_ref().map(|number| number.value.clone());
    for entry in &mut dimension.entries {
        // By the year in the number, not the year of publication.
        let mut years = ByYear::new();
        for at in entry.years.drain(..).flat_map(|(_, documents)| documents) {
            years.entry(number(&at).and_then(|number| number.year)).or_default().push(at);
        }
        for documents in years.values_mut() {
            documents.sort_by_key(number);
        }
        entry.years = years.into_iter().rev().collect();
    }
    dimension
}

fn dimension(
    slug: &'static str,
    title: &'static str,
    library: &Library,
    newest: &[DocumentId],
    key: impl Fn(&Document) -> Option<(usize, String, String)>,
) -> Dimension {
    let mut entries: BTreeMap<(usize, String, String), ByYear> = BTreeMap::new();
    for &at in newest {
        let document = &library.documents[at];
        if let Some(key) = key(document) {
            let year = document.day().map(|day| day.year());
            entries.entry(key).or_default().entry(year).or_default().push(at);
        }
    }
    let mut used = BTreeSet::new();
    let entries = entries
        .into_iter()
        .map(|((_, name, slug), years)| {
            // Two names with one reading (市府办, 是复办) must not share an address.
            let mut address = slug.clone();
            let mut count = 2;
            while !used.insert(address.clone()) {
                address = format!("{slug}-{count}");
                count += 1;
            }
            ListEntry { slug: address, name, years: years.into_iter().rev().collect() }
        })
        .collect();
    Dimension { slug, title, entries }
}

/// The numbers that are missing between the first issue of a year and its last one here: 第1期.
///
/// `complete` years are those before the latest one; what may still appear is not missing.
pub fn gaps(library: &Library, issues: &[IssueId]) -> Vec<String> {
    let present: BTreeSet<u32> = issues.iter().flat_map(|at| library.issues[*at].meta.numbers.clone()).collect();
    let last = present.last().copied().unwrap_or(0);
    (1..last).filter(|number| !present.contains(number)).map(|number| naming::issue_numbers(&[number])).collect()
}
