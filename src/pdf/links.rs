//! Destinations of the links of a text on paper: to a place of the same file, to the website, or nowhere.

use super::text_manuscript::TextManuscript;
use crate::address;
use crate::document::anchors::Anchors;
use crate::document::walk;
use crate::document::{Link, Target};
use crate::source::config::is_web_address;
use std::collections::{BTreeMap, BTreeSet};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To a place of this file, by its name.
    Inside(String),
    /// To an address.
    Outside(String),
}

/// The documents of one file, and which of their places are linked to.
pub(super) struct Links<'a> {
    base: Option<&'a str>,
    /// The anchors of the documents in this file, by id.
    documents: BTreeMap<&'a str, &'a Anchors>,
    wanted: BTreeSet<String>,
}

impl<'a> Links<'a> {
    /// For a file that holds these documents.
    pub(super) fn new(base: Option<&'a str>, texts: &[&'a TextManuscript<'a>]) -> Self {
        let anchors = texts.iter().map(|text| (text.id, &text.body.anchors)).collect();
        let links = Self { base, documents: anchors, wanted: BTreeSet::new() };
        let mut wanted = BTreeSet::new();
        for text in texts {
            walk::texts(&text.body.blocks, &mut |inlines, _| {
                walk::links(inlines, &mut |link, picture| {
                    if !picture && let Some(Destination::Inside(name)) = links.destination(text.id, link) {
                        wanted.insert(name);
                    }
                });
            });
        }
        Self { wanted, ..links }
    }

    /// Does something lead to this place?
    pub(super) fn wanted(&self, name: &str) -> bool {
        self.wanted.contains(name)
    }

    /// Where a link in a document leads.
    pub(super) fn destination(&self, id: &str, link: &Link) -> Option<Destination> {
        match &link.target {
            Target::Typed(typed) => match typed.strip_prefix('#') {
                Some(anchor) => self.inside(id, Some(anchor)),
                None if is_web_address(typed) || typed.starts_with("mailto:") => {
                    Some(Destination::Outside(typed.clone()))
                }
                None => None,
            },
            Target::Document { id, anchor } => {
                let inside = self.inside(id, Some(anchor.as_str()).filter(|anchor| !anchor.is_empty()));
                inside.or_else(|| self.website(&link.target.address()?))
            }
            Target::Page(_) | Target::Party(_) | Target::File { .. } => self.website(&link.target.address()?),
            Target::Outside(_) => None,
        }
    }

    /// A page on the website, where that has an address.
    pub(super) fn website(&self, address: &str) -> Option<Destination> {
        self.base.map(|base| Destination::Outside(format!("{base}/{address}")))
    }

    fn inside(&self, id: &str, anchor: Option<&str>) -> Option<Destination> {
        let anchors = self.documents.get(id)?;
        Some(Destination::Inside(match anchor {
            Some(anchor) if anchors.contains(anchor) => format!("{id}#{anchor}"),
            _ => id.to_owned(),
        }))
    }
}

/// The file of the content folder of a picture.
pub(super) fn picture(link: &Link) -> Option<&str> {
    let Target::File { path, .. } = &link.target else { return None };
    Some(path)
}

/// An ending that the typesetter knows no kind of picture by, so that it looks at the bytes.
pub(super) const ANY_KIND: &str = ".picture";

/// The picture as the source names it.
pub(super) fn picture_name(path: &str) -> String {
    format!("/{}{ANY_KIND}", address::file_in_link(path))
}
