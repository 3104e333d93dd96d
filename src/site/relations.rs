//! How documents relate: a plan implements a report, an interpretation interprets, a notice amends or
//! repeals. Front matter states one direction; the site knows both.

use super::{Document, Site};
use crate::diagnostic::Diagnostic;
use crate::source::fields::Located;
use crate::text::document_number::DocumentNumber;
use std::collections::BTreeMap;

/// A relation to another document of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// What this document is to the other.
    pub kind: RelationKind,
    /// The other document.
    pub other: usize,
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

/// Finds the documents that front matter refers to, by id or document number.
pub(super) fn relate(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_number: BTreeMap<String, usize> = BTreeMap::new();
    for (at, document) in site.documents.iter().enumerate() {
        let meta = &document.meta;
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
    let mut found: Vec<(usize, Relation)> = Vec::new();
    for (at, document) in site.documents.iter().enumerate() {
        let meta = &document.meta;
        let stated: [(RelationKind, &[Located<String>]); 5] = [
            (RelationKind::Implements, &meta.implements),
            (RelationKind::Interprets, &meta.interprets),
            (RelationKind::Amends, &meta.amends),
            (RelationKind::Repeals, &meta.repeals),
            (RelationKind::HasAnnex, &meta.attachments),
        ];
        for (kind, references) in stated {
            for reference in references {
                match find(&reference.value) {
                    Some(other) if other != at => {
                        found.push((at, Relation { kind, other }));
                    }
                    Some(_) => diagnostics.push(Diagnostic::error(
                        "self-reference",
                        reference.location.clone(),
                        "this document refers to itself",
                        "write the id or document number (发文字号) of the other document",
                    )),
                    None => diagnostics.push(unknown(reference, by_id.keys().copied())),
                }
            }
        }
    }
    add(site, found);
}

/// Adds relations, with their inverses.
pub(super) fn add(site: &mut Site, found: Vec<(usize, Relation)>) {
    for (at, relation) in found {
        let inverse = Relation { kind: relation.kind.inverse(), other: at };
        for (at, relation) in [(at, relation), (relation.other, inverse)] {
            if let Some(document) = site.documents.get_mut(at)
                && !document.relations.contains(&relation)
            {
                document.relations.push(relation);
                document.relations.sort();
            }
        }
    }
}

/// The documents that a document is related to.
pub(super) fn related(document: &Document) -> impl Iterator<Item = usize> + '_ {
    document.relations.iter().map(|relation| relation.other)
}

fn unknown<'a>(reference: &Located<String>, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let nearest = ids
        .map(|id| (strsim::damerau_levenshtein(id, &reference.value), id))
        .min()
        .filter(|(distance, id)| *distance <= id.len() / 4);
    Diagnostic::error(
        "unknown-reference",
        reference.location.clone(),
        format!("`{}` is neither the id nor the number (发文字号) of a document of this site", reference.value),
        match nearest {
            Some((_, id)) => format!("did you mean `{id}`?"),
            None => "add that document, or leave the reference out: what is not here cannot be linked".to_owned(),
        },
    )
}
