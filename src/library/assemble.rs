//! Content to library: every text is read by itself, then the texts are set into their issues and related.
//!
//! Texts that did not change are taken from the library before this one. This saves work and changes nothing;
//! everything that needs more than one text to be seen is done anew.

use super::catalogue::Catalogue;
use super::placed::Placed;
use super::reading::{self, Text};
use super::subset::Outside;
use super::{
    Document, DocumentId, Issue, IssueId, Library, Options, Settings, StandingPage, check, relations, status,
};
use crate::diagnostic::Diagnostic;
use crate::source::schema::{DocumentMeta, IssueMeta, PageMeta};
use crate::source::{Content, Markdown, SourceFile};
use crate::text::date::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use typed_index_collections::{TiSlice, TiVec};

/// The texts of a content folder, read by themselves and not yet related.
#[derive(Debug)]
pub struct Texts {
    settings: Settings,
    documents: Vec<Arc<Text<DocumentMeta>>>,
    issues: Vec<Arc<Text<IssueMeta>>>,
    standing: Vec<Arc<Text<PageMeta>>>,
}

impl Texts {
    /// Reads the texts of a content, in parallel; their source is dropped as soon as they are read. Those that did
    /// not change are taken from `previous`.
    pub fn read(content: Content, previous: Option<&Library>) -> Self {
        let (mut documents, mut issues, mut standing) = (
            read_all(content.documents, reading::read_document),
            read_all(content.issues, reading::read),
            read_all(content.pages, reading::read),
        );
        let unchanged: BTreeSet<&str> = content.unchanged.iter().map(|found| found.file.as_str()).collect();
        if let Some(previous) = previous {
            let kept = |file: &str| unchanged.contains(file);
            documents.extend(previous.documents.iter().map(|it| &it.text).filter(|it| kept(&it.file)).cloned());
            issues.extend(previous.issues.iter().map(|it| &it.text).filter(|it| kept(&it.file)).cloned());
            standing.extend(previous.standing.iter().map(|it| &it.text).filter(|it| kept(&it.file)).cloned());
        }
        in_order(&mut documents);
        in_order(&mut standing);
        in_order(&mut issues);
        issues.sort_by(|a, b| (a.meta.year, &a.meta.numbers).cmp(&(b.meta.year, &b.meta.numbers)));
        let settings = Settings {
            config: content.config,
            organs: content.organs,
            groups: content.groups,
            corrections: content.corrections,
        };
        Self { settings, documents, issues, standing }
    }
}

fn read_all<Meta: Send>(
    files: Vec<SourceFile<Meta>>,
    read: impl Fn(Arc<Meta>, &Markdown) -> Text<Meta> + Sync,
) -> Vec<Arc<Text<Meta>>>
where
    Arc<Text<Meta>>: Send,
{
    files.into_par_iter().map(|file| Arc::new(reading::guarded(file, &read))).collect()
}

/// By file, folder by folder, as they are found on the disk.
fn in_order<Meta>(texts: &mut [Arc<Text<Meta>>]) {
    texts.sort_by(|a, b| a.file.split('/').cmp(b.file.split('/')));
}

/// Relates the texts.
pub fn assemble(texts: Texts, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Library {
    let Texts { mut settings, documents, issues, standing } = texts;
    if let Some(url) = &options.base_url {
        settings.config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    problems(&settings, &documents, diagnostics);
    diagnostics.extend(issues.iter().flat_map(|text| &text.problems).cloned());
    diagnostics.extend(standing.iter().flat_map(|text| &text.problems).cloned());

    let (documents, issues) = place_items(documents, issues);
    let catalogue = Catalogue::new(documents.iter().map(|it| it.text.names()), std::iter::empty());
    let mut relations = relations::relate(&documents, &catalogue, diagnostics);
    let as_of = options.as_of.or_else(|| latest_day(&documents, &issues));
    let mut statuses = status::compute(&documents, &relations, as_of);
    let whole = |(id, placed): (DocumentId, Placed)| Document {
        meta: Arc::clone(&placed.text.meta),
        text: placed.text,
        published: placed.published,
        issue: placed.issue,
        status: statuses[id].take(),
        relations: std::mem::take(&mut relations[id]),
    };
    let standing = standing.into_iter().map(|text| StandingPage { meta: Arc::clone(&text.meta), text });
    let library = Library {
        settings,
        documents: documents.into_iter_enumerated().map(whole).collect(),
        issues,
        standing: standing.collect(),
        as_of,
        catalogue,
        outside: Outside::default(),
    };
    check::check(&library, diagnostics);
    library
}

/// What is wrong with the documents by themselves, and what is doubtful unless `organs.yaml` knows better.
fn problems(settings: &Settings, documents: &[Arc<Text<DocumentMeta>>], diagnostics: &mut Vec<Diagnostic>) {
    let known = |name: &str| settings.organs.iter().any(|organ| organ.bears(name));
    for text in documents {
        let open = text.doubts.iter().filter(|doubt| !doubt.name.as_deref().is_some_and(known));
        diagnostics.extend(text.problems.iter().chain(open.map(|doubt| &doubt.diagnostic)).cloned());
    }
}

/// The documents beside an `issue.md` are its items, in the order of their file names.
fn place_items(
    documents: Vec<Arc<Text<DocumentMeta>>>,
    issues: Vec<Arc<Text<IssueMeta>>>,
) -> (TiVec<DocumentId, Placed>, TiVec<IssueId, Issue>) {
    let whole = |text: Arc<Text<IssueMeta>>| Issue { meta: Arc::clone(&text.meta), text, items: Vec::new() };
    let mut issues: TiVec<IssueId, Issue> = issues.into_iter().map(whole).collect();
    let by_folder: BTreeMap<String, IssueId> =
        issues.iter_enumerated().map(|(at, issue)| (folder(issue.file()).to_owned(), at)).collect();
    let documents = documents.into_iter().enumerate().map(|(id, text)| {
        let issue = by_folder.get(folder(&text.file)).map(|&at| {
            let items = &mut issues[at].items;
            items.push(DocumentId::from(id));
            (at, items.len() - 1)
        });
        let of_issue = issue.map(|(at, _)| issues[at].meta.published);
        Placed { published: text.meta.published.or(of_issue), issue, text }
    });
    (documents.collect(), issues)
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The latest day that the content speaks of as past: the last publication.
fn latest_day(documents: &TiSlice<DocumentId, Placed>, issues: &TiSlice<IssueId, Issue>) -> Option<Date> {
    let issues = issues.iter().map(|issue| issue.meta.published);
    issues.chain(documents.iter().filter_map(Placed::day)).max()
}
