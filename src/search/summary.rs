//! What can be said of an index before its entries are made: which files it has, and how the places of each document
//! are made up. It is kept from one build to the next, because the entries, which take longest, follow from the texts
//! alone: while no text has changed, nobody asks for them.

use super::texts::Shape;
use crate::digest::{Digest, Digester};
use crate::library::DocumentId;
use crate::publication::Publication;
use serde::{Deserialize, Serialize};

/// What is said of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What the entries are made from.
    pub made_from: Digest,
    /// The digests of what the files hold in which they lie.
    pub shards: Vec<Digest>,
    /// How the places of each document are made up.
    pub shapes: Vec<Shape>,
}

impl Summary {
    /// Reads a summary.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The summary as it is kept.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What the entries are made from: the texts of the documents in this order.
pub fn made_from(site: &Publication, order: &[DocumentId]) -> Digest {
    let mut digester = Digester::default();
    for id in order {
        digester.value(&site.library.documents[*id].text.digest);
    }
    digester.digest()
}
