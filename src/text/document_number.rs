//! Document numbers (发文字号): 沈政发〔2026〕1号 in any of its spellings.
//!
//! GB/T 9704-2012, 7.2.5: 代字, 年份 in 〔〕, 序号 without 第 and without padding, 号. Brackets are
//! written in many other ways ([2026], （2026）, 【2026】) and OCR adds spaces; they mean the same.

use std::fmt;

/// A document number in its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentNumber {
    /// 发文机关代字: 沈政发.
    pub prefix: String,
    /// 年份: 2026.
    pub year: u32,
    /// 发文顺序号: 1.
    pub sequence: u32,
}

impl DocumentNumber {
    /// Reads a document number that is the whole of `text`, brackets, widths and spaces aside.
    /// `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let open = plain.find(['〔', '[', '(', '【', '﹝'])?;
        let prefix = &plain[..open];
        let rest = plain[open..].trim_start_matches(['〔', '[', '(', '【', '﹝']);
        let close = rest.find(['〕', ']', ')', '】', '﹞'])?;
        let year: u32 = rest[..close].parse().ok().filter(|year| (1900..2200).contains(year))?;
        let tail = rest[close..].trim_start_matches(['〕', ']', ')', '】', '﹞']);
        let sequence = tail.strip_prefix('第').unwrap_or(tail).strip_suffix('号')?.parse().ok()?;
        if prefix.is_empty() || !prefix.chars().all(super::han::is_han) {
            return None;
        }
        Some(Self { prefix: prefix.to_owned(), year, sequence })
    }
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
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.sequence)
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNumber;

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
            let number = DocumentNumber::parse(text).unwrap();
            assert_eq!(number.to_string(), "沈政发〔2026〕1号", "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number() {
        for text in
            ["", "沈政发20261号", "〔2026〕1号", "沈政发〔26〕1号", "沈政发〔2026〕号", "见沈政发〔2026〕1号文"]
        {
            assert_eq!(DocumentNumber::parse(text), None, "{text}");
        }
    }
}
