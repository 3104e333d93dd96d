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
use super::entry::{Entry, EntryKind};
use super::format::{CHARACTER_ORDER, LEAF, SHIFT_ORDER, SMALL_ORDER};
use super::lists::{Posting, Precision, push_length, push_list, push_positions};
use super::runs::{Runs, Sorted};
use super::sizes::Sizes;
use super::texts::FoldedTexts;
use super::words::{LINE, Words};
use rayon::prelude::*;
use std::ops::RangeInclusive;

/// Makes the entries of the index, in the order of their strings.
pub fn entries(texts: &FoldedTexts, words: &Words, sizes: &Sizes) -> Vec<Entry> {
    let mut sorted = Sorted::new(texts, sizes.shared);
    let runs = Runs::new(texts, &sorted);
    let material = Material { texts, words, runs, sizes, long_list: sizes.long_list_in(texts) };
    let built: Vec<Vec<Entry>> = sorted
        .groups()
        .into_par_iter()
        .with_max_len(1)
        .map(|(unit, group)| {
            let mut builder = Builder { material: &material, gram: vec![unit], out: Vec::new() };
            builder.character(group);
            builder.out
        })
        .collect();
    let mut entries: Vec<Entry> = built.into_iter().flatten().collect();
    entries.par_sort_by(|a, b| a.gram.cmp(&b.gram));
    entries
}

/// What entries are made of.
pub(super) struct Material<'a> {
    pub(super) texts: &'a FoldedTexts,
    words: &'a Words,
    pub(super) runs: Runs,
    pub(super) sizes: &'a Sizes,
    /// The length in bits from which a phrase has its list ready.
    pub(super) long_list: usize,
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
}

impl Builder<'_> {
    /// The entries of the strings that begin with a character, at these positions.
    fn character(&mut self, positions: &mut [u32]) {
        if let Some(node) = self.node(positions) {
            self.out.push(Entry { gram: self.gram.clone(), kind: EntryKind::Subtree, bits: node.bits });
        }
    }

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
        self.list(positions, LEAF..=class.length, &mut own);
        let mut list = Bits::default();
        list.push(0, 1);
        push_length(own.len(), &self.material.texts.layout, &mut list);
        list.append(&own);
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
                self.list(group, 1..=1, &mut bits);
                children.push((0, Some(Node { whole: bits.len(), bits })));
                continue;
            }
            self.gram.push(unit);
            let node = self.node(group);
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
        self.out.push(Entry { gram: self.gram.clone(), kind: EntryKind::Split, bits: list });
        for (unit, child) in children {
            if let Some(node) = child.filter(|_| unit != 0) {
                let gram = self.gram.iter().copied().chain([unit]).collect();
                self.out.push(Entry { gram, kind: EntryKind::Subtree, bits: node.bits });
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
    /// positions themselves. `lengths` are those of the strings that share the list.
    pub(super) fn list(&self, positions: &[u32], lengths: RangeInclusive<usize>, bits: &mut Bits) {
        let texts = self.material.texts;
        let mut places: Vec<Posting> = Vec::with_capacity(positions.len());
        let mut groups: Vec<(u32, usize)> = Vec::with_capacity(positions.len());
        let mut end = 0;
        for (at, position) in positions.iter().enumerate() {
            if *position < end {
                if let Some(group) = groups.last_mut() {
                    group.1 = at + 1;
                }
                continue;
            }
            let place = texts.place(*position);
            end = texts.start(place + 1);
            places.push(texts.in_document(place));
            groups.push((texts.start(place), at + 1));
        }
        push_list(&places, &texts.layout, bits);
        if *lengths.start() < LEAF {
            return;
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
    }
}
