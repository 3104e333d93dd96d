//! The editions that lie in a published site and still say what the content says: those that a build keeps,
//! an archive packs and a preview links to.

use super::record::{self, Entry, Record};
use super::{Edition, address};
use crate::publication::Publication;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a published site holds.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    folder: PathBuf,
    record: Record,
    stale: BTreeSet<String>,
}

impl Kept {
    /// Looks into the folder of a published site. One without editions, or no folder at all, holds nothing.
    pub fn find(folder: &Path, site: &Publication) -> Self {
        let read = std::fs::read(folder.join(record::ADDRESS));
        let entries = read.map(|bytes| Record::read(&bytes)).unwrap_or_default().editions;
        let lies_there = |entry: &Entry| {
            let length = std::fs::metadata(folder.join(&entry.address)).map(|metadata| metadata.len());
            length.is_ok_and(|length| length == entry.bytes as u64)
        };
        let known = editions(site);
        let (current, stale): (Vec<Entry>, Vec<Entry>) =
            entries.into_par_iter().partition(|entry| lies_there(entry) && is_current(site, &known, entry));
        Self {
            folder: folder.to_path_buf(),
            record: Record { editions: current },
            stale: stale.into_iter().map(|entry| entry.address).collect(),
        }
    }

    /// What remains for a part of the site. Issues and documents are the same there; a list of tasks is not
    /// when other plans have tasks on it.
    pub fn within(self, part: &Publication) -> Self {
        let known = editions(part);
        let remains = |entry: &Entry| match known.get(&entry.address) {
            Some(Edition::Issue(_) | Edition::Document(_)) => true,
            Some(Edition::Unit(..) | Edition::Leader(..)) => is_current(part, &known, entry),
            None => false,
        };
        let editions = self.record.editions.into_iter().filter(remains).collect();
        let stale = self.stale.into_iter().filter(|address| known.contains_key(address)).collect();
        Self { record: Record { editions }, stale, ..self }
    }

    /// The editions.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The addresses of the editions that say something else than the content, or are damaged.
    pub fn stale(&self) -> &BTreeSet<String> {
        &self.stale
    }

    /// The edition at an address.
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        self.record.editions.iter().find(|entry| entry.address == address)
    }

    /// Where the file of an edition lies.
    pub fn file(&self, entry: &Entry) -> PathBuf {
        self.folder.join(&entry.address)
    }
}

fn editions(site: &Publication) -> BTreeMap<String, Edition> {
    super::editions(site).into_iter().map(|edition| (address(site, edition), edition)).collect()
}

fn is_current(site: &Publication, known: &BTreeMap<String, Edition>, entry: &Entry) -> bool {
    let source = known.get(&entry.address).map(|edition| super::source(site, *edition, entry.layout));
    source.is_some_and(|source| record::digest(&source) == entry.source)
}
