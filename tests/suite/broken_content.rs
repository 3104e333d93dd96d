//! Broken content of many kinds gets a diagnostic with its place and what to do, never a panic, and the
//! site that stood in the output folder stays as it was.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};

const GOOD: &str = "---\nid: good\ntitle: 通知\nkind: notice\nnumber: 沈政发〔2026〕1号\n---\n\n一、正文。\n";

/// A content folder with one good document, beside which a test puts a bad one.
struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write("site.yaml", "title: 公报\n");
        fixture.write("a/good.md", GOOD);
        fixture
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.content().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Builds; returns the exit code and what was printed.
    fn build(&self) -> (i32, String) {
        let ran = support::run(&self.content(), &self.output(), &[]);
        (ran.status.code().unwrap(), String::from_utf8(ran.stderr).unwrap())
    }

    /// Expects errors that name all of these, and the old site in place.
    fn check(&self, expected: &[&str]) {
        let before = support::files(&self.output());
        let (code, printed) = self.build();
        assert_eq!(code, 1, "{printed}");
        for needle in expected {
            assert!(printed.contains(needle), "`{needle}` is not in:\n{printed}");
        }
        assert!(!printed.contains("panicked"), "{printed}");
        assert!(support::files(&self.output()) == before, "the old site was touched");
    }
}

/// Builds the good content, adds a file, and expects these errors.
fn check(file: &str, text: impl AsRef<[u8]>, expected: &[&str]) {
    let fixture = Fixture::new();
    let (code, printed) = fixture.build();
    assert_eq!(code, 0, "{printed}");
    fixture.write(file, text);
    fixture.check(expected);
}

fn document(front: &str, body: &str) -> String {
    format!("---\nid: bad\ntitle: 题\nkind: notice\n{front}---\n\n{body}\n")
}

#[test]
fn text_that_is_not_utf8() {
    check("a/bad.md", b"---\nid: bad\n---\n\xb9\xab\xb1\xa8\n", &["error[not-utf8]", "a/bad.md:4:1", "iconv"]);
}

#[test]
fn a_text_without_front_matter() {
    check("a/bad.md", "# 通知\n", &["error[no-front-matter]", "a/bad.md:1:1"]);
    check("a/bad.md", "", &["error[no-front-matter]"]);
    check("a/bad.md", "---\nid: bad\n正文", &["error[open-front-matter]"]);
}

#[test]
fn front_matter_that_is_not_yaml() {
    check("a/bad.md", "---\nid: bad\ntitle: [题\n---\n", &["error[yaml]", "a/bad.md:"]);
    check("a/bad.md", "---\nid: bad\nid: worse\n---\n", &["error[double-key]", "a/bad.md:3:1"]);
    check("a/bad.md", "---\nid: bad\ntitle: \"\"\nkind: notice\n---\n", &["error[empty-key]", "a/bad.md:3:1"]);
    check("a/bad.md", "---\n- 一\n- 二\n---\n", &["error[not-a-mapping]"]);
}

#[test]
fn unknown_keys_get_a_suggestion() {
    check(
        "a/bad.md",
        document("organn: 市政府\n", ""),
        &["error[unknown-key]", "a/bad.md:5:1", "did you mean `organ`?"],
    );
    check("a/bad.md", document("发文机构: 市政府\n", ""), &["did you mean `发文机关`?"]);
    check("site.yaml", "title: 公报\ntitel: 公报\n", &["error[unknown-key]", "site.yaml:2:1", "`title`"]);
}

#[test]
fn everything_wrong_is_found_in_one_run() {
    check(
        "a/bad.md",
        "---\nid: Bad Id\nkind: memo\nsigned: 2026-02-30\npublished: 2026年2月3日\npages: 九\nstatus: 也许\nnumber: 一号文\n---\n",
        &[
            "error[wrong-id]",
            "a/bad.md:2:5",
            "error[unknown-kind]",
            "a/bad.md:3:7",
            "error[wrong-date]",
            "a/bad.md:4:9",
            "write it as 2026-02-03",
            "error[wrong-pages]",
            "error[unknown-status]",
            "error[wrong-number]",
            "error[missing-key]: `title`",
            "8 error(s)",
        ],
    );
}

#[test]
fn values_of_the_wrong_type() {
    check("a/bad.md", document("organ: [甲, 乙]\n", ""), &["error[wrong-type]", "a/bad.md:5:1"]);
    check("a/bad.md", document("implements: {id: x}\n", ""), &["error[wrong-type]"]);
    check("a/issue.md", "---\nid: i\nnumbers: 三\npublished: 2026-02-13\n---\n", &["error[issue-numbers]"]);
    check("a/issue.md", "---\nid: i\nnumbers: [3]\n---\n", &["error[missing-key]: `published`"]);
}

