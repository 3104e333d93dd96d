//! The text of every file is the text of its document.

use crate::measure::{MM, text_within, words};
use crate::support::squeeze;
use crate::{content, document, issue};
use gongbao::document::{Block, official_text, plain_text};
use gongbao::library::Document;
use gongbao::publication::Publication;

/// What the PDF of a document says: title, number, text, and the editors' notes where they stand; and the day for
/// which its status is told.
fn expected(document: &Document, site: &Publication) -> String {
    let meta = &document.meta;
    let number = meta.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
    let as_of = document
        .status
        .and(site.library.as_of)
        .map(|day| format!("有效性截至{}", day.chinese()))
        .unwrap_or_default();
    squeeze(&format!("{}{number}{}{as_of}", meta.title, with_notes(&document.text.body.blocks)))
}

fn with_notes(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::EditorNote(inner) => with_notes(inner),
        Block::List(list) => {
            list.items.iter().map(|item| format!("·{}", with_notes(&item.blocks))).collect::<String>()
        }
        block => official_text(std::slice::from_ref(block)),
    };
    blocks.iter().map(one).collect()
}

/// What each of two texts has more than the other, by character: tables are read in another order on paper.
fn differences(found: &str, expected: &str) -> Vec<(char, i32)> {
    let mut counts = std::collections::BTreeMap::<char, i32>::new();
    found.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    expected.chars().for_each(|c| *counts.entry(c).or_default() -= 1);
    counts.into_iter().filter(|(_, count)| *count != 0).collect()
}

/// The heads of its tables, which are repeated on every page.
fn table_heads(document: &Document) -> Vec<String> {
    let head = |block: &Block| match block {
        Block::Table(table) => {
            let cells = table.head.iter().flatten();
            Some(squeeze(&cells.map(|cell| plain_text(&cell.inlines)).collect::<String>()))
        }
        _ => None,
    };
    document.text.body.blocks.iter().filter_map(head).collect()
}

#[test]
fn the_text_of_every_document_is_all_there() {
    let site = content();
    for it in &site.library.documents {
        let id = &it.meta.id.value;
        let (found, expected) = (text_within(&document(id), 1, 999), expected(it, &site));
        let heads = table_heads(it);
        if !heads.is_empty() {
            let mut found = found;
            for head in heads {
                let repeated = found.matches(&head).count()
                    - expected.matches(&head).count().min(found.matches(&head).count());
                found = found.replacen(&head, "", repeated);
            }
            assert_eq!(differences(&found, &expected), [], "{id}");
        } else if found != expected {
            let at = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
            panic!("{id} at {at}:\n{}\n{}", around(&found), around(&expected));
        }
    }
}

#[test]
fn the_contents_of_an_issue_name_the_pages_where_items_begin() {
    let site = content();
    let contents = text_within(&issue(), 3, 3);
    let pages = words(&issue());
    for item in &site.issues[0].items {
        let it = &site.library.documents[*item];
        let number = it.meta.number.as_ref().map(|number| format!("（{}）", number.value)).unwrap_or_default();
        let entry = squeeze(&format!("{}{number}", it.meta.title));
        let after = contents.split_once(&entry).unwrap_or_else(|| panic!("{entry} is not in {contents}")).1;
        let digits: String = after.trim_start_matches('.').chars().take_while(char::is_ascii_digit).collect();
        let page: usize = digits.parse().unwrap();
        let begins = text_within(&issue(), page, page);
        let opened = begins.strip_prefix(&squeeze(it.meta.category.as_deref().unwrap())).unwrap_or(&begins);
        assert!(opened.starts_with(&squeeze(&it.meta.title)), "{page}: {begins}");
        // And the number that stands on that page is the same.
        let foot = pages[page - 1].iter().filter(|word| word.top > 265.0 * MM).map(|word| word.text.as_str());
        assert_eq!(foot.collect::<String>(), format!("—{page}—"));
    }
}
