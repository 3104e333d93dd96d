//! `gongbao check` names every problem with its place, for a person and for a program.

use crate::support::{finish, gongbao};
use std::fs;
use std::path::Path;
use std::process::Output;

fn check(folder: &Path, arguments: &[&str]) -> Output {
    finish(gongbao().arg("check").args(arguments).current_dir(folder))
}

fn with_document(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/a")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "title: 公报\n").unwrap();
    fs::write(folder.path().join("content/a/1.md"), text).unwrap();
    folder
}

#[test]
fn problems_are_named_with_file_line_and_column() {
    let folder = with_document(
        "---\nid: a\ntitle: 通知\nkind: notice\ninterprets: nothing\ntytle: x\n---\n\n见[别处](b.md)。\n",
    );
    let ran = check(folder.path(), &["--format", "json"]);
    assert_eq!(ran.status.code(), Some(1));
    let problems: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    let named: Vec<(&str, &str, u64, u64)> = problems
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            (p["code"].as_str().unwrap(), p["file"].as_str().unwrap(), number(&p["line"]), number(&p["column"]))
        })
        .collect();
    assert!(named.contains(&("unknown-reference", "a/1.md", 5, 13)), "{named:?}");
    assert!(named.contains(&("unknown-key", "a/1.md", 6, 1)), "{named:?}");
    assert!(named.iter().any(|(code, _, line, _)| *code == "broken-link" && *line == 9), "{named:?}");
    assert!(
        problems[0]["message"].is_string()
            && problems[0]["help"].is_string()
            && problems[0]["severity"] == "error"
    );
    let text = check(folder.path(), &[]);
    assert_eq!(text.status.code(), Some(1));
    assert!(text.stdout.is_empty());
    assert!(String::from_utf8(text.stderr).unwrap().contains("--> a/1.md:6:1"));
}

#[test]
fn a_template_that_fails_is_found_without_writing_anything() {
    let folder = with_document("---\nid: a\ntitle: 通知\nkind: notice\n---\n\n正文。\n");
    let ran = check(folder.path(), &["--format", "json"]);
    assert_eq!((ran.status.code(), String::from_utf8(ran.stdout).unwrap().trim()), (Some(0), "[]"));
    fs::create_dir_all(folder.path().join("themes/mine/templates")).unwrap();
    fs::write(folder.path().join("themes/mine/templates/document.html"), "\n{{ nothing.there }}").unwrap();
    let ran = check(folder.path(), &["--theme", "mine"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8(ran.stderr).unwrap().contains("themes/mine/templates/document.html:2:"));
    assert!(!folder.path().join("output").exists());
    assert_eq!(check(&folder.path().join("themes"), &[]).status.code(), Some(2));
}
