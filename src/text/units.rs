//! Lists of units as division plans write them: 市科技局、工业和信息化局等有关部门，各区、县（市）政府.
//!
//! The writing is economical, and reading it takes rules (see the design, 分工方案):
//!
//! - **A prefix is shared**: 市科技局、工业和信息化局 are 市科技局 and 市工业和信息化局.
//! - **A tail is no unit**: 等有关部门, 等部门, 等.
//! - **A group is one**: 各区、县（市）政府及开发区管委会 holds a 、 and is not a list.
//! - **政府 is shared by a list of places**: 和平区、大东区政府; 沈阳、鞍山市人民政府.
//!
//! Nothing is looked up here. Every mention keeps its place in the line, so that a page can link the
//! words as they are printed.

use std::ops::Range;

/// A unit named in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name in full: with the shared prefix, with the shared 政府.
    pub name: String,
    /// Where it is written, in bytes of the line.
    pub range: Range<usize>,
    /// Was the name completed with something that the line says elsewhere?
    pub completed: bool,
}

/// The units and groups that a line names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitList {
    /// Single units, in order.
    pub units: Vec<Mention>,
    /// Groups of units as they are printed: 各区、县（市）政府及开发区管委会.
    pub groups: Vec<String>,
}

/// Words that a list ends with and that name no unit.
const TAILS: [&str; 12] = [
    "等有关部门和单位",
    "等有关部门",
    "等相关部门",
    "等有关单位",
    "等相关单位",
    "等部门和单位",
    "等部门",
    "等单位",
    "等相关委办局",
    "等委办局",
    "等地",
    "等",
];
/// What a name of a level of government begins with, longest first.
const PREFIXES: [&str; 10] = ["省委", "市委", "省政府", "市政府", "区委", "县委", "省", "市", "区", "县"];

/// Reads a list of units.
pub fn read(line: &str) -> UnitList {
    let mut list = UnitList::default();
    for clause in clauses(line) {
        let text = &line[clause.clone()];
        if is_group(text) {
            list.groups.push(text.to_owned());
            continue;
        }
        read_clause(line, clause, &mut list);
    }
    list
}

/// The parts of a line between ， ； and 。, outside brackets, blanks at their ends removed.
fn clauses(line: &str) -> Vec<Range<usize>> {
    split_outside_brackets(line, 0..line.len(), &['，', '；', '。', ',', ';'])
}

