//! The PDF edition: issues, documents and lists of tasks as A4, for the press and for the archive.
//!
//! ```text
//! mod         which editions there are, where they lie
//! manuscript  what each says, and its fingerprint
//! text_manuscript  what it says of one document
//! document    one document, in 公报体 or 公文        -> Typst source
//! issue       a whole issue, cover to colophon       -> Typst source
//! units       the tasks of a unit or leader          -> Typst source
//! body        the pieces of a text, as `paper::form` has decided them
//! blocks      its headings, paragraphs, tasks, lists
//! inlines     words, links, pictures
//! tables      its tables
//! links       where its links lead on paper
//! markup      text that cannot be taken for markup
//! record      which editions a published site holds, with the fingerprint of each
//! editions    those that lie in a published site and are still right, and those that were made now
//! make        orders editions and makes them
//! error       why none are made
//! template    what a title, a task, a table look like (Typst; measures from `paper`)
//! fonts       the faces of the machine               (feature `pdf`)
//! last_resort faces for what those of the roles lack (feature `pdf`)
//! pictures    which can be set                       (feature `pdf`)
//! origin      where something stands that has no face (feature `pdf`)
//! typeset     source -> PDF                          (feature `pdf`)
//! ```
//!
//! An edition is made from the same tree as the web page, never from its HTML. Whether one that lies in the site still
//! says what the content says is told by its fingerprint, without the typesetter and without its source.

mod blocks;
mod body;
mod document;
pub mod editions;
pub mod error;
#[cfg(feature = "pdf")]
pub mod fonts;
mod inlines;
mod issue;
#[cfg(feature = "pdf")]
mod last_resort;
mod links;
pub mod make;
mod manuscript;
mod markup;
#[cfg(feature = "pdf")]
mod origin;
#[cfg(feature = "pdf")]
mod pictures;
pub mod record;
mod tables;
mod text_manuscript;
#[cfg(feature = "pdf")]
pub mod typeset;
mod units;

pub use editions::Editions;
pub use error::Error;

use crate::digest::Digest;
use crate::library::{DocumentId, IssueId, naming};
use crate::paper::measures;
use crate::publication::Publication;
use crate::publication::pages::PageKind;
use crate::responsibility::parties::{Party, PartyId};
use crate::text::date::Date;
use crate::text::title;
use crate::text::width::width;
use manuscript::Manuscript;
use markup::{array, optional, string};
use std::path::Path;

/// The template: what a title, a task or a table looks like. Its files by name.
pub const TEMPLATE: [(&str, &str); 6] = [
    ("template.typ", include_str!("template/template.typ")),
    ("page.typ", include_str!("template/page.typ")),
    ("text.typ", include_str!("template/text.typ")),
    ("tables.typ", include_str!("template/tables.typ")),
    ("official.typ", include_str!("template/official.typ")),
    ("issue.typ", include_str!("template/issue.typ")),
];

pub(crate) use crate::source::schema::Layout;

/// Something that is published as a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// A whole issue.
    Issue(IssueId),
    /// One document.
    Document(DocumentId),
    /// The tasks of a unit in one year: a place in its `years`.
    Unit(PartyId, usize),
    /// The tasks of a leader in one year.
    Leader(PartyId, usize),
}

/// What is set: Typst source, and what stands in the head of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The source, without the settings that depend on the machine.
    pub text: String,
    /// What the file is, the same in all its versions.
    pub identity: String,
}

impl Edition {
    /// The edition that shows the same as a page, where there can be one.
    pub fn of(view: &PageKind) -> Option<Self> {
        match view {
            PageKind::Issue(id) => Some(Self::Issue(*id)),
            PageKind::Document(id) => Some(Self::Document(*id)),
            PageKind::Unit(id, year) => Some(Self::Unit(*id, *year)),
            PageKind::Leader(id, year) => Some(Self::Leader(*id, *year)),
            _ => None,
        }
    }
}

/// All editions that a site can have, in a stable order.
pub fn editions(site: &Publication) -> Vec<Edition> {
    let parties = &site.responsibility.parties;
    let issues = site.library.issues.keys().map(Edition::Issue);
    let documents = site.library.documents.keys().map(Edition::Document);
    let years = |party: &Party| 0..party.years.len();
    let units = parties.units.iter_enumerated();
    let units = units.flat_map(|(id, unit)| years(unit).map(move |year| Edition::Unit(id, year)));
    let leaders = parties.leaders.iter_enumerated();
    let leaders = leaders.flat_map(|(id, leader)| years(leader).map(move |year| Edition::Leader(id, year)));
    issues.chain(documents).chain(units).chain(leaders).collect()
}

/// What readers call an edition.
pub fn name(site: &Publication, edition: Edition) -> String {
    let parties = &site.responsibility.parties;
    let tasks =
        |party: &Party, at: usize| units::title(&party.name, party.years.get(at).and_then(|year| year.year));
    match edition {
        Edition::Issue(id) => naming::issue_full(&site.library.issues[id]),
        Edition::Document(id) => site.library.documents[id].meta.title.clone(),
        Edition::Unit(id, year) => tasks(&parties.units[id], year),
        Edition::Leader(id, year) => tasks(&parties.leaders[id], year),
    }
}

/// The page of the site that shows the same.
pub fn page(site: &Publication, edition: Edition) -> String {
    let parties = &site.responsibility.parties;
    match edition {
        Edition::Issue(id) => site.library.issues[id].address(),
        Edition::Document(id) => site.library.documents[id].address(),
        Edition::Unit(id, year) => parties.units[id].year_address(year),
        Edition::Leader(id, year) => parties.leaders[id].year_address(year),
    }
}

