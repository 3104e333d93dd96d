//! The two plans of the sample site, against what was read by hand.

use super::*;
use crate::document::structure::Options;
use crate::source;
use std::collections::BTreeSet;
use std::path::Path;

fn plan(id: &str) -> Plan {
    let (content, _) = source::read(Path::new("content"));
    let file = content.documents.iter().find(|document| document.meta.id.value == id).unwrap();
    read(&crate::document::read(&file.markdown, Options::from(file.meta.kind)).0)
}

fn check(task: &Task, lead: &[&str], responsible: &[&str], groups: &[&str]) {
    assert_eq!(task.lead, lead, "lead units of task {}", task.number);
    assert_eq!(task.responsible, responsible, "responsible units of task {}", task.number);
    assert_eq!(task.groups, groups, "groups of task {}", task.number);
}

#[test]
fn the_city_s_plan_of_2026() {
    let tasks = plan("shenzhengfa-2026-1").tasks;
    assert_eq!(tasks.iter().map(|task| task.number).collect::<Vec<_>>(), (1..=178).collect::<Vec<_>>());
    let all = "各区、县（市）政府及开发区管委会";
    check(&tasks[0], &["市发展改革委"], &["市财政局"], &[all]);
    check(&tasks[4], &["市卫生健康委", "市教育局"], &[], &["市政府有关部门", all]);
    check(
        &tasks[5],
        &["市民政局"],
        &["市委金融办", "市发展改革委", "市工业和信息化局", "市商务局", "市数据局", "市科技局"],
        &[all],
    );
    check(
        &tasks[20],
        &["市商务局"],
        &["沈阳地铁集团有限公司", "和平区政府", "大东区政府", "铁西区政府"],
        &["市政府有关部门"],
    );
    check(&tasks[28], &["市科技局", "浑南区政府"], &["市发展改革委", "市城乡建设局", "市工业和信息化局"], &[]);
    check(&tasks[136], &["市发展改革委"], &["中德（沈阳）高端装备制造产业园管委会"], &["市政府有关部门"]);
    check(&tasks[158], &["市财政局"], &[], &[all]);
    check(&tasks[168], &["市市场监管局"], &[], &["市政府有关部门", "各区、县（市）政府"]);
    check(&tasks[176], &[], &[], &["市政府各部门", "各区、县（市）政府"]);
    assert_eq!(tasks[47].text, "加快世界级航空小镇建设。");
    assert_eq!(
        tasks[47].section,
        ["三、建设现代化产业体系，巩固提升先进制造业优势地位", "（二）推动新兴产业成梁立柱"]
    );
    assert_eq!(
        tasks.iter().filter(|task| task.lead.is_empty()).map(|task| task.number).collect::<Vec<_>>(),
        [177, 178]
    );
}

#[test]
fn the_province_s_plan_of_2024_has_leaders() {
    let tasks = plan("liaoning-plan-2024").tasks;
    assert_eq!(tasks.len(), 228);
    assert_eq!(tasks[0].leaders, ["王健"]);
    assert_eq!(tasks[8].leaders, ["王健", "张立林", "霍步刚"]);
    check(
        &tasks[15],
        &["省水利厅"],
        &["沈阳市人民政府", "鞍山市人民政府", "铁岭市人民政府", "盘锦市人民政府"],
        &[],
    );
    let without: Vec<u32> = tasks.iter().filter(|task| task.lead.is_empty()).map(|task| task.number).collect();
    assert_eq!(without, [224, 225, 228]);
    assert!(tasks.iter().all(|task| !task.responsible.is_empty() || !task.groups.is_empty()));
}

/// The interpretation says so itself: 55 个部门和单位, 13 个区县（市）政府.
#[test]
fn no_name_is_a_piece_of_a_name() {
    for id in ["shenzhengfa-2026-1", "liaoning-plan-2024"] {
        let tasks = plan(id).tasks;
        let names: BTreeSet<&str> =
            tasks.iter().flat_map(|task| task.lead.iter().chain(&task.responsible)).map(String::as_str).collect();
        for name in &names {
            assert!(name.chars().count() >= 3, "{id}: {name}");
            assert!(!name.contains(['，', '。', '、']) && !name.ends_with('等'), "{id}: {name}");
            let opened = name.matches('（').count();
            assert_eq!(opened, name.matches('）').count(), "{id}: {name}");
        }
    }
}