fn split_outside_brackets(line: &str, range: Range<usize>, at: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = range.start;
    for (offset, c) in line[range.clone()].char_indices() {
        let place = range.start + offset;
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && at.contains(&c) => {
                parts.push(start..place);
                start = place + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(start..range.end);
    parts.into_iter().map(|part| trim(line, part)).filter(|part| !part.is_empty()).collect()
}

fn trim(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// 各区、县（市）政府, 市政府有关部门, 省安委会成员单位, 有关部门和单位: many units under one name.
pub fn is_group(text: &str) -> bool {
    let plain = text.strip_prefix(['省', '市']).unwrap_or(text);
    let plain = plain.strip_prefix("政府").unwrap_or(plain);
    let plain = plain.strip_prefix("（中）直").or_else(|| plain.strip_prefix("直")).unwrap_or(plain);
    let all = ["各", "有关", "相关", "其他"].iter().any(|word| plain.starts_with(word));
    all || text.ends_with("成员单位") || text.ends_with("各部门") || text.ends_with("各单位")
}

fn read_clause(line: &str, clause: Range<usize>, list: &mut UnitList) {
    let text = &line[clause.clone()];
    let tail = TAILS.iter().find(|tail| text.ends_with(*tail)).map_or(0, |tail| tail.len());
    let clause = clause.start..clause.end - tail;
    let items = split_outside_brackets(line, clause.clone(), &['、']);
    // A group may close a list after 、 or 及: 市财政局及各区、县（市）政府.
    let group_at = items.iter().position(|item| is_group(&line[item.clone()]) && &line[item.clone()] != "有关");
    let (units, group) = items.split_at(group_at.unwrap_or(items.len()));
    if let (Some(first), Some(last)) = (group.first(), group.last()) {
        list.groups.push(line[first.start..last.end].to_owned());
    }
    let shared_government = shared_government(line, units);
    let mut prefix: Option<&str> = None;
    for item in units {
        let written = &line[item.clone()];
        if let Some(ending) = &shared_government
            && !written.ends_with("政府")
            && is_place(written, ending)
        {
            let name = format!("{written}{}", completion(written, ending));
            list.units.push(Mention { name, range: item.clone(), completed: true });
            continue;
        }
        let own = own_prefix(written);
        let name = match (own, prefix) {
            (None, Some(prefix)) if takes_prefix(written) => format!("{prefix}{written}"),
            _ => written.to_owned(),
        };
        // 市委组织部 shares 市, not 市委, with what follows it.
        prefix = own.map(|own| &own[..own.chars().next().map_or(0, char::len_utf8)]).or(prefix);
        list.units.push(Mention { completed: name != written, name, range: item.clone() });
    }
}

/// 政府 or 市人民政府 at the end of a list of places.
fn shared_government(line: &str, items: &[Range<usize>]) -> Option<String> {
    let last = items.last().map(|item| &line[item.clone()])?;
    let body = last.strip_suffix("人民政府").or_else(|| last.strip_suffix("政府"))?;
    let government = &last[body.len()..];
    let kind = body.chars().next_back().filter(|c| matches!(c, '区' | '县' | '市' | '旗'))?;
    Some(format!("{kind}{government}"))
}

/// What completes a place in a list: 政府 for 和平区, 市人民政府 for 沈阳.
fn completion<'a>(place: &str, ending: &'a str) -> &'a str {
    let kind = ending.chars().next().map_or(0, char::len_utf8);
    if place.ends_with(['区', '县', '市', '旗']) { &ending[kind..] } else { ending }
}

fn is_place(written: &str, ending: &str) -> bool {
    let short = written.chars().count() <= 6;
    short && (written.ends_with(['区', '县', '市', '旗']) || (ending.starts_with('市') && is_bare_name(written)))
}

/// 沈阳, 葫芦岛: a name without any word for an office.
fn is_bare_name(written: &str) -> bool {
    (2..=4).contains(&written.chars().count())
        && !written.ends_with(['局', '委', '办', '厅', '部', '会', '院', '社', '室', '处'])
}

/// The level that a name states itself: 市 of 市科技局; none of 市场监管局, 沈阳海关.
fn own_prefix(name: &str) -> Option<&'static str> {
    if name.starts_with("市场") || name.starts_with("区域") || name.starts_with("市容") {
        return None;
    }
    if name.starts_with("市政") && !name.starts_with("市政府") && !name.starts_with("市政协") {
        return None;
    }
    PREFIXES.into_iter().find(|prefix| name.starts_with(prefix))
}

/// Could this be the name of a department that leaves its level to the one before it?
fn takes_prefix(name: &str) -> bool {
    const OFFICES: [&str; 26] = [
        "局",
        "委",
        "办",
        "厅",
        "部",
        "会",
        "院",
        "社",
        "室",
        "处",
        "署",
        "中心",
        "联",
        "台",
        "队",
        "馆",
        "组织",
        "团",
        "协",
        "委员会",
        "办公室",
        "政研室",
        "档案馆",
        "法院",
        "检察院",
        "公司",
    ];
    const ELSEWHERE: [&str; 18] = [
        "沈阳",
        "辽宁",
        "大连",
        "国家",
        "中国",
        "国网",
        "人民银行",
        "海关",
        "自贸",
        "中德",
        "东北",
        "驻",
        "团省委",
        "团市委",
        "军分区",
        "武警",
        "全国",
        "各",
    ];
    let bare = name.split(['（', '(']).next().unwrap_or(name);
    OFFICES.iter().any(|office| bare.ends_with(office))
        && !ELSEWHERE.iter().any(|word| name.starts_with(word))
        && !bare.ends_with("有限公司")
        && !bare.ends_with("管委会")
        && !bare.ends_with("监管局") | bare.ends_with("市场监管局")
        && !bare.ends_with("证监局")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, units: &[&str], groups: &[&str]) {
        let list = read(line);
        let names: Vec<&str> = list.units.iter().map(|mention| mention.name.as_str()).collect();
        assert_eq!(names, units, "{line}");
        assert_eq!(list.groups, groups, "{line}");
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
    fn brackets_hold_no_list() {
        check(
            "省数据局（省营商局）、省委财经办（改革办）等",
            &["省数据局（省营商局）", "省委财经办（改革办）"],
            &[],
        );
        check("省公安厅（省边海防办、海警局）、省民政厅", &["省公安厅（省边海防办、海警局）", "省民政厅"], &[]);
    }
}
