//! Whether a document is in force (有效性) on a given day.
//!
//! It is computed only from what is known: what the editor states, a repeal or amendment by a document
//! of the site, or the dates from which and until which the document says that it holds. A document
//! that says nothing of the kind has no status here; none is guessed.

use super::DocumentId;
use super::placed::Placed;
use super::relations::{Relation, RelationKind};
use crate::source::schema::Status;
use crate::text::date::Date;
use typed_index_collections::{TiSlice, TiVec};

/// The status of every document on a day; none is known without a day.
pub(super) fn compute(
    documents: &TiSlice<DocumentId, Placed>,
    relations: &TiSlice<DocumentId, Vec<Relation>>,
    as_of: Option<Date>,
) -> TiVec<DocumentId, Option<Status>> {
    let of = |(id, document): (DocumentId, &Placed)| status(document, &relations[id], documents, as_of?);
    documents.iter_enumerated().map(of).collect()
}

fn status(
    document: &Placed,
    relations: &[Relation],
    all: &TiSlice<DocumentId, Placed>,
    as_of: Date,
) -> Option<Status> {
    let meta = &document.text.meta;
    if meta.status.is_some() {
        return meta.status;
    }
    // A repeal or amendment takes effect with the document that makes it.
    let done_by = |kind: RelationKind| {
        relations.iter().filter(|relation| relation.kind == kind).any(|relation| {
            let other = &all[relation.other];
            other.text.meta.effective.or(other.day()).is_none_or(|day| day <= as_of)
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
