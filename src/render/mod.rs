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
pub mod sheet;
mod tables;
mod theme;
mod together;

pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Digester};
use crate::publication::Publication;
use crate::publication::pages::{Page, View};
use crate::responsibility::PlanId;
use crate::responsibility::shares::shares;
use crate::search::reader;
use highlight::Highlighter;
use sheet::Sheet;

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
    engine: String,
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
        Self {
            theme,
            highlighter: Highlighter::default(),
            minify,
            measures: print_style::measures(),
            engine: reader::script(),
        }
    }

    /// The file of a page.
    ///
    /// # Errors
    ///
    /// When a template fails: the template, line and column.
    pub fn render(&self, site: &Publication, page: &Page) -> Result<File, Box<Diagnostic>> {
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
            _ => match Sheet::new(site, page) {
                Some(sheet) => self.render_sheet(sheet),
                None => Ok(File::Bytes(Vec::new())),
            },
        }
    }

    /// The files that all pages ask for: those of the theme, the measures of paper unless the theme has its own, and the
    /// search engine.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        let measures = (print_style::ADDRESS.to_owned(), self.measures.as_bytes());
        let own = self.theme.assets().any(|(address, _)| address == print_style::ADDRESS);
        let engine = (reader::ADDRESS.to_owned(), self.engine.as_bytes());
        self.theme.assets().chain((!own).then_some(measures)).chain([engine])
    }

    fn picture(&self, site: &Publication, id: PlanId) -> String {
        let plan = &site.responsibility.plans[id];
        let title = &site.library.documents[plan.document].meta.title;
        picture::picture(title, &shares(&site.responsibility, plan))
    }

    /// The file of a page that a template makes.
    ///
    /// # Errors
    ///
    /// When a template fails: the template, line and column.
    pub fn render_sheet(&self, sheet: Sheet<'_>) -> Result<File, Box<Diagnostic>> {
        let template = sheet.template;
        let html = self.theme.render(template, &sheet.scope(&self.highlighter))?;
        Ok(File::Bytes(minify_html::minify(html.as_bytes(), &self.minify)))
    }

    /// What its file is made from: what the sheet shows, and the templates.
    pub fn made_from(&self, sheet: &Sheet<'_>) -> Option<Digest> {
        let mut digester = Digester::default();
        digester.bytes(self.theme.templates());
        sheet.digest(&mut digester).ok()?;
        Some(digester.digest())
    }
}
