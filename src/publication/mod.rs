//! A gazette as a website: which pages there are, what each shows, and where it lies, for web and paper alike. Made of
//! the library, its citations and responsibilities, each of which is whole before the next is made of it.
//!
//! ```text
//! targets     links and pictures that editors typed -> pages and files of the site
//! linked      a text with its links, for its page
//! issue_page  the texts of an issue, for one page that holds them all
//! task_notes  what stands beside the tasks of a plan and the sentences of its report
//! nav_link    a link with its name
//! lists       documents by number, kind, organ; the annual index
//! pages       every page of the site and its address
//! view        what each page shows, ready for a template
//! data        the open data files
//! gbt7714     how a document is cited
//! editions    the link of a page to its PDF file
//! ```

pub mod data;
pub mod editions;
pub mod gbt7714;
pub mod issue_page;
pub mod linked;
pub mod lists;
pub mod nav_link;
pub mod pages;
pub mod targets;
pub mod task_notes;
pub mod view;

use crate::citation::Citations;
use crate::diagnostic::Diagnostic;
use crate::library::subset::{Choice, NotThere};
use crate::library::{self, Library, Options, Texts};
use crate::responsibility::comparisons::Comparisons;
use crate::responsibility::{self, Responsibility};
use crate::source::config::SiteConfig;
use crate::source::links::LinksFile;
use crate::source::{Attachments, Content};
use lists::Lists;
use std::collections::BTreeSet;
use targets::Targets;

/// A gazette, or a part of it, as it is published.
#[derive(Debug)]
pub struct Publication {
    /// Documents, issues and their relations.
    pub library: Library,
    /// Which documents cite which.
    pub citations: Citations,
    /// Plans, and who answers for their tasks.
    pub responsibility: Responsibility,
    /// What the links of editors can lead to.
    pub targets: Targets,
    /// Files that texts link to, relative to the content folder.
    pub attachments: BTreeSet<String>,
    /// Documents by number, kind, organ and year.
    pub lists: Lists,
}

/// What was made before, which saves work and changes nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Previous<'a> {
    /// The publication before this one: texts that did not change are taken from there.
    pub publication: Option<&'a Publication>,
    /// Comparisons of earlier builds.
    pub comparisons: Option<&'a Comparisons>,
}

impl Publication {
    /// The publication of a content folder, and everything that is wrong with it.
    pub fn assemble(content: Content, options: &Options) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let publication = Self::assemble_again(content, options, Previous::default(), &mut diagnostics);
        (publication, diagnostics)
    }

    /// The same, when some of it was made before.
    pub fn assemble_again(
        mut content: Content,
        options: &Options,
        previous: Previous<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let attachments = std::mem::take(&mut content.attachments);
        let links_files = std::mem::take(&mut content.links);
        let before = previous.publication;
        let texts = Texts::read(content, before.map(|before| &before.library));
        let library = library::assemble(texts, options, diagnostics);
        let known = responsibility::Known {
            responsibility: before.map(|before| (&before.library, &before.responsibility)),
            comparisons: previous.comparisons,
        };
        Self::of(library, attachments, links_files, known, diagnostics)
    }

    fn of(
        library: Library,
        attachments: Attachments,
        links_files: Vec<LinksFile>,
        known: responsibility::Known<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let targets = Targets::new(&library, attachments);
        Self {
            attachments: targets.check(&library, diagnostics),
            citations: Citations::new(&library, diagnostics),
            responsibility: Responsibility::new(&library, links_files, known, diagnostics),
            lists: Lists::new(&library),
            targets,
            library,
        }
    }

    /// A part of it as a whole of its own. What is wrong with its texts was said when the whole was assembled.
    ///
    /// # Errors
    ///
    /// When a year or an issue is chosen that there is not: what there is.
    pub fn part(&self, choice: &Choice) -> Result<Self, NotThere> {
        let known = responsibility::Known {
            responsibility: Some((&self.library, &self.responsibility)),
            comparisons: None,
        };
        let links_files = self.responsibility.links_files.clone();
        let attachments = self.targets.attachments().clone();
        Ok(Self::of(self.library.subset(choice)?, attachments, links_files, known, &mut Vec::new()))
    }

    /// What is the same on every page.
    pub fn config(&self) -> &SiteConfig {
        self.library.config()
    }
}
