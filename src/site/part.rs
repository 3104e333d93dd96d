//! A part of the gazette that is a whole: chosen years or issues, for an archive of their own.
//!
//! The whole site is assembled first, so that errors are found and what a part cannot know by itself is
//! known: whether a document was repealed by one of another year, and what stands outside. Then its
//! texts are chosen from and related anew; its lists, search and links cover what is in it. References
//! to documents outside are taken out of the front matter and shown as what they are.

use super::assemble::{Beside, Material};
use super::citations::names;
use super::{Document, Issue, Options, Site, StandingPage};
use crate::links::catalogue::Names;
use crate::source::fields::Located;
use crate::source::schema::DocumentMeta;
use crate::text::document_number::DocumentNumber;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The issues of these years, and the documents of these years that stand in no issue.
    Years(BTreeSet<u32>),
    /// These issues, by id.
    Issues(BTreeSet<String>),
}

/// What a part refers to and does not hold. Empty for a whole site.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// What the part holds, as pages say it: 2025年、2026年.
    pub label: Option<String>,
    /// Texts that are not in the part: where they stand in the whole site, by file. Absolute when that is
    /// published.
    pub(super) texts: BTreeMap<String, String>,
    /// The documents that are not in the part, as texts cite them, and where they stand in the whole site.
    pub(super) cited: Vec<(Names, String)>,
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

/// The chosen part of a site: what to assemble, and with which options.
#[derive(Debug)]
pub struct Part {
    /// What remains.
    pub material: Material,
    /// The options, with the day of the whole site.
    pub options: Options,
}

/// Cuts a part out of a site.
///
/// # Errors
///
/// When a year or an issue is chosen that the site does not have: what it has.
pub fn cut(whole: &Site, beside: Beside, options: &Options, choice: &Choice) -> Result<Part, String> {
    refuse_unknown(whole, choice)?;
    let issue_in = |issue: &Issue| match choice {
        Choice::Years(years) => years.contains(&issue.meta.year),
        Choice::Issues(ids) => ids.contains(&issue.meta.id.value),
    };
    let inside = |document: &Document| match (document.issue, choice) {
        (Some((at, _)), _) => whole.issues.get(at).is_some_and(issue_in),
        (None, Choice::Years(years)) => document.day().is_some_and(|day| years.contains(&day.year())),
        (None, Choice::Issues(_)) => false,
    };
    let base = options.base_url.as_ref().or(whole.config.base_url.as_ref());
    let full = |address: String| base.map_or(address.clone(), |base| format!("{base}/{address}"));

    let mut outside = Outside { label: Some(label(whole, choice)), ..Outside::default() };
    let mut kept: Vec<&Document> = Vec::new();
    let mut referred = BTreeSet::new();
    for document in &whole.documents {
        if inside(document) {
            kept.push(document);
            referred.extend(names_of(&document.meta));
        } else {
            outside.texts.insert(document.file().to_owned(), full(document.address()));
            outside.cited.push((names(document), full(document.address())));
        }
    }
    for issue in whole.issues.iter().filter(|issue| !issue_in(issue)) {
        outside.texts.insert(issue.file().to_owned(), full(issue.address()));
    }
    for document in &kept {
        let others = document.relations.iter().filter_map(|relation| {
            let other = whole.documents.get(relation.other).filter(|other| !inside(other))?;
            let (name, title) = (relation.kind.chinese(), other.meta.title.clone());
            Some(OutsideRelation { name, title, address: full(other.address()) })
        });
        let others: Vec<OutsideRelation> = others.collect();
        if !others.is_empty() {
            outside.relations.insert(document.file().to_owned(), others);
        }
    }

    let documents = kept.iter().map(|document| inside_only(document, &referred));
    let issues = whole.issues.iter().filter(|issue| issue_in(issue));
    let corrections = whole.corrections.iter().filter(|correction| referred.contains(&correction.document));
    let site = Site {
        config: whole.config.clone(),
        organs: whole.organs.clone(),
        groups: whole.groups.clone(),
        corrections: corrections.cloned().collect(),
        documents: documents.collect(),
        issues: issues.map(|issue| Issue::new(Arc::clone(&issue.text))).collect(),
        standing: whole.standing.iter().map(|page| StandingPage::new(Arc::clone(&page.text))).collect(),
        outside,
        ..Site::default()
    };
    let options = Options { as_of: whole.as_of, ..options.clone() };
    Ok(Part { material: Material { site, beside }, options })
}

/// A document as it is in a part, which refers to nothing but what is there.
fn inside_only(document: &Document, referred: &BTreeSet<String>) -> Document {
    let mut part = Document::new(Arc::clone(&document.text));
    let meta = Arc::make_mut(&mut part.meta);
    // What a document outside did to it holds here, too.
    meta.status = document.status;
    for references in
        [&mut meta.implements, &mut meta.interprets, &mut meta.amends, &mut meta.repeals, &mut meta.attachments]
    {
        references.retain(|reference| referred.contains(&canonical(reference)));
    }
    part
}

fn refuse_unknown(whole: &Site, choice: &Choice) -> Result<(), String> {
    match choice {
        Choice::Years(years) => {
            let days =
                whole.documents.iter().filter(|document| document.issue.is_none()).filter_map(Document::day);
            let known: BTreeSet<u32> =
                whole.issues.iter().map(|issue| issue.meta.year).chain(days.map(|day| day.year())).collect();
            match years.iter().find(|year| !known.contains(year)) {
                Some(year) => Err(format!("there is nothing of {year}; the years are {}", listed(&known))),
                None => Ok(()),
            }
        }
        Choice::Issues(ids) => {
            let known: BTreeSet<&str> = whole.issues.iter().map(|issue| issue.meta.id.value.as_str()).collect();
            match ids.iter().find(|id| !known.contains(id.as_str())) {
                Some(id) => Err(format!("there is no issue (期) `{id}`; the issues are {}", listed(&known))),
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

fn label(whole: &Site, choice: &Choice) -> String {
    let names: Vec<String> = match choice {
        Choice::Years(years) => years.iter().map(|year| format!("{year}年")).collect(),
        Choice::Issues(ids) => whole
            .issues
            .iter()
            .filter(|issue| ids.contains(&issue.meta.id.value))
            .map(super::naming::issue_full)
            .collect(),
    };
    names.join("、")
}

/// Everything by which front matter may refer to a document.
fn names_of(meta: &DocumentMeta) -> impl Iterator<Item = String> {
    let ids = std::iter::once(&meta.id).chain(&meta.aliases).map(|id| id.value.clone());
    ids.chain(meta.number.as_ref().map(|number| number.value.to_string()))
}

/// A reference as `names_of` writes it.
fn canonical(reference: &Located<String>) -> String {
    DocumentNumber::parse(&reference.value).map_or_else(|| reference.value.clone(), |number| number.to_string())
}
