//! A text with its links, as its page shows it: what the editor linked, what it cites, the units and leaders
//! of its tasks.
//!
//! Texts stay as they were read; the links are put into a copy when a page is made. So a text that did not
//! change need not be read again because another document has come.

use super::Publication;
use super::targets::Targets;
use crate::address;
use crate::citation::resolve;
use crate::document::duty::{Duty, DutyKind};
use crate::document::linking::{self, LinkPlace};
use crate::document::own_places::{annex_entry, article_in, own_place};
use crate::document::role::Role;
use crate::document::walk::{self, Place};
use crate::document::{Body, Inline, Target, plain_text};
use crate::library::catalogue::{Citable, Named, Resolution};
use crate::library::{DocumentId, StandingId};
use crate::responsibility::plans::official;
use crate::text::citation::{self, Cited};
use std::ops::Range;

/// The text of a document with its links.
pub fn document(site: &Publication, id: DocumentId) -> Body {
    let document = &site.library.documents[id];
    let linker = Linker {
        site,
        id,
        body: &document.text.body,
        related: document.related().collect(),
        is_plan: site.responsibility.own_plan(id).is_some(),
    };
    let mut body = document.text.body.clone();
    walk::rewrite(&mut body.blocks, &mut |mut inlines, place| {
        typed(&mut inlines, document.file(), &site.targets);
        if place.heading {
            return inlines;
        }
        let text = plain_text(&inlines);
        let places = linker.places(&text, place);
        linking::link(inlines, &places)
    });
    body
}

/// The text of a standing page with its links.
pub fn standing(site: &Publication, id: StandingId) -> Body {
    let page = &site.library.standing[id];
    let mut body = page.text.body.clone();
    walk::rewrite(&mut body.blocks, &mut |mut inlines, _| {
        typed(&mut inlines, page.file(), &site.targets);
        inlines
    });
    body
}

/// Resolves the links that an editor typed.
fn typed(inlines: &mut [Inline], file: &str, targets: &Targets) {
    walk::links_mut(inlines, &mut |link, picture| {
        if let Target::Typed(typed) = &link.target {
            link.target = targets.target(file, typed, picture);
        }
    });
}

/// What is known of the document whose links are placed.
struct Linker<'a> {
    site: &'a Publication,
    id: DocumentId,
    body: &'a Body,
    related: Vec<DocumentId>,
    is_plan: bool,
}

impl Linker<'_> {
    /// The links of a run of text, in order, none over another.
    fn places(&self, text: &str, place: Place<'_>) -> Vec<LinkPlace> {
        let mut places: Vec<LinkPlace> = match place.role {
            Role::TaskLine if self.is_plan => return self.parties(place.duties),
            Role::AnnexList => annex_entry(text, &self.body.anchors)
                .map(|(range, anchor)| LinkPlace { range, target: Target::Typed(format!("#{anchor}")) })
                .into_iter()
                .collect(),
            _ if self.is_plan => self.parties(place.duties),
            _ => Vec::new(),
        };
        let free = |range: &Range<usize>, places: &[LinkPlace]| {
            places.iter().all(|other| range.end <= other.range.start || other.range.end <= range.start)
        };
        for placed in self.citations(text, place) {
            if free(&placed.range, &places) {
                places.push(placed);
            }
        }
        places.sort_by_key(|place| place.range.start);
        places
    }

    /// The units and leaders that answer for a task.
    fn parties(&self, duties: &[Duty]) -> Vec<LinkPlace> {
        let parties = &self.site.responsibility.parties;
        let place = |duty: &Duty| {
            let party = match duty.kind {
                DutyKind::Lead | DutyKind::Responsible => {
                    parties.unit(&official(&duty.name, &self.site.library.settings.organs))?
                }
                DutyKind::Leader => parties.leader(&duty.name)?,
                DutyKind::Group | DutyKind::Deadline => return None,
            };
            Some(LinkPlace { range: duty.range.clone(), target: Target::Party(party.address()) })
        };
        duties.iter().filter_map(place).collect()
    }

    fn citations(&self, text: &str, place: Place<'_>) -> Vec<LinkPlace> {
        if !citation::may_cite(text) {
            return Vec::new();
        }
        let cited = |citation: citation::Citation| {
            let (skip, target) = self.target(&citation.cited, place)?;
            Some(LinkPlace { range: citation.range.start + skip..citation.range.end, target })
        };
        citation::find(text).into_iter().filter_map(cited).collect()
    }

    /// Where a citation leads, and how many bytes of its words are not part of it.
    fn target(&self, cited: &Cited, place: Place<'_>) -> Option<(usize, Target)> {
        if let Some(anchor) = own_place(cited, place, &self.body.anchors) {
            return Some((0, Target::Typed(format!("#{anchor}"))));
        }
        match cited {
            Cited::Number(reference) => {
                let (skip, document) = self.site.library.catalogue.number(reference)?;
                let named = Named { document, anchor: String::new() };
                (document != Citable::Inside(self.id)).then(|| (skip, self.named(named)))
            }
            Cited::Title(title) => Some((0, self.named(self.title(title)?))),
            Cited::ArticleOf(title, article) => {
                let named = self.title(title)?;
                let other = &self.site.library.documents[named.document.inside()?];
                let anchor = article_in(*article, &other.text.body.anchors)?;
                Some((0, self.named(Named { anchor, ..named })))
            }
            _ => None,
        }
    }

    /// The one document that a title means.
    fn title(&self, title: &str) -> Option<Named> {
        match resolve(&self.site.library, title, self.id, &self.related) {
            Resolution::One(named) => Some(named),
            Resolution::Several(_) | Resolution::None => None,
        }
    }

    fn named(&self, Named { document, anchor }: Named) -> Target {
        let library = &self.site.library;
        match document {
            Citable::Inside(id) if id == self.id => Target::Typed(format!("#{anchor}")),
            Citable::Inside(id) => Target::Document { id: library.documents[id].id().to_owned(), anchor },
            Citable::Outside(at) => Target::Outside(address::place(&library.outside.cited[at].1, &anchor)),
        }
    }
}
