//! The parts of the index, each found by its string.

use super::bits::Bits;

/// A part of the index that is found by its string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The string.
    pub gram: Vec<u16>,
    /// What is known of it.
    pub kind: EntryKind,
    /// The same in bits.
    pub bits: Bits,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// The whole subtree of its string.
    Subtree,
    /// The list of its string, whose subtree was split.
    Split,
    /// The list of a phrase and of its beginnings from so many characters on.
    Phrase(usize),
}
