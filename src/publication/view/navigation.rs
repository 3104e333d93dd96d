//! Names and addresses of pages, for links between them: each name of the interface stands here once.

use super::super::Publication;
use super::super::nav_link::NavLink;
use super::Head;
use crate::address;
use crate::library::Document;
use serde::Serialize;

/// A part of the site, in the navigation of every page.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its key: a page says in `page.section` to which it belongs. Empty where no page does.
    pub key: &'static str,
    /// Where it begins.
    #[serde(flatten)]
    pub link: NavLink,
}

/// A page that the whole site has once: its name and its address.
pub(super) type FixedPage = (&'static str, &'static str);

pub(super) const HOME: FixedPage = ("首页", address::HOME);
pub(super) const ISSUES: FixedPage = ("各期公报", address::ISSUES);
pub(super) const LISTS: FixedPage = ("文件索引", address::LISTS);
pub(super) const UNITS: FixedPage = ("责任单位", address::UNITS);
pub(super) const CORRECTIONS: FixedPage = ("校勘记", address::CORRECTIONS);
pub(super) const SEARCH: FixedPage = ("全文检索", address::SEARCH);

/// The name of a plan beside its report.
pub(super) const COMPARE: &str = "报告与方案对照";
/// The name of the shares of a plan.
pub(super) const OVERVIEW: &str = "任务分工一览";

/// What undated years are called.
const UNDATED: &str = "日期不详";

/// The navigation of every page. It does not grow with the site.
pub fn sections(site: &Publication) -> Vec<Section> {
    let section = |key, page| Section { key, link: fixed(page) };
    let units = !site.responsibility.parties.units.is_empty();
    let year = site.lists.years.first().map(|(year, _)| link("总目录", address::year(*year)));
    [section("home", HOME), section("issues", ISSUES), section("lists", LISTS)]
        .into_iter()
        .chain(units.then(|| section("units", UNITS)))
        .chain(year.map(|link| Section { key: "", link }))
        .collect()
}

/// A link.
pub(super) fn link(name: &str, address: impl Into<String>) -> NavLink {
    NavLink { name: name.to_owned(), address: address.into() }
}

/// A link to a page that the site has once.
pub(super) fn fixed((name, address): FixedPage) -> NavLink {
    link(name, address)
}

/// A link to a document, by its title.
pub(super) fn document(document: &Document) -> NavLink {
    link(&document.meta.title, document.address())
}

/// A link to a plan beside its report.
pub(super) fn compare(plan: &Document) -> NavLink {
    link(COMPARE, address::compare(plan.id()))
}

/// A link to the shares of a plan.
pub(super) fn overview(plan: &Document) -> NavLink {
    link(OVERVIEW, address::overview(plan.id()))
}

/// A link to the index of a year.
pub(super) fn year(year: u32) -> NavLink {
    link(&format!("{year}年总目录"), address::year(year))
}

/// 2026年, 日期不详.
pub(super) fn year_name(year: Option<u32>) -> String {
    year.map_or(UNDATED.to_owned(), |year| format!("{year}年"))
}

/// The head of a page that lists others: its part of the navigation, its heading, what it holds.
pub(super) fn column(head: &mut Head, section: &'static str, title: &str, description: &str) {
    head.section = section;
    head.title = title.to_owned();
    head.running = title.to_owned();
    head.description = description.to_owned();
    head.page_type = "column";
    head.column = title.to_owned();
    head.trail.push(fixed(HOME));
}
