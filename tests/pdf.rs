//! The PDF edition of the site's own content, measured in the files with poppler's tools.
//!
//! The text of every PDF is the text of its document; what else may stand there are running heads and page
//! numbers, which lie outside the 版心, and for an issue the pages before its items and after them.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use gongbao::document::{Block, official_text, plain_text};
use gongbao::paper;
use gongbao::site::{self, Site, assemble};
use gongbao::source;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::{build, files, squeeze};

const MM: f64 = 72.0 / 25.4;

fn gongbao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongbao")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The editions of the issue and of all documents, made once.
fn editions() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let site = content();
        let mut arguments = vec!["pdf", "--output", folder.to_str().unwrap()];
        let ids = site.documents.iter().map(|document| document.meta.id.value.as_str());
        arguments.extend(ids.chain(["2026-no03-04"]));
        let ran = gongbao(&arguments);
        assert!(ran.status.success(), "{}", said(&ran));
        folder
    })
}

fn content() -> Site {
    let (content, diagnostics) = source::read(Path::new("content"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assemble::assemble(content, &site::Options::default()).0
}

fn document(id: &str) -> PathBuf {
    editions().join(format!("pdf/documents/{id}.pdf"))
}

fn issue() -> PathBuf {
    editions().join("pdf/issues/2026-no03-04.pdf")
}

fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let ran = Command::new(name).args(arguments).arg(file).arg("-").output();
    let ran = ran.unwrap_or_else(|error| panic!("{name} (poppler-utils) cannot be run: {error}"));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// A word with its box in points: from the left, from the top, to the right, to the foot.
struct Word {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    foot: f64,
}

/// The words of each page.
fn words(file: &Path) -> Vec<Vec<Word>> {
    let mut pages = Vec::new();
    for line in tool("pdftotext", &["-bbox"], file).lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if line.starts_with("<word ") {
            let number = |name: &str| {
                let after = line.split_once(&format!("{name}=\"")).unwrap().1;
                after.split_once('"').unwrap().0.parse::<f64>().unwrap()
            };
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>");
            let text =
                text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            let (left, right) = (number("xMin"), number("xMax"));
            pages.last_mut().unwrap().push(Word { text, left, top: number("yMin"), right, foot: number("yMax") });
        }
    }
    pages
}

/// The text within the 版心 of all pages: pdftotext, in the order of the file, cut to that frame.
fn text_within(file: &Path, first: usize, last: usize) -> String {
    let (x, width) = (20.0 * MM, 170.0 * MM);
    let (top, height) = ((paper::HEAD - 4.0) * MM, (paper::TEXT_HEIGHT + 6.0) * MM);
    let cut = [x, top, width, height].map(|value| format!("{}", value.round()));
    let pages = [first.to_string(), last.to_string()];
    let arguments =
        ["-raw", "-f", &pages[0], "-l", &pages[1], "-x", &cut[0], "-y", &cut[1], "-W", &cut[2], "-H", &cut[3]];
    squeeze(&tool("pdftotext", &arguments, file).replace('\u{c}', ""))
}

/// What the PDF of a document says: title, number, text, and the editors' notes where they stand; and the day for
/// which its status is told.
fn expected(document: &site::Document, site: &Site) -> String {
    let meta = &document.meta;
    let number = meta.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
    let as_of = document.status.and(site.as_of).map(|day| format!("有效性截至{}", day.chinese())).unwrap_or_default();
    squeeze(&format!("{}{number}{}{as_of}", meta.title, with_notes(&document.body.blocks)))
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
fn table_heads(document: &site::Document) -> Vec<String> {
    let head = |block: &Block| match block {
        Block::Table(table) => {
            let cells = table.head.iter().flatten();
            Some(squeeze(&cells.map(|cell| plain_text(&cell.inlines)).collect::<String>()))
        }
        _ => None,
    };
    document.body.blocks.iter().filter_map(head).collect()
}

#[test]
fn the_text_of_every_document_is_all_there() {
    let site = content();
    for it in &site.documents {
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
        let it = &site.documents[*item];
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

#[test]
fn pages_are_as_the_standard_has_them() {
    let pages = words(&document("shenyang-report-2026"));
    let within = |word: &&Word| word.top > 33.0 * MM && word.foot < 266.0 * MM;
    let ink = |word: &Word| {
        // Boxes of poppler are as high as the face; the base line is where the face says its descent ends.
        let middle = (word.top + word.foot) / 2.0;
        (middle - 0.46 * paper::BODY_SIZE, middle + 0.46 * paper::BODY_SIZE)
    };
    // Marks at the ends of lines are set in half of their width: the empty half of the glyph stands outside.
    let empty = |word: &Word, marks: &str, end: Option<char>| match end.is_some_and(|c| marks.contains(c)) {
        true => (word.right - word.left).min(paper::BODY_SIZE) / 2.0,
        false => 0.0,
    };
    let left_ink = |word: &Word| word.left + empty(word, "“《（〔", word.text.chars().next());
    let right_ink = |word: &Word| word.right - empty(word, "，。、；：！？”》）〕", word.text.chars().last());
    let full = &pages[1..pages.len() - 1];
    assert!(full.len() > 20);
    for (at, page) in full.iter().enumerate() {
        let number = at + 2;
        let body: Vec<&Word> = page.iter().filter(within).collect();
        let mut lines: Vec<f64> = body.iter().map(|word| (word.top + word.foot) / 2.0).collect();
        lines.sort_by(f64::total_cmp);
        lines.dedup_by(|a, b| (*a - *b).abs() < 8.0);
        assert_eq!(lines.len(), paper::LINES as usize, "lines on page {number}");
        let near = |what: &str, found: f64, wanted: f64| {
            assert!((found / MM - wanted).abs() <= 1.0, "page {number}: {what} is {} mm", found / MM);
        };
        let (left, right) = match number % 2 {
            1 => (paper::BINDING, paper::FORE_EDGE),
            _ => (paper::FORE_EDGE, paper::BINDING),
        };
        near("the left edge", body.iter().map(|word| left_ink(word)).fold(1000.0, f64::min), left);
        near("the right edge", 210.0 * MM - body.iter().map(|word| right_ink(word)).fold(0.0, f64::max), right);
        let top = body.iter().map(|word| ink(word).0).fold(1000.0, f64::min);
        let foot = body.iter().map(|word| ink(word).1).fold(0.0, f64::max);
        near("the white above", top, paper::HEAD);
        near("the white below", 297.0 * MM - foot, paper::FOOT);
        // — 1 — one character from the outer edge.
        let numbers: Vec<&Word> = page.iter().filter(|word| word.top > 266.0 * MM).collect();
        let outer = match number % 2 {
            1 => 210.0 * MM - numbers.iter().map(|word| word.right).fold(0.0, f64::max),
            _ => numbers.iter().map(|word| word.left).fold(1000.0, f64::min),
        };
        near("the page number", outer - paper::PAGE_NUMBER_SIZE, paper::FORE_EDGE);
    }
    // A line of nothing but 汉字 holds 28 of them.
    let longest = full.iter().flatten().filter(within).map(|word| word.text.chars().count()).max().unwrap();
    assert!(longest >= paper::CHARACTERS as usize, "{longest}");
}

#[test]
fn files_are_fit_for_the_archive() {
    for file in [issue(), document("shenzhengfa-2026-1")] {
        let info = Command::new("pdfinfo").arg(&file).output().unwrap();
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{info}");
        assert!(info.contains("595.276 x 841.89"), "{info}");
        let fonts = Command::new("pdffonts").arg(&file).output().unwrap();
        let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
        assert!(!fonts.contains("Type 3"), "{fonts}");
        for line in fonts.lines().skip(2) {
            assert!(line.contains("Identity-H       yes yes yes"), "not embedded: {line}");
        }
        let bytes = std::fs::read(&file).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        for text in
            ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A", "<pdfuaid:part>1", "zh-CN", "/Outlines"]
        {
            assert!(has(text), "{} lacks {text}", file.display());
        }
    }
}

#[test]
fn one_input_gives_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let ran = gongbao(&["pdf", "2026-no03-04", "沈政发〔2026〕2号", "--output", output]);
    assert!(ran.status.success(), "{}", said(&ran));
    let made = files(folder.path());
    let editions: Vec<&String> = made.keys().filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(editions, ["pdf/documents/shenzhengfa-2026-2.pdf", "pdf/issues/2026-no03-04.pdf"]);
    for name in editions {
        assert!(made[name] == std::fs::read(editions_path(name)).unwrap(), "{name} differs");
    }
}

fn editions_path(name: &str) -> PathBuf {
    editions().join(name)
}

#[test]
fn without_chinese_fonts_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "--font-dir", path, "--output", output.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(said(&ran).contains("fonts-noto-cjk"), "{}", said(&ran));
    assert!(!output.exists());
}

fn small_site(folder: &Path, text: &str) -> PathBuf {
    let content = folder.join("content");
    std::fs::create_dir_all(content.join("archive")).unwrap();
    std::fs::write(content.join("site.yaml"), "title: 测试公报\n").unwrap();
    std::fs::write(
        content.join("archive/a.md"),
        format!("---\nid: a\ntitle: 通知\nkind: notice\norgan: 某某市人民政府\nnumber: 某政发〔2026〕1号\nsigned: 2026-02-01\n---\n\n{text}\n"),
    )
    .unwrap();
    content
}

#[test]
fn a_character_without_a_glyph_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "这里有\u{1F9FF}一个字。");
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(said(&ran).contains("U+1F9FF") && said(&ran).contains("a.md"), "{}", said(&ran));
    assert!(!output.exists());
}

