//! Citations between documents: what the texts mention, resolved when all documents are known.

use crate::diagnostic::{Code, Diagnostic};
use crate::library::catalogue::{self, Citable, Resolution};
use crate::library::mentions::Mention;
use crate::library::{Document, DocumentId, Library};
use crate::text::citation::Cited;
use rayon::prelude::*;
use std::cmp::Reverse;
use typed_index_collections::TiVec;

/// Who cites whom.
#[derive(Debug, Default)]
pub struct Citations {
    /// The other documents that a document cites, in the order in which it cites them first.
    pub cites: TiVec<DocumentId, Vec<DocumentId>>,
    /// Where other documents cite it, the newest document first.
    pub cited_by: TiVec<DocumentId, Vec<CitedAt>>,
}

/// A place where a document is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedAt {
    /// The document that cites it.
    pub document: DocumentId,
    /// The id of the place.
    pub anchor: Option<String>,
}

/// A document that another one cites, and where it does so first.
type Edge = (DocumentId, Option<String>);

impl Citations {
    /// Resolves what the texts of a library mention, and names what could be any of several documents.
    pub fn new(library: &Library, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let documents = &library.documents;
        let resolved: Vec<(Vec<Edge>, Vec<Diagnostic>)> =
            (0..documents.len()).into_par_iter().map(|at| edges(library, at.into())).collect();
        let mut cites = TiVec::with_capacity(documents.len());
        let mut cited_by: TiVec<DocumentId, Vec<CitedAt>> = documents.iter().map(|_| Vec::new()).collect();
        for (at, (edges, mut problems)) in resolved.into_iter().enumerate() {
            diagnostics.append(&mut problems);
            cites.push(edges.iter().map(|(other, _)| *other).collect());
            for (other, anchor) in edges {
                cited_by[other].push(CitedAt { document: at.into(), anchor });
            }
        }
        for places in &mut cited_by {
            places.sort_by_key(|place| (Reverse(documents[place.document].day()), place.document));
        }
        Self { cites, cited_by }
    }
}

/// The other documents that a document cites, each once, and what is ambiguous.
fn edges(library: &Library, id: DocumentId) -> (Vec<Edge>, Vec<Diagnostic>) {
    let mut edges: Vec<Edge> = Vec::new();
    let mut diagnostics = Vec::new();
    let document = &library.documents[id];
    let related: Vec<DocumentId> = document.related().collect();
    for mention in &document.text.mentions.list {
        let other = match &mention.cited {
            Cited::Number(reference) => library.catalogue.number(reference).map(|(_, document)| document),
            Cited::Title(title) => match resolve(library, title, id, &related) {
                Resolution::One(named) => Some(named.document),
                Resolution::Several(documents) => {
                    diagnostics.push(ambiguous(library, mention, title, &documents));
                    None
                }
                Resolution::None => None,
            },
            _ => None,
        };
        let other = other.and_then(Citable::inside).filter(|other| *other != id);
        if let Some(other) = other.filter(|other| !edges.iter().any(|(known, _)| known == other)) {
            edges.push((other, mention.anchor.clone()));
        }
    }
    (edges, diagnostics)
}

fn ambiguous(library: &Library, mention: &Mention, title: &str, documents: &[Citable]) -> Diagnostic {
    let listed = catalogue::listed(documents, |id| library.documents[id].id());
    Diagnostic::warning(
        Code::AmbiguousCitation,
        mention.location.clone(),
        format!("《{title}》 can be any of {listed}; it stays text"),
        "link it to the one that is meant: [《…》](file.md)",
    )
}

/// What a title means in a document, its own short titles (以下简称) included.
pub fn resolve(library: &Library, title: &str, citing: DocumentId, related: &[DocumentId]) -> Resolution {
    let Document { text, .. } = &library.documents[citing];
    match text.mentions.short.get(title) {
        Some(None) => Resolution::None,
        Some(Some(whole)) => library.catalogue.title(whole, citing, related),
        None => library.catalogue.title(title, citing, related),
    }
}
