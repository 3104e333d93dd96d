//! The names of leaders as plans write them: 王　健、张立林, 副市长张三, 李四（副市长）, 局长：王五, 张三 李四.

use crate::text::cut::Cut;
use crate::text::units::MOST_UNITS;
use std::ops::Range;

/// The ends of words for an office.
const OFFICES: [&str; 20] = [
    "市长",
    "省长",
    "区长",
    "县长",
    "州长",
    "盟长",
    "旗长",
    "镇长",
    "乡长",
    "局长",
    "主任",
    "书记",
    "部长",
    "厅长",
    "秘书长",
    "主席",
    "常委",
    "党组成员",
    "院长",
    "检察长",
];
/// Words that name nobody.
const NOBODY: [&str; 6] = ["常务", "全体", "同志", "各分管领导", "待定", "无"];

/// The leaders that a line names: where each is written, in bytes, and the name without offices and
/// without the gap that print puts into names of two characters.
pub fn leaders(value: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut start = 0;
    let ends = ['、', '，', '；', ',', ';', '\n', '。'];
    for part in value.split_inclusive(ends) {
        if found.len() >= MOST_UNITS {
            break;
        }
        let from = start;
        start += part.len();
        let written = part.trim_end_matches(ends);
        // 李四（副市长）: the name ends before the bracket.
        let written = written.split_once(['（', '(']).map_or(written, |(name, _)| name);
        // 局长：王五: it begins behind the colon, of whichever width.
        let name = written.rsplit_once(['：', ':']).map_or(written, |(_, name)| name);
        let end = from + written.len();
        people(value, end - name.len()..end, &mut found);
    }
    found
}

/// The people of a part between two 、: words for offices left out, characters set apart put together.
fn people(value: &str, part: Range<usize>, found: &mut Vec<(Range<usize>, String)>) {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = part.start;
    for piece in value.part(part.clone()).split_inclusive(char::is_whitespace) {
        let words = without_office(piece.trim_end()).filter(|words| words.chars().any(char::is_alphabetic));
        if let Some(words) = words.filter(|words| !words.is_empty() && !NOBODY.contains(words)) {
            let offset = at + piece.find(words).unwrap_or(0);
            pieces.push(offset..offset + words.len());
        }
        at += piece.len();
    }
    let single = |piece: &Range<usize>| value.part(piece.clone()).chars().count() == 1;
    if pieces.iter().all(single) && !pieces.is_empty() {
        let range = pieces[0].start..pieces[pieces.len() - 1].end;
        found.push((range, pieces.iter().map(|piece| value.part(piece.clone())).collect()));
        return;
    }
    found.extend(pieces.into_iter().map(|piece| (piece.clone(), value.part(piece).to_owned())));
}

/// The name in a piece such as 副市长张三 or 王五同志; `None` when it is an office alone.
fn without_office(piece: &str) -> Option<&str> {
    let piece = piece.strip_suffix("同志").unwrap_or(piece);
    if OFFICES.iter().any(|office| piece.ends_with(office)) {
        // 张三副市长: the name stands before it.
        let name = piece.split("副").next().filter(|name| (2..=4).contains(&name.chars().count()));
        return name.filter(|name| *name != piece && !OFFICES.iter().any(|office| name.ends_with(office)));
    }
    let after = OFFICES.iter().filter_map(|office| piece.rfind(office).map(|at| at + office.len())).max();
    Some(piece.part(after.unwrap_or(0)..))
}

#[cfg(test)]
mod tests {
    use super::leaders;

    fn check(value: &str, expected: &[(&str, &str)]) {
        let found = leaders(value);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(range, name)| (&value[range.clone()], name.as_str())).collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn names_of_leaders() {
        check("王　健、张立林", &[("王　健", "王健"), ("张立林", "张立林")]);
        check("副市长张三，李四（副市长）", &[("张三", "张三"), ("李四", "李四")]);
        check("市委常委、常务副市长 王五同志。", &[("王五", "王五")]);
        check("张三 李四", &[("张三", "张三"), ("李四", "李四")]);
        check("局长：李某某", &[("李某某", "李某某")]);
        check("区委政法委书记 郑一、赵二副区长", &[("郑一", "郑一"), ("赵二", "赵二")]);
        check("全体", &[]);
    }

    #[test]
    fn so_many_names_are_a_limit() {
        assert_eq!(leaders(&"张三、".repeat(30_000)).len(), super::MOST_UNITS);
    }

    #[test]
    fn a_half_width_colon_stands_before_a_name() {
        check("组长:张三", &[("张三", "张三")]);
        check("甲: 乙", &[("乙", "乙")]);
        check("组长:张三、副组长：李四（副市长）", &[("张三", "张三"), ("李四", "李四")]);
    }
}
