//! The texts of an issue, bound into one page.
//!
//! On a page of its own each text has its own ids, and its links lead to other pages. Bound together, every
//! id is preceded by that of its document, a link to a text of the same issue leads to its place within
//! the page, and one that leaves the page gets a note with its address, once, below the text. Links to the
//! pages of units and leaders go: they are aids of the website, and a plan has a thousand of them.

use super::linked;
use super::{Document, Issue, Site};
use crate::document::{Body, Inline, Link, Target, ids, plain_text, walk};
use crate::source::config::is_web_address;
use serde::Serialize;
use std::collections::BTreeMap;

/// Between the id of a document and that of a place in it. Neither can hold it, so that no two places of
/// an issue get one id.
const JOINT: char = '_';

/// A text of an issue, ready to stand beside the others.
#[derive(Debug, Hash)]
pub struct Bound {
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
    format!("{document}{JOINT}{anchor}")
}

/// The text of a document for the page of its issue.
pub fn text(site: &Site, issue: &Issue, at: usize) -> Option<Bound> {
    let document = site.documents.get(at)?;
    let id = &document.meta.id.value;
    let inside: BTreeMap<String, &str> = issue
        .items
        .iter()
        .filter_map(|item| site.documents.get(*item))
        .map(|document| (document.address(), document.meta.id.value.as_str()))
        .collect();
    let mut binder = Binder { site, id, cites: &document.cites, inside, notes: Vec::new() };
    let mut body = linked::document(site, at)?;
    ids::rename(&mut body.blocks, &mut |anchor| *anchor = place(id, anchor));
    walk::rewrite(&mut body.blocks, &mut |inlines, _| binder.inlines(inlines));
    Some(Bound { body, notes: binder.notes })
}

/// Rewrites the links of one text.
struct Binder<'a> {
    site: &'a Site,
    id: &'a str,
    /// The documents that the text cites.
    cites: &'a [usize],
    /// The documents of the issue: address -> id.
    inside: BTreeMap<String, &'a str>,
    notes: Vec<Note>,
}

/// What becomes of a link.
enum Fate {
    /// It leads to this id of the page.
    Inside(String),
    /// It leads elsewhere: what lies there, and the address.
    Leaves(String, String),
    /// It stays, without a note.
    Stays,
    /// Its words stay.
    Goes,
}

impl Binder<'_> {
    fn inlines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Link(link) => self.link(*link, &mut out),
                Inline::Strong(inner) => out.push(Inline::Strong(self.inlines(inner))),
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.inlines(inner))),
                Inline::Tag(tag, inner) => out.push(Inline::Tag(tag, self.inlines(inner))),
                Inline::Sentence(anchor, inner) => out.push(Inline::Sentence(anchor, self.inlines(inner))),
                other => out.push(other),
            }
        }
        out
    }

    fn link(&mut self, mut link: Link, out: &mut Vec<Inline>) {
        match self.fate(&link) {
            Fate::Inside(anchor) => link.target = Target::Typed(format!("#{anchor}")),
            Fate::Goes => return out.append(&mut link.inlines),
            Fate::Stays => {}
            Fate::Leaves(name, address) => {
                let mark = self.note(name, address, &link);
                out.push(Inline::Link(Box::new(link)));
                return out.push(mark);
            }
        }
        out.push(Inline::Link(Box::new(link)));
    }

    fn fate(&self, link: &Link) -> Fate {
        let address = match &link.target {
            Target::Address(address) => address,
            // It says itself that it leads outside this part of the gazette.
            Target::Outside(_) => return Fate::Stays,
            Target::Typed(typed) => match typed.strip_prefix('#') {
                Some(anchor) => return Fate::Inside(place(self.id, anchor)),
                // An address that the text shows itself needs no note.
                None if is_web_address(typed) && plain_text(&link.inlines) != *typed => {
                    return Fate::Leaves(String::new(), typed.clone());
                }
                None => return Fate::Stays,
            },
        };
        let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
        if page.is_empty() {
            return Fate::Inside(place(self.id, anchor));
        }
        if let Some(id) = self.inside.get(page) {
            return Fate::Inside(place(id, anchor));
        }
        if page.starts_with("units/") || page.starts_with("leaders/") {
            return Fate::Goes;
        }
        let name = self.document(page).map(|document| {
            let number = document.meta.number.as_ref().map(|number| format!("（{}）", number.value));
            format!("《{}》{}", document.meta.title, number.unwrap_or_default())
        });
        let full = match &self.site.config.base_url {
            Some(base) => format!("{base}/{address}"),
            None => address.clone(),
        };
        Fate::Leaves(name.unwrap_or_default(), full)
    }

    /// The document at an address. Nearly always it is one that the text cites, and those are few.
    fn document(&self, address: &str) -> Option<&Document> {
        let id = address.strip_prefix("documents/")?.strip_suffix(".html")?;
        let cited = self.cites.iter().filter_map(|at| self.site.documents.get(*at));
        cited.chain(&self.site.documents).find(|document| document.meta.id.value == id)
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
