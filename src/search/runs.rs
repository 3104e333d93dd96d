//! All positions of the text sorted by the three characters that stand there, and which strings of three
//! characters always stand together.

use super::texts::Texts;
use rayon::prelude::*;

/// How many characters a position is sorted by.
pub const LEAF: usize = 3;
/// Rarer strings are not worth a reference.
const LEAST: usize = 4;
/// The farthest that a string may be from the one whose list it shares.
const FARTHEST: usize = 24;

/// All positions, by the three characters that stand there.
pub struct Sorted {
    counts: Vec<u32>,
    positions: Vec<u32>,
}

impl Sorted {
    /// Sorts the positions of a text.
    pub fn new(texts: &Texts) -> Self {
        let mut counts = vec![0u32; 1 << 16];
        let units = || (0..texts.len()).filter_map(|at| Some((at, texts.unit(at)?)));
        units().for_each(|(_, unit)| counts[usize::from(unit)] += 1);
        let mut slots = Vec::with_capacity(counts.len());
        let mut end = 0;
        for count in &counts {
            slots.push(end);
            end += *count as usize;
        }
        let mut positions = vec![0u32; end];
        for (at, unit) in units() {
            let slot = &mut slots[usize::from(unit)];
            positions[*slot] = at as u32;
            *slot += 1;
        }
        let mut sorted = Self { counts, positions };
        sorted.groups().into_par_iter().with_max_len(1).for_each(|(_, group)| {
            let mut keyed: Vec<u64> = group
                .iter()
                .map(|position| {
                    let second = texts.unit(*position as usize + 1).unwrap_or(0);
                    let third = if second == 0 { None } else { texts.unit(*position as usize + 2) };
                    u64::from(second) << 48 | u64::from(third.unwrap_or(0)) << 32 | u64::from(*position)
                })
                .collect();
            keyed.sort_unstable();
            for (slot, keyed) in group.iter_mut().zip(keyed) {
                *slot = keyed as u32;
            }
        });
        sorted
    }

    /// The positions of each first character, the largest groups first, so that no thread is left with
    /// one at the end.
    pub fn groups(&mut self) -> Vec<(u16, &mut [u32])> {
        let mut groups: Vec<(u16, &mut [u32])> = Vec::new();
        let mut rest = self.positions.as_mut_slice();
        for (unit, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (group, after) = rest.split_at_mut(*count as usize);
            groups.push((unit as u16, group));
            rest = after;
        }
        groups.sort_by_key(|(unit, group)| (std::cmp::Reverse(group.len()), *unit));
        groups
    }
}

/// A string of three characters.
struct Run {
    /// The characters.
    key: u64,
    count: u32,
    /// One of its positions.
    position: u32,
    /// Is it always preceded by one character, and never the string before it without it?
    linked: bool,
}

/// The strings of three characters, by their characters.
pub struct Runs(Vec<Run>);

/// What a string of three characters shares its list with.
pub struct Class {
    /// The string whose list it is; nothing when it is its own.
    pub root: Option<[u16; LEAF]>,
    /// How many characters behind the start of the other it begins.
    pub shift: usize,
    /// For a string with a list of its own: the length of all that shares it.
    pub length: usize,
}

impl Runs {
    /// Finds which strings always stand together.
    pub fn new(texts: &Texts, sorted: &Sorted) -> Self {
        let key = |position: &u32| key(texts, *position as usize);
        let positions = &sorted.positions;
        // Each thread takes the positions of some strings whole.
        let mut runs: Vec<(Run, usize)> = Vec::new();
        let mut start = 0;
        for run in positions.chunk_by(|a, b| key(a) == key(b)) {
            if let (Some(first), Some(key)) = (run.first(), run.first().and_then(key))
                && run.len() >= LEAST
            {
                runs.push((Run { key, count: run.len() as u32, position: *first, linked: false }, start));
            }
            start += run.len();
        }
        runs.sort_by_key(|run| run.0.key);
        let links: Vec<bool> = runs
            .par_iter()
            .map(|(run, start)| {
                let group = &positions[*start..*start + run.count as usize];
                let before = |position: u32| texts.unit((position as usize).checked_sub(1)?);
                let Some(unit) = before(run.position) else { return false };
                let earlier = u64::from(unit) << 32 | run.key >> 16;
                let found = runs.binary_search_by_key(&earlier, |run| run.0.key);
                let same = found.ok().and_then(|at| runs.get(at)).is_some_and(|other| other.0.count == run.count);
                same && group.iter().all(|position| before(*position) == Some(unit))
            })
            .collect();
        let runs = runs.into_iter().zip(links).map(|((run, _), linked)| Run { linked, ..run }).collect();
        Self(runs)
    }

    fn get(&self, key: u64) -> Option<&Run> {
        self.0.binary_search_by_key(&key, |run| run.key).ok().and_then(|at| self.0.get(at))
    }

    /// What this string shares its list with.
    pub fn class(&self, texts: &Texts, gram: &[u16]) -> Class {
        let alone = Class { root: None, shift: 0, length: LEAF };
        let key_of = gram.iter().fold(0, |key, unit| key << 16 | u64::from(*unit));
        let Some(run) = self.get(key_of) else { return alone };
        let position = run.position as usize;
        let mut before = 0;
        let mut at = run;
        // No chain is endless: each step goes back in the text.
        while at.linked {
            before += 1;
            let Some(earlier) = key(texts, position - before).and_then(|key| self.get(key)) else { return alone };
            at = earlier;
        }
        let shift = before % FARTHEST;
        if shift > 0 {
            let mut root = [0; LEAF];
            for (offset, unit) in root.iter_mut().enumerate() {
                *unit = texts.unit(position - shift + offset).unwrap_or(0);
            }
            return Class { root: Some(root), shift, length: LEAF };
        }
        let mut more = 0;
        while more + 1 < FARTHEST
            && key(texts, position + more + 1).and_then(|key| self.get(key)).is_some_and(|next| next.linked)
        {
            more += 1;
        }
        Class { root: None, shift: 0, length: LEAF + more }
    }
}

/// The three characters at a position of the text; nothing when the line ends before.
fn key(texts: &Texts, position: usize) -> Option<u64> {
    let unit = |offset| texts.unit(position + offset).map(u64::from);
    Some(unit(0)? << 32 | unit(1)? << 16 | unit(2)?)
}
