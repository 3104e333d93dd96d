//! Pages through the theme: what a page shows becomes the bytes of a file.
//!
//! Nothing here reads or writes the disk, and nothing is remembered from one page to the next, so
//! pages are rendered in parallel and dropped as soon as they are written.

pub mod body;
mod classes;
pub mod highlight;
mod notes;
mod picture;
mod print_style;
mod tables;
mod theme;
mod together;

pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::document::role::Role;
use crate::document::{Block, Body};
use crate::site::bound::{self, Bound, Note};
use crate::site::pages::{Page, View};
use crate::site::passages::{self, Notes};
use crate::site::shares::shares;
use crate::site::view::{self, Content, Head, Step};
use crate::site::{Site, linked, view::Shown};
use crate::source::config::SiteConfig;
use body::BodyWriter;
use highlight::Highlighter;
use serde::Serialize;

/// The content of a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a file of the content folder.
    Attachment(String),
    /// The file that is published already.
    Kept,
}

/// Turns pages into files.
pub struct Renderer {
    theme: Theme,
    highlighter: Highlighter,
    minify: minify_html::Cfg,
    measures: String,
}

/// A text of an issue on the page that holds all of them.
#[derive(Serialize)]
struct Text {
    body: String,
    imprint: String,
    notes: Vec<Note>,
}

/// What a template sees.
#[derive(Serialize)]
struct Scope<'a> {
    site: &'a SiteConfig,
    page: &'a Head,
    view: &'a Content,
    body: String,
    imprint: String,
    texts: Vec<Text>,
    standing: Vec<Step>,
    latest_year: Option<Step>,
    has_units: bool,
    part: Option<&'a str>,
    generator: &'static str,
}

impl Renderer {
    /// A renderer for a theme.
    pub fn new(theme: Theme) -> Self {
        // Closing tags and the head stay, for readers of the source and for tools that patch pages;
        // scripts and styles are files of their own and are left as they were written.
        let minify = minify_html::Cfg {
            keep_closing_tags: true,
            keep_html_and_head_opening_tags: true,
            keep_input_type_text_attr: true,
            ..minify_html::Cfg::default()
        };
        Self { theme, highlighter: Highlighter::default(), minify, measures: print_style::measures() }
    }

    /// The file of a page.
    ///
    /// # Errors
    ///
    /// When a template fails: the template, line and column.
    pub fn render(&self, site: &Site, page: &Page) -> Result<File, Box<Diagnostic>> {
        match &page.view {
            View::Data(data) => data.content(site).map(File::Bytes).map_err(|error| {
                Box::new(Diagnostic::error(
                    "data",
                    crate::diagnostic::Location::file(&page.address),
                    format!("this data file cannot be written: {error}"),
                    "report this as a bug of gongbao",
                ))
            }),
            View::Picture(at) => Ok(File::Bytes(self.picture(site, *at).into_bytes())),
            View::Attachment(file) => Ok(File::Attachment(file.clone())),
            _ => self.page(site, page).map(File::Bytes),
        }
    }

    /// The files that all pages ask for: those of the theme, and the measures of paper unless the theme has
    /// its own.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        let measures = (print_style::ADDRESS.to_owned(), self.measures.as_bytes());
        let own = self.theme.assets().any(|(address, _)| address == print_style::ADDRESS);
        self.theme.assets().chain((!own).then_some(measures))
    }

    fn picture(&self, site: &Site, plan: usize) -> String {
        let Some(plan) = site.plans.get(plan) else { return String::new() };
        let title = site.documents.get(plan.document).map_or("", |document| document.meta.title.as_str());
        picture::picture(title, &shares(site, plan))
    }

    fn page(&self, site: &Site, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some(Shown { template, head, content }) = view::show(site, page) else { return Ok(Vec::new()) };
        let notes = match &page.view {
            View::Document(at) => passages::notes(site, *at),
            _ => Notes::default(),
        };
        // A page for printing is no place to copy links from.
        let marks = !matches!(page.view, View::Print(_));
        let writer = BodyWriter { root: &head.root, highlighter: &self.highlighter, notes: &notes, marks };
        let halves = |body: &Body| {
            let (text, imprint) = body.blocks.split_at(imprint_begins(&body.blocks));
            (writer.blocks(text), writer.blocks(imprint))
        };
        let (body, imprint) = text_of(site, &page.view).as_ref().map(halves).unwrap_or_default();
        let bind = |Bound { body, notes }: Bound| {
            let (body, imprint) = halves(&body);
            Text { body, imprint, notes }
        };
        let scope = Scope {
            site: &site.config,
            page: &head,
            view: &content,
            body,
            imprint,
            texts: bound_texts(site, &page.view).into_iter().map(bind).collect(),
            standing: view::standing(site),
            latest_year: view::latest_year(site),
            has_units: !site.parties.units.is_empty(),
            part: site.outside.label.as_deref(),
            generator: concat!("gongbao ", env!("CARGO_PKG_VERSION")),
        };
        let html = self.theme.render(template, &scope)?;
        Ok(minify_html::minify(html.as_bytes(), &self.minify))
    }
}

/// The texts of an issue on the page that holds all of them.
fn bound_texts(site: &Site, view: &View) -> Vec<Bound> {
    let View::Print(at) = view else { return Vec::new() };
    let Some(issue) = site.issues.get(*at) else { return Vec::new() };
    issue.items.iter().filter_map(|item| bound::text(site, issue, *item)).collect()
}

/// Where the 版记 begins: 抄送 and 印发 at the end of a text, which a 公文 has at the foot of its last page.
fn imprint_begins(blocks: &[Block]) -> usize {
    let imprint = |block: &&Block| matches!(block, Block::Paragraph(paragraph) if matches!(paragraph.role, Role::CopyTo | Role::Imprint));
    blocks.len() - blocks.iter().rev().take_while(imprint).count()
}

fn text_of(site: &Site, view: &View) -> Option<Body> {
    match view {
        View::Document(at) => linked::document(site, *at),
        View::Standing(at) => linked::standing(site, *at),
        _ => None,
    }
}
