//! Lists of places as bits.
//!
//! A list names the documents by the distance from one to the next, and within each document its
//! places, which are numbered there and not through the site: so an edit of one document leaves what
//! is said of the others as it was. The script reads what this writes; both must agree:
//!
//! ```text
//! list       documents - 1 (Golomb 0), then for each document:
//!            distance - 1 from the one before (Rice), places - 1 (Golomb 0),
//!            the numbers of the places: the middle one within the range that is left to it, then those
//!            before and those behind it in the same way;
//!            or, where very many places have the string, the number of all documents (Golomb 0), places - 1
//!            (Golomb 12), and a bit for each place of the site, filled up to whole words of 32: that takes little
//!            more room and is read much sooner
//! length     before a long list: the number of all documents + 1 (Golomb 0), the bits of the list and its positions
//!            (Golomb 12); so a script need not read what stands before the list that it looks for
//! positions  for each place of the list a bit; when set, occurrences - 1 (Golomb 0), a bit that says whether
//!            positions are whole, and the positions: whole ones as distances - 1 from one to the next
//!            (Golomb 6), others by their remainder in 4 bits
//! ```

use super::bits::Bits;

/// A list of places as it is being made: document, place within it.
pub type Place = (u32, u32);

/// A list with at least one in so many of all places has a bit for each of them.
const DENSE: usize = 8;

/// How places are numbered through the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The first place of each document; at the end, how many places there are.
    first: Vec<u32>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { first: vec![0] }
    }
}

impl Layout {
    /// The layout of documents with so many places.
    pub fn new(sizes: impl Iterator<Item = u32>) -> Self {
        let mut layout = Self::default();
        sizes.for_each(|size| layout.add(size));
        layout
    }

    /// Adds a document.
    pub fn add(&mut self, size: u32) {
        self.first.push(self.places() + size);
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// How many places there are.
    pub fn places(&self) -> u32 {
        self.first.last().copied().unwrap_or(0)
    }

    /// The first place of a document.
    pub fn first(&self, document: u32) -> u32 {
        self.first.get(document as usize).copied().unwrap_or(0)
    }

    /// Does a list of so many places have a bit for each place of the site?
    pub fn is_dense(&self, places: usize) -> bool {
        places * DENSE >= self.places() as usize
    }
}

/// Plain bits of the Rice code for distances between `count` of `documents`.
pub fn low_bits(count: usize, documents: usize) -> u32 {
    let mut low = 0;
    while count << (low + 1) <= documents {
        low += 1;
    }
    low
}

/// Bits that hold the number of any of `places` places.
pub fn width(places: u32) -> u32 {
    u32::BITS - places.saturating_sub(1).leading_zeros()
}

/// A list of more bits has its length before it.
const LONG: usize = 512;
const LENGTH_ORDER: u32 = 12;

/// Appends what stands before a list that has so many bits, its positions included.
pub fn push_length(length: usize, layout: &Layout, bits: &mut Bits) {
    if length > LONG {
        bits.golomb(layout.documents() as u64 + 1, 0);
        bits.golomb(length as u64, LENGTH_ORDER);
    }
}

/// Appends a list.
pub fn push_list(places: &[Place], layout: &Layout, bits: &mut Bits) {
    let documents = layout.documents();
    if layout.is_dense(places.len()) {
        bits.golomb(documents as u64, 0);
        bits.golomb(places.len() as u64 - 1, MARKS_ORDER);
        return push_marks(places, layout, bits);
    }
    let count = places.chunk_by(|a, b| a.0 == b.0).count();
    let low = low_bits(count, documents);
    bits.golomb(count as u64 - 1, 0);
    let mut next = 0;
    for group in places.chunk_by(|a, b| a.0 == b.0) {
        let document = group.first().map_or(0, |place| place.0);
        bits.rice(u64::from(document - next), low);
        next = document + 1;
        bits.golomb(group.len() as u64 - 1, 0);
        let size = layout.first(document + 1) - layout.first(document);
        let numbers: Vec<u32> = group.iter().map(|place| place.1).collect();
        push_numbers(&numbers, 0, size, bits);
    }
}

/// The bits of a word of such a list, and the order of the Golomb code of its length.
const WORD: u32 = 32;
const MARKS_ORDER: u32 = 12;

/// Appends a bit for each place of the site.
fn push_marks(places: &[Place], layout: &Layout, bits: &mut Bits) {
    let mut next = 0;
    for (document, number) in places {
        let place = layout.first(*document) + number;
        push_zeros(place - next, bits);
        bits.push(1, 1);
        next = place + 1;
    }
    push_zeros(layout.places().next_multiple_of(WORD) - next, bits);
}

fn push_zeros(count: u32, bits: &mut Bits) {
    (0..count / u64::BITS).for_each(|_| bits.push(0, u64::BITS));
    bits.push(0, count % u64::BITS);
}

/// Appends ascending numbers from `from` to below `to`. A range that is full takes no bits.
fn push_numbers(numbers: &[u32], from: u32, to: u32, bits: &mut Bits) {
    let count = numbers.len() as u32;
    let middle = count / 2;
    let Some(number) = numbers.get(middle as usize).filter(|_| to - from > count) else { return };
    bits.push(u64::from(number - from - middle), width(to - from - count + 1));
    push_numbers(&numbers[..middle as usize], from, *number, bits);
    push_numbers(&numbers[middle as usize + 1..], number + 1, to, bits);
}

/// Positions that differ by less than this differ in their remainders.
pub const CYCLE: u32 = 16;

/// How positions are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Not at all: the place needs none.
    None,
    /// By their remainders, which are enough to tell them apart.
    Remainder,
    /// As they are.
    Whole,
}

