//! The text of places for the page of results: what stands around a hit, under which headings, and where
//! it leads. The places of a document lie in one file, those of a long one in several, named by its id, and only
//! those of the shown hits are loaded: each file that a browser asks for costs it more than a few kilobytes do. Where
//! they are few, all of them lie in one.

use super::bits::Bits;
use super::format::{PATH_ORDER, PORTION};
use super::places::places;
use super::words::Words;
use crate::digest::{Digest, Digester};
use crate::library::{Document, naming};
use crate::publication::Publication;
use serde::Serialize;

/// A file of places; their texts are encoded by the list of words.
#[derive(Serialize)]
pub struct Excerpt<'a> {
    title: &'a str,
    /// As lists show them.
    facts: Vec<String>,
    /// The headings that places stand under, each list once, a heading a line.
    paths: Vec<String>,
    /// Of each place its number in `paths`, its anchor and its text.
    places: Vec<String>,
}

/// What a file of places is made from.
pub fn made_from(site: &Publication, document: &Document, portion: usize) -> Digest {
    let mut digester = Digester::default();
    digester.value(&(document.text.digest, facts(site, document), portion));
    digester.digest()
}

/// The document number, date, issue and status, as lists show them.
fn facts(site: &Publication, document: &Document) -> Vec<String> {
    let issue = document.issue.and_then(|(at, _)| site.library.issues.get(at));
    let facts = [
        document.meta.number.as_ref().map(|number| number.value.to_string()),
        document.day().map(|day| day.chinese()),
        issue.map(naming::issue_short),
        document.status.map(|status| status.chinese().to_owned()),
    ];
    facts.into_iter().flatten().collect()
}

/// The places of a document in a file, `portion` counted from 0.
pub fn excerpt<'a>(site: &Publication, document: &'a Document, portion: usize, words: &Words) -> Excerpt<'a> {
    let meta = &document.meta;
    let outline = &document.text.body.outline;
    let mut known: Vec<Vec<usize>> = Vec::new();
    let mut found = Vec::new();
    for place in places(document).into_iter().skip(portion * PORTION).take(PORTION) {
        let path = known.iter().position(|path| *path == place.path).unwrap_or_else(|| {
            known.push(place.path.clone());
            known.len() - 1
        });
        let mut bits = Bits::default();
        bits.golomb(path as u64, PATH_ORDER);
        words.encode(&place.anchor, &mut bits);
        words.encode(&place.text, &mut bits);
        found.push(bits.pack());
    }
    let path = |path: &Vec<usize>| {
        let labels: Vec<&str> = path.iter().filter_map(|at| Some(outline.get(*at)?.label.as_str())).collect();
        let mut bits = Bits::default();
        words.encode(&labels.join("\n"), &mut bits);
        bits.pack()
    };
    Excerpt {
        title: &meta.title,
        facts: facts(site, document),
        paths: known.iter().map(path).collect(),
        places: found,
    }
}
