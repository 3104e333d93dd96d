//! A text with its links, as its page shows it: what the editor linked, what it cites, the units and leaders
//! of its tasks.
//!
//! Texts stay as they were read; the links are put into a copy when a page is made. So a text that did not
//! change need not be read again because another document has come.

use super::Site;
use super::links::Targets;
use super::relations::related;
use super::units::{leader_address, official, unit_address};
use crate::document::linking::{self, Placed};
use crate::document::role::Role;
use crate::document::walk::{self, Place};
use crate::document::{Body, Inline, Target, plain_text};
use crate::links::catalogue::{Catalogue, Cited as Meant, Found};
use crate::links::citations::{self, annex_entry, article_in, own_place};
use crate::plan::{self, LineKind};
use crate::source::schema::Kind;
use crate::text::citation::{self, Cited};
use crate::text::{tail, units};
use std::collections::BTreeSet;
use std::ops::Range;

/// The text of a document with its links.
pub fn document(site: &Site, at: usize) -> Option<Body> {
    let document = site.documents.get(at)?;
    let linker = Linker {
        site,
        at,
        anchors: document.text.body.anchors(),
        related: related(document).collect(),
        is_plan: site.own_plan(at).is_some(),
        inline_tasks: document.meta.kind == Kind::Plan,
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
    Some(body)
}

/// The text of a standing page with its links.
pub fn standing(site: &Site, at: usize) -> Option<Body> {
    let page = site.standing.get(at)?;
    let mut body = page.text.body.clone();
    walk::rewrite(&mut body.blocks, &mut |mut inlines, _| {
        typed(&mut inlines, page.file(), &site.targets);
        inlines
    });
    Some(body)
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
    site: &'a Site,
    at: usize,
    anchors: BTreeSet<String>,
    related: Vec<usize>,
    is_plan: bool,
    inline_tasks: bool,
}

impl Linker<'_> {
    /// The links of a run of text, in order, none over another.
    fn places(&self, text: &str, place: Place<'_>) -> Vec<Placed> {
        let mut places: Vec<Placed> = match (place.role, place.line) {
            (Role::TaskLine, _) if self.is_plan => return self.parties(text, plan::line_parts(text)),
            (_, Some(kind)) if self.is_plan => {
                return self.parties(text, tail::cell_parts(text, kind));
            }
            (Role::Text, _) if self.is_plan && self.inline_tasks => {
                let parts = tail::tails(text).into_iter().flat_map(|tail| tail.parts).collect();
                self.parties(text, parts)
            }
            (Role::AnnexList, _) => annex_entry(text, &self.anchors)
                .map(|(range, anchor)| Placed { range, target: Target::Typed(format!("#{anchor}")) })
                .into_iter()
                .collect(),
            _ => Vec::new(),
        };
        let free = |range: &Range<usize>, places: &[Placed]| {
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

    /// The units and leaders that the parts of a text name.
    fn parties(&self, text: &str, parts: Vec<(LineKind, Range<usize>)>) -> Vec<Placed> {
        let parties = &self.site.parties;
        let mut places = Vec::new();
        for (kind, part) in parts {
            let value = &text[part.clone()];
            let mut place = |range: Range<usize>, address: Option<String>| {
                let range = part.start + range.start..part.start + range.end;
                places.extend(address.map(|address| Placed { range, target: Target::Address(address) }));
            };
            match kind {
                LineKind::Lead | LineKind::Responsible => {
                    for mention in units::read(value).units {
                        let unit = parties.unit(&official(&mention.name, &self.site.organs));
                        place(mention.range, unit.map(|unit| unit_address(unit, 0)));
                    }
                }
                LineKind::Leaders => {
                    for (range, name) in plan::leaders(value) {
                        place(range, parties.leader(&name).map(|leader| leader_address(leader, 0)));
                    }
                }
                LineKind::Deadline => {}
            }
        }
        places
    }

    fn citations(&self, text: &str, place: Place<'_>) -> Vec<Placed> {
        if !citations::may_cite(text) {
            return Vec::new();
        }
        let cited = |citation: citation::Citation| {
            let (skip, target) = self.target(&citation.cited, place)?;
            Some(Placed { range: citation.range.start + skip..citation.range.end, target })
        };
        citation::find(text).into_iter().filter_map(cited).collect()
    }

    /// Where a citation leads, and how many bytes of its words are not part of it.
    fn target(&self, cited: &Cited, place: Place<'_>) -> Option<(usize, Target)> {
        if let Some(anchor) = own_place(cited, place, &self.anchors) {
            return Some((0, Target::Typed(format!("#{anchor}"))));
        }
        match cited {
            Cited::Number(reference) => {
                let (skip, document) = self.site.catalogue.number(reference)?;
                let meant = Meant { document, anchor: String::new() };
                Some((skip, self.address(&meant).filter(|_| document != self.at)?))
            }
            Cited::Title(title) => {
                let Found::One(meant) = self.title(title) else { return None };
                Some((0, self.address(&meant)?))
            }
            Cited::ArticleOf(title, article) => {
                let Found::One(meant) = self.title(title) else { return None };
                let other = self.site.documents.get(meant.document)?;
                let anchor = article_in(*article, &other.text.body.anchors())?;
                Some((0, self.address(&Meant { anchor, ..meant })?))
            }
            _ => None,
        }
    }

    fn title(&self, title: &str) -> Found {
        meaning(self.site, &self.site.catalogue, title, self.at, &self.related)
    }

    fn address(&self, meant: &Meant) -> Option<Target> {
        let hash = if meant.anchor.is_empty() { "" } else { "#" };
        if meant.document == self.at {
            return Some(Target::Typed(format!("#{}", meant.anchor)));
        }
        let inside = self.site.documents.len();
        if let Some((_, address)) =
            meant.document.checked_sub(inside).and_then(|at| self.site.outside.cited.get(at))
        {
            return Some(Target::Outside(format!("{address}{hash}{}", meant.anchor)));
        }
        let address = self.site.documents.get(meant.document)?.address();
        Some(Target::Address(format!("{address}{hash}{}", meant.anchor)))
    }
}

/// What a title means in a document, its own short titles included.
pub(super) fn meaning(site: &Site, catalogue: &Catalogue, title: &str, at: usize, related: &[usize]) -> Found {
    match site.documents.get(at).and_then(|document| document.text.mentions.short.get(title)) {
        Some(None) => Found::None,
        Some(Some(whole)) => catalogue.title(whole, at, related),
        None => catalogue.title(title, at, related),
    }
}
