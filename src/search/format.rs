//! The numbers that the writer of the index and its reader agree on, each written once: the writer uses them as constants,
//! and `reader` hands the same ones to the script.

/// Defines the constants, and lists them for the script.
macro_rules! numbers {
    ($($(#[$what:meta])* $name:ident: $kind:ty = $value:expr;)*) => {
        $($(#[$what])* pub(super) const $name: $kind = $value;)*

        /// All of them, by their names.
        pub(super) const NUMBERS: &[(&str, u64)] = &[$((stringify!($name), $name as u64)),*];
    };
}

numbers! {
    /// To be raised whenever the index is laid out in another way, or a file of it says something else.
    LAYOUT: u32 = 1;

    /// The bits of a unit of a script's string.
    UNIT_BITS: u32 = 15;
    /// The unit that holds 0. From here on 32,768 units need no escape in a string, nor are they halves of a character.
    FIRST_UNIT: u32 = 0x3000;

    // The orders of Golomb codes: of each number the one that is shortest for most of its values.
    /// Numbers that are mostly 0 or 1.
    SMALL_ORDER: u32 = 0;
    /// The numbers of characters, in keys and in texts.
    CHARACTER_ORDER: u32 = 7;
    /// The numbers of phrases in texts.
    PHRASE_ORDER: u32 = 8;
    /// How many characters and phrases a text has.
    PARTS_ORDER: u32 = 4;
    /// Which headings a place stands under.
    PATH_ORDER: u32 = 1;
    /// How many places a list has that says something of each place of the site.
    MARKS_ORDER: u32 = 12;
    /// The length of a long list.
    LENGTH_ORDER: u32 = 12;
    /// From one position to the next.
    POSITION_ORDER: u32 = 6;
    /// How many characters behind another string one begins that shares its list.
    SHIFT_ORDER: u32 = 2;
    /// How many entries a file has.
    ENTRIES_ORDER: u32 = 6;
    /// The length of an entry's string.
    KEY_LENGTH_ORDER: u32 = 1;
    /// The length of an entry.
    ENTRY_ORDER: u32 = 12;

    /// The bits of a position's remainder.
    REMAINDER_BITS: u32 = 4;
    /// The FNV-1a hash by which the file of an entry is found.
    HASH_START: u32 = 0x811C_9DC5;
    /// Its factor.
    HASH_FACTOR: u32 = 0x0100_0193;
    /// How many characters of a string have a list.
    LEAF: usize = 3;
    /// Ids of documents to a string, so that a script need not take all of them apart.
    IDS: usize = 64;
    /// The base of digits before ids and phrases.
    RADIX: u32 = 36;
    /// The most places in a file of excerpts.
    PORTION: usize = 160;
    /// With at most so many files of places there is one instead, which readers load with their first query: so few that it
    /// is not long.
    FEW: usize = 16;
}
