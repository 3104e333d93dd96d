//! A document as lists show it.

use super::super::nav_link::NavLink;
use crate::library::{DocumentId, Library, naming};
use serde::Serialize;

/// A document as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub address: String,
    /// What kind it is: `notice`.
    pub kind: &'static str,
    /// The same, as pages call it.
    pub kind_name: &'static str,
    /// 栏目.
    pub category: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// 发文机关.
    pub organ: Option<String>,
    /// 成文日期, 2026年1月25日.
    pub signed: Option<String>,
    /// 发布日期.
    pub published: Option<String>,
    /// The later of the two that is known, as an ISO date.
    pub day: Option<String>,
    /// The issue it stands in.
    pub issue: Option<NavLink>,
    /// The printed page it begins on.
    pub page: Option<u32>,
    /// 第21页.
    pub pages: Option<String>,
    /// 有效性, where it is known.
    pub status: Option<&'static str>,
}

/// The card of a document.
pub(super) fn card(library: &Library, id: DocumentId) -> Card {
    let document = &library.documents[id];
    let meta = &document.meta;
    Card {
        id: meta.id.value.clone(),
        title: meta.title.clone(),
        address: document.address(),
        kind: meta.kind.name(),
        kind_name: meta.kind.chinese(),
        category: meta.category.clone(),
        number: meta.number.as_ref().map(|number| number.value.to_string()),
        organ: meta.organ.clone(),
        signed: meta.signed.map(|date| date.chinese()),
        published: document.published.map(|date| date.chinese()),
        day: document.day().map(|date| date.to_string()),
        issue: library
            .issue_of(document)
            .map(|issue| NavLink { name: naming::issue_short(issue), address: issue.address() }),
        page: meta.pages.map(|pages| pages.first),
        pages: meta.pages.map(naming::pages),
        status: document.status.map(|status| status.chinese()),
    }
}

/// The cards of documents, in their order.
pub(super) fn cards(library: &Library, documents: &[DocumentId]) -> Vec<Card> {
    documents.iter().map(|id| card(library, *id)).collect()
}
