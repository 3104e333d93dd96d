//! The folded text of all documents in one piece, and which place each character stands in.

use super::lists::{CYCLE, PlaceLayout};
use super::places::{self, Rank};
use super::words::LINE;
use crate::library::DocumentId;
use crate::publication::Publication;
use crate::text::fold::fold;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands behind a place.
const PLACE: u16 = 0;
/// Positions between two entries of the table that leads from a position to its place.
const STRIDE: usize = 64;

/// The folded text of a site.
#[derive(Debug, Default)]
pub struct FoldedTexts {
    units: Vec<u16>,
    /// Where each place begins; at the end, where the text ends.
    starts: Vec<u32>,
    /// The document of each place.
    documents: Vec<u32>,
    /// How places are numbered.
    pub layout: PlaceLayout,
    /// The place of every `STRIDE`th position.
    table: Vec<u32>,
    /// One bit for each position: does the pair of characters that begins there stand twice in its place?
    repeated: Vec<u64>,
    /// The same: does it stand twice at a distance that is a multiple of `CYCLE`?
    crowded: Vec<u64>,
    /// How the places of each document are made up.
    pub shapes: Vec<Shape>,
}

/// How many places of each rank a document has, and how long its title and number are, folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// All places.
    pub places: u32,
    /// Headings.
    pub headings: u32,
    /// Tasks.
    pub tasks: u32,
    /// Units of the title.
    pub title: u32,
    /// Units of the document number; 0 when there is none.
    pub number: u32,
}

/// The text of one document on its way into the whole.
struct One {
    units: Vec<u16>,
    lengths: Vec<u32>,
    repeated: Vec<u32>,
    crowded: Vec<u32>,
    shape: Shape,
}

impl FoldedTexts {
    /// The folded text of the documents in this order.
    pub fn new(site: &Publication, order: &[DocumentId]) -> Self {
        let mut texts = Self::default();
        // In portions, so that not everything is in memory twice.
        for portion in order.chunks(512) {
            let ones: Vec<One> = portion
                .par_iter()
                .map(|id| {
                    let places = places::places(&site.library.documents[*id]);
                    let count = |rank: Rank| places.iter().filter(|place| place.rank == rank).count() as u32;
                    let (headings, tasks) = (count(Rank::Heading), count(Rank::Task));
                    One::new(places.iter().map(|place| place.text.as_str()), headings, tasks)
                })
                .collect();
            ones.into_iter().for_each(|one| texts.add(one));
        }
        texts.finish();
        texts
    }

    fn add(&mut self, one: One) {
        self.layout.add(one.shape.places);
        let mut start = self.units.len() as u32;
        for (positions, bits) in [(one.repeated, &mut self.repeated), (one.crowded, &mut self.crowded)] {
            for at in positions {
                let at = (start + at) as usize;
                if bits.len() <= at / 64 {
                    bits.resize(at / 64 + 1, 0);
                }
                bits[at / 64] |= 1 << (at % 64);
            }
        }
        for length in one.lengths {
            self.starts.push(start);
            self.documents.push(self.shapes.len() as u32);
            start += length;
        }
        self.units.extend(one.units);
        self.shapes.push(one.shape);
    }

    fn finish(&mut self) {
        self.starts.push(self.units.len() as u32);
        let mut place = 0;
        self.table = (0..self.units.len().div_ceil(STRIDE))
            .map(|at| {
                let position = (at * STRIDE) as u32;
                while self.starts.get(place + 1).is_some_and(|next| *next <= position) {
                    place += 1;
                }
                place as u32
            })
            .collect();
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.shapes.len()
    }

    /// How many positions there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Is there no text at all?
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The character at a position; nothing where a line has ended.
    pub fn unit(&self, position: usize) -> Option<u16> {
        self.units.get(position).copied().filter(|unit| *unit != LINE && *unit != PLACE)
    }

    /// The place that a position stands in.
    pub fn place(&self, position: u32) -> usize {
        let mut place = self.table.get(position as usize / STRIDE).copied().unwrap_or(0) as usize;
        while self.starts.get(place + 1).is_some_and(|next| *next <= position) {
            place += 1;
        }
        place
    }

    /// The document of a place, and its number there.
    pub fn in_document(&self, place: usize) -> (u32, u32) {
        let document = self.documents.get(place).copied().unwrap_or(0);
        (document, place as u32 - self.layout.first(document))
    }

    /// Where a place begins.
    pub fn start(&self, place: usize) -> u32 {
        self.starts.get(place).copied().unwrap_or(0)
    }

    /// Does the pair of characters at this position stand twice in its place?
    pub fn is_repeated(&self, position: usize) -> bool {
        bit(&self.repeated, position)
    }

    /// Does it stand twice at a distance that is a multiple of `CYCLE`?
    pub fn is_crowded(&self, position: usize) -> bool {
        bit(&self.crowded, position)
    }
}

fn bit(words: &[u64], at: usize) -> bool {
    words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

impl One {
    fn new<'a>(places: impl Iterator<Item = &'a str>, headings: u32, tasks: u32) -> Self {
        let mut one = Self {
            units: Vec::new(),
            lengths: Vec::new(),
            repeated: Vec::new(),
            crowded: Vec::new(),
            shape: Shape { headings, tasks, ..Shape::default() },
        };
        let mut pairs: Vec<u64> = Vec::new();
        for (at, text) in places.enumerate() {
            let start = one.units.len();
            let mut folded = 0;
            for (line, text) in text.split('\n').enumerate() {
                let units = fold(text);
                match (at, line) {
                    (0, 0) => one.shape.title = units.len() as u32,
                    (0, 1) => one.shape.number = units.len() as u32,
                    _ => {}
                }
                if !units.is_empty() {
                    if folded > 0 {
                        one.units.push(LINE);
                    }
                    folded += 1;
                    one.units.extend(units);
                }
            }
            pairs.clear();
            pairs.extend(
                one.units[start..]
                    .windows(2)
                    .enumerate()
                    .map(|(at, pair)| u64::from(pair[0]) << 48 | u64::from(pair[1]) << 32 | (start + at) as u64),
            );
            pairs.sort_unstable();
            for same in pairs.chunk_by(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
                let positions = || same.iter().map(|pair| *pair as u32);
                one.repeated.extend(positions());
                let mut seen = 0u32;
                let distinct = positions().all(|at| {
                    let here = 1 << (at % CYCLE);
                    let free = seen & here == 0;
                    seen |= here;
                    free
                });
                if !distinct {
                    one.crowded.extend(positions());
                }
            }
            one.units.push(PLACE);
            one.lengths.push((one.units.len() - start) as u32);
            one.shape.places += 1;
        }
        one
    }
}
