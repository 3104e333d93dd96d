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
/// The longest phrase of the list, in characters.
const LONGEST: usize = 24;

/// The list, ready for use.
pub struct Words {
    /// UTF-16 unit -> its place among the single characters, or `u16::MAX`.
    characters: Vec<u16>,
    phrases: BTreeMap<&'static str, u16>,
    count: u16,
    /// For each first character, the longest phrase in bytes.
    reach: Vec<u8>,
}

impl Default for Words {
    fn default() -> Self {
        let (characters, phrases) = LIST.split_once('\n').unwrap_or((LIST, ""));
        let mut words = Self {
            characters: vec![u16::MAX; 1 << 16],
            phrases: BTreeMap::new(),
            count: 0,
            reach: vec![0; 1 << 16],
        };
        for unit in characters.encode_utf16() {
            words.characters[unit as usize] = words.count;
            words.count += 1;
        }
        for (code, phrase) in (words.count..).zip(phrases.lines()) {
            if let Some(first) = phrase.encode_utf16().next() {
                let reach = &mut words.reach[first as usize];
                *reach = (*reach).max(phrase.len() as u8);
            }
            words.phrases.insert(phrase, code);
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
        let reach = usize::from(*self.reach.get(first as usize)?).min(text.len());
        let mut ends = [0usize; LONGEST];
        let mut count = 0;
        let mut end = first.len_utf8();
        for c in text[end..].chars().take(LONGEST - 1) {
            end += c.len_utf8();
            if end > reach {
                break;
            }
            ends[count] = end;
            count += 1;
        }
        ends[..count].iter().rev().find_map(|end| Some((*end, *self.phrases.get(&text[..*end])?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_fits_its_code_and_texts_become_short() {
        let words = Words::default();
        assert!(usize::from(words.count) + words.phrases.len() <= usize::from(ESCAPE));
        assert!(LIST.lines().skip(1).all(|phrase| phrase.chars().count() <= LONGEST && phrase.len() < 256));
        let mut out = String::new();
        words.encode("沈阳市人民政府", &mut out);
        assert!(out.len() < 7, "{out}");
        out.clear();
        words.encode("𠮷", &mut out);
        assert_eq!(out.len(), 12);
    }
}
