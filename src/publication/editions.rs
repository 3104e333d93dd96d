//! The PDF editions that are published with the site, as pages speak of them.

use serde::Serialize;
use std::collections::BTreeMap;

/// The editions, by the page that shows the same.
pub type Editions = BTreeMap<String, EditionFile>;

/// A PDF file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFile {
    /// Where it lies, relative to the root of the site.
    pub address: String,
    /// How long it is.
    pub bytes: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// The link of a page to its edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionLink {
    /// Where it leads.
    pub address: String,
    /// 312 KB.
    pub size: String,
    /// How many pages the file has.
    pub pages: usize,
}

/// The link for a page, if it has an edition.
pub fn link(editions: &Editions, page: &str) -> Option<EditionLink> {
    let file = editions.get(page)?;
    Some(EditionLink { address: file.address.clone(), size: size(file.bytes), pages: file.pages })
}

/// A size as readers know it: 312 KB, 1.4 MB.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_024_000 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / (1024.0 * 1024.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(319_488), "312 KB");
        assert_eq!(size(1_468_006), "1.4 MB");
    }
}
