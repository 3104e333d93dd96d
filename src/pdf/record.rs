//! Which editions a site holds, of which source each was made, and what its pages say of them.
//!
//! The record is published with the editions (`pdf/editions.json`). A later build reads it, makes the
//! sources anew and keeps those editions whose source is still the same: an edition that no longer says
//! what the content says is not left standing.

use super::{Layout, Source, TEMPLATE, measures};
use crate::publication::editions::{EditionFile, Editions};
use serde::{Deserialize, Serialize};

/// Where the record lies.
pub const ADDRESS: &str = "pdf/editions.json";

/// One edition of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Where it lies, relative to the root of the site.
    pub address: String,
    /// How long the file is.
    pub bytes: usize,
    /// How many pages it has.
    pub pages: usize,
    /// The layout that was asked for, where it is not the document's own.
    pub layout: Option<Layout>,
    /// A digest of what it was made of.
    pub source: String,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// All editions of a site, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The editions.
    pub editions: Vec<Entry>,
}

impl Record {
    /// Reads a record; one that cannot be read holds nothing.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// The record as it is published.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub fn write(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The addresses to be published: the editions and this record; nothing where there are none.
    pub fn addresses(&self) -> Vec<String> {
        let own = (!self.editions.is_empty()).then(|| ADDRESS.to_owned());
        self.editions.iter().map(|entry| entry.address.clone()).chain(own).collect()
    }

    /// The editions as their pages speak of them.
    pub fn files(&self) -> Editions {
        self.editions.iter().filter_map(file).collect()
    }
}

fn file(entry: &Entry) -> Option<(String, EditionFile)> {
    let page = entry.address.strip_prefix("pdf/")?.strip_suffix(".pdf")?;
    let file = EditionFile { address: entry.address.clone(), bytes: entry.bytes, pages: entry.pages };
    Some((format!("{page}.html"), file))
}

/// A digest of a source and of all that shapes it but the faces: FNV-1a with 128 bits, in hexadecimal.
pub fn digest(source: &Source) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let measures = measures();
    let template = TEMPLATE.iter().map(|(_, text)| *text);
    let parts = template.chain([env!("CARGO_PKG_VERSION"), &measures, &source.identity, &source.text]);
    let bytes = parts.flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}
