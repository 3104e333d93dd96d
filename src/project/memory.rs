//! The traffic with the cache: what a project takes from it, and what it keeps there for the next build.

use super::Project;
use crate::cache::Cache;
use crate::publication::Publication;
use crate::responsibility::comparisons::Comparisons;
use crate::search::Index;
use crate::search::summary::Summary;

/// What came of comparing plans with reports.
const COMPARISONS: &str = "comparisons";
/// What can be said of the search index without its entries.
const INDEX: &str = "index";

/// The comparisons of earlier builds.
pub(super) fn comparisons(cache: Option<&Cache>) -> Comparisons {
    let kept = cache.and_then(|cache| cache.read(COMPARISONS));
    kept.map(|bytes| Comparisons::read(&bytes)).unwrap_or_default()
}

/// The search index of a site.
pub(super) fn index(site: &Publication, cache: Option<&Cache>) -> Index {
    let summary = cache.and_then(|cache| Summary::read(&cache.read(INDEX)?));
    Index::new(site, summary)
}

impl Project {
    /// Keeps for the next build what was worked out for this one.
    pub fn remember(&self, cache: &Cache) {
        cache.write(COMPARISONS, &self.site.responsibility.comparisons.write());
        let Some(indexed) = self.index.get() else { return };
        cache.write(INDEX, &indexed.index.summary().write());
    }
}
