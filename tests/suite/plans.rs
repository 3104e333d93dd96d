//! Responsibilities: the units of the plans against what was read by hand, the pages of units
//! against the pages of plans, the data against both.

use crate::support::{self, Built, sample, select, squeeze};
use scraper::Selector;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PLANS: [(&str, usize); 2] = [("shenzhengfa-2026-1", 178), ("liaoning-plan-2024", 228)];

fn data(site: &Built, file: &str) -> Vec<Value> {
    let value: Value = serde_json::from_slice(&site.files[file]).unwrap();
    value.as_array().unwrap().clone()
}

fn names(task: &Value, key: &str) -> Vec<String> {
    task[key].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn units_are_those_that_were_read_by_hand() {
    let site = sample();
    let tasks = data(site, "data/plans/shenzhengfa-2026-1.json");
    let gold = std::fs::read_to_string("tests/gold/shenyang-2026.tsv").unwrap();
    let mut checked = 0;
    for (line, task) in gold.lines().skip(1).zip(&tasks) {
        let mut fields = line.split('\t');
        let mut list = || -> Vec<String> {
            let field = fields.next().unwrap();
            field.split('、').filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        assert_eq!(list(), [task["number"].to_string()]);
        list();
        assert_eq!(names(task, "lead"), list(), "lead units of task {}", task["number"]);
        assert_eq!(names(task, "responsible"), list(), "responsible units of task {}", task["number"]);
        checked += 1;
    }
    assert_eq!(checked, 28);
}

#[test]
fn every_task_stands_on_the_pages_of_its_units_and_nowhere_else() {
    let site = sample();
    let link = Selector::parse("a.party-number").unwrap();
    // Unit -> the tasks that its page leads to.
    let mut pages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for address in site.pages().filter(|address| address.starts_with("units/") && !address.ends_with("index.html"))
    {
        let page = site.page(address);
        let mut tasks: BTreeSet<String> =
            page.select(&link).map(|a| support::join(address, a.attr("href").unwrap())).collect();
        pages.entry(select(&page, "h1")[0].clone()).or_default().append(&mut tasks);
    }
    let groups = gongbao::source::read(Path::new("content")).0.groups;
    assert_eq!(groups[0].members.len(), 13);
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (plan, count) in PLANS {
        let tasks = data(site, &format!("data/plans/{plan}.json"));
        assert_eq!(tasks.len(), count);
        for task in tasks {
            let of_groups = groups.iter().filter(|group| names(&task, "groups").contains(&group.name));
            let members = of_groups.flat_map(|group| group.members.clone());
            for name in names(&task, "lead").into_iter().chain(names(&task, "responsible")).chain(members) {
                expected.entry(name).or_default().insert(task["url"].as_str().unwrap().to_owned());
            }
        }
    }
    let paths: BTreeMap<String, BTreeSet<String>> =
        pages.into_iter().map(|(name, tasks)| (name, tasks.into_iter().collect())).collect();
    assert_eq!(paths, expected);
}

#[test]
fn the_words_of_a_plan_are_links_and_stay_as_printed() {
    let site = sample();
    let page = site.page("documents/shenzhengfa-2026-1.html");
    let lines = select(&page, "#task-57 .task-line");
    assert_eq!(
        lines,
        ["牵头单位：市发展改革委、商务局", "责任单位：市交通运输局等有关部门，铁西区、于洪区、辽中区政府"]
    );
    let links = Selector::parse("#task-57 .task-line a:not(.mark)").unwrap();
    let shown: Vec<(String, String)> = page
        .select(&links)
        .map(|a| {
            let target = support::join("documents/x.html", a.attr("href").unwrap());
            (a.text().collect(), select(&site.page(&target), "h1")[0].clone())
        })
        .collect();
    let expected = [
        ("市发展改革委", "市发展改革委"),
        ("商务局", "市商务局"),
        ("市交通运输局", "市交通运输局"),
        ("铁西区", "铁西区政府"),
        ("于洪区", "于洪区政府"),
        ("辽中区政府", "辽中区政府"),
    ];
    assert_eq!(shown, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_spreadsheet_opens_the_table_as_it_is() {
    let site = sample();
    let text = std::str::from_utf8(&site.files["data/plans/liaoning-plan-2024.csv"]).unwrap();
    let rows: Vec<&str> = text.strip_prefix('\u{FEFF}').unwrap().split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 229);
    assert!(rows[1].starts_with(
        "\"1\",\"一、今年全省经济社会发展的主要预期目标\",\"地区生产总值增长5.5%左右。\",\"省发展改革委\","
    ));
    assert!(rows.iter().all(|row| row.matches("\",\"").count() == 8));
}

#[test]
fn pages_say_when_a_report_or_a_plan_is_not_here() {
    let site = sample();
    for (id, expected) in [
        ("liaoning-plan-2024", "落实的报告本站未收录"),
        ("shenyang-report-2024", "分工方案本站未收录"),
        ("shenyang-report-2026", "分工方案沈阳市人民政府关于印发"),
        ("shenzhengfa-2026-1", "落实的报告沈阳市政府工作报告"),
    ] {
        let facts = squeeze(&select(&site.page(&format!("documents/{id}.html")), ".facts").concat());
        assert!(facts.contains(expected), "{id}: {facts}");
    }
}

#[test]
fn every_passage_leads_to_its_task_and_back() {
    let site = sample();
    let (plan, report) = ("documents/shenzhengfa-2026-1.html", "documents/shenyang-report-2026.html");
    let (plan_page, report_page) = (site.page(plan), site.page(report));
    let mut forth = BTreeSet::new();
    for task in plan_page.select(&Selector::parse(".task").unwrap()) {
        for link in task.select(&Selector::parse(".passages a").unwrap()) {
            let target = support::join(plan, link.attr("href").unwrap());
            let (page, anchor) = target.split_once('#').unwrap();
            assert_eq!(page, report);
            let quote: String = link.text().collect();
            let sentence = select(&report_page, &format!("[id='{anchor}']")).concat();
            assert!(squeeze(&sentence).contains(&squeeze(&quote)), "{quote} is not in {sentence}");
            forth.insert((anchor.to_owned(), task.value().id().unwrap().to_owned()));
        }
    }
    let mut back = BTreeSet::new();
    for sentence in report_page.select(&Selector::parse(".sentence").unwrap()) {
        let marks = sentence.next_siblings().map_while(scraper::ElementRef::wrap);
        for mark in marks.take_while(|mark| mark.attr("class") == Some("task-mark")) {
            let target = support::join(report, mark.attr("href").unwrap());
            back.insert((sentence.value().id().unwrap().to_owned(), target.split_once('#').unwrap().1.to_owned()));
        }
    }
    assert_eq!(forth, back);
    assert!(forth.len() > 178, "{}", forth.len());
    for task in data(site, "data/plans/shenzhengfa-2026-1.json") {
        let passages = task["passages"].as_array().unwrap();
        assert!(!passages.is_empty(), "task {}", task["number"]);
        assert!(passages.iter().all(|p| p["document"] == "shenyang-report-2026" && p["method"] == "computed"));
    }
}

#[test]
fn a_plan_with_the_report_of_another_year_is_doubted() {
    let folder = tempfile::tempdir().unwrap();
    for (from, name) in [
        ("content/gazette/2026/no03-04/02-division-plan.md", "a/plan.md"),
        ("content/archive/shenyang/report-2024.md", "a/report.md"),
    ] {
        std::fs::create_dir_all(folder.path().join("content/a")).unwrap();
        let text = std::fs::read_to_string(from).unwrap();
        let text = text.replace("implements: shenyang-report-2026", "implements: shenyang-report-2024");
        std::fs::write(folder.path().join("content").join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("content/site.yaml"), "title: 公报\n").unwrap();
    let ran = support::run(&folder.path().join("content"), &folder.path().join("output"), &[]);
    let printed = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success() && printed.contains("warning[report-mismatch]"), "{printed}");
    let page = std::fs::read_to_string(folder.path().join("output/documents/shenzhengfa-2026-1.html")).unwrap();
    assert!(!page.contains("passages"));
}

#[test]
fn data_follow_their_published_schemas() {
    let site = sample();
    let parse = |file: &str| -> Value { serde_json::from_slice(&site.files[file]).unwrap() };
    for (schema, file) in [
        ("documents", "data/documents.json"),
        ("issues", "data/issues.json"),
        ("units", "data/units.json"),
        ("plan", "data/plans/shenzhengfa-2026-1.json"),
        ("plan", "data/plans/liaoning-plan-2024.json"),
    ] {
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        let name = format!("data/schemas/{schema}.json");
        compiler.add_resource(&name, parse(&name)).unwrap();
        let compiled = compiler.compile(&name, &mut schemas).unwrap();
        if let Err(problem) = schemas.validate(&parse(file), compiled) {
            panic!("{file}: {problem:#}");
        }
    }
}
