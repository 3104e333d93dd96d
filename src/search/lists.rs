//! Lists of places as bits.
//!
//! A list names the documents by the distance from one to the next, and within each document its
//! places, which are numbered there and not through the site: so an edit of one document leaves what
//! is said of the others as it was. The script in `reader` reads what this writes:
//!
//! ```text
//! list       documents - 1 (Golomb), then for each document:
//!            distance - 1 from the one before (Rice), places - 1 (Golomb),
//!            the numbers of the places: the middle one within the range that is left to it, then those
//!            before and those behind it in the same way;
//!            or, where very many places have the string, the number of all documents (Golomb), places - 1
//!            (Golomb), and a bit for each place of the site, filled up to whole words of 32: that takes little
//!            more room and is read much sooner
//! length     before a long list: the number of all documents + 1 (Golomb), the bits of the list and its positions
//!            (Golomb); so a script need not read what stands before the list that it looks for
//! positions  for each place of the list a bit; when set, occurrences - 1 (Golomb), a bit that says whether
//!            positions are whole, and the positions: whole ones as distances - 1 from one to the next
//!            (Golomb), others by their remainder in 4 bits
//! ```

use super::bits::Bits;
use super::format::{LENGTH_ORDER, MARKS_ORDER, POSITION_ORDER, REMAINDER_BITS, SMALL_ORDER};

/// A list of places as it is being made: document, place within it.
pub type Posting = (u32, u32);

/// A list with at least one in so many of all places has a bit for each of them.
const DENSE: usize = 8;

/// How places are numbered through the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlaceLayout {
    /// The first place of each document; at the end, how many places there are.
    first: Vec<u32>,
}

impl Default for PlaceLayout {
    fn default() -> Self {
        Self { first: vec![0] }
    }
}

impl PlaceLayout {
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

/// Appends what stands before a list that has so many bits, its positions included.
pub fn push_length(length: usize, layout: &PlaceLayout, bits: &mut Bits) {
    if length > LONG {
        bits.golomb(layout.documents() as u64 + 1, SMALL_ORDER);
        bits.golomb(length as u64, LENGTH_ORDER);
    }
}

/// Appends a list.
pub fn push_list(places: &[Posting], layout: &PlaceLayout, bits: &mut Bits) {
    let documents = layout.documents();
    if layout.is_dense(places.len()) {
        bits.golomb(documents as u64, SMALL_ORDER);
        bits.golomb(places.len() as u64 - 1, MARKS_ORDER);
        return push_marks(places, layout, bits);
    }
    let count = places.chunk_by(|a, b| a.0 == b.0).count();
    let low = low_bits(count, documents);
    bits.golomb(count as u64 - 1, SMALL_ORDER);
    let mut next = 0;
    for group in places.chunk_by(|a, b| a.0 == b.0) {
        let document = group.first().map_or(0, |place| place.0);
        bits.rice(u64::from(document - next), low);
        next = document + 1;
        bits.golomb(group.len() as u64 - 1, SMALL_ORDER);
        let size = layout.first(document + 1) - layout.first(document);
        let numbers: Vec<u32> = group.iter().map(|place| place.1).collect();
        push_numbers(&numbers, 0, size, bits);
    }
}

/// The bits of a word of such a list.
const WORD: u32 = 32;

/// Appends a bit for each place of the site.
fn push_marks(places: &[Posting], layout: &PlaceLayout, bits: &mut Bits) {
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
pub const CYCLE: u32 = 1 << REMAINDER_BITS;

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
    bits.golomb(more as u64, SMALL_ORDER);
    bits.push(u64::from(precision == Precision::Whole), 1);
    let mut next = 0;
    for position in positions {
        match precision {
            Precision::Whole => bits.golomb(u64::from(position - next), POSITION_ORDER),
            _ => bits.push(u64::from(position % CYCLE), REMAINDER_BITS),
        }
        next = position + 1;
    }
}
