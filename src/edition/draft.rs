//! A file that can be made, and by which it is known whether it has to be.

use super::Edition;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::render::File;
use crate::render::sheet::Sheet;

/// A file that can be made.
pub struct Draft<'a> {
    /// What it is made from: from the same, this program makes the same file. None where to make it takes no longer
    /// than to tell.
    pub made_from: Option<Digest>,
    make: Box<dyn FnOnce() -> Result<File, Box<Diagnostic>> + 'a>,
}

impl<'a> Draft<'a> {
    /// A file that `make` makes.
    pub fn new(make: impl FnOnce() -> Result<File, Box<Diagnostic>> + 'a) -> Self {
        Self { made_from: None, make: Box::new(make) }
    }

    /// The same, made from what has this digest.
    pub fn from(self, made_from: Option<Digest>) -> Self {
        Self { made_from, ..self }
    }

    /// Makes the file.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn make(self) -> Result<File, Box<Diagnostic>> {
        (self.make)()
    }
}

impl Edition {
    /// The draft of a file, by its place among the addresses.
    pub fn draft(&self, at: usize) -> Draft<'_> {
        let page = self.pages.get(at);
        match page.and_then(|page| Sheet::new(&self.site, page)) {
            Some(sheet) => {
                let made_from = self.renderer.made_from(&sheet);
                Draft::new(move || self.renderer.render_sheet(sheet)).from(made_from)
            }
            None => {
                let place = at.checked_sub(self.pages.len() + self.assets.len());
                let made_from = place.and_then(|place| self.indexed().index.made_from(&self.site, place));
                Draft::new(move || self.file(at)).from(made_from)
            }
        }
    }
}
