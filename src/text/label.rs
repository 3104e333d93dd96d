//! The words with which division plans say who answers for a task: the labels of the lines below it
//! (牵头单位：, 责任领导：) and the headings of the columns of a table of tasks.

use super::cut::Cut;
use super::han::is_han;

/// What a line below a task, or a cell beside it, names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// The units that lead.
    Lead,
    /// Units that answer for it, help or take part.
    Responsible,
    /// Persons.
    Leaders,
    /// A deadline.
    Deadline,
}

/// A label at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it announces.
    pub kind: LineKind,
    /// Its length in bytes, with an opening bracket before it and the colon and blanks after it.
    pub length: usize,
    /// Is it one that plans are known to use? Another one is understood by its last word.
    pub known: bool,
}

const LEAD: [&str; 13] = [
    "牵头",
    "总牵头",
    "牵头单位",
    "牵头部门",
    "牵头责任单位",
    "牵头负责单位",
    "总牵头单位",
    "主办单位",
    "主责单位",
    "主责部门",
    "主管单位",
    "主管部门",
    "主要责任单位",
];
const RESPONSIBLE: [&str; 20] = [
    "配合",
    "参与",
    "责任单位",
    "责任部门",
    "责任主体",
    "责任处室",
    "配合单位",
    "配合部门",
    "配合责任单位",
    "协办单位",
    "承办单位",
    "参与单位",
    "参加单位",
    "落实单位",
    "实施单位",
    "实施主体",
    "协同单位",
    "协作单位",
    "协助单位",
    "支持单位",
];
const LEADERS: [&str; 13] = [
    "牵头领导",
    "牵头市领导",
    "责任领导",
    "责任市领导",
    "市级责任领导",
    "分管领导",
    "分管市领导",
    "分管副市长",
    "包保领导",
    "市级领导",
    "责任人",
    "牵头人",
    "负责人",
];
const DEADLINE: [&str; 10] = [
    "完成时限",
    "完成时间",
    "完成期限",
    "完成日期",
    "时限要求",
    "时间要求",
    "时间节点",
    "时间安排",
    "工作时限",
    "办理时限",
];
/// The last words of labels that are not listed, and what they announce.
const ENDINGS: [(&str, LineKind); 7] = [
    ("单位", LineKind::Responsible),
    ("部门", LineKind::Responsible),
    ("领导", LineKind::Leaders),
    ("责任人", LineKind::Leaders),
    ("负责人", LineKind::Leaders),
    ("时限", LineKind::Deadline),
    ("期限", LineKind::Deadline),
];
/// A label has no more characters than this.
const LONGEST: usize = 10;

/// How many bytes of brackets and blanks stand before the words of a label.
pub(super) fn opening(text: &str) -> usize {
    text.start_of_end(text.trim_start_matches(['（', '(', '【', '［', '[', ' ', '\u{3000}']))
}

/// The label that a line opens with: 牵头单位：, （责任单位：, 【配合单位】.
pub fn task_line(text: &str) -> Option<Label> {
    let opened = opening(text);
    let mut name = String::new();
    let mut length = opened;
    for c in text.part(opened..).chars() {
        if is_han(c) {
            name.push(c);
        } else if c != ' ' && c != '\u{3000}' {
            break;
        }
        // 责 任 人：, as justified columns are printed.
        length += c.len_utf8();
        if name.len() > 4 * LONGEST {
            return None;
        }
    }
    let rest = text.part(length..);
    let rest = match rest.strip_prefix(['】', '］', ']']) {
        Some(rest) if opened > 0 => rest.trim_start().trim_start_matches(['：', ':']),
        _ => rest.strip_prefix(['：', ':'])?,
    };
    let (kind, known) = kind(&name)?;
    Some(Label { kind, length: text.start_of_end(rest.trim_start()), known })
}

/// What a label announces, and whether it is a known one.
fn kind(name: &str) -> Option<(LineKind, bool)> {
    let lists: [(&[&str], LineKind); 4] = [
        (&LEAD, LineKind::Lead),
        (&RESPONSIBLE, LineKind::Responsible),
        (&LEADERS, LineKind::Leaders),
        (&DEADLINE, LineKind::Deadline),
    ];
    if let Some((_, kind)) = lists.iter().find(|(names, _)| names.contains(&name)) {
        return Some((*kind, true));
    }
    let (_, kind) = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending))?;
    let leads = ["牵头", "主办", "主责"].iter().any(|word| name.starts_with(word));
    let kind = if leads && *kind == LineKind::Responsible { LineKind::Lead } else { *kind };
    (name.chars().count() <= LONGEST).then_some((kind, false))
}

/// What a column of a table of tasks holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The ordinal.
    Number,
    /// What is to be done, or the heading it belongs to.
    Words,
    /// Who answers for it, or until when.
    Line(LineKind),
    /// Remarks and progress.
    Other,
}

/// What a column is, by its heading.
pub fn column(heading: &str) -> Column {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if has(&["序号", "编号"]) {
        Column::Number
    } else if has(&["领导", "责任人", "负责人", "牵头人", "分管"]) {
        Column::Line(LineKind::Leaders)
    } else if has(&["时限", "时间", "期限", "进度要求"]) {
        Column::Line(LineKind::Deadline)
    } else if has(&["单位", "部门", "主体"]) {
        // 建设单位 and 计量单位 answer for no task.
        let duties = [
            "责任", "配合", "协办", "承办", "参与", "参加", "落实", "实施", "协同", "协作", "协助", "支持",
            "完成", "督办",
        ];
        match (has(&["牵头", "主办", "主责", "主管"]), has(&duties)) {
            (true, _) => Column::Line(LineKind::Lead),
            (_, true) => Column::Line(LineKind::Responsible),
            _ => Column::Other,
        }
    } else if heading.is_empty() || has(&["备注", "说明", "进展", "情况", "联系"]) {
        Column::Other
    } else {
        Column::Words
    }
}

/// Does the heading of a column announce tasks?
pub fn announces_tasks(heading: &str) -> bool {
    ["任务", "事项", "举措", "措施", "内容", "工作", "目标", "要点", "项目"]
        .iter()
        .any(|word| heading.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(LineKind, bool, &str)>) {
        let found = task_line(text).map(|label| (label.kind, label.known, &text[label.length..]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels() {
        check("牵头单位：市科技局", Some((LineKind::Lead, true, "市科技局")));
        check("责任单位 : 市财政局", Some((LineKind::Responsible, true, "市财政局")));
        check("（责任单位：市财政局）", Some((LineKind::Responsible, true, "市财政局）")));
        check("【配合单位】市财政局", Some((LineKind::Responsible, true, "市财政局")));
        check("牵头督办单位：市财政局", Some((LineKind::Lead, false, "市财政局")));
        check("责 任 人：张三", Some((LineKind::Leaders, true, "张三")));
        check("牵头单位要加强协调", None);
        check("联系电话：024-1", None);
    }

    #[test]
    fn columns_of_tables() {
        for (heading, expected) in [
            ("序号", Column::Number),
            ("重点任务", Column::Words),
            ("牵头 单位", Column::Line(LineKind::Lead)),
            ("配合单位", Column::Line(LineKind::Responsible)),
            ("责任领导", Column::Line(LineKind::Leaders)),
            ("完成时限", Column::Line(LineKind::Deadline)),
            ("备注", Column::Other),
            ("建设单位", Column::Other),
        ] {
            assert_eq!(column(heading), expected, "{heading}");
        }
    }
}
