//! Every page of the site and its address.

use super::links::FILES;
use super::lists::year_address;
use super::units::{leader_address, unit_address};
use super::{Site, data, view};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it lies, relative to the root of the site, with `/`.
    pub address: String,
    /// What it shows.
    pub view: View,
}

/// What a page shows. The numbers are places in the lists of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// The front page.
    Home,
    /// All issues by year.
    Issues,
    /// One issue.
    Issue(usize),
    /// One issue with all its texts, for printing.
    Print(usize),
    /// The annual index: a place in `lists.years`.
    Year(usize),
    /// One document.
    Document(usize),
    /// The ways to list documents.
    Lists,
    /// One way to list documents: its entries and years.
    Dimension(usize),
    /// The documents of one entry in one year: dimension, entry, year.
    Entry(usize, usize, usize),
    /// Everybody who answers for tasks.
    Units,
    /// The tasks of one unit in one year: a place in its `years`.
    Unit(usize, usize),
    /// The tasks of one leader in one year.
    Leader(usize, usize),
    /// A plan beside its report: a place in `site.plans`.
    Compare(usize),
    /// How a plan falls to the units.
    Overview(usize),
    /// The same as a picture.
    Picture(usize),
    /// A standing page.
    Standing(usize),
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

/// The page that a server shows for an address that does not exist.
pub const NOT_FOUND: &str = "404.html";

/// All pages, in a stable order.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = vec![
        page("index.html", View::Home),
        page("issues/index.html", View::Issues),
        page("lists/index.html", View::Lists),
        page("search.html", View::Search),
        page(NOT_FOUND, View::NotFound),
    ];
    if !site.corrections.is_empty() {
        pages.push(page("corrections.html", View::Corrections));
    }
    for (at, issue) in site.issues.iter().enumerate() {
        pages.push(page(&issue.address(), View::Issue(at)));
        pages.push(page(&issue.print_address(), View::Print(at)));
        for alias in &issue.meta.aliases {
            pages.push(page(&format!("issues/{}.html", alias.value), View::Redirect(issue.address())));
        }
    }
    for (at, (year, _)) in site.lists.years.iter().enumerate() {
        pages.push(page(&year_address(*year), View::Year(at)));
    }
    for (at, document) in site.documents.iter().enumerate() {
        pages.push(page(&document.address(), View::Document(at)));
        for alias in &document.meta.aliases {
            pages.push(page(&format!("documents/{}.html", alias.value), View::Redirect(document.address())));
        }
    }
    for (at, dimension) in site.lists.dimensions.iter().enumerate() {
        pages.push(page(&dimension.address(), View::Dimension(at)));
        for (entry_at, entry) in dimension.entries.iter().enumerate() {
            for (year_at, (year, _)) in entry.years.iter().enumerate() {
                let address = dimension.entry_address(entry, *year);
                pages.push(page(&address, View::Entry(at, entry_at, year_at)));
            }
        }
    }
    if !site.parties.units.is_empty() {
        pages.push(page("units/index.html", View::Units));
    }
    for (at, unit) in site.parties.units.iter().enumerate() {
        for year in 0..unit.years.len() {
            pages.push(page(&unit_address(unit, year), View::Unit(at, year)));
        }
    }
    for (at, leader) in site.parties.leaders.iter().enumerate() {
        for year in 0..leader.years.len() {
            pages.push(page(&leader_address(leader, year), View::Leader(at, year)));
        }
    }
    for (at, plan) in site.plans.iter().enumerate() {
        let Some(document) = site.documents.get(plan.document) else { continue };
        pages.push(page(&view::overview_address(document), View::Overview(at)));
        pages.push(page(&view::picture_address(document), View::Picture(at)));
        if plan.report.is_some() {
            pages.push(page(&view::compare_address(document), View::Compare(at)));
        }
    }
    for (at, standing) in site.standing.iter().enumerate() {
        pages.push(page(&standing.address(), View::Standing(at)));
    }
    for file in data::files(site) {
        pages.push(page(&file.address(site), View::Data(file)));
    }
    for file in &site.attachments {
        pages.push(page(&format!("{FILES}/{file}"), View::Attachment(file.clone())));
    }
    pages
}

fn page(address: &str, view: View) -> Page {
    Page { address: address.to_owned(), view }
}

/// What leads from a page to the root of the site: empty, or `../` for each folder it lies in.
pub fn root(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}
