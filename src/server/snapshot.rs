//! The site in memory at one moment: made from what changed and from the one before, asked for page by page.

use super::watch::Changes;
use crate::address::NOT_FOUND;
use crate::diagnostic::{Diagnostic, any_error};
use crate::digest::{self, Digest, Digester, hex};
use crate::edition::{self, Edition, Inputs, Refusal};
use crate::publication::pages::{Page, View};
use crate::render::File;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};

/// A site that can be shown.
pub struct Snapshot {
    edition: Edition,
    /// Address -> the number of the file.
    index: BTreeMap<String, usize>,
    /// What pages load beside themselves: assets and attachments. When it changes, every page has.
    resources: Digest,
    content: PathBuf,
}

/// The bytes of a page, or where its file lies.
#[derive(Debug)]
pub enum Shown {
    /// These bytes.
    Bytes(Vec<u8>),
    /// This file of the content folder.
    File(PathBuf),
}

/// Makes the site from what is on the disk now. `previous` is the last one that could be made, and `changes` what
/// was touched since.
///
/// What this returns must not depend on `previous`; it only saves work.
pub fn rebuild(
    inputs: &Inputs,
    previous: Option<&Snapshot>,
    changes: &Changes,
) -> (Result<Snapshot, Refusal>, Vec<Diagnostic>) {
    let (edition, mut diagnostics) = match previous {
        Some(previous) if !changes.content => previous.edition.in_changed_theme(inputs),
        _ => edition::read_again(inputs, previous.map(|previous| &previous.edition)),
    };
    let edition = match edition {
        Ok(edition) => edition,
        Err(refusal) => return (Err(refusal), diagnostics),
    };
    // A template that fails is found now, not when a page is opened: one page of each kind is made.
    if previous.is_none() || changes.theme {
        let samples = samples(edition.pages());
        diagnostics.append(&mut edition.problems(|page| samples.contains(page.address.as_str())));
        if any_error(&diagnostics) {
            return (Err(Refusal::Errors), diagnostics);
        }
    }
    (Ok(Snapshot::new(edition, &inputs.content)), diagnostics)
}

fn samples(pages: &[Page]) -> BTreeSet<&str> {
    let mut kinds: Vec<Discriminant<View>> = Vec::new();
    let first = |page: &&Page| {
        let kind = discriminant(&page.view);
        let new = !kinds.contains(&kind);
        if new {
            kinds.push(kind);
        }
        new
    };
    pages.iter().filter(first).map(|page| page.address.as_str()).collect()
}

impl Snapshot {
    fn new(edition: Edition, content: &Path) -> Self {
        let index = edition.own_addresses().enumerate().map(|(at, address)| (address.to_owned(), at)).collect();
        let resources = resources(&edition, content);
        Self { edition, index, resources, content: content.to_path_buf() }
    }

    /// The addresses of all files.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses = self.edition.addresses();
        addresses.extend(self.edition.kept().record().addresses());
        addresses
    }

    /// Does the site have this file?
    pub fn has(&self, address: &str) -> bool {
        self.place(address).is_some() || self.edition.kept().entry(address).is_some()
    }

    fn place(&self, address: &str) -> Option<usize> {
        self.index.get(address).copied().or_else(|| self.edition.index_file(address))
    }

    /// The file of an address; none when there is no such file.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn show(&self, address: &str) -> Result<Option<Shown>, Box<Diagnostic>> {
        let Some(at) = self.place(address) else { return Ok(self.published(address)) };
        Ok(Some(match self.edition.file(at)? {
            File::Bytes(bytes) => Shown::Bytes(bytes),
            File::Attachment(file) => Shown::File(self.content.join(file)),
            // Only what is published already is kept; a preview has nothing published.
            File::Kept => return Ok(None),
        }))
    }

    /// A PDF edition of the published site, or the record of them.
    fn published(&self, address: &str) -> Option<Shown> {
        let kept = self.edition.kept();
        match kept.entry(address) {
            Some(entry) => Some(Shown::File(kept.file(entry))),
            None if kept.record().addresses().iter().any(|known| known == address) => {
                kept.record().write().ok().map(Shown::Bytes)
            }
            None => None,
        }
    }

    /// The site's own page for an address that does not exist. Its links are relative to that address, so
    /// it is made for the depth at which it is shown.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn not_found(&self, depth: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let address = format!("{}{NOT_FOUND}", "-/".repeat(depth));
        match self.edition.page(&Page { address, view: View::NotFound })? {
            File::Bytes(bytes) => Ok(bytes),
            File::Attachment(_) | File::Kept => Ok(Vec::new()),
        }
    }

    /// What tells one state of a page from another.
    pub fn mark(&self, bytes: &[u8]) -> Mark {
        Mark { resources: short(&self.resources), bytes: short(&digest::of(bytes)) }
    }
}

/// What tells one state of a page from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What the page loads beside itself.
    pub resources: String,
    /// Its bytes.
    pub bytes: String,
}

impl Mark {
    /// Both.
    pub fn whole(&self) -> String {
        format!("{}{}", self.resources, self.bytes)
    }
}

fn short(digest: &[u8]) -> String {
    hex(digest.get(..8).unwrap_or_default())
}

fn resources(edition: &Edition, content: &Path) -> Digest {
    let mut digester = Digester::default();
    edition.assets().for_each(|asset| digester.value(&asset));
    for file in &edition.site().attachments {
        let state = content.join(file).metadata().ok().map(|meta| (meta.len(), meta.modified().ok()));
        digester.value(&(file, state));
    }
    digester.digest()
}
