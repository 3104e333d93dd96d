//! Bits, numbers of varying length, and their form in a script.
//!
//! An index file is a classic script that holds strings, because scripts are all that a page opened from
//! a disk may load. It is written in UTF-16, as the byte order mark at its start tells every browser,
//! whatever a server says; so one unit of two bytes holds fifteen bits, and a script reads it with one
//! call. The same in UTF-8 would take a seventh more, and much more work to read.

use super::format::{FIRST_UNIT, UNIT_BITS};

/// A growing string of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// How many bits there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Appends the lowest `count` bits of a value, the highest first.
    pub fn push(&mut self, value: u64, count: u32) {
        if count == 0 {
            return;
        }
        let free = 64 - (self.length % 64) as u32;
        if free == 64 {
            self.words.push(value << (64 - count));
        } else if let Some(last) = self.words.last_mut() {
            if count <= free {
                *last |= value << (free - count);
            } else {
                *last |= value >> (count - free);
                self.words.push(value << (64 - (count - free)));
            }
        }
        self.length += count as usize;
    }

    /// Appends other bits.
    pub fn append(&mut self, other: &Bits) {
        let mut left = other.length;
        for word in &other.words {
            let count = left.min(64) as u32;
            self.push(if count == 64 { *word } else { word >> (64 - count) }, count);
            left -= count as usize;
        }
    }

    /// Appends a number in the exponential Golomb code of order `order`: few bits for small numbers.
    pub fn golomb(&mut self, value: u64, order: u32) {
        let shifted = value + (1 << order);
        let length = 63 - shifted.leading_zeros();
        self.push(0, length - order);
        self.push(shifted, length + 1);
    }

    /// Appends a number in the Rice code with `low` plain bits.
    pub fn rice(&mut self, value: u64, low: u32) {
        let mut high = value >> low;
        while high >= 32 {
            self.push(0, 32);
            high -= 32;
        }
        self.push(1, high as u32 + 1);
        self.push(value & ((1 << low) - 1), low);
    }

    /// How many bytes hold so many bits.
    pub fn bytes_for(length: usize) -> usize {
        length.div_ceil(64) * 8
    }

    /// The bits as bytes, filled up with zeros to whole words.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes())
    }

    /// The bits that `bytes` gave.
    pub fn from_bytes(bytes: &[u8], length: usize) -> Self {
        Self { words: bytes.as_chunks().0.iter().copied().map(u64::from_le_bytes).collect(), length }
    }

    /// The bits, one by one.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = bool> {
        (0..self.length).map(|at| self.words[at / 64] >> (63 - at % 64) & 1 == 1)
    }

    /// The bits as the characters of a script.
    pub fn pack(&self) -> String {
        (0..self.length).step_by(UNIT_BITS as usize).map(|at| character(self.peek(at))).collect()
    }

    /// Fifteen bits from a place, zeros behind the end.
    fn peek(&self, at: usize) -> u32 {
        let word = self.words.get(at / 64).copied().unwrap_or(0);
        let next = self.words.get(at / 64 + 1).copied().unwrap_or(0);
        let joined = (u128::from(word) << 64) | u128::from(next);
        (joined >> (128 - at % 64 - UNIT_BITS as usize)) as u32 & ((1 << UNIT_BITS) - 1)
    }
}

/// The character of a script for a value below 32,768.
pub fn character(value: u32) -> char {
    char::from_u32(FIRST_UNIT + value).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads what `pack` wrote, as the script does.
    fn unpack(text: &str) -> Vec<bool> {
        text.encode_utf16()
            .flat_map(|unit| (0..UNIT_BITS).rev().map(move |bit| (unit - 0x3000) >> bit & 1 == 1))
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_pushed_is_packed(values in prop::collection::vec((any::<u64>(), 0u32..=64), 0..60)) {
            let (mut bits, mut expected) = (Bits::default(), Vec::new());
            for (at, (value, count)) in values.iter().enumerate() {
                let value = if *count == 64 { *value } else { value & ((1 << count) - 1) };
                let mut half = Bits::default();
                half.push(value, *count);
                if at % 2 == 0 { bits.push(value, *count) } else { bits.append(&half) }
                expected.extend((0..*count).rev().map(|bit| value >> bit & 1 == 1));
            }
            prop_assert_eq!(bits.len(), expected.len());
            let packed = bits.pack();
            prop_assert!(packed.encode_utf16().all(|unit| (0x3000..0xB000).contains(&unit)));
            let read = unpack(&packed);
            prop_assert_eq!(&read[..expected.len()], &expected[..]);
        }
    }

    #[test]
    fn numbers_of_varying_length() {
        let mut bits = Bits::default();
        bits.golomb(0, 0);
        bits.golomb(4, 0);
        bits.golomb(9, 3);
        bits.rice(9, 2);
        let read: String = bits.iter().map(|bit| if bit { '1' } else { '0' }).collect();
        assert_eq!(read, ["1", "00101", "010001", "00101"].concat());
        assert_eq!(unpack(&bits.pack())[..bits.len()], bits.iter().collect::<Vec<_>>()[..]);
    }
}
