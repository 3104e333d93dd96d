//! Which entries are made, and which are taken from the last index because they would be made from the same.

use super::former::Origin;
use super::grams::{Builder, Entry, Kind, Material, Node};
use crate::digest::{Digest, Digester, Sum};

impl Material<'_> {
    /// What the entries below a pair of characters are made from: the places of these positions, which are in the
    /// order of the third character, and what the strings of three share their lists with.
    fn origin(&self, gram: &[u16], positions: &[u32]) -> Digest {
        let mut digester = Digester::default();
        digester.value(&(self.texts.documents(), self.long_list));
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
                    places.add(self.places.get(place));
                }
            }
            digester.value(&(unit, class, places));
        }
        digester.digest()
    }
}

impl Builder<'_> {
    /// The entries of the strings that begin with a character, at these positions.
    pub(super) fn character(&mut self, positions: &mut [u32]) {
        let former = self.material.former;
        if positions.len() >= self.material.sizes.frequent {
            let pairs = self.by_following(positions).into_iter().map(|(unit, group)| {
                (unit, self.material.origin(&[self.gram.as_slice(), &[unit]].concat(), group))
            });
            self.pairs = pairs.collect();
            let mut digester = Digester::default();
            digester.value(&self.pairs);
            let digest = digester.digest();
            if former.origin(&self.gram, &digest).is_some() {
                self.out.extend(former.entries(&self.gram));
                self.origins.extend(former.origins(&self.gram));
                return;
            }
            self.origins.insert(self.gram.clone(), Origin { digest, whole: None });
        }
        if let Some(node) = self.node(positions) {
            // Those of its pairs are within.
            self.origins.retain(|gram, _| gram.len() == 1);
            self.out.push(Entry { gram: self.gram.clone(), kind: Kind::Subtree, bits: node.bits });
        }
    }

    /// The subtree of a pair of characters: that of the last index, where it was made from the same.
    pub(super) fn pair(&mut self, positions: &mut [u32]) -> Option<Node> {
        let unit = self.gram.last().copied().unwrap_or(0);
        let Some(digest) = self.pairs.get(&unit).copied() else { return self.node(positions) };
        let former = self.material.former;
        let Some(origin) = former.origin(&self.gram, &digest) else {
            let node = self.node(positions);
            let whole = node.as_ref().map(|node| node.whole as u32);
            self.origins.insert(self.gram.clone(), Origin { digest, whole });
            return node;
        };
        self.origins.insert(self.gram.clone(), origin);
        let mut node = None;
        for entry in former.entries(&self.gram) {
            match origin.whole.filter(|_| entry.gram == self.gram) {
                Some(whole) => node = Some(Node { bits: entry.bits, whole: whole as usize }),
                None => self.out.push(entry),
            }
        }
        node
    }
}
