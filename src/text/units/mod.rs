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

mod names;

use super::cut::Cut;
use names::{
    PARTY_DEPARTMENTS, committee, ends_like_a_unit, ends_like_a_unit_of_its_own, is_group, is_office, is_place,
    level_of, own_prefix, takes_prefix,
};
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

/// Words that a list ends with and that name no unit; those that end in others come first.
const TAILS: [&str; 46] = [
    "按职责分别牵头",
    "分别牵头",
    "共同牵头",
    "抓好落实",
    "组织落实",
    "为牵头单位",
    "为责任单位",
    "为配合单位",
    "按照职责分工负责",
    "按职责分工负责",
    "按职责分工落实",
    "按照职责负责",
    "按职责负责",
    "按分工负责",
    "分工负责",
    "分别负责",
    "共同负责",
    "具体负责",
    "组织实施",
    "牵头负责",
    "牵头落实",
    "牵头组织",
    "（牵头）",
    "牵头",
    "配合",
    "参与",
    "参加",
    "协助",
    "支持",
    "负责",
    "落实",
    "（配合）",
    "等有关方面",
    "等相关方面",
    "等有关部门和单位",
    "等相关部门和单位",
    "等有关部门",
    "等相关部门",
    "等有关单位",
    "等相关单位",
    "等责任单位",
    "等部门和单位",
    "等部门",
    "等单位",
    "等地",
    "等",
];
/// What is written where no unit is meant.
const NONE: [&str; 4] = ["无", "待定", "暂无", "另行通知"];

/// So many units of a list are read. Each has a page that names the others, so what a list costs grows with the
/// square of its length.
pub const MOST_UNITS: usize = 100;

/// Reads a list of units.
pub fn read(line: &str) -> UnitList {
    let mut list = UnitList::default();
    let mut level = None;
    for clause in clauses(line) {
        read_clause(line, clause, &mut level, &mut list);
    }
    list
}

/// The parts of a line between ， ； and 。, outside brackets, blanks at their ends removed.
pub(super) fn clauses(line: &str) -> Vec<Range<usize>> {
    split_outside_brackets(line, 0..line.len(), &['，', '；', '。', ',', ';'])
}

/// Does the name end as names of units do? 市科技局, 沈阳地铁集团有限公司, 和平区政府.
pub fn is_unit(name: &str) -> bool {
    ends_like_a_unit(name)
}

/// Does the name say itself of which level the unit is? 市科技局 does.
pub fn has_level(name: &str) -> bool {
    own_prefix(name).is_some()
}

/// Is it a department that does not say of which level it is? 财政局.
pub fn lacks_level(name: &str) -> bool {
    own_prefix(name).is_none() && takes_prefix(name)
}

