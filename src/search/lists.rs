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
//!            before and those behind it in the same way
//! positions  for each place of the list a bit; when set, occurrences - 1 (Golomb 0), a bit that says whether
//!            positions are whole, and the positions: whole ones as distances - 1 from one to the next
//!            (Golomb 6), others by their remainder in 4 bits
//! ```

use super::bits::Bits;

/// A list of places as it is being made: document, place within it.
pub type Place = (u32, u32);

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

/// Appends a list. `sizes` has the number of places of every document.
pub fn push_list(places: &[Place], sizes: impl Fn(u32) -> u32, documents: usize, bits: &mut Bits) {
    let count = places.chunk_by(|a, b| a.0 == b.0).count();
    let low = low_bits(count, documents);
    bits.golomb(count as u64 - 1, 0);
    let mut next = 0;
    for group in places.chunk_by(|a, b| a.0 == b.0) {
        let document = group.first().map_or(0, |place| place.0);
        bits.rice(u64::from(document - next), low);
        next = document + 1;
        bits.golomb(group.len() as u64 - 1, 0);
        let size = sizes(document);
        let numbers: Vec<u32> = group.iter().map(|place| place.1).collect();
        push_numbers(&numbers, 0, size, bits);
    }
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

        fn list(&mut self, size: u32, documents: usize) -> Vec<Place> {
            let count = self.golomb(0) + 1;
            let low = low_bits(count as usize, documents);
            let (mut next, mut out) = (0, Vec::new());
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
            places in prop::collection::btree_set((0u32..300, 0u32..40), 1..400),
            size in 40u32..90,
            positions in prop::collection::btree_set(0u32..900, 1..9),
        ) {
            let places: Vec<Place> = BTreeSet::into_iter(places).collect();
            let positions: Vec<u32> = positions.into_iter().collect();
            let mut bits = Bits::default();
            push_list(&places, |_| size, 300, &mut bits);
            push_positions(positions.iter().copied(), Precision::Whole, &mut bits);
            push_positions(positions.iter().copied(), Precision::Remainder, &mut bits);
            let bits: Vec<bool> = bits.iter().collect();
            let mut reader = Reader(&bits);
            prop_assert_eq!(reader.list(size, 300), places);
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
