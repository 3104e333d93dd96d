//! The PDF edition of the site's own content, measured in the files with poppler's tools.
//!
//! The text of every PDF is the text of its document; what else may stand there are running heads and page
//! numbers, which lie outside the 版心, and for an issue the pages before its items and after them.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod characters;
mod measure;
mod pages;
mod pictures;
#[path = "../suite/support.rs"]
mod support;
mod texts;

use gongbao::library;
use gongbao::publication::Publication;
use gongbao::source;
use measure::text_within;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::{files, finish, sample};

fn gongbao(arguments: &[&str]) -> Output {
    finish(support::gongbao().args(arguments))
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
        let ids = site.library.documents.iter().map(|document| document.meta.id.value.as_str());
        arguments.extend(ids.chain(["2026-no03-04"]));
        let ran = gongbao(&arguments);
        assert!(ran.status.success(), "{}", said(&ran));
        assert!(!said(&ran).contains("not PDF/A"), "{}", said(&ran));
        folder
    })
}

fn content() -> Publication {
    let (content, diagnostics) = source::read(Path::new("content"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    Publication::assemble(content, &library::Options::default()).0
}

fn document(id: &str) -> PathBuf {
    editions().join(format!("pdf/documents/{id}.pdf"))
}

fn issue() -> PathBuf {
    editions().join("pdf/issues/2026-no03-04.pdf")
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
    let built = sample();
    assert!(built.files.keys().all(|address| !address.starts_with("pdf/")));
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
fn an_edition_that_cannot_be_made_keeps_nothing_else_from_being_published() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "这里有\u{2FE0}一个字。");
    let other = std::fs::read_to_string(content.join("archive/a.md")).unwrap();
    let other = other.replace("id: a\n", "id: b\n").replace("title: 通知", "title: 通告").replace("1号", "2号");
    std::fs::write(content.join("archive/b.md"), other.replace('\u{2FE0}', "")).unwrap();
    let output = folder.path().join("output");
    let both = ["--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let ran = gongbao(&[&["build", "--pdf"], &both[..]].concat());
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    assert!(said(&ran).contains("pdf/documents/a.pdf: the PDF edition of 通知"), "{}", said(&ran));
    assert!(!said(&ran).contains("通告"), "{}", said(&ran));
    let made = files(&output);
    let has = |address: &str| made.contains_key(address);
    assert!(has("index.html") && has("documents/a.html") && has("pdf/documents/b.pdf"));
    assert!(!has("pdf/documents/a.pdf"));
    let page = |address: &str| String::from_utf8(made[address].clone()).unwrap();
    assert!(
        !page("documents/a.html").contains(".pdf") && page("documents/b.html").contains("pdf/documents/b.pdf")
    );
    // The same site stands after the text is mended, with the edition.
    small_site(folder.path(), "这里有一个字。");
    let ran = gongbao(&[&["build", "--pdf"], &both[..]].concat());
    assert!(ran.status.success() && files(&output).contains_key("pdf/documents/a.pdf"), "{}", said(&ran));
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
fn files_are_fit_for_the_archive() {
    for file in [issue(), document("shenzhengfa-2026-1")] {
        let info = finish(Command::new("pdfinfo").arg(&file));
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{info}");
        assert!(info.contains("595.276 x 841.89"), "{info}");
        let fonts = finish(Command::new("pdffonts").arg(&file));
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
fn whatever_breaks_over_pages_is_tagged() {
    let words = "为贯彻落实决策部署，结合本市实际，制定本工作安排，请认真组织实施。";
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let rule = |columns| row(&vec!["---"; columns]);
    let (long, longer) = (words.repeat(8), words.repeat(40));
    let merged: String = (0..60).map(|at| row(&["^^", if at % 7 > 0 { "^^" } else { "街道" }, words])).collect();
    let across: String = (0..40).map(|at| row(&[if at % 5 > 0 { "甲" } else { "合计" }, "<<", &long])).collect();
    let wide = format!("{}{}{}", row(&["项目内容"; 13]), rule(13), row(&["沈阳市重点建设项目"; 13]).repeat(20));
    let inside = |mark: &str| wide.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    let parts = [
        format!("{}{}{}{merged}", row(&["区", "街道", "说明"]), rule(3), row(&["大东区", "街道", words])),
        format!("{}{}{across}", row(&["甲", "乙", "丙"]), rule(3)),
        format!(
            "{}{}{}{}",
            row(&["一", "二"]),
            rule(2),
            row(&[&longer, "见[网站](https://example.org/)"]),
            row(&["乙", &longer])
        ),
        format!("- {long}\n  - {longer}\n- **{long}**"),
        format!("> 编者注：{longer}\n\n> {longer}"),
        format!("```\n{}\n```", "一行代码 code\n".repeat(120)),
        // No page can begin within a quotation or a list.
        format!("{}\n\n- 表\n\n{}", inside("> "), inside("  ")),
        format!("## 一、总表\n\n{wide}"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), &parts.join("\n\n"));
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(!said(&ran).contains("not PDF/A"), "{}", said(&ran));
}

#[test]
fn a_file_that_claims_less_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "请执行。");
    let file = content.join("archive/a.md");
    let text = std::fs::read_to_string(&file).unwrap().replace("signed: 2026-02-01\n", "");
    std::fs::write(&file, text).unwrap();
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(said(&ran).contains("not PDF/A-2a with PDF/UA-1: ") && said(&ran).contains("date"), "{}", said(&ran));
    let bytes = std::fs::read(output.join("pdf/documents/a.pdf")).unwrap();
    assert!(bytes.windows(15).any(|part| part == b"<pdfuaid:part>1"));
}
