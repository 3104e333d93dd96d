//! What each page shows, as plain values that a template can use.
//!
//! A theme sees exactly these structures (the README lists them): addresses are relative to the root
//! of the site, names and dates are as pages show them, and nothing is HTML. The texts themselves are
//! turned into HTML by `render` and handed to the template as `body`.

mod beside;
mod card;
mod document;
mod issue;
mod lists;
mod plan;
mod print;
mod title;
mod units;

pub use card::Card;
pub use plan::{compare_address, overview_address, picture_address};

use super::editions::{self, EditionLink};
use super::pages::{self, Page, View};
use super::{Site, lists as site_lists};
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
    pub trail: Vec<Step>,
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

/// A link with its name.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub address: String,
}

/// What a page shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// The front page.
    Home(Box<lists::Home>),
    /// All issues by year.
    Issues(issue::Issues),
    /// One issue.
    Issue(Box<issue::IssueView>),
    /// One issue with all its texts.
    Print(Box<print::PrintView>),
    /// The annual index.
    Year(issue::Year),
    /// One document.
    Document(Box<document::DocumentView>),
    /// The ways to list documents.
    Lists(lists::ListsView),
    /// One way to list documents.
    Dimension(lists::DimensionView),
    /// The documents of one entry in one year.
    Entry(lists::EntryView),
    /// Everybody who answers for tasks.
    Units(units::UnitsView),
    /// The tasks of a unit or leader.
    Party(units::PartyView),
    /// A plan beside its report.
    Compare(plan::CompareView),
    /// How a plan falls to the units.
    Overview(plan::OverviewView),
    /// The corrections.
    Corrections(lists::CorrectionsView),
    /// Where a page has moved to.
    Redirect(Step),
    /// The text says it all.
    Text,
}

/// What a page shows, and with which template.
#[derive(Debug)]
pub struct Shown {
    /// The template, by its file name.
    pub template: &'static str,
    /// Head, header and trail.
    pub head: Head,
    /// The content.
    pub content: Content,
}

