//! Content to site: reads every text by itself, sets the items into their issues, relates documents.
//!
//! A site may be made from the one before it: texts that did not change are taken over from there, and so
//! is what was compared with what. This saves work and changes nothing; everything that needs more than one
//! text to be seen is done anew.

use super::part::Part;
use super::reading::{self, Text};
use super::{
    Document, Issue, Options, Site, StandingPage, check, links, lists::Lists, passages, relations, status, units,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::links::LinksFile;
use crate::source::{Content, Markdown, SourceFile};
use crate::text::date::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Texts that were read and are not yet related, and what lies beside them.
#[derive(Debug)]
pub struct Material {
    /// A site of configuration and texts.
    pub site: Site,
    /// What lies beside them.
    pub beside: Beside,
}

/// What lies beside the texts.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What editors say of the links between plans and reports, by file.
    pub links: Vec<LinksFile>,
    /// Other files that texts may link to, relative to the content folder.
    pub attachments: Vec<String>,
}

/// Builds the site. Texts are read in parallel, and their source is dropped as soon as they are.
pub fn assemble(content: Content, options: &Options) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let site = join(read(content, None), options, None, &mut diagnostics);
    (site, diagnostics)
}

/// Builds the site of a part of the content. What is wrong with a text was said when the whole was
/// assembled, so only errors are of interest.
pub fn assemble_part(part: Part, whole: &Site, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let mut found = Vec::new();
    let Part { mut material, options } = part;
    material.site.comparisons = whole.comparisons.clone();
    let site = join(material, &options, Some(whole), &mut found);
    diagnostics.extend(found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error));
    site
}

/// Reads the texts of a content. Those that did not change are taken from `previous`.
pub fn read(content: Content, previous: Option<&Site>) -> Material {
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
    let site = Site {
        config: content.config,
        organs: content.organs,
        groups: content.groups,
        corrections: content.corrections,
        documents: documents.into_iter().map(Document::new).collect(),
        issues: issues.into_iter().map(Issue::new).collect(),
        standing: standing.into_iter().map(StandingPage::new).collect(),
        ..Site::default()
    };
    Material { site, beside: Beside { links: content.links, attachments: content.attachments } }
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

/// Relates the texts. What `previous` compared already is taken from there.
pub fn join(
    material: Material,
    options: &Options,
    previous: Option<&Site>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let Material { mut site, beside } = material;
    if let Some(url) = &options.base_url {
        site.config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    problems(&site, diagnostics);
    place_items(&mut site);
    check::check(&site, diagnostics);
    relations::relate(&mut site, diagnostics);
    site.catalogue = super::citations::catalogue(&site);
    super::citations::relate_interpretations(&mut site, diagnostics);
    site.as_of = options.as_of.or_else(|| latest_day(&site));
    status::compute(&mut site);
    site.targets = links::Targets::new(&site, &beside.attachments);
    site.attachments = links::check(&site, diagnostics);
    super::citations::collect(&mut site, diagnostics);
    units::collect(&mut site, previous);
    passages::compare(&mut site, &beside.links, diagnostics);
    site.lists = Lists::new(&site);
    site
}

/// What is wrong with the texts by themselves, and what is doubtful unless `organs.yaml` knows better.
fn problems(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let known = |name: &str| site.organs.iter().any(|organ| organ.bears(name));
    for Document { text, .. } in &site.documents {
        let open = text.doubts.iter().filter(|doubt| !doubt.name.as_deref().is_some_and(known));
        diagnostics.extend(text.problems.iter().chain(open.map(|doubt| &doubt.diagnostic)).cloned());
    }
    diagnostics.extend(site.issues.iter().flat_map(|issue| &issue.text.problems).cloned());
    diagnostics.extend(site.standing.iter().flat_map(|page| &page.text.problems).cloned());
}

/// The documents beside an `issue.md` are its items, in the order of their file names.
fn place_items(site: &mut Site) {
    let issues: BTreeMap<String, usize> =
        site.issues.iter().enumerate().map(|(at, issue)| (folder(issue.file()).to_owned(), at)).collect();
    for (index, document) in site.documents.iter_mut().enumerate() {
        let Some(&at) = issues.get(folder(document.file())) else { continue };
        let Some(issue) = site.issues.get_mut(at) else { continue };
        document.issue = Some((at, issue.items.len()));
        document.published = document.published.or(Some(issue.meta.published));
        issue.items.push(index);
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The latest day that the content speaks of as past: the last publication.
fn latest_day(site: &Site) -> Option<Date> {
    let issues = site.issues.iter().map(|issue| issue.meta.published);
    issues.chain(site.documents.iter().filter_map(Document::day)).max()
}
