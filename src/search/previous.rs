//! The entries of the last index, each with the digest of what it was made from, so that an edit of one text makes
//! anew only the entries of the strings that stand in it.
//!
//! What an entry says follows from the places in which its string stands: their text, their numbers, the sizes of
//! their documents; and from what its strings of three characters share their lists with. The digest of all this is
//! an origin. Entries are kept below strings of two characters, and all of them together below the first of the two.

use super::bits::Bits;
use super::grams::{Entry, Kind};
use crate::digest::{Digest, LENGTH};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the entries below a string of one or two characters were made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The digest of it.
    pub digest: Digest,
    /// The length of its subtree in bits, if no list stood elsewhere; none where it was split.
    pub whole: Option<u32>,
}

/// The origins of the entries of an index, by their strings.
pub type Origins = BTreeMap<Vec<u16>, Origin>;

/// The entries of the last index.
#[derive(Debug, Default)]
pub struct Previous {
    origins: Origins,
    /// By their strings.
    entries: Vec<Stored>,
    bytes: Vec<u8>,
}

/// An entry and where its bits lie.
#[derive(Debug)]
struct Stored {
    gram: Vec<u16>,
    kind: Kind,
    bits: Range<usize>,
    length: usize,
}

/// Stands for a subtree that was split.
const SPLIT: u32 = u32::MAX;

impl Previous {
    /// Is there none?
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The origin of the entries below a string, if it is this one.
    pub(super) fn origin(&self, gram: &[u16], digest: &Digest) -> Option<Origin> {
        self.origins.get(gram).copied().filter(|origin| origin.digest == *digest)
    }

    /// The entries below a string.
    pub(super) fn entries<'a>(&'a self, gram: &'a [u16]) -> impl Iterator<Item = Entry> + 'a {
        let first = self.entries.partition_point(|entry| entry.gram.as_slice() < gram);
        let below = self.entries.iter().skip(first).take_while(move |entry| entry.gram.starts_with(gram));
        below.map(|entry| Entry {
            gram: entry.gram.clone(),
            kind: entry.kind,
            bits: Bits::from_bytes(self.bytes.get(entry.bits.clone()).unwrap_or_default(), entry.length),
        })
    }

    /// The origins of a string and of those that begin with it.
    pub(super) fn origins<'a>(&'a self, gram: &'a [u16]) -> impl Iterator<Item = (Vec<u16>, Origin)> + 'a {
        let below = self.origins.range(gram.to_vec()..).take_while(move |(other, _)| other.starts_with(gram));
        below.map(|(gram, origin)| (gram.clone(), *origin))
    }

    /// Reads what `write` wrote.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = Reader { bytes: &bytes, at: 0 };
        let mut origins = Origins::new();
        for _ in 0..reader.number()? {
            let gram = reader.gram()?;
            let digest = *reader.take(LENGTH)?.first_chunk()?;
            let whole = Some(reader.number()?).filter(|whole| *whole != SPLIT);
            origins.insert(gram, Origin { digest, whole });
        }
        let mut entries = Vec::new();
        for _ in 0..reader.number()? {
            let gram = reader.gram()?;
            let kind = match reader.number()? {
                0 => Kind::Subtree,
                1 => Kind::Split,
                least => Kind::Phrase(least as usize),
            };
            let length = reader.number()? as usize;
            let start = reader.at;
            reader.take(Bits::bytes_for(length))?;
            entries.push(Stored { gram, kind, bits: start..reader.at, length });
        }
        Some(Self { origins, entries, bytes })
    }
}

/// Entries, which are in the order of their strings, and their origins, to be kept.
pub(super) fn write(entries: &[Entry], origins: &Origins) -> Vec<u8> {
    let bits: usize = entries.iter().map(|entry| Bits::bytes_for(entry.bits.len())).sum();
    let mut out = Vec::with_capacity(bits + 64 * (entries.len() + origins.len()));
    push_number(origins.len(), &mut out);
    for (gram, origin) in origins {
        push_gram(gram, &mut out);
        out.extend(origin.digest);
        out.extend(origin.whole.unwrap_or(SPLIT).to_le_bytes());
    }
    push_number(entries.len(), &mut out);
    for entry in entries {
        push_gram(&entry.gram, &mut out);
        // A phrase has more than three characters.
        push_number(
            match entry.kind {
                Kind::Subtree => 0,
                Kind::Split => 1,
                Kind::Phrase(least) => least,
            },
            &mut out,
        );
        push_number(entry.bits.len(), &mut out);
        out.extend(entry.bits.bytes());
    }
    out
}

fn push_number(number: usize, out: &mut Vec<u8>) {
    out.extend((number as u32).to_le_bytes());
}

