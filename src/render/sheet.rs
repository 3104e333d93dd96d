//! Everything that a page shows, before the theme makes a file of it: by this it is known whether a page that was made
//! before is still right.
//!
//! A page is a function of its sheet, of the theme and of the program, and of nothing else. So its digest is taken of
//! the sheet as a whole, not of what somebody thought that pages depend on.

use super::body::BodyWriter;
use super::highlight::Highlighter;
use super::panels::Panels;
use super::theme::Theme;
use crate::diagnostic::Diagnostic;
use crate::digest::Digester;
use crate::document::Body;
use crate::paper::form::{Form, form};
use crate::publication::editions::EditionLink;
use crate::publication::issue_page::{self, IssueText, Note};
use crate::publication::pages::{Page, PageKind};
use crate::publication::task_notes::{self, Notes};
use crate::publication::view::{self, Head, NavLink, PageView, Section, View};
use crate::publication::{Publication, linked};
use crate::source::config::SiteConfig;
use serde::Serialize;

/// What a page shows.
pub struct Sheet<'a> {
    /// The template, by its file name.
    pub template: &'static str,
    scope: Scope<'a>,
    text: Option<Body>,
    bound: Vec<IssueText>,
    notes: Notes,
    /// Has every place a mark by which it can be copied as a link?
    marks: bool,
}

/// What a template sees.
#[derive(Serialize)]
pub struct Scope<'a> {
    site: &'a SiteConfig,
    page: Head,
    view: View,
    body: String,
    imprint: String,
    texts: Vec<Text>,
    standing: Vec<NavLink>,
    navigation: Vec<Section>,
    part: Option<&'a str>,
    generator: &'static str,
}

/// A text of an issue on the page that holds all of them.
#[derive(Serialize)]
struct Text {
    body: String,
    imprint: String,
    notes: Vec<Note>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a page, with the link to its PDF edition; `None` for files that no template makes.
    pub fn new(site: &'a Publication, page: &Page, edition: Option<EditionLink>) -> Option<Self> {
        let PageView { template, head, view } = view::show(site, page, edition)?;
        let scope = Scope {
            site: site.config(),
            page: head,
            view,
            body: String::new(),
            imprint: String::new(),
            texts: Vec::new(),
            standing: view::standing(site),
            navigation: view::navigation(site),
            part: site.library.outside.label.as_deref(),
            generator: concat!("gongbao ", env!("CARGO_PKG_VERSION")),
        };
        Some(Self {
            template,
            scope,
            text: text_of(site, &page.kind),
            bound: bound_texts(site, &page.kind),
            notes: match &page.kind {
                PageKind::Document(at) => task_notes::notes(site, *at),
                _ => Notes::default(),
            },
            // A page for printing is no place to copy links from.
            marks: !matches!(page.kind, PageKind::Print(_)),
        })
    }

    /// Takes everything that the page shows.
    ///
    /// # Errors
    ///
    /// When a value cannot be written as JSON.
    pub fn digest(&self, digester: &mut Digester) -> serde_json::Result<()> {
        digester.value(&(self.template, &self.text, &self.bound, &self.notes, self.marks));
        serde_json::to_writer(digester, &self.scope)
    }

    /// What the template sees, with the texts as HTML.
    ///
    /// # Errors
    ///
    /// When the template of a panel fails: its file, line and column.
    pub fn scope(self, highlighter: &Highlighter, theme: &Theme) -> Result<Scope<'a>, Box<Diagnostic>> {
        let root = &self.scope.page.root;
        let blocks = self.text.as_ref().map_or(&[][..], |body| &body.blocks);
        let panels = Panels::new(blocks, &self.notes, root, theme)?;
        let writer = BodyWriter { root, highlighter, panels: &panels, marks: self.marks };
        let halves = |body: &Body| {
            let Form { text, imprint } = form(&body.blocks);
            (writer.pieces(&text), writer.imprint(&imprint))
        };
        let (body, imprint) = self.text.as_ref().map(halves).unwrap_or_default();
        let bind = |IssueText { body, notes }: IssueText| {
            let (body, imprint) = halves(&body);
            Text { body, imprint, notes }
        };
        let texts = self.bound.into_iter().map(bind).collect();
        Ok(Scope { body, imprint, texts, ..self.scope })
    }
}

fn text_of(site: &Publication, view: &PageKind) -> Option<Body> {
    match view {
        PageKind::Document(id) => Some(linked::document(site, *id)),
        PageKind::Standing(id) => Some(linked::standing(site, *id)),
        _ => None,
    }
}

/// The texts of an issue on the page that holds all of them.
fn bound_texts(site: &Publication, view: &PageKind) -> Vec<IssueText> {
    let PageKind::Print(id) = view else { return Vec::new() };
    let issue = &site.library.issues[*id];
    issue.items.iter().map(|item| issue_page::text(site, issue, *item)).collect()
}
