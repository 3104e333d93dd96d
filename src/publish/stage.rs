//! One file on its way into the staging folder: left out when it would be made of the same as before, made and compared
//! otherwise.

use super::Error;
use super::folder::Folder;
use super::record::{BuildRecord, FileEntry};
use crate::diagnostic::Diagnostic;
use crate::digest::{self, Digest};
use crate::failure::DiskFailure;
use crate::project::{Bytes, Made, Output};
use std::fs;
use std::path::Path;

/// Brings files into the staging folder.
pub(super) struct Stager<'a> {
    pub(super) folder: &'a Folder,
    /// What the last build made of what.
    pub(super) known: &'a BuildRecord,
}

/// What came of a file.
pub(super) struct Staged {
    /// Is it new, or not as before?
    pub(super) written: bool,
    /// What it was made from.
    pub(super) entry: Option<FileEntry>,
}

impl Stager<'_> {
    /// Makes a file, and writes it to the staging folder if it differs from the published one.
    pub(super) fn stage<F>(&self, output: &Output, make: &F) -> Result<Staged, Error>
    where
        F: Fn(&Output, &dyn Fn(&Digest) -> bool) -> Result<Made, Box<Diagnostic>>,
    {
        let address = &output.address;
        let known = self.known.0.get(address);
        let is_known = |fingerprint: &Digest| {
            let known = known.filter(|known| known.fingerprint == *fingerprint);
            known.is_some_and(|known| self.published(address).is_some_and(|it| digest::of(&it) == known.bytes))
        };
        let made = make(output, &is_known).map_err(|problem| Error::Pages(vec![*problem]))?;
        let bytes = match made.bytes {
            None => return Ok(Staged { written: false, entry: known.copied() }),
            Some(Bytes::File(path)) if self.is_in_place(address, &path) => {
                return Ok(Staged { written: false, entry: None });
            }
            Some(Bytes::File(path)) => fs::read(&path).map_err(DiskFailure::of("read", &path))?,
            Some(Bytes::Memory(bytes)) => bytes,
        };
        let written = !self.is_published(address, &bytes);
        if written {
            self.folder.stage(address, &bytes)?;
        }
        let entry = |fingerprint: Digest| FileEntry { fingerprint, bytes: digest::of(&bytes) };
        Ok(Staged { written, entry: made.fingerprint.map(entry) })
    }

    /// Is it the published file itself, which stays where it is?
    fn is_in_place(&self, address: &str, path: &Path) -> bool {
        let published = self.folder.published(address).canonicalize();
        published.is_ok_and(|published| path.canonicalize().is_ok_and(|path| path == published))
    }

    fn is_published(&self, address: &str, bytes: &[u8]) -> bool {
        let published = fs::metadata(self.folder.published(address));
        let same_length = published.is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
        same_length && self.published(address).is_some_and(|old| old == bytes)
    }

    fn published(&self, address: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.published(address)).ok()
    }
}
