//! What is wrong, where, and what to do: errors as data.
//!
//! Every room collects diagnostics instead of stopping at the first problem, so that an editor sees
//! all of them in one run. They are printed in one place, by `commands`.

use std::cmp::Ordering;

/// How bad it is. A build with an error publishes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content cannot be published as it is.
    Error,
    /// The content can be published; somebody should look.
    Warning,
}

/// A place in a file of the content or the theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file, relative to the folder that the build read, with `/`.
    pub file: String,
    /// Line, from 1. 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters are meant, at least 1.
    pub width: usize,
    /// The line itself, or the part of it around the place when it is very long.
    pub excerpt: String,
    /// Where in `excerpt` the place begins, in bytes.
    pub excerpt_offset: usize,
}

/// Lines longer than this are shown in part, so many characters on either side of the place.
const EXCERPT_REACH: usize = 60;

impl Location {
    /// The whole of a file.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, width: 1, excerpt: String::new(), excerpt_offset: 0 }
    }

    /// The place of `length` bytes at byte `offset` of `text`, which is the content of `file`.
    pub fn in_text(file: &str, text: &str, offset: usize, length: usize) -> Self {
        let line_start = text[..floor_boundary(text, offset)].rfind('\n').map_or(0, |at| at + 1);
        let line = text[..line_start].bytes().filter(|b| *b == b'\n').count() + 1;
        Self::in_line(file, text, (line, line_start), offset, length)
    }

    /// The same, when it is known which line it is and where that begins.
    pub fn in_line(
        file: &str,
        text: &str,
        (line, line_start): (usize, usize),
        offset: usize,
        length: usize,
    ) -> Self {
        let offset = floor_boundary(text, offset);
        let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        let end = floor_boundary(text, offset.saturating_add(length).min(line_end)).max(offset);
        let before = &text[line_start..offset];
        let from =
            before.char_indices().rev().nth(EXCERPT_REACH - 1).map_or(line_start, |(at, _)| line_start + at);
        let to = text[offset..line_end].char_indices().nth(EXCERPT_REACH).map_or(line_end, |(at, _)| offset + at);
        let width = text[offset..end.min(to)].chars().count().max(1);
        Self {
            file: file.to_owned(),
            line,
            column: before.chars().count() + 1,
            width,
            excerpt: text[from..to].trim_end_matches('\r').to_owned(),
            excerpt_offset: offset - from,
        }
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for the kind of problem, in kebab case: `unknown-key`.
    pub code: &'static str,
    /// Where it is.
    pub location: Location,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// A problem that must be solved before the content can be published.
    pub fn error(
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Error, code, location, message: message.into(), help: help.into() }
    }

    /// A problem that somebody should look at.
    pub fn warning(
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, code, location, message: message.into(), help: help.into() }
    }

    /// The order in which problems are shown: by file, then by place, errors first at one place.
    pub fn display_order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.location.file.clone(), d.location.line, d.location.column, d.severity, d.code);
        key(self).cmp(&key(other)).then_with(|| self.message.cmp(&other.message))
    }
}

/// Does one of these keep the content from being published?
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_line_and_a_column_in_characters() {
        let text = "题目\n字段：值\n";
        let at = text.find('值').unwrap();
        let place = Location::in_text("a.md", text, at, 3);
        assert_eq!((place.line, place.column, place.width), (2, 4, 1));
        assert_eq!(place.excerpt, "字段：值");
        assert_eq!(&place.excerpt[place.excerpt_offset..], "值");
    }

    #[test]
    fn a_five_megabyte_line_is_shown_in_part() {
        let text = "沈".repeat(1_700_000);
        let place = Location::in_text("a.md", &text, 3 * 800_000, 3);
        assert_eq!(place.column, 800_001);
        assert!(place.excerpt.chars().count() <= 2 * EXCERPT_REACH);
    }

    #[test]
    fn an_offset_beyond_the_end_is_the_end() {
        let place = Location::in_text("a.md", "一", 99, 5);
        assert_eq!((place.line, place.column), (1, 2));
    }
}
