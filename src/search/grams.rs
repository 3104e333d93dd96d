//! Which places hold which characters, for any string of characters.
//!
//! The index is a tree of strings. Below each character stand the characters that follow it, and below
//! those the third ones; each string of three has the list of its places. A subtree of at most
//! a portion of bits stays whole: it answers for every string within it. A larger one is split: its string
//! gets a list of its own, and the subtrees of its extensions stand by themselves.
//!
//! A longer string is found by its overlapping parts. Two parts that share two characters belong together in
//! a place when these two stand there only once; where they stand there twice, the list has the positions.
//! That makes the answer exact without a position for each of tens of millions of characters.
//!
//! Phrases that stand in very many places have lists of their own (`phrases`).
//!
//! Official texts repeat themselves. Strings that stand only together, each a character further on, have one
//! list: that of the first, which the others name.

use super::bits::Bits;
use super::format::{CHARACTER_ORDER, LEAF, SHIFT_ORDER, SMALL_ORDER};
use super::lists::{Posting, Precision, push_length, push_list, push_positions};
use super::phrases::long_list;
use super::previous::{Origins, Previous};
use super::reuse::Noted;
use super::runs::{Runs, Sorted};
use super::texts::Texts;
use super::words::{LINE, Words};
use crate::digest::{Digest, Digester, Sum};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How large the parts of an index are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// A larger subtree of a character or pair, in bits, is split.
    pub portion: usize,
    /// A phrase whose list is longer, in bits, has it ready.
    pub long_list: usize,
    /// The entries of characters that stand in fewer places are made anew each time: to look whether they are the
    /// same takes as long.
    pub frequent: usize,
    /// Strings of three characters that stand in fewer places are not worth a reference to the list of another.
    pub shared: usize,
    /// Are positions told by their remainders where these are enough?
    pub remainders: bool,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { portion: 200_000, long_list: 400, frequent: 4_096, shared: 4, remainders: true }
    }
}

/// A part of the index that is found by its string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The string.
    pub gram: Vec<u16>,
    /// What is known of it.
    pub kind: Kind,
    /// The same in bits.
    pub bits: Bits,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The whole subtree of its string.
    Subtree,
    /// The list of its string, whose subtree was split.
    Split,
    /// The list of a phrase and of its beginnings from so many characters on.
    Phrase(usize),
}

/// The entries of an index, by their strings.
#[derive(Debug, Default)]
pub struct Entries {
    /// The entries.
    pub entries: Vec<Entry>,
    /// What they were made from.
    pub origins: Origins,
}

/// Makes the entries of the index. Those that would be made from the same as before are taken from `previous`.
pub fn entries(texts: &Texts, words: &Words, previous: &Previous, sizes: &Sizes) -> Entries {
    let mut sorted = Sorted::new(texts, sizes.shared);
    let runs = Runs::new(texts, &sorted);
    let material = Material {
        texts,
        words,
        runs,
        sizes,
        long_list: long_list(texts, sizes),
        places: texts.digests(),
        layout: Digester::of(&texts.layout),
        previous,
    };
    let built: Vec<(Vec<Entry>, Origins)> = sorted
        .groups()
        .into_par_iter()
        .with_max_len(1)
        .map(|(unit, group)| {
            let mut builder = Builder {
                material: &material,
                gram: vec![unit],
                out: Vec::new(),
                pairs: BTreeMap::new(),
                noted: Noted::default(),
                origins: Origins::new(),
            };
            builder.character(group);
            (builder.out, builder.origins)
        })
        .collect();
    let (mut entries, mut origins) = (Vec::new(), Vec::new());
    for (of_character, origins_of_character) in built {
        entries.extend(of_character);
        origins.extend(origins_of_character);
    }
    entries.par_sort_by(|a, b| a.gram.cmp(&b.gram));
    Entries { entries, origins: origins.into_iter().collect() }
}

/// What entries are made of.
pub(super) struct Material<'a> {
    pub(super) texts: &'a Texts,
    words: &'a Words,
    pub(super) runs: Runs,
    pub(super) sizes: &'a Sizes,
    /// The length in bits from which a phrase has its list ready.
    pub(super) long_list: usize,
    /// The digests of all places.
    pub(super) places: Vec<Sum>,
    /// The digest of how places are numbered.
    pub(super) layout: Digest,
    /// What was made before.
    pub(super) previous: &'a Previous,
}

/// A subtree that was not split.
pub(super) struct Node {
    pub(super) bits: Bits,
    /// How long it would be if no list stood elsewhere.
    pub(super) whole: usize,
}

/// Makes the entries of one first character.
pub(super) struct Builder<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) gram: Vec<u16>,
    pub(super) out: Vec<Entry>,
    /// What the entries of each pair of characters are to be made from.
    pub(super) pairs: BTreeMap<u16, Digest>,
    /// What the entries of the pair that is being made are made from.
    pub(super) noted: Noted,
    pub(super) origins: Origins,
}

