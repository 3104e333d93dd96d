//! Pages through the theme: what a page shows becomes the bytes of a file.
//!
//! Nothing here reads or writes the disk, and nothing is remembered from one page to the next, so
//! pages are rendered in parallel and dropped as soon as they are written.

pub mod body;
mod classes;
mod escape;
pub mod highlight;
mod opening;
pub mod panels;
mod picture;
mod print_style;
pub mod sheet;
mod tables;
mod theme;

pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Digester};
use crate::publication::Publication;
use crate::responsibility::PlanId;
use crate::responsibility::shares::shares;
use crate::search::reader;
use highlight::Highlighter;
use sheet::Sheet;

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

    /// The files that all pages ask for: those of the theme, the measures of paper unless the theme has its own, and the
    /// search engine.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        let measures = (print_style::ADDRESS.to_owned(), self.measures.as_bytes());
        let own = self.theme.assets().any(|(address, _)| address == print_style::ADDRESS);
        let engine = (reader::ADDRESS.to_owned(), self.engine.as_bytes());
        self.theme.assets().chain((!own).then_some(measures)).chain([engine])
    }

    /// The file of a page.
    ///
    /// # Errors
    ///
    /// When a template fails: the template, line and column.
    pub fn render(&self, sheet: Sheet<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let template = sheet.template;
        let html = self.theme.render(template, &sheet.scope(&self.highlighter, &self.theme)?)?;
        Ok(minify_html::minify(html.as_bytes(), &self.minify))
    }

    /// The fingerprint of its file: what the sheet shows, and the templates.
    pub fn fingerprint(&self, sheet: &Sheet<'_>) -> Option<Digest> {
        let mut digester = Digester::default();
        digester.bytes(self.theme.templates());
        sheet.digest(&mut digester).ok()?;
        Some(digester.digest())
    }
}

/// The picture that shows how a plan falls to the units.
pub fn plan_picture(site: &Publication, id: PlanId) -> String {
    let plan = &site.responsibility.plans[id];
    let title = &site.library.documents[plan.document].meta.title;
    picture::picture(title, &shares(&site.responsibility, plan))
}
