//! The open data files: the catalogue of the site as JSON, for programs.
//!
//! The keys are a contract with those who use the data; the page on open data explains them.

use super::{Document, Site, naming};
use crate::text::date::Date;
use serde::Serialize;

/// A data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// Every document.
    Documents,
    /// Every issue.
    Issues,
}

impl File {
    /// All files.
    pub const ALL: [Self; 2] = [Self::Documents, Self::Issues];

    /// Where it lies.
    pub fn address(self) -> &'static str {
        match self {
            Self::Documents => "data/documents.json",
            Self::Issues => "data/issues.json",
        }
    }

    /// Its content.
    ///
    /// # Errors
    ///
    /// When the data cannot be written as JSON.
    pub fn content(self, site: &Site) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = match self {
            Self::Documents => {
                serde_json::to_vec_pretty(&site.documents.iter().map(|d| entry(site, d)).collect::<Vec<_>>())
            }
            Self::Issues => serde_json::to_vec_pretty(&site.issues.iter().map(issue).collect::<Vec<_>>()),
        }?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[derive(Serialize)]
struct DocumentEntry<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    category: Option<&'a str>,
    number: Option<String>,
    organ: Option<&'a str>,
    signed: Option<Date>,
    published: Option<Date>,
    effective: Option<Date>,
    expires: Option<Date>,
    status: Option<&'static str>,
    issue: Option<&'a str>,
    pages: Option<crate::source::schema::PrintedPages>,
    url: String,
}

fn entry<'a>(site: &'a Site, document: &'a Document) -> DocumentEntry<'a> {
    let meta = &document.meta;
    DocumentEntry {
        id: &meta.id.value,
        title: &meta.title,
        kind: meta.kind.name(),
        category: meta.category.as_deref(),
        number: meta.number.as_ref().map(|number| number.value.to_string()),
        organ: meta.organ.as_deref(),
        signed: meta.signed,
        published: meta.published,
        effective: meta.effective,
        expires: meta.expires,
        status: document.status.map(crate::source::schema::Status::chinese),
        issue: document.issue.and_then(|(at, _)| site.issues.get(at)).map(|issue| issue.meta.id.value.as_str()),
        pages: meta.pages,
        url: document.address(),
    }
}

#[derive(Serialize)]
struct IssueEntry<'a> {
    id: &'a str,
    title: String,
    year: u32,
    numbers: &'a [u32],
    serial: Option<u32>,
    published: Date,
    documents: usize,
    url: String,
}

fn issue(issue: &super::Issue) -> IssueEntry<'_> {
    IssueEntry {
        id: &issue.meta.id.value,
        title: naming::issue_full(issue),
        year: issue.meta.year,
        numbers: &issue.meta.numbers,
        serial: issue.meta.serial,
        published: issue.meta.published,
        documents: issue.items.len(),
        url: issue.address(),
    }
}
