//! The year that a heading or a title names: 2026年重点工作安排, 二〇二六年.

use super::numeral;
use crate::text::cut::Cut;

/// The latest year that a text names, from 1949 to 2099.
pub fn in_text(text: &str) -> Option<u32> {
    let years = text.match_indices('年').filter_map(|(at, _)| {
        let before = text.part(..at);
        let start = before.char_indices().rev().take(4).last()?.0;
        let digits = before.part(start..);
        let year = digits.parse().ok().or_else(|| numeral::value(digits))?;
        (digits.chars().count() == 4 && (1949..2100).contains(&year)).then_some(year)
    });
    years.max()
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[test]
    fn years() {
        for (text, expected) in [
            ("三、2026年重点工作安排", Some(2026)),
            ("“十四五”时期和2025年工作回顾", Some(2025)),
            ("二〇二六年政府工作报告", Some(2026)),
            ("今年工作", None),
            ("100年", None),
        ] {
            assert_eq!(in_text(text), expected, "{text}");
        }
    }
}
