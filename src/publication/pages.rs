//! Every page of the site and its address.

use super::{Publication, data};
use crate::address;
use crate::library::{DocumentId, IssueId, StandingId};
use crate::responsibility::PlanId;
use crate::responsibility::parties::PartyId;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it lies, relative to the root of the site, with `/`.
    pub address: String,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page shows. A bare number is a place in the site's lists, which have no ids of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Home,
    /// All issues by year.
    Issues,
    /// One issue.
    Issue(IssueId),
    /// One issue with all its texts, for printing.
    Print(IssueId),
    /// The annual index: a place in `lists.years`.
    Year(usize),
    /// One document.
    Document(DocumentId),
    /// The ways to list documents.
    Lists,
    /// One way to list documents: its entries and years.
    Dimension(usize),
    /// The documents of one entry in one year: dimension, entry, year.
    Entry(usize, usize, usize),
    /// Everybody who answers for tasks.
    Units,
    /// The tasks of one unit in one year: a place in its `years`.
    Unit(PartyId, usize),
    /// The tasks of one leader in one year.
    Leader(PartyId, usize),
    /// A plan beside its report.
    Compare(PlanId),
    /// How a plan falls to the units.
    Overview(PlanId),
    /// The same as a picture.
    Picture(PlanId),
    /// A standing page.
    Standing(StandingId),
    /// Where texts depart from what was handed over.
    Corrections,
    /// The page of search results.
    Search,
    /// What a server shows for an address that does not exist.
    NotFound,
    /// A page that has moved to this address.
    Redirect(String),
    /// Open data.
    Data(data::File),
    /// A file of the content folder, as it is.
    Attachment(String),
}

/// All pages, in a stable order.
pub fn pages(site: &Publication) -> Vec<Page> {
    let library = &site.library;
    let mut pages = vec![
        page(address::HOME, PageKind::Home),
        page(address::ISSUES, PageKind::Issues),
        page(address::LISTS, PageKind::Lists),
        page(address::SEARCH, PageKind::Search),
        page(address::NOT_FOUND, PageKind::NotFound),
    ];
    if !library.settings.corrections.is_empty() {
        pages.push(page(address::CORRECTIONS, PageKind::Corrections));
    }
    for (id, issue) in library.issues.iter_enumerated() {
        pages.push(page(issue.address(), PageKind::Issue(id)));
        pages.push(page(issue.print_address(), PageKind::Print(id)));
        let aliases = issue.meta.aliases.iter().map(|alias| address::issue(&alias.value));
        pages.extend(aliases.map(|alias| page(alias, PageKind::Redirect(issue.address()))));
    }
    for (at, (year, _)) in site.lists.years.iter().enumerate() {
        pages.push(page(address::year(*year), PageKind::Year(at)));
    }
    for (id, document) in library.documents.iter_enumerated() {
        pages.push(page(document.address(), PageKind::Document(id)));
        let aliases = document.meta.aliases.iter().map(|alias| address::document(&alias.value));
        pages.extend(aliases.map(|alias| page(alias, PageKind::Redirect(document.address()))));
    }
    for (at, dimension) in site.lists.dimensions.iter().enumerate() {
        pages.push(page(dimension.address(), PageKind::Dimension(at)));
        for (entry_at, entry) in dimension.entries.iter().enumerate() {
            for (year_at, (year, _)) in entry.years.iter().enumerate() {
                pages.push(page(dimension.entry_address(entry, *year), PageKind::Entry(at, entry_at, year_at)));
            }
        }
    }
    pages.extend(of_responsibility(site));
    pages.extend(library.standing.iter_enumerated().map(|(id, it)| page(it.address(), PageKind::Standing(id))));
    pages.extend(data::files(site).into_iter().map(|file| page(file.address(site), PageKind::Data(file))));
    let attachments = site.attachments.iter();
    pages.extend(attachments.map(|file| page(address::file(file), PageKind::Attachment(file.clone()))));
    pages
}

/// The pages of units, leaders and plans.
fn of_responsibility(site: &Publication) -> Vec<Page> {
    let mut pages = Vec::new();
    let parties = &site.responsibility.parties;
    if !parties.units.is_empty() {
        pages.push(page(address::UNITS, PageKind::Units));
    }
    for (id, unit) in parties.units.iter_enumerated() {
        pages.extend((0..unit.years.len()).map(|year| page(unit.year_address(year), PageKind::Unit(id, year))));
    }
    for (id, leader) in parties.leaders.iter_enumerated() {
        pages.extend(
            (0..leader.years.len()).map(|year| page(leader.year_address(year), PageKind::Leader(id, year))),
        );
    }
    for (id, plan) in site.responsibility.plans.iter_enumerated() {
        let document = site.library.documents[plan.document].id();
        pages.push(page(address::overview(document), PageKind::Overview(id)));
        pages.push(page(address::picture(document), PageKind::Picture(id)));
        if plan.report.is_some() {
            pages.push(page(address::compare(document), PageKind::Compare(id)));
        }
    }
    pages
}

fn page(address: impl Into<String>, kind: PageKind) -> Page {
    Page { address: address.into(), kind }
}