/// What a page shows; `None` for files that no template makes.
pub fn show(site: &Site, page: &Page) -> Option<Shown> {
    let mut head = Head {
        address: page.address.clone(),
        root: pages::root(&page.address),
        edition: editions::link(&site.editions, &page.address),
        ..Head::default()
    };
    let (template, content) = match &page.view {
        View::Home => {
            head.section = "home";
            head.title.clone_from(&site.config.title);
            head.description = format!("{}：最新一期、各期目录与全文", site.config.title);
            ("home.html", Content::Home(Box::new(lists::home(site))))
        }
        View::Issues => {
            column(&mut head, "issues", "各期公报", "按年份排列的各期公报");
            ("issues.html", Content::Issues(issue::issues(site)))
        }
        View::Issue(at) => {
            let view = issue::issue(site, *at)?;
            column(&mut head, "issues", &view.title, &format!("{}的目录", view.title));
            head.trail.push(step("各期公报", "issues/index.html"));
            head.running.clone_from(&view.issue.name);
            ("issue.html", Content::Issue(Box::new(view)))
        }
        View::Print(at) => {
            let view = print::print(site, *at)?;
            let title = format!("{}全文", view.title);
            column(&mut head, "issues", &title, &format!("{}的全部文件，供打印", view.title));
            head.running.clone_from(&view.issue.name);
            head.trail.push(step("各期公报", "issues/index.html"));
            head.trail.push(step(&view.issue.name, &view.issue.address));
            ("print.html", Content::Print(Box::new(view)))
        }
        View::Year(at) => {
            let view = issue::year(site, *at)?;
            let title = format!("{}年总目录", view.year);
            column(&mut head, "issues", &title, &format!("{}年各期公报所载文件，按栏目排列", view.year));
            head.trail.push(step("各期公报", "issues/index.html"));
            ("year.html", Content::Year(view))
        }
        View::Document(at) => {
            let view = document::document(site, *at)?;
            document::head(site, *at, &view, &mut head);
            ("document.html", Content::Document(Box::new(view)))
        }
        View::Lists => {
            column(&mut head, "lists", "文件索引", "按发文字号、类型、栏目、发文机关查找文件");
            ("lists.html", Content::Lists(lists::lists(site)))
        }
        View::Dimension(at) => {
            let dimension = site.lists.dimensions.get(*at)?;
            column(&mut head, "lists", dimension.title, &format!("{}排列的文件", dimension.title));
            head.trail.push(step("文件索引", "lists/index.html"));
            ("dimension.html", Content::Dimension(lists::dimension(dimension)))
        }
        View::Entry(dimension, entry, year) => {
            let dimension = site.lists.dimensions.get(*dimension)?;
            let view = lists::entry(site, dimension, *entry, *year)?;
            column(&mut head, "lists", &view.title, &format!("{}的文件", view.title));
            head.trail.push(step("文件索引", "lists/index.html"));
            head.trail.push(step(dimension.title, &dimension.address()));
            ("entry.html", Content::Entry(view))
        }
        View::Units => {
            column(&mut head, "units", "责任单位", "重点工作分工方案中的单位和领导，以及各自的任务");
            ("units.html", Content::Units(units::units(site)))
        }
        View::Unit(at, year) => {
            let unit = site.parties.units.get(*at)?;
            party_head(&mut head, &unit.name, "牵头和参与负责");
            ("party.html", Content::Party(units::unit(site, unit, *year)?))
        }
        View::Leader(at, year) => {
            let leader = site.parties.leaders.get(*at)?;
            party_head(&mut head, &leader.name, "分管");
            ("party.html", Content::Party(units::leader(site, leader, *year)?))
        }
        View::Compare(at) => {
            let view = plan::compare(site, site.plans.get(*at)?)?;
            column(&mut head, "units", "报告与方案对照", &format!("{}与所落实的报告逐段对照", view.plan.name));
            head.trail.push(view.plan.clone());
            ("compare.html", Content::Compare(view))
        }
        View::Overview(at) => {
            let view = plan::overview(site, site.plans.get(*at)?)?;
            column(&mut head, "units", "任务分工一览", &format!("{}各部分任务由哪些单位牵头", view.plan.name));
            head.trail.push(view.plan.clone());
            ("overview.html", Content::Overview(view))
        }
        View::Standing(at) => {
            let standing = site.standing.get(*at)?;
            column(&mut head, "about", &standing.meta.title, &standing.meta.title);
            ("page.html", Content::Text)
        }
        View::Corrections => {
            column(&mut head, "about", "校勘记", "本站文本与所据文本不同之处");
            ("corrections.html", Content::Corrections(lists::corrections(site)))
        }
        View::Search => {
            column(&mut head, "search", "全文检索", "检索各期公报和全部文件的标题、发文字号与正文");
            ("search.html", Content::Text)
        }
        View::NotFound => {
            head.title = "没有这个页面".to_owned();
            head.description = "没有找到所要的页面".to_owned();
            if let Some(base) = site.config.base_url.as_ref().filter(|_| page.address == pages::NOT_FOUND) {
                // A server shows this page for addresses at any depth, so its links cannot be relative. The
                // preview makes it anew for each depth.
                head.root = format!("{base}/");
            }
            ("not-found.html", Content::Text)
        }
        View::Redirect(to) => {
            head.title = "页面已迁移".to_owned();
            head.description = "本页的新地址".to_owned();
            ("redirect.html", Content::Redirect(step("新地址", to)))
        }
        View::Data(_) | View::Picture(_) | View::Attachment(_) => return None,
    };
    Some(Shown { template, head, content })
}

fn party_head(head: &mut Head, name: &str, what: &str) {
    column(head, "units", name, &format!("{name}{what}的重点工作任务"));
    head.trail.push(step("责任单位", "units/index.html"));
}

fn column(head: &mut Head, section: &'static str, title: &str, description: &str) {
    head.section = section;
    head.title = title.to_owned();
    head.running = title.to_owned();
    head.description = description.to_owned();
    head.page_type = "column";
    head.column = title.to_owned();
    head.trail.push(step("首页", "index.html"));
}

fn step(name: &str, address: &str) -> Step {
    Step { name: name.to_owned(), address: address.to_owned() }
}

/// The standing pages, for the footer of every page. Their number does not grow with the site.
pub fn standing(site: &Site) -> Vec<Step> {
    let mut steps: Vec<Step> = site.standing.iter().map(|page| step(&page.meta.title, &page.address())).collect();
    if !site.corrections.is_empty() {
        steps.push(step("校勘记", "corrections.html"));
    }
    steps
}

/// The page of the latest annual index, for the navigation of every page.
pub fn latest_year(site: &Site) -> Option<Step> {
    let (year, _) = site.lists.years.first()?;
    Some(step("总目录", &site_lists::year_address(*year)))
}
