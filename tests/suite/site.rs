//! The owner's five documents as a website: what can be counted, what must be whole.

use crate::support::{self, Built, build_in, sample, select, squeeze};
use gongbao::document::{official_text, structure::Options};
use gongbao::source;
use gongbao::text::numbering::official_number;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn document(site: &Built, id: &str) -> Html {
    site.page(&format!("documents/{id}.html"))
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn what_the_documents_hold_can_be_counted() {
    let site = sample();
    for (id, tasks) in [("shenzhengfa-2026-1", 178), ("liaoning-plan-2024", 228)] {
        let page = document(site, id);
        for number in 1..=tasks {
            let found = select(&page, &format!(".task[id='task-{number}']"));
            assert_eq!(found.len(), 1, "{id} task {number}");
            assert!(found[0].starts_with(&format!("{number}.")), "{id} task {number}: {}", found[0]);
        }
        assert_eq!(count(&page, ".task"), tasks);
    }
    let page = document(site, "shenzhengbanfa-2026-2");
    for number in 1..=19 {
        assert_eq!(count(&page, &format!(".article[id='a{number}']")), 1, "article {number}");
    }
    assert_eq!(count(&page, ".article"), 19);
    let numbers = |page: &Html, table: &str, column: usize| -> Vec<String> {
        select(page, &format!("{table} td:nth-child({column})"))
            .into_iter()
            .filter(|t| t.parse::<u32>().is_ok())
            .collect()
    };
    // The number of an indicator stands first in its row, or second where the row names the field.
    let page = document(site, "shenyang-national-central-city");
    let rows = select(&page, "#table1 tbody tr");
    assert_eq!(rows.len(), 34);
    assert_eq!(count(&page, "#table1 td[rowspan]"), 9);
    let page = document(site, "shenzhengfa-2026-2");
    let districts: Vec<String> = (1..=13).map(|n| n.to_string()).collect();
    assert_eq!(numbers(&page, "#annex1-table1", 1), districts);
    let named = select(&page, "#annex2-table1 tbody tr td:first-child");
    assert_eq!(named.iter().filter(|name| name.ends_with(['区', '市', '县'])).count(), 13);
}

#[test]
fn the_issue_has_its_six_entries_at_their_printed_pages() {
    let site = sample();
    let page = site.page("issues/2026-no03-04.html");
    let pages: Vec<u32> = select(&page, ".contents-page")
        .iter()
        .map(|text| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap())
        .collect();
    assert_eq!(pages, [2, 21, 50, 57, 60, 67]);
    let columns = select(&page, ".column h3");
    assert_eq!(columns, ["政府工作报告", "市政府文件", "市政府办公厅文件", "政策解读"]);
}

#[test]
fn what_a_reader_sees_is_what_the_markdown_says() {
    let site = sample();
    let (content, _) = source::read(Path::new("content"));
    for file in content.documents {
        let (body, _) = gongbao::document::read(&file.markdown, Options::from(file.meta.kind));
        let page = document(site, &file.meta.id.value);
        let notes: Vec<String> =
            select(&page, ".text .editor-note, .text .passages, .text .carried, .text .filter, .text .paper-end")
                .iter()
                .map(|note| squeeze(note))
                .collect();
        let mut shown = squeeze(&select(&page, ".text").concat());
        for note in notes {
            shown = shown.replacen(&note, "", 1);
        }
        assert_eq!(shown, squeeze(&official_text(&body.blocks)), "{}", file.markdown.file);
        assert!(!shown.contains("**"), "{}", file.markdown.file);
    }
}

#[test]
fn no_paragraph_is_torn() {
    let site = sample();
    for address in site.files.keys().filter(|address| address.starts_with("documents/")) {
        let page = site.page(address);
        for text in select(&page, ".text > p:not([class]), .text .article p, .text p.numbered") {
            // A name in a list of leaders, the words below a newspaper's head, a title within the text.
            let whole = text.ends_with(['。', '！', '？', '：', '；', '”', '）']) || text.chars().count() < 24;
            assert!(whole, "{address}: a paragraph ends in mid-sentence: …{text}");
        }
        for text in select(&page, ".text :is(h2, h3, h4):not(.part-title, .annex)") {
            assert!(official_number(&text).is_some(), "{address}: a heading without number: {text}");
        }
    }
}

#[test]
fn every_link_leads_to_a_page_and_a_place_that_exist() {
    let site = sample();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let any = Selector::parse("[id]").unwrap();
    for address in site.pages() {
        let page = site.page(address);
        let mut found = BTreeSet::new();
        for element in page.select(&any) {
            let id = element.value().id().unwrap().to_owned();
            assert!(found.insert(id.clone()), "{address}: the id {id} occurs twice");
        }
        ids.insert(address, found);
    }
    let linking = Selector::parse("[href], [src]").unwrap();
    let mut checked = 0;
    for address in site.pages() {
        for element in site.page(address).select(&linking) {
            let target = element.attr("href").or_else(|| element.attr("src")).unwrap();
            if target.starts_with("http://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let full = support::join(address, path);
            assert!(site.files.contains_key(&full), "{address}: {target} leads nowhere");
            if !fragment.is_empty() {
                assert!(ids[full.as_str()].contains(fragment), "{address}: there is no place {target}");
            }
            checked += 1;
        }
    }
    assert!(checked > 2000, "{checked} links");
}

#[test]
fn two_builds_give_the_same_bytes_in_any_folder_and_with_any_number_of_threads() {
    let first = build_in(Path::new("content"), "a", "1");
    let second = build_in(Path::new("content"), "a much longer name/另一个文件夹", "7");
    assert_eq!(first.files.keys().collect::<Vec<_>>(), second.files.keys().collect::<Vec<_>>());
    for (address, bytes) in &first.files {
        assert!(second.files[address] == *bytes, "{address} differs");
    }
}

#[test]
fn pages_hold_no_inline_script_or_style_and_ask_no_other_server() {
    let site = sample();
    for address in site.pages() {
        let page = site.page(address);
        for forbidden in ["script:not([src])", "style", "[style]", "[onclick]", "iframe"] {
            assert_eq!(count(&page, forbidden), 0, "{address}: {forbidden}");
        }
        // A form asks this site only: for the page of results.
        let forms = Selector::parse("form[action]").unwrap();
        for form in page.select(&forms) {
            let action = form.attr("action").unwrap();
            assert!(!action.contains("//") && action.ends_with("search.html"), "{address}: {action}");
        }
        let asking = Selector::parse("script[src], link[rel=stylesheet], link[rel=icon], img[src]").unwrap();
        for element in page.select(&asking) {
            let target = element.attr("src").or_else(|| element.attr("href")).unwrap();
            assert!(!target.contains("//"), "{address}: {target}");
        }
        assert_eq!(count(&page, "meta[http-equiv='Content-Security-Policy']"), 1, "{address}");
    }
}

#[test]
fn data_files_agree_with_the_pages() {
    let site = sample();
    let read = |name: &str| -> serde_json::Value { serde_json::from_slice(&site.files[name]).unwrap() };
    let documents = read("data/documents.json");
    let documents = documents.as_array().unwrap();
    assert_eq!(documents.len(), 10);
    for document in documents {
        let page = site.page(document["url"].as_str().unwrap());
        assert_eq!(select(&page, "h1")[0], document["title"].as_str().unwrap());
    }
    let issues = read("data/issues.json");
    assert_eq!(issues[0]["serial"], 497);
    assert_eq!(issues[0]["documents"], 6);
}