fn split_outside_brackets(line: &str, range: Range<usize>, at: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = range.start;
    let text = line.part(range.clone());
    let last_closing = text.rfind(['）', ')']).unwrap_or(0);
    for (offset, c) in text.char_indices() {
        let place = range.start + offset;
        match c {
            // A bracket that is never closed holds nothing together.
            '（' | '(' if offset < last_closing => depth += 1,
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
    let text = line.part(range.clone());
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// Words that can stand behind the last 等 of a list: 等省级有关部门, 等政法各单位.
const AFTER_AND_SO_ON: [&str; 26] = [
    "省级", "市级", "区级", "县级", "省直", "市直", "区直", "县直", "省", "市", "区", "县", "中央", "政法",
    "有关", "相关", "各", "责任", "成员", "部门", "单位", "方面", "机构", "企业", "和", "及",
];

/// No list ends with more such words than this.
const MOST_TAILS: usize = 16;

/// A part of the line without the words at its end that name no unit, and without 由 before it.
fn without_tails(line: &str, clause: Range<usize>) -> Range<usize> {
    let mut clause = clause;
    for _ in 0..MOST_TAILS {
        let text = line.part(clause.clone());
        let shorter = TAILS
            .iter()
            .find_map(|tail| text.strip_suffix(tail))
            .or_else(|| without_and_so_on(text))
            .or_else(|| without_duty_bracket(text));
        let Some(shorter) = shorter else { break };
        clause.end = clause.start + shorter.len();
        clause = trim(line, clause);
    }
    if let Some(rest) = line.part(clause.clone()).strip_prefix('由') {
        clause.start = clause.end - rest.len();
    }
    clause
}

/// The text before a 等 that only general words follow.
fn without_and_so_on(text: &str) -> Option<&str> {
    let (before, mut after) = text.rsplit_once('等')?;
    while let Some(rest) = AFTER_AND_SO_ON.iter().find_map(|word| after.strip_prefix(word)) {
        after = rest;
    }
    after.is_empty().then_some(before)
}

/// The text before a bracket that says how the duty is shared: （按职责分别牵头）.
fn without_duty_bracket(text: &str) -> Option<&str> {
    let (before, inner) = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    ["牵头", "配合", "负责", "职责"].iter().any(|word| inner.contains(word)).then_some(before)
}

fn read_clause(line: &str, clause: Range<usize>, level: &mut Option<&'static str>, list: &mut UnitList) {
    let clause = without_tails(line, clause);
    let items = items(line, clause);
    let shared = shared_ending(line, &items);
    let mut open_group: Option<Range<usize>> = None;
    for item in items {
        if list.units.len() >= MOST_UNITS || list.groups.len() >= MOST_UNITS {
            return;
        }
        let item = without_tails(line, item);
        let written = line.part(item.clone());
        if let Some(group) = &open_group
            && goes_on(line.part(group.clone()), written)
        {
            open_group = Some(group.start..item.end);
            continue;
        }
        list.groups.extend(open_group.take().map(|group| line.part(group).to_owned()));
        if is_group(written) {
            open_group = Some(item);
            continue;
        }
        if !written.chars().any(char::is_alphanumeric) || NONE.contains(&written) {
            continue;
        }
        let own = own_prefix(written);
        let name = match (&shared, own, *level) {
            (Some(ending), ..) if is_place(written, ending) => format!("{written}{}", completion(written, ending)),
            (_, None, Some(level)) if PARTY_DEPARTMENTS.contains(&written) => {
                format!("{}{written}", committee(level))
            }
            (_, None, Some(level)) if takes_prefix(written) => format!("{level}{written}"),
            _ => written.to_owned(),
        };
        // 市委组织部 shares 市, not 市委, with 财政局.
        *level = own.map(level_of).or(*level);
        list.units.push(Mention { completed: name != written, name, range: item });
    }
    list.groups.extend(open_group.map(|group| line.part(group).to_owned()));
}

/// Does a group that is not finished go on with this item? 各区、县（市）政府 and 省政府各部门、各单位 are one group;
/// 各有关部门、各省级人民政府 are two.
fn goes_on(group: &str, item: &str) -> bool {
    const WHOLE: [&str; 8] = ["政府", "部门", "单位", "办事处", "管委会", "企业", "机构", "院校"];
    if ["各单位", "各部门", "各直属单位", "各直属机构", "各部委"].contains(&item) {
        return true;
    }
    let whole = WHOLE.iter().any(|ending| group.ends_with(ending));
    !whole && !is_office(item) && !item.starts_with("各") && !ends_like_a_unit_of_its_own(item)
}

/// The items between 、 and / outside brackets, and on both sides of 及 where it joins two names.
fn items(line: &str, clause: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    for item in split_outside_brackets(line, clause, &['、', '/', '\n']) {
        let mut start = item.start;
        for joint in joints(line, item.clone()) {
            items.push(start..joint.start);
            start = joint.end;
        }
        items.push(start..item.end);
    }
    items
        .into_iter()
        .map(|item| without_ordinal(line, trim(line, item)))
        .flat_map(|item| split_at_blanks(line, item))
        .filter(|item| !item.is_empty())
        .collect()
}

/// 区园林绿化局 区住建局 are two, where every piece ends as a unit does.
fn split_at_blanks(line: &str, item: Range<usize>) -> Vec<Range<usize>> {
    let text = line.part(item.clone());
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, blank) in text.match_indices([' ', '\u{3000}', '\t', '\\']) {
        pieces.push(start..at);
        start = at + blank.len();
    }
    pieces.push(start..text.len());
    pieces.retain(|piece| !piece.is_empty());
    let units = pieces
        .iter()
        .all(|piece| ends_like_a_unit(text.part(piece.clone())) || is_group(text.part(piece.clone())));
    if pieces.len() < 2 || !units {
        return vec![item];
    }
    pieces.into_iter().map(|piece| item.start + piece.start..item.start + piece.end).collect()
}

/// 市财政局 of 1.市财政局, where a line numbers its units.
fn without_ordinal(line: &str, item: Range<usize>) -> Range<usize> {
    let rest = line.part(item.clone()).trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match rest.strip_prefix(['.', '．']) {
        Some(rest) if rest.len() < item.len() - 1 => rest.trim_start(),
        _ => return item,
    };
    item.end - rest.len()..item.end
}

/// 市财政局及市审计局, 市体育局以及各区政府: where the joining words stand. In 人力资源和社会保障局 and
/// 区、县（市）政府及开发区管委会 they join no two names.
fn joints(line: &str, item: Range<usize>) -> Vec<Range<usize>> {
    let mut joints: Vec<Range<usize>> = Vec::new();
    let mut start = item.start;
    for (offset, _) in line.part(item.clone()).char_indices() {
        let at = item.start + offset;
        if at < start {
            continue;
        }
        let (before, rest) = (line.part(start..at), line.part(at..item.end));
        let Some((word, after)) =
            ["以及", "及", "和"].iter().find_map(|word| Some((word, rest.strip_prefix(word)?)))
        else {
            continue;
        };
        let office = before.ends_with(['局', '委', '办', '厅', '部']);
        let another = ["各", "有关", "市", "省", "区", "县"].iter().any(|start| after.starts_with(start));
        if office && another && !is_group(before) {
            start = at + word.len();
            joints.push(at..start);
        }
    }
    joints
}

/// What a list of places shares with its last one: 政府, 市人民政府, 管委会.
fn shared_ending(line: &str, items: &[Range<usize>]) -> Option<String> {
    let last = items.last().map(|item| line.part(item.clone()))?;
    shared_government(line, items).or_else(|| last.ends_with("区管委会").then(|| "区管委会".to_owned()))
}

/// 政府 or 市人民政府 at the end of a list of places.
fn shared_government(line: &str, items: &[Range<usize>]) -> Option<String> {
    let last = items.last().map(|item| line.part(item.clone()))?;
    let body = last.strip_suffix("人民政府").or_else(|| last.strip_suffix("政府"))?;
    let government = last.part(body.len()..);
    let kind =
        body.chars().next_back().filter(|c| matches!(c, '区' | '县' | '市' | '旗' | '盟' | '州' | '镇' | '乡'))?;
    Some(format!("{kind}{government}"))
}

/// What completes a place in a list: 政府 for 和平区, 市人民政府 for 沈阳.
fn completion<'a>(place: &str, ending: &'a str) -> &'a str {
    let kind = ending.chars().next().map_or(0, char::len_utf8);
    if place.ends_with(['区', '县', '市', '旗', '盟', '州', '镇', '乡']) {
        ending.part(kind..)
    } else {
        ending
    }
}

#[cfg(test)]
mod tests;
