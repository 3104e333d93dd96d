//! The search index: what stands in it, that it is the same each time, and that an edit changes little of it.

use crate::support::{Built, build, sample, squeeze};
use gongbao::document::{Block, official_text};
use gongbao::library::Options;
use gongbao::publication::Publication;
use gongbao::search::places::{Rank, places};
use gongbao::search::reader;
use gongbao::source;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = squeeze(text).chars().collect();
    characters.sort_unstable();
    characters
}

#[test]
fn every_character_stands_in_exactly_one_place() {
    let (content, _) = source::read(Path::new("content"));
    let (site, _) = Publication::assemble(content, &Options::default());
    for document in &site.library.documents {
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
    let built = sample();
    let (content, _) = source::read(Path::new("content"));
    let (site, _) = Publication::assemble(content, &Options::default());
    for document in &site.library.documents {
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
    files.filter(|(address, _)| address.starts_with("search/") && *address != reader::ADDRESS).collect()
}

/// Builds the content folder after something was done to a copy of it.
fn changed(change: impl FnOnce(&Path)) -> Built {
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new("content").into_iter().map(Result::unwrap) {
        let target = folder.path().join(entry.path().strip_prefix("content").unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    change(folder.path());
    build(folder.path())
}

/// The files of the index that are no longer as they were, in a folder.
fn differing<'a>(before: &'a Built, after: &'a Built, folder: &str) -> Vec<&'a str> {
    let (before, after) = (index(before), index(after));
    let files = before.into_iter().filter(|(address, _)| address.starts_with(folder));
    files.filter(|(address, bytes)| after.get(address) != Some(bytes)).map(|(address, _)| address).collect()
}

#[test]
fn an_edit_changes_few_files_of_the_index() {
    let before = sample();
    assert_eq!(index(before), index(&build(Path::new("content"))), "the same content gives the same bytes");
    let after = changed(|folder| {
        let path = folder.join("gazette/2026/no03-04/05-airport-zone-measures.md");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("坚持"));
        fs::write(path, text.replacen("坚持", "秉持", 1)).unwrap();
    });
    assert_eq!(index(before).len(), index(&after).len());
    let differing = differing(before, &after, "search/");
    // The strings that went and came, and the text itself.
    assert!((1..=16).contains(&differing.len()), "{differing:?}");
}

#[test]
fn another_document_leaves_the_texts_of_the_others() {
    let add = |folder: &Path, id: &str, day: &str| {
        let text = format!("---\nid: {id}\ntitle: 又一件\nkind: other\npublished: {day}\n---\n\n第一段。\n");
        fs::write(folder.join(format!("archive/{id}.md")), text).unwrap();
    };
    // So many that their texts do not lie in one file.
    let add_many = |folder: &Path| (0..30).for_each(|number| add(folder, &format!("d{number}"), "2001-02-03"));
    let before = changed(add_many);
    for day in ["1999-01-05", "2026-12-31"] {
        let after = changed(|folder| {
            add_many(folder);
            add(folder, "another", day);
        });
        assert_eq!(differing(&before, &after, "search/t/"), Vec::<&str>::new());
        assert_eq!(differing(&before, &after, "search/words.js"), Vec::<&str>::new());
        assert!(index(&after).contains_key("search/t/another-0.js"));
    }
}

#[test]
fn index_files_are_scripts_that_say_that_they_are_utf_16() {
    for (address, bytes) in index(sample()) {
        let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let text = String::from_utf16(&units).unwrap();
        let name = address.trim_start_matches("search/").trim_end_matches(".js");
        assert!(text.starts_with(&format!("\u{FEFF}gongbao.take(\"{name}\",")), "{address}");
        assert!(text.ends_with(")\n") && !text.contains(['\u{2028}', '\u{2029}']), "{address}");
    }
}