#[test]
fn dates_that_contradict_each_other() {
    check(
        "a/bad.md",
        document("signed: 2026-02-13\npublished: 2026-02-03\n", ""),
        &["error[dates-contradict]", "a/bad.md:6:12"],
    );
    check("a/bad.md", document("effective: 2026-03-01\nexpires: 2026-01-01\n", ""), &["error[dates-contradict]"]);
    let fixture = Fixture::new();
    fixture.build();
    fixture.write("a/issue.md", "---\nid: i\nnumbers: [1]\npublished: 2026-01-15\n---\n");
    fixture.write("a/bad.md", document("signed: 2026-02-13\n", ""));
    fixture.check(&["error[dates-contradict]", "a/bad.md:5:9", "after its issue appeared"]);
}

#[test]
fn two_documents_with_one_id() {
    check("b/twin.md", GOOD, &["error[double-id]", "b/twin.md:2:5", "a/good.md:2"]);
    check("b/bad.md", document("aliases: [good]\n", ""), &["error[double-id]"]);
}

#[test]
fn references_to_nothing() {
    check(
        "a/bad.md",
        document("interprets: goood\n", ""),
        &["error[unknown-reference]", "a/bad.md:5:13", "did you mean `good`?"],
    );
    check(
        "a/bad.md",
        document("repeals: [沈政发〔2025〕9号]\n", ""),
        &["error[unknown-reference]", "a/bad.md:5:11"],
    );
    check(
        "corrections.yaml",
        "corrections:\n  - {source: a, line: 1, was: 甲, now: 乙, why: 丙, document: no}\n",
        &["error[unknown-reference]"],
    );
}

#[test]
fn links_that_lead_nowhere() {
    check("a/bad.md", document("", "见[附件](map.png)。"), &["error[broken-link]", "a/bad.md:7:2"]);
    check("a/bad.md", document("", "见[上文](#s9)。"), &["error[broken-link]", "#s9"]);
    check("a/bad.md", document("", "见[他文](good.md#s2)。"), &["error[broken-link]", "a/good.md"]);
    check("a/bad.md", document("", "[x](../../../etc/passwd)"), &["error[broken-link]"]);
    check("a/bad.md", document("", "[x](javascript:alert(1))"), &["error[broken-link]", "javascript"]);
    check("a/bad.md", document("", "![x](https://example.com/a.png)"), &["error[broken-link]"]);
}

#[test]
fn html_that_is_not_allowed() {
    check(
        "a/bad.md",
        document("", "<script>alert(1)</script>"),
        &["error[html-not-allowed]", "a/bad.md:7:1", "<script>", "write \\<"],
    );
    check(
        "a/bad.md",
        document("", "正文<img src=x onerror=alert(1)>"),
        &["error[html-not-allowed]", "a/bad.md:7:3"],
    );
    check(
        "a/bad.md",
        document("", "正文\n\n<!-- 未完的批注\n\n一、内容"),
        &["error[broken-html]", "a/bad.md:9:1"],
    );
    check("a/bad.md", document("", "H<sub>2O排放"), &["error[broken-html]", "a/bad.md:7:2"]);
    check(
        "a/bad.md",
        document("", "<table>表前<tr><td>甲</td></tr></table>"),
        &["error[broken-html]", "a/bad.md:7:8"],
    );
    check("a/bad.md", document("", "> 引文\n>\n> <span>"), &["error[html-not-allowed]", "a/bad.md:9:3"]);
}

#[test]
fn text_that_markdown_would_swallow() {
    check(
        "a/bad.md",
        document("", "| a | b |\n|---|---|\n| 1 | 2 | 三 |"),
        &["error[too-many-cells]", "a/bad.md:9:1"],
    );
    check(
        "a/bad.md",
        document("", "正文[1]。\n\n[1]: 数据来源于统计局"),
        &["error[swallowed-line]", "a/bad.md:9:1"],
    );
}

#[test]
fn text_that_is_nested_too_deeply() {
    check("a/bad.md", document("", &"> - ".repeat(2000)), &["error[nested-too-deeply]", "a/bad.md:7:"]);
    check("a/bad.md", document("", &">".repeat(200_000)), &["error[nested-too-deeply]"]);
    check(
        "a/bad.md",
        document("", &format!("{}{}", "**甲 ".repeat(3000), "乙**".repeat(3000))),
        &["error[nested"],
    );
    check("a/bad.md", document("", &"<sub>".repeat(3000)), &["a/bad.md:7:"]);
}

