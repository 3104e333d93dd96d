//! Which editions a site holds, of which source each was made, and what its pages say of them.
//!
//! The record is published with the editions (`pdf/editions.json`). A later build reads it, makes the
//! sources anew and keeps those editions whose source is still the same: an edition that no longer says
//! what the content says is not left standing.

use super::{Edition, Layout, Source, TEMPLATE, address, measures};
use crate::site::Site;
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

    /// The entries that still say what the content says.
    pub fn current(self, site: &Site) -> Self {
        let known: std::collections::BTreeMap<String, Edition> =
            super::editions(site).into_iter().filter_map(|it| Some((address(site, it)?, it))).collect();
        let current = |entry: &Entry| {
            let source = known.get(&entry.address).and_then(|edition| super::source(site, *edition, entry.layout));
            source.is_some_and(|source| digest(&source) == entry.source)
        };
        Self { editions: self.editions.into_iter().filter(current).collect() }
    }
}

/// A digest of a source and of all that shapes it but the faces: FNV-1a with 128 bits, in hexadecimal.
pub fn digest(source: &Source) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let parts = [env!("CARGO_PKG_VERSION"), TEMPLATE, &measures(), &source.identity, &source.text];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}
