//! All positions of the text sorted by the three characters that stand there, and which strings of three
//! characters always stand together.

use super::format::LEAF;
use super::texts::FoldedTexts;
use rayon::prelude::*;
use std::ops::Range;

/// The farthest that a string may be from the one whose list it shares.
const FARTHEST: usize = 24;

/// All positions, by the three characters that stand there.
pub struct Sorted {
    counts: Vec<u32>,
    positions: Vec<u32>,
    /// Strings of three characters that are not rare, by their characters.
    frequent: Vec<Frequent>,
}

/// A string of three characters that is not rare.
#[derive(Clone, Copy)]
struct Frequent {
    /// The characters.
    key: u64,
    /// Where its positions begin among those of all strings.
    start: usize,
    count: usize,
}

impl Sorted {
    /// Sorts the positions of a text. Strings that stand in fewer places than `least` are rare.
    pub fn new(texts: &FoldedTexts, least: usize) -> Self {
        let mut counts = vec![0u32; 1 << 16];
        let units = || (0..texts.len()).filter_map(|at| Some((at, texts.unit(at)?)));
        units().for_each(|(_, unit)| counts[usize::from(unit)] += 1);
        let mut starts = Vec::with_capacity(counts.len());
        let mut end = 0;
        for count in &counts {
            starts.push(end);
            end += *count as usize;
        }
        let mut slots = starts.clone();
        let mut positions = vec![0u32; end];
        for (at, unit) in units() {
            let slot = &mut slots[usize::from(unit)];
            positions[*slot] = at as u32;
            *slot += 1;
        }
        let mut sorted = Self { counts, positions, frequent: Vec::new() };
        let frequent = sorted.groups().into_par_iter().with_max_len(1).flat_map_iter(|(unit, group)| {
            sort_group(texts, group, least).into_iter().map(move |(rest, run)| Frequent {
                key: u64::from(unit) << 32 | rest,
                start: run.start,
                count: run.len(),
            })
        });
        let mut frequent: Vec<Frequent> = frequent.collect();
        frequent.iter_mut().for_each(|it| it.start += starts[(it.key >> 32) as usize]);
        frequent.par_sort_unstable_by_key(|it| it.key);
        sorted.frequent = frequent;
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

/// Sorts the positions of one first character by the two that follow. Returns the pairs of these that are not rare and
/// where their positions stand.
fn sort_group(texts: &FoldedTexts, group: &mut [u32], least: usize) -> Vec<(u64, Range<usize>)> {
    let mut keyed: Vec<u64> = group
        .iter()
        .map(|position| {
            let second = texts.unit(*position as usize + 1).unwrap_or(0);
            let third = if second == 0 { None } else { texts.unit(*position as usize + 2) };
            u64::from(second) << 48 | u64::from(third.unwrap_or(0)) << 32 | u64::from(*position)
        })
        .collect();
    keyed.sort_unstable();
    for (slot, keyed) in group.iter_mut().zip(&keyed) {
        *slot = *keyed as u32;
    }
    let mut start = 0;
    let mut frequent = Vec::new();
    for same in keyed.chunk_by(|a, b| a >> 32 == b >> 32) {
        let run = start..start + same.len();
        start = run.end;
        let rest = same.first().map_or(0, |keyed| keyed >> 32);
        // 0 stands for the end of a line.
        if run.len() >= least && rest & 0xFFFF != 0 {
            frequent.push((rest, run));
        }
    }
    frequent
}

/// A string of three characters.
struct Run {
    /// The characters.
    key: u64,
    /// One of its positions.
    position: u32,
    /// Is it always preceded by one character, and never the string before it without it?
    linked: bool,
}

/// The strings of three characters, by their characters.
pub struct Runs(Vec<Run>);

/// What a string of three characters shares its list with.
#[derive(Debug, PartialEq, Eq, Hash)]
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
    pub fn new(texts: &FoldedTexts, sorted: &Sorted) -> Self {
        let find = |key| {
            sorted.frequent.binary_search_by_key(&key, |it| it.key).ok().and_then(|at| sorted.frequent.get(at))
        };
        let runs = sorted.frequent.par_iter().map(|it| {
            let group = &sorted.positions[it.start..it.start + it.count];
            let before = |position: u32| texts.unit((position as usize).checked_sub(1)?);
            let first = group.first().copied().unwrap_or(0);
            let linked = before(first).is_some_and(|unit| {
                find(u64::from(unit) << 32 | it.key >> 16).is_some_and(|earlier| earlier.count == it.count)
                    && group.iter().all(|position| before(*position) == Some(unit))
            });
            Run { key: it.key, position: first, linked }
        });
        Self(runs.collect())
    }

    fn get(&self, key: u64) -> Option<&Run> {
        self.0.binary_search_by_key(&key, |run| run.key).ok().and_then(|at| self.0.get(at))
    }

    /// What this string shares its list with.
    pub fn class(&self, texts: &FoldedTexts, gram: &[u16]) -> Class {
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
fn key(texts: &FoldedTexts, position: usize) -> Option<u64> {
    let unit = |offset| texts.unit(position + offset).map(u64::from);
    Some(unit(0)? << 32 | unit(1)? << 16 | unit(2)?)
}
