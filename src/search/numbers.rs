//! Document numbers by series, to suggest near ones for a number that does not occur.

use crate::library::DocumentId;
use crate::publication::Publication;
use crate::text::fold::fold;
use std::collections::BTreeMap;

/// The folded prefix (沈政发), the year, and in turns a number and its document.
pub type Series = (String, u32, Vec<u32>);

/// The numbers of the documents in this order.
pub fn numbers(site: &Publication, order: &[DocumentId]) -> Vec<Series> {
    let mut series: BTreeMap<(&str, u32), Vec<u32>> = BTreeMap::new();
    for (document, id) in order.iter().enumerate() {
        let number = site.library.documents[*id].meta.number.as_ref();
        // An order (令) counts on through the years; there are no near ones of its year.
        if let Some((number, year)) = number.and_then(|number| Some((&number.value, number.value.year?))) {
            series.entry((&number.prefix, year)).or_default().extend([number.sequence, document as u32]);
        }
    }
    let folded = |prefix: &str| String::from_utf16_lossy(&fold(prefix));
    series.into_iter().map(|((prefix, year), numbers)| (folded(prefix), year, numbers)).collect()
}
