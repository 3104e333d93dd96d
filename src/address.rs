//! Addresses of everything on the site, relative to its root. They are flat files with relative links, so that
//! the same bytes work on a web server and from a disk. They follow from permanent ids alone and are written here
//! only; nothing reads an address back.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The front page.
pub const HOME: &str = "index.html";
/// All issues by year.
pub const ISSUES: &str = "issues/index.html";
/// The ways to list documents.
pub const LISTS: &str = "lists/index.html";
/// Everybody who answers for tasks.
pub const UNITS: &str = "units/index.html";
/// The page of search results.
pub const SEARCH: &str = "search.html";
/// Where texts depart from what was handed over.
pub const CORRECTIONS: &str = "corrections.html";
/// What a server shows for an address that does not exist.
pub const NOT_FOUND: &str = "404.html";
/// Where files of the content folder lie.
pub const FILES: &str = "files";

/// The page of a document.
pub fn document(id: &str) -> String {
    format!("documents/{id}.html")
}

/// The page of an issue.
pub fn issue(id: &str) -> String {
    format!("issues/{id}.html")
}

/// The page that holds all of an issue, for printing.
pub fn print(id: &str) -> String {
    format!("print/{}", issue(id))
}

/// A standing page: `about.md` is `about.html`.
pub fn standing(file: &str) -> String {
    format!("{}.html", file.strip_suffix(".md").unwrap_or(file))
}

/// The tasks of a unit; `year` tells the pages of earlier years apart, as [`year_ending`] writes it.
pub fn unit(slug: &str, year: &str) -> String {
    format!("units/{slug}{year}.html")
}

/// The tasks of a leader.
pub fn leader(slug: &str, year: &str) -> String {
    format!("leaders/{slug}{year}.html")
}

/// What tells the page of an earlier year apart. A dot, because no slug has one: the address cannot be that of
/// another party.
pub fn year_ending(year: Option<u32>) -> String {
    year.map_or(".undated".to_owned(), |year| format!(".{year}"))
}

/// The annual index.
pub fn year(year: u32) -> String {
    format!("years/{year}.html")
}

/// One way to list documents: its entries and years.
pub fn list(slug: &str) -> String {
    format!("lists/{slug}.html")
}

/// The documents of one entry of a list in one year.
pub fn list_entry(list: &str, entry: &str, year: Option<u32>) -> String {
    let year = year.map_or("undated".to_owned(), |year| year.to_string());
    format!("lists/{list}-{entry}-{year}.html")
}

/// A plan beside its report.
pub fn compare(plan: &str) -> String {
    format!("compare/{plan}.html")
}

/// How a plan falls to the units.
pub fn overview(plan: &str) -> String {
    format!("plans/{plan}.html")
}

/// The same as a picture.
pub fn picture(plan: &str) -> String {
    format!("plans/{plan}.svg")
}

/// A file of the content folder.
pub fn file(path: &str) -> String {
    format!("{FILES}/{path}")
}

/// The same as it stands in a link, where 汉字 and blanks are escaped.
pub fn file_in_link(path: &str) -> String {
    const OTHERS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    file(&utf8_percent_encode(path, OTHERS).to_string())
}

/// A place of a page; the page itself when `anchor` is empty.
pub fn place(page: &str, anchor: &str) -> String {
    if anchor.is_empty() { page.to_owned() } else { format!("{page}#{anchor}") }
}

/// What leads from a page to the root of the site: empty, or `../` for each folder it lies in.
pub fn root(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}
