//! The record of the last build, file by file: what is to be made of the same again is not made again.
//!
//! A file of the site is left alone when it is to be made from the same as before, and when its bytes are still those
//! that were made of it then. Both are told by digests, so neither a page that somebody changed in the output folder
//! nor a record that is out of date can make the site differ.

use crate::cache::Cache;
use crate::digest::{Digest, LENGTH};
use std::collections::BTreeMap;

/// Its name in the cache.
const NAME: &str = "files";
/// What ends an address.
const END: u8 = 0;

/// A published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileEntry {
    /// What it was made from.
    pub(super) fingerprint: Digest,
    /// Its bytes.
    pub(super) bytes: Digest,
}

/// The files of a site, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BuildRecord(pub(super) BTreeMap<String, FileEntry>);

impl BuildRecord {
    /// The record of the last build; an empty one when there is none.
    pub(super) fn read(cache: &Cache) -> Self {
        cache.read(NAME).and_then(|bytes| Self::parse(&bytes)).unwrap_or_default()
    }

    /// Keeps the record for the next build.
    pub(super) fn write(&self, cache: &Cache) {
        let mut bytes = Vec::new();
        for (address, entry) in &self.0 {
            bytes.extend(entry.fingerprint);
            bytes.extend(entry.bytes);
            bytes.extend(address.as_bytes());
            bytes.push(END);
        }
        cache.write(NAME, &bytes);
    }

    fn parse(mut bytes: &[u8]) -> Option<Self> {
        let mut entries = BTreeMap::new();
        while let Some((fingerprint, rest)) = bytes.split_first_chunk::<LENGTH>() {
            let (digest, rest) = rest.split_first_chunk::<LENGTH>()?;
            let end = rest.iter().position(|byte| *byte == END)?;
            let address = std::str::from_utf8(rest.get(..end)?).ok()?;
            entries.insert(address.to_owned(), FileEntry { fingerprint: *fingerprint, bytes: *digest });
            bytes = rest.get(end + 1..)?;
        }
        Some(Self(entries))
    }
}
