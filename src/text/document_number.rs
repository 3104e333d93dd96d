//! Document numbers (发文字号): 沈政发〔2026〕1号 in any of its spellings, and the numbers of orders.
//!
//! GB/T 9704-2012, 7.2.5: 代字, 年份 in 〔〕, 序号 without 第 and without padding, 号. Brackets are
//! written in many other ways ([2026], （2026）, 【2026】) and OCR adds spaces; they mean the same.
//! Orders (令) and announcements (公告) are numbered 沈阳市人民政府令第98号 and 公告2026年第3号.

use crate::text::cut::Cut;
use std::fmt;

/// A document number in its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentNumber {
    /// 发文机关代字: 沈政发; for an order, who gives it: 沈阳市人民政府令.
    pub prefix: String,
    /// 年份: 2026. An order has none.
    pub year: Option<u32>,
    /// 发文顺序号: 1.
    pub sequence: u32,
    /// Is it written with 第 (第98号) and not with brackets?
    pub ordinal: bool,
}

impl DocumentNumber {
    /// Reads a document number that is the whole of `text`, brackets, widths and spaces aside.
    /// `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let number = Self::bracketed(&plain).or_else(|| Self::with_ordinal(&plain))?;
        (!number.prefix.is_empty() && number.prefix.chars().all(super::han::is_han)).then_some(number)
    }

    fn bracketed(plain: &str) -> Option<Self> {
        let open = plain.find(['〔', '[', '(', '【', '﹝'])?;
        let rest = plain.part(open..).trim_start_matches(['〔', '[', '(', '【', '﹝']);
        let close = rest.find(['〕', ']', ')', '】', '﹞'])?;
        let tail = rest.part(close..).trim_start_matches(['〕', ']', ')', '】', '﹞']);
        let sequence = tail.strip_prefix('第').unwrap_or(tail).strip_suffix('号')?.parse().ok()?;
        Some(Self {
            prefix: plain.part(..open).to_owned(),
            year: Some(year(rest.part(..close))?),
            sequence,
            ordinal: false,
        })
    }

    fn with_ordinal(plain: &str) -> Option<Self> {
        let (before, sequence) = plain.strip_suffix('号')?.rsplit_once('第')?;
        let sequence = sequence.parse().ok().or_else(|| super::numeral::value(sequence))?;
        if before.ends_with('令') {
            return Some(Self { prefix: before.to_owned(), year: None, sequence, ordinal: true });
        }
        let before = before.strip_suffix('年')?;
        let digits = before.find(|c: char| c.is_ascii_digit())?;
        let prefix = before.part(..digits).to_owned();
        let announced = prefix.ends_with("公告") || prefix.ends_with("通告");
        announced.then_some(Self { prefix, year: Some(year(before.part(digits..))?), sequence, ordinal: true })
    }
}

fn year(text: &str) -> Option<u32> {
    text.parse().ok().filter(|year| (1900..2200).contains(year))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        other => other,
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { prefix, sequence, .. } = self;
        match (self.year, self.ordinal) {
            (Some(year), false) => write!(f, "{prefix}〔{year}〕{sequence}号"),
            (Some(year), true) => write!(f, "{prefix}{year}年第{sequence}号"),
            (None, _) => write!(f, "{prefix}第{sequence}号"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNumber;

    fn check(text: &str, expected: &str) {
        assert_eq!(
            DocumentNumber::parse(text).map(|number| number.to_string()).as_deref(),
            Some(expected),
            "{text}"
        );
    }

    #[test]
    fn every_spelling_is_one_number() {
        for text in [
            "沈政发〔2026〕1号",
            "沈政发[2026]1号",
            "沈政发（2026）1 号",
            "沈政发［２０２６］１号",
            "沈政发【2026】第1号",
            "沈政发﹝2026﹞1号",
        ] {
            check(text, "沈政发〔2026〕1号");
        }
    }

    #[test]
    fn orders_and_announcements() {
        check("沈阳市人民政府令第98号", "沈阳市人民政府令第98号");
        check("沈阳市人民政府令 第九十八号", "沈阳市人民政府令第98号");
        check("沈阳市人民政府公告2026年第3号", "沈阳市人民政府公告2026年第3号");
    }

    #[test]
    fn what_is_not_a_number() {
        for text in [
            "",
            "沈政发20261号",
            "〔2026〕1号",
            "沈政发〔26〕1号",
            "沈政发〔2026〕号",
            "见沈政发〔2026〕1号文",
            "第98号",
        ] {
            assert_eq!(DocumentNumber::parse(text), None, "{text}");
        }
    }
}
