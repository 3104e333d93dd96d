//! The record of the editions that a published site holds, with the fingerprint of each.
//!
//! The record is published with the editions (`pdf/editions.json`). A later build reads it and keeps those editions
//! whose fingerprint is still the same: one that no longer says what the content says is not left standing. What an
//! earlier version of this program wrote is read too; its editions have fingerprints of another kind, so none of them
//! is taken to be right.

use super::Layout;
use serde::{Deserialize, Serialize};

/// Where the record lies.
pub const ADDRESS: &str = "pdf/editions.json";

/// One edition of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionEntry {
    /// Where it lies, relative to the root of the site.
    pub address: String,
    /// How long the file is.
    pub bytes: usize,
    /// How many pages it has.
    pub pages: usize,
    /// The layout that was asked for, where it is not the document's own.
    pub layout: Option<Layout>,
    /// The digest of what it was made from, in hexadecimal.
    #[serde(alias = "source")]
    pub fingerprint: String,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// All editions of a site, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRecord {
    /// The editions.
    pub editions: Vec<EditionEntry>,
}

impl EditionRecord {
    /// Reads a record; one that cannot be read holds nothing.
    pub fn read(bytes: &[u8]) -> Self {
        let mut record: Self = serde_json::from_slice(bytes).unwrap_or_default();
        record.editions.sort_by(|a, b| a.address.cmp(&b.address));
        record.editions.dedup_by(|a, b| a.address == b.address);
        record
    }

    /// The place of an edition among them.
    pub(super) fn find(&self, address: &str) -> Option<usize> {
        self.editions.binary_search_by(|entry| entry.address.as_str().cmp(address)).ok()
    }

    /// The record as it is published.
    pub fn write(&self) -> Vec<u8> {
        // Strings and numbers can always be written as JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_an_earlier_version_can_be_read_and_a_damaged_one_holds_nothing() {
        let old = r#"{"editions":[{"address":"pdf/b.pdf","bytes":1,"pages":1,"layout":null,"source":"0f","sha256":""},
            {"address":"pdf/a.pdf","bytes":1,"pages":1,"layout":"official","source":"0e","sha256":""}]}"#;
        let record = EditionRecord::read(old.as_bytes());
        let found: Vec<(&str, &str)> =
            record.editions.iter().map(|it| (it.address.as_str(), it.fingerprint.as_str())).collect();
        assert_eq!(found, [("pdf/a.pdf", "0e"), ("pdf/b.pdf", "0f")]);
        assert_eq!(EditionRecord::read(&record.write()), record);
        for end in 0..old.trim_end().len() {
            assert_eq!(EditionRecord::read(&old.as_bytes()[..end]), EditionRecord::default());
        }
    }
}
