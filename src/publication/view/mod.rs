//! Views: the plain values that each page shows and a template can use.
//!
//! A theme sees exactly these structures (the README lists them): addresses are relative to the root
//! of the site, names and dates are as pages show them, and nothing is HTML. The texts themselves are
//! turned into HTML by `render` and handed to the template as `body`.

mod card;
mod document;
mod issue;
mod lists;
mod navigation;
mod panels;
mod plan;
mod print;
mod title;
mod units;

pub use super::nav_link::NavLink;
pub use card::Card;
pub use navigation::{Section, sections as navigation};
pub use units::{PartyView, party};

use super::Publication;
use super::editions::EditionLink;
use super::pages::{Page, PageKind};
use crate::address;
use crate::responsibility::parties::Party;
use navigation::{column, fixed, link};
use serde::Serialize;

/// What is in every page's head, header and trail.
#[derive(Debug, Default, Serialize)]
pub struct Head {
    /// The address of the page.
    pub address: String,
    /// What leads from the page to the root of the site.
    pub root: String,
    /// The heading of the page.
    pub title: String,
    /// What the page holds, in a sentence.
    pub description: String,
    /// The part of the navigation it belongs to: home, issues, lists, about.
    pub section: &'static str,
    /// The pages above it.
    pub trail: Vec<NavLink>,
    /// `column` or `article` in the sense of 国办发〔2017〕47号; empty for other pages.
    pub page_type: &'static str,
    /// The name of the column, for column pages.
    pub column: String,
    /// The day of publication, for articles.
    pub published: Option<String>,
    /// The source, for articles.
    pub source: Option<String>,
    /// Keywords, for articles.
    pub keywords: Vec<String>,
    /// The same as a PDF file, where that was made.
    pub edition: Option<EditionLink>,
    /// What stands beside the gazette's name at the head of a printed page: the issue, or what the page lists.
    pub running: String,
}

/// What a page shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// The front page.
    Home(Box<lists::Home>),
    /// All issues by year.
    Issues(issue::Issues),
    /// One issue.
    Issue(Box<issue::IssueView>),
    /// One issue with all its texts.
    Print(Box<print::PrintedIssue>),
    /// The annual index.
    Year(issue::Year),
    /// One document.
    Document(Box<document::DocumentView>),
    /// The ways to list documents.
    Lists(lists::ListsView),
    /// One way to list documents.
    Dimension(lists::DimensionView),
    /// The documents of one entry in one year.
    Entry(lists::ListYear),
    /// Everybody who answers for tasks.
    Units(units::UnitIndex),
    /// The tasks of a unit or leader.
    Party(units::PartyView),
    /// A plan beside its report.
    Compare(plan::SideBySide),
    /// How a plan falls to the units.
    Overview(plan::Overview),
    /// The corrections.
    Corrections(lists::Corrections),
    /// Where a page has moved to.
    Redirect(NavLink),
    /// The text says it all.
    Text,
}

/// What a page shows, and with which template.
#[derive(Debug)]
pub struct PageView {
    /// The template, by its file name.
    pub template: &'static str,
    /// Head, header and trail.
    pub head: Head,
    /// The content.
    pub view: View,
}

/// What a page shows, with the link to its PDF edition; `None` for files that no template makes.
pub fn show(site: &Publication, page: &Page, edition: Option<EditionLink>) -> Option<PageView> {
    let mut head =
        Head { address: page.address.clone(), root: address::root(&page.address), edition, ..Head::default() };
    let (template, view) = match &page.kind {
        PageKind::Home => home(site, &mut head),
        PageKind::Issues | PageKind::Issue(_) | PageKind::Print(_) | PageKind::Year(_) => {
            of_issues(site, &page.kind, &mut head)
        }
        PageKind::Document(id) => {
            let view = document::document(site, *id);
            document::head(site, *id, &view, &mut head);
            ("document.html", View::Document(Box::new(view)))
        }
        PageKind::Lists | PageKind::Dimension(_) | PageKind::Entry(..) => of_lists(site, &page.kind, &mut head),
        PageKind::Units
        | PageKind::Unit(..)
        | PageKind::Leader(..)
        | PageKind::Compare(_)
        | PageKind::Overview(_) => of_responsibility(site, &page.kind, &mut head)?,
        PageKind::Standing(id) => {
            let title = &site.library.standing[*id].meta.title;
            column(&mut head, "about", title, title);
            ("page.html", View::Text)
        }
        PageKind::Corrections => {
            column(&mut head, "about", navigation::CORRECTIONS.0, "本站文本与所据文本不同之处");
            ("corrections.html", View::Corrections(lists::corrections(site)))
        }
        PageKind::Search => {
            let what = "检索各期公报和全部文件的标题、发文字号与正文";
            column(&mut head, "search", navigation::SEARCH.0, what);
            ("search.html", View::Text)
        }
        PageKind::NotFound => {
            head.title = "没有这个页面".to_owned();
            head.description = "没有找到所要的页面".to_owned();
            if let Some(base) = site.config().base_url.as_ref().filter(|_| page.address == address::NOT_FOUND) {
                // A server shows this page for addresses at any depth, so its links cannot be relative. The
                // preview makes it anew for each depth.
                head.root = format!("{base}/");
            }
            ("not-found.html", View::Text)
        }
        PageKind::Redirect(to) => {
            head.title = "页面已迁移".to_owned();
            head.description = "本页的新地址".to_owned();
            ("redirect.html", View::Redirect(link("新地址", to)))
        }
        PageKind::Data(_) | PageKind::Picture(_) | PageKind::Attachment(_) => return None,
    };
    Some(PageView { template, head, view })
}

