//! Which places hold which characters, for any string of characters.
//!
//! The index is a tree of strings. Below each character stand the characters that follow it, and below
//! those the third ones; each string of three has the list of its places. A subtree of at most
//! `PORTION` bits stays whole: it answers for every string within it. A larger one is split: its string
//! gets a list of its own, and the subtrees of its extensions stand by themselves.
//!
//! A longer string is found by its overlapping parts. Two parts that share two characters belong together in
//! a place when these two stand there only once; where they stand there twice, the list has the positions.
//! That makes the answer exact without a position for each of tens of millions of characters.
//!
//! Phrases that stand in very many places have lists of their own, because joining those of their parts
//! takes long: where a phrase can go on in several ways, there is one list for it and for all its beginnings
//! that can go on in this way only, as at an edge of a suffix tree. They answer nothing that the parts
//! would not, only sooner.
//!
//! Official texts repeat themselves. Strings that stand only together, each a character further on, have one
//! list: that of the first, which the others name.

use super::bits::Bits;
use super::lists::{Place, Precision, push_list, push_positions};
use super::runs::{LEAF, Runs, Sorted};
use super::texts::Texts;
use super::words::{LINE, Words};
use rayon::prelude::*;
use std::ops::RangeInclusive;

/// A larger subtree of a character or pair is split.
const PORTION: usize = 200_000;
/// A phrase whose list is longer, in bits, has it ready.
const LONG_LIST: usize = 30_000;
/// In a large text it must be longer still: a bit for so many characters of the text, which are counted in powers of two.
/// Readers load the names of these phrases with their first query, so there must not be more of them the larger the site.
const CHARACTERS_FOR_A_BIT: usize = 2048;
/// The longest phrase with a list of its own.
const LONGEST_PHRASE: usize = 32;
/// A phrase that nearly always follows the same character, in so many of a hundred cases, has no list: readers
/// ask for the whole words, `沈阳市人民政府` and not `阳市人民政府`.
const NEARLY_ALWAYS: usize = 90;
/// What no word begins with, folded.
const PAUSES: &str = ",、。;:!?)》”";
/// The order of the Golomb code of characters.
pub const KEY_ORDER: u32 = 7;

/// A part of the index that is found by its string.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The string.
    pub gram: Vec<u16>,
    /// What is known of it.
    pub kind: Kind,
    /// The same in bits.
    pub bits: Bits,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole subtree of its string.
    Subtree,
    /// The list of its string, whose subtree was split.
    Split,
    /// The list of a phrase and of its beginnings from so many characters on.
    Phrase(usize),
}

/// Makes the entries of the index, by their strings.
pub fn entries(texts: &Texts, words: &Words) -> Vec<Entry> {
    let mut sorted = Sorted::new(texts);
    let runs = Runs::new(texts, &sorted);
    let long_list = LONG_LIST.max(texts.len().next_power_of_two() / CHARACTERS_FOR_A_BIT);
    let mut entries: Vec<Entry> = sorted
        .groups()
        .into_par_iter()
        .with_max_len(1)
        .flat_map_iter(|(unit, group)| {
            let mut builder = Builder { texts, words, runs: &runs, long_list, gram: vec![unit], out: Vec::new() };
            if let Some(node) = builder.node(group) {
                builder.out.push(Entry { gram: vec![unit], kind: Kind::Subtree, bits: node.bits });
            }
            builder.out
        })
        .collect();
    entries.par_sort_by(|a, b| a.gram.cmp(&b.gram));
    entries
}

/// A subtree that was not split.
struct Node {
    bits: Bits,
    /// How long it would be if no list stood elsewhere.
    whole: usize,
}

struct Builder<'a> {
    texts: &'a Texts,
    words: &'a Words,
    runs: &'a Runs,
    long_list: usize,
    gram: Vec<u16>,
    out: Vec<Entry>,
}

