//! The facts of all texts: which documents and issues there are, how they relate, what is in force. What follows from
//! the facts (who cites whom, who answers for which task, which pages there are) is made of them in later rooms.
//!
//! ```text
//! reading    what a file says by itself
//! mentions   the documents that it cites, by their names
//! assemble   texts -> documents and issues that know of each other
//! placed     a document whose issue is known
//! check      what only shows when all files are seen: double ids, references, dates
//! relations  what one document is to another
//! catalogue  documents by the names under which texts cite them
//! status     whether a document is in force
//! subset     chosen years or issues as a library of their own
//! naming     what issues and documents are called
//! ```

mod assemble;
pub mod catalogue;
mod check;
pub mod mentions;
pub mod naming;
mod placed;
pub mod reading;
pub mod relations;
mod status;
pub mod subset;

pub use assemble::{Texts, assemble};

use crate::address;
use crate::id::id;
use crate::source::config::{Correction, Organ, SiteConfig, UnitGroup};
use crate::source::schema::{DocumentMeta, IssueMeta, Layout, PageMeta, Status};
use crate::text::date::Date;
use catalogue::Catalogue;
use reading::Text;
use relations::Relation;
use std::sync::Arc;
use subset::Outside;
use typed_index_collections::TiVec;

id! {
    /// The number of a document.
    DocumentId
}
id! {
    /// The number of an issue.
    IssueId
}
id! {
    /// The number of a standing page.
    StandingId
}

/// What a build may be told beside the content.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day for which 有效性 is computed; the latest day of publication when it is not given.
    pub as_of: Option<Date>,
    /// Where the site will be published; overrides `site.yaml`.
    pub base_url: Option<String>,
}

/// What the content says beside its texts.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What is the same on every page.
    pub config: SiteConfig,
    /// Units and their names.
    pub organs: Vec<Organ>,
    /// Groups of units.
    pub groups: Vec<UnitGroup>,
    /// Where texts depart from what was handed over.
    pub corrections: Vec<Correction>,
}

/// All documents and issues of a gazette, or of a part of it.
#[derive(Debug)]
pub struct Library {
    /// What the content says beside its texts.
    pub settings: Settings,
    /// All documents, by file.
    pub documents: TiVec<DocumentId, Document>,
    /// All issues, oldest first.
    pub issues: TiVec<IssueId, Issue>,
    /// Standing pages, by file.
    pub standing: TiVec<StandingId, StandingPage>,
    /// The day for which 有效性 is computed.
    pub as_of: Option<Date>,
    /// Documents by the names under which texts cite them.
    pub catalogue: Catalogue,
    /// What this library refers to and does not hold, where it is a part of the gazette.
    pub outside: Outside,
}

impl Library {
    /// What is the same on every page.
    pub fn config(&self) -> &SiteConfig {
        &self.settings.config
    }

    /// How a document is set on paper: as it says itself, otherwise as the site says.
    pub fn layout(&self, document: &Document) -> Layout {
        document.meta.layout.as_ref().map_or(self.config().layout, |layout| layout.value)
    }

    /// The issue of a document.
    pub fn issue_of(&self, document: &Document) -> Option<&Issue> {
        document.issue.map(|(issue, _)| &self.issues[issue])
    }
}

/// A document and how it stands among the others.
#[derive(Debug)]
pub struct Document {
    /// Its front matter.
    pub meta: Arc<DocumentMeta>,
    /// What its file says by itself.
    pub text: Arc<Text<DocumentMeta>>,
    /// The day on which it was published: as it says itself, otherwise that of its issue.
    pub published: Option<Date>,
    /// Its issue, and its place among the issue's items.
    pub issue: Option<(IssueId, usize)>,
    /// Whether it is in force, where that can be known.
    pub status: Option<Status>,
    /// How it relates to other documents, in both directions.
    pub relations: Vec<Relation>,
}

impl Document {
    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its permanent id.
    pub fn id(&self) -> &str {
        &self.meta.id.value
    }

    /// Its page.
    pub fn address(&self) -> String {
        address::document(self.id())
    }

    /// A place of its page.
    pub fn place(&self, anchor: &str) -> String {
        address::place(&self.address(), anchor)
    }

    /// The day by which it is sorted: its publication, or else its date.
    pub fn day(&self) -> Option<Date> {
        self.published.or(self.meta.signed)
    }

    /// The documents that it is related to.
    pub fn related(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.relations.iter().map(|relation| relation.other)
    }
}

/// A gazette issue.
#[derive(Debug)]
pub struct Issue {
    /// Its front matter.
    pub meta: Arc<IssueMeta>,
    /// Its masthead.
    pub text: Arc<Text<IssueMeta>>,
    /// Its items in the order of its table of contents.
    pub items: Vec<DocumentId>,
}

impl Issue {
    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its permanent id.
    pub fn id(&self) -> &str {
        &self.meta.id.value
    }

    /// Its page.
    pub fn address(&self) -> String {
        address::issue(self.id())
    }

    /// The page that holds all of it, for printing.
    pub fn print_address(&self) -> String {
        address::print(self.id())
    }
}

/// A page that stands by itself.
#[derive(Clone, Debug)]
pub struct StandingPage {
    /// Its front matter.
    pub meta: Arc<PageMeta>,
    /// Its text.
    pub text: Arc<Text<PageMeta>>,
}

impl StandingPage {
    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its page.
    pub fn address(&self) -> String {
        address::standing(self.file())
    }
}
