//! All issues, one issue, and the index of a year.

use super::super::lists::{gaps, year_address};
use super::super::{Issue, Site, naming};
use super::Step;
use super::card::{Card, cards};
use crate::document::{Block, official_text, plain_text};
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
pub struct Column {
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
    pub columns: Vec<Column>,
    /// The heading of the masthead.
    pub masthead_title: String,
    /// The masthead, line by line.
    pub masthead: Vec<MastheadLine>,
    /// The issue before it.
    pub previous: Option<Step>,
    /// The issue after it.
    pub next: Option<Step>,
    /// The index of its year.
    pub year: Step,
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
    pub columns: Vec<Column>,
    /// The year before it, and the one after it.
    pub previous: Option<Step>,
    /// The index of the next year.
    pub next: Option<Step>,
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

fn issue_step(site: &Site, at: Option<usize>) -> Option<Step> {
    let issue = site.issues.get(at?)?;
    Some(Step { name: naming::issue_short(issue), address: issue.address() })
}

pub(super) fn issues(site: &Site) -> Issues {
    let years = site
        .lists
        .years
        .iter()
        .map(|(year, issues)| YearIssues {
            year: *year,
            issues: issues.iter().filter_map(|at| site.issues.get(*at)).map(issue_card).collect(),
            gaps: gaps(site, issues),
            address: year_address(*year),
        })
        .collect();
    Issues { years }
}

pub(super) fn issue(site: &Site, at: usize) -> Option<IssueView> {
    let issue = site.issues.get(at)?;
    let (masthead_title, masthead) = masthead(issue);
    Some(IssueView {
        issue: issue_card(issue),
        title: format!("{}{}", site.config.title, naming::issue_short(issue)),
        columns: columns(cards(site, &issue.items)),
        masthead_title,
        masthead,
        previous: issue_step(site, at.checked_sub(1)),
        next: issue_step(site, Some(at + 1)),
        year: Step { name: format!("{}年总目录", issue.meta.year), address: year_address(issue.meta.year) },
        print: issue.print_address(),
    })
}

pub(super) fn year(site: &Site, at: usize) -> Option<Year> {
    let (year, issues) = site.lists.years.get(at)?;
    let items: Vec<usize> =
        issues.iter().filter_map(|at| site.issues.get(*at)).flat_map(|issue| issue.items.clone()).collect();
    let step = |at: Option<usize>| {
        let (year, _) = site.lists.years.get(at?)?;
        Some(Step { name: format!("{year}年总目录"), address: year_address(*year) })
    };
    Some(Year {
        year: *year,
        issues: issues.iter().filter_map(|at| site.issues.get(*at)).map(issue_card).collect(),
        gaps: gaps(site, issues),
        columns: columns(cards(site, &items)),
        previous: step(Some(at + 1)),
        next: step(at.checked_sub(1)),
    })
}

/// Items by column, columns in the order in which they first occur.
pub(super) fn columns(items: Vec<Card>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for item in items {
        let name = item.category.clone().unwrap_or_default();
        match columns.iter_mut().find(|column| column.name == name) {
            Some(column) => column.items.push(item),
            None => columns.push(Column { name, items: vec![item] }),
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