impl Builder<'_> {
    /// The subtree of the string at these positions, which are in the order of what follows up to the
    /// third character; or nothing when it was split and stands by itself.
    fn node(&mut self, positions: &mut [u32]) -> Option<Node> {
        let depth = self.gram.len();
        if depth < LEAF {
            let children = self.children(positions);
            let whole: usize =
                children.iter().map(|child| child.1.as_ref().map_or(PORTION, |node| node.whole)).sum();
            if whole <= PORTION && children.iter().all(|child| child.1.is_some()) {
                return Some(Node { bits: self.joined(&children), whole });
            }
            positions.sort_unstable();
            let mut list = Bits::default();
            self.list(positions, depth..=depth, &mut list);
            self.split(list, children);
            return None;
        }
        let class = self.runs.class(self.texts, &self.gram);
        let mut list = Bits::default();
        list.push(0, 1);
        self.list(positions, LEAF..=class.length, &mut list);
        let whole = list.len();
        let bits = match &class.root {
            Some(root) => Some(self.reference(root, class.shift)).filter(|bits| bits.len() < whole),
            None => {
                if whole > self.long_list && !self.begins_with_pause() {
                    self.phrases(positions);
                }
                None
            }
        };
        Some(Node { bits: bits.unwrap_or(list), whole })
    }

    /// The phrases that go on from the string at these positions and are long enough to have lists.
    fn phrases(&mut self, positions: &mut [u32]) {
        let depth = self.gram.len();
        if depth == LONGEST_PHRASE {
            return;
        }
        positions.sort_by_cached_key(|position| (self.following(*position, depth), *position));
        for (_, group) in self.by_following(positions) {
            self.extend(group);
            let mut list = Bits::default();
            if self.gram.len() > depth {
                self.list(group, depth + 1..=self.gram.len(), &mut list);
            }
            if list.len() > self.long_list {
                if !self.is_tail(group) {
                    let kind = Kind::Phrase(depth + 1);
                    self.out.push(Entry { gram: self.gram.clone(), kind, bits: list });
                }
                self.phrases(group);
            }
            self.gram.truncate(depth);
        }
    }

    /// Appends to the string what follows it at all of these positions.
    fn extend(&mut self, positions: &[u32]) {
        while self.gram.len() < LONGEST_PHRASE {
            let following = |position: &u32| self.following(*position, self.gram.len());
            let Some(unit) = positions.first().map(following).filter(|unit| *unit != 0) else { return };
            if positions.iter().any(|position| following(position) != unit) {
                return;
            }
            self.gram.push(unit);
        }
    }

    /// Does nearly always the same character stand before these positions?
    fn is_tail(&self, positions: &[u32]) -> bool {
        let before = |position: &u32| self.texts.unit((*position as usize).checked_sub(1)?);
        let mut units: Vec<u16> = positions.iter().filter_map(before).collect();
        units.sort_unstable();
        let most = units.chunk_by(|a, b| a == b).map(<[u16]>::len).max().unwrap_or(0);
        most * 100 >= positions.len() * NEARLY_ALWAYS
    }

    fn begins_with_pause(&self) -> bool {
        let first = self.gram.first().copied().unwrap_or_default();
        PAUSES.encode_utf16().any(|pause| pause == first)
    }

    /// The character that stands so many characters behind a position; 0 for the end of a line.
    fn following(&self, position: u32, characters: usize) -> u16 {
        self.texts.unit(position as usize + characters).unwrap_or(0)
    }

    /// The positions by what follows, in the order of which they are.
    fn by_following<'p>(&self, positions: &'p mut [u32]) -> Vec<(u16, &'p mut [u32])> {
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
            children.push((unit, self.node(group)));
            self.gram.pop();
        }
        children
    }

    fn joined(&self, children: &[(u16, Option<Node>)]) -> Bits {
        let mut bits = Bits::default();
        bits.golomb(children.len() as u64 - 1, 0);
        for (unit, child) in children {
            bits.golomb(self.words.rank(if *unit == 0 { LINE } else { *unit }), KEY_ORDER);
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
        bits.golomb(shift as u64 - 1, 2);
        root.iter().for_each(|unit| bits.golomb(self.words.rank(*unit), KEY_ORDER));
        bits
    }

    /// The places of these positions, and where it takes them to tell neighbours from others, the
    /// positions themselves. `lengths` are those of the strings that share the list.
    fn list(&self, positions: &[u32], lengths: RangeInclusive<usize>, bits: &mut Bits) {
        let texts = self.texts;
        let mut places: Vec<Place> = Vec::with_capacity(positions.len());
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
        let sizes = |document: u32| texts.shapes.get(document as usize).map_or(1, |shape| shape.places);
        push_list(&places, sizes, texts.documents(), bits);
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
                () if !pairs().any(|at| texts.is_crowded(at)) => Precision::Remainder,
                () => Precision::Whole,
            };
            // Remainders are those of positions in the place.
            push_positions(group.iter().map(|position| position - start), precision, bits);
        }
    }
}
