//! The bibliographic reference to a document: GB/T 7714-2015, electronic gazette documents ([A/OL]).

use crate::library::{Document, Library};

/// The two halves of a citation. Between them belongs the day on which the reader looked
/// (引用日期, GB/T 7714-2015, 8.6.2), which only the reader's machine knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// 沈阳市人民政府. 题名: 文号[A/OL]. (成文日期)
    pub before: String,
    /// The address, where the site knows it.
    pub url: Option<String>,
}

/// The citation of a document.
pub fn citation(library: &Library, document: &Document) -> Reference {
    let meta = &document.meta;
    let author = meta.organ.as_ref().map(|organ| format!("{organ}. ")).unwrap_or_default();
    let number = meta.number.as_ref().map(|number| format!(": {}", number.value)).unwrap_or_default();
    let date = meta.signed.or(document.published).map(|date| format!("({date})")).unwrap_or_default();
    Reference {
        before: format!("{author}{}{number}[A/OL]. {date}", meta.title),
        url: library.config().base_url.as_ref().map(|base| format!("{base}/{}", document.address())),
    }
}