type Templated = (&'static str, View);

fn home(site: &Publication, head: &mut Head) -> Templated {
    head.section = "home";
    head.title.clone_from(&site.config().title);
    head.description = format!("{}：最新一期、各期目录与全文", site.config().title);
    ("home.html", View::Home(Box::new(lists::home(site))))
}

fn of_issues(site: &Publication, view: &PageKind, head: &mut Head) -> Templated {
    let section = |head: &mut Head, title: &str, description: &str| {
        column(head, "issues", title, description);
        head.trail.push(fixed(navigation::ISSUES));
    };
    match view {
        PageKind::Issue(id) => {
            let view = issue::issue(site, *id);
            section(head, &view.title, &format!("{}的目录", view.title));
            head.running.clone_from(&view.issue.name);
            ("issue.html", View::Issue(Box::new(view)))
        }
        PageKind::Print(id) => {
            let view = print::print(site, *id);
            section(head, &format!("{}全文", view.title), &format!("{}的全部文件，供打印", view.title));
            head.running.clone_from(&view.issue.name);
            head.trail.push(link(&view.issue.name, &view.issue.address));
            ("print.html", View::Print(Box::new(view)))
        }
        PageKind::Year(at) => {
            let view = issue::year(site, *at);
            let what = format!("{}年各期公报所载文件，按栏目排列", view.year);
            section(head, &format!("{}年总目录", view.year), &what);
            ("year.html", View::Year(view))
        }
        _ => {
            column(head, "issues", navigation::ISSUES.0, "按年份排列的各期公报");
            ("issues.html", View::Issues(issue::issues(site)))
        }
    }
}

fn of_lists(site: &Publication, view: &PageKind, head: &mut Head) -> Templated {
    match view {
        PageKind::Dimension(at) => {
            let dimension = &site.lists.dimensions[*at];
            column(head, "lists", dimension.title, &format!("{}排列的文件", dimension.title));
            head.trail.push(fixed(navigation::LISTS));
            ("dimension.html", View::Dimension(lists::dimension(dimension)))
        }
        PageKind::Entry(at, entry, year) => {
            let dimension = &site.lists.dimensions[*at];
            let view = lists::entry(site, dimension, *entry, *year);
            column(head, "lists", &view.title, &format!("{}的文件", view.title));
            head.trail.push(fixed(navigation::LISTS));
            head.trail.push(link(dimension.title, dimension.address()));
            ("entry.html", View::Entry(view))
        }
        _ => {
            column(head, "lists", navigation::LISTS.0, "按发文字号、类型、栏目、发文机关查找文件");
            ("lists.html", View::Lists(lists::lists(site)))
        }
    }
}

fn of_responsibility(site: &Publication, view: &PageKind, head: &mut Head) -> Option<Templated> {
    let responsibility = &site.responsibility;
    Some(match view {
        PageKind::Unit(id, year) => {
            of_party(site, &responsibility.parties.units[*id], *year, "牵头和参与负责", head)
        }
        PageKind::Leader(id, year) => of_party(site, &responsibility.parties.leaders[*id], *year, "分管", head),
        PageKind::Compare(id) => {
            let view = plan::compare(site, &responsibility.plans[*id])?;
            column(head, "units", navigation::COMPARE, &format!("{}与所落实的报告逐段对照", view.plan.name));
            head.trail.push(view.plan.clone());
            ("compare.html", View::Compare(view))
        }
        PageKind::Overview(id) => {
            let view = plan::overview(site, &responsibility.plans[*id]);
            column(head, "units", navigation::OVERVIEW, &format!("{}各部分任务由哪些单位牵头", view.plan.name));
            head.trail.push(view.plan.clone());
            ("overview.html", View::Overview(view))
        }
        _ => {
            let what = "重点工作分工方案中的单位和领导，以及各自的任务";
            column(head, "units", navigation::UNITS.0, what);
            ("units.html", View::Units(units::units(site)))
        }
    })
}

fn of_party(site: &Publication, party: &Party, year: usize, what: &str, head: &mut Head) -> Templated {
    column(head, "units", &party.name, &format!("{}{what}的重点工作任务", party.name));
    head.trail.push(fixed(navigation::UNITS));
    ("party.html", View::Party(units::party(site, party, year)))
}

/// The standing pages, for the footer of every page. Their number does not grow with the site.
pub fn standing(site: &Publication) -> Vec<NavLink> {
    let pages = site.library.standing.iter().map(|page| link(&page.meta.title, page.address()));
    let corrections = !site.library.settings.corrections.is_empty();
    pages.chain(corrections.then(|| fixed(navigation::CORRECTIONS))).collect()
}
