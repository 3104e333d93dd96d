//! How large the parts of an index are, each chosen by the limits that ARCHITECTURE names.

use super::texts::FoldedTexts;

/// In a large text the list of a phrase must be longer to be ready: a bit for so many characters of the text, which are counted in powers of two.
/// Readers load the names of these phrases with their first query, so there must not be more of them the larger the site.
const CHARACTERS_FOR_A_BIT: usize = 2048;

/// How large the parts of an index are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// A larger subtree of a character or pair, in bits, is split.
    pub portion: usize,
    /// A phrase whose list is longer, in bits, has it ready.
    pub long_list: usize,
    /// Strings of three characters that stand in fewer places are not worth a reference to the list of another.
    pub shared: usize,
    /// Are positions told by their remainders where these are enough?
    pub remainders: bool,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { portion: 200_000, long_list: 400, shared: 4, remainders: true }
    }
}

impl Sizes {
    /// The length in bits from which a phrase of these texts has its list ready.
    pub(super) fn long_list_in(&self, texts: &FoldedTexts) -> usize {
        self.long_list.max(texts.len().next_power_of_two() / CHARACTERS_FOR_A_BIT)
    }
}
