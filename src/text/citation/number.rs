//! Document numbers within a sentence: 根据沈政发〔2026〕1号 and 沈政办发 [2026] 2 号.

use super::super::document_number::DocumentNumber;
use super::super::han::is_han;
use super::{Citation, Cited};
use crate::text::cut::Cut;

/// A document number in a sentence, before it is known where the sentence ends and its 代字 begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberReference {
    /// The 汉字 right before the year: 根据沈政发.
    pub before: String,
    /// 年份.
    pub year: u32,
    /// 发文顺序号.
    pub sequence: u32,
}

impl NumberReference {
    /// The numbers that it can be, with the length in bytes of the words before them, the longest first.
    pub fn candidates(&self) -> impl Iterator<Item = (usize, DocumentNumber)> + '_ {
        self.before.char_indices().map(|(at, _)| {
            let prefix = self.before.part(at..).to_owned();
            (at, DocumentNumber { prefix, year: Some(self.year), sequence: self.sequence, ordinal: false })
        })
    }
}

/// No 代字 with the words before it that belong to one is longer.
const LONGEST_PREFIX: usize = 16;
/// The characters that 代字 end with.
const PREFIX_ENDS: [char; 10] = ['发', '函', '办', '字', '规', '令', '电', '通', '委', '政'];

pub(super) fn find(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('号') {
        let end = at + '号'.len_utf8();
        if let Some((start, number)) = bracketed(text, at) {
            found.push(Citation { range: start..end, cited: Cited::Number(number) });
        } else if let Some(start) = without_brackets(text, at) {
            found.push(Citation { range: start..end, cited: Cited::LostBrackets });
        }
    }
    found
}

/// The number that ends before 号 at byte `end`: where its 汉字 begin, and itself.
fn bracketed(text: &str, end: usize) -> Option<(usize, NumberReference)> {
    let before = text.part(..end).trim_end();
    let sequence_at = before.trim_end_matches(is_digit).len();
    let sequence = digits(before.part(sequence_at..))?;
    let before = before.part(..sequence_at).trim_end();
    let before = before.strip_suffix('第').unwrap_or(before).trim_end();
    let before = before.strip_suffix(['〕', '］', ']', '）', ')', '】', '﹞'])?.trim_end();
    let year_at = before.trim_end_matches(is_digit).len();
    let year = digits(before.part(year_at..)).filter(|year| (1900..2200).contains(year))?;
    let before =
        before.part(..year_at).trim_end().strip_suffix(['〔', '［', '[', '（', '(', '【', '﹝'])?.trim_end();
    let start = before.char_indices().rev().take(LONGEST_PREFIX).take_while(|(_, c)| is_han(*c)).last()?.0;
    Some((start, NumberReference { before: before.part(start..).to_owned(), year, sequence }))
}

/// Where 国办发201747号 begins, when 号 stands at byte `end`.
fn without_brackets(text: &str, end: usize) -> Option<usize> {
    let figures_at = text.part(..end).trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let figures = text.part(figures_at..end);
    let year = figures.get(..4)?.parse::<u32>().ok()?;
    let before = text.part(..figures_at);
    let fits = (5..=8).contains(&figures.len()) && (1949..2100).contains(&year) && before.ends_with(PREFIX_ENDS);
    let start = before.char_indices().rev().take(8).take_while(|(_, c)| is_han(*c)).last()?.0;
    (fits && before.part(start..).chars().count() >= 2).then_some(start)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn digits(text: &str) -> Option<u32> {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii() { c } else { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) })
        .collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Cited, find};

    #[test]
    fn numbers_within_sentences() {
        for text in
            ["根据沈政发〔2026〕1号文件", "沈政发[2026]1 号", "见沈政发（２０２６）第１号", "沈政发【2026】1号"]
        {
            let found = find(text);
            let [citation] = found.as_slice() else { panic!("{text}: {found:?}") };
            let Cited::Number(number) = &citation.cited else { panic!("{text}") };
            assert!(number.before.ends_with("沈政发") && (number.year, number.sequence) == (2026, 1), "{text}");
            let candidates: Vec<String> = number.candidates().map(|(_, number)| number.to_string()).collect();
            assert!(candidates.contains(&"沈政发〔2026〕1号".to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["1号楼", "青年大街2026号", "〔2026〕1号", "（2026）1号", "第98号"] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn brackets_that_were_lost() {
        let text = "按照国办发201747号要求";
        let found = find(text);
        assert_eq!(found[0].cited, Cited::LostBrackets);
        assert!(text[found[0].range.clone()].ends_with("国办发201747号"));
        assert_eq!(find("产量201747号"), []);
    }
}
