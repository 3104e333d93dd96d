//! Reads the content folder: which files there are, their front matter, the site's configuration.
//!
//! This is the only room that reads content from the disk. What leaves it is typed, checked file by
//! file, and carries the positions that later rooms need for their diagnostics. What needs more than
//! one file to be seen (double ids, references) is the business of `site`.

#![cfg_attr(not(test), warn(clippy::string_slice))]

mod active;
mod as_typed;
mod characters;
pub mod config;
mod entry;
pub mod fields;
mod finder;
pub mod front_matter;
pub mod links;
mod misspelt;
mod not_yaml;
pub mod schema;
pub mod stamp;
mod symlinks;
pub mod theme;
pub mod walk;
mod yaml_depth;

use crate::diagnostic::{self, Code, Diagnostic, Lines, Location};
use crate::text::hidden::Escapes;
use config::{Correction, Organ, SiteConfig, UnitGroup};
use links::LinksFile;
use rayon::prelude::*;
use schema::{DocumentMeta, IssueMeta, PageMeta};
use stamp::{Stamp, Stamps};
use std::collections::BTreeMap;
use std::path::Path;
use walk::{FileKind, Found};

/// The body of a Markdown file with what is needed to name a place in it.
#[derive(Clone, Debug)]
pub struct Markdown {
    /// The file, relative to the content folder.
    pub file: String,
    /// The whole text of the file, front matter included.
    pub text: String,
    /// Where the body begins in `text`, in bytes.
    pub body: usize,
    /// The lines of `text`.
    lines: Lines,
}

impl Markdown {
    /// A file whose body begins at byte `body` of its text.
    pub fn new(file: &str, text: String, body: usize) -> Self {
        Self { file: file.to_owned(), lines: Lines::new(&text), text, body }
    }

    /// A place in the file; `offset` counts from its beginning.
    pub fn location(&self, offset: usize, length: usize) -> Location {
        self.lines.place(&self.file, &self.text, offset, length)
    }
}

/// A typed Markdown file.
#[derive(Clone, Debug)]
pub struct SourceFile<Meta> {
    /// The checked front matter.
    pub meta: Meta,
    /// The text below it.
    pub markdown: Markdown,
    /// What is doubtful about the front matter.
    pub problems: Vec<Diagnostic>,
}

impl<Meta> SourceFile<Meta> {
    /// Takes the problems that were found.
    fn boxed(meta: Meta, markdown: Markdown, problems: &mut Vec<Diagnostic>) -> Box<Self> {
        Box::new(Self { meta, markdown, problems: std::mem::take(problems) })
    }
}

/// Files that texts may link to; of one that can run and is not allowed to, why.
pub type Attachments = BTreeMap<String, Option<&'static str>>;

/// Everything that the content folder holds.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `site.yaml`.
    pub config: SiteConfig,
    /// `organs.yaml`, in its order.
    pub organs: Vec<Organ>,
    /// The groups of units in `organs.yaml`, in its order.
    pub groups: Vec<UnitGroup>,
    /// What editors say of the links between plans and reports, by file.
    pub links: Vec<LinksFile>,
    /// `corrections.yaml`, in its order.
    pub corrections: Vec<Correction>,
    /// Gazette issues, by file.
    pub issues: Vec<SourceFile<IssueMeta>>,
    /// Documents, by file: items of issues and others.
    pub documents: Vec<SourceFile<DocumentMeta>>,
    /// Standing pages: about and the like.
    pub pages: Vec<SourceFile<PageMeta>>,
    /// Other files (maps, pictures) that texts may link to, relative to the content folder.
    pub attachments: Attachments,
    /// Texts that did not change since they were read before, and were not read again.
    pub unchanged: Vec<Found>,
    /// The state in which the texts were read.
    pub stamps: Stamps,
}

/// What came of a text.
enum Reading {
    Issue(Box<SourceFile<IssueMeta>>),
    Document(Box<SourceFile<DocumentMeta>>),
    Page(Box<SourceFile<PageMeta>>),
    Unchanged,
    Failed(Vec<Diagnostic>),
}

/// Reads a content folder.
///
/// Files are read in parallel; the result is in the order of their names, whatever the disk says.
/// A file that cannot be read or typed is left out and named in a diagnostic.
pub fn read(folder: &Path) -> (Content, Vec<Diagnostic>) {
    read_changed(folder, &Stamps::new())
}

