//! The classes by which a theme sets headings and paragraphs: what they are, never what they look like.

use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::paper::form::SetParagraph;
use crate::paper::run_in::LeadKind;

/// What a heading is.
pub(super) fn heading_class(kind: HeadingKind) -> Option<&'static str> {
    Some(match kind {
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
pub(super) fn words_class(words: &SetParagraph<'_>) -> Option<&'static str> {
    let alone = words.lead.is_some_and(|lead| lead.alone);
    Some(match words.paragraph.role {
        Role::Text if words.paragraph.number_anchor.is_some() && alone => "numbered opening",
        Role::Text if words.paragraph.number_anchor.is_some() => "numbered",
        Role::Text if alone => "opening",
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

/// What the words at the head of a paragraph are.
pub(super) fn lead_class(kind: LeadKind) -> &'static str {
    match kind {
        LeadKind::First => "run-in-first",
        LeadKind::Second => "run-in-second",
        LeadKind::Article => "article-number",
    }
}
