//! Phrases with lists of their own: those that stand in so many places that to join the lists of their parts takes
//! long. Where a phrase can go on in several ways, there is one list for it and for all its beginnings that can go on
//! in this way only, as at an edge of a suffix tree. They answer nothing that the parts would not, only sooner.

use super::bits::Bits;
use super::entry::{Entry, EntryKind};
use super::grams::Builder;

/// The longest phrase with a list of its own.
const LONGEST_PHRASE: usize = 32;
/// A phrase that nearly always follows the same character, in so many of a hundred cases, has no list: readers
/// ask for the whole words, `沈阳市人民政府` and not `阳市人民政府`.
const NEARLY_ALWAYS: usize = 90;
/// What no word begins with, folded.
const PAUSES: &str = ",、。;:!?)》”";

impl Builder<'_> {
    /// The phrases that go on from the string at these positions and are long enough to have lists.
    pub(super) fn phrases(&mut self, positions: &mut [u32]) {
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
            if list.len() > self.material.long_list {
                if !self.is_tail(group) {
                    let kind = EntryKind::Phrase(depth + 1);
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
        let before = |position: &u32| self.material.texts.unit((*position as usize).checked_sub(1)?);
        let mut units: Vec<u16> = positions.iter().filter_map(before).collect();
        units.sort_unstable();
        let most = units.chunk_by(|a, b| a == b).map(<[u16]>::len).max().unwrap_or(0);
        most * 100 >= positions.len() * NEARLY_ALWAYS
    }

    /// Does the string begin with what no word begins with?
    pub(super) fn begins_with_pause(&self) -> bool {
        let first = self.gram.first().copied().unwrap_or_default();
        PAUSES.encode_utf16().any(|pause| pause == first)
    }
}
