//! An issue on one page: its ids are unique, its links lead to places of the page, and those that leave it
//! show their address once; and which documents are set as 公文.

use crate::support::{build, files, run, sample, select, squeeze};
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::fs;

const ISSUE: &str =
    "---\nid: 2026-no01\nnumbers: [1]\npublished: 2026-01-20\n---\n\n## 编辑委员会\n\n主编：张三\n";
const NOTICE: &str = "---\nid: notice-1\ntitle: 关于印发方案的通知\nkind: plan\nnumber: 沈政发〔2026〕1号\n\
    organ: 沈阳市人民政府\n---\n\n# 工作方案\n\n## 一、目标\n\n见[第二部分](#s2)和[另一通知](02-other.md#s1)，\
    又见[旧通知](../old/old.md)、[旧通知第一部分](../old/old.md#s1)、[网站](https://example.org/a)、\
    <https://example.org/b>，再见[旧通知](../old/old.md)。\n\n1.推进改革。\n\n牵头单位：市财政局\n\n## 二、措施\n\n措施。\n";
const OTHER: &str =
    "---\nid: notice-2\ntitle: 另一通知\nkind: notice\n---\n\n## 一、目标\n\n见沈政发〔2026〕1号。\n";
const OLD: &str =
    "---\nid: old\ntitle: 旧通知\nkind: notice\nnumber: 沈政发〔2020〕7号\n---\n\n## 一、目标\n\n旧。\n";

/// Builds a site with one issue of two items, and returns the page that holds it.
fn printed(site: &str) -> Html {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join("content").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", site);
    write("2026/issue.md", ISSUE);
    write("2026/01-notice.md", NOTICE);
    write("2026/02-other.md", OTHER);
    write("old/old.md", OLD);
    build(&folder.path().join("content")).page("print/issues/2026-no01.html")
}

fn links(page: &Html, selector: &str) -> Vec<(String, String)> {
    page.select(&Selector::parse(selector).unwrap())
        .map(|link| (link.text().collect(), link.attr("href").unwrap().to_owned()))
        .collect()
}

#[test]
fn links_within_the_issue_stay_on_the_page_and_others_have_one_note() {
    let page = printed("title: 公报\n");
    let found = links(&page, ".item .text a");
    let expected = [
        ("第二部分", "#notice-1_s2"),
        ("另一通知", "#notice-2_s1"),
        ("旧通知", "../../documents/old.html"),
        ("〔1〕", "#notice-1_note1"),
        ("旧通知第一部分", "../../documents/old.html#s1"),
        ("〔2〕", "#notice-1_note2"),
        ("网站", "https://example.org/a"),
        ("〔3〕", "#notice-1_note3"),
        ("https://example.org/b", "https://example.org/b"),
        ("旧通知", "../../documents/old.html"),
        ("〔1〕", "#notice-1_note1"),
        ("沈政发〔2026〕1号", "#notice-1_top"),
    ];
    let expected = expected.map(|(text, target)| (text.to_owned(), target.to_owned()));
    assert_eq!(found, expected);
    assert_eq!(
        select(&page, ".leaving li"),
        [
            "〔1〕《旧通知》（沈政发〔2020〕7号），documents/old.html",
            "〔2〕《旧通知》（沈政发〔2020〕7号），documents/old.html#s1",
            "〔3〕https://example.org/a",
        ]
    );
    assert_eq!(links(&page, ".contents a")[0].1, "#notice-1_top");
}

#[test]
fn a_site_that_knows_its_address_prints_it() {
    let page = printed("title: 公报\nbase_url: https://www.example.gov.cn/gongbao/\n");
    let notes = select(&page, ".leaving li");
    assert_eq!(
        notes[0],
        "〔1〕《旧通知》（沈政发〔2020〕7号），https://www.example.gov.cn/gongbao/documents/old.html"
    );
    let colophon = select(&page, ".colophon").concat();
    assert!(colophon.contains("https://www.example.gov.cn/gongbao/issues/2026-no01.html"), "{colophon}");
}

