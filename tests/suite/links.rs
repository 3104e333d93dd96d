//! Links that editors confirm, correct and forbid, and the command that shows them.

use crate::support::{self, finish, gongbao};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;

const REPORT: &str = "---\nid: report-2026\ntitle: 甲市政府工作报告\nkind: report\n---\n\n各位代表：\n\n\
    ## 一、2025年工作回顾\n\n修建公园10座。\n\n## 二、2026年重点工作\n\n\
    （一）改善民生。新增就业8万人，修建公园12座。办好人民满意的教育。\n\n（二）扩大开放。办好制博会等展会。\n";
const PLAN: &str = "---\nid: plan-2026\ntitle: 甲市2026年重点工作分工方案\nkind: plan\nimplements: report-2026\n---\n\n\
    ## 一、改善民生\n\n1．新增就业8万人。\n\n牵头单位：市人力资源社会保障局\n\n2．修建公园12座。\n\n牵头单位：市城管局\n\n\
    ## 二、扩大开放\n\n3．办好国际制博会。\n\n牵头单位：市贸促会\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(links: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir_all(folder.content().join("a")).unwrap();
        folder.write("site.yaml", "title: 公报\n");
        folder.write("a/report.md", REPORT);
        folder.write("a/plan.md", PLAN);
        if !links.is_empty() {
            folder.write("a/plan.links.yaml", links);
        }
        folder
    }

    fn content(&self) -> PathBuf {
        self.0.path().join("content")
    }

    fn write(&self, file: &str, text: &str) {
        std::fs::write(self.content().join(file), text).unwrap();
    }

    fn build(&self) -> String {
        let ran = support::run(&self.content(), &self.0.path().join("output"), &[]);
        String::from_utf8(ran.stderr).unwrap()
    }

    /// The passages of each task: the words, and how they were found.
    fn passages(&self) -> Vec<Vec<(String, String)>> {
        let json = std::fs::read(self.0.path().join("output/data/plans/plan-2026.json")).unwrap();
        let tasks: Value = serde_json::from_slice(&json).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let passages = |task: &Value| -> Vec<(String, String)> {
            task["passages"].as_array().unwrap().iter().map(|p| (text(&p["quote"]), text(&p["method"]))).collect()
        };
        tasks.as_array().unwrap().iter().map(passages).collect()
    }

    fn links(&self, arguments: &[&str]) -> Output {
        finish(gongbao().arg("links").arg("--content").arg(self.content()).args(arguments))
    }
}

fn check(links: &str, expected: &[&[(&str, &str)]], warnings: &[&str]) {
    let folder = Folder::new(links);
    let printed = folder.build();
    let owned = |pairs: &&[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(quote, method)| ((*quote).to_owned(), (*method).to_owned())).collect()
    };
    assert_eq!(folder.passages(), expected.iter().map(owned).collect::<Vec<_>>(), "{printed}");
    assert_eq!(printed.matches("warning[").count(), warnings.len(), "{printed}");
    for warning in warnings {
        assert!(printed.contains(warning), "{warning} is not in {printed}");
    }
}

#[test]
fn without_a_file_links_are_computed() {
    check(
        "",
        &[
            &[("新增就业8万人，", "computed")],
            &[("修建公园12座。", "computed")],
            &[("办好制博会等展会。", "computed")],
        ],
        &[],
    );
}

#[test]
fn an_editor_confirms_corrects_and_forbids() {
    check(
        "tasks:\n  - task: task-1\n    text: 新增就业8万人。\n    passages: [\"新增就业8万人，\", 办好人民满意的教育。]\n\
         \n  - task: task-2\n    not: [修建公园12座。]\n  - task: task-3\n    passages: []\n",
        &[&[("新增就业8万人，", "confirmed"), ("办好人民满意的教育。", "confirmed")], &[], &[]],
        &[],
    );
}

#[test]
fn a_confirmed_link_whose_words_have_changed_is_named() {
    check(
        "tasks:\n  - task: task-1\n    text: 新增就业7万人。\n    passages: [办好人民满意的教育。]\n  - task: task-2\n    passages: [修建公园11座。]\n",
        &[
            &[("新增就业8万人，", "computed")],
            &[("修建公园12座。", "computed")],
            &[("办好制博会等展会。", "computed")],
        ],
        &["a/plan.links.yaml:3:11", "a/plan.links.yaml:6:16"],
    );
}

#[test]
fn a_wrong_task_or_a_file_without_a_plan_is_an_error() {
    let folder = Folder::new("tasks:\n  - task: task-9\n    passages: []\n");
    let printed = folder.build();
    assert!(printed.contains("error[unknown-task]") && printed.contains("a/plan.links.yaml:2:11"), "{printed}");
    folder.write("a/plan.links.yaml", "tasks: []\n");
    folder.write("a/other.links.yaml", "tasks: []\n");
    assert!(folder.build().contains("error[links-without-plan]"));
}

#[test]
fn the_command_shows_the_weakest_first_and_writes_a_file_that_confirms() {
    let folder = Folder::new("");
    let ran = folder.links(&["plan-2026", "--write"]);
    let shown = String::from_utf8(ran.stdout).unwrap();
    let first = shown.lines().find(|line| line.contains("task-")).unwrap();
    assert!(ran.status.success() && first.contains("task-3"), "{shown}");
    assert!(shown.contains("3 tasks, 3 with passages, 0 confirmed"), "{shown}");
    let printed = folder.build();
    assert_eq!(folder.passages()[2], [("办好制博会等展会。".to_owned(), "confirmed".to_owned())], "{printed}");
    let before = std::fs::read_to_string(folder.content().join("a/plan.links.yaml")).unwrap();
    let again = folder.links(&["plan-2026", "--write"]);
    assert!(String::from_utf8(again.stdout).unwrap().contains("3 confirmed"));
    let after = std::fs::read_to_string(folder.content().join("a/plan.links.yaml")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_plan_that_is_not_there() {
    let folder = Folder::new("");
    let ran = folder.links(&["plan-2027"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8(ran.stderr).unwrap().contains("the plans are: plan-2026"));
}

#[test]
fn what_cannot_be_known_in_a_plan_is_named() {
    let folder = Folder::new("");
    folder.write(
        "a/plan.md",
        &format!("{PLAN}\n4．深化改革。\n\n督办单位：市政府督查室\n\n牵头单位：财政、市教育局\n\n5．总结经验。\n"),
    );
    folder.write("a/empty.md", "---\nid: empty\ntitle: 方案\nkind: plan\n---\n\n正文。\n");
    let printed = folder.build();
    for (code, place) in [
        ("unknown-label", "a/plan.md:26:1"),
        ("doubtful-unit", "a/plan.md:28:6"),
        ("task-without-unit", "a/plan.md:30:1"),
        ("no-tasks", "a/empty.md:2:5"),
    ] {
        assert!(
            printed.contains(&format!("warning[{code}]")) && printed.contains(place),
            "{code} at {place}: {printed}"
        );
    }
}
