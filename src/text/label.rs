//! Lines that name who answers for a task: 牵头单位：, 责任单位：, 牵头领导：.

/// The labels with which division plans open the lines below a task, as the plans seen so far
/// write them (see `reference/standards`, five shapes of 分工方案).
const LABELS: [&str; 20] = [
    "牵头单位",
    "牵头部门",
    "牵头领导",
    "责任单位",
    "责任部门",
    "责任领导",
    "责任人",
    "配合单位",
    "配合部门",
    "主办单位",
    "协办单位",
    "承办单位",
    "参与单位",
    "参加单位",
    "主责单位",
    "分管领导",
    "完成时限",
    "完成时间",
    "时限要求",
    "落实单位",
];

/// The label that a task's line opens with (`牵头单位`), without its colon.
pub fn task_line_label(text: &str) -> Option<&'static str> {
    LABELS
        .into_iter()
        .find(|label| text.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(['：', ':'])))
}

#[cfg(test)]
mod tests {
    use super::task_line_label;

    #[test]
    fn labels() {
        assert_eq!(task_line_label("牵头单位：市科技局"), Some("牵头单位"));
        assert_eq!(task_line_label("责任单位 : 市财政局"), Some("责任单位"));
        assert_eq!(task_line_label("牵头单位要加强协调"), None);
    }
}
