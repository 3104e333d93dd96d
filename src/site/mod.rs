//! The site as data: its documents and issues related to each other, the pages there are, what each
//! page shows, and where it lies.
//!
//! ```text
//! reading    what a file says by itself
//! assemble   content -> documents with trees, issues with their items
//! check      what only shows when all files are seen: double ids, references, dates
//! links      links and pictures in the texts -> pages and files of the site
//! citations  which documents cite which
//! linked     a text with its links, for its page
//! bound      the texts of an issue, for one page that holds them all
//! units      plans, and who answers for their tasks
//! comparisons  what is known of plans and reports from before
//! passages   the words of a report <-> the tasks of its plan
//! shares     which parts of a plan fall to which units
//! lists      documents by number, kind, organ; the annual index
//! pages      every page of the site and its address
//! view       what each page shows, ready for a template
//! data       the open data files
//! editions   the PDF files that pages link to
//! part       chosen years or issues as a whole of their own
//! ```

pub mod assemble;
pub mod bound;
pub mod check;
pub mod citation;
pub mod citations;
pub mod comparisons;
pub mod data;
pub mod editions;
pub mod linked;
pub mod links;
pub mod lists;
pub mod naming;
pub mod pages;
pub mod part;
pub mod passages;
pub mod reading;
pub mod relations;
pub mod shares;
pub mod status;
pub mod units;
pub mod view;

use crate::links::catalogue::Catalogue;
use crate::source::config::{Correction, Organ, SiteConfig, UnitGroup};
use crate::source::schema::{DocumentMeta, IssueMeta, Layout, PageMeta, Status};
use crate::text::date::Date;
use citations::CitedAt;
use comparisons::Comparisons;
use editions::Editions;
use links::Targets;
use lists::Lists;
use reading::Text;
use relations::Relation;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a build may be told beside the content.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day for which 有效性 is computed; the latest day of publication when it is not given.
    pub as_of: Option<Date>,
    /// Where the site will be published; overrides `site.yaml`.
    pub base_url: Option<String>,
}

/// A whole site.
#[derive(Debug, Default)]
pub struct Site {
    /// What is the same on every page.
    pub config: SiteConfig,
    /// Units and their names.
    pub organs: Vec<Organ>,
    /// Groups of units.
    pub groups: Vec<UnitGroup>,
    /// Where texts depart from what was handed over.
    pub corrections: Vec<Correction>,
    /// All documents, by file.
    pub documents: Vec<Document>,
    /// All issues, oldest first.
    pub issues: Vec<Issue>,
    /// Standing pages, by file.
    pub standing: Vec<StandingPage>,
    /// Files that texts link to, relative to the content folder.
    pub attachments: BTreeSet<String>,
    /// The day for which 有效性 is computed.
    pub as_of: Option<Date>,
    /// Division plans, newest first.
    pub plans: Vec<units::SitePlan>,
    /// Who answers for their tasks.
    pub parties: units::Parties,
    /// Documents by number, kind, organ and year.
    pub lists: Lists,
    /// Documents by the names under which texts cite them.
    pub catalogue: Catalogue,
    /// What came of comparing plans with reports; before they are compared, what is known of it from before.
    pub comparisons: Comparisons,
    /// What the links of editors can lead to.
    pub targets: Targets,
    /// The PDF editions that are published with the site.
    pub editions: Editions,
    /// What this site refers to and does not hold, where it is a part of the gazette.
    pub outside: part::Outside,
}

impl Site {
    /// The plan that a document is, where it is one.
    pub fn own_plan(&self, at: usize) -> Option<&units::SitePlan> {
        let plans = self.documents.get(at)?.plans.iter();
        plans.filter_map(|plan| self.plans.get(*plan)).find(|plan| plan.document == at)
    }
}

/// A document and what is known of it from the rest of the site.
#[derive(Debug)]
pub struct Document {
    /// Its front matter.
    pub meta: Arc<DocumentMeta>,
    /// What its file says by itself.
    pub text: Arc<Text<DocumentMeta>>,
    /// The day on which it was published: as it says itself, otherwise that of its issue.
    pub published: Option<Date>,
    /// Its issue, and its place among the issue's items.
    pub issue: Option<(usize, usize)>,
    /// Whether it is in force, where that can be known.
    pub status: Option<Status>,
    /// How it relates to other documents, in both directions.
    pub relations: Vec<Relation>,
    /// The documents that it cites.
    pub cites: Vec<usize>,
    /// Where other documents cite it, the newest first.
    pub cited_by: Vec<CitedAt>,
    /// The plans, in `site.plans`, that it is or that were compared with it.
    pub plans: Vec<usize>,
}

impl Document {
    /// A document of which nothing is known but its text.
    fn new(text: Arc<Text<DocumentMeta>>) -> Self {
        Self {
            meta: Arc::clone(&text.meta),
            published: text.meta.published,
            text,
            issue: None,
            status: None,
            relations: Vec::new(),
            cites: Vec::new(),
            cited_by: Vec::new(),
            plans: Vec::new(),
        }
    }

    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its page.
    pub fn address(&self) -> String {
        format!("documents/{}.html", self.meta.id.value)
    }

    /// How it is set on paper: as it says itself, otherwise as the site says.
    pub fn layout(&self, site: &Site) -> Layout {
        self.meta.layout.as_ref().map_or(site.config.layout, |layout| layout.value)
    }

    /// The day by which it is sorted: its publication, or else its date.
    pub fn day(&self) -> Option<Date> {
        self.published.or(self.meta.signed)
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
    pub items: Vec<usize>,
}

impl Issue {
    /// An issue without its items.
    fn new(text: Arc<Text<IssueMeta>>) -> Self {
        Self { meta: Arc::clone(&text.meta), text, items: Vec::new() }
    }

    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its page.
    pub fn address(&self) -> String {
        format!("issues/{}.html", self.meta.id.value)
    }

    /// The page that holds all of it, for printing.
    pub fn print_address(&self) -> String {
        format!("print/{}", self.address())
    }
}

/// A page that stands by itself.
#[derive(Debug)]
pub struct StandingPage {
    /// Its front matter.
    pub meta: Arc<PageMeta>,
    /// Its text.
    pub text: Arc<Text<PageMeta>>,
}

impl StandingPage {
    fn new(text: Arc<Text<PageMeta>>) -> Self {
        Self { meta: Arc::clone(&text.meta), text }
    }

    /// Its file, relative to the content folder.
    pub fn file(&self) -> &str {
        &self.text.file
    }

    /// Its page: `about.md` is `about.html`.
    pub fn address(&self) -> String {
        format!("{}.html", self.file().strip_suffix(".md").unwrap_or(self.file()))
    }
}
