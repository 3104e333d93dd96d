//! One reading of content and theme: the list of the files that they make. `build` publishes it, `archive` packs it,
//! `serve` shows it and `check` looks through it. They differ only in what they do with the files.
//!
//! A file is made when it is asked for and is not kept, so memory does not grow with the site.

mod files;
mod memory;
pub mod output;
mod refusal;

pub use output::{Bytes, Made, Output, Provenance};
pub use refusal::Refusal;

use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, any_error};
use crate::library;
use crate::library::subset::Choice;
use crate::pdf::Editions;
use crate::publication::{Previous, Publication, pages};
use crate::render::{Renderer, Theme};
use crate::search::Index;
use crate::source::stamp::Stamps;
use crate::source::{self, theme};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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

/// A site and its theme, as the files that they make.
pub struct Project {
    site: Arc<Publication>,
    content: PathBuf,
    /// The state of the files from which its texts were read.
    stamps: Stamps,
    editions: Editions,
    /// What earlier builds worked out.
    cache: Option<Cache>,
    renderer: Renderer,
    /// The files of the site and of the theme, in a stable order.
    own: Vec<Output>,
    /// Their places by address.
    places: OnceLock<BTreeMap<String, usize>>,
    /// The search index, made when the first of its files is asked for: a preview in which nobody searches
    /// does without.
    index: OnceLock<Indexed>,
}

/// A search index and the places of its files by their addresses.
struct Indexed {
    index: Index,
    places: BTreeMap<String, usize>,
}

/// Reads content and theme. The diagnostics are everything that was found, whether there is a project or not.
pub fn read(inputs: &Inputs, choice: Option<&Choice>) -> (Result<Project, Refusal>, Vec<Diagnostic>) {
    let (project, diagnostics) = read_changed(inputs, None);
    let project = match (project, choice) {
        (Ok(project), Some(choice)) => project.part(choice),
        (project, _) => project,
    };
    (project, diagnostics)
}

/// The same, when most is as it was: what did not change since `previous` was read is taken from there. What this
/// returns does not depend on it.
pub fn read_again(inputs: &Inputs, previous: Option<&Project>) -> (Result<Project, Refusal>, Vec<Diagnostic>) {
    read_changed(inputs, previous)
}

type Read = (Result<Project, Refusal>, Vec<Diagnostic>);

fn read_changed(inputs: &Inputs, previous: Option<&Project>) -> Read {
    if !inputs.content.is_dir() {
        return (Err(Refusal::NoContent(inputs.content.clone())), Vec::new());
    }
    let known = previous.map(|previous| previous.stamps.clone()).unwrap_or_default();
    let editions = previous.map(|previous| &previous.editions);
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
    let editions = inputs.published.as_ref().map(|folder| Editions::read(folder, editions)).unwrap_or_default();
    let site = (Arc::new(site), stamps);
    let project = Project::new(site, &inputs.content, cache, editions, Renderer::new(theme));
    (Ok(project), diagnostics)
}

fn read_theme(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let files = theme::read(&inputs.themes, &inputs.theme, diagnostics);
    Theme::new(&inputs.theme, files).map_err(|problem| diagnostics.push(*problem)).ok()
}

impl Project {
    fn new(
        (site, stamps): (Arc<Publication>, Stamps),
        content: &Path,
        cache: Option<Cache>,
        editions: Editions,
        renderer: Renderer,
    ) -> Self {
        let assets = renderer.assets().map(|(address, _)| Output { address, origin: Provenance::Asset });
        let own = pages::pages(&site).into_iter().map(Output::of).chain(assets).collect();
        Self {
            site,
            content: content.to_path_buf(),
            stamps,
            editions,
            cache,
            renderer,
            own,
            places: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// The same site in the theme as it is now, for when only that has changed.
    pub fn in_changed_theme(&self, inputs: &Inputs) -> (Result<Self, Refusal>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let theme = read_theme(inputs, &mut diagnostics).filter(|_| !any_error(&diagnostics));
        let project = theme.map(|theme| {
            let site = (Arc::clone(&self.site), self.stamps.clone());
            Self::new(site, &self.content, self.cache.clone(), self.editions.clone(), Renderer::new(theme))
        });
        (project.ok_or(Refusal::Errors), diagnostics)
    }

    /// A chosen part of it as a whole of its own.
    fn part(self, choice: &Choice) -> Result<Self, Refusal> {
        let site = self.site.part(choice).map_err(Refusal::NotThere)?;
        let editions = self.editions.within(&self.site, &site, &self.content);
        // Not everything that was read is in it, so nothing can be taken over from it.
        Ok(Self::new((Arc::new(site), Stamps::new()), &self.content, None, editions, self.renderer))
    }

    /// The same with PDF editions that were made now.
    pub fn with_editions(self, made: Vec<crate::pdf::editions::NewEdition>) -> Self {
        Self { editions: self.editions.with(made), ..self }
    }

    /// The site.
    pub fn site(&self) -> &Publication {
        &self.site
    }

    /// The content folder.
    pub fn content(&self) -> &Path {
        &self.content
    }

    /// How many PDF editions of the published site are not right any more.
    pub fn stale_editions(&self) -> usize {
        self.editions.stale(&self.site, &self.content)
    }
}
