//! An issue with all its texts on one page, for printing.

use super::super::{Publication, issue_page};
use super::card::{Card, card};
use super::issue::{ContentsColumn, IssueCard, MastheadLine, columns, issue_card, masthead};
use super::title::TitleView;
use crate::library::IssueId;
use serde::Serialize;

/// An issue with all its texts. The texts themselves are handed to the template as `texts`, in the order of
/// `items`.
#[derive(Debug, Serialize)]
pub struct PrintedIssue {
    /// The issue.
    pub issue: IssueCard,
    /// 沈阳市人民政府公报2026年第3、4期.
    pub title: String,
    /// The table of contents, which leads to places of this page.
    pub columns: Vec<ContentsColumn>,
    /// The heading of the masthead.
    pub masthead_title: String,
    /// The masthead, line by line.
    pub masthead: Vec<MastheadLine>,
    /// The items.
    pub items: Vec<PrintedItem>,
    /// The address of the issue: absolute where the site knows its own, otherwise relative to its root.
    pub url: String,
    /// The day for which the issue is given.
    pub as_of: Option<String>,
}

/// An item of the issue.
#[derive(Debug, Serialize)]
pub struct PrintedItem {
    /// Its id on the page.
    pub anchor: String,
    /// The document.
    pub document: Card,
    /// Its title.
    pub title: TitleView,
}

pub(super) fn print(site: &Publication, id: IssueId) -> PrintedIssue {
    let issue = &site.library.issues[id];
    let items: Vec<PrintedItem> = issue
        .items
        .iter()
        .map(|item| {
            let document = card(&site.library, *item);
            let title = TitleView::new(&document.title);
            PrintedItem { anchor: issue_page::place(&document.id, ""), title, document }
        })
        .collect();
    let contents = items.iter().map(|item| Card { address: format!("#{}", item.anchor), ..item.document.clone() });
    let card = issue_card(issue);
    let (masthead_title, masthead) = masthead(issue);
    PrintedIssue {
        title: format!("{}{}", site.config().title, card.name),
        columns: columns(contents.collect()),
        masthead_title,
        masthead,
        url: match &site.config().base_url {
            Some(base) => format!("{base}/{}", issue.address()),
            None => issue.address(),
        },
        as_of: site.library.as_of.map(|date| date.chinese()),
        issue: card,
        items,
    }
}
