//! A finder of the places of YAML values in the text of their file.
//!
//! YAML as it is read has no places. They are found by the words: each value behind the one before it, so that a
//! text is gone through once, however many values it has.

use crate::text::cut::Cut;
use std::ops::Range;

/// So often a value is looked for in vain (it is written with escapes, or folded over lines). Then the places of
/// all others are not looked for, either.
const MISSES: usize = 16;

/// Finds values in a part of a text, one behind the other.
pub(super) struct Finder<'a> {
    text: &'a str,
    rest: Range<usize>,
    misses: usize,
}

impl<'a> Finder<'a> {
    /// In this part of the text.
    pub(super) fn new(text: &'a str, part: Range<usize>) -> Self {
        Self { text, rest: part, misses: 0 }
    }

    /// Where the next value stands, in bytes of the text; first as a whole word, so that `a-1` is not found
    /// in `a-12`.
    pub(super) fn next(&mut self, value: &str) -> Option<usize> {
        if value.is_empty() || self.misses >= MISSES {
            return None;
        }
        let part = self.text.part(self.rest.clone());
        let of_a_word = |c: char| c.is_alphanumeric() || c == '-';
        let whole = |at: &usize| {
            !part.part(..*at).ends_with(of_a_word) && !part.part(at + value.len()..).starts_with(of_a_word)
        };
        let places = || part.match_indices(value).map(|(at, _)| at);
        let Some(at) = places().find(whole).or_else(|| places().next()) else {
            self.misses += 1;
            return None;
        };
        let found = self.rest.start + at;
        self.rest.start = found + value.len();
        Some(found)
    }
}

/// Where the items of a list stand, each on lines of its own behind `- `. Where they do not, all of them are at
/// the key.
pub(super) fn item_places(text: &str, written: Range<usize>, count: usize) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut indent = None;
    let mut offset = written.start;
    for line in text.part(written.clone()).split_inclusive('\n') {
        let words = line.trim_start_matches(' ');
        let blanks = line.len() - words.len();
        if words.starts_with("- ") && *indent.get_or_insert(blanks) == blanks && offset > written.start {
            starts.push(offset);
        }
        offset += line.len();
    }
    if starts.len() != count {
        return vec![written.start..written.start; count];
    }
    let ends = starts.iter().copied().skip(1).chain([written.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_one_behind_the_other() {
        let text = "keys: [a-12, a-1, 甲, 甲乙, 甲]";
        let mut finder = Finder::new(text, 5..text.len());
        let found: Vec<Option<usize>> = ["a-1", "甲", "甲", "无", "甲"].map(|value| finder.next(value)).into();
        let expected: Vec<usize> = text.match_indices('甲').map(|(at, _)| at).collect();
        assert_eq!(found, [Some(13), Some(expected[0]), Some(expected[2]), None, None]);
    }

    #[test]
    fn values_that_are_not_there_are_not_looked_for_without_end() {
        let mut finder = Finder::new("甲", 0..3);
        assert!((0..MISSES).all(|_| finder.next("乙").is_none()));
        assert_eq!(finder.next("甲"), None);
    }
}
