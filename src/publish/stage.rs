//! One file on its way into the staging folder: left out when it would be made of the same as before, made and compared
//! otherwise.

use super::Failure;
use super::folder::Folder;
use super::record::{Entry, Record};
use crate::digest::{self, Digest};
use crate::edition::Draft;
use crate::render::File;
use std::fs;
use std::path::Path;

/// Brings files into the staging folder.
pub(super) struct Stager<'a> {
    pub(super) folder: &'a Folder,
    /// The content folder, from which attachments are copied.
    pub(super) content: &'a Path,
    /// What the last build made of what.
    pub(super) known: &'a Record,
}

/// What came of a file.
pub(super) struct Staged {
    /// Is it new, or not as before?
    pub(super) written: bool,
    /// What it was made from.
    pub(super) entry: Option<Entry>,
}

impl Stager<'_> {
    /// Writes a file to the staging folder if it differs from the published one.
    pub(super) fn stage(&self, address: &str, draft: Draft<'_>) -> Result<Staged, Failure> {
        let made_from = draft.made_from;
        let known = self.known.0.get(address).filter(|known| Some(known.made_from) == made_from);
        if let Some(known) = known
            && self.published(address).is_some_and(|bytes| digest::of(&bytes) == known.bytes)
        {
            return Ok(Staged { written: false, entry: Some(*known) });
        }
        let file = draft.make().map_err(|problem| Failure::Diagnostics(vec![*problem]))?;
        let Some(bytes) = self.bytes(address, file)? else {
            return Ok(Staged { written: false, entry: None });
        };
        let written = !self.is_published(address, &bytes);
        if written {
            self.folder.stage(address, &bytes)?;
        }
        let entry = |made_from: Digest| Entry { made_from, bytes: digest::of(&bytes) };
        Ok(Staged { written, entry: made_from.map(entry) })
    }

    /// The bytes of a file; none for one that stays as it is published.
    fn bytes(&self, address: &str, file: File) -> Result<Option<Vec<u8>>, String> {
        match file {
            File::Bytes(bytes) => Ok(Some(bytes)),
            File::Attachment(attachment) => {
                let path = self.content.join(&attachment);
                let bytes =
                    fs::read(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
                Ok(Some(bytes))
            }
            File::Kept if self.folder.published(address).is_file() => Ok(None),
            File::Kept => Err(format!("{address} is not in the published site any more; build again")),
        }
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
