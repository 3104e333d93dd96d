//! A part of the gazette that is a whole: chosen years or issues, for an archive of their own.
//!
//! A subset is cut from the whole library, so that what a part cannot know by itself is known: whether a document was
//! repealed by one of another year, and what stands outside. Relations to documents outside are shown as what they
//! are; citations, lists and search are made anew of what is inside.

use super::catalogue::{Catalogue, Names};
use super::relations::Relation;
use super::{Document, DocumentId, Issue, IssueId, Library, Settings, naming};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use typed_index_collections::TiVec;

/// What to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The issues of these years, and the documents of these years that stand in no issue.
    Years(BTreeSet<u32>),
    /// These issues, by id.
    Issues(BTreeSet<String>),
}

/// What a part refers to and does not hold. Empty for a whole gazette.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// What the part holds, as pages say it: 2025年、2026年.
    pub label: Option<String>,
    /// Texts that are not in the part: where they stand in the whole site, by file. Absolute when that is
    /// published.
    pub texts: BTreeMap<String, String>,
    /// The documents that are not in the part, as texts cite them, and where they stand in the whole site.
    pub cited: Vec<(Names, String)>,
    /// How documents of the part relate to others, by file of the document in the part.
    relations: BTreeMap<String, Vec<OutsideRelation>>,
}

/// A relation to a document outside.
#[derive(Clone, Debug)]
pub struct OutsideRelation {
    /// What the other document is to this one: 解读的文件.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Where it stands in the whole site.
    pub address: String,
}

impl Outside {
    /// The relations of a document, by its file.
    pub fn relations(&self, file: &str) -> &[OutsideRelation] {
        self.relations.get(file).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Library {
    /// A part of this library. The new numbers of its documents follow the order of the old ones.
    ///
    /// # Errors
    ///
    /// When a year or an issue is chosen that the library does not have: what it has.
    pub fn subset(&self, choice: &Choice) -> Result<Self, NotThere> {
        refuse_unknown(self, choice)?;
        let issue_in = |issue: &Issue| match choice {
            Choice::Years(years) => years.contains(&issue.meta.year),
            Choice::Issues(ids) => ids.contains(&issue.meta.id.value),
        };
        let inside = |document: &Document| match (self.issue_of(document), choice) {
            (Some(issue), _) => issue_in(issue),
            (None, Choice::Years(years)) => document.day().is_some_and(|day| years.contains(&day.year())),
            (None, Choice::Issues(_)) => false,
        };
        let issues = renumbered(&self.issues, issue_in);
        let documents = renumbered(&self.documents, inside);
        let outside = self.outside_of(choice, &documents, &issues);
        let kept = |id: DocumentId| documents.contains_key(&id).then(|| &self.documents[id]);
        let held: BTreeSet<&str> = self.documents.keys().filter_map(kept).flat_map(names_of).collect();
        let corrections = &self.settings.corrections;
        let names = |document: &Document| document.text.names();
        Ok(Self {
            settings: Settings {
                corrections: corrections
                    .iter()
                    .filter(|it| held.contains(it.document.as_str()))
                    .cloned()
                    .collect(),
                ..self.settings.clone()
            },
            catalogue: Catalogue::new(
                self.documents.keys().filter_map(kept).map(names),
                outside.cited.iter().map(|(names, _)| names.clone()),
            ),
            documents: self
                .documents
                .keys()
                .filter_map(kept)
                .map(|document| Document {
                    meta: Arc::clone(&document.meta),
                    text: Arc::clone(&document.text),
                    published: document.published,
                    issue: document.issue.and_then(|(issue, place)| Some((*issues.get(&issue)?, place))),
                    status: document.status,
                    relations: within(&document.relations, &documents),
                })
                .collect(),
            issues: issues
                .keys()
                .map(|id| &self.issues[*id])
                .map(|issue| Issue {
                    meta: Arc::clone(&issue.meta),
                    text: Arc::clone(&issue.text),
                    items: issue.items.iter().filter_map(|item| documents.get(item)).copied().collect(),
                })
                .collect(),
            standing: self.standing.clone(),
            as_of: self.as_of,
            outside,
        })
    }

    /// What a part refers to and does not hold.
    fn outside_of(
        &self,
        choice: &Choice,
        documents: &BTreeMap<DocumentId, DocumentId>,
        issues: &BTreeMap<IssueId, IssueId>,
    ) -> Outside {
        let base = self.config().base_url.as_ref();
        let full = |address: String| base.map_or(address.clone(), |base| format!("{base}/{address}"));
        let mut outside = Outside { label: Some(label(self, choice)), ..Outside::default() };
        for (id, document) in self.documents.iter_enumerated() {
            if !documents.contains_key(&id) {
                outside.texts.insert(document.file().to_owned(), full(document.address()));
                outside.cited.push((document.text.names(), full(document.address())));
                continue;
            }
            let others = document.relations.iter().filter(|relation| !documents.contains_key(&relation.other));
            let others = others.map(|relation| {
                let other = &self.documents[relation.other];
                let (name, title) = (relation.kind.chinese(), other.meta.title.clone());
                OutsideRelation { name, title, address: full(other.address()) }
            });
            let others: Vec<OutsideRelation> = others.collect();
            if !others.is_empty() {
                outside.relations.insert(document.file().to_owned(), others);
            }
        }
        for (_, issue) in self.issues.iter_enumerated().filter(|(id, _)| !issues.contains_key(id)) {
            outside.texts.insert(issue.file().to_owned(), full(issue.address()));
        }
        outside
    }
}

/// The numbers of what is inside, and their new ones.
fn renumbered<Id: Copy + Ord + From<usize> + Into<usize>, T>(
    all: &TiVec<Id, T>,
    inside: impl Fn(&T) -> bool,
) -> BTreeMap<Id, Id>
where
    usize: From<Id>,
{
    let kept = all.iter_enumerated().filter(|(_, value)| inside(value));
    kept.enumerate().map(|(new, (old, _))| (old, Id::from(new))).collect()
}

/// The relations to documents inside, by their new numbers.
fn within(relations: &[Relation], documents: &BTreeMap<DocumentId, DocumentId>) -> Vec<Relation> {
    let inside = |relation: &Relation| Some(Relation { other: *documents.get(&relation.other)?, ..*relation });
    relations.iter().filter_map(inside).collect()
}

/// The ids of a document, former ones included.
fn names_of(document: &Document) -> impl Iterator<Item = &str> {
    std::iter::once(&document.meta.id).chain(&document.meta.aliases).map(|id| id.value.as_str())
}

/// A year or an issue that the site does not have, and what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotThere {
    /// Nothing is of this year.
    Year(u32, String),
    /// No issue has this id.
    Issue(String, String),
}

impl std::fmt::Display for NotThere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year, known) => write!(f, "there is nothing of {year}; the years are {known}"),
            Self::Issue(id, known) => write!(f, "there is no issue (期) `{id}`; the issues are {known}"),
        }
    }
}

