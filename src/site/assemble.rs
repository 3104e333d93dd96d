//! Content to site: parses every text, sets the items into their issues, relates documents.

use super::part::{Outside, Part};
use super::{
    Document, Issue, Options, Site, StandingPage, check, links, lists::Lists, passages, relations, status, units,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::structure::Options as Structure;
use crate::document::{self, Body};
use crate::links::citations;
use crate::plan;
use crate::source::config::Organ;
use crate::source::schema::{DocumentMeta, Kind};
use crate::source::{Content, Markdown, SourceFile};
use crate::text::date::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Builds the site. Texts are parsed in parallel, and their source is dropped as soon as they are.
pub fn assemble(content: Content, options: &Options) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let site = join(Part { content, options: options.clone(), outside: Outside::default() }, &mut diagnostics);
    (site, diagnostics)
}

/// Builds the site of a part of the content. What is wrong with a text was said when the whole was
/// assembled, so only errors are of interest.
pub fn assemble_part(part: Part, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let mut found = Vec::new();
    let site = join(part, &mut found);
    diagnostics.extend(found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error));
    site
}

fn join(part: Part, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let Part { content, options, outside } = part;
    let mut site = Site {
        config: content.config,
        organs: content.organs,
        groups: content.groups,
        corrections: content.corrections,
        outside,
        ..Site::default()
    };
    if let Some(url) = &options.base_url {
        site.config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    let organs = site.organs.clone();
    site.documents = parse(
        content.documents,
        |meta| Structure::from(meta.kind),
        |meta, body, markdown, found| document(meta, body, markdown, &organs, found),
        diagnostics,
    );
    site.issues = parse(
        content.issues,
        |_| Structure::default(),
        |meta, body, markdown, _| Issue { meta, body, file: markdown.file, items: Vec::new() },
        diagnostics,
    );
    site.standing = parse(
        content.pages,
        |_| Structure::default(),
        |meta, body, markdown, _| StandingPage { meta, body, file: markdown.file },
        diagnostics,
    );
    site.issues.sort_by(|a, b| (a.meta.year, &a.meta.numbers).cmp(&(b.meta.year, &b.meta.numbers)));
    place_items(&mut site);
    check::check(&site, diagnostics);
    relations::relate(&mut site, diagnostics);
    site.catalogue = super::citations::catalogue(&site);
    super::citations::relate_interpretations(&mut site, diagnostics);
    site.as_of = options.as_of.or_else(|| latest_day(&site));
    status::compute(&mut site);
    site.targets = links::Targets::new(&site, &content.attachments);
    site.attachments = links::check(&site, diagnostics);
    super::citations::collect(&mut site, diagnostics);
    units::collect(&mut site);
    passages::compare(&mut site, &content.links, diagnostics);
    site.lists = Lists::new(&site);
    site
}

/// A document with all that can be known of it from its file alone.
fn document(
    meta: DocumentMeta,
    body: Body,
    markdown: Markdown,
    organs: &[Organ],
    diagnostics: &mut Vec<Diagnostic>,
) -> Document {
    let plan = plan::read(&body);
    if meta.kind == Kind::Plan && plan.tasks.is_empty() {
        diagnostics.push(Diagnostic::warning(
            "no-tasks",
            meta.id.location.clone(),
            "this plan (分工方案) has no task that can be recognised",
            "tasks are numbered sentences with lines such as 牵头单位：, rows of a table with a column 牵头单位, or words \
             with a bracket such as （市财政局负责）",
        ));
    }
    let known = |name: &str| organs.iter().any(|organ| organ.bears(name));
    let doubts = plan::doubts(&plan, &body, &markdown);
    let open = doubts.into_iter().filter(|doubt| !doubt.name.as_deref().is_some_and(known));
    diagnostics.extend(open.map(|doubt| doubt.diagnostic));
    let mentions = citations::mentions(&body, &markdown, diagnostics);
    Document {
        meta,
        body,
        file: markdown.file,
        issue: None,
        status: None,
        relations: Vec::new(),
        plan,
        mentions,
        cites: Vec::new(),
        cited_by: Vec::new(),
        plans: Vec::new(),
    }
}

fn parse<Meta: Send, Out: Send>(
    files: Vec<SourceFile<Meta>>,
    structure: impl Fn(&Meta) -> Structure + Sync,
    make: impl Fn(Meta, Body, Markdown, &mut Vec<Diagnostic>) -> Out + Sync,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Out> {
    let parsed: Vec<(Out, Vec<Diagnostic>)> = files
        .into_par_iter()
        .map(|SourceFile { meta, markdown }| {
            let (body, mut found) = document::read(&markdown, structure(&meta));
            let made = make(meta, body, markdown, &mut found);
            (made, found)
        })
        .collect();
    parsed
        .into_iter()
        .map(|(out, mut found)| {
            diagnostics.append(&mut found);
            out
        })
        .collect()
}

/// The documents beside an `issue.md` are its items, in the order of their file names.
fn place_items(site: &mut Site) {
    let issues: BTreeMap<String, usize> =
        site.issues.iter().enumerate().map(|(at, issue)| (folder(&issue.file).to_owned(), at)).collect();
    for (index, document) in site.documents.iter_mut().enumerate() {
        let Some(&at) = issues.get(folder(&document.file)) else { continue };
        let Some(issue) = site.issues.get_mut(at) else { continue };
        document.issue = Some((at, issue.items.len()));
        document.meta.published = document.meta.published.or(Some(issue.meta.published));
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