#[test]
fn every_id_of_an_item_is_preceded_by_that_of_its_document() {
    let page = printed("title: 公报\n");
    let mut seen = BTreeSet::new();
    for element in page.select(&Selector::parse("[id]").unwrap()) {
        let id = element.value().id().unwrap();
        assert!(seen.insert(id.to_owned()), "{id} occurs twice");
    }
    for id in ["notice-1_task-1", "notice-1_s1", "notice-2_s1", "notice-2_p1"] {
        assert!(seen.contains(id), "{id} is not in {seen:?}");
    }
    let inside = Selector::parse(".item [id]").unwrap();
    assert!(page.select(&inside).all(|element| element.value().id().unwrap().contains('_')));
    // Units have pages, but not here.
    assert!(links(&page, "main a").iter().all(|(_, target)| !target.contains("units/")));
}

#[test]
fn the_page_of_the_sample_issue_holds_the_texts_of_its_documents() {
    let site = sample();
    let whole = site.page("print/issues/2026-no03-04.html");
    let items = select(&whole, ".item .text");
    let ids = links(&whole, ".contents a");
    assert_eq!((items.len(), ids.len()), (6, 6));
    for ((_, target), text) in ids.iter().zip(&items) {
        let id = target.trim_start_matches('#').trim_end_matches("_top");
        let page = site.page(&format!("documents/{id}.html"));
        let mut own = squeeze(&select(&page, ".text").concat());
        for aside in select(&page, ".text :is(.passages, .carried, .filter, .paper-end)") {
            own = own.replacen(&squeeze(&aside), "", 1);
        }
        // Marks of notes are all that is added.
        let mut bound = squeeze(text);
        for mark in select(&whole, ".item .text sup a") {
            bound = bound.replace(&mark, "");
        }
        assert_eq!(bound, own, "{id}");
    }
}

fn built(layout: &str, site: &str) -> (bool, String, Html) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("a")).unwrap();
    fs::write(content.join("site.yaml"), format!("title: 公报\n{site}")).unwrap();
    let text = format!("---\nid: one\ntitle: 通知\nkind: notice\n{layout}---\n\n正文。\n");
    fs::write(content.join("a/one.md"), text).unwrap();
    let output = folder.path().join("output");
    fs::create_dir_all(&output).unwrap();
    let ran = run(&content, &output, &[]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    let page = files(&output).remove("documents/one.html").unwrap_or_default();
    (ran.status.success(), said, Html::parse_document(&String::from_utf8(page).unwrap()))
}

#[test]
fn a_document_or_the_site_asks_for_the_layout_of_official_documents() {
    let mark = |layout: &str, site: &str| select(&built(layout, site).2, ".official .official-mark");
    let organ = "organ: 沈阳市人民政府\n";
    assert_eq!(mark(&format!("{organ}layout: official\n"), ""), ["沈阳市人民政府文件"]);
    assert_eq!(mark(&format!("{organ}版式: 公文\n"), ""), ["沈阳市人民政府文件"]);
    assert_eq!(mark(organ, "layout: official\n"), ["沈阳市人民政府文件"]);
    assert_eq!(mark(organ, "版式: 公文\n"), ["沈阳市人民政府文件"]);
    assert!(mark(&format!("{organ}layout: gazette\n"), "layout: official\n").is_empty());
    assert!(mark(organ, "").is_empty());
}

#[test]
fn a_wrong_layout_is_an_error_and_one_without_an_organ_a_warning() {
    let (done, said, _) = built("layout: red\n", "");
    assert!(!done && said.contains("error[unknown-layout]") && said.contains("a/one.md:5:"), "{said}");
    assert!(said.contains("gazette (公报), official (公文)"), "{said}");
    let (done, said, _) = built("", "版式: 红头\n");
    assert!(!done && said.contains("error[unknown-layout]") && said.contains("site.yaml:2:"), "{said}");
    let (done, said, page) = built("layout: official\n", "");
    assert!(done && said.contains("warning[layout-without-organ]") && said.contains("a/one.md:5:"), "{said}");
    assert!(select(&page, ".official-mark").is_empty());
}
