//! What is wrong, where, and what to do: errors as data.
//!
//! Every room collects diagnostics instead of stopping at the first problem, so that an editor sees
//! all of them in one run. They are printed in one place, by `commands`.

pub mod codes;

pub use codes::Code;

use crate::text::cut::{self, Cut};
use std::cmp::Ordering;
use std::panic::{AssertUnwindSafe, catch_unwind};

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

    /// The place of `length` bytes at byte `offset` of `text`, which is the content of `file`. Who asks for many
    /// places of one text keeps its `Lines`.
    pub fn in_text(file: &str, text: &str, offset: usize, length: usize) -> Self {
        Lines::new(text).place(file, text, offset, length)
    }
}

/// Where the lines of a text begin and how many characters stand before each place: counted once, so that a place
/// is found without walking through the text before it.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    /// How many characters begin before each block of the text.
    counted: Vec<usize>,
}

/// The length of a block, in bytes.
const BLOCK: usize = 1024;

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).map(characters);
        let mut before = 0;
        let counted = std::iter::once(0).chain(blocks.map(|block| {
            before += block;
            before
        }));
        Self { starts, counted: counted.collect() }
    }

    /// How many characters begin before byte `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.counted.get(block).copied().unwrap_or(0) + characters(rest)
    }

    /// The place of `length` bytes at byte `offset` of the text, which is the content of `file`.
    pub fn place(&self, file: &str, text: &str, offset: usize, length: usize) -> Location {
        let offset = cut::floor(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let line_start = self.starts.get(line - 1).copied().unwrap_or(0);
        let line_end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = cut::floor(text, offset.saturating_add(length).min(line_end)).max(offset);
        let before = text.part(line_start..offset).char_indices().rev();
        let from = before.take(EXCERPT_REACH).last().map_or(offset, |(at, _)| line_start + at);
        let mut after = text.part(offset..line_end).char_indices();
        let to = after.nth(EXCERPT_REACH).map_or(line_end, |(at, _)| offset + at);
        Location {
            file: file.to_owned(),
            line,
            column: self.characters_before(text, offset) - self.characters_before(text, line_start) + 1,
            width: text.part(offset..end.min(to)).chars().count().max(1),
            excerpt: text.part(from..to).trim_end_matches('\r').to_owned(),
            excerpt_offset: offset - from,
        }
    }
}

/// How many characters begin in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of problem.
    pub code: Code,
    /// Where it is.
    pub location: Location,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// A problem that must be solved before the content can be published.
    pub fn error(code: Code, location: Location, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, location, message: message.into(), help: help.into() }
    }

    /// A problem that somebody should look at.
    pub fn warning(code: Code, location: Location, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code, location, message: message.into(), help: help.into() }
    }

    /// The order in which problems are shown: by file, then by place, errors first at one place.
    pub fn display_order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.location.line, d.location.column, d.severity, d.code);
        let files = self.location.file.cmp(&other.location.file);
        files.then_with(|| key(self).cmp(&key(other))).then_with(|| self.message.cmp(&other.message))
    }
}

/// Reads one file. A fault of the program that stops the reading is a problem of that file, so that all others are
/// still read and the editor learns which one it is.
///
/// # Errors
///
/// When the reading panicked.
pub fn reading<T>(file: &str, read: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    // What was being read is dropped, so nothing half made is seen by anybody.
    catch_unwind(AssertUnwindSafe(read)).map_err(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Box::new(Diagnostic::error(
            Code::ProgramFault,
            Location::file(file),
            format!(
                "gongbao cannot read this file, by a fault of its own: {}",
                words.unwrap_or("no reason is known")
            ),
            "please report it, with the file; to go on meanwhile, take out of the file what was changed last",
        ))
    })
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
    fn places_in_one_line_are_counted_from_the_nearest_block() {
        let text = format!("题目\n{}", "沈a".repeat(3_000));
        let lines = Lines::new(&text);
        for (number, (at, _)) in text.char_indices().skip(3).enumerate() {
            let place = lines.place("a.md", &text, at, 1);
            assert_eq!((place.line, place.column), (2, number + 1));
        }
        // Each place looks at the bytes of its own block, not at those of its line.
        let counted = lines.counted.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(counted.max().unwrap() <= BLOCK && lines.counted.len() == text.len() / BLOCK + 2);
    }

    #[test]
    fn a_fault_in_reading_a_file_is_a_problem_of_that_file() {
        assert_eq!(reading("a.md", || 1), Ok(1));
        let problem = reading("a.md", || -> u8 { panic!("a range that is no part of the text") }).unwrap_err();
        assert_eq!((problem.code, problem.location.file.as_str()), (Code::ProgramFault, "a.md"));
        assert!(problem.message.contains("no part of the text") && problem.help.contains("report it"));
    }

    #[test]
    fn an_offset_beyond_the_end_is_the_end() {
        let place = Location::in_text("a.md", "一", 99, 5);
        assert_eq!((place.line, place.column), (1, 2));
    }
}
