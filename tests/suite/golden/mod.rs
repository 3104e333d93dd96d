//! Golden folders: small content and what becomes of it on the web, on paper and as data.
//!
//! Each folder of `tests/golden` has `content/`, as an office would write it, and `expected/`: files of the site by their
//! addresses, and the Typst source of a PDF edition beside its page, with `.typ`. What lies in `expected/` is compared
//! and nothing else; an empty file there asks for what belongs into it. To accept a change that is meant:
//!
//! ```text
//! GOLDEN=update cargo test golden
//! ```
//!
//! and read the difference. A page is shown without its head and frame, an element on each line.

mod folding;

use crate::support::{files, run, typst_sources};
use gongbao::{library, pdf};
use scraper::{ElementRef, Html, Node, Selector};
use std::collections::BTreeMap;
use std::path::Path;

/// Elements that stand within a line.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "br", "button", "code", "em", "i", "img", "input", "label", "rp", "rt", "ruby", "select",
    "small", "span", "strong", "sub", "sup", "time", "wbr",
];

/// Is what was found to be accepted?
fn updating() -> bool {
    std::env::var_os("GOLDEN").is_some_and(|value| value == "update")
}

/// Compares what was found with what is expected, or accepts it.
fn compare(golden: &Path, found: &str) {
    if updating() {
        std::fs::write(golden, found).unwrap();
    }
    let expected = std::fs::read_to_string(golden).unwrap();
    for (line, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{}:{}", golden.display(), line + 1);
    }
    assert_eq!(found, expected, "{}", golden.display());
}

/// Everything that can be compared, by its name in `expected/`.
fn made(content: &Path) -> BTreeMap<String, String> {
    let mut made: BTreeMap<String, String> = [("measures.typ".to_owned(), pdf::measures())].into();
    for (address, source) in typst_sources(content, &library::Options::default()) {
        let name = address.trim_start_matches("pdf/").trim_end_matches("pdf");
        // A cell on each line.
        let text = source.text.replace(": (c(", ": (\n  c(").replace(", c(", ",\n  c(");
        made.insert(format!("{name}typ"), text);
    }
    let output = tempfile::tempdir().unwrap();
    let ran = run(content, &output.path().join("output"), &[]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success() && !said.contains("warning["), "{}: {said}", content.display());
    for (address, bytes) in files(&output.path().join("output")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let shown = match address.rsplit('.').next() {
            Some("html") => page(&text),
            Some("json") => {
                let value: serde_json::Value = serde_json::from_str(&text).unwrap();
                format!("{value:#}\n")
            }
            _ => text,
        };
        made.insert(address, shown);
    }
    made
}

/// Compares a folder; returns everything that was made of it.
fn check(name: &str) -> BTreeMap<String, String> {
    let folder = Path::new("tests/golden").join(name);
    let made = made(&folder.join("content"));
    let expected = files(&folder.join("expected"));
    assert!(!expected.is_empty(), "{name} expects nothing");
    for address in expected.keys() {
        let found = made.get(address).unwrap_or_else(|| panic!("{name}: nothing is made at {address}"));
        compare(&folder.join("expected").join(address), found);
    }
    made
}

/// The main part of a page. What shows itself only when a script runs is left out.
fn page(html: &str) -> String {
    let mut out = String::new();
    let html = Html::parse_document(html);
    html.select(&Selector::parse("main").unwrap()).for_each(|main| write(main, 0, &mut out));
    out
}

/// Writes an element: on one line, if it holds none that has lines of its own.
fn write(element: ElementRef<'_>, depth: usize, out: &mut String) {
    if element.attr("hidden").is_some() {
        return;
    }
    let indent = "  ".repeat(depth);
    let block = |element: ElementRef<'_>| !INLINE.contains(&element.value().name());
    let name = element.value().name();
    let whole = element.html();
    if name == "pre" || !element.descendent_elements().skip(1).any(block) {
        out.push_str(&format!("{indent}{whole}\n"));
        return;
    }
    let opening = whole.find('>').map_or(whole.as_str(), |end| &whole[..=end]);
    out.push_str(&format!("{indent}{opening}\n"));
    for child in element.children() {
        match (ElementRef::wrap(child), child.value()) {
            (Some(child), _) => write(child, depth + 1, out),
            (None, Node::Text(text)) if !text.trim().is_empty() => {
                out.push_str(&format!("{indent}  {}\n", text.trim()));
            }
            _ => {}
        }
    }
    out.push_str(&format!("{indent}</{name}>\n"));
}

#[test]
fn measures_have_chapters_articles_paragraphs_and_items() {
    check("measures");
}

#[test]
fn a_notice_holds_the_text_it_issues_and_its_annexes() {
    check("notice-with-issued-text");
}

#[test]
fn every_sentence_of_a_report_can_be_cited() {
    check("report");
}

#[test]
fn tables_links_and_code() {
    check("tables-and-links");
}

#[test]
fn tasks_of_two_tables_without_ordinals_are_counted_through() {
    check("two-task-tables");
}

#[test]
fn columns_of_an_issue_stand_in_the_order_of_its_items() {
    check("columns-a-b-a");
}

#[test]
fn a_table_turns_the_page_in_the_browser_and_in_the_pdf_or_in_neither() {
    check("table-of-seven-columns");
}

#[test]
fn the_mark_of_an_organ_has_one_largest_size() {
    let made = check("short-mark");
    let sizes = made["assets/paper.css"].lines().filter_map(|line| {
        let (_, size) = line.strip_prefix(".official-mark[")?.split_once("font-size: ")?;
        size.split_once("pt")?.0.parse::<f64>().ok()
    });
    let largest = sizes.fold(0.0, f64::max);
    assert!(
        made["measures.typ"].contains(&format!("mark-size: {largest}pt,")),
        "{largest} pt in the browser only"
    );
}

#[test]
fn every_golden_folder_is_compared() {
    let own = include_str!("mod.rs");
    for entry in std::fs::read_dir("tests/golden").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(own.contains(&format!("check(\"{name}\")")), "no test compares tests/golden/{name}");
    }
}
