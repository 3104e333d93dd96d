//! The page of a whole issue, for printing: the texts of its documents put together.
//!
//! On a page of its own each text has its own ids, and its links lead to other pages. IssueText together, every
//! id is preceded by that of its document, a link to a text of the same issue leads to its place within
//! the page, and one that leaves the page gets a note with its address, once, below the text. Links to the
//! pages of units and leaders go: they are aids of the website, and a plan has a thousand of them.

use super::{Publication, linked};
use crate::document::{Body, Inline, Link, Target, plain_text, walk};
use crate::library::{DocumentId, Issue};
use crate::source::config::is_web_address;
use serde::Serialize;
use std::collections::BTreeSet;

/// Between the id of a document and that of a place in it. Neither can hold it, so that no two places of
/// an issue get one id.
const ID_SEPARATOR: char = '_';

/// A text of an issue, ready to stand beside the others.
#[derive(Debug, Hash)]
pub struct IssueText {
    /// The text.
    pub body: Body,
    /// Where its links lead that leave the page.
    pub notes: Vec<Note>,
}

/// Where a link leads that leaves the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Note {
    /// Its number, as the text shows it.
    pub number: usize,
    /// Its id.
    pub anchor: String,
    /// What lies there: title and number of a document; empty for the web.
    pub name: String,
    /// The address: absolute where the site knows its own, otherwise relative to its root.
    pub address: String,
}

/// The id of a place of a document on the page of its issue; of its head when `anchor` is empty.
pub fn place(document: &str, anchor: &str) -> String {
    let anchor = if anchor.is_empty() { "top" } else { anchor };
    format!("{document}{ID_SEPARATOR}{anchor}")
}

/// The text of a document for the page of its issue.
pub fn text(site: &Publication, issue: &Issue, document: DocumentId) -> IssueText {
    let documents = &site.library.documents;
    let id = documents[document].id();
    let inside = issue.items.iter().map(|item| documents[*item].id()).collect();
    let mut rewriter =
        LinkRewriter { site, id, cites: &site.citations.cites[document], inside, notes: Vec::new() };
    let mut body = linked::document(site, document);
    body.rename_anchors(&mut |anchor| *anchor = place(id, anchor));
    walk::rewrite(&mut body.blocks, &mut |inlines, _| rewriter.inlines(inlines));
    IssueText { body, notes: rewriter.notes }
}

/// Rewrites the links of one text.
struct LinkRewriter<'a> {
    site: &'a Publication,
    id: &'a str,
    /// The documents that the text cites.
    cites: &'a [DocumentId],
    /// The ids of the documents of the issue.
    inside: BTreeSet<&'a str>,
    notes: Vec<Note>,
}

/// What becomes of a link.
enum Outcome {
    /// It leads to this id of the page.
    SamePage(String),
    /// It leads elsewhere and gets a note: what lies there, and the address.
    Note(String, String),
    /// It stays, without a note.
    Keep,
    /// It goes; its words stay.
    Drop,
}

impl LinkRewriter<'_> {
    fn inlines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Link(link) => self.link(*link, &mut out),
                Inline::Image(_) => out.push(inline),
                mut other => {
                    if let Some(inner) = other.children_mut() {
                        *inner = self.inlines(std::mem::take(inner));
                    }
                    out.push(other);
                }
            }
        }
        out
    }

    fn link(&mut self, mut link: Link, out: &mut Vec<Inline>) {
        match self.outcome(&link) {
            Outcome::SamePage(anchor) => link.target = Target::Typed(format!("#{anchor}")),
            Outcome::Drop => return out.append(&mut link.inlines),
            Outcome::Keep => {}
            Outcome::Note(name, address) => {
                let mark = self.note(name, address, &link);
                out.push(Inline::Link(Box::new(link)));
                return out.push(mark);
            }
        }
        out.push(Inline::Link(Box::new(link)));
    }

    fn outcome(&self, link: &Link) -> Outcome {
        match &link.target {
            // It says itself that it leads outside this part of the gazette.
            Target::Outside(_) => Outcome::Keep,
            Target::Typed(typed) => match typed.strip_prefix('#') {
                Some(anchor) => Outcome::SamePage(place(self.id, anchor)),
                // An address that the text shows itself needs no note.
                None if is_web_address(typed) && plain_text(&link.inlines) != *typed => {
                    Outcome::Note(String::new(), typed.clone())
                }
                None => Outcome::Keep,
            },
            Target::Document { id, anchor } if self.inside.contains(id.as_str()) => {
                Outcome::SamePage(place(id, anchor))
            }
            Target::Document { id, .. } => Outcome::Note(self.name(id), self.full(&link.target)),
            Target::Page(_) | Target::File { .. } => Outcome::Note(String::new(), self.full(&link.target)),
            Target::Party(_) => Outcome::Drop,
        }
    }

    /// Title and number of a document. Nearly always it is one that the text cites, and those are few.
    fn name(&self, id: &str) -> String {
        let documents = &self.site.library.documents;
        let cited = self.cites.iter().map(|at| &documents[*at]);
        let Some(document) = cited.chain(documents).find(|document| document.id() == id) else {
            return String::new();
        };
        let number = document.meta.number.as_ref().map(|number| format!("（{}）", number.value));
        format!("《{}》{}", document.meta.title, number.unwrap_or_default())
    }

    fn full(&self, target: &Target) -> String {
        let address = target.address().unwrap_or_default();
        match &self.site.config().base_url {
            Some(base) => format!("{base}/{address}"),
            None => address,
        }
    }

    /// The mark of a note behind a link. An address that has a note already gets no second one.
    fn note(&mut self, name: String, address: String, link: &Link) -> Inline {
        let known = self.notes.iter().position(|note| note.address == address);
        let number = known.unwrap_or(self.notes.len()) + 1;
        let anchor = place(self.id, &format!("note{number}"));
        let target = Target::Typed(format!("#{anchor}"));
        if known.is_none() {
            self.notes.push(Note { number, anchor, name, address });
        }
        let inlines = vec![Inline::Text(format!("〔{number}〕"))];
        let mark = Link { target, title: String::new(), inlines, location: link.location.clone() };
        Inline::Tag("sup", vec![Inline::Link(Box::new(mark))])
    }
}
