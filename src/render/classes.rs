//! The classes by which a theme sets headings and paragraphs: what they are, never what they look like.

use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::document::{Heading, Paragraph};

/// What a heading is.
pub(super) fn heading_class(heading: &Heading) -> Option<&'static str> {
    Some(match heading.kind() {
        HeadingKind::Annex => "annex",
        HeadingKind::Part => "part-title",
        HeadingKind::Chapter => "chapter",
        HeadingKind::Article => "article-title",
        HeadingKind::First => "first",
        HeadingKind::Second => "second",
        HeadingKind::Third => "third",
        HeadingKind::Fourth => "fourth",
        HeadingKind::Plain => return None,
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
