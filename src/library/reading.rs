//! A text by itself: everything that is known of one file before the others are read.
//!
//! It depends on nothing but the file, so it is kept as long as the file does not change, and shared by the
//! sites that are made one after the other while somebody writes. What follows from other texts or from
//! the configuration (which units have pages, who is cited by whom) is never put in here.

use super::catalogue::Names;
use super::mentions::{self, Mentions};
use crate::diagnostic::{self, Code, Diagnostic, Location};
use crate::digest::{Digest, Digester};
use crate::document::structure::Options as Structure;
use crate::document::{self, Block, Body, Link, Target, plain_text, walk};
use crate::plan::{self, Doubt, Plan};
use crate::source::schema::{DocumentMeta, Kind};
use crate::source::{Markdown, SourceFile};
use std::sync::Arc;

/// A text read by itself.
#[derive(Debug)]
pub struct Text<Meta> {
    /// Its file, relative to the content folder.
    pub file: String,
    /// The digest of its file, from which everything else here follows.
    pub digest: Digest,
    /// Its front matter.
    pub meta: Arc<Meta>,
    /// The text.
    pub body: Body,
    /// The links and pictures that its editor typed.
    pub links: Vec<TypedLink>,
    /// The titles of the texts that it issues, with their ids.
    pub issued: Vec<(String, String)>,
    /// Its tasks, units named as they are in the text.
    pub plan: Plan,
    /// What is doubtful about its tasks, unless `organs.yaml` knows better.
    pub doubts: Vec<Doubt>,
    /// What it cites.
    pub mentions: Mentions,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Text<DocumentMeta> {
    /// What it is cited by.
    pub(super) fn names(&self) -> Names {
        Names {
            number: self.meta.number.as_ref().map(|number| number.value.clone()),
            organ: self.meta.organ.clone(),
            title: self.meta.title.clone(),
            issued: self.issued.clone(),
        }
    }
}

/// A link or picture as it was typed.
#[derive(Debug)]
pub struct TypedLink {
    /// The address or path.
    pub typed: String,
    /// Is it a picture?
    pub picture: bool,
    /// Where it stands in the source.
    pub location: Location,
}

/// Reads a file by one of the functions below. A fault of the program that stops the reading is a problem of this
/// file, which then is without a text.
pub(super) fn guarded<Meta>(
    file: SourceFile<Meta>,
    read: impl FnOnce(Arc<Meta>, &Markdown) -> Text<Meta>,
) -> Text<Meta> {
    let SourceFile { meta, markdown, problems } = file;
    let meta = Arc::new(meta);
    let mut text = diagnostic::reading(&markdown.file, || read(Arc::clone(&meta), &markdown))
        .unwrap_or_else(|problem| Text { problems: vec![*problem], ..plain(meta, &markdown, Body::default()) });
    text.problems.extend(problems);
    text
}

/// A text of which nothing is known but its words.
fn plain<Meta>(meta: Arc<Meta>, markdown: &Markdown, body: Body) -> Text<Meta> {
    Text {
        file: markdown.file.clone(),
        digest: digest(markdown),
        meta,
        links: links(&body),
        body,
        issued: Vec::new(),
        plan: Plan::default(),
        doubts: Vec::new(),
        mentions: Mentions::default(),
        problems: Vec::new(),
    }
}

/// Reads a text that is no document: the masthead of an issue, a standing page.
pub(super) fn read<Meta>(meta: Arc<Meta>, markdown: &Markdown) -> Text<Meta> {
    let (body, problems) = document::read(markdown, Structure::default());
    Text { problems, ..plain(meta, markdown, body) }
}

/// Reads a document. Its source is dropped; what it says of places in it is kept with them.
pub(super) fn read_document(meta: Arc<DocumentMeta>, markdown: &Markdown) -> Text<DocumentMeta> {
    let (body, mut problems) = document::read(markdown, Structure::from(meta.kind));
    let plan = plan::read(&body);
    if meta.kind == Kind::Plan && plan.tasks.is_empty() {
        problems.push(Diagnostic::warning(
            Code::NoTasks,
            meta.id.location.clone(),
            "this plan (分工方案) has no task that can be recognised",
            "tasks are numbered sentences with lines such as 牵头单位：, rows of a table with a column 牵头单位, or words \
             with a bracket such as （市财政局负责）",
        ));
    }
    let doubts = plan::doubts(&plan, &body, markdown);
    let mentions = mentions::mentions(&body, markdown, &mut problems);
    Text { issued: issued(&body), plan, doubts, mentions, problems, ..plain(meta, markdown, body) }
}

fn digest(markdown: &Markdown) -> Digest {
    let mut digester = Digester::default();
    digester.value(&(&markdown.file, &markdown.text));
    digester.digest()
}

fn links(body: &Body) -> Vec<TypedLink> {
    let mut links = Vec::new();
    walk::texts(&body.blocks, &mut |inlines, _| {
        walk::links(inlines, &mut |link: &Link, picture| {
            if let Target::Typed(typed) = &link.target {
                links.push(TypedLink { typed: typed.clone(), picture, location: link.location.clone() });
            }
        });
    });
    links
}

/// The texts that a document issues: those that have a title of their own and are no annexes.
fn issued(body: &Body) -> Vec<(String, String)> {
    let mut issued = Vec::new();
    for block in &body.blocks {
        let Block::Heading(heading) = block else { continue };
        if let (true, None, Some(anchor)) = (heading.opens_part, &heading.label, &heading.anchor)
            && anchor.starts_with("text")
        {
            issued.push((plain_text(&heading.inlines), anchor.clone()));
        }
    }
    issued
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_reading_one_text_leaves_the_others() {
        let file =
            || SourceFile { meta: (), markdown: Markdown::new("a.md", "甲".to_owned(), 0), problems: Vec::new() };
        assert_eq!(guarded(file(), read).problems, []);
        let text = guarded(file(), |_, _| panic!("a range that is no part of the text"));
        let found: Vec<_> = text.problems.iter().map(|problem| (problem.code, &*problem.location.file)).collect();
        assert_eq!((found, text.body.blocks.len()), (vec![(Code::ProgramFault, "a.md")], 0));
    }
}
