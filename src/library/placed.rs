//! A document on its way into the library: its text and its issue are known, its relations are not.

use super::IssueId;
use super::reading::Text;
use crate::source::schema::DocumentMeta;
use crate::text::date::Date;
use std::sync::Arc;

/// A document whose issue is known.
pub(super) struct Placed {
    pub(super) text: Arc<Text<DocumentMeta>>,
    pub(super) issue: Option<(IssueId, usize)>,
    /// The day on which it was published: as it says itself, otherwise that of its issue.
    pub(super) published: Option<Date>,
}

impl Placed {
    /// The day by which it is sorted.
    pub(super) fn day(&self) -> Option<Date> {
        self.published.or(self.text.meta.signed)
    }
}
