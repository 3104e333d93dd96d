//! All issues, one issue, and the index of a year.

use super::super::Publication;
use super::super::lists::gaps;
use super::super::nav_link::NavLink;
use super::card::{Card, cards};
use super::navigation::{self, link};
use crate::address;
use crate::document::{Block, official_text, plain_text};
use crate::library::{DocumentId, Issue, IssueId, naming};
use serde::Serialize;

/// An issue as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct IssueCard {
    /// Its id.
    pub id: String,
    /// 2026年第3、4期.
    pub name: String,
    /// 第3、4期.
    pub numbers: String,
    /// 总第497期.
    pub serial: Option<u32>,
    /// 2026年2月13日.
    pub published: String,
    /// The same as an ISO date.
    pub day: String,
    /// How many items it has.
    pub count: usize,
    /// Its page.
    pub address: String,
}

/// The issues of a year.
#[derive(Debug, Serialize)]
pub struct YearIssues {
    /// The year.
    pub year: u32,
    /// Its issues, oldest first.
    pub issues: Vec<IssueCard>,
    /// The issues that are not here: 第1期.
    pub gaps: Vec<String>,
    /// The page of its index.
    pub address: String,
}

/// All issues by year.
#[derive(Debug, Serialize)]
pub struct Issues {
    /// The years, newest first.
    pub years: Vec<YearIssues>,
}

/// One column of a table of contents.
#[derive(Debug, Serialize)]
pub struct ContentsColumn {
    /// 栏目; empty for items without one.
    pub name: String,
    /// Its items.
    pub items: Vec<Card>,
}

/// A line of the masthead.
#[derive(Debug, Serialize)]
pub struct MastheadLine {
    /// 主编; empty for a line without one.
    pub label: String,
    /// The rest of the line.
    pub value: String,
}

/// One issue.
#[derive(Debug, Serialize)]
pub struct IssueView {
    /// The issue.
    pub issue: IssueCard,
    /// 沈阳市人民政府公报2026年第3、4期.
    pub title: String,
    /// The table of contents.
    pub columns: Vec<ContentsColumn>,
    /// The heading of the masthead.
    pub masthead_title: String,
    /// The masthead, line by line.
    pub masthead: Vec<MastheadLine>,
    /// The issue before it.
    pub previous: Option<NavLink>,
    /// The issue after it.
    pub next: Option<NavLink>,
    /// The index of its year.
    pub year: NavLink,
    /// The page that holds all of it, for printing.
    pub print: String,
}

/// The index of a year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// The year.
    pub year: u32,
    /// Its issues.
    pub issues: Vec<IssueCard>,
    /// The issues that are not here.
    pub gaps: Vec<String>,
    /// Its items by column, in the order of the issues.
    pub columns: Vec<ContentsColumn>,
    /// The year before it, and the one after it.
    pub previous: Option<NavLink>,
    /// The index of the next year.
    pub next: Option<NavLink>,
}

pub(super) fn issue_card(issue: &Issue) -> IssueCard {
    IssueCard {
        id: issue.meta.id.value.clone(),
        name: naming::issue_short(issue),
        numbers: naming::issue_numbers(&issue.meta.numbers),
        serial: issue.meta.serial,
        published: issue.meta.published.chinese(),
        day: issue.meta.published.to_string(),
        count: issue.items.len(),
        address: issue.address(),
    }
}

fn issue_link(issue: &Issue) -> NavLink {
    link(&naming::issue_short(issue), issue.address())
}

pub(super) fn issues(site: &Publication) -> Issues {
    let years = site
        .lists
        .years
        .iter()
        .map(|(year, issues)| YearIssues {
            year: *year,
            issues: issues.iter().map(|id| issue_card(&site.library.issues[*id])).collect(),
            gaps: gaps(&site.library, issues),
            address: address::year(*year),
        })
        .collect();
    Issues { years }
}

pub(super) fn issue(site: &Publication, id: IssueId) -> IssueView {
    let issue = &site.library.issues[id];
    let (earlier, from_here) = site.library.issues.split_at(id);
    let (masthead_title, masthead) = masthead(issue);
    IssueView {
        issue: issue_card(issue),
        title: format!("{}{}", site.config().title, naming::issue_short(issue)),
        columns: columns(cards(&site.library, &issue.items)),
        masthead_title,
        masthead,
        previous: earlier.last().map(issue_link),
        next: from_here.iter().nth(1).map(issue_link),
        year: navigation::year(issue.meta.year),
        print: issue.print_address(),
    }
}

pub(super) fn year(site: &Publication, at: usize) -> Year {
    let (year, issues) = &site.lists.years[at];
    let of_year = || issues.iter().map(|id| &site.library.issues[*id]);
    let items: Vec<DocumentId> = of_year().flat_map(|issue| issue.items.iter().copied()).collect();
    let other = |at: Option<usize>| site.lists.years.get(at?).map(|(year, _)| navigation::year(*year));
    Year {
        year: *year,
        issues: of_year().map(issue_card).collect(),
        gaps: gaps(&site.library, issues),
        columns: by_column(cards(&site.library, &items)),
        previous: other(Some(at + 1)),
        next: other(at.checked_sub(1)),
    }
}

/// The table of contents of an issue: items in its order, under a new heading where the column changes. A column that
/// comes again has its heading again.
pub(super) fn columns(items: Vec<Card>) -> Vec<ContentsColumn> {
    let mut columns: Vec<ContentsColumn> = Vec::new();
    for item in items {
        let name = item.category.clone().unwrap_or_default();
        match columns.last_mut().filter(|column| column.name == name) {
            Some(column) => column.items.push(item),
            None => columns.push(ContentsColumn { name, items: vec![item] }),
        }
    }
    columns
}

/// The items of several issues, each column once, in the order in which they first occur.
fn by_column(items: Vec<Card>) -> Vec<ContentsColumn> {
    let mut columns: Vec<ContentsColumn> = Vec::new();
    for item in items {
        let name = item.category.clone().unwrap_or_default();
        match columns.iter_mut().find(|column| column.name == name) {
            Some(column) => column.items.push(item),
            None => columns.push(ContentsColumn { name, items: vec![item] }),
        }
    }
    columns
}

/// The masthead of an issue: its heading, and its lines cut at the colon.
pub(super) fn masthead(issue: &Issue) -> (String, Vec<MastheadLine>) {
    let mut blocks = issue.text.body.blocks.as_slice();
    let mut title = String::new();
    if let Some((Block::Heading(heading), rest)) = blocks.split_first() {
        title = plain_text(&heading.inlines);
        blocks = rest;
    }
    let text = official_text(blocks);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let cut = |line: &str| {
        let (label, value) = line.split_once('：').or_else(|| line.split_once(": ")).unwrap_or(("", line));
        MastheadLine { label: label.to_owned(), value: value.to_owned() }
    };
    (title, lines.map(cut).collect())
}
