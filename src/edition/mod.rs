//! One reading of content and theme, ready to be asked for files: what `build` publishes, `archive`
//! packs, `serve` shows and `check` looks through. They differ only in what they do with the files.
//!
//! A file is made when it is asked for and is not kept, so memory does not grow with the site.

mod draft;
mod memory;

pub use draft::Draft;

use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, Location, any_error};
use crate::library;
use crate::library::subset::Choice;
use crate::pdf::kept::Kept;
use crate::publication::pages::{self, Page};
use crate::publication::{Previous, Publication};
use crate::render::{File, Renderer, Theme};
use crate::search::{self, Index};
use crate::source::stamp::Stamps;
use crate::source::{self, theme};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What a site is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The content folder.
    pub content: PathBuf,
    /// The folder of themes.
    pub themes: PathBuf,
    /// The theme: a folder in it.
    pub theme: String,
    /// What the site is told beside its content.
    pub site: library::Options,
    /// The folder in which it is published, where that may hold PDF editions.
    pub published: Option<PathBuf>,
}

/// A site and its theme: its files by number, in a stable order.
pub struct Edition {
    site: Arc<Publication>,
    /// The state of the files from which its texts were read.
    stamps: Stamps,
    kept: Kept,
    /// What earlier builds worked out.
    cache: Option<Cache>,
    renderer: Renderer,
    pages: Vec<Page>,
    assets: Vec<String>,
    /// The search index, made when the first of its files is asked for: a preview in which nobody searches
    /// does without.
    index: OnceLock<Indexed>,
}

/// A search index and the places of its files by their addresses.
struct Indexed {
    index: Index,
    places: BTreeMap<String, usize>,
}

/// Why there is no edition.
#[derive(Debug)]
pub enum Refusal {
    /// The content or the theme has errors; they are among the diagnostics.
    Errors,
    /// It was asked for in a way that cannot work.
    Usage(String),
}

/// Reads content and theme. The diagnostics are everything that was found, whether there is an edition
/// or not.
pub fn read(inputs: &Inputs, choice: Option<&Choice>) -> (Result<Edition, Refusal>, Vec<Diagnostic>) {
    let (edition, diagnostics) = read_changed(inputs, None);
    let edition = match (edition, choice) {
        (Ok(edition), Some(choice)) => edition.part(choice),
        (edition, _) => edition,
    };
    (edition, diagnostics)
}

/// The same, when most is as it was: what did not change since `previous` was read is taken from there. What this
/// returns does not depend on it.
pub fn read_again(inputs: &Inputs, previous: Option<&Edition>) -> (Result<Edition, Refusal>, Vec<Diagnostic>) {
    read_changed(inputs, previous)
}

type Read = (Result<Edition, Refusal>, Vec<Diagnostic>);

fn read_changed(inputs: &Inputs, previous: Option<&Edition>) -> Read {
    if !inputs.content.is_dir() {
        let message = format!(
            "there is no content folder {}; go to the folder that holds it, or name it with --content",
            inputs.content.display()
        );
        return (Err(Refusal::Usage(message)), Vec::new());
    }
    let known = previous.map(|previous| previous.stamps.clone()).unwrap_or_default();
    let previous = previous.map(|previous| &*previous.site);
    let (mut content, mut diagnostics) = source::read_changed(&inputs.content, &known);
    let stamps = std::mem::take(&mut content.stamps);
    let cache = inputs.published.as_ref().and_then(|folder| Cache::of(folder));
    let comparisons = previous.is_none().then(|| memory::comparisons(cache.as_ref()));
    let previous = Previous { publication: previous, comparisons: comparisons.as_ref() };
    let site = Publication::assemble_again(content, &inputs.site, previous, &mut diagnostics);
    let theme = read_theme(inputs, &mut diagnostics);
    let Some(theme) = theme.filter(|_| !any_error(&diagnostics)) else {
        return (Err(Refusal::Errors), diagnostics);
    };
    let kept = inputs.published.as_ref().map(|folder| Kept::find(folder, &site)).unwrap_or_default();
    let edition = Edition { cache, ..Edition::new(site, stamps, kept, Renderer::new(theme)) };
    (Ok(edition), diagnostics)
}

fn read_theme(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let files = theme::read(&inputs.themes, &inputs.theme, diagnostics);
    Theme::new(&inputs.theme, files).map_err(|problem| diagnostics.push(*problem)).ok()
}

