//! A fixed list of characters and phrases of official Chinese, by which texts and keys become short.
//!
//! The list is part of the program; `benches/words.rs` counts it on the sample documents. It must not
//! follow the content: if it did, an edit of one document would change every file of the index. Its order is
//! a contract between the files of an index, so it changes only as a whole.

use super::bits::Bits;
use super::format::{CHARACTER_ORDER, PARTS_ORDER, PHRASE_ORDER};
use std::collections::BTreeMap;

const LIST: &str = include_str!("words.txt");
/// What stands between two lines: the first of the characters. Folded text has none below the space.
pub const LINE: u16 = 10;

/// The list, ready for use.
pub struct Words {
    /// As scripts read it.
    pub(super) list: &'static str,
    /// UTF-16 unit -> its place among the characters, or `u16::MAX`.
    characters: Vec<u16>,
    /// How many characters there are.
    count: u16,
    /// The phrases by their first two characters, the longest first, with their places among the phrases.
    phrases: BTreeMap<(char, char), Vec<(&'static str, u64)>>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new(Self::list())
    }
}

impl Words {
    /// A list: the characters behind the first, then a phrase a line.
    pub fn new(list: &'static str) -> Self {
        let (characters, phrases) = list.split_once('\n').unwrap_or((list, ""));
        let mut words = Self { list, characters: vec![u16::MAX; 1 << 16], count: 0, phrases: BTreeMap::new() };
        for unit in std::iter::once(LINE).chain(characters.encode_utf16()) {
            words.characters[usize::from(unit)] = words.count;
            words.count += 1;
        }
        for (place, phrase) in phrases.lines().enumerate() {
            let mut characters = phrase.chars();
            if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                words.phrases.entry((first, second)).or_default().push((phrase, place as u64));
            }
        }
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        words
    }

    /// The list as scripts read it: the characters behind the first, then a phrase a line.
    pub fn list() -> &'static str {
        LIST.trim_end()
    }

    /// A small number for a character, smaller for frequent ones; 0 for the end of a line.
    pub fn rank(&self, unit: u16) -> u64 {
        match self.characters.get(usize::from(unit)).copied() {
            Some(rank) if rank != u16::MAX => u64::from(rank),
            _ => u64::from(self.count) + u64::from(unit),
        }
    }

    /// Appends a text: how many parts it has, and each, behind a bit that tells characters from phrases.
    pub fn encode(&self, text: &str, out: &mut Bits) {
        let (mut count, mut parts) = (0, Bits::default());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((length, place)) = self.phrase(rest, first) {
                parts.push(1, 1);
                parts.golomb(place, PHRASE_ORDER);
                count += 1;
                rest = &rest[length..];
                continue;
            }
            for unit in first.encode_utf16(&mut [0; 2]) {
                parts.push(0, 1);
                parts.golomb(self.rank(*unit), CHARACTER_ORDER);
                count += 1;
            }
            rest = &rest[first.len_utf8()..];
        }
        out.golomb(count, PARTS_ORDER);
        out.append(&parts);
    }

    /// The longest phrase that a text begins with: its bytes and its place.
    fn phrase(&self, text: &str, first: char) -> Option<(usize, u64)> {
        let second = text[first.len_utf8()..].chars().next()?;
        let phrases = self.phrases.get(&(first, second))?;
        phrases.iter().find(|(phrase, _)| text.starts_with(phrase)).map(|(phrase, place)| (phrase.len(), *place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_each_word_once_and_texts_become_short() {
        let words = Words::default();
        let mut lines: Vec<&str> = Words::list().lines().skip(1).collect();
        assert!(lines.iter().all(|phrase| phrase.chars().count() >= 2));
        lines.sort_unstable();
        assert!(lines.windows(2).all(|pair| pair[0] != pair[1]));
        let mut bits = Bits::default();
        words.encode("沈阳市人民政府", &mut bits);
        assert!(bits.len() < 7 * 8, "{}", bits.len());
    }
}
