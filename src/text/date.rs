//! Calendar dates as official documents use them.
//!
//! Dates in front matter are ISO (2026-02-13); on pages and in texts they are Chinese, Arabic digits
//! without padding (GB/T 9704-2012, 7.3.5.4: 2026年2月13日). No clock is read here or anywhere: a
//! build's "today" comes from `--as-of` or from the content.

use serde::{Serialize, Serializer};
use std::fmt;

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, if there is such a day between the years 1900 and 2199.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..2200).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    /// Reads an ISO date: 2026-02-13.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |width: usize| {
            parts
                .next()
                .filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|part| part.parse().ok())
        };
        let date = Self::new(part(4)?, part(2)?, part(2)?);
        parts.next().is_none().then_some(date)?
    }

    /// Reads a date that is the whole of `text`, as Chinese documents write it, spaces aside:
    /// 2026年1月25日, 2026 年 2 月 3 日, 二〇二六年一月二十五日.
    pub fn parse_chinese(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (year, rest) = plain.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix('日')?;
        let number = |text: &str| text.parse().ok().or_else(|| super::numeral::value(text));
        Self::new(number(year)?, number(month)?, number(day)?)
    }

    /// Year, month and day.
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// The year, four digits.
    pub fn year(self) -> u32 {
        u32::from(self.year)
    }

    /// The date in Chinese: 2026年2月13日.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn iso_dates_must_exist() {
        assert_eq!(Date::parse_iso("2026-02-13").unwrap().chinese(), "2026年2月13日");
        assert_eq!(Date::parse_iso("2024-02-29").unwrap().to_string(), "2024-02-29");
        for text in ["2026-02-29", "2026-13-01", "2026-2-3", "26-02-03", "2026-02-13-", "", "2026/02/13"] {
            assert_eq!(Date::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_dates_in_every_spelling() {
        for text in ["2026年1月25日", "2026 年 1 月 25 日", "二〇二六年一月二十五日", "二○二六年一月二十五日"]
        {
            assert_eq!(Date::parse_chinese(text).map(|d| d.to_string()), Some("2026-01-25".into()), "{text}");
        }
        assert_eq!(Date::parse_chinese("2026年1月27日印发"), None);
    }
}
