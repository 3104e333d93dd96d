//! A fixed list of characters and phrases of official Chinese, by which texts and keys become short.
//!
//! The list is part of the program and was counted once on the sample documents. It must not follow
//! the content: if it did, an edit of one document would change every file of the index. Its order is
//! a contract between the files of an index, so it changes only as a whole.

use super::bits::pair;
use std::collections::BTreeMap;

const LIST: &str = include_str!("words.txt");
/// Stands before a UTF-16 unit that the list does not have.
const ESCAPE: u16 = 8191;
/// The list, ready for use.
pub struct Words {
    /// UTF-16 unit -> its place among the single characters, or `u16::MAX`.
    characters: Vec<u16>,
    /// The phrases by their first two characters, the longest first, with their places in the list.
    phrases: BTreeMap<(char, char), Vec<(&'static str, u16)>>,
    count: u16,
}

impl Default for Words {
    fn default() -> Self {
        let (characters, phrases) = LIST.split_once('\n').unwrap_or((LIST, ""));
        let mut words = Self { characters: vec![u16::MAX; 1 << 16], phrases: BTreeMap::new(), count: 0 };
        for unit in characters.encode_utf16() {
            words.characters[unit as usize] = words.count;
            words.count += 1;
        }
        for (code, phrase) in (words.count..).zip(phrases.lines()) {
            let mut characters = phrase.chars();
            if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                words.phrases.entry((first, second)).or_default().push((phrase, code));
            }
        }
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        words
    }
}

impl Words {
    /// The list as scripts read it: the single characters, then a phrase a line.
    pub fn list() -> &'static str {
        LIST.trim_end()
    }

    /// A small number for a character, smaller for frequent ones.
    pub fn rank(&self, unit: u16) -> u64 {
        match self.characters.get(usize::from(unit)).copied() {
            Some(rank) if rank != u16::MAX => u64::from(rank),
            _ => u64::from(self.count) + u64::from(unit),
        }
    }

    /// A text as pairs of characters for a script.
    pub fn encode(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((phrase, code)) = self.phrase(rest, first) {
                pair(code, out);
                rest = &rest[phrase..];
                continue;
            }
            for unit in first.encode_utf16(&mut [0; 2]) {
                match self.characters.get(usize::from(*unit)).copied() {
                    Some(code) if code != u16::MAX => pair(code, out),
                    _ => {
                        pair(ESCAPE, out);
                        pair(*unit >> 8, out);
                        pair(*unit & 255, out);
                    }
                }
            }
            rest = &rest[first.len_utf8()..];
        }
    }

    /// The longest phrase that a text begins with: its bytes and code.
    fn phrase(&self, text: &str, first: char) -> Option<(usize, u16)> {
        let second = text[first.len_utf8()..].chars().next()?;
        let phrases = self.phrases.get(&(first, second))?;
        phrases.iter().find(|(phrase, _)| text.starts_with(phrase)).map(|(phrase, code)| (phrase.len(), *code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_fits_its_code_and_texts_become_short() {
        let words = Words::default();
        assert!(usize::from(words.count) + LIST.lines().count() <= usize::from(ESCAPE));
        assert!(LIST.lines().skip(1).all(|phrase| phrase.chars().count() >= 2));
        let mut out = String::new();
        words.encode("沈阳市人民政府", &mut out);
        assert!(out.len() < 7, "{out}");
        out.clear();
        words.encode("𠮷", &mut out);
        assert_eq!(out.len(), 12);
    }
}
