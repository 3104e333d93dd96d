//! What comes in stays in, is shown as it is typed, and is named when nobody can see it: links of the file system, files
//! that can run, invisible characters, values of YAML, files that nobody reads.

use crate::support::{finish, gongbao};
use std::fs;
use std::path::PathBuf;

const HEAD: &str = "---\nid: a\ntitle: 通知\nkind: notice\n---\n\n";

/// A folder with a content folder in it.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(files: &[(&str, &str)]) -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        bench.write("content/site.yaml", "title: 公报\n");
        for (file, text) in files {
            bench.write(&format!("content/{file}"), text);
        }
        bench
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), text).unwrap();
    }

    /// Builds: the exit code and what was printed.
    fn build(&self, arguments: &[&str]) -> (i32, String) {
        let command = ["build", "--content", "content", "--output", "output"];
        let ran = finish(gongbao().args(command).args(arguments).current_dir(self.folder.path()));
        (ran.status.code().unwrap(), String::from_utf8(ran.stderr).unwrap())
    }

    /// Builds with this exit code; what is printed names all of these.
    fn says(&self, expected: i32, needles: &[&str]) {
        let (code, printed) = self.build(&[]);
        assert_eq!(code, expected, "{printed}");
        for needle in needles {
            assert!(printed.contains(needle), "`{needle}` is not in:\n{printed}");
        }
    }

    /// Builds without a word of warning.
    fn is_silent(&self) {
        let (code, printed) = self.build(&[]);
        assert!(code == 0 && !printed.contains("warning"), "{printed}");
    }

    fn page(&self, address: &str) -> String {
        fs::read_to_string(self.path("output").join(address)).unwrap()
    }
}

fn text(body: &str) -> String {
    format!("{HEAD}{body}\n")
}

#[cfg(unix)]
mod links {
    use super::{Bench, HEAD, text};
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_that_leads_out_of_the_content_folder_is_an_error_that_says_how_to_allow_it() {
        let bench = Bench::new(&[("a/1.md", &text("见[单](list.txt)。"))]);
        bench.write("elsewhere/list.txt", "秘密");
        bench.write("elsewhere/texts/2.md", HEAD.replace("id: a", "id: b"));
        symlink(bench.path("elsewhere/list.txt"), bench.path("content/a/list.txt")).unwrap();
        symlink("../../elsewhere/texts", bench.path("content/a/more")).unwrap();
        bench.says(1, &["error[outside-link]", "a/list.txt", "a/more", "symlinks: [a/list.txt]"]);
        assert!(!bench.path("output").exists());
        bench.write("content/site.yaml", "title: 公报\n符号链接: [a/list.txt, a/more]\n");
        bench.is_silent();
        assert!(
            bench.path("output/files/a/list.txt").is_file() && bench.path("output/documents/b.html").is_file()
        );
        // What is allowed is one link, not whatever lies behind it.
        symlink("/etc/hosts", bench.path("elsewhere/texts/hosts.txt")).unwrap();
        bench.says(1, &["error[outside-link]", "a/more/hosts.txt"]);
    }

    #[test]
    fn a_link_within_the_content_folder_is_followed() {
        let bench = Bench::new(&[("a/1.md", &text("见[单](list.txt)。")), ("b/list.txt", "单")]);
        symlink("../b/list.txt", bench.path("content/a/list.txt")).unwrap();
        let (code, printed) = bench.build(&[]);
        assert_eq!(code, 0, "{printed}");
        assert_eq!(bench.page("files/a/list.txt"), "单");
    }

    #[test]
    fn a_link_that_leads_out_of_the_theme_is_an_error() {
        let bench = Bench::new(&[("a/1.md", &text("正文。"))]);
        bench.write("themes/mine/assets/own.css", "a{}");
        bench.write("elsewhere.css", "b{}");
        symlink("own.css", bench.path("themes/mine/assets/same.css")).unwrap();
        let (code, printed) = bench.build(&["--theme", "mine"]);
        assert_eq!(code, 0, "{printed}");
        assert!(bench.path("output/assets/same.css").is_file());
        symlink("../../../elsewhere.css", bench.path("themes/mine/assets/other.css")).unwrap();
        let (code, printed) = bench.build(&["--theme", "mine"]);
        assert!(code == 1 && printed.contains("error[outside-link]"), "{printed}");
        assert!(printed.contains("themes/mine/assets/other.css"), "{printed}");
    }
}

#[test]
fn attachments_that_can_run_are_refused_unless_site_yaml_allows_them() {
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    let still = "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"#a\"/><g fill=\"url(#b)\"/></svg>";
    for (file, bytes, runs) in [
        ("x.html", "正文", true),
        ("x.xhtml", "正文", true),
        ("x.js", "1", true),
        ("x.xml", "<?xml version=\"1.0\"?><a/>", true),
        ("x.exe", "", true),
        ("x.txt", "  <!DOCTYPE html><p>x", true),
        ("x.bin", "MZ\u{1}\0\0", true),
        ("x.dat", "\u{7f}ELF", true),
        ("x.txt", "#!/bin/sh\n", true),
        ("x.svg", script, true),
        ("x.svg", still, false),
        ("x.txt", "一、MZ", false),
        ("x.csv", "1,2", false),
    ] {
        let bench = Bench::new(&[("a/1.md", &text(&format!("见[单]({file})。"))), (&format!("a/{file}"), bytes)]);
        if !runs {
            bench.is_silent();
            continue;
        }
        bench.says(1, &["error[active-file]", "a/1.md:7:2", &format!("active_files: [a/{file}]")]);
        bench.write("content/site.yaml", format!("title: 公报\n可运行附件: [a/{file}]\n"));
        bench.is_silent();
        assert!(bench.path(&format!("output/files/a/{file}")).is_file());
    }
}

