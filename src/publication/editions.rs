//! The PDF editions that are published with the site, as pages speak of them.

use serde::Serialize;

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

impl EditionLink {
    /// The link to a file of this length with so many pages.
    pub fn new(address: &str, bytes: usize, pages: usize) -> Self {
        Self { address: address.to_owned(), size: size(bytes), pages }
    }
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
