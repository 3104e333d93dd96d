//! The city's plan of 2026 against its report: the first 28 tasks clause by clause as they were read by
//! hand, the others by what can be said of all of them; and plans paired with the wrong report.

use super::*;
use crate::document::structure::Options;
use crate::plan;
use crate::source;
use std::collections::BTreeSet;
use std::path::Path;

fn body(id: &str) -> Body {
    let (content, _) = source::read(Path::new("content"));
    let file = content.documents.iter().find(|document| document.meta.id.value == id).unwrap();
    crate::document::read(&file.markdown, Options { sentences: true, ..Options::default() }).0
}

fn found(plan: &str, report: &str) -> Vec<Vec<Passage>> {
    match align(&plan::read(&body(plan)), &body(report)) {
        Alignment::Found(found) => found.passages,
        Alignment::Mismatch => panic!("{plan} and {report} belong together"),
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_first_28_tasks_clause_by_clause() {
    let gold = std::fs::read_to_string("tests/gold/shenyang-2026.tsv").unwrap();
    let found = found("shenzhengfa-2026-1", "shenyang-report-2026");
    let mut checked = 0;
    for (line, passages) in gold.lines().skip(1).zip(&found) {
        let mut fields = line.split('\t');
        let number = fields.next().unwrap();
        let expected: BTreeSet<String> = fields.next().unwrap().split('|').map(squeeze).collect();
        let quotes: BTreeSet<String> = passages.iter().map(|passage| squeeze(&passage.quote)).collect();
        assert_eq!(quotes, expected, "task {number}");
        checked += expected.len();
    }
    assert_eq!(checked, 59);
}

#[test]
fn words_that_differ_are_found_and_every_task_has_a_source() {
    let found = found("shenzhengfa-2026-1", "shenyang-report-2026");
    let check = |task: usize, expected: &[&str]| {
        let quotes: Vec<&str> = found[task - 1].iter().map(|passage| passage.quote.as_str()).collect();
        assert_eq!(quotes, expected, "task {task}");
    };
    check(48, &["加快东北国际医疗科技产业城、数字经济产业园、世界级航空小镇等重点项目建设，"]);
    check(58, &["办好制博会、全球工业互联网大会等品牌展会。"]);
    check(61, &["建立和实施营商环境体验官制度，"]);
    check(72, &["综保区保税加工业务进出口增长10%以上。"]);
    check(137, &["推动中德产业园等加快建设零碳园区，"]);
    check(176, &["强化法治建设，"]);
    check(178, &["强化作风建设，"]);
    assert!(found.iter().all(|passages| !passages.is_empty()));
}

#[test]
fn tasks_follow_the_report() {
    let found = found("shenzhengfa-2026-1", "shenyang-report-2026");
    let paragraph = |passage: &Passage| -> u32 {
        passage.anchor.trim_start_matches('p').split('.').next().unwrap().parse().unwrap()
    };
    let order: Vec<u32> = found.iter().filter_map(|passages| passages.first()).map(paragraph).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_plan_with_the_wrong_report_gives_nothing() {
    for (plan, report) in [
        ("shenzhengfa-2026-1", "shenyang-report-2024"),
        ("shenzhengfa-2026-1", "liaoning-report-2026"),
        ("liaoning-plan-2024", "shenyang-report-2024"),
        ("liaoning-plan-2024", "shenyang-report-2026"),
        ("liaoning-plan-2024", "liaoning-report-2026"),
    ] {
        assert_eq!(align(&plan::read(&body(plan)), &body(report)), Alignment::Mismatch, "{plan} {report}");
    }
}

#[test]
fn a_plan_with_headings_of_its_own_is_compared_by_its_words() {
    let whole = plan::read(&body("shenzhengfa-2026-1"));
    let mut without = whole.clone();
    without.tasks.iter_mut().for_each(|task| task.section = vec!["一、重点任务".to_owned()]);
    let report = body("shenyang-report-2026");
    let Alignment::Found(found) = align(&without, &report) else { panic!("they belong together") };
    let expected = self::found("shenzhengfa-2026-1", "shenyang-report-2026");
    let same = found.passages.iter().zip(&expected).filter(|(a, b)| a == b).count();
    assert!(same >= 150, "{same} of 178 tasks");
    for report in ["shenyang-report-2024", "liaoning-report-2026"] {
        assert_eq!(align(&without, &body(report)), Alignment::Mismatch, "{report}");
    }
}
