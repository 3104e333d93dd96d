//! The search index: what stands in it, that it is the same each time, and that an edit changes little of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use gongbao::document::{Block, official_text};
use gongbao::search::places::{Rank, places};
use gongbao::site::{Options, assemble};
use gongbao::source;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{Built, build, squeeze};

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = squeeze(text).chars().collect();
    characters.sort_unstable();
    characters
}

#[test]
fn every_character_stands_in_exactly_one_place() {
    let (content, _) = source::read(Path::new("content"));
    let (site, _) = assemble::assemble(content, &Options::default());
    for document in &site.documents {
        let mut expected = document.meta.title.clone();
        expected.extend(document.meta.number.as_ref().map(|number| number.value.to_string()));
        expected.push_str(&official_text(&document.text.body.blocks));
        for block in &document.text.body.blocks {
            match block {
                Block::EditorNote(blocks) => expected.push_str(&official_text(blocks)),
                Block::Table(table) => expected.push_str(&gongbao::document::plain_text(&table.caption)),
                _ => {}
            }
        }
        let places = places(document);
        let found: String = places.iter().map(|place| place.text.as_str()).collect();
        assert_eq!(sorted(&found), sorted(&expected), "{}", document.file());
        assert_eq!(places[0].rank, Rank::Title);
        assert!(places.is_sorted_by_key(|place| place.rank));
    }
}

#[test]
fn every_place_has_an_anchor_on_its_page() {
    let built = build(Path::new("content"));
    let (content, _) = source::read(Path::new("content"));
    let (site, _) = assemble::assemble(content, &Options::default());
    for document in &site.documents {
        let page = String::from_utf8(built.files[&document.address()].clone()).unwrap();
        for place in places(document) {
            let anchor = &place.anchor;
            let named = [format!("id={anchor} "), format!("id={anchor}>"), format!("id=\"{anchor}\"")];
            assert!(named.iter().any(|id| page.contains(id)), "{}: {anchor}", document.file());
        }
    }
}

fn index(built: &Built) -> BTreeMap<&str, &Vec<u8>> {
    let files = built.files.iter().map(|(address, bytes)| (address.as_str(), bytes));
    files.filter(|(address, _)| address.starts_with("search/")).collect()
}

/// Builds the content folder with one of its files changed.
fn edited(file: &str, from: &str, to: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new("content").into_iter().map(Result::unwrap) {
        let target = folder.path().join(entry.path().strip_prefix("content").unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replacen(from, to, 1)).unwrap();
    build(folder.path())
}

#[test]
fn an_edit_changes_few_files_of_the_index() {
    let before = build(Path::new("content"));
    assert_eq!(index(&before), index(&build(Path::new("content"))), "the same content gives the same bytes");
    let after = edited("gazette/2026/no03-04/05-airport-zone-measures.md", "坚持", "秉持");
    let (before, after) = (index(&before), index(&after));
    assert_eq!(before.len(), after.len());
    let changed: Vec<&&str> =
        before.iter().filter(|(address, bytes)| after[*address] != **bytes).map(|it| it.0).collect();
    // The strings that went and came, the text itself, the catalogue.
    assert!((1..=16).contains(&changed.len()), "{changed:?}");
}
