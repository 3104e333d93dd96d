//! Whether a document is in force (有效性) on a given day.
//!
//! It is computed only from what is known: what the editor states, a repeal or amendment by a document
//! of the site, or the dates from which and until which the document says that it holds. A document
//! that says nothing of the kind has no status here; none is guessed.

use super::relations::RelationKind;
use super::{Document, Site};
use crate::source::schema::Status;
use crate::text::date::Date;

/// Sets the status of every document for `site.as_of`.
pub(super) fn compute(site: &mut Site) {
    let Some(as_of) = site.as_of else { return };
    let statuses: Vec<Option<Status>> =
        site.documents.iter().map(|document| status(document, &site.documents, as_of)).collect();
    for (document, status) in site.documents.iter_mut().zip(statuses) {
        document.status = status;
    }
}

fn status(document: &Document, all: &[Document], as_of: Date) -> Option<Status> {
    let meta = &document.meta;
    if meta.status.is_some() {
        return meta.status;
    }
    // A repeal or amendment takes effect with the document that makes it.
    let done_by = |kind: RelationKind| {
        document.relations.iter().filter(|relation| relation.kind == kind).any(|relation| {
            let Some(other) = all.get(relation.other) else { return false };
            other.meta.effective.or(other.day()).is_none_or(|day| day <= as_of)
        })
    };
    if done_by(RelationKind::RepealedBy) {
        return Some(Status::Repealed);
    }
    if meta.expires.is_some_and(|expires| expires <= as_of) {
        return Some(Status::Expired);
    }
    if meta.effective.is_some_and(|effective| effective > as_of) {
        return Some(Status::NotYetEffective);
    }
    if done_by(RelationKind::AmendedBy) {
        return Some(Status::Amended);
    }
    (meta.effective.is_some() || meta.expires.is_some()).then_some(Status::InForce)
}
