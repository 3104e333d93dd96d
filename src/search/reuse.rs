//! Which entries are made, and which are taken from the last index because they would be made from the same.
//!
//! What entries are made from is looked at before, where there is a last index. Where there is none it is noted on the
//! way, when the lists are made, which goes through the same places.

use super::grams::{Builder, Entry, Kind, Material, Node};
use super::previous::Origin;
use super::runs::Class;
use crate::digest::{Digest, Digester, Sum};

/// Takes what the lists of strings of three characters are made from, those of one pair in the order of the third.
#[derive(Default)]
pub(super) struct Noted(Digester);

impl Noted {
    /// For the lists of strings that stand at so many positions, at most.
    fn new(material: &Material<'_>, positions: usize) -> Self {
        let mut digester = Digester::default();
        digester.value(&(material.texts.documents(), material.long_list, material.layout(positions)));
        Self(digester)
    }

    /// Takes a list: the third character, 0 for the end of the line; with what it is shared; the sum of its places.
    pub(super) fn list(&mut self, third: u16, class: Option<&Class>, places: Sum) {
        self.0.value(&(third, class, places));
    }

    fn digest(self) -> Digest {
        self.0.digest()
    }
}

impl Material<'_> {
    /// How all places are numbered, where lists of so many positions may say something of each of them.
    fn layout(&self, positions: usize) -> Option<&Digest> {
        Some(&self.layout).filter(|_| self.texts.layout.is_dense(positions))
    }

    /// What the entries below a pair of characters are made from: the places of these positions, which are in the
    /// order of the third character, and what the strings of three share their lists with.
    fn origin(&self, gram: &[u16], positions: &[u32]) -> Digest {
        let mut noted = Noted::new(self, positions.len());
        let ended = gram.last() == Some(&0);
        let third = |position: &u32| match ended {
            true => 0,
            false => self.texts.unit(*position as usize + gram.len()).unwrap_or(0),
        };
        for group in positions.chunk_by(|a, b| third(a) == third(b)) {
            let unit = group.first().map_or(0, third);
            let class = (unit != 0).then(|| self.runs.class(self.texts, &[gram, &[unit]].concat()));
            let (mut end, mut places) = (0, Sum::default());
            for position in group {
                if *position >= end {
                    let place = self.texts.place(*position);
                    end = self.texts.start(place + 1);
                    places.add(self.places[place]);
                }
            }
            noted.list(unit, class.as_ref(), places);
        }
        noted.digest()
    }
}

impl Builder<'_> {
    /// The entries of the strings that begin with a character, at these positions.
    pub(super) fn character(&mut self, positions: &mut [u32]) {
        let previous = self.material.previous;
        let is_frequent = positions.len() >= self.material.sizes.frequent;
        if is_frequent && !previous.is_empty() {
            let pairs = self.by_following(positions).into_iter().map(|(unit, group)| {
                (unit, self.material.origin(&[self.gram.as_slice(), &[unit]].concat(), group))
            });
            self.pairs = pairs.collect();
            if previous.origin(&self.gram, &self.of_pairs(positions.len())).is_some() {
                self.out.extend(previous.entries(&self.gram));
                self.origins.extend(previous.origins(&self.gram));
                return;
            }
        }
        if let Some(node) = self.node(positions) {
            // The entries of its pairs are within.
            self.origins.clear();
            self.out.push(Entry { gram: self.gram.clone(), kind: Kind::Subtree, bits: node.bits });
        }
        if is_frequent {
            let digest = self.of_pairs(positions.len());
            self.origins.insert(self.gram.clone(), Origin { digest, whole: None });
        } else {
            self.origins.clear();
        }
    }

    /// What the entries of a character at so many positions are made from.
    fn of_pairs(&self, positions: usize) -> Digest {
        Digester::of(&(&self.pairs, self.material.layout(positions)))
    }

    /// The subtree of a pair of characters: that of the last index, where it was made from the same.
    pub(super) fn pair(&mut self, positions: &mut [u32]) -> Option<Node> {
        let unit = self.gram.last().copied().unwrap_or(0);
        let previous = self.material.previous;
        let known = self.pairs.get(&unit).copied();
        if let Some(origin) = known.and_then(|digest| previous.origin(&self.gram, &digest)) {
            self.origins.insert(self.gram.clone(), origin);
            return self.previous_node(origin);
        }
        self.noted = Noted::new(self.material, positions.len());
        let node = self.node(positions);
        let noted = std::mem::take(&mut self.noted).digest();
        let whole = node.as_ref().map(|node| node.whole as u32);
        debug_assert!(known.is_none_or(|known| known == noted), "an origin is the same before and after");
        self.pairs.insert(unit, noted);
        self.origins.insert(self.gram.clone(), Origin { digest: noted, whole });
        node
    }

    /// The places of those that stand at the end of a line, which have no list below a pair.
    pub(super) fn note_end(&mut self, positions: usize, places: Sum) {
        if self.gram.len() > 1 {
            self.noted.list(0, None, places);
        } else {
            let mut noted = Noted::new(self.material, positions);
            noted.list(0, None, places);
            self.pairs.insert(0, noted.digest());
        }
    }

    /// The subtree of the string in the last index; what was split of it goes to the entries.
    fn previous_node(&mut self, origin: Origin) -> Option<Node> {
        let mut node = None;
        for entry in self.material.previous.entries(&self.gram) {
            match origin.whole.filter(|_| entry.gram == self.gram) {
                Some(whole) => node = Some(Node { bits: entry.bits, whole: whole as usize }),
                None => self.out.push(entry),
            }
        }
        node
    }
}
