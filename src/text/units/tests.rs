//! Lists of units as plans write them, and the names that are read in them.

use super::*;

fn check(line: &str, units: &[&str], groups: &[&str]) {
    let list = read(line);
    let names: Vec<&str> = list.units.iter().map(|mention| mention.name.as_str()).collect();
    assert_eq!(names, units, "{line}");
    let named: Vec<&str> = list.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(named, groups, "{line}");
    assert!(list.groups.iter().all(|group| line[group.range.clone()] == group.name), "{line}");
    for mention in &list.units {
        let written = &line[mention.range.clone()];
        assert!(mention.name.contains(written), "{written} in {}", mention.name);
    }
}

#[test]
fn a_prefix_is_shared_and_a_tail_is_no_unit() {
    check("市科技局、工业和信息化局等有关部门", &["市科技局", "市工业和信息化局"], &[]);
    check(
        "市教育局、民政局、农业农村局、残联等有关部门",
        &["市教育局", "市民政局", "市农业农村局", "市残联"],
        &[],
    );
    check("市妇联、发展改革委", &["市妇联", "市发展改革委"], &[]);
    check("市委组织部、市人力资源社会保障局", &["市委组织部", "市人力资源社会保障局"], &[]);
    check("市委金融办、财政局", &["市委金融办", "市财政局"], &[]);
    check("省市场监管局、省知识产权局", &["省市场监管局", "省知识产权局"], &[]);
    check("市公安局、市场监管局等有关部门", &["市公安局", "市市场监管局"], &[]);
    check("市市场监管局", &["市市场监管局"], &[]);
}

#[test]
fn units_with_names_of_their_own_take_no_prefix() {
    check("市科技局、浑南区政府", &["市科技局", "浑南区政府"], &[]);
    check(
        "市邮政管理局、沈阳空港经济区管委会等有关部门，各区、县（市）政府及开发区管委会",
        &["市邮政管理局", "沈阳空港经济区管委会"],
        &["各区、县（市）政府及开发区管委会"],
    );
    check("省税务局、大连海关、沈阳海关等", &["省税务局", "大连海关", "沈阳海关"], &[]);
    check(
        "人民银行辽宁省分行、国家金融监管总局辽宁监管局、辽宁证监局等，各市人民政府",
        &["人民银行辽宁省分行", "国家金融监管总局辽宁监管局", "辽宁证监局"],
        &["各市人民政府"],
    );
    check("团省委", &["团省委"], &[]);
}

#[test]
fn no_city_is_known_by_name() {
    check("市住建局、杭州公积金中心、杭州海关", &["市住建局", "杭州公积金中心", "杭州海关"], &[]);
    check("市水务局、广州水务集团有限公司", &["市水务局", "广州水务集团有限公司"], &[]);
}

#[test]
fn government_is_shared_by_a_list_of_places() {
    check(
        "沈阳地铁集团有限公司，和平区、大东区、铁西区政府",
        &["沈阳地铁集团有限公司", "和平区政府", "大东区政府", "铁西区政府"],
        &[],
    );
    check(
        "铁西区、浑南区、沈北新区、苏家屯区、康平县政府",
        &["铁西区政府", "浑南区政府", "沈北新区政府", "苏家屯区政府", "康平县政府"],
        &[],
    );
    check(
        "沈阳、葫芦岛市人民政府，省沈抚示范区管委会",
        &["沈阳市人民政府", "葫芦岛市人民政府", "省沈抚示范区管委会"],
        &[],
    );
}

#[test]
fn groups_are_one() {
    check("市政府有关部门，各区、县（市）政府", &[], &["市政府有关部门", "各区、县（市）政府"]);
    check("有关区、县（市）政府及开发区管委会", &[], &["有关区、县（市）政府及开发区管委会"]);
    check("市营商环境建设领导小组各成员单位", &[], &["市营商环境建设领导小组各成员单位"]);
    check("省就业工作领导小组成员单位，各市人民政府", &[], &["省就业工作领导小组成员单位", "各市人民政府"]);
    check("省（中）直有关单位", &[], &["省（中）直有关单位"]);
    check("省政府各部门、各单位", &[], &["省政府各部门、各单位"]);
}

#[test]
fn units_stand_before_and_after_groups() {
    check("各区县政府、市发展改革委、财政局", &["市发展改革委", "市财政局"], &["各区县政府"]);
    check("市商务局、各区、县（市）政府及开发区管委会", &["市商务局"], &["各区、县（市）政府及开发区管委会"]);
    check("各区、市财政局等有关部门", &["市财政局"], &["各区"]);
    check("市教育局、县（市、区）人民政府", &["市教育局"], &["县（市、区）人民政府"]);
    check("区直有关部门，市级有关部门", &[], &["区直有关部门", "市级有关部门"]);
}

#[test]
fn joining_words_and_words_of_duty_are_no_names() {
    check("市财政局及市审计局", &["市财政局", "市审计局"], &[]);
    check("市体育局以及各区政府", &["市体育局"], &["各区政府"]);
    check("市人力资源和社会保障局", &["市人力资源和社会保障局"], &[]);
    check("国家发展改革委牵头，财政部、税务总局等按职责分工负责", &["国家发展改革委", "财政部", "税务总局"], &[]);
    check("市委组织部、宣传部、财政局", &["市委组织部", "市委宣传部", "市财政局"], &[]);
    check("高新区、经开区管委会", &["高新区管委会", "经开区管委会"], &[]);
    check("—", &[], &[]);
    check("待定", &[], &[]);
}

#[test]
fn every_joining_word_parts_two_names() {
    check("市财政局以及市审计局及市教育局和市民政局", &["市财政局", "市审计局", "市教育局", "市民政局"], &[]);
    check("市财政局及市审计局以及市教育局", &["市财政局", "市审计局", "市教育局"], &[]);
    assert_eq!(joints(&"市审计局及".repeat(3_000), 0..45_000).len(), 2_999);
}

#[test]
fn a_list_without_end_is_read_once() {
    let open = "（甲、".repeat(30_000);
    assert_eq!(clauses(&open).len(), 1);
    assert_eq!(read(&open).units.len(), MOST_UNITS);
    assert_eq!(read(&"各区、县（市）政府，".repeat(3_000)).groups.len(), MOST_UNITS);
}

#[test]
fn levels_of_all_kinds_are_shared() {
    check("自治区财政厅、教育厅", &["自治区财政厅", "自治区教育厅"], &[]);
    check("州财政局、教育局", &["州财政局", "州教育局"], &[]);
    check("区委组织部、财政局", &["区委组织部", "区财政局"], &[]);
}

#[test]
fn lists_that_are_written_untidily() {
    check("1.市财政局；2.市教育局、民政局", &["市财政局", "市教育局", "市民政局"], &[]);
    check("市财政局（市国资委、教育局", &["市财政局（市国资委", "市教育局"], &[]);
    check("市财政局\n市教育局", &["市财政局", "市教育局"], &[]);
}

#[test]
fn brackets_hold_no_list() {
    check("省数据局（省营商局）、省委财经办（改革办）等", &["省数据局（省营商局）", "省委财经办（改革办）"], &[]);
    check("省公安厅（省边海防办、海警局）、省民政厅", &["省公安厅（省边海防办、海警局）", "省民政厅"], &[]);
}