/// Appends the positions of one place of a list.
pub fn push_positions(positions: impl ExactSizeIterator<Item = u32>, precision: Precision, bits: &mut Bits) {
    bits.push(u64::from(precision != Precision::None), 1);
    let Some(more) = positions.len().checked_sub(1).filter(|_| precision != Precision::None) else { return };
    bits.golomb(more as u64, 0);
    bits.push(u64::from(precision == Precision::Whole), 1);
    let mut next = 0;
    for position in positions {
        match precision {
            Precision::Whole => bits.golomb(u64::from(position - next), 6),
            _ => bits.push(u64::from(position % CYCLE), 4),
        }
        next = position + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Reads bits as the theme's script does.
    struct Reader<'a>(&'a [bool]);

    impl Reader<'_> {
        fn number(&mut self, count: u32) -> u32 {
            let (bits, rest) = self.0.split_at(count as usize);
            self.0 = rest;
            bits.iter().fold(0, |value, bit| value << 1 | u32::from(*bit))
        }

        fn zeros(&mut self) -> u32 {
            let count = self.0.iter().take_while(|bit| !**bit).count();
            self.0 = &self.0[count + 1..];
            count as u32
        }

        fn golomb(&mut self, order: u32) -> u32 {
            let length = order + self.zeros();
            (1 << length) + self.number(length) - (1 << order)
        }

        fn rice(&mut self, low: u32) -> u32 {
            (self.zeros() << low) + self.number(low)
        }

        fn numbers(&mut self, count: u32, from: u32, to: u32, out: &mut Vec<u32>) {
            if count == 0 {
                return;
            }
            if to - from == count {
                return out.extend(from..to);
            }
            let middle = count / 2;
            let number = from + middle + self.number(width(to - from - count + 1));
            self.numbers(middle, from, number, out);
            out.push(number);
            self.numbers(count - middle - 1, number + 1, to, out);
        }

        fn list(&mut self, size: u32, documents: u32) -> Vec<Place> {
            let mut count = self.golomb(0) + 1;
            if count == documents + 2 {
                let length = self.golomb(LENGTH_ORDER);
                assert_eq!(length as usize, self.0.len());
                count = self.golomb(0) + 1;
            }
            let (mut next, mut out) = (0, Vec::new());
            if count > documents {
                let marks = self.golomb(MARKS_ORDER) + 1;
                let all = (0..documents).flat_map(|document| (0..size).map(move |number| (document, number)));
                let marked: Vec<Place> = all.filter(|_| self.number(1) == 1).collect();
                self.number((documents * size).next_multiple_of(WORD) - documents * size);
                assert_eq!(marked.len(), marks as usize);
                return marked;
            }
            let low = low_bits(count as usize, documents as usize);
            for _ in 0..count {
                let document = next + self.rice(low);
                next = document + 1;
                let (count, mut numbers) = (self.golomb(0) + 1, Vec::new());
                self.numbers(count, 0, size, &mut numbers);
                out.extend(numbers.into_iter().map(|number| (document, number)));
            }
            out
        }
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(
            places in prop::collection::btree_set((0u32..30, 0u32..40), 1..400),
            size in 40u32..90,
            positions in prop::collection::btree_set(0u32..900, 1..9),
        ) {
            let places: Vec<Place> = BTreeSet::into_iter(places).collect();
            let positions: Vec<u32> = positions.into_iter().collect();
            let layout = Layout::new((0..30).map(|_| size));
            let mut own = Bits::default();
            push_list(&places, &layout, &mut own);
            push_positions(positions.iter().copied(), Precision::Whole, &mut own);
            push_positions(positions.iter().copied(), Precision::Remainder, &mut own);
            let mut bits = Bits::default();
            push_length(own.len(), &layout, &mut bits);
            bits.append(&own);
            let bits: Vec<bool> = bits.iter().collect();
            let mut reader = Reader(&bits);
            prop_assert_eq!(reader.list(size, 30), places);
            for whole in [1, 0] {
                prop_assert_eq!(reader.number(1), 1);
                let count = reader.golomb(0) + 1;
                prop_assert_eq!(reader.number(1), whole);
                let mut next = 0;
                for position in &positions {
                    if whole == 1 {
                        next += reader.golomb(6);
                        prop_assert_eq!(next, *position);
                        next += 1;
                    } else {
                        prop_assert_eq!(reader.number(4), position % CYCLE);
                    }
                }
                prop_assert_eq!(count as usize, positions.len());
            }
        }
    }
}