/// Where an edition lies: `pdf/`, and the address of its page.
pub fn address(site: &Publication, edition: Edition) -> String {
    let page = page(site, edition);
    format!("pdf/{}.pdf", page.strip_suffix(".html").unwrap_or(&page))
}

/// The address of the page that shows the same as the edition at an address, without its ending.
pub fn page_of(address: &str) -> Option<&str> {
    address.strip_prefix("pdf/")?.strip_suffix(".pdf")
}

/// Is this what a reader calls the edition: its id, its document number, its name?
pub fn is_called(site: &Publication, edition: Edition, name: &str) -> bool {
    let party = |party: &Party| party.slug == name || party.name == name;
    let parties = &site.responsibility.parties;
    match edition {
        Edition::Issue(id) => site.library.issues[id].id() == name,
        Edition::Document(id) => {
            let document = &site.library.documents[id];
            let number = document.meta.number.as_ref().map(|number| number.value.to_string());
            document.id() == name || number.as_deref() == Some(name)
        }
        Edition::Unit(id, _) => party(&parties.units[id]),
        Edition::Leader(id, _) => party(&parties.leaders[id]),
    }
}

/// The source of an edition; a document has its own layout unless another is asked for.
pub fn source(site: &Publication, edition: Edition, layout: Option<Layout>) -> Source {
    Manuscript::new(site, edition, layout).source()
}

/// The digest of everything that an edition is made from, with the pictures of the content folder, but for the files of
/// the faces: an edition is right on a machine that has others, or none. None when it cannot be told.
pub fn fingerprint(
    site: &Publication,
    content: &Path,
    edition: Edition,
    layout: Option<Layout>,
) -> Option<Digest> {
    Manuscript::new(site, edition, layout).fingerprint(content)
}

/// The measures of paper as the template wants them.
pub fn measures() -> String {
    let mm = |name: &str, value: f64| format!("  {name}: {value}mm,\n");
    let point = |name: &str, value: f64| format!("  {name}: {value}pt,\n");
    // White is measured to the ink: the edges of the page are those of the 版心.
    let fields = [
        mm("width", measures::SHEET_WIDTH),
        mm("height", measures::SHEET_HEIGHT),
        mm("binding", measures::BINDING),
        mm("fore-edge", measures::FORE_EDGE),
        mm("head", measures::HEAD),
        mm("foot", measures::FOOT),
        mm("text-width", measures::TEXT_WIDTH),
        mm("text-height", measures::TEXT_HEIGHT),
        mm("head-distance", measures::RUNNING_HEAD_DISTANCE),
        // To the middle of the 一字线, which is in the middle of a figure.
        format!(
            "  number-distance: {}mm - {}pt,\n",
            measures::PAGE_NUMBER_DISTANCE,
            measures::PAGE_NUMBER_SIZE * 0.36
        ),
        mm("mark-top", measures::MARK_TOP),
        point("mark-size", measures::LARGEST_MARK),
        point("cover-size", measures::LARGEST_COVER_NAME),
        mm("rule-distance", measures::RED_RULE_DISTANCE),
        mm("thick-rule", measures::THICK_RULE),
        mm("thin-rule", measures::THIN_RULE),
        format!("  ink-top: {},\n  ink-bottom: {},\n", measures::INK_ABOVE, measures::INK_BELOW),
        point("pitch", measures::LINE_PITCH_TO_INK),
        point("size", measures::BODY_SIZE),
        point("title-size", measures::TITLE_SIZE),
        point("number-size", measures::PAGE_NUMBER_SIZE),
        point("head-size", measures::RUNNING_HEAD_SIZE),
        point("imprint-size", measures::IMPRINT_SIZE),
        point("table-size", measures::TABLE_SIZE),
        point("table-small", measures::TABLE_SMALL),
    ];
    format!("#let paper = (\n{})\n", fields.concat())
}

/// What stands at the head of every source.
struct Head<'a> {
    title: &'a str,
    author: Option<&'a str>,
    keywords: &'a [String],
    /// A date of the content, never of the clock.
    date: Option<Date>,
}

impl Head<'_> {
    fn source(&self) -> String {
        let date = self.date.map(|date| date.to_string());
        let parts = date.as_deref().map(|date| date.splitn(3, '-').map(|part| part.trim_start_matches('0')));
        let date = parts.map(|mut parts| {
            let mut next = || parts.next().unwrap_or_default().to_owned();
            format!("datetime(year: {}, month: {}, day: {})", next(), next(), next())
        });
        format!(
            "#import \"template.typ\": *\n#show: edition.with(title: {}, author: {}, keywords: {}, date: {})\n",
            string(self.title),
            array(self.author.map(string)),
            array(self.keywords.iter().map(|word| string(word))),
            date.as_deref().unwrap_or("none"),
        )
    }
}

/// The running heads of the left and the right pages, as arguments of the template.
fn running(verso: &str, recto: &str, tasks: bool) -> String {
    /// A running head of more characters would not fit its line.
    const LONGEST: usize = 38;
    let cut = |text: &str| match text.chars().count() {
        count if count > LONGEST => format!("{}…", text.chars().take(LONGEST).collect::<String>()),
        _ => text.to_owned(),
    };
    format!("verso: {}, recto: {}, tasks: {tasks}, ", string(&cut(verso)), optional(Some(&cut(recto))))
}

/// A title as arguments of the template: its lines, and a size in which they fit.
fn title_lines(title: &str) -> String {
    let lines = title::lines(title, measures::TITLE_CHARACTERS);
    let widest = lines.iter().map(|line| width(line)).fold(measures::TITLE_CHARACTERS, f64::max);
    let scale = measures::TITLE_CHARACTERS / widest;
    let size = if scale < 1.0 { format!(", size: {:.2}pt", measures::TITLE_SIZE * scale) } else { String::new() };
    format!("{}{size}", array(lines.iter().map(|line| string(line))))
}