fn push_gram(gram: &[u16], out: &mut Vec<u8>) {
    push_number(gram.len(), out);
    out.extend(gram.iter().flat_map(|unit| unit.to_le_bytes()));
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().copied().map(u32::from_le_bytes)
    }

    fn gram(&mut self) -> Option<Vec<u16>> {
        let units = self.number()? as usize;
        let bytes = self.take(units.checked_mul(2)?)?;
        Some(bytes.as_chunks().0.iter().copied().map(u16::from_le_bytes).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::grams::{Entries, Sizes, entries};
    use crate::search::texts::Texts;
    use crate::search::words::Words;
    use proptest::prelude::*;

    /// Small enough that a few lines have everything: split subtrees, shared lists, phrases.
    const SIZES: Sizes = Sizes { portion: 400, long_list: 60, frequent: 4, shared: 4, remainders: true };

    /// Words that share characters and pairs, as official ones do, and one whose characters stand only together.
    const WORDS: [&str; 12] = [
        "市政府",
        "人民政府",
        "政府办公室",
        "人民",
        "办",
        "经济社会发展",
        "社会",
        "发展",
        "，",
        "。",
        "甲乙丙丁戊己庚辛",
        "经济",
    ];
    /// Until an edit brings a part of it.
    const PARTS: [&str; 4] = ["乙丙丁", "戊己", "庚辛", "子"];

    fn place() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(WORDS.as_slice()), 1..20).prop_map(|words| words.concat())
    }

    fn part() -> impl Strategy<Value = String> {
        prop::sample::select(PARTS.as_slice()).prop_map(str::to_owned)
    }

    fn document() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(place(), 1..5)
    }

    /// What is done to the documents: one is replaced, comes, goes, moves, has another place, one more, or its
    /// places in another order.
    #[derive(Clone, Debug)]
    enum Edit {
        Replace(prop::sample::Index, Vec<String>),
        Add(Vec<String>),
        Remove(prop::sample::Index),
        Place(prop::sample::Index, prop::sample::Index, String),
        Append(prop::sample::Index, String),
        Swap(prop::sample::Index, prop::sample::Index),
        Turn(prop::sample::Index),
    }

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (any::<prop::sample::Index>(), document()).prop_map(|(at, document)| Edit::Replace(at, document)),
            document().prop_map(Edit::Add),
            any::<prop::sample::Index>().prop_map(Edit::Remove),
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), place())
                .prop_map(|(at, place, text)| Edit::Place(at, place, text)),
            (any::<prop::sample::Index>(), part()).prop_map(|(at, text)| Edit::Append(at, text)),
            (any::<prop::sample::Index>(), any::<prop::sample::Index>())
                .prop_map(|(at, other)| Edit::Swap(at, other)),
            any::<prop::sample::Index>().prop_map(Edit::Turn),
        ]
    }

    fn apply(documents: &mut Vec<Vec<String>>, edit: Edit) {
        match edit {
            Edit::Replace(at, document) => *at.get_mut(documents.as_mut_slice()) = document,
            Edit::Add(document) => documents.push(document),
            Edit::Remove(at) if documents.len() > 1 => drop(documents.remove(at.index(documents.len()))),
            Edit::Remove(_) => {}
            Edit::Place(at, place, text) => {
                *place.get_mut(at.get_mut(documents.as_mut_slice()).as_mut_slice()) = text
            }
            Edit::Append(at, text) => at.get_mut(documents.as_mut_slice()).push(text),
            Edit::Swap(at, other) => {
                let (at, other) = (at.index(documents.len()), other.index(documents.len()));
                documents.swap(at, other);
            }
            Edit::Turn(at) => at.get_mut(documents.as_mut_slice()).rotate_left(1),
        }
    }

    fn make(documents: &[Vec<String>], previous: &Previous) -> Entries {
        entries(&Texts::of(documents), &Words::default(), previous, &SIZES)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn entries_made_anew_in_part_are_those_made_anew_as_a_whole(
            mut documents in prop::collection::vec(document(), 1..20),
            edits in prop::collection::vec(edit(), 1..6),
        ) {
            let mut last = make(&documents, &Previous::default());
            for edit in edits {
                apply(&mut documents, edit);
                let previous = Previous::read(write(&last.entries, &last.origins)).unwrap();
                last = make(&documents, &previous);
                let whole = make(&documents, &Previous::default());
                prop_assert!(last.entries == whole.entries);
                prop_assert!(last.origins == whole.origins);
            }
        }
    }

    #[test]
    fn most_entries_are_kept_where_one_place_changes() {
        let mut documents: Vec<Vec<String>> =
            (0..40).map(|number| vec![WORDS[number % 12..].concat(), WORDS[..number % 12].concat()]).collect();
        let first = make(&documents, &Previous::default());
        let kinds = |kind: fn(&Kind) -> bool| first.entries.iter().filter(|entry| kind(&entry.kind)).count();
        assert!(kinds(|kind| *kind == Kind::Split) > 3 && kinds(|kind| matches!(kind, Kind::Phrase(_))) > 3);
        documents[7][0].push('办');
        let second = make(&documents, &Previous::default());
        let same = |(gram, origin): (&Vec<u16>, &Origin)| first.origins.get(gram) == Some(origin);
        let kept = second.origins.iter().filter(|it| same(*it)).count();
        assert!(kept > 0 && kept < second.origins.len(), "{kept} of {}", second.origins.len());
    }

    /// A character that stands in nearly all places, before others that stand in few, has a bit for each place of the
    /// site: also for those of documents that have neither.
    #[test]
    fn the_list_of_a_character_follows_the_places_of_other_documents() {
        let mut documents = vec![vec!["人民".to_owned()]];
        documents.extend(('一'..).take(60).map(|unit| vec![format!("办{unit}")]));
        let first = make(&documents, &Previous::default());
        documents[0].push("子".to_owned());
        let previous = Previous::read(write(&first.entries, &first.origins)).unwrap();
        assert!(make(&documents, &previous).entries == make(&documents, &Previous::default()).entries);
    }

    #[test]
    fn what_is_cut_short_is_not_read() {
        let made = make(&[vec![WORDS.concat()]], &Previous::default());
        let bytes = write(&made.entries, &made.origins);
        assert!(Previous::read(bytes.clone()).is_some());
        for length in 0..bytes.len() {
            assert!(Previous::read(bytes[..length].to_vec()).is_none(), "{length} bytes");
        }
    }
}
