//! Relations between documents: a plan implements a report, an interpretation interprets, a notice amends or
//! repeals. Front matter states one direction; the site knows both.

use super::DocumentId;
use super::catalogue::{self, Catalogue, Resolution};
use super::placed::Placed;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::fields::Located;
use crate::source::schema::{DocumentMeta, Kind};
use crate::text::citation::{self, Cited};
use crate::text::document_number::DocumentNumber;
use std::collections::BTreeMap;
use typed_index_collections::{TiSlice, TiVec};

/// A relation to another document of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// What this document is to the other.
    pub kind: RelationKind,
    /// The other document.
    pub other: DocumentId,
}

/// What one document is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// This plan divides the tasks of that report.
    Implements,
    /// That plan divides the tasks of this report.
    ImplementedBy,
    /// This text interprets that document.
    Interprets,
    /// That text interprets this document.
    InterpretedBy,
    /// This document amends that one.
    Amends,
    /// That document amends this one.
    AmendedBy,
    /// This document repeals that one.
    Repeals,
    /// That document repeals this one.
    RepealedBy,
    /// That document is an annex to this one.
    HasAnnex,
    /// This document is an annex to that one.
    AnnexOf,
}

impl RelationKind {
    /// What pages call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Implements => "落实的报告",
            Self::ImplementedBy => "分工方案",
            Self::Interprets => "解读的文件",
            Self::InterpretedBy => "政策解读",
            Self::Amends => "修改的文件",
            Self::AmendedBy => "修改本文的文件",
            Self::Repeals => "废止的文件",
            Self::RepealedBy => "废止本文的文件",
            Self::HasAnnex => "附件",
            Self::AnnexOf => "所属文件",
        }
    }

    fn inverse(self) -> Self {
        match self {
            Self::Implements => Self::ImplementedBy,
            Self::ImplementedBy => Self::Implements,
            Self::Interprets => Self::InterpretedBy,
            Self::InterpretedBy => Self::Interprets,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::Repeals => Self::RepealedBy,
            Self::RepealedBy => Self::Repeals,
            Self::HasAnnex => Self::AnnexOf,
            Self::AnnexOf => Self::HasAnnex,
        }
    }
}

/// The relations of all documents: those that front matter states, by id or document number, and those of
/// interpretations whose front matter is silent, to the document that their title names.
pub(super) fn relate(
    documents: &TiSlice<DocumentId, Placed>,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<DocumentId, Vec<Relation>> {
    let mut relations: TiVec<DocumentId, Vec<Relation>> = documents.iter().map(|_| Vec::new()).collect();
    let stated = stated(documents, diagnostics);
    let interpreted = interpreted(documents, catalogue, diagnostics);
    for (id, Relation { kind, other }) in stated.into_iter().chain(interpreted) {
        let inverse = Relation { kind: kind.inverse(), other: id };
        for (id, relation) in [(id, Relation { kind, other }), (other, inverse)] {
            if let Err(place) = relations[id].binary_search(&relation) {
                relations[id].insert(place, relation);
            }
        }
    }
    relations
}

/// What front matter states.
fn stated(
    documents: &TiSlice<DocumentId, Placed>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(DocumentId, Relation)> {
    let mut by_id: BTreeMap<&str, DocumentId> = BTreeMap::new();
    let mut by_number: BTreeMap<String, DocumentId> = BTreeMap::new();
    for (at, document) in documents.iter_enumerated() {
        let meta = &document.text.meta;
        for id in std::iter::once(&meta.id).chain(&meta.aliases) {
            by_id.entry(&id.value).or_insert(at);
        }
        if let Some(number) = &meta.number {
            by_number.entry(number.value.to_string()).or_insert(at);
        }
    }
    let find = |reference: &str| {
        let number = DocumentNumber::parse(reference).map(|number| number.to_string());
        by_id.get(reference).or_else(|| by_number.get(&number?)).copied()
    };
    let mut found = Vec::new();
    for (at, document) in documents.iter_enumerated() {
        for (kind, references) in references(&document.text.meta) {
            for reference in references {
                match find(&reference.value) {
                    Some(other) if other != at => found.push((at, Relation { kind, other })),
                    Some(_) => diagnostics.push(Diagnostic::error(
                        Code::SelfReference,
                        reference.location.clone(),
                        "this document refers to itself",
                        "write the id or document number (发文字号) of the other document",
                    )),
                    None => diagnostics.push(unknown(reference, by_id.keys().copied())),
                }
            }
        }
    }
    found
}

/// The keys of front matter that refer to other documents.
fn references(meta: &DocumentMeta) -> [(RelationKind, &[Located<String>]); 5] {
    [
        (RelationKind::Implements, &meta.implements),
        (RelationKind::Interprets, &meta.interprets),
        (RelationKind::Amends, &meta.amends),
        (RelationKind::Repeals, &meta.repeals),
        (RelationKind::HasAnnex, &meta.attachments),
    ]
}

/// What the titles of interpretations (《…》解读) say where their front matter is silent.
fn interpreted(
    documents: &TiSlice<DocumentId, Placed>,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(DocumentId, Relation)> {
    let mut found = Vec::new();
    for (at, document) in documents.iter_enumerated() {
        let meta = &document.text.meta;
        if meta.kind != Kind::Interpretation || !meta.interprets.is_empty() {
            continue;
        }
        for citation in citation::find(&meta.title) {
            let Cited::Title(title) = citation.cited else { continue };
            match catalogue.title(&title, at, &[]) {
                Resolution::One(named) => {
                    if let Some(other) = named.document.inside() {
                        found.push((at, Relation { kind: RelationKind::Interprets, other }));
                        break;
                    }
                }
                Resolution::Several(named) => diagnostics.push(Diagnostic::warning(
                    Code::AmbiguousCitation,
                    meta.id.location.clone(),
                    format!(
                        "the title of this interpretation (解读) names 《{title}》, which {} here bear",
                        catalogue::listed(&named, |id| documents[id].text.meta.id.value.as_str())
                    ),
                    "say which is meant: `interprets: ` and its id or number",
                )),
                Resolution::None => {}
            }
        }
    }
    found
}

fn unknown<'a>(reference: &Located<String>, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let nearest = ids
        .map(|id| (strsim::damerau_levenshtein(id, &reference.value), id))
        .min()
        .filter(|(distance, id)| *distance <= id.len() / 4);
    Diagnostic::error(
        Code::UnknownReference,
        reference.location.clone(),
        format!("`{}` is neither the id nor the number (发文字号) of a document of this site", reference.value),
        match nearest {
            Some((_, id)) => format!("did you mean `{id}`?"),
            None => "add that document, or leave the reference out: what is not here cannot be linked".to_owned(),
        },
    )
}
