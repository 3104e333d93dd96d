//! Official numbering at the start of a line: 第一编, 第二章, 第五条, 一、, （一）, 1., （1）.
//!
//! The levels are those of GB/T 9704-2012, 7.3.3 (一、 / （一） / 1. / （1）) and of the rules for
//! legislative texts (编, 章, 节, 条, 款, 项, 目). The numbering is text of the document: it is read
//! here to find the outline and the anchors, never rewritten.

use super::numeral;
use crate::text::cut::Cut;

/// The level of an official number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 第N编
    Book,
    /// 第N章
    Chapter,
    /// 第N节
    Section,
    /// 第N条
    Article,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// An official number found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialNumber {
    /// Which level of numbering.
    pub level: Level,
    /// The value: 5 for 第五条.
    pub value: u32,
    /// For 第十条之一: 1. Otherwise 0.
    pub insertion: u32,
    /// The length of the label in bytes, 第五条 or 一、 itself, without space after it.
    pub length: usize,
}

/// The official number at the start of `text`, if it has one.
///
/// `1.5亿元` and `三、四线城市` begin with figures, not with numbers, and have none.
pub fn official_number(text: &str) -> Option<OfficialNumber> {
    legislative(text).or_else(|| enumerated(text))
}

fn legislative(text: &str) -> Option<OfficialNumber> {
    let rest = text.strip_prefix('第')?;
    let (value, after) = leading_value(rest)?;
    let mut characters = after.chars();
    let level = match characters.next()? {
        '编' => Level::Book,
        '章' => Level::Chapter,
        '节' => Level::Section,
        '条' => Level::Article,
        _ => return None,
    };
    let mut remainder = characters.as_str();
    let mut insertion = 0;
    if level == Level::Article
        && let Some(after) = remainder.strip_prefix('之')
        && let Some((value, tail)) = leading_value(after)
    {
        insertion = value;
        remainder = tail;
    }
    // 第三条道路, 第一节课: without a gap after it, it is a word of the sentence.
    if !remainder.is_empty() && !remainder.starts_with(char::is_whitespace) {
        return None;
    }
    Some(OfficialNumber { level, value, insertion, length: text.len() - remainder.len() })
}

fn enumerated(text: &str) -> Option<OfficialNumber> {
    let number = |level, value, remainder: &str| {
        Some(OfficialNumber { level, value, insertion: 0, length: text.len() - remainder.len() })
    };
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (value, after) = leading_value(rest)?;
        let remainder = after.strip_prefix(['）', ')'])?;
        let arabic = rest.starts_with(|c: char| c.is_ascii_digit());
        // （2026） is a year, not an item.
        if arabic && value > 199 {
            return None;
        }
        return number(if arabic { Level::Fourth } else { Level::Second }, value, remainder);
    }
    let (value, after) = leading_value(text)?;
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let remainder = after.strip_prefix(['.', '．', '、'])?;
        // 1.5亿元 is a figure; 1.2026年底前 is the number 1 before a year.
        if remainder.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_year(remainder) {
            return None;
        }
        number(Level::Third, value, remainder)
    } else {
        let remainder = after.strip_prefix('、')?;
        if is_enumeration(value, remainder) {
            return None;
        }
        number(Level::First, value, remainder)
    }
}

/// Is 三、 followed by 四, as in 三、四线城市? 五、六大工程 is a number and a heading all the same.
fn is_enumeration(value: u32, after: &str) -> bool {
    let mut characters = after.chars();
    let next = characters.next().and_then(|c| numeral::value(&c.to_string()));
    next == Some(value + 1) && !characters.next().is_some_and(|c| matches!(c, '大' | '项' | '个' | '是'))
}

fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.part(digits..).trim_start().starts_with('年')
}

/// The Chinese or Arabic number that the text begins with, and the text after it.
fn leading_value(text: &str) -> Option<(u32, &str)> {
    let arabic = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if (1..=6).contains(&arabic) {
        return Some((text.part(..arabic).parse().ok()?, text.part(arabic..)));
    }
    let end = text.find(|c: char| !numeral::is_numeral(c) || c.is_ascii()).unwrap_or(text.len());
    Some((numeral::value(text.part(..end))?, text.part(end..)))
}

/// The heading that a numbered paragraph carries in its first sentence, for an outline: the text
/// up to the first 。, when that is short enough (`most` characters) to be a heading.
pub fn run_in_heading(text: &str, most: usize) -> Option<&str> {
    let end = text.find(['。', '：', '；'])?;
    let heading = text.part(..end);
    (heading.chars().count() <= most).then_some(heading)
}

#[cfg(test)]
mod tests {
    use super::Level::*;
    use super::*;

    fn check(text: &str, expected: Option<(Level, u32, &str)>) {
        let found = official_number(text).map(|n| (n.level, n.value, &text[..n.length]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_levels_of_official_documents() {
        check("一、总体要求", Some((First, 1, "一、")));
        check("十一、强化实施保障", Some((First, 11, "十一、")));
        check("（一）增强创新源头供给。", Some((Second, 1, "（一）")));
        check("(二) 促进消费", Some((Second, 2, "(二)")));
        check("1.准确把握", Some((Third, 1, "1.")));
        check("178.强化作风建设。", Some((Third, 178, "178.")));
        check("3.2026年底前完成", Some((Third, 3, "3.")));
        check("（1）调整", Some((Fourth, 1, "（1）")));
        check("第二章　管理机构", Some((Chapter, 2, "第二章")));
        check("第十九条　本办法", Some((Article, 19, "第十九条")));
        check("第5条 适用", Some((Article, 5, "第5条")));
    }

    #[test]
    fn a_heading_may_begin_with_a_numeral() {
        for text in [
            "三、千方百计扩大就业",
            "二、十大工程",
            "四、两手抓",
            "五、一以贯之",
            "六、OA系统建设",
            "五、六大工程",
        ] {
            assert!(official_number(text).is_some(), "{text}");
        }
    }

    #[test]
    fn inserted_articles_keep_their_place() {
        let found = official_number("第十条之一　新增").unwrap();
        assert_eq!((found.value, found.insertion), (10, 1));
    }

    #[test]
    fn figures_and_words_are_not_numbers() {
        for text in [
            "1.5亿元",
            "2026年",
            "三、四线城市",
            "第三条道路",
            "（2026）1号",
            "一是坚定信心",
            "十四五",
            "第一，",
            "",
            "（试行）",
        ] {
            check(text, None);
        }
    }
}