#[test]
fn characters_that_nobody_sees_are_named_with_their_place() {
    for (character, code, expected) in [
        ('\u{200B}', 0, "warning[invisible-character]"),
        ('\u{FEFF}', 0, "warning[invisible-character]"),
        ('\u{200E}', 0, "warning[invisible-character]"),
        ('\u{AD}', 0, "warning[invisible-character]"),
        ('\u{E000}', 0, "warning[private-character]"),
        ('\u{202E}', 1, "error[turned-text]"),
        ('\u{2067}', 1, "error[turned-text]"),
        ('\u{8}', 1, "error[control-character]"),
    ] {
        let name = format!("U+{:04X}", u32::from(character));
        let body = text(&format!("一、甲{character}乙。\n\n二、丙{character}丁。"));
        Bench::new(&[("a/1.md", &body)]).says(code, &[expected, &name, "a/1.md:7:4", "line 9"]);
        if character != '\u{8}' {
            let front = HEAD.replace("通知", &format!("通{character}知"));
            Bench::new(&[("a/1.md", &front)]).says(code, &[expected, &name, "a/1.md:3:9"]);
        }
    }
    Bench::new(&[("a/1.md", &text("甲&#x202e;乙&rlm;丙。"))])
        .says(1, &["error[turned-text]", "a/1.md:7:2", "warning[invisible-character]", "a/1.md:7:11"]);
    let escaped = HEAD.replace("通知", "\"通\\u202E知\"");
    Bench::new(&[("a/1.md", &escaped)]).says(1, &["error[turned-text]", "a/1.md:3:10"]);
    Bench::new(&[("a/1.md", &text("甲\u{3000}乙\u{A0}丙，葛\u{E0100}。"))]).is_silent();
}

#[test]
fn numbers_in_lists_and_entries_are_shown_as_they_are_typed() {
    let front = HEAD.replace("kind:", "keywords: [5.10, 010, 0x10, no, 1e3]\nkind:");
    let corrections = "corrections:\n  - source: a.txt\n    line: 3\n    was: 3.10\n    now: 3.20\n    why: 一致\n    document: a\n";
    let bench = Bench::new(&[("a/1.md", &front), ("corrections.yaml", corrections)]);
    bench.says(0, &[]);
    let page = bench.page("documents/a.html");
    for typed in ["5.10", "010", "0x10", "no", "1e3"] {
        assert!(page.contains(typed), "{typed}");
    }
    assert!(!page.contains("1000.0"));
    assert!(bench.page("corrections.html").contains("3.10"));
}

#[test]
fn a_title_over_two_lines_has_no_blank_between_chinese_characters() {
    for title in [
        "市办公室关于\n  推进 GDP\n  Plus 核算的通知",
        "\"市办公室关于\n  推进 GDP\n  Plus 核算的通知\"",
        "|\n  市办公室关于\n  推进 GDP\n  Plus 核算的通知",
        ">\n  市办公室关于\n  推进 GDP\n  Plus 核算的通知",
    ] {
        let bench = Bench::new(&[("a/1.md", &HEAD.replace("通知", title))]);
        bench.says(0, &[]);
        let data = bench.page("data/documents.json");
        assert!(data.contains("\"市办公室关于推进 GDP Plus 核算的通知\""), "{title}: {data}");
    }
    let typed = Bench::new(&[("a/1.md", &HEAD.replace("通知", "关于 推进"))]);
    typed.says(0, &[]);
    assert!(typed.page("data/documents.json").contains("\"关于 推进\""));
}

#[test]
fn a_full_width_colon_behind_a_key_is_named_at_its_line() {
    for (front, place) in [
        ("id: a\n标题：通知\nkind: notice\n", "a/1.md:3:3"),
        ("标题：通知\nid: a\nkind: notice\n", "a/1.md:2:3"),
        ("标题：通知\n", "a/1.md:2:3"),
        ("id: a\nkind: notice\ntitle：关于: 通知\n", "a/1.md:4:6"),
    ] {
        let bench = Bench::new(&[("a/1.md", &format!("---\n{front}---\n\n正文。\n"))]);
        bench.says(1, &["error[full-width-colon]", place]);
    }
}

#[test]
fn texts_that_nobody_reads_are_named() {
    let bench = Bench::new(&[("a/1.md", &text("见[单](linked.txt)。")), ("a/linked.txt", "单")]);
    bench.is_silent();
    bench.write("content/a/2.markdown", HEAD);
    bench.write("content/a/3.txt", HEAD);
    bench.says(0, &["warning[left-out]", "a/2.markdown", "a/3.txt", ".md"]);
    assert!(!bench.build(&[]).1.contains("linked.txt"));
}

#[test]
fn a_scheme_may_have_capitals_and_needs_its_slashes() {
    Bench::new(&[("a/1.md", &text("[甲](HTTP://a.cn/) [乙](Https://a.cn/) [丙](MAILTO:a@a.cn)"))]).is_silent();
    for link in ["http:evil", "https:/evil", "http://", "HTTPS:///a"] {
        let bench = Bench::new(&[("a/1.md", &text(&format!("见[甲]({link})。")))]);
        bench.says(1, &["error[broken-link]", "a/1.md:7:2"]);
    }
}