#[test]
fn bold_that_is_not_closed() {
    check("a/bad.md", document("", "**一、总体要求。坚持"), &["error[emphasis-not-closed]", "a/bad.md:7:1"]);
    check("a/bad.md", document("", "甲**乙 **丙"), &["error[emphasis-not-closed]", "a/bad.md:7:2"]);
    let fixture = Fixture::new();
    fixture.write("a/stars.md", document("", r"两个星号\*\*和`**`"));
    assert_eq!(fixture.build().0, 0);
}

#[test]
fn names_that_would_lead_out_of_the_site() {
    check(
        "organs.yaml",
        "organs:\n  - {name: 甲, slug: \"x/../../evil\"}\n",
        &["error[wrong-slug]", "organs.yaml:2:"],
    );
    check(
        "a/issue.md",
        "---\nid: index\nnumbers: [1]\npublished: 2026-01-01\n---\n",
        &["error[wrong-id]", "index"],
    );
}

#[test]
fn numbers_of_issues_that_cannot_be() {
    check(
        "a/issue.md",
        "---\nid: i\nnumbers: [20260304]\npublished: 2026-01-01\n---\n",
        &["error[issue-numbers]"],
    );
}

#[test]
fn merged_cells_that_do_not_fit() {
    check("a/bad.md", document("", "| 甲 | 乙 |\n| - | - |\n| ^^ | 1 |"), &["error[merged-cells]", "a/bad.md:9:"]);
}

#[test]
fn a_line_of_five_megabytes() {
    let fixture = Fixture::new();
    fixture.build();
    let text = "沈阳".repeat(900_000);
    fixture.write("a/long.md", document("", &text));
    let (code, printed) = fixture.build();
    assert_eq!(code, 0, "{printed}");
    fixture.write("a/long.md", document("", &format!("{text}<b>{text}")));
    let before = support::files(&fixture.output());
    let (code, printed) = fixture.build();
    assert_eq!(code, 1);
    assert!(printed.contains("a/long.md:7:1800001") && printed.len() < 4000, "{}", printed.len());
    assert!(support::files(&fixture.output()) == before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_itself() {
    let fixture = Fixture::new();
    fixture.build();
    std::os::unix::fs::symlink(fixture.content().join("a"), fixture.content().join("a/again")).unwrap();
    fixture.check(&["error[folder-loop]", "a/again"]);
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read() {
    let fixture = Fixture::new();
    fixture.build();
    // Nobody, not even root, can read what a link to nothing leads to.
    std::os::unix::fs::symlink("/nonexistent/text.md", fixture.content().join("a/lost.md")).unwrap();
    fixture.check(&["error[unreadable-file]", "a/lost.md"]);
}

#[test]
fn a_site_without_configuration() {
    let fixture = Fixture::new();
    fixture.build();
    fs::remove_file(fixture.content().join("site.yaml")).unwrap();
    fixture.check(&["error[no-site]", "site.yaml"]);
}

#[test]
fn pages_that_the_site_makes_itself_cannot_be_written_over() {
    check("index.md", "---\ntitle: 首页\n---\n", &["error[page-name]", "index.md"]);
}

#[test]
fn numbering_with_a_gap_is_a_warning() {
    let fixture = Fixture::new();
    fixture.write("a/gap.md", document("", "一、甲。\n\n三、乙。\n\n三、丙。"));
    let (code, printed) = fixture.build();
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("warning[number-gap]: number 2 is missing before 三、"), "{printed}");
    assert!(printed.contains("a/gap.md:9:1") && printed.contains("warning[repeated-number]"), "{printed}");
}

#[test]
fn a_content_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let ran = support::run(&folder.path().join("nothing"), &folder.path().join("output"), &[]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(!folder.path().join("output").exists());
}

#[test]
fn an_empty_content_folder() {
    let fixture = Fixture { folder: tempfile::tempdir().unwrap() };
    fixture.write("site.yaml", "title: 公报\n");
    let (code, printed) = fixture.build();
    assert_eq!(code, 0, "{printed}");
    assert!(Path::new(&fixture.output().join("index.html")).is_file());
}

#[test]
fn wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [["--as-of", "2026-02-30"], ["--base-url", "gongbao"], ["--theme", "../x"], ["--colour", "red"]]
    {
        let ran = support::run(Path::new("content"), &folder.path().join("output"), &arguments);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
    }
}
