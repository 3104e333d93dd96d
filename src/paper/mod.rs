//! Paper: the measures of an official document, and what a text becomes on it, once for the browser's print and the
//! PDF edition.
//!
//! ```text
//! measures   sizes, distances and faces, each with its clause
//! form       the tree of a text -> pieces: what stands together, what begins a page, where 版记 begins
//! run_in     which paragraphs open with a heading, in which face
//! table      the page and the type that a table needs, the widths of its columns
//! ```
//!
//! `render` and `pdf` write the pieces and decide nothing by themselves, so that a table that is landscape in one is
//! landscape in the other.

pub mod form;
pub mod measures;
pub mod run_in;
pub mod table;
