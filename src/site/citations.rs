//! What the documents cite, resolved when all of them are known: which documents cite which, the document that
//! an interpretation is about, and what could be any of several.

use super::relations::{self, Relation, RelationKind, related};
use super::{Document, Site, linked};
use crate::diagnostic::Diagnostic;
use crate::links::catalogue::{Catalogue, Found, Names};
use crate::source::schema::Kind;
use crate::text::citation::{self, Cited};
use rayon::prelude::*;

/// A place where a document is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedAt {
    /// The document that cites it.
    pub document: usize,
    /// The id of the place.
    pub anchor: Option<String>,
}

/// The names of all documents.
pub(super) fn catalogue(site: &Site) -> Catalogue {
    // The documents outside a part follow those of the site, with places beyond them.
    let outside = site.outside.cited.iter().map(|(names, _)| names.clone());
    Catalogue::new(site.documents.iter().map(names).chain(outside))
}

/// The names of a document.
pub(super) fn names(document: &Document) -> Names {
    Names {
        number: document.meta.number.as_ref().map(|number| number.value.clone()),
        organ: document.meta.organ.clone(),
        title: document.meta.title.clone(),
        issued: document.text.issued.clone(),
    }
}

/// Relates interpretations whose front matter is silent to the document that their title names.
pub(super) fn relate_interpretations(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for (at, document) in site.documents.iter().enumerate() {
        let meta = &document.meta;
        if meta.kind != Kind::Interpretation || !meta.interprets.is_empty() {
            continue;
        }
        for citation in citation::find(&meta.title) {
            let Cited::Title(title) = citation.cited else { continue };
            match site.catalogue.title(&title, at, &[]) {
                Found::One(meant) if meant.document < site.documents.len() => {
                    found.push((at, Relation { kind: RelationKind::Interprets, other: meant.document }));
                    break;
                }
                Found::Several(documents) => diagnostics.push(Diagnostic::warning(
                    "ambiguous-citation",
                    meta.id.location.clone(),
                    format!(
                        "the title of this interpretation (解读) names 《{title}》, which {} here bear",
                        of(site, &documents)
                    ),
                    "say which is meant: `interprets: ` and its id or number",
                )),
                Found::One(_) | Found::None => {}
            }
        }
    }
    relations::add(site, found);
}

fn of(site: &Site, documents: &[usize]) -> String {
    let ids: Vec<&str> = documents
        .iter()
        .filter_map(|at| site.documents.get(*at))
        .map(|document| document.meta.id.value.as_str())
        .collect();
    format!("{} documents ({})", ids.len(), ids.join(", "))
}

/// Notes for every document where it is cited, the newest document first; names what is ambiguous.
pub(super) fn collect(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let resolved: Vec<Resolved> = (0..site.documents.len()).into_par_iter().map(|at| resolve(site, at)).collect();
    let mut cited: Vec<Vec<CitedAt>> = vec![Vec::new(); site.documents.len()];
    for (citing, (edges, mut found)) in resolved.into_iter().enumerate() {
        diagnostics.append(&mut found);
        if let Some(document) = site.documents.get_mut(citing) {
            document.cites = edges.iter().map(|(other, _)| *other).filter(|other| *other < cited.len()).collect();
        }
        for (other, anchor) in edges {
            if let Some(places) = cited.get_mut(other) {
                places.push(CitedAt { document: citing, anchor });
            }
        }
    }
    let days: Vec<_> = site.documents.iter().map(Document::day).collect();
    for (document, mut places) in site.documents.iter_mut().zip(cited) {
        places
            .sort_by_key(|place| (std::cmp::Reverse(days.get(place.document).copied().flatten()), place.document));
        document.cited_by = places;
    }
}

/// The other documents that a document cites, each with the first place, and what is ambiguous.
type Resolved = (Vec<(usize, Option<String>)>, Vec<Diagnostic>);

fn resolve(site: &Site, at: usize) -> Resolved {
    let mut edges: Vec<(usize, Option<String>)> = Vec::new();
    let mut diagnostics = Vec::new();
    let Some(document) = site.documents.get(at) else { return (edges, diagnostics) };
    let related: Vec<usize> = related(document).collect();
    for mention in &document.text.mentions.list {
        let other = match &mention.cited {
            Cited::Number(reference) => site.catalogue.number(reference).map(|(_, document)| document),
            Cited::Title(title) => match linked::meaning(site, &site.catalogue, title, at, &related) {
                Found::One(meant) => Some(meant.document),
                Found::Several(documents) => {
                    diagnostics.push(Diagnostic::warning(
                        "ambiguous-citation",
                        mention.location.clone(),
                        format!("《{title}》 can be any of {}; it stays text", of(site, &documents)),
                        "link it to the one that is meant: [《…》](file.md)",
                    ));
                    None
                }
                Found::None => None,
            },
            _ => None,
        };
        if let Some(other) = other
            && other != at
            && !edges.iter().any(|(known, _)| *known == other)
        {
            edges.push((other, mention.anchor.clone()));
        }
    }
    (edges, diagnostics)
}
