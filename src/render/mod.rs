//! Pages through the theme: what a page shows becomes the bytes of a file.
//!
//! Nothing here reads or writes the disk, and nothing is remembered from one page to the next, so
//! pages are rendered in parallel and dropped as soon as they are written.

pub mod body;
pub mod highlight;
mod notes;
mod picture;
mod tables;
mod theme;

pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::document::Body;
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
}

/// Turns pages into files.
pub struct Renderer {
    theme: Theme,
    highlighter: Highlighter,
    minify: minify_html::Cfg,
}

/// What a template sees.
#[derive(Serialize)]
struct Scope<'a> {
    site: &'a SiteConfig,
    page: &'a Head,
    view: &'a Content,
    body: String,
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
        Self { theme, highlighter: Highlighter::default(), minify }
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

    /// The files of the theme that pages ask for.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.theme.assets()
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
        let writer = BodyWriter { root: &head.root, highlighter: &self.highlighter, notes: &notes };
        let body = text_of(site, &page.view).as_ref().map(|body| writer.blocks(&body.blocks)).unwrap_or_default();
        let scope = Scope {
            site: &site.config,
            page: &head,
            view: &content,
            body,
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

fn text_of(site: &Site, view: &View) -> Option<Body> {
    match view {
        View::Document(at) => linked::document(site, *at),
        View::Standing(at) => linked::standing(site, *at),
        _ => None,
    }
}
