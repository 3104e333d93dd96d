//! The names of leaders as plans write them: 王　健、张立林, 副市长张三, 李四（副市长）, 王五同志.

use std::ops::Range;

/// Offices that stand before or after a name; those that end in others come first.
const OFFICES: [&str; 18] = [
    "市政府党组成员",
    "省政府党组成员",
    "市委常委",
    "省委常委",
    "区委常委",
    "县委常委",
    "常务副市长",
    "常务副省长",
    "常务副区长",
    "副秘书长",
    "副市长",
    "副省长",
    "副区长",
    "副县长",
    "秘书长",
    "市长",
    "省长",
    "同志",
];

/// The leaders that a line names: where each is written, in bytes, and the name without offices and
/// without the gap that print puts into names of two characters.
pub fn leaders(value: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut start = 0;
    let ends = ['、', '，', '；', ',', ';', '\n', '。'];
    for part in value.split_inclusive(ends) {
        let from = start;
        start += part.len();
        let written = part.trim_end_matches(ends);
        let mut range = from..from + written.split(['（', '(']).next().unwrap_or(written).len();
        while let Some(less) = without_office(value, range.clone()) {
            range = less;
        }
        let name: String = value[range.clone()].split_whitespace().collect();
        if !name.is_empty() {
            found.push((range, name));
        }
    }
    found
}

/// The range without blanks or one office at its ends; `None` when there is nothing to take away.
fn without_office(value: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = &value[range.clone()];
    let rest = OFFICES
        .iter()
        .find_map(|office| text.strip_prefix(office))
        .or_else(|| text.chars().next().filter(|c| c.is_whitespace()).map(|c| &text[c.len_utf8()..]));
    if let Some(rest) = rest {
        return Some(range.end - rest.len()..range.end);
    }
    let rest = OFFICES.iter().find_map(|office| text.strip_suffix(office)).or_else(|| {
        text.chars().next_back().filter(|c| c.is_whitespace()).map(|c| &text[..text.len() - c.len_utf8()])
    });
    rest.map(|rest| range.start..range.start + rest.len())
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
    }
}
