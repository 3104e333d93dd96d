//! Counts the list of characters and phrases that the search index writes texts with, `src/search/words.txt`.
//!
//! ```text
//! cargo bench --bench words -- src/search/words.txt
//! ```
//!
//! The characters of `content/`, the frequent ones first; then the phrases, made by joining again and again the
//! two neighbours that stand together most often. The same content gives the same list. It need not follow
//! every change of the content: a new list changes every file of every index.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::library::Options;
use gongbao::publication::Publication;
use gongbao::search::places::places;
use gongbao::source;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

/// How many phrases there are, and how often one must occur.
const PHRASES: usize = 4000;
const LEAST: usize = 4;

fn main() {
    let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("usage: cargo bench --bench words -- FILE");
        return;
    };
    let (content, _) = source::read(Path::new("content"));
    let (site, _) = Publication::assemble(content, &Options::default());
    let texts: Vec<String> =
        site.library.documents.iter().flat_map(places).flat_map(|place| [place.text, place.anchor]).collect();

    let mut characters: BTreeMap<char, usize> = BTreeMap::new();
    texts
        .iter()
        .flat_map(|text| text.lines())
        .flat_map(str::chars)
        .for_each(|c| *characters.entry(c).or_default() += 1);
    let mut characters: Vec<(char, usize)> = characters.into_iter().collect();
    characters.sort_by_key(|(_, count)| Reverse(*count));

    // A text is a list of parts, each by its number in `parts`: at first the characters.
    let mut parts: Vec<String> = characters.iter().map(|(c, _)| c.to_string()).collect();
    let number = |c: char| characters.iter().position(|(other, _)| *other == c).unwrap();
    let mut lines: Vec<Vec<usize>> =
        texts.iter().flat_map(|text| text.lines()).map(|line| line.chars().map(number).collect()).collect();
    while parts.len() < characters.len() + PHRASES {
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for pair in lines.iter().flat_map(|line| line.windows(2)) {
            *pairs.entry((pair[0], pair[1])).or_default() += 1;
        }
        let most = pairs.values().copied().max().unwrap_or(0);
        if most < LEAST {
            break;
        }
        for (pair, _) in pairs.into_iter().filter(|(_, count)| *count == most) {
            lines.iter_mut().for_each(|line| join(line, pair, parts.len()));
            parts.push([parts[pair.0].as_str(), &parts[pair.1]].concat());
        }
    }
    let mut counts = vec![0; parts.len()];
    lines.iter().flatten().for_each(|part| counts[*part] += 1);
    let mut phrases: Vec<(usize, &String)> = counts.into_iter().zip(&parts).skip(characters.len()).collect();
    phrases.sort_by_key(|(count, phrase)| (*phrase, Reverse(*count)));
    phrases.dedup_by_key(|(_, phrase)| *phrase);
    // Those that are mostly part of longer ones come last.
    phrases.sort_by_key(|(count, _)| Reverse(*count));
    phrases.truncate(PHRASES);

    let mut out: String = characters.iter().map(|(c, _)| c).collect();
    phrases.iter().for_each(|(_, phrase)| out.extend(["\n", phrase]));
    out.push('\n');
    std::fs::write(&file, out).unwrap();
    println!("{} characters, {} phrases in {file}", characters.len(), phrases.len());
}

/// Makes one part of two neighbours, wherever they stand.
fn join(line: &mut Vec<usize>, pair: (usize, usize), joined: usize) {
    let mut out = Vec::with_capacity(line.len());
    for part in line.drain(..) {
        if part == pair.1 && out.last() == Some(&pair.0) {
            out.pop();
            out.push(joined);
        } else {
            out.push(part);
        }
    }
    *line = out;
}
