//! The classes by which a theme sets headings and paragraphs: what they are, never what they look like.

use crate::document::Paragraph;
use crate::document::role::Role;
use crate::text::numbering::{Level, official_number};

/// The level of a heading by its official number: faces follow it (GB/T 9704-2012, 7.3.3), not the `#`.
pub(super) fn level_class(text: &str) -> Option<&'static str> {
    Some(match official_number(text)?.level {
        Level::Book | Level::Chapter | Level::Section => "chapter",
        Level::Article => "article-title",
        Level::First => "first",
        Level::Second => "second",
        Level::Third => "third",
        Level::Fourth => "fourth",
    })
}

/// What a paragraph is.
pub(super) fn role_class(paragraph: &Paragraph) -> Option<&'static str> {
    Some(match paragraph.role {
        Role::Text if paragraph.number_anchor.is_some() => "numbered",
        Role::Text => return None,
        Role::Byline => "byline",
        Role::Addressee => "addressee",
        Role::AnnexList => "annex-list",
        Role::Signature => "signature",
        Role::Date => "date",
        Role::Note => "note",
        Role::CopyTo => "copy-to",
        Role::Imprint => "imprint",
        Role::TaskLine => "task-line",
        Role::TableTitle => "table-title",
        Role::TableUnit => "table-unit",
        Role::TableNote => "table-note",
    })
}