/// Reads a content folder, but for the texts that are still in the state of `known`.
pub fn read_changed(folder: &Path, known: &Stamps) -> (Content, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (mut found, outward) = walk::walk(folder, &mut diagnostics);
    let mut content = Content::default();
    config::read_first(folder, &found, &mut content, &mut diagnostics);
    let allowed = &content.config.symlinks;
    symlinks::admit(folder, outward, allowed, &mut found, &mut diagnostics);
    config::read(folder, &found, &mut content, &mut diagnostics);
    links::read(folder, &found, &mut content, &mut diagnostics);
    content.attachments = attachments(folder, &found, &content.config.active_files);
    let read: Vec<(Found, Option<Stamp>, Reading)> = found
        .into_par_iter()
        .filter(Found::is_markdown)
        .map(|found| {
            // The state before reading: what is saved meanwhile is seen the next time.
            let stamp = Stamp::settled(&folder.join(&found.file));
            let reading = match stamp.is_some() && known.get(&found.file) == stamp.as_ref() {
                true => Reading::Unchanged,
                false => read_markdown(folder, &found),
            };
            (found, stamp, reading)
        })
        .collect();
    for (found, stamp, reading) in read {
        if !matches!(reading, Reading::Failed(_)) {
            content.stamps.extend(stamp.map(|stamp| (found.file.clone(), stamp)));
        }
        match reading {
            Reading::Issue(issue) => content.issues.push(*issue),
            Reading::Document(document) => content.documents.push(*document),
            Reading::Page(page) => content.pages.push(*page),
            Reading::Unchanged => content.unchanged.push(found),
            Reading::Failed(mut problems) => diagnostics.append(&mut problems),
        }
    }
    (content, diagnostics)
}

fn attachments(folder: &Path, found: &[Found], allowed: &[String]) -> Attachments {
    let files = found.par_iter().filter(|found| found.kind == FileKind::Attachment).map(|found| &found.file);
    let judged = files.map(|file| {
        let why = if allowed.contains(file) { None } else { active::why(&folder.join(file)) };
        (file.clone(), why)
    });
    judged.collect()
}

fn read_markdown(folder: &Path, found: &Found) -> Reading {
    diagnostic::reading(&found.file, || typed(folder, found))
        .unwrap_or_else(|problem| Reading::Failed(vec![*problem]))
}

fn typed(folder: &Path, found: &Found) -> Reading {
    let mut problems = Vec::new();
    let typed = read_text(folder, &found.file, &mut problems).and_then(|text| {
        let markdown = front_matter::split(&found.file, text, &mut problems)?;
        let mut fields = fields::Fields::read(&markdown, &mut problems)?;
        let place = |at, length| markdown.location(markdown.body + at, length);
        characters::check(markdown.body_text(), Escapes::Entities, place, &mut problems);
        Some(match found.kind {
            FileKind::Issue => {
                let meta = IssueMeta::read(&mut fields, &mut problems)?;
                Reading::Issue(SourceFile::boxed(meta, markdown, &mut problems))
            }
            FileKind::Page => {
                let meta = PageMeta::read(&mut fields, &mut problems)?;
                Reading::Page(SourceFile::boxed(meta, markdown, &mut problems))
            }
            _ => {
                let meta = DocumentMeta::read(&mut fields, &mut problems)?;
                Reading::Document(SourceFile::boxed(meta, markdown, &mut problems))
            }
        })
    });
    typed.unwrap_or(Reading::Failed(problems))
}

/// Reads a text file: UTF-8, a byte order mark removed, line ends made `\n`.
pub(crate) fn read_text(folder: &Path, file: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = match std::fs::read(folder.join(file)) {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                Code::UnreadableFile,
                Location::file(file),
                format!("this file cannot be read: {error}"),
                "check that the file exists and that you may read it",
            ));
            return None;
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let good = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default()).into_owned();
            diagnostics.push(Diagnostic::error(
                Code::NotUtf8,
                Location::in_text(file, &good, valid, 1),
                "from here on this file is not UTF-8 text",
                "save it as UTF-8; a file in GB18030 can be converted with `iconv -f GB18030 -t UTF-8`",
            ));
            return None;
        }
    };
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}
