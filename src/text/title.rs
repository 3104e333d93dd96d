//! Where the title of an official document may be broken into lines.
//!
//! GB/T 9704-2012, 7.3.1: a title on several lines is broken where its sense is whole (词意完整). Titles
//! are formed by rule (发文机关 + 关于 + 事由 + 的 + 文种), so the places can be found without a dictionary:
//! after 关于 with its verb, before and after 《》, before 的通知.

/// Verbs that belong to 关于 in a title.
const VERBS: [&str; 18] = [
    "印发",
    "公布实施",
    "公布",
    "发布",
    "颁布",
    "转发",
    "批转",
    "调整",
    "修改",
    "废止",
    "做好",
    "加强",
    "开展",
    "推进",
    "加快",
    "进一步",
    "成立",
    "同意",
];
/// 文种, as they close a title.
const FORMS: [&str; 10] =
    ["的通知", "的决定", "的意见", "的公告", "的通告", "的批复", "的函", "的报告", "的解读", "的实施意见"];

/// The phrases of a title, in order; joined they are the title.
pub fn phrases(title: &str) -> Vec<&str> {
    let mut cuts = Vec::new();
    if let Some(at) = title.find("关于") {
        let after = at + "关于".len();
        let verb = VERBS.into_iter().find(|verb| title[after..].starts_with(verb));
        cuts.push(verb.map_or(at, |verb| after + verb.len()));
    }
    if !title.starts_with('《')
        && let Some(at) = title.find('《')
    {
        cuts.push(at);
    }
    if let Some(form) = FORMS.into_iter().find(|form| title.ends_with(form)) {
        let at = title.len() - form.len();
        // 的通知 alone on a line is an orphan: it goes with what stands before it, unless that is 》.
        if title[..at].ends_with('》') && title.starts_with('《') {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut phrases = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().filter(|cut| *cut > 0 && *cut < title.len()) {
        phrases.push(&title[start..cut]);
        start = cut;
    }
    phrases.push(&title[start..]);
    phrases
}

#[cfg(test)]
mod tests {
    use super::phrases;

    fn check(expected: &[&str]) {
        assert_eq!(phrases(&expected.concat()), expected);
    }

    #[test]
    fn titles_break_where_their_sense_is_whole() {
        check(&["沈阳市政府工作报告"]);
        check(&["沈阳市人民政府关于印发", "2026年政府工作报告重点工作分工方案的通知"]);
        check(&["沈阳市人民政府关于公布实施", "沈阳市征地区片综合地价的通知"]);
        check(&["沈阳市人民政府办公厅关于印发", "《沈阳临空经济区管理办法（试行）》的通知"]);
        check(&["国务院办公厅", "关于政府公报工作的意见"]);
        check(&["《沈阳市人民政府关于印发", "2026年政府工作报告重点工作分工方案的通知》", "的解读"]);
    }
}
