//! Bits, numbers of varying length, and their form in a script.
//!
//! An index file is a classic script that holds one string, because scripts are all that a page opened
//! from a disk may load. Thirteen bits become two of the 93 printable ASCII characters that need no
//! escape in a string: 1.23 bytes for a byte, half of which a web server's compression takes back.

/// The bits of one value of a script's pair of characters.
pub const PAIR_BITS: u32 = 13;
const RADIX: u16 = 93;

/// A growing string of bits.
#[derive(Clone, Debug, Default)]
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
            self.push(u64::from(u32::MAX), 32);
            high -= 32;
        }
        self.push((1 << (high + 1)) - 2, high as u32 + 1);
        self.push(value & ((1 << low) - 1), low);
    }

    /// The bits, one by one.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = bool> {
        (0..self.length).map(|at| self.words[at / 64] >> (63 - at % 64) & 1 == 1)
    }

    /// The bits as the characters of a script.
    pub fn pack(&self) -> String {
        let mut out = String::with_capacity(self.length / 6 + 2);
        let mut at = 0;
        while at < self.length {
            pair(self.peek(at), &mut out);
            at += PAIR_BITS as usize;
        }
        out
    }

    /// Thirteen bits from a place, zeros behind the end.
    fn peek(&self, at: usize) -> u16 {
        let word = self.words.get(at / 64).copied().unwrap_or(0);
        let next = self.words.get(at / 64 + 1).copied().unwrap_or(0);
        let joined = (u128::from(word) << 64) | u128::from(next);
        ((joined >> (128 - at % 64 - PAIR_BITS as usize)) & ((1 << PAIR_BITS) - 1)) as u16
    }
}

/// Appends the two characters of a value below 8192.
pub fn pair(value: u16, out: &mut String) {
    out.push(character(value / RADIX));
    out.push(character(value % RADIX));
}

/// The printable ASCII characters but `"` and `\`.
fn character(digit: u16) -> char {
    let code = 0x20 + digit as u8;
    let code = if code >= 0x22 { code + 1 } else { code };
    char::from(if code >= 0x5C { code + 1 } else { code })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads what `pack` wrote, as the script does.
    fn unpack(text: &str) -> Vec<bool> {
        let digit = |byte: u8| {
            let code = if byte > 0x5C { byte - 1 } else { byte };
            u32::from(if code > 0x22 { code - 1 } else { code } - 0x20)
        };
        text.as_bytes()
            .chunks(2)
            .flat_map(|pair| {
                let value = digit(pair[0]) * 93 + digit(pair[1]);
                (0..PAIR_BITS).rev().map(move |bit| value >> bit & 1 == 1)
            })
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
            prop_assert!(packed.bytes().all(|b| (0x20..0x7F).contains(&b) && b != b'"' && b != b'\\'));
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
        assert_eq!(read, ["1", "00101", "010001", "11001"].concat());
        assert_eq!(unpack(&bits.pack())[..bits.len()], bits.iter().collect::<Vec<_>>()[..]);
    }
}
