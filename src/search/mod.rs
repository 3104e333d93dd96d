//! The search index: a query is found wherever its characters stand together, from one character up.
//!
//! ```text
//! places     the pieces of text of a document that a reader can be led to
//! texts      the folded text of all of them
//! runs       which characters always stand together
//! grams      for every string of characters, where it stands
//! phrases    the strings that have lists of their own beside
//! entry      a part of the index, found by its string
//! lists      places as bits
//! words      characters and phrases of official Chinese as numbers
//! shards     the entries of the index, laid into files
//! sizes      how large its parts are
//! summary    what is known before the entries are made
//! excerpts   the text around a hit
//! facets     what is known of each document without its text
//! numbers    the document numbers by series
//! bits       bits as text of a script
//! format     the numbers that writer and reader share
//! reader     the script that answers queries
//! ```
//!
//! Every file is a classic script that hands one value to `gongbao.take`, because that is all that a page
//! opened from a disk may load.

pub mod bits;
mod entry;
pub mod excerpts;
pub mod facets;
mod format;
pub mod grams;
pub mod lists;
pub mod numbers;
mod phrases;
pub mod places;
pub mod reader;
pub mod runs;
pub mod shards;
pub mod sizes;
pub mod summary;
pub mod texts;
pub mod words;

use crate::digest::Digest;
use crate::library::{Document, DocumentId};
use crate::publication::Publication;
use excerpts::Excerpt;
use facets::{Facets, Start, Units};
use serde::Serialize;
use shards::Shards;
use sizes::Sizes;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use summary::Summary;
use texts::{FoldedTexts, Shape};
use typed_index_collections::TiVec;
use words::Words;

/// The folder of the index.
const FOLDER: &str = "search";

/// Is this the address of a file of the index?
pub fn is_index(address: &str) -> bool {
    address.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// The index of a site, ready to be written file by file.
pub struct Index {
    /// Documents, oldest first, so that a new one comes last and leaves the numbers of the others.
    order: Vec<DocumentId>,
    /// Their ids in this order.
    ids: Vec<String>,
    words: Words,
    sizes: Sizes,
    summary: Summary,
    catalogue: Facets,
    units: Units,
    /// Made when the first of them is asked for.
    shards: OnceLock<Shards>,
    files: Vec<File>,
}

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Start,
    Catalogue,
    Words,
    Units,
    Numbers,
    Shard(usize),
    /// Places of a document: its number, and which portion of them.
    Excerpt(usize, usize),
    /// The places of all documents.
    Excerpts,
}

impl Index {
    /// Makes the index of a site. `known` is what was said of an earlier one; it saves work and changes nothing.
    pub fn new(site: &Publication, known: Option<Summary>) -> Self {
        Self::with(site, known, Sizes::default(), Words::default())
    }

    /// The same with other sizes and another list of words, to measure what each of them is worth.
    pub fn with(site: &Publication, known: Option<Summary>, sizes: Sizes, words: Words) -> Self {
        let documents = &site.library.documents;
        let mut order: Vec<DocumentId> = documents.keys().collect();
        order.sort_by_key(|id| (documents[*id].day(), documents[*id].issue));
        let made_from = summary::made_from(site, &order);
        let (summary, shards) = match known.filter(|known| known.made_from == made_from) {
            Some(summary) => (summary, OnceLock::new()),
            None => {
                let texts = FoldedTexts::new(site, &order);
                let shards = shards::shards(grams::entries(&texts, &words, &sizes));
                let summary = Summary { made_from, shards: shards.digests(), shapes: texts.shapes };
                (summary, OnceLock::from(shards))
            }
        };
        let mut numbers: TiVec<DocumentId, u32> = documents.keys().map(|_| 0).collect();
        for (number, id) in order.iter().enumerate() {
            numbers[*id] = number as u32;
        }
        let units = Units::new(site, |id| numbers[id], &summary.shapes);
        let catalogue = Facets::new(site, &order, &summary.shapes);
        let mut files = vec![File::Start, File::Catalogue, File::Words, File::Units, File::Numbers];
        files.extend((0..summary.shards.len()).map(File::Shard));
        let portions = portions(&summary.shapes);
        if portions.len() > format::FEW {
            files.extend(portions.iter().map(|(document, portion)| File::Excerpt(*document, *portion)));
        } else {
            files.push(File::Excerpts);
        }
        let ids = order.iter().map(|id| documents[*id].id().to_owned()).collect();
        Self { order, ids, words, sizes, summary, catalogue, units, shards, files }
    }

