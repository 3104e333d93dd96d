//! The files of a site: one list, each with its address and where its bytes come from. What is published, packed and
//! shown is this list; whoever does it sees an address and bytes, and need not know of pages, indexes and editions.

use crate::digest::Digest;
use crate::pdf::record::EditionEntry;
use crate::publication::data;
use crate::publication::pages::{Page, PageKind};
use crate::responsibility::PlanId;
use std::path::PathBuf;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it lies, relative to the root of the site, with `/`.
    pub address: String,
    /// Where its bytes come from.
    pub origin: Provenance,
}

/// Where the bytes of a file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// A page, which a template makes.
    Page(Page),
    /// Open data.
    Data(data::File),
    /// The picture of a plan.
    Picture(PlanId),
    /// The theme.
    Asset,
    /// The search index, by the place of the file in it.
    Index(usize),
    /// A file of the content folder, as it is.
    Content(String),
    /// A PDF edition.
    Edition(EditionEntry),
    /// Something that is written for this list.
    Text(Vec<u8>),
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// These.
    Memory(Vec<u8>),
    /// Those of this file.
    File(PathBuf),
}

/// What came of making a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is made from: from the same, this program makes the same file. None where to make it takes no longer
    /// than to tell.
    pub fingerprint: Option<Digest>,
    /// Its bytes; none when it need not be made, because it was made of the same before.
    pub bytes: Option<Bytes>,
}

impl Made {
    /// Bytes for which there is no fingerprint.
    pub(super) fn plain(bytes: Bytes) -> Self {
        Self { fingerprint: None, bytes: Some(bytes) }
    }
}

impl Output {
    /// A file of these bytes.
    pub fn text(address: &str, bytes: Vec<u8>) -> Self {
        Self { address: address.to_owned(), origin: Provenance::Text(bytes) }
    }

    /// The file of a page of the site.
    pub(super) fn of(page: Page) -> Self {
        let address = page.address.clone();
        let origin = match page.kind {
            PageKind::Data(file) => Provenance::Data(file),
            PageKind::Picture(plan) => Provenance::Picture(plan),
            PageKind::Attachment(file) => Provenance::Content(file),
            _ => Provenance::Page(page),
        };
        Self { address, origin }
    }

    /// The page, where a template makes it.
    pub fn page(&self) -> Option<&Page> {
        match &self.origin {
            Provenance::Page(page) => Some(page),
            _ => None,
        }
    }

    /// The SHA-256 that its bytes must have, where that was written down when they were made.
    pub fn sha256(&self) -> Option<&str> {
        match &self.origin {
            Provenance::Edition(entry) => Some(&entry.sha256),
            _ => None,
        }
    }
}