impl std::error::Error for NotThere {}

fn refuse_unknown(whole: &Library, choice: &Choice) -> Result<(), NotThere> {
    match choice {
        Choice::Years(years) => {
            let days =
                whole.documents.iter().filter(|document| document.issue.is_none()).filter_map(Document::day);
            let known: BTreeSet<u32> =
                whole.issues.iter().map(|issue| issue.meta.year).chain(days.map(|day| day.year())).collect();
            match years.iter().find(|year| !known.contains(year)) {
                Some(year) => Err(NotThere::Year(*year, listed(&known))),
                None => Ok(()),
            }
        }
        Choice::Issues(ids) => {
            let known: BTreeSet<&str> = whole.issues.iter().map(|issue| issue.meta.id.value.as_str()).collect();
            match ids.iter().find(|id| !known.contains(id.as_str())) {
                Some(id) => Err(NotThere::Issue(id.clone(), listed(&known))),
                None => Ok(()),
            }
        }
    }
}

/// The last twelve of what there is.
fn listed<T: ToString>(known: &BTreeSet<T>) -> String {
    let shown: Vec<String> = known.iter().rev().take(12).map(T::to_string).collect();
    match known.len() {
        0 => "none".to_owned(),
        count if count > shown.len() => format!("{}, …", shown.join(", ")),
        _ => shown.join(", "),
    }
}

fn label(whole: &Library, choice: &Choice) -> String {
    let names: Vec<String> = match choice {
        Choice::Years(years) => years.iter().map(|year| format!("{year}年")).collect(),
        Choice::Issues(ids) => whole
            .issues
            .iter()
            .filter(|issue| ids.contains(&issue.meta.id.value))
            .map(naming::issue_full)
            .collect(),
    };
    names.join("、")
}