    /// What can be said of it without its entries.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    fn shards(&self, site: &Publication) -> &Shards {
        self.shards.get_or_init(|| {
            let texts = FoldedTexts::new(site, &self.order);
            shards::shards(grams::entries(&texts, &self.words, &self.sizes))
        })
    }

    /// The addresses of the files, in a stable order.
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|file| format!("{FOLDER}/{}.js", self.name(*file)))
    }

    /// The content of the file at a place of `addresses`.
    ///
    /// # Errors
    ///
    /// When a value cannot be written as JSON.
    pub fn content(&self, site: &Publication, at: usize) -> Result<Vec<u8>, serde_json::Error> {
        let Some(file) = self.files.get(at) else { return Ok(Vec::new()) };
        let name = self.name(*file);
        match *file {
            File::Start => {
                let shards = self.shards(site);
                let start = Start {
                    format: reader::format(),
                    documents: self.order.len(),
                    shards: shards.len(),
                    splits: shards.splits.join("\n"),
                    phrases: shards.phrases.join("\n"),
                };
                script(&name, &start)
            }
            File::Catalogue => script(&name, &self.catalogue),
            File::Words => script(&name, &self.words.list),
            File::Units => script(&name, &self.units),
            File::Numbers => script(&name, &numbers::numbers(site, &self.order)),
            File::Shard(shard) => script(&name, &self.shards(site).file(shard, &self.words).pack()),
            File::Excerpt(document, portion) => script(&name, &self.excerpt(site, document, portion)),
            File::Excerpts => {
                let excerpt = |(document, portion)| {
                    Some((self.excerpt_name(document, portion), self.excerpt(site, document, portion)?))
                };
                let all: BTreeMap<String, Excerpt<'_>> =
                    portions(&self.summary.shapes).into_iter().filter_map(excerpt).collect();
                script(&name, &all)
            }
        }
    }

    /// What the file at a place of `addresses` is made from; none where to make it takes no longer than to tell.
    pub fn made_from(&self, site: &Publication, at: usize) -> Option<Digest> {
        match *self.files.get(at)? {
            File::Start => Some(self.summary.made_from),
            File::Shard(shard) => self.summary.shards.get(shard).copied(),
            File::Excerpt(document, portion) => {
                Some(excerpts::made_from(site, self.document(site, document)?, portion))
            }
            File::Catalogue | File::Words | File::Units | File::Numbers | File::Excerpts => None,
        }
    }

    fn document<'a>(&self, site: &'a Publication, number: usize) -> Option<&'a Document> {
        self.order.get(number).map(|id| &site.library.documents[*id])
    }

    /// The name of a file. That of an excerpt follows from the document itself, so that another document
    /// leaves it as it is.
    fn name(&self, file: File) -> String {
        match file {
            File::Start => "start".to_owned(),
            File::Catalogue => "catalogue".to_owned(),
            File::Words => "words".to_owned(),
            File::Units => "units".to_owned(),
            File::Numbers => "numbers".to_owned(),
            File::Shard(at) => format!("g/{at:x}"),
            File::Excerpt(document, portion) => format!("t/{}", self.excerpt_name(document, portion)),
            File::Excerpts => "t/all".to_owned(),
        }
    }

    fn excerpt_name(&self, document: usize, portion: usize) -> String {
        format!("{}-{portion}", self.ids.get(document).map_or("", String::as_str))
    }

    fn excerpt<'a>(&self, site: &'a Publication, document: usize, portion: usize) -> Option<Excerpt<'a>> {
        self.document(site, document).map(|document| excerpts::excerpt(site, document, portion, &self.words))
    }
}

/// The portions of the places of each document.
fn portions(shapes: &[Shape]) -> Vec<(usize, usize)> {
    let portions = |(document, shape): (usize, &Shape)| {
        (0..(shape.places as usize).div_ceil(format::PORTION)).map(move |portion| (document, portion))
    };
    shapes.iter().enumerate().flat_map(portions).collect()
}

/// A classic script in UTF-16, see `bits`.
fn script(name: &str, value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let value = serde_json::to_string(value)?;
    // JSON may have these within a string, a script of 2017 may not.
    let value = value.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let text = format!("\u{FEFF}gongbao.take(\"{name}\",{value})\n");
    Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
}