impl Builder<'_> {
    /// The subtree of the string at these positions, which are in the order of what follows up to the
    /// third character; or nothing when it was split and stands by itself.
    pub(super) fn node(&mut self, positions: &mut [u32]) -> Option<Node> {
        let depth = self.gram.len();
        if depth < LEAF {
            let children = self.children(positions);
            let portion = self.material.sizes.portion;
            let whole: usize =
                children.iter().map(|child| child.1.as_ref().map_or(portion, |node| node.whole)).sum();
            if whole <= portion && children.iter().all(|child| child.1.is_some()) {
                return Some(Node { bits: self.joined(&children), whole });
            }
            positions.sort_unstable();
            let mut list = Bits::default();
            self.list(positions, depth..=depth, &mut list);
            self.split(list, children);
            return None;
        }
        let class = self.material.runs.class(self.material.texts, &self.gram);
        let mut own = Bits::default();
        let places = self.list(positions, LEAF..=class.length, &mut own);
        let mut list = Bits::default();
        list.push(0, 1);
        push_length(own.len(), &self.material.texts.layout, &mut list);
        list.append(&own);
        self.noted.list(self.gram.last().copied().unwrap_or(0), Some(&class), places);
        let whole = list.len();
        let bits = match &class.root {
            Some(root) => Some(self.reference(root, class.shift)).filter(|bits| bits.len() < whole),
            None => {
                if whole > self.material.long_list && !self.begins_with_pause() {
                    self.phrases(positions);
                }
                None
            }
        };
        Some(Node { bits: bits.unwrap_or(list), whole })
    }

    /// The character that stands so many characters behind a position; 0 for the end of a line.
    pub(super) fn following(&self, position: u32, characters: usize) -> u16 {
        self.material.texts.unit(position as usize + characters).unwrap_or(0)
    }

    /// The positions by what follows, in the order of which they are.
    pub(super) fn by_following<'p>(&self, positions: &'p mut [u32]) -> Vec<(u16, &'p mut [u32])> {
        let following = |position: &u32| self.following(*position, self.gram.len());
        positions
            .chunk_by_mut(|a, b| following(a) == following(b))
            .filter_map(|group| Some((following(group.first()?), group)))
            .collect()
    }

    /// The subtrees of what follows; 0 stands for the end of a line.
    fn children(&mut self, positions: &mut [u32]) -> Vec<(u16, Option<Node>)> {
        let groups = self.by_following(positions);
        let mut children = Vec::with_capacity(groups.len());
        for (unit, group) in groups {
            if unit == 0 {
                group.sort_unstable();
                let mut bits = Bits::default();
                let places = self.list(group, 1..=1, &mut bits);
                self.note_end(group.len(), places);
                children.push((0, Some(Node { whole: bits.len(), bits })));
                continue;
            }
            self.gram.push(unit);
            let node = if self.gram.len() < LEAF { self.pair(group) } else { self.node(group) };
            children.push((unit, node));
            self.gram.pop();
        }
        children
    }

    fn joined(&self, children: &[(u16, Option<Node>)]) -> Bits {
        let mut bits = Bits::default();
        bits.golomb(children.len() as u64 - 1, SMALL_ORDER);
        for (unit, child) in children {
            bits.golomb(self.material.words.rank(if *unit == 0 { LINE } else { *unit }), CHARACTER_ORDER);
            if let Some(child) = child {
                bits.append(&child.bits);
            }
        }
        bits
    }

    fn split(&mut self, list: Bits, children: Vec<(u16, Option<Node>)>) {
        self.out.push(Entry { gram: self.gram.clone(), kind: Kind::Split, bits: list });
        for (unit, child) in children {
            if let Some(node) = child.filter(|_| unit != 0) {
                let gram = self.gram.iter().copied().chain([unit]).collect();
                self.out.push(Entry { gram, kind: Kind::Subtree, bits: node.bits });
            }
        }
    }

    /// Says that a list is that of another string, so many characters further on.
    fn reference(&self, root: &[u16], shift: usize) -> Bits {
        let mut bits = Bits::default();
        bits.push(1, 1);
        bits.golomb(shift as u64 - 1, SHIFT_ORDER);
        root.iter().for_each(|unit| bits.golomb(self.material.words.rank(*unit), CHARACTER_ORDER));
        bits
    }

    /// The places of these positions, and where it takes them to tell neighbours from others, the
    /// positions themselves. `lengths` are those of the strings that share the list. Returns the sum of the places.
    pub(super) fn list(&self, positions: &[u32], lengths: RangeInclusive<usize>, bits: &mut Bits) -> Sum {
        let texts = self.material.texts;
        let mut places: Vec<Posting> = Vec::with_capacity(positions.len());
        let mut groups: Vec<(u32, usize)> = Vec::with_capacity(positions.len());
        let (mut end, mut sum) = (0, Sum::default());
        for (at, position) in positions.iter().enumerate() {
            if *position < end {
                if let Some(group) = groups.last_mut() {
                    group.1 = at + 1;
                }
                continue;
            }
            let place = texts.place(*position);
            end = texts.start(place + 1);
            sum.add(self.material.places[place]);
            places.push(texts.in_document(place));
            groups.push((texts.start(place), at + 1));
        }
        push_list(&places, &texts.layout, bits);
        if *lengths.start() < LEAF {
            return sum;
        }
        let mut from = 0;
        for (start, to) in groups {
            let group = &positions[from..to];
            from = to;
            let Some(first) = group.first().map(|position| *position as usize) else { continue };
            // Neighbours share the first or the last two characters.
            let pairs = || lengths.clone().map(|length| length - 2).chain([0]).map(|at| first + at);
            let precision = match () {
                () if !pairs().any(|at| texts.is_repeated(at)) => Precision::None,
                () if self.material.sizes.remainders && !pairs().any(|at| texts.is_crowded(at)) => {
                    Precision::Remainder
                }
                () => Precision::Whole,
            };
            // Remainders are those of positions in the place.
            push_positions(group.iter().map(|position| position - start), precision, bits);
        }
        sum
    }
}
