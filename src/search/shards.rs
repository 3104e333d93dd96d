//! The files of the index: which entry lies in which, and how a script says it.
//!
//! An entry lies in the file that a hash of its string names, so an edit of one document changes the files of
//! the strings that came or went and no others. How many files there are follows the size of the whole
//! in powers of two.

use super::bits::Bits;
use super::entry::{Entry, EntryKind};
use super::format::{
    CHARACTER_ORDER, ENTRIES_ORDER, ENTRY_ORDER, HASH_FACTOR, HASH_START, KEY_LENGTH_ORDER, RADIX,
};
use super::words::Words;
use crate::digest::{Digest, Digester};
use rayon::prelude::*;

/// The size of a file that is aimed at, in bits.
const FILE: usize = 32_000;
/// The least number of files.
const FEWEST: usize = 16;

/// The files of the index.
#[derive(Debug, Default)]
pub struct Shards {
    entries: Vec<Entry>,
    /// The entries of each file, as places among all of them.
    files: Vec<Vec<usize>>,
    /// The strings whose subtree is split.
    pub splits: Vec<String>,
    /// The phrases with lists of their own: the least length from which a beginning has the same list, in one digit of
    /// base 36, and the phrase.
    pub phrases: Vec<String>,
}

/// Lays the entries into files.
pub fn shards(entries: Vec<Entry>) -> Shards {
    let bits: usize = entries.iter().map(|entry| entry.bits.len()).sum();
    let count = (bits / FILE).next_power_of_two().max(FEWEST);
    let (mut splits, mut phrases) = (Vec::new(), Vec::new());
    for entry in &entries {
        let gram = String::from_utf16_lossy(&entry.gram);
        match entry.kind {
            EntryKind::Subtree => {}
            EntryKind::Split => splits.push(gram),
            EntryKind::Phrase(least) => {
                let digit = char::from_digit(least as u32, RADIX).unwrap_or('0');
                phrases.push(format!("{digit}{gram}"));
            }
        }
    }
    let mut files: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, entry) in entries.iter().enumerate() {
        files[hash(&entry.gram) as usize % count].push(at);
    }
    Shards { entries, files, splits, phrases }
}

impl Shards {
    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The content of a file.
    pub fn file(&self, at: usize, words: &Words) -> Bits {
        let entries: Vec<&Entry> = self.entries_of(at).collect();
        file(&entries, words)
    }

    /// The digests of what the files hold.
    pub fn digests(&self) -> Vec<Digest> {
        let digest = |at: usize| {
            let mut digester = Digester::default();
            self.entries_of(at).for_each(|entry| digester.value(entry));
            digester.digest()
        };
        (0..self.files.len()).into_par_iter().map(digest).collect()
    }

    fn entries_of(&self, at: usize) -> impl Iterator<Item = &Entry> {
        self.files.get(at).into_iter().flatten().filter_map(|at| self.entries.get(*at))
    }
}

/// The FNV-1a hash of a string, by UTF-16 units.
fn hash(gram: &[u16]) -> u32 {
    gram.iter().fold(HASH_START, |hash, unit| (hash ^ u32::from(*unit)).wrapping_mul(HASH_FACTOR))
}

fn file(entries: &[&Entry], words: &Words) -> Bits {
    let mut bits = Bits::default();
    bits.golomb(entries.len() as u64, ENTRIES_ORDER);
    for entry in entries {
        bits.golomb(entry.gram.len() as u64 - 1, KEY_LENGTH_ORDER);
        entry.gram.iter().for_each(|unit| bits.golomb(words.rank(*unit), CHARACTER_ORDER));
        bits.push(u64::from(entry.kind == EntryKind::Split), 1);
        bits.golomb(entry.bits.len() as u64, ENTRY_ORDER);
        bits.append(&entry.bits);
    }
    bits
}