#[test]
fn text_is_never_taken_for_markup() {
    let folder = tempfile::tempdir().unwrap();
    let text = "说“#set text(red)”和 \\#v(1cm)、\\$x\\$、\\\\、\\*、@a、`let`。";
    let content = small_site(folder.path(), text);
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    let found = text_within(&output.join("pdf/documents/a.pdf"), 1, 1);
    assert!(found.ends_with("说“#settext(red)”和#v(1cm)、$x$、\\、*、@a、let。"), "{found}");
}

#[test]
fn a_document_can_be_set_as_an_official_document() {
    let folder = tempfile::tempdir().unwrap();
    let text = "各区人民政府：\n\n请执行。\n\n某某市人民政府\n\n2026年2月1日\n\n抄送：市委。\n\n某某市人民政府办公厅\n\n2026年2月2日印发";
    let content = small_site(folder.path(), text);
    let output = folder.path().join("output");
    let arguments = ["pdf", "a", "--layout", "official", "--content"];
    let rest = [content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let ran = gongbao(&[&arguments[..], &rest[..]].concat());
    assert!(ran.status.success(), "{}", said(&ran));
    let file = output.join("pdf/documents/a.pdf");
    assert!(text_within(&file, 1, 1).starts_with("某某市人民政府文件某政发〔2026〕1号通知各区人民政府：请执行。"));
    let page = &words(&file)[0];
    let mark = page.iter().find(|word| word.text.ends_with("文件")).unwrap();
    // The top of the mark is 35 mm below the upper edge of the 版心.
    let ink = (mark.top + mark.foot) / 2.0 - 0.46 * 42.0;
    assert!((ink / MM - paper::HEAD - paper::MARK_TOP).abs() < 1.5, "{}", ink / MM);
    let last = page.iter().filter(|word| word.text.ends_with("印发")).map(|word| word.foot).fold(0.0, f64::max);
    assert!(297.0 - last / MM < 41.0, "the 版记 is not at the foot: {}", 297.0 - last / MM);
}

#[test]
fn pages_link_to_their_edition_and_later_builds_keep_it() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "请执行。");
    let output = folder.path().join("output");
    let both = ["--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let run = |first: &[&str]| {
        let ran = gongbao(&[first, &both[..]].concat());
        assert!(ran.status.success(), "{}", said(&ran));
        files(&output)
    };
    let page = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8(files["documents/a.html"].clone()).unwrap()
    };
    assert!(!page(&run(&["build"])).contains(".pdf"));
    let with = run(&["pdf"]);
    assert!(page(&with).contains("../pdf/documents/a.pdf") && page(&with).contains("1 页"), "{}", page(&with));
    assert!(run(&["build"]) == with, "a build changed what `pdf` had made");
    assert!(run(&["build", "--pdf"]) == with);
    // An edition that no longer says what the content says goes.
    small_site(folder.path(), "请立即执行。");
    let without = run(&["build"]);
    assert!(!without.contains_key("pdf/documents/a.pdf") && !page(&without).contains(".pdf"));
}

#[test]
fn a_site_without_editions_has_no_trace_of_them() {
    let built = build(Path::new("content"));
    assert!(built.files.keys().all(|address| !address.starts_with("pdf/")));
}
