//! Small texts with the structure and the HTML that they become. To accept a change that is meant, run
//! the test with `GOLDEN=update` and read the difference.

mod folding;

use gongbao::document::structure::Options;
use gongbao::render::{body::BodyWriter, highlight::Highlighter};
use gongbao::site::passages::Notes;
use gongbao::source;
use std::fmt::Write;
use std::path::Path;

fn check(name: &str, options: Options) {
    let folder = Path::new("tests/golden");
    let text = std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap();
    let markdown = source::front_matter::split(name, text, &mut Vec::new()).unwrap();
    let (body, diagnostics) = gongbao::document::read(&markdown, options);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut found = String::from("<!-- outline\n");
    for entry in &body.outline {
        let indent = "  ".repeat(usize::from(entry.depth));
        let tasks = entry.tasks.map(|(first, last)| format!(" [{first}-{last}]")).unwrap_or_default();
        writeln!(found, "{indent}#{} {}{tasks}", entry.anchor, entry.label).unwrap();
    }
    found.push_str("-->\n");
    found.push_str(
        &BodyWriter { root: "../", highlighter: &Highlighter::default(), notes: &Notes::default(), marks: true }
            .blocks(&body.blocks),
    );
    let golden = folder.join(format!("{name}.html"));
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "update") {
        std::fs::write(&golden, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap();
    for (line, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{}:{}", golden.display(), line + 1);
    }
    assert_eq!(found, expected, "{}", golden.display());
}

#[test]
fn measures_have_chapters_articles_paragraphs_and_items() {
    check("measures", Options::default());
}

#[test]
fn a_notice_holds_the_text_it_issues_and_its_annexes() {
    check("notice-with-issued-text", Options::default());
}

#[test]
fn every_sentence_of_a_report_can_be_cited() {
    check("report", Options { sentences: true, ..Options::default() });
}

#[test]
fn tables_links_and_code() {
    check("tables-and-links", Options::default());
}