impl Edition {
    /// The same site in the theme as it is now, for when only that has changed.
    pub fn in_changed_theme(&self, inputs: &Inputs) -> (Result<Self, Refusal>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let theme = read_theme(inputs, &mut diagnostics).filter(|_| !any_error(&diagnostics));
        let edition = theme.map(|theme| {
            let renderer = Renderer::new(theme);
            let edition = Self::of(Arc::clone(&self.site), self.stamps.clone(), self.kept.clone(), renderer);
            Self { cache: self.cache.clone(), ..edition }
        });
        (edition.ok_or(Refusal::Errors), diagnostics)
    }

    fn new(mut site: Publication, stamps: Stamps, kept: Kept, renderer: Renderer) -> Self {
        site.editions = kept.record().files();
        Self::of(Arc::new(site), stamps, kept, renderer)
    }

    fn of(site: Arc<Publication>, stamps: Stamps, kept: Kept, renderer: Renderer) -> Self {
        let pages = pages::pages(&site);
        let assets = renderer.assets().map(|(address, _)| address).collect();
        Self { site, stamps, kept, cache: None, renderer, pages, assets, index: OnceLock::new() }
    }

    /// A chosen part of it as a whole of its own.
    fn part(self, choice: &Choice) -> Result<Self, Refusal> {
        let site = self.site.part(choice).map_err(Refusal::Usage)?;
        let kept = self.kept.within(&site);
        // Not everything that was read is in it, so nothing can be taken over from it.
        Ok(Self::new(site, Stamps::new(), kept, self.renderer))
    }

    fn indexed(&self) -> &Indexed {
        self.index.get_or_init(|| {
            let index = memory::index(&self.site, self.cache.as_ref());
            let places = index.addresses().enumerate().map(|(at, address)| (address, at)).collect();
            Indexed { index, places }
        })
    }

    /// The site.
    pub fn site(&self) -> &Publication {
        &self.site
    }

    /// The PDF editions that lie in the published site and are still right.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The site, to be told of something that lies beside it; none when it is shared with another edition.
    pub fn site_mut(&mut self) -> Option<&mut Publication> {
        Arc::get_mut(&mut self.site)
    }

    /// The addresses of all files, relative to the root of the site: pages, assets, the search index.
    pub fn addresses(&self) -> Vec<String> {
        self.own_addresses().map(str::to_owned).chain(self.indexed().index.addresses()).collect()
    }

    /// The same without those of the search index.
    pub fn own_addresses(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|page| page.address.as_str()).chain(self.assets.iter().map(String::as_str))
    }

    /// The place of a file of the search index among `addresses`; none for other files.
    pub fn index_file(&self, address: &str) -> Option<usize> {
        if !search::is_index(address) {
            return None;
        }
        let place = self.indexed().places.get(address)?;
        Some(self.pages.len() + self.assets.len() + place)
    }

    /// The pages: the files of the first addresses. Those of the theme follow.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The files of the theme.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.renderer.assets()
    }

    /// Makes a file.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn file(&self, at: usize) -> Result<File, Box<Diagnostic>> {
        match self.pages.get(at) {
            Some(page) => self.page(page),
            None => match self.renderer.assets().nth(at - self.pages.len()) {
                Some((_, bytes)) => Ok(File::Bytes(bytes.to_vec())),
                None => self.part_of_index(at - self.pages.len() - self.assets.len()),
            },
        }
    }

    fn part_of_index(&self, at: usize) -> Result<File, Box<Diagnostic>> {
        self.indexed().index.content(&self.site, at).map(File::Bytes).map_err(|error| {
            Box::new(Diagnostic::error(
                "search",
                Location::file("search"),
                format!("a file of the search index cannot be written: {error}"),
                "report this as a bug of gongbao",
            ))
        })
    }

    /// Makes a page, which need not be among those of the site.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn page(&self, page: &Page) -> Result<File, Box<Diagnostic>> {
        self.renderer.render(&self.site, page)
    }

    /// What is wrong with the pages that `chosen` names; they are made and dropped.
    pub fn problems(&self, chosen: impl Fn(&Page) -> bool + Sync) -> Vec<Diagnostic> {
        let pages = self.pages.par_iter().filter(|page| chosen(page));
        pages.filter_map(|page| self.page(page).err()).map(|problem| *problem).collect()
    }
}
